"""What the tests of the console wait with is what Textual's pilot calls when a key is pressed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
import textual.app
import textual.pilot
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from tests.console.idle import all_drawn, all_heard, nothing_left


def test_textual_s_own_are_replaced() -> None:
    replaced = (textual.app.wait_for_idle, textual.pilot.wait_for_idle, Pilot._wait_for_screen, Pilot.pause)  # type: ignore[attr-defined]
    assert replaced == (nothing_left, nothing_left, all_heard, all_drawn)
    assert callable(Screen._on_timer_update)


@pytest.mark.parametrize(("owner", "name"), [(textual.app, "wait_for_idle"), (Pilot, "_wait_for_screen")])
async def test_a_key_that_is_pressed_waits_with_them(owner: object, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = asyncio.Event()
    waits: Callable[..., Awaitable[object]] = getattr(owner, name)

    def counted(*arguments: object, **options: object) -> Awaitable[object]:
        asked.set()
        return waits(*arguments, **options)

    async with App[None]().run_test() as pilot:
        monkeypatch.setattr(owner, name, counted)
        asked.clear()
        await pilot.press("a")
        assert asked.is_set()


async def test_a_program_that_failed_is_waited_for_no_longer() -> None:
    class Failing(App[None]):
        def on_key(self) -> None:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        async with Failing().run_test() as pilot:
            await pilot.press("a")
