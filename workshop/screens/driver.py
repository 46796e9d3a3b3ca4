"""A terminal as it is: it may go away, take nothing any more, and send what is neither a key nor a letter.

Textual writes to it from a thread of its own, and waits for that thread on leaving. A thread that died of the
first write that failed would be waited for without end, and the session would stay open in a program that nobody sees.
Another thread reads: it, too, must not die of a byte that is not a letter.
"""

from __future__ import annotations

import os
import select
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, Final

from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.events import Key
from textual.message import Message

ESCAPE: Final = "\x1b"
PASTE: Final = "\x1b[200~"
PASTED: Final = "\x1b[201~"
"""What a terminal sends before and after what is pasted."""

SEQUENCES: Final = "[O"
"""What comes after an escape where a key of several characters was cut in two on its way."""

BREATH: Final = 0.1
"""Seconds after which the reader looks whether it is still wanted."""

CHUNK: Final = 4096


class _Steady:
    """What the terminal is written to; ``gone`` is called once when it takes nothing any more."""

    def __init__(self, file: IO[str], gone: Callable[[], None]) -> None:
        self._file = file
        self._gone = gone
        self._here = True

    def write(self, text: str) -> None:
        self._try(lambda: self._file.write(text))

    def flush(self) -> None:
        self._try(self._file.flush)

    def fileno(self) -> int:
        return self._file.fileno()

    def _try(self, work: Callable[[], object]) -> None:
        if self._here:
            try:
                work()
            except (OSError, ValueError):
                self._here = False
                self._gone()


class Keys(XTermParser):
    """What a terminal sends, as keys and pastes.

    A paste loses its escape characters: what follows one would be read as keys, and so as commands. Escape that came
    alone and a key that came after it are two keys, however quickly: Escape and a number leads from step to step. A
    terminal that is asked for Alt and a key sends both at once; that writes nothing, where Textual takes Alt and 8
    for a bullet, say. A sign that a keyboard makes with Alt or Option comes as itself, without an escape.
    """

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002 - as the library's
        super().__init__(debug)
        self._pasting = False
        self._last = ""
        self._begun = ""
        self._alone = False

    def feed(self, data: str) -> Iterable[Message]:
        """Return what more characters mean; none are the end."""
        waits = self._alone and self._timeout_time is not None
        if waits and data and data[0] not in SEQUENCES:
            self._timeout_time = 0.0
            yield from self.tick()
        plain = "".join(self._plain(data))
        self._alone = plain == ESCAPE
        yield from super().feed(plain) if plain or not data else ()

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterator[Key]:  # noqa: FBT001, FBT002
        """Return the keys that a sequence means; the name is Textual's own, and its one door for every sequence."""
        with_alt = alt or len(sequence) == len(ESCAPE) + 1
        for key in super()._sequence_to_key_events(sequence, alt):
            if with_alt and key.is_printable:
                (plain,) = super()._sequence_to_key_events(sequence[-1], alt=True)
                yield Key(f"alt+{plain.key.removeprefix('alt+')}", None)
            else:
                yield key

    def _plain(self, data: str) -> Iterator[str]:
        """Return the characters without the escapes of pastes, also where a mark comes in pieces."""
        data, self._begun = self._begun + data, ""
        while data:
            if self._pasting:
                pasted, mark, data = data.partition(PASTED)
                if not mark:
                    pasted, self._begun = _cut(pasted, PASTED)
                yield pasted.replace(ESCAPE, "") + mark
                self._pasting = not mark
            else:
                both = self._last + data
                keys, mark, pasted = both.partition(PASTE)
                yield (keys + mark)[len(self._last) :]
                self._pasting, data = bool(mark), pasted
                self._last = "" if mark else both[1 - len(PASTE) :]


def _cut(text: str, mark: str) -> tuple[str, str]:
    """Cut off the end of ``text`` where it may be the beginning of ``mark``."""
    begun = next((mark[:size] for size in range(len(mark), 0, -1) if text.endswith(mark[:size])), "")
    return text.removesuffix(begun), begun


def steady(kind: type[Driver], gone: Callable[[], None]) -> type[Driver]:
    """Return a driver as ``kind`` that goes on where the terminal is gone, and calls ``gone`` in its thread."""

    class Steadied(kind):  # type: ignore[misc, valid-type]
        def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - whatever Textual gives
            super().__init__(*arguments, **options)
            self._file: Any = _Steady(self._file, gone)

    class Reading(Steadied):
        def run_input_thread(self) -> None:
            """Read until the driver is to end; what is not UTF-8 is shown as such, as U+FFFD."""
            keys, decode = Keys(self._debug), getincrementaldecoder("utf-8")("replace").decode
            while not self.exit_event.is_set():
                ready, _, _ = select.select([self.fileno], [], [], BREATH)
                data = _read(self.fileno) if ready else b""
                if ready and not data:
                    gone()
                    return
                text = decode(data)
                for event in (*(keys.feed(text) if text else ()), *keys.tick()):
                    self.process_message(event)

    return Reading if sys.platform != "win32" and hasattr(kind, "run_input_thread") else Steadied


def _read(file: int) -> bytes:
    try:
        return os.read(file, CHUNK)
    except OSError:
        return b""
