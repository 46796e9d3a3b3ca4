"""Colours: one accent a region, dark enough for white words, told apart by colour-blind eyes and in grey."""

from __future__ import annotations

from typing import Final

PAPER: Final = "#ffffff"
INK: Final = "#17202a"
SUN: Final = "#ffd166"
QUIET: Final = "#56606b"

ACCENTS: Final = ("#0b4f8a", "#a33a08", "#00604a", "#6b2a78", "#7a5200", "#2f4858", "#8a1c4c", "#1b6a7c")
"""After Okabe and Ito, darkened until white words on each have a contrast of more than 5 : 1."""


_DARKEST: Final = 0.04045
"""Below this the standard's curve is a straight line."""


def accent(number: int) -> str:
    """Return the accent of the region with that number."""
    return ACCENTS[number % len(ACCENTS)]


def tint(colour: str, share: float = 0.1) -> str:
    """Return ``colour`` thinned with paper."""
    return mixed(colour, PAPER, share)


def mixed(colour: str, behind: str, share: float) -> str:
    """Return ``behind`` with a share of ``colour`` over it."""
    pairs = ((int(colour[at : at + 2], 16), int(behind[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(below - (below - above) * share):02x}" for above, below in pairs)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as the Web Content Accessibility Guidelines define it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= _DARKEST else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
