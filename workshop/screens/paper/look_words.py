"""What a paper would make, in words and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.publishing.builder import counted
from workshop.widgets.row import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.model.session import Session
    from workshop.screens.paper.look import PaperLook

FOR_THE_COMMAND_LINE: Final = (" --map ", "In other papers: ")
"""What marks remarks that the list of lists and the rules say already, in the words of the command line."""


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
