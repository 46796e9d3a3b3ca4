"""A sheet as a few coloured points, for a terminal: fields as they are, words as the grey of their lines."""

from __future__ import annotations

from itertools import pairwise
from typing import Final, TypeAlias

from workshop.publishing.picture.drawing import PAPER, Drawing, Shape, TextRun, mixed

Points: TypeAlias = list[list[str]]
"""Colours row by row."""

INKED: Final = 0.45
"""How much of a line's height its letters seem to fill, seen from far."""

ABOVE: Final = 0.72
"""How far letters reach above their baseline, at size 1."""


def thumbnail(drawing: Drawing, columns: int) -> Points:
    """Return the sheet in points, ``columns`` wide and as many high as its shape asks for."""
    scale = columns / drawing.size.width
    rows = max(1, round(drawing.size.height * scale))
    points = [[PAPER] * columns for _ in range(rows)]
    for item in drawing.items:
        if isinstance(item, TextRun):
            _words(points, item, scale)
        elif item.fill:
            _fill(points, item, scale)
        elif not any(item.dash):
            _line(points, item, scale)
    return points


def _corners(shape: Shape, scale: float) -> list[tuple[float, float]]:
    return [(where[-2] * scale, where[-1] * scale) for _, where in shape.steps if where]


def _fill(points: Points, shape: Shape, scale: float) -> None:
    corners = _corners(shape, scale)
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    for row in points[round(top) : round(bottom)]:
        start, end = round(left), round(right)
        row[start:end] = [shape.fill] * len(row[start:end])


def _line(points: Points, shape: Shape, scale: float) -> None:
    for (x, y), (to_x, to_y) in pairwise(_corners(shape, scale)):
        steps = max(1, round(max(abs(to_x - x), abs(to_y - y)) * 2))
        for at in range(steps + 1):
            column, row = int(x + (to_x - x) * at / steps), int(y + (to_y - y) * at / steps)
            if 0 <= row < len(points) and 0 <= column < len(points[0]):
                points[row][column] = shape.stroke


def _words(points: Points, words: TextRun, scale: float) -> None:
    """Tint the points that words cover: the more of a point's height is theirs, the more of their colour it has."""
    for run in (run for line in words.lines for run in line):
        top, bottom = (run.y - ABOVE * run.size) * scale, run.y * scale
        start, end = int(run.x * scale), round((run.x + run.width) * scale)
        for at in range(max(0, int(top)), min(len(points), int(bottom) + 1)):
            share = max(0.0, min(bottom, at + 1) - max(top, at)) * INKED
            row = points[at]
            row[start:end] = [mixed(run.colour, behind, share) for behind in row[start:end]]
