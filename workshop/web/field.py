"""The field of a scale on a page: the drawing, and what each of its two sides means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workshop.model.scale import HIGHEST, LOWEST, ScaleQuestion
from workshop.model.scale_result import ScaleResult
from workshop.model.views import CardView
from workshop.publishing.rendering.scale_field import drawing, point_of, shared_prefix
from workshop.web.html import Html, element, own


def field(found: ScaleResult, questions: Sequence[ScaleQuestion], cards: Mapping[str, CardView]) -> Html:
    """Return the field: the first of the ``questions`` upwards, the second to the right."""
    up, across = questions
    rows = [row for row in found.rows if row.card in cards]
    common = shared_prefix([cards[row.card].id for row in rows])
    points = [point_of(row, cards[row.card].id.removeprefix(common)) for row in rows]
    return element(
        "div",
        own("p", f"↑ {up.words} {LOWEST} = {up.low}, {HIGHEST} = {up.high}", class_="axis"),
        Html(drawing([point for point in points if point])),
        own("p", f"→ {across.words} {LOWEST} = {across.low}, {HIGHEST} = {across.high}", class_="axis"),
        class_="scale",
        dir="ltr",
    )
