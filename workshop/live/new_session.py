"""A session to be: it takes commands as a workspace does, in memory, until it is begun on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from workshop.model import events as e
from workshop.model.commands import AddCards, ChooseLanguage, Command, NumberTable, StartSession
from workshop.model.decide import Context
from workshop.model.entry import Entry
from workshop.model.errors import Refused
from workshop.model.events import Event
from workshop.model.history import History
from workshop.model.hlc import next_stamp
from workshop.model.session import EMPTY, Kind, Session
from workshop.store.locations import Home, free_slug
from workshop.store.template import Template
from workshop.store.templates import usual_kinds
from workshop.store.writer import SessionWriter

NODE: Final = "sketch"
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


class NewSession:
    """What a new session is to begin with. ``template`` names what it was made from; empty for nothing.

    ``settings`` may name the table and the language that sessions of this home begin with.
    """

    def __init__(self, settings: Mapping[str, Any] = _NOTHING) -> None:
        self.template = ""
        self._history = History()
        self._given: frozenset[tuple[str, str]] = frozenset()
        self._keep("", e.SessionStarted(NODE, ""))
        for command in (NumberTable(str(settings.get("table", ""))), ChooseLanguage(str(settings.get("language", "")))):
            with suppress(Refused):
                self._do(command)

    @property
    def session(self) -> Session:
        """Return the board as it would begin."""
        return self._history.session

    async def do(self, *commands: Command) -> None:
        """Carry out one act, all of its commands or none. Raises ``Refused``."""
        before = len(self._history.entries)
        try:
            for command in commands:
                self._do(command)
        except Refused:
            self._history.forget_after(before)
            raise

    def _do(self, command: Command) -> None:
        stamp = next_stamp(self._history.last, 0, NODE)
        events = self._history.answer(command, Context(stamp, self._history.highest), "")
        if isinstance(command, ChooseLanguage) and self.session.kinds == kinds_in(self.session.language):
            events += tuple(e.KindDefined(*kind) for kind in kinds_in(command.language))
        self._keep(stamp, *events)

    def take(self, template: Template) -> None:
        """Begin with a template: its kinds, tags, dots, language and themes.

        Themes that a person wrote stay; those of another template, and one without a question, go.
        """
        session = self.session
        events: list[Event] = [e.TagDropped(tag) for tag in session.tags]
        events += [e.TagDefined(tag, description) for tag, description in template.tags]
        events += [e.KindDropped(kind.name) for kind in session.kinds]
        language = session.language if template.language == EMPTY.language else template.language
        events += [e.KindDefined(*kind) for kind in template.kinds or kinds_in(language)]
        events += [e.KindDescribed(kind, "") for kind, _ in session.hints]
        events += [e.KindDescribed(kind, hint) for kind, hint in template.hints]
        events.append(e.LanguageChosen(language))
        dots = template.dots or EMPTY.dots
        events.append(e.BudgetChosen(dots, template.most or min(dots, EMPTY.most)))
        if template.themes:
            mine = [t for t in session.live_themes() if not t.question or (t.title, t.question) in self._given]
            events += [e.ThemeRemoved(theme.id) for theme in mine]
        stamp = next_stamp(self._history.last, 0, NODE)
        events += [e.ThemeAdded(f"{stamp}/{n:06d}", *theme) for n, theme in enumerate(template.themes, 1)]
        self._keep(stamp, *events)
        self.template, self._given = template.title, frozenset(template.themes)

    def start(self) -> StartSession:
        """Return the command that starts it."""
        session = self.session
        return StartSession(
            title=session.title,
            themes=tuple((theme.title, theme.question) for theme in session.live_themes()),
            table=session.table,
            language=session.language,
            hints=session.hints,
            kinds=tuple((k.name, k.singular, k.plural, k.letter) for k in session.kinds)
            if session.kinds != EMPTY.kinds
            else (),
            tags=tuple(session.tags.items()),
            dots=session.dots,
            most=session.most,
        )

    def _keep(self, stamp: str, *events: Event) -> None:
        entry = stamp or next_stamp(self._history.last, 0, NODE)
        self._history.extend([Entry(entry, "", tuple(events))])


def kinds_in(language: str) -> tuple[Kind, ...]:
    """Return insights and experiments in a language's words, English ones where there are none."""
    return tuple(Kind(*kind) for kind in usual_kinds(language)) or EMPTY.kinds


async def begun(home: Home, title: str, *commands: Command, cards: tuple[str, ...] = ()) -> Path:
    """Record a new session, and its first ``cards``; return its folder. Raises ``Refused`` and ``NotWritten``."""
    folder = home.sessions / free_slug(home, title)
    async with SessionWriter(folder) as writer:
        await writer.do_in_turn(*commands)
        if cards:
            session = writer.session
            await writer.do(AddCards(session.kinds[0].name, session.live_themes()[0].id, cards))
    return folder
