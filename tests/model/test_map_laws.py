"""What is true of every map, whatever two organisers did to it, and in whatever order their laptops met."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.sequences import MAP_STEP, START, begun, follow
from tests.model.table import Table, fold
from workshop.model import commands as c
from workshop.model.errors import Refused
from workshop.model.map_view import MapView, map_view
from workshop.model.summit import gather
from workshop.model.views import Role, visible

FEW = settings(max_examples=80)
MAPPING = st.lists(MAP_STEP, min_size=5, max_size=40)
ROLES: tuple[Role, ...] = ("facilitator", "board", "appendix")


def table_of(number: int, *texts: str) -> Table:
    it = Table(f"table{number}")
    it.now += number * 60_000
    it.do(START)
    it.add(*texts, kind="experiment")
    return it


@st.composite
def two_organisers(draw: st.DrawFn) -> tuple[Table, Table]:
    first = follow(begun(), draw(st.lists(MAP_STEP, max_size=15)))
    second = first.copy("bbbbbb")
    for _ in range(draw(st.integers(1, 3))):
        for copy in (first, second):
            copy.now += draw(st.integers(-5_000, 5_000))
            follow(copy, draw(st.lists(MAP_STEP, max_size=15)))
        if draw(st.booleans()):
            first.meet(second)
    return first, second


def partition(view: MapView) -> list[str]:
    placed = {card.view.card for heading in view.headings for card in heading.cards}
    return [*placed, *(card.view.card for card in (*view.left_out, *view.undecided, *view.unplaced))]


@FEW
@given(two_organisers(), st.data())
def test_any_order_and_repetition_of_two_organisers_entries_gives_one_map(
    copies: tuple[Table, Table], data: st.DataObject
) -> None:
    entries = sorted({entry for copy in copies for entry in copy.history.entries})
    shuffled = data.draw(st.permutations(entries + entries[: data.draw(st.integers(0, 9))]))
    one, other = fold(entries), fold(shuffled)
    assert one.map == other.map
    assert map_view(one) == map_view(other)


@FEW
@given(two_organisers())
def test_a_card_is_in_exactly_one_of_placed_left_out_cannot_decide_and_not_yet_and_a_line_is_seen_once(
    copies: tuple[Table, Table],
) -> None:
    first, second = copies
    first.meet(second)
    for role in ROLES:
        for kind in ("insight", "experiment"):
            view = map_view(first.session, role, kind)
            cards = partition(view)
            counts = view.counts
            expected = {
                card.card
                for theme in visible(first.session, role).themes
                for card in theme.cards
                if card.kind == kind and first.session.cards[card.card].seen
            }
            assert len(cards) == len(set(cards)) == counts.cards
            assert set(cards) == expected
            assert counts.cards == counts.placed + counts.left_out + counts.undecided + counts.unplaced
    lines = [line.line for heading in map_view(first.session).headings for line in heading.lines]
    assert sorted(lines) == sorted(line.id for line in first.session.map.lines.values() if not line.removed)
    labels = [line.label for line in first.session.map.lines.values()]
    assert len(labels) == len(set(labels))


@FEW
@given(MAPPING, st.integers(0, 60))
def test_undoing_any_act_on_a_map_and_redoing_it_gives_the_map_back(
    steps: list[tuple[object, int, int]], n: int
) -> None:
    it = follow(begun(), steps)  # type: ignore[arg-type]
    before = it.session
    try:
        it.do(c.Undo(it.history.entries[-1 - n % len(it.history.entries)].id))
    except Refused:
        return
    assert map_view(it.session).counts.cards == len(partition(map_view(it.session)))
    it.do(c.Undo(it.history.last))
    assert it.session == before


@FEW
@given(MAPPING)
def test_a_late_table_adds_only_cards_that_are_not_yet_placed(steps: list[tuple[object, int, int]]) -> None:
    one, late = table_of(1, "Lend boots", "Ask the mill"), table_of(2, "Open the gate", "Paint the gate")
    summit = Table("cccccc")
    summit.history = type(summit.history)(gather([one.session]))
    summit.now += 3_600_000
    summit.do(c.StartSession("Summit", bare=True))
    follow(summit, steps)  # type: ignore[arg-type]
    before = map_view(summit.session)
    after = map_view(fold(summit.history.entries, gather([late.session, one.session])))
    came = set(late.session.cards)
    assert [card.view.card for card in after.unplaced if card.view.card in came] == sorted(came)
    assert set(partition(after)) == set(partition(before)) | came
    for view in (before, after):
        assert not came & {card.view.card for h in view.headings for card in h.cards}
    assert [(h.name, [c.view.card for c in h.cards], h.lines) for h in before.headings] == [
        (h.name, [c.view.card for c in h.cards], h.lines) for h in after.headings
    ]
