"""The appendix as Markdown (CommonMark), escaped so that any card shows as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from workshop.publishing.details import card_details, shown_text, vote_title
from workshop.publishing.report import Report, ReportBallot, ReportCard, ReportTheme
from workshop.wording.document_words import Labels, words_for

_ACTIVE: Final = re.compile(r"[\\`*\[\]<>|~#$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|:(?=\w+:)")
"""What acts anywhere on a line; ``$`` and ``:name:`` act only in well-known dialects. An
underscore inside a word is plain, and a backslash before it would break a bare web address."""
_LEADING: Final = re.compile(r"^(?:[-+](?=\s|$|-)|=(?==*$)|\d{1,9}(?=[.)](?:\s|$)))")
"""What makes a list, a rule or a heading of a line that begins with it."""


def export(report: Report) -> bytes:
    """Return ``report`` as Markdown in UTF-8."""
    return ("\n\n".join(_blocks(report)) + "\n").encode()


def _blocks(report: Report) -> Iterator[str]:
    labels = words_for(report.language).labels
    said = report.said()
    yield f"# {_escaped(report.title)}"
    if report.subtitle:
        yield _escaped(report.subtitle)
    yield from (_escaped(labels.pair(*detail)) for detail in report.details)
    for theme in report.themes:
        yield from _theme(theme, labels, said)
    for ballot in report.ballots:
        yield from _ballot(ballot, labels, "##")
    if report.glossary:
        yield f"## {labels.glossary}"
        yield from (_escaped(labels.pair(*entry)) for entry in report.glossary)
    if report.notes:
        yield f"## {labels.kept}"
        yield from (_escaped(note) for note in report.notes)
    yield "---"
    yield from (_escaped(line) for line in (*report.left_out, report.counts))


def _theme(theme: ReportTheme, labels: Labels, said: Mapping[str, str]) -> Iterator[str]:
    yield f"## {_escaped(theme.heading)}"
    if theme.question:
        yield _escaped(theme.question)
    for part in theme.printed_lists:
        if part.heading:
            yield f"### {_escaped(part.heading)}"
        if part.article:
            told = (labels.pair(*pair) for pair in part.article.pairs())
            yield from (_escaped(line) for line in (*part.article.paragraphs, *told))
        if part.cards:
            yield "\n".join(line for card in part.cards for line in _card(card, shown_text(card, part), labels, said))
    if theme.said_order:
        english = words_for("en").labels
        yield f"<!-- {english.pair(english.order, theme.said_order)} -->"
    for ballot in theme.ballots:
        yield from _ballot(ballot, labels, "###")


def _card(card: ReportCard, text: str, labels: Labels, said: Mapping[str, str]) -> Iterator[str]:
    yield f"- {_escaped(text)}"
    yield from (f"  - {_escaped(labels.pair(*line))}" for line in card_details(card, labels, said))


def _ballot(ballot: ReportBallot, labels: Labels, level: str) -> Iterator[str]:
    yield f"{level} {_escaped(vote_title(ballot, labels))}"
    yield _escaped(ballot.rule)
    rows = (_row(row.cells) for row in ballot.rows)
    yield "\n".join((_row(ballot.columns(labels)), "| ---: | --- | ---: | ---: |", *rows))
    yield from (_escaped(line) for line in (ballot.totals, *ballot.remarks))


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(_escaped(cell) for cell in cells)} |"


def _escaped(text: str) -> str:
    return _LEADING.sub(_behind_a_backslash, _ACTIVE.sub(r"\\\g<0>", text))


def _behind_a_backslash(found: re.Match[str]) -> str:
    """Escape what leads a line; of a number it is the full stop behind the digits that makes a list."""
    mark = found.group()
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"
