"""Choosing a file, a folder or a paper: a path to write, and beneath it what lies there; a paper may be pasted too."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from workshop.model.text import one_line
from workshop.screens.dialogs import PICK_KEYS, Dialog
from workshop.store.pasted import keep_pasted
from workshop.widgets.line_input import LineInput
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows

PAPERS: Final = frozenset(
    {".txt", ".text", ".md", ".markdown", ".docx", ".odt", ".fodt", ".rtf", ".pdf", ".pptx"}
    | {".html", ".htm", ".csv", ".tsv", ".xlsx", ".json", ".zip"}
)
"""Ends of the names of files that may be papers."""

_KEYS: Final = {**PICK_KEYS, "tab": "complete"}
_UP: Final = ".."
_ANEW: Final = re.compile(r".+{0}(?=['\"]?(?:~?{0}|[A-Za-z]:\\))".format(re.escape(os.sep)))
"""What stands before a whole path that was typed or dropped behind the folder that stood there already."""

NO_PAPER: Final = "No paper lies here: text, Word, OpenDocument, a web page, PDF, slides, a sheet, JSON or zip."


class TypedPath(NamedTuple):
    """A folder and the beginning of a name in it, as they were written."""

    folder: Path
    start: str


class Browse(Dialog[Path]):
    """Asks for a path. ``wanted`` says of a file or folder that lies there whether it may be the answer."""

    def __init__(self, question: str, start: Path, wanted: Callable[[Path], bool], empty: str) -> None:
        super().__init__(question, "Type to find · Tab completes · ↑ ↓ Enter choose · Esc cancels", "tall whole")
        self._start = start
        self._wanted = wanted
        self._empty = empty
        self._listed = TypedPath(Path(), "")

    def body(self) -> ComposeResult:
        """Return the path and what lies there."""
        yield LineInput(_KEYS, one_line(f"{self._start}{os.sep}"), "› ", id="answer")
        yield Rows(self._empty, id="options")

    def below(self) -> ComposeResult:
        """Return room to say what is wrong."""
        yield Static(id="wrong")

    def on_mount(self) -> None:
        """Show what lies at the start."""
        self._rows.cursor_always = True
        self._rows.can_focus = False
        self._look(self.query_one(LineInput).text)

    @property
    def _rows(self) -> Rows:
        return self.query_one(Rows)

    def _look(self, written: str) -> None:
        looking = partial(self._show, place_of(written))
        # Textual runs it so; its own annotation allows only what gives a result of a type that it can tell
        self.run_worker(looking, group="files", description="See what lies there", exclusive=True)  # type: ignore[arg-type]

    async def _show(self, place: TypedPath) -> None:
        rows = await asyncio.to_thread(lying, place, self._wanted)
        if not self.is_attached:
            return
        self._listed = place
        self._rows.show(rows)
        self._rows.go_to(next((row.id for row in rows if row.text != _UP), rows[0].id if rows else ""))

    def on_line_input_changed(self, message: LineInput.Changed) -> None:
        """Show what has such a name."""
        message.stop()
        self.query_one("#wrong", Static).update("")
        self._look(message.text)

    async def take_pasted(self, message: LineInput.Pasted) -> None:
        """Take the first of several pasted paths."""
        message.line.insert(message.lines[0])

    async def on_line_input_wanted(self, message: LineInput.Wanted) -> None:
        """Move, complete, answer or leave."""
        message.stop()
        if message.action == "leave":
            self.dismiss(None)
        elif not self.moved(message.action):
            await self._take(message.text, complete=message.action == "complete")

    async def _take(self, written: str, *, complete: bool) -> None:
        """Answer with the path that is written whole, else with what stands at the cursor."""
        place = place_of(written)
        exact = place.folder / place.start if place.start else None
        if exact is not None and not complete and await asyncio.to_thread(self._wanted, exact):
            self.dismiss(exact)
            return
        if place != self._listed:
            await self._show(place)
        row = self._rows.cursor_row
        if row is None:
            self.query_one("#wrong", Static).update(Content(f"There is no “{one_line(written)}”."))
        else:
            await self._choose(Path(row.id), complete=complete)

    async def _choose(self, path: Path, *, complete: bool = False) -> None:
        if not complete and await asyncio.to_thread(self._wanted, path):
            self.dismiss(path)
        else:
            ending = os.sep if await asyncio.to_thread(path.is_dir) and not str(path).endswith(os.sep) else ""
            self.query_one(LineInput).write(one_line(f"{path}{ending}"))

    async def on_rows_picked(self, message: Rows.Picked) -> None:
        """Take what was clicked, or go into it."""
        message.stop()
        await self._choose(Path(message.row_id))

    def on_rows_past_end(self, message: Rows.PastEnd) -> None:
        """Stay on the last."""
        message.stop()


def place_of(written: str) -> TypedPath:
    """Return what was written, typed or dropped on the terminal, as a folder and the beginning of a name."""
    text = _ANEW.sub("", written.strip()).strip("'\"").replace("\\ ", " ")
    if text in {"~", ""}:
        text = f"{text}{os.sep}" if text else f".{os.sep}"
    folder, _, start = text.rpartition(os.sep)
    path = Path(f"{folder}{os.sep}" if folder or text.startswith(os.sep) else ".")
    with suppress(RuntimeError):  # nobody is called that
        path = path.expanduser()
    return TypedPath(path, start)


def lying(place: TypedPath, wanted: Callable[[Path], bool]) -> list[Row]:
    """Return what lies in a folder under such a name: folders, then what may be wanted."""
    start = place.start.casefold()
    above = [Row(str(place.folder.resolve().parent), "", _UP)] if not start else []
    try:
        entries = sorted(os.scandir(place.folder), key=lambda entry: entry.name.casefold())
        shown = [entry for entry in entries if start.startswith(".") or not entry.name.startswith(".")]
        found = [entry for entry in shown if start in entry.name.casefold()]
        folders = [entry for entry in found if entry.is_dir() and not wanted(Path(entry.path))]
        files = [entry for entry in found if entry not in folders and wanted(Path(entry.path))]
    except OSError:
        return above
    rows = [Row(entry.path, "", one_line(entry.name) + os.sep) for entry in folders]
    return [*above, *rows, *(Row(entry.path, "", one_line(entry.name)) for entry in files)]


def is_paper(path: Path) -> bool:
    """Return whether a file may be a paper, by its name."""
    return path.suffix.lower() in PAPERS and path.is_file()


class ChoosePaper(Browse):
    """Asks for the path of a paper; a text that is pasted is one."""

    def __init__(self, start: Path) -> None:
        super().__init__("Which paper? A file's name, or paste the text itself", start, is_paper, NO_PAPER)

    async def take_pasted(self, message: LineInput.Pasted) -> None:
        """Take the first of several pasted paths, or what was pasted as a paper."""
        if await asyncio.to_thread(_is_path, message.lines[0]):
            await super().take_pasted(message)
        else:
            self.dismiss(await asyncio.to_thread(keep_pasted, message.whole))


def _is_path(line: str) -> bool:
    place = place_of(line)
    return bool(place.start) and (place.folder / place.start).exists()
