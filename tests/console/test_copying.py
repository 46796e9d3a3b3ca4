"""Copied words go to the clipboard through the terminal, and into a file for a terminal that refuses."""

from __future__ import annotations

from tests.console.ballots import revealed
from tests.console.picture import strips_of
from tests.console.seats import EXPERIMENTS, INSIGHTS, QUESTION, Seat, Seats
from workshop.screens.appendix.screen import AppendixPage
from workshop.screens.help import Help
from workshop.widgets.foot import HintLine


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


async def drag(seat: Seat, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Drag the mouse from one cell of the screen to another."""
    await seat.pilot.mouse_down(offset=start)
    await seat.pilot.hover(offset=end)
    await seat.pilot.mouse_up(offset=end)
    await seat.pilot.pause()


def place_of(seat: Seat, words: str) -> tuple[int, int]:
    lines = [strip.text for strip in strips_of(seat.app)]
    return next((line.index(words), y) for y, line in enumerate(lines) if words in line)


async def test_words_of_cards_are_selected_with_the_mouse_and_copied(sit: Seats) -> None:
    async with sit() as seat:
        x, y = place_of(seat, "Paths flood")
        await drag(seat, (x, y), (x + 4, y))
        assert "Ctrl+C copies" in seat.said()
        await seat.press("ctrl+c")
        assert await copied(seat, "what is selected") == "Paths"
        _, last = place_of(seat, "Nobody knows")
        await drag(seat, (x - 4, y), (x + 11, last))
        await seat.press("ctrl+c")
        await seat.until(lambda: seat.app.clipboard == f"I01 {INSIGHTS[0]}\nI02 Nobody knows")


async def test_a_card_that_goes_on_over_the_line_is_copied_in_one(sit: Seats) -> None:
    said = "It is said at length, so that the words go on over the line and a little more than that"
    async with sit() as seat:
        await seat.type(said)
        await seat.press("enter")
        await seat.until(lambda: len(seat.shown()) == len(INSIGHTS) + 1)
        x, y = place_of(seat, "It is said")
        await drag(seat, (x, y), (x + 4, y + 3))
        await seat.press("ctrl+c")
        await seat.until(lambda: "so that the words go on" in seat.app.clipboard)
        assert "\n" not in seat.app.clipboard
        assert said.startswith(seat.app.clipboard)


async def test_a_click_ends_the_selection_and_the_bar_selects_nothing(sit: Seats) -> None:
    async with sit(size=(80, 12)) as seat:
        await seat.type("\n".join(f"Line {n}" for n in range(3)))
        await seat.press("escape", "home")
        x, y = place_of(seat, INSIGHTS[0])
        await drag(seat, (x, y), (x + 4, y))
        assert seat.app.screen.get_selected_text()
        await seat.pilot.click(offset=(x, y))
        assert not seat.app.screen.get_selected_text()
        await drag(seat, (39, y), (39, y + 1))
        assert not seat.app.screen.get_selected_text()


async def test_the_question_and_the_help_are_selected_too_and_the_help_says_so(sit: Seats) -> None:
    async with sit() as seat:
        x, y = place_of(seat, QUESTION)
        await drag(seat, (x, y), (x + len(QUESTION) - 1, y))
        assert seat.app.screen.get_selected_text() == QUESTION
        await seat.press("f1")
        await seat.until(lambda: isinstance(seat.app.screen, Help) and seat.app.screen.focused)
        assert "drag" in str(seat.app.screen.query_one(HintLine).render())
        x, y = place_of(seat, "Record the line.")
        await drag(seat, (x, y), (x + 14, y))
        await seat.press("ctrl+c")
        await seat.until(lambda: seat.app.clipboard == "Record the line")


async def test_the_clipboard_has_it_also_where_the_file_cannot_be_written(sit: Seats) -> None:
    async with sit() as seat:
        (seat.workspace.home.exports / "green-spaces" / "copied.txt").mkdir(parents=True)
        await seat.press("escape", "home", "equals_sign")
        await seat.until(lambda: seat.said().startswith("Copied T07-I01, if your terminal has a clipboard."))
        assert "copied.txt" in seat.said()
        assert seat.app.clipboard == f"T07-I01 {INSIGHTS[0]}"
