"""Sheets to be drawn in tests, as people and Hypothesis make them."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from workshop.publishing.picture.compose import drawn
from workshop.publishing.picture.drawing import Drawing
from workshop.publishing.picture.sheet import SIZES, Layout, Region, Sheet, SheetCard

LETTERS: Final = 'abcdefghij ABC éüß .,:!–’ <&>" 0123 αβγ дом سلام'
words = st.text(st.sampled_from(LETTERS), min_size=1, max_size=14).map(lambda text: "".join(text.split()) or "x")
texts = st.lists(words, min_size=1, max_size=18).map(" ".join)
headings = st.lists(words, min_size=1, max_size=4).map(" ".join)


def cards_of(sheet: Sheet) -> list[SheetCard]:
    """Return every card, without the names of lists."""
    return [card for region in sheet.regions for card in region.cards if card.id]


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Return a sheet with a few regions, some without a card, some with lines."""
    regions = []
    number = 0
    for _ in range(draw(st.integers(0, 7))):
        cards = []
        for text in draw(st.lists(texts, max_size=8)):
            number += 1
            cards.append(SheetCard(f"E{number:02d}", text, draw(st.sampled_from([None, 0, 3, 12]))))
        lines = tuple(draw(st.lists(texts, max_size=2)))
        regions.append(
            Region(draw(headings), draw(st.just("") | texts), lines, tuple(cards), draw(st.sampled_from("abc")))
        )
    language = draw(st.sampled_from(["en", "ar"]))
    return Sheet(draw(headings), draw(st.just("") | texts), language, tuple(regions), ("3 themes",))


def sheet(*regions: Region, title: str = "Winter", question: str = "") -> Sheet:
    """Return a sheet with these regions."""
    return Sheet(title, question, "en", regions, ("counted",))


def region(heading: str, *said: str, question: str = "", began: str = "") -> Region:
    """Return a region with a card for each text, numbered from E01."""
    cards = tuple(SheetCard(f"{heading[:1]}{at:02d}", text) for at, text in enumerate(said, 1))
    return Region(heading, question, (), cards, began)


def laid_out(of: Sheet, layout: Layout = "regions", size: str = "A3") -> Drawing:
    """Return a drawing that must be possible."""
    drawing = drawn(of, layout, SIZES[size])
    assert drawing is not None
    return drawing


def coarse(drawing: Drawing) -> Drawing:
    """Return the same drawing with few pixels as PNG: millions of them take half a second to write."""
    return drawing._replace(size=drawing.size._replace(pixels=400))
