"""The cards that phones are shown, the newest first, with the form by which one is tagged; and a person's own lines."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from workshop.model.views import CardView
from workshop.web.html import Html, between_tags, element, hidden, own, posted, text_area, together
from workshop.web.i18n import KindWords, kind_words, later
from workshop.web.layout import paged, turner
from workshop.web.offer_form import answered
from workshop.web.own_lines import OwnLine
from workshop.web.participant import Reader
from workshop.web.view_cache import VisibleState

OWN_BUDGET: Final = 1_400
"""Bytes of own lines on a page; the newest stands there whatever it takes."""

CLIPPED: Final = 300
"""Characters of an own line that stand there; all of it is where it can be changed, if there is room for it."""

STATES: Final = {"waits": later("waits"), "shown": later("shown"), "set aside": later("set aside")}
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


def own_lines(sight: VisibleState, reader: Reader) -> Html:
    """Return the lines of the reader, the newest first, as many as there is room for."""
    if not reader.mine.lines:
        return Html("")
    kinds = kind_words(sight, reader.words)
    made: list[Html] = []
    for line in reader.mine.lines:
        kind = kinds[line.kind].singular if line.kind in kinds else line.kind
        made.append(_own_line(line, kind, reader))
        if len(made) > 1 and sum(len(each.encode()) for each in made) > OWN_BUDGET:
            made.pop()
            break
    heading = element("h2", reader.words.say("Your lines"))
    return together([heading, element("ul", *made, class_="own", data_mine=True)])


def _own_line(line: OwnLine, kind: str, reader: Reader) -> Html:
    state = element("b", reader.words.say(STATES[line.state]))
    about = element("p", own("span", kind), " ", element("span", line.id, class_="id"), " · ", state, class_="quiet")
    text = line.text if len(line.text) <= CLIPPED else f"{line.text[: CLIPPED - 1]}…"
    return element("li", about, own("p", text), _changing(line, reader) if line.open else None)


def _changing(line: OwnLine, reader: Reader) -> Html:
    """Return the two forms with which a line that waits is put in other words, or taken back."""
    say, card = reader.words.say, hidden("card", line.id)
    words = text_area(line.text, 3, data_own=True, aria_label=say("Change {card}").format(card=line.id))
    reword = posted(reader.to("/reword"), card, words, element("button", say("Save")))
    back = posted(reader.to("/take-back"), card, element("button", say("Take back")))
    if len(line.text.encode()) > OWN_BUDGET:
        return back  # it would not fit twice: it is taken back, and written anew
    return together([element("details", element("summary", say("Change")), reword), back])


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
    label = f"{say(ADD_TAG)} {card.id}"
    tag = element(
        "input", name="tag", list="tags", maxlength=60, required=True, autocapitalize="none", aria_label=label
    )
    action, add = reader.to("/tags", card=card.id), element("button", say("Add"))
    form = posted(action, hidden("card", card.id), tag, add, autocomplete="off")
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
