"""Letters that are read from the back row, where there is room for them: each is drawn on squares, two to a cell.

A capital is five squares high, a small letter four, with one below the line; an accent stands in the row above a
small letter. A text with any other sign is not drawn: who asks is told so, and writes it plainly.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import starmap
from typing import Final

HEIGHT: Final = 6
"""Squares from the top of a capital to the lowest end of a "g"."""

BLANK: Final = 3
"""Squares between words."""

_HALVES: Final = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}

_CAPITALS: Final = """
A .##. #..# #### #..# #..# | B ###. #..# ###. #..# ###. | C .### #... #... #... .### | D ###. #..# #..# #..# ###.
E #### #... ###. #... #### | F #### #... ###. #... #... | G .### #... #.## #..# .### | H #..# #..# #### #..# #..#
I ### .#. .#. .#. ### | J ..## ...# ...# #..# .##. | K #..# #.#. ##.. #.#. #..# | L #... #... #... #... ####
M #...# ##.## #.#.# #...# #...# | N #..# ##.# #.## #..# #..# | O .##. #..# #..# #..# .##. | P ###. #..# ###. #... #...
Q .##. #..# #..# #.#. .#.# | R ###. #..# ###. #.#. #..# | S .### #... .##. ...# ###. | T ##### ..#.. ..#.. ..#.. ..#..
U #..# #..# #..# #..# .##. | V #...# #...# .#.#. .#.#. ..#.. | W #...# #...# #.#.# ##.## #...#
X #...# .#.#. ..#.. .#.#. #...# | Y #...# .#.#. ..#.. ..#.. ..#.. | Z #### ...# .##. #... ####
0 .##. #.## ##.# #..# .##. | 1 .#. ##. .#. .#. ### | 2 ###. ...# .##. #... #### | 3 ###. ...# .##. ...# ###.
4 #..# #..# #### ...# ...# | 5 #### #... ###. ...# ###. | 6 .##. #... ###. #..# .##. | 7 #### ...# ..#. .#.. .#..
8 .##. #..# .##. #..# .##. | 9 .##. #..# .### ...# .##. | ! # # # . # | ? ###. ...# .##. .... .#..
. . . . . # | : . # . # . | - ... ... ### ... ... | + ... .#. ### .#. ... | / ..# ..# .#. #.. #..
( .# #. #. #. .# | ) #. .# .# .# #. | ' # # . . . | " #.# #.# ... ... ... | % #..# ..#. .##. .#.. #..#
& .##. #... .#.# #.#. .#.# | – .... .... #### .... .... | … ..... ..... ..... ..... #.#.# | £ .##. #... ###. #... ####
“ .#.# #.#. .... .... .... | ” .#.# #.#. .... .... .... | ‘ .# #. .. .. .. | ’ .# #. .. .. .. | = ... ### ... ### ...
· . . # . .
"""
"""Five rows each, the last on the line."""

_SMALL: Final = """
a .... .##. ...# .### #### .... | b #... ###. #..# #..# ###. .... | c ... .## #.. #.. .## ...
d ...# .### #..# #..# .### .... | e .... .##. #### #... .### .... | f .## #.. ##. #.. #.. ...
g .... .### #..# #..# .### .##.
h #... ###. #..# #..# #..# .... | i # . # # # . | j .# .. .# .# .# #. | k #... #..# #.#. ###. #..# ....
l # # # # # .
m ..... ####. #.#.# #.#.# #.#.# ..... | n .... ###. #..# #..# #..# ....
o .... .##. #..# #..# .##. ....
p .... ###. #..# #..# ###. #... | q .... .### #..# #..# .### ...# | r ... #.# ##. #.. #.. ...
s ... .## ##. .## ##. ... | t .#. ### .#. .#. .## ... | u .... #..# #..# #..# .### ....
v ..... #...# .#.#. .#.#. ..#.. .....
w ..... #.#.# #.#.# #.#.# .#.#. ..... | x ... #.# .#. .#. #.# ... | y .... #..# #..# .### ...# .##.
z .... #### ..#. .#.. #### .... | , .. .. .. .. .# #. | ; .. .# .. .. .# #.
"""
"""Six rows each, the last below the line."""

_ACCENTS: Final = {
    "\u0300": ".#..",
    "\u0301": "..#.",
    "\u0302": ".##.",
    "\u0303": ".#.#",
    "\u0308": "#..#",
    "\u030a": ".##.",
    "\u030c": ".##.",
}


def _read(table: str) -> dict[str, tuple[str, ...]]:
    glyphs = (glyph.split() for line in table.strip().splitlines() for glyph in line.split(" | "))
    return {name: tuple(rows) for name, *rows in glyphs}


def _below(rows: tuple[str, ...]) -> tuple[str, ...]:
    """Return a glyph that stands on the line the row below it."""
    return (*rows, "." * len(rows[0]))


GLYPHS: Final = {**{name: _below(rows) for name, rows in _read(_CAPITALS).items()}, **_read(_SMALL)}
"""Sign → its rows from the top."""


@lru_cache(512)
def glyph_of(sign: str) -> tuple[str, ...] | None:
    """Return the rows of a sign, with its accent; nothing where it has none."""
    base, *marks = list(unicodedata.normalize("NFD", sign))
    rows = GLYPHS.get(base)
    if rows is None or not marks:
        return rows
    accent = _ACCENTS.get(marks[0])
    if len(marks) > 1 or accent is None or (base != "i" and "#" in rows[0]):
        return None
    above = accent[1:] if len(rows[0]) == 3 else accent  # noqa: PLR2004 - the narrower letters
    return (above.center(len(rows[0]), ".")[: len(rows[0])], *rows[1:]) if base != "i" else None


@lru_cache(1024)
def words_drawn(text: str) -> list[tuple[str, ...]] | None:
    """Return each word's rows; nothing where one sign cannot be drawn."""
    words = []
    for word in text.split():
        glyphs = [glyph_of(sign) for sign in unicodedata.normalize("NFC", word)]
        known = [rows for rows in glyphs if rows is not None]
        if len(known) < len(glyphs):
            return None
        words.append(tuple(".".join(rows[n] for rows in known) for n in range(HEIGHT)))
    return words


def drawn(text: str, width: int) -> list[str] | None:
    """Return ``text`` in lines of half blocks, within ``width`` cells; nothing where it cannot be drawn so."""
    words = words_drawn(text)
    if not words or max(len(word[0]) for word in words) > width:
        return None
    lines: list[list[tuple[str, ...]]] = [[]]
    used = 0
    for word in words:
        if lines[-1] and used + BLANK + len(word[0]) > width:
            lines.append([])
            used = 0
        used += (BLANK if lines[-1] else 0) + len(word[0])
        lines[-1].append(word)
    return [half for line in lines for half in (*_halved(line), "")][:-1]


def _halved(words: list[tuple[str, ...]]) -> list[str]:
    rows = [("." * BLANK).join(word[n] for word in words) for n in range(HEIGHT)]
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return ["".join(_HALVES[both] for both in starmap(str.__add__, zip(a, b, strict=True))) for a, b in pairs]
