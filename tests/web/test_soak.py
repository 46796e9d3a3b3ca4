"""Phones that come, vote and go as in a minute, in a third of it (``make soak`` goes on for half an hour)."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from benchmarks.load.program import room
from benchmarks.load.session import SLUG, make_session
from benchmarks.soak import A_SECOND, Soak
from workshop.store.folder import load

SECONDS = float(os.environ.get("SOAK", "20"))
PACE = 3.0


@pytest.mark.slow
@pytest.mark.first
@pytest.mark.skipif(sys.platform != "linux", reason="memory and open files are read from /proc")
def test_nothing_grows_while_phones_come_and_go(tmp_path: Path) -> None:
    folder = asyncio.run(make_session(tmp_path, 500))
    program = room(tmp_path, SLUG)
    soak = Soak(program, SECONDS, PACE)
    try:
        soak.run()
    finally:
        program.end()
    assert soak.votes > SECONDS * PACE * A_SECOND / 2
    assert not soak.failed
    assert len(load(folder).entries) >= 500 + soak.votes
    assert soak.growth(lambda sample: sample.files) <= 3
    # What is recorded is kept in memory: less than a kilobyte a vote. All else is a tenth of what the server takes.
    record = soak.growth(lambda sample: sample.votes) / 1024
    assert soak.growth(lambda sample: sample.memory) - record < 2.5
