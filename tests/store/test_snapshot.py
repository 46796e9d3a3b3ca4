"""``session.json`` and the storage under it: whole at any moment, readable with stock TinyDB, made anew at will."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from tinydb import TinyDB, where

from tests.store.making import NOON, Pen, histories, make, start
from workshop.model import commands as c
from workshop.model.commands import (
    AddCards,
    CloseBallot,
    DraftBallot,
    EnterHands,
    ExplainTerm,
    MakeCluster,
    OpenBallot,
    RevealBallot,
    SetDots,
)
from workshop.model.entry import Entry
from workshop.model.errors import Damaged, NotWritten
from workshop.model.history import History
from workshop.store.archive import read_record, record_of, restore
from workshop.store.atomic_storage import AtomicJSONStorage
from workshop.store.folder import SESSION_TABLES, load
from workshop.store.snapshot import entries_seen, session_tables, write_tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# As in TinyDB's own tests of its storages
ELEMENT: dict[str, Any] = {
    "none": [None, None],
    "int": 42,
    "float": 3.1415899999999999,
    "list": ["LITE", "RES_ACID", "SUS_DEXT"],
    "dict": {"hp": 13, "sp": 5},
    "bool": [True, False, True, False],
}


@pytest.fixture
def storage(tmp_path: Path) -> AtomicJSONStorage:
    return AtomicJSONStorage(tmp_path / "folder" / "test.json")


@pytest.fixture
def database(storage: AtomicJSONStorage) -> Iterator[TinyDB]:
    with TinyDB(storage=lambda: storage) as database:
        yield database


def test_what_was_written_is_read(storage: AtomicJSONStorage) -> None:
    storage.write(ELEMENT)
    assert storage.read() == ELEMENT
    storage.close()


def test_nothing_is_read_before_anything_is_written(storage: AtomicJSONStorage) -> None:
    assert storage.read() is None
    assert not storage.path.exists()


@pytest.mark.parametrize("data", [b"", b" \r\n"])
def test_an_empty_file_is_an_empty_database(storage: AtomicJSONStorage, data: bytes) -> None:
    storage.path.parent.mkdir()
    storage.path.write_bytes(data)
    assert storage.read() is None


def test_a_shorter_document_leaves_nothing_of_a_longer_one(database: TinyDB) -> None:
    for name in ("A very long entry", "A short one"):
        database.insert({"name": name})
        assert database.get(where("name") == name) == {"name": name}
        database.remove(where("name") == name)
        assert database.get(where("name") == name) is None


def test_documents_are_inserted_found_changed_and_removed(database: TinyDB) -> None:
    assert database.insert_multiple({"int": 1, "char": c} for c in "abc") == [1, 2, 3]
    database.update({"int": 2}, where("char") == "a")
    assert database.count(where("int") == 1) == 2
    database.remove(where("char") == "b")
    assert [document["char"] for document in database] == ["a", "c"]
    database.truncate()
    assert database.all() == []
    assert database.insert({}) == 1


def test_tables_are_kept_apart_and_dropped(database: TinyDB) -> None:
    database.table("cards").insert({"text": "é\ud83d"})
    database.table("tags").insert({"tag": "time"})
    assert database.tables() == {"cards", "tags"}
    database.drop_table("tags")
    assert database.tables() == {"cards"}


def test_stock_tinydb_goes_on_with_the_file(database: TinyDB, storage: AtomicJSONStorage) -> None:
    database.insert({"text": "Trust – é 🙂"})
    with TinyDB(storage.path) as stock:
        stock.insert({"text": "Time"})
    assert [document["text"] for document in database] == ["Trust – é 🙂", "Time"]


@pytest.mark.parametrize("value", [{1, 2}, object(), float("nan")])
def test_what_is_no_json_is_refused_and_the_file_stays(database: TinyDB, value: object) -> None:
    database.insert({"text": "Trust"})
    with pytest.raises((TypeError, ValueError)):
        database.insert({"text": value})
    assert [document["text"] for document in database.all()] == ["Trust"]


def test_a_write_that_fails_half_way_leaves_the_file_as_it_was(
    database: TinyDB, storage: AtomicJSONStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.insert({"text": "Trust"})

    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("workshop.store.atomic_files.flush", fail)
    with pytest.raises(NotWritten, match="disk full"):
        database.insert({"text": "x" * 10_000})
    assert [document["text"] for document in database.all()] == ["Trust"]
    assert [path.name for path in storage.path.parent.iterdir()] == ["test.json"]


def test_a_path_where_nothing_can_lie_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritten):
        AtomicJSONStorage(tmp_path / "file" / "db.json").write({})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "is damaged"),
        (b'{"a": 1}{', "is damaged"),
        (b"[" * 200_000, "is damaged"),
        (b"[]", "is not a database"),
        (b"\xff\xfe", "cannot be read"),
    ],
)
def test_a_file_that_is_damaged_is_said_to_be_so(storage: AtomicJSONStorage, data: bytes, said: str) -> None:
    storage.path.parent.mkdir()
    storage.path.write_bytes(data)
    with pytest.raises(Damaged, match=said):
        storage.read()


def test_a_file_with_a_mark_before_it_is_read(storage: AtomicJSONStorage) -> None:
    storage.path.parent.mkdir()
    storage.path.write_bytes(b'\xef\xbb\xbf{"a": {}}\r\n')
    assert storage.read() == {"a": {}}


# A session as tables


@pytest.fixture
def voted(tmp_path: Path) -> Pen:
    pen = start(tmp_path / "s")
    pen.add("Trust", "Time", "Tea")
    pen.add("Walk", kind="experiment")
    trust, time, tea, _ = pen.history.session.cards
    pen.do(MakeCluster("People", (trust, time)))
    pen.do(ExplainTerm("ALN", "Additional learning needs"))
    pen.do(DraftBallot("What matters", kinds=("insight",), dots=3, most=2))
    ballot = next(iter(pen.history.session.ballots))
    pen.do(OpenBallot(ballot))
    pen.do(SetDots(ballot, "a" * 16, trust, 2), by="")
    pen.do(EnterHands(ballot, tea, 1))
    return pen


def reveal(pen: Pen) -> None:
    ballot = next(iter(pen.history.session.ballots))
    pen.do(CloseBallot(ballot))
    pen.do(RevealBallot(ballot))


def test_tables_that_are_made_anew_are_those_that_were_written(voted: Pen) -> None:
    reveal(voted)
    write_tables(voted.folder, voted.history)
    written = (voted.folder / SESSION_TABLES).read_bytes()
    (voted.folder / SESSION_TABLES).unlink()
    write_tables(voted.folder, load(voted.folder))
    assert (voted.folder / SESSION_TABLES).read_bytes() == written
    assert AtomicJSONStorage(voted.folder / SESSION_TABLES).read() == session_tables(load(voted.folder))


@settings(max_examples=40, deadline=None)
@given(histories)
def test_any_history_makes_tables_that_json_carries(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]
) -> None:
    history = History()
    history.extend(entries)
    path = tmp_path_factory.mktemp("any")
    write_tables(path, history)
    assert AtomicJSONStorage(path / SESSION_TABLES).read() == session_tables(history)
    assert entries_seen(path) == len(entries)


def test_stock_tinydb_answers_questions_about_a_session(voted: Pen) -> None:
    reveal(voted)
    write_tables(voted.folder, voted.history)
    with TinyDB(voted.folder / SESSION_TABLES) as database:
        (card,) = database.table("cards").search(where("dots") == 2)
        assert (card["id"], card["text"], card["voters"]) == ("T07-I01", "Trust", 1)
        assert database.table("clusters").all() == [
            {"id": card_id, "name": "People", "cards": ["T07-I01", "T07-I02"]}
            for card_id in voted.history.session.clusters
        ]
        (meta,) = database.table("meta").all()
        assert (meta["title"], meta["table"], meta["entries"]) == ("Leadership", "7", len(voted.history.entries))
        assert [row["id"] for row in database.table("results").search(where("by_hand") > 0)] == ["T07-I03"]
        assert database.table("glossary").all() == [{"term": "ALN", "expansion": "Additional learning needs"}]


def test_before_the_reveal_the_tables_tell_no_dots(voted: Pen) -> None:
    tables = session_tables(voted.history)
    assert {card["dots"] for card in tables["cards"].values()} == {None}
    assert tables["results"] == {}
    assert "a" * 16 not in str(tables)
    reveal(voted)
    assert "a" * 16 not in str(session_tables(voted.history))


def test_an_empty_session_makes_tables_too() -> None:
    assert session_tables(History())["meta"]["1"]["changed"] == 0


def test_cards_of_one_command_are_all_there(tmp_path: Path) -> None:
    pen = make(tmp_path / "s")
    more = Pen(tmp_path / "s", NOON + 60_000)
    more.do(AddCards("insight", pen.theme, tuple(f"Text {n}" for n in range(50))))
    assert len(session_tables(more.history)["cards"]) == 50


# The map as tables


@pytest.fixture
def mapped(tmp_path: Path) -> Pen:
    pen = start(tmp_path / "s")
    pen.add("Trust", "Time", "Tea", "Talk")
    trust, time, tea, _ = pen.history.session.cards
    pen.do(c.MakeHeading("Together", cards=(trust,)))
    (heading,) = pen.history.session.map.headings
    pen.do(c.WriteLine("Trust one another", heading, (trust, time)))
    pen.do(c.LeaveOffMap((time,), "said twice"))
    pen.do(c.LeaveUndecided((tea,)))
    return pen


def test_the_map_stands_in_tables_of_its_own(mapped: Pen) -> None:
    write_tables(mapped.folder, mapped.history)
    (heading,) = mapped.history.session.map.headings
    trust, time, tea, _ = mapped.history.session.cards
    with TinyDB(mapped.folder / SESSION_TABLES) as database:
        assert database.table("headings").all() == [{"heading": heading, "name": "Together", "parent": ""}]
        assert database.table("placements").all() == [{"card": trust, "id": "T07-I01", "heading": heading}]
        (line,) = database.table("lines").all()
        assert (line["id"], line["text"], line["heading"]) == ("L01", "Trust one another", heading)
        assert [(row["id"], row["was"]) for row in database.table("sources").search(where("line") == line["line"])] == [
            ("T07-I01", "Trust"),
            ("T07-I02", "Time"),
        ]
        assert database.table("left_out").all() == [
            {"card": time, "id": "T07-I02", "state": "left out", "reason": "said twice"},
            {"card": tea, "id": "T07-I03", "state": "undecided", "reason": ""},
        ]


def test_a_session_without_a_map_has_its_tables_empty(voted: Pen) -> None:
    tables = session_tables(voted.history)
    assert [tables[name] for name in ("headings", "placements", "lines", "sources", "left_out")] == [{}] * 5


def test_a_map_that_goes_out_as_json_and_comes_in_again_has_the_same_tables(mapped: Pen, tmp_path: Path) -> None:
    record = read_record(record_of(mapped.folder, mapped.history), "s.json")
    assert restore(record, tmp_path / "again") == len(mapped.history.entries)
    ours, theirs = session_tables(mapped.history), session_tables(load(tmp_path / "again"))
    assert ours == theirs
