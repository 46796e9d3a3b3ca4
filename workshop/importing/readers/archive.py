"""Files that are zip archives: what is in them is counted before it is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from workshop.model.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

UNPACKED_LIMIT: Final = 200_000_000
"""Bytes a document may unpack to. A report of a thousand pages has 20 million; a bomb has billions."""
PARTS_LIMIT: Final = 10_000

BROKEN: Final = (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError)
"""What a damaged archive raises."""


def refuse_bombs(data: bytes) -> None:
    """Raise ``Unreadable`` for an archive that is locked, or would unpack to more than ``UNPACKED_LIMIT``."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("this file is locked with a password. Open it, save it without one, and import that.")
    size = sum(part.file_size for part in parts)
    if size > UNPACKED_LIMIT or len(parts) > PARTS_LIMIT:
        raise Unreadable(f"this would unpack to {size // 1_000_000:,} MB. Save its words as text, and import that.")


@contextmanager
def damage_said(sentence: str) -> Iterator[None]:
    """Raise ``Unreadable`` with ``sentence`` for whatever a library raises while it reads a damaged file."""
    try:
        yield
    except Unreadable:
        raise
    except Exception as error:  # each library has many kinds, and meets damage far from where it checks for it
        raise Unreadable(sentence) from error
