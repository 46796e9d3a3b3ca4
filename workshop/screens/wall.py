"""The wall on the organiser's terminal: who has been heard, how tables join, and their cards as they come.

A line can be said to all tables; there it stands below the cards, and takes nobody's own line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import App
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from workshop.model.ballots import some
from workshop.model.wall import standing
from workshop.web.qr import matrix
from workshop.widgets.colours import DARK, THEMES
from workshop.widgets.qr import Code

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from workshop.model.wall import WallView

EVERY: Final = 0.2
"""Seconds between two looks: five a second are as live as anybody can read."""

MOST: Final = 300
"""Cards that stand here at once, the newest of each theme first; the others are counted, and on the wall's page."""

WIDE: Final = 110
"""Columns from which the code to join is drawn beside the cards without being asked for."""

HINTS: Final = "C say something to all tables    J how to join    ↑ ↓ scroll    Q end the wall"


class WallConsole(App[None]):
    """Shows the wall until it is left. ``view`` returns what stands on it, ``tell`` lets all tables read a line."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #top { height: auto; padding: 0 1; background: $panel; color: $foreground; }
    #cards { width: 1fr; height: 1fr; padding: 0 1; }
    #join { width: 64; height: 1fr; padding: 0 1; }
    #words { margin-top: 1; }
    #cue { display: none; }
    #foot { height: 1; padding: 0 1; background: $panel; color: $foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("q", "quit", "End the wall"),
        ("c", "cue", "Say something to all tables"),
        ("j", "join", "How to join"),
        ("escape", "leave_cue", "Back"),
    ]

    def __init__(self, view: Callable[[], WallView], tell: Callable[[str], None], address: str, code: str) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name
        self._view = view
        self._tell = tell
        self._address = address
        self._code = code
        self._shown: WallView | None = None
        self._cue = ""
        self._asked: bool | None = None

    def compose(self) -> ComposeResult:
        """Lay it out: the head, the cards with the way in beside them, the line for all tables, the keys."""
        yield Static(id="top")
        with Horizontal():
            with VerticalScroll(id="cards"):
                yield Static(id="list")
            with VerticalScroll(id="join"):
                yield Code()
                yield Static(id="words")
        yield Input(placeholder="To all tables; empty takes it away", id="cue")
        yield Static(Content(HINTS), id="foot")

    def on_mount(self) -> None:
        """Look from now on."""
        self.query_one(Code).show(matrix(self._code))
        joins = f"On each table's laptop:\nworkshop open NAME --summit {self._code}"
        words = f"{joins}\n\nThis wall in a browser:\n{self._address}"
        self.query_one("#words", Static).update(Content(words))
        self.query_one("#cards").focus()
        self._look()
        self.set_interval(EVERY, self._look)

    def on_resize(self) -> None:
        """Show the way in where there is room for it, or where it was asked for."""
        self._place_join()

    def action_join(self) -> None:
        """Show how to join, or hide it."""
        self._asked = not self.query_one("#join").display
        self._place_join()

    def action_cue(self) -> None:
        """Write a line for all tables."""
        line = self.query_one(Input)
        line.value, line.display = self._cue, True
        line.focus()

    def action_leave_cue(self) -> None:
        """Go back to the cards."""
        self.query_one(Input).display = False
        self.query_one("#cards").focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Let all tables read the line."""
        self._cue = message.value.strip()
        self._tell(self._cue)
        self.action_leave_cue()
        self._shown = None
        self._look()

    def _place_join(self) -> None:
        wide = self.size.width >= WIDE
        self.query_one("#join").display = wide if self._asked is None else self._asked

    def _look(self) -> None:
        view = self._view()
        if view != self._shown:
            self._shown = view
            self.query_one("#top", Static).update(self._top(view))
            self.query_one("#list", Static).update(_cards(view))

    def _top(self, view: WallView) -> Content:
        tables = "   ".join(standing(table) for table in view.tables)
        lines = [Content.styled(view.title, "bold"), Content(view.presence), Content(view.closing), Content(tables)]
        lines += [Content.styled(f"To all tables: {self._cue}", "$accent")] if self._cue else []
        lines += [Content.styled(remark, "$warning") for remark in view.remarks[-2:]]
        return Content("\n").join(line for line in lines if line.plain)


def _cards(view: WallView) -> Content:
    """Return the themes with their cards, as many of each as there is room for."""
    each = max(1, MOST // max(1, len(view.themes)))
    lines: list[Content] = []
    for theme in view.themes:
        lines += [Content.styled(theme.title, "bold $accent"), *([Content(theme.question)] if theme.question else [])]
        for card in theme.cards[:each]:
            dots = f"  ({some(card.dots, 'dot')})" if card.dots is not None else ""
            lines.append(Content.assemble((card.id, "bold"), f"  {card.text}{dots}"))
        if len(theme.cards) > each:
            lines.append(Content(f"and {len(theme.cards) - each} earlier ones"))
        lines.append(Content(""))
    return Content("\n").join(lines)
