"""A vote on a phone: the rule, the cards with their dots, and the result once it is out."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

from workshop.model.ballots import Standing
from workshop.model.views import BallotView, CardView
from workshop.web.html import Html, between_tags, element, hidden, id_and_words, own, posted, together
from workshop.web.i18n import Words, later
from workshop.web.layout import paged, turner
from workshop.web.participant import Reader
from workshop.web.view_cache import VisibleState

THANKS: Final = later("Thank you. You can change your dots until the vote is closed.")
THANKS_FOR_ANSWERS: Final = later("Thank you. You can change your answers until the vote is closed.")
THE_TABLE: Final = later("the table")
"""Who decides as the console proposes it; anybody else is named in the facilitator's own words."""

RESULTS: Final = 9_000
"""Bytes of the rows on one page of a result: all of the page stays under 15 KB."""

RESULT_FRAME: Final = 320
"""Bytes around the words of a card with its result, about."""

NOBODY: Final = b""
"""The key of a page that many are told of: what order it has is each reader's own."""


def rule(ballot: BallotView, reader: Reader) -> Html:
    """Return the rule of the vote, and the dots that are left."""
    say, mine = reader.words.say, reader.mine
    lines = [
        say("Dots each: {dots}").format(dots=ballot.dots),
        say("At most on one card: {most}").format(most=ballot.most),
    ]
    if ballot.decider:
        decider = say(THE_TABLE) if ballot.decider.casefold() == THE_TABLE else ballot.decider
        lines.append(say("Who decides: {decider}").format(decider=decider))
    left = say("Dots left: {left} of {dots}").format(left=mine.left, dots=ballot.dots)
    again = say("Dots left: {left} of {dots}").replace("{dots}", str(ballot.dots))
    without = say("Voting here takes a ballot on paper. Ask the facilitator for one.")
    return together(
        [
            own("h2", ballot.title or say("Vote")),
            own("p", " · ".join(lines), class_="quiet"),
            element(
                "p",
                left,
                id="left",
                role="status",
                data_left=mine.left,
                data_words=again,
                data_ballot=ballot.ballot,
                data_to=reader.to("/votes", ballot.ballot).partition("&")[0],
            )
            if mine.may_vote
            else element("p", without, class_="card"),
        ]
    )


def row(card: CardView, ballot: BallotView, reader: Reader) -> Html:
    """Return a card with − n +. A button says what the number shall be, so pressing it twice does no harm."""
    words, mine = reader.words, reader.mine
    dots = mine.dots.get(card.card, 0)
    name = element("p", id_and_words(card))
    if not mine.may_vote:
        return element("li", name, id=card.id)
    more = min(dots + 1, ballot.most, dots + mine.left)
    form = posted(
        reader.to("/votes", ballot.ballot, card.id),
        hidden("card", card.id),
        _button("−", max(0, dots - 1), dots, words.say("One dot less on {card}").format(card=card.id)),
        element("output", dots),
        _button("+", max(more, dots), dots, words.say("One dot more on {card}").format(card=card.id)),
        data_most=ballot.most,
        data_dots=dots,
    )
    return element("li", name, form, id=card.id)


def _button(sign: str, value: int, now: int, label: str) -> Html:
    idle = "true" if value == now else "false"
    return element("button", sign, name="dots", value=value, aria_label=label, aria_disabled=idle)


def done(ballot: BallotView, reader: Reader) -> Html:
    """Return the button with which one says that one is done; dots can still be changed after it."""
    mine, words = reader.mine, reader.words
    if not mine.may_vote:
        return Html("")
    if mine.finished:
        return element("p", words.say(THANKS_FOR_ANSWERS if ballot.scale else THANKS), class_="card")
    button = element("button", words.say("I am done"), class_="main")
    return posted(reader.to("/finished", ballot.ballot), button)


def results(sight: VisibleState, ballot: BallotView, reader: Reader) -> Html:
    """Return one page of the result: ranks, dots and voters, what the reader gave, and how the sum is made up."""
    words, say = reader.words, reader.words.say
    result = ballot.result
    if result is None:
        return Html("")
    highest = max((row.dots for row in result.rows), default=0) or 1
    found = [(row, sight.cards[row.card]) for row in result.rows if row.card in sight.cards]
    pages = paged([RESULT_FRAME + len(between_tags(card.text).encode()) for _, card in found], RESULTS)
    number = min(max(reader.number, 1), len(pages))
    listed = [_result(*found[place], highest, reader) for place in pages[number - 1]]
    return together(
        [
            own("h2", ballot.title or say("Result")),
            element("ol", *listed, class_="results"),
            turner(words, "/", number, len(pages)),
            element("p", " · ".join(result_counts(ballot, words)), class_="quiet"),
            _settled(sight, ballot, words),
        ]
    )


def result_counts(ballot: BallotView, words: Words) -> list[str]:
    """Return how the result is made up: ballots, dots, and how many were counted by hand."""
    say, result = words.say, ballot.result
    if result is None:
        return []
    counts = [
        say("Ballots: {ballots}").format(ballots=result.ballots),
        say("Dots given: {dots} of {all}").format(dots=result.dots, all=result.dots + result.unused),
    ]
    if result.hand_ballots:
        counts.append(say("by hand: {count}").format(count=result.hand_ballots))
    if result.missing:
        counts.append(say("Not counted yet: those at {names}").format(names=", ".join(result.missing)))
    return counts


def _result(row: Standing, card: CardView, highest: int, reader: Reader) -> Html:
    say, given = reader.words.say, reader.mine.dots.get(row.card, 0)
    counts = [say("Dots: {dots}").format(dots=row.dots), say("Voters: {voters}").format(voters=row.voters)]
    if row.by_hand:
        counts.append(say("by hand: {count}").format(count=row.by_hand))
    return element(
        "li",
        element("b", row.shown_rank, class_="rank"),
        element("p", id_and_words(card)),
        bar(row.dots, highest),
        element("p", " · ".join(counts), class_="quiet"),
        element("p", say("You gave: {dots}").format(dots=given), class_="given") if given else None,
        id=card.id,
    )


def bar(dots: int, highest: int) -> Html:
    """Return a bar as long as the dots; a drawing, because a page may set no style of its own."""
    filled = element("rect", width=round(100 * dots / highest), height=6)
    return element("svg", filled, class_="bar", viewBox="0 0 100 6", preserveAspectRatio="none", aria_hidden="true")


def _settled(sight: VisibleState, ballot: BallotView, words: Words) -> Html | None:
    card = sight.cards.get(ballot.settled)
    if card is None:
        return None
    chosen = words.say("Chosen among those tied: {card}. {reason}").format(card=card.id, reason=ballot.reason)
    return own("p", chosen, class_="card")


def arranged(cards: Sequence[CardView], key: bytes | None) -> list[CardView]:
    """Return ``cards`` in the order of a ballot's ``key``; without one as they were said, for nobody not at all.

    Where everybody reads one list from its top, the first page gets the dots. An order is a keyed hash of each card, so
    a card keeps its place whatever else happens, and nothing can be told from an order about whose it is.
    """
    if key is None:
        return list(cards)
    if key == NOBODY:
        return []
    return sorted(cards, key=lambda card: blake2b(card.card.encode(), key=key, digest_size=16).digest())
