from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from tests.examples import with_each
from tests.publishing.sample_report import EXPERIMENTS, INSIGHTS, REPORT, summit
from workshop.publishing.publication import export

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document
    from lxml.etree import _Element as Element

    from workshop.publishing.report import Report

ORDERS = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
        "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
        "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
        "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
        "rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect "
        "bdr shd fitText vertAlign rtl cs em lang"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
        "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook"
    ),
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
        "qFormat locked personal rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
        "lnNumType pgNumType cols titlePg textDirection bidi docGrid"
    ),
}
"""Children in the order of Word's schema (ECMA-376 part 1, wml.xsd)."""


def opened(report: Report, template: Path | None = None) -> Document:
    return docx.Document(io.BytesIO(export(report, "docx", template)))


def texts(document: Document, style: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.style is not None and p.style.name == style]


def test_the_paper_is_built_of_true_styles() -> None:
    paper = opened(REPORT)
    assert texts(paper, "Title") == ["Northgate neighbourhood table"]
    assert texts(paper, "Heading 1") == [
        "Streets and rooms",
        "Work: paid and unpaid",
        "Vote: Across both themes",
        "Glossary",
    ]
    assert texts(paper, "Question") == ["Who should hold the key to a room that everybody pays for?"]
    assert texts(paper, "Heading 2")[:3] == ["Insights", "Experiments", "Vote: What shall we try first?"]
    assert texts(paper, "List Bullet") == [card.text for card in (*INSIGHTS, *EXPERIMENTS)]
    assert texts(paper, "Card detail")[2] == "First step: Ask the caretaker for one month"
    assert texts(paper, "Counts") == [*REPORT.left_out, REPORT.counts]


def test_no_paragraph_is_empty() -> None:
    assert all(p.text.strip() for p in opened(REPORT).paragraphs)


def test_the_file_says_what_it_is_and_names_nobody() -> None:
    properties = opened(REPORT).core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == (REPORT.title, "", "")
    assert properties.language == "en"
    moment = datetime.fromtimestamp(REPORT.changed / 1000, UTC)
    assert properties.created == properties.modified == moment
    assert opened(replace(REPORT, changed=0)).core_properties.created is None


@with_each("language, tag", [("en", "en-GB"), ("cy", "cy-GB"), ("pt-BR", "pt-BR"), ("ar", "ar-SA")])
def test_the_styles_and_settings_name_the_language(language: str, tag: str) -> None:
    paper = opened(replace(REPORT, language=language))
    lang = next(paper.styles.element.iter(qn("w:lang")))
    assert lang.get(qn("w:val")) == tag
    assert next(paper.settings.element.iter(qn("w:themeFontLang"))).get(qn("w:val")) == tag


def test_arabic_runs_from_right_to_left_and_a_latin_card_in_it_does_not() -> None:
    arabic = replace(REPORT, language="ar", title="مفتاح القاعة", counts="12")
    paper = opened(arabic)
    right = {p.text: p._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for p in paper.paragraphs}
    assert right["مفتاح القاعة"]
    assert right["12"]
    assert not right[INSIGHTS[0].text]
    assert paper.tables[0]._tbl.tblPr.find(qn("w:bidiVisual")) is not None


def test_a_result_is_a_table_whose_head_repeats() -> None:
    table = opened(REPORT).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Rank", "Card", "Dots", "Voters"]
    assert [cell.text for cell in table.rows[1].cells] == ["1=", EXPERIMENTS[0].text, "5", "4"]
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert table.rows[1]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None


def test_a_short_result_stays_on_one_page_and_a_long_one_may_break() -> None:
    vote = REPORT.ballots[0]
    paper = opened(replace(REPORT, ballots=(replace(vote, rows=vote.rows * 10),)))
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for table in paper.tables for row in table.rows]
    assert kept == [True, True, True, True, *[None] * 20]


def test_the_foot_counts_pages() -> None:
    foot = opened(REPORT).sections[-1].footer.part.element
    assert [field.text for field in foot.iter(qn("w:instrText"))] == [" PAGE ", " NUMPAGES "]
    assert "".join(text.text for text in foot.iter(qn("w:t"))) == "Page 1 of 1"


def test_only_a_long_paper_has_contents_and_they_lead_to_every_heading() -> None:
    assert texts(opened(REPORT), "TOC Heading") == []
    paper = opened(summit(20, 30))
    marks = {mark.get(qn("w:name")) for mark in paper.element.body.iter(qn("w:bookmarkStart"))}
    links = [link.get(qn("w:anchor")) for link in paper.element.body.iter(qn("w:hyperlink"))]
    assert len(links) == 22
    assert set(links) == marks
    kinds = [mark.get(qn("w:fldCharType")) for mark in paper.element.body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("end") == 23


def test_children_stand_in_the_order_that_word_asks_for() -> None:
    paper = opened(replace(summit(12, 40), language="ar"))
    for root in (paper.element, paper.styles.element, paper.sections[-1].footer.part.element):
        for element in root.iter():
            order = ORDERS.get(local(element), "").split()
            places = [order.index(local(child)) for child in element if order]
            assert places == sorted(places)


def local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a template with a heading of its own, no bullets, wide margins, a header in its first section."""
    template = docx.Document()
    template.styles["Heading 1"].font.name = "Georgia"
    for name in ("List Bullet", "Title"):
        template.styles.element.remove(template.styles[name].element)
    template.styles.add_style("Question2", 1).element.set(qn("w:styleId"), "Question")
    template.sections[0].left_margin = Cm(5)
    template.sections[0].header.paragraphs[0].text = "Ministry of Rooms"
    template.add_paragraph("To be taken out")
    template.add_section()
    path = tmp_path / "house.docx"
    template.save(str(path))
    return path


def test_a_house_template_keeps_its_styles_page_and_header(house: Path) -> None:
    paper = opened(REPORT, house)
    assert paper.styles["Heading 1"].font.name == "Georgia"
    assert "To be taken out" not in [p.text for p in paper.paragraphs]
    assert len(paper.sections) == 1
    assert paper.sections[0].header.paragraphs[0].text == "Ministry of Rooms"
    assert paper.sections[0].left_margin == docx.Document(str(house)).sections[0].left_margin


def test_a_house_template_is_lent_the_styles_it_lacks(house: Path) -> None:
    paper = opened(REPORT, house)
    assert texts(paper, "Title") == [REPORT.title]
    assert texts(paper, "Question") == ["Who should hold the key to a room that everybody pays for?"]
    assert paper.styles["Question"].style_id == "Question2"
    assert len(texts(paper, "List Bullet")) == 4
    number = next(paper.styles["List Bullet"].element.iter(qn("w:numId"))).get(qn("w:val"))
    lists = paper.part.numbering_part.element
    assert number in [each.get(qn("w:numId")) for each in lists.findall(qn("w:num"))]
    names = [local(child) for child in lists]
    assert names == sorted(names)


def test_contents_have_no_page_numbers_where_the_letters_are_not_measured(house: Path) -> None:
    for paper in (opened(summit(20, 30), house), opened(replace(summit(20, 30), language="ar"))):
        assert texts(paper, "TOC Heading")
        assert not [each for each in paper.element.body.iter(qn("w:instrText")) if "PAGEREF" in each.text]


def test_a_house_template_with_a_foot_keeps_it(house: Path) -> None:
    template = docx.Document(str(house))
    template.sections[-1].footer.is_linked_to_previous = False
    template.sections[-1].footer.paragraphs[0].text = "House foot"
    template.save(str(house))
    assert opened(REPORT, house).sections[0].footer.paragraphs[0].text == "House foot"


def test_our_own_paper_as_a_template_is_the_paper_again(tmp_path: Path) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(export(REPORT, "docx"))
    again, first = opened(REPORT, path), opened(REPORT)
    assert again.element.xml == first.element.xml
    assert again.styles.element.xml == first.styles.element.xml


def test_a_bare_template_is_enough(tmp_path: Path) -> None:
    """No section, no numbering, no language, no properties: all of it is optional in a Word file."""
    source = export(REPORT, "docx")
    path = tmp_path / "bare.docx"
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == "word/document.xml":
                text = f"<w:document {word}><w:body><w:p/></w:body></w:document>"
            elif name == "word/styles.xml":
                text = f"<w:styles {word}/>"
            elif name.endswith(".rels"):
                text = "".join(
                    part for part in text.replace("/>", "/>\n").splitlines()
                    if not any(word in part for word in ("numbering", "core", "footer"))
                )  # fmt: skip
            new.writestr(name, text)
    paper = opened(REPORT, path)
    assert len(texts(paper, "List Bullet")) == 4
    assert paper.core_properties.title == REPORT.title
    assert next(paper.styles.element.iter(qn("w:lang"))).get(qn("w:val")) == "en-GB"


def test_a_template_that_does_not_say_its_width_is_used(tmp_path: Path, house: Path) -> None:
    template = docx.Document(str(house))
    for size in list(template.element.body.iter(qn("w:pgSz"))):
        size.getparent().remove(size)
    template.save(str(tmp_path / "sizeless.docx"))
    widths = opened(REPORT, tmp_path / "sizeless.docx").tables[0].columns
    assert sum(column.width or 0 for column in widths) == 9070 * 635


def test_a_term_in_other_letters_runs_as_its_explanation_does() -> None:
    report = replace(REPORT, language="ar", glossary=(("CIC", "شركة مصلحة مجتمعية"), ("NGO", "a charity")))
    paper = docx.Document(io.BytesIO(export(report, "docx")))
    terms = [p for p in paper.paragraphs if p.text.startswith(("CIC", "NGO"))]
    assert [p._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for p in terms] == [True, False]
