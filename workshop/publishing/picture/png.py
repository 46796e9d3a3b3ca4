"""The sheet as PNG: the SVG, drawn with the very faces it was set in and no others."""

from __future__ import annotations

import resvg_py

from workshop.publishing.picture import svg
from workshop.publishing.picture.drawing import Drawing
from workshop.publishing.picture.subset import letters_of


def write(drawing: Drawing) -> bytes:
    """Return the PNG, as wide as the size says."""
    return resvg_py.svg_to_bytes(
        svg_string=svg.write(drawing, fonts=False).decode(),
        skip_system_fonts=True,
        font_files=[str(face.path) for face in letters_of(drawing)],
        dpi=96,
        width=drawing.size.pixels,
    )
