"""Where a session came from, said once when it is opened: from a paper, other tables, or another laptop."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from workshop.model.ballots import some
from workshop.model.entry import Entry
from workshop.model.events import PaperImported
from workshop.model.session import Session
from workshop.store.atomic_files import write_file

TAKEN_OVER: Final = "taken-over.json"
"""In the session's folder from when it was taken over until that was said."""


def note_taken_over(folder: Path) -> None:
    """Let it be said that the session came from another laptop. Raises ``NotWritten``."""
    write_file(folder / TAKEN_OVER, b"{}")


def origin(folder: Path, session: Session, last: Entry | None) -> str:
    """Return where a session came from, as far as it was not said; of a paper only while nothing was done since."""
    tables = {card.source.title for card in session.cards.values() if card.source is not None}
    fresh = last is not None and any(isinstance(event, PaperImported) for event in last.events)
    papers = [name for name in session.papers.values() if name] if fresh else []
    parts = [some(len(tables), "table")] if tables else []
    if papers:
        parts.append(f"the paper {papers[0]}" if len(papers) == 1 else f"{len(papers)} papers")
    came = f"What stands here came from {' and '.join(parts)}." if parts else ""
    laptop = "This session comes from another laptop, and goes on here." if _taken_over(folder) else ""
    return " ".join(filter(None, (laptop, came)))


def _taken_over(folder: Path) -> bool:
    """Return whether it was taken over and nobody has been told; from now on somebody has."""
    with suppress(OSError):
        (folder / TAKEN_OVER).unlink()
        return True
    return False
