"""The program is killed in the middle of its writing, and nothing that it acknowledged is lost.

`workshop add SESSION -` is given more lines than it can take, in several processes at once, and each is ended
with SIGKILL. The first kill of the first session hits a process that was started from the shell; the others hit forks
of a process that has the program loaded, which differ in nothing but the half second that loading takes. What is
random is the moment: for one kill in five it is drawn from the 20 ms after the start, when there may be nothing to
lose yet; for the others from the 20 ms after the first id was printed, in which hundreds more are. A kill shows
that the process may die at any moment; that power may fail rests on fsync, which no test can show.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from tests.forked import Forks
from tests.store.making import NOON, start
from workshop.store.folder import load
from workshop.store.verify import check

KILLS: Final = int(os.environ.get("CRASHES", "100"))
IN_A_ROW: Final = 5
"""Kills of one session, each of which opens what the earlier ones left."""

AT_ONCE: Final = 4
LINES: Final = 4000
BURST: Final = 0.02
"""Seconds of writing at full speed."""

ROOT: Final = Path(__file__).parents[2]
NOWHERE: Final = Path(os.devnull)

pytestmark = pytest.mark.crash


def text(number: int) -> str:
    return f"line {number}: trust is slow to build"


def command(home: Path, *arguments: str) -> list[str]:
    return ["--home", str(home), *arguments]


class Start(NamedTuple):
    """How a fork is begun, and whether it is killed before it has printed anything, as likely as not."""

    forks: Forks
    early: bool


class Row(NamedTuple):
    """Kills of one session, and whether the first hits a process that was started from the shell."""

    session: str
    kills: int
    shell: bool
    forks: Forks


def until_something_is_printed(taken: Path) -> None:
    ends = time.monotonic() + 30
    while not (taken.exists() and taken.stat().st_size):
        assert time.monotonic() < ends, "nothing was printed"
        time.sleep(0.001)


def cards_in(taken: Path) -> list[str]:
    """The ids that were printed whole."""
    printed = taken.read_bytes() if taken.exists() else b""
    return printed[: printed.rfind(b"\n") + 1].decode().splitlines()


def killed_from_the_shell(home: Path, session: str, taken: Path, wait: float) -> None:
    shell = [sys.executable, "-m", "workshop", *command(home, "add", session, "--kind", "insight", "-")]
    with (
        (home / "lines.txt").open("rb") as lines,
        taken.open("wb") as ids,
        subprocess.Popen(shell, stdin=lines, stdout=ids, cwd=ROOT) as process,
    ):
        until_something_is_printed(taken)
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)


def killed_in_a_fork(home: Path, session: str, taken: Path, wait: float, start: Start) -> None:
    arguments = command(home, "add", session, "--kind", "insight", "-")
    child = start.forks.start(*arguments, given=home / "lines.txt", taken=taken, told=NOWHERE)
    if not start.early:
        until_something_is_printed(taken)
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    assert start.forks.ended() == -signal.SIGKILL


def killed_in_a_row(home: Path, row: Row) -> int:
    """Kill the writing of one session again and again; return how many cards were promised."""
    folder, chance = home / "sessions" / row.session, random.SystemRandom()
    start(folder).close()
    promised: dict[str, str] = {}
    for kill in range(row.kills):
        taken, wait = home / f"{row.session}-{kill}.txt", chance.uniform(0, BURST)
        if kill == 0 and row.shell:
            killed_from_the_shell(home, row.session, taken, wait)
        else:
            killed_in_a_fork(home, row.session, taken, wait, Start(row.forks, chance.random() < 0.2))
        cards = cards_in(taken)
        assert not promised.keys() & set(cards), "an id was given twice"
        promised |= {card: text(number) for number, card in enumerate(cards)}
        state = load(folder).session
        assert promised.items() <= {state.shown_id(card): card.text for card in state.cards.values()}.items()
    row.forks.start(*command(home, "check", row.session), given=NOWHERE, taken=NOWHERE, told=NOWHERE)
    assert row.forks.ended() == 0
    assert check(folder, 2 * NOON).problems == ()
    return len(promised)


@pytest.mark.parametrize("half", [0, 1])
def test_every_id_that_was_printed_is_there_after_a_kill(tmp_path: Path, half: int) -> None:
    (tmp_path / "lines.txt").write_text("".join(f"{text(number)}\n" for number in range(LINES)))
    kills = KILLS // 2 + half * (KILLS % 2)
    with ExitStack() as loaded, ThreadPoolExecutor(AT_ONCE) as pool:
        rows = [
            Row(f"table-{done}", min(IN_A_ROW, kills - done), done == 0, loaded.enter_context(Forks(os.environ, ROOT)))
            for done in range(0, kills, IN_A_ROW)
        ]
        total = sum(pool.map(partial(killed_in_a_row, tmp_path), rows))
    assert total > kills * 5, "hardly anything was at stake"
