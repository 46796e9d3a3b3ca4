"""The page of the next bulletin: items edited, moved, left out, kept through a restart, issued after a question."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path

from textual.widgets import Static

from tests.console.seats import Seat, Seats
from tests.importing.test_pictures import photograph
from workshop.live.bulletin_draft import KEPT, kept_draft
from workshop.live.publish import today
from workshop.model import commands as c
from workshop.model.events import StatusNoted
from workshop.screens.bulletin.screen import EMPTY, BulletinPage
from workshop.screens.follow_up.screen import FollowUpPage
from workshop.widgets.rows import Rows

SOON = (date.today() + timedelta(400)).isoformat()  # noqa: DTZ011 - far enough to be no date ahead


@asynccontextmanager
async def at_bulletin(
    sit: Seats, size: tuple[int, int] = (80, 24), statuses: tuple[str, ...] = ("under way", "tried: it worked")
) -> AsyncIterator[Seat]:
    """Sit at the next bulletin, with news of as many experiments as there are statuses."""
    async with sit(size) as seat:
        for label, status in zip(("E01", "E02"), statuses, strict=False):
            note = StatusNoted(seat.card(label).id, status, "2026-06-12", "parks officer", "ada@example.org")
            await seat.workspace.do(c.NoteStatuses((note,)))
        there = await seat.beside("greater_than_sign", FollowUpPage)
        await there.press("t")
        await there.until(lambda: type(seat.app.screen) is BulletinPage and seat.app.screen.is_current)
        yield there._replace(page=seat.app.screen)  # type: ignore[arg-type]


def page_of(seat: Seat) -> BulletinPage:
    page: object = seat.page
    assert isinstance(page, BulletinPage)
    return page


def titles(seat: Seat) -> list[str]:
    return [planned.item.title for planned in page_of(seat).draft.items]


def titles_issued(seat: Seat) -> list[str]:
    return [item.title for bulletin in seat.workspace.session.bulletins for item in bulletin.items]


def facts(seat: Seat) -> str:
    return str(seat.app.screen.query_one("#facts", Static).render())


async def back(seat: Seat) -> None:
    await seat.until(lambda: seat.app.screen is seat.page)


async def put(seat: Seat, field: str, words: str, dialog: str = "Ask") -> None:
    """Change one field of the item at the cursor."""
    await seat.press("enter")
    await seat.ask("Choose")
    await seat.type(field)
    await seat.press("enter")
    await seat.ask(dialog)
    seat.app.screen.query_one("#answer").focus()
    if dialog == "Ask":
        await seat.press("ctrl+u")
    await seat.type(words)
    await seat.press("enter" if dialog == "Ask" else "f4")
    await seat.ask("Choose")
    await seat.press("escape")
    await back(seat)


FIRST, SECOND = "Lend head torches at the library – under way", "Winter tea cart run by the school – tried: it worked"


async def test_what_has_happened_is_proposed_and_told_in_a_sentence(sit: Seats) -> None:
    async with at_bulletin(sit) as seat:
        assert titles(seat) == [FIRST, SECOND]
        assert "2 items, 0 at the top; none was issued before." in facts(seat)
        assert not (seat.workspace.folder / KEPT).exists()


async def test_items_are_moved_left_out_brought_back_and_all_of_it_undone(sit: Seats) -> None:
    async with at_bulletin(sit) as seat:
        await seat.press("full_stop")
        await seat.until(lambda: titles(seat) == [SECOND, FIRST])
        await seat.press("full_stop")
        await seat.until(lambda: seat.said() == "It is the last already.")
        await seat.press("comma", "comma")
        await seat.until(lambda: seat.said() == "It is the first already.")
        assert titles(seat) == [FIRST, SECOND]
        await seat.press("minus")
        await seat.until(lambda: titles(seat) == [SECOND])
        assert "1 item, 0 at the top, 1 left out" in facts(seat)
        await seat.press("r")
        await seat.ask("Choose")
        await seat.press("enter")
        await back(seat)
        await seat.until(lambda: titles(seat) == [SECOND, FIRST])
        await seat.press("r")
        await seat.until(lambda: seat.said() == "Nothing was left out.")
        await seat.press("u", "u")
        await seat.until(lambda: titles(seat) == [FIRST, SECOND])
        assert seat.said() == "Undone."


async def test_an_own_item_is_added_and_every_field_of_it_changed(sit: Seats, tmp_path: Path) -> None:
    picture = tmp_path / "lamps.jpg"
    picture.write_bytes(photograph())
    async with at_bulletin(sit) as seat:
        await seat.press("plus")
        await seat.ask("Ask")
        await seat.type("A walk")
        await seat.press("enter")
        await back(seat)
        await seat.until(lambda: titles(seat) == [FIRST, "A walk", SECOND])
        await put(seat, "title", "A long walk")
        await put(seat, "text", "Round the mill", "Write")
        await put(seat, "contact", "library desk")
        await put(seat, "dates", f"{SOON}, 2026-01-02")
        await put(seat, "links", "https://example.org/a https://example.org/b")
        await put(
            seat,
            "cards",
            "t01-e01" if seat.workspace.session.table == "1" else seat.workspace.session.shown_id(seat.card("E01")),
        )
        await put(seat, "tags", "east gate, walks")
        await put(seat, "picture", str(picture))
        await put(seat, "what", "A lamp")
        await seat.press("h")
        await seat.until(lambda: page_of(seat).draft.items[1].item.highlight)
        item, path = page_of(seat).draft.items[1]
        assert (item.title, item.text, item.contact) == ("A long walk", "Round the mill", "library desk")
        assert item.dates == (SOON, "2026-01-02")
        assert item.links == ("https://example.org/a", "https://example.org/b")
        assert len(item.cards) == 1
        assert (item.tags, item.alt, path) == (("east gate", "walks"), "A lamp", str(picture))


NO_VALUES = (
    ("dates", "soon", "“soon” is not a date."),
    ("cards", "T99-E99", "there is no card or line T99-E99 here."),
    ("picture", "/nowhere/a.png", "There is no picture a.png there."),
)


async def test_a_value_that_cannot_be_issued_is_not_kept(sit: Seats) -> None:
    async with at_bulletin(sit) as seat:
        before = page_of(seat).draft
        for field, words, said in NO_VALUES:
            await put(seat, field, words)
            assert said in seat.said()
            assert page_of(seat).draft == before, field


async def test_a_draft_survives_a_restart_and_what_happened_since_is_added(sit: Seats) -> None:
    async with at_bulletin(sit, statuses=("under way",)) as seat:
        await seat.press("t")
        await seat.ask("Ask")
        await seat.press("ctrl+u")
        await seat.type("Weekly")
        await seat.press("enter")
        await back(seat)
        await put(seat, "title", "Torches")
        kept = kept_draft(seat.workspace.folder, seat.workspace.session, today())
        assert (kept.title, [planned.item.title for planned in kept.items]) == ("Weekly", ["Torches"])
        note = StatusNoted(seat.card("E02").id, "tried: it worked", "2026-06-12", "school")
        await seat.workspace.do(c.NoteStatuses((note,)))
        await seat.until(lambda: titles(seat) == ["Torches", SECOND])


async def test_a_bulletin_is_looked_at_and_issued_after_a_question(sit: Seats) -> None:
    async with at_bulletin(sit, (120, 40)) as seat:
        await seat.press("minus", "p")
        await seat.ask("Details")
        shown = [row.text for row in seat.app.screen.query_one("#options", Rows).rows]
        assert SECOND in shown
        await seat.press("escape")
        await back(seat)
        await seat.press("i")
        await seat.ask("Choose")
        await seat.press("n")
        await back(seat)
        assert not titles_issued(seat)
        await seat.press("i")
        await seat.ask("Choose")
        await seat.press("i")
        await back(seat)
        await seat.until(lambda: "Issued bulletin 1. Its files lie in" in seat.said())
        assert titles_issued(seat) == [SECOND]
        made = seat.workspace.auto_exporter.folder / "bulletins"
        assert {f"bulletin-1.{form}" for form in ("docx", "odt", "html", "txt", "eml")} <= {
            path.name for path in made.iterdir()
        }
        assert not (seat.workspace.folder / KEPT).exists()
        assert titles(seat) == [FIRST]
        assert facts(seat).startswith("Bulletin 2:")
        await seat.press("f")
        await seat.until(lambda: "bulletins" in seat.said())


async def test_an_empty_draft_says_what_can_be_done(sit: Seats) -> None:
    async with at_bulletin(sit, statuses=()) as seat:
        assert seat.app.screen.query_one("#rows", Rows).empty == EMPTY
        for key in ("enter", "minus", "i", "p"):
            await seat.press("r", key)
            await seat.until(lambda: "+ adds one of your own." in seat.said())
        await seat.press("f")
        await seat.until(lambda: seat.said() == "No bulletin was issued yet. I issues this one.")
        await seat.press("plus")
        await seat.ask("Ask")
        await seat.press("escape")
        await back(seat)
        assert titles(seat) == []


async def test_the_one_at_the_cursor_is_shown_whole_where_there_is_room(sit: Seats) -> None:
    async with at_bulletin(sit, (120, 40)) as seat:
        one = seat.app.screen.query_one("#whole", Rows)
        assert one.display
        assert one.rows[0].text == f"Title: {FIRST}"
        await seat.pilot.pause()
        await seat.press("down")
        await seat.until(lambda: one.rows[0].text == f"Title: {SECOND}")


async def test_where_it_is_narrow_the_items_have_all_the_width(sit: Seats) -> None:
    async with at_bulletin(sit) as seat:
        assert not seat.app.screen.query_one("#whole", Rows).display


async def test_a_double_click_changes_an_item_and_what_stays_the_same_is_no_change(sit: Seats) -> None:
    async with at_bulletin(sit) as seat:
        before = page_of(seat).draft
        await seat.pilot.click("#rows", offset=(10, 1), times=2)
        await seat.answer("Choose", "escape")
        await put(seat, "contact", "")
        await put(seat, "picture", "")
        await seat.press("t")
        await seat.answer("Ask", "enter")
        await seat.press("plus")
        await seat.answer("Ask", "enter")
        await seat.until(lambda: seat.said() == "A title needs some words.")
        assert page_of(seat).draft == before
        await seat.press("u")
        await seat.ask("Choose")
        await seat.press("l")
        await back(seat)
        assert page_of(seat).draft == before


async def test_a_draft_that_cannot_be_read_is_set_aside_and_not_lost(sit: Seats) -> None:
    async with sit() as seat:
        note = StatusNoted(seat.card("E01").id, "under way", "2026-06-12", "parks officer")
        await seat.workspace.do(c.NoteStatuses((note,)))
        folder = seat.workspace.folder
        (folder / KEPT).write_text("title = ", encoding="utf-8")
        draft = kept_draft(folder, seat.workspace.session, today())
        assert [planned.item.title for planned in draft.items] == [FIRST]
        assert (folder / "bulletin.damaged.toml").read_text(encoding="utf-8") == "title = "
