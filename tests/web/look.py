"""A page in a real browser: what it shows, what it fetches, what it complains of."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from playwright.async_api import Browser, Page

# Without a window of its own to draw, the headless shell starts, and opens a page, in a quarter of the time.
BROWSERS = (
    *("chromium-headless-shell", "chrome-headless-shell"),
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
)
# A script that a page runs once or twice is not worth compiling well.
BROWSER_OPTIONS = ["--no-sandbox", "--disable-gpu", "--js-flags=--no-opt,--no-maglev", "--renderer-process-limit=1"]
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
IN_A_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium or Chrome here"),
    pytest.mark.asyncio(loop_scope="session"),  # the one in which the browser was started
]

Test = TypeVar("Test", bound="Callable[..., Coroutine[Any, Any, None]]")

PHONE = {"width": 390, "height": 844}
PROJECTOR = {"width": 1920, "height": 1080}


class Look:
    """One page in a window of its own; what it fetches and complains of is kept."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.fetched: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.fetched.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if _is_complaint(said.text) else None)

    async def read(self, words: str) -> None:
        await until(self.page, "words => document.body.innerText.replace(/\\s+/g, ' ').includes(words)", words)


async def until(page: Page, condition: str, about: object = None) -> None:
    """Wait until a function, ``() => …``, holds in a page; asked with every frame it draws, it would do nothing else.

    A bare expression is evaluated anew each time, which the pages' policy forbids from the second time on.
    """
    assert " => " in condition, "write a function"
    await page.wait_for_function(condition, arg=about, timeout=15_000, polling=50)


def in_a_browser(test: Test) -> Test:
    """Mark one test of a file as one that needs a browser."""
    for mark in IN_A_BROWSER:
        test = mark(test)
    return test


def _is_complaint(said: str) -> bool:
    """Whether the browser says that something broke a policy; over plain http it always says that it heeds not all."""
    return "policy" in said and "header has been ignored" not in said


async def opened(browser: Browser, url: str, **how: Any) -> Look:  # noqa: ANN401 - as the library has it
    context = await browser.new_context(**{"viewport": PHONE, "locale": "en-GB", **how})
    look = Look(await context.new_page())
    await look.page.goto(url)
    return look


async def faults(page: Page) -> list[str]:
    """Return what axe-core finds wrong with a page, for people who do not see, hear or move like most."""
    axe = pytest.importorskip("axe_playwright_python")
    if not await page.evaluate("'axe' in window"):
        await page.evaluate((Path(axe.__file__).parent / "axe.min.js").read_text("utf-8"))
    found = await page.evaluate("async () => (await axe.run({resultTypes: ['violations']})).violations")
    return [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in found]


async def too_wide(page: Page) -> bool:
    return bool(await page.evaluate("document.documentElement.scrollWidth > innerWidth"))
