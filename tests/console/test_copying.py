"""Copied words go to the clipboard through the terminal, and into a file for a terminal that refuses."""

from __future__ import annotations

from tests.console.ballots import revealed
from tests.console.seats import EXPERIMENTS, INSIGHTS, QUESTION, Seat, Seats
from workshop.screens.appendix.screen import AppendixPage


async def copied(seat: Seat, what: str) -> str:
    await seat.until(lambda: f"Copied {what}." in str(seat.app.screen.query_one("#said").render()))
    file = seat.workspace.home.exports / "green-spaces" / "copied.txt"
    assert file.read_text(encoding="utf-8").rstrip() == seat.app.clipboard.rstrip()
    return seat.app.clipboard


async def test_a_card_and_several_marked_ones_are_copied(sit: Seats) -> None:
    async with sit() as seat:
        await seat.press("escape", "home", "equals_sign")
        assert await copied(seat, "T07-I01") == f"T07-I01 {INSIGHTS[0]}"
        await seat.press("space", "space", "equals_sign")
        assert await copied(seat, "2 cards") == f"T07-I01 {INSIGHTS[0]}\nT07-I02 {INSIGHTS[1]}"


async def test_a_theme_is_copied_with_its_question_and_what_the_room_sees(sit: Seats) -> None:
    async with sit() as seat:
        await seat.press("escape", "home", "h")
        await seat.until(lambda: seat.card("I01").hidden)
        await seat.press("semicolon")
        text = await copied(seat, "“Green spaces”")
        assert text.startswith(f"Green spaces\n{QUESTION}\n\nInsights\nT07-I02 {INSIGHTS[1]}\n")
        assert INSIGHTS[0] not in text
        assert text.endswith(EXPERIMENTS[1])


async def test_a_result_is_copied_once_it_is_revealed(sit: Seats) -> None:
    async with sit() as seat:
        await revealed(seat, {"E01": 2})
        await seat.press("equals_sign")
        text = await copied(seat, "the result")
        assert f"  1 T07-E01 {EXPERIMENTS[0]} (2 dots, 1 voter)" in text


async def test_the_whole_appendix_is_copied_as_text(sit: Seats) -> None:
    async with sit() as seat:
        page = await seat.beside("f12", AppendixPage)
        await page.press("equals_sign")
        text = await copied(seat, "the appendix")
        assert all(words in text for words in (QUESTION, *INSIGHTS, *EXPERIMENTS))
