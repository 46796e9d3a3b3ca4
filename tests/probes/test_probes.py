"""The probes see what coverage.py's own tracer sees: the same statements, the same ways from line to line."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from coverage import Coverage

from tests.probes.instrument import PAIRS, SEEN, instrument

WALKED = Path(__file__).parent / "walked.txt"
"""A module with every statement that branches, and ``walk``; its conditions are laid out as the formatter would not."""

NUMBERS = tuple(range(12))
WALKS = ((), *((number,) for number in NUMBERS), NUMBERS, ("word",), ([1], []), (None, 2.5), (*NUMBERS, [0], "", None))


def figures(coverage: Coverage, path: Path) -> dict[str, Any]:
    """Return what coverage.py says of a file."""
    report = path.with_suffix(".json")
    coverage.json_report(outfile=str(report))
    (file,) = json.loads(report.read_text())["files"].values()
    return {key: sorted(value) for key, value in file.items() if isinstance(value, list)}


def opened(path: Path) -> Coverage:
    return Coverage(data_file=str(path.with_suffix(".coverage")), branch=True, include=[str(path)], config_file=False)


def traced(path: Path, walks: tuple[object, ...]) -> dict[str, Any]:
    """Return what the tracer has seen."""
    code, names = compile(path.read_text(), path, "exec"), dict[str, Any]()
    coverage, before = opened(path), sys.gettrace()
    coverage.start()
    exec(code, names)  # noqa: S102 - our own sample
    for walk in walks:
        names["walk"](walk)
    coverage.stop()
    sys.settrace(before)
    return figures(coverage, path)


def probed(path: Path, walks: tuple[object, ...]) -> dict[str, Any]:
    """Return what the probes have seen."""
    names = dict[str, Any]()
    exec(compile(instrument(path.read_text(), str(path)), path, "exec"), names)  # noqa: S102 - as above
    for walk in walks:
        names["walk"](walk)
    passed = {pair for place, pairs in enumerate(names[PAIRS]) if names[SEEN][place] for pair in pairs}
    coverage = opened(path)
    coverage.get_data().add_arcs({str(path): passed})
    return figures(coverage, path)


@pytest.mark.parametrize("walks", WALKS, ids=str)
def test_probes_and_tracer_see_the_same(tmp_path: Path, walks: tuple[object, ...]) -> None:
    for name in "traced", "probed":
        (tmp_path / name).mkdir()
        (tmp_path / name / "walked.py").write_text(WALKED.read_text())
    seen = traced(tmp_path / "traced" / "walked.py", walks)
    assert seen["executed_lines"]
    assert probed(tmp_path / "probed" / "walked.py", walks) == seen


def test_a_module_says_its_name_and_its_lines_as_without_probes(tmp_path: Path) -> None:
    path = tmp_path / "failing.py"
    path.write_text(
        '"""What it does."""\n\nfrom __future__ import annotations\n\ndef fail():\n    raise LookupError("here")\n'
    )
    names = dict[str, Any]()
    exec(compile(instrument(path.read_text(), str(path)), path, "exec"), names)  # noqa: S102 - as above
    assert names["__doc__"] == "What it does."
    with pytest.raises(LookupError, match="here") as raised:
        names["fail"]()
    assert raised.traceback[-1].lineno == 5
