"""What is done with the draft of a bulletin: its items changed, moved and left out; the whole looked at and issued."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.live.bulletin_draft import PlannedItem, changed, command_of, let_go, proposed_draft
from workshop.live.bulletin_writing import write_bulletins
from workshop.live.open_folder import open_in_window, short
from workshop.live.publish import today
from workshop.model.commands import DraftedItem, IssueBulletin
from workshop.model.errors import Refused
from workshop.model.text import one_line
from workshop.screens.bulletin.bulletin_rows import FIELDS, SEVERAL, page_rows, titles_of_dropped, value_of
from workshop.screens.dialogs import Ask, Choose, Option, Write
from workshop.screens.table.details import Details

if TYPE_CHECKING:
    from workshop.screens.bulletin.screen import BulletinPage

_HINTS = {
    "dates": "As 2026-06-12, several with commas · Enter saves · Esc cancels",
    "links": "Several with blanks between them · Enter saves · Esc cancels",
    "cards": "Such as T07-E01, several with commas · Enter saves · Esc cancels",
    "tags": "Several with commas · Enter saves · Esc cancels",
    "picture": "The path of a PNG or JPEG file; empty: none · Enter saves · Esc cancels",
    "alt": "In a sentence, for those who cannot see it · Enter saves · Esc cancels",
}


async def edit(page: BulletinPage) -> None:
    """Change the fields of the item at the cursor, one after the other, until Esc."""
    at, following = page.place_here(), ""
    while True:
        planned = page.draft.items[at]
        options = [
            Option(name, "", f"{words}: {one_line(value_of(planned, name)) or '–'}") for name, words in FIELDS.items()
        ]
        field = await page.ask(Choose("What would you like to change? Esc when done", options, following))
        if field is None:
            return
        if await _change(page, at, field):
            following = [*FIELDS, ""][[*FIELDS].index(field) + 1]


async def _change(page: BulletinPage, at: int, field: str) -> bool:
    """Ask for another value of a field and keep it; return whether that was done."""
    planned = page.draft.items[at]
    given = value_of(planned, field)
    dialog = Write(FIELDS[field], given) if field == "text" else Ask(FIELDS[field], given, _HINTS.get(field, ""))
    words = await page.ask(dialog)
    if words is None or words.strip() == given:
        return False
    try:
        page.put_item(
            at, await _checked(page, planned, field, words.strip() if field == "text" else " ".join(words.split()))
        )
    except Refused as refusal:
        page.say(str(refusal))
        return False
    return True


async def _checked(page: BulletinPage, planned: PlannedItem, field: str, words: str) -> PlannedItem:
    """Return an item with another value. Raises ``Refused`` for one with which it could not be issued."""
    if field == "picture":
        return changed(planned, picture=await asyncio.to_thread(_picture, words))
    value = _several(field, words) if field in SEVERAL else words
    made = changed(planned, **{field: value})
    page.workspace.check(IssueBulletin(items=(made.item,)))
    return made


def _picture(words: str) -> str:
    """Return the whole path of a picture that can be taken; empty for none. Raises ``Refused``."""
    if not words:
        return ""
    from workshop.importing.pictures import read_picture  # noqa: PLC0415 - its library; only here

    path = Path(words.strip("'\"")).expanduser().resolve()
    read_picture(path)
    return str(path)


def _several(field: str, words: str) -> tuple[str, ...]:
    parts = words.replace(",", " ").split() if field in {"dates", "cards"} else words.split(",")
    parts = words.split() if field == "links" else parts
    return tuple(part.strip(" ,") for part in parts if part.strip(" ,"))


async def add(page: BulletinPage) -> None:
    """Add an item of one's own behind the one at the cursor."""
    words = await page.ask(Ask("Title of your own item"))
    if words is None:
        return
    row = page.rows.cursor_row
    at = int(row.id) if row else 0
    planned = PlannedItem(DraftedItem(" ".join(words.split())))
    page.workspace.check(IssueBulletin(items=(planned.item,)))
    items = page.draft.items
    page.change(page.draft._replace(items=(*items[:at], planned, *items[at:])), at + 1)
    page.say("Added. Enter changes it.")


async def drop(page: BulletinPage) -> None:
    """Leave the item at the cursor out."""
    at = page.place_here()
    item = page.draft.items[at].item
    items = tuple(each for place, each in enumerate(page.draft.items) if place != at)
    dropped = (*page.draft.dropped, item.key) if item.key else page.draft.dropped
    page.change(page.draft._replace(items=items, dropped=dropped), at + 1)
    again = " It is proposed again for the next bulletin; R brings it back." if item.key else ""
    page.say(f"Left out: {item.title}.{again} U undoes it.")


async def restore(page: BulletinPage) -> None:
    """Put an item that was left out back at the end."""
    proposed = proposed_draft(page.session, today())
    options = [Option(key, "", title) for key, title in titles_of_dropped(page.draft, proposed)]
    if not options:
        raise Refused("Nothing was left out.")
    key = await page.ask(Choose("Bring back which?", options))
    if key is None:
        return
    found = next(planned for planned in proposed.items if planned.item.key == key)
    items = (*page.draft.items, changed(found, highlight=False))
    dropped = tuple(each for each in page.draft.dropped if each != key)
    page.change(page.draft._replace(items=items, dropped=dropped), len(items))


async def earlier(page: BulletinPage) -> None:
    """Move the item at the cursor one place up."""
    _move(page, -1)


async def later(page: BulletinPage) -> None:
    """Move the item at the cursor one place down."""
    _move(page, 1)


def _move(page: BulletinPage, by: int) -> None:
    at = page.place_here()
    items = list(page.draft.items)
    if not 0 <= at + by < len(items):
        raise Refused("It is the first already." if by < 0 else "It is the last already.")
    items[at], items[at + by] = items[at + by], items[at]
    page.change(page.draft._replace(items=tuple(items)), at + by + 1)


async def highlight(page: BulletinPage) -> None:
    """Put the title of the item at the top, or take it from there."""
    at = page.place_here()
    planned = page.draft.items[at]
    page.put_item(at, changed(planned, highlight=not planned.item.highlight))


async def title(page: BulletinPage) -> None:
    """Change what stands over the bulletin."""
    words = await page.ask(Ask("Title of the bulletin", page.draft.title))
    if words is not None and words.strip() != page.draft.title:
        page.workspace.check(IssueBulletin(("A",), title=words))
        page.change(page.draft._replace(title=" ".join(words.split())))


async def preview(page: BulletinPage) -> None:
    """Show the bulletin as it would be sent: as its text would say it."""
    command = await _command(page)
    from workshop.live.bulletin_writing import preview_of  # noqa: PLC0415 - only here

    words = await asyncio.to_thread(preview_of, page.workspace.writer.history, command)
    await page.ask(Details("The bulletin as it would be sent", page_rows(words)))


async def issue(page: BulletinPage) -> None:
    """Freeze and number the bulletin and write its files, after asking."""
    command = await _command(page)
    page.workspace.check(command)
    number, count = len(page.session.bulletins) + 1, len(command.items)
    question = (
        f"Issue bulletin {number} with {count} item{'s' if count != 1 else ''}? It never changes afterwards; "
        "a correction is the next one."
    )
    answer = await page.ask(
        Choose(question, [Option("issue", "", "Issue it"), Option("", "", "Not yet")], letters=True)
    )
    if answer != "issue":
        return
    receipt = await page.workspace.do(command)
    let_go(page.workspace.folder)
    page.begin_anew()
    made = receipt.session.bulletins[-1]
    exports = page.workspace.auto_exporter.folder
    await asyncio.to_thread(write_bulletins, exports, page.workspace.writer.history, (made,))
    page.say(f"Issued bulletin {made.number}. Its files lie in {short(exports / 'bulletins')}.")


async def _command(page: BulletinPage) -> IssueBulletin:
    """Return the command that issues the draft. Raises ``Refused`` where it is empty or a picture is wanting."""
    if not page.draft.items:
        raise Refused("There is no item yet. + adds one of your own.")
    return await asyncio.to_thread(command_of, page.draft, page.workspace.folder)


async def folder(page: BulletinPage) -> None:
    """Open the folder of the files in a window, where there are windows."""
    lies = page.workspace.auto_exporter.folder / "bulletins"
    if not lies.is_dir():
        raise Refused("No bulletin was issued yet. I issues this one.")
    opened = await asyncio.to_thread(open_in_window, lies)
    page.say(f"Opened {short(lies)}." if opened else f"No window can be opened from here. The files lie in {lies}.")
