"""The appendix page: what will be handed out is seen, chosen and written without leaving the table."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Static

from tests.console.picture import clickable
from tests.console.seats import Seat, Seats
from tests.console.test_hostile import HOSTILE
from workshop.live.open_folder import open_in_window, short
from workshop.live.publish import PublishRequest, keep_choice, read_choice
from workshop.model import commands as c
from workshop.screens import session_screen
from workshop.screens.appendix.preview import NOTE
from workshop.screens.appendix.screen import AppendixPage
from workshop.store.locations import Home


@asynccontextmanager
async def at_appendix(sit: Seats, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Seat]:
    async with sit(size) as seat:
        keep_choice(seat.workspace.home, seat.workspace.folder.name, PublishRequest(("txt",)))
        await seat.press("f12")
        await seat.until(lambda: isinstance(seat.app.screen, AppendixPage) and seat.app.screen.shown)
        yield seat._replace(page=seat.app.screen)  # type: ignore[arg-type]


def only_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written of itself."""
    for pause in ("PAUSE", "LONGEST"):
        monkeypatch.setattr(f"workshop.live.autosave.{pause}", 60.0)


def page_of(seat: Seat) -> AppendixPage:
    page: object = seat.page
    assert isinstance(page, AppendixPage)
    return page


def texts(seat: Seat) -> list[str]:
    return [row.text for row in page_of(seat).rows.rows]


def facts(seat: Seat) -> str:
    return str(seat.page.query_one("#facts", Static).render())


async def go_to(seat: Seat, label: str) -> None:
    assert page_of(seat).rows.go_to(seat.card(label).id)


async def test_the_preview_is_what_will_be_handed_out(sit: Seats, home: Home, folder: Path) -> None:
    async with at_appendix(sit, (80, 24)) as seat:
        await seat.press("w")
        await seat.until(lambda: seat.said() == "Written: appendix.txt")
        written = (home.exports / folder.name / "appendix.txt").read_text(encoding="utf-8").splitlines()
        shown = {text.strip() for text in texts(seat)}
        for line in written:
            assert {line.strip().removeprefix("· "), line.split(" : ")[0]} & shown
        assert "1 theme, 3 insights, 2 experiments; nothing left out." in facts(seat)
        assert f"{folder.name}: appendix.txt, written " in facts(seat)


async def test_a_card_is_left_out_and_put_back_at_its_place_and_space_on_another_line_says_what_to_do(
    sit: Seats,
) -> None:
    async with at_appendix(sit) as seat:
        await go_to(seat, "I02")
        await seat.press("space")
        await seat.until(lambda: "1 left out: 1 left out by choice" in facts(seat))
        row = page_of(seat).rows.cursor_row
        assert row is not None
        assert (row.id, row.marks, row.quiet) == (seat.card("I02").id, "left out", True)
        assert "Left T07-I02 out" in seat.said()
        await seat.press("space")
        await seat.until(lambda: "nothing left out" in facts(seat))
        await seat.press("space", "u")
        await seat.until(lambda: seat.said().startswith("Undone: Left T07-I02 out") and not seat.card("I02").left_out)
        await seat.press("home", "space")
        await seat.until(lambda: "Go to a card" in seat.said())
        await seat.press("down", "pagedown", "pageup", "up", "end", "home")
        await seat.press("tab")
        await seat.until(lambda: getattr(page_of(seat).rows.cursor_row, "text", "") == "Green spaces")


async def test_formats_are_chosen_and_kept_and_an_old_file_is_removed_only_when_told(
    sit: Seats, home: Home, folder: Path
) -> None:
    async with at_appendix(sit) as seat:
        await seat.press("w")
        await seat.until(lambda: seat.said() == "Written: appendix.txt")
        await seat.press("f")
        await seat.ask("Choose")
        await seat.press(*"plain", "enter")
        await seat.until(lambda: "One format at least" in seat.said())
        await seat.ask("Choose")
        await seat.press(*"markdown", "enter")
        await seat.until(lambda: page_of(seat).choice.formats == ("txt", "md"))
        await seat.until((home.exports / folder.name / "appendix.md").is_file)
        await seat.ask("Choose")
        await seat.press(*"plain", "enter")
        await seat.until(lambda: getattr(seat.app.screen, "question", "") == "What becomes of appendix.txt?")
        await seat.ask("Choose")
        await seat.press("down", "enter")
        await seat.until(lambda: "Which formats" in getattr(seat.app.screen, "question", ""))
        await seat.answer("Choose", "escape")
        assert not (home.exports / folder.name / "appendix.txt").exists()
        assert read_choice(home, folder.name) == PublishRequest(("md",))


async def test_what_is_kept_beside_the_appendix_is_chosen_said_and_kept_current(
    sit: Seats, home: Home, folder: Path
) -> None:
    exports = home.exports / folder.name
    async with at_appendix(sit) as seat:
        assert "on its own (P)" in facts(seat)
        await seat.press("p")
        for name in ("full-list:", "questions:", "map:"):
            await seat.ask("Choose")
            await seat.press(*name, "enter")
            await seat.until(lambda name=name: name[:-1] in page_of(seat).choice.publications)  # type: ignore[misc]
        await seat.answer("Choose", "escape")
        await seat.until(lambda: "kept too: full-list, map, questions (P)" in facts(seat))
        assert read_choice(home, folder.name).publications == ("appendix", "full-list", "map", "questions")
        await seat.until(lambda: "appendix.txt, full-list.txt, map.csv, questions.txt, written" in facts(seat))
        await seat.press("w")
        await seat.until(lambda: seat.said() == "Written: appendix.txt, full-list.txt, map.csv, questions.txt")
        theme = seat.workspace.session.live_themes()[0].id
        await seat.workspace.do(c.AddCards("experiment", theme, ("Said after the choice",)))
        full = exports / "full-list.txt"
        await seat.until(lambda: "Said after the choice" in full.read_text(encoding="utf-8"), 30)


async def test_files_of_what_is_no_longer_kept_are_removed_only_when_told(sit: Seats, home: Home, folder: Path) -> None:
    exports = home.exports / folder.name
    async with at_appendix(sit) as seat:
        await page_of(seat).choose(PublishRequest(("txt", "md"), publications=("appendix", "digest")))
        await seat.until(lambda: (exports / "digest.md").is_file() and (exports / "digest.txt").is_file())
        await seat.press("p")
        await seat.ask("Choose")
        await seat.press(*"digest:", "enter")
        asked = "What becomes of digest.txt and digest.md?"
        await seat.until(lambda: getattr(seat.app.screen, "question", "") == asked)
        await seat.ask("Choose")
        await seat.press("down", "enter")
        await seat.until(lambda: "What is kept current" in getattr(seat.app.screen, "question", ""))
        await seat.answer("Choose", "escape")
        assert [path.name for path in exports.iterdir() if path.name.startswith("digest")] == []
        assert read_choice(home, folder.name) == PublishRequest(("txt", "md"))


async def test_a_file_that_cannot_be_removed_stays_and_it_is_said(
    sit: Seats, home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    async with at_appendix(sit) as seat:
        keep_choice(home, folder.name, PublishRequest(("txt", "md")))
        await seat.press("w")
        await seat.until((home.exports / folder.name / "appendix.md").is_file)
        page_of(seat).choice = PublishRequest(("txt", "md"))
        monkeypatch.setattr(Path, "unlink", refuse)
        await seat.press("f")
        await seat.ask("Choose")
        await seat.press(*"markdown", "enter")
        await seat.until(lambda: "What becomes of" in getattr(seat.app.screen, "question", ""))
        await seat.ask("Choose")
        await seat.press("down", "enter")
        await seat.until(lambda: "could not be removed (permission denied)" in seat.said())
        monkeypatch.undo()


async def test_the_order_is_by_dots_or_as_said(sit: Seats, home: Home, folder: Path) -> None:
    async with at_appendix(sit) as seat:
        second = seat.card("E02").id
        await seat.press("o")
        await seat.until(lambda: "No vote is revealed yet" in seat.said())
        await seat.workspace.do(c.DraftBallot("Which first?"))
        (ballot,) = seat.workspace.session.ballots
        await seat.workspace.do(c.OpenBallot(ballot))
        await seat.workspace.do(c.SetDots(ballot, "a" * 32, second, 2))
        assert not any("Winter tea cart" in text and "2 dots" in text for text in texts(seat))
        await seat.workspace.do(c.CloseBallot(ballot))
        await seat.workspace.do(c.RevealBallot(ballot))
        await seat.until(lambda: any("Winter tea cart" in text and "2 dots" in text for text in texts(seat)))
        cards = [row.id for row in page_of(seat).rows.rows]
        assert cards.index(second) < cards.index(seat.card("E01").id)
        assert read_choice(home, folder.name).order == "votes"
        await seat.press("o")
        await seat.until(lambda: seat.said() == "As they were said.")
        await seat.until(lambda: "as they were said" in facts(seat))
        await seat.workspace.do(c.DraftBallot(kinds=("insight",)), c.GiveDetail("subtitle", "A winter's day"))
        await seat.until(lambda: "A winter's day" in texts(seat))


async def test_capitals_are_explained_or_dismissed_and_no_card_is_changed(sit: Seats) -> None:
    async with at_appendix(sit) as seat:
        await seat.press("g")
        await seat.until(lambda: "nothing in capitals" in seat.said())
        theme = seat.workspace.session.live_themes()[0].id
        said = ("The DfE and the SRO met", "Five more: ABC, BCD, CDE, DEF")
        await seat.workspace.do(c.AddCards("insight", theme, said))
        await seat.until(lambda: "Not explained yet: DfE, SRO, ABC, BCD and 2 more (G)" in facts(seat))
        await seat.press("g")
        await seat.ask("Choose")
        await seat.press("enter")
        await seat.ask("Ask")
        await seat.press("enter")
        await seat.until(lambda: seat.workspace.session.terms.get("DfE") == "")
        await seat.ask("Choose")
        await seat.press(*"SRO", "enter")
        await seat.ask("Ask")
        await seat.press(*"Senior", "enter")
        await seat.until(lambda: seat.workspace.session.terms.get("SRO") == "Senior")
        await seat.ask("Choose")
        await seat.press(*"SRO", "enter")
        await seat.ask("Ask")
        await seat.press("enter")
        await seat.ask("Choose")
        await seat.press(*"DfE", "enter")
        await seat.ask("Ask")
        await seat.press("enter")
        await seat.ask("Choose")
        await seat.press("enter")
        await seat.ask("Ask")
        await seat.press("escape")
        await seat.answer("Choose", "escape")
        await seat.until(lambda: "SRO: Senior" in texts(seat))
        assert {card.text for card in seat.workspace.session.live_cards()} >= set(said)


async def test_the_folder_is_opened_where_there_are_windows_and_named_where_there_are_none(
    sit: Seats, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def note(folder: Path) -> bool:
        opened.append(folder)
        return True

    only_when_told(monkeypatch)
    async with at_appendix(sit) as seat:
        monkeypatch.setattr(session_screen, "open_in_window", lambda _: False)
        await seat.press("e")
        await seat.until(lambda: "W writes it now" in seat.said())
        await seat.press("w")
        await seat.until(lambda: seat.said() == "Written: appendix.txt")
        await seat.press("e")
        await seat.until(lambda: "The files lie in" in seat.said())
        monkeypatch.setattr(session_screen, "open_in_window", note)
        await seat.press("e")
        await seat.until(lambda: seat.said().startswith("Opened "))
        assert opened == [seat.workspace.auto_exporter.folder]


def test_a_window_is_opened_by_the_systems_own_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda arguments, **_: started.append(arguments))
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not open_in_window(tmp_path)
    monkeypatch.setenv("DISPLAY", ":0")
    assert open_in_window(tmp_path)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert open_in_window(tmp_path)
    assert started == [["/bin/xdg-open", str(tmp_path)], ["/bin/open", str(tmp_path)]]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows opens folders itself")
def test_a_program_that_cannot_be_started_opens_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("shutil.which", lambda _: str(tmp_path / "absent"))
    assert not open_in_window(tmp_path)


async def test_what_could_not_be_written_is_said_here_too(
    sit: Seats, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_when_told(monkeypatch)
    async with at_appendix(sit, (80, 24)) as seat:
        home.exports.write_text("a file where a folder should be")
        await seat.press("w")
        await seat.until(lambda: "Nothing recorded is lost" in seat.said())
        assert "Not written yet" in facts(seat)
        assert "! appendix not written" in str(seat.page.query_one("Head").render())
        home.exports.unlink()
        await seat.press("w")
        await seat.until(lambda: seat.said() == "Written: appendix.txt")


async def test_a_table_is_no_summit_and_esc_goes_back_to_it_from_the_appendix(sit: Seats) -> None:
    async with sit() as seat:
        await seat.press("f7")
        await seat.until(lambda: "one table's session" in seat.said())
        await seat.press("f12")
        await seat.until(lambda: isinstance(seat.app.screen, AppendixPage))
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.page)
        await seat.workspace.do(c.RetitleSession("Still watched by nobody who left"))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_hostile_words_are_shown_and_nothing_else(sit: Seats, size: tuple[int, int]) -> None:
    async with at_appendix(sit, size) as seat:
        theme = seat.workspace.session.live_themes()[0].id
        words = HOSTILE[0] + "[/nope]"
        await seat.workspace.do(c.AddCards("insight", theme, HOSTILE), c.RetitleSession(words))
        first = seat.card("I04")
        await seat.workspace.do(
            c.TagCard(first.id, words), c.NoteCard(first.id, words), c.RewordTheme(theme, words, words)
        )
        await seat.workspace.do(c.ExplainTerm("[/NOPE]", words), c.GiveDetail("place", words))
        await seat.until(lambda: any(row.text == HOSTILE[1] for row in page_of(seat).rows.rows))
        await go_to(seat, "I04")
        await seat.press("g")
        await seat.answer("Choose", "escape")
        assert not clickable(seat.app)


async def test_a_burst_while_the_preview_is_made_is_shown_in_the_end(sit: Seats) -> None:
    async with at_appendix(sit) as seat:
        theme = seat.workspace.session.live_themes()[0].id
        await asyncio.gather(*(seat.workspace.do(c.AddCards("insight", theme, (f"Card {n}",))) for n in range(50)))
        await seat.until(lambda: sum(text.startswith("Card ") for text in texts(seat)) == 50)


def test_paths_are_shortened_to_the_persons_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Path, "home", tmp_path.resolve)
    assert short(tmp_path / "exports") == str(Path("~") / "exports")
    assert short(Path("/elsewhere")) == str(Path("/elsewhere"))


async def keep_notes(seat: Seat, *notes: str) -> None:
    themes = tuple(c.ImportedTheme(theme.title, theme.question, ()) for theme in seat.workspace.session.live_themes())
    lines = tuple(enumerate(notes, 8))
    await seat.workspace.do(c.ImportPaper("table 7.txt", "d" * 32, themes, notes=lines))


async def test_a_line_kept_as_a_note_is_listed_and_one_key_makes_a_card_of_it(sit: Seats) -> None:
    async with at_appendix(sit) as seat:
        await seat.press("c")
        await seat.until(lambda: seat.said() == "No line of a paper was kept as a note.")
        await keep_notes(seat, "- Nobody pays for lamps", "Lunch at one")
        await seat.until(lambda: "2 lines of the paper kept as notes" in facts(seat))
        await seat.press("home", "c")
        await seat.until(lambda: "Go to a line that was kept as a note" in seat.said())
        row = next(row for row in page_of(seat).rows.rows if "lamps" in row.text)
        assert row.marks == "table 7.txt, line 8"
        page_of(seat).rows.go_to(row.id)
        await seat.press("c")
        await seat.ask("Choose")
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.page)
        await seat.press("c")
        await seat.ask("Choose")
        await seat.press("enter")
        await seat.until(lambda: "1 line of the paper kept as a note" in facts(seat))
        assert seat.card("I04").text == "Nobody pays for lamps"
        assert "Made T07-I04 of a note from table 7.txt" in seat.said()
        assert not any(text == "- Nobody pays for lamps" for text in texts(seat))
        await seat.press("u")
        await seat.until(lambda: "2 lines of the paper kept as notes" in facts(seat))


async def make_card_of(seat: Seat, words: str, kind: str, theme: str) -> None:
    """Make a card of a note; without kind and theme it is as the one before."""
    page_of(seat).rows.go_to(next(row.id for row in page_of(seat).rows.rows if row.text == words))
    await seat.press("c")
    await seat.ask("Choose")
    await seat.press(kind or "enter")
    await seat.until(lambda: getattr(seat.app.screen, "question", "") == "Under which theme?")
    await seat.press(theme or "enter")
    await seat.until(lambda: any(card.text == words for card in seat.workspace.session.live_cards()))
    await seat.until(lambda: not any(r.text == words and r.id.startswith(NOTE) for r in page_of(seat).rows.rows))


async def test_a_card_of_a_note_goes_under_the_theme_that_is_chosen(sit: Seats) -> None:
    async with at_appendix(sit) as seat:
        await seat.workspace.do(c.AddTheme("Lamps", ""))
        await keep_notes(seat, "Who pays", "And who mends them")
        await seat.until(lambda: "2 lines of the paper" in facts(seat))
        await make_card_of(seat, "Who pays", "e", "l")
        await make_card_of(seat, "And who mends them", "", "")
        assert {(card.kind, card.text) for card in seat.workspace.session.live_cards()} >= {
            ("experiment", "Who pays"),
            ("experiment", "And who mends them"),
        }


async def test_without_a_theme_a_note_stays_a_note(sit: Seats) -> None:
    async with at_appendix(sit) as seat:
        await keep_notes(seat, "Who pays")
        await seat.until(lambda: "kept as a note" in facts(seat))
        for card in list(seat.workspace.session.live_cards()):
            await seat.workspace.do(c.RemoveCard(card.id))
        await seat.workspace.do(c.RemoveTheme(seat.workspace.session.live_themes()[0].id))
        await seat.until(lambda: "0 insights" in facts(seat) or "0 themes" in facts(seat))
        page_of(seat).rows.go_to(next(row.id for row in page_of(seat).rows.rows if row.text == "Who pays"))
        await seat.press("c")
        await seat.until(lambda: "There is no theme yet" in seat.said())
