"""Tables that are killed while they record and send, each a process of its own."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from tests.sync.conftest import LEFT_OPEN, copies, desk, journals, needs_server, until

pytestmark = [needs_server, LEFT_OPEN]

ROOT = Path(__file__).parent.parent.parent
LINES = 150


async def started(folder: Path, code: str, lines: int = LINES) -> asyncio.subprocess.Process:
    arguments = ("-m", "tests.sync.recording", str(folder), code, str(lines))
    return await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=asyncio.subprocess.PIPE, cwd=ROOT)


async def said(process: asyncio.subprocess.Process, lines: int) -> list[str]:
    """Return what the table has acknowledged next."""
    assert process.stdout is not None
    return [(await process.stdout.readline()).decode().strip() for _ in range(lines)]


@pytest.mark.slow
async def test_tables_that_are_killed_lose_nothing_that_they_acknowledged(tmp_path: Path) -> None:
    summit = tmp_path / "summit"
    folders = [tmp_path / str(number) for number in (1, 2, 3)]
    acknowledged: list[str] = []
    async with desk(summit) as hall:
        for after in (20, 70):
            tables = [await started(folder, str(hall.code_for(folder.name))) for folder in folders]
            for process in tables:
                acknowledged += await said(process, after)
                process.kill()
            for process in tables:
                rest, _ = await process.communicate()
                acknowledged += [line.decode() for line in rest.splitlines()]
        last = [await started(folder, str(hall.code_for(folder.name)), 5) for folder in folders]
        for process in last:
            acknowledged += await said(process, 5)
            assert await process.wait() == 0
        await until(lambda: all(heard.complete for heard in hall.tables()))
        assert not hall.remarks
    there = copies(summit)
    assert there == {name: data for folder in folders for name, data in journals(folder).items()}
    together = b"".join(there.values()).decode()
    assert len(acknowledged) > 3 * (20 + 70 + 5)
    assert not [entry for entry in acknowledged if entry not in together]
