from __future__ import annotations

import pytest

from tests.model.table import Table, table
from workshop.model import commands as c
from workshop.model.text import CARD_LIMIT, NOTE_LIMIT


@pytest.fixture
def it() -> Table:
    return table(themes=(("Paths", "Which flood?"), ("Gates", "")))


def test_cards_are_added_in_order_with_the_words_as_said(it: Table) -> None:
    cards = it.add("  Paths flood ", "Nobody  has\n the key")
    assert it.texts() == ["Paths flood", "Nobody  has the key"]
    assert [it.label(card) for card in cards] == ["T07-I01", "T07-I02"]
    assert [it.label(card) for card in it.add("Lend boots", kind="experiment")] == ["T07-E01"]


def test_many_cards_at_once_stay_in_order(it: Table) -> None:
    texts = [f"Line {number}" for number in range(1, 12_001)]
    it.add(*texts)
    assert it.texts() == texts
    assert it.label(list(it.session.cards)[-1]) == "T07-I12000"


def test_a_card_that_will_not_do_is_not_added(it: Table) -> None:
    assert it.refused(c.AddCards("insight", it.theme, ())) == "A card needs some words."
    for blank in ("", " \n\t", "\u200b", "\u200d\u200c", "\u3164", "\u0301"):
        assert it.refused(c.AddCards("insight", it.theme, ("Fine", blank))) == "A card needs some words."
    assert it.refused(c.AddCards("insight", it.theme, ("x" * (CARD_LIMIT + 1),))) == (
        "A card may have 2,000 characters, and this has 2,001. Please shorten it."
    )
    assert it.refused(c.AddCards("hope", it.theme, ("x",))) == (
        "There is no kind “hope” in this session. The kinds are: insight, experiment."
    )
    assert it.refused(c.AddCards("insight", "?", ("x",))) == "That theme is not in this session."


def test_a_number_is_not_given_twice_even_after_an_undo(it: Table) -> None:
    it.add("One")
    it.add("Two")
    it.do(c.Undo())
    [card] = it.add("Three")
    assert it.label(card) == "T07-I03"


def test_a_card_is_reworded_and_keeps_its_history(it: Table) -> None:
    [card] = it.add("Paths flod")
    it.do(c.ReadBack(card, "unclear"))
    it.do(c.RewordCard(card, "Paths flood"))
    it.do(c.RewordCard(card, "Paths flood in March"))
    assert it.card(card).history == ("Paths flod", "Paths flood")
    assert it.card(card).read == ""
    assert it.refused(c.RewordCard(card, "Paths flood in March")) == "T07-I01 says that already."
    assert it.refused(c.RewordCard(card, "")) == "A card needs some words."
    assert it.refused(c.RewordCard("?", "x")) == "That card is not in this session."


def test_two_copies_that_reword_alike_make_one_rewording(it: Table) -> None:
    [card] = it.add("Paths flod")
    other = it.copy("bbbbbb")
    it.do(c.RewordCard(card, "Paths flood"))
    other.do(c.RewordCard(card, "Paths flood"))
    it.meet(other)
    assert it.card(card).history == ("Paths flod",)


def test_a_card_keeps_its_id_when_it_moves(it: Table) -> None:
    gates = it.session.live_themes()[1].id
    [card] = it.add("Paths flood")
    it.do(c.MoveCard(card, kind="experiment"))
    it.do(c.MoveCard(card, theme=gates))
    assert (it.card(card).kind, it.card(card).theme, it.label(card)) == ("experiment", gates, "T07-I01")
    assert it.refused(c.MoveCard(card, theme=gates)) == "T07-I01 is there already."
    assert it.refused(c.MoveCard(card, kind="hope")).startswith("There is no kind “hope”")
    assert it.refused(c.MoveCard(card, theme="?")) == "That theme is not in this session."


def test_a_card_of_a_kind_that_was_taken_back_can_still_move(it: Table) -> None:
    it.do(c.DefineKind("risk", "Risk", "Risks", "R"))
    [card] = it.add("It may slide", kind="risk")
    kind = it.history.entries[-2].id
    it.do(c.Undo(kind))
    it.do(c.MoveCard(card, theme=it.session.live_themes()[1].id))
    it.do(c.MoveCard(card, kind="insight"))
    assert it.card(card).kind == "insight"


def test_cards_are_put_in_order(it: Table) -> None:
    a, b, last = it.add("A", "B", "C")
    it.do(c.PlaceCard(last, before=a))
    it.do(c.PlaceCard(a))
    assert it.texts() == ["C", "B", "A"]
    it.do(c.PlaceCard(a, before=b))
    assert it.texts() == ["C", "A", "B"]


def test_a_card_that_is_there_already_is_not_placed(it: Table) -> None:
    a, b, last = it.add("A", "B", "C")
    assert it.refused(c.PlaceCard(a, before=b)) == "T07-I01 is there already."
    assert it.refused(c.PlaceCard(a, before=a)) == "T07-I01 is there already."
    assert it.refused(c.PlaceCard(last)) == "T07-I03 is there already."
    assert it.refused(c.PlaceCard(a, before="?")) == "That card is not in this session."


def test_cards_of_other_lists_and_removed_ones_do_not_count_as_between(it: Table) -> None:
    [a] = it.add("A")
    it.add("Lend boots", kind="experiment")
    it.add("Elsewhere", theme=it.session.live_themes()[1].id)
    [gone] = it.add("Gone")
    [b] = it.add("B")
    it.do(c.RemoveCard(gone))
    assert it.refused(c.PlaceCard(a, before=b)) == "T07-I01 is there already."


def test_a_card_can_be_placed_many_times_between_the_same_two(it: Table) -> None:
    it.add("First", "Last")
    last = list(it.session.cards)[-1]
    for number in range(300):
        [card] = it.add(f"{number}")
        it.do(c.PlaceCard(card, before=last))
        last = card
    assert it.texts()[:3] == ["First", "299", "298"]
    assert len(it.card(last).rank) < 120


@pytest.mark.parametrize(
    ("do", "back", "done", "not_done"),
    [
        (c.HideCard, c.ShowCard, "is hidden already", "is shown already"),
        (c.ParkCard, c.UnparkCard, "is in the parking lot already", "is not in the parking lot"),
        (c.LeaveOut, c.PutBack, "is left out already", "goes into the appendix already"),
    ],
)
def test_a_card_is_put_away_and_comes_back(
    it: Table, do: type[c.HideCard], back: type[c.ShowCard], done: str, not_done: str
) -> None:
    [card] = it.add("Paths flood")
    before = it.card(card)
    assert it.refused(back(card)) == f"T07-I01 {not_done}."
    it.do(do(card))
    assert card not in it.seen("appendix")
    assert it.refused(do(card)) == f"T07-I01 {done}."
    it.do(back(card))
    assert it.card(card) == before


def test_an_offer_waits_until_it_is_shown(it: Table) -> None:
    [card] = it.add("From a phone", origin="participant", held=True)
    assert card not in it.seen("board")
    it.do(c.ShowCard(card))
    assert it.seen("board")[card].origin == "participant"


def test_a_card_is_removed_and_restored(it: Table) -> None:
    [card] = it.add("Paths flood")
    assert it.refused(c.RestoreCard(card)) == "T07-I01 was not removed."
    it.do(c.RemoveCard(card))
    assert it.seen() == {}
    assert it.refused(c.RemoveCard(card)) == "T07-I01 was removed. Restore it first."
    it.do(c.RestoreCard(card))
    assert list(it.seen()) == [card]
    assert it.refused(c.RestoreCard("?")) == "That card is not in this session."


def test_a_card_is_read_back(it: Table) -> None:
    [card] = it.add("Paths flood")
    it.do(c.ReadBack(card, "confirmed"))
    assert it.seen()[card].read == "confirmed"
    assert it.seen("appendix")[card].read == ""
    assert it.refused(c.ReadBack(card, "confirmed")) == "T07-I01 is marked so already."
    assert it.refused(c.ReadBack(card, "fine")) == "A card is marked confirmed, unclear or neither."
    it.do(c.ReadBack(card, ""))
    assert it.card(card).read == ""


def test_a_note_stands_beside_a_card(it: Table) -> None:
    [card] = it.add("Paths flood")
    it.do(c.NoteCard(card, "Since 2019\n\nand again\n"))
    assert it.card(card).note == "Since 2019\n\nand again"
    assert it.refused(c.NoteCard(card, "Since 2019\n\nand again")) == "T07-I01 has that note already."
    assert it.refused(c.NoteCard(card, "x" * (NOTE_LIMIT + 1))).startswith("A note may have 10,000 char")


def test_an_experiment_carries_fields(it: Table) -> None:
    [card] = it.add("Lend boots", kind="experiment")
    it.do(c.FillField(card, "owner", "warden"))
    it.do(c.FillField(card, "first_step", "Ask"))
    assert it.card(card).fields == (("first_step", "Ask"), ("owner", "warden"))
    it.do(c.FillField(card, "owner", ""))
    assert it.card(card).fields == (("first_step", "Ask"),)
    assert it.refused(c.FillField(card, "owner", "")) == "T07-E01 has that already."
    assert it.refused(c.FillField(card, "cost", "1")) == (
        "A card has no “cost”. It has: first_step, owner, place, measure, review."
    )


def test_an_experiment_names_the_insights_it_tests(it: Table) -> None:
    one, two = it.add("One", "Two")
    [card] = it.add("Lend boots", kind="experiment")
    it.do(c.LinkInsights(card, (two, one, two)))
    assert it.seen()[card].tests == ("T07-I02", "T07-I01")
    assert it.refused(c.LinkInsights(card, (two, one))) == "T07-E01 tests those already."
    assert it.refused(c.LinkInsights(card, (card,))) == "T07-E01 cannot test itself. Choose other cards."
    it.do(c.LinkInsights(card, ()))
    assert it.card(card).tests == ()


def test_an_insight_that_is_hidden_is_not_named_to_others(it: Table) -> None:
    one, two = it.add("One", "Two")
    [card] = it.add("Lend boots", kind="experiment")
    it.do(c.LinkInsights(card, (one, two)))
    it.do(c.HideCard(one))
    assert it.seen("board")[card].tests == ("T07-I02",)
    whole = it.made(c.JoinCards((two, one)))
    assert it.seen("board")[card].tests == (it.label(whole),)


def test_two_copies_that_made_the_same_id_keep_both_cards(it: Table) -> None:
    second, third = it.copy("bbbbbb"), it.copy("cccccc")
    for number, copy in enumerate((it, second, third)):
        copy.now += number
        copy.add(f"From copy {number}")
    it.meet(third)
    assert [it.label(c.id) for c in it.session.ordered()] == ["T07-I01", "T07-I01b"]
    it.meet(second)
    shown = {c.text: it.label(c.id) for c in it.session.ordered()}
    assert shown == {"From copy 0": "T07-I01", "From copy 1": "T07-I01b", "From copy 2": "T07-I01c"}
    [card] = it.add("Later")
    assert it.label(card) == "T07-I02"


def test_ids_differ_also_where_one_copy_numbered_its_table_later() -> None:
    it = table(table="")
    other = it.copy("bbbbbb")
    it.add("Said here")
    other.do(c.NumberTable("7"))
    other.add("Said there")
    it.meet(other)
    assert sorted(it.label(card) for card in it.session.cards) == ["T07-I01", "T07-I01b"]
