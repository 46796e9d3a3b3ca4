"""The forms with which one offers a card or asks the room, and what the page says of what was sent in."""

from __future__ import annotations

import secrets
from typing import Final, NamedTuple

from workshop.model.session import QUESTION
from workshop.model.views import CardView
from workshop.web.html import Html, element, hidden, own, posted, text_area, together
from workshop.web.i18n import Words, kind_words, later
from workshop.web.participant import Reader
from workshop.web.view_cache import VisibleState

OPEN: Final = later("Not answered yet")
TOLD: Final = {"answer": later("Answer"), "done": later("What was done")}
MOST: Final = 2_000
"""Sentences that wait to be read; what nobody fetches goes, the oldest first."""


class Notice(NamedTuple):
    """What the page says about what was just sent in; refused words are given back to be sent again."""

    sentence: str = ""
    refused: bool = False
    kind: str = ""
    text: str = ""
    form: str = ""
    asked: bool = False


NOTHING_SAID: Final = Notice()


def offer_form(sight: VisibleState, reader: Reader, said: Notice) -> Html:
    """Return the form with which one offers a card."""
    words, say = reader.words, reader.words.say
    known = {name: kind for name, kind in kind_words(sight, words).items() if name != QUESTION.name}
    chosen = said.kind if said.kind in known else next(iter(known), "")
    kinds = [
        element(
            "label",
            element("input", type="radio", name="kind", value=name, checked=name == chosen),
            own("span", kind.singular),
        )
        for name, kind in known.items()
    ]
    hints = [own("span", f"{kind.singular}: {kind.hint}.") for kind in known.values() if kind.hint]
    return posted(
        reader.to("/cards"),
        element("fieldset", element("legend", say("What is it?")), element("div", *kinds, class_="kinds")),
        element("p", *(piece for hint in hints for piece in (hint, " ")), class_="quiet hints") if hints else None,
        _themes(sight, words),
        element("label", say("In your own words"), for_="text"),
        text_area("" if said.asked else said.text, 3, id="text"),
        hidden("form", said.form or new_form()),
        element("button", say("Send"), class_="main"),
        id="offer",
        autocomplete="off",
    )


def _themes(sight: VisibleState, words: Words) -> Html | None:
    themes = sight.themes
    if len(themes) < 2:  # noqa: PLR2004 - one needs no choice
        return None
    options = [element("option", theme.title, value=theme.theme) for theme in themes]
    choice = element("select", *options, id="theme", name="theme")
    return together([element("label", words.say("Theme"), for_="theme"), choice])


def new_form() -> str:
    """Return the id of a new sheet: sent in twice, it counts once."""
    return secrets.token_urlsafe(9)


def question_form(reader: Reader, said: Notice) -> Html:
    """Return the form with which one asks the room; words that were refused stand in it again."""
    say = reader.words.say
    quiet = say("It is asked without your name, and stays open until somebody answers it.")
    form = posted(
        reader.to("/questions"),
        element("p", quiet, class_="quiet"),
        text_area(said.text if said.asked else "", 2, id="question", aria_label=say("Your question")),
        hidden("sheet", said.form or new_form()),
        element("button", say("Send")),
        autocomplete="off",
    )
    asking = said.asked and said.refused
    return element("details", element("summary", say("Ask the room a question")), form, open=asking or None)


def answered(card: CardView, words: Words) -> list[Html]:
    """Return what became of a question to the room; nothing of another card."""
    if card.kind != QUESTION.name:
        return []
    fields = dict(card.fields)
    told = [(words.say(name), fields[field]) for field, name in TOLD.items() if fields.get(field)]
    if not fields.get("answer"):
        when = [fields[field] for field in ("who_answers", "by_when") if fields.get(field)]
        waits = element("b", words.say(OPEN))
        return [element("p", waits, *([": ", element("bdi", ", ".join(when))] if when else []), class_="quiet")]
    return [element("p", element("b", name), ": ", element("bdi", text)) for name, text in told]


class Told(NamedTuple):
    """A sentence, whom it is for, and the status of the page that says it."""

    person: str
    said: Notice
    status: int


class Flash:
    """Sentences by the number that stands in the address; in memory alone."""

    def __init__(self) -> None:
        self._told: dict[str, Told] = {}

    def put(self, told: Told) -> str:
        """Keep what is to be said; return the number to fetch it by."""
        number = secrets.token_urlsafe(6)
        self._told[number] = told
        if len(self._told) > MOST:
            del self._told[next(iter(self._told))]
        return number

    def take(self, number: str, person: str) -> Told | None:
        """Return what is to be said to ``person``, once."""
        told = self._told.get(number)
        return self._told.pop(number) if told and told.person == person else None
