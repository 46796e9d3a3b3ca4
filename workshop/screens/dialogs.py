"""Questions to the person at the keyboard: each lies over the foot of a page and answers who asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, Generic, NamedTuple, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from workshop.screens.selecting import Selecting
from workshop.widgets.foot import HintLine
from workshop.widgets.line_input import LineInput
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows
from workshop.widgets.wrapping import wrap

if TYPE_CHECKING:
    from textual.widgets import TextArea

Result = TypeVar("Result")

TALL: Final = 0.6
"""The part of the page that a tall dialog lies over."""

_LINE_KEYS = {"enter": "answer", "escape": "leave"}
PICK_KEYS: Final = {**_LINE_KEYS, "up": "up", "down": "down", "pageup": "page_up", "pagedown": "page_down"}


class Dialog(Selecting[Result], ModalScreen[Result], Generic[Result]):
    """A question; Esc answers with nothing."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, question: str, hint: str = "", classes: str = "") -> None:
        super().__init__()
        self.question = question
        self._hint = hint
        self._sheet = classes

    def compose(self) -> ComposeResult:
        """Return the question, what it is answered with, and the hint."""
        with Vertical(id="sheet", classes=self._sheet):
            yield Static(Content(self.question), id="question")
            yield from self.body()
            yield HintLine(self._hint)
            yield from self.below()

    def body(self) -> ComposeResult:
        """Return what the question is answered with."""
        yield from ()

    def below(self) -> ComposeResult:
        """Return what stands below the hint."""
        yield from ()

    def first(self) -> Widget:
        """Return the widget that takes the keys."""
        return self.query_one(LineInput)

    def on_screen_resume(self) -> None:
        """Take the keys."""
        self.set_focus(self.first())

    def action_leave(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)

    def moved(self, action: str) -> bool:
        """Move the cursor of the list, if that is what an action is; return whether it was."""
        steps, turns = {"up": -1, "down": 1}, {"page_up": -1, "page_down": 1}
        if action in steps:
            self.query_one(Rows).action_step(steps[action])
        elif action in turns:
            self.query_one(Rows).action_turn(turns[action])
        return action in {*steps, *turns}

    async def on_line_input_pasted(self, message: LineInput.Pasted) -> None:
        """Take what was pasted."""
        message.stop()
        await self.take_pasted(message)

    async def take_pasted(self, message: LineInput.Pasted) -> None:
        """Take pasted lines as one."""
        message.line.insert(" ".join(message.lines))

    def leave_without(self, written: str, before: str) -> None:
        """Answer with nothing; but more than a word that was written is given up only at the second time."""
        hint = self.query_one(HintLine)
        new = [word for word in written.split() if word not in before.split()]
        if len(new) <= 1 or hint.has_class("-asked"):
            self.dismiss(None)
        else:
            hint.add_class("-asked")
            hint.say("Esc again discards what you wrote")


class Ask(Dialog[str]):
    """Asks for a line of words; ``hint`` says which. ``live`` is called with them as they are typed."""

    def __init__(
        self, question: str, value: str = "", hint: str = "", live: Callable[[str], None] | None = None
    ) -> None:
        super().__init__(question, hint or "Enter saves · Esc cancels")
        self._value = value
        self._live = live

    def body(self) -> ComposeResult:
        """Return the line."""
        yield LineInput(_LINE_KEYS, self._value, "› ", id="answer")

    def on_line_input_changed(self, message: LineInput.Changed) -> None:
        """Tell who wants to know at once."""
        message.stop()
        if self._live is not None:
            self._live(message.text)

    def on_line_input_wanted(self, message: LineInput.Wanted) -> None:
        """Answer, or leave."""
        message.stop()
        if message.action == "answer":
            self.dismiss(message.text)
        else:
            self.leave_without("" if self._live else message.text, self._value)


class Option(NamedTuple):
    """Something to choose: ``id`` is the answer."""

    id: str
    label: str
    text: str
    more: tuple[str, ...] = ()


class Choose(Dialog[str]):
    """Asks for one of several; typing finds it.

    With ``letters`` the first letter of an answer gives it at once, and of two answers without labels always.
    """

    def __init__(self, question: str, options: Sequence[Option], chosen: str = "", *, letters: bool = False) -> None:
        letters = letters or _are_two_answers(options)
        self._letters = {o.text[0].casefold(): o.id for o in options} if letters else {}
        self._rows = [Row(o.id, o.text[0] if letters else o.label, o.text, more=o.more) for o in options]
        self._chosen = chosen
        keys = " or ".join(row.label for row in self._rows)
        find = "Type to find · ↑ ↓ choose · Enter selects · Esc cancels"
        super().__init__(question, f"{keys}, or ↑ ↓ and Enter · Esc cancels" if letters else find)

    def body(self) -> ComposeResult:
        """Return a line to find by, and what there is."""
        yield LineInput(PICK_KEYS, prompt="› ", id="answer")
        yield Rows("No matches", id="options")

    def on_mount(self) -> None:
        """Show everything."""
        rows = self.query_one(Rows)
        rows.cursor_always = True
        rows.can_focus = False
        rows.show(self._rows)
        rows.go_to(self._chosen or (self._rows[0].id if self._rows else ""))

    def on_resize(self) -> None:
        """Be as tall as what there is to choose from, so that more of the page stays in view; at most most of it."""
        width, height = self.app.size
        lines = max(1, sum(len(wrap(f"{row.label} {row.text}", width - 8)) + len(row.more) for row in self._rows))
        few = lines + len(wrap(self.question, width - 2)) + 3 <= height * TALL
        self.query_one("#sheet").set_class(not few, "tall")
        self.query_one(Rows).styles.height = lines if few else "1fr"

    def on_line_input_changed(self, message: LineInput.Changed) -> None:
        """Answer with a letter, or show what has the words."""
        message.stop()
        if self._letters and len(message.text) == 1:
            self._answer_with(message.text.casefold())
            return
        words = message.text.casefold().split()
        rows = self.query_one(Rows)
        found = [row for row in self._rows if _has(row, words)]
        rows.show(found)
        if found and words:
            rows.go_to(found[0].id)

    def _answer_with(self, letter: str) -> None:
        """Answer, or say which letters do: another key was meant for the screen below, and is not a search."""
        if letter in self._letters:
            self.dismiss(self._letters[letter])
        else:
            self.query_one(LineInput).write("")
            self.query_one(HintLine).add_class("-asked")

    def on_line_input_wanted(self, message: LineInput.Wanted) -> None:
        """Move, answer or leave."""
        message.stop()
        if message.action == "leave":
            self.dismiss(None)
        elif not self.moved(message.action) and (row := self.query_one(Rows).cursor_row):
            self.dismiss(row.id)

    def on_rows_picked(self, message: Rows.Picked) -> None:
        """Answer with what was clicked."""
        message.stop()
        self.dismiss(message.row_id)


def _are_two_answers(options: Sequence[Option]) -> bool:
    """Return whether it is a question with two answers, and no list to look through."""
    begun = {option.text[:1].casefold() for option in options}
    return len(options) == len(begun) == 2 and not any(option.label for option in options)  # noqa: PLR2004 - two


def _has(row: Row, words: Sequence[str]) -> bool:
    text = f"{row.label} {row.text}".casefold()
    return all(word in text for word in words)


class Save(Static, can_focus=True):
    """Saves what is written above it: Tab goes there, Enter or a click takes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.answer", show=False)]

    async def on_click(self) -> None:
        """Save."""
        await self.run_action("screen.answer")


class Write(Dialog[str]):
    """Asks for several lines."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "answer", show=False),
        Binding("escape", "leave", show=False, priority=True),
    ]

    def __init__(self, question: str, value: str = "", hint: str = "") -> None:
        super().__init__(question, f"{hint}Tab and Enter, or F4, save · Esc cancels", "tall")
        self._value = value

    def body(self) -> ComposeResult:
        """Return room to write."""
        from textual.widgets import TextArea  # noqa: PLC0415 - not free, and only needed here

        yield TextArea(self._value, id="answer", soft_wrap=True, tab_behavior="focus")
        yield Save("Save")

    @property
    def _area(self) -> TextArea:
        from textual.widgets import TextArea  # noqa: PLC0415 - as above

        return self.query_one(TextArea)

    def first(self) -> Widget:
        """Return the place to write."""
        return self._area

    def on_mount(self) -> None:
        """Put the cursor at the end."""
        self._area.cursor_blink = False
        self._area.move_cursor(self._area.document.end)

    def action_answer(self) -> None:
        """Answer with what is written."""
        self.dismiss(self._area.text)

    def action_leave(self) -> None:
        """Answer with nothing."""
        self.leave_without(self._area.text, self._value)
