from __future__ import annotations

import pytest

from tests.model.table import Table, table
from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.apply import apply
from workshop.model.ballots import standing
from workshop.model.text import NOTE_LIMIT


@pytest.fixture
def it() -> Table:
    return table()


def test_a_split_puts_the_parts_in_the_card_s_place(it: Table) -> None:
    _, card, _ = it.add("A", "B and C", "D")
    it.do(c.TagCard(card, "place"))
    it.do(c.SplitCard(card, ("B", "C")))
    assert it.texts() == ["A", "B", "C", "D"]
    assert [view.id for view in it.seen().values()] == ["T07-I01", "T07-I04", "T07-I05", "T07-I03"]
    assert [view.tags for view in it.seen().values()] == [(), ("place",), ("place",), ()]
    sentence = "T07-I02 was split into T07-I04 and T07-I05. Change those, or undo that."
    assert it.refused(c.RewordCard(card, "x")) == sentence


def test_a_split_that_is_undone_gives_the_card_back(it: Table) -> None:
    [card] = it.add("B and C")
    before = it.session
    it.do(c.SplitCard(card, ("B", "C")))
    it.do(c.Undo())
    assert it.session == before


def test_a_split_needs_parts_with_words(it: Table) -> None:
    [card] = it.add("B and C")
    assert it.refused(c.SplitCard(card, ("B",))) == "A split needs two parts or more."
    assert it.refused(c.SplitCard(card, ("B", ""))) == "Each part needs some words."


@pytest.mark.parametrize("hide", [c.HideCard, c.ParkCard, c.LeaveOut])
def test_the_parts_of_a_card_that_is_put_away_are_put_away(it: Table, hide: type[c.HideCard]) -> None:
    [card] = it.add("B and C")
    it.do(hide(card))
    it.do(c.SplitCard(card, ("B", "C")))
    assert it.seen("appendix") == {}
    assert len(it.seen()) == 2


def test_a_card_that_waits_and_is_joined_first_still_waits(it: Table) -> None:
    [offer] = it.add("From a phone", held=True, origin="participant")
    [card] = it.add("Said aloud")
    it.do(c.JoinCards((offer, card)))
    assert it.seen("board") == {}
    it.do(c.Undo())
    whole = it.made(c.JoinCards((card, offer)))
    assert it.seen("board")[whole].text == "Said aloud"


def test_a_join_has_all_that_stood_beside_its_cards(it: Table) -> None:
    a, b, last = it.add("A", "B", "C", kind="experiment")
    [insight] = it.add("I")
    group = it.made(c.MakeCluster("Water", (a,)))
    for command in (
        c.TagCard(a, "x"),
        c.TagCard(b, "y"),
        c.TagCard(b, "x"),
        c.FillField(a, "owner", "warden"),
        c.FillField(b, "owner", "ranger"),
        c.FillField(b, "place", "mill"),
        c.NoteCard(a, "see map"),
        c.NoteCard(last, "ask"),
        c.LinkInsights(b, (insight,)),
    ):
        it.do(command)
    whole = it.card(it.made(c.JoinCards((a, b, last, a), "All of it")))
    assert (whole.text, whole.kind, whole.tags, whole.cluster) == (
        "All of it",
        "experiment",
        ("x", "y"),
        group,
    )
    assert whole.fields == (("owner", "warden"), ("place", "mill"))
    assert (whole.note, whole.tests, whole.joined) == ("see map\nask", (insight,), (a, b, last))
    assert it.seen()[whole.id].joined == ("T07-E01", "T07-E02", "T07-E03")


def test_a_join_takes_the_place_and_words_of_the_first(it: Table) -> None:
    _, b, _, d = it.add("A", "B", "C", "D")
    it.do(c.JoinCards((b, d)))
    assert it.texts() == ["A", "B", "C"]


def test_a_join_needs_two_cards(it: Table) -> None:
    [card] = it.add("A")
    assert it.refused(c.JoinCards((card, card))) == "Choose two cards or more to join."
    assert it.refused(c.JoinCards((card, "?"))) == "That card is not in this session."


def test_notes_that_are_too_long_together_are_not_joined(it: Table) -> None:
    a, b = it.add("A", "B")
    it.do(c.NoteCard(a, "x" * NOTE_LIMIT))
    it.do(c.NoteCard(b, "y"))
    assert it.refused(c.JoinCards((a, b))).startswith("The notes of these cards together may have 10,000")


def test_unjoining_gives_the_originals_back_as_they_were(it: Table) -> None:
    a, b = it.add("A", "B")
    it.do(c.TagCard(b, "x"))
    before = it.seen()
    whole = it.made(c.JoinCards((a, b)))
    sentence = "T07-I01 was joined into T07-I03. Unjoin T07-I03 first."
    assert it.refused(c.RewordCard(a, "x")) == sentence
    it.do(c.UnjoinCard(whole))
    assert it.seen() == before
    sentence = "T07-I03 was split into T07-I01 and T07-I02. Change those, or undo that."
    assert it.refused(c.UnjoinCard(whole)) == sentence
    assert it.refused(c.UnjoinCard(a)) == "T07-I01 was not made by joining cards."


def test_a_card_that_two_copies_joined_stands_in_one_of_them(it: Table) -> None:
    a, b, last = it.add("A", "B", "C")
    other = it.copy("bbbbbb")
    first = it.made(c.JoinCards((a, b)))
    other.now += 1
    second = other.made(c.JoinCards((b, last)))
    it.meet(other)
    assert standing(it.session, b) == second
    it.do(c.UnjoinCard(first))
    assert sorted(it.texts()) == ["A", "B"]
    it.do(c.UnjoinCard(second))
    assert sorted(it.texts()) == ["A", "B", "C"]


def test_a_join_of_cards_that_are_not_there_changes_nothing(it: Table) -> None:
    [a] = it.add("A")
    assert apply(it.session, e.CardsJoined("?", (a,))) == it.session
    assert apply(it.session, e.CardUnjoined("?")) == it.session


def test_cards_joined_into_each_other_are_still_counted(it: Table) -> None:
    a, b = it.add("A", "B")
    session = apply(it.session, e.CardsJoined(a, (b,)))
    session = apply(session, e.CardsJoined(b, (a,)))
    assert standing(session, a) in {a, b}


def test_an_original_that_another_copy_removed_stays_removed(it: Table) -> None:
    a, b = it.add("A", "B")
    other = it.copy("bbbbbb")
    whole = it.made(c.JoinCards((a, b)))
    other.do(c.RemoveCard(b))
    it.meet(other)
    it.do(c.UnjoinCard(whole))
    assert it.texts() == ["A"]


def test_two_cards_are_told_apart_once_and_it_can_be_undone(it: Table) -> None:
    one, two = it.add("A", "A.")
    it.do(c.TellApart(one, two))
    assert it.session.apart == {frozenset({one, two})}
    assert it.refused(c.TellApart(two, one)) == "They were told apart already."
    assert it.refused(c.TellApart(one, one)) == "That is one card. Choose two."
    it.do(c.Undo())
    assert not it.session.apart
