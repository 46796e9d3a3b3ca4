"""The README runs: each ``$ `` line in its console blocks, in order, in one fresh folder."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.forked import Forks

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")

# What the README takes to be lying on the facilitator's desk.
DESK = {
    "said.txt": "The crossing by the school takes three minutes\nNobody knows the night bus exists\n",
    "paper.txt": "Town hall\n\nGetting in: What keeps people out?\n\n"
    "Insights\n\n· The lift is often broken\n\nExperiments\n\n· Lend out folding stools\n",
}


def transcript() -> list[tuple[str, list[str]]]:
    """Every command of the console blocks, with the lines of output that are shown beneath it."""
    steps: list[tuple[str, list[str]]] = []
    for block in re.findall(r"^```console\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                steps.append((line.removeprefix("$ "), []))
            else:
                steps[-1][1].append(line)
    return steps


def from_the_shell(command: str, desk: Path, environment: Mapping[str, str]) -> str:
    """Return what is printed by the program that was installed."""
    arguments = ["/bin/sh", "-c", command]
    return subprocess.check_output(arguments, cwd=desk, env=environment, encoding="utf-8", timeout=60)


def in_a_fork(command: str, desk: Path, forks: Forks) -> str:
    """Return what is printed by the program, which need not be loaded again."""
    called, _, given = command.partition(" < ")
    program, *arguments = shlex.split(called)
    assert program == "workshop"
    taken, told = (desk.with_suffix(name) for name in (".out", ".err"))
    forks.start(*arguments, given=desk / given if given else Path(os.devnull), taken=taken, told=told)
    assert forks.ended() == 0, f"{command}\n{told.read_text(encoding='utf-8')}"
    return taken.read_text(encoding="utf-8")


def test_every_command_of_the_readme_works_and_answers_as_shown(tmp_path: Path) -> None:
    programs = Path(sys.executable).parent
    assert shutil.which("workshop", path=programs), "install the program first: make test"
    (desk := tmp_path / "desk").mkdir()
    for name, text in DESK.items():
        (desk / name).write_text(text, encoding="utf-8")
    environment = os.environ | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "WORKSHOP_HOME": str(tmp_path / "home"),
        "PYTHONUTF8": "1",
    }
    steps = transcript()
    with Forks(environment, desk) as forks:
        for command, shown in steps:
            # The doctor looks at how the program was started.
            if command in {steps[0][0], "workshop doctor"}:
                printed = from_the_shell(command, desk, environment)
            else:
                printed = in_a_fork(command, desk, forks)
            assert [line for line in shown if line not in printed.splitlines()] == [], command


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_what_the_readme_points_at_exists(target: str) -> None:
    assert (ROOT / target).exists()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"^make (\w+)", README, flags=re.MULTILINE))))
def test_what_the_readme_makes_can_be_made(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE)
