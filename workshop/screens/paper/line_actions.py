"""What is done with the lines of a paper: say what one is, or all of its shape; take that back; keep it for others."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop.model.errors import Refused
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.store.atomic_files import write_file

if TYPE_CHECKING:
    from workshop.importing.line_map import LineMap, MapRow
    from workshop.screens.paper.lines import PaperLines

RULES: Final = "papers.map"
"""What a map for other papers is called unless a person names it."""
_PLACES: Final = (
    ("theme", "A theme: what follows comes under it"),
    ("question", "The question of its theme"),
    ("more", "The rest of the line above"),
    ("note", "A note beside the cards"),
    ("detail", "A note on the card above"),
    ("title", "The paper's title"),
    ("subtitle", "What stands below the title"),
    ("label", "Of no use: a label, an agenda, a page's head"),
)


async def line_becomes(page: PaperLines) -> None:
    """Choose what the line at the cursor is, from all that it may be."""
    line = page.line_here
    kinds = {kind.name: kind for kind in page.look.session.kinds}
    options = [Option(name, "", f"{kind.singular}: a card") for name, kind in kinds.items()]
    options += [Option(word, "", said) for word, said in _PLACES]
    options += [Option(f"list {name}", "", f"A list's name: {k.plural.lower()} follow") for name, k in kinds.items()]
    options += [
        Option("list note", "", "A list's name: notes follow"),
        Option("", "", "A card of another kind …"),
        Option("list", "", "A list's name: another kind follows …"),
    ]
    word = await page.ask(Choose(f"“{line.text[:60]}” is", options, line.word))
    if word in {"", "list"}:
        kind = await page.ask(Ask("One of that kind is called", hint="Such as Worry · Enter saves · Esc cancels"))
        word = f"{word} {kind}".strip() if kind and kind.strip() else None
    if word:
        await _become(page, line, word)


async def line_theme(page: PaperLines) -> None:
    """Make the line a theme."""
    await _become(page, page.line_here, "theme")


async def line_question(page: PaperLines) -> None:
    """Make the line the question of its theme."""
    await _become(page, page.line_here, "question")


async def line_kind(page: PaperLines) -> None:
    """Make the line a card of the next kind."""
    line = page.line_here
    names = [kind.name for kind in page.look.session.kinds]
    after = names.index(line.word) + 1 if line.word in names else 0
    await _become(page, line, names[after % len(names)])


async def line_more(page: PaperLines) -> None:
    """Make the line the rest of the one above."""
    await _become(page, page.line_here, "more")


async def line_note(page: PaperLines) -> None:
    """Make the line a note."""
    await _become(page, page.line_here, "note")


async def _become(page: PaperLines, line: MapRow, word: str) -> None:
    from workshop.importing.line_map import word_of  # noqa: PLC0415 - the readers; not before asked for

    wanted = word_of(word, f"Line {line.number}")
    await _read(page, page.look.line_map.with_row(line, wanted))
    others = sum(row.shape == line.shape for row in page.lines) - 1
    alike = f" A reads the other {others} of the shape {line.shape} so." if others else ""
    page.say(f"Line {line.number} is read as {wanted}.{alike}")


async def line_alike(page: PaperLines) -> None:
    """Read all lines that look like the one at the cursor as it is."""
    line = page.line_here
    await _read(page, page.look.line_map.with_shape(line))
    count = sum(row.shape == line.shape for row in page.lines)
    which = (
        f"All {count} lines of the shape {line.shape} are"
        if count > 1
        else f"The one line of the shape {line.shape} is"
    )
    page.say(f"{which} read as {line.word}. S keeps that for other papers.")


async def _read(page: PaperLines, line_map: LineMap) -> None:
    before = page.look
    await page.show_lines(await before.otherwise(line_map=line_map))
    page.before.append(before)


async def next_unsure(page: PaperLines) -> None:
    """Go to the next line that a remark names, or that is a note; from the last to the first."""
    places = list(page.unsure())
    if not places:
        raise Refused("No line of it is in doubt.")
    page.rows.go_to(str(next((place for place in places if place > page.place_here), places[0])))


async def undo_line(page: PaperLines) -> None:
    """Take back the last correction."""
    if not page.before:
        raise Refused("Nothing was corrected here.")
    await page.show_lines(page.before.pop())
    page.say("The last correction is taken back.")


async def keep_rules(page: PaperLines) -> None:
    """Write what was corrected, and holds for other papers, into a map."""
    from workshop.importing.map_text import text_of_rules  # noqa: PLC0415 - the readers; not before asked for

    rules = page.look.rules()
    if not rules:
        raise Refused("Nothing that holds for other papers was corrected: a list's name, or all lines of a shape (A).")
    usual = str(page.look.path.with_name(RULES))
    said = "; ".join(rules)
    answer = await page.ask(Ask(f"Save “{said}” in which file?", usual, "Other papers are read by it with R"))
    if not answer or not answer.strip():
        return
    path = await asyncio.to_thread(lambda: Path(answer.strip()).expanduser())
    replaces = Option("yes", "", "Replace it"), Option("no", "", "Leave it as it is")
    taken = await asyncio.to_thread(path.exists)
    if taken and await page.ask(Choose(f"{path.name} is there already.", replaces, letters=True)) != "yes":
        return
    await asyncio.to_thread(write_file, path, text_of_rules(rules).encode())
    page.say(f"Saved in {path.name}. R on the preview of another paper reads it so, and so does --edit {path.name}.")


async def accept_lines(page: PaperLines) -> None:
    """Import the paper as its lines stand."""
    page.accepted = True
    page.dismiss()


async def leave_lines(page: PaperLines) -> None:
    """Go back to what would be made."""
    page.dismiss()
