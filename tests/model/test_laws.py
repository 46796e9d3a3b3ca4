"""What is true of every session, whatever was done in it."""

from __future__ import annotations

from hypothesis import event, given, settings
from hypothesis import strategies as st

from tests.model.sequences import SESSIONS, START, STEPS, Wish, follow, three_copies
from tests.model.table import Table, fold
from workshop.model import commands as c
from workshop.model.activity import describe
from workshop.model.apply import apply
from workshop.model.ballot import Ballot
from workshop.model.ballots import ballots_in, conflicts, result_of
from workshop.model.entry import Entry
from workshop.model.errors import Refused
from workshop.model.events import Undone
from workshop.model.history import History
from workshop.model.persistent_map import PersistentMap
from workshop.model.session import EMPTY, Session
from workshop.model.views import NEVER, Before, Role, visible

FEW = settings(max_examples=80)


def plain_fold(entries: list[Entry], dead: frozenset[str] = frozenset()) -> Session:
    session = EMPTY
    for entry in sorted(entries):
        for fact in entry.events if entry.id not in dead else ():
            session = apply(session, fact)
    return session


def listed(session: Session) -> list[tuple[str, str, str]]:
    """Return the cards with ids in their order: shelves are equal also where their orders differ."""
    return [(card.id, session.shown_id(card), card.text) for card in session.cards.values()]


def a_session_is_its_facts_without_what_is_undone(it: Table) -> None:
    event(f"{len(it.session.ballots)} ballots, {len(it.history.undone)} undone")
    assert it.session == plain_fold(it.history.entries, it.history.undone)


@FEW
@given(three_copies(), st.data())
def test_any_order_and_repetition_of_entries_gives_one_board(copies: tuple[Table, ...], data: st.DataObject) -> None:
    entries = sorted({entry for copy in copies for entry in copy.history.entries})
    whole = History()
    whole.extend(entries)
    assert whole.session == plain_fold(entries, whole.undone)
    shuffled = data.draw(st.permutations(entries + entries[: data.draw(st.integers(0, 9))]))
    pieces = History()
    while shuffled:
        count = data.draw(st.integers(1, len(shuffled)))
        pieces.extend(shuffled[:count])
        shuffled = shuffled[count:]
    assert (pieces.session, listed(pieces.session)) == (whole.session, listed(whole.session))
    assert (pieces.entries, pieces.undone, pieces.highest) == (whole.entries, whole.undone, whole.highest)


@FEW
@given(three_copies())
def test_copies_that_have_met_agree_and_can_be_worked_with(copies: tuple[Table, ...]) -> None:
    first, second, third = copies
    first.meet(second)
    first.meet(third)
    second.meet(third)
    assert first.session == second.session == third.session
    conflicts(first.session)
    for role in ("facilitator", "board"):
        visible(first.session, role)
    shown = [first.session.shown_id(card) for card in first.session.cards.values()]
    assert len(shown) == len(set(shown))


@FEW
@given(three_copies(), STEPS)
def test_work_goes_on_after_a_merge(copies: tuple[Table, ...], steps: list[tuple[Wish, int, int]]) -> None:
    first, second, _ = copies
    first.meet(second)
    follow(first, steps)
    assert first.session == fold(reversed(first.history.entries))


@FEW
@given(SESSIONS, st.integers(0, 50))
def test_undo_of_any_entry_is_a_replay_without_it(it: Table, number: int) -> None:
    entry = it.history.entries[-1 - number % len(it.history.entries)]
    before = it.session
    try:
        it.do(c.Undo(entry.id))
    except Refused:
        return
    if not any(isinstance(fact, Undone) for fact in entry.events):
        assert it.session == plain_fold(it.history.entries, it.history.undone)
        assert entry.id in it.history.undone
    it.do(c.Undo(it.history.last))
    assert it.session == before


@FEW
@given(SESSIONS)
def test_undo_of_the_last_act_gives_the_board_before_it_and_redo_gives_it_back(it: Table) -> None:
    before = it.session
    [card] = (
        it.add("Last", kind=before.kinds[0].name, theme=it.made(c.AddTheme("New")))
        if not before.open_ballot()
        else [""]
    )
    if card:
        after = it.session
        it.do(c.Undo())
        it.do(c.Undo())
        assert it.session == before
        it.do(c.Redo())
        it.do(c.Redo())
        assert it.session == after


@FEW
@given(SESSIONS, st.integers(0, 60))
def test_forgetting_leaves_a_history_of_the_first_entries(it: Table, number: int) -> None:
    count = number % (len(it.history.entries) + 1)
    first = History()
    first.extend(it.history.entries[:count])
    it.history.forget_after(count)
    known, fresh = vars(it.history), vars(first)
    apart = {"highest": None, "_order": None, "_boards": None}
    assert {**known, **apart} == {**fresh, **apart}
    assert vars(known["_boards"]) == vars(fresh["_boards"])
    assert all(known["highest"][letter] >= number for letter, number in fresh["highest"].items())


@FEW
@given(STEPS)
def test_no_id_is_given_twice_in_one_copy(steps: list[tuple[Wish, int, int]]) -> None:
    it = Table(start=START)
    given_out: list[str] = []
    for step in steps:
        count = len(it.history.entries)
        follow(it, [step])
        for entry in it.history.entries[count:]:
            given_out += [fact.label for fact in entry.events if hasattr(fact, "label")]
    assert len(given_out) == len(set(given_out))


def check_result(session: Session, ballot: Ballot) -> None:
    result = result_of(session, ballot)
    assert result.dots == sum(row.dots for row in result.rows)
    assert result.dots + result.unused == result.ballots * ballot.dots
    assert result.ballots == ballots_in(ballot)
    assert result.unused >= 0
    assert [row.dots for row in result.rows] == sorted((row.dots for row in result.rows), reverse=True)
    for row in result.rows:
        level = [other for other in result.rows if other.dots == row.dots]
        assert row.rank == 1 + sum(other.dots > row.dots for other in result.rows)
        assert row.shown_rank == (f"{row.rank}=" if len(level) > 1 else f"{row.rank}")
        assert row.voters <= result.ballots
        assert row.by_hand <= row.dots <= row.voters * ballot.most * max(1, len(ballot.cards))


def every_result_adds_up(it: Table) -> None:
    for ballot in it.session.ballots.values():
        check_result(it.session, ballot)
    assert not any("gave more" in sentence for sentence in conflicts(it.session))


@FEW
@given(SESSIONS, st.integers(0, 40), st.integers(0, 40))
def test_unjoining_gives_cards_and_votes_back_exactly(it: Table, one: int, other: int) -> None:
    for ballot in [b.id for b in it.session.ballots.values() if b.state == "open"]:
        it.do(c.CloseBallot(ballot))
    cards = [card.id for card in it.session.ordered()] or [""]
    pair = (cards[one % len(cards)], cards[other % len(cards)])
    seen, results = it.seen(), [result_of(it.session, b) for b in it.session.ballots.values()]
    try:
        whole = it.made(c.JoinCards(pair))
    except Refused:
        return
    joined = [result_of(it.session, b) for b in it.session.ballots.values()]
    assert [(r.dots, r.ballots) for r in joined] == [(r.dots, r.ballots) for r in results]
    for before, after in zip(results, joined, strict=True):
        of = [row for row in before.rows if row.card in pair]
        row = next((row for row in after.rows if row.card == whole), None)
        assert (row.dots if row else 0) == sum(row.dots for row in of)
        assert not row or max(r.voters for r in of) <= row.voters <= sum(r.voters for r in of)
    it.do(c.UnjoinCard(whole))
    assert it.seen() == seen
    assert [result_of(it.session, b) for b in it.session.ballots.values()] == results


OTHERS: tuple[Role, ...] = ("participant", "board", "appendix")


def no_view_says_what_may_not_be_seen(it: Table) -> None:
    ids = {card.id: f"<{number}>" for number, card in enumerate(it.session.cards.values())}
    marked = {card: view._replace(text=f"words of {ids[card]}") for card, view in it.session.cards.items()}
    session = it.session
    for card in marked.values():
        session = session.with_cards(session.cards.put(card.id, card), session.taken)
    for role in OTHERS:
        shown = repr(visible(session, role))
        assert all(card.seen for card in marked.values() if card.text in shown)
        assert not any(voter in shown for ballot in session.ballots.values() for voter in ballot.votes)


def looking_again_is_looking_for_the_first_time(it: Table) -> None:
    for role in ("facilitator", *OTHERS):
        session, before = EMPTY, NEVER
        for entry in it.history.entries:
            for fact in entry.events:
                session = apply(session, fact)
            view = visible(session, role, before)
            assert view == visible(session, role)
            before = Before(session, {card.card: card for theme in view.themes for card in theme.cards})


def a_phone_sees_what_is_on_the_board(it: Table) -> None:
    assert visible(it.session, "participant") == visible(it.session, "board")


def dots_that_are_not_revealed_change_nothing_in_any_view_but_the_count(it: Table) -> None:
    session = it.session
    for ballot in session.ballots.values():
        if ballot.state != "revealed":
            session = session.with_ballot(ballot._replace(votes=PersistentMap(), hands=PersistentMap()))
    for role in ("facilitator", *OTHERS):
        full, bare = visible(it.session, role), visible(session, role)
        assert full.themes == bare.themes
        for mine, theirs in zip(full.ballots, bare.ballots, strict=True):
            assert mine._replace(ballots=0) == theirs._replace(ballots=0)


def the_log_of_a_session_never_says_what_a_hidden_card_says(it: Table) -> None:
    hidden = [card for card in it.session.cards.values() if not card.seen]
    for entry in it.history.entries:
        sentence = describe(entry.events, it.session)
        assert sentence
        assert not any(f"{it.session.shown_id(card)}: " in sentence for card in hidden)


LAWS = (
    a_session_is_its_facts_without_what_is_undone,
    every_result_adds_up,
    no_view_says_what_may_not_be_seen,
    looking_again_is_looking_for_the_first_time,
    a_phone_sees_what_is_on_the_board,
    dots_that_are_not_revealed_change_nothing_in_any_view_but_the_count,
    the_log_of_a_session_never_says_what_a_hidden_card_says,
)
"""Each looks at a session and leaves it as it is; to think a session up takes longer than to look at it."""


@FEW
@given(SESSIONS)
def test_what_is_true_of_every_session_is_true_of_this_one(it: Table) -> None:
    for law in LAWS:
        law(it)
