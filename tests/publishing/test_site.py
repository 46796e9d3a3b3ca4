"""The site: its links hold, it is complete without script, and nothing is in it that may not be told."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.async_api import async_playwright

from tests.model.table import Table, table
from tests.web.test_browser import faults, too_wide
from workshop.model import commands as c
from workshop.publishing.publication import PUBLICATIONS, Matter


class Links(HTMLParser):
    """What a page links to, and what can be linked to in it."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.anchors: set[str] = set()
        self.loaded: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors.add(given.get("id") or "")
        if tag == "a":
            self.targets.append(given["href"] or "")
        self.loaded += [value or "" for name, value in attrs if name in {"src", "srcset"} or tag == "link"]


@pytest.fixture
def it() -> Table:
    made = table("Green spaces", themes=(("Winter", "Who comes?"), ("Summer", "")))
    winter, summer = (theme.id for theme in made.session.live_themes())
    torches, gone = made.add("Lend head torches", "GONE", kind="experiment", theme=winter)
    loop, kettle, secret = made.add(
        "Café </script><b> loop", "Lend a kettle", "SECRET", kind="experiment", theme=summer
    )
    made.do(c.WriteLine("Light, by hand", "", (torches, loop), "After <dark>"))
    made.do(c.ExplainTerm("DfE", "Department for Education"))
    made.do(c.AskRoom(("Who has the key?",)))
    made.do(c.JoinCards((torches, kettle), "Lend torches and a kettle"))
    made.do(c.NoteStatuses((c.StatusNote(secret, "under way", "2026-06-12", "library"),)))
    made.do(c.IssueBulletin(("Thank you",)))
    made.do(c.HideCard(secret))
    made.do(c.RemoveCard(gone))
    note = c.StatusNote(loop, "under way", "2026-06-12", "parks officer", "CONTACT", "https://example.org/loop")
    made.do(c.NoteStatuses((note,)))
    return made


def site(it: Table) -> dict[str, bytes]:
    made = PUBLICATIONS["site"].files(Matter(it.history), "html")
    return {name.removeprefix("site/"): content for name, content in made.items()}


def laid_down(it: Table, folder: Path) -> str:
    for name, content in site(it).items():
        (folder / name).write_bytes(content)
    return (folder / "index.html").as_uri()


def test_every_link_of_the_site_holds_and_none_leaves_it(it: Table) -> None:
    pages = {name: Links(content) for name, content in site(it).items()}
    for name, page in pages.items():
        assert page.loaded == []
        for target in page.targets:
            file, _, anchor = target.partition("#")
            assert (file or name) in pages, target
            assert anchor in pages[file or name].anchors, f"{name}: {target}"
    assert {"T07-E03", "L01"} <= pages["appendix.html"].anchors | pages["digest.html"].anchors


def test_a_card_keeps_its_address_when_it_is_published_no_more(it: Table) -> None:
    appendix = site(it)["appendix.html"].decode()
    said = {
        name: re.search(rf'<li id="{name}">(.*?)</li>', appendix, re.DOTALL)
        for name in ("T07-E01", "T07-E02", "T07-E05")
    }
    assert all(said.values())
    told = {name: found[1] if found else "" for name, found in said.items()}
    assert "Became part of another" in told["T07-E01"]
    assert '<a href="#T07-E06">T07-E06</a>' in told["T07-E01"]
    assert "Withdrawn" in told["T07-E02"]
    assert "Not published" in told["T07-E05"]


def test_what_may_not_be_told_is_nowhere_in_the_site(it: Table) -> None:
    pages = site(it)
    assert not [name for name, content in pages.items() for word in (b"SECRET", b"GONE", b"CONTACT") if word in content]
    assert b"parks officer" in pages["follow-up.html"]
    assert b"Thank you" in pages["bulletins.html"]
    assert b"T07-E05: under way" not in pages["bulletins.html"]
    assert all(b"</script><b>" not in content for content in pages.values())


def test_the_same_session_makes_the_same_bytes_and_always_all_pages(it: Table) -> None:
    assert site(it) == site(it)
    bare = table("Bare")
    assert site(bare).keys() == site(it).keys()
    assert b"Glossary" not in site(bare)["index.html"]
    assert b'id="T07-' not in site(bare)["appendix.html"]
    bare.do(c.ChooseLanguage("ar"))
    assert b'<html lang="ar" dir="rtl">' in site(bare)["search.html"]


async def test_a_number_on_a_paper_leads_to_its_news_offline(it: Table, tmp_path: Path) -> None:
    home = laid_down(it, tmp_path)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 320, "height": 640})
        asked: list[str] = []
        wrong: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: wrong.append(message.text))
        for name in site(it):
            await page.goto(home.replace("index.html", name))
            assert not await too_wide(page), name
            assert wrong == []
            assert await faults(page) == [], name
        await page.goto(home)
        await page.get_by_role("link", name="Search").click()
        await page.fill("#query", "cafe LOOP")
        assert await page.inner_text("#count") == "1 found"
        await page.fill("#query", "t07-e03")
        await page.get_by_role("link", name="Under way").click()
        assert page.url.endswith("follow-up.html#T07-E03")
        assert "parks officer" in await page.inner_text("li:target")
        assert {url.split(":")[0] for url in asked} == {"file"}
        await browser.close()


async def test_the_site_says_without_script_where_to_look(it: Table, tmp_path: Path) -> None:
    home = laid_down(it, tmp_path)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = await browser.new_context(java_script_enabled=False)
        page = await context.new_page()
        await page.goto(home.replace("index", "search"))
        assert not await page.is_visible("#query")
        assert "open the appendix" in await page.inner_text("main")
        await browser.close()
