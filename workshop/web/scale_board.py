"""A scale on the board once it is revealed: first the field with the cards beside it, then the same in numbers."""

from __future__ import annotations

from typing import Final

from workshop.model.scale_result import Distribution, ScaleRow
from workshop.model.views import CardView, ScaleView
from workshop.web.html import Html, element, id_and_words, together
from workshop.web.i18n import Words
from workshop.web.layout import turner
from workshop.web.scale import asked, field, shown_count, shown_half, shown_median
from workshop.web.view_cache import VisibleState

ROWS: Final = 4
"""Cards on a page of numbers, large enough to be read from the back."""


def scale_board(sight: VisibleState, scale: ScaleView, words: Words, number: int) -> Html:
    """Return one page: the field, or so many cards with their numbers."""
    found = sight.found
    rows = [row for row in scale.result.rows if row.card in found] if scale.result else []
    tables = [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)]
    number = (number - 1) % (1 + len(tables)) + 1
    if number == 1 and scale.result:
        legend = element("ul", *(_named(row, found, words) for row in rows), class_="legend")
        shown = element("div", field(scale.result, asked(scale, words), found), legend, class_="beside")
    else:
        shown = _table(tables[number - 2], scale, found, words)
    return together([shown, turner(words, "/board", number, 1 + len(tables))])


def _named(row: ScaleRow, cards: dict[str, CardView], words: Words) -> Html:
    split = any(spread.split for spread in row.answers)
    told = element("b", f"* {words.say('split')}") if split else None
    return element("li", id_and_words(cards[row.card]), " ", told)


def _table(rows: list[ScaleRow], scale: ScaleView, cards: dict[str, CardView], words: Words) -> Html:
    say = words.say
    middle = f"{say('Median')} ({say('Middle half')})"
    names = [element("th", element("bdi", each.words), colspan=2, scope="colgroup") for each in asked(scale, words)]
    heads = [element("th", each, scope="col") for each in (middle, say("Answers"))]
    first = element("tr", element("th", say("Card"), rowspan=2, scope="col"), *names)
    head = element("thead", first, element("tr", *heads, *heads))
    lines = [
        element("tr", element("th", id_and_words(cards[row.card]), scope="row"), *_cells(row, words)) for row in rows
    ]
    return element("table", head, element("tbody", *lines), class_="answers")


def _middle(spread: Distribution) -> str:
    """Return "4 (3–5)", or a dash where nobody gave a number."""
    return shown_median(spread) if spread.median is None else f"{shown_median(spread)} ({shown_half(spread)})"


def _cells(row: ScaleRow, words: Words) -> list[Html]:
    """Return median, middle half and number of the answers to each question."""
    return [element("td", cell) for spread in row.answers for cell in (_middle(spread), shown_count(spread, words))]
