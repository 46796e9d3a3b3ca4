"""A front end of the hall's vote on its way to the desk: sends what it has journalled, and hears what is voted on.

One task in the front end's own loop. Votes are acknowledged by its own disk alone: whatever goes wrong with network or
server costs minutes and no vote.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from nats.aio.msg import Msg
from nats.js.errors import APIError
from nats.js.errors import Error as JetStreamError

from workshop.model.entry import Entry
from workshop.model.errors import Refused
from workshop.model.events import Undone
from workshop.model.session import Session
from workshop.store.atomic_files import PRIVATE, write_file
from workshop.store.codec import decode
from workshop.store.folder import JOURNAL
from workshop.store.foreign import JournalLine
from workshop.store.journal import SUFFIX, content_of
from workshop.store.writer import SessionWriter
from workshop.sync.connection import LOST, Link, connect_by, end, keep_working
from workshop.sync.enrolment import enrol, question
from workshop.sync.front_copies import FrontFiles
from workshop.sync.hall_count import HallKnown, home_after
from workshop.sync.membership import Membership
from workshop.sync.reports import FrontAnswer, FrontReport, front_answer_from_json, front_report_to_json
from workshop.sync.subjects import CLAIMS, FRONT_ENROL, FRONT_NEWCOMER, HALL_CHANGED, JournalAddress, front_subject

WITHIN: Final = 10.0
"""Seconds in which the desk answers."""

DOOR_FILE: Final = "phones.json"
"""Where the web's door keeps the key and the secret, which are the same at all front ends of a hall."""

REPORT_EVERY: Final = 1.0
CLAIMED_WITHIN: Final = 5.0
AFTER_REFUSAL: Final = 3.0
STANDS_STILL: Final = 5.0
"""Seconds after which lines that the server has and the desk has not are sent again."""

GOODBYE: Final = 3.0
TAKEN: Final = 10071
"""The server's word for: somebody has written under this name before."""

NOT_CLAIMED: Final = "The hall cannot check a code just now. Your code is not used up: try again in a minute."


async def enrol_front(place: Path, membership: Membership, name: str) -> Membership:
    """Have a user made for this front end, and remember it in ``place``. Raises ``Refused`` and one of ``LOST``."""
    return await enrol(place, membership, FRONT_NEWCOMER, FRONT_ENROL, question(membership.proof, name=name))


async def ask_desk(link: Link, user: str, report: FrontReport) -> FrontAnswer:
    """Tell the desk how far a front end has come; return its answer. Raises ``Refused`` and one of ``LOST``."""
    told = await link.ask(front_subject(user), front_report_to_json(report), WITHIN)
    try:
        answer = front_answer_from_json(told)
    except (ValueError, KeyError, TypeError) as error:
        raise Refused("The summit answered what this version does not understand. Update workshop on both.") from error
    if answer.refused:
        raise Refused(answer.refused)
    return answer


async def first_paper(folder: Path, membership: Membership, name: str) -> None:
    """Fetch what is voted on, and the hall's key, for a front end that has nothing yet. Raises as above."""
    async with await connect_by(membership.code, membership.user, membership.password) as link:
        answer = await ask_desk(link, membership.user, FrontReport(name, "", {}, {}, {}))
    files: dict[str, bytes] = {}
    for node, line in answer.lines:
        files[node] = files.get(node, b"") + line
    write_file(folder / DOOR_FILE, json.dumps({**answer.door, "spent": []}).encode(), PRIVATE)
    for node, data in files.items():
        write_file(folder / JOURNAL / f"{node}{SUFFIX}", data, PRIVATE)


class FrontLink:
    """Connects one front end with the desk, over one connection after another. Made before the first vote is taken.

    ``roster`` are all front ends' addresses by user, ``problem`` is what is in the way; ``heard`` is set once the desk
    has answered. ``door`` is called with the hall's key, secret and number of codes.
    """

    def __init__(
        self,
        writer: SessionWriter,
        membership: Membership,
        name: str,
        door: Callable[[Mapping[str, Any]], None],
    ) -> None:
        self.membership = membership
        self.heard = asyncio.Event()
        self.problem = ""
        self.files = FrontFiles(writer.folder)
        self._known = HallKnown(writer.folder)
        self._writer = writer
        self._name = name
        self._url = ""
        self._door = door
        self._have: dict[str, int] = {}
        self._sealed: dict[str, dict[str, int]] = {}
        self._link: Link | None = None
        self._changed = asyncio.Event()
        self._flushed = asyncio.Event()
        self._all_sent = asyncio.Event()
        self._arrived: tuple[int, float] = (0, 0.0)
        self._count_desk_s_lines()
        self._seal()
        writer.watch(self._note)
        self._task: asyncio.Task[None] | None = None

    def begin(self, url: str) -> None:
        """Connect, from now on; ``url`` is where phones find this front end."""
        self._url = url
        work = keep_working(self._connection, self._lost, after_refusal=AFTER_REFUSAL)
        self._task = asyncio.get_running_loop().create_task(work, name="front end of the hall's vote")

    @property
    def roster(self) -> Mapping[str, str]:
        """Return all front ends' addresses by user, as the desk said last."""
        return self._known.roster

    @property
    def moves_made(self) -> int:
        """Return the number of the last move."""
        return len(self._known.moves)

    def home_after(self, home: str, moved: int) -> tuple[str, int]:
        """Return where those are at home now who were at ``home`` after a move, and the last move of theirs."""
        return home_after(home, moved, self._known.moves)

    @property
    def connected(self) -> bool:
        """Return whether the desk can be asked now."""
        return self._link is not None and not self._link.gone.is_set()

    async def close(self) -> None:
        """Stop, a moment after the last vote; what was not sent is sent the next time."""
        if self.connected and self.files.waiting:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._all_sent.wait(), GOODBYE)
        if self._task is not None:
            await end(self._task)

    async def claim(self, name: str) -> bool:
        """Claim a code for the whole hall; return whether it is this front end's. Raises ``Refused``."""
        if self._link is None:
            raise Refused(NOT_CLAIMED)
        stream = self._link.client.jetstream(timeout=CLAIMED_WITHIN)
        subject = f"$KV.{CLAIMS}.{name}"
        first = {"Nats-Expected-Last-Subject-Sequence": "0"}
        try:
            await stream.publish(subject, self.membership.user.encode(), headers=first)
        except APIError as error:
            if error.err_code == TAKEN:
                return await self._is_ours(self._link, subject)
            raise Refused(NOT_CLAIMED) from error
        except (*LOST, JetStreamError) as error:
            raise Refused(NOT_CLAIMED) from error
        return True

    async def _is_ours(self, link: Link, subject: str) -> bool:
        """Return whether this front end claimed a code before, and was killed before it let anybody in with it."""
        try:
            kept = await link.client.request(f"$JS.API.DIRECT.GET.KV_{CLAIMS}.{subject}", b"", CLAIMED_WITHIN)
        except LOST as error:
            raise Refused(NOT_CLAIMED) from error
        return kept.data == self.membership.user.encode()

    def _lost(self, why: str) -> None:
        self.problem = why or "The summit's desk is out of reach. Votes are taken and kept here."

    async def _connection(self) -> None:
        """Work over one connection until it is lost."""
        member, sending = self.membership, None
        async with await connect_by(member.code, member.user, member.password) as link:
            self._link = link
            try:
                await link.client.subscribe(HALL_CHANGED, cb=self._on_changed)
                self.files.begin_at((await self._report(link)).arrived)
                sending = asyncio.create_task(self._send(link), name="send votes to the desk")
                await self._talk(link, sending)
            finally:
                self._link = None
                if sending is not None:
                    await end(sending)

    async def _talk(self, link: Link, sending: asyncio.Task[None]) -> None:
        """Report every second, and as soon as the desk says that there is something to hear."""
        while not link.gone.is_set():
            if sending.done():
                sending.result()
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._changed.wait(), REPORT_EVERY)
            self._changed.clear()
            self._send_again_where_it_stands_still(await self._report(link))

    async def _report(self, link: Link) -> FrontAnswer:
        """Tell how far all is here, and take what the desk answers."""
        report = FrontReport(self._name, self._url, self._have, self.files.flushed, self._sealed)
        answer = await ask_desk(link, self.membership.user, report)
        self.problem = ""
        await asyncio.to_thread(self._known.hear, answer.roster, answer.moves)
        self._door(answer.door)
        self.heard.set()
        if answer.lines:
            await self._take(answer.lines)
            self._changed.set()
        return answer

    async def _take(self, lines: Sequence[JournalLine]) -> None:
        """Put the desk's lines on the disk; where they close a vote, say how many lines of ours are in it."""
        await self._writer.receive(self._writer.session.id, lines)
        self._count_desk_s_lines()
        await self._writer.quiet()
        if any(isinstance(event, Undone) for line in lines for event in decode(content_of(line.line)).entry.events):
            self._sealed.clear()  # a vote goes on, or did meanwhile: what was sealed before is not all of it
        self._seal()

    def _count_desk_s_lines(self) -> None:
        following = self._writer.following(self._writer.session.id)
        self._have = {node: number - 1 for node, number in following.items() if node not in self.files.flushed}

    def _seal(self) -> None:
        """Seal the votes that are over: nothing that comes now belongs to them."""
        for ballot in self._writer.session.ballots.values():
            if ballot.state != "open" and ballot.id not in self._sealed:
                self._sealed[ballot.id] = dict(self.files.flushed)

    def _send_again_where_it_stands_still(self, answer: FrontAnswer) -> None:
        """Begin at the desk's end again where it has got nothing for a while of what the server took."""
        arrived, now = sum(answer.arrived.values()), time.monotonic()
        if self.files.waiting or arrived != self._arrived[0] or arrived >= sum(self.files.flushed.values()):
            self._arrived = arrived, now
        elif now - self._arrived[1] > STANDS_STILL:
            self._arrived = arrived, now
            self.files.begin_at(answer.arrived)
            self._flushed.set()

    async def _send(self, link: Link) -> None:
        """Send what is flushed, a block after the other: while the server flushes one, the next gathers."""
        stream = link.client.jetstream(timeout=WITHIN)
        session = self._writer.session.id
        while True:
            self._flushed.clear()
            while (block := await asyncio.to_thread(self.files.next_block)) is not None:
                subject = JournalAddress(self.membership.user, session, block.node).subject
                await stream.publish(subject, block.data)
                self.files.sent(block)
            self._all_sent.set()
            await self._flushed.wait()

    async def _on_changed(self, message: Msg) -> None:
        del message
        self._changed.set()

    def _note(self, session: Session, entries: list[Entry]) -> None:
        del session
        self.files.note(entries)
        self._all_sent.clear()
        self._flushed.set()
