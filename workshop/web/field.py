"""The field of a scale: each card at its two medians, the middle half of the answers as a bar either way.

A drawing for those who see it; what stands in it is told as a table beside it. Cards at one place share a label.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.model.scale import HIGHEST, LOWEST
from workshop.web.html import Html, element, own, together

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workshop.model.scale import ScaleQuestion
    from workshop.model.scale_result import ScaleResult, ScaleRow
    from workshop.model.views import CardView

WIDTH, HEIGHT = 150, 112
LEFT, BOTTOM, STEP_X, STEP_Y = 14.0, 98.0, 28.0, 22.0
LINE: Final = 7.0
"""Between two labels at one place."""


def field(found: ScaleResult, questions: Sequence[ScaleQuestion], cards: Mapping[str, CardView]) -> Html:
    """Return the field: the first of the ``questions`` upwards, the second to the right."""
    up, across = questions
    rows = [row for row in found.rows if row.card in cards]
    drawing = element(
        "svg",
        *_grid(),
        *(mark for row in rows for mark in _bars(row)),
        *_points(rows, cards),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        class_="field",
        aria_hidden="true",
    )
    return element(
        "div",
        own("p", f"↑ {up.words} {LOWEST} = {up.low}, {HIGHEST} = {up.high}", class_="axis"),
        drawing,
        own("p", f"→ {across.words} {LOWEST} = {across.low}, {HIGHEST} = {across.high}", class_="axis"),
        class_="scale",
        dir="ltr",
    )


def shared_prefix(ids: Sequence[str]) -> str:
    """Return the table's part where all ids have the same, "T07-"."""
    prefixes = {each.rpartition("-")[0] for each in ids}
    return f"{prefixes.pop()}-" if len(prefixes) == 1 and all("-" in each for each in ids) else ""


def _x(value: float) -> float:
    return LEFT + (value - LOWEST) * STEP_X


def _y(value: float) -> float:
    return BOTTOM - (value - LOWEST) * STEP_Y


def _grid() -> Iterable[Html]:
    for value in range(LOWEST, HIGHEST + 1):
        yield _line(_x(value), _y(LOWEST), _x(value), _y(HIGHEST), "grid")
        yield _line(_x(LOWEST), _y(value), _x(HIGHEST), _y(value), "grid")
        yield _text(_x(value), HEIGHT - 3, str(value), "number")
        yield _text(5, _y(value) + 2, str(value), "number")


def _bars(row: ScaleRow) -> Iterable[Html]:
    """Return the middle half of the answers to each question, through the card's place."""
    up, across = row.answers
    if up.median is None or across.median is None or up.middle_half is None or across.middle_half is None:
        return
    yield _line(_x(across.middle_half[0]), _y(up.median), _x(across.middle_half[1]), _y(up.median), "half")
    yield _line(_x(across.median), _y(up.middle_half[0]), _x(across.median), _y(up.middle_half[1]), "half")


def _points(rows: Sequence[ScaleRow], cards: Mapping[str, CardView]) -> Iterable[Html]:
    places: dict[tuple[float, float], list[str]] = {}
    common = shared_prefix([cards[row.card].id for row in rows])
    for row in rows:
        up, across = (spread.median for spread in row.answers)
        if up is not None and across is not None:
            split = "*" if any(spread.split for spread in row.answers) else ""
            shown = cards[row.card].id.removeprefix(common)
            places.setdefault((across, up), []).append(f"{shown}{split}")
    for (across, up), ids in places.items():
        yield element("circle", cx=_short(_x(across)), cy=_short(_y(up)), r=2)
        lines = [_text(_x(across) + 3, _y(up) - 2 + place * LINE, shown, "label") for place, shown in enumerate(ids)]
        yield together(lines)


def _line(x1: float, y1: float, x2: float, y2: float, name: str) -> Html:
    return element("line", x1=_short(x1), y1=_short(y1), x2=_short(x2), y2=_short(y2), class_=name)


def _text(x: float, y: float, words: str, name: str) -> Html:
    return element("text", words, x=_short(x), y=_short(y), class_=name)


def _short(number: float) -> str:
    return f"{number:g}"
