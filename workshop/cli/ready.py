"""What must hold before the terminal library is loaded."""

from __future__ import annotations

import os
from typing import Final

FRAMES: Final = 240
"""Paints in a second at most. Textual's 60 let a card that is on the disk wait up to 33 ms for the paint after the one
in which its line was cleared; nothing is painted more often than it changes."""


def make_ready() -> None:
    """Choose how often the terminal is painted."""
    os.environ.setdefault("TEXTUAL_FPS", str(FRAMES))
