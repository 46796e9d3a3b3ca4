"""How what is sent is addressed: a subject for each journal file, and those by which desk and table talk."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

STREAM: Final = "JOURNALS"
CONSUMER: Final = "desk"
DESK: Final = "desk"
"""The user who may read everything."""

NEWCOMER: Final = "join"
"""The user as whom a table says its name for the first time; its password stands in the join code."""

TABLE, SEAT, FRONT, SEAT_NEWCOMER = "t", "s", "f", "j"
"""How the names of users begin: of tables, of those with a code of their own, of front ends, and of newcomers who
come with such a code, in which their password stands."""

WITNESS: Final = "witness"
"""The user who may ask the server how it keeps what it acknowledges."""

ENROL: Final = "enrol"
SEATS_ENROL: Final = "enrol.seats.*"
"""The same, for tables with a code of their own: each has a subject that no other may use."""

FRONT_NEWCOMER: Final = "front"
"""The user as whom a front end of the hall's vote says its name for the first time; its code is not on the wall."""

FRONT_ENROL: Final = "enrol.front"
HALL_CHANGED: Final = "hall.changed"
"""Where front ends are told that there is something to ask for; nothing of it is in the message."""

CLAIMS: Final = "claims"
"""The bucket in which each code on paper is claimed once for the whole hall."""

_JOURNAL: Final = re.compile(
    r"journal\.(?P<user>[tsf]\d{3})\.(?P<session>\d{8}T\d{6}_\d{3}Z-\d{3}-[0-9a-z]{1,16})\.(?P<node>[0-9a-z]{1,16})"
)
_NODE: Final = re.compile(r"[0-9a-z]{1,16}")


class JournalAddress(NamedTuple):
    """The subject of one journal file: who sends it, of which session, and the file's name without its ending."""

    user: str
    session: str
    node: str

    @property
    def subject(self) -> str:
        """Return the subject; a session's name has a dot in it, which would part it in two."""
        return f"journal.{self.user}.{self.session.replace('.', '_')}.{self.node}"


def read_subject(subject: str) -> JournalAddress | None:
    """Return what a journal's subject says; ``None`` for any other subject."""
    match = _JOURNAL.fullmatch(subject)
    if match is None:
        return None
    return JournalAddress(match["user"], match["session"].replace("_", "."), match["node"])


def may_be_sent(node: str) -> bool:
    """Return whether a journal file of this name has a subject: one that a person renamed has none."""
    return _NODE.fullmatch(node) is not None


def report_subject(user: str) -> str:
    """Return where a table tells what it has recorded, and is answered what has arrived."""
    return f"report.{user}"


def is_front(user: str) -> bool:
    """Return whether a user is a front end of the hall's vote."""
    return user.startswith(FRONT)


def front_subject(user: str) -> str:
    """Return where a front end tells what it has taken in, and is answered what to ask the hall."""
    return f"fronts.{user}"


def inbox_of(user: str) -> str:
    """Return where a user is answered: nobody else may listen there."""
    return f"_INBOX.{user}"


def user_of(kind: str, number: int) -> str:
    """Return the name of a user: of the ``number``-th table or front end to join, or of the table at a seat."""
    return f"{kind}{number:03d}"


def is_seat(user: str) -> bool:
    """Return whether a user is a table with a code of its own."""
    return user.startswith(SEAT)


def seat_enrol(seat: int) -> str:
    """Return where the table at a seat says its name for the first time."""
    return f"enrol.seats.{seat:03d}"


def seat_in(subject: str) -> int:
    """Return which seat a newcomer speaks for; 0 where it came with the hall's code."""
    last = subject.rpartition(".")[2]
    return int(last) if last.isdigit() else 0
