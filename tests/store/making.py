"""Sessions for tests: written straight into journals, command by command, without a room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from workshop.model.commands import AddCards, Command, StartSession
from workshop.model.entry import Entry
from workshop.model.events import Event, UnknownEvent
from workshop.model.hlc import next_stamp
from workshop.model.struct import fields_of
from workshop.model.text import clean, one_line
from workshop.store.codec import WITH_LINES, encode
from workshop.store.folder import JOURNAL, SessionFolder, new_node
from workshop.store.journal import Journal

if TYPE_CHECKING:
    from pathlib import Path

NOON: Final = 1_795_348_800_000
"""22 November 2026, 12:00 UTC, in milliseconds."""


class Pen:
    """One opening of a session: every command becomes a line, a second after the one before."""

    def __init__(self, folder: Path, now: int = NOON) -> None:
        self.folder = folder
        self.now = now
        self.history = SessionFolder(folder).history
        self.journal = Journal(folder / JOURNAL, new_node())

    @property
    def path(self) -> Path:
        return self.journal.path

    @property
    def theme(self) -> str:
        return self.history.session.live_themes()[0].id

    def do(self, command: Command, by: str = "facilitator", request: str = "") -> Entry:
        return self.write(self.history.record(command, self.now, self.journal.node, by, request))

    def write(self, entry: Entry) -> Entry:
        self.now += 1000
        self.history.extend((entry,))
        self.journal.append([entry])
        return entry

    def facts(self, *facts: Event) -> Entry:
        return self.write(Entry(next_stamp(self.history.last, self.now, self.journal.node), "facilitator", facts))

    def add(self, *texts: str, kind: str = "insight") -> None:
        for text in texts:
            self.do(AddCards(kind, self.theme, (text,)))

    def close(self) -> None:
        self.journal.close()


def start(
    folder: Path,
    title: str = "Leadership",
    table: str = "7",
    themes: tuple[tuple[str, str], ...] = (("Funding", "What pays for it?"),),
    now: int = NOON,
) -> Pen:
    pen = Pen(folder, now)
    pen.do(StartSession(title, themes=themes, table=table))
    return pen


def make(folder: Path, *texts: str, **about: Any) -> Pen:  # noqa: ANN401 - as start
    """Make a session with a card for each text, and close it."""
    pen = start(folder, **about)
    pen.add(*texts)
    pen.close()
    return pen


def lines_of(entries: list[Entry]) -> bytes:
    return b"".join(encode(entry, number) for number, entry in enumerate(entries, 1))


def texts_of(source: SessionFolder) -> list[str]:
    return [card.text for card in source.history.session.ordered()]


# What may stand in a journal

line = st.text(max_size=20).map(one_line)
lines = st.text(max_size=30).map(clean)
_HINTS: Final[dict[str, st.SearchStrategy[Any]]] = {
    "str": line,
    "int": st.integers(-(10**12), 10**12),
    "bool": st.booleans(),
    "tuple[str, ...]": st.lists(line, max_size=3).map(tuple),
}
_WITH_LINES: Final[dict[str, st.SearchStrategy[Any]]] = {
    "str": lines,
    "tuple[str, ...]": st.lists(lines, max_size=3).map(tuple),
}
KINDS: Final[list[type[Event]]] = [kind for kind in Event.__subclasses__() if kind is not UnknownEvent]
unknown = st.builds(
    lambda name, value: UnknownEvent(name, f'{{"type":"{name}","value":{value}}}'),
    st.sampled_from(["CardPainted", "MoodNoted"]),
    st.integers(0, 99),
)


def event_of(kind: type[Event]) -> st.SearchStrategy[Event]:
    return st.builds(
        kind,
        **{
            name: (_WITH_LINES if (kind.__name__, name) in WITH_LINES else _HINTS)[hint]
            for name, hint in fields_of(kind).items()
        },
    )


events = st.one_of(*map(event_of, KINDS), unknown)
stamps = st.builds(
    lambda ms, tick, node: next_stamp("", NOON + ms, node).replace("-000-", f"-{tick:03d}-"),
    st.integers(0, 10**9),
    st.integers(0, 999),
    st.sampled_from(["aaaaaa", "bbbbbb", "k7q2ab"]),
)
entries = st.builds(
    Entry,
    id=stamps,
    by=st.sampled_from(["facilitator", "participant", ""]),
    events=st.lists(events, max_size=3).map(tuple),
    request=st.text(max_size=12),
    newer=st.just(""),
)
histories = st.lists(entries, max_size=6, unique_by=lambda entry: entry.id)


def dumped(value: Any) -> Any:  # noqa: ANN401 - JSON
    """A board, or anything in it, as plain JSON."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: dumped(part) for name, part in value._asdict().items()}
    if isinstance(value, Mapping):
        return {str(key): dumped(part) for key, part in value.items()}
    if isinstance(value, (tuple, list, set, frozenset)):
        return [dumped(part) for part in (sorted(value) if isinstance(value, (set, frozenset)) else value)]
    return value
