"""What is asked is done whole whatever becomes of the streams: nobody reads on, the disk is full, one is closed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

WORKSHOP = (sys.executable, "-m", "workshop")
ADD = ("add", "park", "--kind", "insight", "-")


@pytest.fixture(autouse=True)
def park(run: Run) -> None:
    """Begin with a session; ``run`` names its home to the processes started here too."""
    run("new", "Park")


def texts(run: Run) -> list[str]:
    return [card["text"] for card in json.loads(run("show", "park", "--json").out)["themes"][0]["cards"]]


def test_every_line_is_recorded_where_nobody_reads_the_ids(run: Run) -> None:
    lines = [f"line {number}" for number in range(2_000)]
    with subprocess.Popen([*WORKSHOP, *ADD], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as adding:
        assert adding.stdin is not None
        assert adding.stdout is not None
        adding.stdout.close()
        adding.stdin.write("\n".join(lines).encode())
        adding.stdin.close()
        assert adding.wait(60) == 0
    assert texts(run) == lines


def test_ids_of_what_is_recorded_are_printed_although_a_later_line_is_refused() -> None:
    given = b"one\ntwo\n" + b"x" * 2_000_000
    said = subprocess.run([*WORKSHOP, *ADD], input=given, capture_output=True, check=False)
    assert (said.returncode, said.stdout.split()) == (1, [b"I01", b"I02"])
    assert said.stderr.count(b"\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
@pytest.mark.parametrize(
    ("arguments", "sentence", "recorded"),
    [
        (ADD, "Not all could be printed (disk full). What is recorded is safe; look at it before", ["one", "two"]),
        (
            ("--help",),
            "Something that is needed could not be used (disk full). What is recorded is safe;",
            [],
        ),
    ],
)
def test_a_full_disk_for_what_is_printed_is_a_sentence(
    run: Run, arguments: tuple[str, ...], sentence: str, recorded: list[str]
) -> None:
    with Path("/dev/full").open("w") as full:
        command = [*WORKSHOP, *arguments]
        said = subprocess.run(command, input=b"one\ntwo\n", stdout=full, stderr=subprocess.PIPE, check=False)
    assert said.returncode == 1
    assert said.stderr.decode().startswith(sentence)
    assert said.stderr.count(b"\n") == 1
    assert texts(run) == recorded


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell closes the stream")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-"])
@pytest.mark.parametrize("command", ["add park --kind insight one", "export park --format txt --output -"])
def test_a_closed_stream_stops_nothing(command: str, closed: str) -> None:
    script = f'"$0" -m workshop {command} {closed}'
    said = subprocess.run(["/bin/sh", "-c", script, sys.executable], capture_output=True, check=False)
    assert (said.returncode, b"Traceback" in said.stderr) == (0, False)
