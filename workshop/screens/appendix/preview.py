"""The appendix as it will be handed out, in rows, with what is left out by choice; and its files in few words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from workshop.model.glossary import unknown_capitals
from workshop.model.history import History
from workshop.model.hlc import moment_of
from workshop.model.session import Session
from workshop.model.text import one_line
from workshop.publishing.builder import Order, report_of
from workshop.publishing.details import card_details, vote_title
from workshop.publishing.report import Report, ReportBallot, ReportCard, ReportTheme, cleaned
from workshop.widgets.row import Row
from workshop.wording.document_words import Labels, words_for

BULLET: Final = "·"
THEME: Final = "theme"
"""What the id of a theme's row begins with."""

FORMAT_WORDS: Final[Mapping[str, str]] = {
    "docx": "Word",
    "html": "web page",
    "txt": "plain text",
    "md": "Markdown",
    "odt": "OpenDocument",
    "csv": "spreadsheet (CSV)",
    "json": "whole record (JSON)",
}
"""What people call the formats."""

NOTE: Final = "note"
"""What the id of the row of a line kept as a note begins with; then comes its place among the session's notes."""
_RULE: Final = "─" * 40


class Preview(NamedTuple):
    """An appendix to be looked through: its rows, what it counts, and the capitals nobody has explained."""

    rows: list[Row]
    counts: str
    unknown: list[str]


def preview(history: History, order: Order) -> Preview:
    """Return the appendix of a session. The id of a card's row, and of those under it, begins with the card's."""
    session = history.session
    changed = moment_of(history.last) if history.last else 0
    report = cleaned(report_of(session, changed, order))
    left = {session.shown_id(card): card.id for card in session.cards.values() if card.left_out and card.live}
    whole = cleaned(report_of(_put_back(session), changed, order)) if left else report
    named = {session.shown_id(card): card.id for card in session.live_cards()}
    both = zip(whole.themes, report.themes, strict=True)
    themes = tuple(replace(all_cards, ballots=printed.ballots) for all_cards, printed in both)
    rows = _Rows(session, named, frozenset(left)).all(replace(report, themes=themes))
    rows += _notes(session)
    return Preview(rows, report.counts, unknown_capitals(session))


def _notes(session: Session) -> Iterator[Row]:
    """Return the lines that imports kept as notes; the id of each names its place among the session's notes."""
    if session.notes:
        yield Row("notes", "", "")
        kept = words_for(session.language).labels.kept
        yield Row("notes ahead", "", kept, "not printed · C makes a card of one", quiet=True)
    for place, note in enumerate(session.notes):
        where = f"{note.source}, line {note.line}" if note.line else note.source
        yield Row(f"{NOTE} {place}", BULLET, one_line(note.text), where)


def _put_back(session: Session) -> Session:
    cards = session.cards
    for card in session.cards.values():
        if card.left_out:
            cards = cards.put(card.id, card._replace(left_out=False))
    return session._replace(cards=cards)


class _Rows:
    """Makes the rows; ``named`` is shown id → card, ``left`` are the shown ids that are left out."""

    def __init__(self, session: Session, named: dict[str, str], left: frozenset[str]) -> None:
        self._named = named
        self._left = left
        self._labels: Labels = words_for(session.language).labels
        self._number = 0

    def all(self, report: Report) -> list[Row]:
        """Return the rows of a whole appendix."""
        said = report.said()
        rows = [self._line(report.title), self._line(_RULE)]
        rows += map(self._line, filter(None, (report.subtitle,)))
        rows += [self._line(f"{name}: {value}") for name, value in report.details]
        for number, theme in enumerate(report.themes):
            rows += self._theme(theme, number, said)
        for ballot in report.ballots:
            rows += self._ballot(ballot)
        if report.glossary:
            rows += [self._line(""), self._line(self._labels.glossary)]
            rows += [Row(f"term {term}", BULLET, f"{term}: {meaning}") for term, meaning in report.glossary]
        rows.append(self._line(""))
        rows += map(self._line, (*report.left_out, report.counts))
        return rows

    def _line(self, text: str) -> Row:
        self._number += 1
        return Row(f"line {self._number}", "", text)

    def _theme(self, theme: ReportTheme, number: int, said: dict[str, str]) -> Iterator[Row]:
        yield self._line("")
        yield Row(f"{THEME} {number}", "", theme.heading)
        yield self._line(_RULE)
        if theme.question:
            yield self._line(theme.question)
        for part in theme.printed_lists:
            yield self._line("")
            yield self._line(part.heading)
            for card in part.cards:
                yield from self._card(card, said)
        for ballot in theme.ballots:
            yield from self._ballot(ballot)

    def _card(self, card: ReportCard, said: dict[str, str]) -> Iterator[Row]:
        card_id, left = self._named[card.id], card.id in self._left
        yield Row(card_id, BULLET, card.text, "left out" if left else "", quiet=left)
        if not left:
            for number, (name, value) in enumerate(card_details(card, self._labels, said)):
                yield Row(f"{card_id} {number}", "", f"  {name}: {value}")

    def _ballot(self, ballot: ReportBallot) -> Iterator[Row]:
        yield self._line("")
        yield self._line(vote_title(ballot, self._labels))
        yield self._line(ballot.rule)
        for row in ballot.rows:
            _, _, third, last = ballot.columns(self._labels)
            first, text, *cells = row.cells
            counts = ", ".join(f"{cell} {name}".lower() for cell, name in zip(cells, (third, last), strict=True))
            yield self._line(f"{first:>3}  {text} ({counts})")
        yield from map(self._line, (ballot.totals, *ballot.remarks))


def files_said(folder: Path, files: Iterable[str]) -> str:
    """Return "appendix.docx .html, digest.docx, site": the endings of each publication, Word first."""
    endings: dict[str, list[str]] = {}
    for file in files:
        path = Path(file).relative_to(folder)
        said = endings.setdefault(path.parts[0] if len(path.parts) > 1 else path.stem, [])
        if len(path.parts) == 1:
            said.append(path.suffix)
    return ", ".join(
        f"{stem}{' '.join(sorted(said, key=lambda end: (end != '.docx', end)))}" for stem, said in endings.items()
    )
