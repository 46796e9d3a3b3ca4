"""Paper for the table: a tent with the codes to join, and a sheet of single-use ballots.

Both are whole pages in one file, to be printed and kept on disk; they are never served, because a Wi-Fi password
and unspent codes stand on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from workshop.model.ballot import HIGHEST, LOWEST
from workshop.model.views import BallotView, CardView
from workshop.publishing.tent import Step, Tent
from workshop.web.assets import FOLDER
from workshop.web.html import Child, Html, element, id_and_words, own
from workshop.web.i18n import Words, words_for
from workshop.web.qr import matrix, svg, wifi
from workshop.web.scale import asked


class Network(NamedTuple):
    """The Wi-Fi of the room, where the facilitator typed it."""

    name: str
    password: str = ""


def tent_of(  # noqa: PLR0913 - what stands on it
    words: Words, title: str, question: str, url: str, key: str, *, network: Network | None = None
) -> Tent:
    """Return what stands on the table: the question, the Wi-Fi's code if there is one, the code to join, the rules."""
    say = words.say
    label = say("Code to join: the address is beside it")
    steps = [_step(say("Join"), f"{url}j/{key}", label, _typed(words, url, key))]
    if network is not None:
        label = say("Code for the Wi-Fi: its name is beside it")
        named = [(say("Network"), network.name)]
        named += [(say("Password"), network.password)] if network.password else []
        steps.insert(0, _step(say("Wi-Fi"), wifi(network.name, network.password), label, named))
    rules = (
        say("Scan the code, or type the address and the key."),
        say("Say it in your own words, one thing at a time."),
        say("No names are kept."),
    )
    return Tent(words.language, question or title, title if question else "", tuple(steps), rules)


def tent_page(words: Words, tent: Tent) -> bytes:
    """Return one A4 page: the question, the Wi-Fi's code if there is one, the code to join, address, key and rules."""
    steps = [
        element("li", element("h2", step.name), svg(step.code, step.label), *(_pair(*typed) for typed in step.typed))
        for step in tent.steps
    ]
    body = [
        own("h1", tent.heading),
        own("p", tent.title, class_="title") if tent.title else None,
        element("ol", *steps, class_="steps"),
        element("ul", *(element("li", rule) for rule in tent.rules)),
    ]
    return _sheet(words, tent.heading, body)


def ballot_sheet(words: Words, title: str, url: str, codes: Sequence[str]) -> bytes:
    """Return slips to cut apart, each with a code that works once, for one person."""
    say = words.say
    slips = [
        element(
            "li",
            own("p", title, class_="title"),
            svg(f"{url}j/{code}", say("Code to join: the address is beside it")),
            *(_pair(*typed) for typed in _typed(words, url, f"{code[:4]}-{code[4:]}")),
            element("p", say("This code works once, for one person."), class_="once"),
        )
        for code in codes
    ]
    return _sheet(words, title, [element("ol", *slips, class_="slips")])


def code_sheet(title: str, where: str, codes: Sequence[tuple[str, str]]) -> bytes:
    """Return slips to cut apart, each with the name of a table and its own code for the live summit.

    In English, as the console is in which the code is typed.
    """
    slips = [
        element(
            "li",
            own("h2", name),
            own("p", title, class_="title"),
            svg(code, f"Code of {name}"),
            own("p", code, class_="code"),
            element(
                "p", "At this table's laptop: I, then S, and this code. It lets in this table alone.", class_="once"
            ),
            own("p", where, class_="once"),
        )
        for name, code in codes
    ]
    return _sheet(words_for("en"), title, [element("ol", *slips, class_="slips codes")])


def scale_sheet(words: Words, title: str, ballot: BallotView, subjects: Iterable[CardView]) -> bytes:
    """Return a sheet on which one person answers a scale with a pen, to be copied, and typed in afterwards.

    Its cards are numbered, so that a sheet is typed in without looking for their ids.
    """
    say = words.say
    questions = asked(ballot.scale, words) if ballot.scale else []
    unsure = element("span", say("cannot say"), class_="ring unsure")
    numbers = [element("span", value, class_="ring") for value in range(LOWEST, HIGHEST + 1)]
    rows = [
        element(
            "li",
            element("p", id_and_words(card)),
            *(element("p", own("span", each.words, class_="asked"), *numbers, unsure) for each in questions),
        )
        for card in subjects
    ]
    ends = [own("p", f"{q.words} {LOWEST} = {q.low}, {HIGHEST} = {q.high}", class_="ends") for q in questions]
    body = [
        own("h1", ballot.title or title),
        own("p", title, class_="title") if ballot.title else None,
        element("p", say("Put a ring round one answer to each question.")),
        *ends,
        element("ol", *rows, class_="answers"),
        element("p", say("No name on this sheet. Give it to the facilitator when you are done.")),
    ]
    return _sheet(words, ballot.title or title, body)


def _step(name: str, code: str, label: str, typed: list[tuple[str, str]]) -> Step:
    return Step(name, code, label, tuple(typed), tuple(map(tuple, matrix(code))))


def _typed(words: Words, url: str, key: str) -> list[tuple[str, str]]:
    return [(words.say("Join at"), url.removeprefix("http://").rstrip("/")), (words.say("Key"), key)]


def _pair(name: str, value: str) -> Html:
    return element("p", element("span", name), " ", element("bdi", value, class_="typed"))


def _sheet(words: Words, title: str, body: Iterable[Child]) -> bytes:
    style = Html((FOLDER / "paper.css").read_text("utf-8"))
    head = element("head", element("meta", charset="utf-8"), element("title", title), element("style", style))
    root = element("html", head, element("body", *body), lang=words.language, dir=words.direction)
    return b"<!DOCTYPE html>\n" + root.encode()
