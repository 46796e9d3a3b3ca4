"""What is seen: contrast, widths, and a list that keeps its place whatever happens to it."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.color import Color
from textual.theme import Theme

from tests.console.seats import QUESTION, Seats
from workshop.model.commands import AddCards
from workshop.widgets.colours import THEMES
from workshop.widgets.foot import Foot, Hint
from workshop.widgets.head import clock
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows
from workshop.widgets.wrapping import breaks, shorten, wrap


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_colour_of_text_stands_out_seven_to_one(theme: Theme) -> None:
    colours = theme.to_color_system().generate()
    for ground in ("background", "panel"):
        for text in ("foreground", "primary", "secondary", "accent", "warning", "error", "success"):
            assert ratio(colours[text], colours[ground]) >= 7, (text, ground)


def ratio(text: str, ground: str) -> float:
    """The contrast as WCAG 2 defines it."""

    def luminance(name: str) -> float:
        parts = (part / 255 for part in Color.parse(name).rgb)
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    lighter, darker = sorted((luminance(text), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    "text", ["", "one", "some words here", "W" * 50, "  two  blanks ", "日本語のテキスト", "é" * 9 + " x"]
)
@pytest.mark.parametrize("width", [2, 5, 9, 40])
def test_wrapped_lines_fit_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    starts = breaks(text, width)
    parts = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    assert "".join(parts) == text
    assert all(cell_len(part.rstrip(" ")) <= width for part in parts)


def test_what_is_too_long_is_shortened() -> None:
    assert shorten("one two", 5) == "one …"
    assert shorten("one", 5) == "one"


@pytest.mark.parametrize(("left", "shown"), [(150_000, "2:30"), (1, "0:01"), (0, "over 0:00"), (-61_000, "over 1:01")])
def test_the_time_left_is_shown_in_minutes_and_seconds(left: int, shown: str) -> None:
    assert clock(left) == shown


@pytest.mark.parametrize(
    ("width", "columns", "details"), [(60, 1, False), (80, 2, False), (120, 2, True), (200, 2, True)]
)
async def test_the_width_decides_how_many_columns_there_are(
    sit: Seats, width: int, columns: int, *, details: bool
) -> None:
    async with sit((width, 24)) as seat:
        await seat.until(lambda: sum(column.display for column in seat.page.cards.all) == columns)
        assert seat.page.query_one("#details").display is details
        assert QUESTION in str(seat.page.query_one("#theme").render())
        await seat.press("tab")
        await seat.until(lambda: seat.page.query_one("#kind-E").display)
        await seat.pilot.resize_terminal(120, 30)
        await seat.until(lambda: seat.page.query_one("#details").display)
        await seat.press("up")
        details_rows = seat.page.query_one("#details", Rows)
        await seat.until(lambda: details_rows.rows and details_rows.rows[0].label == "T07-E02")


async def test_a_burst_of_changes_leaves_cursor_and_focus_where_they_are(sit: Seats) -> None:
    async with sit() as seat:
        await seat.press("up", "up")
        await seat.until(lambda: seat.page.column.cursor_row and seat.page.column.cursor_row.label == "I02")
        theme = seat.page.theme
        assert theme is not None
        await seat.workspace.do(*(AddCards("insight", theme.id, (f"Card {n}",)) for n in range(1000)))
        await seat.until(lambda: len(seat.shown()) == 1003)
        row = seat.page.column.cursor_row
        assert row is not None
        assert row.label == "I02"
        assert seat.page.column.has_focus


class Listing(App[None]):
    def compose(self) -> ComposeResult:
        yield Rows("Nothing here.", id="rows")
        yield Foot()


async def test_a_list_keeps_its_cursor_and_its_place_when_rows_come_and_go() -> None:
    app = Listing()
    async with app.run_test(size=(40, 12)) as pilot:
        rows = app.query_one(Rows)
        many = [Row(str(n), f"I{n}", f"Card {n}", "#tag", ("below",)) for n in range(100)]
        rows.show(many)
        assert rows.cursor_row == many[0]
        assert rows.go_to("50")
        assert not rows.go_to("nowhere")
        await pilot.pause()
        top = rows.top
        rows.show([Row("new", "I100", "Before all the others"), *many])
        await pilot.pause()
        assert rows.cursor_row == many[50]
        assert rows.top == top + 1
        rows.show([row for row in many if row.id != "50"])
        assert rows.cursor_row == many[52]
        rows.action_turn(1)
        rows.action_turn(-1)
        rows.action_end("first")
        assert rows.cursor_row == many[0]
        rows.show([])
        await pilot.pause()
        assert "Nothing here." in rows.render_line(0).text
        assert rows.cursor_row is None


async def test_marks_that_do_not_fit_beside_the_words_stand_below_them() -> None:
    app = Listing()
    async with app.run_test(size=(30, 12)) as pilot:
        rows = app.query_one(Rows)
        rows.show([Row("1", "I01", "words " * 4, "#a-rather-long-tag")])
        await pilot.pause()
        assert rows.render_line(1).text.rstrip().endswith("#a-rather-long-tag")
        rows.choose(frozenset({"1"}))
        assert rows.render_line(0).text.startswith("▸✓I01 words")


async def test_the_footer_leaves_out_what_does_not_fit_but_never_help() -> None:
    app = Listing()
    async with app.run_test(size=(30, 12)) as pilot:
        foot = app.query_one(Foot)
        foot.show(
            [*(Hint(str(n), "something", "x") for n in range(9)), Hint("F1", "help", "help"), Hint("F2", "all", "all")]
        )
        await pilot.pause()
        assert foot.render_line(0).text.rstrip().endswith("F1 help  F2 all")
