"""The appendix as a web page on paper and on a narrow screen, also from right to left and in Chinese."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdf
import pytest

from tests.publishing.sample_report import many_themes
from tests.web.look import IN_A_BROWSER
from workshop.publishing.publication import export
from workshop.publishing.report import Report, ReportCard, ReportList, ReportTheme

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Browser, Page

pytestmark = [*IN_A_BROWSER, pytest.mark.slow]

ARABIC = ("لقاء الحديقة", "كيف نستخدم الحديقة في الشتاء؟", "الرؤى", "المقاعد قليلة عند المدخل الشرقي (3 فقط)")
CHINESE = ("花园会议", "我们怎样在冬天使用花园？", "洞察", "东门附近的长椅太少（只有 3 张）")


def report_in(language: str, title: str, question: str, name: str, card: str) -> Report:
    part = ReportList("insight", name, (ReportCard("I1", "insight", card),))
    return Report(title, language, (ReportTheme(title, question, (part,)),), "1.")


async def opened(browser: Browser, report: Report, folder: Path, width: int = 320) -> Page:
    path = folder / "appendix.html"
    path.write_bytes(export(report, "html"))
    page = await browser.new_page(viewport={"width": width, "height": 640})
    await page.goto(path.as_uri())
    return page


async def paper(page: Page) -> list[str]:
    """Return the words of each A4 page."""
    return [each.extract_text() for each in pypdf.PdfReader(io.BytesIO(await page.pdf(format="A4"))).pages]


async def test_forty_six_themes_print_on_fewer_than_twenty_pages_of_a4(browser: Browser, tmp_path: Path) -> None:
    found = await paper(await opened(browser, many_themes(), tmp_path))
    assert len(found) < 20
    assert all("gate" in page or "nine" in page for page in found[1:])


async def test_forty_six_themes_fit_a_screen_of_320_pixels(browser: Browser, tmp_path: Path) -> None:
    page = await opened(browser, many_themes(), tmp_path)
    wide, high = await page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    assert wide <= 320
    assert high < 46 * 640
    small = await page.evaluate(
        "[...document.querySelectorAll('li, p, a')].filter(e => parseFloat(getComputedStyle(e).fontSize) < 12).length"
    )
    assert small == 0


@pytest.mark.parametrize("width", [320, 1000])
async def test_arabic_stands_at_the_right_and_wraps_on_a_narrow_screen(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    page = await opened(browser, report_in("ar", *ARABIC), tmp_path, width)
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    ends = await page.evaluate(
        "[...document.querySelectorAll('h1, h2')].map(e => {"
        " const r = document.createRange(); r.selectNodeContents(e);"
        " return innerWidth - r.getBoundingClientRect().right})"
    )
    assert max(ends) < width / 3
    assert len(await paper(page)) == 1


async def test_chinese_is_printed_with_its_own_letters(browser: Browser, tmp_path: Path) -> None:
    page = await opened(browser, report_in("zh", *CHINESE), tmp_path)
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320
    printed = "".join(await paper(page))
    assert all(words in printed for words in (CHINESE[0], CHINESE[2]))
