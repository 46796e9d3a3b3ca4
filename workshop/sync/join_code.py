"""The code by which a table joins a summit: short enough to type, and drawn as a QR code beside it.

Thirty bytes, or more where the server has a name instead of an address: version, port, the beginning of the
certificate's fingerprint, the summit's secret, the address, and a check byte, so that a slip is told at once.
Written with the letters that Douglas Crockford chose (crockford.com/base32.html): 0 and O, 1, I and L are the same.
"""

from __future__ import annotations

import zlib
from ipaddress import IPv4Address
from pathlib import Path
from typing import Final, NamedTuple

from workshop.model.errors import Refused, Unreadable

LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
FINGERPRINT_BYTES: Final = 12
SECRET_BYTES: Final = 10
_VERSION: Final = 1
_FIXED: Final = 1 + 2 + FINGERPRINT_BYTES + SECRET_BYTES
_ADDRESS_BYTES: Final = 4
_SAME: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "\n": None, "\r": None})
_LONGEST: Final = 1_000


class JoinCode(NamedTuple):
    """Where the summit's server is, how it is known, and what lets a table in."""

    host: str
    port: int
    fingerprint: bytes
    secret: bytes

    def __str__(self) -> str:
        body = bytes((_VERSION,)) + self.port.to_bytes(2, "big") + self.fingerprint + self.secret + _packed(self.host)
        return written(body + bytes((zlib.crc32(body) & 0xFF,)))

    @property
    def password(self) -> str:
        """Return the newcomers' password."""
        return self.secret.hex()


def read_code(text: str) -> JoinCode:
    """Return what a code says. Raises ``Refused`` where it is none."""
    data = read_letters(text)
    if len(data) <= _FIXED + 1 or zlib.crc32(data[:-1]) & 0xFF != data[-1]:
        raise Refused("That is not a summit's code: a letter is wrong or missing. Type it again from the wall.")
    if data[0] != _VERSION:
        raise Refused("That code was made by a newer version of workshop. Update this one to join.")
    secret = 3 + FINGERPRINT_BYTES
    host = _unpacked(data[_FIXED:-1])
    return JoinCode(host, int.from_bytes(data[1:3], "big"), data[3:secret], data[secret:_FIXED])


def code_from(given: str) -> JoinCode:
    """Return the code that was typed, or that stands in the file of that name, such as one on a memory stick."""
    path = Path(given)
    try:
        text = path.read_text(encoding="utf-8")[:_LONGEST] if path.is_file() else given
    except (OSError, ValueError) as error:
        raise Unreadable(f"{given} cannot be read as a summit's code. Copy it again, or type the code.") from error
    return read_code(text)


def _packed(host: str) -> bytes:
    try:
        return IPv4Address(host).packed
    except ValueError:
        return b"\0" + host.encode("idna")


def _unpacked(data: bytes) -> str:
    if len(data) == _ADDRESS_BYTES and data[0]:
        return str(IPv4Address(data))
    return data[1:].decode("ascii", "replace")


def written(data: bytes) -> str:
    """Return bytes as letters in fours, five bits each; the bits missing at the end are zeros."""
    length = -(-len(data) * 8 // 5)
    bits = int.from_bytes(data, "big") << (length * 5 - len(data) * 8)
    text = "".join(LETTERS[bits >> 5 * place & 31] for place in reversed(range(length)))
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def read_letters(text: str) -> bytes:
    """Return the bytes of letters, however they were typed; none where one is not a letter of a code."""
    letters = text.upper().translate(_SAME)
    if not letters or len(letters) > _LONGEST or any(letter not in LETTERS for letter in letters):
        return b""
    bits = 0
    for letter in letters:
        bits = bits << 5 | LETTERS.index(letter)
    length = len(letters) * 5 // 8
    return (bits >> (len(letters) * 5 - length * 8)).to_bytes(length, "big")
