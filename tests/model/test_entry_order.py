"""A clock that is far ahead: what it dates is kept, no later stamp follows it, and all copies agree on the order."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.sequences import STEP, Wish, begun, follow
from tests.model.table import Table, table
from workshop.model import commands as c
from workshop.model.activity import describe
from workshop.model.entry import Entry, EntryOrder, ahead
from workshop.model.events import ClockPassed
from workshop.model.history import History
from workshop.model.hlc import DRIFT, moment_of, node_of

YEARS = 73 * 365 * 86_400_000


def wild(it: Table, ahead_by: int = YEARS) -> Table:
    """A copy of the session on a laptop whose clock is ahead."""
    other = it.copy("wild99")
    other.now += ahead_by
    return other


def take_in(it: Table, other: Table) -> None:
    it.history.extend(other.history.entries)


def folded(entries: Sequence[Entry]) -> History:
    history = History()
    history.extend(entries)
    return history


@pytest.fixture
def it() -> Table:
    return table()


def test_no_stamp_follows_one_that_is_far_ahead_and_what_it_dates_is_kept(it: Table) -> None:
    other = wild(it)
    (strange,) = other.add("From the future")
    take_in(it, other)
    (card,) = it.add("From today")
    entry = it.history.entries[-1]
    assert moment_of(entry.id) == it.now
    assert entry.events[-1] == ClockPassed(strange)
    assert moment_of(strange) == other.now
    assert describe(entry.events, it.session) == "Added T07-I02: From today"
    assert it.label(card) == "T07-I02"
    it.add("Later")
    assert not any(isinstance(event, ClockPassed) for event in it.history.entries[-1].events)


def test_what_is_done_later_wins_over_what_is_dated_later(it: Table) -> None:
    (card,) = it.add("One")
    other = wild(it)
    (strange,) = other.add("Two")
    other.do(c.RewordCard(card, "One, in 2099"))
    take_in(it, other)
    it.do(c.RewordCard(card, "One, corrected"))
    it.do(c.RewordCard(strange, "Two, corrected"))
    assert it.texts() == ["One, corrected", "Two, corrected"]
    assert folded(it.history.entries[::-1]).session == it.session


def test_what_is_dated_later_can_be_undone_and_redone(it: Table) -> None:
    other = wild(it)
    (strange,) = other.add("Two")
    take_in(it, other)
    it.do(c.Undo(strange))
    assert it.texts() == []
    it.do(c.Redo())
    assert it.texts() == ["Two"]
    for entries in (it.history.entries, it.history.entries[::-1]):
        assert folded(entries).session == it.session


def test_a_clock_that_is_minutes_ahead_is_followed(it: Table) -> None:
    other = wild(it, DRIFT - 2_000)
    other.add("A little ahead")
    take_in(it, other)
    it.add("From now")
    assert it.history.entries[-1].id > other.history.last
    assert not any(isinstance(event, ClockPassed) for event in it.history.entries[-1].events)


def test_a_clock_of_ours_that_was_set_back_passes_nothing(it: Table) -> None:
    it.add("One")
    it.now -= YEARS
    it.add("Two")
    reopened = it.copy("bbbbbb")
    reopened.add("Three")
    assert reopened.texts() == ["One", "Two", "Three"]
    assert [node_of(entry.id) for entry in reopened.history.entries] == ["aaaaaa"] * 3 + ["bbbbbb"]


def test_an_entry_that_passed_a_clock_and_could_not_be_written_leaves_the_order_as_it_was(it: Table) -> None:
    other = wild(it)
    other.add("Two")
    take_in(it, other)
    before = it.session
    it.add("Lost")
    it.history.forget(it.history.entries[-1:])
    assert (it.session, it.texts()) == (before, ["Two"])
    it.add("One")
    assert folded(it.history.entries[::-1]).session == it.session


def test_a_vote_whose_moment_is_blurred_stays_after_what_its_wild_clock_dated_before(it: Table) -> None:
    it.add("One")
    other = wild(it)
    ballot = other.made(c.DraftBallot())
    take_in(it, other)
    it.do(c.OpenBallot(ballot))
    take_in(other, it)
    vote = other.do(c.SetDots(ballot, "ana-token", next(iter(it.session.cards)), 1), by="")
    assert other.history.entries[-1] is vote
    assert vote.id > ballot
    assert folded(other.history.entries[::-1]).session == other.session


def test_two_clocks_that_pass_one_another_still_have_one_order() -> None:
    order = EntryOrder()
    stamps = [f"2026112{day}T000000.000Z-000-{node}" for day, node in enumerate(("aaaaaa", "bbbbbb", "cccccc"), 1)]
    for early, late in ((0, 1), (1, 2)):
        order.note(Entry(stamps[early], "f", (ClockPassed(stamps[late]),)))
    assert len(order) == 2
    assert sorted(stamps, key=order.place) == stamps[::-1]


def test_the_date_that_is_far_ahead_is_told(it: Table) -> None:
    assert ahead([], it.now) == ""
    assert ahead(it.history.entries, it.now) == ""
    assert ahead(it.history.entries, it.now - YEARS) == "2026-11-18 11:06"


@settings(max_examples=40)
@given(st.lists(st.tuples(st.booleans(), st.lists(STEP, max_size=6)), min_size=1, max_size=5), st.data())
def test_whatever_a_wild_clock_does_all_copies_agree(
    goes: list[tuple[bool, list[tuple[Wish, int, int]]]], data: st.DataObject
) -> None:
    it = begun()
    other = wild(it)
    for strange, steps in goes:
        follow(other if strange else it, steps)
        if data.draw(st.booleans()):
            take_in(it, other)
        if data.draw(st.booleans()):
            take_in(other, it)
    entries = list({entry.id: entry for each in (it, other) for entry in each.history.entries}.values())
    whole = folded(entries)
    shuffled = data.draw(st.permutations(entries))
    pieces = History()
    while shuffled:
        count = data.draw(st.integers(1, len(shuffled)))
        pieces.extend(shuffled[:count])
        shuffled = shuffled[count:]
    assert (pieces.session, pieces.undone) == (whole.session, whole.undone)
    assert pieces.entries == whole.entries
    take_in(it, other)
    take_in(other, it)
    assert it.session == other.session == whole.session
