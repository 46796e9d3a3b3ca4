"""The graphic record: how it is composed, how large, what is on it, a small picture of it, and where it lies."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from workshop.keymap import Place, bindings
from workshop.live.autosave import shown_time, shows
from workshop.live.open_folder import short
from workshop.model.errors import Refused
from workshop.model.hlc import moment_of
from workshop.publishing.picture.make import FORMATS, NO_SIZE, PictureChoice, WordsTooSmall, picture_of
from workshop.screens.picture import actions
from workshop.screens.picture.preview import SheetPreview
from workshop.screens.whole_session import WholeSessionScreen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.binding import BindingType
    from textual.widget import Widget

    from workshop.keymap import Action, Keyboard
    from workshop.live.workspace import Workspace
    from workshop.model.entry import Entry
    from workshop.publishing.picture.drawing import Drawing
    from workshop.publishing.picture.sheet import Layout, Of
    from workshop.publishing.picture.thumbnail import Points

COMPOSED: Final[dict[Layout, str]] = {"regions": "by regions", "path": "along a road"}
ON_IT: Final[dict[Of, str]] = {"experiments": "the experiments", "all": "all cards", "lines": "the lines of the map"}


class PicturePage(WholeSessionScreen):
    """The graphic record. ``drawing`` is the sheet laid out, or ``problem`` says why there is none."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("picture", "beside", "steps", "everywhere", plain=True)]

    CSS_PATH = Path(__file__).with_name("picture.tcss")
    places: ClassVar[tuple[Place, ...]] = ("picture", "beside", "everywhere")
    step = "Graphic record"

    action_picture_layout = actions.picture_layout
    action_picture_size = actions.picture_size
    action_picture_of = actions.picture_of
    action_picture_fit = actions.picture_fit
    action_write_picture = actions.write_picture
    action_picture_folder = actions.picture_folder

    def __init__(self, workspace: Workspace, keyboard: Keyboard) -> None:
        super().__init__(workspace, keyboard)
        self.choice = PictureChoice()
        self.drawing: Drawing | None = None
        self.problem = ""
        self.would_do: tuple[PictureChoice, ...] = ()

    def body(self) -> Iterable[Widget]:
        """Return the small picture."""
        yield SheetPreview(id="sheet")

    def on_mount(self) -> None:
        """Lay the sheet out; the watching begins in the class above."""
        self.look_again()

    def matters(self, entries: Sequence[Entry]) -> bool:
        """Return whether entries may change the sheet."""
        return shows(entries)

    def choose(self, choice: PictureChoice) -> None:
        """Take another choice, and lay the sheet out anew."""
        self.choice, self.drawing, self.problem, self.would_do = choice, None, "", ()
        self.say("")
        self._show()
        self.look_again()

    def offered(self) -> list[Action]:
        """Return the actions that make sense now: what would do is taken where something is too small."""
        return [action for action in super().offered() if self.would_do or action.name != "picture_fit"]

    async def read(self) -> None:
        """Lay the sheet out, beside the loop, and show it; what was chosen meanwhile is laid out after it."""
        choice = self.choice
        history = self.workspace.snapshot()
        changed = moment_of(history.last) if history.last else 0
        draw = partial(picture_of, history.session, changed)
        drawing, problem, would_do = await asyncio.to_thread(_laid_out, draw, choice)
        if choice == self.choice:
            self.drawing, self.problem, self.would_do = drawing, problem, would_do
            self.while_here(self._show)

    def _show(self) -> None:
        self.query_one(SheetPreview).show(partial(_small, self.drawing) if self.drawing else None)
        self.show_hints()
        self.show_status()

    def show_status(self) -> None:
        """Show the head and what is to be known."""
        super().show_status()
        self.put("#facts", "\n".join(self.facts()))

    def facts(self) -> Iterable[str]:
        """Return what is to be known about the sheet, a line each."""
        choice = self.choice
        composed = COMPOSED[choice.layout]
        yield f"{composed[0].upper()}{composed[1:]} (L) · {choice.size} (S) · {ON_IT[choice.of]} (O)"
        if self.drawing:
            yield f"{self.drawing.about}. The smallest words are {self.drawing.smallest:.1f} points on {choice.size}."
            yield self._lies()
        else:
            yield self.problem or "Laying it out …"

    def _lies(self) -> str:
        """Return where the files lie and when they were written."""
        there = [each for each in FORMATS if self.path(each).is_file()]
        if not there:
            return f"Not written yet: W writes it as {', '.join(map(str.upper, FORMATS))}."
        written = min(self.path(each).stat().st_mtime_ns for each in there) // 1_000_000
        history = self.workspace.writer.history
        old = "; something was recorded since, W writes it anew" if written < moment_of(history.last) else ""
        folder = short(self.path(there[0]).parent)
        return f"{folder}: {self.choice.stem}.{' .'.join(there)}, written {shown_time(written)}{old}"

    def path(self, form: str) -> Path:
        """Return where the file of a format lies."""
        return self.workspace.auto_exporter.folder / f"{self.choice.stem}.{form}"


def _small(drawing: Drawing, columns: int) -> Points:
    """Return a drawing in points."""
    from workshop.publishing.picture.thumbnail import thumbnail  # noqa: PLC0415 - needs the extra

    return thumbnail(drawing, columns)


def _laid_out(draw: partial[Drawing], choice: PictureChoice) -> tuple[Drawing | None, str, tuple[PictureChoice, ...]]:
    """Return the sheet, or why there is none and what would do."""
    try:
        return draw(choice), "", ()
    except WordsTooSmall as small:
        would = "; or ".join(f"{COMPOSED[each.layout]}, {each.size}, {ON_IT[each.of]}" for each in small.would_do)
        more = f"This would do (Enter takes the first): {would}." if would else NO_SIZE
        return None, f"{small.said} {more}", small.would_do
    except Refused as refused:
        return None, str(refused), ()
