"""The wall on a disk that is really full: a file system of a few megabytes, which only the wall's process sees."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sync.conftest import LEFT_OPEN, LOOPBACK, journals, needs_server, table, until, unused_port
from workshop.store.folder import TABLES
from workshop.sync.join_code import read_code

UNSHARE = shutil.which("unshare") or ""
MOUNT = "mount -t tmpfs -o size=32m tmpfs"


def why_not() -> str:
    """Return why no small disk can be made here; nothing where it can."""
    if sys.platform != "linux" or not UNSHARE:
        return "only Linux gives a process a disk of its own"
    tried = subprocess.run([UNSHARE, "-rm", "sh", "-c", f"{MOUNT} /mnt"], capture_output=True, check=False)
    return "this system lets nobody mount a disk" if tried.returncode else ""


pytestmark = [needs_server, LEFT_OPEN, pytest.mark.skipif(bool(why_not()), reason=why_not() or "it can")]


@pytest.mark.slow
@pytest.mark.first
async def test_a_wall_whose_disk_is_full_says_so_takes_nothing_as_there_and_goes_on_by_itself(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    port = unused_port()
    wall = f"-m workshop wall hall --headless --host {LOOPBACK} --port 0 --nats-port {port}"
    script = f'{MOUNT} "$1" && exec "$0" {wall}'
    process = await asyncio.create_subprocess_exec(
        *(UNSHARE, "-rm", "sh", "-c", script, sys.executable, str(home)),
        env={**os.environ, "WORKSHOP_HOME": str(home)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        await process.stdout.readline()
        code = read_code((await process.stdout.readline()).decode().split()[1])
        there = Path(f"/proc/{process.pid}/root{home}")
        async with table(tmp_path / "table") as seven:
            publisher = seven.join(code)
            await seven.arrives()
            fill(there / "filler")
            for number in range(40):
                await seven.add(f"{number} {'x' * 900}")
            await until(lambda: "disk is full" in publisher.standing.problem)
            assert publisher.standing.at_summit < publisher.standing.recorded
            (there / "filler").unlink()
            await until(lambda: publisher.standing.complete)
        found = {path.name: path.read_bytes() for path in (there / "sessions" / "hall" / TABLES).rglob("*.jsonl")}
        assert found == journals(tmp_path / "table")
    finally:
        process.terminate()
        _, told = await process.communicate()
    assert b"This laptop's disk is full, and the message server takes nothing more." in told
    assert b"Traceback" not in told


def fill(path: Path) -> None:
    """Write until the disk takes no more."""
    with path.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                pass
