"""Tables that are killed while they record and send, each a process of its own."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from tests.forked import Forked
from tests.sync import recording
from tests.sync.conftest import LEFT_OPEN, copies, desk, journals, needs_server, until

pytestmark = [needs_server, LEFT_OPEN]

LINES = 150


def started(folder: Path, code: str, lines: int = LINES) -> Forked:
    return Forked(recording.begin, folder, code, lines, environment=os.environ)


async def said(process: Forked, lines: int) -> list[str]:
    """Return what the table has acknowledged next."""
    return await asyncio.to_thread(lambda: [process.stdout.readline().strip() for _ in range(lines)])


@pytest.mark.slow
async def test_tables_that_are_killed_lose_nothing_that_they_acknowledged(tmp_path: Path) -> None:
    summit = tmp_path / "summit"
    folders = [tmp_path / str(number) for number in (1, 2, 3)]
    acknowledged: list[str] = []
    async with desk(summit) as hall:
        for after in (20, 70):
            tables = [started(folder, str(hall.code_for(folder.name))) for folder in folders]
            for process in tables:
                acknowledged += await said(process, after)
                process.kill()
            for process in tables:
                rest, _ = await asyncio.to_thread(process.communicate)
                acknowledged += rest.splitlines()
        last = [started(folder, str(hall.code_for(folder.name)), 5) for folder in folders]
        for process in last:
            acknowledged += await said(process, 5)
            await asyncio.to_thread(process.communicate)
            assert process.returncode == 0
        await until(lambda: all(heard.complete for heard in hall.tables()))
        assert not hall.remarks
    there = copies(summit)
    assert there == {name: data for folder in folders for name, data in journals(folder).items()}
    together = b"".join(there.values()).decode()
    assert len(acknowledged) > 3 * (20 + 70 + 5)
    assert not [entry for entry in acknowledged if entry not in together]
