"""What the table's own commands do: the line, search, undo, timer, leaving."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual import work

from workshop.model import commands as c
from workshop.model.errors import Refused, WorkshopError
from workshop.model.events import ThemeAdded
from workshop.model.text import one_line
from workshop.screens.card_rows import STATES, CardFilter
from workshop.screens.dialogs import Ask, Choose, Option, Write
from workshop.screens.table.navigation import TableNavigation
from workshop.widgets.line_input import LineInput
from workshop.widgets.wrapping import shorten
from workshop.wording.glyphs import without_glyphs

FIRST: Final = 100
"""Cells of the first of pasted lines that are shown; two lines at most in a narrow terminal."""

TIMER_CHANGES: Final[Sequence[tuple[Option, c.Command | None]]] = (
    (Option("pause", "", "Pause"), c.PauseTimer()),
    (Option("resume", "", "Go on"), c.ResumeTimer()),
    (Option("more", "+1", "One minute more"), c.ExtendTimer(60)),
    (Option("much more", "+5", "Five minutes more"), c.ExtendTimer(300)),
    (Option("less", "-1", "One minute less"), c.ExtendTimer(-60)),
    (Option("start", "", "Start again with another time"), None),
    (Option("stop", "", "Stop"), c.StopTimer()),
)
"""What can be done with a timer that is set; for another time that time is asked first."""


class Table(TableNavigation):
    """The table, with what its keys do."""

    def on_mount(self) -> None:
        """Record what waited since the program was last here."""
        if self.workspace.draft.unsent:
            self.resend()

    async def on_line_input_wanted(self, message: LineInput.Wanted) -> None:
        """Record, or do what the key stands for."""
        message.stop()
        if message.action == "record" and message.text.strip():
            self.record((message.text,))
        else:
            await self.action_run(message.action)

    def on_line_input_pasted(self, message: LineInput.Pasted) -> None:
        """Ask what several pasted lines are to be."""
        message.stop()
        self.paste(message.lines)

    async def action_record(self) -> None:
        """Enter on an empty line: take back what was refused, to be mended."""
        if not self.workspace.draft.unsent:
            self.say("Write a line, then press Enter.")
            return
        await self.give_back()

    @work(group="record", description="Record what was written")
    async def record(self, texts: tuple[str, ...]) -> None:
        """Record lines as cards of the kind and theme that are shown; what is refused is given back."""
        theme, kind = self.shown_theme, self.kind.name
        self.card_filter = CardFilter()
        self.under_way.append(kind)
        try:
            await self.workspace.record(kind, theme, texts)
        except WorkshopError as error:
            await self.give_back()
            self.say(str(error))
            return
        finally:
            self.call_later(self.under_way.remove, kind)  # once the card is shown
        undo = f"{self.before_steps}U takes them back at once."
        self.say(f"{len(texts)} cards recorded. {undo}" if len(texts) > 1 else "")

    @work(group="record", description="Record what waited")
    async def resend(self) -> None:
        """Record what waited since the program was last here."""
        try:
            await self.workspace.resend()
        except WorkshopError as error:
            self.say(str(error))

    async def give_back(self) -> None:
        """Put what was refused back where it can be changed, if the line is free."""
        if self.line.text:
            self.say("A line is kept; Enter on an empty line takes it back.")
            return
        lines = self.workspace.take_back()
        if lines is None:
            return
        if len(lines.texts) == 1:
            self.line.write(lines.texts[0])
            return
        written = await self.ask(
            Write("These lines were not recorded. Mend them, a card each.", "\n".join(lines.texts))
        )
        texts = _lines(written if written is not None else "\n".join(lines.texts))
        self.record(texts)

    @work(group="actions", description="Paste several lines")
    async def paste(self, lines: tuple[str, ...]) -> None:
        """Ask whether pasted lines are one card or many."""
        kinds = self.kind.plural.lower()
        items = without_glyphs(lines)
        bare = ", without bullets and numbers" if items != lines else ""
        many = Option("many", "", f"Many: {len(lines)} {kinds}, a line each{bare}")
        one = Option("one", "", f"One: one {self.kind.singular.lower()}, into the line")
        question = f"{len(lines)} lines were pasted. The first: {shorten(one_line(lines[0]), FIRST)}"
        answer = await self.ask(Choose(question, [many, one], letters=True))
        if answer == "many":
            self.record(items)
        elif answer == "one":
            self.line.insert(" ".join(line.strip() for line in lines))

    async def action_flip_kind(self) -> None:
        """Write the next kind."""
        kinds = self.session.kinds
        self.go_to_kind(kinds[(kinds.index(self.kind) + 1) % len(kinds)].name)

    async def action_switch_column(self) -> None:
        """Go to the next kind's cards."""
        await self.action_flip_kind()
        self.set_focus(self.query_one(f"#kind-{self.kind.letter}"))

    async def action_to_cards(self) -> None:
        """Leave the line for the cards of its kind."""
        self.set_focus(self.column)

    async def action_keep(self) -> None:
        """Keep the draft and go to the cards."""
        await self.line.caught_up()
        self.keep_draft()
        if self.line.text:
            self.say("The line is kept. Esc goes back to it.")
        await self.action_to_cards()

    async def action_to_line(self) -> None:
        """Go back: first from what is marked, then from a search, then to the line."""
        if self.marked:
            self.mark(frozenset())
        elif self.card_filter:
            self.sift(CardFilter())
        else:
            self.set_focus(self.line)

    action_capture = action_to_line

    async def action_redo(self) -> None:
        """Do again what was undone."""
        before = self.session
        receipt = await self.workspace.redo()
        self.tell("Redone", receipt, receipt.session, before)

    async def action_search(self) -> None:
        """Show only the cards with some words, as they are typed."""

        def live(words: str) -> None:
            self.sift(CardFilter(words, "", f"“{words.strip()}”"))

        before = self.card_filter
        words = await self.ask(
            Ask("Search", before.words, "Words, or #tag · Enter keeps the filter · Esc shows all", live)
        )
        self.sift(CardFilter(words, "", f"“{words.strip()}”") if words and words.strip() else CardFilter())

    async def action_only(self) -> None:
        """Show only some cards."""
        session = self.session
        options = [Option("", "", "All cards")]
        options += [Option(word, "", f"Only those {word}") for word in ("unclear", *STATES.values())]
        tags = dict.fromkeys([*session.tags, *(tag for card in session.live_cards() for tag in card.tags)])
        options += [Option(f"#{tag}", "tag", f"#{tag}") for tag in tags]
        options += [Option(c.id, "group", c.name) for c in session.clusters.values() if not c.dissolved]
        answer = await self.answer(Choose("Show which cards?", options, self.card_filter.only))
        named = session.clusters.get(answer)
        self.sift(CardFilter("", answer, named.name if named else answer))

    async def action_leave(self) -> None:
        """Leave the table; everything is recorded."""
        self.say("Everything is recorded. The appendix is being written …")
        self.post_message(self.Left())

    async def action_theme(self) -> None:
        """Go to another theme."""
        themes = self.session.live_themes()
        options = [Option(t.id, str(n), t.title, (t.question,) if t.question else ()) for n, t in enumerate(themes, 1)]
        here = self.theme
        self.go_to_theme(await self.answer(Choose("Which theme?", options, here.id if here else "")))

    async def action_add_theme(self) -> None:
        """Add a theme and go there."""
        title = await self.words(Ask("A new theme: its title"))
        question = await self.answer(
            Ask(f"The question of “{title}”", hint="It may be empty · Enter adds the theme · Esc cancels")
        )
        receipt = await self.workspace.do(c.AddTheme(title, question))
        for event in receipt.entry.events:
            if isinstance(event, ThemeAdded):
                self.go_to_theme(event.theme)

    async def action_reword_theme(self) -> None:
        """Change a theme's title and question."""
        here = self.theme
        if here is None:
            await self.action_add_theme()
            return
        title = await self.answer(Ask("The theme's title", here.title))
        question = await self.answer(Ask("Its question", here.question))
        await self.workspace.do(c.RewordTheme(here.id, title, question))

    async def action_timer(self) -> None:
        """Start the timer, or do something with the one that is set."""
        timer = self.session.timer
        if timer is None:
            await self._start()
            return
        bell = Option("bell", "", "No bell at the end" if self.bell else "Ring the terminal's bell at the end")
        idle = "resume" if timer.running else "pause"
        options = [*(option for option, _ in TIMER_CHANGES if option.id != idle), bell]
        answer = await self.answer(Choose("The timer", options))
        if answer == "bell":
            self.bell = not self.bell
            self.say("The bell rings once when the time is over." if self.bell else "The bell stays silent.")
        elif answer == "start":
            await self._start()
        else:
            await self.workspace.do(*(command for option, command in TIMER_CHANGES if option.id == answer and command))

    async def _start(self) -> None:
        answer = await self.answer(Ask("How many minutes?", hint="Such as 10, or 2:30 · Enter starts · Esc cancels"))
        await self.workspace.do(c.StartTimer(seconds_of(answer)))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line.strip())


def seconds_of(text: str) -> int:
    """Return the seconds of "10" minutes or of "2:30". Raises ``Refused``."""
    minutes, _, seconds = text.strip().partition(":")
    if not all(part.isascii() and part.isdecimal() for part in (minutes, seconds or "0")) or int(seconds or 0) > 59:  # noqa: PLR2004 - of a minute
        raise Refused("Give the minutes as a number, such as 10 or 2:30.")
    return int(minutes) * 60 + int(seconds or 0)
