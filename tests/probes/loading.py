"""Loads workshop with probes in it (instrument.py), and writes what they saw as coverage.py's data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.metadata import version
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Final
from zlib import crc32

from tests.probes.instrument import PAIRS, SEEN, Pair, instrument

PACKAGE: Final = "workshop"
EDITION: Final = crc32((Path(__file__).parent / "instrument.py").read_bytes() + version("coverage").encode())

Passed = dict[str, set[Pair]]
"""What was passed in each file."""


class ProbeLoader(SourceFileLoader):
    """Loads a module with probes in it, and keeps what is compiled beside what is compiled without."""

    loaded: Final[list[tuple[str, tuple[tuple[Pair, ...], ...], list[int]]]] = []
    """The path, what each probe stands for and which were passed, of every module loaded here."""

    def exec_module(self, module: ModuleType) -> None:
        try:
            super().exec_module(module)
        finally:
            self.loaded.append((self.path, getattr(module, PAIRS), getattr(module, SEEN)))

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> CodeType:  # type: ignore[override]  # noqa: ANN401
        code: CodeType = compile(
            instrument(bytes(data), str(path)), path, "exec", dont_inherit=True, optimize=_optimize
        )
        return code

    def get_data(self, path: str) -> bytes:
        return super().get_data(_beside(path))

    def set_data(self, path: str, data: Any, *, _mode: int = 0o666) -> None:  # noqa: ANN401
        super().set_data(_beside(path), data, _mode=_mode)


class ProbeFinder(MetaPathFinder):
    """Finds workshop's modules as Python does, and has them loaded with probes."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name.partition(".")[0] != PACKAGE:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = ProbeLoader(name, spec.loader.path)
        return spec


def _beside(path: str) -> str:
    """Return the path of what is compiled with these probes."""
    return f"{path.removesuffix('.pyc')}.{EDITION:08x}.pyc" if path.endswith(".pyc") else path


def passed_here() -> Passed:
    """Return what was passed in this process."""
    passed: Passed = defaultdict(set)
    for path, pairs, seen in ProbeLoader.loaded:
        passed[path].update(pair for place, ways in enumerate(pairs) if seen[place] for pair in ways)
    return passed


def write(passed: Passed) -> None:
    """Write what was passed as coverage.py's data, with the files of which nothing was."""
    from coverage import Coverage  # noqa: PLC0415 - one process writes

    coverage = Coverage()
    coverage.erase()
    data = coverage.get_data()
    data.add_arcs(passed)
    data.touch_files([str(path) for path in Path(PACKAGE).resolve().rglob("*.py")])
    data.write()
