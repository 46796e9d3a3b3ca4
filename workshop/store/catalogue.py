"""The catalogue of a home: sessions, cards to search, and the glossary, in one TinyDB file.

It is an index: a session stands in it with what was seen of its journals, and is read again when they have
changed. Deleting it loses the common glossary, and nothing that was recorded.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from tinydb import TinyDB, where

from workshop.model.errors import Damaged, NotWritten, WorkshopError
from workshop.store.atomic_files import make_folder
from workshop.store.atomic_storage import AtomicJSONStorage, Tables, table_of
from workshop.store.locations import Home, session_folders

if TYPE_CHECKING:
    from workshop.model.history import History
    from workshop.model.session import Note

NAME: Final = "catalogue.json"

PATIENCE: Final = 5.0
"""Seconds to wait for another process that is writing the catalogue: it needs a fraction of one."""

COLUMNS: Final = {
    "sessions": {"slug", "session", "title", "table", "themes", "cards", "kinds", "changed", "summit", "papers"}
    | {"problem", "seen"},
    "cards": {"slug", "id", "kind", "theme", "text", "tags"},
    "glossary": {"term", "expansion"},
}
"""What each row of a table must have; a file without that is damaged, or another program's."""

Row: TypeAlias = dict[str, Any]
Indexed: TypeAlias = tuple[Row, list[Row]]


class Catalogue:
    """The index of one home, brought up to date when it is opened.

    ``progress`` is called with how many sessions of how many were read again. ``remark`` says what was wrong
    with the file, if it had to be made anew. Where no file can be written the index is kept in memory. With
    ``stale`` no session is read again: that is enough to put one in.
    """

    def __init__(
        self, home: Home, progress: Callable[[int, int], None] = lambda _done, _of: None, *, stale: bool = False
    ) -> None:
        self.home = home
        self.path = home.sessions / NAME
        self.remark = ""
        self._storage = _IndexStorage(self.path)
        self._database = TinyDB(storage=lambda: self._storage)
        self._read_file()
        if not stale:
            self._bring_up_to_date(progress)

    def sessions(self) -> list[Row]:
        """Return a row for each session, by name, with the ``COLUMNS`` of sessions.

        ``kinds`` are ``[name, singular, plural, count]``, ``changed`` is in milliseconds since 1970 UTC, ``papers``
        are the digests of what was imported, and ``problem`` is a sentence where the session cannot be read.
        """
        return sorted(map(dict, self._database.table("sessions")), key=lambda row: str(row["slug"]))

    def find(self, words: Iterable[str] = (), tag: str = "") -> list[Row]:
        """Return the cards that have all ``words`` somewhere in their text, and the tag; capitals do not matter.

        A line of a paper that was kept as a note is found too; its ``kind`` is empty.
        """
        query = where("slug").exists()
        for word in words:
            query &= where("text").test(partial(_has, _plain(word)))
        if tag:
            query &= where("tags").test(partial(_is_one_of, _plain(tag)))
        return list(map(dict, self._database.table("cards").search(query)))

    def put(self, folder: Path, history: History) -> None:
        """Take up a session as it is now."""
        self._replace({folder.name: _index(folder, history, seen_of(folder))}, gone=())

    def _read_file(self) -> Tables:
        """Return the tables as they are in the file; one that is damaged is set aside, and all begins anew."""
        try:
            tables = self._storage.read_again()
            if _is_ours(tables):
                return tables
        except Damaged:
            pass
        kept = self._storage.set_aside()
        self.remark = f"The catalogue was damaged and was made anew; the damaged one is {kept}."
        return {}

    def _bring_up_to_date(self, progress: Callable[[int, int], None]) -> None:
        seen = {row["slug"]: row["seen"] for row in self.sessions()}
        folders = {folder.name: folder for folder in session_folders(self.home)}
        stale = [slug for slug, folder in folders.items() if seen.get(slug) != seen_of(folder)]
        fresh: dict[str, Indexed] = {}
        for done, slug in enumerate(stale):
            progress(done, len(stale))
            fresh[slug] = _read(folders[slug])
        progress(len(stale), len(stale))
        gone = seen.keys() - folders.keys()
        if fresh or gone:
            self._replace(fresh, gone)

    def _replace(self, fresh: Mapping[str, Indexed], gone: Iterable[str]) -> None:
        old = {*fresh, *gone}
        rows: dict[str, list[Row]] = {
            "sessions": [row for row, _ in fresh.values()],
            "cards": [card for _, cards in fresh.values() for card in cards],
        }
        terms = [term for row in rows["sessions"] for term in row.pop("glossary")]

        def change(tables: Tables) -> None:
            for name, new in rows.items():
                kept = [row for row in tables.get(name, {}).values() if row["slug"] not in old]
                tables[name] = table_of([*kept, *new])
            known = {row["term"]: row for row in tables.get("glossary", {}).values()}
            tables["glossary"] = table_of([*(known | {row["term"]: row for row in terms}).values()])

        self._change(change)

    def _change(self, change: Callable[[Tables], None]) -> None:
        """Change the file as it is now, while no other process does; without a file, change what is in memory."""
        from filelock import FileLock, Timeout  # noqa: PLC0415 - not free, and not needed to look

        self._database.clear_cache()
        try:
            make_folder(self.path.parent)
            with FileLock(self.path.with_suffix(".lock"), timeout=PATIENCE):
                tables = self._read_file()
                change(tables)
                self._storage.write(tables)
        except (OSError, Timeout, NotWritten):
            tables = self._storage.read() or {}
            change(tables)
            self._storage.remember(tables)


class _IndexStorage(AtomicJSONStorage):
    """Reads its file once, and again when told to."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._tables: Tables | None = None

    def read(self) -> Tables | None:
        return self._tables

    def read_again(self) -> Tables:
        """Return what is in the file now."""
        self._tables = super().read() or {}
        return self._tables

    def write(self, data: Tables) -> None:
        super().write(data)
        self.remember(data)

    def remember(self, tables: Tables) -> None:
        """Keep ``tables`` without writing them."""
        self._tables = tables

    def set_aside(self) -> Path:
        """Move the file out of the way, and begin with nothing; return its new name."""
        self._tables = {}
        kept = self.path.with_suffix(".damaged.json")
        with suppress(OSError):
            self.path.replace(kept)
        return kept


def _is_ours(tables: Mapping[str, Any]) -> bool:
    return all(
        isinstance(table, dict)
        and all(isinstance(row, dict) and COLUMNS.get(name, frozenset()) <= row.keys() for row in table.values())
        for name, table in tables.items()
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _has(word: str, text: str) -> bool:
    return word in _plain(text)


def _is_one_of(tag: str, tags: list[str]) -> bool:
    return tag in map(_plain, tags)


_INDEXED: Final = b"cards, notes and map"
"""What is put into the index: with another word here every session is read again."""


def seen_of(folder: Path) -> str:
    """Return what tells whether a session's journals have changed: their names, sizes and times, in short."""
    from hashlib import blake2b  # noqa: PLC0415 - not free, and only needed here

    marks = blake2b(_INDEXED, digest_size=12)
    for journals in (folder / "journal", *_entries(folder / "tables")):
        for file in _entries(journals):
            if file.name.endswith(".jsonl"):
                with suppress(OSError):  # gone since it was listed
                    state = file.stat()
                    marks.update(os.fsencode(f"{file.name}:{state.st_size}:{state.st_mtime_ns}\n"))
    return marks.hexdigest()


def _entries(folder: os.PathLike[str]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _read(folder: Path) -> Indexed:
    from workshop.store.folder import load  # noqa: PLC0415 - the whole model, for sessions that changed

    seen = seen_of(folder)  # before it is read: what comes meanwhile is read the next time
    try:
        return _index(folder, load(folder), seen)
    except WorkshopError as error:
        row: Row = {"slug": folder.name, "session": "", "title": folder.name, "table": "", "summit": False}
        nothing: Row = {"themes": 0, "cards": 0, "changed": 0, "kinds": [], "papers": [], "glossary": []}
        return {**row, **nothing, "problem": str(error), "seen": seen}, []


def _index(folder: Path, history: History, seen: str) -> Indexed:
    from workshop.model.hlc import moment_of  # noqa: PLC0415 - as in _read
    from workshop.model.mapping import traces  # noqa: PLC0415 - as in _read

    session = history.session
    cards = [card for card in session.ordered() if not card.parked]
    became = traces(session)
    counts = {kind.name: sum(card.kind == kind.name for card in cards) for kind in session.kinds}
    themes = {theme.id: theme.title for theme in session.live_themes()}
    row: Row = {
        "slug": folder.name,
        "title": session.title,
        "table": session.table,
        "themes": len(themes),
        "cards": len(cards),
        "kinds": [[k.name, k.singular, k.plural, counts[k.name]] for k in session.kinds],
        "changed": moment_of(history.last),
        "summit": (folder / "tables").is_dir() or (folder / "wall").is_dir(),
        "session": session.id,
        "papers": list(session.papers),
        "glossary": [{"term": t, "expansion": x} for t, x in session.terms.items() if x],
        "problem": "",
        "seen": seen,
    }
    rows: list[Row] = [
        {
            "slug": folder.name,
            "id": session.shown_id(card),
            "kind": card.kind,
            "theme": themes.get(card.theme, ""),
            "text": card.text,
            "tags": list(card.tags),
            **({"became": became[card.id]} if card.id in became else {}),
        }
        for card in cards
    ]
    return row, rows + list(_note_rows(folder.name, session.notes))


def _note_rows(slug: str, notes: Iterable[Note]) -> Iterator[Row]:
    """Return the lines that an import put away, to be found as cards are: a line's place in its paper is its id."""
    seen: set[str] = set()
    for note in notes:
        place = f"{note.source} line {note.line}" if note.line else note.source
        name = next(each for each in chain([place], (f"{place} ({n})" for n in count(2))) if each not in seen)
        seen.add(name)
        yield {"slug": slug, "id": name, "kind": "", "theme": "", "text": note.text, "tags": []}
