"""The part of a face that a sheet needs, small enough to travel inside it."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

from workshop.publishing.picture.drawing import Drawing
from workshop.publishing.picture.faces import Face


def letters_of(drawing: Drawing) -> dict[Face, str]:
    """Return each face with the letters that are set in it, in an order that is always the same."""
    found: dict[Face, set[str]] = {}
    for words in drawing.words:
        for run in (run for line in words.lines for run in line):
            found.setdefault(run.face, set()).update(run.text)
    return {face: "".join(sorted(found[face])) for face in sorted(found, key=lambda face: (face.family, face.weight))}


@lru_cache(maxsize=16)
def subset(face: Face, letters: str, *, quadratic: bool = False) -> bytes:
    """Return a font file with ``letters`` alone; ``quadratic`` for a program that draws no other curves."""
    options = Options()
    options.hinting = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.name_IDs = [1, 2, 4, 6, 13, 14]
    with TTFont(face.path, fontNumber=face.number, lazy=True, recalcTimestamp=False) as font:
        chooser = Subsetter(options)
        chooser.populate(text=letters + " ")
        chooser.subset(font)
        if quadratic and "glyf" not in font:
            _make_quadratic(font)
        written = BytesIO()
        font.save(written, reorderTables=True)
    return written.getvalue()


def _make_quadratic(font: TTFont) -> None:
    """Turn cubic curves (CFF) into TrueType's, a thousandth of the type size apart at most."""
    glyphs = font.getGlyphSet()
    drawn = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, font["head"].unitsPerEm / 1000, reverse_direction=True))
        drawn[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = font.getGlyphOrder()
    glyf.glyphs = drawn
    for name in font.getGlyphOrder():
        glyf[name].recalcBounds(glyf)
    for table in ("CFF ", "CFF2", "VORG"):
        if table in font:
            del font[table]
    largest = font["maxp"] = newTable("maxp")
    largest.tableVersion = 0x00010000
    largest.numGlyphs = len(drawn)
    for name in (
        *("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs"),
        *("maxStackElements", "maxSizeOfInstructions", "maxComponentElements"),
    ):
        setattr(largest, name, int(name == "maxZones"))
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"
