"""When the program has done what a key asks for: what Textual's pilot waits for.

Textual's own asks every widget whether it has heard all, and then waits until the whole process has been quiet for
20 ms, twice a key: that takes longer than what most tests are about, and while other programs keep the machine busy
it is no surer. There is no public way to what it waits with, nor to what a loop still has to do; ``test_idle.py``
says so where Textual comes to wait with something else.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import textual.app
import textual.pilot
from textual.events import Callback
from textual.pilot import Pilot, WaitForScreenTimeout

GLANCE = 0.002
"""Seconds between two looks at what a thread is busy with."""

THREADS = 0.5
"""Seconds for which a thread is waited for; the disks of some tests do not answer."""


async def nothing_left(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Return once neither the loop nor its threads have anything to do, after ``max_sleep`` seconds at the latest."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    await asyncio.sleep(min_sleep)
    while loop.time() < begun + max_sleep:
        if loop._ready:  # type: ignore[attr-defined]
            await asyncio.sleep(0)
        elif loop.time() < begun + THREADS and _threads_at_work(loop):
            await asyncio.sleep(GLANCE)
        else:
            return


def _threads_at_work(loop: asyncio.AbstractEventLoop) -> bool:
    pool: ThreadPoolExecutor | None = loop._default_executor  # type: ignore[attr-defined]
    return pool is not None and len(pool._threads) > pool._idle_semaphore._value


class _Heard:
    """Notes that it was called; Textual, which asks how many arguments a callback takes, is told."""

    _param_count = 0
    came = False

    def __call__(self) -> None:
        self.came = True


async def all_heard(pilot: Pilot[object], patience: float = 30.0) -> bool:
    """Return once the program, its screen and what has the keyboard there have dealt with all that was said to them."""
    app = pilot.app
    if not app.screen_stack:
        return False
    loop = asyncio.get_running_loop()
    end = loop.time() + patience
    heard = {pump: _Heard() for pump in (app, app.screen, app.screen.focused) if pump is not None}
    asked = [answer for pump, answer in heard.items() if pump.post_message(Callback(answer))]
    while not all(answer.came for answer in asked) and not app._exception_event.is_set():
        if loop.time() > end:
            raise WaitForScreenTimeout("not all was dealt with")
        await asyncio.sleep(0 if loop._ready else GLANCE)
    await nothing_left()
    return not app._exception_event.is_set()


async def all_drawn(pilot: Pilot[object], delay: float | None = None) -> None:
    """Return once all was dealt with, after ``delay`` seconds too, and what came of it is on the screen."""
    await all_heard(pilot)
    if delay:
        await asyncio.sleep(delay)
    pilot.app.screen._on_timer_update()
    await all_heard(pilot)


textual.app.wait_for_idle = textual.pilot.wait_for_idle = nothing_left  # type: ignore[attr-defined]
Pilot._wait_for_screen = all_heard  # type: ignore[method-assign, assignment]
Pilot.pause = all_drawn  # type: ignore[method-assign, assignment]
