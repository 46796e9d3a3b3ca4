"""The site: its links hold, it is complete without script, and nothing is in it that may not be told."""

from __future__ import annotations

import re
import threading
from base64 import b64encode
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.model.table import Table, table
from tests.publishing.links import PageLinks, faults_of
from tests.publishing.test_bulletin_pictures import drawn
from tests.web.look import faults, in_a_browser, too_wide
from workshop.model import commands as c
from workshop.model.errors import Refused
from workshop.model.events import StatusNoted
from workshop.publishing.picture import make
from workshop.publishing.publication import PUBLICATIONS, Matter
from workshop.wording.document_words import LANGUAGES, words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.async_api import Browser, Page

ARTICLE = """---
title: Torches after dark
date: 2026-07-02
places: Leeds, [Bradford
subjects: lighting, Walking
nonsense
---
# Torches after dark

The library lends them: T07-E03 went well, [E03](#T07-E03) too, and T99-E01 does not exist.
<script>alert(1)</script> ![alt](http://elsewhere.example/x.png) [bad](javascript:alert(1)) [out](https://example.org/a?b&c)

## What it took

| who | what |
|---|---|
| a student | ~~nothing~~ a spreadsheet |

> Mind the café.
"""


@pytest.fixture
def it() -> Table:
    made = table("Green spaces", themes=(("Winter", "Who comes?"), ("Summer", "")))
    winter, summer = (theme.id for theme in made.session.live_themes())
    torches, gone = made.add("Lend head torches", "GONE", kind="experiment", theme=winter)
    loop, kettle, secret = made.add(
        "Café </script><b> loop", "Lend a kettle", "SECRET", kind="experiment", theme=summer
    )
    made.do(c.TagCard(loop, "light"))
    made.do(c.FillField(loop, "place", "Leeds"))
    made.do(c.WriteLine("Light, by hand", "", (torches, loop), "After <dark>"))
    made.do(c.ExplainTerm("DfE", "Department for Education"))
    made.do(c.AskRoom(("Who has the key?",)))
    made.do(c.JoinCards((torches, kettle), "Lend torches and a kettle"))
    made.do(c.NoteStatuses((StatusNoted(secret, "under way", "2026-06-12", "library"),)))
    lamps = c.DraftedItem(
        *("Thank you", "For the lamps", "", "library desk", ("2026-09-03",), ("https://example.org/a?b&c",)),
        cards=("T07-E03", "L01"),
        tags=("light",),
        highlight=True,
        picture=b64encode(drawn("PNG", (900, 300))).decode(),
        alt="Two lamps",
    )
    secret_news = c.DraftedItem("SECRET is told", cards=("T07-E05",))
    made.do(c.IssueBulletin(items=(lamps, secret_news)))
    made.do(c.IssueBulletin(("And again",)))
    made.do(c.HideCard(secret))
    made.do(c.RemoveCard(gone))
    note = StatusNoted(
        loop, "under way", "2026-06-12", "parks officer", "CONTACT", "https://example.org/loop", "2026-09-01"
    )
    made.do(c.NoteStatuses((note,)))
    return made


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "Torches after dark.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "torches-after-dark.md").write_text("Plain words alone.", encoding="utf-8")
    (folder / "مصابيح.md").write_text("# مصابيح\n\nفي المكتبة", encoding="utf-8")
    (folder / "tags.txt").write_text("# synonyms\nlight = lighting, lamps\nalone =\n", encoding="utf-8")
    return folder


def site(it: Table, articles: Path | None = None, *, with_picture: bool = False) -> dict[str, bytes]:
    made = PUBLICATIONS["site"].files(Matter(it.history, articles=articles, with_picture=with_picture), "html")
    return {name.removeprefix("site/"): content for name, content in made.items()}


def laid_down(pages: dict[str, bytes], folder: Path) -> str:
    folder.mkdir()
    for name, content in pages.items():
        (folder / name).write_bytes(content)
    return (folder / "index.html").as_uri()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_args: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/index.html"
        server.shutdown()


async def opened(browser: Browser, *, script: bool = True, width: int = 320) -> tuple[Page, list[str], list[str]]:
    """Return a page, the addresses it asks for, and what it complains of."""
    page = await browser.new_page(java_script_enabled=script, viewport={"width": width, "height": 640})
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    return page, asked, wrong


def text_of(content: bytes) -> str:
    body = re.sub(r"<(style|script).*?</\1>", " ", content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_every_link_of_the_site_holds_and_nothing_is_loaded(it: Table, articles: Path) -> None:
    pages = site(it, articles, with_picture=True)
    assert list(faults_of(pages)) == []
    assert {"T07-E03", "T07-E01"} <= PageLinks(pages["appendix.html"]).anchors
    assert list(faults_of({"a.html": b'<img src="x"><a href="b.html"></a><a href="#c"></a><link href="d">'})) == [
        "a.html loads x",
        "a.html loads d",
        "a.html leads to b.html, and there is no such file",
        "a.html leads to #c, and there is no such place",
    ]
    assert pages["files.txt"].decode().split() == sorted(pages)


def test_a_card_keeps_its_address_when_it_is_published_no_more(it: Table) -> None:
    appendix = site(it)["appendix.html"].decode()
    told = {name: re.search(rf'<li id="T07-{name}">(.*?)</li>', appendix, re.DOTALL) for name in ("E01", "E02", "E05")}
    said = {name: found[1] if found else "" for name, found in told.items()}
    assert re.search(r"Replaced.*<dt>Now</dt><dd[^>]*><a href=.#T07-E06.>T07-E06</a>", said["E01"], re.DOTALL)
    assert re.search(r"Withdrawn on \d+ [A-Z][a-z]+ \d{4}", said["E02"])
    assert re.search(r"Withdrawn on \d+ [A-Z][a-z]+ \d{4}", said["E05"])


def test_a_card_that_was_never_shown_is_not_called_withdrawn_on_a_day(it: Table) -> None:
    (held,) = it.add("OFFERED", kind="experiment", origin="participant", held=True)
    appendix = site(it)["appendix.html"].decode()
    assert "OFFERED" not in appendix
    shown = it.session.shown_id(it.session.cards[held])
    assert re.search(rf'<li id="{shown}"><p[^>]*>[^<]*Not published', appendix)


def test_what_may_not_be_told_is_nowhere_in_the_site(it: Table, articles: Path) -> None:
    pages = site(it, articles, with_picture=True)
    told = [name for name, content in pages.items() for word in (b"SECRET", b"GONE", b"CONTACT") if word in content]
    assert not told
    assert b"parks officer" in pages["follow-up.html"]
    assert b"Thank you" in pages["bulletins.html"]
    assert b"T07-E05: under way" not in pages["bulletins.html"]
    assert all(b"</script><b>" not in content for name, content in pages.items() if name.endswith(".html"))


def test_dots_that_are_not_revealed_are_nowhere_in_the_site(it: Table) -> None:
    before = site(it)
    it.do(c.DraftBallot(title="HIDDEN VOTE"))
    assert not [name for name, content in site(it).items() if b"HIDDEN VOTE" in content]
    assert site(it).keys() == before.keys()


def test_the_same_session_makes_the_same_bytes_and_always_all_pages(it: Table, articles: Path) -> None:
    assert site(it, articles, with_picture=True) == site(it, articles, with_picture=True)
    bare = table("Bare")
    assert {name for name in site(it) if not re.match(r"bulletins?-\d", name)} == site(bare).keys()
    assert b"<title>Bare</title>" in site(bare)["index.html"]
    assert b"Glossary" not in site(bare)["index.html"]
    assert b'id="T07-' not in site(bare)["appendix.html"]
    assert "No articles yet." in text_of(site(bare)["articles.html"])
    assert "No tags yet." in text_of(site(bare)["tags.html"])
    assert list(faults_of(site(bare))) == []


def test_an_article_is_words_alone_and_leads_to_the_cards_it_names(it: Table, articles: Path) -> None:
    pages = site(it, articles)
    (file,) = (name for name in pages if name.startswith("article-torches-after-dark") and b"library" in pages[name])
    page = pages[file].decode()
    assert page.count('<a href="appendix.html#T07-E03">T07-E03</a>') == 1
    assert '<a href="appendix.html#T07-E03" rel="noreferrer">E03</a>' in page
    assert "#T99-E01" not in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert 'href="https://example.org/a?b&amp;c"' in page
    assert page.count("<h1") == 1
    assert "<h2>What it took</h2>" in page
    assert "<s>nothing</s>" in page
    assert '<p class="quiet">2 July 2026</p>' in page
    listed = text_of(pages["articles.html"])
    assert listed.index("Torches after dark 2 July 2026") < listed.index("مصابيح")
    assert {"article-untitled.html", "article-torches-after-dark.html", "article-torches-after-dark-2.html"} <= {*pages}


def test_tags_gather_articles_and_cards_by_place_and_subject(it: Table, articles: Path) -> None:
    pages = site(it, articles)
    found = text_of(pages["tags.html"])
    places, subjects = found.index("Places"), found.index("Subjects")
    assert places < found.index("Leeds") < subjects < found.index("light")
    part = re.search(r'<h3 id="subject-light".*?(?=<h3|</section>)', pages["tags.html"].decode(), re.DOTALL)
    assert part
    assert "also: lighting, lamps" in part[0]
    assert "Torches after dark" in part[0]
    assert 'href="appendix.html#T07-E03"' in part[0]
    assert "lighting</h3>" not in pages["tags.html"].decode()
    article = next(content for name, content in pages.items() if b"The library lends" in content and "article" in name)
    assert b'href="tags.html#subject-light"' in article
    assert b'href="tags.html#place-bradford"' in article


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.md", b"\xff\xfe\x00", "The article a.md cannot be read as text"),
        ("a.md", b"---\ndate: soon\n---\n", "The article a.md has the date “soon”. Write it as"),
        ("tags.txt", b"\xff", "tags.txt cannot be read as text"),
    ],
)
def test_an_article_that_cannot_be_read_is_named(
    it: Table, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused, match=re.escape(said)):
        site(it, tmp_path)


def test_cards_are_listed_by_table(it: Table) -> None:
    tables = site(it)["tables.html"].decode()
    assert "Table 7" in text_of(site(it)["tables.html"])
    assert '<a href="appendix.html#T07-E03">T07-E03</a>' in tables


def test_the_graphic_record_is_on_the_site_where_one_was_made(it: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = site(it, with_picture=True)
    assert pages["picture.pdf"].startswith(b"%PDF")
    assert "torches and a kettle" in text_of(pages["picture.html"]) or "kettle" in pages["picture.html"].decode()
    assert b"picture.html" in pages["index.html"]
    assert b"picture.html" not in site(it)["index.html"]
    monkeypatch.setattr(make, "find_spec", lambda _name: None)
    assert "picture.html" not in site(it, with_picture=True)


def test_the_feed_and_the_calendar_are_on_the_site(it: Table) -> None:
    pages = site(it)
    assert ET.fromstring(pages["bulletins.atom"]).tag.endswith("feed")  # noqa: S314 - our own
    assert pages["reviews.ics"].startswith(b"BEGIN:VCALENDAR")
    assert b"20260901" in pages["reviews.ics"]
    for name in ("index.html", "bulletins.html", "follow-up.html"):
        assert b'href="bulletins.atom"' in pages[name]
        assert b'href="reviews.ics"' in pages[name]


def test_each_bulletin_has_a_page_that_stays_and_each_month_one(it: Table) -> None:
    pages = site(it)
    first, second = (pages[f"bulletin-{number}.html"].decode() for number in (1, 2))
    month = f"bulletins-{it.session.bulletins[0].date[:7]}.html"
    assert 'href="bulletin-2.html">Later</a>' in first
    assert 'href="bulletin-1.html">Earlier</a>' in second
    assert 'href="bulletins.html">All bulletins</a>' in pages[month].decode()
    assert '<a href="appendix.html#T07-E03" rel="noreferrer" dir="auto">T07-E03</a>' in first
    assert '<a href="digest.html#L01" rel="noreferrer" dir="auto">L01</a>' in first
    assert '<a href="https://example.org/a?b&amp;c" rel="noreferrer" dir="auto">' in first
    assert 'alt="Two lamps" width="900" height="300"' in first
    assert "SECRET" not in first
    listed = pages["bulletins.html"].decode()
    assert listed.index("bulletin-2.html") < listed.index("bulletin-1.html") < listed.index(month)
    assert listed.index("And again") < listed.index("For the lamps")
    assert 'href="bulletin-2.html">Bulletin 2, ' in pages["index.html"].decode()
    assert b'href="bulletin-1.html"' in pages["bulletins.atom"]
    it.do(c.IssueBulletin(("A third",)))
    assert "bulletin-1.html" in site(it)


def test_old_bulletins_stand_behind_the_others_and_are_found(it: Table) -> None:
    old = c.OldBulletin("Update 33", "33", "2010-02-01", ("Lamps", "Tea"), ("They are lent.\nTill Easter.", ""))
    it.do(c.ArchiveBulletins("old.txt", (old,)))
    pages = site(it)
    listed = text_of(pages["bulletins.html"])
    assert listed.index("And again") < listed.index("Update 33, 1 February 2010") < listed.index("Till Easter.")
    told = '["Update 33, 1 February 2010","bulletins.html#theme-3","Lamps They are lent. Till Easter. · Tea",""]'
    assert told in pages["search.html"].decode()
    assert 'id="theme-3"' in pages["bulletins.html"].decode().replace("id=theme-3", 'id="theme-3"')
    assert list(faults_of(pages)) == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_site_speaks_the_language_of_its_session(it: Table, language: str) -> None:
    if language != it.session.language:
        it.do(c.ChooseLanguage(language))
    pages = site(it)
    words = words_for(language).site
    for word in (words.tables, words.follow_up, words.articles, words.search, words.glossary):
        assert word in text_of(pages["index.html"]).replace("&#x27;", "’")
    assert words.withdrawn_on.partition("{")[0] in pages["appendix.html"].decode()
    assert words.no_matches in pages["search.html"].decode()
    follow = words_for(language).follow_up
    assert follow.statuses[2] in pages["follow-up.html"].decode()
    assert (
        follow.next_review.format(words_for(language).bulletin.day_said("2026-09-01"))
        in pages["follow-up.html"].decode()
    )
    assert words_for(language).bulletin.bulletins in text_of(pages["bulletins.html"])
    if language == "ar":
        assert b'<html lang="ar" dir="rtl">' in pages["search.html"]


@in_a_browser
async def test_each_page_is_accessible_narrow_and_asks_for_nothing_from_a_file_and_over_http(
    it: Table, articles: Path, tmp_path: Path, browser: Browser
) -> None:
    pages = site(it, articles, with_picture=True)
    home = laid_down(pages, tmp_path / "site")
    page, asked, wrong = await opened(browser)
    for name in (name for name in pages if name.endswith(".html")):
        await page.goto(home.replace("index.html", name))
        assert not await too_wide(page), name
        assert wrong == [], name
        assert await faults(page) == [], name
    assert {url.split(":")[0] for url in asked} <= {"file", "data"}
    asked.clear()
    with served(tmp_path / "site") as address:
        for name in ("index.html", "search.html", "picture.html", "bulletins.html"):
            await page.goto(address.replace("index.html", name))
        await page.fill("#query", "x") if await page.query_selector("#query") else None
        assert {url.rpartition("/")[0] for url in asked if not url.startswith("data:")} == {address.rpartition("/")[0]}
        assert not [message for message in wrong if "favicon" not in message and "404" not in message]


@in_a_browser
async def test_a_site_from_right_to_left_is_accessible_too(it: Table, tmp_path: Path, browser: Browser) -> None:
    it.do(c.ChooseLanguage("ar"))
    pages = site(it)
    home = laid_down(pages, tmp_path / "site")
    page, _, wrong = await opened(browser)
    for name in ("index.html", "appendix.html", "bulletins.html", "bulletin-1.html", "tags.html", "search.html"):
        await page.goto(home.replace("index.html", name))
        assert not await too_wide(page), name
        assert await faults(page) == [], name
    await page.fill("#query", "cafe")
    assert await page.inner_text("#count") == "النتائج: 1"
    assert wrong == []


@in_a_browser
async def test_a_number_on_a_paper_leads_to_its_news_offline(
    it: Table, articles: Path, tmp_path: Path, browser: Browser
) -> None:
    home = laid_down(site(it, articles), tmp_path / "site")
    page, asked, _ = await opened(browser)
    await page.goto(home)
    await page.get_by_role("link", name="Search").click()
    await page.fill("#query", "cafe LOOP")
    assert await page.inner_text("#count") == "Found: 1"
    await page.fill("#query", "spreadsheet")
    assert await page.inner_text("#results a") == "Torches after dark"
    await page.fill("#query", "zzz")
    assert await page.inner_text("#count") == "No matches"
    await page.fill("#query", "t07-e03")
    await page.get_by_role("link", name="Under way").click()
    assert page.url.endswith("follow-up.html#T07-E03")
    assert "parks officer" in await page.inner_text("li:target")
    assert {url.split(":")[0] for url in asked} == {"file"}


@in_a_browser
async def test_three_thousand_cards_are_searched_at_once(tmp_path: Path, browser: Browser) -> None:
    it = table("Full", themes=tuple((f"Theme {n}", "") for n in range(10)))
    for theme in it.session.live_themes():
        it.add(*(f"card {n} of {theme.title}" for n in range(300)), kind="experiment", theme=theme.id)
    home = laid_down(site(it), tmp_path / "site")
    page, _, wrong = await opened(browser)
    await page.goto(home.replace("index", "search"))
    await page.fill("#query", "t07-e2999")
    assert await page.inner_text("#results") == "T07-E2999 card 298 of Theme 9 Not started"
    await page.fill("#query", "theme")
    assert await page.inner_text("#count") == "Found: 3000, the first 50 are shown"
    assert await page.locator("#results li").count() == 50
    assert wrong == []


@in_a_browser
async def test_without_script_all_is_there_and_paper_has_no_menu(
    it: Table, articles: Path, tmp_path: Path, browser: Browser
) -> None:
    pages = site(it, articles)
    home = laid_down(pages, tmp_path / "site")
    page, _, _ = await opened(browser, script=False)
    await page.goto(home.replace("index", "search"))
    assert not await page.is_visible("#query")
    assert "open the appendix" in await page.inner_text("main")
    await page.goto(home)
    await page.get_by_role("link", name="Tags").first.click()
    await page.get_by_role("link", name="light").first.click()
    assert page.url.endswith("tags.html#subject-light")
    await page.emulate_media(media="print")
    assert not await page.is_visible("nav.site")
    assert await page.is_visible("h1")
