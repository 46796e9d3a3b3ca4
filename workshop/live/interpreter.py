"""How a program of ours sets Python itself: when it starts, and again when what stays has been read.

Only programs do this, the command line and the console; never a class, which another program might use.
"""

from __future__ import annotations

import gc
import sys
from typing import Final

RARELY: Final = (20_000, 20, 20)
"""How seldom garbage is looked for: five hundred votes at once are fifty thousand new objects and next to no garbage,
and looking through them as often as Python does took a third of the time."""

HANDOVER: Final = 0.0005
"""Seconds for which a thread may keep a key waiting: previews are made in one, and cards compared."""


def begin() -> None:
    """Look for no garbage: a short command ends before there is any, and reading a session takes a third less time."""
    gc.disable()


def settle() -> None:
    """Look for garbage seldom, and never through what was made until now: a program that goes on calls it once."""
    gc.freeze()
    gc.set_threshold(*RARELY)
    gc.enable()


def answer_keys_first() -> None:
    """Let threads make way for a key sooner than Python's 5 ms."""
    sys.setswitchinterval(HANDOVER)
