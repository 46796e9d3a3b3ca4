"""Questions: two answers take their first letter, a longer text is saved without a function key."""

from __future__ import annotations

from unittest.mock import patch

from textual.screen import Screen

from tests.console.ballots import opened, shown
from tests.console.seats import Seats
from workshop.widgets.line_input import LineInput


async def test_a_question_with_two_answers_takes_its_first_letter(sit: Seats) -> None:
    async with sit() as seat:
        page = await opened(seat)
        await seat.press("c")
        await seat.ask("Choose")
        await seat.press("k")
        await seat.until(lambda: seat.app.screen is page)
        assert shown(page).state == "open"
        await seat.press("c")
        await seat.ask("Choose")
        await seat.press("c")
        await seat.until(lambda: shown(page).state == "closed")


async def test_a_key_that_was_meant_for_the_screen_below_is_no_search(sit: Seats) -> None:
    async with sit() as seat:
        page = await opened(seat)
        await seat.press("c", "r")
        await seat.ask("Choose")
        choose = seat.app.screen
        await seat.until(lambda: choose.query_one("#hint").has_class("-asked"))
        assert choose.query_one(LineInput).text == ""
        assert len(choose.query_one("#options").rows) == 2  # type: ignore[attr-defined]
        await seat.press("enter")
        await seat.until(lambda: seat.app.screen is page)


async def test_a_note_is_saved_with_tab_and_enter_or_a_click(sit: Seats) -> None:
    async with sit() as seat:
        await seat.press("escape", "home", "n")
        await seat.ask("Write")
        await seat.press(*"Ask", "tab", "enter")
        await seat.until(lambda: seat.card("I01").note == "Ask")
        await seat.until(lambda: seat.app.screen is seat.page)
        await seat.press("n")
        await seat.ask("Write")
        await seat.press("space", *"Ana")
        await seat.pilot.click("Save")
        await seat.until(lambda: seat.card("I01").note == "Ask Ana")


async def test_what_is_below_a_question_stands_where_it_stood_until_the_terminal_is_another(sit: Seats) -> None:
    async with sit() as seat:
        with patch.object(Screen, "_refresh_layout", autospec=True, side_effect=Screen._refresh_layout) as placing:
            await seat.press("escape", "v")
            await seat.answer("Ask", "escape")
            assert seat.page not in [call.args[0] for call in placing.call_args_list]
            await seat.press("v")
            await seat.ask("Ask")
            await seat.pilot.resize_terminal(80, 24)
            await seat.until(lambda: seat.page.size == seat.app.screen.size == (80, 24))
