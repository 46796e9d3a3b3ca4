"""The wall of a live summit: which tables have been heard, what has arrived of each, and the cards they show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from workshop.model.ballots import some
from workshop.model.errors import Refused
from workshop.model.session import Session
from workshop.model.summit import NO_NUMBER, table_order
from workshop.model.text import plain
from workshop.model.views import ThemeView, visible

SILENT_AFTER: Final = 60_000
"""Milliseconds after which a table counts as not heard."""


MOST_IDS: Final = 4
"""Ids of a group that are named; the others are counted."""

FEW_TABLES: Final = 8
"""Tables up to which each stands for itself on the wall; of more, those that are complete stand together."""


MOST_TABLES: Final = 200


class TableHeard(NamedTuple):
    """One table as the desk knows it: when it was last heard (0: never), its lines there and here.

    ``withheld`` are lines that wait at the table for a reveal; ``ahead`` is how many minutes its clock is fast;
    ``expected`` says that nobody of that number has joined yet.
    """

    session: str
    table: str
    title: str
    at: int = 0
    recorded: int = 0
    withheld: int = 0
    at_summit: int = 0
    complete: bool = False
    ahead: int = 0
    expected: bool = False

    @property
    def name(self) -> str:
        """Return "T07", or the title where the table has no number."""
        return f"T{int(self.table):02d}" if self.table.isascii() and self.table.isdigit() else self.table or self.title

    @property
    def by_stick(self) -> bool:
        """Return whether it never joined, and its folder was merged."""
        return self.complete and not self.at


class WallCard(NamedTuple):
    """A card that its table shows; ``dots`` is ``None`` before the reveal."""

    card: str
    id: str
    kind: str
    text: str
    dots: int | None


class WallTheme(NamedTuple):
    """A theme that one or more tables talk about, with their cards, the newest first."""

    title: str
    question: str
    cards: tuple[WallCard, ...]


class WallGroup(NamedTuple):
    """Cards of different tables that say almost the same: their shown ids, the words of the first, how many tables."""

    ids: tuple[str, ...]
    text: str
    tables: int

    @property
    def named(self) -> str:
        """Return the shown ids, as many as anybody reads."""
        more = len(self.ids) - MOST_IDS
        return ", ".join(self.ids[:MOST_IDS]) + (f" and {more} more" if more > 0 else "")


class WallView(NamedTuple):
    """All that stands on the wall. ``cue`` is what all tables read; ``alike`` the cards that say almost the same."""

    title: str
    tables: tuple[TableHeard, ...]
    themes: tuple[WallTheme, ...]
    presence: str
    closing: str
    remarks: tuple[str, ...] = ()
    alike: tuple[WallGroup, ...] = ()
    cue: str = ""

    @property
    def cards(self) -> int:
        """Return how many cards stand on it."""
        return sum(len(theme.cards) for theme in self.themes)


def with_expected(tables: Sequence[TableHeard], expected: int) -> list[TableHeard]:
    """Return the tables in order, with the numbers up to ``expected`` that nobody has joined as."""
    known = {int(t.table) for t in tables if t.table.isascii() and t.table.isdigit()}
    absent = [TableHeard("", str(n), "", expected=True) for n in range(1, expected + 1) if n not in known]
    return sorted((*tables, *absent), key=_order)


def table_count(written: str) -> int:
    """Return how many tables a person wrote. Raises ``Refused``."""
    plain = written.strip()
    if not (plain.isascii() and plain.isdigit() and 0 < int(plain[:4]) <= MOST_TABLES):
        raise Refused(f"Give the number of tables, up to {MOST_TABLES}.")
    return int(plain[:4])


def presence(tables: Sequence[TableHeard], now: int) -> str:
    """Return who has been heard: "Heard from 28 of 30 tables; T07 last 14 min ago; T19 never"."""
    live = [table for table in tables if not table.by_stick]
    heard = [table for table in live if table.at and now - table.at < SILENT_AFTER]
    silent = [f"{t.name} last {_ago(now - t.at)} ago" for t in live if t.at and t not in heard]
    absent = [t for t in live if not t.at]
    never = [f"{_runs(absent)} never"] if absent else []
    stick = [f"{t.name} by stick" for t in tables if t.by_stick]
    clocks = [f"{t.name}'s clock {abs(t.ahead)} min {'fast' if t.ahead > 0 else 'slow'}" for t in live if t.ahead]
    if not tables:
        return "No table has joined yet"
    return "; ".join([f"Heard from {len(heard)} of {some(len(live), 'table')}", *silent, *never, *stick, *clocks])


def closing(tables: Sequence[TableHeard]) -> str:
    """Return whether everything has arrived, and if not, what is missing of which table."""
    if not tables:
        return ""
    missing = [_missing(table) for table in tables if not table.complete and table.at]
    absent = [table for table in tables if not table.complete and not table.at]
    missing += [f"{_runs(absent)} not heard"] if absent else []
    if not missing:
        lines = sum(table.at_summit for table in tables)
        return f"All is here: {some(len(tables), 'table')}, {lines} lines, the same as at the tables"
    return f"Not all is here yet: {'; '.join(missing)}"


def short_closing(view: WallView) -> str:
    """Return whether everything has arrived, where what is missing of which table stands beside it."""
    return view.closing if all(table.complete for table in view.tables) else view.closing.partition(":")[0]


def standing(table: TableHeard) -> str:
    """Return what has arrived of one table: "T07 complete 214/214"."""
    if table.complete:
        return f"{table.name} complete {table.at_summit}/{table.recorded}"
    return _missing(table)


def standings(tables: Sequence[TableHeard]) -> list[tuple[str, Literal["complete", "under-way", "absent"]]]:
    """Return what has arrived of each table, and whether that is all; of many, the complete ones stand together."""
    many = len(tables) > FEW_TABLES
    complete = [table for table in tables if table.complete] if many else []
    absent = [table for table in tables if not table.complete and not table.at]
    said: list[tuple[str, Literal["complete", "under-way", "absent"]]] = []
    if len(complete) > 1:
        lines = sum(table.at_summit for table in complete)
        said.append((f"{len(complete)} tables complete, {lines} lines: {_runs(complete)}", "complete"))
    together = {*(complete if len(complete) > 1 else ()), *absent}
    said += [(standing(t), "complete" if t.complete else "under-way") for t in tables if t not in together]
    return [*said, (f"{_runs(absent)} not heard", "absent")] if absent else said


def _runs(tables: Sequence[TableHeard]) -> str:
    """Return tables by name, numbers that follow each other as "T01–T28"."""
    runs: list[list[TableHeard]] = []
    for table in tables:
        follows = runs and _order(runs[-1][-1])[0] + 1 == _order(table)[0] < NO_NUMBER
        runs[-1].append(table) if follows else runs.append([table])
    return ", ".join(run[0].name if len(run) == 1 else f"{run[0].name}–{run[-1].name}" for run in runs)


def themes_of(views: Iterable[Sequence[ThemeView]]) -> tuple[WallTheme, ...]:
    """Return the themes of all tables; those of one title stand together, in the order of the tables."""
    found: dict[str, list[ThemeView]] = {}
    for themes in views:
        for theme in themes:
            found.setdefault(plain(theme.title), []).append(theme)
    return tuple(_theme(same) for same in found.values())


def shown_by(session: Session) -> Sequence[ThemeView]:
    """Return what a table shows on its board."""
    return visible(session, "board").themes


def wall_of(
    title: str,
    tables: Sequence[TableHeard],
    shown: Mapping[str, Sequence[ThemeView]],
    now: int,
    remarks: Sequence[str] = (),
) -> WallView:
    """Return the wall at ``now``; ``shown`` has what each session shows."""
    themes = themes_of(shown[table.session] for table in tables if table.session in shown)
    return WallView(title, tuple(tables), themes, presence(tables, now), closing(tables), tuple(remarks))


def _theme(same: Sequence[ThemeView]) -> WallTheme:
    cards = [WallCard(card.card, card.id, card.kind, card.text, card.dots) for theme in same for card in theme.cards]
    question = next((theme.question for theme in same if theme.question), "")
    return WallTheme(same[0].title, question, tuple(sorted(cards, key=lambda card: card.card, reverse=True)))


def _missing(table: TableHeard) -> str:
    waits = f", {table.withheld} kept back at the table" if table.withheld else ""
    return f"{table.name} {table.at_summit}/{table.recorded}{waits}"


def _order(table: TableHeard) -> tuple[int, str, str, str]:
    return table_order(table.table, table.title, table.session)


def _ago(milliseconds: int) -> str:
    minutes = milliseconds // 60_000
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"  # noqa: PLR2004 - two hours
