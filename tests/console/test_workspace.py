"""The live session as the screens have it: the draft, the files that are kept up to date, the status."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from workshop.live import autosave as keeping
from workshop.live.draft import Draft, Unsent, read_draft, write_draft
from workshop.live.publish import PublishRequest, keep_choice
from workshop.live.workspace import Workspace
from workshop.model.commands import AddCards, DraftBallot, HideCard, OpenBallot, RetitleSession, SetDots, StartSession
from workshop.model.entry import Entry
from workshop.model.errors import NotWritten, Refused
from workshop.store.folder import load
from workshop.store.foreign import JournalLine
from workshop.store.locations import Home
from workshop.store.writer import SessionWriter


def test_a_draft_is_read_as_it_was_written(tmp_path: Path) -> None:
    draft = Draft("insight", "theme", "half a thou", (Unsent("r", "insight", "theme", ("one", "two")),))
    write_draft(tmp_path, draft)
    assert read_draft(tmp_path) == draft
    write_draft(tmp_path, Draft("insight", "theme"))
    assert read_draft(tmp_path) == Draft()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "content",
    [
        *("", "{", "[]", '{"kind": 1, "theme": "", "text": "", "unsent": []}'),
        '{"kind": "", "theme": "", "text": "", "unsent": [{"request": "", "kind": "", "theme": "", "texts": ""}]}',
    ],
)
def test_a_draft_that_cannot_be_read_is_an_empty_one(tmp_path: Path, content: str) -> None:
    (tmp_path / "draft.json").write_text(content)
    assert read_draft(tmp_path) == Draft()


@pytest.mark.usefixtures("usual")
async def test_the_appendix_is_written_a_moment_after_a_change_and_the_status_says_when(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "PAUSE", 0.05)
    workspace = Workspace(home, folder)
    told = asyncio.Event()

    def watch(entries: object) -> None:
        del entries
        if workspace.status.appendix:
            told.set()

    end = workspace.watch(watch)
    await workspace.do(RetitleSession("Greener spaces"))
    await asyncio.wait_for(told.wait(), 20)
    end()
    end()
    files = sorted(path.name for path in (home.exports / folder.name).iterdir())
    assert files == ["appendix.docx", "appendix.html", "appendix.txt"]
    assert "Greener spaces" in (home.exports / folder.name / "appendix.txt").read_text(encoding="utf-8")
    assert workspace.status.state == "saved"
    await workspace.close()


async def test_leaving_writes_the_appendix_at_once(home: Home, folder: Path) -> None:
    workspace = Workspace(home, folder)
    keep_choice(home, folder.name, PublishRequest(("txt",)))
    await workspace.do(RetitleSession("Greener spaces"))
    await workspace.close()
    assert [path.name for path in (home.exports / folder.name).iterdir()] == ["appendix.txt"]
    assert (folder / "session.json").exists()


async def test_an_appendix_that_cannot_be_written_is_said_and_nothing_recorded_is_lost(
    home: Home, folder: Path
) -> None:
    home.exports.write_text("a file where a folder should be")
    workspace = Workspace(home, folder)
    keep_choice(home, folder.name, PublishRequest(("txt",)))
    await workspace.do(RetitleSession("Greener spaces"))
    await workspace.auto_exporter.finish()
    assert workspace.status.state == "saved"
    assert workspace.status.behind
    assert "Nothing recorded is lost" in workspace.status.sentence
    await workspace.close()


async def test_one_undo_takes_back_what_one_command_did_to_several_cards(home: Home, folder: Path) -> None:
    workspace = Workspace(home, folder)
    cards = [card.id for card in workspace.session.ordered()]
    before = len(workspace.writer.history.entries)
    await workspace.do(*map(HideCard, cards[:3]))
    assert sum(card.hidden for card in workspace.session.live_cards()) == 3
    assert len(workspace.writer.history.entries[before:]) == 1
    await workspace.undo()
    assert not any(card.hidden for card in workspace.session.live_cards())
    await workspace.redo()
    assert sum(card.hidden for card in workspace.session.live_cards()) == 3
    with pytest.raises(Refused):
        await workspace.do(HideCard("nobody"))
    await workspace.close()


async def test_lines_that_were_refused_are_given_back_the_last_first(home: Home, folder: Path) -> None:
    workspace = Workspace(home, folder)
    with pytest.raises(Refused):
        await workspace.record("nothing of the kind", "", ("one",))
    lines = workspace.take_back()
    assert lines is not None
    assert lines.texts == ("one",)
    assert workspace.take_back() is None
    await workspace.close()
    assert read_draft(folder) == Draft()


async def test_a_draft_that_cannot_be_written_stops_nobody(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path, draft: Draft) -> None:
        del folder, draft
        raise NotWritten("Disk full.")

    monkeypatch.setattr("workshop.live.workspace.write_draft", refuse)
    workspace = Workspace(home, folder)
    workspace.keep("insight", "", "half a thou")
    await workspace.close()
    assert read_draft(folder) == Draft()


async def test_votes_from_phones_are_shown_together_and_in_their_order(home: Home, folder: Path) -> None:
    workspace = Workspace(home, folder)
    added = await workspace.do(AddCards("insight", workspace.session.live_themes()[0].id, ("Benches",)))
    drafted = (await workspace.do(DraftBallot(dots=3, most=3))).entry
    ballot = next(iter(workspace.session.ballots))
    await workspace.do(OpenBallot(ballot))
    card = next(iter(workspace.session.ballots[ballot].cards))
    told: list[list[str]] = []
    shown = asyncio.Event()

    def watch(entries: Sequence[Entry]) -> None:
        told.extend([[entry.id for entry in entries]] if entries else [])
        shown.set()

    workspace.watch(watch)
    for voter in range(20):
        await workspace.writer.do(SetDots(ballot, f"a-random-token-{voter:08d}", card, 1), by="")
    await asyncio.wait_for(shown.wait(), 20)
    await workspace.writer.do(SetDots(ballot, "a-random-token-of-one-more", card, 1), by="")
    await workspace.do(RetitleSession("Told at once, after the vote before it"))
    assert len(told) < 15
    ids = [entry for entries in told for entry in entries]
    assert len(ids) == 22
    assert ids == sorted(ids)
    assert not {added.entry.id, drafted.id} & set(ids)
    await workspace.close()


async def test_what_a_table_sends_live_is_told_to_the_screens_of_its_summit(home: Home, folder: Path) -> None:
    summit = home.sessions / "summit"
    async with SessionWriter(summit) as writer:
        await writer.do(StartSession("Summit", bare=True))
    workspace = Workspace(home, summit)
    told = asyncio.Event()
    workspace.watch(lambda entries: told.set() if entries else None)
    table = load(folder).session
    for journal in sorted((folder / "journal").iterdir()):
        lines = [JournalLine(journal.stem, line) for line in journal.read_bytes().splitlines()]
        await workspace.writer.receive(table.id, lines)
    await told.wait()
    assert workspace.session.cards.keys() == table.cards.keys()
    await workspace.close()
