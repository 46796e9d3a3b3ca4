"""How the wall is laid out: letters, figures, cards, and pages that lose no line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from rich.cells import cell_len

from workshop.widgets.big import drawn as figures_drawn
from workshop.widgets.big import squares
from workshop.widgets.letters import GLYPHS, HEIGHT, drawn, glyph_of
from workshop.widgets.poster import LONGEST, SHORTEST, pages_of, seconds_for, views_of
from workshop.widgets.wall import Item, lay


@given(some.lists(some.integers(1, 40), max_size=60), some.integers(1, 30), some.integers(0, 1))
def test_every_line_of_every_card_is_on_exactly_one_page_in_its_order(heights: list[int], room: int, gap: int) -> None:
    pages = pages_of(heights, room, gap)
    lines = [(piece.card, piece.first + n) for page in pages for piece in page for n in range(piece.height)]
    assert lines == [(card, line) for card, height in enumerate(heights) for line in range(height)]
    for page in pages:
        assert sum(piece.height for piece in page) + gap * (len(page) - 1) <= room
        for piece in page:
            assert piece.height == heights[piece.card] or heights[piece.card] > room


@given(some.lists(some.integers(1, 9), min_size=1, max_size=6), some.integers(20, 220))
def test_every_page_of_every_column_is_seen(pages: list[int], width: int) -> None:
    seen = {
        (column, view.turn % pages[column])
        for view in views_of(pages, width)
        for column in range(view.first, view.first + view.beside)
    }
    assert seen == {(column, page) for column, count in enumerate(pages) for page in range(count)}


@pytest.mark.parametrize(("width", "beside"), [(60, 1), (72, 2), (107, 2), (108, 3), (200, 4)])
def test_as_many_columns_stand_side_by_side_as_can_be_read(width: int, beside: int) -> None:
    assert views_of([1] * 4, width)[0].beside == beside


def test_a_page_stands_for_as_long_as_it_takes_to_read_it_within_reason() -> None:
    assert (seconds_for(0), seconds_for(50), seconds_for(5000)) == (SHORTEST, 20.0, LONGEST)


def test_every_letter_and_figure_is_drawn_and_no_two_are_alike() -> None:
    for sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;!?-'&%()":
        rows = GLYPHS[sign]
        assert len(rows) == HEIGHT
        assert len({len(row) for row in rows}) == 1
    pictures = [rows for sign, rows in GLYPHS.items() if sign.isascii() and sign.isalnum() and sign not in "Il"]
    assert len(set(pictures)) == len(pictures)


def test_accents_stand_above_small_letters_and_what_cannot_be_drawn_is_not() -> None:
    for sign in "éàüñŵôå":
        assert glyph_of(sign)
        assert glyph_of(sign) != glyph_of("e")
    for sign in "Éïßł日ع":
        assert glyph_of(sign) is None
    assert drawn("Où est le café ?", 80)
    assert drawn("冬の公園", 80) is None
    assert drawn("", 80) is None


@pytest.mark.parametrize("width", [20, 60, 118])
def test_large_lines_fit_and_a_word_that_does_not_is_not_cut(width: int) -> None:
    lines = drawn("What would make people use the park?", width)
    assert (lines is None) == (width == 20)
    assert all(len(line) <= width for line in lines or [])
    assert drawn("Donaudampfschifffahrtsgesellschaft", width) is None or width > 100


def test_figures_are_drawn_in_two_sizes() -> None:
    assert squares("1:2")[0] == " #    ###"
    assert figures_drawn("8", large=True) == ["██████", "██  ██", "██████", "██  ██", "██████"]
    assert figures_drawn("8", large=False) == ["█▀█", "█▀█", "▀▀▀"]
    assert figures_drawn("8x", large=False) == ["█▀█", "█▀█", "▀▀▀"]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("text", ["Short", "Some words that go on over the end of the line", "W" * 200, "日本語 text"])
def test_a_card_never_leaves_its_column(text: str, *, large: bool) -> None:
    item = Item("1", "1= E01", text, "#a-tag #another", "3 dots · 2 voters", 0.5)
    laid = lay(item, 40, 7, large)
    assert all(sum(cell_len(piece) for piece, _ in line) <= 40 for line in laid.lines)
    words = "".join(piece for line in laid.lines for piece, style in line if style == "text")
    if "█" not in words and "▄" not in words:
        assert text.replace(" ", "") in words.replace(" ", "")
    assert any(style == "bar" and "█" in piece for line in laid.lines for piece, style in line)


def test_a_bar_is_as_long_as_its_share() -> None:
    shares = (1.0, 0.5, 0.0, 0.001)
    lines = [lay(Item("1", "1", "x", tally="9 dots", share=share), 50, 2).lines[-1] for share in shares]
    bars = [sum(piece.count("█") for piece, _ in line) for line in lines]
    assert bars[0] == 50 - 2 - 6 - 1
    assert abs(bars[1] * 2 - bars[0]) <= 1
    assert bars[2] == 0
    assert bars[3] == 1, "whoever has a dot has a bar"
