"""The field of a scale as a drawing: each card at its two medians, the middle half of the answers as a bar either way.

For those who see it; what stands in it is told as a table beside it. Cards at one place share a label. Nothing in it
needs a style sheet: it takes the colour of the words around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from workshop.model.scale import HIGHEST, LOWEST
from workshop.publishing.rendering.markup import escaped
from workshop.publishing.report import FieldPoint, ReportPicture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.model.scale_result import ScaleRow

WIDTH, HEIGHT = 150, 112
LEFT, BOTTOM, STEP_X, STEP_Y = 14.0, 98.0, 28.0, 22.0
SPLIT: Final = "*"
"""Behind the label of a card on which people are split."""

PIXELS: Final = 3
"""Of a picture in a unit."""

LINE: Final = 7.0
"""Between two labels at one place. They stand above their bar, or below it where they would begin above ``TOP``."""

TOP: Final = 5.0
MOST_LINES: Final = 4


Place: TypeAlias = tuple[float, float]


class FieldStroke(NamedTuple):
    """A line of the grid or a bar."""

    start: Place
    end: Place
    name: str
    width: float


class FieldSpot(NamedTuple):
    """Where a card stands."""

    at: Place
    radius: float


class FieldLabel(NamedTuple):
    """A label, or a number of the scale; it begins at ``at``, on its base line."""

    at: Place
    text: str
    name: str


Shape: TypeAlias = FieldStroke | FieldSpot | FieldLabel


def point_of(row: ScaleRow, label: str) -> FieldPoint | None:
    """Return where a card stands; nothing where nobody gave a number to one of the questions."""
    up, across = row.answers
    if up.median is None or across.median is None or up.middle_half is None or across.middle_half is None:
        return None
    split = SPLIT if up.split or across.split else ""
    return FieldPoint(f"{label}{split}", up.median, across.median, up.middle_half, across.middle_half)


def shared_prefix(ids: Sequence[str]) -> str:
    """Return the table's part where all ids have the same, "T07-"."""
    prefixes = {each.rpartition("-")[0] for each in ids}
    return f"{prefixes.pop()}-" if len(prefixes) == 1 and all("-" in each for each in ids) else ""


def drawing(points: Sequence[FieldPoint]) -> str:
    """Return the drawing as SVG."""
    inside = "".join(map(_svg, shapes(points)))
    root = f'viewBox="0 0 {WIDTH} {HEIGHT}" class="field" fill="currentColor" font-size="6.5" aria-hidden="true"'
    return f"<svg {root}>{inside}</svg>"


def picture(points: Sequence[FieldPoint]) -> ReportPicture:
    """Return the drawing as a file of its own, for documents that show SVG."""
    size = f'xmlns="http://www.w3.org/2000/svg" width="{WIDTH * PIXELS}" height="{HEIGHT * PIXELS}" '
    svg = drawing(points).replace("<svg ", f'<svg {size}font-family="Arial, sans-serif" ', 1)
    return ReportPicture(svg.encode(), told(points), WIDTH * PIXELS, HEIGHT * PIXELS)


def told(points: Sequence[FieldPoint]) -> str:
    """Return what the drawing shows, in figures: of each label how far up and how far to the right it stands."""
    return "; ".join(f"{point.label}: ↑ {point.up:g}, → {point.across:g}" for point in points)


def shapes(points: Sequence[FieldPoint]) -> list[Shape]:
    """Return all that is drawn, what lies below first."""
    return [*_grid(), *(bar for point in points for bar in _bars(point)), *_labels(points)]


def _x(value: float) -> float:
    return LEFT + (value - LOWEST) * STEP_X


def _y(value: float) -> float:
    return BOTTOM - (value - LOWEST) * STEP_Y


def _grid() -> Iterator[Shape]:
    for value in range(LOWEST, HIGHEST + 1):
        yield FieldStroke((_x(value), _y(LOWEST)), (_x(value), _y(HIGHEST)), "grid", 0.25)
        yield FieldStroke((_x(LOWEST), _y(value)), (_x(HIGHEST), _y(value)), "grid", 0.25)
        yield FieldLabel((_x(value), HEIGHT - 3), str(value), "number")
        yield FieldLabel((5, _y(value) + 2), str(value), "number")


def _bars(point: FieldPoint) -> Iterator[Shape]:
    (left, right), (low, high) = point.across_half, point.up_half
    yield FieldStroke((_x(left), _y(point.up)), (_x(right), _y(point.up)), "half", 1.6)
    yield FieldStroke((_x(point.across), _y(low)), (_x(point.across), _y(high)), "half", 1.6)


def _labels(points: Sequence[FieldPoint]) -> Iterator[Shape]:
    places: dict[tuple[float, float], list[str]] = {}
    for point in points:
        places.setdefault((point.across, point.up), []).append(point.label)
    for (across, up), labels in places.items():
        yield FieldSpot((_x(across), _y(up)), 2)
        lines = _in_lines(labels)
        top = _y(up) - 2 - (len(lines) - 1) * LINE
        top = top if top >= TOP else _y(up) + LINE
        for place, line in enumerate(lines):
            yield FieldLabel((_x(across) + 3, top + place * LINE), line, "label")


def _in_lines(labels: Sequence[str]) -> list[str]:
    """Return labels that share a place, one below the other; many of them two or three in a line."""
    each = 1 + (len(labels) - 1) // MOST_LINES
    return [" ".join(labels[at : at + each]) for at in range(0, len(labels), each)]


def _svg(shape: Shape) -> str:
    if isinstance(shape, FieldStroke):
        (left, top), (right, bottom), name, width = shape
        places = f'x1="{left:g}" y1="{top:g}" x2="{right:g}" y2="{bottom:g}"'
        return f'<line {places} class="{name}" stroke="currentColor" stroke-width="{width:g}" opacity="0.5"></line>'
    if isinstance(shape, FieldSpot):
        (x, y), radius = shape
        return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}"></circle>'
    (x, y), words, name = shape
    return f'<text x="{x:g}" y="{y:g}" class="{name}">{escaped(words)}</text>'
