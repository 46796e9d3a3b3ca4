"""Files of the summit that only their owner may read: passwords and keys stand in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from workshop.store.atomic_files import PRIVATE, write_file


def write_secret(path: Path, data: bytes) -> None:
    """Put ``data`` in place, whole, readable by its owner alone. Raises ``NotWritten``."""
    write_file(path, data, PRIVATE)


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
