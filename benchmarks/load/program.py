"""The servers that are measured, each in a process of its own: the room's, and one whose handler does nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
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


class Program:
    """A server in a process of its own."""

    def __init__(self, pid: int, url: str, key: str) -> None:
        self.pid = pid
        self.url = url
        self.key = key

    @property
    def memory(self) -> float:
        """Give the most memory it has had, in MB."""
        return self._megabytes("VmHWM:")

    @property
    def memory_now(self) -> float:
        """Give the memory it has now, in MB."""
        return self._megabytes("VmRSS:")

    def _megabytes(self, name: str) -> float:
        status = Path(f"/proc/{self.pid}/status").read_text("utf-8")
        return int(status.partition(name)[2].split()[0]) / 1024

    @property
    def cpu(self) -> float:
        """Give the seconds for which it has used a core."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text("utf-8").split()[0]) for task in tasks) / 1e9

    @property
    def files(self) -> int:
        """Give how many files and sockets it has open."""
        return len(list(Path(f"/proc/{self.pid}/fd").iterdir()))

    def end(self, number: int = signal.SIGTERM) -> None:
        """Stop it."""
        raise NotImplementedError


class Served(Program):
    """``workshop serve``, or a server that says "ready" as it does."""

    def __init__(self, *arguments: str) -> None:
        self._process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        words = self._process.stdout.readline().split()
        if len(words) != 4:
            raise RuntimeError("The server did not start.")
        super().__init__(self._process.pid, words[1], words[3])

    def end(self, number: int = signal.SIGTERM) -> None:
        """Stop it."""
        if self._process.poll() is None:
            self._process.send_signal(number)
        self._process.communicate(timeout=30)


def empty() -> Program:
    """Start the same server with a handler that does nothing."""
    return Served("-c", EMPTY)


def room(home: Path, slug: str) -> Program:
    """Start the room's server. One place, so that what is measured can be switched."""
    return Served("-m", "workshop", "--home", str(home), "serve", slug, "--port", "0")
