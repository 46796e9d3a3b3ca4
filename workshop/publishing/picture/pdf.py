"""The sheet as PDF: one page, tagged text that can be searched and copied, its faces inside."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Final

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import shapeStr
from reportlab.pdfgen.canvas import Canvas

from workshop.publishing.picture.bidi import runs_right
from workshop.publishing.picture.copied_font import CopiedFont
from workshop.publishing.picture.drawing import Drawing, Shape, TextRun
from workshop.publishing.picture.faces import FAMILY, Face
from workshop.publishing.picture.subset import letters_of, subset
from workshop.publishing.picture.tags import Tags
from workshop.publishing.picture.typeset import Run

if TYPE_CHECKING:
    from collections.abc import Mapping

MAKER: Final = "workshop"
MIRRORED: Final = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


def write(drawing: Drawing) -> bytes:
    """Return the PDF."""
    written = BytesIO()
    size = drawing.size
    page = Canvas(written, pagesize=(size.width, size.height), invariant=1, pageCompression=1, lang=drawing.language)
    page.setTitle(drawing.title)
    page.setSubject(drawing.about)
    page.setAuthor("")
    page.setCreator(MAKER)
    page.setProducer(MAKER)
    names = {face: _registered(face, letters) for face, letters in letters_of(drawing).items()}
    tags = Tags(page)
    for item in drawing.items:
        if isinstance(item, TextRun):
            _draw_text(page, item, names, tags, size.height)
        else:
            with tags.ornament():
                _draw_shape(page, item, size.height)
    page.showPage()
    tags.end()
    page.save()
    return written.getvalue()


def _registered(face: Face, letters: str) -> str:
    """Return the name by which the library knows a face: the shipped ones whole, others with these letters alone."""
    own = face.family == FAMILY
    name = face.name if own else f"{face.name}-{sha256(letters.encode()).hexdigest()[:16]}"
    if name not in pdfmetrics.getRegisteredFontNames():
        source = str(face.path) if own else BytesIO(subset(face, letters, quadratic=True))
        pdfmetrics.registerFont(CopiedFont(name, source))
    return name


def _draw_text(page: Canvas, words: TextRun, names: Mapping[Face, str], tags: Tags, height: float) -> None:
    with tags.text(words):
        for run in (run for line in words.lines for run in line):
            _draw_run(page, run, names[run.face], height)


def _draw_run(page: Canvas, run: Run, name: str, height: float) -> None:
    text = page.beginText(run.x, height - run.y)
    text.setFillColor(HexColor(run.colour))
    text.setFont(name, run.size)
    letters = _mirrored(run)
    face = pdfmetrics.getFont(name)
    assert isinstance(face, CopiedFont)  # noqa: S101 - each was registered so above
    shaped = shapeStr(letters, name, run.size)
    face.note(shaped, letters, run.size)
    text.textOut(shaped)
    page.drawText(text)


def _mirrored(run: Run) -> str:
    """Return a run's letters; signs alone, which run as those beside them do, are turned round here.

    Whoever shapes the letters sees from them which way they run, and from brackets alone that cannot be seen.
    """
    if run.right and not runs_right(run.text):
        return run.text[::-1].translate(MIRRORED)
    return run.text


def _draw_shape(page: Canvas, shape: Shape, height: float) -> None:
    path = page.beginPath()
    for name, at in shape.steps:
        flipped = [height - value if place % 2 else value for place, value in enumerate(at)]
        if name == "M":
            path.moveTo(*flipped)
        elif name == "L":
            path.lineTo(*flipped)
        elif name == "C":
            path.curveTo(*flipped)
        else:
            path.close()
    if shape.fill:
        page.setFillColor(HexColor(shape.fill))
    if shape.stroke:
        page.setStrokeColor(HexColor(shape.stroke))
        page.setLineWidth(shape.width)
        page.setDash(list(shape.dash) if any(shape.dash) else [])
        page.setLineJoin(1)
    page.drawPath(path, stroke=int(bool(shape.stroke)), fill=int(bool(shape.fill)))
