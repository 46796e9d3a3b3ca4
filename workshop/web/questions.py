"""Questions to the room on a phone: one is asked without a name, also once results are out, and its answer is read."""

from __future__ import annotations

import secrets
from typing import Final

from workshop.model.session import QUESTION
from workshop.model.views import CardView
from workshop.web.html import Html, element
from workshop.web.i18n import Words, later
from workshop.web.offer_form import Notice
from workshop.web.reader import Reader

OPEN: Final = later("Not answered yet")

TOLD: Final = {"answer": later("Answer"), "done": later("What was done")}


def question_form(reader: Reader, said: Notice) -> Html:
    """Return the form with which one asks the room; words that were refused stand in it again."""
    say = reader.words.say
    text = element(
        "textarea",
        said.text if said.asked else None,
        id="question",
        name="text",
        rows=2,
        maxlength=2000,
        required=True,
        dir="auto",
        autocomplete="off",
        aria_label=say("Your question"),
    )
    quiet = say("It is asked without your name, and stays open until somebody answers it.")
    form = element(
        "form",
        element("p", quiet, class_="quiet"),
        text,
        element("input", type="hidden", name="sheet", value=said.form or secrets.token_urlsafe(9)),
        element("button", say("Send")),
        method="post",
        action=reader.to("/questions"),
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
