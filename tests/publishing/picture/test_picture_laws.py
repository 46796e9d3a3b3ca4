"""What holds for every sheet: nothing overlaps or leaves its place, every word is there once, bytes are the same."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings

from tests.publishing.picture.sheets import cards_of, coarse, laid_out, region, sheet, sheets
from tests.publishing.test_export_html import contrast
from workshop.publishing.picture import pdf, png, svg
from workshop.publishing.picture.blocks import LEAST
from workshop.publishing.picture.compose import drawn
from workshop.publishing.picture.drawing import ACCENTS, PAPER, Box, Drawing, TextRun, tint
from workshop.publishing.picture.sheet import LAYOUTS, SIZES, Layout, Sheet

NEAR = 0.01
few = settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
each_layout = pytest.mark.parametrize("layout", LAYOUTS)


def overlap(one: Box, other: Box) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > NEAR and down > NEAR


def inside(inner: Box, outer: Box) -> bool:
    return (
        outer.x - NEAR <= inner.x
        and outer.y - NEAR <= inner.y
        and inner.x + inner.width <= outer.x + outer.width + NEAR
        and inner.y + inner.height <= outer.y + outer.height + NEAR
    )


def on_sheet(drawing: Drawing) -> Box:
    return Box("sheet", -1, 0, 0, drawing.size.width, drawing.size.height)


def placed(drawing: Drawing) -> list[tuple[Box, TextRun]]:
    """Return each card, line and name of a list, with the box it was given."""
    roles = {"card", "list", "line"}
    boxes = [box for box in drawing.boxes if box.role in roles]
    texts = [words for words in drawing.words if words.role in roles]
    return list(zip(boxes, texts, strict=True))


@each_layout
@few
@given(of=sheets())
def test_boxes_never_overlap_and_nothing_leaves_its_region(layout: Layout, of: Sheet) -> None:
    drawing = drawn(of, layout, SIZES["A3"])
    if drawing is None:
        return
    regions = {box.region: box for box in drawing.boxes if box.role == "region"}
    assert not [pair for pair in combinations(regions.values(), 2) if overlap(*pair)]
    assert all(inside(box, on_sheet(drawing)) for box in drawing.boxes)
    assert all(inside(box, regions[box.region]) for box in drawing.boxes)
    contents = [box for box in drawing.boxes if box.role != "region"]
    assert not [pair for pair in combinations(contents, 2) if overlap(*pair)]


@each_layout
@few
@given(of=sheets())
def test_every_letter_stands_inside_its_box(layout: Layout, of: Sheet) -> None:
    drawing = drawn(of, layout, SIZES["A1"])
    if drawing is None:
        return
    for box, words in placed(drawing):
        for run in (run for line in words.lines for run in line):
            assert box.x - NEAR <= run.x
            assert run.x + run.width <= box.x + box.width * 1.005 + NEAR
            assert box.y - NEAR <= run.y - run.size * 0.7
            assert run.y + run.size * 0.2 <= box.y + box.height + NEAR
    for run in (run for words in drawing.words for line in words.lines for run in line):
        assert run.x >= -NEAR
        assert run.x + run.width <= drawing.size.width + NEAR


@each_layout
@few
@given(of=sheets())
def test_every_word_is_there_once(layout: Layout, of: Sheet) -> None:
    drawing = drawn(of, layout, SIZES["A0"])
    assert drawing is not None
    shown = {words.key: words for words in drawing.words if words.role == "card"}
    assert sum(words.role == "card" for words in drawing.words) == len(cards_of(of)) == len(shown)
    for card in cards_of(of):
        dots = ("●" * card.dots if card.dots <= 8 else f"●×{card.dots}") if card.dots else ""
        assert letters(shown[card.id]) == "".join((card.text + card.id + dots).split())
    texts = [
        [words for words in drawing.words if words.role == role] for role in ("title", "question", "heading", "line")
    ]
    title, questions, headings, lines = ([letters(words) for words in found] for found in texts)
    assert title == ["".join(of.title.split())]
    assert sorted(headings) == sorted("".join(each.heading.split()) for each in of.regions)
    assert sorted(lines) == sorted("".join(line.split()) for each in of.regions for line in each.lines)
    asked = [of.question, *(each.question for each in of.regions)]
    assert sorted(questions) == sorted("".join(question.split()) for question in asked if question)


def letters(words: TextRun) -> str:
    return "".join(run.text for line in words.lines for run in line).replace(" ", "")


@few
@given(of=sheets())
def test_nothing_is_too_small_or_too_faint(of: Sheet) -> None:
    drawing = drawn(of, "regions", SIZES["A3"])
    if drawing is None:
        return
    assert drawing.smallest >= LEAST - NEAR
    for words in drawing.words:
        for run in (run for line in words.lines for run in line):
            assert contrast(run.colour, words.on) >= 4.5


@settings(max_examples=2)
@given(of=sheets().filter(lambda of: len(cards_of(of)) > 2))
def test_the_bytes_are_the_same_each_time(of: Sheet) -> None:
    one, other = drawn(of, "regions", SIZES["A1"]), drawn(of, "regions", SIZES["A1"])
    assert one is not None
    assert other is not None
    for write in (svg.write, pdf.write, png.write):
        assert write(coarse(one)) == write(coarse(other))


def test_the_road_is_in_every_format() -> None:
    drawing = laid_out(sheet(region("One", "a"), region("Two", "b")), "path")
    assert b"stroke-dasharray" in svg.write(drawing)
    assert pdf.write(drawing) == pdf.write(drawing)


def test_an_svg_fills_the_window_it_is_in_where_that_is_wanted() -> None:
    drawing = laid_out(sheet(region("One", "a")))
    assert b'width="100%" height="100%"' in svg.write(drawing, filling=True)
    assert b'width="100%"' not in svg.write(drawing)


@given(of=sheets())
@few
def test_an_svg_has_text_alone_and_nothing_from_outside(of: Sheet) -> None:
    written = svg.write(laid_out(of, size="A0")).decode()
    root = ET.fromstring(written)  # noqa: S314 - our own
    assert {element.tag.partition("}")[2] for element in root.iter()} <= {
        *("svg", "title", "desc", "style", "path", "text", "tspan"),
    }
    assert set(re.findall(r"url\(\"(.{4})", written)) <= {"data"}
    names = {name for element in root.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on") or name.endswith("href")]


def test_a_card_cannot_become_markup() -> None:
    said = '<script>alert(1)</script> <image href="http://x/"/> &amp; "]]>'
    written = svg.write(laid_out(sheet(region("Hostile", said)))).decode()
    assert "<script" not in written
    assert "<image" not in written
    root = ET.fromstring(written)  # noqa: S314 - our own
    (card,) = (element for element in root.iter() if element.get("class") == "card")
    assert " ".join("".join(card.itertext()).split()) == f"{said} H01"


def test_each_accent_can_be_read_under_white_and_on_its_own_tint() -> None:
    for accent in ACCENTS:
        assert contrast(accent, PAPER) >= 5
        assert contrast(accent, tint(accent)) >= 4.5
