from __future__ import annotations

import pytest

from tests.model.table import ANA, Table, table
from workshop.model import commands as c
from workshop.model.views import Before, Role, visible

OTHERS: tuple[Role, ...] = ("participant", "board", "appendix")


@pytest.fixture
def it() -> Table:
    return table(themes=(("Paths", "Which flood?"), ("Gates", "")))


def test_a_view_has_themes_and_their_cards_in_order(it: Table) -> None:
    it.add("A", "B")
    view = visible(it.session, "board")
    assert (view.title, view.table, view.language, view.step) == ("Learning from floods", "7", "en", "set up")
    assert [(t.title, t.question, [x.text for x in t.cards]) for t in view.themes] == [
        ("Paths", "Which flood?", ["A", "B"]),
        ("Gates", "", []),
    ]


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("hide", [c.HideCard, c.ParkCard, c.RemoveCard])
def test_what_is_put_away_is_nowhere_in_what_others_see(it: Table, role: Role, hide: type[c.HideCard]) -> None:
    card, other = it.add("SECRET WORDS", "B")
    it.do(c.LinkInsights(other, (card,)))
    it.do(hide(card))
    shown = repr(visible(it.session, role))
    assert "SECRET" not in shown
    assert "T07-I01" not in shown


@pytest.mark.parametrize("role", OTHERS)
def test_an_offer_that_waits_is_nowhere_in_what_others_see(it: Table, role: Role) -> None:
    it.add("SECRET WORDS", held=True)
    assert "SECRET" not in repr(visible(it.session, role))


def test_earlier_wordings_are_in_no_view(it: Table) -> None:
    [card] = it.add("SECRET WORDS")
    it.do(c.RewordCard(card, "Mild words"))
    assert "SECRET" not in repr(visible(it.session, "facilitator"))


def test_what_is_left_out_is_on_the_board_and_not_in_the_appendix(it: Table) -> None:
    [card] = it.add("A")
    it.do(c.LeaveOut(card))
    assert card in it.seen("board")
    assert card not in it.seen("appendix")


@pytest.mark.parametrize("role", [*OTHERS, "facilitator"])
def test_of_a_vote_that_is_not_revealed_only_the_ballots_in_are_seen(it: Table, role: Role) -> None:
    it.add("A", "B")
    ballot = it.opened()
    empty = visible(it.session, role)
    for voter in range(4):
        it.vote(ballot, f"voter-no-{voter}", next(iter(it.session.cards)), 2)
    it.do(c.EnterHands(ballot, next(iter(it.session.cards)), 3))
    open_view = visible(it.session, role)
    assert open_view.ballots[0].ballots == 7
    assert open_view._replace(ballots=()) == empty._replace(ballots=())
    assert open_view.ballots[0]._replace(ballots=0) == empty.ballots[0]
    it.do(c.CloseBallot(ballot))
    closed = visible(it.session, role)
    assert closed.ballots[0]._replace(state="open") == open_view.ballots[0]
    it.do(c.RevealBallot(ballot))
    revealed = visible(it.session, role).ballots[0].result
    assert revealed is not None
    assert revealed.dots == 11


@pytest.mark.parametrize("role", [*OTHERS, "facilitator"])
def test_no_view_has_a_voter_in_it(it: Table, role: Role) -> None:
    [card] = it.add("A")
    ballot = it.opened()
    it.vote(ballot, ANA, card)
    it.do(c.FinishVoting(ballot, ANA), by="")
    it.reveal(ballot)
    assert ANA not in repr(visible(it.session, role))


def test_dots_stand_on_the_card_once_they_are_revealed(it: Table) -> None:
    a, b = it.add("A", "B")
    first = it.opened()
    it.vote(first, ANA, a, 2)
    it.reveal(first)
    assert [(v.dots, v.voters) for v in it.seen("participant").values()] == [(2, 1), (0, 0)]
    second = it.opened(c.DraftBallot(cards=(b,)))
    it.vote(second, ANA, b)
    assert it.seen()[b].dots == 0
    it.reveal(second)
    assert [v.dots for v in it.seen().values()] == [2, 1]


def test_drafts_and_void_votes_are_not_shown(it: Table) -> None:
    it.add("A")
    it.made(c.DraftBallot())
    assert visible(it.session, "facilitator").ballots == ()
    it.do(c.VoidBallot(it.opened()))
    assert visible(it.session, "facilitator").ballots == ()


def test_a_tie_that_was_settled_is_not_seen_once_the_vote_is_void(it: Table) -> None:
    a, b = it.add("A", "B")
    ballot = it.opened()
    it.vote(ballot, ANA, a)
    it.vote(ballot, ANA, b)
    it.do(c.CloseBallot(ballot))
    it.do(c.RevealBallot(ballot))
    it.do(c.SettleTie(ballot, a, "SECRET reason"))
    it.do(c.VoidBallot(ballot, "Counted wrong"))
    assert not visible(it.session, "facilitator").ballots
    assert "SECRET" not in repr(visible(it.session, "facilitator"))


def test_a_card_on_which_nothing_changed_is_not_made_anew(it: Table) -> None:
    same, other = it.add("A", "B")
    seen = it.seen("board")
    before = Before(it.session, seen)
    it.do(c.RewordCard(other, "C"))
    again = {card.card: card for theme in visible(it.session, "board", before).themes for card in theme.cards}
    assert again[same] is seen[same]
    assert again[other].text == "C"
