"""Make the sample anew: sessions/green-spaces and exports/green-spaces, byte for byte the same each time.

Run it from the project's folder, with the project's Python: ``.venv/bin/python docs/sample.py``.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop.live.publish import PublishRequest, publish
from workshop.model import commands as c
from workshop.store.folder import JOURNAL, load
from workshop.store.locations import Home
from workshop.store.writer import SessionWriter
from workshop.store.writing_right import LOCK

if TYPE_CHECKING:
    from collections.abc import Callable

SLUG: Final = "green-spaces"
NODE: Final = "table7"
FORMATS: Final = ("docx", "html", "txt", "md")

BEGAN: Final = datetime(2026, 11, 17, 10, 2, tzinfo=UTC)
APART: Final = 20_000
"""Milliseconds from one entry to the next."""

START: Final = c.StartSession(
    "Green spaces",
    themes=(("Green spaces", "What would make people use the park in winter?"),),
    table="7",
    tags=(
        ("safe", "About feeling safe"),
        ("warm", "About somewhere warm and dry"),
        ("news", "About knowing what is on"),
    ),
    dots=5,
    most=3,
)
DETAILS: Final = (("place", "The old library"), ("date", "17 November 2026"), ("people", "8"))

INSIGHTS: Final = (
    "Paths flood by the east gate",
    "Nobody knows what is on",
    "Lights go out at four",
    "The café shuts in October",
    "Dog walkers come whatever the weather",
    "Teenagers feel watched",
    "The lady at number nine complains about every noise",
    "Grandparents would come if there were a dry seat",
    "On a frosty day the hill is the best place in town",
)
LIGHTS, WATCHED, NEWS, NEIGHBOUR, SEAT = (INSIGHTS[place] for place in (2, 5, 1, 6, 7))
WATCHED_WHY: Final = "Teenagers feel watched: all the benches face the road"

TORCHES: Final = "Lend head torches at the library"
TEA: Final = "Winter tea cart run by the school"
LOOP: Final = "One lit loop, tested for a month"
GATES: Final = "The week's walks on a board at both gates"
BENCHES: Final = "Turn two benches round to face the hill"

EXPERIMENTS: Final = {
    TORCHES: {
        "first_step": "Ask the librarian for one shelf",
        "owner": "Friends of the park",
        "place": "Town library",
    },
    TEA: {
        "first_step": "Find three parents for one Saturday",
        "owner": "School kitchen",
        "place": "By the playground",
    },
    LOOP: {
        "first_step": "Walk the loop after dark with the lighting team",
        "owner": "Street lighting team",
        "place": "Round the pond",
        "measure": "People counted at six o'clock, before and after",
        "review": "15 January 2027",
    },
    GATES: {
        "first_step": "Ask the walking groups for their dates",
        "owner": "Park warden",
        "place": "East and west gate",
    },
    BENCHES: {
        "first_step": "Choose the two with a class from the school",
        "owner": "Park warden",
        "place": "Foot of the hill",
    },
}
TAGGED: Final = (
    (LIGHTS, "safe"),
    (WATCHED, "safe"),
    (LOOP, "safe"),
    (TEA, "warm"),
    (SEAT, "warm"),
    (NEWS, "news"),
)
TESTED: Final = ((LOOP, LIGHTS), (GATES, NEWS), (BENCHES, WATCHED_WHY))

PHONES: Final = (
    {LOOP: 3, TORCHES: 2},
    {LOOP: 2, TEA: 3},
    {LOOP: 2, TORCHES: 1, TEA: 1},
    {LOOP: 1, TORCHES: 2, GATES: 2},
    {LOOP: 2, TEA: 1},
)
HANDS: Final = ((LOOP, 7, 3), (TORCHES, 3, 2), (TEA, 3, 1), (GATES, 1, 1), (BENCHES, 1, 1))
BY_HAND: Final = 3


async def record(folder: Path) -> None:
    """Record the session in ``folder``, at moments and under a name that are always the same."""
    moments = count(int(BEGAN.timestamp() * 1000), APART)
    async with SessionWriter(folder, clock=partial(next, moments)) as writer:
        writer._node = NODE  # noqa: SLF001 - else the journal would have another name each time
        await writer.do(START)
        for name, value in DETAILS:
            await writer.do(c.GiveDetail(name, value))
        await _capture(writer)
        await _tidy(writer)
        await _read_back(writer)
        await _vote(writer)


async def _capture(writer: SessionWriter) -> None:
    await writer.do(c.ReachStep("capture"))
    theme = writer.session.live_themes()[0].id
    for text in INSIGHTS:
        await writer.do(c.AddCards("insight", theme, (text,)))
    for text, fields in EXPERIMENTS.items():
        await writer.do(c.AddCards("experiment", theme, (text,)))
        for name, value in fields.items():
            await _with(writer, text, partial(c.FillField, field=name, value=value))


async def _tidy(writer: SessionWriter) -> None:
    for text, tag in TAGGED:
        await _with(writer, text, partial(c.TagCard, tag=tag))
    await writer.do(c.MakeCluster("After dark", (_card(writer, LIGHTS), _card(writer, WATCHED))))
    await _with(writer, NEIGHBOUR, c.HideCard)


async def _read_back(writer: SessionWriter) -> None:
    await writer.do(c.ReachStep("read back"))
    await _with(writer, WATCHED, partial(c.RewordCard, text=WATCHED_WHY))
    for card in writer.session.ordered():
        await writer.do(c.ReadBack(card.id, "confirmed"))
    for experiment, insight in TESTED:
        await _with(writer, experiment, partial(c.LinkInsights, insights=(_card(writer, insight),)))


async def _vote(writer: SessionWriter) -> None:
    await writer.do(c.ReachStep("vote"))
    await writer.do(c.DraftBallot("Which shall we try first?", kinds=("experiment",), decider="The table"))
    (ballot,) = writer.session.ballots
    await writer.do(c.OpenBallot(ballot))
    for number, votes in enumerate(PHONES, 1):
        voter = f"{number:020x}"
        for text, dots in votes.items():
            await writer.do(c.SetDots(ballot, voter, _card(writer, text), dots), by="")
        await writer.do(c.FinishVoting(ballot, voter), by="")
    for text, dots, voters in HANDS:
        await writer.do(c.EnterHands(ballot, _card(writer, text), dots, voters))
    await writer.do(c.CountHands(ballot, BY_HAND))
    await writer.do(c.CloseBallot(ballot))
    await writer.do(c.RevealBallot(ballot))
    await writer.do(c.ReachStep("reveal"))


async def _with(writer: SessionWriter, text: str, make: Callable[[str], c.Command]) -> None:
    await writer.do(make(_card(writer, text)))


def _card(writer: SessionWriter, text: str) -> str:
    return next(card.id for card in writer.session.ordered() if card.text == text)


def make(home: Home) -> None:
    """Record the sample in ``home`` and write its appendix, in the place of what is there."""
    folder = home.sessions / SLUG
    for journal in (folder / JOURNAL).glob("*"):
        journal.unlink()
    asyncio.run(record(folder))
    (folder / LOCK).unlink(missing_ok=True)
    publish(folder, load(folder), home.exports / SLUG, PublishRequest(FORMATS))


if __name__ == "__main__":
    make(Home(Path(__file__).resolve().parent.parent))
