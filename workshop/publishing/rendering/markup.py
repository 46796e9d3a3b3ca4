"""What the formats made of tags share: an escaper, faces for letters that Arial lacks, zip files that are the same."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Final, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

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


class EastAsian(NamedTuple):
    """The tag, with its country, by which an office program knows the language, and a face that its computers have."""

    tag: str
    face: str


_CHINA: Final = EastAsian("zh-CN", "Microsoft YaHei")
_TAIWAN: Final = EastAsian("zh-TW", "Microsoft JhengHei")
_FACES: Final = {
    "zh": _CHINA,
    "zh-hans": _CHINA,
    "zh-hant": _TAIWAN,
    "zh-tw": _TAIWAN,
    "zh-hk": _TAIWAN,
    "zh-mo": _TAIWAN,
    "ja": EastAsian("ja-JP", "Yu Gothic"),
    "ko": EastAsian("ko-KR", "Malgun Gothic"),
}


def east_asian(language: str) -> EastAsian | None:
    """Return the tag and the face for a BCP 47 tag; ``None`` where the language has other letters."""
    parts = language.lower().split("-")
    return _FACES.get("-".join(parts[:2])) or _FACES.get(parts[0])
