"""Settings: kept in the catalogue, read from its front, and none where nothing can be read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from workshop.store.catalogue import Catalogue
from workshop.store.locations import Home
from workshop.store.settings import CATALOGUE, FRONT, read_settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    home.sessions.mkdir()
    return home


def written(home: Home, text: str) -> None:
    (home.sessions / CATALOGUE).write_text(text, encoding="utf-8")


def rows(**values: str) -> dict[str, dict[str, str]]:
    return {str(at): {"name": name, "value": value} for at, (name, value) in enumerate(values.items(), 1)}


def test_a_setting_is_read_until_it_is_forgotten(home: Home) -> None:
    catalogue = Catalogue(home)
    catalogue.set("theme", "light")
    catalogue.set("keys", "plain")
    assert read_settings(home) == {"theme": "light", "keys": "plain"}
    catalogue.forget("theme")
    assert read_settings(home) == {"keys": "plain"}


def test_settings_behind_other_tables_are_read(home: Home) -> None:
    written(home, json.dumps({"sessions": {}, "settings": rows(theme="light")}))
    assert read_settings(home) == {"theme": "light"}


def test_settings_longer_than_the_front_are_read_whole(home: Home) -> None:
    long = "x" * FRONT
    written(home, json.dumps({"settings": rows(theme=long)}))
    assert read_settings(home) == {"theme": long}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"sessions": {}}', '{"settings": [1]}', '{"settings": {"1": 2}}'])
def test_a_catalogue_without_sound_settings_has_none(home: Home, text: str) -> None:
    written(home, text)
    assert read_settings(home) == {}


def test_a_home_without_a_catalogue_has_no_settings(home: Home) -> None:
    assert read_settings(home) == {}
