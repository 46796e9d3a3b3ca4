"""A table's way to the summit: sends what is recorded, tells the desk what there is, and never keeps the table waiting.

One task in the table's own loop. Whatever goes wrong with network or server, it begins anew: the journals are the
truth and the outbox, and the desk's answer says what is still to be sent.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from nats.js.errors import APIError

from workshop.model.entry import Entry
from workshop.model.errors import NotWritten, Refused
from workshop.model.session import Session
from workshop.sync.connection import LOST, Link, connect_by, end, keep_working
from workshop.sync.enrolment import enrol, question
from workshop.sync.heard import this_laptop
from workshop.sync.membership import Membership, TableProgress, keep_standing
from workshop.sync.outbox import TWICE, WITHIN, Mail, Outbox, clock_problem, sentence_of
from workshop.sync.reports import (
    DeskAnswer,
    JournalReport,
    TableReport,
    answer_from_json,
    count,
    is_complete,
    report_to_json,
)
from workshop.sync.subjects import JournalAddress, report_subject

AT_ONCE: Final = 128
"""Lines on their way before the first is acknowledged."""

REPORT_EVERY: Final = 2.0
SOON_AFTER: Final = 0.2
"""Seconds after something was sent until the desk is asked whether it has it."""

AFTER_REFUSAL: Final = 5.0
JITTER: Final = 2_000
GOODBYE: Final = 1.5


class Publisher:
    """Sends one session's journals. ``told`` is called whenever ``standing`` has changed.

    ``phones`` returns the address at which phones join here, for a laptop that has handed this session over.
    """

    def __init__(  # noqa: PLR0913 - each of another kind
        self,
        folder: Path,
        membership: Membership,
        session: Session,
        told: Callable[[], None],
        now: Callable[[], int],
        *,
        phones: Callable[[], str] = str,
    ) -> None:
        self.standing = TableProgress()
        self._folder = folder
        self.membership = membership
        self._outbox = Outbox(folder, session)
        self._told = told
        self._now = now
        self._phones = phones
        self._laptop = this_laptop(folder)
        self._poked = asyncio.Event()
        self._answer: DeskAnswer | None = None
        self._mail = Mail(self._subject)
        self._task = asyncio.get_running_loop().create_task(self._run(), name="send to the summit")
        self._kept = TableProgress()

    def flushed(self, session: Session, entries: Iterable[Entry]) -> None:
        """Take note of what is on the disk now."""
        self._outbox.flushed(session, entries)
        self.standing = self.standing._replace(recorded=self._outbox.recorded, complete=False)
        self._poked.set()

    async def close(self) -> None:
        """Stop, a moment after the last line was recorded; what was not sent is sent the next time."""
        await self._say_last_words()
        await end(self._task)
        self._keep_standing()

    async def _say_last_words(self) -> None:
        """Let what was recorded just now still go, where the desk is there to take it."""
        deadline = time.monotonic() + GOODBYE
        while self.standing.connected and not self._is_done() and time.monotonic() < deadline:
            self._poked.set()
            await asyncio.sleep(0.02)

    def _is_done(self) -> bool:
        """Return whether the desk has all that may leave the table."""
        outbox, standing = self._outbox, self.standing
        return not outbox.unread and outbox.recorded == standing.at_summit + standing.withheld

    async def _run(self) -> None:
        await asyncio.to_thread(self._outbox.open)
        await keep_working(self._session, self._lost, after_refusal=AFTER_REFUSAL)

    def _lost(self, why: str) -> None:
        self._stand(connected=False, **({"problem": why} if why else {}))

    async def _session(self) -> None:
        """Work over one connection until it is lost."""
        await asyncio.to_thread(self._outbox.read_on)
        self._stand()
        code, session = self.membership.code, self._outbox.session
        if not self.membership.user:
            said = {"session": session.id, "table": session.table, "title": session.title}
            asked = question(self.membership.proof, **said)
            self.membership = await enrol(self._folder, self.membership, code.newcomer, code.enrol, asked)
        async with await connect_by(code, self.membership.user, self.membership.password) as link:
            await self._work(link)

    async def _work(self, link: Link) -> None:
        """Find out what is missing at the desk, then send what comes."""
        await asyncio.to_thread(self._outbox.read_on)
        await self._begin(link)
        due = time.monotonic() + REPORT_EVERY
        while not link.gone.is_set():
            self._poked.clear()
            await asyncio.to_thread(self._outbox.read_on)
            if await self._send(link):
                due = min(due, time.monotonic() + SOON_AFTER)
            if time.monotonic() >= due:
                await self._report(link)
                due = time.monotonic() + REPORT_EVERY
            if not self._outbox.waiting:
                await self._wait(link, due)

    async def _begin(self, link: Link) -> None:
        """Let wait for sending what the desk has not.

        A desk that does not answer yet is sent all: the server knows by the entry's id what it has already.
        """
        self._mail.forget()
        try:
            await self._report(link)
        except LOST:
            if link.gone.is_set():
                raise
            self._answer = None
        self._outbox.waiting.clear()
        self._outbox.waiting.extend(await asyncio.to_thread(self._outbox.missing, self._there()))

    def _there(self) -> dict[str, list[tuple[int, int]]]:
        """Return what the desk has said it has, by journal."""
        arrived = self._answer.journals if self._answer else {}
        return {node: [*([(1, j.lines)] if j.lines else []), *j.ahead] for node, j in arrived.items()}

    async def _send(self, link: Link) -> bool:
        """Send what may go, and return when the server has it on its disk; say whether there was anything."""
        anything = False
        while letters := await asyncio.to_thread(self._outbox.next_letters, AT_ONCE):
            anything = True
            try:
                await self._mail.send(link, letters)
            except APIError as error:
                self._outbox.waiting.extendleft(reversed([letter.place for letter in letters]))
                raise Refused(sentence_of(error)) from error
            except BaseException:
                self._outbox.waiting.extendleft(reversed([letter.place for letter in letters]))
                raise
        return anything

    def _subject(self, node: str) -> str:
        return JournalAddress(self.membership.user, self._outbox.session.id, node).subject

    async def _report(self, link: Link) -> None:
        """Tell the desk what there is, and take its answer: what it lacks although it was sent is sent again."""
        report = self._made_report()
        answer = await link.ask(report_subject(self.membership.user), report_to_json(report), WITHIN)
        try:
            self._answer = answer_from_json(answer)
        except (ValueError, KeyError, TypeError) as error:
            raise Refused(
                "The summit answered what this version does not understand. Update workshop on both."
            ) from error
        if self._answer.refused:
            raise Refused(self._answer.refused)
        complete = is_complete(report, self._answer.journals)
        at_summit = sum(j.lines + count(j.ahead) for n, j in self._answer.journals.items() if n in report.journals)
        self._stand(
            at_summit=at_summit,
            complete=complete,
            last_heard=self._now(),
            connected=True,
            problem=TWICE if self._answer.twice else clock_problem(self._now() - self._answer.now),
            plan=self._answer.plan,
            ahead=self._ahead_of(self._answer.now),
        )
        await asyncio.to_thread(self._keep_standing)
        if not complete:
            await self._send_again_what_was_lost()

    def _ahead_of(self, desk: int) -> int:
        """Return how far this clock is ahead of the desk's, as before where the network alone makes a difference."""
        ahead, known = self._now() - desk, self.standing.ahead
        return ahead if abs(ahead - known) > JITTER else known

    def _made_report(self) -> TableReport:
        session, outbox = self._outbox.session, self._outbox
        journals = {
            node: JournalReport(j.lines, j.last, j.sha256, tuple(outbox.withheld_of(node)))
            for node, j in outbox.journals.items()
        }
        told = session.id, session.table, session.title, self._now()
        return TableReport(*told, journals, self._laptop, self._phones())

    async def _send_again_what_was_lost(self) -> None:
        """Let wait what the server acknowledged a while ago and the desk has not."""
        lacking = await asyncio.to_thread(self._outbox.missing, self._there())
        self._outbox.waiting.extend(filter(self._mail.is_overdue, lacking))

    async def _wait(self, link: Link, due: float) -> None:
        """Wait until something is recorded, a report is due, or the connection is lost."""
        waiting = {asyncio.ensure_future(self._poked.wait()), asyncio.ensure_future(link.gone.wait())}
        try:
            timeout = max(0.0, due - time.monotonic())
            await asyncio.wait(waiting, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waiting:
                each.cancel()

    def _stand(self, **changed: object) -> None:
        """Bring the standing up to date, and tell."""
        counted = {"recorded": self._outbox.recorded, "withheld": len(self._outbox.withheld)}
        standing = self.standing._replace(**{**counted, **changed})  # type: ignore[arg-type]
        if standing.recorded != standing.at_summit:
            standing = standing._replace(complete=False)
        before, self.standing = self.standing, standing
        if standing._replace(last_heard=0) != before._replace(last_heard=0):
            self._told()

    def _keep_standing(self) -> None:
        if self.standing != self._kept:
            self._kept = self.standing
            with contextlib.suppress(NotWritten):
                keep_standing(self._folder, self.standing)
