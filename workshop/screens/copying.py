"""Copying: words go to the clipboard through the terminal (OSC 52), and into a file for terminals that refuse that."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from workshop.live.open_folder import short
from workshop.model.ballots import result_of, some
from workshop.model.errors import NotWritten, Refused
from workshop.model.hlc import moment_of
from workshop.model.views import ballot_view
from workshop.screens.vote import ballot_words as words
from workshop.screens.vote import scale_page
from workshop.store.atomic_files import write_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.model.ballot import Ballot
    from workshop.model.history import History
    from workshop.model.session import Card, Session, Theme
    from workshop.publishing.builder import Order
    from workshop.screens.appendix.screen import AppendixPage
    from workshop.screens.session_screen import SessionScreen
    from workshop.screens.table.screen import Table
    from workshop.screens.vote.screen import Vote

COPIED: Final = 100
"""Characters of a line of what is copied of a scale."""

FILE: Final = "copied.txt"
"""Beside the appendix; what was copied last is in it."""


async def copy_cards(page: Table) -> None:
    """Copy the marked cards, or the one at the cursor."""
    cards = page.targets()
    what = page.session.shown_id(cards[0]) if len(cards) == 1 else f"{len(cards)} cards"
    await copy(page, what, "\n".join(_line(page.session, card) for card in cards))


async def copy_theme(page: Table) -> None:
    """Copy the theme with its question and its cards."""
    theme = page.theme
    if theme is None:
        raise Refused("There is no theme yet. A adds one.")
    await copy(page, f"“{theme.title}”", "\n".join(_theme(page.session, theme)))


async def copy_result(page: Vote) -> None:
    """Copy the result of the vote that is shown."""
    ballot = page.ballot
    if ballot is None or ballot.state != "revealed":
        raise Refused("There is no result to copy yet. R reveals it.")
    await copy(page, "the result", "\n".join(_result(page.session, ballot)))


async def copy_appendix(page: AppendixPage) -> None:
    """Copy the whole appendix as text."""
    text = await asyncio.to_thread(_appendix, page.workspace.snapshot(), page.choice.order)
    await copy(page, "the appendix", text)


async def copy(page: SessionScreen, what: str, text: str) -> None:
    """Copy a text that is called ``what``."""
    page.app.copy_to_clipboard(text)
    path = page.workspace.auto_exporter.folder / FILE
    try:
        await asyncio.to_thread(write_file, path, f"{text.rstrip()}\n".encode())
    except NotWritten as error:
        page.say(f"Copied {what}, if your terminal has a clipboard. {error}")
    else:
        page.say(f"Copied {what}. If your terminal has no clipboard, it is in {short(path)}.")


def _line(session: Session, card: Card) -> str:
    fields = "".join(f"\n  {name.replace('_', ' ')}: {value}" for name, value in card.fields if value)
    return f"{session.shown_id(card)} {card.text}{fields}"


def _theme(session: Session, theme: Theme) -> Iterator[str]:
    yield theme.title
    if theme.question:
        yield theme.question
    for kind in session.kinds:
        cards = [card for card in session.ordered() if card.theme == theme.id and card.kind == kind.name and card.seen]
        if cards:
            yield f"\n{kind.plural}"
            yield from (_line(session, card) for card in cards)


def _result(session: Session, ballot: Ballot) -> Iterator[str]:
    found = ballot_view(session, ballot).scale
    if found and found.result:
        yield from (words.title_of(ballot), scale_page.result_lines(session, ballot, found.result, COPIED))
        yield scale_page.sums_said(found.result)
        return
    result = result_of(session, ballot)
    yield from (words.title_of(ballot), words.rule_said(ballot))
    for row in result.rows:
        card = session.cards.get(row.card)
        if card is not None and card.seen:
            yield f"{row.shown_rank:>3} {_line(session, card)} ({some(row.dots, 'dot')}, {some(row.voters, 'voter')})"
    yield words.sums_said(session, result)


def _appendix(history: History, order: Order) -> str:
    from workshop.publishing.builder import report_of  # noqa: PLC0415 - the exporters; not for the first paint
    from workshop.publishing.formats.text import export  # noqa: PLC0415 - as above
    from workshop.publishing.report import cleaned  # noqa: PLC0415 - as above

    changed = moment_of(history.last) if history.last else 0
    return export(cleaned(report_of(history.session, changed, order))).decode()
