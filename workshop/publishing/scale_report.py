"""A revealed scale as it is published: a table for each of its two questions, which are never made into one number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from workshop.model.ballot import HIGHEST, LOWEST, ScaleQuestion
from workshop.model.scale_result import Distribution, ScaleResult
from workshop.model.session import Session
from workshop.model.views import BallotView, CardView
from workshop.publishing.rendering.scale_field import SPLIT, point_of, shared_prefix
from workshop.publishing.report import FieldPoint, ReportBallot, ReportRow
from workshop.wording.document_words import ScaleWords, words_for


def scale_reports(session: Session, ballot: BallotView, published: Mapping[str, CardView]) -> Iterator[ReportBallot]:
    """Return the table of each question; a card that is left out has no words there, and its answers still count."""
    scale, found = ballot.scale, ballot.scale.result if ballot.scale else None
    if scale is None or found is None:
        return
    sentences, words = words_for(session.language).sentences, words_for(session.language).scale
    labels = words_for(session.language).labels
    named = {card: (view.id, view.text) for card, view in published.items()} | dict(scale.lines)
    totals = f"{sentences.form(sentences.ballots, found.ballots).format(count=found.ballots)}."
    hand = found.hand_ballots
    remarks = (sentences.form(sentences.by_hand, hand).format(count=hand),) if hand else ()
    field = _field(found, named)
    for place, question in enumerate(scale.questions):
        asked, low, high = map(words.said, question)
        rows = [(row.answers[place], *named.get(row.card, ("", sentences.not_shown))) for row in found.rows]
        yield ReportBallot(
            f"{ballot.title} – {asked}" if ballot.title else asked,
            f"{LOWEST} = {low}, {HIGHEST} = {high}.",
            tuple(_row(*row, words) for row in rows),
            totals,
            remarks,
            heads=(words.median, labels.card, words.middle_half, words.answers),
            field=field if place else (),
            axes=tuple(_axes(scale.questions, field, words)) if place and field else (),
        )


def _field(found: ScaleResult, named: Mapping[str, tuple[str, str]]) -> tuple[FieldPoint, ...]:
    rows = [row for row in found.rows if row.card in named]
    common = shared_prefix([named[row.card][0] for row in rows])
    points = (point_of(row, named[row.card][0].removeprefix(common)) for row in rows)
    return tuple(point for point in points if point)


def _axes(questions: Iterable[ScaleQuestion], field: Sequence[FieldPoint], words: ScaleWords) -> Iterator[str]:
    """Return what the two sides of the field mean, and what its mark stands for."""
    for way, question in zip("↑→", questions, strict=True):
        asked, low, high = map(words.said, question)
        yield f"{way} {asked} {LOWEST} = {low}, {HIGHEST} = {high}"
    if any(point.label.endswith(SPLIT) for point in field):
        yield f"{SPLIT} {words.split}"


def _row(spread: Distribution, card: str, text: str, words: ScaleWords) -> ReportRow:
    median = "–" if spread.median is None else f"{spread.median:g}"
    half = "–" if spread.middle_half is None else "–".join(map(str, dict.fromkeys(spread.middle_half)))
    told = [str(spread.number)]
    told += [words.split] if spread.split else []
    told += [words.cannot_say.format(count=spread.cannot_say)] if spread.cannot_say else []
    return ReportRow(median, card, text, 0, None, half, " · ".join(told))
