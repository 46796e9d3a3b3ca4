"""Day two in a real browser: questions from a narrow phone, and the map on the projector."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.web.conftest import EXPERIMENTS, card, open_vote
from tests.web.look import IN_A_BROWSER, PHONE, opened
from workshop.model import commands as c

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from workshop.store.writer import SessionWriter
    from workshop.web.server import PhoneServer

pytestmark = IN_A_BROWSER


async def revealed(writer: SessionWriter) -> None:
    ballot = await open_vote(writer)
    await writer.do(c.CloseBallot(ballot))
    await writer.do(c.RevealBallot(ballot))
    await writer.do(c.ReachStep("reveal"))


@pytest.mark.parametrize("width", [375, 320])
async def test_two_questions_are_asked_with_a_script_on_a_narrow_phone(
    writer: SessionWriter, server: PhoneServer, browser: Browser, width: int
) -> None:
    await revealed(writer)
    phone = await opened(browser, server.address.join, viewport={**PHONE, "width": width})
    await phone.read(EXPERIMENTS[0])
    for text in ("Who pays?", "Who opens the gate?"):
        if not await phone.page.locator("#question").is_visible():
            await phone.page.click("#ask summary")
        await phone.page.fill("#question", text)
        await phone.page.click("#ask button")
    async with asyncio.timeout(15):
        while len([each for each in writer.session.cards.values() if each.kind == "question"]) < 2:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    await phone.read("Recorded as T07-Q02.")
    assert await phone.page.input_value("#question") == ""
    assert await phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_the_map_comes_to_the_board_while_it_is_made_and_a_key_shows_the_cards(
    writer: SessionWriter, server: PhoneServer, browser: Browser
) -> None:
    board = await opened(browser, server.address.board, viewport={"width": 1280, "height": 720})
    await board.read("Paths flood by the east gate")
    await writer.do(c.MakeHeading("After dark", cards=(card(writer, "E01").id,)))
    await board.read("After dark T07-E01 Lend head torches at the library Green spaces")
    await board.read("Placed 1 · in lines 0 · left out 0 · not yet looked at 1 of 2")
    heading = next(iter(writer.session.map.headings))
    await writer.do(c.WriteLine("Light the way", heading, (card(writer, "E01").id,)))
    await board.read("L01 Light the way T07-E01")
    await board.page.keyboard.press("m")
    await board.read("Paths flood by the east gate")
    await writer.do(c.LeaveOffMap((card(writer, "E02").id,), "done"))
    await asyncio.sleep(0.3)
    await board.page.keyboard.press("m")
    await board.read("Left out T07-E02 Winter tea cart run by the school Green spaces · done")
    assert not board.complaints
