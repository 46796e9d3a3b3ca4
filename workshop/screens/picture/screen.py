"""The graphic record: how it is composed, how large, what is on it, a small picture of it, and where it lies."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from workshop.keymap import Action, bindings
from workshop.live.autosave import shown_time
from workshop.live.open_folder import short
from workshop.model.errors import Refused
from workshop.model.hlc import moment_of
from workshop.publishing.picture.make import (
    FORMATS,
    NO_SIZE,
    PictureChoice,
    WordsTooSmall,
    picture_of,
    unprintable,
    written,
)
from workshop.publishing.picture.sheet import CHOICES, LAYOUTS, SIZES, Layout, Of
from workshop.screens.whole_session import ReadAsideScreen
from workshop.store.atomic_files import write_file

if TYPE_CHECKING:
    from workshop.publishing.picture.drawing import Drawing
    from workshop.publishing.picture.thumbnail import Points

COMPOSED: Final[dict[Layout, str]] = {"regions": "by regions", "path": "along a road"}
ON_IT: Final[dict[Of, str]] = {"experiments": "the experiments", "all": "all cards", "lines": "the lines of the map"}
SHAPE: Final = 2**0.5
"""How much wider than high a sheet of paper is; a slide is wider still, and so is lower."""

Chosen = TypeVar("Chosen", bound=str)


class PicturePage(ReadAsideScreen):
    """The graphic record. ``drawing`` is the sheet laid out, or ``problem`` says why there is none."""

    BINDINGS = bindings("picture", "beside", "steps", "everywhere", plain=True)

    CSS_PATH = Path(__file__).with_name("picture.tcss")
    places = ("picture", "beside", "everywhere")
    step = "Graphic record"

    choice = PictureChoice()
    drawing: Drawing | None = None
    problem = ""
    would_do: tuple[PictureChoice, ...] = ()

    def body(self) -> Iterable[Widget]:
        """Return the small picture."""
        yield SheetPreview(id="sheet")

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

    async def action_picture_layout(self) -> None:
        """Compose it the other way."""
        self.choose(self.choice._replace(layout=_next(LAYOUTS, self.choice.layout)))

    async def action_picture_size(self) -> None:
        """Take the next size of a sheet."""
        self.choose(self.choice._replace(size=_next(list(SIZES), self.choice.size)))

    async def action_picture_of(self) -> None:
        """Put something else on it."""
        self.choose(self.choice._replace(of=_next(CHOICES, self.choice.of)))

    async def action_picture_fit(self) -> None:
        """Take the first choice that would do. Raises ``Refused`` where none is asked for."""
        if not self.would_do:
            raise Refused("The words can be read as they are." if self.drawing else "There is nothing that would do.")
        self.choose(self.would_do[0])

    async def action_write_picture(self) -> None:
        """Write the sheet in each format, saying how far it is. Raises ``Refused`` where it cannot be drawn."""
        drawing = self.drawing
        if drawing is None:
            raise Refused(self.problem or "It is still being laid out. Try again in a moment.")
        paths = {each: self.path(each) for each in FORMATS}
        for number, (each, path) in enumerate(paths.items(), 1):
            self.say(f"Writing {path.name}, {number} of {len(FORMATS)} …")
            content = await asyncio.to_thread(written, drawing, each)
            await asyncio.to_thread(write_file, path, content)
        missing = unprintable(drawing)
        told = [*missing[:1], f"So it is with {len(missing) - 1} more."] if len(missing) > 1 else missing
        self.say(" ".join((f"Written: {', '.join(path.name for path in paths.values())}.", *told)))
        self.while_here(self.show_status)

    async def action_picture_folder(self) -> None:
        """Open the folder of the files in a window, where there are windows."""
        first = self.path(FORMATS[0])
        if not first.exists():
            raise Refused("Nothing is written yet. W writes it now.")
        await self.open_folder(first.parent)


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


def _next(among: Sequence[Chosen], here: Chosen) -> Chosen:
    return among[(among.index(here) + 1) % len(among)]


class SheetPreview(Widget):
    """The sheet as large as there is room: ``points_of`` makes the points for so many columns."""

    ALLOW_SELECT = False

    _points_of: Callable[[int], Points] | None = None
    _lines: Sequence[Strip] = ()

    def show(self, points_of: Callable[[int], Points] | None) -> None:
        """Show a sheet, or none."""
        self._points_of = points_of
        self._draw()

    def on_resize(self) -> None:
        """Draw it as large as there is room now."""
        self._draw()

    def _draw(self) -> None:
        width, height = self.size
        columns = min(width, int(height * 2 * SHAPE))
        self._lines = self._strips(columns, width) if self._points_of and columns else []
        self.refresh()

    def _strips(self, columns: int, width: int) -> list[Strip]:
        points = self._points_of(columns) if self._points_of else []
        background = self.background_colors[1].hex
        if len(points) % 2:
            points.append([background] * columns)
        left = Segment(" " * ((width - columns) // 2))
        return [
            Strip([left, *map(_cell, upper, lower)]).simplify()
            for upper, lower in zip(points[::2], points[1::2], strict=True)
        ]

    def render_line(self, y: int) -> Strip:
        """Return one line of it."""
        line = self._lines[y] if y < len(self._lines) else Strip.blank(self.size.width)
        return line.apply_style(self.rich_style).adjust_cell_length(self.size.width)


def _cell(upper: str, lower: str) -> Segment:
    if upper == lower:
        return Segment(" ", Style(bgcolor=upper, color=upper))
    return Segment("▀", Style(color=upper, bgcolor=lower))
