"""The board for the projector: the question, the cards, the time, who has voted, and the result when it is out.

It controls nothing. How to join stands on it, large for as long as nobody has, and then small; a key changes that.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from workshop.model.ballots import Standing
from workshop.model.session import Session
from workshop.model.views import BallotView, CardView
from workshop.web.ballot import bar, result_counts
from workshop.web.html import Child, Html, element, id_and_words, own, together
from workshop.web.i18n import KindWords, Words, by_kind, kind_words
from workshop.web.layout import board_list, page, page_top, part, timer
from workshop.web.map_board import map_parts
from workshop.web.qr import svg
from workshop.web.scale_board import scale_board
from workshop.web.view_cache import VisibleState

SPACE: Final = 44
"""Quarter lines of cards on one page of the board; a card takes two more than its words, a heading one."""

LESS: Final = 36
"""Quarter lines beside the name of a vote and how many have voted, which must stay in sight."""

LINE: Final = 56
"""Characters of a line on the board, beside how to join."""

RESULTS: Final = 60
"""Hundredths of the height that the rows of a result have."""

WIDE: Final = 38
"""Characters of a line of a result, which can be read twenty metres away."""

LONG: Final = 3
"""Lines of a result from which on its words are written smaller: all of them must be on the page."""

PARTS: Final = ("top", "timer", "list", "note", "join")


class Joining(NamedTuple):
    """How to join: the address to type, the key, the address in the code, and how many are here."""

    url: str
    key: str
    join: str
    people: int


def board_page(  # noqa: PLR0913 - all of it is on the page
    sight: VisibleState, words: Words, joining: Joining, now: int, *, at: int, number: int = 1, mapped: Session | None
) -> bytes:
    """Return the whole page. ``number`` is the page of the list, ``at`` the last change it knows of.

    ``mapped`` is the session where its map stands in the place of the cards.
    """
    parts = board_parts(sight, words, joining, number, mapped)
    parts["timer"] = timer(sight.view.timer, now, words)
    title, question = sight.heading
    body = [
        element("header", part("top", parts["top"], tag="div"), part("timer", parts["timer"], tag="p"), class_="head"),
        element(
            "main",
            part("list", parts["list"]),
            element(
                "aside",
                parts["join"],
                id="join",
                aria_label=words.say("How to join"),
                class_="away" if joining.people or sight.results_out else None,
            ),
            data_page=number,
        ),
        part("note", parts["note"], tag="p", role="status"),
        _keys(words),
    ]
    stream = f"/board/events?lang={words.language}"
    return page(words, question or title, "board", body, data_at=at, data_stream=stream)


def board_parts(
    sight: VisibleState, words: Words, joining: Joining, number: int = 1, mapped: Session | None = None
) -> dict[str, Html]:
    """Return what changes on the board, by name; the time left is set by whoever sends it."""
    people = joining.people
    parts = dict.fromkeys(PARTS, Html("")) | {"top": _top(sight, words), "mark": Html(sight.mark)}
    parts["join"] = _joining(joining.url, joining.key, joining.join, words)
    if mapped is not None:
        return parts | {"top": page_top(sight, words)} | map_parts(mapped, words, number, _height, LESS)
    ballot = sight.ballot
    if ballot and sight.results_out:
        if ballot.scale:
            told = words.say("Ballots: {ballots}").format(ballots=ballot.ballots)
            return parts | {"list": scale_board(sight, ballot.scale, words, number), "note": together([told])}
        listing, counts = _results(sight, ballot, words, number), result_counts(ballot, words)
        return parts | {"list": listing, "note": together([" · ".join(counts)])}
    if ballot and ballot.state in {"open", "closed"}:
        listing = _cards(sight, sight.candidates, words, number, LESS)
        return parts | {"list": listing, "note": element("strong", _turnout(ballot, people, words))}
    here = words.say("Here: {count}").format(count=people)
    parts["note"] = element("span", here, data_people=people, class_="here")
    listed = [card for _, card in sight.listed()]
    return parts | {"list": _cards(sight, listed, words, number)} if listed else parts


def _turnout(ballot: BallotView, people: int, words: Words) -> str:
    """Return how many have voted; once nobody can, who comes later is not counted among them."""
    if ballot.state == "closed":
        return f"{words.say('The vote is over.')} {words.say('Ballots: {ballots}').format(ballots=ballot.ballots)}"
    of = max(people, ballot.ballots)
    return words.say("{count} of {of} have voted").format(count=ballot.ballots, of=of)


def _top(sight: VisibleState, words: Words) -> Html:
    ballot = sight.ballot
    vote = ballot.title if ballot and (ballot.state in {"open", "closed"} or sight.results_out) else ""
    return together([page_top(sight, words), own("h2", vote) if vote else None])


def _cards(sight: VisibleState, cards: list[CardView], words: Words, number: int, space: int = SPACE) -> Html:
    """Return the cards of one page, each on as many lines as it takes.

    They stand below the names of their kinds; but while people talk and there are more than a page holds, they stand
    as they were said, the newest last.
    """
    kinds = kind_words(sight, words)
    groups = by_kind(cards, kinds, lambda card: card)
    height = sum(2 * _height(card.text) for card in cards)
    if space == SPACE < height + len(groups):
        groups = [("", cards)]

    def draw(kind: str, own_cards: list[CardView]) -> tuple[Child, ...]:
        return _heading(kind, kinds), element("ul", *map(_line, own_cards))

    return board_list(words, number, groups, cost=lambda card: 2 * _height(card.text), budget=space, draw=draw)


def _line(card: CardView) -> Html:
    return element("li", id_and_words(card))


def _heading(kind: str, kinds: Mapping[str, KindWords]) -> Html | None:
    return own("h2", kinds[kind].plural, class_="kind") if kind in kinds and len(kinds) > 1 else None


def _results(sight: VisibleState, ballot: BallotView, words: Words, number: int) -> Html:
    """Return one page of the result, each kind below its name, its cards by their rank."""
    result, kinds = ballot.result, kind_words(sight, words)
    found = [row for row in result.rows if row.card in sight.cards] if result else []
    highest = max((row.dots for row in found), default=0) or 1
    rows = by_kind(found, kinds, lambda row: sight.cards[row.card])

    def draw(kind: str, own_rows: list[Standing]) -> tuple[Child, ...]:
        listed = (_result(row, sight.cards[row.card], highest, words) for row in own_rows)
        return _heading(kind, kinds), element("ol", *listed, class_="results")

    def room(row: Standing) -> int:
        """Return the hundredths of the height that a row takes, about."""
        lines = _lines(sight.cards[row.card].text)
        return 9 + (round(lines * 0.7) * 5 if lines > LONG else lines * 7)

    return board_list(words, number, rows, cost=room, budget=RESULTS, draw=draw)


def _result(row: Standing, card: CardView, highest: int, words: Words) -> Html:
    """Return a card with its rank, and below it a bar and its dots, over the whole width."""
    counts = words.say("Dots: {dots}").format(dots=row.dots)
    voters = words.say("Voters: {voters}").format(voters=row.voters)
    name = element("p", id_and_words(card))
    rank = element("b", row.shown_rank, class_="rank")
    dots = element("b", row.dots, class_="dots", aria_hidden="true")
    told = element("span", f"{counts} · {voters}", class_="counts")
    small = "long" if _lines(card.text) > LONG else None
    return element("li", rank, name, bar(row.dots, highest), dots, told, class_=small)


def _lines(text: str) -> int:
    return 1 + (len(text) + 8) // WIDE


def _height(text: str, line: int = LINE) -> int:
    """Return how many half lines a card takes, about; its id stands before it."""
    return 3 + (len(text) + 8) // line * 2


@lru_cache(64)
def _joining(url: str, key: str, join: str, words: Words) -> Html:
    """Return how to join, with a code, an address and a key that can be typed."""
    say = words.say
    host, _, port = url.removeprefix("http://").rstrip("/").rpartition(":")
    return together(
        [
            svg(join, say("Code to join: the address is beside it")),
            element("p", element("span", say("Join at")), " ", element("bdi", host, element("wbr"), f":{port}")),
            element("p", element("span", say("Key")), " ", element("strong", key)),
            element("p", say("Keys: ?"), class_="hint"),
        ]
    )


def _keys(words: Words) -> Html:
    """Return the board's help: its keys, which a key shows."""
    say = words.say
    rows = (
        ("Q", say("how to join, large or small")),
        ("→ ←", say("next page, earlier page")),
        ("Home", say("first page")),
        ("M", say("the map, or the cards")),
        ("?", say("these keys")),
    )
    listed = [piece for key, does in rows for piece in (element("dt", element("kbd", key)), element("dd", does))]
    title = say("Keys")
    return element("section", element("h2", title), element("dl", *listed), id="keys", aria_label=title, hidden=True)
