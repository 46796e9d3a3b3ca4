"""The wall's page in a real browser: it fits the window, and its pages are turned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.look import IN_A_BROWSER, too_wide, until
from tests.web.test_live_wall import wall
from workshop.web.wall import WallServer

pytest.importorskip("playwright.async_api", reason="playwright is not installed")

if TYPE_CHECKING:
    from playwright.async_api import Browser

pytestmark = IN_A_BROWSER


async def test_in_a_browser_each_page_fits_the_window_and_keys_turn_it(browser: Browser) -> None:
    server = WallServer(lambda: wall(*(f"card {n} that somebody said" for n in range(300))), "127.0.0.1", 0)
    url = await server.start()
    page = await browser.new_page(viewport={"width": 1280, "height": 720})
    try:
        await page.goto(url)
        fits = "() => document.documentElement.scrollHeight <= window.innerHeight && pages() > 5"
        await until(page, fits)
        await page.keyboard.press("ArrowRight")
        await until(page, f"() => page === 2 && ({fits})()")
        await page.set_viewport_size({"width": 640, "height": 480})
        await until(page, f"() => ({fits})() && pages() > 20")
        await page.keyboard.press("Home")
        await page.keyboard.press("ArrowLeft")
        await until(page, "() => page > 20 && page === pages() && wall.textContent.includes('card 299')")
    finally:
        await page.close()
        await server.stop()


async def test_the_wall_is_written_as_large_as_its_window_and_breaks_what_has_no_blanks(browser: Browser) -> None:
    server = WallServer(lambda: wall("https://example.org/" + "no-blank/" * 30, "Trust"), "127.0.0.1", 0)
    url = await server.start()
    page = await browser.new_page()
    try:
        for height in (720, 1080):
            await page.set_viewport_size({"width": height * 16 // 9, "height": height})
            await page.goto(url)
            await page.wait_for_selector(".cards li")
            size = "parseFloat(getComputedStyle(document.querySelector('.cards li')).fontSize)"
            assert await page.evaluate(size) >= 0.026 * height
            assert not await too_wide(page)
    finally:
        await page.close()
        await server.stop()
