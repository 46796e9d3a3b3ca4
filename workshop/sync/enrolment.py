"""A table says its name for the first time and is given a user of its own, whose subjects nobody else may write.

The desk alone can read the question, and everybody with the code could read the answer: so the password in it is hidden
under a key that was in the question, used once.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Final, NamedTuple

from workshop.model.errors import Refused
from workshop.model.hlc import is_stamp
from workshop.model.text import LABEL_LIMIT, clean, one_line
from workshop.model.wall import TableHeard
from workshop.sync.connection import connect_by
from workshop.sync.files import read_settings, write_settings
from workshop.sync.membership import Membership, keep_membership
from workshop.sync.reports import VERSION, check_version
from workshop.sync.server_config import Secrets, check_table, table_at, table_called
from workshop.sync.subjects import SEAT, is_seat, user_of

FILE: Final = "tables.json"
FRONTS_FILE: Final = "front-ends.json"


class Enrolled(NamedTuple):
    """A table that has joined: its session, and what it showed as proof, hashed.

    ``seated`` says that it came with a code of its own, which names the table.
    """

    session: str
    proof: str
    table: str
    title: str
    seated: bool = False


def read_tables(folder: Path) -> dict[str, Enrolled]:
    """Return the tables that have joined, by their users."""
    kept = read_settings(folder / FILE)
    return {user: _enrolled(user, *map(str, row[:4])) for user, row in kept.items()}


def _enrolled(user: str, session: str, proof: str, table: str, title: str) -> Enrolled:
    return Enrolled(session, proof, table, title, is_seat(user))


def write_tables(folder: Path, tables: Mapping[str, Enrolled]) -> None:
    """Keep the tables that have joined. Raises ``NotWritten``."""
    write_settings(folder / FILE, {user: list(row[:4]) for user, row in tables.items()})


def release(folder: Path, session: str) -> None:
    """Let a session join once more from another laptop: its own has died. Raises ``NotWritten``."""
    tables = read_tables(folder)
    freed = {user: row._replace(proof="") for user, row in tables.items() if row.session == session}
    if freed:
        write_tables(folder, tables | freed)


def question(proof: str, **said: str) -> tuple[dict[str, Any], bytes]:
    """Return what a newcomer asks who says so of itself, and the key under which it is answered."""
    key = secrets.token_bytes(32)
    return {"v": VERSION, **said, "proof": proof, "key": key.hex()}, key


def opened(answer: Mapping[str, Any], key: bytes) -> tuple[str, str, str]:
    """Return user, password and the summit's name from an answer. Raises ``Refused`` with the desk's sentence."""
    if answer.get("refused"):
        raise Refused(clean(str(answer["refused"])))
    try:
        return str(answer["user"]), hidden(bytes.fromhex(answer["password"]), key).hex(), clean(str(answer["summit"]))
    except (KeyError, ValueError, TypeError) as error:
        raise Refused("The summit answered what this version does not understand. Update workshop on both.") from error


async def enrol(
    place: Path, membership: Membership, newcomer: str, subject: str, asked: tuple[dict[str, Any], bytes]
) -> Membership:
    """Have a user made as a newcomer asks at ``subject``, and remember it in ``place``.

    ``asked`` is the question, and the key under which it is answered. Raises ``Refused`` and one of ``LOST``.
    """
    code, (question_asked, key) = membership.code, asked
    async with await connect_by(code, newcomer, code.password) as link:
        user, password, summit = opened(await link.ask(subject, question_asked), key)
    membership = membership._replace(user=user, password=password, summit=summit)
    await asyncio.to_thread(keep_membership, place, membership)
    return membership


class Newcomers(ABC):
    """Those who join, each of whom is given a user; kept in a file. Raises ``NotWritten``."""

    what: ClassVar[str]

    def __init__(self, path: Path, known: Secrets, summit: str) -> None:
        self._path = path
        self._secrets = known
        self._summit = summit

    def answer(self, asked: Mapping[str, Any], seat: int = 0) -> dict[str, Any]:
        """Return the answer to a newcomer's question: its user and password, or why not, in a sentence.

        A table at a ``seat`` has come with a code of its own.
        """
        try:
            user = self._enrol(asked, seat)
            key = bytes.fromhex(str(asked["key"]))
            password = bytes.fromhex(self._secrets.password(user))
            return {"v": VERSION, "user": user, "password": hidden(password, key).hex(), "summit": self._summit}
        except Refused as error:
            return {"v": VERSION, "refused": str(error)}
        except (KeyError, ValueError, TypeError):
            return {"v": VERSION, "refused": f"The summit did not understand this {self.what}'s question."}

    @abstractmethod
    def _enrol(self, asked: Mapping[str, Any], seat: int) -> str:
        """Return a newcomer's user. Raises ``Refused``, and ``KeyError`` or ``ValueError`` for what is no question."""


class Register(Newcomers):
    """The tables that have joined."""

    what = "table"

    def __init__(self, folder: Path, known: Secrets, summit: str) -> None:
        super().__init__(folder / FILE, known, summit)
        self.tables = read_tables(folder)

    def session_of(self, user: str) -> str:
        """Return which session a user may send; empty where it has none."""
        return self.tables[user].session if user in self.tables else ""

    def joined(self, session: str) -> Enrolled | None:
        """Return how a session has joined; ``None`` where it has not."""
        return next((table for table in tuple(self.tables.values()) if table.session == session), None)

    @property
    def doubts(self) -> list[str]:
        """Return a sentence for each table of whose number several sessions say that they are."""
        titles: dict[str, list[str]] = {}
        for known in tuple(self.tables.values()):
            titles.setdefault(table_called(known.table), []).append(f"“{known.title}”")
        return [
            f"{len(of)} sessions say that they are table {table}: {', '.join(of)}. Correct the number at one of them."
            for table, of in titles.items()
            if table and len(of) > 1
        ]

    def name_of(self, user: str) -> str:
        """Return what people call the table of a user: "T07"."""
        known = self.tables.get(user)
        return TableHeard("", known.table, known.title).name if known else f"A table unknown here ({user})"

    def _enrol(self, asked: Mapping[str, Any], seat: int) -> str:
        check_version(asked)
        session, proof = str(asked["session"]), hashlib.sha256(str(asked["proof"]).encode()).hexdigest()
        if not is_stamp(session):
            raise ValueError(session)
        self.tables = read_tables(self._path.parent)
        table, title = (clean(str(asked[name])).replace("\n", " ")[:200] for name in ("table", "title"))
        if seat:
            said, table = table, table_at(self._path.parent, seat)
            check_table(table, said)
        for user, known in self.tables.items():
            if known.session == session:
                if not known.proof:
                    return self._keep(user, known._replace(proof=proof))
                if hmac.compare_digest(known.proof, proof):
                    return user
                raise Refused(
                    "This session has joined already, from another laptop. If it was moved here, use take-over, which "
                    "brings along what shows it; nothing was sent."
                )
        return self._keep(self._user_for(seat), Enrolled(session, proof, table, title, seated=bool(seat)))

    def _user_for(self, seat: int) -> str:
        """Return the user for a session that has none yet. Raises ``Refused`` where there is none for it."""
        if seat:
            user = user_of(SEAT, seat)
            if known := self.tables.get(user):
                raise Refused(
                    f"Table {known.table} has joined with another session, “{known.title}”. Nothing was sent. If this "
                    "is the one that counts, join with the code of the whole hall, which the wall shows."
                )
            return user
        free = next((user for user in self._secrets.tables if user not in self.tables), None)
        if free is None:
            raise Refused(
                f"{len(self.tables)} tables have joined, and no more can. This table's folder comes by stick."
            )
        return free

    def _keep(self, user: str, table: Enrolled) -> str:
        self.tables[user] = table
        write_tables(self._path.parent, self.tables)
        return user


def hidden(data: bytes, key: bytes) -> bytes:
    """Return ``data`` under a key that is used once; applied again it is as it was."""
    if len(data) != len(key):
        raise ValueError(len(data))
    return bytes(a ^ b for a, b in zip(data, key, strict=True))


class FrontEnd(NamedTuple):
    """A front end that has joined: what people call it, and what it showed as proof, hashed."""

    name: str
    proof: str


class FrontRegister(Newcomers):
    """The front ends of the hall's vote that have joined: each has a name and a user of its own.

    They come in by a code of their own, which is not on the wall: a table with it could stuff the ballot box.
    """

    what = "front end"

    def __init__(self, folder: Path, known: Secrets, summit: str) -> None:
        super().__init__(folder / FRONTS_FILE, known, summit)
        self.fronts = {user: FrontEnd(*map(str, row)) for user, row in read_settings(self._path).items()}

    def name_of(self, user: str) -> str:
        """Return what people call a front end."""
        return self.fronts[user].name if user in self.fronts else user

    def _enrol(self, asked: Mapping[str, Any], _seat: int) -> str:
        if asked["v"] != VERSION:
            raise Refused("This front end runs another version of workshop than the summit. Update the older one.")
        name, proof = one_line(str(asked["name"])), hashlib.sha256(str(asked["proof"]).encode()).hexdigest()
        if not 0 < len(name) <= LABEL_LIMIT:
            raise Refused("A front end needs a short name.")
        for user, known in self.fronts.items():
            if known.name == name:
                if hmac.compare_digest(known.proof, proof):
                    return user
                raise Refused(f"A front end “{name}” serves this hall already. Choose another name for this one.")
        free = next((user for user in self._secrets.fronts if user not in self.fronts), None)
        if free is None:
            raise Refused(f"{len(self.fronts)} front ends have joined, and no more can.")
        fronts = {**self.fronts, free: FrontEnd(name, proof)}
        write_settings(self._path, {user: list(row) for user, row in fronts.items()})
        self.fronts = fronts
        return free
