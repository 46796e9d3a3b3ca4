"""From bytes to text, whatever program wrote them."""

from __future__ import annotations

import codecs
import re
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE: Final = 4096
"""Bytes looked at to tell UTF-16 without a mark: a page of text."""
_NO_TEXT: Final = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1a\x1b")
_HIGH: Final = range(0x80, 0x100)
_WINDOWS: Final = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in _HIGH}
_MAC_LETTERS: Final = frozenset(b"\x8e\x8f\x88\x9a\x9f\xa5\xd0\xd2\xd3\xd4\xd5\xc9\xe1\x8a\x96\x9d\x90")
"""Mac Roman for é è à ö ü • – “ ” ‘ ’ … · ä ñ ù ê: rare letters or nothing at all in Windows-1252."""

_MAC_WORD: Final = re.compile(rb"[a-z][\x8d\x8e\x8f\x90]")
"""é, è, ç or ê inside a word, where Windows-1252 has a capital Z with a caron, or nothing."""
_WINDOWS_LETTERS: Final = frozenset(range(0xE0, 0xFD)) - {0xE1}
"""Small letters with accents in Windows-1252; the Mac has capitals and rare signs there, and a middle dot."""
_POLISH: Final = re.compile(rb"[a-z\xe0-\xff][\xb3\xb9\xbf][a-z\xe0-\xff]")
"""ł, ą or ż inside a word in Windows-1250, where Windows-1252 has small numbers and a question mark upside down."""
_FEW_STRAYS: Final = 12
"""Bytes of text for each that is none, such as the zeros that some programs leave; other files have far more."""


def decoded(data: bytes) -> str | None:
    """Return the text of ``data``, or ``None`` if it is not text.

    A byte order mark decides; then UTF-16 by its zero bytes, strict UTF-8, Mac Roman if its letters and its line
    ends are there, Windows-1250 for Polish words, and last Windows-1252, which reads anything.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    wide = _utf_16(data[:_SAMPLE])
    if wide:
        return data.decode(wide, "replace")
    strays = 0 if _NO_TEXT.isdisjoint(data) else sum(data.count(sign) for sign in _NO_TEXT)
    try:
        return data.decode("utf-8") if strays * _FEW_STRAYS <= len(data) else None
    except UnicodeDecodeError:
        if strays:
            return None
    if _is_mac_roman(data):
        return data.decode("mac-roman")
    return data.decode("cp1250", "replace") if _POLISH.search(data) else _windows_1252(data)


def _utf_16(sample: bytes) -> str:
    """Every second byte is zero where most letters are Latin; blanks and line ends show it in other scripts."""
    even, odd = sample[0::2], sample[1::2]
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        zeros = high.count(0)
        if zeros and not low.count(0) and _NO_TEXT.isdisjoint(low[: zeros and 1]) and _reads_as_text(sample, encoding):
            return encoding
    return ""


def _reads_as_text(sample: bytes, encoding: str) -> bool:
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    strange = sum(not (letter.isprintable() or letter.isspace() or letter in "\ufeff\u200e\u200f") for letter in text)
    return strange * 20 <= len(text) and any(letter in " \n\r\t" for letter in text)


def _is_mac_roman(data: bytes) -> bool:
    """Old Mac files end lines in a lone return, and use the bytes that Windows gives rare signs, or capitals, to."""
    high = [byte for byte in data[: _SAMPLE * 16] if byte in _HIGH]
    mac = sum(byte in _MAC_LETTERS for byte in high)
    if b"\n" in data:
        return _MAC_WORD.search(data) is not None and not any(byte in _WINDOWS_LETTERS for byte in high)
    return b"\r" in data and mac * 2 > len(high)


def _windows_1252(data: bytes) -> str:
    """Five bytes have no letter in Windows-1252; they are kept as Latin-1 has them, so nothing is lost."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1").translate(_WINDOWS)
