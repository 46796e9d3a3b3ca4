"""Which laptops go on with which session: one, or by mistake two."""

from __future__ import annotations

import hashlib
import socket
import uuid
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.sync.reports import TableReport

BOTH_WITHIN: Final = 10_000
"""Milliseconds within which two laptops that speak for one session count as both going on."""


def this_laptop(folder: Path) -> str:
    """Return what tells this laptop, and this folder on it, from others: it is not in the folder, and is not copied."""
    known = f"{uuid.getnode()} {socket.gethostname()} {folder.resolve()}"
    return hashlib.sha256(known.encode("utf-8", "replace")).hexdigest()[:16]


class Laptops:
    """What the desk has heard from which laptop."""

    def __init__(self) -> None:
        self._heard: dict[str, dict[str, tuple[int, str]]] = {}

    def met(self, report: TableReport, now: int) -> bool:
        """Take note of a report; return whether another laptop goes on with the same session."""
        of_session = self._heard.setdefault(report.session, {})
        of_session[report.laptop] = now, report.phones
        return any(now - at < BOTH_WITHIN for laptop, (at, _) in of_session.items() if laptop != report.laptop)

    def phones(self, session: str, but: str) -> str:
        """Return where phones join a session now, at another laptop than ``but``; nothing where it is not known."""
        others = [heard for laptop, heard in self._heard.get(session, {}).items() if laptop != but and heard[1]]
        return max(others)[1] if others else ""
