"""What is printed under a card and over a vote, the same in every paper."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from workshop.publishing.report import ReportBallot, ReportCard, ReportList
from workshop.wording.document_words import Labels

PAGES_WITHOUT_CONTENTS: Final = 10
"""A paper of more pages than this gets a contents table, as public papers do."""


def card_details(card: ReportCard, labels: Labels, said: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the ``(label, value)`` lines under ``card``: fields, tags, group and note, as far as it has them.

    ``said`` are the words of the cards by id: a paper shows no ids, so what an experiment tests is quoted.
    """
    lines = []
    for name, value in card.fields:
        shown = "; ".join(said.get(each, each) for each in value.split(", ")) if name == "tests" else value
        lines.append((getattr(labels, name, name), shown))
    lines += _tag_lines(card.tags, labels)
    beside = ((labels.cluster, card.cluster), (labels.note, card.note), (labels.sources, ", ".join(card.refs)))
    return lines + [(label, value) for label, value in beside if value]


def shown_text(card: ReportCard, part: ReportList) -> str:
    """Return a card's words, behind its id where the list is numbered."""
    return f"{card.id}  {card.text}" if part.numbered else card.text


def vote_title(ballot: ReportBallot, labels: Labels) -> str:
    """Return "Vote: Which first?", or the bare word for a vote without a title."""
    return labels.pair(labels.vote, ballot.title) if ballot.title else labels.vote


def ids_in(value: str, said: Collection[str]) -> list[str]:
    """Return the ids that a detail lists, if it lists nothing else and all of them are in the document."""
    ids = value.split(", ")
    return ids if said and all(each in said for each in ids) else []


def _tag_lines(tags: tuple[str, ...], labels: Labels) -> list[tuple[str, str]]:
    """One line, unless a comma inside a tag would make two tags of it."""
    if any("," in tag for tag in tags):
        return [(labels.tag, tag) for tag in tags]
    return [(labels.tags, ", ".join(tags))] if tags else []
