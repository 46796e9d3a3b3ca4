"""The pages on which a phone leaves a table's old address, and arrives at the new one."""

from __future__ import annotations

from typing import Final

from workshop.web.assets import address_of
from workshop.web.html import Html, element, together
from workshop.web.i18n import Words, later

MOVES: Final = later("This table moves to another laptop. Keep this page open: it goes on by itself.")
MOVED: Final = later("This table goes on at another laptop:")


def moved_page(words: Words, said: list[Html], **attributes: str) -> bytes:
    """Return a page that leads on by its script."""
    onward = attributes.get("data_to") or attributes.get("data_here", "")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("noscript", element("meta", http_equiv="refresh", content=f"0; url={onward}" if onward else "3")),
        element("title", "workshop"),
        element("link", rel="icon", href="data:,"),
        element("link", rel="stylesheet", href=address_of("phone.css")),
        element("script", src=address_of("moved.js"), defer=True),
    )
    main = element("main", together(said), role="status")
    body = element("body", main, class_="phone", **{name: value for name, value in attributes.items() if value})
    root = element("html", head, body, lang=words.language, dir=words.direction)
    return b"<!DOCTYPE html>\n" + root.encode()


def arrival_page(words: Words, owner: str, to: str) -> bytes:
    """Return the page on which a phone arrives: its script keeps what came along, and goes to ``to``."""
    said = [element("p", element("a", words.say(MOVED), href=to))]
    return moved_page(words, said, data_owner=owner, data_here=to)
