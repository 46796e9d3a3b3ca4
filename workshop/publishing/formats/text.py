"""The appendix as plain text: one theme after another, one line per card.

The importer reads this text back into an equal session, so every line says what it is (lists without a heading, as
in a digest, are only for people to read):

- ``Title : Question``, or ``Title``, begins a theme; where that could be read as anything else the theme is
  written as ``Theme: Title`` with ``Question: Question`` on the next line;
- a line that begins with ``·`` is a card, all of it, and indented lines under it are its details;
- ``Said in this order: 1, 3, 2`` follows the cards of a theme whose kinds were mixed as they were said: their numbers,
  counted as they are printed;
- ``Vote: …`` begins a block of indented lines that ends at the next blank line; no line of it is a card.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from workshop.publishing.details import card_details, shown_text, vote_title
from workshop.publishing.report import Report, ReportArticle, ReportBallot, ReportCard, ReportTheme
from workshop.wording.closings import order_said
from workshop.wording.document_words import Labels, words_for
from workshop.wording.glyphs import split_glyph
from workshop.wording.headings import is_numbered_theme, is_title_like, split_heading
from workshop.wording.listnames import ListNames

INDENT: Final = "  "


def export(report: Report) -> bytes:
    """Return ``report`` as text in UTF-8; blocks are parted by one blank line."""
    return ("\n\n".join(_blocks(report)) + "\n").encode()


def _blocks(report: Report) -> Iterator[str]:
    labels = words_for(report.language).labels
    said = report.said()
    yield report.title
    if report.subtitle:
        yield report.subtitle
    if report.details:
        yield "\n".join(labels.pair(*detail) for detail in report.details)
    for theme in report.themes:
        yield from _theme(theme, labels, said)
    yield from (_ballot(ballot, labels) for ballot in report.ballots)
    if report.glossary:
        yield "\n".join((labels.glossary, *(INDENT + labels.pair(*entry) for entry in report.glossary)))
    if report.notes:
        yield "\n".join((labels.kept, *(INDENT + note for note in report.notes)))
    yield from (*report.left_out, report.counts)


def _theme(theme: ReportTheme, labels: Labels, said: Mapping[str, str]) -> Iterator[str]:
    yield _heading(theme, labels)
    for part in theme.printed_lists:
        if part.heading:
            yield part.heading
        if part.article:
            yield from _article(part.article, labels)
        yield from (_card(card, shown_text(card, part), labels, said) for card in part.cards)
    if theme.said_order:
        yield labels.pair(labels.order, theme.said_order)
    yield from (_ballot(ballot, labels) for ballot in theme.ballots)


def _article(article: ReportArticle, labels: Labels) -> Iterator[str]:
    told = (labels.pair(*pair) for pair in article.pairs())
    picture = (f"[{article.picture.alt}]",) if article.picture else ()
    if lines := "\n".join(filter(None, (*article.paragraphs, *picture, *told))):
        yield lines


def _heading(theme: ReportTheme, labels: Labels) -> str:
    question = [theme.question] if theme.question else []
    plain = " : ".join((theme.heading, *question))
    only_read = theme.lists and not any(part.heading for part in theme.lists)
    if only_read or _is_plain(theme, plain):
        return plain
    return "\n".join(
        (labels.pair(labels.theme, theme.heading), *(labels.pair(labels.question, words) for words in question))
    )


def _is_plain(theme: ReportTheme, line: str) -> bool:
    """Whether the importer can take ``line`` for nothing but the heading of this theme."""
    title = theme.heading
    known = {part.heading.casefold() for part in theme.lists}
    return (
        bool(known)
        and title[:1].isalpha()
        and not split_glyph(line)[1]
        and not set(":：") & set(title)
        and is_title_like(title)
        and not is_numbered_theme(title)
        and split_heading(line) == (title, theme.question)
        and title.casefold() not in known
        and not any(map(ListNames({}).find, (title, line)))
        and not order_said(line)
    )


def _card(card: ReportCard, text: str, labels: Labels, said: Mapping[str, str]) -> str:
    details = (INDENT + labels.pair(*line) for line in card_details(card, labels, said))
    return "\n".join((f"· {text}", *details))


def _ballot(ballot: ReportBallot, labels: Labels) -> str:
    return "\n".join((vote_title(ballot, labels), *(INDENT + line for line in _result(ballot, labels))))


def _result(ballot: ReportBallot, labels: Labels) -> Iterator[str]:
    rank, card, *others = ballot.columns(labels)
    head = (rank, *others)
    yield ballot.rule
    yield INDENT.join((*head, card))
    for row in ballot.rows:
        first, text, *numbers = row.cells
        cells = zip((first, *numbers), head, strict=True)
        yield INDENT.join((*(cell.rjust(len(name)) for cell, name in cells), text))
    yield from (ballot.totals, *ballot.remarks)
