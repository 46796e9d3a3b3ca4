"""A table as a process of its own: records lines, says each as soon as it is on its disk, and sends them meanwhile."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from workshop.model.commands import AddCards, StartSession
from workshop.store.writer import SessionWriter, now_ms
from workshop.sync.join_code import read_code
from workshop.sync.membership import join
from workshop.sync.publisher import Publisher


async def record(folder: Path, code: str, lines: int) -> None:
    """Record so many lines more; then wait until the desk has all of them."""
    async with SessionWriter(folder) as writer:
        if not writer.session.id:
            await writer.do(StartSession("Leadership", themes=(("Funding", ""),), table=folder.name))
        theme = writer.session.live_themes()[0].id
        publisher = Publisher(folder, join(folder, read_code(code)), writer.session, lambda: None, now_ms)
        writer.watch(publisher.flushed)
        for number in range(lines):
            receipt = await writer.do(AddCards("insight", theme, (f"line {number}",)))
            sys.stdout.write(f"{receipt.entry.id}\n")
            sys.stdout.flush()
            await asyncio.sleep(0)
        while not publisher.standing.complete:  # noqa: ASYNC110 - its test says for how long
            await asyncio.sleep(0.02)
        await publisher.close()


def begin(folder: Path, code: str, lines: int) -> None:
    """Record in this process."""
    asyncio.run(record(folder, code, lines))
