"""What every page has around it: its head, its languages, and the rule that nothing is fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeVar
from urllib.parse import urlsplit

from workshop.model.session import Timer
from workshop.web.assets import address_of
from workshop.web.html import Child, Html, element, own, together
from workshop.web.i18n import LANGUAGES, Words, later
from workshop.web.view_cache import VisibleState

Thing = TypeVar("Thing")

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a page may do. Nothing in line: markup that somebody smuggled in could neither run nor fetch."""


SCRIPTS: Final[Mapping[str, tuple[str, ...]]] = {
    "phone": ("live", "outbox", "forms", "phone"),
    "board": ("live", "board"),
    "wall": ("wall",),
}
"""The scripts of each page, in the order in which they run."""

MOVES: Final = later("This table moves to another laptop. Keep this page open: it goes on by itself.")
MOVED: Final = later("This table goes on at another laptop:")
_AWAY: Final = later("This address does not answer. What you placed is kept there.")


def page(  # noqa: PLR0913 - what pages differ in
    words: Words,
    title: str,
    name: str,
    body: Iterable[Child],
    /,
    *,
    scripts: Iterable[str] = (),
    refresh: str = "",
    **attributes: str | int | None,
) -> bytes:
    """Return a whole page with the style sheet of ``name``, and its scripts where there are no others.

    ``refresh`` says after how many seconds a browser without scripts looks again, and perhaps where.
    """
    again = element("noscript", element("meta", http_equiv="refresh", content=refresh)) if refresh else None
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        again,
        element("title", title),
        element("link", rel="icon", href="data:,"),
        element("link", rel="stylesheet", href=address_of(f"{name}.css")),
        *(element("script", src=address_of(f"{script}.js"), defer=True) for script in scripts or SCRIPTS[name]),
    )
    shown = element("body", *body, class_=name, **attributes)
    return b"<!DOCTYPE html>\n" + element("html", head, shown, lang=words.language, dir=words.direction).encode()


def page_top(sight: VisibleState, words: Words) -> Html:
    """Return the head of a page: the question, or the title, and the table."""
    title, question = sight.heading
    table = words.say("Table {table}").format(table=sight.view.table) if sight.view.table else ""
    where = " · ".join(line for line in (table, title if question else "") if line)
    return together([own("p", where, class_="where") if where else None, own("h1", question or title)])


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


def board_list(  # noqa: PLR0913 - what lists of the board differ in
    words: Words,
    number: int,
    groups: Iterable[tuple[str, Sequence[Thing]]],
    *,
    cost: Callable[[Thing], int],
    budget: int,
    draw: Callable[[str, list[Thing]], Iterable[Child]],
) -> Html:
    """Return one page of a list on the board; behind the last comes the first. ``draw`` returns a group's markup."""
    pages = grouped(groups, cost, budget)
    number = (number - 1) % len(pages) + 1
    shown = [piece for name, things in pages[number - 1] for piece in draw(name, things)]
    return together([*shown, turner(words, "/board", number, len(pages))])


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


def moved_page(words: Words, said: Iterable[Html], to: str = "", here: str = "", owner: str = "") -> bytes:
    """Return a page that leads on by its script: ``to`` another address, or, with what came along, on ``here``."""
    onward = to or here
    main = element("main", together(said), role="status")
    again = f"0; url={onward}" if onward else "3"
    data = {"data_to": to or None, "data_here": here or None, "data_owner": owner or None}
    return page(words, "workshop", "phone", [main], scripts=["moved"], refresh=again, **data)


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
