"""A phone in a real browser and the console in one loop: from joining to the result, and over a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.console.seats import QUESTION, Seat, Seats
from tests.console.test_phones import HERE
from tests.web.look import IN_A_BROWSER, Look, opened
from workshop.live import phone_access as desk_phones
from workshop.model.views import visible
from workshop.screens.submissions.screen import OffersPage
from workshop.screens.vote.screen import Vote

if TYPE_CHECKING:
    from playwright.async_api import Browser

pytestmark = IN_A_BROWSER

OFFER = "One lit loop, tested for a month"


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_phones, "LOOK", 0.05)


def head(seat: Seat) -> str:
    return str(seat.app.screen.query_one("Head").render())


async def sees(look: Look, words: str, home: str, *, script: bool) -> None:
    """Wait until a phone shows some words; without a script somebody has to ask for the page."""
    if not script:
        await look.page.goto(home)
        assert words in await look.page.inner_text("body")
    else:
        await look.read(words)


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
async def test_from_joining_to_the_result(sit: Seats, browser: Browser, *, script: bool) -> None:
    async with sit() as seat:
        here = await seat.workspace.phones.open(HERE, 0)
        home = f"http://{here.address}/"
        look = await opened(browser, home, java_script_enabled=script)
        page = look.page
        await page.fill("#key", here.key)
        await page.click("button")
        await page.wait_for_selector("#text")
        assert QUESTION in await page.inner_text("body")
        await seat.until(lambda: "1 here" in head(seat))

        await page.get_by_text("Experiment", exact=True).first.click()
        await page.fill("#text", OFFER)
        await page.click("text=Send")
        await page.get_by_text("Recorded as T07-E03.").first.wait_for()
        await seat.until(lambda: "1 offered" in head(seat))
        queue = await seat.beside("o", OffersPage)
        await queue.until(lambda: queue.page.query_one("#offers").rows[0].text == OFFER)  # type: ignore[attr-defined]
        assert OFFER not in "".join(await page.locator(".cards").all_inner_texts())
        assert "waits" in await page.inner_text("main")
        await queue.press("s", "escape")
        await seat.until(lambda: seat.app.screen is seat.page and seat.shown("E") == ["E01", "E02", "E03"])
        await sees(look, OFFER, home, script=script)

        vote = await seat.beside("f6", Vote)
        await vote.press("o")
        await sees(look, "Dots left: 3 of 3", home, script=script)
        for left in (2, 1):
            await page.locator("#T07-E03 button").last.click()
            await page.get_by_text(f"Dots left: {left} of 3").first.wait_for()
        await page.click("text=I am done")
        await page.get_by_text("Thank you.").first.wait_for()
        await vote.until(lambda: "1 ballot in" in head(vote))
        await vote.press("c")
        await vote.until(lambda: "Vote closed" in head(vote))
        await sees(look, "The vote is over.", home, script=script)
        await vote.press("r")
        await vote.until(lambda: "Result" in head(vote))
        await sees(look, "Dots: 2", home, script=script)
        (counted,) = visible(seat.workspace.session, "facilitator").ballots
        assert counted.result is not None
        assert next((row.dots, row.voters) for row in counted.result.rows) == (2, 1)
        assert look.complaints == []


@pytest.mark.first
async def test_stopped_and_started_again_a_phone_goes_on_with_its_draft(sit: Seats, browser: Browser) -> None:
    async with sit() as seat:
        phones = seat.workspace.phones
        here = await phones.open(HERE, 0)
        port = int(here.address.rpartition(":")[2])
        look = await opened(browser, here.join)
        await look.page.fill("#text", "Half a thou")
        await phones.close()
        await look.page.wait_for_selector("#offline", state="visible", timeout=20_000)
        again = await phones.open(HERE, port)
        assert again == here
        await look.page.wait_for_selector("#offline", state="hidden", timeout=20_000)
        assert await look.page.input_value("#text") == "Half a thou"
        await look.page.reload()
        assert await look.page.input_value("#text") == "Half a thou"
        await look.page.click("text=Send")
        await look.read("Recorded as T07-I04.")
        await seat.until(lambda: "1 offered" in head(seat))
