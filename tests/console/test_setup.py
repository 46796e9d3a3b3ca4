"""Set up: a session is begun with a title, and changed while it is under way."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from textual.widgets import Static

from tests.console.homes import House, at_home, record
from tests.console.picture import clickable
from tests.console.seats import Seat, Seats
from tests.console.test_hostile import HOSTILE
from workshop.live.new_session import NewSession, kinds_in
from workshop.model.commands import AddTheme, ChooseLanguage, DefineKind, DefineTag, StartSession
from workshop.model.errors import Refused
from workshop.screens.setup.fields import problem
from workshop.screens.setup.screen import SetUp
from workshop.store.locations import Home
from workshop.store.settings import keep_setting
from workshop.store.templates import find_template


async def begin(house: House) -> SetUp:
    await house.press("n")
    await house.on("SetUp")
    page = house.page
    assert isinstance(page, SetUp)
    return page


async def at(house: House, row: str) -> None:
    """Go to a row of the list."""
    if house.page.place != "parts":
        await house.press("tab")
        await house.until(lambda: house.page.place == "parts")
    assert house.page.rows.go_to(row)


def row(house: House, text: str) -> str:
    return next(row.id for row in house.rows() if row.text == text)


def is_at(page: SetUp, name: str) -> bool:
    return page.focused is page.line(name)


def shows(house: House, text: str) -> bool:
    return text in house.texts()


def says(page: SetUp, sentence: str) -> bool:
    return sentence in str(page.query_one("#said", Static).render())


def is_gone(seat: Seat, sheet: object) -> bool:
    return seat.app.screen is not sheet


# A new session


async def test_a_title_is_enough(home: Home) -> None:
    async with at_home(home) as house:
        await begin(house)
        await house.type("Trees")
        await house.press("f4")
        table = await house.table()
        assert [theme.title for theme in table.session.live_themes()] == ["Trees"]
        assert house.workspace.folder == home.sessions / "trees"


async def test_a_title_a_question_and_enter_lead_to_the_table_to_write_at(home: Home) -> None:
    async with at_home(home) as house:
        await house.press("n", *"Trees", "enter", *"Why", "enter")
        table = await house.table()
        await house.press(*"First", "enter")
        await house.until(lambda: [card.text for card in table.session.ordered()] == ["First"])
        assert (table.session.title, table.session.live_themes()[0].question) == ("Trees", "Why")


async def test_a_title_and_enter_twice_are_enough(home: Home) -> None:
    async with at_home(home) as house:
        await house.press("n", *"Trees", "enter", "enter")
        table = await house.table()
        await house.press(*"First", "enter")
        await house.until(lambda: [card.text for card in table.session.ordered()] == ["First"])
        assert table.session.live_themes()[0].question == ""


async def test_the_first_row_of_the_list_starts_the_session(home: Home) -> None:
    async with at_home(home) as house:
        await begin(house)
        await house.press(*"Trees", "tab", "enter")
        table = await house.table()
        assert table.session.title == "Trees"


async def test_a_click_on_the_first_row_starts_the_session(home: Home) -> None:
    async with at_home(home) as house:
        await begin(house)
        await house.type("Trees")
        await house.pilot.click("#parts", offset=(8, 0))
        table = await house.table()
        assert table.session.title == "Trees"


@pytest.mark.parametrize("field", ["title", "table"])
async def test_what_is_too_long_for_a_field_becomes_the_first_card(home: Home, field: str) -> None:
    said = "The paths flood by the east gate in winter " * 6
    async with at_home(home) as house:
        page = await begin(house)
        await house.type("Trees")
        page.set_focus(page.line(field))
        await house.write(said)
        await house.hears("This is too long here.")
        await house.press("enter")
        await house.on("Choose")
        await house.press("s")
        await house.until(lambda: house.page is page)
        assert page.line(field).text == said
        await house.press("enter")
        await house.on("Choose")
        await house.press("m")
        await house.until(lambda: page.line(field).text != said)
        page.line("title").write("Trees")
        await house.press("f4")
        table = await house.table()
        assert [card.text for card in table.session.ordered()] == [said.strip()]
        assert table.session.ordered()[0].kind == "insight"


async def test_without_a_title_nothing_is_started_and_what_was_written_stays(home: Home) -> None:
    async with at_home(home) as house:
        page = await begin(house)
        await house.press("enter")
        await house.type("Why")
        await house.press("f4")
        await house.hears("A session needs a title.")
        assert page.focused is page.line("title")
        assert page.line("question").text == "Why"
        await house.type("Trees")
        await house.press("f4")
        table = await house.table()
        assert table.session.live_themes()[0].question == "Why"
        assert len(list(home.sessions.glob("*/journal"))) == 1


async def test_every_field_is_filled_from_the_keyboard_however_fast_one_types(home: Home) -> None:
    async with at_home(home) as house:
        page = await begin(house)
        await house.press(*"Trees", "enter", *"Why", "down", *"07", "enter", "backspace", "backspace", *"cy", "enter")
        await house.press("backspace", *"5", "enter", "backspace", *"4", "enter")
        await house.until(lambda: page.place == "parts")
        session = page.session
        assert (session.title, session.table, session.language, session.dots, session.most) == (
            "Trees",
            "7",
            "cy",
            5,
            4,
        )
        assert page.line("table").text == "7"
        assert session.kinds[0].plural == "Mewnwelediadau"
        await house.press("tab", "f4")
        await house.until(lambda: house.app.workspace is not None)
        session = house.workspace.session
        assert (session.title, session.table, session.language, session.dots, session.most) == (
            "Trees",
            "7",
            "cy",
            5,
            4,
        )
        assert session.live_themes()[0].question == "Why"


WRONG = (
    ("dots", "x", "Give the dots for each person as a number, such as 3."),
    ("dots", "0", "A person has at least one dot"),
    ("dots", "999", "Each person has 1 to 100 dots."),
    ("most", "9", "Each person has 3 dots, so one card takes 1 to 3."),
    ("table", "seven!", "A table is a number or up to eight letters and digits."),
)


async def test_a_wrong_number_is_said_at_once_a_wrong_language_when_the_field_is_left_and_nothing_is_lost(
    home: Home,
) -> None:
    async with at_home(home) as house:
        page = await begin(house)
        await house.type("Trees")
        for field, typed, sentence in WRONG:
            right = page.line(field).text
            page.set_focus(page.line(field))
            await house.write("")
            await house.type(typed)
            await house.hears(sentence)
            await house.press("enter")
            assert page.focused is page.line(field), typed
            assert page.line(field).text == typed
            await house.press("f4")
            await house.hears(sentence)
            assert page.focused is page.line(field), typed
            assert page.session.title == "Trees"
            await house.write(right)
        page.set_focus(page.line("language"))
        await house.write("English")
        await house.press("tab")
        await house.hears("A language is a tag such as en, cy, fr or ar.")


async def test_the_fields_are_gone_through_both_ways_fewer_dots_mean_fewer_on_one_card_and_a_pasted_title_is_one_line(
    home: Home,
) -> None:
    async with at_home(home) as house:
        page = await begin(house)
        for key, name in (("enter", "question"), ("down", "table"), ("shift+tab", "question"), ("up", "title")):
            await house.press(key)
            await house.until(partial(is_at, page, name))
        await house.press("tab")
        await house.until(lambda: page.place == "parts")
        await house.hears("Enter changes what stands there", "#help")
        await house.press("tab")
        await house.until(lambda: page.focused is page.line("title"))
        page.set_focus(page.line("dots"))
        await house.write("1")
        await house.press("down")
        await house.until(lambda: page.focused is page.line("most"))
        assert (page.session.dots, page.session.most, page.line("most").text) == (1, 1, "1")
        page.post_message(page.line("title").Pasted(page.line("title"), ("Green", "spaces")))
        await house.until(lambda: page.line("title").text == "Green spaces")


async def test_a_session_that_was_not_started_is_left_only_after_asking(home: Home) -> None:
    async with at_home(home) as house:
        page = await begin(house)
        await house.type("Trees")
        await house.press("escape")
        await house.answer("Choose")
        assert house.page is page
        assert page.line("title").text == "Trees"
        await house.press("escape")
        await house.answer("Choose", "without")
        await house.until(lambda: house.page is house.home)
        await begin(house)
        await house.press("escape")
        await house.until(lambda: house.page is house.home)
        assert not home.sessions.exists() or not list(home.sessions.glob("*/journal"))


async def test_a_new_session_has_the_table_and_language_of_the_settings(home: Home) -> None:
    keep_setting(home, "table", "12")
    keep_setting(home, "language", "fr")
    async with at_home(home) as house:
        page = await begin(house)
        assert (page.line("table").text, page.line("language").text) == ("12", "fr")
        assert page.session.kinds[0].singular == "Constat"


# From a template


async def test_a_template_gives_themes_tags_and_dots_and_keeps_what_was_written(home: Home) -> None:
    async with at_home(home) as house:
        page = await begin(house)
        await house.type("Trees")
        await house.press("enter")
        await house.type("Why")
        await at(house, "template")
        await house.press("enter")
        await house.answer("Choose", "world")
        await house.hears("It begins as “World Café”.")
        assert [t.title for t in page.session.live_themes()] == ["Trees", "First round", "Second round", "Third round"]
        assert page.line("dots").text == "5"
        await house.press("enter")
        await house.answer("Choose", "retro")
        await house.until(lambda: len(page.session.kinds) == 3)
        assert [t.title for t in page.session.live_themes()] == ["Trees", "Looking back"]
        assert not page.session.tags
        await house.press("enter")
        await house.answer("Choose", "table conv")
        await house.until(lambda: [kind.name for kind in page.session.kinds] == ["insight", "experiment"])
        await house.press("f4")
        await house.until(lambda: house.app.workspace is not None)
        assert len(house.workspace.session.live_themes()) == 2


async def test_a_bad_template_names_line_and_cure_and_keeps_nobody_from_the_others(home: Home) -> None:
    (home.path / "templates").mkdir()
    (home.path / "templates" / "ours.toml").write_text('title = "Ours"\nlanguage = "cy"\n')
    (home.path / "templates" / "bad.toml").write_text('title = "Bad"\ndots = "three"\n')
    async with at_home(home) as house:
        page = await begin(house)
        await at(house, "template")
        await house.press("enter")
        await house.on("Choose")
        texts = house.texts()
        assert "bad.toml, line 2: “dots” is a whole number." in " ".join(texts)
        await house.answer("Choose", "ours")
        await house.until(lambda: page.session.language == "cy")
        await house.press("enter")
        await house.answer("Choose", "bad.toml")
        assert house.page is page


# Themes, kinds, tags


async def test_a_record_of_ours_is_no_paper_to_begin_with_and_a_session_is_begun_from_a_paper_as_it_was_set_up(
    home: Home, tmp_path: Path
) -> None:
    record = tmp_path / "record.json"
    record.write_text("{}")
    paper = tmp_path / "notes.txt"
    paper.write_text("Parks\n\nStreets: Who is missing?\n\nInsights\n- Buses stop at six\n\nWorries\n- No money\n")
    async with at_home(home) as house:
        page = await begin(house)
        await at(house, "paper")
        await house.press("enter")
        await house.answer("ChoosePaper", str(record))
        await house.until(lambda: says(page, "I in the list of sessions brings it back whole."))
        page.line("title").write("Trees")
        await house.press("enter")
        await house.answer("ChoosePaper", str(paper))
        await house.on("PaperPreview")
        assert "“Trees” would have 1 theme, 2 insights" in house.said("#would")
        await house.press("escape")
        await house.until(lambda: house.page is page)
        page.line("table").write("12")
        await house.press("enter")
        await house.answer("ChoosePaper", str(paper))
        await house.on("PaperPreview")
        house.page.rows.go_to("list:Worries")
        await house.press("enter")
        await house.answer("Choose", "Notes")
        await house.press("i")
        table = await house.table()
        assert (table.session.title, [theme.title for theme in table.session.live_themes()]) == ("Trees", ["Streets"])
        assert [table.session.shown_id(card) for card in table.session.live_cards()] == ["T12-I01"]
        assert house.app.screen_stack == [house.home, table]


async def test_themes_are_added_reworded_put_in_order_and_removed(home: Home) -> None:
    async with at_home(home) as house:
        page = await begin(house)
        await house.type("Trees")
        await at(house, "themes")
        for title, question in (("One", "Why"), ("Two", "")):
            await house.press("enter")
            await house.answer("Ask", title)
            await house.answer("Ask", question)
            await house.until(partial(shows, house, title))
        await at(house, row(house, "Two"))
        await house.press("comma")
        await house.until(lambda: [t.title for t in page.session.live_themes()] == ["Two", "One"])
        await house.press("comma")
        await house.hears("It is the first already.")
        await house.press("full_stop")
        await house.until(lambda: [t.title for t in page.session.live_themes()] == ["One", "Two"])
        await house.press("full_stop")
        await house.hears("It is the last already.")
        await house.press("enter")
        await house.answer("Ask", "Two and a half")
        await house.answer("Ask", "What for?")
        await house.until(lambda: page.session.live_themes()[1].question == "What for?")
        await house.press("enter")
        await house.answer("Ask")
        await house.answer("Ask")
        await house.press("d")
        await house.until(lambda: [t.title for t in page.session.live_themes()] == ["One"])
        await at(house, "kind:insight")
        await house.press("comma")
        await house.hears("Themes have an order; kinds and tags have none.")
        await at(house, "tags")
        await house.press("d")
        await house.hears("Go to a theme, a kind or a tag first.")
        await page.do(AddTheme("A"), AddTheme("B"))
        await house.until(partial(shows, house, "B"))
        await at(house, row(house, "One"))
        await house.press("full_stop")
        await house.until(lambda: [t.title for t in page.session.live_themes()] == ["A", "One", "B"])


async def test_a_kind_and_what_it_is_in_a_few_words_are_added_changed_and_removed(home: Home) -> None:
    async with at_home(home) as house:
        page = await begin(house)
        await at(house, "hint:insight")
        await house.press("enter")
        await house.answer("Ask", "what surprised us")
        await house.until(lambda: page.session.hint("insight") == "what surprised us")
        assert any(row.text == "what surprised us" for row in page.rows.rows)
        await house.press("enter")
        await house.answer("Ask")
        assert page.session.hint("insight") == "what surprised us"
        await house.press("d")
        await house.until(lambda: not page.session.hint("insight"))
        await house.press("d")
        await house.hears("It says that already.")
        await at(house, "kinds")
        await house.press("a")
        await house.answer("Ask", "Idea")
        await house.answer("Ask")
        await house.on("Ask")
        assert house.page.query_one("#answer").text == "D"
        await house.answer("Ask")
        await house.until(lambda: page.session.kind("idea").plural == "Ideas")
        await at(house, "kind:idea")
        await house.press("enter")
        await house.answer("Ask", "Thought")
        await house.answer("Ask", "Thoughts")
        await house.answer("Ask", "i")
        await house.hears("The letter I belongs to insights.")
        await house.press("enter")
        await house.answer("Ask")
        await house.answer("Ask")
        await house.answer("Ask", "t")
        await house.until(lambda: page.session.kind("idea").letter == "T")
        await house.press("a")
        await house.answer("Ask", "idea")
        await house.hears("There is a kind called “idea” already.")
        for name in ("idea", "insight", "experiment"):
            await at(house, f"kind:{name}")
            await house.press("d")
        await house.hears("A session has at least one kind.")


async def test_a_tag_is_added_changed_and_removed_and_a_double_click_changes_a_part(home: Home) -> None:
    async with at_home(home) as house:
        page = await begin(house)
        await at(house, "tags")
        await house.press("enter")
        await house.answer("Ask", "safe")
        await house.answer("Ask", "About feeling safe")
        await house.until(lambda: page.session.tags == {"safe": "About feeling safe"})
        await at(house, "tag:safe")
        await house.press("enter")
        await house.answer("Ask", "safety")
        await house.answer("Ask", "About safety")
        await house.until(lambda: page.session.tags == {"safety": "About safety"})
        await at(house, "tag:safety")
        await house.press("enter")
        await house.answer("Ask")
        await house.answer("Ask")
        await house.press("d")
        await house.until(lambda: not page.session.tags)
        await house.pilot.click("#parts", offset=(8, 3), times=2)
        await house.on("Ask")


UNANSWERED = (
    ("themes", [""]),
    ("themes", [None]),
    ("themes", ["x", None]),
    ("kinds", [" "]),
    ("kinds", ["x", ""]),
    ("kinds", ["x", "y", None]),
    ("kind:insight", [None]),
    ("kind:insight", ["x", None]),
    ("hint:insight", [None]),
    ("tags", [None]),
    ("tags", ["x", None]),
    ("tag:old", [None]),
    ("tag:old", ["x", None]),
)


async def test_what_is_not_answered_changes_nothing(home: Home) -> None:
    async with at_home(home) as house:
        page = await begin(house)
        await page.do(DefineTag("old", "As it was"))
        before = page.session
        for row, answers in UNANSWERED:
            await at(house, row)
            await house.press("enter")
            for answer in answers:
                await house.answer("Ask", answer, *(() if answer is not None else ("escape",)))
            assert house.page is page, (row, answers)
            assert page.session is before, (row, answers)


# A session under way


async def test_a_session_under_way_is_changed_by_what_it_records(sit: Seats, folder: Path) -> None:
    del folder
    async with sit() as seat:
        await seat.press("f9")
        await seat.until(lambda: isinstance(seat.app.screen, SetUp) and seat.app.screen.focused)
        page = seat.app.screen
        assert isinstance(page, SetUp)
        page.line("title").write("Parks")
        await seat.press("enter")
        await seat.until(lambda: seat.workspace.session.title == "Parks")
        assert seat.workspace.session.live_themes()[0].title == "Parks"
        page.line("question").write("")
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.page)
        assert seat.workspace.session.live_themes()[0].question == ""


async def test_a_wrong_field_of_a_session_under_way_is_not_lost_unasked(sit: Seats) -> None:
    async with sit() as seat:
        await seat.press("f9")
        await seat.until(lambda: isinstance(seat.app.screen, SetUp) and seat.app.screen.focused)
        page = seat.app.screen
        assert isinstance(page, SetUp)
        page.line("title").write("")
        await seat.press("escape")
        await seat.ask("Choose")
        await seat.press("enter")
        await seat.until(lambda: seat.app.screen is page)
        page.line("title").write("Parks")
        await seat.press("f4")
        await seat.until(lambda: seat.app.screen is seat.page)
        assert seat.workspace.session.title == "Parks"


async def test_a_kind_without_cards_goes_also_while_the_session_is_under_way(sit: Seats) -> None:
    async with sit() as seat:
        await seat.workspace.do(DefineKind("worry", "Worry", "Worries", "W"))
        await seat.until(lambda: len(seat.page.cards.all) == 3)
        await seat.press("f9")
        await seat.until(lambda: isinstance(seat.app.screen, SetUp) and seat.app.screen.focused)
        page = seat.app.screen
        assert isinstance(page, SetUp)
        await seat.press("tab")
        await seat.until(lambda: page.place == "parts")
        page.rows.go_to("kind:worry")
        await seat.press("d", "escape")
        await seat.until(lambda: len(seat.page.cards.all) == 2)
        await seat.press("escape", "u")
        await seat.until(lambda: len(seat.page.cards.all) == 3)
        assert seat.said() == "Undone: Dropped the kind “worries”."


async def test_kinds_and_themes_with_cards_stay_while_a_session_is_under_way_and_a_kind_that_comes_has_its_column(
    sit: Seats,
) -> None:
    async with sit() as seat:
        await seat.press("f9")
        await seat.until(lambda: isinstance(seat.app.screen, SetUp) and seat.app.screen.focused)
        page = seat.app.screen
        assert isinstance(page, SetUp)
        assert page.rows.rows[2].marks == "5 cards"
        await seat.press("tab")
        await seat.until(lambda: page.place == "parts")
        for row, sentence in (
            ("kind:insight", "Insights stay: 3 cards here had that letter."),
            (page.rows.rows[2].id, "still has 5 cards"),
        ):
            page.rows.go_to(row)
            await seat.press("d")
            await seat.until(partial(says, page, sentence))
        page.rows.go_to("kinds")
        await seat.press("a")
        for text in ("Worry", "Worries", "w"):
            await seat.ask("Ask")
            sheet = seat.app.screen
            sheet.query_one("#answer").write(text)  # type: ignore[attr-defined]
            await seat.press("enter")
            await seat.until(partial(is_gone, seat, sheet))
        await seat.until(lambda: len(seat.workspace.session.kinds) == 3)
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.page)
        await seat.press("tab", "tab", *"Rain", "enter")
        await seat.until(lambda: seat.shown("W") == ["W01"])


async def test_a_kind_with_another_letter_keeps_its_cards_in_its_column(sit: Seats) -> None:
    async with sit() as seat:
        await seat.workspace.do(DefineKind("insight", "Finding", "Findings", "F"))
        await seat.until(lambda: not seat.page.query("#kind-I"))
        assert [column.id for column in seat.page.query(".column")] == ["kind-F", "kind-E"]
        assert seat.shown("F") == ["I01", "I02", "I03"]


# Looks, laws


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_hostile_words_in_a_set_up_are_shown_and_nothing_else(home: Home, size: tuple[int, int]) -> None:
    await record(home, "hostile", StartSession("x", tuple((text[:200], text[:200]) for text in HOSTILE)))
    async with at_home(home, size) as house:
        page = await begin(house)
        for text in HOSTILE:
            await page.do(DefineTag(text[:40], text[:200]), AddTheme(text[:200], text[:200]))
        page.line("title").insert("".join(HOSTILE[:4]))
        page.say(HOSTILE[0])
        await at(house, "tags")
        for _ in range(3):
            await house.press("pageup")
            assert not clickable(house.app)


async def test_a_sketch_starts_what_it_shows() -> None:
    new_session = NewSession()
    new_session.take(find_template(Home(Path("/nowhere")), "retrospective"))
    await new_session.do(ChooseLanguage("de"))
    start = new_session.start()
    assert [kind[0] for kind in start.kinds] == ["well", "hard", "try"]
    assert start.language == "de"
    with pytest.raises(Refused):
        await new_session.do(ChooseLanguage("?"))
    assert kinds_in("pl") == kinds_in("en")


async def test_settings_that_will_not_do_are_left_aside() -> None:
    session = NewSession({"table": "?!", "language": 3}).session
    assert (session.table, session.language) == ("", "en")
    assert problem(session, "question", "Why") == ""
