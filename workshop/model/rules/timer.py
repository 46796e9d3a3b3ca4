"""Rules about the timer."""

from __future__ import annotations

from typing import Final

from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.rules.registry import Context, answer, refuse, refuse_if
from workshop.model.session import Session, Timer

Events = tuple[e.Event, ...]

LONGEST_TIMER: Final = 24 * 60 * 60
"""Seconds: a day."""


@answer.register
def start_timer(command: c.StartTimer, _: Session, moment: Context) -> Events:
    refuse_if(not 0 < command.seconds <= LONGEST_TIMER, "A timer runs from one second to a day.")
    return (e.TimerStarted(moment.at, command.seconds),)


@answer.register
def pause_timer(_: c.PauseTimer, session: Session, moment: Context) -> Events:
    refuse_if(not _timer(session).running, "The timer is paused already.")
    return (e.TimerPaused(moment.at),)


@answer.register
def resume_timer(_: c.ResumeTimer, session: Session, moment: Context) -> Events:
    refuse_if(_timer(session).running, "The timer is running already.")
    return (e.TimerResumed(moment.at),)


@answer.register
def extend_timer(command: c.ExtendTimer, session: Session, moment: Context) -> Events:
    """Once the time is over, more time counts from now."""
    timer = _timer(session)
    over = -min(0, timer.left(moment.at)) // 1000 if command.seconds > 0 else 0
    refuse_if(command.seconds == 0, "Say by how many seconds.")
    seconds = command.seconds + over
    refuse_if(not 0 < timer.seconds + seconds <= LONGEST_TIMER, "A timer runs from one second to a day.")
    return (e.TimerExtended(seconds),)


@answer.register
def stop_timer(_: c.StopTimer, session: Session, moment: Context) -> Events:
    _timer(session)
    return (e.TimerStopped(moment.at),)


def _timer(session: Session) -> Timer:
    return session.timer if session.timer is not None else refuse("No timer is set.")
