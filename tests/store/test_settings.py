"""Settings: a file of their own, and none where nothing can be read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from workshop.model.errors import NotWritten
from workshop.store import settings
from workshop.store.locations import Home
from workshop.store.settings import keep_setting, read_settings

if TYPE_CHECKING:
    from tests.store.conftest import Mount

ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    home.sessions.mkdir()
    return home


def file(home: Home) -> Path:
    return home.sessions / "settings.json"


def test_a_setting_is_kept_until_it_is_the_usual_again(home: Home) -> None:
    keep_setting(home, "theme", "light")
    keep_setting(home, "people", {"usual": [8, "ä"]})
    assert read_settings(home) == {"theme": "light", "people": {"usual": [8, "ä"]}}
    keep_setting(home, "theme", None)
    assert read_settings(home) == {"people": {"usual": [8, "ä"]}}


def test_a_setting_is_kept_in_a_home_that_has_nothing_yet(tmp_path: Path) -> None:
    home = Home(tmp_path / "new")
    assert read_settings(home) == {}
    keep_setting(home, "theme", "light")
    assert read_settings(home) == {"theme": "light"}


def test_settings_of_the_first_release_are_found_in_its_catalogue(home: Home) -> None:
    rows = {"1": {"name": "theme", "value": "light"}, "2": {"name": "table", "value": "7"}}
    (home.sessions / "catalogue.json").write_text(json.dumps({"sessions": {}, "settings": rows}), encoding="utf-8")
    assert read_settings(home) == {"theme": "light", "table": "7"}
    keep_setting(home, "theme", None)
    assert read_settings(home) == {"table": "7"}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"sessions": {}}', '{"settings": [1]}', '{"settings": {"1": 2}}'])
def test_a_catalogue_without_sound_settings_has_none(home: Home, text: str) -> None:
    (home.sessions / "catalogue.json").write_text(text, encoding="utf-8")
    assert read_settings(home) == {}


@pytest.mark.parametrize("damaged", ["", "{", "[]", "5", "[" * 100_000])
def test_damaged_settings_are_none_and_the_next_that_is_kept_sets_them_aside(home: Home, damaged: str) -> None:
    file(home).write_text(damaged, encoding="utf-8")
    assert read_settings(home) == {}
    keep_setting(home, "theme", "light")
    assert read_settings(home) == {"theme": "light"}
    assert (home.sessions / "settings.damaged.json").read_text(encoding="utf-8") == damaged


def test_a_setting_that_cannot_be_kept_is_said(disk: tuple[Path, Mount]) -> None:
    path, mount = disk
    (path / "sessions").mkdir()
    mount("ro")
    with pytest.raises(NotWritten, match=r"^sessions/settings\.json could not be written; nothing recorded is lost\.$"):
        keep_setting(Home(path), "theme", "light")


def test_settings_that_another_process_holds_are_not_waited_for_for_ever(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PATIENCE", 0.05)
    with FileLock(file(home).with_suffix(".lock")), pytest.raises(NotWritten):
        keep_setting(home, "theme", "light")


KEEPING = """
import sys
from pathlib import Path
from workshop.store.locations import Home
from workshop.store.settings import keep_setting
for number in range(20):
    keep_setting(Home(Path(sys.argv[1])), f"{sys.argv[2]}-{number}", number)
"""


def test_two_processes_that_keep_settings_at_once_lose_none(home: Home) -> None:
    processes = [
        subprocess.Popen([sys.executable, "-c", KEEPING, str(home.path), name], cwd=ROOT) for name in ("a", "b")
    ]
    assert [process.wait() for process in processes] == [0, 0]
    assert len(read_settings(home)) == 40
