"""The field of a scale as a drawing: each card at its two medians, the middle half of the answers as a bar either way.

For those who see it; what stands in it is told as a table beside it. Cards at one place share a label. As SVG it needs
no style sheet: it takes the colour of the words around it. In Word it is a group of lines, dots and words of the
document's own: a picture would need letters drawn by hand; these stay sharp at any size, and can be edited.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from workshop.model.ballot import HIGHEST, LOWEST
from workshop.model.scale_result import ScaleRow
from workshop.publishing.rendering.markup import escaped
from workshop.publishing.report import FieldPoint, ReportPicture

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


POINTS: Final = 2.2
"""Points of the page in a unit of the field."""

TALL: Final = HEIGHT * POINTS
"""Points that the drawing is high."""

EMU: Final = 12_700
"""Word's units of a drawing in a point."""

GREYS: Final = {"grid": "D0D0D0", "half": "9A9A9A"}
BLACK: Final = "000000"
FONT: Final = 24
"""Half points of the labels."""

ROOM: Final = (40.0, 9.0)
ABOVE: Final = 5.8
"""Units that a label may be long, is high, and rises above its base line."""

_OFFICE: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessing"
_NAMES: Final = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:wpg="{_OFFICE}Group" xmlns:wps="{_OFFICE}Shape"'
)


def word_drawing(points: Sequence[FieldPoint], number: int) -> str:
    """Return a run with the field; ``number`` is that of the drawing in the document."""
    size = f'cx="{_emu(WIDTH)}" cy="{_emu(HEIGHT)}"'
    named = f'id="{number}" name="Field {number}" descr="{escaped(told(points))}"'
    inside = "".join(_shape(shape, place) for place, shape in enumerate(shapes(points), number * 1000))
    return (
        f'<w:r><mc:AlternateContent {_NAMES}><mc:Choice Requires="wpg"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr {named}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_OFFICE}Group"><wpg:wgp><wpg:cNvGrpSpPr/>'
        f'<wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/><a:chOff x="0" y="0"/><a:chExt {size}/></a:xfrm>'
        f"</wpg:grpSpPr>{inside}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r>"
    )


def _shape(shape: Shape, number: int) -> str:
    if isinstance(shape, FieldStroke):
        (left, top), (right, bottom), name, width = shape
        line = f'<a:ln w="{_emu(width)}"><a:solidFill><a:srgbClr val="{GREYS[name]}"/></a:solidFill></a:ln>'
        box = min(left, right), min(top, bottom), abs(right - left), abs(bottom - top)
        return _wsp(number, "<wps:cNvCnPr/>", box, _form("line") + line)
    if isinstance(shape, FieldSpot):
        (x, y), radius = shape
        fill = f'<a:solidFill><a:srgbClr val="{BLACK}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
        box = x - radius, y - radius, 2 * radius, 2 * radius
        return _wsp(number, "<wps:cNvSpPr/>", box, _form("ellipse") + fill)
    (x, y), words, _ = shape
    look = f"{_form('rect')}<a:noFill/><a:ln><a:noFill/></a:ln>"
    return _wsp(number, '<wps:cNvSpPr txBox="1"/>', (x, y - ABOVE, *ROOM), look, _text(words))


def _text(words: str) -> str:
    run = f'<w:rPr><w:sz w:val="{FONT}"/></w:rPr><w:t xml:space="preserve">{escaped(words)}</w:t>'
    spacing = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:firstLine="0"/>'
    return f"<wps:txbx><w:txbxContent><w:p><w:pPr>{spacing}</w:pPr><w:r>{run}</w:r></w:p></w:txbxContent></wps:txbx>"


def _form(name: str) -> str:
    return f'<a:prstGeom prst="{name}"><a:avLst/></a:prstGeom>'


def _wsp(number: int, kind: str, box: tuple[float, float, float, float], look: str, text: str = "") -> str:
    x, y, width, height = map(_emu, box)
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="Shape {number}"/>{kind}<wps:spPr>'
        f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f"{look}</wps:spPr>{text}"
        '<wps:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></wps:bodyPr></wps:wsp>'
    )


def _emu(units: float) -> int:
    return round(units * POINTS * EMU)
