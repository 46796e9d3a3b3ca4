"""A session's part in a live summit. Nothing of the summit is loaded before a session has joined one."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from workshop.model.errors import Refused
from workshop.store.writer import SessionWriter, now_ms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workshop.sync.membership import TableProgress
    from workshop.sync.publisher import Publisher

FILE: Final = "summit.json"
"""Where a session that has joined remembers it."""

NOT_INSTALLED: Final = (
    "To take part in a live summit, install it with: pip install 'workshop[summit]'. "
    "Without it everything works as before, and the table comes by memory stick."
)


def join_summit(folder: Path, given: str) -> None:
    """Let a session take part in the summit of a code, or of a file with one. Raises ``Refused``."""
    need_summit_libraries()
    from workshop.sync.join_code import code_from  # noqa: PLC0415 - only where a summit is joined
    from workshop.sync.membership import join  # noqa: PLC0415 - as above

    join(folder, code_from(given))


def leave_summit(folder: Path) -> bool:
    """Let a session take part no more; return whether it did."""
    from workshop.sync.membership import leave  # noqa: PLC0415 - as above

    return leave(folder)


def need_summit_libraries() -> None:
    """Make sure that the extra is installed. Raises ``Refused``."""
    if find_spec("nats") is None:
        raise Refused(NOT_INSTALLED)


class SummitLink:
    """Sends a session's lines to the summit it has joined, if it has. ``told`` is called when the standing changes."""

    def __init__(self, writer: SessionWriter, told: Callable[[], None]) -> None:
        self.problem = ""
        self._writer = writer
        self._told = told
        self._publisher: Publisher | None = None

    @property
    def standing(self) -> TableProgress | None:
        """Return how far the table has come; ``None`` where it takes part in none."""
        return self._publisher.standing if self._publisher else None

    @property
    def progress(self) -> str:
        """Return how far the table has come: "214 recorded, 180 at the summit"; nothing where it takes part in none."""
        standing = self.standing
        if standing is None:
            return ""
        if standing.recorded == standing.at_summit + standing.withheld:
            return f"{standing.at_summit} at the summit"
        return f"{standing.recorded} recorded, {standing.at_summit} at the summit"

    @property
    def sentence(self) -> str:
        """Return what is in the way, else what the summit says to all tables."""
        standing = self.standing
        return self.problem or (standing.problem or standing.cue if standing else "")

    def begin(self) -> None:
        """Take part, where the session has joined a summit. What is in the way is said in ``problem``."""
        if self._publisher is not None or not (self._writer.folder / FILE).exists():
            return
        try:
            need_summit_libraries()
        except Refused as error:
            self.problem = str(error)
            return
        from workshop.sync.membership import read_membership  # noqa: PLC0415 - as above
        from workshop.sync.publisher import Publisher  # noqa: PLC0415 - as above

        membership = read_membership(self._writer.folder)
        if membership is None:
            self.problem = "What this session kept of its summit cannot be read. Join again with the code on the wall."
            return
        self._publisher = Publisher(self._writer.folder, membership, self._writer.session, self._told, now_ms)
        self._writer.watch(self._publisher.flushed)

    async def close(self) -> None:
        """End in good order; what was not sent is sent the next time."""
        if self._publisher is not None:
            await self._publisher.close()
