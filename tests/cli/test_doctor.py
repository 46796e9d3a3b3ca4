"""The doctor: facts on standard output, advice on standard error, and nothing left behind."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest
from click.testing import CliRunner, Result

from workshop.cli import doctor
from workshop.cli.doctor import about_home, about_network, about_terminal, doctor_command, is_synced
from workshop.model.errors import NotWritten
from workshop.store.locations import Home
from workshop.web.network import OFFLINE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Space(NamedTuple):
    """What is told of a disk."""

    total: int
    used: int
    free: int


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try the disk a few times only."""
    monkeypatch.setattr(doctor, "FLUSHES", 3)


def run(home: Home) -> Result:
    return CliRunner().invoke(doctor_command, obj=home)


def at_terminal(monkeypatch: pytest.MonkeyPatch, columns: int, lines: int) -> None:
    monkeypatch.setattr(doctor, "_terminal_size", lambda: os.terminal_size((columns, lines)))


def disk(monkeypatch: pytest.MonkeyPatch, free: int = 10**10, flush: float = 1.0) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda *_: Space(10**11, 0, free))
    monkeypatch.setattr(doctor, "flush_speed", lambda *_: flush)


def test_it_gives_one_fact_a_line_and_advice_apart(home: Home) -> None:
    result = run(home)
    assert result.exit_code == 0
    facts = [line.partition(": ")[0] for line in result.stdout.splitlines()]
    assert facts == [
        *("Workshop", "Terminal", "Colours", "Encoding", "Home", "Free space", "Disk flush"),
        *("Addresses", "Port"),
    ]
    assert "hotspot" in result.stderr
    assert "firewall" in result.stderr


def test_nothing_is_left_behind_not_even_the_home(home: Home) -> None:
    run(home)
    assert list(home.path.parent.iterdir()) == []


@pytest.mark.parametrize("folder", ["", "sessions"])
def test_nothing_is_left_behind_in_a_home_that_is_there(home: Home, folder: str) -> None:
    (home.path / folder).mkdir(parents=True)
    before = sorted(home.path.rglob("*"))
    assert run(home).exit_code == 0
    assert sorted(home.path.rglob("*")) == before


# The terminal


def test_the_size_and_kind_of_the_terminal_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    at_terminal(monkeypatch, 120, 40)
    found = about_terminal({"TERM": "xterm-256color"})
    assert found.facts[:2] == ("Terminal: 120 columns by 40 lines, xterm-256color", "Colours: 256")
    assert found.advice == ()


@pytest.mark.parametrize(("columns", "lines"), [(79, 40), (120, 23)])
def test_a_small_window_should_be_made_larger(monkeypatch: pytest.MonkeyPatch, columns: int, lines: int) -> None:
    at_terminal(monkeypatch, columns, lines)
    found = about_terminal({})
    assert "of unknown kind" in found.facts[0]
    assert found.advice == (doctor.SMALL,)


def test_output_that_goes_elsewhere_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_terminal_size", lambda: None)
    assert about_terminal({}).facts[0].startswith("Terminal: none")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_real_terminal_is_asked_for_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    import termios  # noqa: PLC0415 - not on Windows

    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (31, 97))
    with os.fdopen(ours), os.fdopen(theirs, "w") as screen:
        monkeypatch.setattr(sys, "__stdout__", screen)
        assert doctor._terminal_size() == (97, 31)


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "16 million"),
        ({"WT_SESSION": "1"}, "16 million"),
        ({"TERM": "screen-256color"}, "256"),
        ({"TERM": "linux"}, "16"),
        ({"TERM": "dumb"}, "none"),
        ({}, "none"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "switched off (NO_COLOR)"),
    ],
)
def test_colours_are_told_from_what_the_terminal_says_of_itself(environment: dict[str, str], colours: str) -> None:
    assert about_terminal(environment).facts[1] == f"Colours: {colours}"


def test_another_encoding_than_utf8_is_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "getencoding", lambda: "ISO-8859-1")
    assert doctor.LETTERS in about_terminal({}).advice


# The home


@pytest.mark.parametrize(
    "folder",
    [
        *("Dropbox (Personal)/tables", "OneDrive - Town Council/tables", "iCloudDrive/tables"),
        *("Library/Mobile Documents/tables", "Library/CloudStorage/Box/tables", "Nextcloud"),
    ],
)
def test_a_folder_that_a_service_keeps_in_step_is_warned_of(tmp_path: Path, folder: str) -> None:
    assert is_synced(tmp_path / folder)
    assert doctor.SYNC_ADVICE in about_home(Home(tmp_path / folder)).advice


def test_any_other_folder_is_not(tmp_path: Path) -> None:
    assert not is_synced(tmp_path / "tables")


@pytest.mark.parametrize(
    ("speed", "judged"), [(0.4, "0.4 ms, fast"), (40, "40.0 ms, good enough"), (400, "400.0 ms, slow")]
)
def test_the_speed_of_the_disk_is_judged(
    home: Home, monkeypatch: pytest.MonkeyPatch, speed: float, judged: str
) -> None:
    disk(monkeypatch, flush=speed)
    found = about_home(home)
    assert found.facts[-1] == f"Disk flush: {judged}"
    assert (doctor.SLOW in found.advice) is ("slow" in judged)


@pytest.mark.parametrize(("free", "told"), [(83_900_000_000, "83.9 GB"), (12_400_000, "12 MB")])
def test_the_space_left_is_told_and_little_of_it_warned_of(
    home: Home, monkeypatch: pytest.MonkeyPatch, free: int, told: str
) -> None:
    disk(monkeypatch, free=free)
    found = about_home(home)
    assert f"Free space: {told}" in found.facts
    assert (doctor.FULL in found.advice) is ("MB" in told)


def _full(file: int) -> None:
    del file
    raise OSError(28, os.strerror(28))


def _denied(*_: object, **__: object) -> None:
    raise PermissionError(13, os.strerror(13))


@pytest.mark.parametrize(
    ("name", "failure", "reason"),
    [("flush", _full, "disk full"), ("TemporaryDirectory", _denied, "no permission to write there")],
)
def test_a_disk_that_refuses_ends_it_with_one_sentence_after_all_facts(
    home: Home, monkeypatch: pytest.MonkeyPatch, name: str, failure: Callable[..., None], reason: str
) -> None:
    monkeypatch.setattr(doctor, name, failure)
    result = run(home)
    assert isinstance(result.exception, NotWritten)
    assert str(result.exception).startswith(f"Nothing can be recorded in {home.path} ({reason}); ")
    assert result.stdout.splitlines()[-1].startswith("Port: ")
    assert "Disk: cannot be written" in result.stdout
    assert list(home.path.parent.iterdir()) == []


def test_a_home_that_is_a_file_ends_it_too(home: Home) -> None:
    home.path.write_text("no folder", encoding="utf-8")
    assert isinstance(run(home).exception, NotWritten)


# The network


def test_the_likely_address_comes_first_and_its_port_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "addresses", lambda: ["192.168.1.23", "10.0.0.5"])
    monkeypatch.setattr(doctor, "free_port", lambda *_: 8000)
    monkeypatch.setattr(doctor, "answers", lambda *_: True)
    assert about_network().facts == (
        "Addresses: 192.168.1.23 (the likely one); also 10.0.0.5",
        "Port: 8000 is free at 192.168.1.23, and answers there",
    )


@pytest.mark.parametrize(
    ("free", "told"),
    [(8003, "8003 is free, but does not answer there: a firewall is in the way"), (0, "so are the hundred after it")],
)
def test_a_taken_port_is_told_with_the_next_free_one(monkeypatch: pytest.MonkeyPatch, free: int, told: str) -> None:
    monkeypatch.setattr(doctor, "addresses", lambda: ["192.168.1.23"])
    monkeypatch.setattr(doctor, "free_port", lambda *_: free)
    monkeypatch.setattr(doctor, "answers", lambda *_: False)
    assert about_network().facts[1] == f"Port: 8000 is taken at 192.168.1.23; {told}"


def test_without_a_network_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "addresses", list)
    found = about_network()
    assert found.facts[0] == "Addresses: none"
    assert found.advice[0] == OFFLINE
