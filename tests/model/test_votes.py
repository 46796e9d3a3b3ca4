"""What may be asked of a vote, and what a vote that is open forbids."""

from __future__ import annotations

import pytest

from tests.model.table import ANA, BEN, Table, table
from workshop.model import commands as c
from workshop.model.ballot import HandVote


@pytest.fixture
def it() -> Table:
    it = table(themes=(("Paths", ""), ("Gates", "")))
    it.add("A", "B", "C")
    return it


def cards(it: Table) -> list[str]:
    return [card.id for card in it.session.ordered()]


def test_a_vote_is_drafted_with_the_rule_of_the_session(it: Table) -> None:
    ballot = it.ballot(it.made(c.DraftBallot("First picks", decider=" the warden ")))
    assert (ballot.dots, ballot.most, ballot.state, ballot.decider) == (3, 2, "draft", "the warden")


def test_a_vote_that_will_not_do_is_not_drafted(it: Table) -> None:
    a = cards(it)[0]
    assert it.refused(c.DraftBallot(theme="?")) == "That theme is not in this session."
    assert it.refused(c.DraftBallot(kinds=("hope",))).startswith("There is no kind “hope” in this session.")
    assert it.refused(c.DraftBallot(dots=2, most=3)) == "Each person has 2 dots, so one card takes 1 to 2."
    assert it.refused(c.DraftBallot("x" * 201)).startswith("A title may have 200 characters")
    assert it.refused(c.DraftBallot(decider="x" * 61)).startswith("Who decides may have 60 characters")
    it.do(c.RemoveCard(a))
    assert it.refused(c.DraftBallot(cards=(a,))) == "T07-I01 was removed. Restore it first."


def test_a_vote_is_on_what_the_room_sees_in_the_order_it_was_said(it: Table) -> None:
    a, b, last = cards(it)
    it.do(c.HideCard(b))
    [experiment] = it.add("E", kind="experiment")
    [gate] = it.add("G", theme=it.session.live_themes()[1].id)

    def candidates(draft: c.DraftBallot) -> list[str]:
        ballot = it.opened(draft)
        it.do(c.VoidBallot(ballot))
        return list(it.ballot(ballot).cards)

    assert candidates(c.DraftBallot()) == [a, last, experiment, gate]
    assert candidates(c.DraftBallot(theme=it.theme)) == [a, last, experiment]
    assert candidates(c.DraftBallot(kinds=("insight", "insight"))) == [a, last, gate]
    assert candidates(c.DraftBallot(theme=it.theme, cards=(gate, b, a))) == [a, gate]


def test_one_vote_is_open_at_a_time(it: Table) -> None:
    first, second = it.made(c.DraftBallot()), it.made(c.DraftBallot())
    it.do(c.OpenBallot(first))
    assert it.refused(c.OpenBallot(second)) == "Another vote is open. Close or void it first."
    empty = c.DraftBallot(theme=it.session.live_themes()[1].id)
    it.do(c.VoidBallot(first))
    sentence = "There are no cards to vote on. Add or show some first."
    assert it.refused(c.OpenBallot(it.made(empty))) == sentence


def test_a_vote_goes_from_draft_to_open_to_closed_to_revealed(it: Table) -> None:
    ballot = it.made(c.DraftBallot())
    assert it.refused(c.CloseBallot(ballot)) == "This vote is not open yet. Open it first."
    assert it.refused(c.CloseBallot("?")) == "That vote is not in this session."
    it.do(c.OpenBallot(ballot))
    assert it.refused(c.RevealBallot(ballot)) == "This vote is open. Close it first."
    it.do(c.CloseBallot(ballot))
    assert it.refused(c.CloseBallot(ballot)) == "This vote is closed. Reveal it, or undo the close."
    it.do(c.RevealBallot(ballot))
    out = "The result of this vote is out already. For another vote, draft a new one."
    assert it.refused(c.RevealBallot(ballot)) == out
    it.do(c.VoidBallot(ballot, "two phones broke"))
    assert it.ballot(ballot).reason == "two phones broke"
    assert it.refused(c.OpenBallot(ballot)) == "This vote was declared void. Draft a new one."


def test_dots_are_set_and_not_added(it: Table) -> None:
    a, b, last = cards(it)
    ballot = it.opened()
    it.vote(ballot, ANA, a, 2)
    it.vote(ballot, ANA, a, 2)
    assert dict(it.ballot(ballot).votes[ANA]) == {a: 2}
    assert it.refused(c.SetDots(ballot, ANA, b, 2)) == "Each person has 3 dots, and 1 can go to this card."
    it.vote(ballot, ANA, a, 0)
    it.vote(ballot, ANA, b, 2)
    it.vote(ballot, ANA, last, 1)
    assert dict(it.ballot(ballot).votes[ANA]) == {b: 2, last: 1}


def test_dots_that_will_not_do_are_refused(it: Table) -> None:
    a, b, _ = cards(it)
    ballot = it.opened(c.DraftBallot(cards=(a,), dots=1))
    assert it.refused(c.SetDots(ballot, ANA, b, 1)) == "T07-I02 is not part of this vote."
    assert it.refused(c.SetDots(ballot, ANA, "?", 1)) == "That card is not in this session."
    for dots in (-1, 2):
        assert it.refused(c.SetDots(ballot, ANA, a, dots)) == "One card takes 0 to 1 dot from each person."
    for voter in ("", "short", "Ana Smith ", "x" * 65):
        sentence = "This phone has not joined the vote. Scan the code again."
        assert it.refused(c.SetDots(ballot, voter, a, 1)) == sentence
        assert it.refused(c.FinishVoting(ballot, voter)) == sentence
    it.do(c.CloseBallot(ballot))
    closed = "This vote is closed. Reveal it, or undo the close."
    assert it.refused(c.SetDots(ballot, ANA, a, 1)) == closed


def test_a_voter_finishes_once_and_may_still_change(it: Table) -> None:
    ballot = it.opened()
    it.do(c.FinishVoting(ballot, ANA), by="")
    assert it.refused(c.FinishVoting(ballot, ANA)) == "You have finished already."
    it.vote(ballot, ANA, cards(it)[0])
    assert it.shown_ballot().ballots == 1


def test_hands_are_entered_for_a_card(it: Table) -> None:
    a, b, _ = cards(it)
    ballot = it.opened()
    it.do(c.EnterHands(ballot, a, 4))
    it.do(c.EnterHands(ballot, b, 5, voters=3))
    assert dict(it.ballot(ballot).hands) == {a: HandVote(4, 4), b: HandVote(5, 3)}
    assert it.refused(c.EnterHands(ballot, a, 4)) == "That is entered already."
    it.do(c.EnterHands(ballot, a, 0))
    assert it.ballot(ballot).hands[a] == HandVote(0, 0)


def test_one_person_s_ballot_by_hand_is_added_to_the_others(it: Table) -> None:
    a, b, last = cards(it)
    ballot = it.opened()
    it.do(c.AddHandBallot(ballot, ((a, 2), (b, 1), (last, 0))))
    it.do(c.AddHandBallot(ballot, ((a, 1),)))
    it.do(c.AddHandBallot(ballot, ()))
    assert dict(it.ballot(ballot).hands) == {a: HandVote(3, 2), b: HandVote(1, 1)}
    assert it.ballot(ballot).hand_ballots == it.shown_ballot().ballots == 3
    it.do(c.Undo())
    it.do(c.Undo())
    assert dict(it.ballot(ballot).hands) == {a: HandVote(2, 1), b: HandVote(1, 1)}
    assert it.ballot(ballot).hand_ballots == 1


def test_what_one_person_cannot_have_given_is_not_added(it: Table) -> None:
    a, b, _ = cards(it)
    ballot = it.opened(c.DraftBallot(cards=(a,)))
    assert it.refused(c.AddHandBallot(ballot, ((a, 3),))) == "One card takes 0 to 2 dots from each person."
    assert it.refused(c.AddHandBallot(ballot, ((a, -1),))) == "One card takes 0 to 2 dots from each person."
    assert it.refused(c.AddHandBallot(ballot, ((b, 1),))) == "T07-I02 is not part of this vote."
    it.do(c.CountHands(ballot, 10_000))
    assert it.refused(c.AddHandBallot(ballot, ((a, 1),))) == "Hands are counted from 0 to 10,000."
    it.do(c.CloseBallot(ballot))
    wide = it.opened()
    assert it.refused(c.AddHandBallot(wide, ((a, 2), (b, 2)))) == "Each person has 3 dots. Take some away."
    it.do(c.EnterHands(wide, a, 10_000))
    it.do(c.CloseBallot(wide))
    assert it.refused(c.AddHandBallot(wide, ((a, 1),))) == "This vote is closed. Reveal it, or undo the close."


def test_hands_that_cannot_be_are_refused(it: Table) -> None:
    a, b, _ = cards(it)
    ballot = it.opened()
    one = "One person cannot have given 3 dots to one card: each gives 1 to 2 dots."
    assert it.refused(c.EnterHands(ballot, a, 3, voters=1)) == one
    many = "4 people cannot have given 3 dots to one card: each gives 1 to 2 dots."
    assert it.refused(c.EnterHands(ballot, a, 3, voters=4)) == many
    assert it.refused(c.EnterHands(ballot, a, -1)) == "Hands are counted from 0 to 10,000."
    assert it.refused(c.CountHands(ballot, 10_001)) == "Hands are counted from 0 to 10,000."
    it.do(c.CountHands(ballot, 2))
    assert it.refused(c.CountHands(ballot, 2)) == "That is entered already."
    too_many = "That takes at least 3 people, and 2 people voted by hand. Correct one of the two."
    assert it.refused(c.EnterHands(ballot, a, 3)) == too_many
    it.do(c.EnterHands(ballot, a, 2))
    it.do(c.EnterHands(ballot, b, 2))
    few = "The hands entered so far take at least 2 people. Correct them first."
    assert it.refused(c.CountHands(ballot, 1)) == few
    it.do(c.CountHands(ballot, 0))
    it.do(c.EnterHands(ballot, a, 3))
    one_dot = it.made(c.DraftBallot(dots=1))
    it.do(c.CloseBallot(ballot))
    it.do(c.OpenBallot(one_dot))
    only = "One person cannot have given 2 dots to one card: each gives one dot."
    assert it.refused(c.EnterHands(one_dot, a, 2, voters=1)) == only


def test_a_card_that_is_voted_on_stays_as_it_is(it: Table) -> None:
    a, b, _ = cards(it)
    it.opened()
    forbidden: tuple[c.Command, ...] = (
        c.RewordCard(a, "x"),
        c.MoveCard(a, theme=it.session.live_themes()[1].id),
        c.HideCard(a),
        c.ParkCard(a),
        c.RemoveCard(a),
        c.SplitCard(a, ("x", "y")),
        c.JoinCards((a, b)),
        c.UnjoinCard(a),
    )
    for command in forbidden:
        assert it.refused(command) == "T07-I01 is being voted on. Close or void the vote first."


def test_what_stands_beside_a_card_may_change_while_it_is_voted_on(it: Table) -> None:
    a, b, last = cards(it)
    ballot = it.opened()
    group = it.made(c.MakeCluster("Water", (a,)))
    for command in (
        c.TagCard(a, "x"),
        c.NoteCard(a, "x"),
        c.FillField(a, "place", "x"),
        c.ReadBack(a, "unclear"),
        c.LinkInsights(a, (b,)),
        c.PlaceCard(last, before=a),
        c.LeaveOut(a),
        c.UnclusterCard(a),
        c.DissolveCluster(group),
        c.RewordTheme(it.theme, "Ways", ""),
        c.ChooseBudget(1, 1),
        c.Undo(),
    ):
        it.do(command)
    assert list(it.ballot(ballot).cards) == [a, b, last]


def test_nothing_comes_into_a_list_that_is_voted_on(it: Table) -> None:
    a, _, _ = cards(it)
    gates = it.session.live_themes()[1].id
    [hidden, held, parked, removed, gate] = it.add("H", "W", "P", "R", "G")
    [waiting] = it.add("offered", held=True)
    it.do(c.MoveCard(gate, theme=gates))
    for put_away in (c.HideCard(hidden), c.HideCard(held), c.ParkCard(parked), c.RemoveCard(removed)):
        it.do(put_away)
    whole = it.made(c.JoinCards((gate, a)))
    ballot = it.opened(c.DraftBallot(theme=it.theme))
    coming: tuple[c.Command, ...] = (
        c.AddCards("insight", it.theme, ("new",)),
        c.ShowCard(hidden),
        c.ShowCard(waiting),
        c.UnparkCard(parked),
        c.RestoreCard(removed),
        c.MoveCard(whole, theme=it.theme),
        c.UnjoinCard(whole),
    )
    for command in coming:
        sentence = "The insights of this theme are being voted on. Close or void the vote first."
        assert it.refused(command) == sentence
    it.add("elsewhere", theme=gates)
    it.do(c.MoveCard(hidden, kind="experiment"))
    it.do(c.CloseBallot(ballot))
    it.do(c.ShowCard(hidden))


def test_an_offer_may_wait_while_a_vote_is_open(it: Table) -> None:
    ballot = it.opened()
    it.add("From a phone", held=True, origin="participant")
    assert len(it.ballot(ballot).cards) == 3


def test_a_chosen_card_that_was_hidden_does_not_come_into_the_vote(it: Table) -> None:
    a, b, last = cards(it)
    it.do(c.HideCard(b))
    it.opened(c.DraftBallot(cards=(a, b)))
    assert it.refused(c.ShowCard(b)).startswith("The insights of this theme are being voted on.")
    it.do(c.RewordCard(last, "not in the vote"))
    it.do(c.Undo())


def test_a_tie_is_settled_with_a_reason(it: Table) -> None:
    a, b, last = cards(it)
    ballot = it.opened()
    it.vote(ballot, ANA, a)
    it.vote(ballot, BEN, b)
    assert it.refused(c.SettleTie(ballot, a, "x")) == "This vote is open. Close it first."
    it.reveal(ballot)
    assert it.refused(c.SettleTie(ballot, a, " ")) == "The reason needs some words."
    sentence = "T07-I03 is not tied with another card that has dots."
    assert it.refused(c.SettleTie(ballot, last, "x")) == sentence
    it.do(c.SettleTie(ballot, b, "It is cheaper"))
    assert (it.shown_ballot().settled, it.shown_ballot().reason) == (b, "It is cheaper")


def test_a_run_off_is_on_the_cards_that_are_level_at_the_top(it: Table) -> None:
    a, b, last = cards(it)
    ballot = it.opened(c.DraftBallot("Picks", decider="all"))
    it.vote(ballot, ANA, a)
    it.vote(ballot, BEN, last)
    it.reveal(ballot)
    runoff = it.ballot(it.made(c.DraftRunOff(ballot)))
    assert (runoff.title, runoff.chosen, runoff.runoff_of) == ("Run-off: Picks", (a, last), ballot)
    assert (runoff.dots, runoff.most, runoff.decider) == (1, 1, "all")
    it.do(c.HideCard(a))
    none = "No cards are tied, so a run-off has nothing to settle."
    assert it.refused(c.DraftRunOff(ballot)) == none
    untitled = it.opened(c.DraftBallot(cards=(b, last)))
    it.vote(untitled, ANA, b)
    it.vote(untitled, ANA, last)
    it.reveal(untitled)
    assert it.ballot(it.made(c.DraftRunOff(untitled))).title == "Run-off"


def test_a_run_off_leaves_the_dots_of_the_vote_as_they_are(it: Table) -> None:
    a, b, last = cards(it)
    ballot = it.opened()
    for card in (a, b):
        it.vote(ballot, ANA, card)
        it.vote(ballot, BEN, card)
    it.vote(ballot, ANA, last)
    it.reveal(ballot)
    runoff = it.made(c.DraftRunOff(ballot))
    it.do(c.OpenBallot(runoff))
    it.vote(runoff, ANA, a)
    it.reveal(runoff)
    assert {view.text: view.dots for view in it.seen().values()} == {"A": 2, "B": 2, "C": 1}
    it.do(c.VoidBallot(ballot))
    assert {view.text: view.dots for view in it.seen().values()} == {"A": 1, "B": 0, "C": None}


def test_a_vote_opens_only_when_it_is_said_who_decides(it: Table) -> None:
    it.add("One")
    ballot = it.made(c.DraftBallot("First picks", decider=" "))
    said = "Say who decides before the vote opens: it is read out with the rules."
    assert it.refused(c.OpenBallot(ballot)) == said
    assert it.refused(c.Batch((c.OpenBallot(ballot), c.ReachStep("vote")))) == f"{said} Nothing was changed."
    assert it.ballot(it.opened(c.DraftBallot("Again"))).decider == c.DECIDER


def test_no_run_off_is_drafted_while_another_vote_is_open(it: Table) -> None:
    one, two = it.add("One", "Two")
    first = it.opened()
    for voter, card in ((ANA, one), (BEN, two)):
        it.vote(first, voter, card)
    it.reveal(first)
    it.opened()
    assert it.refused(c.DraftRunOff(first)) == "Another vote is open. Close or void it first."
