"""Who may come in: the join key, the cookies of those who came in, and single-use codes on paper.

What must stay secret lies in ``phones.json`` in the session's folder, readable by its owner alone (mode 0600), and
never in the journal: a journal is copied, merged and handed on. A phone holds a random id and a seal made from it
with the server's secret, so nothing need be remembered of a phone, and its cookie holds after a restart.

A voter's token is a keyed hash of the phone's random id and the ballot's id. The journal holds the token alone, so it
cannot tell who voted for what, nor that two ballots have a voter in common; whoever has the journal and the
secret still lacks the id, which is on the phone alone.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from workshop.model.errors import NotWritten
from workshop.store.atomic_files import PRIVATE, write_file

FILE: Final = "phones.json"
LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""What keys are made of: nothing that looks like something else on a wall or a slip of paper."""

KEY_LENGTH: Final = 6
CODE_LENGTH: Final = 8
MOST_CODES: Final = 100_000
"""Of a hall. A table's are two thousand at most (``serve``)."""


KNOWN: Final = 4_096
"""Seals kept in memory once they were made or looked at: each phone's are asked for with every dot."""

TICKET_LASTS: Final = 3_600_000
_MOMENT: Final = 16
"""Digits that no moment in milliseconds has."""


class Person(NamedTuple):
    """Somebody who came in; ``paper`` says that it was with a single-use code.

    ``home`` is the front end of a hall that they are at home at, ``moved`` the number of the move that led them there.
    """

    id: str
    paper: bool
    home: str = ""
    moved: int = 0

    @property
    def has_moved(self) -> bool:
        """Return whether they were let in at another front end, which their id names."""
        return self.moved > 0 and not self.id.endswith(self.home)


class Codes(NamedTuple):
    """Paper ballots: how many codes were printed, and how many were used."""

    printed: int
    spent: int

    @property
    def unspent(self) -> int:
        """Return how many can still be used."""
        return self.printed - self.spent


def key_of(folder: Path) -> str:
    """Return the key with which phones join a session that another process writes; nothing where there is none."""
    try:
        return str(json.loads((folder / FILE).read_bytes())["key"])
    except (OSError, ValueError, TypeError, KeyError):
        return ""


class Door:
    """The door of one session. Raises ``NotWritten`` where its file cannot be kept.

    A file that cannot be read is set aside and made anew; phones then join once more.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._writing = asyncio.Lock()
        self._asked, self._kept = 0, 0
        known = _read(self._path)
        self.key = str(known.get("key") or _random(KEY_LENGTH))
        self._secret = bytes.fromhex(str(known.get("secret") or secrets.token_hex(32)))
        self._printed = int(known.get("codes", 0))
        self._spent: set[int] = set(known.get("spent", ()))
        self.cookie = f"workshop-{self._seal('cookie', 'name')[:6].lower()}"
        self._codes = self._numbered()
        self.person = lru_cache(KNOWN)(self._person)
        self.voter = lru_cache(KNOWN)(self._voter)
        self.bound = lru_cache(KNOWN)(self._bound)
        if not known:
            write_file(self._path, self._contents(), PRIVATE)

    @property
    def paper(self) -> bool:
        """Return whether voting takes a single-use code."""
        return self._printed > 0

    @property
    def codes(self) -> Codes:
        """Count the single-use codes."""
        return Codes(self._printed, len(self._spent))

    async def print_codes(self, count: int) -> list[str]:
        """Return ``count`` new codes for paper ballots; from now on voting takes one. Zero gives up paper ballots."""
        first = self._printed
        self._printed = min(first + count, MOST_CODES) if count else 0
        if not count:
            self._spent.clear()
        self._codes = self._numbered()
        await self._keep()
        return [self._code(number) for number in range(first, self._printed)]

    async def new_key(self) -> str:
        """Return a new join key; who is in stays in, and whoever comes needs the new one. Raises ``NotWritten``."""
        old, self.key = self.key, _random(KEY_LENGTH)
        try:
            await self._keep()
        except NotWritten:
            self.key = old
            raise
        return self.key

    def is_key(self, text: str) -> bool:
        """Return whether ``text`` is the join key, however it was typed."""
        return hmac.compare_digest(plain_key(text).encode(), self.key.encode())

    async def spend(self, text: str) -> bool:
        """Use up a single-use code; say whether it was one, and unused. It is on the disk when this returns."""
        number = self._codes.get(plain_key(text))
        if number is None or number in self._spent:
            return False
        self._spent.add(number)
        try:
            await self._keep()
        except NotWritten:
            self._spent.discard(number)
            raise
        return True

    def admit(self, *, paper: bool = False) -> str:
        """Return a cookie for somebody new."""
        return self._sealed(f"{'b' if paper else 'p'}{secrets.token_urlsafe(16)}")

    def _sealed(self, person: str) -> str:
        return f"{person}.{self._seal('person', person)}"

    def _person(self, cookie: str) -> Person | None:
        """Return whose cookie this is; nobody's, where we did not make it."""
        person, _, seal = cookie.partition(".")
        if not (person.isascii() and hmac.compare_digest(seal.encode(), self._seal("person", person).encode())):
            return None
        return Person(person[1:], person.startswith("b"))

    def _voter(self, person: Person, ballot: str) -> str:
        """Return the token under which ``person`` votes in ``ballot``, and in no other."""
        return self._seal("voter", person.id, ballot)

    def order(self, person: Person, ballot: str) -> bytes:
        """Return the key by which the cards of a person's ballot are arranged; nothing can be told from it."""
        return self._seal("order", person.id, ballot).encode()

    def owner(self, person: Person) -> str:
        """Return the name under which a device keeps what ``person`` has not sent, here and nowhere else."""
        return self._seal("owner", person.id)[:12]

    def _bound(self, ballot: str = "") -> str:
        """Return what binds a form to this session, and to one ballot: it is refused where it was not meant."""
        return self._seal("bound", ballot)[:8]

    def ticket(self, cookie: str, at: int) -> str:
        """Return what lets the owner of a cookie in at the laptop on which the table goes on, for an hour."""
        return self._seal("moved", cookie, str(at))

    def welcome(self, cookie: str, at: str, ticket: str, now: int) -> Person | None:
        """Return who comes with a ticket from the laptop that had this table before; nobody without a valid one."""
        if not (at.isascii() and at.isdigit() and len(at) < _MOMENT and abs(now - int(at)) < TICKET_LASTS):
            return None
        if not hmac.compare_digest(ticket.encode(), self.ticket(cookie, int(at)).encode()):
            return None
        return self.person(cookie)

    def request(self, person: Person, form: str) -> str:
        """Return the id of one sheet that ``person`` sends in, so that it counts once; another's is another."""
        return self._seal("form", person.id, form)

    def line(self, person: Person, number: int) -> str:
        """Return the token of one card that ``person`` offered: they find it, and nobody else can tell whose it is."""
        return self._seal("line", person.id, str(number))

    def _seal(self, *parts: str) -> str:
        digest = hmac.digest(self._secret, "\0".join(parts).encode("utf-8", "replace"), "sha256")
        return urlsafe_b64encode(digest[:18]).decode()

    def _code(self, number: int) -> str:
        digest = hmac.digest(self._secret, f"code {number}".encode(), "sha256")
        return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:CODE_LENGTH])

    def _numbered(self) -> Mapping[str, int]:
        return {self._code(number): number for number in range(self._printed)}

    def _contents(self) -> bytes:
        known = {
            "key": self.key,
            "secret": self._secret.hex(),
            "codes": self._printed,
            "spent": sorted(self._spent),
        }
        return json.dumps(known).encode()

    async def _keep(self) -> None:
        """Put the file on the disk; who waited while it was written shares the next writing."""
        self._asked += 1
        mine = self._asked
        async with self._writing:
            if self._kept >= mine:
                return
            asked = self._asked
            await asyncio.to_thread(write_file, self._path, self._contents(), PRIVATE)
            self._kept = asked


def _random(length: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def plain_key(text: str) -> str:
    """Return a typed key as it was meant."""
    return "".join(text.upper().split()).replace("-", "")


def _read(path: Path) -> dict[str, Any]:
    try:
        known = json.loads(path.read_bytes())
        bytes.fromhex(known["secret"])
        int(known.get("codes", 0))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        with suppress(OSError):
            path.replace(path.with_suffix(".damaged"))
        return {}
    return dict(known)
