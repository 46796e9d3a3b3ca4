"""What a table has to send: its own journals' lines as they stand on the disk, which of them wait, and their way out.

What reads the journals runs in a thread beside the table's loop; nothing is ever written to one.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from array import array
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from nats.js.errors import APIError

from workshop.model.entry import Entry
from workshop.model.errors import Refused
from workshop.model.hlc import node_of
from workshop.model.session import Session
from workshop.store.codec import decode
from workshop.store.folder import JOURNAL
from workshop.store.journal import SUFFIX, content_of, journals_in, raw_lines
from workshop.sync.connection import Link
from workshop.sync.reports import Span, numbers, spans
from workshop.sync.secrecy import Secrecy
from workshop.sync.server_config import MOST_BYTES
from workshop.sync.subjects import may_be_sent

SPARE: Final = 4096
"""Bytes of a message beside the line: subject, headers, and room to breathe."""

FULL: Final = (
    "The summit's laptop takes no more: its disk is full. Everything is recorded here; free some space there, "
    "and it goes on by itself."
)

SLOW: Final = (
    "The summit's laptop has acknowledged nothing for some seconds: its disk is full or slow. Everything is recorded "
    "here, and is sent again by itself."
)

TWICE: Final = (
    "This session goes on at another laptop too. Both records are kept, and stand together at the summit; agree which "
    "laptop goes on, and close it on the other."
)

MINUTE: Final = 60_000
MOST_MINUTES: Final = 2
SEND_AGAIN_AFTER: Final = 3.0
"""Seconds after which a line that the server has and the desk has not is sent again."""

WITHIN: Final = 10.0
ACKNOWLEDGED_WITHIN: Final = 4.0


class LinePosition(NamedTuple):
    """A line: the journal's name and the line's number."""

    node: str
    number: int


class Letter(NamedTuple):
    """A line ready to go: where it stands, its entry's id, and its bytes with the line's end."""

    place: LinePosition
    entry: str
    data: bytes


class OwnJournal:
    """One journal of the table, as far as its lines are on the disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.last = ""
        self._ends = array("Q", [0])
        self._digest = hashlib.sha256()

    @property
    def lines(self) -> int:
        """Return how many lines have been read."""
        return len(self._ends) - 1

    @property
    def sha256(self) -> str:
        """Return the digest of these lines."""
        return self._digest.hexdigest()

    def read(self, upto: int | None = None) -> list[Entry]:
        """Read on, up to line ``upto`` or to the end, and return the entries. A torn last line was never recorded."""
        entries = []
        for raw in raw_lines(self.path, self._ends[-1]):
            if not raw.endswith(b"\n") or (upto is not None and self.lines >= upto):
                break
            entry = decode(content_of(raw)).entry
            self._ends.append(self._ends[-1] + len(raw))
            self._digest.update(raw)
            self.last = entry.id
            entries.append(entry)
        return entries

    def line(self, number: int) -> bytes:
        """Return one line with its end."""
        start, end = self._ends[number - 1], self._ends[number]
        with self.path.open("rb") as file:
            file.seek(start)
            return file.read(end - start)


class Outbox:
    """The journals of one session, on their way to the desk.

    What the writer has acknowledged since comes by ``flushed``; only such lines are read, so that nothing is sent
    that the disk may still refuse. Raises ``OSError`` and ``BadLineError`` where a journal cannot be read.
    """

    def __init__(self, folder: Path, session: Session) -> None:
        self.session = session
        self.journals: dict[str, OwnJournal] = {}
        self.withheld: set[LinePosition] = set()
        self.waiting: deque[LinePosition] = deque()
        self._folder = folder / JOURNAL
        self._flushed: deque[Entry] = deque()
        self._secrecy = Secrecy()

    @property
    def recorded(self) -> int:
        """Return how many lines the table has recorded."""
        return sum(journal.lines for journal in self.journals.values()) + len(self._flushed)

    @property
    def unread(self) -> bool:
        """Return whether something is on the disk that was not read yet."""
        return bool(self._flushed)

    def flushed(self, session: Session, entries: Iterable[Entry]) -> None:
        """Take note of entries that are on the disk now; quick, for the table's own loop."""
        self.session = session
        self._flushed.extend(entries)

    def open(self) -> None:
        """Read what was recorded before: all of it is on the disk."""
        for path in journals_in(self._folder):
            journal = self.journals[path.stem] = OwnJournal(path)
            self._take_in(path.stem, journal.read())

    def read_on(self) -> None:
        """Read what was flushed since; what has become free to go waits to be sent."""
        came = [self._flushed.popleft() for _ in range(len(self._flushed))]
        counts = Counter(node_of(entry.id) for entry in came)
        freed = False
        for node, count in counts.items():
            path = self._folder / f"{node}{SUFFIX}"
            if node not in self.journals and path.exists():
                self.journals[node] = OwnJournal(path)
            if journal := self.journals.get(node):
                freed = self._take_in(node, journal.read(journal.lines + count)) or freed
        if freed:
            self.look_again()

    def look_again(self) -> None:
        """Let go what has been revealed or shown since it was kept back."""
        free = [place for place in sorted(self.withheld) if not self._must_wait(self._letter(place))]
        self.withheld.difference_update(free)
        self.waiting.extend(free)

    def next_letters(self, most: int) -> list[Letter]:
        """Return lines that may go now, in the order in which they wait; those that may not are kept back."""
        letters: list[Letter] = []
        while self.waiting and len(letters) < most:
            letter = self._letter(self.waiting.popleft())
            if self._must_wait(letter):
                self.withheld.add(letter.place)
            else:
                letters.append(letter)
        return letters

    def missing(self, there: Mapping[str, Iterable[Span]]) -> list[LinePosition]:
        """Return the lines that are not ``there``, by journal and number, and that do not wait here either."""
        waiting = set(self.waiting)
        lacking = []
        for node, journal in self.journals.items():
            known = numbers(there.get(node, ()))
            places = (LinePosition(node, number) for number in range(1, journal.lines + 1) if number not in known)
            lacking += [place for place in places if place not in waiting and place not in self.withheld]
        return lacking

    def withheld_of(self, node: str) -> list[Span]:
        """Return which lines of a journal are kept back."""
        return spans(place.number for place in self.withheld if place.node == node)

    def _take_in(self, node: str, entries: list[Entry]) -> bool:
        first = self.journals[node].lines - len(entries) + 1
        self.waiting.extend(LinePosition(node, number) for number in range(first, first + len(entries)))
        return self._secrecy.note(entries)

    def _letter(self, place: LinePosition) -> Letter:
        data = self.journals[place.node].line(place.number)
        return Letter(place, decode(content_of(data)).entry.id, data)

    def _must_wait(self, letter: Letter) -> bool:
        if len(letter.data) > MOST_BYTES - SPARE or not may_be_sent(letter.place.node):
            return True
        return self._secrecy.is_secret(decode(content_of(letter.data)).entry, self.session)


def clock_problem(ahead: int) -> str:
    """Return what is said of a clock that is so many milliseconds ahead of the desk's; nothing below two minutes."""
    minutes = round(abs(ahead) / MINUTE)
    if minutes < MOST_MINUTES:
        return ""
    how = "fast" if ahead > 0 else "slow"
    return f"This laptop's clock is {minutes} minutes {how}, compared with the summit's. Set it when you can."


class Mail:
    """Sends lines; ``subject`` returns where those of a journal go."""

    def __init__(self, subject: Callable[[str], str]) -> None:
        self._subject = subject
        self._sent: dict[LinePosition, tuple[float, int]] = {}

    def forget(self) -> None:
        """Begin anew, as over another connection."""
        self._sent.clear()

    def is_overdue(self, place: LinePosition) -> bool:
        """Return whether a line was sent so long ago that the desk should have it, or never."""
        return self._sent.get(place, (0.0, 0))[0] < time.monotonic() - SEND_AGAIN_AFTER

    async def send(self, link: Link, letters: list[Letter]) -> None:
        """Send lines, and return when the server has them on its disk. Raises ``Refused`` and one of ``LOST``."""
        stream = link.client.jetstream(timeout=WITHIN)
        acknowledged = []
        for place, entry, data in letters:
            times = self._sent.get(place, (0.0, 0))[1]
            headers = {"Nats-Msg-Id": f"{entry}#{times}" if times else entry}
            acknowledged.append(await stream.publish_async(self._subject(place.node), data, headers=headers))
            self._sent[place] = (time.monotonic(), times + 1)
        await asyncio.wait(acknowledged, timeout=ACKNOWLEDGED_WITHIN)
        late = [letter for letter, answer in zip(letters, acknowledged, strict=True) if not answer.done()]
        if late and not link.gone.is_set():
            await self._ask_why(link, late[0])
        if late:
            raise TimeoutError

    async def _ask_why(self, link: Link, letter: Letter) -> None:
        """Send a line once more and wait for the answer: of many sent at once, the library tells no refusal."""
        subject, headers = self._subject(letter.place.node), {"Nats-Msg-Id": letter.entry}
        try:
            await link.client.jetstream().publish(subject, letter.data, timeout=ACKNOWLEDGED_WITHIN, headers=headers)
        except TimeoutError as error:
            raise Refused(SLOW) from error


def sentence_of(error: APIError) -> str:
    """Say why the server refused a line."""
    full = error.err_code in {10023, 10047, 10077}
    return FULL if full else f"The summit refused a line ({error.description})."
