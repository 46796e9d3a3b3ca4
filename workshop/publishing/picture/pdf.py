"""The sheet as PDF: one page, tagged text that can be searched and copied, its faces inside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from typing import Any, Final

import uharfbuzz
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFString
from reportlab.pdfbase.ttfonts import TTFont, shapeStr
from reportlab.pdfgen.canvas import Canvas

from workshop.publishing.picture.bidi import runs_right
from workshop.publishing.picture.drawing import Drawing, Shape, TextRun
from workshop.publishing.picture.faces import FAMILY, Face
from workshop.publishing.picture.subset import letters_of, subset
from workshop.publishing.picture.typeset import Run

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
            with tags.text(item):
                for run in (run for line in item.lines for run in line):
                    _draw_run(page, run, names[run.face], size.height)
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


TABLE: Final = "toUnicodeCMap:"
"""What the library's names of those tables begin with."""

PRIVATE: Final = "Co"
"""The category of codes that mean nothing outside this file; forms such as the sign ﬀ have one and are letters too."""

_ENTRY: Final = re.compile("(<[0-9A-F]{2}>) <([0-9A-F]{4,6})>")


class CopiedFont(TTFont):
    """A face that knows what its shaped forms stand for."""

    def __init__(self, name: str, source: str | BytesIO) -> None:
        super().__init__(name, source)
        self.face.name = name.replace(
            " ", ""
        ).encode()  # else the library takes a face of the same family for it, with other letters
        self._stands_for: dict[int, str] = {}

    def note(self, shaped: str, text: str, size: float) -> None:
        """Note the letters of ``text`` that each form in ``shaped`` stands for."""
        if shaped == text:
            return
        begins = self._begins(text, size)
        ends = sorted({*begins, len(text)})
        for form, start in zip(shaped, begins, strict=True):
            if unicodedata.category(form) == PRIVATE or unicodedata.decomposition(form).startswith("<"):
                self._stands_for[ord(form)] = text[start : ends[ends.index(start) + 1]]

    def _begins(self, text: str, size: float) -> list[int]:
        """Return for each form where its letters begin: the library keeps that only where forms were moved too."""
        buffer = uharfbuzz.Buffer()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self.hbFont(size), buffer, {"kern": True, "liga": True, "dlig": True})
        return [form.cluster for form in buffer.glyph_infos]

    def addObjects(self, document: PDFDocument) -> None:  # noqa: N802 - the library's own
        """Write the face, and what its forms stand for."""
        super().addObjects(document)
        tables: dict[str, Any] = document.idToObject
        for name, table in tables.items():
            if name.startswith(TABLE):
                table.content = _ENTRY.sub(self._entry, table.content)
        self._stands_for.clear()

    def _entry(self, found: re.Match[str]) -> str:
        letters = self._stands_for.get(int(found[2], 16))
        return f"{found[1]} <{letters.encode('utf-16-be').hex().upper()}>" if letters else found[0]


ROLES: Final = {"title": "H1", "heading": "H2", "list": "H3"}
"""Which element of a document a text is; every other is a paragraph."""


class Tags:
    """The tags of one page, text by text."""

    def __init__(self, page: Canvas) -> None:
        self._page = page
        self._texts: list[tuple[str, str]] = []

    @contextmanager
    def text(self, words: TextRun) -> Iterator[None]:
        """Mark what is drawn meanwhile as one text."""
        role = ROLES.get(words.role, "P")
        self._page.addLiteral(f"/{role} <</MCID {len(self._texts)}>> BDC")
        right = any(run.right for line in words.lines for run in line)
        self._texts.append((role, " ".join(filter(None, (words.text, words.key))) if right else ""))
        yield
        self._page.addLiteral("EMC")

    @contextmanager
    def ornament(self) -> Iterator[None]:
        """Mark what is drawn meanwhile as nothing that is read."""
        self._page.addLiteral("/Artifact BMC")
        yield
        self._page.addLiteral("EMC")

    def end(self) -> None:
        """Write the tree, once its page is finished."""
        document: Any = vars(self._page)["_doc"]  # the library has no other way to its catalogue
        (sheet,) = document.Pages.pages
        _number(sheet)
        root, whole = PDFDictionary({}), PDFDictionary({})
        there = document.Reference(whole)
        texts = []
        for number, (role, read) in enumerate(self._texts):
            element = {"S": PDFName(role), "P": there, "Pg": document.Reference(sheet), "K": number}
            spoken = {"ActualText": PDFString(read)} if read else {}
            texts.append(document.Reference(PDFDictionary({**element, **spoken})))
        kinds = {"S": PDFName("Document"), "P": document.Reference(root), "K": PDFArray(texts)}
        whole.dict.update(kinds)
        parents = PDFDictionary({"Nums": PDFArray([0, document.Reference(PDFArray(texts))])})
        root.dict.update({"Type": PDFName("StructTreeRoot"), "K": there, "ParentTree": document.Reference(parents)})
        catalogue = document.Catalog
        catalogue.StructTreeRoot = root
        catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
        catalogue.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})


def _number(sheet: Any) -> None:  # noqa: ANN401 - the library's page, which takes any attribute
    """Let the page say where its texts stand in the tree, and that they are read in that order."""
    sheet.__NoDefault__ = [*sheet.__NoDefault__, "StructParents", "Tabs"]
    sheet.StructParents = 0
    sheet.Tabs = PDFName("S")
