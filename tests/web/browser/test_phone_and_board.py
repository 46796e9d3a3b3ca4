"""The pages in a real browser, at the size of a phone and of a projector. Skipped where there is none."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.web.conftest import QUESTION, card, fill, open_vote
from tests.web.look import IN_A_BROWSER, PHONE, PROJECTOR, faults, opened, too_wide
from workshop.model import commands as c
from workshop.store.writer import SessionWriter
from workshop.web.i18n import words_for
from workshop.web.server import PhoneServer

if TYPE_CHECKING:
    from playwright.async_api import Browser

pytestmark = IN_A_BROWSER


async def test_from_joining_to_the_result_with_a_script(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    url = server.address.url
    board = await opened(browser, f"{url}board", viewport=PROJECTOR)
    assert await faults(board.page) == []
    phone = await opened(browser, url)
    assert await faults(phone.page) == []
    await phone.page.fill("#key", server.address.key.lower())
    await phone.page.click("button")
    await phone.read(QUESTION)
    assert await faults(phone.page) == []
    await board.page.wait_for_selector("#join.away")

    await phone.page.get_by_text("Experiment", exact=True).first.click()
    await phone.page.fill("#text", "One lit loop, tested for a month")
    await phone.page.click("text=Send")
    await phone.read("Recorded as T07-E03.")
    offered = card(writer, "E03")
    assert offered.held
    await writer.do(c.ShowCard(offered.id))
    await board.read("One lit loop")
    await phone.read("from a participant")

    ballot = await open_vote(writer, title="Which first?", decider="the table")
    more = phone.page.locator("#T07-E03 button").last
    await more.wait_for()
    for _ in range(3):
        await more.click()
    await phone.read("Dots left: 2 of 5")
    assert await phone.page.locator("#T07-E03 output").inner_text() == "3"
    assert await more.get_attribute("aria-disabled") == "true"
    assert await faults(phone.page) == []
    await board.read("1 of 1 have voted")
    assert await faults(board.page) == []
    await phone.page.click("text=I am done")
    await phone.read("Thank you.")
    await phone.page.reload()
    assert await phone.page.locator("#T07-E03 output").inner_text() == "3"
    assert list(writer.session.ballots[ballot].votes.values()) == [{offered.id: 3}]

    await writer.do(c.CloseBallot(ballot))
    await phone.read("The vote is over.")
    await writer.do(c.RevealBallot(ballot))
    await writer.do(c.ReachStep("reveal"))
    for look in (phone, board):
        await look.read("Dots: 3")
        assert await faults(look.page) == []
        assert not await too_wide(look.page)
        assert {
            address.partition("/")[2].partition("/")[2].partition("/")[0]
            for address in look.fetched
            if address.startswith("http")
        } == {url[7:-1]}
        assert look.complaints == []


async def test_from_joining_to_the_result_without_a_script(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    phone = await opened(browser, server.address.join, java_script_enabled=False)
    page = phone.page
    await page.fill("#text", "One lit loop")
    await page.click("text=Send")
    assert "Recorded as T07-I04." in await page.content()
    await page.locator("#T07-E01 summary").click()
    await page.locator("#T07-E01 input[name=tag]").fill("safe")
    await page.locator("#T07-E01 button").click()
    assert card(writer, "E01").tags == ("safe",)
    ballot = await open_vote(writer)
    await page.goto(server.address.url)
    for _ in range(2):
        await page.locator("#T07-E01 button").last.click()
    assert "Dots left: 3 of 5" in await page.content()
    await page.click("text=I am done")
    assert "Thank you" in await page.content()
    await writer.do(c.CloseBallot(ballot))
    await writer.do(c.RevealBallot(ballot))
    await writer.do(c.ReachStep("reveal"))
    await page.goto(f"{server.address.url}board")
    assert "Dots: 2 · Voters: 1" in await page.content()


@pytest.mark.first
async def test_drafts_and_what_was_sent_outlive_the_server(tmp_path: Path, browser: Browser) -> None:
    async with SessionWriter(tmp_path / "sessions" / "s") as writer:
        await fill(writer)
        server = PhoneServer(writer, port=0)
        address = await server.start()
        port = int(address.url.rsplit(":", 1)[1].strip("/"))
        phone = await opened(browser, address.join)
        other = await opened(browser, address.join)
        await other.page.fill("#text", "A draft that nobody has sent")
        await other.page.reload()
        assert await other.page.input_value("#text") == "A draft that nobody has sent"
        await server.stop()
        await phone.page.fill("#text", "Sent while the server was away")
        await phone.page.click("text=Send")
        await phone.page.wait_for_selector("#offline", state="visible", timeout=20_000)
        assert await phone.page.input_value("#text") == "Sent while the server was away"
        again = PhoneServer(writer, port=port)
        await again.start()
        await phone.read("Recorded as T07-I04.")
        await phone.page.wait_for_selector("#offline", state="hidden")
        assert await phone.page.input_value("#text") == ""
        assert await other.page.input_value("#text") == "A draft that nobody has sent"
        assert [each.text for each in writer.session.cards.values() if each.held] == ["Sent while the server was away"]
        await again.stop()


async def test_arabic_runs_from_right_to_left(server: PhoneServer, browser: Browser) -> None:
    phone = await opened(browser, server.address.join, locale="ar-EG", color_scheme="dark")
    await phone.read(words_for("ar").say("Said so far"))
    assert await faults(phone.page) == []
    assert not await too_wide(phone.page)
    box = await phone.page.locator(".kinds label").first.bounding_box()
    assert box
    assert box["x"] > PHONE["width"] / 2
    await phone.page.click("text=Deutsch")
    await phone.read("In eigenen Worten")


async def test_narrow_pages_and_those_four_times_as_large_need_no_scrolling_sideways(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    theme = writer.session.live_themes()[0].id
    await writer.do(c.AddCards("insight", theme, ("x" * 300, "Donaudampfschifffahrtsgesellschaft " * 5)))
    phone = await opened(browser, server.address.join, viewport={"width": 320, "height": 256})  # 1280 in four
    assert not await too_wide(phone.page)
    small = await phone.page.evaluate(
        "[...document.querySelectorAll('button, a, summary, textarea, .kinds span, input[name=tag]')]"
        ".filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"
    )
    assert small == []
    await phone.page.goto(server.address.board)
    assert not await too_wide(phone.page)


async def test_the_dots_left_stay_in_sight_down_the_list(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    theme = writer.session.live_themes()[0].id
    await writer.do(c.AddCards("experiment", theme, tuple(f"Line number {n}" for n in range(8))))
    await open_vote(writer)
    phone = await opened(browser, server.address.join)
    await phone.page.locator("#done").scroll_into_view_if_needed()
    assert await phone.page.evaluate("scrollY") > 0
    assert await phone.page.evaluate("document.getElementById('left').getBoundingClientRect().top") >= 0


async def test_the_board_is_turned_by_keys(writer: SessionWriter, server: PhoneServer, browser: Browser) -> None:
    theme = writer.session.live_themes()[0].id
    await writer.do(c.AddCards("insight", theme, tuple(f"Line number {n}" for n in range(17))))
    board = await opened(browser, server.address.board, viewport=PROJECTOR)
    await board.read("Page 1 of 4")
    for key, words in (
        ("ArrowRight", "Page 2 of 4"),
        (" ", "Page 3 of 4"),
        ("ArrowLeft", "Page 2 of 4"),
        ("Home", "Page 1 of 4"),
        ("PageUp", "Page 4 of 4"),
    ):
        await board.page.keyboard.press(key)
        await board.read(words)
    code = board.page.locator("#join .qr")
    large = await code.bounding_box()
    await board.page.keyboard.press("q")
    small = await code.bounding_box()
    assert large
    assert small
    assert large["height"] > 2 * small["height"] >= PROJECTOR["height"] / 5
    await board.page.keyboard.press("?")
    await board.read("how to join, large or small")
    assert await faults(board.page) == []
    await board.page.keyboard.press("Escape")
    assert not await board.page.locator("#keys").is_visible()
    await writer.do(c.RewordCard(card(writer, "I20").id, "Said anew"))
    await board.read("Said anew")
    await writer.do(c.HideCard(card(writer, "I20").id))
    await board.read("Page 1 of 3")
    assert board.complaints == []


async def test_a_result_is_shown_from_its_first_page_and_how_it_is_made_up_stays_in_sight(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    theme = writer.session.live_themes()[0].id
    await writer.do(c.AddCards("experiment", theme, tuple(f"Line number {n}: {'word ' * 12}" for n in range(12))))
    ballot = await open_vote(writer, title="Which first?")
    await writer.do(c.StartTimer(180))
    board = await opened(browser, server.address.board, viewport=PROJECTOR)
    await board.page.keyboard.press("ArrowRight")
    await board.read("Page 2 of")
    for wish in (c.CloseBallot(ballot), c.RevealBallot(ballot), c.ReachStep("reveal")):
        await writer.do(wish)
    await board.read("Page 1 of")
    await board.read("Ballots: 0")
    for seen in ("#note", ".turner"):
        box = await board.page.locator(seen).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= PROJECTOR["height"]
    assert await faults(board.page) == []


async def test_the_code_on_the_board_can_be_read_from_the_screen(server: PhoneServer, browser: Browser) -> None:
    zxing, image = pytest.importorskip("zxingcpp"), pytest.importorskip("PIL.Image")
    for scheme in ("light", "dark"):
        board = await opened(browser, server.address.board, viewport=PROJECTOR, color_scheme=scheme)
        picture = image.open(io.BytesIO(await board.page.screenshot()))
        (found,) = zxing.read_barcodes(picture)
        assert found.text == server.address.join


async def test_ones_own_lines_are_followed_and_changed_with_a_script(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    phone = await opened(browser, server.address.join)
    await phone.page.fill("#text", "Paths are drak")
    await phone.page.click("text=Send")
    await phone.read("Your lines")
    await phone.read("T07-I04 · waits")
    assert await faults(phone.page) == []
    await phone.page.get_by_text("Change", exact=True).click()
    await phone.page.locator("#lines textarea").fill("Paths are dark")
    small = await phone.page.evaluate(
        "[...document.querySelectorAll('#lines button, #lines summary, #lines textarea')]"
        ".filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"
    )
    assert small == []
    await phone.page.get_by_text("Save", exact=True).click()
    await phone.read("T07-I04 has your new words.")
    assert card(writer, "I04").text == "Paths are dark"
    await writer.do(c.ShowCard(card(writer, "I04").id))
    await phone.read("T07-I04 · shown")
    ballot = await open_vote(writer)
    await phone.page.wait_for_selector(".vote")
    await phone.page.wait_for_selector("#lines ul", state="detached")
    await phone.page.locator("#T07-E02 button").last.click()
    await phone.read("Dots left: 4 of 5")
    await writer.do(c.CloseBallot(ballot))
    await phone.page.reload()
    await phone.read("The vote is over.")
    await writer.do(c.RevealBallot(ballot))
    await writer.do(c.ReachStep("reveal"))
    await phone.read("You gave: 1")
    assert await faults(phone.page) == []


async def test_the_board_shows_how_to_join_for_as_long_as_it_stands_and_the_key_of_the_day(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    zxing, image = pytest.importorskip("zxingcpp"), pytest.importorskip("PIL.Image")
    board = await opened(browser, server.address.board, viewport=PROJECTOR)
    phone = await opened(browser, server.address.join)
    await board.page.wait_for_selector("#join.away")
    ballot = await open_vote(writer)
    await board.read("0 of 1 have voted")
    for wish in (c.CloseBallot(ballot), c.RevealBallot(ballot), c.ReachStep("reveal")):
        await writer.do(wish)
    await board.page.wait_for_selector(".results")
    await board.read(server.address.key)
    (found,) = zxing.read_barcodes(image.open(io.BytesIO(await board.page.screenshot())))
    assert found.text == server.address.join
    old = server.address.key
    await server.new_key()
    assert server.address.key != old
    await board.read(server.address.key)
    await phone.page.reload()
    await phone.read("Ballots: 0")
    late = await opened(browser, f"{server.address.url}j/{old}")
    await late.read("That key is not right.")
    await late.page.goto(server.address.join)
    await late.read("Ballots: 0")


async def test_a_result_can_be_read_from_the_back_row(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    ballot = (await writer.do(c.DraftBallot(title="Which first?"))).entry.id
    await writer.do(c.OpenBallot(ballot))
    for wish in (
        c.EnterHands(ballot, card(writer, "E01").id, 7),
        *(c.CloseBallot(ballot), c.RevealBallot(ballot), c.ReachStep("reveal")),
    ):
        await writer.do(wish)
    for size in (PROJECTOR, {"width": 1024, "height": 768}):
        board = await opened(browser, server.address.board, viewport=size)
        await board.page.wait_for_selector(".results")
        heights = await board.page.evaluate(
            "[...document.querySelectorAll('.results p, .results .dots')]"
            ".map(e => parseFloat(getComputedStyle(e).fontSize))"
        )
        assert heights
        assert min(heights) >= 0.06 * size["height"]
        headings = await board.page.locator("#list h2").all_inner_texts()
        assert headings[0] == "Insights"
        await board.page.keyboard.press("ArrowRight")
        await board.read("T07-E01")
        assert await board.page.locator("#list h2").all_inner_texts() == ["Experiments"]
        bar = await board.page.locator(".bar").first.bounding_box()
        assert bar
        assert bar["width"] > size["width"] / 2
        for seen in (".results li >> nth=-1", "#note"):
            box = await board.page.locator(seen).bounding_box()
            assert box
            assert box["y"] + box["height"] <= size["height"]
        assert not await too_wide(board.page)
        assert await faults(board.page) == []


async def test_insights_and_experiments_stand_below_their_names(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    board = await opened(browser, server.address.board, viewport=PROJECTOR)
    assert await board.page.locator("#list h2").all_inner_texts() == ["Insights", "Experiments"]
    french = await opened(browser, server.address.board, viewport=PROJECTOR, locale="fr")
    assert await french.page.locator("#list h2").all_inner_texts() == ["Constats", "Expérimentations"]
    theme = writer.session.live_themes()[0].id
    await writer.do(c.AddCards("insight", theme, ("The newest insight",)))
    await writer.do(c.AddCards("experiment", theme, tuple(f"Line {n}" for n in range(9))))
    await board.read("Page 1 of 3")
    await open_vote(writer)
    await board.read("0 of")
    assert await board.page.locator("#list h2").all_inner_texts() == ["Experiments"]
