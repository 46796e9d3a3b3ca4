"""Every fact has an effect and no fact ever raises; every wish has a rule and is answered or refused."""

from __future__ import annotations

import contextlib
from functools import reduce
from typing import Any, get_args, get_type_hints

from hypothesis import given
from hypothesis import strategies as st

from tests.examples import with_each
from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.activity import SENTENCES, describe
from workshop.model.apply import apply
from workshop.model.ballots import conflicts
from workshop.model.decide import Context, decide
from workshop.model.effects.cards import suffix
from workshop.model.effects.registry import effect
from workshop.model.errors import Refused
from workshop.model.events import StatusNoted
from workshop.model.glossary import unknown_capitals
from workshop.model.map_view import map_view
from workshop.model.rules.registry import answer
from workshop.model.session import EMPTY, Session
from workshop.model.struct import fields_of
from workshop.model.summit import gather
from workshop.model.views import Role, visible

IDS = st.sampled_from(["a", "b", "c", "d", ""])
TEXTS = IDS | st.text(max_size=4)
BY_TYPE: dict[object, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(-3, 9),
    int | None: st.none() | st.integers(-3, 9),
    bool: st.booleans(),
    tuple[str, ...]: st.lists(IDS, max_size=3).map(tuple),
    tuple[tuple[str, str], ...]: st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple),
    tuple[tuple[int, str], ...]: st.lists(st.tuples(st.integers(0, 9), TEXTS), max_size=2).map(tuple),
    tuple[tuple[str, int], ...]: st.lists(st.tuples(IDS, st.integers(-1, 4)), max_size=2).map(tuple),
    tuple[tuple[str, int, int], ...]: st.lists(st.tuples(IDS, *[st.integers(-1, 4)] * 2), max_size=2).map(tuple),
    tuple[tuple[str, str, str], ...]: st.lists(st.tuples(*[TEXTS] * 3), max_size=2).map(tuple),
    tuple[tuple[str, str, str, str], ...]: st.lists(st.tuples(*[TEXTS] * 4), max_size=2).map(tuple),
}


def made(kind: type[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    return st.builds(kind, **{name: BY_TYPE[hints[name]] for name in fields_of(kind)})


BY_TYPE[tuple[c.ImportedCard, ...]] = st.lists(made(c.ImportedCard), max_size=2).map(tuple)
BY_TYPE[tuple[c.DraftedItem, ...]] = st.lists(made(c.DraftedItem), max_size=2).map(tuple)
BY_TYPE[tuple[c.OldBulletin, ...]] = st.lists(made(c.OldBulletin), max_size=2).map(tuple)
BY_TYPE[tuple[StatusNoted, ...]] = st.lists(made(StatusNoted), max_size=2).map(tuple)
BY_TYPE[tuple[c.ImportedTheme, ...]] = st.lists(made(c.ImportedTheme), max_size=2).map(tuple)
BY_TYPE[tuple[tuple[str, tuple[c.DigestLine, ...]], ...]] = st.lists(
    st.tuples(TEXTS, st.lists(made(c.DigestLine), max_size=2).map(tuple)), max_size=2
).map(tuple)

EVENTS = e.Event.__subclasses__()
COMMANDS = c.Command.__subclasses__()
SINGLE = st.one_of([made(kind) for kind in COMMANDS if kind is not c.Batch])
BY_TYPE[tuple[c.Command, ...]] = st.lists(SINGLE, max_size=4).map(tuple)
ANY_EVENT = st.one_of([made(kind) for kind in EVENTS])
BOARDS = st.lists(ANY_EVENT, max_size=12).map(lambda events: reduce(apply, events, EMPTY))
ROLES: tuple[Role, ...] = get_args(Role)


def test_every_fact_has_an_effect_but_undo_which_is_the_history_s() -> None:
    assert set(EVENTS) - set(effect) == {e.Undone, e.ClockPassed}


def test_every_wish_has_a_rule_but_undo_and_redo_which_are_the_history_s() -> None:
    assert set(COMMANDS) - set(answer) == {c.Undo, c.Redo}


def test_every_fact_has_a_sentence() -> None:
    assert set(EVENTS) == set(SENTENCES)


@given(BOARDS, ANY_EVENT)
def test_no_fact_raises_on_any_board(session: Session, event: e.Event) -> None:
    assert isinstance(apply(session, event), Session)


@given(BOARDS)
def test_any_board_can_be_shown_counted_and_gathered(session: Session) -> None:
    for role in ROLES:
        visible(session, role)
        map_view(session, role)
    conflicts(session)
    unknown_capitals(session)
    gather([session, session._replace(id="other")])


@given(st.lists(ANY_EVENT, max_size=4).map(tuple), BOARDS)
def test_any_entry_can_be_described(events: tuple[e.Event, ...], session: Session) -> None:
    assert "\n" not in describe(events, session)


@given(BOARDS, st.one_of([made(kind) for kind in COMMANDS if kind in answer]))
def test_a_wish_is_answered_with_facts_or_refused_with_a_sentence(session: Session, command: c.Command) -> None:
    with contextlib.suppress(Refused):
        facts = decide(session._replace(id="s"), command, Context("20261122T091403.512Z-000-k7q2ab"))
        assert facts
        assert all(type(fact) in EVENTS for fact in facts)


@given(BOARDS, st.sampled_from(["a", "b", "c"]))
def test_no_live_card_is_in_a_theme_that_is_not_there(session: Session, theme: str) -> None:
    session = apply(apply(session, e.CardRestored(theme)), e.ThemeRemoved(theme))
    themes = {theme.id for theme in session.live_themes()}
    assert {card.theme for card in session.live_cards()} <= themes


@with_each("before, letters", [(1, "b"), (25, "z"), (26, "aa"), (27, "ab"), (702, "aaa")])
def test_copies_of_an_id_are_told_apart_by_letters(before: int, letters: str) -> None:
    assert suffix(before) == letters


def test_a_suffix_that_is_taken_is_passed_over() -> None:
    facts = [
        e.CardAdded("1", "insight", "t", "I12b", "One"),
        e.CardAdded("2", "insight", "t", "I12", "Two"),
        e.CardAdded("3", "insight", "t", "I12", "Three"),
        e.CardAdded("4", "insight", "t", "I12", "Four"),
    ]
    session = reduce(apply, facts, EMPTY)
    assert [session.shown_id(card) for card in session.cards.values()] == ["I12b", "I12", "I12c", "I12d"]
