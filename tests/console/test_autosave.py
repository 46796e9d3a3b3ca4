"""The appendix is always on the disk: written apart from the loop, tried again when refused, never for dots alone."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from workshop.live import autosave as keeping
from workshop.live import export_worker as scribe
from workshop.live.export_worker import ExportResult, write_apart, write_here
from workshop.live.publish import PublishRequest, keep_choice, read_choice
from workshop.live.workspace import Workspace
from workshop.model.commands import DraftBallot, OpenBallot, RetitleSession, SetDots, StartTimer
from workshop.store.locations import Home
from workshop.store.settings import keep_setting

PATIENCE = 20.0


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.01)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The writings that were made."""
    made: list[Path] = []

    def write(home: Home, folder: Path) -> ExportResult:
        made.append(folder)
        return write_here(home, folder)

    monkeypatch.setattr(keeping, "write_apart", write)
    monkeypatch.setattr(keeping, "PAUSE", 0.02)
    return made


def test_another_process_writes_the_files_of_the_session(home: Home, folder: Path) -> None:
    keep_choice(home, folder.name, PublishRequest(("md", "txt")))
    written = write_apart(home, folder)
    assert [Path(file).name for file in written.files] == ["appendix.txt", "appendix.md"]
    assert "Paths flood" in Path(written.files[0]).read_text(encoding="utf-8")
    assert not written.problem
    assert (folder / "session.json").exists()


def test_the_other_process_says_what_it_wrote(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_choice(home, folder.name, PublishRequest(("txt",)))
    monkeypatch.setattr(sys, "argv", ["-c", str(home.path), str(folder)])
    monkeypatch.setattr(os, "nice", lambda _: 0, raising=False)
    scribe.main()
    assert capsys.readouterr().out.endswith('appendix.txt"], ""]')


def test_where_no_other_process_can_be_had_the_files_are_written_here(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(home.path / "no python here"))
    keep_choice(home, folder.name, PublishRequest(("txt",)))
    assert [Path(file).name for file in write_apart(home, folder).files] == ["appendix.txt"]


def test_a_disk_that_does_not_answer_is_said(home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*arguments: object, **options: object) -> None:
        del arguments, options
        raise subprocess.TimeoutExpired("python", 120)

    monkeypatch.setattr(subprocess, "run", never)
    assert "has not answered" in write_apart(home, folder).problem


@pytest.mark.usefixtures("usual")
def test_a_file_that_cannot_be_written_keeps_the_others_from_nothing(home: Home, folder: Path) -> None:
    (home.exports / folder.name / "appendix.docx").mkdir(parents=True)
    written = write_here(home, folder)
    assert [Path(file).name for file in written.files] == ["appendix.html", "appendix.txt"]
    assert "appendix.docx (there is a folder of that name)" in written.problem
    assert "Nothing recorded is lost" in written.problem


def test_a_session_that_cannot_be_read_is_said(home: Home, folder: Path) -> None:
    (journal,) = (folder / "journal").iterdir()
    journal.write_bytes(journal.read_bytes().replace(b"Paths", b"Pat\xffs"))
    assert "--repair" in write_here(home, folder).problem


def test_what_was_chosen_is_read_again_and_what_is_no_choice_is_left_alone(home: Home) -> None:
    assert read_choice(home, "green-spaces") == PublishRequest()
    keep_choice(home, "green-spaces", PublishRequest(("html", "txt"), "votes"))
    assert read_choice(home, "green-spaces") == PublishRequest(("txt", "html"), "votes")
    keep_setting(home, "formats", ["md", "nonsense", 3])
    assert read_choice(home, "another") == PublishRequest(("md",))
    keep_setting(home, "appendix another", "nonsense")
    assert read_choice(home, "another") == PublishRequest(("md",))
    (home.sessions / "settings.json").write_text("{", encoding="utf-8")
    assert read_choice(home, "green-spaces") == PublishRequest()


async def test_what_could_not_be_written_is_tried_again_until_it_can(
    home: Home, folder: Path, calls: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "AGAIN", 0.05)
    keep_choice(home, folder.name, PublishRequest(("txt",)))
    workspace = Workspace(home, folder)
    await until(lambda: workspace.status.appendix)
    appendix = home.exports / folder.name / "appendix.txt"
    old = appendix.read_text(encoding="utf-8")
    appendix.rename(home.path / "old.txt")
    appendix.mkdir()
    await workspace.do(RetitleSession("Greener spaces"))
    await until(lambda: workspace.status.behind and len(calls) > 3)
    assert "is still there. It is tried again" in workspace.status.sentence
    assert workspace.status.state == "saved"
    appendix.rmdir()
    (home.path / "old.txt").rename(appendix)
    assert appendix.read_text(encoding="utf-8") == old
    await until(lambda: not workspace.status.behind)
    assert not workspace.status.sentence
    assert "Greener spaces" in appendix.read_text(encoding="utf-8")
    await workspace.close()


async def test_an_appendix_that_was_left_behind_is_written_when_the_session_is_opened_again(
    home: Home, folder: Path, calls: list[Path]
) -> None:
    keep_choice(home, folder.name, PublishRequest(("txt",)))
    (home.exports / folder.name / "appendix.txt").mkdir(parents=True)
    workspace = Workspace(home, folder)
    await until(lambda: calls)
    await workspace.close()
    assert "when the session is opened again" in workspace.status.sentence
    (home.exports / folder.name / "appendix.txt").rmdir()
    calls.clear()
    again = Workspace(home, folder)
    await until(lambda: calls)
    await again.close()
    assert (home.exports / folder.name / "appendix.txt").is_file()
    calls.clear()
    third = Workspace(home, folder)
    assert third.status.appendix
    await third.close()
    assert not calls


async def test_dots_of_a_vote_that_is_not_revealed_and_the_timer_write_no_appendix(
    home: Home, folder: Path, calls: list[Path]
) -> None:
    keep_choice(home, folder.name, PublishRequest(("txt",)))
    workspace = Workspace(home, folder)
    await until(lambda: workspace.status.appendix)
    card = workspace.session.ordered()[0].id
    await workspace.do(DraftBallot())
    (ballot,) = workspace.session.ballots
    await workspace.do(OpenBallot(ballot))
    await until(lambda: workspace.auto_exporter._task is None)
    calls.clear()
    for voter in range(20):
        await workspace.do(SetDots(ballot, f"{voter:032x}", card, 1))
    await workspace.do(StartTimer(60))
    assert workspace.auto_exporter._task is None
    assert not calls
    await workspace.close()
    assert len(calls) == 1


async def test_changes_that_never_pause_are_written_all_the_same(
    home: Home, folder: Path, calls: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "PAUSE", 60.0)
    monkeypatch.setattr(keeping, "LONGEST", 0.05)
    keep_choice(home, folder.name, PublishRequest(("txt",)))
    workspace = Workspace(home, folder)
    await until(lambda: calls)
    await workspace.close()


async def test_the_files_are_written_at_once_when_that_is_wanted(
    home: Home, folder: Path, calls: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "PAUSE", 60.0)
    keep_choice(home, folder.name, PublishRequest(("txt",)))
    workspace = Workspace(home, folder)
    await workspace.do(RetitleSession("Greener spaces"))
    assert not calls
    workspace.auto_exporter.write_now()
    await until(lambda: calls)
    await workspace.close()


async def test_a_journal_of_a_table_counts_as_a_change(home: Home, folder: Path, calls: list[Path]) -> None:
    workspace = Workspace(home, folder)
    await workspace.close()
    calls.clear()
    (folder / "tables" / "one").mkdir(parents=True)
    (folder / "tables" / "one" / "x.jsonl").write_bytes(b"")
    (folder / "tables" / "stray").write_bytes(b"")
    later = (folder / "session.json").stat().st_mtime + 100
    os.utime(folder / "tables" / "one" / "x.jsonl", (later, later))
    workspace = Workspace(home, folder)
    await until(lambda: calls)
    await workspace.close()
