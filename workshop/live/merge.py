"""Tables are gathered into a summit: what may be merged into what, and where tables lie."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from workshop.model.errors import Damaged, Refused, WorkshopError
from workshop.rehearsal.mark import is_rehearsal
from workshop.store.folder import load, table_folders
from workshop.store.locations import Home, check_slug, is_session
from workshop.store.merge import Merged, merge_tables


def gather(home: Home, sources: Iterable[Path], slug: str, progress: Callable[[int, int], None]) -> Merged:
    """Put the tables of ``sources`` together in the summit ``slug``; order and repeats do not matter.

    The summit is still to be started where it is new. Raises ``Refused`` for what may not be merged, ``Damaged``
    where no table could come, and ``NotWritten``.
    """
    summit = home.sessions / check_slug(slug)
    if is_session(summit) and not table_folders(summit):
        raise Refused(f"“{slug}” is a table's session and no summit. Choose another name for the summit.")
    folders = list(dict.fromkeys(source.resolve() for source in sources))
    if summit.resolve() in folders:
        raise Refused(f"“{slug}” cannot be merged into itself.")
    played = [folder for folder in folders if _is_rehearsal(folder)]
    apart = tuple(f"“{f.name}” is a rehearsal: what pretend people said goes into no summit." for f in played)
    tables = [folder for folder in folders if folder not in played]
    if not tables:
        raise Refused(" ".join(apart))
    merged = merge_tables(tables, summit, progress)
    if not table_folders(summit):
        raise Damaged(" ".join(merged.left_out))
    return merged._replace(remarks=(*apart, *merged.remarks))


def sessions_in(folder: Path) -> list[Path]:
    """Return the sessions of a folder: itself, or those that lie in it or in its ``sessions``."""
    if is_session(folder):
        return [folder]
    found: list[Path] = []
    for place in (folder, folder / "sessions"):
        with suppress(OSError):
            found += sorted(path for path in place.iterdir() if is_session(path))
    return found


def without_journal(folder: Path) -> list[Path]:
    """Return what was a session in a folder of sessions and has lost its journal: it was copied only in part."""
    places = {path.parent for path in (*folder.glob("*/session.json"), *folder.glob("sessions/*/session.json"))}
    return sorted(place for place in places if not is_session(place))


def _is_rehearsal(source: Path) -> bool:
    """Return whether a source is a rehearsal; one that cannot be read is the merge's to name."""
    with suppress(WorkshopError):
        return is_rehearsal(load(source))
    return False
