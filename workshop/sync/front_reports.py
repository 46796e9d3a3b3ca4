"""What a front end of the hall's vote and the desk tell each other, as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from workshop.store.foreign import JournalLine
from workshop.sync.reports import VERSION

LineCounts: TypeAlias = Mapping[str, int]
"""How many lines of each journal file, by its name."""

VoterMoves: TypeAlias = Sequence[tuple[str, str]]
"""Moves of all voters of a front end that is out of reach to another one, by user, in the order they were made."""


class FrontReport(NamedTuple):
    """What a front end tells: its name and address, the desk's lines it has, its own, and what it has sealed."""

    name: str
    url: str
    have: LineCounts
    recorded: LineCounts
    sealed: Mapping[str, LineCounts]


class FrontAnswer(NamedTuple):
    """What it is told: its lines at the desk, all front ends' addresses, the hall's key, lines it has not yet.

    ``moves`` are which front ends' voters are at another one now.
    """

    arrived: LineCounts
    roster: Mapping[str, str]
    door: Mapping[str, Any]
    lines: tuple[JournalLine, ...]
    refused: str = ""
    moves: VoterMoves = ()


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
    answer = FrontAnswer(_counts(told["arrived"]), roster, dict(told["door"]), lines, str(told["refused"]))
    return answer._replace(moves=moves_from_json(told.get("moves", ())))


def moves_from_json(told: object) -> VoterMoves:
    """Return what moves say. Raises ``ValueError`` and ``TypeError`` where they are none."""
    if not isinstance(told, (list, tuple)):
        raise TypeError(told)
    return tuple((str(left), str(to)) for left, to in told)


def _counts(told: object) -> dict[str, int]:
    if not isinstance(told, dict):
        raise TypeError(told)
    return {str(node): int(count) for node, count in told.items()}
