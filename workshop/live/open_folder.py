"""Opens a folder in the system's own window, where there are windows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def open_in_window(folder: Path) -> bool:
    """Open ``folder``; say whether there was a window to open it in."""
    if sys.platform == "win32":  # pragma: no cover - Windows
        os.startfile(folder)  # noqa: S606 - the system's own way
        return True
    program = _program()
    if program is None:
        return False
    try:
        subprocess.Popen(  # noqa: S603 - found on this computer, and given a path
            [program, str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    return True


def _program() -> str | None:
    """Return what opens folders; without a window system there is none, and a browser of texts is not wanted here."""
    if sys.platform == "darwin":
        return shutil.which("open")
    return shutil.which("xdg-open") if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") else None


def short(path: Path) -> str:
    """Return a path as people write it: from their own folder on, where it lies there."""
    try:
        return str(Path("~") / path.resolve().relative_to(Path.home()))
    except (ValueError, OSError, RuntimeError):
        return str(path)
