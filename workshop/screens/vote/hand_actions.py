"""Ballots by hand: one person's after the other, or the hands counted for each card."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from workshop.model import commands as c
from workshop.model.ballots import ballots_in, hand_ballots, some
from workshop.model.errors import Refused
from workshop.model.views import ballot_view
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.vote.actions import shown
from workshop.screens.vote.ballot_rows import PEOPLE
from workshop.screens.vote.scale_page import take_sheet
from workshop.widgets.numbers import Numbers

if TYPE_CHECKING:
    from workshop.model.ballot import Ballot
    from workshop.screens.vote.screen import Mode, Vote


async def hand_ballot(page: Vote) -> None:
    """Begin to take one person's ballot after the other."""
    _begin(page, "ballot")


async def hands(page: Vote) -> None:
    """Begin to take the hands for each card; how many people vote so is asked first, so that it gives nothing away.

    The number is recorded with the first hands: until then nobody has voted so.
    """
    ballot = shown(page)
    if ballot.scale is not None:
        raise Refused("A scale is taken sheet by sheet: B takes one person's answers.")
    counted = hand_ballots(ballot)
    if counted and page.last_mode != "hands":
        said = f"{some(counted, 'ballot')} by hand counted. What you type for a card replaces its whole count by hand."
        if not await page.ask(Choose(said, [Option("", "", "Leave it"), Option("on", "", "Go on")], letters=True)):
            return
    if not ballot.hand_ballots and ballot.id not in page.people:
        answer = await page.ask(Ask("How many people vote by a show of hands?"))
        if answer is None:
            return
        page.people[ballot.id] = _dots(answer)
    _begin(page, "hands")


def _begin(page: Vote, mode: Mode) -> None:
    numbers = page.query_one(Numbers)
    if page.last_mode != mode:
        numbers.typed.clear()
    page.type_in(mode)
    page.say("")


async def take_numbers(page: Vote) -> None:
    """Take what is typed."""
    ballot = shown(page)
    numbers = page.query_one(Numbers)
    if page.mode == "ballot" and ballot.scale is not None:
        await take_sheet(page, ballot, numbers.typed)
    elif page.mode == "ballot":
        await _take_ballot(page, ballot, numbers.typed)
    elif page.mode == "hands":
        await _take_hands(page, ballot, numbers)
    else:
        raise Refused("B takes one person's ballot, H a show of hands.")


async def _take_ballot(page: Vote, ballot: Ballot, typed: dict[str, str]) -> None:
    if not typed:
        raise Refused("Type the dots beside the cards first; a single 0 is a blank ballot.")
    given = tuple((card, _dots(number)) for card, number in typed.items())
    receipt = await page.workspace.do(c.AddHandBallot(ballot.id, given))
    typed.clear()
    page.type_in("ballot")
    number = ballots_in(receipt.session.ballots[ballot.id])
    page.say(f"Taken: {some(number, 'ballot')} in. Now the next person's, or Esc. U takes the last one back.")


async def _take_hands(page: Vote, ballot: Ballot, numbers: Numbers) -> None:
    typed = numbers.typed
    if not typed:
        raise Refused("Type how many beside a card first; 0 takes a card's hands away.")
    commands = {row: _command(ballot, row, number) for row, number in typed.items()}
    if ballot.id in page.people:
        commands.setdefault(PEOPLE, c.CountHands(ballot.id, page.people[ballot.id]))
    await page.workspace.do(*(commands[row] for row in sorted(commands, key=lambda row: row != PEOPLE)))
    page.people.pop(ballot.id, None)
    numbers.taken |= typed.keys()
    typed.clear()
    page.say("Taken. It can be corrected until the vote is closed.")
    page.bring_up_to_date()
    numbers.step(1)


def _command(ballot: Ballot, row: str, number: str) -> c.Command:
    if row == PEOPLE:
        return c.CountHands(ballot.id, _dots(number))
    dots, slash, voters = number.partition("/")
    return c.EnterHands(ballot.id, row, _dots(dots), _dots(voters) if slash else None)


def _dots(text: str) -> int:
    text = text.strip()
    if not (text.isascii() and text.isdecimal()):
        raise Refused("Give a number, such as 7; for a show of hands also dots/people, such as 7/4.")
    return int(text)


async def print_sheet(page: Vote) -> None:
    """Write the sheet on which the scale is answered with a pen."""
    from workshop.live.handouts import write_scale_sheet  # noqa: PLC0415 - the pages; not for the first paint

    ballot = shown(page)
    if ballot.scale is None:
        raise Refused("Only a scale has a sheet to print.")
    folder, view = page.workspace.auto_exporter.folder, ballot_view(page.session, ballot)
    path = await asyncio.to_thread(write_scale_sheet, folder, page.session, view)
    page.say(f"Written: {path}. Print as many as there are people, and type them in with B.")


async def other_card(page: Vote) -> None:
    """Go to the next card."""
    page.action_step(1)
