"""The desk of a live summit: the server, the tables that have joined, what has arrived, and who has been heard."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from nats.aio.msg import Msg
from nats.js.errors import Error as JetStreamError

from workshop.model.errors import Damaged, NotWritten, Refused
from workshop.model.hall_plan import HallPlan, cue_of
from workshop.model.history import History
from workshop.model.session import Session
from workshop.model.wall import TableHeard, with_expected
from workshop.sync.connection import LOST, Link, asked_in, check_durable, connect, end
from workshop.sync.copies import Came, Copies
from workshop.sync.enrolment import Register
from workshop.sync.files import read_plan, write_plan, write_secret, write_settings
from workshop.sync.hall_desk import HallDesk
from workshop.sync.heard import Laptops, another_table, heard_of
from workshop.sync.join_code import JoinCode, fingerprint
from workshop.sync.parcels import Parcels, asked_parcel
from workshop.sync.receiver import DeskReceiver, make_stream
from workshop.sync.reports import VERSION, DeskAnswer, TableReport, answer_to_json, report_from_json
from workshop.sync.server import READY_WITHIN, NatsServer
from workshop.sync.server_config import code_for
from workshop.sync.subjects import DESK, ENROL, SEATS_ENROL, WITNESS, is_front, seat_in

FOLDER: Final = "wall"
STATUS: Final = "status.json"
CODE: Final = "code.txt"
"""The code to join, for a stick, and for a session that moves from the desk."""

AGAIN_AFTER: Final = 0.5
STATUS_PAUSE: Final = 1.0


class SummitDesk:
    """Runs a summit's server and takes what tables send. ``told`` is called when there is something new to see.

    ``elsewhere`` is the address of a server that others run, ``expected`` how many tables are to come. Raises
    ``Refused`` and ``NotWritten`` where it cannot begin; ``remarks`` collects what a person should know.
    """

    def __init__(  # noqa: PLR0913 - each by its name
        self,
        summit: Path,
        title: str,
        server: NatsServer,
        *,
        told: Callable[[], None],
        now: Callable[[], int],
        elsewhere: tuple[str, int] | None = None,
        expected: int = 0,
    ) -> None:
        self.folder = summit / FOLDER
        self.remarks: list[str] = []
        self.plan = read_plan(self.folder)
        self.server = server
        self.register = Register(self.folder, server.secrets, title)
        self._elsewhere = elsewhere
        self._expected = expected
        self._told = told
        self._now = now
        self._copies = Copies(summit, self.folder, self.register.name_of)
        self._histories: dict[str, History] = {}
        self._reports: dict[str, tuple[TableReport, int, int]] = {}
        self.hall = HallDesk(summit, server.secrets, title, now=now, remark=self.remark)
        self._laptops = Laptops()
        self._parcels = Parcels(self.folder)
        self._receiver = DeskReceiver(self._take, self.remark)
        self._turn = asyncio.Lock()
        self._working: list[asyncio.Task[None]] = []
        self._ready = asyncio.Event()
        self._written: dict[str, Any] | None = None

    @property
    def where(self) -> tuple[str, int]:
        """Return the address of the server."""
        return self._elsewhere or (self.server.host, self.server.port)

    @property
    def code(self) -> JoinCode:
        """Return the code by which tables join."""
        return JoinCode(*self.where, fingerprint(self.server.certificate), self.server.secrets.joining)

    def code_for(self, table: str) -> JoinCode:
        """Return the code by which one table joins, and no other. Raises ``Refused`` and ``NotWritten``."""
        return code_for(self.folder, self.code, self.server.secrets, table)

    @property
    def front_code(self) -> JoinCode:
        """Return the code by which front ends of the hall's vote join."""
        return self.code._replace(secret=self.server.secrets.fronting)

    async def start(self) -> None:
        """Start the server and listen; return when tables can join."""
        await asyncio.to_thread(self._read)
        if self._elsewhere is None:
            await self.server.start()
        else:
            self.server.write_configuration()
        await asyncio.to_thread(write_secret, self.folder / CODE, f"{self.code}\n".encode())
        try:
            await check_durable(*self.where, self.server.certificate, self._password(WITNESS), self.server.configured)
        except Refused:
            await self.server.stop()
            raise
        self._working = [asyncio.create_task(self._run(), name="listen to the tables")]
        self._working.append(asyncio.create_task(self._keep_status(), name="keep who was heard"))
        self._working.append(asyncio.create_task(self.hall.follow(), name="follow the hall's votes"))
        try:
            await asyncio.wait_for(self._ready.wait(), READY_WITHIN)
        except TimeoutError:
            await self.stop()
            raise Refused(" ".join(self.remarks) or "The message server does not answer. Try again.") from None

    async def stop(self) -> None:
        """Stop listening, and end the server in good order."""
        await end(*self._working)
        await self.server.stop()
        await asyncio.to_thread(self.hall.close)
        await asyncio.to_thread(self._write_status)

    def announce(self, plan: HallPlan) -> None:
        """Let every table read what is asked of the whole hall. Raises ``NotWritten``."""
        write_plan(self.folder, plan)
        self.plan = plan
        self._told()

    def remark(self, sentence: str) -> None:
        """Keep a sentence for the person at the desk; the same one is said once."""
        if sentence not in self.remarks:
            self.remarks.append(sentence)
            self._told()

    def boards(self) -> Mapping[str, Session]:
        """Return each table's board, by session."""
        return {session: history.session for session, history in self._histories.items() if history.session.id}

    def tables(self) -> list[TableHeard]:
        """Return all tables that have joined or came by stick, by their number."""
        sessions = {*self._histories, *(known.session for known in self.register.tables.values())}
        return with_expected([self._heard(session) for session in sorted(sessions)], self._expected)

    def _password(self, user: str) -> str:
        return self.server.secrets.password(user)

    def _read(self) -> None:
        for session in self._copies.sessions():
            history = self._histories[session] = History()
            for copy in self._copies.of(session).values():
                self._extend(session, history, copy.entries())

    def _extend(self, session: str, history: History, entries: list[Any]) -> None:
        try:
            history.extend(entries)
        except Damaged as error:
            self.remark(f"{session}: {error}")

    async def _run(self) -> None:
        """Listen over one connection after another."""
        while True:
            try:
                where = *self.where, self.server.certificate
                async with await connect(*where, DESK, self._password(DESK)) as link:
                    await self._listen(link)
            except LOST:
                pass  # the server is being started again, or the network is away: another connection will do
            except (JetStreamError, Refused) as error:
                self.remark(f"The message server does not take this wall ({error}). It is tried again and again.")
            await asyncio.sleep(AGAIN_AFTER)

    async def _listen(self, link: Link) -> None:
        await make_stream(link, self.server.secrets.space)
        for subject in (ENROL, SEATS_ENROL):
            await link.client.subscribe(subject, cb=self._on_enrol)
        await link.client.subscribe("report.*", cb=self._on_report)
        await self.hall.listen(link, self.server.secrets.space)
        await link.client.flush()
        self._ready.set()
        await self._receiver.work(link)

    async def _on_enrol(self, message: Msg) -> None:
        asked = asked_in(message)
        if (parcel := asked_parcel(asked)) is not None and "data" not in parcel:
            answer = await self._of_parcel(parcel)
        else:
            answer = await asyncio.to_thread(self.register.answer, asked, seat_in(message.subject))
            for doubt in self.register.doubts:
                self.remark(doubt)
        await message.respond(json.dumps(answer).encode())
        self._told()

    async def _on_report(self, message: Msg) -> None:
        """Take note of what a table says, and answer what of it is on our disk."""
        user = message.subject.partition(".")[2]
        asked = asked_in(message)
        if (parcel := asked_parcel(asked)) is not None:
            answered = await self._of_parcel(parcel)
            answered["phones"] = self._laptops.phones(self.register.session_of(user), str(parcel.get("laptop", "")))
            await message.respond(json.dumps(answered).encode())
            return
        try:
            report = report_from_json(asked)
        except Refused as error:
            answer = DeskAnswer({}, self._now(), refused=str(error))
        except (ValueError, KeyError, TypeError):
            sentence = "The summit did not understand this table. Update workshop on both."
            answer = DeskAnswer({}, self._now(), refused=sentence)
        else:
            answer = await self._answer(user, report)
        await message.respond(json.dumps(answer_to_json(answer)).encode())
        self._told()

    async def _of_parcel(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Answer what is said of a session that moves from one laptop to another."""
        try:
            return await asyncio.to_thread(self._parcels.answer, asked, self._now())
        except (NotWritten, OSError) as error:
            self.remark(str(error))
            return {"v": VERSION, "refused": f"The summit's laptop could not keep it ({error}). Nothing has moved."}

    async def _answer(self, user: str, report: TableReport) -> DeskAnswer:
        if report.session != self.register.session_of(user):
            self.remark(
                f"{self.register.name_of(user)} spoke for a session that is not its own. Nothing of it was taken."
            )
            return DeskAnswer(
                {}, self._now(), refused="This table spoke for another table's session; nothing was taken."
            )
        now = self._now()
        ahead = round((report.now - now) / 60_000)
        self._reports[report.session] = report, now, ahead if abs(ahead) > 1 else 0
        if words := another_table(self.register.joined(report.session), report):
            self.remark(words)
        twice = self._laptops.met(report, now)
        if twice:
            self.remark(
                f"{self.register.name_of(user)} goes on at two laptops. Both records are kept; close one there."
            )
        async with self._turn:
            copies = await asyncio.to_thread(self._copies.of, report.session)
        arrived = {node: copies[node].arrived for node in report.journals if node in copies}
        return DeskAnswer(arrived, now, cue_of(self.plan, now), twice=twice, plan=self.plan)

    async def _take(self, group: list[Came]) -> None:
        """Put lines on the disk, then show them."""
        if fronts := [came for came in group if is_front(came.address.user)]:
            await self.hall.take(fronts)
            group = [came for came in group if not is_front(came.address.user)]
        mine = [came for came in group if self.register.session_of(came.address.user) == came.address.session]
        forged = [came for came in group if came not in mine]
        async with self._turn:
            for came in forged:
                why_so = "it was sent for a session that this table has not joined with"
                self.remark(await asyncio.to_thread(self._copies.set_aside, came, why_so))
            taken = await asyncio.to_thread(self._copies.take, mine)
        for remark in taken.remarks:
            self.remark(remark)
        for session, entries in taken.entries.items():
            self._extend(session, self._histories.setdefault(session, History()), entries)
        self._told()

    def _heard(self, session: str) -> TableHeard:
        """Put together what is known of one table."""
        arrived = {node: copy.arrived for node, copy in self._copies.known(session).items()}
        state = self._histories[session].session if session in self._histories else None
        return heard_of(session, arrived, self._reports.get(session), self.register.joined(session), state)

    async def _keep_status(self) -> None:
        while True:
            await asyncio.sleep(STATUS_PAUSE)
            await asyncio.to_thread(self._write_status)
            self.plan = await asyncio.to_thread(read_plan, self.folder)  # a command may have set it

    def _write_status(self) -> None:
        rows = {heard.session or heard.name: heard._asdict() for heard in self.tables()}
        for session, (report, _, _) in self._reports.items():
            rows[session]["journals"] = {node: journal.lines for node, journal in report.journals.items()}
        if rows != self._written:
            self._written = rows
            with contextlib.suppress(NotWritten):
                write_settings(self.folder / STATUS, rows)
