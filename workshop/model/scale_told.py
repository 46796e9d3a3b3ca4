"""The scales of a session in words and as data: all of it once revealed, and before that how many ballots are in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from workshop.model.ballot import HIGHEST, LOWEST, ScaleQuestion
from workshop.model.ballots import some
from workshop.model.scale_result import Distribution, ScaleRow, told
from workshop.model.views import BallotView, ScaleView, View


def scales_told(view: View) -> list[dict[str, Any]]:
    """Return each scale; ``rows`` is ``None`` until it is revealed."""
    names = _cards(view)
    return [
        {
            "title": ballot.title,
            "state": ballot.state,
            "ballots": ballot.ballots,
            "questions": [question._asdict() for question in scale.questions],
            "rows": [_row(row, names | dict(scale.lines)) for row in scale.result.rows] if scale.result else None,
        }
        for ballot, scale in _scales(view)
    ]


def _row(row: ScaleRow, names: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    shown, text = names.get(row.card, ("", ""))
    return {"id": shown, "text": text, "answers": [told(spread) for spread in row.answers]}


def scale_lines(view: View) -> Iterator[str]:
    """Return each scale for a person to read."""
    names = _cards(view)
    for ballot, scale in _scales(view):
        count = some(ballot.ballots, "ballot")
        yield f"Scale{': ' if ballot.title else ''}{ballot.title} ({ballot.state}, {count} in)"
        if scale.result is None:
            yield "   What was answered is secret until it is revealed."
            continue
        for place, question in enumerate(scale.questions):
            yield f"   {ends(question)}"
            for row in scale.result.rows:
                shown, text = (names | dict(scale.lines)).get(row.card, ("", ""))
                yield f"      {shown}  {text}  {numbers_of(row.answers[place])}"


def ends(question: ScaleQuestion) -> str:
    """Return what is asked, and what stands at both ends."""
    return f"{question.words} {LOWEST} = {question.low}, {HIGHEST} = {question.high}"


def numbers_of(spread: Distribution) -> str:
    """Return "median 4 · middle half 3–5 · 12 answers · split · 2 cannot say"."""
    unsure = f"{spread.cannot_say} cannot say" if spread.cannot_say else ""
    if spread.median is None or spread.middle_half is None:
        return unsure or "no answer"
    low, high = spread.middle_half
    half = f"middle half {low}–{high}" if low != high else f"middle half {low}"
    parts = (f"median {spread.median:g}", half, some(spread.number, "answer"), "split" if spread.split else "", unsure)
    return " · ".join(part for part in parts if part)


def _scales(view: View) -> Iterator[tuple[BallotView, ScaleView]]:
    return ((ballot, ballot.scale) for ballot in view.ballots if ballot.scale)


def _cards(view: View) -> dict[str, tuple[str, str]]:
    return {card.card: (card.id, card.text) for theme in view.themes for card in theme.cards}
