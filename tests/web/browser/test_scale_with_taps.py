"""A scale in a real browser, with a script and without. Skipped where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web.conftest import card
from tests.web.look import IN_A_BROWSER, PROJECTOR, faults, opened, too_wide
from tests.web.test_scale import answers, open_scale, reveal
from workshop.model import commands as c
from workshop.store.writer import SessionWriter
from workshop.web.server import PhoneServer

if TYPE_CHECKING:
    from playwright.async_api import Browser

pytestmark = IN_A_BROWSER


def choice(card_id: str, name: str, value: int) -> str:
    return f"#{card_id} input[name={name}][value='{value}'] + span"


async def test_a_scale_is_answered_with_taps_and_shown(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    phone = await opened(browser, server.address.join)
    board = await opened(browser, server.address.board, viewport=PROJECTOR)
    scale = await open_scale(writer)
    await phone.read("Answered: 0 of 2")
    await phone.page.wait_for_selector(".asked #T07-E01")
    assert await faults(phone.page) == []
    for name, value in (("first", 4), ("second", 0)):
        await phone.page.click(choice("T07-E01", name, value))
    await phone.read("Answered: 1 of 2")
    assert await phone.page.locator(".asked button:visible").count() == 0
    assert answers(writer, scale) == [{card(writer, "E01").id: (4, 0)}]
    await phone.page.reload()
    assert await phone.page.locator("#T07-E01 input:checked").count() == 2
    await phone.page.set_viewport_size({"width": 320, "height": 640})
    assert not await too_wide(phone.page)
    small = await phone.page.evaluate(
        "[...document.querySelectorAll('.asked label span')].filter(e => e.getBoundingClientRect().height < 44).length"
    )
    assert small == 0
    async with phone.page.expect_response("**/?page=1"):
        await writer.do(c.CloseBallot(scale))
    await writer.do(c.RevealBallot(scale))
    await writer.do(c.ReachStep("reveal"))
    await phone.read("You said: 4")
    assert not await too_wide(phone.page)
    assert await faults(phone.page) == []
    await board.page.wait_for_selector("svg.field")
    assert await faults(board.page) == []
    assert not await too_wide(board.page)
    await board.page.keyboard.press("ArrowRight")
    await board.read("4 (4)")
    assert await faults(board.page) == []


async def test_a_scale_is_answered_without_a_script(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    phone = await opened(browser, server.address.join, java_script_enabled=False)
    scale = await open_scale(writer)
    await phone.page.reload()
    for name, value in (("first", 2), ("second", 5)):
        await phone.page.click(choice("T07-E02", name, value))
    await phone.page.click("#T07-E02 button")
    await phone.read("Answered: 1 of 2")
    assert answers(writer, scale) == [{card(writer, "E02").id: (2, 5)}]
    assert await phone.page.locator("#T07-E02 input:checked").count() == 2
    await reveal(writer, scale)
    await phone.page.reload()
    await phone.read("You said: 2")


async def test_what_was_tapped_without_a_line_is_sent_when_it_is_back(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    phone = await opened(browser, server.address.join)
    scale = await open_scale(writer)
    await phone.page.wait_for_selector(".asked #T07-E01")
    await phone.page.context.set_offline(offline=True)
    await phone.page.click(choice("T07-E01", "first", 3))
    await phone.page.wait_for_selector("#T07-E01 form[data-unsent='not sent yet']")
    assert answers(writer, scale) == []
    await phone.page.context.set_offline(offline=False)
    await phone.page.wait_for_selector("#unsent", state="hidden")
    assert answers(writer, scale) == [{card(writer, "E01").id: (3, -1)}]
