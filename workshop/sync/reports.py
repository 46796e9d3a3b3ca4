"""What a table tells the desk, and what it is answered: JSON, each with the version of the language.

A report names every journal with its lines, its last entry, its digest and the lines kept back; the answer names what
has arrived and is on the desk's disk. What is neither there nor kept back is sent again: so a gap is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from workshop.model.errors import Refused
from workshop.model.hall_plan import HallPlan, plan_read
from workshop.model.text import clean

Span: TypeAlias = tuple[int, int]
"""The first and the last of consecutive numbers."""


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


VERSION: Final = 1

MOST_LINES: Final = 10_000_000


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
