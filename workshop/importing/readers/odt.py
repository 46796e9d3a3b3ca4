"""OpenDocument texts into lines: headings, lists, tables, and what stands beside the text."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from workshop.importing.grid import lines_of_grid
from workshop.importing.lines import DELETED, PaperLine, Role
from workshop.importing.readers.archive import BROKEN, UNPACKED_LIMIT
from workshop.importing.readers.docx import PARAGRAPH_LIMIT
from workshop.importing.readers.emphasis import BOLD, PLAIN, SLANTED, STRUCK, Emphasis, MarkedWords, split_runs
from workshop.importing.readers.text import Typist, with_dashes
from workshop.importing.readers.word_styles import ROLES
from workshop.importing.tables import row_of
from workshop.model.errors import Unreadable
from workshop.model.text import one_line
from workshop.wording.closings import place_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from workshop.wording.listnames import ListNames

CONTENT: Final = "content.xml"
MANIFEST: Final = "META-INF/manifest.xml"
LOCKED: Final = "this document is locked with a password. Open it, save it without one, and import that."

_PREFIX: Final = "{urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _STYLE, _TEXT, _TABLE = (f"{_PREFIX}{name}:1.0}}" for name in ("office", "style", "text", "table"))
_SVG: Final = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_FO: Final = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_WORDS: Final = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_BOOKMARKS: Final = (f"{_TEXT}bookmark", f"{_TEXT}bookmark-start")
_BESIDE: Final = frozenset({f"{_TEXT}note", f"{_OFFICE}annotation", f"{_PREFIX}drawing:1.0}}text-box"})
_CHANGES: Final = f"{_TEXT}tracked-changes"
_CONTENTS: Final = frozenset({f"{_TEXT}table-of-content", _CHANGES})
"""What is understood and is not a loss."""
_DAMAGED: Final = "This OpenDocument file is damaged. Open it in LibreOffice, save it again and import that."


def lines_of_odt(data: bytes, names: ListNames) -> list[PaperLine]:
    """Return the lines of an OpenDocument text; a line's number counts paragraphs from 1, in reading order.

    Notes, comments and text boxes come last, as notes. Raises ``Unreadable`` if the file is damaged, locked or endless.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if part.filename in {CONTENT, MANIFEST}]
            size = sum(part.file_size for part in parts)
            if size > UNPACKED_LIMIT:
                raise Unreadable(f"This would unpack to {size // 1_000_000:,} MB. Save it as text.")
            if any(part.filename == MANIFEST and b"encryption-data" in archive.read(part) for part in parts):
                raise Unreadable(LOCKED)
            content = archive.read(CONTENT)
        return lines_of_flat_odt(content, names)
    except BROKEN as error:
        raise Unreadable(_DAMAGED) from error


def lines_of_flat_odt(content: bytes, names: ListNames) -> list[PaperLine]:
    """Return the lines of an OpenDocument text in one XML file. Raises ``Unreadable`` if it is damaged or endless."""
    from lxml import etree  # noqa: PLC0415 - few imports are of such documents

    if content.count(b"<text:p") > PARAGRAPH_LIMIT:
        raise Unreadable(f"This has more than {PARAGRAPH_LIMIT:,} paragraphs. Import it in parts.")
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
        return _OdtReader(root, names).lines()
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(_DAMAGED) from error


class _OdtReader:
    """Reads one document; ``_number`` is the paragraph reached."""

    def __init__(self, root: _Element, names: ListNames) -> None:
        self._body = root.find(f"{_OFFICE}body/{_OFFICE}text")
        self._names = names
        self._parents = {
            style.get(f"{_STYLE}name", ""): style.get(f"{_STYLE}parent-style-name", "")
            for style in root.iter(f"{_STYLE}style")
        }
        self._numbered = {
            style.get(f"{_STYLE}name", "")
            for style in root.iter(f"{_TEXT}list-style")
            if style.find(f"{_TEXT}list-level-style-number") is not None
        }
        self._typist = Typist()
        self._looks = dict(_looks(root))
        self._emphasis = Emphasis()
        self._number = 0
        self._gap = True

    def lines(self) -> list[PaperLine]:
        if self._body is None:
            raise Unreadable(_DAMAGED)
        flow = list(self._under(self._body))
        self._emphasis.settle()
        return [*with_dashes(flow), *self._beside(self._body)]

    def _under(self, parent: _Element, depth: int = 0, numbered: str = "•") -> Iterator[PaperLine]:
        for child in parent.iterchildren("*"):
            tag = str(child.tag)
            if tag in _WORDS:
                yield from self._paragraph(child, is_listed=depth > 0)
            elif tag == f"{_TEXT}list":
                glyph = "1." if child.get(f"{_TEXT}style-name", "") in self._numbered else numbered
                yield from self._list(child, depth, glyph)
            elif tag == f"{_TABLE}table":
                yield from self._table(child)
            elif tag in _CONTENTS:
                kind = DELETED if tag == _CHANGES else ""
                yield from (replace(line, kind=kind) for line in self._set_aside(child, Role.LABEL))
            elif tag not in _BESIDE:
                yield from self._under(child, depth, numbered)

    def _list(self, element: _Element, depth: int, glyph: str) -> Iterator[PaperLine]:
        for item in element.iterchildren("*"):
            inner = list(self._under(item, depth + 1, glyph))
            first = inner[0] if inner else None
            if first and not first.glyph and not first.level and first.role is Role.UNKNOWN:
                first.glyph, first.indent = glyph, 2 * depth
            for line in inner[1:]:
                line.indent = line.indent or 2 * depth + 1
            yield from inner

    def _paragraph(self, paragraph: _Element, *, is_listed: bool) -> Iterator[PaperLine]:
        self._number += 1
        level = int(paragraph.get(f"{_TEXT}outline-level", "1")) if paragraph.tag == f"{_TEXT}h" else 0
        role = Role.UNKNOWN if level else ROLES.get(self._style(paragraph), Role.UNKNOWN)
        shown = [
            PaperLine(self._number, one_line(part), level=level, role=role)
            if level or is_listed or role is not Role.UNKNOWN
            else self._typist.line(self._number, part)
            for part in _text(paragraph).split("\n")
        ]
        runs = list(self._runs(paragraph, PLAIN))
        if any(run.mark for run in runs) and not level and role is Role.UNKNOWN:
            for line, part in zip(shown, split_runs(runs), strict=False):
                self._emphasis.note(line, part)
        for mark in paragraph.iter(*_BOOKMARKS) if is_listed else ():
            shown[0].said = shown[0].said or place_said(mark.get(f"{_TEXT}name", ""))
        worded = [line for line in shown if line.text]
        for line in worded:
            line.gap, self._gap = self._gap, False
        self._gap = not worded
        yield from worded
        for picture in paragraph.iter(f"{_SVG}title", f"{_SVG}desc"):
            if words := one_line(picture.text or ""):
                self._gap = True
                yield PaperLine(self._number, words, gap=True, role=Role.NOTE)

    def _runs(self, element: _Element, mark: str) -> Iterator[MarkedWords]:
        yield MarkedWords(element.text or "", mark)
        for child in element.iterchildren("*"):
            tag = str(child.tag)
            if tag == f"{_TEXT}line-break":
                yield MarkedWords("\n", mark)
            elif tag in {f"{_TEXT}s", f"{_TEXT}tab"}:
                yield MarkedWords(" ", mark)
            elif tag not in _BESIDE:
                yield from self._runs(child, self._looks.get(child.get(f"{_TEXT}style-name", ""), PLAIN) or mark)
            yield MarkedWords(child.tail or "", mark)

    def _style(self, paragraph: _Element) -> str:
        """Return the name of a paragraph's style; those that were set by hand bear the name of the one they go from."""
        name = paragraph.get(f"{_TEXT}style-name", "")
        return (self._parents.get(name) or name).replace("_20_", " ").lower()

    def _table(self, table: _Element) -> Iterator[PaperLine]:
        rows = []
        for row in _within(table, f"{_TABLE}table-row"):
            cells: list[tuple[str, str | None]] = []
            first = self._number + 1
            for cell in row.iterchildren(f"{_TABLE}table-cell"):
                paragraphs = list(_within(cell, *_WORDS))
                self._number += len(paragraphs)
                span = cell.get(f"{_TABLE}number-columns-spanned")
                cells.append(("\n".join(map(_text, paragraphs)), span))
            rows.append(row_of(first, cells, self._names))
        self._gap = True
        yield from lines_of_grid(rows, self._names)
        for cell in _within(table, f"{_TABLE}table-cell"):
            yield from (line for inner in _within(cell, f"{_TABLE}table") for line in self._table(inner))

    def _beside(self, body: _Element) -> Iterator[PaperLine]:
        for element in body.iter(*_BESIDE):
            yield from self._set_aside(element, Role.NOTE)

    def _set_aside(self, element: _Element, role: Role) -> Iterator[PaperLine]:
        for paragraph in element.iter(*_WORDS):
            words = one_line(_text(paragraph))
            if words:
                self._number += 1
                yield PaperLine(self._number, words, role=role)


def _within(parent: _Element, *tags: str) -> Iterator[_Element]:
    """Return the elements so called in ``parent``, those in tables that stand in it aside."""
    for child in parent.iterchildren("*"):
        if child.tag in tags:
            yield child
        elif child.tag != f"{_TABLE}table":
            yield from _within(child, *tags)


def _looks(root: _Element) -> Iterator[tuple[str, str]]:
    """Return (name, mark) of the styles that words may have."""
    for style in root.iter(f"{_STYLE}style"):
        look = style.find(f"{_STYLE}text-properties")
        if look is None or style.get(f"{_STYLE}family") != "text":
            continue
        if look.get(f"{_STYLE}text-line-through-style", "none") != "none":
            yield style.get(f"{_STYLE}name", ""), STRUCK
        elif look.get(f"{_FO}font-weight") == "bold":
            yield style.get(f"{_STYLE}name", ""), BOLD
        elif look.get(f"{_FO}font-style") == "italic":
            yield style.get(f"{_STYLE}name", ""), SLANTED


def _text(element: _Element) -> str:
    return "".join(_texts(element))


def _texts(element: _Element) -> Iterator[str]:
    yield element.text or ""
    for child in element.iterchildren("*"):
        tag = str(child.tag)
        if tag == f"{_TEXT}s":
            yield " " * min(int(child.get(f"{_TEXT}c", "1")), 100)
        elif tag in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
            yield "\t" if tag.endswith("tab") else "\n"
        elif tag not in _BESIDE and not tag.startswith(_SVG):
            yield from _texts(child)
        yield child.tail or ""
