"""A vote at the console, and what stands on the screen of it."""

from __future__ import annotations

import re
from html import unescape

from tests.console.picture import strips_of
from tests.console.seats import Seat
from workshop.model import commands as c
from workshop.model.ballot import Ballot
from workshop.screens.vote.screen import Vote
from workshop.widgets.bars import Bars
from workshop.widgets.numbers import Numbers


async def voting(seat: Seat) -> Vote:
    """Go from the table to the vote."""
    await seat.press("f6")
    await seat.until(lambda: isinstance(seat.app.screen, Vote) and seat.app.screen.opened.is_set())
    page = seat.app.screen
    assert isinstance(page, Vote)
    return page


async def opened(seat: Seat) -> Vote:
    """Open a vote on the experiments, three dots each, at most two on one card."""
    page = await voting(seat)
    await seat.press("o")
    await seat.until(lambda: page.place == "ballot")
    return page


async def answer(seat: Seat, page: Vote, sheet: str, *keys: str) -> None:
    """Answer a question, and come back to the vote."""
    await seat.ask(sheet)
    await seat.press(*keys)
    await seat.until(lambda: seat.app.screen is page)


async def phones(seat: Seat, *ballots: dict[str, int]) -> None:
    """Let phones vote: card label → dots, each."""
    ballot = seat.workspace.session.open_ballot()
    assert ballot is not None
    for number, dots in enumerate(ballots):
        voter = f"voter-token-{number}"
        for label, count in dots.items():
            await seat.workspace.writer.do(c.SetDots(ballot.id, voter, seat.card(label).id, count), by="")
        await seat.workspace.writer.do(c.FinishVoting(ballot.id, voter), by="")


async def revealed(seat: Seat, *ballots: dict[str, int]) -> Vote:
    """Open a vote, let phones vote, close it and reveal it."""
    page = await opened(seat)
    await phones(seat, *ballots)
    await seat.press("c")
    await seat.until(lambda: shown(page).state == "closed")
    await seat.press("r")
    await seat.until(lambda: shown(page).state == "revealed" and page.query_one(Bars).bars)
    return page


def shown(page: Vote) -> Ballot:
    assert page.ballot is not None
    return page.ballot


def said(page: Vote, where: str = "#said") -> str:
    return str(page.query_one(where).render())


def beside(page: Vote) -> dict[str, str]:
    """What stands beside the cards."""
    return {row.label or row.text: row.marks.split()[-1] for row in page.query_one(Numbers).rows if row.marks}


def screen_text(seat: Seat) -> str:
    """Everything that stands on the screen."""
    return "\n".join(strip.text for strip in strips_of(seat.app))


def picture_text(seat: Seat) -> str:
    """Everything that stands in a picture of the screen."""
    svg = seat.app.export_screenshot()
    return "\n".join(unescape(words).replace("\xa0", " ") for words in re.findall(r"<text[^>]*>([^<]*)</text>", svg))
