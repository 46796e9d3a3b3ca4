"""What every page has around it: its head, its languages, and the rule that nothing is fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeVar

from workshop.model.session import Timer
from workshop.web.assets import address_of
from workshop.web.html import Child, Html, element, together
from workshop.web.i18n import LANGUAGES, Words

Thing = TypeVar("Thing")

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a page may do. Nothing in line: markup that somebody smuggled in could neither run nor fetch."""


SCRIPTS: Final[Mapping[str, tuple[str, ...]]] = {
    "phone": ("live", "outbox", "forms", "phone"),
    "board": ("live", "board"),
}
"""The scripts of each page, in the order in which they run."""


def page(words: Words, title: str, name: str, body: Iterable[Child], /, **attributes: str | int) -> bytes:
    """Return a whole page with the style sheet and the scripts of ``name``."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        element("link", rel="icon", href="data:,"),
        element("link", rel="stylesheet", href=address_of(f"{name}.css")),
        *(element("script", src=address_of(f"{script}.js"), defer=True) for script in SCRIPTS[name]),
    )
    root = element(
        "html",
        head,
        element("body", *body, class_=name, **attributes),
        lang=words.language,
        dir=words.direction,
    )
    return b"<!DOCTYPE html>\n" + root.encode()


def part(name: str, /, *children: Child, tag: str = "section", **attributes: str) -> Html:
    """Return a part of a page that changes while one looks at it."""
    return element(tag, *children, id=name, **attributes)


def languages(words: Words, path: str) -> Html:
    """Return the choice of language, each by its own name."""
    links = [
        element("b", name, lang=code)
        if code == words.language
        else element("a", name, href=f"{path}?lang={code}", lang=code, hreflang=code)
        for code, name in LANGUAGES.items()
    ]
    return element("nav", *links, class_="languages", aria_label=words.say("Language"))


def timer(clock: Timer | None, now: int, words: Words) -> Html:
    """Return the time left as it is at ``now``; a script lets it run on."""
    if clock is None:
        return Html("")
    left = clock.left(now)
    return together(
        [
            element("span", words.say("Time left"), class_="quiet"),
            " ",
            element("b", minutes(left), data_left=left, data_running=int(clock.running), role="timer"),
        ]
    )


def minutes(milliseconds: int) -> str:
    """Return "12:34"; what is over has a minus before it."""
    seconds = abs(milliseconds) // 1000
    return f"{'−' if milliseconds < 0 else ''}{seconds // 60}:{seconds % 60:02d}"


def paged(costs: Sequence[int], budget: int) -> list[range]:
    """Return the stretches of a list that fit on a page each; what is too long by itself has one of its own."""
    pages, start, used = [], 0, 0
    for place, cost in enumerate(costs):
        if used + cost > budget and place > start:
            pages.append(range(start, place))
            start, used = place, 0
        used += cost
    return [*pages, range(start, len(costs))]


def grouped(
    groups: Iterable[tuple[str, Sequence[Thing]]], cost: Callable[[Thing], int], budget: int
) -> list[list[tuple[str, list[Thing]]]]:
    """Return the pages on which groups fit, each below its name, for which a little more is needed."""
    pages: list[list[tuple[str, list[Thing]]]] = [[]]
    used = 0
    for name, things in groups:
        for thing in things:
            new = not pages[-1] or pages[-1][-1][0] != name
            heading = int(new and bool(name))
            if pages[-1] and used + cost(thing) + heading > budget:
                pages.append([])
                used, new, heading = 0, True, int(bool(name))
            if new:
                pages[-1].append((name, []))
            pages[-1][-1][1].append(thing)
            used += cost(thing) + heading
    return pages


def turner(words: Words, path: str, number: int, of: int) -> Html | None:
    """Return the links to the pages before and after; ``number`` counts from 1."""
    if of == 1:
        return None
    before, after = words.say("Earlier page"), words.say("Next page")
    return element(
        "nav",
        element("a", before, href=f"{path}?page={number - 1}", rel="prev") if number > 1 else None,
        element("span", words.say("Page {number} of {of}").format(number=number, of=of)),
        element("a", after, href=f"{path}?page={number + 1}", rel="next") if number < of else None,
        class_="turner",
        data_of=of,
        aria_label=words.say("Pages"),
    )
