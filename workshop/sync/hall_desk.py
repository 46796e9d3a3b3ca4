"""The desk's part in a vote of the whole hall: tells the front ends what to ask, and takes what they journal.

What the hall votes on stands in the summit's own journal, which a person writes (console or ``workshop plenary``);
here it is followed. How far each front end has come is kept in ``wall/hall/status.json``, for whoever counts.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from nats.aio.msg import Msg
from nats.js.api import KeyValueConfig, StorageType
from nats.js.errors import NotFoundError

from workshop.model.errors import NotWritten, WorkshopError
from workshop.model.events import BallotClosed, BallotCounted, BallotOpened, BallotRevealed, BallotVoided, Undone
from workshop.store.folder import JOURNAL, Follower, load
from workshop.sync.connection import LOST, Link, asked_in
from workshop.sync.copies import Came
from workshop.sync.enrolment import FrontRegister
from workshop.sync.files import read_settings, write_settings
from workshop.sync.front_copies import FrontCopies
from workshop.sync.hall_count import (
    FOLDER,
    FRONTS,
    OVER,
    STATUS,
    WALL,
    SilentFront,
    away_said,
    moves_of,
    opened_at,
    silent_fronts,
)
from workshop.sync.reports import FrontAnswer, FrontReport, LineCounts, front_answer_to_json, front_report_from_json
from workshop.sync.server_config import Secrets
from workshop.sync.subjects import CLAIMS, FRONT_ENROL, HALL_CHANGED
from workshop.sync.vote_paper import VotePaper

PAPER: Final = "paper"
LOOK_EVERY: Final = 0.2
DOOR: Final = "phones.json"
CLAIMS_SPACE: Final = 32 * 1024 * 1024
"""Bytes for claims: a code takes about a hundred and fifty."""

OF_VOTES: Final = (BallotOpened, BallotClosed, BallotCounted, BallotRevealed, BallotVoided, Undone)
"""What the hall's votes are read anew for: all tables are read with them."""


class FrontHeard(NamedTuple):
    """What a front end told last, and when."""

    report: FrontReport
    at: int


class HallDesk:
    """Runs beside the desk of a summit. ``remark`` is called with what a person should know."""

    def __init__(
        self, summit: Path, secrets: Secrets, title: str, *, now: Callable[[], int], remark: Callable[[str], None]
    ) -> None:
        wall = summit / WALL
        self.register = FrontRegister(wall, secrets, title)
        self._summit = summit
        self._folder = wall / FOLDER
        self._now = now
        self._remark = remark
        self._copies = FrontCopies(self._folder)
        self._heard: dict[str, FrontHeard] = {}
        self._paper: VotePaper | None = None
        self._link: Link | None = None
        self._acts = Follower(summit / JOURNAL)
        self._behind = False
        self._status: dict[str, Any] = {}
        self._silent: tuple[SilentFront, ...] = ()
        self._turn = asyncio.Lock()

    async def listen(self, link: Link, space: int) -> None:
        """Answer front ends over one connection."""
        stream = link.client.jetstream()
        try:
            await stream.key_value(CLAIMS)
        except NotFoundError:
            await stream.create_key_value(
                KeyValueConfig(bucket=CLAIMS, storage=StorageType.FILE, max_bytes=min(CLAIMS_SPACE, space), direct=True)
            )
        await link.client.subscribe(FRONT_ENROL, cb=self._on_enrol)
        await link.client.subscribe("fronts.*", cb=self._on_report)
        self._link = link

    async def follow(self) -> None:
        """Take up what a person does with the hall's votes, from now on."""
        while True:
            try:
                if self.register.fronts and await self._look():
                    await self._tell()
                await asyncio.to_thread(self._keep_status)
                self._name_the_silent()
            except WorkshopError as error:
                self._remark(str(error))
            await asyncio.sleep(LOOK_EVERY)

    async def take(self, group: list[Came]) -> None:
        """Put what front ends sent on the disk. Raises ``NotWritten``."""
        known = [came for came in group if came.address.user in self.register.fronts]
        for remark in await asyncio.to_thread(self._copies.take, known):
            self._remark(remark)

    def close(self) -> None:
        """Close the paper, and keep how far all have come."""
        if self._paper is not None:
            self._paper.close()
        with suppress(NotWritten):
            self._keep_status()

    async def _look(self) -> bool:
        """Look whether somebody has done something with the hall's votes; return whether front ends should ask."""
        async with self._turn:
            return await asyncio.to_thread(self._bring_up_to_date)

    def _bring_up_to_date(self) -> bool:
        new = self._acts.read()
        self._behind = self._behind or any(isinstance(event, OF_VOTES) for entry in new for event in entry.events)
        if self._paper is None:
            self._paper = VotePaper(self._folder / PAPER, self._now)
        elif not self._behind:
            return False
        news = self._paper.bring_up_to_date(load(self._summit).session)
        self._behind = False
        return news

    async def _tell(self) -> None:
        if self._link is not None and not self._link.gone.is_set():
            with suppress(*LOST):
                await self._link.client.publish(HALL_CHANGED, b"")

    async def _on_enrol(self, message: Msg) -> None:
        answer = await asyncio.to_thread(self.register.answer, asked_in(message))
        await message.respond(json.dumps(answer).encode())

    async def _on_report(self, message: Msg) -> None:
        """Take note of what a front end says, and tell it what it has not yet."""
        user = message.subject.partition(".")[2]
        try:
            report = front_report_from_json(asked_in(message))
            if await self._look():  # nobody may hear that a vote goes on while it is still said to be over
                await asyncio.to_thread(self._keep_status)
        except (ValueError, KeyError, TypeError):
            answer = FrontAnswer(
                {}, {}, {}, (), "The summit did not understand this front end. Update workshop on both."
            )
        except WorkshopError as error:
            self._remark(str(error))
            answer = FrontAnswer({}, {}, {}, (), f"The summit cannot say what is voted on: {error}")
        else:
            self._heard[user] = FrontHeard(report, self._now())
            answer = self._answer(user, report.have)
        await message.respond(json.dumps(front_answer_to_json(answer)).encode())

    def _answer(self, user: str, have: LineCounts) -> FrontAnswer:
        roster = {user: row["url"] for user, row in self._rows().items() if row["url"]}
        door = read_settings(self._summit / DOOR)
        told = {name: door.get(name, 0) for name in ("key", "secret", "codes")}
        lines = self._paper.after(have) if self._paper else ()
        return FrontAnswer(self._copies.arrived(user), roster, told, lines, moves=moves_of(self._summit))

    def _keep_status(self) -> None:
        """Write how far each front end has come, where that changed. Raises ``NotWritten``."""
        told = self._paper.session.ballots.values() if self._paper else ()
        status = {
            FRONTS: self._rows(),
            OVER: [ballot.id for ballot in told if ballot.state != "open"],
        }
        if status != self._status and status[FRONTS]:
            write_settings(self._folder / STATUS, status)
        self._status = status

    def _name_the_silent(self) -> None:
        """Say which front ends are out of reach while people vote there; each once, until it is heard again."""
        ballot = self._paper.session.open_ballot() if self._paper else None
        if self._paper is None or ballot is None:
            return
        opened = opened_at(self._paper.history.entries, ballot.id)
        silent = silent_fronts(self._summit, opened, self._now())
        if silent and silent != self._silent:
            self._remark(away_said(self._summit.name, silent))
        self._silent = silent

    def _rows(self) -> dict[str, Any]:
        """Return how far each front end has come, those too that were heard before this desk was started."""
        before: dict[str, Any] = (self._status or read_settings(self._folder / STATUS)).get(FRONTS, {})
        return before | {user: self._row(user, heard) for user, heard in self._heard.items()}

    def _row(self, user: str, heard: FrontHeard) -> dict[str, Any]:
        report, arrived = heard.report, self._copies.arrived(user)
        return {
            "name": report.name,
            "url": report.url,
            "at": heard.at,
            "recorded": sum(report.recorded.values()),
            "arrived": sum(arrived.values()),
            "sealed": {ballot: dict(counts) for ballot, counts in report.sealed.items()},
            "here": [
                ballot
                for ballot, counts in report.sealed.items()
                if all(arrived.get(node, 0) >= count for node, count in counts.items())
                and self._paper is not None
                and self._paper.closed_for(ballot, report.have)  # else it was sealed before the vote went on
            ],
        }
