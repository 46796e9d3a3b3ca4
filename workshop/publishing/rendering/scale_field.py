"""The field of a scale as a drawing: each card at its two medians, the middle half of the answers as a bar either way.

For those who see it; what stands in it is told as a table beside it. Cards at one place share a label. Nothing in it
needs a style sheet: it takes the colour of the words around it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workshop.model.scale import HIGHEST, LOWEST
from workshop.publishing.rendering.markup import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.model.scale_result import ScaleRow

WIDTH, HEIGHT = 150, 112
LEFT, BOTTOM, STEP_X, STEP_Y = 14.0, 98.0, 28.0, 22.0
LINE: Final = 7.0
"""Between two labels at one place."""


@dataclass(frozen=True, slots=True)
class FieldPoint:
    """A card in the field: its label, and of the question upwards and to the right the median and the middle half."""

    label: str
    up: float
    across: float
    up_half: tuple[int, int]
    across_half: tuple[int, int]


def point_of(row: ScaleRow, label: str) -> FieldPoint | None:
    """Return where a card stands; nothing where nobody gave a number to one of the questions."""
    up, across = row.answers
    if up.median is None or across.median is None or up.middle_half is None or across.middle_half is None:
        return None
    split = "*" if up.split or across.split else ""
    return FieldPoint(f"{label}{split}", up.median, across.median, up.middle_half, across.middle_half)


def shared_prefix(ids: Sequence[str]) -> str:
    """Return the table's part where all ids have the same, "T07-"."""
    prefixes = {each.rpartition("-")[0] for each in ids}
    return f"{prefixes.pop()}-" if len(prefixes) == 1 and all("-" in each for each in ids) else ""


def drawing(points: Sequence[FieldPoint]) -> str:
    """Return the drawing as SVG."""
    inside = "".join([*_grid(), *(bar for point in points for bar in _bars(point)), *_labels(points)])
    root = f'viewBox="0 0 {WIDTH} {HEIGHT}" class="field" fill="currentColor" font-size="6.5" aria-hidden="true"'
    return f"<svg {root}>{inside}</svg>"


def _x(value: float) -> float:
    return LEFT + (value - LOWEST) * STEP_X


def _y(value: float) -> float:
    return BOTTOM - (value - LOWEST) * STEP_Y


def _grid() -> Iterator[str]:
    for value in range(LOWEST, HIGHEST + 1):
        yield _line((_x(value), _y(LOWEST)), (_x(value), _y(HIGHEST)), "grid", 0.25)
        yield _line((_x(LOWEST), _y(value)), (_x(HIGHEST), _y(value)), "grid", 0.25)
        yield _text(_x(value), HEIGHT - 3, str(value), "number")
        yield _text(5, _y(value) + 2, str(value), "number")


def _bars(point: FieldPoint) -> Iterator[str]:
    (left, right), (low, high) = point.across_half, point.up_half
    yield _line((_x(left), _y(point.up)), (_x(right), _y(point.up)), "half", 1.6)
    yield _line((_x(point.across), _y(low)), (_x(point.across), _y(high)), "half", 1.6)


def _labels(points: Sequence[FieldPoint]) -> Iterator[str]:
    places: dict[tuple[float, float], list[str]] = {}
    for point in points:
        places.setdefault((point.across, point.up), []).append(point.label)
    for (across, up), labels in places.items():
        yield f'<circle cx="{_x(across):g}" cy="{_y(up):g}" r="2"></circle>'
        for place, label in enumerate(labels):
            yield _text(_x(across) + 3, _y(up) - 2 + place * LINE, label, "label")


def _line(start: tuple[float, float], end: tuple[float, float], name: str, width: float) -> str:
    places = f'x1="{start[0]:g}" y1="{start[1]:g}" x2="{end[0]:g}" y2="{end[1]:g}"'
    return f'<line {places} class="{name}" stroke="currentColor" stroke-width="{width:g}" opacity="0.5"></line>'


def _text(x: float, y: float, words: str, name: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" class="{name}">{escaped(words)}</text>'
