"""Phones whose network goes, whose server is silent, and who have the page open twice: in a real browser."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.web.client import Phone
from tests.web.conftest import EXPERIMENTS, INSIGHTS, card, fill, open_vote
from tests.web.look import IN_A_BROWSER, Look, opened, until
from workshop.model import commands as c
from workshop.store.writer import SessionWriter
from workshop.web.server import PhoneServer

Error = pytest.importorskip("playwright.async_api", reason="playwright is not installed").Error

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page, Route

pytestmark = IN_A_BROWSER
KNOWN = len(INSIGHTS + EXPERIMENTS)
SOON = 2_000
"""Milliseconds within which a phone owns up to what it has not sent."""


class Silence:
    """Requests of a page that are not answered until it is over."""

    def __init__(self, page: Page, path: str) -> None:
        self._page = page
        self._path = path
        self._held: list[Route] = []

    def hold(self, route: Route) -> None:
        self._held.append(route)

    async def begin(self) -> None:
        await self._page.route(self._path, self.hold)

    async def end(self) -> None:
        await self._page.unroute(self._path)
        for route in self._held:
            with suppress(Error):  # some were let through with that
                await route.continue_()


async def second_tab(look: Look, url: str) -> Look:
    other = Look(await look.page.context.new_page())
    await other.page.goto(url)
    return other


async def shows(page: Page, selector: str, words: str) -> None:
    await until(page, "([s, w]) => [...document.querySelectorAll(s)].some(e => e.textContent === w)", [selector, words])


async def test_a_card_for_one_table_is_never_recorded_at_another(tmp_path: Path, browser: Browser) -> None:
    async with SessionWriter(tmp_path / "one") as one:
        await fill(one)
        server = PhoneServer(one, port=0)
        address = await server.start()
        port = int(address.url.rsplit(":", 1)[1].strip("/"))
        phone = await opened(browser, address.join)
        await server.stop()
        await phone.page.fill("#text", "For table one")
        await phone.page.click("text=Send")
        await phone.page.wait_for_selector("#unsent:not(:empty)", timeout=SOON)
        async with SessionWriter(tmp_path / "two") as two:
            await fill(two)
            elsewhere = PhoneServer(two, port=port)
            joined = await elsewhere.start()
            other = await second_tab(phone, joined.join)
            assert await other.page.input_value("#text") == ""
            await phone.page.wait_for_selector("#elsewhere", state="visible", timeout=20_000)
            assert await phone.page.input_value("#text") == "For table one"
            await phone.page.goto(joined.url)
            await phone.read("In your own words")
            assert await phone.page.input_value("#text") == ""
            assert len(two.session.cards) == KNOWN
            await elsewhere.stop()
        again = PhoneServer(one, port=port)
        await again.start()
        await phone.page.goto(address.url)
        await phone.read("Recorded as T07-I04.")
        assert card(one, "I04").text == "For table one"
        await again.stop()


async def test_a_refusal_shows_what_is_recorded_at_once(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    await open_vote(writer, dots=3, most=3)
    one = await opened(browser, server.address.join)
    await one.read("Dots left: 3 of 3")
    await one.page.route("**/votes*", lambda route: route.abort())
    other = await second_tab(one, server.address.url)
    for _ in range(3):
        await other.page.locator("#T07-E01 button").last.click()
    await other.read("Dots left: 0 of 3")
    await one.read("Dots left: 0 of 3")
    assert await one.page.locator("#T07-E01 output").inner_text() == "3"
    await other.page.click("text=I am done")
    await one.read("Thank you.")


async def test_over_budget_from_a_second_tab_without_a_script_is_put_right(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    ballot = await open_vote(writer, dots=3, most=3)
    one = await opened(browser, server.address.join)
    silence = Silence(one.page, "**/votes*")
    await silence.begin()
    await one.page.locator("#T07-E02 button").last.click()
    await one.page.wait_for_selector("[data-unsent]", timeout=SOON)
    plain = Phone(server.address.url)
    plain.cookies = {each["name"]: each["value"] for each in await one.page.context.cookies()}
    await plain.send("/votes", {"card": "T07-E01", "dots": 3})
    await shows(one.page, "#T07-E01 output", "3")
    await silence.end()
    await one.read("You have 3 dots in all")
    await shows(one.page, "#T07-E02 output", "0")
    await shows(one.page, "#T07-E01 output", "3")
    await one.read("Dots left: 0 of 3")
    assert [dict(dots) for dots in writer.session.ballots[ballot].votes.values()] == [{card(writer, "E01").id: 3}]


async def test_dots_tags_and_done_are_kept_without_a_network_and_when_the_tab_is_closed(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    phone = await opened(browser, server.address.join)
    context = phone.page.context
    await phone.page.locator("#T07-I01 summary").click()
    await context.set_offline(offline=True)
    await phone.page.locator("#T07-I01 input[name=tag]").fill("safe")
    await phone.page.locator("#T07-I01 button").click()
    await phone.page.wait_for_selector("#unsent:not(:empty)", timeout=SOON)
    await context.set_offline(offline=False)
    await phone.read("T07-I01 has the tag safe.")
    assert card(writer, "I01").tags == ("safe",)

    ballot = await open_vote(writer)
    more = phone.page.locator("#T07-E01 button").last
    await more.wait_for()
    await context.set_offline(offline=True)
    await more.click()
    await more.click()
    await phone.page.click("text=I am done")
    await phone.page.wait_for_selector("#T07-E01 form[data-unsent='not sent yet']", timeout=SOON)
    await phone.page.wait_for_selector("#done form[data-unsent]", timeout=SOON)
    await phone.read("Not sent yet: 2.")
    await phone.page.close()
    await context.set_offline(offline=False)
    assert not writer.session.ballots[ballot].votes
    back = Look(await context.new_page())
    await back.page.goto(server.address.url)
    await back.read("Thank you.")
    assert [dict(dots) for dots in writer.session.ballots[ballot].votes.values()] == [{card(writer, "E01").id: 2}]
    await back.page.wait_for_selector("#unsent", state="hidden")


@pytest.mark.first
async def test_a_silent_server_is_noticed_and_no_page_of_the_browser_takes_our_place(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    theme = writer.session.live_themes()[0].id
    await writer.do(c.AddCards("insight", theme, tuple(f"Line {n} " + "x" * 300 for n in range(30))))
    phone = await opened(browser, server.address.join)
    await phone.page.wait_for_load_state("load")
    silence = Silence(phone.page, "**/*")
    await silence.begin()
    await phone.page.fill("#text", "Said into the void")
    await phone.page.click("text=Send")
    await phone.page.wait_for_selector("#unsent:not(:empty)", timeout=SOON)
    await phone.page.click("a[rel=next]")
    await phone.page.wait_for_selector("#offline", state="visible", timeout=20_000)
    assert phone.page.url == server.address.url
    assert await phone.page.input_value("#text") == "Said into the void"
    await silence.end()
    await phone.read("Recorded as T07-I34.")
    await phone.page.click("a[rel=next]")
    await phone.read("Page 2 of")
    assert card(writer, "I34").held


async def test_the_key_typed_while_the_server_is_away_stays(browser: Browser, writer: SessionWriter) -> None:
    server = PhoneServer(writer, port=0)
    address = await server.start()
    phone = await opened(browser, address.url)
    await phone.page.fill("#key", address.key)
    await server.stop()
    await phone.page.click("button")
    await phone.page.wait_for_selector("#offline", state="visible")
    assert await phone.page.input_value("#key") == address.key
    again = PhoneServer(writer, port=int(address.url.rsplit(":", 1)[1].strip("/")))
    await again.start()
    await phone.page.click("button")
    await phone.read("In your own words")
    await again.stop()


async def test_what_is_being_typed_survives_any_redraw(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    phone = await opened(browser, server.address.join)
    theme = writer.session.live_themes()[0].id
    await phone.page.locator("#T07-I02 summary").click()
    tag = phone.page.locator("#T07-I02 input[name=tag]")
    await tag.press_sequentially("saf")
    await writer.do(c.AddCards("insight", theme, ("New while typing",)))
    await phone.read("New while typing")
    await phone.page.keyboard.type("ety")
    assert await tag.input_value() == "safety"
    await phone.page.fill("#text", "A half line")
    ballot = await open_vote(writer)
    await phone.page.wait_for_selector(".vote")
    await writer.do(c.VoidBallot(ballot))
    await phone.page.wait_for_selector("#offer")
    assert await phone.page.input_value("#text") == "A half line"
    assert await tag.input_value() == "safety"
    await phone.page.reload()
    assert await tag.input_value() == "safety"
    assert await tag.is_visible()


async def test_a_second_card_typed_while_the_first_is_on_its_way_stays(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    phone = await opened(browser, server.address.join)
    silence = Silence(phone.page, "**/cards*")
    await silence.begin()
    await phone.page.fill("#text", "The first")
    await phone.page.click("text=Send")
    await phone.page.fill("#text", "The second, half")
    await shows(phone.page, "#waiting li", "The first")
    await silence.end()
    await phone.read("Recorded as T07-I04.")
    assert await phone.page.input_value("#text") == "The second, half"
    await phone.page.click("text=Send")
    await phone.read("Recorded as T07-I05.")
    assert await phone.page.input_value("#text") == ""
    assert [card(writer, label).text for label in ("I04", "I05")] == ["The first", "The second, half"]


async def test_a_browser_without_cookies_is_told_so(server: PhoneServer, browser: Browser) -> None:
    context = await browser.new_context(locale="en-GB")
    page = await context.new_page()

    async def without(route: Route) -> None:
        answer = await route.fetch(max_redirects=0)
        await context.clear_cookies()
        headers = {name: value for name, value in answer.headers.items() if name != "set-cookie"}
        await route.fulfill(response=answer, headers=headers)

    await context.route("**/*", without)
    await page.goto(server.address.join)
    await Look(page).read("your browser keeps no cookies")


async def test_pressing_send_twice_records_once(writer: SessionWriter, server: PhoneServer, browser: Browser) -> None:
    phone = await opened(browser, server.address.join)
    await phone.page.fill("#text", "Only once")
    await phone.page.locator("#offer button").dblclick()
    await phone.read("Recorded as T07-I04.")
    await asyncio.sleep(0)
    assert sum(each.text == "Only once" for each in writer.session.cards.values()) == 1


@pytest.mark.parametrize(
    "refuses", ["setItem = () => { throw new Error('QuotaExceededError'); }", "getItem = () => null"]
)
async def test_a_browser_without_room_for_what_is_kept_sends_it_all_the_same(
    writer: SessionWriter, server: PhoneServer, browser: Browser, refuses: str
) -> None:
    context = await browser.new_context()
    await context.add_init_script(f"Storage.prototype.{refuses}")
    phone = Look(await context.new_page())
    await phone.page.goto(server.address.join)
    await phone.page.fill("#text", "From a full phone")
    await phone.page.click("text=Send")
    await phone.read("Recorded as T07-I04.")
    assert await phone.page.input_value("#text") == ""
    ballot = await open_vote(writer)
    await phone.page.locator("#T07-E01 button").last.click()
    await phone.page.locator("#T07-E01 output", has_text="1").wait_for()
    await phone.page.click("text=I am done")
    await phone.read("Thank you.")
    assert [dict(dots) for dots in writer.session.ballots[ballot].votes.values()] == [{card(writer, "E01").id: 1}]


async def test_what_one_tab_has_sent_is_no_draft_in_another(server: PhoneServer, browser: Browser) -> None:
    phone = await opened(browser, server.address.join)
    await phone.page.fill("#text", "Half a line")
    other = await second_tab(phone, server.address.url)
    assert await other.page.input_value("#text") == "Half a line"
    await phone.page.click("text=Send")
    await phone.read("Recorded as T07-I04.")
    await until(other.page, "() => document.getElementById('text').value === ''")
    await other.page.fill("#text", "Quite another")
    await phone.page.fill("#text", "A third")
    await phone.page.click("text=Send")
    await phone.read("Recorded as T07-I05.")
    assert await other.page.input_value("#text") == "Quite another"


async def test_two_tabs_that_come_back_to_the_network_send_what_waits_once_and_say_nothing_else(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    phone = await opened(browser, server.address.join)
    other = await second_tab(phone, server.address.url)
    context = phone.page.context
    await context.set_offline(offline=True)
    await phone.page.locator("#T07-I01 summary").click()
    await phone.page.locator("#T07-I01 input[name=tag]").fill("safe")
    await phone.page.locator("#T07-I01 button").click()
    await phone.page.fill("#text", "Said once")
    await phone.page.click("text=Send")
    await phone.page.wait_for_selector("#unsent:not(:empty)", timeout=SOON)
    await context.set_offline(offline=False)
    for look in (phone, other):
        await until(look.page, "() => document.getElementById('unsent').textContent === ''")
    assert card(writer, "I01").tags == ("safe",)
    assert len(writer.session.cards) == KNOWN + 1
    for look in (phone, other):
        assert await look.page.locator("#said[role=alert]").count() == 0
