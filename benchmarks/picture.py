"""The promises of the graphic record: laid out and drawn while somebody waits at the printer."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measure import Figure, best, ms
from benchmarks.record import sentence
from workshop.publishing.picture import pdf, png
from workshop.publishing.picture.compose import drawn
from workshop.publishing.picture.sheet import SIZES, Region, Sheet, SheetCard

THEMES = (17, 1, 6, 15, 5, 2, 6, 5, 5, 3, 15, 3, 2)
"""Cards of each theme: 85, spread as unevenly as at a real summit."""


def figures() -> Iterator[Figure]:
    """Measure laying out 85 cards, on A0, and writing them as PDF and PNG."""
    sheet = of_summit()
    drawing = drawn(sheet, "regions", SIZES["A0"])
    assert drawing is not None
    laid_out = best(lambda: drawn(sheet, "regions", SIZES["A0"]))
    path = best(lambda: drawn(sheet, "path", SIZES["A0"]))
    as_pdf = best(lambda: pdf.write(drawing))
    as_png = best(lambda: png.write(drawing), times=2)
    small = f"{drawing.text_size:.1f} points on A0"
    yield Figure("85 cards laid out by regions, s", ms(laid_out), small, laid_out, 0.2)
    yield Figure("85 cards laid out along a path, s", ms(path), small, path, 0.2)
    yield Figure("85 cards on A0 as PDF, s", ms(as_pdf), "", as_pdf, 0.3)
    yield Figure("85 cards on A0 as PNG, s", ms(as_png), "", as_png, 3)


def of_summit() -> Sheet:
    """Return a summit's sheet: 13 themes, 85 experiments."""
    regions = []
    number = 0
    for place, count in enumerate(THEMES):
        cards = tuple(SheetCard(f"T{place:02d}-E{at:02d}", sentence(number + at)) for at in range(count))
        number += count
        regions.append(Region(f"Theme {place}", f"What would we do about {place}?", (), cards, f"{place:02d}"))
    return Sheet("A summit of tables", "What will we try?", "en", tuple(regions), ("13 themes, 85 experiments",))
