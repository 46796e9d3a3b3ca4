"""Ballots by hand: one person's after the other, or the hands counted for each card."""

from __future__ import annotations

import asyncio

from workshop.model import commands as c
from workshop.model.ballot import UNANSWERED, USUAL_QUESTIONS, Ballot
from workshop.model.ballots import ballots_in, hand_ballots, some
from workshop.model.errors import Refused
from workshop.model.views import ballot_view
from workshop.screens.dialogs import Ask
from workshop.screens.vote.ballot_rows import PEOPLE
from workshop.screens.vote.view import Mode, VoteView
from workshop.widgets.numbers import Numbers


class HandActions(VoteView):
    """What is done with ballots by hand."""

    async def action_hand_ballot(self) -> None:
        """Begin to take one person's ballot after the other."""
        self._begin("ballot")

    async def action_hands(self) -> None:
        """Begin to take the hands for each card; how many people vote so is asked first, so that it gives nothing away.

        The number is recorded with the first hands: until then nobody has voted so.
        """
        ballot = self.shown()
        if ballot.scale is not None:
            raise Refused("A scale is taken sheet by sheet: B takes one person's answers.")
        counted = hand_ballots(ballot)
        if counted and self.last_mode != "hands":
            said = (
                f"{some(counted, 'ballot')} by hand counted. What you type for a card replaces its whole count by hand."
            )
            if not await self.agreed(said, "Go on", "Leave it", careful=True):
                return
        if not ballot.hand_ballots and ballot.id not in self.people:
            self.people[ballot.id] = _dots(await self.answer(Ask("How many people vote by a show of hands?")))
        self._begin("hands")

    def _begin(self, mode: Mode) -> None:
        numbers = self.query_one(Numbers)
        if self.last_mode != mode:
            numbers.typed.clear()
        self.type_in(mode)
        self.say("")

    async def action_take_numbers(self) -> None:
        """Take what is typed."""
        ballot = self.shown()
        numbers = self.query_one(Numbers)
        if self.mode == "ballot" and ballot.scale is not None:
            await self._take_sheet(ballot, numbers.typed)
        elif self.mode == "ballot":
            await self._take_ballot(ballot, numbers.typed)
        elif self.mode == "hands":
            await self._take_hands(ballot, numbers)
        else:
            raise Refused("B takes one person's ballot, H a show of hands.")

    async def _take_sheet(self, ballot: Ballot, typed: dict[str, str]) -> None:
        """Take one person's sheet."""
        if not typed:
            raise Refused("Type both answers beside the cards first, such as 42; 0 is “cannot say”.")
        answers = tuple((card, *_pair(text)) for card, text in typed.items())
        receipt = await self.workspace.do(c.EnterSheet(ballot.id, answers))
        typed.clear()
        self.type_in("ballot")
        number = ballots_in(receipt.session.ballots[ballot.id])
        self.say(f"Taken: {some(number, 'ballot')} in. Now the next sheet, or Esc. U takes the last one back.")

    async def _take_ballot(self, ballot: Ballot, typed: dict[str, str]) -> None:
        if not typed:
            raise Refused("Type the dots beside the cards first; a single 0 is a blank ballot.")
        given = tuple((card, _dots(number)) for card, number in typed.items())
        receipt = await self.workspace.do(c.AddHandBallot(ballot.id, given))
        typed.clear()
        self.type_in("ballot")
        number = ballots_in(receipt.session.ballots[ballot.id])
        self.say(f"Taken: {some(number, 'ballot')} in. Now the next person's, or Esc. U takes the last one back.")

    async def _take_hands(self, ballot: Ballot, numbers: Numbers) -> None:
        typed = numbers.typed
        if not typed:
            raise Refused("Type how many beside a card first; 0 takes a card's hands away.")
        commands = {row: _command(ballot, row, number) for row, number in typed.items()}
        if ballot.id in self.people:
            commands.setdefault(PEOPLE, c.CountHands(ballot.id, self.people[ballot.id]))
        await self.workspace.do(*(commands[row] for row in sorted(commands, key=lambda row: row != PEOPLE)))
        self.people.pop(ballot.id, None)
        numbers.taken |= typed.keys()
        typed.clear()
        self.say("Taken. It can be corrected until the vote is closed.")
        self.bring_up_to_date()
        numbers.step(1)

    async def action_print_sheet(self) -> None:
        """Write the sheet on which the scale is answered with a pen."""
        from workshop.live.handouts import write_scale_sheet  # noqa: PLC0415 - the pages; not for the first paint

        ballot = self.shown()
        if ballot.scale is None:
            raise Refused("Only a scale has a sheet to print.")
        folder, view = self.workspace.auto_exporter.folder, ballot_view(self.session, ballot)
        path = await asyncio.to_thread(write_scale_sheet, folder, self.session, view)
        self.say(f"Written: {path}. Print as many as there are people, and type them in with B.")

    async def action_other_card(self) -> None:
        """Go to the next card."""
        self.action_step(1)


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


def _pair(text: str) -> tuple[int, int]:
    """Return both answers of "42" or "4/2"; "4/" and "/2" leave one out."""
    first, slash, second = text.partition("/")
    if not slash and len(text) == len(USUAL_QUESTIONS):
        first, second = text[0], text[1]
    parts = [first, second]
    if not all(part == "" or (len(part) == 1 and part in "012345") for part in parts) or parts == ["", ""]:
        raise Refused("Give both answers, such as 42 or 4/2: 1 to 5, 0 for “cannot say”; 4/ leaves the second out.")
    return (int(first) if first else UNANSWERED), (int(second) if second else UNANSWERED)
