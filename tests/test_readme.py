"""The README runs: each ``$ `` line in its console blocks, in order, in one fresh folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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


def test_every_command_of_the_readme_works_and_answers_as_shown(tmp_path: Path) -> None:
    programs = Path(sys.executable).parent
    assert shutil.which("workshop", path=programs), "install the program first: make test"
    for name, text in DESK.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    environment = os.environ | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "WORKSHOP_HOME": str(tmp_path / "home"),
        "PYTHONUTF8": "1",
    }
    steps = transcript()
    assert steps
    for command, shown in steps:
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        assert [line for line in shown if line not in done.stdout.splitlines()] == [], command


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_what_the_readme_points_at_exists(target: str) -> None:
    assert (ROOT / target).exists()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"^make (\w+)", README, flags=re.MULTILINE))))
def test_what_the_readme_makes_can_be_made(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE)
