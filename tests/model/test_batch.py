"""Several commands as one act."""

from __future__ import annotations

import pytest

from tests.model.table import Table, table
from workshop.model import commands as c
from workshop.model.activity import describe


@pytest.fixture
def it() -> Table:
    return table()


def test_an_act_on_several_cards_is_one_entry_and_one_undo(it: Table) -> None:
    cards = it.add("One", "Two", "Three")
    entry = it.do(c.Batch(tuple(c.TagCard(card, "water") for card in cards)))
    assert it.history.entries[-1] is entry
    it.do(c.AddTheme("Gates"))
    it.do(c.Undo())
    assert all(it.card(card).tags == ("water",) for card in cards)
    it.do(c.Undo())
    assert not any(it.card(card).tags for card in cards)
    it.do(c.Redo())
    assert all(it.card(card).tags == ("water",) for card in cards)


def test_a_refusal_within_an_act_names_the_card_and_changes_nothing(it: Table) -> None:
    one, two, three = it.add("One", "Two", "Three")
    it.do(c.HideCard(two))
    said = it.refused(c.Batch((c.HideCard(one), c.HideCard(two), c.HideCard(three))))
    assert said == "T07-I02 is hidden already. Nothing was changed."
    said = it.refused(c.Batch((c.HideCard(one), c.NoteCard(three, "n" * 100_000))))
    assert said.startswith("T07-I03: A note ")
    said = it.refused(c.Batch((c.HideCard(one), c.HideCard("nobody's"))))
    assert said == "That card is not in this session. Nothing was changed."


def test_each_command_of_an_act_is_decided_on_what_those_before_it_made(it: Table) -> None:
    (card,) = it.add("One")
    assert it.refused(c.Batch((c.HideCard(card), c.HideCard(card)))).startswith("T07-I01 is hidden already.")
    it.do(c.Batch((c.ParkCard(card), c.UnparkCard(card))))
    assert it.card(card).seen


def test_what_the_commands_of_an_act_make_has_numbers_and_ids_of_its_own(it: Table) -> None:
    it.add("One")
    add = c.AddCards("insight", it.theme, ("Two", "Three"))
    it.do(c.Batch((add, c.AddTheme("Gates"), c.AddTheme("Roads"), add)))
    assert it.texts() == ["One", "Two", "Three", "Two", "Three"]
    assert [it.label(card) for card in it.session.cards] == [f"T07-I0{n}" for n in range(1, 6)]
    assert [theme.title for theme in it.session.live_themes()][1:] == ["Gates", "Roads"]


def test_a_vote_is_drafted_and_opened_with_its_step_in_one_act(it: Table) -> None:
    it.add("One")
    entry = it.do(c.Batch((c.DraftBallot("Which first?"), c.OpenBallot(), c.ReachStep("vote"))))
    ballot = it.session.open_ballot()
    assert ballot is not None
    assert describe(entry.events, it.session) == "Opened the vote “Which first?” on 1 card"
    it.do(c.Undo())
    assert (it.session.ballots, it.session.step) == ({}, "set up")
    it.do(c.Redo())
    assert (it.session.open_ballot(), it.session.step) == (ballot, "vote")


def test_only_a_vote_that_is_there_can_be_opened(it: Table) -> None:
    assert it.refused(c.OpenBallot()) == "That vote is not in this session."


@pytest.mark.parametrize("command", [c.Undo(), c.Redo(), c.StartSession("Twice"), c.Batch(())])
def test_undo_and_the_start_of_a_session_are_acts_by_themselves(it: Table, command: c.Command) -> None:
    it.add("One")
    assert "together with something else" in it.refused(c.Batch((command,)))
    assert it.refused(c.Batch(())) == "There is nothing to do."


def test_the_log_says_in_one_sentence_what_was_done_to_several_cards(it: Table) -> None:
    cards = it.add(*(f"Text {n}" for n in range(8)))

    def said(*commands: c.Command) -> str:
        return describe(it.do(c.Batch(commands)).events, it.session)

    assert said(*map(c.HideCard, cards[:2])) == "Hid T07-I01 and T07-I02"
    assert (
        said(*map(c.ParkCard, cards)) == "Put T07-I01, T07-I02, T07-I03, T07-I04, T07-I05 and 3 more in the parking lot"
    )
    assert said(*(c.TagCard(card, "wet") for card in cards[:3])) == "Tagged T07-I01, T07-I02 and T07-I03 “wet”"
    differ = (c.NoteCard(cards[0], "Which mill?"), c.NoteCard(cards[1], "Ask Ben"))
    assert said(*differ) == "Put a note beside T07-I01 and 1 more"
    assert said(c.UnparkCard(cards[0]), c.ShowCard(cards[0])) == "Showed T07-I01"


def test_what_would_be_refused_is_told_without_doing_it(it: Table) -> None:
    before = it.session
    assert it.history.refusal(c.AddTheme("")) == "A theme's title needs some words."
    assert it.history.refusal(c.AddTheme("Gates")) == ""
    assert it.session is before
