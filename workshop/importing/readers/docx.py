"""Word documents into lines: headings, lists, tables, and what stands beside the text."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from workshop.importing.grid import lines_of_grid
from workshop.importing.lines import DELETED, PaperLine, Role
from workshop.importing.page_marks import is_page_number
from workshop.importing.readers.archive import BROKEN, UNPACKED_LIMIT, damage_said
from workshop.importing.readers.emphasis import BOLD, PLAIN, SLANTED, STRUCK, Emphasis, MarkedWords, split_runs
from workshop.importing.readers.text import Typist, with_dashes
from workshop.importing.readers.word_styles import Look, W, WordStyles
from workshop.importing.tables import GridRow, row_of
from workshop.model.errors import Unreadable
from workshop.model.text import one_line
from workshop.wording.closings import place_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document
    from lxml.etree import _Element

    from workshop.wording.listnames import ListNames

PARAGRAPH_LIMIT: Final = 300_000
"""Paragraphs of a document, as many as lines of a text."""

BODY: Final = "word/document.xml"
_P: Final = f"{W}p"
_BLOCKS: Final = (_P, f"{W}tbl")
_BOXED: Final = f"{W}txbxContent"
_SIGNS: Final = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}ptab": "\t",
    f"{W}noBreakHyphen": "-",
    f"{W}sym": "\uf0b7",
}
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED: Final = frozenset({_BOXED, _FALLBACK, f"{W}pPr", f"{W}rPr", f"{W}del", f"{W}moveFrom", _P})
_NOT_ON: Final = frozenset({"0", "false", "off"})
_FRAMES: Final = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_DAMAGED: Final = "This Word document is damaged. Open it in Word or LibreOffice, save it again and import that."
_BESIDE_PARTS: Final = ("header", "footer", "footnotes", "endnotes", "comments")


def lines_of_docx(data: bytes, names: ListNames) -> list[PaperLine]:
    """Return the lines of a Word document; a line's number counts paragraphs from 1, tables' too, in reading order.

    What stands beside the text (text boxes, notes, headers, comments) comes last, as notes; words that
    were deleted with changes tracked are no longer text.
    Raises ``Unreadable`` if the file is damaged or unpacks to more than ``UNPACKED_LIMIT``.
    """
    _refuse_bombs(data)
    import docx  # noqa: PLC0415 - it costs a third of a second, and few imports are of Word documents

    with damage_said(_DAMAGED):
        return _DocxReader(docx.Document(io.BytesIO(data)), names).lines()


def _refuse_bombs(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            body = archive.read(BODY) if size <= UNPACKED_LIMIT and BODY in archive.namelist() else b""
    except BROKEN as error:
        raise Unreadable(_DAMAGED) from error
    if size > UNPACKED_LIMIT:
        raise Unreadable(
            f"This Word document would unpack to {size // 1_000_000:,} MB. Save it as text, and import that."
        )
    paragraphs = sum(body.count(end) for end in (b"<w:p>", b"<w:p ", b"<w:p/"))
    if paragraphs > PARAGRAPH_LIMIT:
        raise Unreadable(
            f"This has {paragraphs:,} paragraphs, and a paper may have {PARAGRAPH_LIMIT:,}. Import it in parts."
        )


class _DocxReader:
    """Reads one document; ``_number`` is the paragraph reached."""

    def __init__(self, document: Document, names: ListNames) -> None:
        self._document = document
        self._names = names
        self._styles = WordStyles(document)
        self._typist = Typist()
        self._emphasis = Emphasis()
        self._number = 0
        self._gap = True

    def lines(self) -> list[PaperLine]:
        body = self._document.element.body
        flow = [line for block in _children(body, *_BLOCKS) for line in self._block(block)]
        titles = [line for line in flow if line.role is Role.TITLE]
        if len(titles) > 1:
            for line in titles:
                line.role, line.level = Role.UNKNOWN, 1
        self._emphasis.settle()
        return [*with_dashes(flow), *self._beside(body)]

    def _block(self, block: _Element) -> list[PaperLine]:
        if block.tag == _P:
            return self._paragraph(block)
        rows = [list(_children(row, f"{W}tc")) for row in _children(block, f"{W}tr")]
        self._gap = True
        if all(len(cells) == 1 for cells in rows):
            return [line for (cell,) in rows for inner in _children(cell, *_BLOCKS) for line in self._block(inner)]
        lines = lines_of_grid([self._row(cells) for cells in rows], self._names)
        within = [table for cells in rows for cell in cells for table in _children(cell, f"{W}tbl")]
        return lines + [line for table in within for line in self._block(table)]

    def _row(self, cells: Sequence[_Element]) -> GridRow:
        first = self._number + 1
        texts: list[tuple[str, str | None]] = []
        for cell in cells:
            paragraphs = list(_children(cell, _P))
            self._number += len(paragraphs)
            text = "\n".join(_text(paragraph) for paragraph in paragraphs)
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            texts.append((text, span.get(f"{W}val") if span is not None else None))
        return row_of(first, texts, self._names)

    def _paragraph(self, paragraph: _Element) -> list[PaperLine]:
        self._number += 1
        look = self._styles.look(paragraph)
        text = _text(paragraph)
        lines = [self._line(part, look) for part in ([text] if look.glyph else text.split("\n"))]
        self._note_emphasis(lines, paragraph, look)
        worded = [line for line in lines if line.text]
        for line in worded:
            line.gap, self._gap = self._gap, False
            line.strong = line.strong or (not line.glyph and _is_bold(paragraph))
        self._gap = not worded
        for mark in paragraph.iter(f"{W}bookmarkStart") if look.glyph else ():
            lines[0].said = lines[0].said or place_said(mark.get(f"{W}name", ""))
        worded += self._pictures(paragraph)
        return worded + [line for box in _boxes(paragraph) if self._holds_list(box) for line in self._boxed(box)]

    def _pictures(self, paragraph: _Element) -> Iterator[PaperLine]:
        """What is said in place of a picture stands beside the talk."""
        for picture in paragraph.iter(f"{_DRAWING}docPr"):
            if words := one_line(picture.get("descr", "")):
                self._gap = True
                yield PaperLine(self._number, words, gap=True, role=Role.NOTE)

    def _note_emphasis(self, lines: Sequence[PaperLine], paragraph: _Element, look: Look) -> None:
        runs = list(_runs(paragraph))
        if any(run.mark for run in runs) and not look.level and look.role is Role.UNKNOWN:
            parts = [runs] if look.glyph else split_runs(runs)
            for line, part in zip(lines, parts, strict=False):
                self._emphasis.note(line, part)

    def _boxed(self, box: _Element) -> Iterator[PaperLine]:
        self._gap = True
        yield from (line for block in _children(box, *_BLOCKS) for line in self._block(block))
        self._gap = True

    def _holds_list(self, box: _Element) -> bool:
        """Whether a text box is part of the talk: a list stands in it under its name, as on a drawn flip chart."""
        names = (self._names.find(one_line(_text(paragraph))) for paragraph in box.iter(_P))
        return any(name is not None and name.kind for name in names)

    def _line(self, text: str, look: Look) -> PaperLine:
        if look.glyph or look.level or look.role is not Role.UNKNOWN:
            return PaperLine(self._number, one_line(text), look.glyph, look.indent, level=look.level, role=look.role)
        return self._typist.line(self._number, text)

    def _beside(self, body: _Element) -> Iterator[PaperLine]:
        yield from (line for box in _boxes(body) if not self._holds_list(box) for line in self._aside(box))
        for gone in body.iter(f"{W}del", f"{W}moveFrom"):
            words = "".join(each.text or "" for each in gone.iter(f"{W}delText", f"{W}t"))
            yield from (replace(line, role=Role.LABEL, kind=DELETED) for line in self._note(words))
        yield from (line for element in _other_parts(self._document) for line in self._aside(element))

    def _aside(self, element: _Element) -> Iterator[PaperLine]:
        for paragraph in element.iter(_P):
            yield from self._note(_text(paragraph))

    def _note(self, text: str) -> Iterator[PaperLine]:
        words = one_line(text)
        if any(sign.isalnum() for sign in words):
            self._number += 1
            yield PaperLine(self._number, words, role=Role.LABEL if is_page_number(words) else Role.NOTE)


def _boxes(element: _Element) -> Iterator[_Element]:
    """Return the text boxes in ``element``, those in others and the copies for old programs aside."""
    for box in element.iter(_BOXED):
        if not any(above.tag in {_FALLBACK, _BOXED} for above in box.iterancestors()):
            yield box


def _children(parent: _Element, *tags: str) -> Iterator[_Element]:
    """Return the elements so called under ``parent``, out of the frames that Word may put around them."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _FRAMES:
            yield from _children(child, *tags)


def _text(element: _Element) -> str:
    return "".join(_texts(element))


def _texts(element: _Element) -> Iterator[str]:
    for child in element.iterchildren("*"):
        tag = str(child.tag)
        if tag in _SKIPPED:
            continue
        if tag.endswith("}t"):
            yield child.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        else:
            yield from _texts(child)


def _runs(paragraph: _Element) -> Iterator[MarkedWords]:
    """Return the runs of a paragraph, as far as they are its text."""
    for run in paragraph.iter(f"{W}r"):
        if not any(above.tag in _SKIPPED - {_P} for above in run.iterancestors()):
            yield MarkedWords(_text(run), _mark_of(run.find(f"{W}rPr")))


def _is_on(switch: _Element | None) -> bool:
    """Whether a switch such as ``w:b`` is there and not switched off."""
    return switch is not None and switch.get(f"{W}val", "1") not in _NOT_ON


def _mark_of(look: _Element | None) -> str:
    if look is None:
        return PLAIN
    if _is_on(look.find(f"{W}strike")) or _is_on(look.find(f"{W}dstrike")):
        return STRUCK
    if _is_on(look.find(f"{W}b")):
        return BOLD
    return SLANTED if _is_on(look.find(f"{W}i")) else PLAIN


def _is_bold(paragraph: _Element) -> bool:
    runs = [run for run in paragraph.iter(f"{W}r") if _text(run).strip()]
    return bool(runs) and all(_is_on(run.find(f"{W}rPr/{W}b")) for run in runs)


def _other_parts(document: Document) -> Iterator[_Element]:
    from docx.oxml.parser import parse_xml  # noqa: PLC0415 - see lines_of_docx

    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.rpartition("/")[2] in _BESIDE_PARTS:
            yield parse_xml(relation.target_part.blob)
