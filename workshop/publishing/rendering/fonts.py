"""Faces for Chinese, Japanese and Korean letters: Arial has none, and a program may take those of another."""

from __future__ import annotations

from typing import Final, NamedTuple


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
