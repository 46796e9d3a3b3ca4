"""A session in one JSON file: whole, with its history, and without what a running vote must not tell."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from tests.examples import with_each
from workshop.model.commands import (
    AddCards,
    CloseBallot,
    Command,
    DraftBallot,
    HideCard,
    OpenBallot,
    RevealBallot,
    SetDots,
    StartSession,
    Undo,
)
from workshop.model.errors import Refused, Unreadable
from workshop.store.archive import read_record, record_of, restore, shown
from workshop.store.folder import load
from workshop.store.merge import merge_tables
from workshop.store.writer import SessionWriter


def recorded(folder: Path, *commands: Command) -> Path:
    async def record() -> None:
        async with SessionWriter(folder) as writer:
            for command in commands:
                await writer.do(command)

    asyncio.run(record())
    return folder


def voting(folder: Path, *, revealed: bool) -> Path:
    """Record a session with a hidden card, an undone one, and a vote."""

    async def record() -> None:
        async with SessionWriter(folder) as writer:
            await writer.do(StartSession("Harbour", table="4"))
            theme = writer.session.live_themes()[0].id
            texts = ("Wet steps", "A rude word", "Too much")
            cards = (await writer.do(AddCards("insight", theme, texts))).session.ordered()
            await writer.do(HideCard(cards[1].id))
            await writer.do(AddCards("insight", theme, ("A slip",)))
            await writer.do(Undo())
            ballot = (await writer.do(DraftBallot(dots=3, most=3))).entry.id
            await writer.do(OpenBallot(ballot))
            await writer.do(SetDots(ballot, "voter-0001", cards[0].id, 3), by="")
            await writer.do(CloseBallot(ballot))
            if revealed:
                await writer.do(RevealBallot(ballot))

    asyncio.run(record())
    return folder


def test_a_record_brings_the_session_back_with_its_history(tmp_path: Path) -> None:
    folder = voting(tmp_path / "harbour", revealed=True)
    history = load(folder)
    record = read_record(record_of(folder, history), "harbour.json")
    assert restore(record, tmp_path / "back") == len(history.entries)
    assert load(tmp_path / "back").entries == history.entries
    assert load(tmp_path / "back").session == history.session
    assert restore(record, tmp_path / "back") == 0


def test_dots_of_a_vote_that_is_not_revealed_are_not_in_it(tmp_path: Path) -> None:
    folder = voting(tmp_path / "harbour", revealed=False)
    text = record_of(folder, load(folder)).decode()
    assert "voter-0001" not in text
    assert "DotsSet" not in text
    ballots = restore(read_record(text.encode(), "x"), tmp_path / "back")
    assert ballots == len(load(folder).entries) - 1


def test_a_summit_is_recorded_with_its_tables(tmp_path: Path) -> None:
    table = voting(tmp_path / "harbour", revealed=True)
    summit = recorded(tmp_path / "summit", StartSession("Quay", bare=True))
    merge_tables([table], summit)
    history = load(summit)
    restore(read_record(record_of(summit, history), "quay.json"), tmp_path / "back")
    assert load(tmp_path / "back").session == history.session
    sources = [card.get("source") for theme in shown("quay", history.session)["themes"] for card in theme["cards"]]
    assert all(source and source["title"] == "Harbour" for source in sources)


def test_what_a_newer_version_wrote_keeps_its_version_in_the_record_and_when_it_is_restored(tmp_path: Path) -> None:
    folder = recorded(tmp_path / "harbour", StartSession("Harbour"))
    record = json.loads(record_of(folder, load(folder)))
    last = record["entries"][-1]
    newer = {"type": "SessionRetitled", "title": "Quay", "mood": "glad"}
    record["entries"].append({**last, "id": f"{last['id'][:-6]}zzzzzz", "v": 9, "events": [newer]})
    restore(read_record(json.dumps(record).encode(), "harbour.json"), tmp_path / "back")
    again = json.loads(record_of(tmp_path / "back", load(tmp_path / "back")))
    assert (again["entries"][-1]["v"], again["entries"][-1]["events"]) == (9, [newer])
    assert again["title"] == "Quay"


def test_a_record_is_not_put_into_another_session(tmp_path: Path) -> None:
    folder = voting(tmp_path / "harbour", revealed=True)
    record = read_record(record_of(folder, load(folder)), "harbour.json")
    other = recorded(tmp_path / "other", StartSession("Other"))
    with pytest.raises(Refused, match="another session"):
        restore(record, other)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "something"}, "not a session of workshop"),
        ({"version": 99}, "newer workshop"),
        ({"entries": [{"id": "x"}]}, "not a complete session"),
        ({"entries": 7}, "not a complete session"),
        ({"tables": {"../../up": []}}, "not a complete session"),
        ({"title": 5}, "not a complete session"),
    ],
)
def test_what_is_no_record_is_a_sentence(tmp_path: Path, change: dict[str, object], said: str) -> None:
    folder = recorded(tmp_path / "harbour", StartSession("Harbour"))
    data = json.loads(record_of(folder, load(folder)))
    with pytest.raises(Unreadable, match=said):
        read_record(json.dumps({**data, **change}).encode(), "x.json")


@with_each("data", [b"{", b"[]", b"7", b"\xff\xfe", b'"text"', b"[" * 100_000])
def test_what_is_not_even_json_is_a_sentence(data: bytes) -> None:
    with pytest.raises(Unreadable, match="not a complete session"):
        read_record(data, "x.json")
