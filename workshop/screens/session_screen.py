"""The base of every screen of a session: its head, its question, what was just said, and what they follow."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from typing import ClassVar, Final

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from workshop.keymap import Keyboard, Place, at
from workshop.live.open_folder import open_in_window, short
from workshop.live.workspace import Workspace
from workshop.model.activity import describe
from workshop.model.attention import FACILITATOR
from workshop.model.commands import Command, Undo
from workshop.model.entry import Entry
from workshop.model.errors import NotWritten, Refused
from workshop.model.session import Card, Session, Theme
from workshop.rehearsal.mark import is_rehearsal
from workshop.screens.console_screen import ConsoleScreen
from workshop.screens.session_head import HeadFacts, SessionHead, question_of
from workshop.store.atomic_files import write_file
from workshop.store.writer import Receipt
from workshop.widgets.foot import Foot
from workshop.widgets.steps import SessionStep, Steps

COPIED: Final = "copied.txt"
"""Beside the appendix; what was copied last is in it."""


def _leaving_for(step: str) -> Callable[[SessionScreen], Awaitable[None]]:
    """Return the action that leaves a page for a step, to which the page that opened it goes on."""

    async def leave(page: SessionScreen) -> None:
        page.left_for = step
        await page.action_back_to_table()

    return leave


class SessionScreen(ConsoleScreen):
    """One view of a session, or of a theme of it; it shows every change at once.

    ``left_for`` is the step for which it is left.
    """

    DEFAULT_CSS = "SessionScreen.-low Steps { display: none; }"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012 - an instance's in Textual
    shared: ClassVar[tuple[Place, ...]] = ("beside", "everywhere")
    foot_lines = 1

    action_capture = _leaving_for("capture")
    action_read_back = _leaving_for("read_back")
    action_vote = _leaving_for("vote")
    action_result = _leaving_for("result")
    action_appendix = _leaving_for("appendix")

    def __init__(self, workspace: Workspace, keyboard: Keyboard, theme: str = "") -> None:
        super().__init__(keyboard)
        self.workspace = workspace
        self.theme_id = theme
        self.left_for = ""
        self._came_at = ""
        self._due = self._to_read = self._reading = False
        self._trouble = ""
        self._end_watch: Callable[[], object] = bool

    @property
    def session(self) -> Session:
        """Return the session as it is on the disk."""
        return self.workspace.session

    @property
    def theme(self) -> Theme | None:
        """Return the theme that the screen is about."""
        themes = self.session.live_themes()
        return next((theme for theme in themes if theme.id == self.theme_id), themes[0] if themes else None)

    @property
    def shown_theme(self) -> str:
        """Return the inner id of that theme; empty where the session has none."""
        return self.theme.id if self.theme else ""

    @property
    def at_step(self) -> str:
        """Return which step of a session this is; none where it is another screen."""
        return ""

    @property
    def step(self) -> str:
        """Return what the head says of the step."""
        return ""

    @property
    def before_steps(self) -> str:
        """Return what is to be pressed before a step's key: nothing, where nobody is writing."""
        return ""

    def top(self) -> Widget:
        """Return what stands below the head: the question."""
        return Static(Content(question_of(self.theme)), id="theme")

    def body(self) -> Iterable[Widget]:
        """Return what stands between the top and the foot."""
        return ()

    def compose(self) -> ComposeResult:
        """Return the head, the top, the body and the foot."""
        yield self.heading()
        yield self.steps()
        yield self.top()
        yield from self.body()
        yield Static(id="said")
        yield Foot(lines=self.foot_lines)

    def heading(self) -> SessionHead:
        """Return the head as it begins."""
        rehearsal = is_rehearsal(self.workspace.writer.history)
        return SessionHead(HeadFacts(self.session, self.theme, self.workspace.status), rehearsal=rehearsal)

    def steps(self) -> Steps:
        """Return the steps of a session, the present one marked."""
        return Steps([SessionStep(self.keyboard.shown(a, "cards"), a.title.lower(), a.name) for a in at("steps")])

    def on_mount(self) -> None:
        """Watch the session."""
        self._came_at = self.workspace.writer.history.last
        self._end_watch = self.workspace.watch(self._changed)
        self.bring_up_to_date()

    def on_unmount(self) -> None:
        """Stop watching."""
        self._end_watch()

    def action_copy_text(self) -> None:
        """Copy what is selected, into the file for terminals without a clipboard too."""
        if not (words := self.get_selected_text()):
            raise SkipAction
        self.run_worker(self.copy("what is selected", words), group="copy", description="Copy what is selected")

    async def copy(self, what: str, text: str) -> None:
        """Copy a text that is called ``what``: through the terminal (OSC 52), and into a file where that is refused."""
        self.app.copy_to_clipboard(text)
        path = self.workspace.auto_exporter.folder / COPIED
        try:
            await asyncio.to_thread(write_file, path, f"{text.rstrip()}\n".encode())
        except NotWritten as error:
            self.say(f"Copied {what}, if your terminal has a clipboard. {error}")
        else:
            self.say(f"Copied {what}. If your terminal has no clipboard, it is in {short(path)}.")

    def _changed(self, entries: Sequence[Entry]) -> None:
        """Take note of a change; many at once are shown once."""
        if not entries:
            self.while_here(self.show_status)
        elif not self._due:
            self._due = True
            self.call_later(self._catch_up)
        if entries and self.matters(entries):
            self.look_again()

    def _catch_up(self) -> None:
        if self._due:
            self._due = False
            self.while_here(self.bring_up_to_date)

    async def action_run(self, name: str) -> None:
        """Carry out an action; the next key finds what it has changed, however soon it was pressed."""
        await super().action_run(name)
        self._catch_up()

    def bring_up_to_date(self) -> None:
        """Show what is true now."""
        if self.query("#theme"):
            self.put("#theme", question_of(self.theme))
        self.query_one(Steps).show(self.at_step, self.before_steps)
        self.show_status()
        self.show_hints()

    def show_status(self) -> None:
        """Show the step, the time left, and whether all is saved; what is wrong stands in a sentence."""
        status = self.workspace.status
        if status.sentence != self._trouble:
            self._trouble = status.sentence
            self.say(status.sentence)
        here = self.workspace.phones.here
        facts = HeadFacts(self.session, self.theme, status, self.offers(), self.step, here)
        self.query_one(SessionHead).tell(facts)

    def offers(self) -> int:
        """Return how many offered cards the head is to speak of."""
        return 0

    def on_session_head_cue(self, message: SessionHead.Cue) -> None:
        """Say how much time is left."""
        message.stop()
        self.say(message.sentence)

    def matters(self, entries: Sequence[Entry]) -> bool:
        """Return whether entries may change what ``read`` shows; here, where nothing is read, none does."""
        del entries
        return False

    def look_again(self) -> None:
        """Read what is to be shown; what changes meanwhile is read after it."""
        self._to_read = True
        if not self._reading and self.is_attached:
            self._reading = True
            self.run_worker(self._read(), group="reading", description="Read what is shown", exclusive=True)

    async def _read(self) -> None:
        try:
            while self._to_read and self.is_attached:
                self._to_read = False
                await self.read()
        finally:
            self._reading = False

    async def read(self) -> None:
        """Read, beside the loop, what takes long, and show it; most screens have nothing of that kind."""

    def targets(self) -> list[Card]:
        """Return the cards that an action is about. Raises ``Refused`` where there is none."""
        raise Refused("There is no card here.")

    async def do(self, *commands: Command) -> Receipt:
        """Carry out one act and say what was done."""
        receipt = await self.workspace.do(*commands)
        self.say_done(receipt)
        return receipt

    def say_done(self, receipt: Receipt, more: str = "") -> None:
        """Say what was done, and then ``more``."""
        self.say(f"{describe(receipt.entry.events, receipt.session)}. U undoes it. {more}".rstrip())

    async def action_take_back(self) -> None:
        """Take the last change back, and show what came of it; ask first where it was made before one came here."""
        if await self._meant_here():
            before = self.session
            receipt = await self.workspace.undo()
            self.tell("Undone", receipt, before, receipt.session)
            self.bring_up_to_date()

    async def _meant_here(self) -> bool:
        """Return whether the last change was made on this page, or is to be taken back all the same."""
        act = self.workspace.writer.history.last_act(FACILITATOR)
        if act is None or act.id > self._came_at:
            return True
        self.workspace.check(Undo())
        question = f"The last change was not made here: {describe(act.events, self.session)}. Undo it?"
        return await self.agreed(question, "Undo it", "Leave it")

    def tell(self, word: str, receipt: Receipt, done: Session, undone: Session) -> None:
        """Say what was undone or redone, by the change that it leads back to.

        The session where that is ``done`` has what it made, the one where it is ``undone`` the kinds that it dropped.
        """
        act, _ = self.workspace.writer.history.act_of(receipt.entry)
        kinds = {kind.name: kind for kind in (*undone.kinds, *done.kinds)}
        self.say(f"{word}: {describe(act.events, done._replace(kinds=tuple(kinds.values())))}.")

    async def open_folder(self, folder: Path) -> None:
        """Open a folder in a window, or say where it is."""
        opened = await asyncio.to_thread(open_in_window, folder)
        said = (
            f"Opened {short(folder)}." if opened else f"No window can be opened from here. The files lie in {folder}."
        )
        self.say(said)

    async def action_back_to_table(self) -> None:
        """Go back to where this screen was opened from."""
        self.dismiss(None)

    async def visit(self, screen: ConsoleScreen) -> None:
        """Show another screen until it is left; where it was left for a step, go on there."""
        await super().visit(screen)
        if isinstance(screen, SessionScreen) and screen.left_for:
            self.call_later(self.action_run, screen.left_for)
