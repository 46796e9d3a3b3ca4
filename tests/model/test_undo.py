from __future__ import annotations

import pytest

from tests.model.table import ANA, Table, table
from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.entry import Entry
from workshop.model.kept_boards import KEPT_EVERY


@pytest.fixture
def it() -> Table:
    return table()


VOTED_ON = "That would change what is being voted on. Close or void the vote first."
BALLOTS_IN = "Ballots are in already. Void the vote instead."


def test_undo_takes_back_the_last_act_and_then_the_one_before(it: Table) -> None:
    it.add("One")
    it.add("Two")
    it.do(c.Undo())
    assert it.texts() == ["One"]
    it.do(c.Undo())
    assert it.texts() == []
    assert it.refused(c.Undo()) == "There is nothing to undo."


def test_an_undo_and_a_redo_lead_back_to_the_act_that_they_are_about(it: Table) -> None:
    it.add("One")
    act = it.history.entries[-1]
    assert it.history.act_of(act) == (act, 0)
    it.do(c.Undo())
    assert it.history.act_of(it.history.entries[-1]) == (act, 1)
    it.do(c.Redo())
    assert it.history.act_of(it.history.entries[-1]) == (act, 2)


def test_redo_gives_back_what_was_undone_in_order(it: Table) -> None:
    it.add("One")
    it.add("Two")
    for command in (c.Undo(), c.Undo(), c.Redo()):
        it.do(command)
    assert it.texts() == ["One"]
    it.do(c.Redo())
    assert it.texts() == ["One", "Two"]
    assert it.refused(c.Redo()) == "There is nothing to redo."
    it.do(c.Undo())
    assert it.texts() == ["One"]
    it.do(c.Redo())
    assert it.texts() == ["One", "Two"]


def test_nothing_is_redone_after_other_work(it: Table) -> None:
    it.add("One")
    it.do(c.Undo())
    it.add("Two")
    assert it.refused(c.Redo()) == "There is nothing to redo."


def test_votes_and_offers_from_others_do_not_stand_in_the_way(it: Table) -> None:
    [card] = it.add("One")
    ballot = it.opened()
    it.do(c.TagCard(card, "x"))
    it.vote(ballot, ANA, card)
    it.do(c.Undo())
    it.vote(ballot, ANA, card, 2)
    it.do(c.Redo())
    assert it.card(card).tags == ("x",)


def test_any_act_may_be_undone_under_later_work_of_others(it: Table) -> None:
    [card] = it.add("From a phone")
    reworded = it.do(c.RewordCard(card, "From a telephone"), by="participant")
    it.do(c.TagCard(card, "x"))
    it.do(c.Undo(reworded.id))
    assert (it.card(card).text, it.card(card).tags) == ("From a phone", ("x",))
    assert it.refused(c.Undo(reworded.id)) == "That is undone already."
    assert it.refused(c.Undo("?")) == "There is no such entry."


def test_each_undoes_their_own_last_act(it: Table) -> None:
    it.do(c.AddCards("insight", it.theme, ("Mine",)), by="participant")
    it.add("The facilitator's")
    it.do(c.Undo(), by="participant")
    assert it.texts() == ["The facilitator's"]


def test_an_undo_may_itself_be_undone_by_its_id(it: Table) -> None:
    it.add("One")
    undo = it.do(c.Undo())
    redo = it.do(c.Undo(undo.id))
    assert it.texts() == ["One"]
    it.do(c.Undo(redo.id))
    assert it.texts() == []
    it.do(c.Redo())
    assert it.texts() == ["One"]


def test_the_start_of_a_session_is_not_undone(it: Table) -> None:
    start = it.history.entries[0].id
    sentence = "The start of a session and the mark of a repair cannot be undone."
    assert it.refused(c.Undo(start)) == sentence
    it.history.extend([Entry(it.history.last + "z", "repair", (e.EntryLost("k7.jsonl", 3),))])
    assert it.refused(c.Undo(it.history.last)) == sentence
    assert it.refused(c.Undo()) == "There is nothing to undo."


def test_a_vote_from_a_phone_is_not_undone_by_others(it: Table) -> None:
    [card] = it.add("One")
    vote = it.vote(it.opened(), ANA, card)
    sentence = "A vote from a phone is changed on that phone, and by nobody else."
    assert it.refused(c.Undo(vote.id)) == sentence


def test_what_is_voted_on_is_not_changed_by_an_undo(it: Table) -> None:
    [card] = it.add("One")
    reworded = it.do(c.RewordCard(card, "Won"))
    [hidden] = it.add("Two")
    hide = it.do(c.HideCard(hidden))
    it.opened()
    assert it.refused(c.Undo(reworded.id)) == VOTED_ON
    assert it.refused(c.Undo(hide.id)) == VOTED_ON
    assert it.refused(c.Undo(card)) == VOTED_ON


def test_what_is_voted_on_is_not_changed_by_a_redo(it: Table) -> None:
    it.add("One")
    it.add("Two")
    undo = it.do(c.Undo())
    it.opened()
    assert it.refused(c.Undo(undo.id)) == VOTED_ON


def test_the_opening_of_a_vote_is_undone_until_a_ballot_is_in(it: Table) -> None:
    [card] = it.add("One")
    ballot = it.opened()
    it.do(c.Undo())
    assert it.ballot(ballot).state == "draft"
    it.do(c.Redo())
    assert it.ballot(ballot).state == "open"
    it.vote(ballot, ANA, card)
    assert it.refused(c.Undo()) == BALLOTS_IN
    assert it.refused(c.Undo(ballot)) == BALLOTS_IN


def test_an_opening_is_not_redone_when_the_cards_have_changed(it: Table) -> None:
    it.add("One")
    it.opened()
    undo = it.do(c.Undo())
    it.add("Two")
    changed = "Its cards have changed since, and votes are not carried over. Draft a new vote instead."
    assert it.refused(c.Undo(undo.id)) == changed


def test_a_close_is_undone_while_the_cards_are_as_they_were(it: Table) -> None:
    [card] = it.add("One")
    ballot = it.opened()
    it.vote(ballot, ANA, card)
    close = it.do(c.CloseBallot(ballot))
    it.do(c.Undo())
    assert it.ballot(ballot).state == "open"
    it.do(c.Redo())
    it.do(c.RewordCard(card, "Won"))
    changed = "Its cards have changed since, and votes are not carried over. Draft a new vote instead."
    assert it.refused(c.Undo(close.id)) == changed


def test_a_void_is_undone_and_the_votes_are_there_again(it: Table) -> None:
    [card] = it.add("One")
    ballot = it.opened()
    it.vote(ballot, ANA, card)
    it.do(c.VoidBallot(ballot))
    it.do(c.Undo())
    assert (it.ballot(ballot).state, len(it.ballot(ballot).votes)) == ("open", 1)


def test_a_result_that_was_shown_stays_shown_and_is_voted_on_anew_by_another_vote(it: Table) -> None:
    [card] = it.add("One")
    draft = it.do(c.DraftBallot())
    opening = it.do(c.OpenBallot(draft.id))
    close = it.do(c.CloseBallot(draft.id))
    reveal = it.do(c.RevealBallot(draft.id))
    for undo in (c.Undo(), *(c.Undo(entry.id) for entry in (draft, opening, reveal))):
        assert it.refused(undo) == "The room has seen the result of this vote. Void the vote, and vote anew."
    assert it.ballot(draft.id).state == "revealed"
    it.do(c.Undo(close.id))
    assert it.ballot(draft.id).state == "revealed"
    it.do(c.VoidBallot(draft.id, "Two phones were lent"))
    assert "has seen the result" in it.refused(c.Undo(reveal.id))
    assert it.seen()[card].dots is None
    again = it.opened()
    it.vote(again, ANA, card)
    it.reveal(again)
    assert (it.ballot(draft.id).shown, it.seen()[card].dots) == (True, 1)


def test_an_undo_does_not_open_a_second_vote(it: Table) -> None:
    it.add("One")
    first = it.opened()
    close = it.do(c.CloseBallot(first))
    it.opened()
    assert it.refused(c.Undo(close.id)) == "Then two votes would be open. Close or void one first."


def test_the_count_of_a_closed_vote_is_not_changed_by_an_undo(it: Table) -> None:
    [card] = it.add("One")
    ballot = it.opened()
    hands = it.do(c.EnterHands(ballot, card, 3))
    it.do(c.Undo())
    it.do(c.Redo())
    it.do(c.CloseBallot(ballot))
    sentence = "That would change the count of a closed vote. Void the vote instead."
    assert it.refused(c.Undo(hands.id)) == sentence
    it.do(c.Undo())
    it.do(c.Undo(hands.id))
    assert it.shown_ballot().ballots == 0


def test_a_card_that_was_voted_on_is_not_taken_out_of_the_record(it: Table) -> None:
    [card], _ = it.add("One"), it.add("Two")
    ballot = it.opened()
    it.vote(ballot, ANA, card)
    it.do(c.CloseBallot(ballot))
    sentence = "Ballots for that card are in already. Remove the card, or void the vote."
    assert it.refused(c.Undo(card)) == sentence
    it.do(c.RemoveCard(card))
    it.do(c.VoidBallot(ballot))
    it.do(c.Undo(card))
    assert card not in it.session.cards


def test_the_undo_of_a_join_after_a_vote_gives_the_votes_back(it: Table) -> None:
    a, b = it.add("A", "B")
    ballot = it.opened()
    it.vote(ballot, ANA, a)
    it.reveal(ballot)
    it.do(c.JoinCards((a, b)))
    it.do(c.Undo())
    assert {view.text: view.dots for view in it.seen().values()} == {"A": 1, "B": 0}


def test_a_join_that_is_voted_on_is_not_undone(it: Table) -> None:
    a, b = it.add("A", "B")
    whole = it.made(c.JoinCards((a, b)))
    ballot = it.opened()
    it.vote(ballot, ANA, whole)
    it.do(c.CloseBallot(ballot))
    assert it.refused(c.Undo(whole)) == BALLOTS_IN


def test_undo_and_redo_reach_far_back(it: Table) -> None:
    [card] = it.add("One")
    tagged = it.do(c.TagCard(card, "first"))
    for number in range(KEPT_EVERY * 2 + 40):
        it.do(c.NoteCard(card, f"{number}"))
    it.do(c.Undo(tagged.id))
    assert it.card(card).tags == ()
    it.do(c.Redo())
    assert it.card(card).tags == ("first",)


def test_a_revealed_vote_that_was_voided_by_mistake_can_be_voided_again(it: Table) -> None:
    it.add("One", "Two")
    ballot = it.opened()
    it.reveal(ballot)
    it.do(c.VoidBallot(ballot))
    it.do(c.Undo())
    assert it.ballot(ballot).state == "revealed"
    it.do(c.Redo())
    assert it.ballot(ballot).state == "void"
