"""What the desk's server needs and keeps: the summit's secret, a password for each user, and the port tables know."""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop.sync.files import read_settings, write_settings
from workshop.sync.join_code import SECRET_BYTES
from workshop.sync.subjects import (
    FRONT_NEWCOMER,
    NEWCOMER,
    front_user,
    seat_newcomer,
    table_user,
)

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "secrets.json"

MOST_TABLES: Final = 200
"""Users the server is told of in advance, so that it need not be told anew for each table that joins."""


NUMBERED_SEATS: Final = 200
NAMED_SEATS: Final = 50
"""Tables that may have a code of their own: those of these numbers, and as many with a name."""

SEATS: Final = range(1, NUMBERED_SEATS + NAMED_SEATS + 1)

MOST_FRONTS: Final = 64
"""The same, for front ends of the hall's vote."""

_SEAT_OF_NEWCOMER: Final = {seat_newcomer(seat): seat for seat in SEATS}


class Secrets(NamedTuple):
    """The secret in the join code, and that from which each user's password is made.

    Also what must not change while tables come and go: the server's port (0: none yet) and how many bytes it keeps.
    """

    joining: bytes
    passwords: bytes
    port: int
    space: int

    def password(self, user: str) -> str:
        """Return a user's password. The newcomers' is the code's, any other cannot be told from another."""
        if user == NEWCOMER:
            return self.joining.hex()
        if user == FRONT_NEWCOMER:
            return self.fronting.hex()
        if user in _SEAT_OF_NEWCOMER:
            return self.seating(_SEAT_OF_NEWCOMER[user]).hex()
        return hmac.digest(self.passwords, user.encode(), "sha256").hex()

    @property
    def fronting(self) -> bytes:
        """Return the secret in the code for front ends, which tables are not told."""
        return hmac.digest(self.passwords, b"front ends", "sha256")[:SECRET_BYTES]

    def seating(self, seat: int) -> bytes:
        """Return the secret in the code of the table at a seat."""
        return hmac.digest(self.passwords, f"seat {seat}".encode(), "sha256")[:SECRET_BYTES]

    @property
    def fronts(self) -> list[str]:
        """Return the users for front ends."""
        return [front_user(number) for number in range(1, MOST_FRONTS + 1)]

    @property
    def tables(self) -> list[str]:
        """Return the users for tables."""
        return [table_user(number) for number in range(1, MOST_TABLES + 1)]


def keep_secrets(folder: Path, space: int) -> Secrets:
    """Return the secrets of a summit; made with so much ``space`` when first needed. Raises ``NotWritten``."""
    known = read_secrets(folder)
    if known is None:
        made = Secrets(secrets.token_bytes(SECRET_BYTES), secrets.token_bytes(32), 0, space)
        known = keep_port(folder, made, 0)
    return known


def read_secrets(folder: Path) -> Secrets | None:
    """Return the secrets of a summit; ``None`` where there are none that can be read."""
    kept = read_settings(folder / FILE)
    try:
        joining, passwords = bytes.fromhex(kept["joining"]), bytes.fromhex(kept["passwords"])
        return Secrets(joining, passwords, int(kept["port"]), int(kept["space"]))
    except (KeyError, ValueError, TypeError):
        return None


def keep_port(folder: Path, known: Secrets, port: int) -> Secrets:
    """Keep the port at which tables will look for the server the next time. Raises ``NotWritten``."""
    known = known._replace(port=port)
    secret = {"joining": known.joining.hex(), "passwords": known.passwords.hex()}
    write_settings(folder / FILE, known._asdict() | secret)
    return known
