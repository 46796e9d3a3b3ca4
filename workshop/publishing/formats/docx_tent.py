"""The page that stands on the table, as a Word file: large, one page of A4, to be changed and printed."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from workshop.model.text import clean
from workshop.publishing.rendering.markup import zipped
from workshop.publishing.tent import Step, Tent
from workshop.wording.document_words import is_right_to_left

_OWN_PARTS: Final = Path(__file__).parent.parent / "rendering" / "word"
CODE: Final = Mm(60)
"""Side of a code: it is read from across a table."""

SPACE: Final = Pt(18)

DOTS: Final = 8
"""Dots of the picture for one square: whoever prints it smooths nothing away."""


def export(tent: Tent) -> bytes:
    """Return the page as a docx."""
    document = Document(str(_OWN_PARTS))
    rtl = is_right_to_left(tent.language)
    _say(document.add_paragraph(style="Title"), tent.heading, rtl=rtl, size=30)
    if tent.title:
        _say(document.add_paragraph(), tent.title, rtl=rtl, size=15)
    table = document.add_table(1, len(tent.steps))
    if rtl:
        table._tblPr.append(OxmlElement("w:bidiVisual"))  # noqa: SLF001 - the library knows no such table
    for number, (cell, step) in enumerate(zip(table.rows[0].cells, tent.steps, strict=True), 1):
        _step(cell, step, f"{number}. " if len(tent.steps) > 1 else "", rtl=rtl)
    document.add_paragraph().paragraph_format.space_after = SPACE
    for rule in tent.rules:
        _say(document.add_paragraph(style="List Bullet"), rule, rtl=rtl, size=16)
    properties = document.core_properties
    properties.title, properties.author, properties.language = clean(tent.heading), "", tent.language
    whole = io.BytesIO()
    document.save(whole)
    with ZipFile(whole) as archive:
        return zipped((name, archive.read(name)) for name in archive.namelist())


def _step(cell: _Cell, step: Step, number: str, *, rtl: bool) -> None:
    heading, picture = cell.paragraphs[0], cell.add_paragraph()
    _say(heading, f"{number}{step.name}", rtl=rtl, size=20, bold=True)
    heading.paragraph_format.space_before = SPACE
    drawn = picture.add_run().add_picture(io.BytesIO(png(step.squares)), width=CODE)
    drawn._inline.docPr.set("descr", step.label)  # noqa: SLF001 - the library gives a picture no words
    heading.alignment = picture.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name, value in step.typed:
        paragraph = cell.add_paragraph()
        _say(paragraph, f"{name} ", rtl=rtl, size=14)
        paragraph.add_run(clean(value)).bold = True
        paragraph.runs[-1].font.size = Pt(18)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _say(paragraph: Paragraph, text: str, *, rtl: bool, size: int, bold: bool = False) -> None:
    run = paragraph.add_run(clean(text))
    run.font.size, run.font.rtl = Pt(size), rtl or None
    run.bold = bold or None
    if rtl:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001 - as above


def png(squares: Sequence[Sequence[bool]]) -> bytes:
    """Return a code as a black and white picture (PNG, second edition, one bit a dot)."""
    side = len(squares) * DOTS
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    # A square takes a whole byte of a line, and white is 1.
    lines = b"".join((b"\0" + bytes(0 if black else 255 for black in row)) * DOTS for row in squares)
    pieces = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in pieces
    )
