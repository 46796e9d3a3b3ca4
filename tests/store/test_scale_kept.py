"""What the files beside the journals say of a scale: nothing before the reveal, counts after it."""

from __future__ import annotations

from pathlib import Path

from tests.model.table import Table, table
from workshop.model import commands as c
from workshop.store.archive import record_of
from workshop.store.snapshot import session_tables

VOTER = "voter-of-the-scale"


def asked(it: Table) -> None:
    it.add("Paths flood", "Gates shut")
    line = it.made(c.WriteLine("Drain the paths", it.made(c.MakeHeading("Water"))))
    for draft in (c.DraftScale("Cards"), c.DraftScale("Lines", lines=(line,))):
        scale = it.made(draft)
        it.do(c.OpenBallot(scale))
        first = next(iter(it.ballot(scale).cards))
        it.do(c.GiveAnswers(scale, VOTER, first, 5, 0), by="")
        it.do(c.EnterSheet(scale, ((first, 2, 2),)))
        it.do(c.CloseBallot(scale))


def test_a_record_has_no_answer_before_the_reveal(tmp_path: Path) -> None:
    it = table()
    asked(it)
    told = record_of(tmp_path, it.history).decode()
    assert "AnswersGiven" not in told
    assert "SheetEntered" not in told
    for scale in it.session.ballots:
        it.do(c.RevealBallot(scale))
    assert record_of(tmp_path, it.history).decode().count("AnswersGiven") == 2


def test_the_tables_tell_counts_after_the_reveal_and_nobodys_answers() -> None:
    it = table()
    asked(it)
    before = session_tables(it.history)
    assert before["answers"] == {}
    assert VOTER not in str(before)
    for scale in it.session.ballots:
        it.do(c.RevealBallot(scale))
    tables = session_tables(it.history)
    assert VOTER not in str(tables)
    rows = list(tables["answers"].values())
    assert [(row["id"], row["question"], row["number"]) for row in rows] == [
        ("T07-I01", 1, 2),
        ("T07-I01", 2, 1),
        ("T07-I02", 1, 0),
        ("T07-I02", 2, 0),
        ("L01", 1, 2),
        ("L01", 2, 1),
    ]
    assert (rows[0]["median"], rows[0]["middle_half"], rows[0]["split"], rows[1]["cannot_say"]) == (
        3.5,
        [2, 5],
        True,
        1,
    )
    assert tables["results"] == {}
    assert {ballot["title"]: ballot["questions"][0]["low"] for ballot in tables["ballots"].values()} == {
        "Cards": "hardly any",
        "Lines": "hardly any",
    }
