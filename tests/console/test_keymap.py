"""Every action is declared once; what is made from that cannot drift."""

from __future__ import annotations

from collections import Counter
from inspect import iscoroutinefunction
from pathlib import Path

import pytest

from docs.keys import keys_page
from tests.console.seats import Seats
from workshop.keymap import ACTIONS, PLACES, TOGETHER, Keyboard, Place, at
from workshop.screens.appendix.screen import AppendixPage
from workshop.screens.board.screen import BoardScreen
from workshop.screens.bulletin.screen import BulletinPage
from workshop.screens.duplicates.screen import AlikePage
from workshop.screens.follow_up.screen import FollowUpPage
from workshop.screens.home.screen import HomePage
from workshop.screens.map.screen import MapPage
from workshop.screens.paper.lines import PaperLines
from workshop.screens.paper.screen import PaperPreview
from workshop.screens.phones.screen import PhonesPage
from workshop.screens.picture.screen import PicturePage
from workshop.screens.readback.screen import ReadBackScreen
from workshop.screens.rehearsal import RehearsalTable
from workshop.screens.settings.screen import SettingsPage
from workshop.screens.setup.screen import SetUp
from workshop.screens.submissions.screen import OffersPage
from workshop.screens.summit.screen import SummitPage
from workshop.screens.table.screen import Table
from workshop.screens.vote.screen import Vote
from workshop.screens.wall.screen import WallPage

KEYS = Path(__file__).parent.parent.parent / "docs" / "keys.md"


def test_every_command_has_its_words_and_a_key_that_every_terminal_sends() -> None:
    for action in ACTIONS:
        assert action.title, action.name
        assert action.help.endswith("."), action.name
        assert "ctrl" not in action.key, action.name
        assert "shift" not in action.key, action.name


def keys_of(*places: Place) -> Counter[str]:
    return Counter(key for action in at(*places) for key in (action.key, action.twin) if key)


def test_no_two_commands_of_a_place_have_the_same_key_or_name() -> None:
    for place in PLACES:
        assert max(keys_of(place, "everywhere").values()) == 1, place
    for places in TOGETHER:
        assert max(keys_of(*places, "everywhere").values()) == 1, places
    assert max(Counter(action.name for action in ACTIONS).values()) == 1


def test_a_place_that_is_not_declared_is_no_place() -> None:
    assert {action.place for action in ACTIONS} == PLACES.keys()
    assert {place for places in TOGETHER for place in places} <= PLACES.keys()
    with pytest.raises(KeyError, match="nowhere"):
        at("cards", "nowhere")


def test_every_action_of_a_screen_is_a_method_of_it() -> None:
    screens = (
        *(Table, RehearsalTable, ReadBackScreen, Vote, AppendixPage, SummitPage, AlikePage, PhonesPage, OffersPage),
        *(
            MapPage,
            FollowUpPage,
            BulletinPage,
            PicturePage,
            BoardScreen,
            HomePage,
            SetUp,
            PaperPreview,
            PaperLines,
            SettingsPage,
            WallPage,
        ),
    )
    for screen in screens:
        for action in at(*screen.places):
            assert iscoroutinefunction(getattr(screen, f"action_{action.name}", None)), (screen, action.name)
    assert {place for screen in screens for place in screen.places} == set(PLACES)


def test_the_page_of_keys_is_as_the_commands_are() -> None:
    assert KEYS.read_text(encoding="utf-8") == keys_page()


def test_keys_are_shown_as_people_read_them() -> None:
    keyboard = Keyboard({"reword": "f7"})
    shown = {action.name: keyboard.shown(action) for action in ACTIONS}
    assert (shown["reword"], shown["record"], shown["search"], shown["help"]) == ("F7", "Enter", "/", "F1")
    assert keyboard.keymap() == {"reword": "f7"}


async def test_help_begins_with_where_the_keyboard_is_and_names_every_action(sit: Seats) -> None:
    async with sit() as seat:
        await seat.press("f1")
        await seat.ask("Help")
        rows = seat.app.screen.query_one("#options").rows  # type: ignore[attr-defined]
        assert rows[0].text == "WHILE YOU WRITE"
        assert {c.name for c in at(*Table.places)} <= {row.id for row in rows}
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.page)
        await seat.press("up")
        await seat.until(lambda: seat.page.place == "cards")
        await seat.press("question_mark")
        await seat.ask("Help")
        assert seat.app.screen.query_one("#options").rows[0].text == "ON THE CARDS"  # type: ignore[attr-defined]


async def test_the_palette_finds_a_command_by_its_name_and_carries_it_out(sit: Seats) -> None:
    async with sit() as seat:
        await seat.press("f2")
        await seat.answer("Choose", *"hide", "enter")
        await seat.until(lambda: seat.card("I03").hidden)


async def test_the_palette_is_left_and_moved_in_with_the_usual_keys(sit: Seats) -> None:
    async with sit() as seat:
        await seat.press("f2")
        await seat.answer("Choose", "down", "pagedown", "pageup", "up", "escape")
        assert seat.page.focused is seat.page.line


async def test_the_colours_change_between_dark_and_light(sit: Seats) -> None:
    async with sit() as seat:
        await seat.press("f3")
        await seat.until(lambda: seat.app.theme == "light")
        await seat.press("f3")
        await seat.until(lambda: seat.app.theme == "dark")
