from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from tests.examples import with_each
from tests.publishing.sample_report import EXPERIMENTS, INSIGHTS, REPORT, one_card, summit
from workshop.publishing.publication import export

if TYPE_CHECKING:
    from workshop.publishing.report import Report

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"


def part(report: Report, name: str) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(export(report, "odt"))) as archive:
        return ET.fromstring(archive.read(name))  # noqa: S314 - our own file


def test_the_media_type_comes_first_and_is_not_compressed() -> None:
    with zipfile.ZipFile(io.BytesIO(export(REPORT, "odt"))) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_headings_have_levels_and_cards_are_list_items() -> None:
    content = part(REPORT, "content.xml")
    levels = [heading.get(f"{TEXT}outline-level") for heading in content.iter(f"{TEXT}h")]
    assert levels == ["1", "2", "2", "2", "1", "1", "1"]
    items = [item.findtext(f"{TEXT}p") for item in content.iter(f"{TEXT}list-item")]
    assert items == [card.text for card in (*INSIGHTS, *EXPERIMENTS)]
    assert len(list(content.iter(f"{TABLE}table-header-rows"))) == 2


def test_the_file_says_title_language_and_date() -> None:
    words = [element.text for element in part(REPORT, "meta.xml").iter()]
    assert REPORT.title in words
    assert "2026-05-12T10:00:00Z" in words
    assert len([element for element in part(replace(REPORT, changed=0), "meta.xml").iter() if element.text]) == 3


@with_each(
    "language, country, direction",
    [("en", "GB", "lr-tb"), ("ar", "SA", "rl-tb"), ("fr-CA", "CA", "lr-tb"), ("tlh", "none", "lr-tb")],
)
def test_the_styles_name_language_and_direction(language: str, country: str, direction: str) -> None:
    attributes = [
        value for each in part(replace(REPORT, language=language), "styles.xml").iter() for value in each.items()
    ]
    assert (f"{FO}country", country) in attributes
    assert ("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}writing-mode", direction) in attributes


def test_blanks_in_a_row_are_kept() -> None:
    blanks = next(part(one_card("two  and   three"), "content.xml").iter(f"{TEXT}list-item"))
    counts = [space.get(f"{TEXT}c") for space in blanks.iter(f"{TEXT}s")]
    assert counts == ["1", "2"]


def test_a_paper_over_ten_pages_has_contents_that_lead_to_its_headings() -> None:
    content = part(summit(40, 30), "content.xml")
    links = [link.get("{http://www.w3.org/1999/xlink}href", "") for link in content.iter(f"{TEXT}a")]
    marks = [mark.get(f"{TEXT}name") for mark in content.iter(f"{TEXT}bookmark-start")]
    assert [link.removeprefix("#") for link in links] == marks
    assert len(marks) == 42
    assert not list(part(REPORT, "content.xml").iter(f"{TEXT}table-of-content"))


def test_a_card_stays_on_one_page_with_its_details() -> None:
    item = next(each for each in part(REPORT, "content.xml").iter(f"{TEXT}list-item") if len(each) > 2)
    styles = [paragraph.get(f"{TEXT}style-name") for paragraph in item]
    assert styles == ["Kept_20_bullet", *["Kept_20_detail"] * (len(item) - 2), "Card_20_detail"]
