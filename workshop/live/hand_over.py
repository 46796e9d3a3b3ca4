"""A session moves to another laptop: in one file, with what was being typed and with what lets its phones back in.

The first laptop seals its session, so that nobody goes on there by mistake. If somebody does all the same, both records
are kept when they meet: journals merge, and both are told.
"""

from __future__ import annotations

import io
import json
import re
import tempfile
import zipfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from workshop.live.draft import NAME as DRAFT
from workshop.live.origin import note_taken_over
from workshop.model.errors import NotFound, NotWritten, Refused, Unreadable, WorkshopError
from workshop.model.history import History
from workshop.store.atomic_files import PRIVATE, write_file
from workshop.store.folder import JOURNAL, SEAL, TABLES, WritingRight, history_of, load, seal_of, table_folders
from workshop.store.journal import journals_in, raw_lines
from workshop.store.locations import Home, free_slug, is_session, session_folders, slug_of
from workshop.store.merge import bring_journals

VERSION: Final = 1
SUFFIX: Final = ".workshop"
MANIFEST: Final = "hand-over.json"
PHONES: Final = "phones.json"
SUMMIT: Final = "summit.json"
BESIDE: Final = (PHONES, SUMMIT, DRAFT)
"""What goes along beside the record: the phones' key and secret, the summit it takes part in, the line being typed."""

MOST_BYTES: Final = 256 * 1024 * 1024
_NAME: Final = re.compile(
    rf"({JOURNAL}|{TABLES}/[0-9A-Za-z.-]+)/[0-9A-Za-z-]+\.jsonl|phones\.json|summit\.json|draft\.json"
)


class TakenOver(NamedTuple):
    """What taking over brought: the session's folder, entries in the file, entries that only this laptop had."""

    folder: Path
    entries: int
    only_here: int


def hand_over(folder: Path, to: Path, now: int) -> int:
    """Write all of a session into one file and seal the session here; return how many entries went along.

    Raises ``Busy`` where another program writes it, ``Damaged`` and ``NotWritten``; then it is not sealed.
    """
    right = WritingRight(folder)
    try:
        data, entries = pack(folder)
        write_file(to, data, PRIVATE)
        seal(folder, to.name, now)
    finally:
        right.give_up()
    return entries


def pack(folder: Path) -> tuple[bytes, int]:
    """Return all of a session in one file's bytes, and how many entries it has. For who has the right to write it."""
    history = load(folder)
    if (folder / TABLES).is_dir():
        raise Refused(f"“{folder.name}” is a summit. Copy its folder to the other laptop.")
    entries = len(history.entries)
    return _packed(folder / JOURNAL, folder.name, history.session.id, entries, own=True), entries


def seal(folder: Path, to: str, now: int) -> None:
    """Let nobody go on with a session here by mistake: it was handed over. Raises ``NotWritten``."""
    write_file(folder / SEAL, json.dumps({"to": to, "at": now}).encode(), PRIVATE)


def hand_over_copy(summit: Path, table: str, to: Path) -> tuple[int, list[str]]:
    """Write the desk's copy of a table's session into one file, because its laptop has died.

    Return how many entries it has, and which lines the table had recorded that had not arrived, as far as it told.
    The next laptop may then join in the table's place. Raises ``NotFound``, ``Damaged`` and ``NotWritten``.
    """
    data, entries, missing = pack_copy(summit, table)
    write_file(to, data, PRIVATE)
    return entries, missing


def pack_copy(summit: Path, table: str) -> tuple[bytes, int, list[str]]:
    """Return the desk's copy of a table's session in one file's bytes, its entries, and which lines are not in it."""
    journals, history = _table_in(summit, table)
    session, entries = history.session.id, len(history.entries)
    packed = _packed(journals, f"table-{table}", session, entries, own=False)
    from workshop.sync.enrolment import release  # noqa: PLC0415 - only where a summit was live
    from workshop.sync.files import read_settings  # noqa: PLC0415 - as above

    release(summit / "wall", session)
    told = read_settings(summit / "wall" / "status.json").get(session, {}).get("journals", {})
    return packed, entries, _missing(journals, {str(node): int(lines) for node, lines in told.items()})


def _missing(journals: Path, told: dict[str, int]) -> list[str]:
    """Return which lines a table had told of are not in the desk's copy: "lines 181 to 214 of journal 3f2a"."""
    here = {path.stem: sum(raw.endswith(b"\n") for raw in raw_lines(path)) for path in journals_in(journals)}
    return [
        f"{_lines(here.get(node, 0) + 1, lines)} of journal {node}"
        for node, lines in sorted(told.items())
        if lines > here.get(node, 0)
    ]


def _lines(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first} to {last}"


def _table_in(summit: Path, table: str) -> tuple[Path, History]:
    """Return a table's journals in a summit, by its number, and what they tell."""
    wanted = table.casefold().lstrip("t0") or table
    for journals in table_folders(summit):
        history = history_of(journals)
        if history.session.table.lstrip("0") == wanted or history.session.title.casefold() == table.casefold():
            return journals, history
    raise NotFound(f"“{summit.name}” has nothing of a table {table}. “workshop summit {summit.name}” lists its tables.")


def take_back(folder: Path) -> None:
    """Let a session that was handed over go on here. Raises ``Refused`` where it was not, and ``NotWritten``."""
    if not seal_of(folder):
        raise Refused(f"“{folder.name}” was not handed over: it goes on here as it is.")
    try:
        (folder / SEAL).unlink()
    except OSError as error:
        raise NotWritten(f"{folder / SEAL} could not be removed. Ask for permission, and try again.") from error


def take_over(home: Home, file: Path) -> TakenOver:
    """Go on with a session that was handed over; what this laptop has of it is kept as well.

    Raises ``Unreadable`` for what is no such file, ``Damaged`` where both laptops tell different things under one name,
    ``Busy`` and ``NotWritten``.
    """
    if file.exists() and not file.is_file():
        raise Unreadable(f"{file} is no ordinary file. Name the file that the other laptop wrote.")
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Unreadable(f"{file} cannot be read ({(error.strerror or 'no such file').lower()}).") from error
    return unpack(home, data, str(file))


def unpack(home: Home, data: bytes, named: str) -> TakenOver:
    """Go on with a session from what the other laptop packed; ``named`` is what it is called in sentences."""
    contents, told = _unpacked(data, named)
    folder = _folder_for(home, str(told["session"]), str(told["slug"]))
    before = _entries_in(folder)
    with tempfile.TemporaryDirectory() as scratch:
        for name, content in contents.items():
            write_file(Path(scratch) / name, content, PRIVATE)
        with suppress(OSError):
            (folder / SEAL).unlink()
        right = WritingRight(folder)
        try:
            bring_journals(Path(scratch) / JOURNAL, folder / JOURNAL)
            for name in BESIDE:
                if name in contents and not (name == DRAFT and (folder / DRAFT).exists()):
                    write_file(folder / name, contents[name], PRIVATE)
            note_taken_over(folder)
        finally:
            right.give_up()
        came = {entry.id for entry in load(Path(scratch)).entries}
    return TakenOver(folder, len(came), len(before - came))


def _packed(journals: Path, slug: str, session: str, entries: int, *, own: bool) -> bytes:
    contents = {f"{JOURNAL}/{path.name}": path.read_bytes() for path in journals_in(journals)}
    if own:
        contents |= {name: path.read_bytes() for name in BESIDE if (path := journals.parent / name).is_file()}
    told = {
        "format": "workshop hand-over",
        "v": VERSION,
        "slug": slug,
        "session": session,
        "entries": entries,
        "files": {name: sha256(data).hexdigest() for name, data in contents.items()},
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(told, indent=1))
        for name, data in contents.items():
            archive.writestr(name, data)
    return packed.getvalue()


def _unpacked(data: bytes, file: str) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return what a file holds, checked, and what it says of itself. Raises ``Unreadable``."""
    broken = Unreadable(f"{file} is damaged or was copied half. Copy it again; nothing was changed.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
                raise Unreadable(f"{file} is larger than any session. Nothing was taken from it.")
            told = json.loads(archive.read(MANIFEST))
            if told["v"] != VERSION:
                raise Unreadable(f"{file} was written by a newer version of workshop. Update this one to take over.")
            contents = {str(name): archive.read(name) for name in told["files"]}
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        if isinstance(error, zipfile.BadZipFile) and not zipfile.is_zipfile(io.BytesIO(data)):
            raise Unreadable(f"{file} is no session that was handed over. Nothing was changed.") from error
        raise broken from error
    if any(
        not _NAME.fullmatch(name) or sha256(data).hexdigest() != told["files"][name] for name, data in contents.items()
    ):
        raise broken
    return contents, told


def _folder_for(home: Home, session: str, slug: str) -> Path:
    """Return where a session lies here, or the place for it: it has its name unless another has that."""
    for folder in session_folders(home):
        with suppress(WorkshopError):
            if load(folder).session.id == session:
                return folder
    name = slug_of(slug)
    return home.sessions / (free_slug(home, name) if is_session(home.sessions / name) else name)


def _entries_in(folder: Path) -> set[str]:
    """Return the entries that this laptop has of a session."""
    return {entry.id for entry in load(folder).entries} if is_session(folder) else set()
