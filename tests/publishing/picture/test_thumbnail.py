"""The sheet in a few points, for a terminal."""

from __future__ import annotations

from tests.examples import with_each
from tests.publishing.picture.sheets import laid_out, region, sheet
from workshop.publishing.picture.drawing import ACCENTS, INK, PAPER, tint
from workshop.publishing.picture.path import ASPHALT
from workshop.publishing.picture.thumbnail import thumbnail


@with_each("size, rows", [("A3", 71), ("16:9", 56)])
def test_a_sheet_has_its_shape_and_its_colours(size: str, rows: int) -> None:
    points = thumbnail(laid_out(sheet(region("One", "a"), region("Two", "b")), size=size), 100)
    assert (len(points), {len(row) for row in points}) == (rows, {100})
    assert points[0][0] == INK
    colours = {colour for row in points for colour in row}
    assert {PAPER, ACCENTS[0], ACCENTS[1], tint(ACCENTS[0])} <= colours


def test_words_tint_what_is_behind_them() -> None:
    bare = thumbnail(laid_out(sheet(region("One"))), 100)
    said = thumbnail(laid_out(sheet(region("One", "many words " * 20))), 100)
    assert {tint(ACCENTS[0])} < {colour for row in said for colour in row if colour[1] > "c"}
    assert bare != said


def test_a_road_is_seen_and_a_very_small_sheet_has_a_row() -> None:
    drawing = laid_out(sheet(region("One", "a"), region("Two", "b")), "path")
    assert any(ASPHALT in row for row in thumbnail(drawing, 60))
    assert len(thumbnail(drawing, 1)) == 1
