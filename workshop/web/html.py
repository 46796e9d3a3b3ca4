"""Markup from values: what is not ``Html`` is text, and is escaped.

Functions rather than a template language: the pages are few, every one is checked by the type checker, and a
page of twelve cards takes half a millisecond without a library to load.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

from workshop.model.views import CardView
from workshop.publishing.rendering.markup import escaped

_EMPTY: Final = frozenset({"br", "input", "link", "meta", "wbr"})
"""Elements that have no content and no end."""


_BETWEEN_TAGS: Final = frozenset("&<>")
_BETWEEN: Final = str.maketrans({sign: escaped(sign) for sign in _BETWEEN_TAGS})


class Html(str):
    """Markup that is whole. Formatting or adding it up makes plain text of it, which is escaped again."""

    __slots__ = ()


Child: TypeAlias = "Html | str | int | None"
Attribute: TypeAlias = "str | int | bool | None"


def element(name: str, /, *children: Child, **attributes: Attribute) -> Html:
    """Return an element. ``class_`` is the class, ``aria_label`` is aria-label; False and None are omitted."""
    start = "".join((f"<{name}", *(_attribute(key, value) for key, value in attributes.items()), ">"))
    return Html(start if name in _EMPTY else f"{start}{together(children)}</{name}>")


def together(children: Iterable[Child]) -> Html:
    """Return several pieces of markup or text as one piece of markup."""
    return Html("".join(_child(child) for child in children if child is not None))


def between_tags(text: str) -> str:
    """Return text as it stands between tags; there a quotation mark is only that, and four bytes shorter."""
    return text.translate(_BETWEEN) if _BETWEEN_TAGS.intersection(text) else text


def _child(child: Child) -> str:
    return str(child) if isinstance(child, Html) else between_tags(str(child))


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escaped(str(value))}"'


def own(name: str, text: str, /, **attributes: Attribute) -> Html:
    """Return an element with people's own words, which run in the direction in which they begin."""
    return element(name, text, dir="auto", **attributes)


def id_and_words(card: CardView) -> Html:
    """Return a card's shown id and its words, as they stand in a row."""
    return together([element("span", card.id, class_="id"), " ", element("bdi", card.text)])


def posted(action: str, /, *children: Child, **attributes: Attribute) -> Html:
    """Return a form that is sent in."""
    return element("form", *children, method="post", action=action, **attributes)


def hidden(name: str, value: str) -> Html:
    """Return a field that is sent along."""
    return element("input", type="hidden", name=name, value=value)


def text_area(words: str, rows: int, **attributes: Attribute) -> Html:
    """Return a field for people's own words.

    It has no limit of its own, past which a browser would cut off what is pasted and say nothing. Nothing is completed
    in it: a browser would fill in what somebody wrote on the page of another session.
    """
    fixed: dict[str, Attribute] = {"required": True, "dir": "auto", "autocomplete": "off"}
    return element("textarea", words, name="text", rows=rows, **fixed, **attributes)
