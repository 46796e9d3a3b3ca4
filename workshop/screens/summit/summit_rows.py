"""A summit in rows: its tables with what they brought and what is worth a look, then its themes in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from workshop.model.entry import ahead
from workshop.model.errors import WorkshopError
from workshop.model.history import History
from workshop.model.session import Card, Session
from workshop.publishing.builder import counted
from workshop.store.folder import history_of, table_folders
from workshop.store.writer import now_ms
from workshop.widgets.row import Row

THEME = "theme "
"""What the id of a theme's row begins with; its own id follows."""


class Overview(NamedTuple):
    """A summit at a glance: ``counts`` is "12 tables, 148 insights, 96 experiments"."""

    rows: list[Row]
    counts: str


def overview(folder: Path, session: Session, noticed: Sequence[str]) -> Overview:
    """Return the rows of a summit; ``noticed`` is what the last merge said."""
    histories = {table: history_of(table) for table in table_folders(folder)}
    tables = [(table, history.session) for table, history in histories.items()]
    tables.sort(key=lambda each: (len(each[1].table), each[1].table, each[1].title.casefold(), each[0].name))
    names = Counter(_table(each) for _, each in tables)
    rows = [Row("tables", "", "TABLES", quiet=True)]
    for table, each in tables:
        twice = (f"{_table(each)} is there {names[_table(each)]} times",) if names[_table(each)] > 1 else ()
        more = (*_worth_a_look(each), *_of_its_record(histories[table]), *(twice if each.table else ()))
        rows.append(Row(table.name, _table(each), each.title, counts_of(each, each.live_cards()), more))
    rows += [Row(f"noticed {number}", "", said) for number, said in enumerate(noticed)]
    rows += [Row("gap", "", ""), Row("themes", "", "THEMES, as the appendix has them", quiet=True)]
    rows += _themes(session)
    return Overview(rows, f"{counted(len(tables), 'table', 'tables')}, {counts_of(session, session.live_cards())}")


def _themes(session: Session) -> Iterator[Row]:
    cards: dict[str, list[Card]] = {}
    for card in session.live_cards():
        cards.setdefault(card.theme, []).append(card)
    for number, theme in enumerate(session.live_themes(), 1):
        table = f"Table {theme.table}" if theme.table.isdigit() else theme.table
        title = f"{theme.title} ({table})" if table else theme.title
        yield Row(f"{THEME}{theme.id}", str(number), title, counts_of(session, cards.get(theme.id, ())))


def counts_of(session: Session, cards: Iterable[Card]) -> str:
    """Return "14 insights, 9 experiments"."""
    counts = Counter(card.kind for card in cards)
    return ", ".join(counted(counts[kind.name], kind.singular.lower(), kind.plural.lower()) for kind in session.kinds)


def _table(session: Session) -> str:
    return f"Table {session.table}" if session.table else ""


def _worth_a_look(session: Session) -> Iterator[str]:
    """Return what a person should know of a table, in sentences."""
    if session.lost:
        yield f"{counted(len(session.lost), 'damaged line', 'damaged lines')} could not be saved by a repair"
    if session.unknown:
        yield "a newer version of this program wrote some of it; that is kept and not shown"
    running = sum(ballot.state in {"open", "closed"} for ballot in session.ballots.values())
    if running:
        yield f"{counted(running, 'vote is', 'votes are')} not revealed; the dots stay at the table"
    held = sum(card.held for card in session.live_cards())
    if held:
        yield f"{counted(held, 'offered card waits', 'offered cards wait')} to be shown"


def _of_its_record(history: History) -> Iterator[str]:
    """Return what is odd about how it was recorded, and does no harm."""
    if date := ahead(history.entries, now_ms()):
        yield f"its clock was wrong: it dates some of this {date} UTC"
    if history.aside:
        count = counted(len(history.aside), "entry is", "entries are")
        yield f"{count} set aside, because another has the same id: a copied machine, or a copy changed by hand"


def table_of(card: Card) -> str:
    """Return where a card was said: "Table 7 · Green spaces"."""
    title = card.source.title if card.source else ""
    table = f"Table {card.table}" if card.table else ""
    return " · ".join(part for part in (table, title) if part)


def safe_overview(folder: Path, session: Session, noticed: Sequence[str]) -> Overview:
    """Return the rows of a summit, or the sentence that says why a table cannot be read."""
    try:
        return overview(folder, session, noticed)
    except WorkshopError as error:
        return Overview([Row("problem", "", str(error)), *_themes(session)], "")
