"""Tables with a code of their own: each has a seat, with a user, a secret and a subject that no other table has."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from workshop.model.errors import Refused
from workshop.model.text import one_line
from workshop.sync.files import read_settings, write_settings
from workshop.sync.join_code import JoinCode
from workshop.sync.server_config import NUMBERED_SEATS, SEATS, Secrets

FILE: Final = "seats.json"
_NUMBER: Final = re.compile(r"[Tt]?0*(?P<number>[1-9][0-9]{0,6})")
_NAME: Final = re.compile(r"[0-9A-Za-z]{1,8}")


def table_called(text: str) -> str:
    """Return what a session calls a table that people write as "7", "07" or "T07"."""
    plain = one_line(text)
    found = _NUMBER.fullmatch(plain)
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
    if not _NAME.fullmatch(table):
        raise Refused(f"“{one_line(text)}” is not a table: give a number, or up to eight letters and digits.")
    if table.isdigit() and 0 < int(table) <= NUMBERED_SEATS:
        return int(table)
    kept = read_settings(wall / FILE)
    known = next((seat for seat, name in kept.items() if str(name).casefold() == table.casefold()), "")
    if known:
        return int(known)
    free = next((seat for seat in SEATS if seat > NUMBERED_SEATS and str(seat) not in kept), 0)
    if not free:
        raise Refused("No more tables with a name can have a code of their own. Give this one a number.")
    write_settings(wall / FILE, {**kept, str(free): table})
    return free


def table_at(wall: Path, seat: int) -> str:
    """Return the table that sits at a seat."""
    return str(seat) if seat <= NUMBERED_SEATS else str(read_settings(wall / FILE).get(str(seat), ""))


def code_for(wall: Path, hall: JoinCode, known: Secrets, text: str) -> JoinCode:
    """Return the code of one table, at the summit whose code is ``hall``. Raises ``Refused`` and ``NotWritten``."""
    seat = seat_of(wall, text)
    named = table_at(wall, seat) if seat > NUMBERED_SEATS else ""
    return hall._replace(secret=known.seating(seat), seat=seat, named=named)
