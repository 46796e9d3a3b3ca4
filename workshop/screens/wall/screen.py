"""The wall on the organiser's terminal: who has been heard, how tables join, and their cards as they come.

What is said, asked and timed for all tables stands below their cards there, and takes nobody's own line.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workshop.keymap import Keyboard, bindings
from workshop.live.moving import send_copy
from workshop.live.running_wall import RunningWall
from workshop.model.ballots import some
from workshop.model.hall_plan import STEPS
from workshop.model.wall import TableHeard, WallView, short_closing, standings, table_count
from workshop.screens.console_screen import ConsoleScreen
from workshop.screens.dialogs import Ask
from workshop.web.qr import matrix
from workshop.widgets.foot import Foot
from workshop.widgets.qr import Code
from workshop.widgets.wrapping import wrap

EVERY: Final = 0.2
"""Seconds between two looks: five a second are as live as anybody can read."""

WIDE: Final = 110
"""Columns from which the code to join is drawn beside the cards unasked, until all that are expected have joined."""


class WallPage(ConsoleScreen):
    """Shows a wall that runs until it is left; ``end`` ends it. Sheets to print lie in ``exports``."""

    CSS_PATH = Path(__file__).with_name("wall.tcss")
    BINDINGS = bindings("wall", "everywhere", plain=True)
    places = ("wall", "everywhere")

    def __init__(
        self, running: RunningWall, keyboard: Keyboard, exports: Path, end: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        super().__init__(keyboard)
        self._hall = running
        self._exports = exports
        self._end = end
        self._shown: tuple[WallView, int] | None = None
        self._asked: bool | None = None

    def compose(self) -> ComposeResult:
        """Lay it out: the head, the cards with the way in beside them, what is said, the keys."""
        yield Static(id="top")
        with Horizontal():
            with VerticalScroll(id="cards"):
                yield Static(id="list")
            with VerticalScroll(id="join"):
                yield Static(id="words")
                yield Code()
        yield Static(id="said")
        yield Foot()

    def on_mount(self) -> None:
        """Look from now on."""
        self._draw_hall_code()
        self.query_one("#cards").focus()
        self.show_hints()
        self._look()
        self.set_interval(EVERY, self._look)

    def on_resize(self) -> None:
        """Show the way in where there is room for it, or where it was asked for."""
        self._place_join()

    async def action_wall_join(self) -> None:
        """Show how to join, or hide it."""
        self._asked = not self.query_one("#join").display
        self._draw_hall_code()
        self._place_join()

    async def action_wall_table_code(self) -> None:
        """Show the code of one table, or write a sheet with those of all."""
        hint = "Such as 7 · empty: a sheet with the codes of all tables, to print · Esc cancels"
        answer = await self.answer(Ask("The code of which table?", hint=hint))
        if not answer.strip():
            await self._write_codes()
            return
        code = await asyncio.to_thread(self._hall.desk.code_for, answer)
        self._show(str(code), joining(str(code), f"At {TableHeard('', code.table, '').name} alone"))
        self.say("J hides the code, and shows that of the whole hall again.")

    async def action_wall_table_died(self) -> None:
        """Show the code by which another laptop goes on with the copy of a table, and say what that lacks."""
        answer = await self.words(Ask("Which table's laptop has died?", hint="Such as 7 · Esc cancels"))
        code, entries, missing = await asyncio.to_thread(send_copy, self._hall.summit, answer.strip())
        lacking = (
            f"Not here, and on the dead laptop's disk: {'; '.join(missing)}." if missing else "Nothing is missing."
        )
        self._show(
            str(code), f"At another laptop: workshop, then T, and this code; or\nworkshop take-over CODE\n\n{code}"
        )
        self.say(f"{entries:,} {'entry' if entries == 1 else 'entries'} of table {answer.strip()} are here. {lacking}")

    async def _write_codes(self) -> None:
        tables = len(self._hall.wall.view().tables)
        answer = await self.answer(Ask("For how many tables?", str(tables or ""), "Numbered from 1 · Esc cancels"))
        path = await asyncio.to_thread(self._hall.write_codes, self._exports, table_count(answer))
        self.say(f"The codes lie in {path}. Print it; who has a code can join as its table.")

    async def action_wall_say(self) -> None:
        """Write a line for all tables."""
        await self._tell("To all tables", self._hall.desk.plan.sentence, "", self._hall.wall.say)

    async def action_wall_question(self) -> None:
        """Put a question to all tables."""
        await self._tell("The question for all tables", self._hall.desk.plan.question, "", self._hall.wall.ask)

    async def action_wall_time(self) -> None:
        """Tell all tables a step, and when it is due."""
        hint = f"Such as vote 5: in five minutes · {', '.join(STEPS)} · "
        await self._tell("Which step for all, in how many minutes?", "", hint, self._hall.wall.time)

    async def action_end_wall(self) -> None:
        """End the wall, after a question."""
        end = "End it: the tables record on, and send the rest when it is started again"
        words = self._hall.last_words
        question = f"{words}. End the wall?" if words else "End the wall?"
        if await self.agreed(question, end, "Let it go on", careful=True):
            if self._end is not None:
                await self._end()
            await self.action_leave_wall()

    async def action_leave_wall(self) -> None:
        """Go back to the summit, where the wall goes on; alone on the terminal, the wall ends with its page."""
        if self._end is None:
            self.post_message(self.Left())
        else:
            self.dismiss(None)

    async def _tell(self, question: str, value: str, hint: str, tell: Callable[[str], None]) -> None:
        """Ask for words, and let all tables read them."""
        answer = await self.answer(Ask(question, value, f"{hint}empty takes it away · Esc cancels"))
        tell(answer)
        self._look()

    def _show(self, code: str, words: str) -> None:
        """Show a code that was asked for."""
        self._draw(code, words)
        self._asked = True
        self._place_join()

    def _draw(self, code: str, words: str) -> None:
        self.query_one(Code).show(matrix(code))
        self.query_one("#words", Static).update(Content(f"{words}\n\nThis wall in a browser:\n{self._hall.address}"))

    def _draw_hall_code(self) -> None:
        self._draw(self._hall.code, joining(self._hall.code, "At each table"))

    def _place_join(self) -> None:
        tables = self._hall.wall.view().tables
        everybody = bool(tables) and self._hall.expected and not any(table.expected for table in tables)
        wide = self.size.width >= WIDE and not everybody
        self.query_one("#join").display = wide if self._asked is None else self._asked

    def _look(self) -> None:
        view, width = self._hall.wall.view(), self.query_one("#cards").scrollable_content_region.width
        if (view, width) != self._shown:
            self._shown = (view, width)
            self._place_join()
            self.query_one("#top", Static).update(wall_head(view))
            self.query_one("#list", Static).update(wall_cards(view, width))


def joining(code: str, where: str) -> str:
    """Return how a table joins with a code."""
    return f"{where}: I, then S, and this code; or\nworkshop open NAME --summit CODE\n\n{code}"


MOST: Final = 300
"""Cards that stand here at once, the newest of each theme first; the others are counted, and on the wall's page."""

MOST_ALIKE: Final = 6
"""Groups of cards that say almost the same."""


def wall_head(view: WallView) -> Content:
    """Return who was heard, what has arrived, what all tables read, and what is wrong."""
    tables = "   ".join(words for words, _ in standings(view.tables))
    here = [short_closing(view), tables]
    if not all(table.complete for table in view.tables):
        here = [": ".join(here)]
    lines = [Content.styled(view.title, "bold"), Content(view.presence), *map(Content, here)]
    lines += [Content.styled(f"To all tables: {view.cue}", "$accent")] if view.cue else []
    lines += [Content.styled(remark, "$warning") for remark in view.remarks[-2:]]
    return Content("\n").join(line for line in lines if line.plain)


def wall_cards(view: WallView, width: int = 10_000) -> Content:
    """Return what says almost the same, and the themes with their cards, as many of each as there is room for.

    A card that is longer than ``width`` goes on below its first word, so that ids stand apart.
    """
    each = max(1, MOST // max(1, len(view.themes)))
    lines = _alike(view, width)
    for theme in view.themes:
        lines += [Content.styled(theme.title, "bold $accent"), *([Content(theme.question)] if theme.question else [])]
        for card in theme.cards[:each]:
            dots = f"  ({some(card.dots, 'dot')})" if card.dots is not None else ""
            lines.append(_hanging(card.id, f"{card.text}{dots}", width))
        if len(theme.cards) > each:
            lines.append(Content(f"and {len(theme.cards) - each} earlier ones"))
        lines.append(Content(""))
    return Content("\n").join(lines)


def _hanging(label: str, text: str, width: int) -> Content:
    indent = cell_len(label) + 2
    return Content.assemble((label, "bold"), "  ", f"\n{' ' * indent}".join(wrap(text, width - indent)))


def _alike(view: WallView, width: int) -> list[Content]:
    if not view.alike:
        return []
    lines = [Content.styled("Said at several tables", "bold $accent")]
    lines += [
        _hanging(f"{group.tables} tables", f"{group.text}  ({group.named})", width) for group in view.alike[:MOST_ALIKE]
    ]
    more = len(view.alike) - MOST_ALIKE
    return [*lines, *([Content(f"and {more} more")] if more > 0 else []), Content("")]
