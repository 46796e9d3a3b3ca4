"""What front ends are told of the hall's votes: the order that was chosen, and nothing of a scale."""

from __future__ import annotations

from pathlib import Path

from tests.model.table import Table, table
from workshop.model import commands as c
from workshop.sync.vote_paper import VotePaper


def told(it: Table, folder: Path) -> VotePaper:
    paper = VotePaper(folder, lambda: it.now)
    paper.bring_up_to_date(it.session)
    paper.close()
    return paper


def test_front_ends_have_the_order_that_the_hall_chose(tmp_path: Path) -> None:
    it = table()
    it.add("Paths flood", "Gates shut")
    it.do(c.ChooseBallotOrder(said=True))
    ballot = it.opened()
    paper = told(it, tmp_path)
    assert paper.session.said_order
    assert list(paper.session.ballots) == [ballot]


def test_front_ends_are_told_nothing_of_a_scale(tmp_path: Path) -> None:
    it = table()
    it.add("Paths flood", "Gates shut")
    it.do(c.OpenBallot(it.made(c.DraftScale("Secret questions"))))
    paper = told(it, tmp_path)
    assert dict(paper.session.ballots) == {}
    assert not any(b"Secret" in line.line for line in paper.lines)
