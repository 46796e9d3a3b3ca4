"""A paper that is looked at: how it is read, and the session it would make."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.importing.line_map import LineMap
    from workshop.live.import_paper import Intake
    from workshop.model.commands import StartSession
    from workshop.model.session import Session


class PaperLook(NamedTuple):
    """A paper as it is read with ``mapping`` from list names to kinds and with what was said of its lines.

    ``begun`` is how the session that it would make was set up before, if it was.
    """

    path: Path
    mapping: dict[str, str]
    begun: StartSession | None
    line_map: LineMap
    intake: Intake
    session: Session

    async def otherwise(self, *, mapping: dict[str, str] | None = None, line_map: LineMap | None = None) -> PaperLook:
        """Read the paper in another way. Raises ``Unreadable`` and ``Refused``."""
        lists = self.mapping if mapping is None else mapping
        return await look_at(self.path, lists, self.begun, self.line_map if line_map is None else line_map)

    async def of_another(self, path: Path) -> PaperLook:
        """Read another paper, by what was learned from this one. Raises ``Unreadable`` and ``Refused``."""
        from workshop.importing.map_text import map_of_text  # noqa: PLC0415 - the readers; not before asked for

        return await look_at(path, {}, self.begun, map_of_text("\n".join(self.rules())))

    def rules(self) -> tuple[str, ...]:
        """Return what was said that holds for other papers too, as lines of a map."""
        lists = (f"map {name} = {kind}" for name, kind in self.mapping.items())
        return tuple(dict.fromkeys((*lists, *self.line_map.rules(), *self.intake.rules)))


async def look_at(
    path: Path, mapping: dict[str, str], begun: StartSession | None = None, line_map: LineMap | None = None
) -> PaperLook:
    """Read a paper to look at. Raises ``Unreadable`` and ``Refused``."""
    from workshop.importing.line_map import LineMap  # noqa: PLC0415 - the readers; not before asked for
    from workshop.importing.paper import AS_IT_STANDS, ReadingOptions  # noqa: PLC0415 - as above
    from workshop.live.import_paper import rehearsed, set_up_as, take_in  # noqa: PLC0415 - as above

    said = line_map or LineMap()
    reading = AS_IT_STANDS if said == LineMap() else ReadingOptions(line_map=said)

    def read() -> PaperLook:
        intake = take_in(path, mapping, reading, to_look_at=True)
        if begun is not None:
            intake = set_up_as(begun, intake)
        return PaperLook(path, mapping, begun, said, intake, rehearsed(intake).session)

    return await asyncio.to_thread(read)
