"""``workshop`` as a process of its own, forked from one that has imported it: that takes longer than what it does."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Self

IMPORTED = [
    "_strptime",
    "cryptography.hazmat.primitives.asymmetric.ec",
    "cryptography.x509",
    "encodings.idna",
    "uvicorn.lifespan.off",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
    "uvicorn.protocols.websockets.auto",
    "workshop.cli.moving",
    "workshop.cli.record",
    "workshop.cli.serve",
    "workshop.cli.summit",
    "workshop.cli.upkeep",
    "workshop.live.autosave",
    "workshop.live.export_worker",
    "workshop.live.handouts",
    "workshop.live.running_wall",
    "workshop.sync.front",
    "workshop.sync.publisher",
]


class Forked:
    """A process that runs a function of a module; what it says is read as that of a ``Popen``."""

    def __init__(self, work: Callable[..., None], *arguments: object, environment: Mapping[str, str]) -> None:
        methods = multiprocessing.get_all_start_methods()
        context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        context.set_forkserver_preload(IMPORTED)
        out, said = context.Pipe(duplex=False)
        errors, warned = context.Pipe(duplex=False)
        told = work, arguments, dict(environment), said, warned
        self._process = context.Process(target=_begin, args=told)
        self._process.start()
        said.close()
        warned.close()
        self.stdout, self.stderr = (os.fdopen(os.dup(end.fileno()), encoding="utf-8") for end in (out, errors))
        out.close()
        errors.close()

    @property
    def returncode(self) -> int | None:
        code: int | None = self._process.exitcode
        return code

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        assert self.returncode is not None, "it did not end in time"
        return self.returncode

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """Return what else it said, once it has ended."""
        self.wait(timeout)
        with self.stdout, self.stderr:
            return self.stdout.read(), self.stderr.read()


class Forks:
    """A process that has the program loaded and runs ``workshop`` again and again, each time in a fork of it."""

    def __init__(self, environment: Mapping[str, str], folder: Path) -> None:
        self._asked, there = multiprocessing.Pipe()
        with there:
            self._process = Forked(_serve, there, folder, environment=environment)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._asked:
            self._asked.send(())
        self._process.communicate()

    def start(self, *arguments: str, given: Path, taken: Path, told: Path) -> int:
        """Begin one, with files in the place of its three streams; return its number."""
        self._asked.send((arguments, (given, taken, told)))
        return int(self._asked.recv())

    def ended(self) -> int:
        """Wait for the end of what was begun, and return the exit status."""
        return int(self._asked.recv())


def _serve(asked: Connection, folder: Path) -> None:
    """Say which process was forked, and how it ended, until nothing is asked for."""
    os.chdir(folder)
    while wanted := asked.recv():
        arguments, (given, *written) = wanted
        child = os.fork()
        if child == 0:
            sys.stdin = given.open(encoding="utf-8")
            for number, path in enumerate(written, 1):
                os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
            workshop(*arguments)
            sys.exit()
        asked.send(child)
        _, status = os.waitpid(child, 0)
        asked.send(os.waitstatus_to_exitcode(status))


def _begin(
    work: Callable[..., None],
    arguments: tuple[object, ...],
    environment: dict[str, str],
    said: Connection,
    warned: Connection,
) -> None:
    """Run it as if it had been started by itself: with an environment of its own, heard at the ends of pipes."""
    gc.freeze()
    os.dup2(said.fileno(), 1)
    os.dup2(warned.fileno(), 2)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - until it ends
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115 - as above
    os.environ.clear()
    os.environ.update(environment)
    try:
        work(*arguments)
    finally:
        gc.collect()  # a task that was left behind says so


def workshop(*arguments: str) -> None:
    """Run ``workshop`` with arguments."""
    from workshop.cli import main  # noqa: PLC0415 - in the process that was forked

    sys.argv = ["workshop", *arguments]
    main()
