"""The cards that phones are shown, the newest first, and the form with which one is tagged."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from workshop.model.views import CardView
from workshop.web.html import Html, between_tags, element, own, together
from workshop.web.i18n import later
from workshop.web.kind_words import KindWords, kind_words
from workshop.web.layout import paged, turner
from workshop.web.own_page import own_lines
from workshop.web.questions import answered
from workshop.web.reader import Reader
from workshop.web.view_cache import VisibleState

BUDGET: Final = 4_200
"""Bytes of cards on a page, so that all of it stays under 15 KB with its style sheet and scripts."""

FRAME: Final = 490
"""Bytes around the words of a card, about."""

KNOWN: Final = 8_192
"""Cards whose weight is remembered: to turn to one page takes those of all the others."""

LEAST: Final = 1_200
"""Bytes of cards on a page, however much somebody's own lines take."""

BESIDE: Final = 1_000
"""Bytes that are kept free beside own lines, which stand on a page with everything else, a question among it."""

ADD_TAG: Final = later("Add a keyword")

TAGS: Final = 20
"""Tags that are proposed; others can be typed."""


def shown_cards(sight: VisibleState, reader: Reader) -> Html:
    """Return the cards that are shown, the newest first."""
    say = reader.words.say
    listed = sight.listed()
    if not listed:
        return element("p", say("Nothing is shown yet."), class_="quiet")
    if len(sight.themes) == 1:
        listed.sort(key=lambda each: each[1].card, reverse=True)
    mine = own_lines(sight, reader)
    room = max(LEAST, BUDGET - BESIDE - len(mine.encode())) if mine else BUDGET
    pages = paged([_weight(card.text) for _, card in listed], room)
    number = min(max(reader.number, 1), len(pages))
    tags = element("datalist", *(element("option", value=tag) for tag in sight.tags[:TAGS]), id="tags")
    kinds = kind_words(sight, reader.words)
    cards = [_card(listed[place][1], kinds, reader._replace(number=number)) for place in pages[number - 1]]
    return together(
        [
            element("h2", say("Said so far")),
            element("p", say("A keyword is one or two words that say what a line is about (a tag)."), class_="quiet"),
            tags,
            element("ul", *cards, class_="cards"),
            turner(reader.words, "/", number, len(pages)),
        ]
    )


@lru_cache(KNOWN)
def _weight(text: str) -> int:
    """Return the bytes that a card takes on the page, about."""
    return FRAME + len(between_tags(text).encode())


def _card(card: CardView, kinds: Mapping[str, KindWords], reader: Reader) -> Html:
    say = reader.words.say
    offered = say("from a participant") if card.origin == "participant" else None
    kind = kinds[card.kind].singular if card.kind in kinds else card.kind
    line = [own("span", kind), " ", element("span", card.id, class_="id")]
    chips = [own("span", f"#{tag}", class_="tag") for tag in card.tags]
    form = element(
        "form",
        element("input", type="hidden", name="card", value=card.id),
        element(
            "input",
            name="tag",
            list="tags",
            maxlength=60,
            required=True,
            autocapitalize="none",
            aria_label=f"{say(ADD_TAG)} {card.id}",
        ),
        element("button", say("Add")),
        method="post",
        action=reader.to("/tags", card=card.id),
        autocomplete="off",
    )
    return element(
        "li",
        element("p", *line, *([" · ", offered] if offered else []), class_="quiet"),
        own("p", card.text),
        *answered(card, reader.words),
        *chips,
        element("details", element("summary", say(ADD_TAG)), form),
        class_=f"kind-{list(kinds).index(card.kind) % 3}" if card.kind in kinds else None,
        id=card.id,
    )
