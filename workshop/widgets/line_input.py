"""The entry line: it grows to show what is written whole.

It reads its keys itself, in the order they come, so that fast typing never overtakes Enter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from typing import ClassVar, Final

from rich.cells import cell_len, chop_cells
from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from workshop.model.text import one_line
from workshop.widgets.wrapping import breaks

HIGHEST: Final = 5
"""Lines it grows to; a longer text scrolls inside it."""


class LineInput(Widget, can_focus=True):
    """One text to write, after a ``prompt``.

    ``actions`` is key → action: those keys are not typed but posted as ``Wanted``; "record" takes the text
    out of the line at once.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"line--prompt", "line--cursor"}
    DEFAULT_CSS = """
    LineInput { height: auto; background: $background; color: $foreground; }
    LineInput > .line--prompt { color: $accent; text-style: bold; }
    LineInput > .line--cursor { color: $background; background: $foreground; }
    """

    class Wanted(Message):
        """An action was asked for; ``text`` is what the line held."""

        def __init__(self, action: str, text: str) -> None:
            super().__init__()
            self.action = action
            self.text = text

    class Changed(Message):
        """The text is another."""

        def __init__(self, line: LineInput, text: str) -> None:
            super().__init__()
            self.line = line
            self.text = text

    class Pasted(Message):
        """Several lines were pasted; nothing was typed. ``whole`` are they as they came, with blank lines."""

        def __init__(self, line: LineInput, lines: tuple[str, ...], whole: str = "") -> None:
            super().__init__()
            self.line = line
            self.lines = lines
            self.whole = whole

    def __init__(
        self,
        actions: Mapping[str, str],
        text: str = "",
        prompt: str = "",
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self.actions = actions
        self.text = text
        self.prompt = prompt
        self._cursor = len(text)
        self._starts = [0]

    def write(self, text: str) -> None:
        """Let the line hold another text, with the cursor at its end."""
        self._edit(text, len(text))

    def insert(self, text: str) -> None:
        """Write at the cursor."""
        words = text if text.isprintable() else one_line(text)
        before, after = self.text[: self._cursor], self.text[self._cursor :]
        self._edit(before + words + after, self._cursor + len(words))

    def ask(self, prompt: str) -> None:
        """Write after another prompt."""
        if prompt != self.prompt:
            self.prompt = prompt
            self.refresh(layout=True)

    def _edit(self, text: str, cursor: int) -> None:
        changed = text != self.text
        self.text = text
        self._cursor = max(0, min(cursor, len(text)))
        height = min(len(self._starts), HIGHEST)
        self._starts = breaks(text, self._writer(self.content_size.width))
        self.refresh(layout=min(len(self._starts), HIGHEST) != height)
        self._tell_terminal()
        if changed:
            self.post_message(self.Changed(self, text))

    def on_key(self, event: events.Key) -> None:
        """Write, edit, or say which action was asked for."""
        action = self.actions.get(event.key)
        if action is not None:
            text = self.text
            if action == "record":
                self._edit("", 0)
            self.post_message(self.Wanted(action, text))
        elif event.is_printable and event.character is not None:
            self.insert(event.character)
        elif (edit := _EDITS.get(event.key)) is not None:
            self._edit(*edit(self.text, self._cursor))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Write what was pasted, or say that it has several lines."""
        event.stop()
        lines = tuple(line for line in event.text.splitlines() if line.strip())
        if len(lines) > 1:
            self.post_message(self.Pasted(self, lines, event.text))
        elif lines:
            self.insert(lines[0])

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where it was clicked."""
        at = event.get_content_offset_capture(self)
        line = max(0, min(at.y + self._scrolled(), len(self._starts) - 1))
        start = self._starts[line]
        text = self._line_text(line)
        column = max(0, at.x - cell_len(self.prompt))
        inside = len(chop_cells(text, column)[0]) if column and text else 0
        self._edit(self.text, start + min(inside, len(text)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return as many lines as the text needs, up to ``HIGHEST``."""
        self._starts = breaks(self.text, self._writer(width))
        return min(len(self._starts), HIGHEST)

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        base, line = self.rich_style, y + self._scrolled()
        prompt = self.prompt if line == 0 else " " * cell_len(self.prompt)
        segments = [Segment(prompt, self.get_component_rich_style("line--prompt"))]
        if line < len(self._starts):
            text = self._line_text(line)
            place = self._cursor - self._starts[line]
            if self.has_focus and line == self._cursor_line():
                cursor = Segment(text[place : place + 1] or " ", self.get_component_rich_style("line--cursor"))
                segments += [Segment(text[:place], base), cursor, Segment(text[place + 1 :], base)]
            else:
                segments.append(Segment(text, base))
        return Strip(segments).adjust_cell_length(self.content_size.width, base)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()
        self._tell_terminal()

    def on_blur(self) -> None:
        """Show no cursor."""
        self.refresh()

    def _writer(self, width: int) -> int:
        return width - cell_len(self.prompt) - 1

    def _line_text(self, line: int) -> str:
        following = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        return self.text[self._starts[line] : following]

    def _cursor_line(self) -> int:
        return bisect_right(self._starts, self._cursor) - 1

    def _scrolled(self) -> int:
        return max(0, self._cursor_line() - HIGHEST + 1)

    def _tell_terminal(self) -> None:
        """Let an input method show its candidates where the cursor is."""
        line = self._cursor_line()
        before = self.text[self._starts[line] : self._cursor]
        place = Offset(cell_len(self.prompt) + cell_len(before), line - self._scrolled())
        self.app.cursor_position = self.content_region.offset + place


def _word_left(text: str, cursor: int) -> int:
    return len(text[:cursor].rstrip(" ").rpartition(" ")[0] + " ") if " " in text[:cursor].rstrip(" ") else 0


def _word_right(text: str, cursor: int) -> int:
    rest = text[cursor:].lstrip(" ")
    return len(text) - len(rest.partition(" ")[2]) if " " in rest else len(text)


_EDITS: Final[Mapping[str, Callable[[str, int], tuple[str, int]]]] = {
    "left": lambda text, at: (text, at - 1),
    "right": lambda text, at: (text, at + 1),
    "home": lambda text, at: (text, 0 * at),
    "end": lambda text, at: (text, at + len(text)),
    "ctrl+left": lambda text, at: (text, _word_left(text, at)),
    "ctrl+right": lambda text, at: (text, _word_right(text, at)),
    "backspace": lambda text, at: (text[: max(0, at - 1)] + text[at:], at - 1),
    "delete": lambda text, at: (text[:at] + text[at + 1 :], at),
    "ctrl+w": lambda text, at: (text[: _word_left(text, at)] + text[at:], _word_left(text, at)),
    "ctrl+u": lambda text, at: (text[at:], 0),
    "ctrl+k": lambda text, at: (text[:at], at),
}
"""What editing keys do: ``(text, cursor) -> (text, cursor)``."""
