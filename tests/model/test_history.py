from __future__ import annotations

import itertools

from tests.examples import with_each
from tests.model.table import ANA, START, Table, fold, table
from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.entry import Entry
from workshop.model.history import History
from workshop.model.hlc import next_stamp
from workshop.model.kept_boards import KEPT_EVERY
from workshop.model.session import EMPTY


def stamps(count: int, node: str = "aaaaaa") -> list[str]:
    made = [next_stamp("", START, node)]
    while len(made) < count:
        made.append(next_stamp(made[-1], START, node))
    return made


def test_an_empty_history_has_no_last_entry() -> None:
    assert (History().last, History().session, History().extend([])) == ("", EMPTY, 0)


def test_entries_are_taken_up_once() -> None:
    it = table()
    it.add("One")
    assert it.history.extend(it.history.entries) == 0
    assert it.history.find(it.history.last) is it.history.entries[-1]
    assert it.history.find("?") is None
    assert fold(it.history.entries) == it.session


def test_of_two_entries_of_one_name_all_copies_set_the_same_one_aside() -> None:
    it = table()
    (card,) = it.add("One")
    it.do(c.HideCard(card), request="r")
    it.do(c.Undo())
    it.do(c.Redo())
    one = it.history.entries[1]
    others = [one._replace(events=(e.CardAdded(card, "insight", it.theme, "I01", words),)) for words in ("Two", "Dry")]
    boards = []
    for order in itertools.permutations([one, *others]):
        history = History()
        history.extend([*it.history.entries[:1], *it.history.entries[2:]])
        for entry in order:
            history.extend([entry])
        assert history.extend([*order, *it.history.entries]) == 0
        assert len(history.entries) == len(it.history.entries)
        assert {entry.id for entry in history.aside} == {one.id}
        assert len(history.aside) == 2
        assert all(map(history.knows, order))
        together = History()
        together.extend([*it.history.entries, *order])
        assert together.session == history.session
        assert history.find(history.requests["r"]) == it.history.entries[2]
        boards.append(history.session)
    assert boards == boards[:1] * 6
    assert boards[0].cards[card].text == "Dry"
    assert boards[0].cards[card].hidden


def test_an_entry_that_leaves_out_what_is_usual_is_no_other_than_one_that_says_it() -> None:
    first = stamps(1)[0]
    history = History()
    history.extend([Entry(first, "f", (e.ThemeAdded("t", "A"),))])
    assert history.extend([Entry(first, "f", (e.ThemeAdded("t", "A", ""),))]) == 0
    assert not history.aside


def test_a_base_is_where_a_history_starts() -> None:
    base = table().session
    history = History(base)
    theme = next(iter(base.themes))
    history.extend([Entry(stamps(1)[0], "f", (e.CardAdded("x", "insight", theme, "I01", "One"),))])
    assert history.session.cards["x"].text == "One"


def test_an_entry_that_comes_late_takes_its_place() -> None:
    first, second, third = stamps(3)
    history = History()
    history.extend([Entry(first, "f", (e.ThemeAdded("t", "A"),)), Entry(third, "f", (e.ThemeReworded("t", "C", ""),))])
    history.extend([Entry(second, "f", (e.ThemeReworded("t", "B", ""),))])
    assert history.session.themes["t"].title == "C"
    assert [entry.id for entry in history.entries] == [first, second, third]


def test_an_undo_may_come_before_what_it_undoes() -> None:
    first, second, third = stamps(3)
    history = History()
    history.extend([Entry(first, "f", (e.ThemeAdded("t", "A"),)), Entry(third, "f", (e.Undone(second),))])
    history.extend([Entry(second, "f", (e.ThemeReworded("t", "B", ""),))])
    assert history.session.themes["t"].title == "A"
    history.forget_after(2)
    assert history.session.themes["t"].title == "B"


def test_an_undo_of_something_later_has_no_effect() -> None:
    first, second = stamps(2)
    history = History()
    history.extend([Entry(first, "f", (e.Undone(second),)), Entry(second, "f", (e.ThemeAdded("t", "A"),))])
    assert "t" in history.session.themes


def test_a_repeated_wish_finds_its_first_answer_whatever_order_it_comes_in() -> None:
    first, second, third = stamps(3)
    entries = [Entry(stamp, "participant", (), request="form") for stamp in (first, second, third)]
    history, backwards = History(), History()
    for entry in entries:
        history.extend([entry])
    for entry in entries[::-1]:
        backwards.extend([entry])
    assert history.requests == backwards.requests == {"form": first}
    history.forget_after(1)
    assert history.requests == {"form": first}
    history.forget_after(0)
    assert history.requests == {}


def test_what_could_not_be_written_is_forgotten_and_its_numbers_stay_used() -> None:
    it = table()
    it.add("One")
    known = len(it.history.entries)
    session = it.session
    it.add("Two")
    it.do(c.Undo())
    it.history.forget_after(known)
    assert it.session == session
    assert it.history.undone == frozenset()
    [card] = it.add("Three")
    assert it.label(card) == "T07-I03"


def test_the_cost_of_forgetting_and_undoing_is_bounded_by_kept_boards() -> None:
    it = table()
    for number in range(KEPT_EVERY + 10):
        it.do(c.RetitleSession(f"Title {number}"))
    boards = len(it.history._boards._boards)
    it.history.forget_after(KEPT_EVERY - 5)
    assert (boards, len(it.history._boards._boards)) == (2, 1)
    assert fold(it.history.entries) == it.session


@with_each("label", ["", "I", "Ixy", "I²", "I-3", "I12b"])
def test_a_label_of_another_shape_counts_for_nothing(label: str) -> None:
    history = History()
    history.extend([Entry(stamps(1)[0], "f", (e.CardAdded("x", "insight", "t", label, "One"),))])
    assert history.highest == {}


def test_a_label_with_an_absurd_number_is_read_without_harm() -> None:
    history = History()
    history.extend([Entry(stamps(1)[0], "f", (e.CardAdded("x", "insight", "t", "I" + "9" * 9_000, "One"),))])
    assert history.highest == {"I": 999_999_999}


def test_a_copy_of_a_session_has_the_same_board() -> None:
    it = table()
    it.add("One")
    assert it.copy("bbbbbb").session == it.session
    assert isinstance(it, Table)


def test_a_request_that_stands_in_an_earlier_entry_is_still_answered_when_the_later_is_forgotten() -> None:
    it = table()
    first = it.do(c.AddCards("insight", it.theme, ("Trust",)), request="r-1")
    again = Entry(f"{it.history.last}z", "facilitator", (), "r-1")
    it.history.extend([again])
    it.history.forget([again])
    assert it.history.requests == {"r-1": first.id}


def test_what_was_revealed_and_taken_back_by_an_earlier_version_was_seen_all_the_same() -> None:
    it = table()
    [card] = it.add("Trust")
    ballot = it.opened()
    it.vote(ballot, ANA, card, 2)
    it.do(c.CloseBallot(ballot))
    revealed = it.do(c.RevealBallot(ballot))
    it.history.extend([Entry(f"{it.history.last}z", "facilitator", (e.Undone(revealed.id),))])
    assert it.session.ballots[ballot].shown
    assert it.session.ballots[ballot].state != "revealed"


def test_an_entry_that_could_not_be_written_goes_from_the_midst_of_those_that_came_meanwhile() -> None:
    it = table()
    known = it.session
    it.add("One")
    gone = it.history.entries[-1]
    it.do(c.RetitleSession("Day one"))
    it.history.forget([gone])
    assert it.texts() == []
    assert it.session == known._replace(title="Day one")


def test_a_tag_that_two_laptops_put_on_a_card_is_there_once() -> None:
    it = table()
    [card] = it.add("One")
    it.do(c.TagCard(card, "safe"))
    it.history.extend([Entry(f"{it.history.last}z", "facilitator", (e.CardTagged(card, "safe"),))])
    assert it.card(card).tags == ("safe",)
