from __future__ import annotations

import pytest

from workshop.model.commands import AddCards, AddTheme, HideCard, StartSession
from workshop.model.errors import Refused
from workshop.model.history import History
from workshop.model.session import Session
from workshop.model.wall import (
    TableHeard,
    WallGroup,
    closing,
    presence,
    short_closing,
    shown_by,
    standing,
    standings,
    table_count,
    wall_of,
    with_expected,
)

NOON = 1_795_348_800_000
MINUTE = 60_000


def heard(table: str, *, ago: int = 0, here: int = 3, of: int = 3, withheld: int = 0) -> TableHeard:
    complete = here == of
    return TableHeard(f"session {table}", table, f"Table {table}", NOON - ago, of, withheld, here, complete)


NEVER = TableHeard("", "19", "", expected=True)
STICK = TableHeard("session 4", "4", "Table 4", 0, 9, 0, 9, complete=True)


def test_the_wall_says_who_was_heard_and_names_the_others() -> None:
    tables = [heard("3"), heard("7", ago=14 * MINUTE), NEVER, STICK]
    assert presence(tables, NOON) == "Heard from 1 of 3 tables; T07 last 14 min ago; T19 never; T04 by stick"


def test_a_clock_that_is_off_is_said_with_the_table() -> None:
    tables = [heard("3")._replace(ahead=4), heard("7")._replace(ahead=-3)]
    assert presence(tables, NOON) == "Heard from 2 of 2 tables; T03's clock 4 min fast; T07's clock 3 min slow"


def test_what_was_silent_for_hours_is_said_in_hours() -> None:
    assert presence([heard("7", ago=200 * MINUTE)], NOON) == "Heard from 0 of 1 table; T07 last 3 h ago"


def test_a_wall_nobody_has_joined_says_so() -> None:
    assert presence([], NOON) == "No table has joined yet"
    assert closing([]) == ""


def test_all_is_here_is_said_when_every_table_is_complete_and_not_before() -> None:
    assert closing([heard("3"), STICK]) == "All is here: 2 tables, 12 lines, the same as at the tables"
    missing = [heard("3"), heard("7", here=180, of=214, withheld=2), NEVER]
    assert closing(missing) == "Not all is here yet: T07 180/214, 2 kept back at the table; T19 not heard"


def test_a_complete_table_is_said_with_its_count() -> None:
    assert standing(heard("7", here=214, of=214)) == "T07 complete 214/214"
    assert standing(heard("7", here=3, of=4)) == "T07 3/4"


def test_of_many_tables_the_complete_ones_stand_together() -> None:
    tables = [heard(str(n)) for n in (*range(1, 9), 11, 12, 14)] + [heard("15", here=1), NEVER, heard("North")]
    assert standings(tables[:2]) == [("T01 complete 3/3", "complete"), ("T02 complete 3/3", "complete")]
    assert standings(tables) == [
        ("12 tables complete, 36 lines: T01–T08, T11–T12, T14, North", "complete"),
        ("T15 1/3", "under-way"),
        ("T19 not heard", "absent"),
    ]


def test_tables_that_never_were_heard_are_named_once_together() -> None:
    absent = [TableHeard("", str(n), "", expected=True) for n in (1, 2, 3, 19)]
    tables = [*absent, heard("7", here=1)]
    assert presence(tables, NOON) == "Heard from 1 of 5 tables; T01–T03, T19 never"
    assert closing(tables) == "Not all is here yet: T07 1/3; T01–T03, T19 not heard"
    assert standings(tables) == [("T07 1/3", "under-way"), ("T01–T03, T19 not heard", "absent")]
    view = wall_of("Hall", tables, {}, NOON)
    assert short_closing(view) == "Not all is here yet"
    done = wall_of("Hall", [heard("3")], {}, NOON)
    assert short_closing(done) == done.closing


def test_a_number_of_tables_is_a_number() -> None:
    assert table_count(" 30 ") == 30
    for wrong in ("", "0", "201", "99999", "x"):
        with pytest.raises(Refused, match=r"Give the number of tables, up to 200\."):
            table_count(wrong)


def test_of_a_large_group_a_few_ids_are_named() -> None:
    assert WallGroup(("T01-I01", "T02-I01"), "Trust", 2).named == "T01-I01, T02-I01"
    assert WallGroup(tuple(f"T0{n}-I01" for n in range(1, 8)), "Trust", 7).named == (
        "T01-I01, T02-I01, T03-I01, T04-I01 and 3 more"
    )


def test_a_table_without_a_number_is_called_by_its_title() -> None:
    assert heard("North").name == "North"
    assert TableHeard("s", "", "Leadership").name == "Leadership"


def test_tables_that_are_expected_stand_in_the_order_of_the_numbers() -> None:
    tables = with_expected([heard("North"), heard("10"), heard("2")], 3)
    assert [(table.table, table.expected) for table in tables] == [
        ("1", True),
        ("2", False),
        ("3", True),
        ("10", False),
        ("North", False),
    ]


def recorded(table: str, title: str, *texts: str, now: int = NOON) -> Session:
    history = History()
    history.record(StartSession("Day", themes=((title, "What now?"),), table=table), now, f"node{table}", "facilitator")
    for place, text in enumerate(texts):
        theme = history.session.live_themes()[0].id
        history.record(AddCards("insight", theme, (text,)), now + place * 1000, f"node{table}", "facilitator")
    return history.session


def test_one_theme_of_several_tables_stands_once_with_the_newest_card_first() -> None:
    three = recorded("3", "Funding", "early", now=NOON)
    seven = recorded("7", "FUNDING ", "later", now=NOON + 5000)
    tables = [heard("3"), heard("7")]
    shown = {"session 3": shown_by(three), "session 7": shown_by(seven)}
    view = wall_of("Hall", tables, shown, NOON)
    (theme,) = view.themes
    assert (theme.title, theme.question) == ("Funding", "What now?")
    assert [(card.id, card.text, card.dots) for card in theme.cards] == [
        ("T07-I01", "later", None),
        ("T03-I01", "early", None),
    ]
    assert view.cards == 2


def test_a_card_that_its_table_hides_is_not_on_the_wall() -> None:
    history = History()
    history.record(StartSession("Day", table="3"), NOON, "node3", "facilitator")
    history.record(AddTheme("Funding"), NOON, "node3", "facilitator")
    theme = history.session.live_themes()[-1].id
    history.record(AddCards("insight", theme, ("SECRET", "open")), NOON, "node3", "facilitator")
    history.record(HideCard(next(iter(history.session.cards))), NOON, "node3", "facilitator")
    view = wall_of("Hall", [heard("3"), NEVER], {"session 3": shown_by(history.session)}, NOON, ["a remark"])
    assert [card.text for theme in view.themes for card in theme.cards] == ["open"]
    assert view.remarks == ("a remark",)


def test_the_number_of_tables_is_read_as_a_person_writes_it() -> None:
    assert table_count(" 40 ") == 40
    for written in ("", "0", "forty", "-3", "9999", "٤٠"):
        with pytest.raises(Refused, match="Give the number of tables"):
            table_count(written)
