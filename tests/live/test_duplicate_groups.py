"""Cards that say almost the same come in groups, and what was told apart stays apart."""

from __future__ import annotations

import pytest

from benchmarks import mapping
from tests.live.test_duplicates import summit
from tests.model.table import table
from workshop.live.duplicates import Group, groups
from workshop.live.import_paper import rehearsed, take_in
from workshop.model import commands as c
from workshop.model.summit import gather


def texts(found: list[Group]) -> list[set[str]]:
    return [{member.text for member in group.cards} for group in found]


def test_tables_that_said_one_thing_are_one_group() -> None:
    [group] = groups(summit(*["More benches"] * 30))
    assert len(group.cards) == 30
    assert group.likeness == 100
    [group] = groups(
        summit("Lend head torches to walkers", "Lend a head torch to walkers", "Lend head torches to a walker")
    )
    assert [member.id for member in group.cards] == ["T01-I01", "T02-I01", "T03-I01"]
    assert groups(summit("Lend head torches", "Paths flood")) == []


def test_a_card_told_apart_from_a_group_stays_out_of_it_whoever_comes_between() -> None:
    it = table()
    it.add("Lend head torches to walkers", "Lend head torches to the walkers", "Lend head torch to walkers")
    one, two, three = (card.id for card in it.session.ordered())
    assert len(groups(it.session)[0].cards) == 3
    it.do(c.TellApart(one, two, (three,)))
    assert [{m.card for m in group.cards} for group in groups(it.session)] == [{two, three}]
    it.do(c.AddCards("insight", it.theme, ("Lend head torches to some walkers",)))
    assert all(not {one, two} <= {m.card for m in group.cards} for group in groups(it.session))
    it.do(c.Undo())
    it.do(c.Undo())
    assert len(groups(it.session)[0].cards) == 3
    assert it.refused(c.TellApart(one, two, (one,))) == "That is one card. Choose two."


def test_cards_of_one_paper_are_compared_and_those_across_themes_come_first() -> None:
    it = table()
    other = it.made(c.AddTheme("Other"))
    it.add("Village mentors / wardens", "Village sponsors / wardens", origin="paper")
    it.add("Open the small gate", origin="paper")
    it.add("Open the small gates", theme=other, origin="paper")
    found = texts(groups(gather([it.session])))
    assert found == [
        {"Open the small gate", "Open the small gates"},
        {"Village mentors / wardens", "Village sponsors / wardens"},
    ]


def test_of_a_real_appendix_the_two_champions_come_first() -> None:
    if not mapping.REFERENCE.exists():
        pytest.skip("../shared/reference is not here")
    intake = take_in(mapping.REFERENCE / "appendix-a.txt", {})
    first = groups(gather([rehearsed(intake).session]))[0]
    assert [member.text.split()[0] for member in first.cards] == ["Ministerial", "Ministerial"]
