"""What tables and front ends tell the desk, and what they are answered: JSON, with the version of the language.

A report names every journal with its lines, its last entry, its digest and the lines kept back; the answer names what
has arrived and is on the desk's disk. What is neither there nor kept back is sent again: so a gap is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from workshop.model.errors import Refused
from workshop.model.hall_plan import HallPlan, plan_read
from workshop.model.text import clean
from workshop.store.foreign import JournalLine

Span: TypeAlias = tuple[int, int]
"""The first and the last of consecutive numbers."""

VERSION: Final = 1
MOST_LINES: Final = 10_000_000


def spans(found: Iterable[int]) -> list[Span]:
    """Return numbers as spans, in order."""
    result: list[Span] = []
    for number in sorted(set(found)):
        if result and result[-1][1] == number - 1:
            result[-1] = (result[-1][0], number)
        else:
            result.append((number, number))
    return result


def numbers(found: Iterable[Span]) -> set[int]:
    """Return the numbers that spans stand for."""
    return {number for first, last in found for number in range(first, last + 1)}


def count(found: Iterable[Span]) -> int:
    """Return how many numbers spans stand for."""
    return sum(last - first + 1 for first, last in found)


class JournalReport(NamedTuple):
    """One journal as the table has it."""

    lines: int
    last: str
    sha256: str
    withheld: tuple[Span, ...]


class TableReport(NamedTuple):
    """One table: which session, its name, the moment on its clock, and its journals by name.

    ``laptop`` tells two laptops with one session apart, ``phones`` is the address at which phones join there.
    """

    session: str
    table: str
    title: str
    now: int
    journals: Mapping[str, JournalReport]
    laptop: str = ""
    phones: str = ""

    @property
    def recorded(self) -> int:
        """Return how many lines the table has recorded."""
        return sum(journal.lines for journal in self.journals.values())

    @property
    def withheld(self) -> int:
        """Return how many of them it keeps back."""
        return sum(count(journal.withheld) for journal in self.journals.values())


class Arrived(NamedTuple):
    """One journal at the desk: the lines from the first without a gap, their digest, and those that came ahead."""

    lines: int
    sha256: str
    ahead: tuple[Span, ...]


class DeskAnswer(NamedTuple):
    """What the desk answers: the journals that arrived, its clock, and what it says to the whole hall.

    ``cue`` is that in words, at the moment. ``twice`` says that another laptop goes on with the same session.
    """

    journals: Mapping[str, Arrived]
    now: int
    cue: str = ""
    refused: str = ""
    twice: bool = False
    plan: HallPlan = HallPlan()


def report_to_json(report: TableReport) -> dict[str, Any]:
    """Return a report as it is sent."""
    return {**report._asdict(), "v": VERSION, "journals": {n: j._asdict() for n, j in report.journals.items()}}


def check_version(asked: Mapping[str, Any]) -> None:
    """Raise ``Refused`` where a table speaks another version of the language, and ``KeyError`` where it says none."""
    if asked["v"] != VERSION:
        older = "older" if asked["v"] < VERSION else "newer"
        raise Refused(f"This table runs a version of workshop that is {older} than the summit's. Update the older one.")


def report_from_json(data: Mapping[str, Any]) -> TableReport:
    """Read a report. Raises ``ValueError``, ``KeyError`` or ``TypeError`` where it is none, and ``Refused``."""
    check_version(data)
    journals = {
        str(node): JournalReport(_number(j["lines"]), str(j["last"]), str(j["sha256"]), _spans(j["withheld"]))
        for node, j in data["journals"].items()
    }
    table, title, laptop, phones = (_word(data.get(name, "")) for name in ("table", "title", "laptop", "phones"))
    return TableReport(str(data["session"]), table, title, int(data["now"]), journals, laptop, phones)


def answer_to_json(answer: DeskAnswer) -> dict[str, Any]:
    """Return an answer as it is sent."""
    journals = {n: j._asdict() for n, j in answer.journals.items()}
    return {**answer._asdict(), "v": VERSION, "journals": journals, "plan": answer.plan._asdict()}


def answer_from_json(data: Mapping[str, Any]) -> DeskAnswer:
    """Read an answer. Raises ``ValueError``, ``KeyError`` or ``TypeError`` where it is none."""
    journals = {
        str(node): Arrived(_number(j["lines"]), str(j["sha256"]), _spans(j["ahead"]))
        for node, j in data["journals"].items()
    }
    cue, refused = _word(data.get("cue", "")), _word(data.get("refused", ""))
    plan = data.get("plan")
    known = plan_read(plan) if isinstance(plan, Mapping) else HallPlan(cue)
    return DeskAnswer(journals, int(data["now"]), cue, refused, data.get("twice") is True, known)


def is_complete(report: TableReport, there: Mapping[str, Arrived]) -> bool:
    """Return whether the desk has every line of a table, the same byte for byte."""
    return all(
        (arrived := there.get(node)) is not None and (arrived.lines, arrived.sha256) == (journal.lines, journal.sha256)
        for node, journal in report.journals.items()
    )


def _word(value: object) -> str:
    return clean(str(value)).replace("\n", " ")[:500]


def _number(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value <= MOST_LINES:
        raise ValueError(value)
    return value


def _spans(value: list[list[int]]) -> tuple[Span, ...]:
    return tuple((_number(first), _number(last)) for first, last in value)


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
