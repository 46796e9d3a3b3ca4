"""Many tables' folders into one summit: their journals are put side by side, whole, and nothing else.

So a table may come late, come corrected, or come twice; the order does not matter; and everything the tables did
is still there. Two organisers' copies of one summit come together in the same way, with what each of them did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from workshop.model.entry import Entry
from workshop.model.errors import Damaged, Unreadable
from workshop.model.events import EntryLost, SessionStarted
from workshop.model.hlc import is_stamp
from workshop.store.atomic_files import PRIVATE, shown, write_file
from workshop.store.codec import encode
from workshop.store.folder import JOURNAL, TABLES, cure_for, table_folders
from workshop.store.journal import SUFFIX, JournalReading, content_of, journals_in, read_all, read_journal
from workshop.store.snapshot import entries_seen

NAMED: Final = 16
"""Letters of the name of a journal that was put beside another."""


class Merged(NamedTuple):
    """What a merge did: how many sources brought something new and how many nothing new.

    ``left_out`` has a sentence for each that could not come, ``remarks`` one for each that came and is worth a look.
    """

    taken: int
    known: int
    left_out: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def merge_tables(
    sources: Sequence[Path], summit: Path, progress: Callable[[int, int], None] = lambda _done, _of: None
) -> Merged:
    """Put the journals of ``sources`` into the summit's folder. A summit brings the tables it has.

    A copy of this very summit also brings what was done in it. Where there is no summit yet, the copy that was
    started first becomes it. A table that is damaged is left out, with its sentence; the others come. Of two copies
    of a journal that went on apart both are kept, and it is said. Raises ``NotWritten``.
    """
    came = [0, 0]
    left_out: list[str] = []
    remarks: list[str] = []
    own = _own_session(summit) if journals_in(summit / JOURNAL) else _first_summit(sources)
    for done, source in enumerate(sources):
        progress(done, len(sources))
        brought: list[bool] = []
        for folder in _folders(source, own):
            try:
                read = _sound(folder)
                copy = table_folders(source) and folder == source / JOURNAL
                target = summit / JOURNAL if copy else summit / TABLES / _session_of(read)
                new = _new_in(read, target)
                brought.append(_put(new.files))
            except (Damaged, Unreadable) as error:
                left_out.append(f"{source.name} was left out. {error}")
            else:
                remarks += (f"{source.name}: {said}" for said in (*_parted(new), *_remarks(source, read)))
        if brought:
            came[any(brought)] += 1
    progress(len(sources), len(sources))
    return Merged(came[True], came[False], tuple(left_out), tuple(remarks))


def bring_journals(source: Path, target: Path) -> bool:
    """Put one session's journals beside those in ``target``; return whether they brought anything.

    Raises ``Damaged``, also where both tell different things, and ``Unreadable``, before anything is written, and
    ``NotWritten``.
    """
    new = _new_in(_sound(source), target)
    if new.parted:
        both = f"{shown(source / new.parted[0])} and the copy that is here, {shown(target / new.parted[0])}"
        raise Damaged(f"{both}, tell different things. Keep one of them.")
    return _put(new.files)


def _folders(source: Path, own: str) -> list[Path]:
    """Return the folders of journals that a source brings: its own too where it is a table or a copy of the summit."""
    tables = table_folders(source)
    return [*tables, *([source / JOURNAL] if not tables or (own and _own_session(source) == own) else [])]


def _first_summit(sources: Iterable[Path]) -> str:
    """Return the session of the summit that was started first among ``sources``; empty where there is none."""
    return min(filter(None, (_own_session(source) for source in sources if table_folders(source))), default="")


def _own_session(folder: Path) -> str:
    """Return the session that a folder's own journal is of; empty where that cannot be told."""
    with suppress(Damaged, Unreadable):
        return _session_of(_sound(folder / JOURNAL))
    return ""


def _sound(folder: Path) -> dict[Path, JournalReading]:
    """Read a table's journals. Raises ``Damaged`` and ``Unreadable``."""
    read = read_all(folder)
    if problems := [problem for reading in read.values() for problem in reading.problems]:
        raise Damaged(cure_for(problems))
    return read


def _entries(readings: Iterable[JournalReading]) -> list[Entry]:
    return [line.entry for reading in readings for line in reading.lines]


def _session_of(read: Mapping[Path, JournalReading]) -> str:
    """Return the name of the session that the journals are of: it becomes a folder's."""
    entries = _entries(read.values())
    if not entries:
        raise Unreadable("It holds no entries.")
    started = [(entry.id, e.session) for entry in entries for e in entry.events if isinstance(e, SessionStarted)]
    session = min(started, default=("", ""))[1]
    if not is_stamp(session):
        raise Unreadable("Its first journal is missing. Copy the whole folder again.")
    return session


class _New(NamedTuple):
    """The files to write, and the names of journals whose two copies tell different things."""

    files: dict[Path, bytes]
    parted: list[str]


def _new_in(read: Mapping[Path, JournalReading], target: Path) -> _New:
    """Return the files to write so that ``target`` has what was read, before any is written.

    Of two copies of a journal the one that has all of the other stays. Where neither has, both went on apart: what
    the copy tells that is nowhere in ``target`` is put beside, in a journal that is named by what it tells.
    """
    new = _New({}, [])
    for path, reading in read.items():
        to, lines = target / path.name, _whole_lines(path, reading.end)
        present = to.read_bytes() if to.exists() else b""
        if present.startswith(lines):
            continue
        if lines.startswith(present):
            new.files[to] = lines
            continue
        there, here = _told([read_journal(to)]), _told([reading])
        if there < here:
            new.files[to] = lines
        elif not here <= there:
            new.parted.append(path.name)
            new.files.update(_beside(reading, here - _told(read_all(target).values()), target))
    return new


def _beside(reading: JournalReading, odd: set[Entry], target: Path) -> dict[Path, bytes]:
    """Return a journal of lines that tell what is nowhere else, named by what it tells; none where all is known."""
    entries = (line.entry for line in reading.lines if line.entry in odd)
    lines = b"".join(encode(entry, number) for number, entry in enumerate(entries, 1))
    return {target / f"{sha256(lines).hexdigest()[:NAMED]}{SUFFIX}": lines} if lines else {}


def _put(files: Mapping[Path, bytes]) -> bool:
    for path, lines in files.items():
        write_file(path, lines, PRIVATE)
    return bool(files)


def _whole_lines(journal: Path, end: int) -> bytes:
    """Return the lines of a sound journal as they were written, whatever a stick or an editor did to their ends."""
    lines = map(content_of, journal.read_bytes()[:end].split(b"\n"))
    return b"".join(line + b"\n" for line in lines if line)


def _told(readings: Iterable[JournalReading]) -> set[Entry]:
    """Return what was told, without the marks of a repair: the copy that was not damaged has what they stand for."""
    return {entry for entry in _entries(readings) if not any(isinstance(e, EntryLost) for e in entry.events)}


def _parted(new: _New) -> Iterator[str]:
    for name in new.parted:
        yield f"{name} went on in two copies that tell different things. Both are kept: a card may be there twice."


def _remarks(source: Path, read: Mapping[Path, JournalReading]) -> Iterator[str]:
    entries = len({entry.id for entry in _entries(read.values())})
    if any(reading.torn for reading in read.values()):
        yield "a journal breaks off within a line. What is whole came. If only part was copied, copy and merge again."
    elif not table_folders(source) and _seen(source) > entries:
        yield "some of its entries are missing. What is there came; copy the folder again and merge it again."


def _seen(source: Path) -> int:
    try:
        return entries_seen(source)
    except Damaged:
        return 0
