"""Everything about one card, as rows: for the third column of a wide screen, and for a dialog of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget

from workshop.model.activity import describe
from workshop.model.entry import Entry
from workshop.model.events import VOTES
from workshop.model.history import History
from workshop.model.hlc import moment_of
from workshop.model.mapping import trace
from workshop.model.session import Card, Session
from workshop.screens.card_rows import marks_of
from workshop.screens.dialogs import Dialog
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows


class Trail:
    """Which entries touched which card, votes apart. It reads only what came since it was last asked."""

    def __init__(self) -> None:
        self._read = 0
        self._last = ""
        self._entries: dict[str, list[Entry]] = {}

    def of(self, history: History, card_id: str) -> list[Entry]:
        """Return the entries about a card, oldest first."""
        entries = history.entries
        if self._read > len(entries) or (self._read and entries[self._read - 1].id != self._last):
            self._read, self._entries = 0, {}
        for entry in entries[self._read :]:
            for card in {getattr(event, "card", "") for event in entry.events if not isinstance(event, VOTES)}:
                self._entries.setdefault(card, []).append(entry)
        self._read, self._last = len(entries), history.last
        return self._entries.get(card_id, [])


def details(session: Session, card: Card, trail: list[Entry], undone: frozenset[str]) -> list[Row]:
    """Return a card's own words, then what stands beside them, then what was done with it."""
    facts = [*_facts(session, card), *(("earlier", text) for text in reversed(card.history))]
    rows = [Row(f"fact {n}", label, text) for n, (label, text) in enumerate(facts)]
    for entry in reversed(trail):
        when = datetime.fromtimestamp(moment_of(entry.id) / 1000).astimezone().strftime("%H:%M")
        text = describe(entry.events, session) + (" (undone)" if entry.id in undone else "")
        rows.append(Row(entry.id, when, text, quiet=True))
    return rows


def _facts(session: Session, card: Card) -> Iterator[tuple[str, str]]:
    yield session.shown_id(card), card.text
    yield "kind", session.kind(card.kind).singular
    marks = marks_of(session, card)
    if marks:
        yield "marks", marks
    for name, value in card.fields:
        if value:
            yield name.replace("_", " "), value
    for line in card.note.splitlines():
        yield "note", line
    if card.origin == "participant":
        yield "from", "a participant"
    if card.source is not None:
        yield "from", f"{card.source.title} {card.source.label}"
    if became := trace(session, card):
        yield "on the map", became
    if card.joined:
        yield ("joined from", ", ".join(session.shown_id(session.cards[c]) for c in card.joined if c in session.cards))
    tests = [session.shown_id(session.cards[c]) for c in card.tests if c in session.cards]
    if tests:
        yield "tests", ", ".join(tests)


class Details(Dialog[str]):
    """Rows to be read, such as one card whole for screens without a third column; ``whole`` as high as the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"turn({rows})", show=False) for key, rows in (("up", -1), ("down", 1))),
        Binding("enter,q", "leave", show=False),
    ]

    def __init__(self, title: str, rows: list[Row], more: str = "", *, whole: bool = False) -> None:
        super().__init__(title, f"↑ ↓ look · Esc closes{more}", "tall whole" if whole else "tall")
        self._rows = rows

    def body(self) -> ComposeResult:
        """Return the rows."""
        yield Rows(id="options")

    def first(self) -> Widget:
        """Return the rows."""
        return self.query_one(Rows)

    def on_mount(self) -> None:
        """Show the rows from the first on."""
        self.query_one(Rows).show(self._rows)

    def action_turn(self, rows: int) -> None:
        """Move the cursor."""
        self.query_one(Rows).action_step(rows)
