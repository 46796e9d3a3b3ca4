"""A paper that is looked at: how it is read, the session it would make, and what it is in words and rows.

It loads the readers, and so is itself loaded late.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from workshop.importing.line_map import LineMap
from workshop.importing.map_text import map_of_text
from workshop.importing.paper import AS_IT_STANDS, ReadingOptions
from workshop.live.import_paper import Intake, rehearsed, set_up_as, take_in
from workshop.model.commands import StartSession
from workshop.model.session import Session
from workshop.publishing.builder import counted
from workshop.widgets.row import Row

FOR_THE_COMMAND_LINE: Final = (" --map ", "In other papers: ")
"""What marks remarks that the list of lists and the rules say already, in the words of the command line."""


class PaperLook(NamedTuple):
    """A paper as it is read with ``mapping`` from list names to kinds and with what was said of its lines.

    ``begun`` is how the session that it would make was set up before, if it was.
    """

    path: Path
    mapping: dict[str, str]
    begun: StartSession | None
    line_map: LineMap
    intake: Intake
    session: Session

    async def otherwise(self, *, mapping: dict[str, str] | None = None, line_map: LineMap | None = None) -> PaperLook:
        """Read the paper in another way. Raises ``Unreadable`` and ``Refused``."""
        lists = self.mapping if mapping is None else mapping
        return await look_at(self.path, lists, self.begun, self.line_map if line_map is None else line_map)

    async def of_another(self, path: Path) -> PaperLook:
        """Read another paper, by what was learned from this one. Raises ``Unreadable`` and ``Refused``."""
        return await look_at(path, {}, self.begun, map_of_text("\n".join(self.rules())))

    def rules(self) -> tuple[str, ...]:
        """Return what was said that holds for other papers too, as lines of a map."""
        lists = (f"map {name} = {kind}" for name, kind in self.mapping.items())
        return tuple(dict.fromkeys((*lists, *self.line_map.rules(), *self.intake.rules)))


async def look_at(
    path: Path, mapping: dict[str, str], begun: StartSession | None = None, line_map: LineMap | None = None
) -> PaperLook:
    """Read a paper to look at. Raises ``Unreadable`` and ``Refused``."""
    said = line_map or LineMap()
    reading = AS_IT_STANDS if said == LineMap() else ReadingOptions(line_map=said)

    def read() -> PaperLook:
        intake = take_in(path, mapping, reading, to_look_at=True)
        if begun is not None:
            intake = set_up_as(begun, intake)
        return PaperLook(path, mapping, begun, said, intake, rehearsed(intake).session)

    return await asyncio.to_thread(read)


def would_be(look: PaperLook) -> str:
    """Say in a sentence what would be made."""
    session, intake = look.session, look.intake
    cards = list(session.live_cards())
    parts = [counted(len(session.live_themes()), "theme", "themes")]
    for kind in session.kinds:
        count = sum(card.kind == kind.name for card in cards)
        if count:
            parts.append(counted(count, kind.singular.lower(), kind.plural.lower()))
    if intake.notes:
        parts.append(f"{counted(len(intake.notes), 'line', 'lines')} kept as notes")
    return f"“{intake.title}” would have {', '.join(parts)}."


def rows_of(look: PaperLook, known: str) -> Iterator[Row]:
    """Return what there is to look at: how lists are read, what is worth knowing, the cards, the notes."""
    yield from _lists(look)
    yield from _remarks(look, known)
    yield from _cards(look.session)
    if look.intake.notes:
        yield Row("notes", "", "KEPT AS NOTES", quiet=True)
    for number, (line, text) in enumerate(look.intake.notes):
        yield Row(f"note {number}", f"line {line}", text)


def _lists(look: PaperLook) -> Iterator[Row]:
    lists = look.intake.lists
    yield Row("lists", "", "HOW ITS LISTS ARE READ", "Enter changes one" if lists else "it has none", quiet=True)
    for found in lists:
        read = look.session.kind(found.kind).plural.lower() if found.kind else "notes"
        unsure = "" if found.certain else "a guess  " if found.kind else "not known  "
        yield Row(f"list:{found.name}", read, found.name, f"{unsure}{counted(found.lines, 'line', 'lines')}")


def _remarks(look: PaperLook, known: str) -> Iterator[Row]:
    remarks = [said for said in look.intake.remarks if not any(mark in said for mark in FOR_THE_COMMAND_LINE)]
    if known:
        remarks.append(f"This very paper was imported into “{known}” before; importing it makes a second session.")
    if remarks:
        yield Row("remarks", "", "WORTH KNOWING", quiet=True)
    yield from (Row(f"remark {number}", "!", remark) for number, remark in enumerate(remarks))
    rules = look.rules()
    if rules:
        yield Row("rules", "", "FOR OTHER PAPERS TOO", "S line by line saves it", quiet=True)
    yield from (Row(f"rule {number}", "", rule) for number, rule in enumerate(rules))


def _cards(session: Session) -> Iterator[Row]:
    cards = session.ordered()
    for theme in session.live_themes():
        yield Row(theme.id, "", f"THEME {theme.title}", "", (theme.question,) if theme.question else (), quiet=True)
        for card in cards:
            if card.theme == theme.id:
                yield Row(card.id, card.label, card.text, " ".join(f"#{tag}" for tag in card.tags))
