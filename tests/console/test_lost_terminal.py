"""A terminal that goes away takes the program with it, and nothing that was recorded or being written."""

from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.console.test_raw_bytes import PATIENCE, Screen, _environment
from workshop.live.draft import read_draft
from workshop.live.export_worker import write_here
from workshop.model.commands import StartTimer
from workshop.store.locations import Home
from workshop.store.writer import SessionWriter
from workshop.store.writing_right import WritingRight


@pytest.mark.parametrize("told", [True, False], ids=["told of it", "not told of it"])
def test_the_program_ends_and_the_session_is_free_again(home: Home, folder: Path, *, told: bool) -> None:
    """Where the terminal is not the program's own it hears of nothing, and finds out when the time goes on."""
    asyncio.run(running_timer(folder))
    write_here(home, folder)
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    begin = "import fcntl, os, sys, termios; os.setsid(); "
    take = "fcntl.ioctl(0, termios.TIOCSCTTY, 0); " if told else ""
    program = f"{begin}{take}os.execv(sys.executable, [sys.executable, '-m', 'workshop', 'open', '{folder.name}'])"
    running = subprocess.Popen(
        [sys.executable, "-c", program], stdin=its, stdout=its, stderr=its, env=_environment(home, {})
    )
    os.close(its)
    it = Screen(ours, running.pid)
    it.until("Insight")
    it.press("half a thought")
    it.until("half a thought")
    end = time.monotonic() + PATIENCE
    while "half a thought" not in read_draft(folder).text:
        assert time.monotonic() < end
    os.close(ours)
    assert running.wait(PATIENCE) == 129
    WritingRight(folder).give_up()
    assert read_draft(folder).text == "half a thought"


async def running_timer(folder: Path) -> None:
    async with SessionWriter(folder) as writer:
        await writer.do(StartTimer(600))
