from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.making import NOON, Pen, make, start
from workshop.model.commands import AddTheme
from workshop.model.effects.cards import WITHOUT_THEME
from workshop.model.errors import Busy, Damaged, NotFound
from workshop.model.events import CardAdded, EntryLost, UnknownEvent
from workshop.model.views import visible
from workshop.store.codec import numbered
from workshop.store.folder import load
from workshop.store.journal import read_journal
from workshop.store.snapshot import write_tables
from workshop.store.verify import MOST_MARKS, check, repair
from workshop.store.writing_right import WritingRight

if TYPE_CHECKING:
    from pathlib import Path

Change: TypeAlias = Callable[[list[bytes]], list[bytes]]

LATER = NOON + 3_600_000
TEXTS = ("Trust", "Time", "Tea")


@pytest.fixture
def pen(tmp_path: Path) -> Pen:
    pen = make(tmp_path / "sessions" / "s", *TEXTS)
    write_tables(pen.folder, load(pen.folder))
    return pen


def damage(pen: Pen, change: Change) -> None:
    pen.path.write_bytes(b"".join(change(pen.path.read_bytes().splitlines(keepends=True))))


def texts(folder: Path) -> list[str]:
    view = visible(load(folder).session, "facilitator")
    return [card.text for theme in view.themes for card in theme.cards]


def lost(folder: Path) -> list[int]:
    return [lost.line for lost in load(folder).session.lost]


def mended(pen: Pen) -> tuple[str, ...]:
    """Repair, and see that a check is content, the original is kept, and a second repair changes nothing."""
    original = pen.path.read_bytes()
    done = repair(pen.folder, LATER)
    assert check(pen.folder, LATER).problems == ()
    assert (pen.path.with_name(f"{pen.path.name}.damaged-{LATER}")).read_bytes() == original
    files = {path: path.read_bytes() for path in pen.folder.rglob("*") if path.is_file()}
    assert repair(pen.folder, LATER + 1) == ()
    assert {path: path.read_bytes() for path in pen.folder.rglob("*") if path.is_file()} == files
    return done


@pytest.mark.parametrize(
    ("change", "left", "marks"),
    [
        (lambda x: [x[0], x[1].replace(b"Trust", b"Crust"), *x[2:]], ["Time", "Tea"], [2]),
        (lambda x: [*x[:3], x[3].replace(b"Tea", b"Sea")], ["Trust", "Time"], [4]),
        (lambda x: [x[0], x[3]], ["Tea"], [2, 3]),
        (lambda x: [*x[:2], b"\x00" * 300 + b"\n", x[3]], ["Trust", "Tea"], [3]),
        (lambda x: [x[0], b"?\n", b"?\n", x[2], x[3]], ["Time", "Tea"], [2]),
        (lambda x: [x[0], x[1][:-1] + b"*" + x[2], x[3]], list(TEXTS), []),
        (lambda x: [*x[:3], x[3][:-1] + b"*"], list(TEXTS), []),
        (lambda x: [*x[:3], x[3][:-1] + b"*" + x[0]], list(TEXTS), []),
    ],
    ids=[
        *("a word", "the last line", "missing lines", "zeros", "rubbish between", "a line end", "the last end"),
        "the last end and a line",
    ],
)
def test_all_that_is_sound_is_on_the_board_and_a_mark_for_what_is_lost(
    pen: Pen,
    change: Change,
    left: list[str],
    marks: list[int],
) -> None:
    damage(pen, change)
    done = mended(pen)
    assert texts(pen.folder) == left
    assert lost(pen.folder) == marks
    assert all(said.startswith(f"sessions/s/journal/{pen.path.name}: line") for said in done)
    assert all(f"the original is {pen.path.name}.damaged-{LATER}." in said for said in done)


def test_a_session_that_is_sound_is_left_as_it_is(pen: Pen) -> None:
    before = pen.path.stat()
    assert repair(pen.folder, LATER) == ()
    assert pen.path.stat().st_mtime_ns == before.st_mtime_ns


def test_a_line_that_was_never_finished_is_set_aside(pen: Pen) -> None:
    whole = pen.path.read_bytes()
    pen.path.write_bytes(whole[:-9])
    assert mended(pen) == (
        (
            f"sessions/s/journal/{pen.path.name}: the unfinished last line was set aside; "
            f"the original is {pen.path.name}.damaged-{LATER}."
        ),
    )
    assert check(pen.folder, LATER).remarks == ()
    assert texts(pen.folder) == ["Trust", "Time"]


def test_lines_that_are_sound_stay_byte_for_byte(pen: Pen) -> None:
    lines = pen.path.read_bytes().splitlines()
    damage(pen, lambda x: [*x[:2], x[2].replace(b"Time", b"Lime"), x[3]])
    mended(pen)
    after = pen.path.read_bytes().splitlines()
    assert (after[:2], after[3]) == (lines[:2], lines[3])


def test_a_mark_is_dated_between_its_neighbours(pen: Pen) -> None:
    damage(pen, lambda x: [x[0], x[2].replace(b"Time", b"Lime"), x[3]])
    mended(pen)
    entries = read_journal(pen.path).entries
    assert [type(entry.events[0]) for entry in sorted(entries)].count(EntryLost) == 2
    assert entries == sorted(entries)


def test_what_a_newer_version_wrote_survives_a_repair(pen: Pen) -> None:
    later = Pen(pen.folder, NOON + 60_000)
    mood = UnknownEvent("MoodNoted", '{"type":"MoodNoted","of":{"Ana":[3]},"crc":"12345678"}')
    later.facts(mood)
    later.add("Last")
    later.path.write_bytes(later.path.read_bytes().replace(b"Last", b"Lust"))
    mended(later)
    assert mood in [event for entry in load(pen.folder).entries for event in entry.events]


@pytest.mark.parametrize("remembered", [True, False])
def test_a_session_whose_first_line_is_lost_is_begun_anew(pen: Pen, remembered: bool) -> None:  # noqa: FBT001
    session = pen.history.session.id
    damage(pen, lambda x: [x[0].replace(b"Leader", b"Reader"), *x[1:]])
    if not remembered:
        (pen.folder / "session.json").write_text("{")
    assert "it was begun anew" in mended(pen)[-1]
    state = load(pen.folder).session
    (theme,) = state.live_themes()
    assert texts(pen.folder) == list(TEXTS)
    if remembered:
        assert (state.id, state.title, state.table) == (session, "Leadership", "7")
        assert (theme.title, theme.question) == ("Funding", "What pays for it?")
    else:
        assert (state.title, state.table) == ("s", "")
        assert theme.title == WITHOUT_THEME


def test_what_the_tables_say_otherwise_is_not_believed(pen: Pen) -> None:
    damage(pen, lambda x: x[1:])
    (pen.folder / "session.json").write_text(
        '{"meta": {"1": {"session": "../x", "title": 5, "table": "\\u001b"}}, "themes": {"1": {"id": []}, "2": 3}}'
    )
    mended(pen)
    session = load(pen.folder).session
    assert (session.title, session.table, session.id) == ("5", "", load(pen.folder).entries[0].id)


def test_cards_of_a_theme_whose_line_is_lost_get_a_theme(tmp_path: Path) -> None:
    pen = start(tmp_path / "s")
    pen.do(AddTheme("Time", "Where does it go?"))
    theme = pen.history.session.live_themes()[1].id
    pen.facts(CardAdded("c", "insight", theme, "I01", "Tea"))
    write_tables(pen.folder, load(pen.folder))
    damage(pen, lambda x: [x[0], x[2]])
    mended(pen)
    assert [(t.title, t.question) for t in load(pen.folder).session.live_themes()][1:] == [
        ("Time", "Where does it go?")
    ]
    assert texts(pen.folder) == ["Tea"]


def test_a_summits_table_is_mended_in_its_place(tmp_path: Path, pen: Pen) -> None:
    session = pen.history.session.id
    table = tmp_path / "summit" / "tables" / session
    shutil.copytree(pen.path.parent, table)
    start(tmp_path / "summit", "Summit").close()
    journal = table / pen.path.name
    journal.write_bytes(journal.read_bytes().replace(b"Leader", b"Reader").replace(b"Tea", b"Sea"))
    with pytest.raises(Damaged):
        load(tmp_path / "summit")
    assert len(repair(tmp_path / "summit", LATER)) == 3
    assert check(tmp_path / "summit", LATER).problems == ()
    assert sorted(texts(tmp_path / "summit")) == ["Time", "Trust"]
    assert repair(tmp_path / "summit", LATER) == ()
    sources = {card.source for card in load(tmp_path / "summit").session.cards.values()}
    assert {source.session for source in sources if source} == {session}


def test_a_gap_without_end_gets_marks_with_an_end(pen: Pen) -> None:
    damage(pen, lambda x: [*x[:3], numbered(x[3][:-1], 10**12)])
    assert check(pen.folder, LATER).problems[0].last == 10**12 - 1
    mended(pen)
    assert len(lost(pen.folder)) == MOST_MARKS
    assert texts(pen.folder) == list(TEXTS)


def test_two_different_entries_of_one_number_are_both_kept(pen: Pen) -> None:
    other = Pen(pen.folder, NOON + 60_000)
    other.add("Else", "Lost")
    damage(pen, lambda x: [*x, *other.path.read_bytes().splitlines(keepends=True)[:1], b"?\n"])
    other.path.unlink()
    mended(pen)
    assert texts(pen.folder) == [*TEXTS, "Else"]


def test_nobody_repairs_what_is_being_written(pen: Pen) -> None:
    damage(pen, lambda x: x[1:])
    right = WritingRight(pen.folder)
    with pytest.raises(Busy):
        repair(pen.folder, LATER)
    right.give_up()


def test_an_entry_that_was_set_aside_is_left_where_it_is(pen: Pen) -> None:
    other = Pen(pen.folder)
    other.journal.append([pen.history.entries[1]._replace(by="participant")])
    assert repair(pen.folder, LATER) == ()
    assert other.path.exists()


def test_nothing_cannot_be_repaired(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        repair(tmp_path / "s", LATER)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_damage_can_be_mended_and_what_it_did_not_touch_is_kept(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("any")
    pen = make(folder, *TEXTS)
    write_tables(folder, load(folder))
    whole = pen.path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    length = data.draw(st.integers(0, 400))
    rubbish = data.draw(st.binary(max_size=30))
    pen.path.write_bytes(whole[:at] + rubbish + whole[at + length :])
    untouched = [
        text
        for text, line in zip(TEXTS, whole.splitlines(keepends=True)[1:], strict=True)
        if whole.index(line) + len(line) <= at or whole.index(line) >= at + length + (not rubbish)
    ]
    repair(folder, LATER)
    assert check(folder, LATER).problems == ()
    assert set(untouched) <= set(texts(folder)) <= set(TEXTS)
    assert repair(folder, LATER) == ()
