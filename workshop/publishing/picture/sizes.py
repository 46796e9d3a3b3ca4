"""What can be chosen without the extra: the layouts, and the sizes of a sheet in points, lying."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias, get_args

Layout: TypeAlias = Literal["regions", "path"]
LAYOUTS: Final[tuple[Layout, ...]] = get_args(Layout)

POINTS_PER_MM: Final = 72 / 25.4


class Size(NamedTuple):
    """A sheet: its name, how wide and high it is in points, and how many pixels wide its PNG is."""

    name: str
    width: float
    height: float
    pixels: int


def _paper(name: str, width: float, height: float) -> Size:
    return Size(name, round(width * POINTS_PER_MM, 2), round(height * POINTS_PER_MM, 2), round(1189 / 25.4 * 96))


SIZES: Final[dict[str, Size]] = {
    "16:9": Size("16:9", 960, 540, 3840),
    "A3": _paper("A3", 420, 297),
    "A1": _paper("A1", 841, 594),
    "A0": _paper("A0", 1189, 841),
}
"""From the smallest to the largest."""
