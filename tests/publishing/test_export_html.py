from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.examples import with_each
from tests.publishing.sample_report import REPORT, summit
from workshop.publishing.publication import export

if TYPE_CHECKING:
    from workshop.publishing.report import Report


class Page(HTMLParser):
    """What a page is made of: tags with their attributes, and the ids that are linked to."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.source = export(report, "html").decode()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(self.source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@with_each("report", [REPORT, summit(5, 3)], ids=["table", "summit"])
def test_the_headings_begin_with_one_h1_and_skip_no_level(report: Report) -> None:
    levels = [int(tag[1]) for tag, _ in Page(report).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@with_each("language, direction", [("en", "ltr"), ("ar", "rtl")])
def test_the_page_names_its_language_and_direction(language: str, direction: str) -> None:
    assert Page(replace(REPORT, language=language)).all("html") == [{"lang": language, "dir": direction}]


def test_the_page_runs_nothing_and_fetches_nothing() -> None:
    page = Page(REPORT)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "form"}
    assert not [1 for _, attributes in page.tags if set(attributes) & {"src", "srcset", "style", "onclick"}]
    assert "@import" not in page.source
    assert "url(" not in page.source


def test_the_policy_allows_the_one_style_sheet_and_nothing_else() -> None:
    page = Page(REPORT)
    policy = next(meta["content"] for meta in page.all("meta") if "http-equiv" in meta) or ""
    sheet = page.source.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")


def test_a_long_page_begins_with_contents_that_lead_somewhere() -> None:
    page = Page(summit(5, 3))
    anchors = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    targets = [(link["href"] or "")[1:] for link in page.all("a")]
    assert len(targets) == 6
    assert set(targets) <= anchors
    assert not Page(REPORT).all("nav")
    assert len(Page(replace(summit(5, 3), glossary=())).all("a")) == 5


def test_every_id_is_used_once() -> None:
    ids = [attributes["id"] for _, attributes in Page(summit(5, 3)).tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_a_result_is_a_table_with_a_caption_and_scopes() -> None:
    page = Page(REPORT)
    assert len(page.all("table")) == len(page.all("caption")) == 2
    assert [cell["scope"] for cell in page.all("th")][:5] == ["col", "col", "col", "col", "row"]


def test_peoples_words_run_in_the_direction_in_which_they_begin() -> None:
    page = Page(REPORT)
    for tag in ("h1", "h3", "caption", "dd"):
        assert all(attributes.get("dir") == "auto" for attributes in page.all(tag))


def test_a_theme_without_cards_has_no_empty_list() -> None:
    assert "<ul>\n</ul>" not in Page(REPORT).source


@with_each("scheme", [0, 1, 2], ids=["light", "dark", "print"])
def test_every_colour_of_words_stands_out_from_the_paper(scheme: int) -> None:
    source = Page(REPORT).source
    colours = dict(re.findall(r"--(\w+): (#\w+)", re.findall(r":root \{(.*?)\}", source, re.DOTALL)[scheme]))
    for words in ("ink", "quiet", "deep", "link"):
        for ground in ("paper", "tint"):
            assert contrast(colours[words], colours[ground]) >= 6


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rgb`` or ``#rrggbb`` as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
