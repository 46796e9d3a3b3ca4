"""A person's own lines on their page: what became of each, and what can still be changed."""

from __future__ import annotations

from typing import Final

from workshop.web.html import Html, element, own, together
from workshop.web.i18n import later
from workshop.web.kind_words import kind_words
from workshop.web.own_lines import OwnLine
from workshop.web.reader import Reader
from workshop.web.view_cache import VisibleState

BUDGET: Final = 1_400
"""Bytes of own lines on a page; the newest stands there whatever it takes."""

CLIPPED: Final = 300
"""Characters of an own line that stand there; all of it is where it can be changed, if there is room for it."""

STATES: Final = {"waits": later("waits"), "shown": later("shown"), "set aside": later("set aside")}


def own_lines(sight: VisibleState, reader: Reader) -> Html:
    """Return the lines of the reader, the newest first, as many as there is room for."""
    if not reader.mine.lines:
        return Html("")
    kinds = kind_words(sight, reader.words)
    made: list[Html] = []
    for line in reader.mine.lines:
        kind = kinds[line.kind].singular if line.kind in kinds else line.kind
        made.append(_line(line, kind, reader))
        if len(made) > 1 and sum(len(each.encode()) for each in made) > BUDGET:
            made.pop()
            break
    heading = element("h2", reader.words.say("Your lines"))
    return together([heading, element("ul", *made, class_="own", data_mine=True)])


def _line(line: OwnLine, kind: str, reader: Reader) -> Html:
    state = element("b", reader.words.say(STATES[line.state]))
    about = element("p", own("span", kind), " ", element("span", line.id, class_="id"), " · ", state, class_="quiet")
    text = line.text if len(line.text) <= CLIPPED else f"{line.text[: CLIPPED - 1]}…"
    return element("li", about, own("p", text), _changing(line, reader) if line.open else None)


def _changing(line: OwnLine, reader: Reader) -> Html:
    """Return the two forms with which a line that waits is put in other words, or taken back."""
    say = reader.words.say
    card = element("input", type="hidden", name="card", value=line.id)
    label = say("Change {card}").format(card=line.id)
    words = element(
        "textarea",
        line.text,
        name="text",
        rows=3,
        maxlength=2000,
        required=True,
        dir="auto",
        data_own=True,
        autocomplete="off",
        aria_label=label,
    )
    save = element("button", say("Save"))
    reword = element("form", card, words, save, method="post", action=reader.to("/reword"))
    back = element("form", card, element("button", say("Take back")), method="post", action=reader.to("/take-back"))
    if len(line.text.encode()) > BUDGET:
        return back  # it would not fit twice: it is taken back, and written anew
    return together([element("details", element("summary", say("Change")), reword), back])
