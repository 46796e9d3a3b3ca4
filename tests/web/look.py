"""A page in a real browser: what it shows, what it fetches, what it complains of."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
IN_A_BROWSER = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium or Chrome here")]

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
        await self.page.wait_for_function(
            "words => document.body.innerText.replace(/\\s+/g, ' ').includes(words)", arg=words, timeout=15_000
        )


def _is_complaint(said: str) -> bool:
    """Whether the browser says that something broke a policy; over plain http it always says that it heeds not all."""
    return "policy" in said and "header has been ignored" not in said


async def opened(browser: Browser, url: str, **how: Any) -> Look:  # noqa: ANN401 - as the library has it
    context = await browser.new_context(**{"viewport": PHONE, "locale": "en-GB", **how})
    look = Look(await context.new_page())
    await look.page.goto(url)
    return look
