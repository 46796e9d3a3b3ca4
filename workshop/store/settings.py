"""The settings of a home: a small file of their own, so that the console reads them without the catalogue.

What somebody else wrote there is no reason to stop: settings that cannot be read are as if nobody had set them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from workshop.model.errors import NotWritten
from workshop.store.atomic_files import make_folder, shown, write_file

if TYPE_CHECKING:
    from workshop.store.locations import Home

NAME: Final = "settings.json"

_DAMAGED: Final = (ValueError, AttributeError, RecursionError)

PATIENCE: Final = 5.0
"""Seconds to wait for another process that is writing them."""


def read_settings(home: Home) -> Mapping[str, Any]:
    """Return the settings of a home by name."""
    try:
        return _read(home)
    except (OSError, *_DAMAGED):
        return {}


def keep_setting(home: Home, name: str, value: Any) -> None:  # noqa: ANN401 - a setting is any JSON value
    """Keep a setting; ``None`` is the usual. Raises ``NotWritten``. A damaged file is kept beside the new one."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - not free, and not needed to read them

    path = home.sessions / NAME
    try:
        make_folder(path.parent)
        with FileLock(path.with_suffix(".lock"), timeout=PATIENCE):
            settings = {**_read_or_begin(home), name: value}
            kept = {name: value for name, value in settings.items() if value is not None}
            write_file(path, json.dumps(kept, indent=2).encode("ascii"))
    except (OSError, Timeout) as error:
        raise NotWritten(f"{shown(path)} could not be written; nothing recorded is lost.") from error


def _read_or_begin(home: Home) -> Mapping[str, Any]:
    try:
        return _read(home)
    except _DAMAGED:
        path = home.sessions / NAME
        path.replace(path.with_suffix(".damaged.json"))
        return {}


def _read(home: Home) -> Mapping[str, Any]:
    try:
        settings = json.loads((home.sessions / NAME).read_bytes())
    except FileNotFoundError:
        return _of_the_first_release(home.sessions / "catalogue.json")
    return dict(settings.items())


def _of_the_first_release(catalogue: Path) -> Mapping[str, Any]:
    """Return the settings that the first release kept in a table of the catalogue."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {row["name"]: row["value"] for row in json.loads(catalogue.read_bytes())["settings"].values()}
    return {}
