"""The elements of a Word body as strings, their children in the order that Word's schema asks for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final, NamedTuple

from workshop.publishing.rendering import scale_field
from workshop.publishing.rendering.docx_measures import Extent, extent
from workshop.publishing.rendering.markup import escaped
from workshop.publishing.report import FieldPoint, ReportPicture
from workshop.wording.document_words import is_right_to_left, words_for

RESULT_COLUMNS: Final = (0.12, 0.58, 0.12, 0.18)
"""Shares of the text's width: rank, card, dots, voters."""

ROWS_KEPT_TOGETHER: Final = 12
"""A result of at most so many rows stays on one page with its totals; a longer one repeats its head."""

PICTURE_HEIGHT: Final = 300
"""The most points that a picture is high."""

MARKS_FROM: Final = 10_000
"""Numbers of cards' bookmarks begin here; those of headings, which are fewer, before."""

_NO_NAME: Final = re.compile(r"[^A-Za-z0-9_]")
_LONGEST_MARK: Final = 40
"""Characters that Word allows a bookmark's name."""


class Piece(NamedTuple):
    """An element of the body, and what it takes of a page; a table takes a part for each row."""

    xml: str
    extents: tuple[Extent, ...]


class Elements:
    """Makes paragraphs and tables for one document.

    ``styles`` gives the document's style id for a style's name in lower case, ``width`` is the text's in
    twentieths of a point, ``language`` a tag; ``keep`` keeps a picture in the file and returns its name there.
    """

    def __init__(self, styles: Mapping[str, str], width: int, language: str, keep: Callable[[bytes], str]) -> None:
        self._keep = keep
        self._styles = styles
        self._width = width
        self._rtl = is_right_to_left(language)
        self._labels = words_for(language).labels
        self._marked: set[str] = set()
        self._pictures = 0

    def paragraph(self, style: str, text: str, *, keep_next: bool = False, loose: bool = False) -> Piece:
        """Return a paragraph of ``text`` in ``style``, in the direction in which the text begins.

        It stays with the next if it is to ``keep_next`` or its style says so, and never if it is ``loose``.
        """
        xml = self._wrapped(style, self._run(text), rtl=self._is_rtl(text), keep_next=keep_next, loose=loose)
        taken = extent(style, text, keeps_next=keep_next)
        return Piece(xml, (taken._replace(keeps_next=taken.keeps_next and not loose),))

    def pair(self, style: str, label: str, value: str, *, keep_next: bool = False) -> Piece:
        """Return a paragraph "label: value"; it runs as its label does, or as the document and its value do."""
        runs = self._run(label + self._labels.colon) + self._run(value)
        rtl = self._is_rtl(label) or (self._rtl and self._is_rtl(value))
        return self._piece(style, self._labels.pair(label, value), runs, rtl=rtl, keep_next=keep_next)

    def marked(self, style: str, name: str, text: str, *, keep_next: bool = False) -> Piece:
        """Return a paragraph with a bookmark of its own; where the name is marked already, without one."""
        if name in self._marked:
            return self.paragraph(style, text, keep_next=keep_next)
        self._marked.add(name)
        runs = self._bookmarked(MARKS_FROM + len(self._marked), name, text)
        return self._piece(style, text, runs, rtl=self._is_rtl(text), keep_next=keep_next)

    def links(
        self, style: str, label: str, cards: Sequence[str], known: Collection[str], *, keep_next: bool = False
    ) -> Piece:
        """Return a paragraph "label: ids", each id leading to the paragraph marked with it, if it is ``known``."""
        runs = [self._run(label + self._labels.colon)]
        for number, card in enumerate(cards):
            run = self._run(card)
            link = f'<w:hyperlink w:anchor="{mark_of(card)}" w:history="1">{run}</w:hyperlink>'
            runs += [self._run(", ") if number else "", link if card in known else run]
        text = self._labels.pair(label, ", ".join(cards))
        xml = self._wrapped(style, "".join(runs), rtl=self._rtl, keep_next=keep_next)
        return Piece(xml, (extent(style, text),))

    def picture(self, style: str, picture: ReportPicture, *, keep_next: bool = False) -> Piece:
        """Return a paragraph with a picture, as large as it is or as there is room for."""
        self._pictures += 1
        width, height = picture.fitted(self._width / 20, PICTURE_HEIGHT)
        size = f'cx="{round(width * scale_field.EMU)}" cy="{round(height * scale_field.EMU)}"'
        named = f'id="{self._pictures}" name="Picture {self._pictures}" descr="{escaped(picture.alt)}"'
        run = (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {named}/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
            f'<pic:blipFill><a:blip r:embed="{self._keep(picture.data)}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
        taken = extent(style, "", keeps_next=keep_next)._replace(line=height, whole=True)
        return Piece(self._wrapped(style, run, rtl=self._rtl, keep_next=keep_next), (taken,))

    def field(self, style: str, points: Sequence[FieldPoint]) -> Piece:
        """Return a paragraph with the field of a scale."""
        self._pictures += 1
        taken = extent(style, "")._replace(line=scale_field.TALL, whole=True)
        drawing = scale_field.word_drawing(points, self._pictures)
        return Piece(self._wrapped(style, drawing, rtl=False, keep_next=True), (taken,))

    def heading(self, text: str, number: int, *, alone: bool) -> Piece:
        """Return the heading of a section, marked as place ``number`` for the contents.

        It stays with what comes next, unless it is ``alone``, with nothing under it.
        """
        runs = self._bookmarked(number, place(number), text)
        xml = self._wrapped("heading 1", runs, rtl=self._is_rtl(text), loose=alone)
        return Piece(xml, (extent("heading 1", text)._replace(keeps_next=not alone),))

    def entry(self, text: str, number: int, page: int | None, begin: str = "", end: str = "") -> Piece:
        """Return a line of the contents that leads to place ``number``, with its ``page`` if that is known.

        ``begin`` and ``end`` are runs put around it: those of the field that the contents are.
        """
        target = self._run(text)
        if page is not None:
            target += "<w:r><w:tab/></w:r>" + field(f"PAGEREF {place(number)} \\h", str(page))
        link = f'<w:hyperlink w:anchor="{place(number)}" w:history="1">{target}</w:hyperlink>'
        return self._piece("toc 1", text, begin + link + end, rtl=self._rtl)

    def page_of_pages(self, words: str) -> str:
        """Return the footer's paragraph from ``words`` with the places ``{page}`` and ``{pages}``."""
        before, rest = words.split("{page}")
        between, after = rest.split("{pages}")
        page, pages = field("PAGE", "1"), field("NUMPAGES", "1")
        runs = self._run(before) + page + self._run(between) + pages + self._run(after)
        return self._wrapped("footer", runs, rtl=self._rtl)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Piece:
        """Return the table of a vote's result, its first row repeated on each page."""
        widths = [round(share * self._width) for share in RESULT_COLUMNS]
        last = len(rows) if len(rows) <= ROWS_KEPT_TOGETHER else 0
        lines = [self._row(head, widths, head=True)]
        lines += [self._row(row, widths, keep_next=number <= last) for number, row in enumerate(rows, 1)]
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        xml = (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{escaped(self._styles["vote table"])}"/>'
            f"{'<w:bidiVisual/>' if self._rtl else ''}"
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
            f'w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
            f"{''.join(line.xml for line in lines)}</w:tbl>"
        )
        first, *others = (line.extents[0] for line in lines)
        return Piece(xml, (first, *(each._replace(head=first.points) for each in others)))

    def _row(self, cells: Sequence[str], widths: Sequence[int], *, head: bool = False, keep_next: bool = True) -> Piece:
        styles = ("Vote number", "Vote cell", "Vote number", "Vote number")
        written = [self.paragraph(*pair, keep_next=keep_next) for pair in zip(styles, cells, strict=True)]
        columns = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell.xml}</w:tc>'
            for cell, width in zip(written, widths, strict=True)
        )
        xml = f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{columns}</w:tr>"
        return Piece(xml, (max(cell.extents[0] for cell in written),))

    def _piece(self, style: str, text: str, runs: str, *, rtl: bool, keep_next: bool = False) -> Piece:
        """Return a paragraph of ``runs``, which show ``text``."""
        xml = self._wrapped(style, runs, rtl=rtl, keep_next=keep_next)
        return Piece(xml, (extent(style, text, keeps_next=keep_next),))

    def _bookmarked(self, number: int, name: str, text: str) -> str:
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{self._run(text)}<w:bookmarkEnd w:id="{number}"/>'

    def _wrapped(self, style: str, runs: str, *, rtl: bool, keep_next: bool = False, loose: bool = False) -> str:
        asked = (("keepNext", keep_next), ('keepNext w:val="0"', loose), ("bidi", rtl))
        properties = "".join(f"<w:{name}/>" for name, wanted in asked if wanted)
        style_id = escaped(self._styles[style.lower()])
        return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{properties}</w:pPr>{runs}</w:p>'

    def _run(self, text: str) -> str:
        direction = "<w:rPr><w:rtl/></w:rPr>" if self._is_rtl(text) else ""
        return f'<w:r>{direction}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>' if text else ""

    def _is_rtl(self, text: str) -> bool:
        """Whether the first letter runs from right to left; without letters, whether the document does."""
        directions = (unicodedata.bidirectional(character) for character in text)
        first = next((each for each in directions if each in {"L", "R", "AL"}), None)
        return self._rtl if first is None else first != "L"


def mark_of(card: str) -> str:
    """Return the name of a card's bookmark."""
    return bookmark(f"card_{card}")


def bookmark(name: str) -> str:
    """Return a bookmark's name as Word has it: letters, digits and low lines, 40 at most."""
    return _NO_NAME.sub("_", name)[:_LONGEST_MARK]


def place(number: int) -> str:
    """Return the name of a bookmark; its first character hides it from Word's list."""
    return f"_Toc{number + 1:08}"


def field(instruction: str, shown: str) -> str:
    """Return a field that Word works out, with what is shown until then."""
    return (
        f'{field_mark("begin")}<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f"{field_mark('separate')}<w:r><w:t>{shown}</w:t></w:r>{field_mark('end')}"
    )


def field_mark(kind: str) -> str:
    """Return the run that begins, separates or ends a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
