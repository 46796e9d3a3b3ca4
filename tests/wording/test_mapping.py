from __future__ import annotations

from tests.model.table import Table, table
from workshop.model import commands as c
from workshop.model.map_view import map_view
from workshop.model.session import Card
from workshop.model.summit import gather
from workshop.wording.mapping import became_said, counts_said, theme_names


def filled() -> tuple[Table, list[Card]]:
    it = table()
    it.add("Lend boots", "Ask the mill", "Open the gate", "Paint it", kind="experiment")
    return it, it.session.ordered()


def test_the_counts_are_said_in_one_line() -> None:
    it, cards = filled()
    assert counts_said(map_view(it.session).counts) == "placed 0 · in lines 0 · left out 0 · not yet looked at 4 of 4"
    it.do(c.LeaveUndecided((cards[0].id,)))
    assert counts_said(map_view(it.session).counts) == (
        "placed 0 · in lines 0 · left out 0 · cannot decide 1 · not yet looked at 3 of 4"
    )


def test_what_became_of_a_card_is_said_with_its_lines_and_headings() -> None:
    it, (boots, mill, gate, paint) = filled()
    assert became_said(it.session, boots) == ""
    it.do(c.WriteLine("Boots for all", "", (boots.id, mill.id), "Water"))
    it.do(c.LeaveOffMap((gate.id,), "said twice"))
    it.do(c.LeaveUndecided((paint.id,)))
    assert became_said(it.session, boots) == "in L01 “Boots for all” · under “Water”"
    assert became_said(it.session, gate) == "left out of the map: said twice"
    assert became_said(it.session, paint) == "cannot decide"
    it.do(c.LeaveOffMap((gate.id,)))
    assert became_said(it.session, gate) == "left out of the map"
    it.do(c.UnmapCards((gate.id,)))
    assert became_said(it.session, gate) == "not yet placed"
    it.do(c.JoinCards((boots.id, mill.id)))
    assert became_said(it.session, boots) == "in L01 “Boots for all” · under “Water”"
    [whole] = [card for card in it.session.live_cards() if card.joined]
    assert became_said(it.session, whole) == "under “Water”"
    it.do(c.RemoveCard(whole.id))
    assert became_said(it.session, boots).startswith("in L01 “Boots for all”")


def test_a_table_stands_beside_a_theme_only_where_two_themes_bear_one_title() -> None:
    def started(number: int, title: str, **more: object) -> Table:
        it = Table(f"node{number}")
        it.now += number * 60_000
        it.do(c.StartSession(title, **more))  # type: ignore[arg-type]
        return it

    one = started(1, "Day", table="7", themes=(("Funding", ""), ("Paths", "")))
    two = started(2, "Notes of the mill", themes=(("funding", ""),))
    assert list(theme_names(gather([one.session, two.session])).values()) == [
        "Funding (table 7)",
        "funding (Notes of the mill)",
        "Paths",
    ]
    assert list(theme_names(started(3, "Alone", themes=(("A", ""), ("A", ""))).session).values()) == ["A", "A"]
