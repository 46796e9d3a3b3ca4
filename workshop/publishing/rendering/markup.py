"""What the formats made of tags share: one escaper, and a zip file that is the same for the same contents."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Iterable

_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_NO_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip file can name; the clock must not make two papers of one."""


def escaped(text: str) -> str:
    """Return ``text`` such that it is text, between tags and inside quoted attributes, of XML and of HTML."""
    return text.translate(_ESCAPES)


def zipped(parts: Iterable[tuple[str, bytes]], stored: str = "") -> bytes:
    """Return a zip file of ``(name, bytes)`` in their order; the part named ``stored`` is not compressed."""
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        for name, data in parts:
            archive.writestr(ZipInfo(name, _NO_DATE), data, ZIP_STORED if name == stored else ZIP_DEFLATED)
    return whole.getvalue()
