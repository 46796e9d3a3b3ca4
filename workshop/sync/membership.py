"""What a table's session keeps of the summit it has joined: the code, and the user it was given there."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any, Final, NamedTuple

from workshop.model.errors import Refused
from workshop.model.hall_plan import HallPlan
from workshop.sync.files import read_settings, write_settings
from workshop.sync.join_code import JoinCode, read_code

FILE: Final = "summit.json"
STATUS: Final = "summit-status.json"


class Membership(NamedTuple):
    """How a session takes part. ``proof`` shows that it is the same table again; ``user`` is yet to be given."""

    code: JoinCode
    proof: str
    user: str = ""
    password: str = ""
    summit: str = ""


class TableProgress(NamedTuple):
    """How far a table has come: lines recorded, at the summit, kept back for now; when the desk was last heard.

    ``complete`` says that the desk's files are the same as these, byte for byte; ``problem`` what is in the way.
    ``plan`` is what is asked of the whole hall, ``ahead`` how many milliseconds this clock is ahead of the desk's.
    """

    recorded: int = 0
    at_summit: int = 0
    withheld: int = 0
    complete: bool = False
    last_heard: int = 0
    connected: bool = False
    problem: str = ""
    plan: HallPlan = HallPlan()
    ahead: int = 0


def read_membership(folder: Path) -> Membership | None:
    """Return how a session takes part in a summit; ``None`` where it does not."""
    kept = read_settings(folder / FILE)
    try:
        fields = {name: str(kept.get(name, "")) for name in ("proof", "user", "password", "summit")}
        return Membership(read_code(str(kept["code"])), **fields)
    except (KeyError, Refused):
        return None


def keep_membership(folder: Path, membership: Membership) -> None:
    """Remember it. Raises ``NotWritten``."""
    write_settings(folder / FILE, {**membership._asdict(), "code": str(membership.code)})


def join(folder: Path, code: JoinCode) -> Membership:
    """Let a session take part in the summit of ``code``; the same code again changes nothing. Raises ``NotWritten``."""
    known = read_membership(folder)
    if known is not None and known.code.secret == code.secret:
        membership = known._replace(code=code)
    else:
        membership = Membership(code, known.proof if known else secrets.token_hex(16))
    keep_membership(folder, membership)
    return membership


def leave(folder: Path) -> bool:
    """Take part no more; return whether the session did. What was sent stays at the desk."""
    (folder / STATUS).unlink(missing_ok=True)
    try:
        (folder / FILE).unlink()
    except FileNotFoundError:
        return False
    return True


def keep_standing(folder: Path, standing: TableProgress) -> None:
    """Keep how far the table has come, for “workshop summit”. Raises ``NotWritten``."""
    write_settings(folder / STATUS, {name: kept for name, kept in standing._asdict().items() if name != "plan"})


def read_standing(folder: Path) -> TableProgress:
    """Return how far the table had come when it last said so."""
    kept: dict[str, Any] = read_settings(folder / STATUS)
    fields = {
        name: kept[name]
        for name, usual in TableProgress._field_defaults.items()
        if isinstance(kept.get(name), type(usual))
    }
    return TableProgress()._replace(**fields)
