"""Writing at the table: type, Enter, next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual import events

from tests.console.seats import QUESTION, Seats
from workshop.model.errors import NotWritten
from workshop.store.folder import load
from workshop.store.journal import Journal
from workshop.widgets.rows import Rows


async def test_enter_records_the_line_and_leaves_it_free_for_the_next(sit: Seats, folder: Path) -> None:
    async with sit() as seat:
        await seat.type("The benches face the road")
        await seat.press("enter")
        await seat.until(lambda: "I04" in seat.shown())
        assert seat.page.line.text == ""
        assert seat.page.focused is seat.page.line
        assert seat.card("I04").text == "The benches face the road"
        texts = [card.text for card in load(folder).session.cards.values()]
        assert "The benches face the road" in texts


async def test_keys_typed_ahead_of_the_disk_keep_their_order(sit: Seats) -> None:
    async with sit() as seat:
        for key in ("a", "enter", "b", "enter", "tab", "c", "enter"):
            seat.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await seat.until(lambda: "E03" in seat.shown("E"))
        assert [seat.card(label).text for label in ("I04", "I05", "E03")] == ["a", "b", "c"]


async def test_the_cards_that_were_just_written_are_in_view_however_soon_the_kind_is_flipped(sit: Seats) -> None:
    async with sit() as seat:
        for key in ("a", "enter", "tab", "b", "enter", "tab", "c", "enter", "tab"):
            seat.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await seat.until(lambda: "I05" in seat.shown() and "E03" in seat.shown("E"))
        await seat.until(lambda: [rows.cursor_row.label for rows in seat.page.cards.all] == ["I05", "E03"])  # type: ignore[union-attr]


async def test_keys_pressed_ahead_of_leaving_the_line_take_effect_where_they_lead(sit: Seats) -> None:
    async with sit() as seat:
        for key in ("up", "up"):
            seat.app.post_message(events.Key(key, None))
        await seat.until(lambda: seat.page.column.cursor_row == seat.page.column.rows[-2])
        assert seat.page.place == "cards"
        await seat.press("escape")
        for key in ("h", "i", "escape", "up", "slash"):
            seat.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await seat.ask("Ask")
        assert seat.page.line.text == "hi"
        assert seat.page.column.cursor_row == seat.page.column.rows[-3]
        assert seat.said() == "The line is kept. Esc goes back to it."


async def test_tab_flips_the_kind_and_the_line_says_which(sit: Seats) -> None:
    async with sit() as seat:
        assert seat.page.line.prompt == "Insight › "
        await seat.press("tab")
        assert seat.page.line.prompt == "Experiment › "
        assert seat.page.focused is seat.page.line
        await seat.press("tab")
        assert seat.page.line.prompt == "Insight › "


async def test_escape_keeps_the_draft_and_escape_again_goes_back_to_it(sit: Seats) -> None:
    async with sit() as seat:
        await seat.type("half a thou")
        await seat.press("escape")
        await seat.until(lambda: seat.page.place == "cards")
        assert seat.said() == "The line is kept. Esc goes back to it."
        await seat.press("escape")
        await seat.until(lambda: seat.page.focused is seat.page.line)
        assert seat.page.line.text == "half a thou"


async def test_the_draft_is_in_a_file_while_it_is_written_and_there_when_the_session_is_opened_again(
    sit: Seats, folder: Path
) -> None:
    draft = folder / "draft.json"
    async with sit() as seat:
        await seat.press("tab")
        await seat.type("half a thou")
        await seat.until(lambda: draft.exists() and json.loads(draft.read_text())["text"] == "half a thou")
    async with sit() as seat:
        assert seat.page.line.text == "half a thou"
        assert seat.page.line.prompt == "Experiment › "
        await seat.press("ctrl+u")
        await seat.until(lambda: not draft.exists())


async def test_a_line_that_was_on_its_way_is_recorded_once_when_the_session_is_opened_again(
    sit: Seats, folder: Path
) -> None:
    async with sit() as seat:
        await seat.type("said twice?")
        await seat.press("enter")
        await seat.until(lambda: "I04" in seat.shown())
        theme = seat.page.theme
        assert theme is not None
        request = seat.workspace.writer.history.entries[-1].request
        rows = [
            {"request": request, "kind": "insight", "theme": theme.id, "texts": ["said twice?"]},
            {"request": "another", "kind": "insight", "theme": theme.id, "texts": ["never acknowledged"]},
        ]
    (folder / "draft.json").write_text(json.dumps({"kind": "", "theme": "", "text": "", "unsent": rows}))
    async with sit() as seat:
        await seat.until(lambda: "I05" in seat.shown())
        assert [seat.card(label).text for label in ("I04", "I05")] == ["said twice?", "never acknowledged"]
        await seat.until(lambda: not (folder / "draft.json").exists())


async def test_what_the_disk_refuses_stays_in_the_line_and_a_sentence_says_why(
    sit: Seats, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit() as seat:
        refuse_writing(monkeypatch)
        await seat.type("kept")
        await seat.press("enter")
        await seat.until(lambda: seat.page.line.text == "kept")
        await seat.until(lambda: seat.said() == "Disk full; free some space.")
        assert seat.workspace.status.sentence
        monkeypatch.undo()
        await seat.press("enter")
        await seat.until(lambda: len(seat.shown()) == 4)
        assert not seat.workspace.status.sentence
        assert seat.said() == ""


async def test_a_refused_line_waits_while_the_next_is_written_and_comes_back_by_enter(
    sit: Seats, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit() as seat:
        refuse_writing(monkeypatch)
        seat.page.line.write("the next")
        seat.page.record(("the first",))
        await seat.until(lambda: seat.workspace.status.state == "trouble")
        assert seat.page.line.text == "the next"
        monkeypatch.undo()
        await seat.press("enter")
        await seat.until(lambda: len(seat.shown()) == 4)
        await seat.press("enter")
        await seat.until(lambda: seat.page.line.text == "the first")


def refuse_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(journal: object, entries: object) -> None:
        del journal, entries
        raise NotWritten("Disk full; free some space.")

    monkeypatch.setattr(Journal, "append", refuse)


async def test_an_empty_line_is_not_recorded_and_the_person_is_told_what_to_do(sit: Seats) -> None:
    async with sit() as seat:
        await seat.press("enter")
        await seat.until(lambda: seat.said() == "Write a line, then press Enter.")
        seat.page.line.write("W" * 2001)
        await seat.press("enter")
        await seat.until(lambda: seat.said().startswith("A card may have 2,000 characters"))
        assert seat.page.line.text == "W" * 2001


async def test_many_pasted_lines_become_many_cards_when_asked_so_and_one_undo_takes_them_back(
    sit: Seats,
) -> None:
    async with sit() as seat:
        seat.page.line.post_message(events.Paste("\n".join(f"Line {n}" for n in range(200))))
        await seat.answer("Choose", "enter")
        await seat.until(lambda: len(seat.shown()) == 203)
        assert seat.said() == "200 cards recorded. Esc, then U takes them back at once."
        await seat.press("up", "u")
        await seat.until(lambda: len(seat.shown()) == 3)


async def test_a_pasted_list_becomes_cards_without_its_bullets_and_numbers(sit: Seats) -> None:
    async with sit() as seat:
        seat.page.line.post_message(events.Paste("Tea cart\n- Lit loop\n-  Dog walkers\n\t• Benches\n• Lamps\n3. Bins"))
        await seat.ask("Choose")
        options = seat.app.screen.query_one("#options", Rows).rows
        assert options[0].text == "Many: 6 insights, a line each, without bullets and numbers"
        await seat.answer("Choose", "enter")
        await seat.until(lambda: len(seat.shown()) == 9)
        texts = [card.text for card in seat.workspace.session.ordered() if card.kind == "insight"][3:]
        assert texts == ["Tea cart", "Lit loop", "Dog walkers", "Benches", "Lamps", "3. Bins"]


async def test_what_was_pasted_leaves_room_for_the_answers_however_long_its_lines_are(sit: Seats) -> None:
    async with sit((80, 24)) as seat:
        seat.app.post_message(events.Paste(f"{'W' * 3000}\n{'V' * 3000}"))
        await seat.ask("Choose")
        options = seat.app.screen.query_one("#options")
        await seat.until(lambda: options.size.height >= 2 and options.region.bottom <= 24)


async def test_many_pasted_lines_become_one_line_when_asked_so(sit: Seats) -> None:
    async with sit() as seat:
        seat.page.line.post_message(events.Paste("One \r\n\n  two\nthree"))
        await seat.answer("Choose", "down", "enter")
        await seat.until(lambda: seat.page.line.text == "One two three")


async def test_pasted_lines_that_are_refused_can_be_mended(sit: Seats) -> None:
    async with sit() as seat:
        seat.page.line.post_message(events.Paste(f"Good\n{'W' * 2001}\nFine"))
        await seat.ask("Choose")
        await seat.press("enter")
        await seat.ask("Write")
        seat.app.screen.query_one("#answer").text = "Good\nX\nFine"  # type: ignore[attr-defined]
        await seat.press("f4")
        await seat.until(lambda: len(seat.shown()) == 6)
        assert seat.card("I05").text == "X"


async def test_a_long_line_is_shown_whole_as_it_is_written(sit: Seats) -> None:
    async with sit((60, 24)) as seat:
        seat.page.line.insert("a sentence that somebody said at the table " * 3)
        await seat.until(lambda: seat.page.line.size.height == 3)
        assert seat.page.query_one("#theme").size.height == 1
        await seat.press("enter")
        await seat.until(lambda: seat.page.line.size.height == 1)


EDITED = (
    (("left", "backspace"), "one two thre"),
    (("home", "delete"), "ne two three"),
    (("ctrl+w",), "one two "),
    (("ctrl+left", "ctrl+left", "x"), "one xtwo three"),
    (("home", "ctrl+right", "x"), "one xtwo three"),
    (("ctrl+left", "ctrl+k"), "one two "),
    (("ctrl+left", "ctrl+u"), "three"),
    (("home", "right", "x", "end", "y"), "oxne two threey"),
)


async def test_the_line_is_edited_with_the_usual_keys(sit: Seats) -> None:
    async with sit() as seat:
        for keys, text in EDITED:
            seat.page.line.write("one two three")
            await seat.press(*keys)
            assert seat.page.line.text == text, keys


async def test_a_click_puts_the_cursor_there(sit: Seats) -> None:
    async with sit() as seat:
        seat.page.line.write("one two three")
        await seat.pilot.click("#line", offset=(len(" Insight › ") + 4, 0))
        await seat.type("X")
        assert seat.page.line.text == "one Xtwo three"


async def test_the_question_is_whole_at_eighty_by_twenty_four(sit: Seats) -> None:
    async with sit((80, 24)) as seat:
        theme = seat.page.query_one("#theme")
        assert QUESTION in "".join(str(theme.render()))
        assert theme.region.y == 2
