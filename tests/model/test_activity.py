from __future__ import annotations

import pytest

from tests.examples import with_each
from tests.model.table import ANA, Table, table
from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.activity import describe
from workshop.model.session import EMPTY


@pytest.fixture
def it() -> Table:
    return table()


def said(it: Table, command: c.Command, by: str = "facilitator") -> str:
    entry = it.do(command, by)
    return describe(entry.events, it.session)


def test_what_is_done_with_cards_is_said_with_their_ids(it: Table) -> None:
    add = c.AddCards("insight", it.theme, ("Paths flood by the east gate",))
    assert said(it, add) == "Added T07-I01: Paths flood by the east gate"
    card = it.session.ordered()[0].id
    assert said(it, c.RewordCard(card, "Paths flood")) == "Reworded T07-I01: Paths flood"
    assert said(it, c.MoveCard(card, kind="experiment")) == (
        "Moved T07-I01 to the experiments of the theme “Learning from floods”"
    )
    assert said(it, c.FillField(card, "first_step", "Ask")) == "Filled in the first step of T07-I01"
    assert said(it, c.FillField(card, "first_step", "")) == "Cleared the first step of T07-I01"
    assert said(it, c.HideCard(card)) == "Hid T07-I01"
    assert said(it, c.AddCards("insight", it.theme, ("a", "b", "c"))) == "Added 3 cards, T07-I02 to T07-I04"


def test_joins_and_splits_name_all_their_cards(it: Table) -> None:
    a, b, last = it.add("A", "B", "C")
    assert said(it, c.JoinCards((a, b, last))) == "Joined T07-I01, T07-I02 and T07-I03 into T07-I04"
    [card] = it.add("D and E")
    assert said(it, c.SplitCard(card, ("D", "E"))) == "Split T07-I05 into T07-I06 and T07-I07"


def test_what_a_hidden_card_says_is_not_told(it: Table) -> None:
    add = it.do(c.AddCards("insight", it.theme, ("SECRET",), "participant", held=True))
    assert describe(add.events, it.session) == "Added T07-I01"
    it.do(c.ShowCard(add.id))
    assert describe(add.events, it.session) == "Added T07-I01: SECRET"


def test_a_card_whose_adding_was_undone_is_named_and_not_told(it: Table) -> None:
    add = it.do(c.AddCards("insight", it.theme, ("Oops",)))
    assert describe(it.do(c.Undo()).events, it.session) == "Took back an earlier step"
    assert describe(add.events, it.session) == "Added T07-I01"
    it.do(c.NumberTable(""))
    assert describe(add.events, it.session) == "Added I01"
    assert describe((e.CardHidden(add.id),), it.session) == "Hid a card"


def test_a_vote_is_told_without_its_dots(it: Table) -> None:
    a, _ = it.add("A", "B")
    ballot = it.made(c.DraftBallot("First picks"))
    assert said(it, c.OpenBallot(ballot)) == "Opened the vote “First picks” on 2 cards"
    assert said(it, c.SetDots(ballot, ANA, a, 2), by="") == "A ballot came in"
    assert said(it, c.EnterHands(ballot, a, 4)) == "Entered a show of hands for T07-I01"
    assert said(it, c.CountHands(ballot, 5)) == "Counted 5 people voting by hand"
    assert said(it, c.CloseBallot(ballot)) == "Closed the vote “First picks”"
    assert describe((e.BallotClosed("?"),), it.session) == "Closed the vote"


def test_a_paper_is_summed_up(it: Table) -> None:
    cards = (c.ImportedCard("insight", "A"), c.ImportedCard("insight", "B"))
    paper = c.ImportPaper("notes.txt", "d", (c.ImportedTheme("T", "", cards),), notes=((1, "x"),))
    assert said(it, paper) == "Imported notes.txt: 1 theme, 2 cards, 1 note"
    assert describe((e.PaperImported("notes.txt", "d"),), EMPTY) == "Imported notes.txt: nothing new"


@with_each(
    "event, sentence",
    [
        (e.SessionStarted("s", "Floods"), "Started the session “Floods”"),
        (e.TableNumbered("7"), "Made this table 7"),
        (e.TableNumbered(""), "Took the table's number away"),
        (e.BudgetChosen(1, 1), "Gave each person 1 dot, at most 1 on one card"),
        (e.OffersHeld(held=False), "Let cards from phones be shown at once"),
        (e.ThemeRemoved("?"), "Removed a theme"),
        (e.ClusterDissolved("?"), "Dissolved a group"),
        (e.InsightsLinked("?", ()), "Noted that a card tests no other card"),
        (e.CardSplit("?", ()), "Split a card into nothing"),
        (e.TimerStarted(0, 90), "Started a timer of 1:30"),
        (e.TimerExtended(-5), "Gave the timer -0:05 more"),
        (e.EntryLost("k7.jsonl", 3), "Marked line 3 of k7.jsonl as damaged"),
        (e.UnknownEvent("CardSung", "{}"), "Recorded something that only a newer version knows (CardSung)"),
        (e.CardsToldApart(("?", "?")), "Told a card and a card apart"),
        (e.KindDropped("risk"), "Dropped the kind “risk”"),
    ],
)
def test_other_facts_have_their_sentence(event: e.Event, sentence: str) -> None:
    assert describe((event,), EMPTY) == sentence


def test_an_entry_without_facts_is_said_to_have_none() -> None:
    assert describe((), EMPTY) == "Nothing was recorded"
