from __future__ import annotations

import shutil
import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.making import NOON, Pen, dumped, make, start
from workshop.model.commands import (
    CloseBallot,
    DraftBallot,
    MakeHeading,
    OpenBallot,
    RetitleSession,
    RevealBallot,
    SetDots,
    StartSession,
)
from workshop.model.errors import Damaged, NotWritten, Unreadable
from workshop.model.events import SessionStarted, ThemeAdded
from workshop.model.views import visible
from workshop.store.archive import record_of
from workshop.store.folder import load
from workshop.store.merge import Merged, bring_journals, merge_tables
from workshop.store.snapshot import write_tables
from workshop.store.verify import repair

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workshop.model.session import Session


def tables(folder: Path, count: int = 3) -> list[Path]:
    for number in range(1, count + 1):
        themes = (("Funding", f"Question {number}?"), (f"Only {number}", ""))
        make(folder / f"t{number}", f"Trust {number}", "Time", table=str(number), themes=themes, now=NOON + number)
    return [folder / f"t{number}" for number in range(1, count + 1)]


def summit(folder: Path) -> Path:
    pen = Pen(folder)
    pen.do(StartSession("Summit", bare=True))
    pen.close()
    return folder


def board_of(folder: Path) -> Session:
    return load(folder).session


@pytest.fixture
def three(tmp_path: Path) -> list[Path]:
    return tables(tmp_path / "sessions")


@pytest.fixture
def gathered(tmp_path: Path) -> Path:
    return summit(tmp_path / "sessions" / "summit")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return tables(tmp_path_factory.mktemp("many"), 5)


@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_tables_give_one_summit_in_any_order_with_repeats_and_in_many_goes(
    many: list[Path], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = summit(tmp_path_factory.mktemp("summit"))
    shutil.rmtree(folder / "journal")
    plain = tmp_path_factory.mktemp("plain")
    shutil.copytree(folder, plain, dirs_exist_ok=True)
    for goes in data.draw(st.lists(st.permutations(many), min_size=1, max_size=3)):
        cut = data.draw(st.integers(0, len(many)))
        merge_tables(goes[:cut], folder)
        merge_tables([*goes[cut:], *goes[:1]], folder)
    merge_tables(many, plain)
    for each in (folder, plain):
        pen = Pen(each, NOON + 10**6)
        pen.facts(SessionStarted(pen.history.entries[0].id if pen.history.entries else "summit", "Summit"))
    assert dumped(board_of(folder)) == dumped(board_of(plain))


def test_a_merge_says_how_many_were_new(three: list[Path], gathered: Path) -> None:
    told: list[tuple[int, int]] = []
    assert merge_tables(three, gathered, lambda done, of: told.append((done, of))) == Merged(3, 0, ())
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert merge_tables(three, gathered) == Merged(0, 3, ())


def test_a_theme_of_three_tables_stands_together_and_stays_three(three: list[Path], gathered: Path) -> None:
    merge_tables(three[::-1], gathered)
    view = visible(board_of(gathered), "facilitator")
    assert [(theme.title, theme.table) for theme in view.themes] == [
        *(("Funding", "1"), ("Funding", "2"), ("Funding", "3")),
        *(("Only 1", "1"), ("Only 2", "2"), ("Only 3", "3")),
    ]
    assert [card.id for card in view.themes[0].cards] == ["T01-I01", "T01-I02"]


def test_a_card_points_back_to_its_session_and_its_id_there(three: list[Path], gathered: Path) -> None:
    merge_tables(three, gathered)
    sources = {card.text: card.source for card in board_of(gathered).cards.values()}
    session = board_of(three[0]).id
    assert sources["Trust 1"] == (session, "Leadership", "T01-I01")


def test_two_tables_with_one_number_keep_all_their_cards_under_ids_of_their_own(tmp_path: Path, gathered: Path) -> None:
    make(tmp_path / "a", "Trust", table="7")
    make(tmp_path / "b", "Time", table="7", now=NOON + 5000)
    merge_tables([tmp_path / "b", tmp_path / "a"], gathered)
    session = board_of(gathered)
    assert {card.text: session.shown_id(card) for card in session.cards.values()} == {
        "Trust": "T07-I01",
        "Time": "T07-I01b",
    }


def test_a_late_and_a_corrected_table_are_simply_merged_again(three: list[Path], gathered: Path) -> None:
    merge_tables(three[:2], gathered)
    pen = Pen(three[0], NOON + 60_000)
    pen.add("Forgotten")
    assert merge_tables(three, gathered) == Merged(2, 1, ())
    assert "Forgotten" in {card.text for card in board_of(gathered).cards.values()}


def test_an_earlier_copy_takes_nothing_back(gathered: Path, tmp_path: Path) -> None:
    pen = start(tmp_path / "growing", now=NOON + 10**6)
    shutil.copytree(tmp_path / "growing", tmp_path / "early")
    pen.add("Later")
    assert merge_tables([tmp_path / "growing"], gathered).taken == 1
    assert merge_tables([tmp_path / "early"], gathered).known == 1
    assert "Later" in {card.text for card in board_of(gathered).cards.values()}


def test_two_copies_of_a_session_with_journals_of_their_own_are_one_table(three: list[Path], gathered: Path) -> None:
    copy = three[0].with_name("copy")
    shutil.copytree(three[0], copy)
    Pen(three[0], NOON + 60_000).add("Here")
    Pen(copy, NOON + 60_500).add("There")
    assert merge_tables([copy, three[0]], gathered).left_out == ()
    session = board_of(gathered)
    assert {"Here", "There"} < {card.text for card in session.cards.values()}
    assert len({card.source.session for card in session.cards.values() if card.source}) == 1


def test_a_summit_brings_its_tables_to_another_summit(three: list[Path], gathered: Path, tmp_path: Path) -> None:
    merge_tables(three[:2], gathered)
    larger = summit(tmp_path / "larger")
    merge_tables([gathered, three[2]], larger)
    direct = summit(tmp_path / "direct")
    merge_tables(three, direct)
    assert board_of(larger).cards == board_of(direct).cards
    assert board_of(larger).themes == board_of(direct).themes
    assert merge_tables([gathered], gathered) == Merged(0, 1, ())


def test_a_damaged_table_is_left_out_with_its_sentence_and_the_others_come(three: list[Path], gathered: Path) -> None:
    journal = next((three[1] / "journal").iterdir())
    journal.write_bytes(journal.read_bytes().replace(b"Trust", b"Crust"))
    merged = merge_tables(three, gathered)
    assert (merged.taken, merged.known) == (2, 0)
    assert len(merged.left_out) == 1
    assert merged.left_out[0].startswith("t2 was left out. sessions/t2/journal/")
    assert "line 2: damaged" in merged.left_out[0]
    repair(three[1], NOON)
    assert merge_tables(three, gathered) == Merged(1, 2, ())
    assert len(board_of(gathered).lost) == 0  # a table's own business
    assert len(board_of(gathered).cards) == 5


def test_of_a_summit_with_a_damaged_table_the_others_come(three: list[Path], gathered: Path, tmp_path: Path) -> None:
    merge_tables(three, gathered)
    journal = next(gathered.glob("tables/*/*.jsonl"))
    journal.write_bytes(journal.read_bytes().replace(b"Trust", b"Crust"))
    larger = summit(tmp_path / "larger")
    merged = merge_tables([gathered], larger)
    assert merged.taken == 1
    assert len(merged.left_out) == 1
    assert len(board_of(larger).cards) == 4


def test_a_sound_copy_heals_a_damaged_one_in_the_summit(three: list[Path], gathered: Path) -> None:
    merge_tables(three, gathered)
    whole = dumped(board_of(gathered))
    journal = next(gathered.glob("tables/*/*.jsonl"))
    journal.write_bytes(journal.read_bytes().replace(b"Trust", b"Crust"))
    assert merge_tables(three, gathered).taken == 1
    assert dumped(board_of(gathered)) == whole


@pytest.mark.parametrize("first", ["sound", "repaired"])
def test_a_sound_and_a_repaired_copy_are_the_sound_one_whichever_comes_first(
    three: list[Path], gathered: Path, first: str
) -> None:
    repaired = three[0].with_name("repaired")
    shutil.copytree(three[0], repaired)
    journal = next((repaired / "journal").iterdir())
    journal.write_bytes(journal.read_bytes().replace(b"Trust", b"Crust"))
    repair(repaired, NOON)
    order = [three[0], repaired]
    merged = merge_tables(order if first == "sound" else order[::-1], gathered)
    assert merged.left_out == ()
    assert sorted(card.text for card in board_of(gathered).cards.values()) == ["Time", "Trust 1"]
    assert not list(gathered.glob("tables/*/*damaged*"))


@pytest.fixture
def parted(three: list[Path]) -> tuple[Path, Path]:
    """One session on two computers that went on under one journal's name, as a copied machine does."""
    other = three[0].with_name("other")
    pen = Pen(three[0], NOON + 60_000)
    shutil.copytree(three[0], other)
    pen.add("One thing")
    elsewhere = Pen(other, NOON + 90_000)
    elsewhere.add("Another thing")
    elsewhere.path.replace(other / "journal" / pen.path.name)
    return three[0], other


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_copies_of_a_journal_that_went_on_apart_both_are_kept_and_it_is_said(
    parted: tuple[Path, Path], gathered: Path, tmp_path: Path, *, turned: bool
) -> None:
    first, second = parted[::-1] if turned else parted
    merge_tables([first], gathered)
    merged = merge_tables([second], gathered)
    assert (merged.taken, merged.left_out) == (1, ())
    assert merged.remarks[0].startswith(f"{second.name}: ")
    assert "went on in two copies that tell different things. Both are kept" in merged.remarks[0]
    assert {"One thing", "Another thing"} < {card.text for card in board_of(gathered).cards.values()}
    elsewhere = summit(tmp_path / "elsewhere")
    merge_tables([second, first], elsewhere)
    assert board_of(elsewhere).cards.keys() == board_of(gathered).cards.keys()


def test_copies_that_went_on_apart_bring_nothing_twice_and_grow_on(parted: tuple[Path, Path], gathered: Path) -> None:
    merge_tables(parted, gathered)
    again = merge_tables(parted, gathered)
    assert again.taken == 0
    assert "Both are kept" in again.remarks[0]
    for folder, now in zip(parted, (NOON + 200_000, NOON + 300_000), strict=True):
        Pen(folder, now).add(f"Later {now}")
    assert merge_tables(parted, gathered).taken == 2
    texts = [card.text for card in board_of(gathered).cards.values()]
    assert len(texts) == len(set(texts))
    assert {f"Later {NOON + 200_000}", f"Later {NOON + 300_000}"} < set(texts)


def test_two_laptops_that_tell_different_things_are_not_put_together_when_one_takes_over(
    parted: tuple[Path, Path],
) -> None:
    first, second = parted
    before = {path.name: path.read_bytes() for path in (second / "journal").iterdir()}
    with pytest.raises(Damaged, match=r"tell different things\. Keep one of them\."):
        bring_journals(first / "journal", second / "journal")
    assert {path.name: path.read_bytes() for path in (second / "journal").iterdir()} == before
    assert bring_journals(first / "journal", first.with_name("third") / "journal")
    assert not bring_journals(first / "journal", first.with_name("third") / "journal")


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data[:-1],
        lambda data: data.replace(b"\n", b"\n\n"),
    ],
    ids=["CRLF", "mark", "no last end", "blank lines"],
)
def test_what_a_stick_did_to_line_ends_makes_no_other_copy(
    three: list[Path], gathered: Path, change: Callable[[bytes], bytes]
) -> None:
    clean = three[0].with_name("clean")
    shutil.copytree(three[0], clean)
    journal = next((three[0] / "journal").iterdir())
    journal.write_bytes(change(journal.read_bytes()))
    assert merge_tables([three[0], clean], gathered) == Merged(1, 1, ())
    assert next(gathered.glob("tables/*/*.jsonl")).read_bytes() == next((clean / "journal").iterdir()).read_bytes()


def test_a_half_copied_table_comes_as_far_as_it_goes_and_is_remarked_on(three: list[Path], gathered: Path) -> None:
    half = three[0].with_name("half")
    shutil.copytree(three[0], half)
    journal = next((half / "journal").iterdir())
    journal.write_bytes(journal.read_bytes()[:-20])
    merged = merge_tables([half], gathered)
    assert merged.taken == 1
    assert merged.remarks[0].startswith("half: a journal breaks off within a line.")
    assert merge_tables([three[0]], gathered) == Merged(1, 0, ())


def test_a_table_whose_last_journal_was_not_copied_is_remarked_on(three: list[Path], gathered: Path) -> None:
    Pen(three[0], NOON + 60_000).add("Later")
    write_tables(three[0], load(three[0]))
    max((three[0] / "journal").iterdir(), key=lambda path: path.stat().st_mtime_ns).unlink()
    merged = merge_tables([three[0]], gathered)
    assert merged.remarks == (
        "t1: some of its entries are missing. What is there came; copy the folder again and merge it again.",
    )
    (three[0] / "session.json").write_text("{")
    assert merge_tables([three[0]], gathered).remarks == ()


def test_a_table_without_its_first_journal_is_left_out(three: list[Path], gathered: Path) -> None:
    later = Pen(three[0], NOON + 60_000)
    later.do(RetitleSession("Trust"))
    for path in (three[0] / "journal").iterdir():
        if path != later.path:
            path.unlink()
    assert merge_tables([three[0]], gathered).left_out == (
        "t1 was left out. Its first journal is missing. Copy the whole folder again.",
    )


def test_a_folder_without_entries_is_left_out(tmp_path: Path, gathered: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert merge_tables([tmp_path / "empty"], gathered).left_out == ("empty was left out. It holds no entries.",)


@pytest.mark.parametrize("session", ["../../outside", "/etc/workshop", "..", "con", "x/y"])
def test_a_session_whose_name_points_elsewhere_is_written_nowhere(tmp_path: Path, gathered: Path, session: str) -> None:
    pen = Pen(tmp_path / "hostile")
    pen.facts(SessionStarted(session, "Mine"), ThemeAdded("t", "Trust"))
    before = sorted(tmp_path.rglob("*"))
    assert len(merge_tables([tmp_path / "hostile"], gathered).left_out) == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_a_summit_that_cannot_be_written_is_said_so(three: list[Path], gathered: Path) -> None:
    (gathered / "tables").write_text("")
    with pytest.raises(NotWritten, match="not a folder"):
        merge_tables(three, gathered)


def test_a_summits_record_tells_no_dots_of_a_table_before_the_reveal(tmp_path: Path, gathered: Path) -> None:
    pen = start(tmp_path / "voting")
    pen.add("Trust", "Time")
    pen.do(DraftBallot())
    ballot = next(iter(pen.history.session.ballots))
    pen.do(OpenBallot(ballot))
    pen.do(SetDots(ballot, "a" * 16, next(iter(pen.history.session.cards)), 1), by="")
    merge_tables([tmp_path / "voting"], gathered)
    assert b"a" * 16 not in record_of(gathered, load(gathered))
    pen.do(CloseBallot(ballot))
    pen.do(RevealBallot(ballot))
    merge_tables([tmp_path / "voting"], gathered)
    assert b"a" * 16 in record_of(gathered, load(gathered))


def test_lines_that_came_live_before_an_earlier_one_are_in_the_summit(three: list[Path], gathered: Path) -> None:
    merge_tables(three, gathered)
    (journal,) = (three[0] / "journal").iterdir()
    lines = journal.read_bytes().splitlines(keepends=True)
    (copy,) = gathered.glob(f"tables/*/{journal.name}")
    whole = board_of(gathered)
    copy.write_bytes(b"".join(lines[:-2]))
    assert board_of(gathered) != whole
    copy.with_suffix(".ahead").write_bytes(lines[-1] + b'{"n":9,"half a li')
    copy.write_bytes(b"".join(lines[:-1]))
    assert board_of(gathered) == whole


def test_lines_ahead_that_cannot_be_read_are_said(three: list[Path], gathered: Path) -> None:
    merge_tables(three, gathered)
    (journal,) = (three[0] / "journal").iterdir()
    (copy,) = gathered.glob(f"tables/*/{journal.name}")
    copy.with_suffix(".ahead").mkdir()
    with pytest.raises(Unreadable, match="cannot be read"):
        board_of(gathered)


def test_what_was_merged_is_readable_by_its_owner_alone(three: list[Path], gathered: Path) -> None:
    merge_tables(three, gathered)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in gathered.rglob("*.jsonl")}
    assert modes == {0o600}


def mapped(folder: Path, name: str, now: int, heading: str) -> Path:
    """Return a copy of a summit on another laptop, in which an organiser has made a heading and placed a card."""
    copy = folder.parent.parent / name / "sessions" / folder.name
    shutil.copytree(folder, copy)
    pen = Pen(copy, now)
    card = next(iter(board_of(copy).cards))
    pen.do(MakeHeading(heading, cards=(card,)))
    pen.close()
    return copy


def test_two_organisers_copies_of_a_summit_come_together_in_any_order(three: list[Path], gathered: Path) -> None:
    merge_tables(three, gathered)
    one = mapped(gathered, "one", NOON + 10**6, "Water")
    two = mapped(gathered, "two", NOON + 10**6 + 1, "Money")
    third = gathered.parent / "third"
    assert merge_tables([two], one).taken == 1
    assert merge_tables([one, two], gathered) == Merged(1, 1, ())
    assert merge_tables([two, one], third).taken == 2
    assert merge_tables([two, one], third) == Merged(0, 2, ())
    maps = [board_of(folder).map for folder in (one, gathered, third)]
    assert [heading.name for heading in maps[0].headings.values()] == ["Water", "Money"]
    assert maps[1] == maps[2] == maps[0]
    assert board_of(third).id == board_of(gathered).id


def test_a_summit_that_was_begun_by_itself_brings_its_tables_alone(
    three: list[Path], gathered: Path, tmp_path: Path
) -> None:
    merge_tables(three, gathered)
    other = summit(tmp_path / "sessions" / "other")
    merge_tables(three, other)
    pen = Pen(other, NOON + 10**6)
    pen.do(RetitleSession("Another"))
    assert merge_tables([other], gathered) == Merged(0, 1, ())
    assert board_of(gathered).title == "Summit"


def test_a_copy_whose_own_journal_is_damaged_brings_its_tables(three: list[Path], gathered: Path) -> None:
    merge_tables(three[:2], gathered)
    copy = mapped(gathered, "one", NOON + 10**6, "Water")
    merge_tables(three[2:], copy)
    journal = min((copy / "journal").iterdir())
    journal.write_bytes(journal.read_bytes().replace(b"Summit", b"Summut"))
    merged = merge_tables([copy], gathered)
    assert merged.taken == 1
    assert len(board_of(gathered).live_themes()) == 6


def test_of_a_copy_of_a_summit_whose_own_journal_is_damaged_the_tables_come_in(tmp_path: Path) -> None:
    make(tmp_path / "summit", "Trust")
    make(tmp_path / "table", "Time")
    name = load(tmp_path / "table").session.id
    shutil.copytree(tmp_path / "table" / "journal", tmp_path / "summit" / "tables" / name)
    path = next((tmp_path / "summit" / "journal").iterdir())
    path.write_bytes(path.read_bytes().replace(b"Trust", b"Truth"))
    merge_tables([tmp_path / "summit"], tmp_path / "all")
    assert [table.name for table in (tmp_path / "all" / "tables").iterdir()] == [name]
