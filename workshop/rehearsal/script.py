"""The rehearsal as data: who does what after what pause.

Whoever plays it, the command line or a screen, sends the commands to a room: nothing here prints or waits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from workshop.model import commands as c
from workshop.model.mapping import live_headings
from workshop.rehearsal import conversation as talk
from workshop.rehearsal.conversation import Said
from workshop.rehearsal.mark import MARK

if TYPE_CHECKING:
    from random import Random

    from workshop.model.session import Session

Wish: TypeAlias = Callable[["Session"], c.Command | None]
"""What is wished of the board as it is; nothing where somebody has made it pointless meanwhile."""

FACILITATOR: Final = "facilitator"
PHONE: Final = "participant"
VOTER: Final = ""


class ScriptStep(NamedTuple):
    """After ``pause`` seconds ``by``, as a room takes it, has a ``command``.

    ``tell`` is said as it happens; where it is empty, what the command did is said.
    """

    pause: float
    by: str
    wish: Wish | None
    tell: str = ""
    request: str = ""


def script(chance: Random) -> Iterator[ScriptStep]:
    """Return the steps. ``chance`` decides in which order the phones vote, and their tokens."""
    yield from _opening()
    for theme, kind, lines in talk.CONVERSATION:
        yield ScriptStep(0.5, FACILITATOR, None, f"“{theme[1]}” – {_TURN[kind]}")
        for line in lines:
            yield from _said(theme, kind, line)
    yield from _tidying()
    yield from _reading_back()
    yield from _voting(chance)
    yield from _second_day()
    yield ScriptStep(0.3, FACILITATOR, lambda session: c.StopTimer() if session.timer else None)


_TURN: Final = {"insight": "what did we learn?", "experiment": "so what would you try?"}


def _opening() -> Iterator[ScriptStep]:
    themes = tuple(dict.fromkeys(theme for theme, _, _ in talk.CONVERSATION))
    start = c.StartSession(talk.TITLE, themes, talk.TABLE, tags=talk.TAGS)
    yield ScriptStep(0, FACILITATOR, lambda _: start, request=MARK)
    yield ScriptStep(0.5, FACILITATOR, None, "Eight people sit down; five of them join with their phones")
    yield ScriptStep(0.2, FACILITATOR, lambda _: c.GiveDetail("people", "8"))
    yield ScriptStep(0.2, FACILITATOR, lambda _: c.StartTimer(talk.MINUTES * 60))
    yield _reach("capture")


def _said(theme: tuple[str, str], kind: str, line: Said) -> Iterator[ScriptStep]:
    """Return the steps of one line: typed by the facilitator, or offered by a phone and then shown."""

    def add(session: Session) -> c.Command | None:
        found = next((own.id for own in session.live_themes() if own.title == theme[0]), None)
        origin = PHONE if line.phone else ""
        return c.AddCards(kind, found, (line.text,), origin, held=line.phone) if found else None

    if line.phone:
        yield ScriptStep(0.2, PHONE, add, "A phone offers a line; the table does not see it yet")
        yield ScriptStep(0.2, FACILITATOR, _on(line.text, c.ShowCard))
    else:
        yield ScriptStep(0.25, FACILITATOR, add)
    for name, value in line.fields:
        yield ScriptStep(0.1, FACILITATOR, _on(line.text, partial(c.FillField, field=name, value=value)))
    if line.text == talk.ABOUT_SOMEBODY:
        yield ScriptStep(0.3, FACILITATOR, _on(line.text, c.HideCard), "That is about one person, so it is hidden")


def _tidying() -> Iterator[ScriptStep]:
    same = "Two say the same: they are joined, and both are kept underneath"
    yield ScriptStep(0.5, FACILITATOR, _on_all((talk.LAMPS, talk.LAMPS_AGAIN), c.JoinCards), same)
    for text, tag in talk.TAGGED:
        yield ScriptStep(0.1, FACILITATOR, _on(text, partial(c.TagCard, tag=tag)))
    group = _on_all((talk.LAMPS, talk.HEDGE, talk.GATE), lambda cards: c.MakeCluster("Seeing and being seen", cards))
    yield ScriptStep(0.3, FACILITATOR, group)
    yield ScriptStep(
        0.2, FACILITATOR, _on_all((talk.LATE_LAMPS, talk.LAMPS), lambda both: c.LinkInsights(both[0], both[1:]))
    )
    yield ScriptStep(0.3, FACILITATOR, _on(talk.CAFE, c.RemoveCard), "A slip of the finger removes a line")
    yield ScriptStep(0.4, FACILITATOR, lambda _: c.Undo(), "One key brings it back")


def _reading_back() -> Iterator[ScriptStep]:
    yield _reach("read back")
    for text in (talk.LAMPS, talk.GATE, talk.CAFE, talk.FIRE):
        yield ScriptStep(0.2, FACILITATOR, _on(text, partial(c.ReadBack, state="confirmed")))
    yield ScriptStep(0.3, FACILITATOR, _on(talk.HEDGE, lambda card: c.ReadBack(card, "unclear")))
    yield ScriptStep(0.3, FACILITATOR, _on(talk.HEDGE, lambda card: c.RewordCard(card, talk.HEDGE_CLEARER)))
    yield ScriptStep(0.2, FACILITATOR, _on(talk.HEDGE_CLEARER, lambda card: c.ReadBack(card, "confirmed")))


def _voting(chance: Random) -> Iterator[ScriptStep]:
    yield _reach("vote")
    yield ScriptStep(0.2, FACILITATOR, lambda _: c.ExtendTimer(5 * 60))
    ballot = c.DraftBallot(talk.QUESTION, kinds=("experiment",), dots=3, most=2, decider="the table")
    yield ScriptStep(0.3, FACILITATOR, lambda _: ballot, "Three dots each, at most two on one card; the table decides")
    yield ScriptStep(0.3, FACILITATOR, _on_ballot(c.OpenBallot))
    for votes in chance.sample(talk.PHONES, len(talk.PHONES)):
        voter = f"{chance.getrandbits(80):020x}"
        for text, dots in votes:
            yield ScriptStep(0.05, VOTER, _on_candidate(text, partial(c.SetDots, voter=voter, dots=dots)))
        yield ScriptStep(0.2, VOTER, _on_ballot(partial(c.FinishVoting, voter=voter)))
    for text, dots, voters in talk.HANDS:
        yield ScriptStep(
            0.2,
            FACILITATOR,
            _on_candidate(text, partial(c.EnterHands, dots=dots, voters=voters)),
        )
    yield ScriptStep(0.2, FACILITATOR, _on_ballot(partial(c.CountHands, ballots=talk.BY_HAND)))
    yield ScriptStep(0.4, FACILITATOR, _on_ballot(c.CloseBallot))
    yield ScriptStep(0.6, FACILITATOR, _on_ballot(c.RevealBallot))
    yield _reach("reveal")


def _second_day() -> Iterator[ScriptStep]:
    """What another day makes of it: one card is left out, and one nobody has looked at."""
    yield ScriptStep(0.5, FACILITATOR, None, "Day two: what belongs together, and what is the way forward?")
    for heading, cards, line, sources in talk.DIGEST:
        yield ScriptStep(0.4, FACILITATOR, _on_all(cards, partial(_heading, heading)))
        yield ScriptStep(0.4, FACILITATOR, _under(heading, line, sources))
    yield ScriptStep(
        0.3, FACILITATOR, _on(talk.CUT, lambda card: c.LeaveOffMap((card,), "the gardeners do it in March"))
    )
    yield ScriptStep(0.3, FACILITATOR, _on(talk.BOARD, lambda card: c.LeaveUndecided((card,))))


def _heading(name: str, cards: tuple[str, ...]) -> c.Command:
    return c.MakeHeading(name, cards=cards)


def _under(name: str, line: str, sources: tuple[str, ...]) -> Wish:
    """Command a line under the heading of that name."""

    def wish(session: Session) -> c.Command | None:
        heading = next((h.id for h in live_headings(session) if h.name == name), "")
        cards = tuple(card for text in sources for card in _cards(session, text)[:1])
        return c.WriteLine(line, heading, cards) if heading else None

    return wish


def _reach(step: str) -> ScriptStep:
    return ScriptStep(0.2, FACILITATOR, lambda session: c.ReachStep(step) if session.step != step else None)


def _on(text: str, make: Callable[[str], c.Command]) -> Wish:
    """Command something of the card that says ``text``."""
    return lambda session: make(found[0]) if (found := _cards(session, text)) else None


def _on_all(texts: tuple[str, ...], make: Callable[[tuple[str, ...]], c.Command]) -> Wish:
    """Command something of the cards that say ``texts``, in this order."""

    def wish(session: Session) -> c.Command | None:
        found = tuple(card for text in texts for card in _cards(session, text)[:1])
        return make(found) if len(found) == len(texts) else None

    return wish


def _on_ballot(make: Callable[[str], c.Command]) -> Wish:
    """Command something of the newest vote."""
    return lambda session: make(max(session.ballots)) if session.ballots else None


def _on_candidate(text: str, make: Callable[..., c.Command]) -> Wish:
    """Command something of the newest vote, as ``ballot``, and the card that says ``text``, as ``card``."""
    return lambda session: (
        make(ballot=max(session.ballots), card=found[0])
        if session.ballots and (found := _cards(session, text))
        else None
    )


def _cards(session: Session, text: str) -> list[str]:
    return [card.id for card in session.ordered() if card.text == text]
