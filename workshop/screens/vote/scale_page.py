"""A scale on the vote's page: its questions and rules before it opens, and its result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from workshop.model.ballot import MOST_SUBJECTS, USUAL_QUESTIONS, Ballot, Scale
from workshop.model.ballots import candidates, some
from workshop.model.mapping import live_lines
from workshop.model.scale_result import ScaleResult
from workshop.model.scale_told import ends, numbers_of
from workshop.model.session import Session
from workshop.screens.card_rows import label_of
from workshop.screens.scale_text import bar_of, field_lines
from workshop.widgets.row import Row

USUAL: Final = Scale(USUAL_QUESTIONS)
MANNERS: Final = (("", "dots: each person gives a few"), ("scale", "a scale: two questions about each, 1 to 5"))
ORDERS: Final = (("", "each ballot has its own"), ("said", "as they were said, for everybody"))


def questions_of(scale: Scale) -> list[Row]:
    """Return a row for each question."""
    return [
        Row(name, f"question {number}", ends(question))
        for number, (name, question) in enumerate(zip(("first", "second"), scale.questions, strict=True), 1)
    ]


def line_scopes(session: Session, plan: Ballot) -> Iterator[Ballot]:
    """Return scales on the lines of the map: of each heading, or of all where there are few."""
    if plan.scale is None:
        return
    lines = live_lines(session)
    headings = list(dict.fromkeys(line.heading for line in lines))
    for heading in ("", *headings) if len(headings) > 1 else ("",):
        chosen = tuple(line.id for line in lines if heading in {"", line.heading})
        if 0 < len(chosen) <= MOST_SUBJECTS:
            yield plan._replace(theme="", kinds=(), chosen=(), scale=plan.scale._replace(lines=chosen))


def lines_said(session: Session, scale: Scale) -> str:
    """Return which lines of the map a scale asks about."""
    headings = {session.map.lines[line].heading for line in scale.lines if line in session.map.lines}
    named = session.map.headings.get(next(iter(headings), "")) if len(headings) == 1 else None
    return f"{some(len(scale.lines), 'line')} of the map{f', under “{named.name}”' if named else ''}"


def rules_said(session: Session, ballot: Ballot, scale: Scale, scope: str) -> list[str]:
    """Return all rules of a scale, a sentence each, to be read out before it opens."""
    number = len(candidates(session, ballot))
    sentences = [
        f"You answer two questions about each of {scope}.",
        *(f"{ends(question)}." for question in scale.questions),
        "“Cannot say” is an answer of its own; it is not a number.",
        "Answers can be changed until the close, and none is shown before it is revealed.",
        "The two are never made into one number, and nothing is ranked by them.",
        f"The answers advise; the decision is taken by {ballot.decider or '… (not said yet)'}.",
    ]
    if number > MOST_SUBJECTS:
        sentences.append(f"Note: a scale asks about {MOST_SUBJECTS} at most. Mark those to ask about at the table.")
    return sentences


def result_lines(session: Session, ballot: Ballot, found: ScaleResult, width: int) -> str:
    """Return the field, and below it each card with a bar and its numbers for either question."""
    if ballot.scale is None:
        return ""
    labels, texts = {}, {}
    for row in found.rows:
        card, line = session.cards.get(row.card), session.map.lines.get(row.card)
        if card is not None and card.seen:
            labels[row.card], texts[row.card] = label_of(session, card), card.text
        elif line is not None:
            labels[row.card], texts[row.card] = line.label, ballot.cards[row.card]
    lines = [*field_lines(found.rows, labels, ballot.scale.questions, width), ""]
    for row in found.rows:
        lines.append(f"{labels.get(row.card, '')}  {texts.get(row.card, '(not shown to the room)')}")
        for sign, spread in zip("↑→", row.answers, strict=True):
            lines.append(f"   {sign} {bar_of(spread)}  {numbers_of(spread)}")
    return "\n".join(lines)


def sums_said(found: ScaleResult) -> str:
    """Return what the result is made of."""
    by_hand = f" · {found.hand_ballots:,} of them typed in" if found.hand_ballots else ""
    return f"{some(found.ballots, 'ballot')}{by_hand} · * is split: a quarter or more at both ends"
