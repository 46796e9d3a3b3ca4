"""A terminal that may go away: its window is closed, the connection to it breaks.

Textual writes to it from a thread of its own, and waits for that thread on leaving. A thread that died of the
first write that failed would be waited for without end, and the session would stay open in a program that nobody sees.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.driver import Driver


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


def steady(kind: type[Driver], gone: Callable[[], None]) -> type[Driver]:
    """Give a driver as ``kind`` that goes on where the terminal is gone, and calls ``gone`` in its thread."""

    class Steadied(kind):  # type: ignore[misc, valid-type]
        def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - whatever Textual gives
            super().__init__(*arguments, **options)
            self._file: Any = _Steady(self._file, gone)

    return Steadied
