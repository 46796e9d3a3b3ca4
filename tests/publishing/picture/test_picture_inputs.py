"""The sheets that people bring: a real appendix, a table, a summit too large for paper, one card, none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publishing.picture.sheets import cards_of, coarse, laid_out, region, sheet
from workshop.importing.importer import read_paper
from workshop.publishing.picture import pdf, png, svg
from workshop.publishing.picture.blocks import LEAST
from workshop.publishing.picture.compose import drawn
from workshop.publishing.picture.sheet import LAYOUTS, SIZES, Layout, Region, Sheet, SheetCard

REFERENCE = Path(__file__).parents[3].parent / "shared" / "reference" / "appendix-a.txt"
SAID = ("Lend head torches at the library", "A winter tea cart run by the school, every Friday", "One lit loop")
each_layout = pytest.mark.parametrize("layout", LAYOUTS)


def words_of(of: Sheet, layout: Layout, size: str) -> list[str]:
    return [words.text for words in laid_out(of, layout, size).words if words.role == "card"]


@pytest.fixture
def appendix() -> Sheet:
    if not REFERENCE.is_file():
        pytest.skip("the reference appendix is not on this computer")
    paper = read_paper(REFERENCE)
    regions = tuple(
        Region(theme.title, theme.question, (), tuple(SheetCard(f"E{at}{n}", text) for n, text in enumerate(said)))
        for at, theme in enumerate(paper.themes)
        if (said := [card.text for card in theme.cards if card.kind == "experiment"])
    )
    return Sheet(paper.title, "", "en", regions, ("counted",))


def test_eighty_five_experiments_of_a_summit_can_be_read_on_a3_and_from_far_on_a0(appendix: Sheet) -> None:
    assert len(cards_of(appendix)) == 85
    small, large = (laid_out(appendix, size=size) for size in ("A3", "A0"))
    assert small.smallest >= LEAST
    assert large.text_size > 20
    assert sorted(words_of(appendix, "path", "A0")) == sorted(card.text for card in cards_of(appendix))


@each_layout
@pytest.mark.parametrize("size", SIZES)
def test_a_table_of_twelve_cards_is_large_on_every_size(layout: Layout, size: str) -> None:
    table = sheet(region("Insights", *SAID, *SAID), region("Experiments", *SAID, *SAID), question="What now?")
    drawing = laid_out(table, layout, size)
    assert drawing.text_size > 15
    assert len(words_of(table, layout, size)) == 12


@each_layout
def test_forty_tables_with_thirty_cards_each_fit_the_largest_sheet_or_none(layout: Layout) -> None:
    summit = sheet(*(region(f"Table {at}", *(SAID * 10), began=f"{at:02d}") for at in range(40)))
    assert drawn(summit, layout, SIZES["A3"]) is None
    drawing = drawn(summit, layout, SIZES["A0"])
    assert drawing is None or drawing.smallest >= LEAST


@each_layout
def test_a_theme_with_one_card_stands_beside_a_full_one(layout: Layout) -> None:
    drawing = laid_out(sheet(region("Full", *(SAID * 6), began="1"), region("Alone", SAID[0], began="2")), layout)
    boxes = [box for box in drawing.boxes if box.role == "region"]
    assert len(boxes) == 2
    assert min(box.width for box in boxes) > 8 * drawing.text_size


@each_layout
@pytest.mark.parametrize("size", ["A3", "16:9"])
def test_no_cards_at_all_are_a_sheet_in_every_format(layout: Layout, size: str) -> None:
    drawing = laid_out(sheet(region("Paths"), region("Café"), question="What will we try?"), layout, size)
    for write in (svg.write, pdf.write, png.write):
        assert write(coarse(drawing))
