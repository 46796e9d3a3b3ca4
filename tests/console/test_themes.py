"""Themes at the table: gone to, added, reworded."""

from __future__ import annotations

import pytest

from tests.console.seats import QUESTION, Seats
from workshop.model.commands import RemoveCard, RemoveTheme


async def test_a_theme_is_added_gone_to_and_gone_back_from(sit: Seats) -> None:
    async with sit() as seat:
        await seat.press("up", "a")
        await seat.ask("Ask")
        await seat.press(*"Paths", "enter")
        await seat.until(lambda: "The question of “Paths”" in getattr(seat.app.screen, "question", ""))
        await seat.answer("Ask", *"Why", "enter")
        await seat.until(lambda: seat.page.theme is not None and seat.page.theme.question == "Why")
        await seat.press("k")
        await seat.answer("Choose", *"green", "enter")
        await seat.until(lambda: seat.page.theme is not None and seat.page.theme.question == QUESTION)


async def test_a_theme_that_is_not_named_or_not_wanted_is_not_added(sit: Seats) -> None:
    async with sit() as seat:
        await seat.press("up")
        for answers in ["escape"], ["enter"], ["x", "enter", "escape"]:
            await seat.press("a")
            await seat.ask("Ask")
            if len(answers) > 1:
                await seat.press(*answers[:2])
                await seat.until(lambda: "The question of" in getattr(seat.app.screen, "question", ""))
            await seat.answer("Ask", answers[-1])
            assert len(seat.workspace.session.live_themes()) == 1, answers


async def test_a_theme_is_reworded(sit: Seats) -> None:
    async with sit() as seat:
        await seat.press("up", "w")
        await seat.ask("Ask")
        await seat.press(*"er", "enter")
        await seat.until(lambda: getattr(seat.app.screen, "question", "") == "Its question")
        await seat.answer("Ask", "!", "enter")
        await seat.until(lambda: seat.workspace.session.live_themes()[0][1:3] == ("Green spaceser", f"{QUESTION}!"))


@pytest.mark.parametrize("answers", [["escape"], ["enter", "escape"]])
async def test_a_theme_stays_as_it_was_where_nothing_is_answered(sit: Seats, answers: list[str]) -> None:
    async with sit() as seat:
        before = seat.workspace.session
        await seat.press("up", "w")
        await seat.ask("Ask")
        if len(answers) > 1:
            await seat.press(answers[0])
            await seat.until(lambda: getattr(seat.app.screen, "question", "") == "Its question")
        await seat.answer("Ask", answers[-1])
        assert seat.workspace.session is before


async def test_where_there_is_no_theme_rewording_begins_one_and_none_is_gone_to(sit: Seats) -> None:
    async with sit() as seat:
        await seat.workspace.do(*(RemoveCard(card) for card in list(seat.workspace.session.cards)))
        await seat.workspace.do(RemoveTheme(seat.workspace.session.live_themes()[0].id))
        await seat.until(lambda: seat.page.theme is None)
        await seat.press("up", "k")
        await seat.answer("Choose", "escape")
        await seat.press("w")
        await seat.ask("Ask")
        assert seat.app.screen.question == "A new theme: its title"  # type: ignore[attr-defined]
        await seat.press(*"New", "enter")
        await seat.until(lambda: "The question of" in getattr(seat.app.screen, "question", ""))
        await seat.answer("Ask", "enter")
        await seat.until(lambda: seat.page.theme is not None and seat.page.theme.title == "New")
