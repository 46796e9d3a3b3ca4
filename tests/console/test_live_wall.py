"""The words of a live summit's wall; its page is tried with a real server in ``tests/sync``."""

from __future__ import annotations

from workshop.app import SCREENS
from workshop.model.wall import TableHeard, WallCard, WallGroup, WallTheme, WallView
from workshop.screens.wall.screen import MOST, MOST_ALIKE, WallPage, wall_cards, wall_head

TABLE = TableHeard("s", "7", "Leadership", 5, 2, 0, 2, complete=True)


def wall(*texts: str, remarks: tuple[str, ...] = (), alike: tuple[WallGroup, ...] = (), cue: str = "") -> WallView:
    numbered = enumerate(texts, 1)
    cards = tuple(WallCard(f"c{n}", f"T07-I{n:02d}", "insight", text, 3 if n == 1 else None) for n, text in numbered)
    theme = WallTheme("Leadership", "How?", cards)
    return WallView("Hall", (TABLE,), (theme,), "Heard from 1 of 1 table", "All is here", remarks, alike, cue)


def test_the_head_says_who_was_heard_what_all_read_and_what_is_wrong() -> None:
    shown = wall_head(wall("Trust", remarks=("T03 is damaged.",), cue="Everyone: vote in 5 minutes")).plain
    assert shown.splitlines() == [
        "Hall",
        "Heard from 1 of 1 table",
        "All is here",
        "T07 complete 2/2",
        "To all tables: Everyone: vote in 5 minutes",
        "T03 is damaged.",
    ]


def test_cards_stand_under_their_theme_and_what_people_typed_is_text() -> None:
    shown = wall_cards(wall("Trust", "[b]Time[/nope]")).plain
    assert shown == "Leadership\nHow?\nT07-I01  Trust  (3 dots)\nT07-I02  [b]Time[/nope]\n"


def test_what_there_is_no_room_for_is_counted() -> None:
    assert "and 5 earlier ones" in wall_cards(wall(*(f"card {n}" for n in range(MOST + 5)))).plain


def test_what_several_tables_said_stands_first() -> None:
    groups = tuple(WallGroup(("T01-I01", f"T02-I{n:02d}"), f"Said {n}", 2) for n in range(MOST_ALIKE + 2))
    shown = wall_cards(wall("Trust", alike=groups)).plain
    assert shown.startswith("Said at several tables\n2 tables  Said 0  (T01-I01, T02-I00)\n")
    assert "\nand 2 more\n" in shown
    assert "and" not in wall_cards(wall("Trust", alike=groups[:1])).plain


def test_the_wall_finds_its_looks_where_it_is_the_first_page() -> None:
    assert (SCREENS / str(WallPage.CSS_PATH)).is_file()
