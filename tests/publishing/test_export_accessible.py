"""The rules of Word's accessibility checker, and the letters of languages that Arial does not have."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from itertools import pairwise

import docx
from docx.document import Document
from docx.oxml.ns import qn

from tests.examples import with_each
from tests.publishing.sample_report import REPORT, many_themes
from workshop.publishing.publication import export
from workshop.publishing.rendering.markup import east_asian
from workshop.publishing.report import Report

PAPERS = with_each(
    "report",
    [REPORT, many_themes(), replace(REPORT, language="ar", notes=("- a line",))],
    ids=["short", "long", "arabic"],
)


def opened(report: Report) -> Document:
    return docx.Document(io.BytesIO(export(report, "docx")))


def rank(style: str) -> int:
    return int(style.rpartition(" ")[2]) if style.startswith("Heading ") else 0


@PAPERS
def test_no_heading_skips_a_level_and_none_is_empty(report: Report) -> None:
    heads = [p for p in opened(report).paragraphs if p.style is not None and rank(str(p.style.name))]
    ranks = [rank(str(p.style.name)) for p in heads if p.style is not None]
    assert ranks[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))
    assert all(p.text.strip() for p in heads)


@PAPERS
def test_cards_are_items_of_a_true_list(report: Report) -> None:
    paper = opened(report)
    bullet = paper.styles["List Bullet"].element
    assert bullet.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
    cards = [p for p in paper.paragraphs if p.style is not None and p.style.name == "List Bullet"]
    assert len(cards) == sum(len(part.cards) for theme in report.themes for part in theme.lists)
    assert not any(p.text.startswith(("•", "-", "·")) for p in cards)


@PAPERS
def test_the_file_has_a_title_and_a_language(report: Report) -> None:
    paper = opened(report)
    assert paper.core_properties.title == report.title
    assert next(paper.styles.element.iter(qn("w:lang"))).get(qn("w:val"), "").startswith(report.language)


@PAPERS
def test_tables_have_a_head_and_no_merged_cell(report: Report) -> None:
    for table in opened(report).tables:
        assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert not list(table._tbl.iter(qn("w:gridSpan"), qn("w:vMerge")))


@PAPERS
def test_no_picture_is_without_words_for_there_is_none(report: Report) -> None:
    body = opened(report).element.body
    assert not list(body.iter(qn("w:drawing"), qn("w:pict"), qn("w:object")))


@with_each(
    "language, tag, face",
    [
        ("zh", "zh-CN", "Microsoft YaHei"),
        ("zh-Hans-SG", "zh-CN", "Microsoft YaHei"),
        ("zh-Hant", "zh-TW", "Microsoft JhengHei"),
        ("ja", "ja-JP", "Yu Gothic"),
        ("ko-KR", "ko-KR", "Malgun Gothic"),
    ],
)
def test_chinese_japanese_and_korean_have_their_own_letters(language: str, tag: str, face: str) -> None:
    report = replace(REPORT, language=language)
    styles = opened(report).styles.element
    assert {fonts.get(qn("w:eastAsia")) for fonts in styles.iter(qn("w:rFonts"))} == {face}
    assert next(styles.iter(qn("w:lang"))).get(qn("w:eastAsia")) == tag
    with zipfile.ZipFile(io.BytesIO(export(report, "odt"))) as archive:
        written = archive.read("styles.xml").decode()
    primary, country = tag.split("-")
    assert f'style:font-name-asian="{face}"' in written
    assert f'style:language-asian="{primary}" style:country-asian="{country}"' in written


def test_other_languages_need_no_such_face() -> None:
    assert east_asian("cy") is None
    assert {f.get(qn("w:eastAsia")) for f in opened(REPORT).styles.element.iter(qn("w:rFonts"))} == {"Arial"}
