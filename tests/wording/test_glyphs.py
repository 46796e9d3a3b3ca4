"""A list that is pasted becomes its items; words are never taken for what marks them."""

from __future__ import annotations

import pytest

from workshop.wording.glyphs import without_glyphs


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        (("- Tea cart", "- Lit loop"), ("Tea cart", "Lit loop")),
        (("•\tTea cart", "  •\tLit loop"), ("Tea cart", "Lit loop")),
        (("1. Tea cart", "2) Lit loop", "10. Bins"), ("Tea cart", "Lit loop", "Bins")),
        (("[ ] Tea cart", "[x] Lit loop"), ("Tea cart", "Lit loop")),
        (("Tea cart", "* Lit loop", "* Bins"), ("Tea cart", "Lit loop", "Bins")),
    ],
)
def test_what_marks_a_list_goes(lines: tuple[str, ...], items: tuple[str, ...]) -> None:
    assert without_glyphs(lines) == items


@pytest.mark.parametrize(
    "lines",
    [
        ("Tea cart", "- in winter"),
        ("3 lamps are out", "5 more flicker"),
        ("-5 degrees on Monday", "-7 degrees on Tuesday"),
        ("❤ the benches", "❤ the hill"),
        ("? who has the key", "? who pays"),
        ("A bench at the top", "A lamp beside it"),
        ("I go there daily", "I do not"),
    ],
)
def test_words_stay_as_they_were_written(lines: tuple[str, ...]) -> None:
    assert without_glyphs(lines) == lines
