"""The screens look as they did: each is compared with a text under ``snapshots/``; ``UPDATE=1`` writes them anew."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.console.picture import picture
from tests.console.test_summit_page import summit
from workshop.app import Console
from workshop.keymap import Keyboard
from workshop.live.publish import PublishRequest, keep_choice
from workshop.live.workspace import Workspace
from workshop.store.locations import Home

__all__ = ["summit"]

SNAPSHOTS = Path(__file__).parent / "snapshots"
UPDATE = bool(os.environ.get("UPDATE"))
PATIENCE = 6.0
QUIET = 0.6
"""Seconds without a change after which a new picture is taken."""


class Look(NamedTuple):
    """A screen to be looked at: the session (empty: home), the keys that lead there, and the terminal's size."""

    name: str
    session: str = "green-spaces"
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (80, 24)


LOOKS = (
    Look("home empty", ""),
    Look("home", ""),
    Look("table 80x24"),
    Look("table 120x40", keys=("escape",), size=(120, 40)),
    Look("table 200x50", keys=("tab", "escape"), size=(200, 50)),
    Look("table light", keys=("f3",)),
    Look("help", keys=("f1",)),
    Look("details", keys=("escape", "enter")),
    Look("appendix", keys=("f12", "w")),
    Look("summit", "autumn-summit", ("f7",)),
    Look("look alike", "autumn-summit", ("f7", "a")),
)


@pytest.fixture(autouse=True)
def nothing_that_differs(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths begin at the home; the appendix is written when it is told and not before."""
    monkeypatch.setattr(Path, "home", home.path.resolve)
    monkeypatch.setattr("workshop.live.autosave.PAUSE", 600.0)
    monkeypatch.setattr("workshop.live.autosave.LONGEST", 600.0)


@pytest.fixture(params=LOOKS, ids=lambda look: look.name)
def look(request: pytest.FixtureRequest, home: Home) -> Look:
    """A screen to be looked at, and what is to be seen there."""
    wanted: Look = request.param
    if wanted.name != "home empty":
        request.getfixturevalue("folder")
    if wanted.session == "autumn-summit":
        request.getfixturevalue("summit")
    keep_choice(home, "green-spaces", PublishRequest(("txt",)))
    return wanted


async def test_a_screen_looks_as_it_did(look: Look, home: Home) -> None:
    workspace = Workspace(home, home.sessions / look.session) if look.session else None
    app = Console(home, workspace, Keyboard())
    path = SNAPSHOTS / f"{look.name.replace(' ', '-')}.txt"
    async with app.run_test(size=look.size) as pilot:
        for key in look.keys:
            await until(app, is_ready)
            await pilot.press(key)
        await until(app, is_ready)
        await pilot.pause()
        if UPDATE:
            write(path, await settled(app))
        await same(app, path)
    if workspace is not None:
        await workspace.close()


def is_ready(app: Console) -> bool:
    """Return whether what a page reads beside the loop has come."""
    return all(getattr(app.screen, name, True) is not None for name in ("catalogue", "groups", "shown"))


async def until(app: Console, condition: Callable[[Console], object]) -> bool:
    end = asyncio.get_running_loop().time() + PATIENCE
    while not (so := condition(app)) and asyncio.get_running_loop().time() < end:  # noqa: ASYNC110 - it has no event
        await asyncio.sleep(0.02)
    return bool(so)


async def settled(app: Console) -> str:
    """Return the picture once it has not changed for a while."""
    seen, since = picture(app), 0.0
    while since < QUIET:
        await asyncio.sleep(0.05)
        now = picture(app)
        seen, since = now, since + 0.05 if now == seen else 0.0
    return seen


async def same(app: Console, path: Path) -> None:
    """Wait until a screen is as in its file."""
    expected = read(path)
    if not await until(app, lambda app: picture(app) == expected):
        lines = unified_diff(expected.splitlines(), picture(app).splitlines(), path.name, "now", lineterm="")
        pytest.fail("\n".join(lines))


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
