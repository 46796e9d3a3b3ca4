"""Paper for the table: a tent with the codes to join, and a sheet of single-use ballots.

Both are whole pages in one file, to be printed and kept on disk; they are never served, because a Wi-Fi password
and unspent codes stand on them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop.web.assets import FOLDER
from workshop.web.html import Child, Html, element, own
from workshop.web.qr import svg, wifi

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workshop.web.words import Words


class Network(NamedTuple):
    """The Wi-Fi of the room, where the facilitator typed it."""

    name: str
    password: str = ""


def table_tent(  # noqa: PLR0913 - what stands on it
    words: Words, title: str, question: str, url: str, key: str, *, network: Network | None = None
) -> bytes:
    """Give one A4 page: the question, the Wi-Fi's code if there is one, the code to join, address, key and rules."""
    say = words.say
    steps = [
        _step(say("Join"), svg(f"{url}j/{key}", say("Code to join: the address is beside it")), _typed(words, url, key))
    ]
    if network is not None:
        code = svg(wifi(network.name, network.password), say("Code for the Wi-Fi: its name is beside it"))
        named = [_pair(say("Network"), network.name)]
        named += [_pair(say("Password"), network.password)] if network.password else []
        steps.insert(0, _step(say("Wi-Fi"), code, named))
    rules = [
        say("Scan the code, or type the address and the key."),
        say("Say it in your own words, one thing at a time."),
        say("No names are kept."),
    ]
    body = [
        own("h1", question or title),
        own("p", title, class_="title") if question else None,
        element("ol", *steps, class_="steps"),
        element("ul", *(element("li", rule) for rule in rules)),
    ]
    return _sheet(words, question or title, body)


def ballot_sheet(words: Words, title: str, url: str, codes: Sequence[str]) -> bytes:
    """Give slips to cut apart, each with a code that works once, for one person."""
    say = words.say
    slips = [
        element(
            "li",
            own("p", title, class_="title"),
            svg(f"{url}j/{code}", say("Code to join: the address is beside it")),
            *_typed(words, url, f"{code[:4]}-{code[4:]}"),
            element("p", say("This code works once, for one person."), class_="once"),
        )
        for code in codes
    ]
    return _sheet(words, title, [element("ol", *slips, class_="slips")])


def _step(name: str, code: Html, below: Iterable[Child]) -> Html:
    return element("li", element("h2", name), code, *below)


def _typed(words: Words, url: str, key: str) -> list[Html]:
    return [_pair(words.say("Join at"), url.removeprefix("http://").rstrip("/")), _pair(words.say("Key"), key)]


def _pair(name: str, value: str) -> Html:
    return element("p", element("span", name), " ", element("bdi", value, class_="typed"))


def _sheet(words: Words, title: str, body: Iterable[Child]) -> bytes:
    style = Html((FOLDER / "paper.css").read_text("utf-8"))
    head = element("head", element("meta", charset="utf-8"), element("title", title), element("style", style))
    root = element("html", head, element("body", *body), lang=words.language, dir=words.direction)
    return b"<!DOCTYPE html>\n" + root.encode()
