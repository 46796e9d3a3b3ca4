"""The participant's page, by what the room is doing: offering and looking, voting, or reading the result.

It is made of parts. A phone with a script gets those parts again when they change; one without gets whole pages.
"""

from __future__ import annotations

import secrets
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from workshop.model.session import QUESTION
from workshop.web import ballot as dots
from workshop.web import scale
from workshop.web.ballot import done, results
from workshop.web.html import Html, between_tags, element, own, together
from workshop.web.i18n import later
from workshop.web.kind_words import kind_words
from workshop.web.layout import languages, page, paged, part, timer, turner
from workshop.web.order import arranged
from workshop.web.own_page import own_lines
from workshop.web.questions import answered, question_form
from workshop.web.reader import BOUND

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop.model.views import BallotView, CardView, ScaleView
    from workshop.web.i18n import Words
    from workshop.web.kind_words import KindWords
    from workshop.web.reader import Reader
    from workshop.web.view_cache import VisibleState

BUDGET: Final = 4_200
"""Bytes of cards on a page, so that all of it stays under 15 KB with its style sheet and scripts."""

FRAME: Final = 490
"""Bytes around the words of a card, about."""

VOTE_FRAME: Final = 470
"""The same around the words of a card with dots, about."""

SCALE_FRAME: Final = 1_400
"""The same with two questions, about, without their words."""

KNOWN: Final = 8_192
"""Cards whose weight is remembered: to turn to one page takes those of all the others."""

LEAST: Final = 1_200
"""Bytes of cards on a page, however much somebody's own lines take."""

BESIDE: Final = 1_000
"""Bytes that are kept free beside own lines, which stand on a page with everything else, a question among it."""

ADD_TAG: Final = later("Add a keyword")

TAGS: Final = 20
"""Tags that are proposed; others can be typed."""

PARTS: Final = ("top", "timer", "do", "list", "done", "ask", "note")


class Notice(NamedTuple):
    """What the page says about what was just sent in; refused words are given back to be sent again."""

    sentence: str = ""
    refused: bool = False
    kind: str = ""
    text: str = ""
    form: str = ""
    asked: bool = False


_AWAY: Final = later("This address does not answer. What you placed is kept there.")
_MOVED: Final = later(
    "The address where you voted before does not answer, so you vote here now. Place your dots again: they take the "
    "place of those you placed there, which are kept until then."
)

NOTHING_SAID: Final = Notice()


def phone_page(sight: VisibleState, reader: Reader, now: int, at: int, said: Notice = NOTHING_SAID) -> bytes:
    """Return the whole page. ``now`` is the moment, ``at`` the number up to which the page is told of changes."""
    words = reader.words
    parts = phone_parts(sight, reader, said)
    parts["timer"] = timer(sight.view.timer, now, words)
    title, question = sight.heading
    body = [
        part("top", parts["top"], tag="header"),
        element("p", said.sentence, id="said", role="alert" if said.refused else "status"),
        _offline(words, reader.beside),
        element("p", words.say(_MOVED), id="moved", role="status") if reader.mine.moved else None,
        element(
            "p",
            words.say("Another conversation is at this address now. What you wrote for this one stays on this device."),
            " ",
            element("a", words.say("Go there"), href="/"),
            id="elsewhere",
            role="status",
            hidden=True,
        ),
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
        _foot(words),
    ]
    stream = f"/events?lang={words.language}&{BOUND}={reader.bound('')}"
    return page(words, question or title, "phone", body, data_at=at, data_stream=stream, data_owner=reader.owner)


def _offline(words: Words, beside: Sequence[str] = ()) -> Html:
    told = words.say(_AWAY) if beside else words.say("Not connected. Your text is safe here.")
    onward = words.say("Go on at another address")
    links = [element("a", f"{onward} ({urlsplit(address).netloc})", href=address) for address in beside]
    return element(
        "p", told, *(piece for link in links for piece in (" ", link)), id="offline", role="status", hidden=True
    )


def phone_parts(sight: VisibleState, reader: Reader, said: Notice = NOTHING_SAID) -> dict[str, Html]:
    """Return what changes on the page, by name; the time left is set by whoever sends it."""
    words, nothing = reader.words, Html("")
    parts = dict.fromkeys(PARTS, nothing) | {"top": _top(sight, words), "mark": Html(sight.mark)}
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
        shown = nothing if reader.votes_only else _looking(sight, reader)
        return parts | {"do": element("p", waiting, class_="card"), "list": shown}
    if reader.votes_only:
        return parts | {"do": element("p", words.say("No vote is open just now."), class_="card")}
    return parts | {"do": _offer(sight, reader, said), "list": _looking(sight, reader)}


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


def _top(sight: VisibleState, words: Words) -> Html:
    title, question = sight.heading
    table = words.say("Table {table}").format(table=sight.view.table) if sight.view.table else ""
    where = " · ".join(line for line in (table, title if question else "") if line)
    return together([own("p", where, class_="where") if where else None, own("h1", question or title)])


def _offer(sight: VisibleState, reader: Reader, said: Notice) -> Html:
    """Return the form with which one offers a card."""
    words, say = reader.words, reader.words.say
    known = {name: kind for name, kind in kind_words(sight, words).items() if name != QUESTION.name}
    chosen = said.kind if said.kind in known else next(iter(known), "")
    kinds = [
        element(
            "label",
            element("input", type="radio", name="kind", value=name, checked=name == chosen),
            own("span", kind.singular),
        )
        for name, kind in known.items()
    ]
    hints = [own("span", f"{kind.singular}: {kind.hint}.") for kind in known.values() if kind.hint]
    text = element(
        "textarea",
        "" if said.asked else said.text,
        id="text",
        name="text",
        rows=3,
        maxlength=2000,
        required=True,
        dir="auto",
        autocomplete="off",  # else a browser fills in what somebody wrote on the page of another session
    )
    return element(
        "form",
        element("fieldset", element("legend", say("What is it?")), element("div", *kinds, class_="kinds")),
        element("p", *(piece for hint in hints for piece in (hint, " ")), class_="quiet hints") if hints else None,
        _themes(sight, words),
        element("label", say("In your own words"), for_="text"),
        text,
        element("input", type="hidden", name="form", value=said.form or new_form()),
        element("button", say("Send"), class_="main"),
        method="post",
        action=reader.to("/cards"),
        id="offer",
        autocomplete="off",
    )


def _themes(sight: VisibleState, words: Words) -> Html | None:
    themes = sight.themes
    if len(themes) < 2:  # noqa: PLR2004 - one needs no choice
        return None
    options = [element("option", theme.title, value=theme.theme) for theme in themes]
    choice = element("select", *options, id="theme", name="theme")
    return together([element("label", words.say("Theme"), for_="theme"), choice])


def _looking(sight: VisibleState, reader: Reader) -> Html:
    """Return the cards that are shown, the newest first."""
    say = reader.words.say
    listed = sight.listed()
    if not listed:
        return element("p", say("Nothing is shown yet."), class_="quiet")
    if len(sight.themes) == 1:
        listed.sort(key=lambda each: each[1].card, reverse=True)
    mine = own_lines(sight, reader)
    room = max(LEAST, BUDGET - BESIDE - len(mine.encode())) if mine else BUDGET
    pages = paged([_weight(card.text) for _, card in listed], room)
    number = min(max(reader.number, 1), len(pages))
    tags = element("datalist", *(element("option", value=tag) for tag in sight.tags[:TAGS]), id="tags")
    kinds = kind_words(sight, reader.words)
    cards = [_card(listed[place][1], kinds, reader._replace(number=number)) for place in pages[number - 1]]
    return together(
        [
            element("h2", say("Said so far")),
            element("p", say("A keyword is one or two words that say what a line is about (a tag)."), class_="quiet"),
            tags,
            element("ul", *cards, class_="cards"),
            turner(reader.words, "/", number, len(pages)),
        ]
    )


@lru_cache(KNOWN)
def _weight(text: str) -> int:
    """Return the bytes that a card takes on the page, about."""
    return FRAME + len(between_tags(text).encode())


def _card(card: CardView, kinds: Mapping[str, KindWords], reader: Reader) -> Html:
    say = reader.words.say
    offered = say("from a participant") if card.origin == "participant" else None
    kind = kinds[card.kind].singular if card.kind in kinds else card.kind
    line = [own("span", kind), " ", element("span", card.id, class_="id")]
    chips = [own("span", f"#{tag}", class_="tag") for tag in card.tags]
    form = element(
        "form",
        element("input", type="hidden", name="card", value=card.id),
        element(
            "input",
            name="tag",
            list="tags",
            maxlength=60,
            required=True,
            autocapitalize="none",
            aria_label=f"{say(ADD_TAG)} {card.id}",
        ),
        element("button", say("Add")),
        method="post",
        action=reader.to("/tags", card=card.id),
        autocomplete="off",
    )
    return element(
        "li",
        element("p", *line, *([" · ", offered] if offered else []), class_="quiet"),
        own("p", card.text),
        *answered(card, reader.words),
        *chips,
        element("details", element("summary", say(ADD_TAG)), form),
        class_=f"kind-{list(kinds).index(card.kind) % 3}" if card.kind in kinds else None,
        id=card.id,
    )


def _foot(words: Words) -> Html:
    kept = words.say("No names are kept. To leave, close this page.")
    return element("footer", languages(words, "/"), element("p", kept, class_="quiet"))


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
        _offline(words),
        element("main", form),
        _foot(words),
    ]
    return page(words, title, "phone", body)


def new_form() -> str:
    """Return the id of a new sheet: sent in twice, it counts once."""
    return secrets.token_urlsafe(9)
