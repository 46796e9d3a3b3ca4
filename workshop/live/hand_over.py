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

from workshop.importing.readers.archive import BROKEN
from workshop.live.draft import NAME as DRAFT
from workshop.live.origin import note_taken_over
from workshop.model.errors import NotWritten, Refused, Unreadable, WorkshopError
from workshop.store.atomic_files import PRIVATE, write_file
from workshop.store.folder import JOURNAL, TABLES, load
from workshop.store.journal import journals_in
from workshop.store.locations import Home, free_slug, is_session, session_folders, slug_of
from workshop.store.merge import bring_journals
from workshop.store.writing_right import SEAL, WritingRight, seal_of

VERSION: Final = 1
SUFFIX: Final = ".workshop"
MANIFEST: Final = "hand-over.json"
PHONES: Final = "phones.json"
SUMMIT: Final = "summit.json"
BESIDE: Final = (PHONES, SUMMIT, DRAFT)
"""What goes along beside the record: the phones' key and secret, the summit it takes part in, the line being typed."""

_HEAD: Final = 64
"""Bytes at the beginning of a file that was handed over, in which the name of its first part stands."""

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
    beside = {name: path.read_bytes() for name in BESIDE if (path := folder / name).is_file()}
    return packed(folder / JOURNAL, folder.name, history.session.id, entries, beside), entries


def seal(folder: Path, to: str, now: int) -> None:
    """Let nobody go on with a session here by mistake: it was handed over. Raises ``NotWritten``."""
    write_file(folder / SEAL, json.dumps({"to": to, "at": now}).encode(), PRIVATE)


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

    Raises ``Unreadable`` for any other file, ``Damaged`` where the laptops tell different things under one name,
    ``Busy`` and ``NotWritten``.
    """
    if file.exists() and not file.is_file():
        raise Unreadable(f"{file} is not an ordinary file. Name the file that the other laptop wrote.")
    try:
        data = file.read_bytes()
    except OSError as error:
        reason = (error.strerror or "no such file").lower()
        cure = "Name the file that the other laptop wrote, or type the code that it shows, whole. Nothing was changed."
        raise Unreadable(f"{file} cannot be read ({reason}). {cure}") from error
    return unpack(home, data, str(file))


def unpack(home: Home, data: bytes, named: str) -> TakenOver:
    """Go on with a session from what the other laptop packed; ``named`` is what it is called in sentences."""
    contents, told = _unpacked(data, named)
    folder = _folder_for(home, str(told["session"]), str(told["slug"]))
    before = {entry.id for entry in load(folder).entries} if is_session(folder) else set()
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


def packed(journals: Path, slug: str, session: str, entries: int, beside: dict[str, bytes]) -> bytes:
    """Return journals, and what goes along ``beside`` them, in one file's bytes."""
    contents = {f"{JOURNAL}/{path.name}": path.read_bytes() for path in journals_in(journals)} | beside
    told = {
        "format": "workshop hand-over",
        "v": VERSION,
        "slug": slug,
        "session": session,
        "entries": entries,
        "files": {name: sha256(data).hexdigest() for name, data in contents.items()},
    }
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(told, indent=1))
        for name, data in contents.items():
            archive.writestr(name, data)
    return whole.getvalue()


def _unpacked(data: bytes, file: str) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return what a file holds, checked, and what it says of itself. Raises ``Unreadable``."""
    broken = Unreadable(f"{file} is damaged or was copied only in part. Copy it again; nothing was changed.")
    if MANIFEST.encode() not in data[:_HEAD]:
        raise Unreadable(f"{file} is not a session that was handed over. Nothing was changed.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
                raise Unreadable(f"{file} is larger than any session. Nothing was taken from it.")
            told = json.loads(archive.read(MANIFEST))
            if told["v"] != VERSION:
                raise Unreadable(f"{file} was written by a newer version of workshop. Update this one to take over.")
            contents = {str(name): archive.read(name) for name in told["files"]}
            sums = {name: sha256(content).hexdigest() for name, content in contents.items()}
            sound = sums == told["files"] and all(map(_NAME.fullmatch, sums))
    except (*BROKEN, KeyError, TypeError) as error:
        raise broken from error
    if not sound:
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
