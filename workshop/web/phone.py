"""The participant's page, by what the room is doing: offering and looking, voting, or reading the result.

It is made of parts. A phone with a script gets those parts again when they change; one without gets whole pages.
"""

from __future__ import annotations

from typing import Final

from workshop.model.views import BallotView, ScaleView
from workshop.web import ballot as dots
from workshop.web import scale
from workshop.web.ballot import arranged, done, results
from workshop.web.html import Html, between_tags, element, together
from workshop.web.i18n import Words, later
from workshop.web.layout import foot, offline, page, page_top, paged, part, timer, turner
from workshop.web.offer_form import NOTHING_SAID, Notice, offer_form, question_form
from workshop.web.participant import BOUND, Reader
from workshop.web.shown_cards import BUDGET, own_lines, shown_cards
from workshop.web.view_cache import VisibleState

VOTE_FRAME: Final = 470
"""Bytes around the words of a card with dots, about."""

SCALE_FRAME: Final = 1_400
"""The same with two questions, about, without their words."""

_MOVED: Final = later(
    "The address where you voted before does not answer, so you vote here now. Place your dots again: they take the "
    "place of those you placed there, which are kept until then."
)

PARTS: Final = ("top", "timer", "do", "list", "done", "ask", "note")


def phone_page(sight: VisibleState, reader: Reader, now: int, at: int, said: Notice = NOTHING_SAID) -> bytes:
    """Return the whole page. ``now`` is the moment, ``at`` the number up to which the page is told of changes."""
    words = reader.words
    parts = phone_parts(sight, reader, said)
    parts["timer"] = timer(sight.view.timer, now, words)
    title, question = sight.heading
    body = [
        part("top", parts["top"], tag="header"),
        element("p", said.sentence, id="said", role="alert" if said.refused else "status"),
        offline(words, reader.beside),
        element("p", words.say(_MOVED), id="moved", class_="card", role="status") if reader.mine.moved else None,
        _elsewhere(words),
        element(
            "p",
            id="unsent",
            role="status",
            data_words=words.say("Not sent yet: {count}. It is kept here, and sent as soon as it can be."),
            data_mark=words.say("not sent yet"),
        ),
        element(
            "main",
            part("timer", parts["timer"], tag="p"),
            part("do", parts["do"]),
            element("ul", id="waiting", aria_label=words.say("On the way")),
            part("lines", own_lines(sight, reader) if _is_offering(sight) else Html("")),
            *(part(name, parts[name]) for name in ("list", "done", "ask")),
            part("note", parts["note"], tag="p", role="status"),
            data_page=reader.number,
        ),
        foot(words),
    ]
    stream = f"/events?lang={words.language}&{BOUND}={reader.bound('')}"
    return page(words, question or title, "phone", body, data_at=at, data_stream=stream, data_owner=reader.owner)


def _elsewhere(words: Words) -> Html:
    """Return the line that is shown once another session is served at this address."""
    return element(
        "p",
        words.say("Another conversation is at this address now. What you wrote for this one stays on this device."),
        " ",
        element("a", words.say("Go there"), href="/"),
        id="elsewhere",
        role="status",
        hidden=True,
    )


def phone_parts(sight: VisibleState, reader: Reader, said: Notice = NOTHING_SAID) -> dict[str, Html]:
    """Return what changes on the page, by name; the time left is set by whoever sends it."""
    words, nothing = reader.words, Html("")
    parts = dict.fromkeys(PARTS, nothing) | {"top": page_top(sight, words), "mark": Html(sight.mark)}
    ballot = sight.ballot
    if ballot and ballot.state == "open":
        voted = words.say("Voted: {count}").format(count=ballot.ballots)
        voting = {
            "do": (scale if ballot.scale else dots).rule(ballot, reader),
            "list": _turned(sight, reader, ballot),
            "done": done(ballot, reader),
            "note": together([voted]),
        }
        return parts | voting
    parts["ask"] = nothing if reader.votes_only else question_form(reader, said)
    if ballot and sight.results_out:
        out = (
            scale.result(ballot, ballot.scale, sight.found, reader) if ballot.scale else results(sight, ballot, reader)
        )
        return parts | {"list": out}
    if ballot and ballot.state == "closed":
        waiting = words.say("The vote is over. The result is shown here when it is out.")
        shown = nothing if reader.votes_only else shown_cards(sight, reader)
        return parts | {"do": element("p", waiting, class_="card", data_mine=True), "list": shown}
    if reader.votes_only:
        return parts | {"do": element("p", words.say("No vote is open just now."), class_="card")}
    return parts | {"do": offer_form(sight, reader, said), "list": shown_cards(sight, reader)}


def _is_offering(sight: VisibleState) -> bool:
    """Return whether cards are offered now: no vote is open or waits for its result, and none is looked at."""
    ballot = sight.ballot
    return ballot is None or not (ballot.state in {"open", "closed"} or sight.results_out)


def _turned(sight: VisibleState, reader: Reader, ballot: BallotView) -> Html:
    """Return the candidates of one page, in the order of the reader's ballot; what is on it never depends on dots."""
    words, cards = reader.words, arranged(sight.candidates, reader.mine.order)
    if not cards and sight.candidates:
        link = element("a", words.say("Show the cards"), href="/")
        return element("ol", element("li", link), class_="vote", data_ballot=ballot.ballot, data_own=True)
    row, frame = (scale.row, _frame(ballot.scale)) if ballot.scale else (dots.row, VOTE_FRAME)
    pages = paged([frame + len(between_tags(card.text).encode()) for card in cards], BUDGET)
    number = min(max(reader.number, 1), len(pages))
    shown = [row(cards[place], ballot, reader) for place in pages[number - 1]]
    listing = element("ol", *shown, class_="asked" if ballot.scale else "vote", data_ballot=ballot.ballot)
    read = words.say("Read: {count} of {all}").format(count=pages[number - 1].stop, all=len(cards))
    told = element("p", read, class_="quiet") if len(pages) > 1 else None
    style = scale.style() if ballot.scale else None
    return together([style, listing, told, turner(words, "/", number, len(pages))])


def _frame(asked: ScaleView) -> int:
    """Return the bytes around the words of a card that is asked about, about: its questions stand below it."""
    return SCALE_FRAME + sum(len(text.encode()) for question in asked.questions for text in question)
