"""A summit's board kept up to date, table by table, is the one that is gathered anew."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.sequences import STEP, Wish, follow
from tests.model.table import Table
from workshop.model import commands as c
from workshop.model.entry import Entry
from workshop.model.history import History
from workshop.model.persistent_map import PersistentMap
from workshop.model.session import EMPTY, Session
from workshop.model.summit import Change, Gathering, gather

Steps = list[tuple[Wish, int, int]]
SOME_STEPS = st.lists(STEP, max_size=14)


def begun(node: str, number: str, title: str = "Floods") -> Table:
    it = Table(node, c.StartSession(title, (("Paths", ""),), table=number))
    it.add("Paths flood", "The gate is shut")
    return it


def organiser(base: Session) -> Table:
    it = Table("summit")
    it.now += 10**6
    it.history = History(base)
    it.do(c.StartSession("Summit", bare=True))
    return it


def replayed(base: Session, entries: Sequence[Entry]) -> Session:
    history = History(base)
    history.extend(entries)
    return history.session


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from(["", "7", "8"]), min_size=2, max_size=3),
    st.lists(st.tuples(st.integers(0, 2), SOME_STEPS), max_size=6),
    SOME_STEPS,
    st.data(),
)
def test_a_summit_kept_up_to_date_is_the_summit_gathered_anew(
    numbers: list[str], goes: list[tuple[int, Steps]], own: Steps, data: st.DataObject
) -> None:
    tables = [begun(f"node{place}", number) for place, number in enumerate(numbers)]
    here = data.draw(st.integers(0, len(tables)))
    gathering = Gathering(it.session for it in tables[:here])
    summit = follow(organiser(gathering.session), own)
    for place, steps in [*((number, []) for number in range(len(tables))), *goes]:
        it = follow(tables[place % len(tables)], steps)
        change = gathering.put(it.session)
        summit.history.rebase(gathering.session, change)
        known = gathering.tables
        assert gathering.session == gather(known)
        assert summit.session == replayed(gather(known), summit.history.entries)
        follow(summit, data.draw(st.lists(STEP, max_size=2)))
        assert summit.session == replayed(gather(known), summit.history.entries)


@given(SOME_STEPS, SOME_STEPS)
def test_a_table_that_hears_of_earlier_entries_is_gathered_as_if_it_had_known_them(first: Steps, second: Steps) -> None:
    it = follow(begun("aaaaaa", "7"), first)
    other = follow(it.copy("bbbbbb"), second)
    beside = begun("cccccc", "7", "Gates")
    gathering = Gathering([it.session, beside.session])
    it.meet(other)
    gathering.put(it.session)
    assert gathering.session == gather([it.session, beside.session])


def test_a_card_of_a_table_is_put_without_replaying_what_the_organiser_did() -> None:
    it = begun("aaaaaa", "7")
    gathering = Gathering([it.session])
    summit = organiser(gathering.session)
    hidden = next(iter(gathering.session.cards))
    summit.do(c.HideCard(hidden))
    (new,) = it.add("Lend boots")
    change = gathering.put(it.session)
    assert change is not None
    assert change == Change(frozenset({new}), frozenset({"T07I03"}))
    summit.history.rebase(gathering.session, change)
    assert summit.card(hidden).hidden
    it.do(c.RewordCard(hidden, "Paths are wet"))
    change = gathering.put(it.session)
    summit.history.rebase(gathering.session, change)
    assert (summit.card(hidden).hidden, summit.card(hidden).text) == (True, "Paths are wet")
    summit.do(c.Undo())
    assert not summit.card(hidden).hidden


def test_a_card_whose_adding_is_undone_at_its_table_leaves_the_summit_and_its_number() -> None:
    it = begun("aaaaaa", "7")
    gathering = Gathering([it.session])
    summit = organiser(gathering.session)
    (new,) = it.add("Lend boots")
    change = gathering.put(it.session)
    summit.history.rebase(gathering.session, change)
    it.do(c.Undo())
    change = gathering.put(it.session)
    summit.history.rebase(gathering.session, change)
    assert new not in summit.session.cards
    assert "T07I03" not in summit.session.taken


def test_what_differs_between_two_shelves_is_found_whatever_they_share() -> None:
    shelf = PersistentMap({f"{n}": n for n in range(100)})
    later = shelf.put("7", 8).put("new", 1).put("9", 9)
    assert later.differing(shelf) == {"7", "new"}
    assert PersistentMap(dict(later)).differing(shelf) == {"7", "new"}
    assert later.without({"7", "new"}).differing(shelf) == {"7"}
    assert EMPTY.cards.differing(EMPTY.cards) == set()


def test_a_table_that_has_another_title_is_gathered_anew_with_all_its_cards() -> None:
    it, other = Table("node1"), Table("node2")
    for table, title in ((it, "Seven"), (other, "Two")):
        table.do(c.StartSession(title))
        table.add("Trust")
    gathering = Gathering([it.session, other.session])
    it.do(c.RetitleSession("Funding"))
    assert gathering.put(it.session) is None
    assert gathering.session == gather([it.session, other.session])
    assert {card.source.title for card in gathering.session.cards.values() if card.source} == {"Funding", "Two"}


def test_a_tag_that_the_summit_renamed_is_renamed_on_the_cards_that_come_later() -> None:
    it = Table("node1")
    it.do(c.StartSession("Seven"))
    [card] = it.add("Trust")
    it.do(c.TagCard(card, "money"))
    gathering = Gathering([it.session])
    summit = Table("node9")
    summit.history = History(gathering.session)
    summit.now = it.now
    summit.do(c.StartSession("Summit", bare=True))
    summit.do(c.DefineTag("money", ""))
    summit.do(c.RenameTag("money", "funding"))
    [later] = it.add("Time")
    it.do(c.TagCard(later, "money"))
    change = gathering.put(it.session)
    assert change is not None
    assert summit.history.rebase(gathering.session, change) is False
    assert [card.tags for card in summit.session.cards.values()] == [("funding",), ("funding",)]
