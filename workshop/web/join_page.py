"""The page that asks for the key, and the two parts that it shares with the participant's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from workshop.web.html import Html, element
from workshop.web.i18n import Words, later
from workshop.web.layout import languages, page

_AWAY: Final = later("This address does not answer. What you placed is kept there.")


def key_page(words: Words, sentence: str = "") -> bytes:
    """Return the page that asks for the key."""
    say = words.say
    title = say("Join the conversation")
    form = element(
        "form",
        element("label", say("Key"), for_="key"),
        element(
            "input", id="key", name="key", required=True, maxlength=20, autocomplete="off", autocapitalize="characters"
        ),
        element("button", say("Join"), class_="main"),
        element("p", say("The key stands on the board and beside the code."), class_="quiet"),
        action="/j",
    )
    body = [
        element("header", element("h1", title)),
        element("p", sentence, id="said", role="alert") if sentence else None,
        offline(words),
        element("main", form),
        foot(words),
    ]
    return page(words, title, "phone", body)


def offline(words: Words, beside: Sequence[str] = ()) -> Html:
    """Return the line that is shown while there is no connection, with the addresses ``beside`` this one."""
    told = words.say(_AWAY) if beside else words.say("Not connected. Your text is safe here.")
    onward = words.say("Go on at another address")
    links = [element("a", f"{onward} ({urlsplit(address).netloc})", href=address) for address in beside]
    pieces = [piece for link in links for piece in (" ", link)]
    return element("p", told, *pieces, id="offline", role="status", hidden=True)


def foot(words: Words) -> Html:
    """Return the languages, and what is kept of whom."""
    kept = words.say("No names are kept. To leave, close this page.")
    return element("footer", languages(words, "/"), element("p", kept, class_="quiet"))
