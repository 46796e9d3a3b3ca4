"""What the message server is started with: the summit's secrets, tables' seats, and who may say what.

Tables with a code of their own have a seat each, with a user, a secret and a subject that no other table has.
"""

from __future__ import annotations

import hmac
import json
import re
import secrets
from pathlib import Path
from typing import Final, NamedTuple

from workshop.model.errors import Refused
from workshop.model.text import one_line
from workshop.sync.files import read_settings, write_settings
from workshop.sync.join_code import SECRET_BYTES, JoinCode
from workshop.sync.subjects import (
    CLAIMS,
    DESK,
    ENROL,
    FRONT,
    FRONT_ENROL,
    FRONT_NEWCOMER,
    HALL_CHANGED,
    NEWCOMER,
    SEAT,
    SEAT_NEWCOMER,
    TABLE,
    WITNESS,
    front_subject,
    inbox_of,
    report_subject,
    seat_enrol,
    user_of,
)

FILE: Final = "secrets.json"
MOST_TABLES: Final = 200
"""Users the server is told of in advance, so that it need not be told anew for each table that joins."""


NUMBERED_SEATS: Final = 200
NAMED_SEATS: Final = 50
"""Tables that may have a code of their own: those of these numbers, and as many with a name."""

SEATS: Final = range(1, NUMBERED_SEATS + NAMED_SEATS + 1)
MOST_FRONTS: Final = 64
"""The same, for front ends of the hall's vote."""

_SEAT_OF_NEWCOMER: Final = {user_of(SEAT_NEWCOMER, seat): seat for seat in SEATS}
MOST_BYTES: Final = 8 * 1024 * 1024
"""A line that is longer comes with the stick: the server's makers advise against more in one message."""

SEATS_FILE: Final = "seats.json"

_TABLE_NUMBER: Final = re.compile(r"[Tt]?0*(?P<number>[1-9][0-9]{0,6})")

_TABLE: Final = re.compile(r"[0-9A-Za-z]{1,8}")


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
        return [user_of(FRONT, number) for number in range(1, MOST_FRONTS + 1)]

    @property
    def tables(self) -> list[str]:
        """Return the users for tables."""
        return [user_of(TABLE, number) for number in range(1, MOST_TABLES + 1)]


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


def configuration(folder: Path, secrets: Secrets, host: str, port: int) -> str:
    """Return the configuration of a server that keeps its store in ``folder``, of about as many bytes as it has space.

    The stream has that bound and tells when it is reached; at the bound of the server nothing is answered at all.
    """
    return f"""\
# Written by workshop each time the wall starts.
host: {quoted(host)}
port: {port}
server_name: workshop
max_payload: {MOST_BYTES}
max_connections: 1000
write_deadline: "10s"
ping_interval: "10s"
jetstream {{
  store_dir: {quoted(str(folder / "store"))}
  sync_interval: always
  max_file_store: {2 * secrets.space}
  max_memory_store: 1MB
}}
tls {{
  cert_file: {quoted(str(folder / "certificate.pem"))}
  key_file: {quoted(str(folder / "key.pem"))}
  handshake_first: true
  timeout: 10
}}
accounts {{
  SUMMIT {{
    jetstream: enabled
    users: [
{_users(secrets)}
    ]
  }}
  SYS {{ users: [ {{ user: {WITNESS}, password: {quoted(secrets.password(WITNESS))} }} ] }}
}}
system_account: SYS
"""


def quoted(text: str) -> str:
    """Return a text as the configuration takes it, on Windows too."""
    return json.dumps(text, ensure_ascii=False)


def _users(secrets: Secrets) -> str:
    """Return a line for each user. What is not allowed is denied."""
    lines = [_user(secrets, DESK, [], [])]
    lines.append(_user(secrets, NEWCOMER, [ENROL], [f"{inbox_of(NEWCOMER)}.>"]))
    for seat in SEATS:
        newcomer = user_of(SEAT_NEWCOMER, seat)
        lines.append(_user(secrets, newcomer, [seat_enrol(seat)], [f"{inbox_of(newcomer)}.>"]))
    for user in (*secrets.tables, *(user_of(SEAT, seat) for seat in SEATS)):
        publish = [f"journal.{user}.>", report_subject(user)]
        lines.append(_user(secrets, user, publish, [f"{inbox_of(user)}.>"]))
    lines.append(_user(secrets, FRONT_NEWCOMER, [FRONT_ENROL], [f"{inbox_of(FRONT_NEWCOMER)}.>"]))
    claims = [f"$KV.{CLAIMS}.>", f"$JS.API.DIRECT.GET.KV_{CLAIMS}.>"]
    for user in secrets.fronts:
        publish = [f"journal.{user}.>", front_subject(user), *claims]
        lines.append(_user(secrets, user, publish, [f"{inbox_of(user)}.>", HALL_CHANGED]))
    return "\n".join(lines)


def _user(secrets: Secrets, user: str, publish: list[str], subscribe: list[str]) -> str:
    """Return one user's line; without subjects it may do anything within the summit's account.

    There are hundreds, and a password is hexadecimal, a subject of our letters: neither needs escapes.
    """
    allowed = ""
    if publish:
        publishes, subscribes = ('["' + '", "'.join(subjects) + '"]' for subjects in (publish, subscribe))
        allowed = f", permissions: {{ publish: {publishes}, subscribe: {subscribes} }}"
    return f'      {{ user: {user}, password: "{secrets.password(user)}"{allowed} }}'


def table_called(text: str) -> str:
    """Return what a session calls a table that people write as "7", "07" or "T07"."""
    plain = one_line(text)
    found = _TABLE_NUMBER.fullmatch(plain)
    return found["number"] if found else plain


def check_table(name: str, table: str) -> None:
    """Raise ``Refused`` where a session of ``table`` uses the code of another one, ``name``."""
    if name and table and table_called(table).casefold() != table_called(name).casefold():
        raise Refused(
            f"This code is table {name}'s, and this session is table {table}'s. Nothing was sent; join with the code "
            f"of table {table}, or correct the table's number in the set-up."
        )


def seat_of(wall: Path, text: str) -> int:
    """Return the seat of a table. Raises ``Refused`` for what is not a table, and ``NotWritten``."""
    table = table_called(text)
    if not _TABLE.fullmatch(table):
        raise Refused(f"“{one_line(text)}” is not a table: give a number, or up to eight letters and digits.")
    if table.isdigit() and 0 < int(table) <= NUMBERED_SEATS:
        return int(table)
    kept = read_settings(wall / SEATS_FILE)
    known = next((seat for seat, name in kept.items() if str(name).casefold() == table.casefold()), "")
    if known:
        return int(known)
    free = next((seat for seat in SEATS if seat > NUMBERED_SEATS and str(seat) not in kept), 0)
    if not free:
        raise Refused("No more tables with a name can have a code of their own. Give this one a number.")
    write_settings(wall / SEATS_FILE, {**kept, str(free): table})
    return free


def table_at(wall: Path, seat: int) -> str:
    """Return the table that sits at a seat."""
    return str(seat) if seat <= NUMBERED_SEATS else str(read_settings(wall / SEATS_FILE).get(str(seat), ""))


def code_for(wall: Path, hall: JoinCode, known: Secrets, text: str) -> JoinCode:
    """Return the code of one table, at the summit whose code is ``hall``. Raises ``Refused`` and ``NotWritten``."""
    seat = seat_of(wall, text)
    named = table_at(wall, seat) if seat > NUMBERED_SEATS else ""
    return hall._replace(secret=known.seating(seat), seat=seat, named=named)
