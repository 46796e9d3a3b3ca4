"""Hides a session on its way under a key that stands in its code alone: nobody between can read or change it."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

from workshop.model.errors import Refused

_NONCE: Final = 12


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
