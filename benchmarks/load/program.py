"""The servers that are measured, each in a process of its own: the console's, the room's, and one that does nothing."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import re
import signal
import socket
import struct
import subprocess
import sys
import termios
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Final

EMPTY: Final = """
import asyncio
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
from workshop.web.server import bind, _configured, _EmbeddedServer, _room_for_files
async def nothing(request):
    await request.body()
    return Response(b'{}', 200, media_type='application/json')
async def main():
    listening = bind('127.0.0.1', 0)
    print('ready', f'http://127.0.0.1:{listening.getsockname()[1]}/', 'key', '-', flush=True)
    app = Starlette(routes=[Route('/votes', nothing, methods=['POST'])])
    await _EmbeddedServer(_configured(app), _room_for_files()).serve(sockets=[listening])
asyncio.run(main())
"""
SIZE: Final = (40, 120)
PATIENCE: Final = 30.0
PIECE: Final = 65_536
READY: Final = re.compile(r"ready (\S+) key (\S+)\n")
BALLOTS: Final = re.compile(rb"(\d+)(?: of \d+)? ballots? in")
TO_THE_TABLE: Final = b"\x1b"
"""The key that leads from how to join to the table, whose head says how many ballots are in."""


class Program(ABC):
    """A server in a process of its own; a console has a ``screen``."""

    def __init__(self, pid: int, url: str, key: str) -> None:
        self.pid = pid
        self.url = url
        self.key = key
        self.screen: Screen | None = None

    @property
    def memory(self) -> float:
        """Return the most memory it has had, in MB."""
        return self._megabytes("VmHWM:")

    @property
    def memory_now(self) -> float:
        """Return the memory it has now, in MB."""
        return self._megabytes("VmRSS:")

    @property
    def cpu(self) -> float:
        """Return the seconds for which it has used a core."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text("utf-8").split()[0]) for task in tasks) / 1e9

    @property
    def files(self) -> int:
        """Return how many files and sockets it has open."""
        return len(list(Path(f"/proc/{self.pid}/fd").iterdir()))

    @abstractmethod
    def end(self, number: int = signal.SIGTERM) -> None:
        """Stop it."""

    def _megabytes(self, name: str) -> float:
        status = Path(f"/proc/{self.pid}/status").read_text("utf-8")
        return int(status.partition(name)[2].split()[0]) / 1024


class Served(Program):
    """``workshop serve``, or a server that says "ready" as it does."""

    def __init__(self, *arguments: str) -> None:
        self._process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        ready = READY.match(self._process.stdout.readline())
        if ready is None:
            raise RuntimeError("The server did not start.")
        super().__init__(self._process.pid, ready[1], ready[2])

    def end(self, number: int = signal.SIGTERM) -> None:
        """Stop it."""
        if self._process.poll() is None:
            self._process.send_signal(number)
        self._process.communicate(timeout=PATIENCE)


class Screen:
    """What a console paints, read as it comes; ``heard`` is given each piece."""

    def __init__(self, handle: int, heard: Callable[[bytes], None] = lambda _: None) -> None:
        self.handle = open(handle, "r+b", 0)  # noqa: SIM115 - closed by whoever reads it
        self.heard = heard

    def read(self) -> bool:
        """Take what came; say whether there will be more."""
        try:
            data = os.read(self.handle.fileno(), PIECE)
        except OSError:
            return False
        self.heard(data)
        return bool(data)


class Console(Program):
    """``workshop open`` with phones, in a pseudo terminal."""

    def __init__(self, home: Path, slug: str) -> None:
        port = _free_port()
        pid, handle = pty.fork()
        if pid == 0:
            os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor"})
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
            at = ("--phones", "--host", "127.0.0.1", "--port", str(port))
            words = (sys.executable, "-m", "workshop", "--home", str(home), "open", slug, *at)
            os.execv(sys.executable, words)  # noqa: S606 - this very Python
        os.set_blocking(handle, False)
        self.screen = screen = Screen(handle)
        painted = bytearray()
        screen.heard = painted.extend
        _wait(lambda: _answers(port), screen, painted)
        key = json.loads((home / "sessions" / slug / "phones.json").read_bytes())["key"]
        super().__init__(pid, f"http://127.0.0.1:{port}/", key)
        self.screen = screen

    def press(self, *keys: bytes) -> None:
        """Press keys, one after the other, each once the screen has come to rest."""
        assert self.screen is not None
        for key in keys:
            os.write(self.screen.handle.fileno(), key)
            painted = bytearray()
            self.screen.heard = painted.extend
            _rest(self.screen)
        self.screen.heard = lambda _: None

    def end(self, number: int = signal.SIGKILL) -> None:
        """Stop it."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)
            os.waitpid(self.pid, 0)
        if self.screen is not None:
            self.screen.handle.close()


def empty() -> Program:
    """Start the same server with a handler that does nothing."""
    return Served("-c", EMPTY)


def room(home: Path, slug: str) -> Program:
    """Start the room's server without a console."""
    return Served("-m", "workshop", "--home", str(home), "serve", slug, "--port", "0")


def console(home: Path, slug: str) -> Program:
    """Start the room's server in a console that shows the table."""
    program = Console(home, slug)
    program.press(TO_THE_TABLE)
    return program


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def _wait(until: Callable[[], bool], screen: Screen, painted: bytearray) -> None:
    end = time.perf_counter() + PATIENCE
    while not until():
        if time.perf_counter() > end:
            raise TimeoutError(f"The console serves no phones. It painted: {bytes(painted[-500:])!r}")
        _rest(screen, 0.05)


def _rest(screen: Screen, quiet: float = 0.4) -> None:
    """Read until nothing has been painted for a while."""
    last = time.perf_counter()
    while time.perf_counter() - last < quiet:
        try:
            data = os.read(screen.handle.fileno(), PIECE)
        except BlockingIOError:
            time.sleep(0.01)
        except OSError as error:
            raise RuntimeError("The console has ended.") from error
        else:
            screen.heard(data)
            last = time.perf_counter()
