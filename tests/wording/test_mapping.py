from __future__ import annotations

from tests.model.table import Table, table
from workshop.model import commands as c
from workshop.model.map_view import map_view
from workshop.model.session import Card
from workshop.model.summit import gather
from workshop.wording.said import counts_said, theme_names


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
