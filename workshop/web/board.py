"""The board for the projector: the question, the cards, the time, who has voted, and the result when it is out.

It controls nothing. How to join stands on it for as long as nobody has; after that it is one key away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workshop.web.ballot import bar, result_counts
from workshop.web.html import Html, element, own, together
from workshop.web.layout import page, paged, part, timer, turner
from workshop.web.qr import svg

if TYPE_CHECKING:
    from workshop.model.views import BallotView, CardView
    from workshop.web.i18n import Words
    from workshop.web.view_cache import VisibleState

SPACE: Final = 22
"""Half lines of cards on one page of the board; a card takes one more than its words."""

LESS: Final = 18
"""Half lines beside the name of a vote and how many have voted, which must stay in sight."""

FEW: Final = 15
"""Half lines up to which cards are written larger."""

LINE: Final = 56
"""Characters of a line on the board, beside how to join."""

SHORT: Final = 46
"""Characters of a line beside a bar."""

PARTS: Final = ("top", "timer", "list", "note")


class Joining(NamedTuple):
    """How to join: the address to type, the key, the address in the code, and how many are here."""

    url: str
    key: str
    join: str
    people: int


def board_page(  # noqa: PLR0913 - all of it is on the page
    sight: VisibleState, words: Words, joining: Joining, now: int, *, at: int, number: int = 1
) -> bytes:
    """Return the whole page. ``number`` is the page of the list, ``at`` the last change it knows of."""
    parts = board_parts(sight, words, joining.people, number)
    parts["timer"] = timer(sight.view.timer, now, words)
    title, question = sight.heading
    body = [
        element("header", part("top", parts["top"], tag="div"), part("timer", parts["timer"], tag="p"), class_="head"),
        element("main", part("list", parts["list"]), _joining(joining, words), data_page=number),
        part("note", parts["note"], tag="p", role="status"),
    ]
    stream = f"/board/events?lang={words.language}"
    return page(words, question or title, "board", body, data_at=at, data_stream=stream)


def board_parts(sight: VisibleState, words: Words, people: int, number: int = 1) -> dict[str, Html]:
    """Return what changes on the board, by name; the time left is set by whoever sends it."""
    parts = dict.fromkeys(PARTS, Html("")) | {"top": _top(sight, words), "mark": Html(sight.mark)}
    ballot = sight.ballot
    if ballot and sight.results_out:
        listing, counts = _results(sight, ballot, words, number), result_counts(ballot, words)
        return parts | {"list": listing, "note": together([" · ".join(counts)])}
    if ballot and ballot.state in {"open", "closed"}:
        of = max(people, ballot.ballots)
        voted = words.say("{count} of {of} have voted").format(count=ballot.ballots, of=of)
        listing = _cards(sight.candidates, words, number, LESS)
        return parts | {"list": listing, "note": element("strong", voted)}
    here = words.say("Here: {count}").format(count=people)
    parts["note"] = element("span", here, data_people=people, class_="here")
    listed = [card for _, card in sight.listed()]
    return parts | {"list": _cards(listed, words, number)} if listed else parts


def _top(sight: VisibleState, words: Words) -> Html:
    title, question = sight.heading
    table = words.say("Table {table}").format(table=sight.view.table) if sight.view.table else ""
    where = " · ".join(line for line in (table, title if question else "") if line)
    ballot = sight.ballot
    vote = ballot.title if ballot and (ballot.state in {"open", "closed"} or sight.results_out) else ""
    return together(
        [
            own("p", where, class_="where") if where else None,
            own("h1", question or title),
            own("h2", vote) if vote else None,
        ]
    )


def _cards(cards: list[CardView], words: Words, number: int, space: int = SPACE) -> Html:
    """Return the cards of one page, each on as many lines as it takes."""
    pages = paged([_height(card.text) for card in cards], space)
    number = (number - 1) % len(pages) + 1
    lines = [
        element("li", element("span", card.id, class_="id"), " ", element("bdi", card.text))
        for card in (cards[place] for place in pages[number - 1])
    ]
    size = "few" if sum(_height(card.text) for card in cards) <= FEW else None
    return together([element("ul", *lines, class_=size), _turner(words, number, len(pages))])


def _results(sight: VisibleState, ballot: BallotView, words: Words, number: int) -> Html:
    result = ballot.result
    found = [row for row in result.rows if row.card in sight.cards] if result else []
    highest = max((row.dots for row in found), default=0) or 1
    pages = paged([_height(sight.cards[row.card].text, SHORT) for row in found], LESS)
    number = (number - 1) % len(pages) + 1
    lines = []
    for row in (found[place] for place in pages[number - 1]):
        card = sight.cards[row.card]
        counts = words.say("Dots: {dots}").format(dots=row.dots)
        voters = words.say("Voters: {voters}").format(voters=row.voters)
        name = element("p", element("span", card.id, class_="id"), " ", element("bdi", card.text))
        rank = element("b", row.shown_rank, class_="rank")
        lines.append(element("li", rank, name, bar(row.dots, highest), element("span", f"{counts} · {voters}")))
    return together([element("ol", *lines, class_="results"), _turner(words, number, len(pages))])


def _height(text: str, line: int = LINE) -> int:
    """Return how many half lines a card takes, about; its id stands before it."""
    return 3 + (len(text) + 8) // line * 2


def _turner(words: Words, number: int, of: int) -> Html | None:
    return turner(words, "/board", number, of)


def _joining(joining: Joining, words: Words) -> Html:
    """Return how to join, with a code, an address and a key that can be typed."""
    say = words.say
    host, _, port = joining.url.removeprefix("http://").rstrip("/").rpartition(":")
    return element(
        "aside",
        svg(joining.join, say("Code to join: the address is beside it")),
        element("p", element("span", say("Join at")), " ", element("bdi", host, element("wbr"), f":{port}")),
        element("p", element("span", say("Key")), " ", element("strong", joining.key)),
        id="join",
        aria_label=say("How to join"),
        class_="away" if joining.people else None,
    )
