"""The right to run a summit's wall: one process has it at a time, whoever else writes the summit.

Two walls would run two message servers over one store, and write the same copies of the tables' journals.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from workshop.model.errors import Busy
from workshop.store.folder import WritingRight, writer_of

WALL: Final = "wall"


class WallRight(WritingRight):
    """Held as long as a wall runs. Raises ``Busy`` and ``NotWritten``."""

    def __init__(self, summit: Path) -> None:
        super().__init__(summit / WALL)

    def _who(self) -> str:
        pid = writer_of(self._folder)
        process = f"process {pid}" if pid else "another process"
        return (
            f"The wall of “{self._folder.parent.name}” runs already, in {process} of this computer. "
            "Look at it there, or end it there first. Nothing was changed."
        )


def wall_runs(summit: Path) -> bool:
    """Return whether some process runs the wall of a summit, on this computer, now."""
    with suppress(Busy):
        WallRight(summit).give_up()
        return False
    return True
