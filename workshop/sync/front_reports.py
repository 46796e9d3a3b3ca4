"""What a front end of the hall's vote and the desk tell each other, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

from workshop.store.foreign import JournalLine
from workshop.sync.reports import VERSION

LineCounts: TypeAlias = Mapping[str, int]
"""How many lines of each journal file, by its name."""


class FrontReport(NamedTuple):
    """What a front end tells: its name and address, the desk's lines it has, its own, and what it has sealed."""

    name: str
    url: str
    have: LineCounts
    recorded: LineCounts
    sealed: Mapping[str, LineCounts]


class FrontAnswer(NamedTuple):
    """What it is told: its lines at the desk, all front ends' addresses, the hall's key, lines it has not yet."""

    arrived: LineCounts
    roster: Mapping[str, str]
    door: Mapping[str, Any]
    lines: tuple[JournalLine, ...]
    refused: str = ""


def front_report_to_json(report: FrontReport) -> dict[str, Any]:
    """Return a report as JSON."""
    return {"v": VERSION, **report._asdict()}


def front_report_from_json(told: Mapping[str, Any]) -> FrontReport:
    """Return what a report says. Raises ``ValueError``, ``KeyError`` and ``TypeError`` where it is none."""
    if told["v"] != VERSION:
        raise ValueError(told["v"])
    sealed = {str(ballot): _counts(counts) for ballot, counts in dict(told["sealed"]).items()}
    return FrontReport(str(told["name"]), str(told["url"]), _counts(told["have"]), _counts(told["recorded"]), sealed)


def front_answer_to_json(answer: FrontAnswer) -> dict[str, Any]:
    """Return an answer as JSON."""
    lines = [[journal, raw.decode()] for journal, raw in answer.lines]
    return {"v": VERSION, **answer._asdict(), "lines": lines}


def front_answer_from_json(told: Mapping[str, Any]) -> FrontAnswer:
    """Return what an answer says. Raises ``ValueError``, ``KeyError`` and ``TypeError`` where it is none."""
    if told["v"] != VERSION:
        raise ValueError(told["v"])
    lines = tuple(JournalLine(str(journal), str(raw).encode()) for journal, raw in told["lines"])
    roster = {str(user): str(url) for user, url in dict(told["roster"]).items()}
    return FrontAnswer(_counts(told["arrived"]), roster, dict(told["door"]), lines, str(told["refused"]))


def _counts(told: object) -> dict[str, int]:
    if not isinstance(told, dict):
        raise TypeError(told)
    return {str(node): int(count) for node, count in told.items()}
