"""Files of the summit that only their owner may read: passwords and keys stand in them."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from workshop.model.errors import NotWritten
from workshop.store.atomic_files import flush, flush_folder, make_folder, shown, why

if TYPE_CHECKING:
    from pathlib import Path


def write_secret(path: Path, data: bytes) -> None:
    """Put ``data`` in place, whole, readable by its owner alone. Raises ``NotWritten``."""
    temporary = path.parent / f".{os.urandom(8).hex()}.part"
    try:
        make_folder(path.parent)
        file = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(file, "wb") as writing:
            writing.write(data)
            writing.flush()
            flush(writing.fileno())
        temporary.replace(path)
        flush_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        reason, cure = why(error, path)
        raise NotWritten(f"Could not write {shown(path)} ({reason}). Nothing recorded is lost; {cure}.") from error


def write_settings(path: Path, settings: dict[str, Any]) -> None:
    """Keep some settings. Raises ``NotWritten``."""
    write_secret(path, json.dumps(settings, indent=1).encode())


def read_settings(path: Path) -> dict[str, Any]:
    """Return what was kept; nothing where nothing was, or where it cannot be read."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
