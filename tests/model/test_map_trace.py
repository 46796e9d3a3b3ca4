from __future__ import annotations

from tests.model.table import table
from workshop.model import commands as c
from workshop.model.mapping import trace, traces


def test_what_became_of_a_card_is_said_with_its_lines_and_headings() -> None:
    it = table()
    it.add("Lend boots", "Ask the mill", "Open the gate", "Paint it", kind="experiment")
    boots, mill, gate, paint = it.session.ordered()
    assert traces(it.session) == {}
    assert trace(it.session, boots) == ""
    it.do(c.WriteLine("Boots for all", "", (boots.id, mill.id), "Water"))
    it.do(c.LeaveOffMap((gate.id,), "said twice"))
    it.do(c.LeaveUndecided((paint.id,)))
    assert trace(it.session, boots) == "in L01 “Boots for all” · under “Water”"
    assert trace(it.session, gate) == "left out of the map: said twice"
    assert trace(it.session, paint) == "cannot decide"
    it.do(c.LeaveOffMap((gate.id,)))
    assert trace(it.session, gate) == "left out of the map"
    it.do(c.UnmapCards((gate.id,)))
    assert trace(it.session, gate) == "not yet placed"
    it.do(c.JoinCards((boots.id, mill.id)))
    assert trace(it.session, boots) == "in L01 “Boots for all” · under “Water”"
    [whole] = [card for card in it.session.live_cards() if card.joined]
    assert trace(it.session, whole) == "in L01 “Boots for all” · under “Water”"
    it.do(c.RemoveCard(whole.id))
    assert trace(it.session, boots).startswith("in L01 “Boots for all”")
