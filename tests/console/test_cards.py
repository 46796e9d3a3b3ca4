"""Every command on the cards, by its key."""

from __future__ import annotations

from functools import partial

from textual.widgets import Static

from tests.console.seats import Seat, Seats
from workshop.keymap import Keyboard
from workshop.model.session import FIELDS


async def at_cards(seat: Seat, *keys: str) -> None:
    """Go to the insights, the first one being at the cursor."""
    if seat.page.place != "cards":
        await seat.press("up")
        await seat.until(lambda: seat.page.place == "cards")
    await seat.press("home", *keys)


async def test_reword_changes_the_words_undo_brings_them_back_and_details_show_earlier_ones(sit: Seats) -> None:
    async with sit() as seat:
        await at_cards(seat, "r")
        await seat.answer("Ask", *"!!", "enter")
        await seat.until(lambda: seat.card("I01").text == "Paths flood by the east gate!!")
        assert "Reworded" in seat.said()
        await seat.press("u")
        await seat.until(lambda: seat.card("I01").text == "Paths flood by the east gate")
        await seat.until(lambda: seat.said().startswith("Undone: Reworded"))
        await seat.press("y")
        await seat.until(lambda: seat.said().startswith("Redone: Reworded"))
        await seat.press("u")
        await seat.until(lambda: seat.card("I01").text == "Paths flood by the east gate")
        await at_cards(seat, "r")
        await seat.answer("Ask", "x", "enter")
        await seat.until(lambda: seat.card("I01").text.endswith("x"))
        await seat.press("enter")
        await seat.ask("Details")
        labels = {row.label: row.text for row in seat.app.screen.query_one("#options").rows}  # type: ignore[attr-defined]
        assert labels["earlier"] == "Paths flood by the east gate"
        assert labels["kind"] == "Insight"
        await seat.press("down", "up", "escape")
        await seat.until(lambda: seat.app.screen is seat.page)


async def test_a_question_takes_keys_pressed_before_it_is_up_discards_after_asking_and_is_left_by_a_click(
    sit: Seats,
) -> None:
    async with sit((80, 24)) as seat:
        await at_cards(seat)
        for key in ("r", "d", "d", "x"):
            await seat.press(key)
        await seat.ask("Ask")
        assert seat.app.screen.query_one("#answer").text == "Paths flood by the east gateddx"  # type: ignore[attr-defined]
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.page)
        assert len(seat.shown()) == 3
        for key, sheet, before in (("r", "Ask", "Paths flood by the east gate"), ("n", "Write", "")):
            await at_cards(seat, key)
            await seat.ask(sheet)
            await seat.press(*"ab", "space", *"c", "escape")
            hint = seat.app.screen.query_one("#hint", Static)
            await seat.until(partial(is_shown, hint, "Esc again discards what you wrote"))
            assert seat.app.screen.query_one("#answer").text == f"{before}ab c", key  # type: ignore[attr-defined]
            await seat.press("escape")
            await seat.until(lambda: seat.app.screen is seat.page)
            assert (seat.card("I01").text, seat.card("I01").note) == ("Paths flood by the east gate", ""), key
        await at_cards(seat, "r")
        await seat.ask("Ask")
        await seat.press(*"!")
        await seat.pilot.click("#hint", offset=(3, 0))
        await seat.until(lambda: seat.card("I01").text.endswith("gate!"))
        for key, sheet in (("r", "Ask"), ("m", "Choose"), ("enter", "Details"), ("f1", "Help"), ("n", "Write")):
            await seat.press(key)
            await seat.ask(sheet)
            hints = str(seat.app.screen.query_one("#hint", Static).render())
            await seat.pilot.click("#hint", offset=(hints.index("Esc") + 1, 0))
            await seat.until(lambda: seat.app.screen is seat.page)


async def test_one_key_changes_what_becomes_of_a_card_one_brings_it_back_and_a_removed_one_is_restored_from_the_list(
    sit: Seats,
) -> None:
    async with sit() as seat:
        await at_cards(seat)
        for key, back, state in (
            ("h", "s", "hidden"),
            ("p", "p", "parked"),
            ("l", "l", "left_out"),
            ("d", "", "removed"),
        ):
            seat.page.say("")
            await seat.press(key)
            await seat.until(partial(is_so, seat, state, so=True))
            await seat.until(lambda: seat.said().endswith("U undoes it."))
            if back:
                await seat.press(back)
                await seat.until(partial(is_so, seat, state, so=False))
        await seat.until(lambda: seat.shown() == ["I02", "I03"])
        await seat.press("z")
        await seat.answer("Choose", "enter")
        await seat.until(lambda: len(seat.shown()) == 3)
        await seat.press("z")
        await seat.until(lambda: seat.said() == "No card was removed.")


def is_so(seat: Seat, state: str, *, so: bool) -> bool:
    return bool(getattr(seat.card("I01"), state)) is so


async def test_unclear_and_hidden_are_a_key_each_with_caps_lock_too_and_only_some_cards_are_shown(sit: Seats) -> None:
    async with sit() as seat:
        await at_cards(seat, "c")
        await seat.until(lambda: seat.page.column.rows[0].marks == "?")
        await seat.press("c")
        await seat.until(lambda: not seat.page.column.rows[0].marks)
        await at_cards(seat, "H")  # as with caps lock
        await seat.until(lambda: seat.card("I01").hidden)
        await seat.press("f")
        await seat.answer("Choose", *"hidden", "enter")
        await seat.until(lambda: seat.shown() == ["I01"])
        assert "hidden" in str(seat.page.column.border_title)


async def test_move_offers_only_kinds_and_themes_to_which_a_card_can_go_and_makes_an_insight_an_experiment(
    sit: Seats,
) -> None:
    async with sit() as seat:
        await at_cards(seat, "m")
        await seat.ask("Choose")
        assert [row.text for row in seat.app.screen.query_one("#options").rows] == ["Experiment"]  # type: ignore[attr-defined]
        await seat.answer("Choose", *"experiment", "enter")
        await seat.until(lambda: "I01" in seat.shown("E"))


async def test_a_group_is_made_joined_and_left_and_one_that_a_card_is_in_already_is_said_so(sit: Seats) -> None:
    async with sit() as seat:
        await at_cards(seat, "g")
        await seat.answer("Ask", *"Winter", "enter")
        await seat.until(lambda: seat.said().startswith("Made the group"))
        await seat.press("g")
        await seat.answer("Ask", "enter")
        await seat.until(lambda: seat.said() == "I01 is in “Winter” already.")
        await seat.until(lambda: seat.page.column.rows[0].marks == "(Winter)")
        await seat.press("down", "g")
        await seat.answer("Ask", *"winter", "enter")
        await seat.until(lambda: seat.card("I02").cluster == seat.card("I01").cluster != "")
        await seat.press("g")
        await seat.answer("Ask", "ctrl+u", "enter")
        await seat.until(lambda: not seat.card("I02").cluster)


async def test_tags_come_and_go_on_all_marked_cards_and_one_undo_takes_all_back(sit: Seats) -> None:
    async with sit() as seat:
        await at_cards(seat, "space", "space")
        assert len(seat.page.marked) == 2
        await seat.press("t")
        await seat.answer("Ask", *"#safe", "enter")
        await seat.until(lambda: seat.card("I02").tags == ("safe",))
        assert seat.card("I01").tags == ("safe",)
        await seat.press("u")
        await seat.until(lambda: not seat.card("I01").tags and not seat.card("I02").tags)
        await seat.press("y")
        await seat.until(lambda: seat.card("I01").tags and seat.card("I02").tags)
        await seat.press("home", "t")
        await seat.answer("Ask", *"-safe", "enter")
        await seat.until(lambda: not seat.card("I01").tags)


async def test_a_note_and_a_first_step_stand_beside_a_card(sit: Seats) -> None:
    async with sit() as seat:
        await at_cards(seat, "n")
        await seat.answer("Write", *"Ask Ana", "f4")
        await seat.until(lambda: seat.card("I01").note == "Ask Ana")
        await seat.press("e")
        await seat.ask("Choose")
        await seat.press("enter")
        await seat.ask("Ask")
        await seat.press(*"Look", "enter")
        await seat.ask("Choose")
        await seat.press("enter")
        await seat.ask("Ask")
        await seat.press(*"Ana", "enter")
        await seat.answer("Choose", "escape")
        await seat.until(lambda: dict(seat.card("I01").fields) == {"first_step": "Look", "owner": "Ana"})
        assert seat.page.column.rows[0].more == ("first step: Look · owner: Ana",)


async def test_a_question_with_few_answers_leaves_the_cards_in_view(sit: Seats) -> None:
    async with sit((100, 28)) as seat:
        await at_cards(seat, "e")
        await seat.ask("Choose")
        sheet = seat.app.screen.query_one("#sheet")
        await seat.until(lambda: sheet.size.height == len(("question", "line", *FIELDS, "hint")))
        await seat.pilot.resize_terminal(40, 10)
        await seat.until(lambda: sheet.has_class("tall") and sheet.region.y >= 3)


async def test_cards_are_placed_earlier_and_later_joined_taken_apart_and_split_a_line_for_each_part(sit: Seats) -> None:
    async with sit() as seat:
        await at_cards(seat, "full_stop")
        await seat.until(lambda: seat.shown() == ["I02", "I01", "I03"])
        await seat.press("comma")
        await seat.until(lambda: seat.shown() == ["I01", "I02", "I03"])
        await seat.press("comma")
        await seat.until(lambda: "end already" in seat.said())
        await at_cards(seat, "j")
        await seat.answer("Choose", "escape")
        await seat.press("space", "space", "j")
        await seat.answer("Ask", "enter")
        await seat.until(lambda: seat.shown() == ["I04", "I03"])
        await seat.press("home", "j")
        await seat.until(lambda: seat.shown() == ["I01", "I02", "I03"])
        await at_cards(seat, "x")
        await seat.answer("Write", "enter", *"Gate", "f4")
        await seat.until(lambda: seat.shown() == ["I05", "I06", "I02", "I03"])
        await seat.press("u")
        await seat.until(lambda: seat.said() == "Undone: Split T07-I01 into T07-I05 and T07-I06.")
        await seat.press("y")
        await seat.until(lambda: seat.said() == "Redone: Split T07-I01 into T07-I05 and T07-I06.")


async def test_search_shows_as_it_is_typed_says_when_it_finds_nothing_and_ends_by_escape_or_a_new_card(
    sit: Seats,
) -> None:
    async with sit() as seat:
        await at_cards(seat, "slash")
        await seat.ask("Ask")
        await seat.press(*"four")
        await seat.until(lambda: seat.shown() == ["I03"])
        await seat.press("enter")
        await seat.until(lambda: seat.app.screen is seat.page)
        assert seat.shown() == ["I03"]
        await seat.press("escape")
        await seat.until(lambda: len(seat.shown()) == 3)
        await at_cards(seat, "slash")
        await seat.ask("Ask")
        await seat.press(*"zzz")
        await seat.until(lambda: seat.page.cards.all[0].empty == "No insights fit “zzz”. Esc shows all.")
        await seat.press("escape")
        await seat.until(lambda: len(seat.shown()) == 3)
        await at_cards(seat, "slash")
        await seat.answer("Ask", *"four", "enter")
        seat.page.set_focus(seat.page.line)
        await seat.type("New")
        await seat.press("enter")
        await seat.until(lambda: seat.shown() == ["I01", "I02", "I03", "I04"])


def is_shown(where: Static, words: str) -> bool:
    return str(where.render()) == words


async def test_themes_are_added_reworded_and_changed(sit: Seats) -> None:
    async with sit() as seat:
        await at_cards(seat, "a")
        await seat.ask("Ask")
        await seat.press(*"Trees", "enter")
        await seat.until(lambda: "Trees" in seat.app.screen.question)  # type: ignore[attr-defined]
        await seat.answer("Ask", *"Why", "enter")
        await seat.until(lambda: seat.page.theme and seat.page.theme.title == "Trees")
        assert seat.shown() == []
        await seat.press("w")
        await seat.ask("Ask")
        await seat.press("s", "enter")
        await seat.until(lambda: seat.app.screen.question == "Its question")  # type: ignore[attr-defined]
        await seat.answer("Ask", "enter")
        await seat.until(lambda: seat.page.theme and seat.page.theme.title == "Treess")
        await seat.press("k")
        await seat.answer("Choose", "up", "enter")
        await seat.until(lambda: len(seat.shown()) == 3)


async def test_the_timer_starts_pauses_goes_on_and_stops(sit: Seats) -> None:
    async with sit() as seat:
        await at_cards(seat, "v")
        await seat.answer("Ask", *"soon", "enter")
        await seat.until(lambda: seat.said() == "Give the minutes as a number, such as 10 or 2:30.")
        await seat.press("v")
        await seat.answer("Ask", *"2:30", "enter")
        await seat.until(lambda: seat.workspace.session.timer)
        await seat.until(lambda: "2:" in str(seat.page.query_one("Head").render()))
        for choice in ("pause", "minute more", "stop"):
            await seat.press("v")
            await seat.answer("Choose", *("space" if c == " " else c for c in choice), "enter")
        await seat.until(lambda: seat.workspace.session.timer is None)


async def test_tab_goes_to_the_other_column_below_the_last_card_is_the_line_and_without_a_card_a_command_says_so(
    sit: Seats,
) -> None:
    async with sit() as seat:
        await at_cards(seat, "tab")
        await seat.until(lambda: seat.page.column.id == "kind-E")
        await seat.press("tab")
        await seat.until(lambda: seat.page.column.id == "kind-I")
        await at_cards(seat, "end", "down")
        await seat.until(lambda: seat.page.focused is seat.page.line)
        await at_cards(seat, "space", "space", "space", "d")
        await seat.until(lambda: not seat.shown())
        await seat.press("h")
        await seat.until(lambda: seat.said() == "There is no card here.")


async def test_cards_take_a_click_and_a_double_click_and_the_footer_a_click(sit: Seats) -> None:
    async with sit() as seat:
        await seat.pilot.click("#kind-I", offset=(8, 1))
        await seat.until(lambda: seat.page.place == "cards")
        row = seat.page.column.cursor_row
        assert row is not None
        assert row.label == "I01"
        await seat.pilot.click("#kind-I", offset=(8, 2), times=2)
        await seat.answer("Details", "escape")
        await at_cards(seat)
        await seat.pilot.click("Foot", offset=(2, 0))
        await seat.answer("Ask", "escape")


async def test_a_key_can_be_changed_by_a_setting(sit: Seats) -> None:
    async with sit(keyboard=Keyboard({"hide": "b", "keep": "f11", "unknown": "x"})) as seat:
        await seat.press("f11", "home", "b")
        await seat.until(lambda: seat.card("I01").hidden)
        assert "B hide" in " ".join(f"{hint.key} {hint.word}" for hint in seat.page.hints())
