"""Settings: keys, colours and beginnings that a person chose, read at the start and changed on a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.console.homes import House, at_home
from tests.console.seats import Seats
from workshop.app import Console
from workshop.keymap import ACTIONS, Keyboard
from workshop.keymap.overrides import checked, key_of
from workshop.live.workspace import Workspace
from workshop.screens.settings.screen import SettingsPage
from workshop.store.locations import Home
from workshop.store.settings import keep_setting, read_settings


async def settings(house: House) -> SettingsPage:
    await house.press("s")
    await house.on("SettingsPage")
    page = house.page
    assert isinstance(page, SettingsPage)
    return page


def kept(home: Home, name: str, value: object) -> bool:
    return read_settings(home).get(name) == value


def shown(house: House, setting: str) -> str:
    return next(row.marks for row in house.rows() if row.id == setting)


# Which keys will do


@pytest.mark.parametrize(
    ("written", "key"),
    [
        *(("R", "r"), ("7", "7"), ("F7", "f7"), ("Esc", "escape"), ("/", "slash"), ("slash", "slash")),
        *(("ctrl+t", "ctrl+t"), ("ctrl+c", ""), ("ctrl+7", ""), ("é", ""), ("f13", ""), ("", ""), ("shift+a", "")),
    ],
)
def test_a_key_is_understood_as_people_write_it(written: str, key: str) -> None:
    assert key_of(written) == key


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        (3, "The setting “keys” is not a list of actions and their keys; the usual keys stay."),
        ({"reword": "zzz"}, "There is no key “zzz” for “Reword the card”."),
        ({"rewrod": "t"}, "There is no action “rewrod”, so its key changes nothing."),
        ({"reword": "t"}, "T is the key of “Tag” already, so “Reword the card” keeps R."),
        ({"reword": "f6"}, "F6 is the key of “Vote” already, so “Reword the card” keeps R."),
        ({"reword": "f1"}, "F1 is the key of “Help” already, so “Reword the card” keeps R."),
        ({"help": "f5"}, "F5 is the key of “Read back” already, so “Help” keeps F1."),
        ({"reword": "?"}, "? is the key of “Help” already, so “Reword the card” keeps R."),
        ({"reword": "up"}, "↑ moves the cursor, so it cannot be the key of “Reword the card”. It keeps R."),
        ({"record": "r"}, "R writes or edits where “Record the line” is wanted, so it cannot be its key."),
        ({"vote": "v"}, "V writes or edits where “Vote” is wanted, so it cannot be its key. It keeps F6."),
    ],
)
def test_a_key_that_will_not_do_is_said_and_the_usual_one_stays(chosen: object, sentence: str) -> None:
    good = checked(chosen)
    assert not good.chosen
    assert len(good.remarks) == 1
    assert good.remarks[0].startswith(sentence)


def test_two_commands_may_change_keys_with_each_other() -> None:
    assert checked({"reword": "t", "tag": "R", "help": "F2", "palette": "F1"}).remarks == ()


def test_a_key_as_it_is_is_no_choice() -> None:
    assert checked({"reword": "r"}) == checked(None) == ({}, ())


def test_no_setting_of_keys_leaves_two_commands_with_one() -> None:
    good = checked({command.name: "f8" for command in ACTIONS})
    assert sorted(good.chosen.values()) == ["f8"] * len(good.chosen)
    assert checked(good.chosen).remarks == ()


# Read at the start


async def test_keys_and_colours_are_as_they_were_chosen(home: Home, folder: Path) -> None:
    keep_setting(home, "theme", "light")
    keep_setting(home, "keys", {"reword": "t", "tag": "r", "keep": "f11", "vote": "zzz"})
    workspace = Workspace(home, folder)
    app = Console(home, workspace)
    try:
        async with app.run_test(size=(100, 30)) as pilot:
            assert app.theme == "light"
            house = House(pilot, app, app.screen)  # type: ignore[arg-type]
            await house.hears("There is no key “zzz” for “Vote”.")
            await house.press("f11")
            await house.until(lambda: house.page.place == "cards")
            await house.press("t")
            await house.on("Ask")
            assert house.page.query_one("#answer").text == "Lights go out at four"
            await house.press("escape")
            await house.until(lambda: house.page.place == "cards")
    finally:
        await workspace.close()


async def test_the_colours_that_were_changed_at_the_table_are_there_the_next_time(sit: Seats, home: Home) -> None:
    async with sit() as seat:
        await seat.press("f3")
        await seat.until(lambda: kept(home, "theme", "light"))
    assert Console(home).theme == "light"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"theme": 3}', '{"theme": "no such"}'])
def test_settings_that_cannot_be_read_are_the_usual_ones(home: Home, text: str) -> None:
    home.sessions.mkdir()
    (home.sessions / "settings.json").write_text(text)
    assert Console(home).theme == "dark"


# The page


async def test_every_command_stands_there_with_its_key(home: Home) -> None:
    async with at_home(home) as house:
        page = await settings(house)
        ids = {row.id for row in page.rows.rows}
        assert {f"key:{command.name}" for command in ACTIONS} <= ids
        assert {"table", "language", "theme", "formats"} <= ids
        await house.press("escape")
        await house.until(lambda: house.page is house.home)


async def test_a_key_is_changed_used_at_once_and_given_back(home: Home) -> None:
    async with at_home(home) as house:
        page = await settings(house)
        page.rows.go_to("key:new")
        await house.press("enter")
        await house.on("Press")
        await house.press("i")
        await house.hears("I is the key of “Import a paper” already. Change that first.", "#answer")
        await house.press("up")
        await house.hears("↑ moves the cursor", "#answer")
        await house.press("z")
        await house.until(lambda: house.page is page)
        await house.hears("“New session” has Z now.")
        assert shown(house, "key:new") == "usually N"
        await house.until(lambda: kept(home, "keys", {"new": "z"}))
        await house.press("escape")
        await house.until(lambda: house.page is house.home)
        await house.until(lambda: house.rows()[1].label == "Z")
        await house.press("n")
        await house.press("z")
        await house.on("SetUp")
        await house.press("escape")
        await house.until(lambda: house.page is house.home)
        page = await settings(house)
        page.rows.go_to("key:new")
        await house.press("d")
        await house.hears("“New session” has N again.")
        await house.until(lambda: not read_settings(home))
        assert not page.keyboard.chosen


async def test_a_key_stays_where_none_is_pressed(home: Home) -> None:
    async with at_home(home) as house:
        page = await settings(house)
        page.rows.go_to("key:new")
        await house.press("enter")
        await house.answer("Press", None, "escape")
        assert not page.keyboard.chosen


async def test_the_colours_are_changed_and_made_usual_again(home: Home) -> None:
    async with at_home(home) as house:
        page = await settings(house)
        page.rows.go_to("theme")
        await house.press("enter")
        await house.until(lambda: shown(house, "theme").startswith("light") and kept(home, "theme", "light"))
        await house.press("d")
        await house.until(lambda: shown(house, "theme").startswith("dark") and kept(home, "theme", "dark"))
        await house.press("d")
        assert house.app.theme == "dark"


@pytest.mark.parametrize(
    ("setting", "text", "value", "wrong", "sentence"),
    [
        ("table", "12", "12", "no table!", "A table is a number or up to eight letters"),
        ("language", "cy", "cy", "Welsh", "A language is a tag such as en"),
        ("formats", "docx, md", ["docx", "md"], "docx, pdf", "There is no format “pdf”."),
    ],
)
async def test_what_a_session_begins_with_is_changed_and_what_is_wrong_is_said(  # noqa: PLR0913, PLR0917 - a row each
    home: Home, setting: str, text: str, value: object, wrong: str, sentence: str
) -> None:
    async with at_home(home) as house:
        page = await settings(house)
        page.rows.go_to(setting)
        await house.press("enter")
        await house.answer("Ask", text)
        await house.until(lambda: kept(home, setting, value))
        await house.press("enter")
        await house.answer("Ask", wrong)
        await house.hears(sentence)
        await house.press("enter")
        await house.answer("Ask", None, "escape")
        assert kept(home, setting, value)
        await house.press("d")
        await house.until(lambda: kept(home, setting, None))


@pytest.mark.parametrize("key", ["enter", "d"])
async def test_a_heading_is_no_setting(home: Home, key: str) -> None:
    async with at_home(home) as house:
        await settings(house)
        await house.press("home", key)
        await house.hears("This is a heading.")


async def test_a_double_click_changes_a_setting(home: Home) -> None:
    async with at_home(home) as house:
        await settings(house)
        await house.pilot.click("#choices", offset=(8, 1), times=2)
        await house.on("Ask")


async def test_a_setting_that_cannot_be_kept_holds_for_now_and_it_is_said(home: Home) -> None:
    home.path.mkdir(exist_ok=True)
    home.sessions.write_text("in the way")
    async with at_home(home) as house:
        page = await settings(house)
        page.rows.go_to("key:new")
        await house.press("enter")
        await house.answer("Press", None, "z")
        await house.hears("could not be written")
        assert page.keyboard == house.app.keyboard
        assert page.keyboard.chosen == {"new": "z"}
        await house.press("f3")
        await house.until(lambda: house.app.theme == "light")


def test_signs_are_shown_as_themselves() -> None:
    keyboard = Keyboard({"reword": "semicolon"})
    assert keyboard.shown(next(command for command in ACTIONS if command.name == "reword")) == ";"
