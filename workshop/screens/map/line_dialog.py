"""A line of the digest while it is written: the likeliest sources stand below it, and one key links them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from workshop.live.suggestions import CardIndex, shared_words, words_of
from workshop.model.map_view import MapCard
from workshop.screens.dialogs import Dialog
from workshop.widgets.line_input import LineInput
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows

TELLING: Final = 4
"""Letters of a shared word that is shown: shorter ones are shared by chance."""

PAUSE: Final = 0.05
"""Seconds over which letters are gathered before cards are suggested for them."""

_WORD: Final = re.compile(r"\w+")

_KEYS: Final = {"enter": "answer", "escape": "leave", "up": "up", "down": "down", "tab": "link"}


class WrittenLine(NamedTuple):
    """What was written, and the cards it stands on."""

    text: str
    sources: tuple[str, ...]


class LineDialog(Dialog[WrittenLine]):
    """Asks for a line and its sources; nothing is linked unasked."""

    def __init__(
        self,
        question: str,
        index: CardIndex,
        cards: Mapping[str, MapCard],
        jargon: Callable[[str], str],
        before: WrittenLine = WrittenLine("", ()),  # noqa: B008 - immutable
    ) -> None:
        """``jargon`` returns what is said of the terms in a text: those nobody knows, and those of the glossary."""
        super().__init__(question, "↑ ↓ a card · Tab links it, or not · Enter saves · Esc leaves", "tall")
        self._jargon = jargon
        self._index = index
        self._cards = cards
        self._text = before.text
        self._sources = dict.fromkeys(before.sources)
        self._written: str | None = None

    def body(self) -> ComposeResult:
        """Return the line and the likeliest sources."""
        yield LineInput(_KEYS, self._text, "› ", id="answer")
        yield Rows("The likeliest sources stand here while you write.", id="options")
        yield Static(id="jargon")

    def on_mount(self) -> None:
        """Show what is linked already."""
        rows = self.query_one("#options", Rows)
        rows.cursor_always = True
        rows.can_focus = False
        self._suggest(self._text)

    def on_line_input_changed(self, message: LineInput.Changed) -> None:
        """Suggest anew, once for letters that come in one."""
        message.stop()
        if self._written is None:
            self.set_timer(PAUSE, self._catch_up)
        self._written = message.text

    def _catch_up(self) -> None:
        """Suggest for what has been written meanwhile."""
        if self._written is not None and self.is_attached:
            text, self._written = self._written, None
            self._suggest(text)

    def _suggest(self, text: str) -> None:
        """Show what is linked, and then the likeliest others; the cursor stays on its card, or on the likeliest."""
        told = self.query_one("#jargon", Static)
        said = self._jargon(text)
        told.display = bool(said)
        told.update(Content(said))
        found = self._index.suggest(text, but=self._sources)
        linked = [card for card in self._sources if card in self._cards]
        rows = [self._row(card, text, linked=True) for card in linked]
        rows += [self._row(suggestion.card, text, linked=False) for suggestion in found]
        options = self.query_one("#options", Rows)
        options.show(rows)
        options.choose(frozenset(linked))
        if found:
            options.go_to(found[0].card)

    def _row(self, card: str, text: str, *, linked: bool) -> Row:
        found = self._cards[card]
        shared = {word for word in shared_words(found.view.text, text) if len(word) >= TELLING}
        marked = frozenset(word for word in _WORD.findall(found.view.text) if shared.intersection(words_of(word)))
        more = " · ".join([found.theme.title, *([f"shares: {', '.join(sorted(shared))}"] if shared else [])])
        return Row(card, found.view.id, found.view.text, "linked" if linked else "", (more,), shared=marked)

    def on_line_input_wanted(self, message: LineInput.Wanted) -> None:
        """Move, link, answer or leave."""
        message.stop()
        self._catch_up()
        options = self.query_one("#options", Rows)
        if message.action == "leave":
            self.leave_without(message.text, self._text)
        elif message.action == "answer":
            self.dismiss(WrittenLine(message.text, tuple(self._sources)))
        elif message.action == "link":
            self._link(options.cursor_row, message.text)
        else:
            self.moved(message.action)

    def _link(self, row: Row | None, text: str) -> None:
        """Link the card at the cursor, or take it off again."""
        if row is None:
            return
        if row.id in self._sources:
            del self._sources[row.id]
        else:
            self._sources[row.id] = None
        self._suggest(text)
        self.query_one("#options", Rows).go_to(row.id)
