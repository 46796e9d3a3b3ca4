"""The programs of a hall on one computer: wall, message server and front ends, and what each uses."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.hall_voters import CARDS, DOTS, PATIENCE, shown_id
from benchmarks.load.crowd import Answer, Crowd
from benchmarks.load.program import Served
from benchmarks.load.scenes import join
from workshop.model import commands as c
from workshop.store.folder import load
from workshop.store.locations import Home
from workshop.store.writer import SessionWriter

FRONTS: Final = 4
LISTENING: Final = 500


async def make_table(folder: Path) -> None:
    """Record what the hall will vote on."""
    async with SessionWriter(folder) as writer:
        await writer.do(c.StartSession("Learning", (("Parks", "What would people use in winter?"),), "7"))
        theme = writer.session.live_themes()[0].id
        for number in range(CARDS):
            await writer.do(c.AddCards("experiment", theme, (f"Experiment {number}: one lit loop for a month",)))


async def open_vote(folder: Path) -> str:
    """Open a vote on all cards of a session; return its name."""
    async with SessionWriter(folder) as writer:
        ballot = (await writer.do(c.DraftBallot(dots=DOTS, most=DOTS))).entry.id
        await writer.do(c.OpenBallot(ballot))
        return ballot


def cores(home: Home, summit: str, wall: subprocess.Popen[str], fronts: list[Front]) -> list[float]:
    """Return the seconds of a core that front ends, wall and message server have used."""
    return [sum(each.program.cpu for each in fronts), core(wall.pid), core(server_of(home, summit))]


def core(pid: int) -> float:
    """Return the seconds for which a process has used a core."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text("utf-8").split()[0]) for task in tasks) / 1e9


def server_of(home: Home, summit: str) -> int:
    """Return the message server's process."""
    pid = json.loads((home.sessions / summit / "wall" / "server.json").read_bytes())["pid"]
    assert isinstance(pid, int)
    return pid


def line_of(home: Home, summit: str) -> float:
    """Return the bytes of a line in the desk's copies."""
    files = (home.sessions / summit / "wall" / "hall").glob("f*/*.jsonl")
    lines = [len(line) for path in files for line in path.read_bytes().splitlines(keepends=True)]
    return sum(lines) / len(lines)


def listening(program: Served) -> tuple[float, float, float]:
    """Return the KB for each phone whose page listens, and milliseconds of a core to let it in and to tell it."""
    crowd = Crowd(program.url)
    memory, began = program.memory_now, program.cpu
    cookies, _ = join(crowd, program, LISTENING)
    pages: list[Answer] = []
    heard = [0]

    def hear(data: bytes) -> None:
        heard[0] += bool(data)

    for cookie in cookies:
        line = crowd.line()
        line.ask(crowd.request("/", cookie), pages.append)
        crowd.listen(crowd.request("/events", cookie), hear)
    crowd.run(lambda: heard[0] >= LISTENING and len(pages) == LISTENING)
    arrived = program.cpu
    before = heard[0]
    crowd.line().ask(crowd.request("/votes", cookies[0], {"card": shown_id(0), "dots": 1}), pages.append)
    crowd.run(lambda: heard[0] >= before + LISTENING)
    told, grown = program.cpu - arrived, program.memory_now - memory
    crowd.end()
    return grown * 1024 / LISTENING, (arrived - began) * 1000 / LISTENING, told * 1000 / LISTENING


def end_all(fronts: list[Front]) -> None:
    """End all front ends, those that came later too."""
    for each in fronts:
        each.program.end()


class Front(NamedTuple):
    """One front end, and the port that it keeps."""

    program: Served
    port: int


def front(home: Home, summit: str, number: int, port: int = 0) -> Front:
    """Start a front end."""
    port = port or free_port()
    words = ("serve", summit, "--front", f"f{number}", "--port", str(port))
    return Front(Served("-m", "workshop", "--home", str(home.path), *words), port)


def free_port() -> int:
    """Return a port that nobody takes now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def wait_for_vote(home: Home, summit: str, ballot: str) -> None:
    """Return when every front end has the vote."""
    folders = [home.sessions / f"{summit}-front-f{number}" for number in range(FRONTS)]
    end = time.monotonic() + PATIENCE
    while not all(ballot in load(folder).session.ballots for folder in folders):
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.1)


def said(home: Home, *words: str) -> str:
    """Run a command to its end; return what it said to people."""
    command = [sys.executable, "-m", "workshop", "--home", str(home.path), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stderr


def begun(home: Home, *words: str) -> subprocess.Popen[str]:
    """Start a command that goes on."""
    command = [sys.executable, "-m", "workshop", "--home", str(home.path), *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str]) -> None:
    """End it in good order."""
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
