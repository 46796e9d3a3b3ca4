"""A vote of the whole hall: whole allocations at each front end, and one count of all of them."""

from __future__ import annotations

import pytest

from tests.model.table import Table
from tests.model.table import table as new_table
from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.apply import apply
from workshop.model.ballots import ballots_in, result_of
from workshop.model.errors import Refused

ANA, BEN = "a" * 16, "b" * 16


@pytest.fixture
def hall() -> tuple[Table, str, tuple[str, ...]]:
    table = new_table()
    cards = tuple(table.add("Trust", "Time", "Tools"))
    return table, table.opened(c.DraftBallot(dots=3, most=2)), cards


def test_an_allocation_takes_the_place_of_the_one_before(hall: tuple[Table, str, tuple[str, ...]]) -> None:
    table, ballot, (trust, time, tools) = hall
    table.do(c.SetAllocation(ballot, ANA, (trust, trust, time)))
    table.do(c.SetAllocation(ballot, ANA, (tools,)))
    assert table.ballot(ballot).votes[ANA] == {tools: 1}
    table.do(c.SetAllocation(ballot, ANA, ()))
    assert table.ballot(ballot).votes[ANA] == {}
    assert ballots_in(table.ballot(ballot)) == 0


def test_an_allocation_keeps_the_budget_and_the_most_for_one_card(hall: tuple[Table, str, tuple[str, ...]]) -> None:
    table, ballot, (trust, time, tools) = hall
    with pytest.raises(Refused, match="Each person has 3 dots"):
        table.do(c.SetAllocation(ballot, ANA, (trust, trust, time, tools)))
    with pytest.raises(Refused, match="One card takes 0 to 2 dots"):
        table.do(c.SetAllocation(ballot, ANA, (trust, trust, trust)))
    with pytest.raises(Refused, match="card"):
        table.do(c.SetAllocation(ballot, ANA, ("nowhere",)))
    with pytest.raises(Refused, match="has not joined the vote"):
        table.do(c.SetAllocation(ballot, "?", (trust,)))
    table.do(c.CloseBallot(ballot))
    with pytest.raises(Refused):
        table.do(c.SetAllocation(ballot, ANA, (trust,)))


def test_the_last_count_is_the_result_and_hands_come_on_top(hall: tuple[Table, str, tuple[str, ...]]) -> None:
    table, ballot, (trust, time, tools) = hall
    table.do(c.SetAllocation(ballot, ANA, (trust, time)))
    table.do(c.EnterHands(ballot, tools, 2, 1))
    table.do(c.CloseBallot(ballot))
    table.do(c.CountBallot(ballot, ((trust, 3, 2),), 2, ("a",), ("b",)))
    table.do(c.CountBallot(ballot, ((trust, 5, 3), (time, 4, 4)), 4, ("a", "b")))
    result = result_of(table.session, table.ballot(ballot))
    assert [(row.card, row.dots, row.voters) for row in result.rows] == [(trust, 5, 3), (time, 4, 4), (tools, 2, 1)]
    assert (result.ballots, result.dots, result.unused) == (5, 11, 4)
    counted = table.ballot(ballot).counted
    assert counted is not None
    assert (counted.fronts, counted.missing) == (("a", "b"), ())


@pytest.mark.parametrize(
    ("counts", "ballots", "sentence"),
    [
        ((("0", 1, 1),), -1, "So many ballots"),
        ((("0", 5, 2),), 9, "5 dots cannot have come from 2 of 9 ballots"),
        ((("0", 1, 2),), 9, "1 dot cannot have come"),
        ((("0", 2, 2),), 1, "2 dots cannot have come"),
        ((("0", 2, 1), ("1", 2, 1)), 1, "4 dots are more than the ballots have"),
    ],
)
def test_a_count_that_cannot_be_is_refused(
    hall: tuple[Table, str, tuple[str, ...]], counts: tuple[tuple[str, int, int], ...], ballots: int, sentence: str
) -> None:
    table, ballot, cards = hall
    table.do(c.CloseBallot(ballot))
    named = tuple((cards[int(card)], dots, voters) for card, dots, voters in counts)
    with pytest.raises(Refused, match=sentence):
        table.do(c.CountBallot(ballot, named, ballots, ("a",)))


def test_an_open_vote_is_not_counted(hall: tuple[Table, str, tuple[str, ...]]) -> None:
    table, ballot, _ = hall
    for name in (ballot, "nowhere"):
        with pytest.raises(Refused, match="when it is closed"):
            table.do(c.CountBallot(name, (), 0, ()))


def test_a_count_that_the_room_has_seen_is_not_taken_back(hall: tuple[Table, str, tuple[str, ...]]) -> None:
    table, ballot, (trust, *_) = hall
    table.do(c.CloseBallot(ballot))
    table.do(c.CountBallot(ballot, ((trust, 1, 1),), 1, ("a",)))
    table.do(c.RevealBallot(ballot))
    table.do(c.CountBallot(ballot, ((trust, 2, 2),), 2, ("a", "b")))
    with pytest.raises(Refused, match="count of a closed vote"):
        table.do(c.Undo())


def test_a_line_of_a_count_that_says_nothing_counts_nothing(hall: tuple[Table, str, tuple[str, ...]]) -> None:
    table, ballot, (trust, *_) = hall
    odd = (f"{trust} 3 2", "x", "x 1", "x one 1", f"x {'9' * 12} 1")
    after = apply(table.session, e.BallotCounted(ballot, odd, -4, (), ()))
    counted = after.ballots[ballot].counted
    assert counted is not None
    assert dict(counted.cards) == {trust: (3, 2)}
    assert counted.ballots == 0


def test_what_is_said_of_a_vote_that_is_not_here_changes_nothing(hall: tuple[Table, str, tuple[str, ...]]) -> None:
    table, _, (trust, *_) = hall
    for event in (e.AllocationSet("nowhere", ANA, (trust,)), e.BallotCounted("nowhere", (), 1, (), ())):
        assert apply(table.session, event) is table.session


def test_a_close_after_another_one_has_no_count_yet(hall: tuple[Table, str, tuple[str, ...]]) -> None:
    table, ballot, (trust, *_) = hall
    table.do(c.CloseBallot(ballot))
    table.do(c.CountBallot(ballot, ((trust, 1, 1),), 1, ("a",)), by="hall")
    table.do(c.Undo())
    assert table.ballot(ballot).state == "open"
    table.do(c.CloseBallot(ballot))
    assert table.ballot(ballot).counted is None


def test_an_allocation_says_by_which_move_its_voter_came(hall: tuple[Table, str, tuple[str, ...]]) -> None:
    table, ballot, (trust, *_) = hall
    entry = table.do(c.SetAllocation(ballot, ANA, (trust,), 2))
    assert entry.events == (e.AllocationSet(ballot, ANA, (trust,), 2),)
    with pytest.raises(Refused, match="counted from 0"):
        table.do(c.SetAllocation(ballot, ANA, (trust,), -1))
