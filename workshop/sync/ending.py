"""Ending tasks for sure."""

from __future__ import annotations

import asyncio
from typing import Final

AGAIN: Final = 0.3


async def end(*tasks: asyncio.Task[None]) -> None:
    """Cancel tasks until they have ended: one that waits within the messaging library may miss the first time."""
    waiting = {task for task in tasks if not task.done()}
    while waiting:
        for task in waiting:
            task.cancel()
        _, waiting = await asyncio.wait(waiting, timeout=AGAIN)
    for task in tasks:
        if not task.cancelled():
            task.exception()
