"""How a promise is measured: our time and a floor in the same run, and the ratio between them."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple


class Figure(NamedTuple):
    """One promise. ``ours`` and ``floor`` have the same unit; the promise is about ``value``."""

    name: str
    ours: str
    floor: str
    value: float
    limit: float
    at_least: bool = False
    note: str = ""

    @property
    def kept(self) -> bool:
        """Whether the promise holds."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        verdict = "kept" if self.kept else "MISSED"
        said = f"{self.name:<46} {self.ours:>12}  {self.floor:>24}  {self.value:7.2f} {sign} {self.limit:<5g} {verdict}"
        return f"{said}\n    {self.note}" if self.note else said


HEADING = f"{'promise':<46} {'ours':>12}  {'floor, same run':>24}  {'ratio':>7}   limit"


LEAST: Final = 50
"""Samples without which none are left out: the five slowest in a hundred of fewer say little."""


class Samples:
    """Milliseconds of one thing, measured again and again: all, and those during which no processor was taken away.

    A hypervisor that gives the processor to other machines lengthens what it meets, whatever the program does.
    """

    def __init__(self) -> None:
        self.all: list[float] = []
        self.undisturbed: list[float] = []

    def take(self, measured: Callable[[], float]) -> None:
        """Measure once more."""
        before = stolen()
        figure = measured()
        self.all.append(figure)
        if stolen() == before:
            self.undisturbed.append(figure)

    @property
    def p95(self) -> float:
        """Return what 95 of 100 do not exceed: of the undisturbed where they are half and enough, else of all."""
        enough = len(self.undisturbed) >= max(LEAST, len(self.all) / 2)
        return p(self.undisturbed if enough else self.all, 95)

    def __str__(self) -> str:
        left_out = len(self.all) - len(self.undisturbed)
        undisturbed = f"{p(self.undisturbed, 95):.1f} ms" if self.undisturbed else "none"
        return (
            f"p95 undisturbed {undisturbed}, of all {p(self.all, 95):.1f} ms; {left_out} of {len(self.all)} disturbed"
        )


def stolen(stat: Path = Path("/proc/stat")) -> int:
    """Return for how long, in ticks, the hypervisor has kept processors from this machine; 0 where nothing tells."""
    try:
        _, *ticks = stat.read_text(encoding="ascii").partition("\n")[0].split()
        return int(ticks[7])
    except (OSError, IndexError):
        return 0


@contextmanager
def without_collection() -> Iterator[None]:
    """Keep Python's garbage collector from choosing one of two sides that are compared."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def best(work: Callable[[], object], times: int = 5) -> float:
    """Return the shortest of several runs: what the machine can do when nothing else disturbs it."""
    return min(seconds(work) for _ in range(times))


def side_by_side(ours: Callable[[], object], floor: Callable[[], object], times: int = 7) -> tuple[float, float]:
    """Return the medians of both, run in turn, so that a slow moment meets both."""
    pairs = [(seconds(ours), seconds(floor)) for _ in range(times)]
    return statistics.median(o for o, _ in pairs), statistics.median(f for _, f in pairs)


def process(arguments: Sequence[str], **environment: str) -> Callable[[], object]:
    """Return something that runs ``python`` with ``arguments`` and waits for it."""
    variables = {**os.environ, **environment}

    def run() -> None:
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=variables)

    return run


def p(figures: Sequence[float], of: float) -> float:
    """Return the value that ``of`` in a hundred do not exceed."""
    return sorted(figures)[min(len(figures) - 1, int(len(figures) * of / 100))]


def ms(value: float) -> str:
    """Return seconds as milliseconds."""
    return f"{value * 1000:.1f} ms"
