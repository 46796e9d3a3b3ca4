"""The timer: start it with minutes, pause it, go on, give more time or less, stop it, and ring at its end or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model.commands import Command, ExtendTimer, PauseTimer, ResumeTimer, StartTimer, StopTimer
from workshop.model.errors import Refused
from workshop.screens.dialogs import Ask, Choose, Option

if TYPE_CHECKING:
    from workshop.model.session import Timer
    from workshop.screens.table.screen import Table


async def timer(page: Table) -> None:
    """Start the timer, or do something with the one that is set."""
    timer = page.session.timer
    if timer is None:
        await _start(page)
        return
    bell = Option("bell", "", "No bell at the end" if page.bell else "Ring the terminal's bell at the end")
    answer = await page.ask(Choose("The timer", [*_for(timer), bell]))
    if answer == "bell":
        page.bell = not page.bell
        page.say("The bell rings once when the time is over." if page.bell else "The bell stays silent.")
    elif answer == "start":
        await _start(page)
    elif answer:
        await page.workspace.do(_command(answer))


def _for(timer: Timer) -> list[Option]:
    return [
        Option("pause", "", "Pause") if timer.running else Option("resume", "", "Go on"),
        Option("extend 60", "+1", "One minute more"),
        Option("extend 300", "+5", "Five minutes more"),
        Option("extend -60", "-1", "One minute less"),
        Option("start", "", "Start again with another time"),
        Option("stop", "", "Stop"),
    ]


def _command(answer: str) -> Command:
    """Return the command that an answer such as "extend 60" stands for."""
    what, _, seconds = answer.partition(" ")
    match what:
        case "extend":
            return ExtendTimer(int(seconds))
        case "pause":
            return PauseTimer()
        case "resume":
            return ResumeTimer()
        case _:
            return StopTimer()


async def _start(page: Table) -> None:
    answer = await page.ask(Ask("How many minutes?", hint="Such as 10, or 2:30 · Enter starts · Esc cancels"))
    if answer is not None:
        await page.workspace.do(StartTimer(seconds_of(answer)))


def seconds_of(text: str) -> int:
    """Return the seconds of "10" minutes or of "2:30". Raises ``Refused``."""
    minutes, _, seconds = text.strip().partition(":")
    if not all(part.isascii() and part.isdecimal() for part in (minutes, seconds or "0")) or int(seconds or 0) > 59:  # noqa: PLR2004 - of a minute
        raise Refused("Give the minutes as a number, such as 10 or 2:30.")
    return int(minutes) * 60 + int(seconds or 0)
