"""The field of a scale as a drawing of Word's own: lines, dots and words in a group, with what it shows told in words.

A picture would need letters drawn by hand; these are the document's, stay sharp at any size, and can be edited.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.publishing.rendering.markup import escaped
from workshop.publishing.rendering.scale_field import HEIGHT, WIDTH, FieldSpot, FieldStroke, shapes, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.publishing.rendering.scale_field import Shape
    from workshop.publishing.report import FieldPoint

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


def drawing(points: Sequence[FieldPoint], number: int) -> str:
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
