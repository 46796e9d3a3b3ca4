"""A session on its way from one laptop to another, kept at the desk, which cannot read it.

The first laptop seals it under a key that stands in its code alone, and hands it to the desk in parts; the second
fetches the parts. What the desk knows of the key is a number made from it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from workshop.model.errors import Refused
from workshop.sync.files import read_settings, write_secret, write_settings
from workshop.sync.join_code import JoinCode, read_code, read_letters, written
from workshop.sync.reports import VERSION

_NONCE: Final = 12
FOLDER: Final = "parcels"
ABOUT: Final = "about.json"
KEY_BYTES: Final = 15
PART_BYTES: Final = 512 * 1024
MOST_PARTS: Final = 512
_NAME: Final = re.compile("[0-9a-f]{32}")


def parcel_name(key: bytes) -> str:
    """Return the number under which what is hidden with ``key`` is kept: it does not tell the key."""
    return hashlib.sha256(b"workshop parcel" + key).hexdigest()[:32]


def hide(data: bytes, key: bytes) -> bytes:
    """Return ``data`` under ``key``."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - heavy, and seldom needed

    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(_stretched(key)).encrypt(nonce, data, None)


def reveal(hidden: bytes, key: bytes) -> bytes:
    """Return what was hidden. Raises ``Refused`` where it was changed, or belongs to another key."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as above

    try:
        return AESGCM(_stretched(key)).decrypt(hidden[:_NONCE], hidden[_NONCE:], None)
    except (InvalidTag, ValueError) as error:
        raise Refused("What came is damaged or was changed on its way. Nothing was taken over; try again.") from error


def _stretched(key: bytes) -> bytes:
    return hashlib.sha256(b"workshop hand-over" + key).digest()


class MovingCode(NamedTuple):
    """What the second laptop needs: where the desk is, and the key."""

    code: JoinCode
    key: bytes

    def __str__(self) -> str:
        return f"{self.code}/{written(self.key)}"


def read_moving_code(text: str) -> MovingCode:
    """Return what a code says. Raises ``Refused`` where it is none."""
    summit, _, letters = text.rpartition("/")
    key = read_letters(letters)
    if len(key) != KEY_BYTES:
        raise Refused("That is not the code of a session on its way: a letter is wrong or missing. Type it again.")
    return MovingCode(read_code(summit), key)


def is_moving_code(text: str) -> bool:
    """Return whether a text looks like such a code, and not like a file's name."""
    summit, _, letters = text.rpartition("/")
    return len(read_letters(letters)) == KEY_BYTES and bool(read_letters(summit))


class Parcels:
    """What waits at the desk, and what has been fetched. Raises ``NotWritten``."""

    def __init__(self, wall: Path) -> None:
        self._folder = wall / FOLDER

    def keep(self, name: str, part: int, of: int, data: bytes) -> None:
        """Keep one part; when this returns it is on the disk."""
        write_secret(self._folder / name / f"{part}.part", data)
        if part == of:
            write_settings(self._folder / name / ABOUT, {"of": of, "fetched": 0})

    def answer(self, asked: Mapping[str, Any], now: int) -> dict[str, Any]:
        """Return the answer to what a laptop says of a parcel: a part, a question for one, or that it was fetched."""
        try:
            return {"v": VERSION, **self._answer(_name_in(asked), asked, now)}
        except (KeyError, ValueError, TypeError, binascii.Error):
            return {"v": VERSION, "refused": "The summit did not understand this. Update workshop on both laptops."}

    def _answer(self, name: str, asked: Mapping[str, Any], now: int) -> dict[str, Any]:
        if "data" in asked:
            part, of = int(asked["part"]), int(asked["of"])
            if not 1 <= part <= of <= MOST_PARTS:
                raise ValueError(part)
            self.keep(name, part, of, base64.b64decode(asked["data"], validate=True))
            return {"kept": part}
        about = read_settings(self._folder / name / ABOUT)
        if not about:
            return {"refused": "No session waits under that code at the summit. Look at the code again."}
        if asked.get("fetched"):
            write_settings(self._folder / name / ABOUT, about | {"fetched": now})
            for path in (self._folder / name).glob("*.part"):
                path.unlink(missing_ok=True)
            return {"fetched": now}
        if "part" not in asked:
            return {"fetched": about.get("fetched", 0)}
        if about.get("fetched"):
            return {"refused": "That session was taken over already. If that was not you, ask at the other laptop."}
        data = (self._folder / name / f"{int(asked['part'])}.part").read_bytes()
        return {"of": about["of"], "data": base64.b64encode(data).decode()}


def _name_in(asked: Mapping[str, Any]) -> str:
    """Return a parcel's name, which becomes a folder's. Raises ``ValueError`` where it is none."""
    name = str(asked["name"])
    if not _NAME.fullmatch(name):
        raise ValueError(name)
    return name


def leave_at_desk(wall: Path, code: JoinCode, data: bytes) -> MovingCode:
    """Keep a session on the desk's own disk, for another laptop; return the code. Raises ``NotWritten``."""
    key = secrets.token_bytes(KEY_BYTES)
    parts = parts_of(hide(data, key))
    for number, part in enumerate(parts, 1):
        Parcels(wall).keep(parcel_name(key), number, len(parts), part)
    return MovingCode(code, key)


def asked_parcel(data: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return what is said of a parcel in a message; ``None`` where it is about something else."""
    found = data.get("parcel")
    return found if isinstance(found, Mapping) else None


def parcel_question(name: str, **said: object) -> dict[str, Any]:
    """Return a message about a parcel."""
    return {"v": VERSION, "parcel": {"name": name, **said}}


def parts_of(data: bytes) -> list[bytes]:
    """Return a parcel in parts that one message takes. Raises ``Refused`` where it is too large."""
    parts = [data[start : start + PART_BYTES] for start in range(0, len(data), PART_BYTES)]
    if len(parts) > MOST_PARTS:
        raise Refused("This session is too large to move over the network. Move it with a file: hand-over --to.")
    return parts
