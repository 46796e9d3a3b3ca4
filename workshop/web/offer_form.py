"""The form with which one offers a card, and what the page says of what was sent in."""

from __future__ import annotations

import secrets
from typing import Final, NamedTuple

from workshop.model.session import QUESTION
from workshop.web.html import Html, element, own, together
from workshop.web.i18n import Words
from workshop.web.kind_words import kind_words
from workshop.web.reader import Reader
from workshop.web.view_cache import VisibleState


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
    text = element(
        "textarea",
        "" if said.asked else said.text,
        id="text",
        name="text",
        rows=3,
        maxlength=2000,
        required=True,
        dir="auto",
        autocomplete="off",  # else a browser fills in what somebody wrote on the page of another session
    )
    return element(
        "form",
        element("fieldset", element("legend", say("What is it?")), element("div", *kinds, class_="kinds")),
        element("p", *(piece for hint in hints for piece in (hint, " ")), class_="quiet hints") if hints else None,
        _themes(sight, words),
        element("label", say("In your own words"), for_="text"),
        text,
        element("input", type="hidden", name="form", value=said.form or new_form()),
        element("button", say("Send"), class_="main"),
        method="post",
        action=reader.to("/cards"),
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
