"""A picture of a bulletin for the documents: its bytes, what it shows, and how large it is."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING, Final

from workshop.publishing.report import ReportPicture

if TYPE_CHECKING:
    from workshop.model.bulletin import BulletinItem

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8"
_MARKER: Final = 0xFF
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers of a JPEG that say how large it is."""


def picture_of(item: BulletinItem) -> ReportPicture | None:
    """Return the picture of an item; ``None`` where it has none, or none that can be read."""
    try:
        data = b64decode(item.picture, validate=True)
    except ValueError:
        return None
    width, height = _size(data)
    return ReportPicture(data, item.alt, width, height) if width and height else None


def _size(data: bytes) -> tuple[int, int]:
    """Return width and height in pixels as a file begins; nothing where it is no picture of ours."""
    if data.startswith(_PNG):
        return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    at = 2 if data.startswith(_JPEG) else len(data)
    while at + 9 <= len(data) and data[at] == _MARKER:
        if data[at + 1] in _FRAMES:
            return int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return 0, 0
