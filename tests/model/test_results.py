"""What a ballot adds up to, what a merge breaks, and which way a ballot goes."""

from __future__ import annotations

import pytest

from tests.model.table import ANA, BEN, CLEO, Table, table
from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.apply import apply
from workshop.model.ballots import conflicts, hand_ballots, result_of, turnout
from workshop.model.session import EMPTY, Session


@pytest.fixture
def it() -> Table:
    it = table()
    it.add("A", "B", "C", "D")
    return it


def cards(it: Table) -> list[str]:
    return [card.id for card in it.session.ordered()]


def test_what_is_level_shares_a_rank(it: Table) -> None:
    a, b, d, last = cards(it)
    ballot = it.opened()
    for voter, dots in ((ANA, {a: 1, b: 1, d: 1}), (BEN, {a: 2, last: 1}), (CLEO, {d: 1, b: 1})):
        for card, count in dots.items():
            it.vote(ballot, voter, card, count)
    result = result_of(it.session, it.ballot(ballot))
    assert [(r.card, r.dots, r.voters, r.shown_rank) for r in result.rows] == [
        (a, 3, 2, "1"),
        (b, 2, 2, "2="),
        (d, 2, 2, "2="),
        (last, 1, 1, "4"),
    ]
    assert (result.ballots, result.dots, result.unused) == (3, 8, 1)
    assert result.ties() == [[b, d]]


def test_cards_without_dots_are_level_but_not_a_tie(it: Table) -> None:
    result = result_of(it.session, it.ballot(it.opened()))
    assert {row.shown_rank for row in result.rows} == {"1="}
    assert (result.ties(), result.ballots, result.unused) == ([], 0, 0)


def test_hands_are_counted_beside_phones_and_marked(it: Table) -> None:
    a, b, *_ = cards(it)
    ballot = it.opened()
    it.vote(ballot, ANA, a, 2)
    it.do(c.EnterHands(ballot, a, 3))
    it.do(c.EnterHands(ballot, b, 4, voters=2))
    result = result_of(it.session, it.ballot(ballot))
    assert [(r.dots, r.voters, r.by_hand) for r in result.rows[:2]] == [(5, 4, 3), (4, 2, 4)]
    assert (result.ballots, result.hand_ballots, result.dots, result.unused) == (4, 3, 9, 3)
    it.do(c.CountHands(ballot, 6))
    assert result_of(it.session, it.ballot(ballot)).unused == 12


def test_a_voter_who_took_all_dots_back_is_not_in(it: Table) -> None:
    a, *_ = cards(it)
    ballot = it.opened()
    it.vote(ballot, ANA, a)
    it.vote(ballot, ANA, a, 0)
    assert it.shown_ballot().ballots == 0


def test_a_join_after_the_vote_adds_dots_and_counts_each_voter_once(it: Table) -> None:
    a, b, d, _ = cards(it)
    ballot = it.opened()
    for card in (a, b):
        it.vote(ballot, ANA, card)
    it.vote(ballot, BEN, b)
    it.do(c.EnterHands(ballot, a, 2))
    it.do(c.EnterHands(ballot, b, 2))
    it.do(c.EnterHands(ballot, d, 1))
    it.reveal(ballot)
    before = result_of(it.session, it.ballot(ballot))
    whole = it.made(c.JoinCards((a, b)))
    first = result_of(it.session, it.ballot(ballot)).rows[0]
    assert (first.card, first.dots, first.voters, first.by_hand) == (whole, 7, 4, 4)
    assert (it.seen()[whole].dots, it.seen()[whole].voters) == (7, 4)
    it.do(c.UnjoinCard(whole))
    assert result_of(it.session, it.ballot(ballot)) == before


def test_a_card_that_was_removed_after_the_vote_keeps_its_row(it: Table) -> None:
    a, *_ = cards(it)
    ballot = it.opened()
    it.vote(ballot, ANA, a, 2)
    it.reveal(ballot)
    it.do(c.RemoveCard(a))
    result = result_of(it.session, it.ballot(ballot))
    assert (result.rows[0].card, result.dots) == (a, 2)


def test_a_ballot_without_dots_from_elsewhere_is_still_counted() -> None:
    session = apply(EMPTY, e.BallotDrafted("b", "", "", (), (), 0, 0, ""))
    session = apply(session, e.HandsEntered("b", "x", 3, 1))
    assert hand_ballots(session.ballots["b"]) == 3


def test_nothing_is_in_conflict_in_one_copy(it: Table) -> None:
    ballot = it.opened()
    it.vote(ballot, ANA, cards(it)[0])
    assert conflicts(it.session) == []


def test_a_person_over_budget_after_a_merge_is_reported(it: Table) -> None:
    a, b, d, last = cards(it)
    ballot = it.opened()
    other = it.copy("bbbbbb")
    it.vote(ballot, ANA, a, 2)
    other.vote(ballot, ANA, b, 2)
    other.vote(ballot, ANA, last)
    it.meet(other)
    cure = "Void the vote, or leave it and say so."
    assert conflicts(it.session) == [f"In “First picks”, one person gave more than 3 dots on two copies. {cure}"]
    assert it.refused(c.SetDots(ballot, ANA, d, 1)) == "Each person has 3 dots, and 0 can go to this card."
    for copy in (it, other):
        copy.vote(ballot, BEN, a, 2)
    it.vote(ballot, BEN, d)
    other.vote(ballot, BEN, b)
    it.meet(other)
    assert "2 people gave more" in conflicts(it.session)[0]
    it.do(c.VoidBallot(ballot))
    assert conflicts(it.session) == []


def test_cards_that_another_copy_changed_during_the_vote_are_reported(it: Table) -> None:
    other = it.copy("bbbbbb")
    ballot = it.opened(c.DraftBallot())
    other.now += 2_500
    other.do(c.RewordCard(cards(it)[0], "A, reworded"))
    other.do(c.RemoveCard(cards(it)[1]))
    other.add("E")
    it.meet(other)
    assert conflicts(it.session) == [
        "While the vote was open, another copy changed T07-I01, T07-I02, T07-I05. Close or void the vote."
    ]
    it.do(c.CloseBallot(ballot))
    assert conflicts(it.session) == []


def test_dots_for_a_card_that_is_not_in_the_vote_are_reported(it: Table) -> None:
    [added] = [entry for entry in it.history.entries if entry.id == cards(it)[0]]
    other = it.copy("bbbbbb")
    ballot = other.opened(c.DraftBallot(cards=(cards(it)[0],)))
    other.vote(ballot, ANA, cards(it)[0])
    undo = it.do(c.Undo(added.id))
    it.meet(other)
    strange = "In the vote, one person gave dots to cards that were not voted on. They do not count."
    assert conflicts(it.session) == [strange]
    assert result_of(it.session, it.ballot(ballot)).dots == 0
    it.do(c.Undo(undo.id))
    assert it.ballot(ballot).cards.keys() == {cards(it)[0]}


def test_two_votes_that_are_open_after_a_merge_are_reported(it: Table) -> None:
    other = it.copy("bbbbbb")
    it.opened()
    other.now += 1
    other.opened()
    it.meet(other)
    assert conflicts(it.session) == ["More than one vote is open. Close or void all but one."]
    it.do(c.TagCard(cards(it)[0], "x"))
    it.do(c.Undo())


def state(session: Session) -> str:
    return session.ballots["b"].state


def test_a_ballot_only_goes_forward() -> None:
    session = apply(EMPTY, e.BallotDrafted("b", "", "", (), (), 3, 2, ""))
    steps = (e.BallotOpened("b", ()), e.BallotClosed("b"), e.BallotRevealed("b"), e.BallotVoided("b", ""))
    for reached in range(len(steps)):
        session = apply(session, steps[reached])
        for earlier in steps[:reached]:
            assert state(apply(session, earlier)) == state(session) != "draft"


def test_a_copy_that_closes_late_does_not_take_back_a_result(it: Table) -> None:
    ballot = it.opened()
    other = it.copy("bbbbbb")
    it.reveal(ballot)
    other.now = it.now
    other.do(c.CloseBallot(ballot))
    it.meet(other)
    assert it.ballot(ballot).state == "revealed"


def test_turnout_is_said_of_those_counted_unless_more_have_voted() -> None:
    counted = EMPTY._replace(details=(("people", "1500"),))
    assert turnout(counted, 1200) == "1,200 of 1,500 ballots in"
    assert turnout(counted, 1501) == "1,501 ballots in"
    assert turnout(EMPTY, 1) == "1 ballot in"
