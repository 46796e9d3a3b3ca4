"""What front ends are told of the hall's votes, and what not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.model.table import Table, table
from workshop.model import commands as c
from workshop.model.ballots import result_of
from workshop.model.history import fold
from workshop.model.session import Session
from workshop.store.codec import decode
from workshop.store.journal import content_of
from workshop.sync.vote_paper import VotePaper

NOON = 1_795_348_800_000


@pytest.fixture
def hall() -> Table:
    it = table("Die Halle", language="de")
    it.do(c.DefineKind("hope", "Hope", "Hopes", "H"))
    it.add("Trust", "Time")
    return it


def told(paper: VotePaper) -> Session:
    """Return what a front end makes of the lines."""
    return fold(decode(content_of(line)).entry for _, line in paper.lines)


def paper_of(folder: Path) -> VotePaper:
    return VotePaper(folder / "paper", lambda: NOON)


def test_a_vote_goes_its_way_at_the_front_ends_with_the_hall_s_cards(hall: Table, tmp_path: Path) -> None:
    paper = paper_of(tmp_path)
    (trust, time) = hall.session.cards
    assert not paper.bring_up_to_date(hall.session)
    assert (told(paper).title, told(paper).language, told(paper).kind("hope").plural) == ("Die Halle", "de", "Hopes")
    ballot = hall.opened(c.DraftBallot("First picks", dots=3, most=2))
    hall.add("SECRET", held=True)
    assert paper.bring_up_to_date(hall.session)
    assert not paper.bring_up_to_date(hall.session)
    seen = told(paper)
    assert [seen.shown_id(card) for card in seen.cards.values()] == ["T07-I01", "T07-I02"]
    assert tuple(seen.ballots[ballot].cards) == (trust, time)
    assert b"SECRET" not in b"".join(line for _, line in paper.lines)
    hall.do(c.EnterHands(ballot, time, 2, 1))
    hall.do(c.CountHands(ballot, 4))
    hall.do(c.CloseBallot(ballot))
    hall.do(c.CountBallot(ballot, ((trust, 2, 1),), 1, ("a",)))
    paper.bring_up_to_date(hall.session)
    assert told(paper).ballots[ballot].state == "closed"
    assert told(paper).ballots[ballot].counted is None
    hall.do(c.RevealBallot(ballot))
    paper.bring_up_to_date(hall.session)
    assert result_of(told(paper), told(paper).ballots[ballot]) == result_of(hall.session, hall.ballot(ballot))
    hall.do(c.CountBallot(ballot, ((trust, 4, 2),), 2, ("a", "b")))
    paper.bring_up_to_date(hall.session)
    assert result_of(told(paper), told(paper).ballots[ballot]) == result_of(hall.session, hall.ballot(ballot))
    paper.close()


def test_a_second_vote_has_the_new_words_and_a_void_one_is_void(hall: Table, tmp_path: Path) -> None:
    paper = paper_of(tmp_path)
    first = hall.opened()
    paper.bring_up_to_date(hall.session)
    hall.do(c.VoidBallot(first, "A mistake"))
    trust = next(iter(hall.session.cards))
    hall.do(c.RewordCard(trust, "Trust first"))
    second = hall.opened(c.DraftBallot("Again"))
    paper.bring_up_to_date(hall.session)
    paper.close()
    assert told(paper).ballots[first].state == "void"
    assert told(paper).cards[trust].text == "Trust first"
    assert told(paper).open_ballot() == told(paper).ballots[second]


def test_a_vote_that_was_over_before_is_not_told(hall: Table, tmp_path: Path) -> None:
    hall.reveal(hall.opened())
    paper = paper_of(tmp_path)
    paper.bring_up_to_date(hall.session)
    paper.close()
    assert not told(paper).ballots


def test_a_wall_started_anew_goes_on_with_what_it_told(hall: Table, tmp_path: Path) -> None:
    ballot = hall.opened()
    before = paper_of(tmp_path)
    before.bring_up_to_date(hall.session)
    before.close()
    hall.do(c.CloseBallot(ballot))
    paper = paper_of(tmp_path)
    assert paper.bring_up_to_date(hall.session)
    paper.close()
    assert told(paper).ballots[ballot].state == "closed"
    assert len({node for node, _ in paper.lines}) == 2
    have = {before.lines[0].journal: len(before.lines)}
    assert [line for _, line in paper.after(have)] == [line for node, line in paper.lines if node not in have]
