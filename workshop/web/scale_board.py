"""A scale on the board once it is revealed: first the field with the cards beside it, then the same in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.web.field import field
from workshop.web.html import Html, element, together
from workshop.web.layout import turner
from workshop.web.scale import asked, shown_count, shown_half, shown_median

if TYPE_CHECKING:
    from workshop.model.scale_result import ScaleRow
    from workshop.model.views import CardView, ScaleView
    from workshop.web.i18n import Words
    from workshop.web.view_cache import VisibleState

ROWS: Final = 6
"""Cards on a page of numbers, large enough to be read from the back."""


def scale_board(sight: VisibleState, scale: ScaleView, words: Words, number: int) -> Html:
    """Return one page: the field, or so many cards with their numbers."""
    found = sight.found
    rows = [row for row in scale.result.rows if row.card in found] if scale.result else []
    tables = [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)]
    number = (number - 1) % (1 + len(tables)) + 1
    if number == 1 and scale.result:
        legend = element("ul", *(_named(found[row.card]) for row in rows), class_="legend")
        shown = element("div", field(scale.result, asked(scale, words), found), legend, class_="beside")
    else:
        shown = _table(tables[number - 2], scale, found, words)
    return together([shown, turner(words, "/board", number, 1 + len(tables))])


def _named(card: CardView) -> Html:
    return element("li", element("span", card.id, class_="id"), " ", element("bdi", card.text))


def _table(rows: list[ScaleRow], scale: ScaleView, cards: dict[str, CardView], words: Words) -> Html:
    say = words.say
    names = [
        element("th", element("bdi", question.words), colspan=3, scope="colgroup") for question in asked(scale, words)
    ]
    heads = [element("th", each, scope="col") for each in (say("Median"), say("Middle half"), say("Answers"))]
    head = element(
        "thead",
        element("tr", element("th", say("Card"), rowspan=2, scope="col"), *names),
        element("tr", *heads, *heads),
    )
    lines = [
        element("tr", element("th", *_id_and_words(cards[row.card]), scope="row"), *_cells(row, words)) for row in rows
    ]
    return element("table", head, element("tbody", *lines), class_="answers")


def _id_and_words(card: CardView) -> tuple[Html, str, Html]:
    return element("span", card.id, class_="id"), " ", element("bdi", card.text)


def _cells(row: ScaleRow, words: Words) -> list[Html]:
    return [
        element("td", cell)
        for spread in row.answers
        for cell in (shown_median(spread), shown_half(spread), shown_count(spread, words))
    ]
