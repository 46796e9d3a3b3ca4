"""QR codes: the squares themselves, and a drawing of them for a page."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import Final

import qrcode
from qrcode.constants import ERROR_CORRECT_M

from workshop.web.html import Html, element

BORDER: Final = 4
"""White squares on each side; with fewer some phones see no code (the standard asks for four)."""

_SPECIAL: Final = str.maketrans({sign: f"\\{sign}" for sign in '\\;,:"'})


def matrix(text: str) -> list[list[bool]]:
    """Return the code for ``text`` row by row, with its white border; True is black."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=BORDER)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(square) for square in row] for row in code.get_matrix()]


@lru_cache(16)
def svg(text: str, label: str) -> Html:
    """Return the code as a drawing, black on white whatever the page's colours; ``label`` says what it is.

    Remembered: working a code out takes as long as twenty pages, and the board shows the same one each time.
    """
    rows = matrix(text)
    side = len(rows)
    runs = (
        f"M{start} {number}h{length}v1h-{length}z" for number, row in enumerate(rows) for start, length in _black(row)
    )
    return element(
        "svg",
        element("path", fill="#fff", d=f"M0 0h{side}v{side}H0z"),
        element("path", d="".join(runs)),
        class_="qr",
        role="img",
        aria_label=label,
        viewBox=f"0 0 {side} {side}",
        shape_rendering="crispEdges",
    )


def _black(row: list[bool]) -> list[tuple[int, int]]:
    """Return the black runs of a row: where each starts, and its length."""
    runs, start = [], 0
    for black, squares in groupby(row):
        length = len(list(squares))
        if black:
            runs.append((start, length))
        start += length
    return runs


def wifi(name: str, password: str = "") -> str:
    """Return the text of a code with which a phone joins a Wi-Fi; without a password it is an open one."""
    network = name.translate(_SPECIAL)
    if not password:
        return f"WIFI:T:nopass;S:{network};;"
    return f"WIFI:T:WPA;S:{network};P:{password.translate(_SPECIAL)};;"
