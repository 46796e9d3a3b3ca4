"""The board shows all of a page at once, whatever the projector's shape and however long what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.conftest import EXPERIMENTS, INSIGHTS, QUESTION, card, open_vote
from tests.web.look import IN_A_BROWSER, opened, until
from workshop.model import commands as c

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page, ViewportSize

    from workshop.store.writer import SessionWriter
    from workshop.web.server import PhoneServer

pytestmark = IN_A_BROWSER

OLD_PROJECTOR: ViewportSize = {"width": 1024, "height": 768}
IN_SIGHT = """
    document.documentElement.scrollHeight <= innerHeight &&
    Math.max(...[...document.querySelectorAll("#list *")].map(each => each.getBoundingClientRect().bottom))
        <= document.getElementById("note").getBoundingClientRect().top
"""


FILLED = """
    (document.getElementById("list").getBoundingClientRect().bottom - document.querySelector("main").offsetTop)
        / document.querySelector("main").offsetHeight
"""
"""How much of the height that there is for the list, or for how to join beside it, the list takes."""

WORDS = "parseFloat(getComputedStyle(document.querySelector('#list li')).fontSize)"
QUESTION_S = "parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)"
"""How large cards and their question are written."""

SIZES: list[ViewportSize] = [OLD_PROJECTOR, {"width": 1280, "height": 720}, {"width": 1920, "height": 1080}]


async def words_of_cards(page: Page) -> float:
    """Return how large the cards of a page are written."""
    return float(await page.evaluate(WORDS))


async def test_cards_beside_the_large_code_stand_on_a_page_of_an_old_projector(
    server: PhoneServer, browser: Browser
) -> None:
    board = await opened(browser, server.address.board, viewport=OLD_PROJECTOR)
    await board.read(EXPERIMENTS[-1])
    assert await board.page.evaluate(IN_SIGHT)
    await board.page.keyboard.press("q")
    small = await words_of_cards(board.page)
    assert await board.page.evaluate(IN_SIGHT)
    await board.page.set_viewport_size({"width": 1920, "height": 1080})
    assert await board.page.evaluate(IN_SIGHT)
    assert await words_of_cards(board.page) > small
    assert not board.complaints


async def test_a_page_is_filled_with_words_as_large_as_it_holds(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    board = await opened(browser, server.address.board, viewport=OLD_PROJECTOR)
    theme = writer.session.live_themes()[0].id
    many = tuple(f"Insight {number}, in a few words" for number in range(30))
    for size in SIZES:
        await board.page.set_viewport_size(size)
        await until(board.page, f"() => {IN_SIGHT} && {FILLED} > 0.8 && {WORDS} > innerHeight * 0.037")
    await writer.do(c.AddCards("insight", theme, many))
    await board.read("Page 1 of")
    for size in SIZES:
        await board.page.set_viewport_size(size)
        await until(board.page, f"() => {IN_SIGHT} && {FILLED} > 0.8 && {WORDS} > innerHeight * 0.037")


async def test_one_card_is_written_large_and_no_larger_than_its_question(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    for label in ("I01", "I02", "I03", "E02"):
        await writer.do(c.RemoveCard(card(writer, label).id))
    board = await opened(browser, server.address.board, viewport=OLD_PROJECTOR)
    for size in SIZES:
        await board.page.set_viewport_size(size)
        await until(board.page, f"() => {IN_SIGHT} && {WORDS} > innerHeight * 0.05 && {WORDS} < {QUESTION_S}")


@pytest.mark.parametrize("size", [OLD_PROJECTOR, {"width": 1280, "height": 720}], ids=["4:3", "16:9"])
async def test_the_longest_question_and_the_longest_card_are_seen_whole(
    writer: SessionWriter, server: PhoneServer, browser: Browser, size: dict[str, int]
) -> None:
    board = await opened(browser, server.address.board, viewport=size)
    usual = await words_of_cards(board.page)
    theme = writer.session.live_themes()[0].id
    await writer.do(c.RewordCard(card(writer, "I01").id, f"{'All of this has to be read from here, ' * 39}to the end"))
    await board.read("to the end")
    await until(board.page, f"() => {IN_SIGHT}")
    await writer.do(c.RewordTheme(theme, "Green spaces", f"{'How can we, as neighbours and schools, ' * 12}begin?"))
    await board.read("begin?")
    await until(board.page, f"() => {IN_SIGHT}")
    assert await words_of_cards(board.page) < usual
    await writer.do(c.RewordTheme(theme, "Green spaces", QUESTION))
    await writer.do(c.RewordCard(card(writer, "I01").id, INSIGHTS[0]))
    await board.read(f"{QUESTION} Insights T07-I01 {INSIGHTS[0]}")
    await until(board.page, f"() => {IN_SIGHT}")
    assert await words_of_cards(board.page) == usual


async def test_the_field_of_a_scale_with_the_most_cards_is_seen_whole(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    theme = writer.session.live_themes()[0].id
    texts = tuple(f"Experiment {number}, told in a sentence that is as long as most are" for number in range(10))
    await writer.do(c.AddCards("experiment", theme, texts))
    scale = (await writer.do(c.DraftScale(kinds=("experiment",)))).entry.id
    for wish in (c.OpenBallot(scale), c.CloseBallot(scale), c.RevealBallot(scale), c.ReachStep("reveal")):
        await writer.do(wish)
    board = await opened(browser, server.address.board, viewport=OLD_PROJECTOR)
    for page in range(1, 5):
        await board.read(f"Page {page} of 4")
        assert await board.page.evaluate(IN_SIGHT)
        await board.page.keyboard.press("ArrowRight")


async def test_a_closed_vote_says_so_and_counts_nobody_who_comes_later(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    ballot = await open_vote(writer, title="Which first?")
    board = await opened(browser, server.address.board)
    await board.read("0 of 0 have voted")
    await writer.do(c.CloseBallot(ballot))
    await board.read("The vote is over. Ballots: 0")
    for wish in (c.RevealBallot(ballot), c.ReachStep("reveal")):
        await writer.do(wish)
    await board.read("Which first?")
    await writer.do(c.MakeHeading("After dark", cards=(card(writer, "E01").id,)))
    await board.read("After dark T07-E01")
    assert not await board.page.get_by_text("Which first?").count()
