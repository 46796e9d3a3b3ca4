"""Python itself is set by our programs, in one place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "workshop"
SETTERS = ("gc.disable(", "gc.enable(", "gc.freeze(", "gc.set_threshold(", "sys.setswitchinterval(")


def said_by(code: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_python_is_set_in_one_module() -> None:
    setting = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if any(setter in path.read_text(encoding="utf-8") for setter in SETTERS)
    }
    assert setting == {"live/interpreter.py"}


def test_a_program_that_begins_looks_for_no_garbage_and_one_that_goes_on_seldom() -> None:
    begun = "import gc; from workshop.live import interpreter; interpreter.begin(); print(gc.isenabled())"
    assert said_by(begun) == "False"
    settled = f"{begun}; interpreter.settle(); print(gc.isenabled(), gc.get_threshold()[0], gc.get_freeze_count() > 0)"
    assert said_by(settled).splitlines()[-1] == "True 20000 True"


def test_keys_wait_for_threads_at_most_half_a_millisecond() -> None:
    code = "import sys; from workshop.live import interpreter; interpreter.answer_keys_first(); "
    assert float(said_by(code + "print(sys.getswitchinterval())")) <= 0.0005
