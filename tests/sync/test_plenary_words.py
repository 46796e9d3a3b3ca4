"""What front ends and desk tell each other, what is counted of it, and what is refused in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.sync.conftest import needs_server
from workshop.model import commands as c
from workshop.model.entry import Entry
from workshop.model.events import AllocationSet, VoterFinished
from workshop.store.codec import encode
from workshop.sync.hall_count import BallotBox, HallKnown, SilentFront, away_said, moves_of
from workshop.sync.reports import (
    FrontAnswer,
    FrontReport,
    front_answer_from_json,
    front_answer_to_json,
    front_report_from_json,
    front_report_to_json,
    moves_from_json,
)
from workshop.sync.subjects import FRONT, user_of

ANA, BEN, CY = "a" * 16, "b" * 16, "c" * 16


def test_reports_and_answers_come_back_as_they_were() -> None:
    report = FrontReport("a", "http://a/", {"hall00": 3}, {"node01": 4}, {"vote": {"node01": 2}})
    assert front_report_from_json(front_report_to_json(report)) == report
    answer = FrontAnswer({"node01": 4}, {"f001": "http://a/"}, {"key": "K"}, (), moves=(("f001", "f002"),))
    assert front_answer_from_json(front_answer_to_json(answer)) == answer
    of_before = {name: value for name, value in front_answer_to_json(answer).items() if name != "moves"}
    assert front_answer_from_json(of_before).moves == ()


@pytest.mark.parametrize("told", [{"v": 99}, {"v": 1, "sealed": {}, "name": "a", "url": "", "have": [7]}])
def test_what_is_not_a_report_is_refused(told: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        front_report_from_json(told)
    with pytest.raises((ValueError, KeyError)):
        front_answer_from_json(told)


@pytest.mark.parametrize("told", ["f001", [["f001"]], [[1, 2, 3]], 7, [7]])
def test_what_are_not_moves_is_refused(told: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        moves_from_json(told)


def test_a_front_end_knows_the_others_again_after_a_restart_and_a_damaged_file_is_as_none(tmp_path: Path) -> None:
    known = HallKnown(tmp_path)
    known.hear({"f001": "http://a/"}, (("f002", "f001"),))
    again = HallKnown(tmp_path)
    assert (again.roster, again.moves) == ({"f001": "http://a/"}, (("f002", "f001"),))
    (tmp_path / "front" / "hall.json").write_text('{"roster": 7, "moves": [1]}')
    assert (HallKnown(tmp_path).roster, HallKnown(tmp_path).moves) == ({}, ())
    (tmp_path / "wall" / "hall").mkdir(parents=True)
    (tmp_path / "wall" / "hall" / "moves.json").write_text('{"moves": [1]}')
    assert moves_of(tmp_path) == ()


def test_front_ends_that_are_out_of_reach_are_named_with_what_to_do() -> None:
    a, b = SilentFront("a", 0), SilentFront("b", 0)
    assert away_said("hall", (a, b)) == (
        "Out of reach: a, b. What was voted there is kept, and phones wait. Start them again, or: "
        "workshop plenary hall move --from a --to …"
    )
    assert away_said("hall", (b,)).startswith("Front end b is out of reach since ")


@pytest.fixture
def counted(tmp_path: Path) -> Callable[..., BallotBox]:
    """Return a ballot box with the lines of two front ends; each entry is dated by the clock of its own laptop."""
    from tests.model.table import table  # noqa: PLC0415 - a table of its own

    hall = table()
    cards = tuple(hall.add("Trust", "Time"))
    ballot = hall.ballot(hall.opened(c.DraftBallot(dots=3, most=2)))

    def count(**lines: list[tuple[int, str, tuple[int, ...], int]]) -> BallotBox:
        box = BallotBox(ballot)
        for node, told in lines.items():
            folder = tmp_path / node
            folder.mkdir()
            entries = [
                Entry(
                    f"20261127T1200{second:02d}.000Z-{number:03d}-{node}",
                    "",
                    (AllocationSet(ballot.id, voter, tuple((*cards, "odd")[card] for card in given), moved),)
                    if given or moved >= 0
                    else (VoterFinished(ballot.id, voter),),
                )
                for number, (second, voter, given, moved) in enumerate(told)
            ]
            data = b"".join(encode(entry, number) for number, entry in enumerate(entries, 1))
            (folder / f"{node}.jsonl").write_bytes(data + b"20261127 half a li")
            box.read(folder)
        return box

    return count


def test_the_allocation_of_the_later_move_counts_whatever_the_clocks_say(counted: Callable[..., BallotBox]) -> None:
    box = counted(
        front1=[(50, ANA, (0, 0), 0), (51, BEN, (0,), 0), (52, CY, (1,), 2)],
        front2=[(10, ANA, (1, 1), 1), (59, CY, (0, 0), 1)],
    )
    trust, time = box.counted((), ()).counts
    assert trust[1:] == (1, 1)
    assert time[1:] == (3, 2)
    assert box.counted((), ()).ballots == 3


def test_allocations_that_are_not_sound_do_not_count_and_are_named(counted: Callable[..., BallotBox]) -> None:
    box = counted(front1=[(1, ANA, (0, 0, 0), 0), (2, BEN, (0, 0, 1, 1), 0), (3, CY, (2,), 0), (4, CY, (), -1)])
    assert box.odd == 3
    assert (box.counted((), ()).counts, box.counted((), ()).ballots) == ((), 1)


@needs_server
def test_a_front_end_is_told_in_a_sentence_why_it_cannot_join(tmp_path: Path) -> None:
    from workshop.sync.enrolment import FrontRegister, opened, question  # noqa: PLC0415 - as above
    from workshop.sync.server_config import keep_secrets  # noqa: PLC0415 - as above

    known = keep_secrets(tmp_path, 1)
    register = FrontRegister(tmp_path, known, "The hall")
    asked, key = question("proof", name="a")
    assert opened(register.answer(asked), key)[0] == user_of(FRONT, 1)
    assert FrontRegister(tmp_path, known, "The hall").answer(asked)["user"] == user_of(FRONT, 1)
    assert register.name_of(user_of(FRONT, 1)) == "a"
    assert register.name_of("f999") == "f999"
    assert register.answer({**asked, "v": 99})["refused"].startswith("This front end runs another version")
    assert register.answer({**asked, "name": " "})["refused"] == "A front end needs a short name."
    assert register.answer({"v": 1})["refused"] == "The summit did not understand this front end's question."
    assert "“a” serves this hall already" in register.answer({**asked, "proof": "another"})["refused"]
    for number in range(2, len(known.fronts) + 1):
        assert "user" in register.answer(question("proof", name=f"front {number}")[0])
    assert register.answer(question("proof", name="more")[0])["refused"].endswith("have joined, and no more can.")
