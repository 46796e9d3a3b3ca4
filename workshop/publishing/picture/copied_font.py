"""A face in a PDF whose letters can be copied and searched also where shaping took other forms of them.

The library gives a joined form or a ligature a private code, and a reader of the page would copy that. Here the
letters that it was made of are kept, and written into the table by which readers turn codes into text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

import uharfbuzz
from reportlab.pdfbase.ttfonts import TTFont

if TYPE_CHECKING:
    from io import BytesIO

    from reportlab.pdfbase.pdfdoc import PDFDocument

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
