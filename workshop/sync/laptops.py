"""Which laptops go on with which session: one, or by mistake two."""

from __future__ import annotations

import hashlib
import socket
import uuid
from pathlib import Path
from typing import Final, NamedTuple

from workshop.sync.reports import TableReport

BOTH_WITHIN: Final = 10_000
"""Milliseconds within which two laptops that speak for one session count as both going on."""


def this_laptop(folder: Path) -> str:
    """Return what tells this laptop, and this folder on it, from others: it is not in the folder, and is not copied."""
    known = f"{uuid.getnode()} {socket.gethostname()} {folder.resolve()}"
    return hashlib.sha256(known.encode("utf-8", "replace")).hexdigest()[:16]


class LaptopHeard(NamedTuple):
    """One laptop: since when it has been heard without a pause, when it was last, and where phones join there."""

    since: int
    at: int
    phones: str


class Laptops:
    """What the desk has heard from which laptop."""

    def __init__(self) -> None:
        self._heard: dict[str, dict[str, LaptopHeard]] = {}

    def met(self, report: TableReport, now: int) -> bool:
        """Take note of a report; return whether another laptop goes on with the same session.

        One that was heard last before this one began has stopped: the session was handed over.
        """
        of_session = self._heard.setdefault(report.session, {})
        before = of_session.get(report.laptop)
        since = before.since if before is not None and now - before.at < BOTH_WITHIN else now
        of_session[report.laptop] = LaptopHeard(since, now, report.phones)
        others = (heard for laptop, heard in of_session.items() if laptop != report.laptop)
        return any(other.at > since and now - other.at < BOTH_WITHIN for other in others)

    def phones(self, session: str, but: str) -> str:
        """Return where phones join a session now, at another laptop than ``but``; nothing where it is not known."""
        heard = self._heard.get(session, {})
        others = [(each.at, each.phones) for laptop, each in heard.items() if laptop != but and each.phones]
        return max(others)[1] if others else ""
