from __future__ import annotations

import pytest

from tests.model.table import ANA, Table, table
from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.activity import describe
from workshop.model.map import Heading
from workshop.model.map_view import HeadingView, LineView, MapView, map_view, usual_kind
from workshop.model.mapping import in_order, live_headings, stands_now


@pytest.fixture
def it() -> Table:
    made = table()
    made.add("Lend boots", "Ask the mill", "Open the gate", kind="experiment")
    made.add("Paths flood")
    return made


def ids(it: Table) -> list[str]:
    return [card.id for card in it.session.ordered() if card.kind == "experiment"]


def heading(it: Table, name: str, *cards: str, parent: str = "") -> str:
    return it.made(c.MakeHeading(name, parent, cards))


def seen(it: Table) -> MapView:
    return map_view(it.session)


def under(it: Table, name: str) -> HeadingView:
    return next(h for h in seen(it).headings if h.name == name)


def line(it: Table) -> LineView:
    return next(line for h in seen(it).headings for line in h.lines)


def shown(it: Table, name: str) -> list[str]:
    return [card.view.id for card in under(it, name).cards]


def test_a_new_map_holds_every_card_as_not_yet_placed(it: Table) -> None:
    view = seen(it)
    assert view.counts == (3, 0, 0, 0, 0, 3)
    assert [card.view.id for card in view.unplaced] == ["T07-E01", "T07-E02", "T07-E03"]
    assert map_view(it.session, kind="insight").counts.cards == 1
    assert seen(table()).counts.cards == 0


def test_several_cards_are_placed_by_one_act_and_taken_back_by_one(it: Table) -> None:
    a, b, last = ids(it)
    water = heading(it, "Water")
    it.do(c.MapCards((a, b), (water,)))
    assert shown(it, "Water") == ["T07-E01", "T07-E02"]
    assert seen(it).counts == (3, 2, 0, 0, 0, 1)
    it.do(c.Undo())
    assert seen(it).counts.unplaced == 3
    it.do(c.Redo())
    assert it.refused(c.MapCards((a, b), (water,))) == "They are all placed there already."
    assert it.refused(c.MapCards((a,), (water,))) == "T07-E01 is placed there already."
    assert it.refused(c.MapCards((), (water,))) == "Choose a card."
    assert it.refused(c.MapCards((last,), ())) == "Choose a heading."
    assert it.refused(c.MapCards((last,), ("?",))) == "That heading is not on the map."
    it.do(c.MapCards((a, last), (water,)))
    assert shown(it, "Water") == ["T07-E01", "T07-E02", "T07-E03"]


def test_a_card_may_stand_under_several_headings_and_is_counted_once(it: Table) -> None:
    a, *_ = ids(it)
    water, money = heading(it, "Water", a), heading(it, "Money")
    it.do(c.MapCards((a,), (money,), add=True))
    assert shown(it, "Water") == shown(it, "Money") == ["T07-E01"]
    assert seen(it).counts.placed == 1
    it.do(c.MapCards((a,), (water,)))
    assert shown(it, "Money") == []


def test_left_out_is_not_the_same_as_cannot_decide(it: Table) -> None:
    a, b, _ = ids(it)
    it.do(c.LeaveOffMap((a,), " said twice "))
    it.do(c.LeaveUndecided((b,)))
    view = seen(it)
    assert view.counts == (3, 0, 0, 1, 1, 1)
    assert [(card.view.id, card.decision.reason) for card in view.left_out] == [("T07-E01", "said twice")]
    assert [card.view.id for card in view.undecided] == ["T07-E02"]
    assert it.refused(c.LeaveOffMap((a,), "said twice")) == "T07-E01 is left out of the map already."
    assert it.refused(c.LeaveUndecided((b,))) == "T07-E02 is marked “cannot decide” already."
    it.do(c.UnmapCards((a, b)))
    assert seen(it).counts.unplaced == 3
    assert it.refused(c.UnmapCards((a,))) == "T07-E01 is among those not yet placed already."


def test_headings_have_names_of_their_own_and_an_order(it: Table) -> None:
    water, money = heading(it, "Water"), heading(it, "Money")
    assert it.refused(c.MakeHeading("water ")) == "There is a heading “water” already."
    assert it.refused(c.NameHeading(water, "Money")) == "There is a heading “Money” already."
    assert it.refused(c.NameHeading(water, "Water")) == "The heading is called “Water” already."
    it.do(c.NameHeading(water, "WATER"))
    it.do(c.PlaceHeading(money, before=water))
    assert [h.name for h in seen(it).headings] == ["Money", "WATER"]
    assert it.refused(c.PlaceHeading(money, before=water)) == "“Money” is there already."
    assert it.refused(c.PlaceHeading(money, before=money)) == "“Money” is there already."
    it.do(c.PlaceHeading(money))
    assert [h.name for h in seen(it).headings] == ["WATER", "Money"]


def test_a_heading_may_stand_under_another_and_no_deeper(it: Table) -> None:
    water, money = heading(it, "Water"), heading(it, "Money")
    boots = heading(it, "Boots", parent=water)
    assert [(h.name, h.parent) for h in seen(it).headings] == [("Water", ""), ("Boots", water), ("Money", "")]
    assert it.refused(c.MakeHeading("Laces", boots)).startswith("“Boots” stands under another heading.")
    assert it.refused(c.PlaceHeading(water, parent=money)).startswith("Headings stand under “Water”.")
    assert it.refused(c.PlaceHeading(money, parent=money)) == "A heading cannot stand under itself."
    it.do(c.PlaceHeading(boots, parent=money))
    assert [h.name for h in seen(it).headings] == ["Water", "Money", "Boots"]


def test_headings_that_two_copies_put_under_each_other_stand_by_themselves() -> None:
    both = [Heading("a", "A", "1", parent="b"), Heading("b", "B", "2", parent="a")]
    assert [(h.name, h.parent) for h in in_order(both)] == [("A", ""), ("B", "")]


def test_a_removed_heading_gives_its_cards_back_unless_they_stand_elsewhere_too(it: Table) -> None:
    a, b, _ = ids(it)
    water, money = heading(it, "Water", a, b), heading(it, "Money")
    it.do(c.MapCards((b,), (money,), add=True))
    it.do(c.RemoveHeading(water))
    assert [h.name for h in seen(it).headings] == ["Money"]
    assert [card.view.id for card in seen(it).unplaced] == ["T07-E01", "T07-E03"]
    assert it.refused(c.MapCards((a,), (water,))).startswith("The heading “Water” was removed.")
    it.do(c.WriteLine("A bank", money))
    assert it.refused(c.RemoveHeading(money)).startswith("Lines stand under “Money”.")


def test_a_heading_removed_on_one_copy_is_seen_while_something_stands_under_it(it: Table) -> None:
    a, *_ = ids(it)
    water = heading(it, "Water")
    other = it.copy("bbbbbb")
    it.do(c.MapCards((a,), (water,)))
    other.now = it.now + 5_000
    other.do(c.RemoveHeading(water))
    it.meet(other)
    assert it.session == other.session
    assert shown(it, "Water") == ["T07-E01"]


def test_two_headings_of_one_name_from_two_laptops_become_one(it: Table) -> None:
    a, b, _ = ids(it)
    other = it.copy("bbbbbb")
    one = heading(it, "Water", a)
    it.do(c.WriteLine("Boots for all", one))
    two = heading(other, "Water", b)
    inner = heading(other, "Wells", parent=two)
    it.meet(other)
    assert it.refused(c.JoinHeadings(one, one)) == "That is one heading. Choose two."
    it.do(c.JoinHeadings(two, one))
    assert shown(it, "Water") == ["T07-E01", "T07-E02"]
    assert [(h.id, h.parent) for h in live_headings(it.session)] == [(one, ""), (inner, one)]
    it.do(c.PlaceHeading(inner))
    it.do(c.JoinHeadings(one, inner))
    assert [h.name for h in seen(it).headings] == ["Wells"]
    assert line(it).text == "Boots for all"
    new = heading(it, "New", parent=inner)
    it.do(c.JoinHeadings(inner, new))
    assert [(h.name, h.parent) for h in seen(it).headings] == [("New", "")]


def test_a_line_keeps_its_sources_and_they_stand_under_its_heading(it: Table) -> None:
    a, b, last = ids(it)
    water, money = heading(it, "Water"), heading(it, "Money", b)
    new = it.made(c.WriteLine("Boots for all", water, (a, b)))
    assert [source.id for source in line(it).sources] == ["T07-E01", "T07-E02"]
    assert line(it).id == "L01"
    assert shown(it, "Water") == ["T07-E01"]
    assert shown(it, "Money") == ["T07-E02"]
    assert seen(it).counts == (3, 2, 2, 0, 0, 1)
    assert under(it, "Water").cards[0].lines == ("L01",)
    it.do(c.LinkSources(new, (last, a)))
    assert it.refused(c.LinkSources(new, (a,))) == "L01 has that source already."
    it.do(c.UnlinkSources(new, (a, b)))
    assert it.refused(c.UnlinkSources(new, (a,))) == "That is not a source of L01."
    assert [source.id for source in line(it).sources] == ["T07-E03"]
    assert money in it.session.map.headings


def test_a_line_without_a_source_says_so(it: Table) -> None:
    it.do(c.WriteLine("Out of the blue", heading(it, "Water")))
    assert (line(it).sources, line(it).changed, line(it).dots) == ((), False, None)


def test_a_moved_line_takes_its_sources_with_it(it: Table) -> None:
    a, b, last = ids(it)
    water, money = heading(it, "Water"), heading(it, "Money")
    first = it.made(c.WriteLine("Boots", water, (a, b)))
    second = it.made(c.WriteLine("Boots and gates", water, (b,)))
    it.do(c.MapCards((last,), (water,)))
    it.do(c.PlaceLine(first, money))
    assert shown(it, "Money") == ["T07-E01"]
    assert shown(it, "Water") == ["T07-E02", "T07-E03"]
    assert it.refused(c.PlaceLine(first)) == "L01 is there already."
    it.do(c.PlaceLine(first, water))
    assert [line.id for line in under(it, "Water").lines] == ["L02", "L01"]
    it.do(c.PlaceLine(first, before=second))
    assert [line.id for line in under(it, "Water").lines] == ["L01", "L02"]


def test_a_reworded_source_marks_the_line(it: Table) -> None:
    a, *_ = ids(it)
    new = it.made(c.WriteLine("Boots for all", heading(it, "Water"), (a,)))
    assert it.refused(c.ConfirmLine(new)) == "No source of L01 has changed."
    it.do(c.RewordCard(a, "Lend boots and coats"))
    assert line(it).changed
    assert line(it).sources[0][:5] == (a, "T07-E01", "Lend boots and coats", "Lend boots", "")
    it.do(c.ConfirmLine(new))
    assert not line(it).changed
    it.do(c.RewordCard(a, "Lend coats"))
    it.do(c.RewordLine(new, "Coats for all"))
    assert (line(it).text, line(it).changed) == ("Coats for all", False)
    assert it.refused(c.RewordLine(new, "Coats for all")) == "L01 says that already."


def test_what_became_of_a_source_can_be_traced(it: Table) -> None:
    a, b, last = ids(it)
    new = it.made(c.WriteLine("All of it", heading(it, "Water"), (a, b, last)))
    it.do(c.JoinCards((a, b)))
    it.do(c.SplitCard(last, ("Open", "Gate")))
    assert [(s.id, s.became, s.now) for s in line(it).sources] == [
        ("T07-E01", "joined", ("T07-E04",)),
        ("T07-E02", "joined", ("T07-E04",)),
        ("T07-E03", "split", ("T07-E05", "T07-E06")),
    ]
    assert shown(it, "Water") == ["T07-E04", "T07-E05", "T07-E06"]
    assert seen(it).counts == (3, 3, 3, 0, 0, 0)
    whole = stands_now(it.session, a)[0].id
    it.do(c.HideCard(whole))
    assert line(it).sources[0].now == ("T07-E04",)
    assert map_view(it.session, "board").headings[0].lines[0].sources[0][:6] == (a, "T07-E01", "", "", "joined", ())
    it.do(c.ShowCard(whole))
    assert map_view(it.session, "board").headings[0].lines[0].sources[0].text == "Lend boots"
    it.do(c.RemoveCard(whole))
    assert line(it).sources[0].now == ()
    it.do(c.RemoveLine(new))
    assert seen(it).counts.in_lines == 0
    assert it.refused(c.RewordLine(new, "Again")) == "L01 was removed. Write it anew, or undo that."
    assert it.refused(c.RewordLine("?", "Again")) == "That line is not on the map."


def test_a_hidden_source_is_named_and_not_told(it: Table) -> None:
    a, b, _ = ids(it)
    it.do(c.WriteLine("Boots for all", heading(it, "Water"), (a, b)))
    it.do(c.HideCard(a))
    it.do(c.RemoveCard(b))
    assert [s[2:5] for s in line(it).sources] == [
        ("Lend boots", "Lend boots", "hidden"),
        ("Ask the mill",) * 2 + ("removed",),
    ]
    board = map_view(it.session, "board")
    assert [s[1:5] for s in board.headings[0].lines[0].sources] == [
        ("T07-E01", "", "", "hidden"),
        ("T07-E02", "", "", "removed"),
    ]
    assert board.counts == seen(it).counts == (1, 0, 0, 0, 0, 1)


def test_a_source_that_is_not_here_leaves_the_line_as_it_is(it: Table) -> None:
    it.do(c.WriteLine("Boots for all", heading(it, "Water"), (ids(it)[0],)))
    session = it.session._replace(cards=table().session.cards)
    [source] = map_view(session).headings[0].lines[0].sources
    assert (source.id, source.became, source.changed) == ("", "removed", False)


def test_an_unjoined_card_gives_its_places_back(it: Table) -> None:
    a, b, _ = ids(it)
    heading(it, "Water", a)
    it.do(c.LeaveUndecided((b,)))
    whole = it.made(c.JoinCards((a, b)))
    money = heading(it, "Money", whole)
    assert shown(it, "Money") == ["T07-E04"]
    it.do(c.UnjoinCard(whole))
    assert (shown(it, "Water"), shown(it, "Money")) == (["T07-E01"], [])
    assert [card.view.id for card in seen(it).undecided] == ["T07-E02"]
    assert money in {h.heading for h in seen(it).headings}


def test_joined_cards_of_two_minds_are_looked_at_again(it: Table) -> None:
    a, b, last = ids(it)
    it.do(c.LeaveUndecided((a, b)))
    it.do(c.LeaveOffMap((last,)))
    it.do(c.JoinCards((a, b)))
    assert seen(it).counts[3:] == (1, 1, 0)
    it.do(c.JoinCards((it.session.ordered()[0].id, last)))
    assert seen(it).counts == (1, 0, 0, 0, 0, 1)


def test_what_the_table_left_out_of_its_appendix_is_left_out_until_it_is_placed(it: Table) -> None:
    a, *_ = ids(it)
    it.do(c.LeaveOut(a))
    assert seen(it).counts.left_out == 1
    heading(it, "Water", a)
    assert seen(it).counts.placed == 1


def test_a_heading_whose_making_is_undone_leaves_its_lines_and_cards_in_sight(it: Table) -> None:
    a, *_ = ids(it)
    made = it.do(c.MakeHeading("Water"))
    it.do(c.WriteLine("Boots for all", made.id, (a,)))
    it.do(c.Undo(made.id))
    assert [(h.name, [line.text for line in h.lines]) for h in seen(it).headings] == [
        ("Without a heading", ["Boots for all"])
    ]
    assert seen(it).counts == (3, 0, 1, 0, 0, 3)
    it.do(c.PlaceLine(line(it).line, heading(it, "Money")))
    assert [h.name for h in seen(it).headings] == ["Money"]


def test_lines_that_two_laptops_wrote_at_once_have_ids_of_their_own(it: Table) -> None:
    water = heading(it, "Water")
    other, third = it.copy("bbbbbb"), it.copy("cccccc")
    for copy in (it, other, third):
        copy.do(c.WriteLine(copy.node, water))
    it.meet(other)
    it.meet(third)
    assert [(line.id, line.text) for line in under(it, "Water").lines] == [
        ("L01", "aaaaaa"),
        ("L01b", "bbbbbb"),
        ("L01c", "cccccc"),
    ]
    new = it.made(c.WriteLine("Next", water))
    it.do(c.Undo(new))
    it.do(c.Batch((c.WriteLine("After", water), c.WriteLine("Last", water))))
    assert [line.id for line in under(it, "Water").lines][3:] == ["L03", "L04"]


def test_two_laptops_unite_the_sources_of_a_line(it: Table) -> None:
    a, b, last = ids(it)
    new = it.made(c.WriteLine("All", heading(it, "Water"), (a,)))
    other = it.copy("bbbbbb")
    it.do(c.LinkSources(new, (b,)))
    other.do(c.LinkSources(new, (last,)))
    other.do(c.RewordLine(new, "All of it"))
    it.meet(other)
    assert line(it).text == "All of it"
    assert {source.id for source in line(it).sources} == {"T07-E01", "T07-E02", "T07-E03"}


def test_dots_are_summed_only_where_all_sources_were_in_one_vote(it: Table) -> None:
    a, b, last = ids(it)
    water = heading(it, "Water")
    it.do(c.WriteLine("Both", water, (a, b)))
    it.do(c.WriteLine("Mixed", water, (b, last)))
    ballot = it.opened(c.DraftBallot(cards=(a, b)))
    it.vote(ballot, ANA, a, 2)
    it.vote(ballot, ANA, b, 1)
    assert [(line.dots, line.comparable) for line in under(it, "Water").lines] == [(None, True), (None, True)]
    it.reveal(ballot)
    assert [(line.dots, line.comparable) for line in under(it, "Water").lines] == [(3, True), (None, False)]


def test_the_map_is_of_experiments_or_of_the_last_kind_there_is(it: Table) -> None:
    assert usual_kind(it.session) == "experiment"
    other = table(kinds=(("fact", "Fact", "Facts", "F"), ("risk", "Risk", "Risks", "R")))
    assert usual_kind(other.session) == "risk"
    other.add("A flood", kind="risk")
    other.add("It rains", kind="fact")
    assert [card.view.id for card in seen(other).cards.values()] == ["T07-R01"]
    assert usual_kind(it.session._replace(kinds=())) == "experiment"


def test_events_about_what_is_not_there_change_nothing(it: Table) -> None:
    for event in (
        e.HeadingNamed("?", "Name"),
        e.HeadingRemoved("?"),
        e.LineReworded("?", "Text"),
        e.SourceLinked("?", "?", "Text"),
    ):
        it.history.extend([it.history.entries[-1]._replace(id=it.history.last[:-6] + "zzzzzz", events=(event,))])
        assert it.session.map.headings == {}
        it.history.forget_after(len(it.history.entries) - 1)


def test_what_is_done_to_the_map_is_said_in_plain_words(it: Table) -> None:
    a, b, last = ids(it)

    def said(command: c.Command) -> str:
        return describe(it.do(command).events, it.session)

    assert said(c.MakeHeading("Water", cards=(a,))) == "Made the heading “Water”"
    [water] = it.session.map.headings
    assert said(c.MapCards((a, b, last), (water,))) == "Placed T07-E02 and T07-E03 under the heading “Water”"
    assert said(c.LeaveOffMap((a,))) == "Left T07-E01 out of the map"
    assert said(c.LeaveOffMap((a,), "twice")) == "Left T07-E01 out of the map: twice"
    assert said(c.LeaveUndecided((a,))) == "Could not decide where T07-E01 belongs"
    assert said(c.UnmapCards((a,))) == "Took T07-E01 off the map"
    assert said(c.WriteLine("Boots", water, (a,))) == "Wrote L01 under the heading “Water”: Boots"
    [line_id] = it.session.map.lines
    assert said(c.RewordLine(line_id, "Coats")) == "Reworded L01: Coats"
    assert said(c.LinkSources(line_id, (b,))) == "Linked T07-E02 to L01"
    assert said(c.UnlinkSources(line_id, (b,))) == "Took T07-E02 off L01"
    assert said(c.NameHeading(water, "Wells")) == "Named a heading “Wells”"
    assert said(c.RemoveLine(line_id)) == "Removed L01"
    assert said(c.RemoveHeading(water)) == "Removed the heading “Wells”"
    assert describe((e.LineRemoved("?"),), it.session) == "Removed a line"
    assert describe((e.HeadingRemoved("?"),), it.session) == "Removed a heading"
