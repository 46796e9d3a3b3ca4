"""Word documents as people make them: styles, numbering, typed glyphs, tables, and what stands beside the text."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from workshop.importing.importer import paper_of
from workshop.importing.readers.archive import UNPACKED_LIMIT
from workshop.importing.readers.docx import PARAGRAPH_LIMIT
from workshop.model.errors import Unreadable

if TYPE_CHECKING:
    from docx.document import Document

    from workshop.importing.paper import Paper

W = nsdecls("w")
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def written(document: Document) -> bytes:
    whole = io.BytesIO()
    document.save(whole)
    return whole.getvalue()


def read(document: Document) -> Paper:
    return paper_of(written(document), name="paper.docx")


def cards(paper: Paper) -> list[tuple[str, str]]:
    return [(card.kind, card.text) for theme in paper.themes for card in theme.cards]


def themes(paper: Paper) -> list[tuple[str, str]]:
    return [(theme.title, theme.question) for theme in paper.themes]


def styled(*paragraphs: tuple[str, str]) -> Document:
    document = docx.Document()
    for text, style in paragraphs:
        document.add_paragraph(text, style)
    return document


def add_xml(document: Document, xml: str) -> None:
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def test_headings_and_list_styles_are_themes_and_cards() -> None:
    document = styled(
        ("River day", "Title"),
        ("Notes of all tables", "Subtitle"),
        ("Bridges", "Heading 1"),
        ("Who mends them?", "Normal"),
        ("Insights", "Heading 2"),
        ("one", "List Bullet"),
        ("inside one", "List Bullet 2"),
        ("Experiments", "Heading 2"),
        ("two", "List Number"),
        ("Fords: what about winter?", "Heading 1"),
        ("Insights", "Heading 2"),
        ("three", "List Bullet"),
        ("Boats", "Heading 2"),
        ("four", "List Bullet"),
    )
    paper = read(document)
    assert (paper.title, paper.subtitle) == ("River day", "Notes of all tables")
    assert themes(paper) == [("Bridges", "Who mends them?"), ("Fords", "what about winter?")]
    assert cards(paper) == [
        ("insight", "one"),
        ("insight", "inside one"),
        ("experiment", "two"),
        ("insight", "three"),
        ("insight", "four"),
    ]
    assert not paper.notes


def test_several_titles_are_headings() -> None:
    paper = read(
        styled(
            ("River day", "Title"),
            ("Bridges", "Title"),
            ("one", "List Bullet"),
            ("Fords", "Title"),
            ("two", "List Bullet"),
        )
    )
    assert paper.title == "River day"
    assert themes(paper) == [("Bridges", ""), ("Fords", "")]


def test_typed_glyphs_in_normal_paragraphs_are_cards_and_bold_lines_headings() -> None:
    document = docx.Document()
    for text in (
        "**Bridges",
        "Who mends them?",
        "**Insights",
        "• one",
        "•\ttwo",
        "",
        "**Fords",
        "**Insights",
        "- three",
    ):
        document.add_paragraph().add_run(text.removeprefix("**")).bold = text.startswith("**") or None
    paper = read(document)
    assert themes(paper) == [("Bridges", "Who mends them?"), ("Fords", "")]
    assert cards(paper) == [("insight", "one"), ("insight", "two"), ("insight", "three")]
    assert paper.themes[1].line == 7


def test_typed_lines_inside_one_paragraph_are_lines() -> None:
    document = docx.Document()
    document.add_paragraph("Bridges : Who mends them?\nInsights\n· one\n· two")
    assert cards(read(document)) == [("insight", "one"), ("insight", "two")]


def test_numbered_headings_by_numbering_are_headings() -> None:
    document = styled(
        ("River day", "Normal"),
        ("Bridges", "List Number"),
        ("Insights", "Normal"),
        ("one", "List Bullet"),
        ("Fords", "List Number"),
        ("Insights", "Normal"),
        ("two", "List Bullet"),
    )
    assert themes(read(document)) == [("Bridges", ""), ("Fords", "")]


def test_numbering_set_on_the_paragraph_itself_makes_a_list() -> None:
    document = styled(("Bridges", "Heading 1"))
    listed = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    unlisted = '<w:pPr><w:pStyle w:val="ListBullet"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
    outlined = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    add_xml(document, f"<w:p {W}>{listed}<w:r><w:t>one</w:t></w:r></w:p>")
    add_xml(document, f"<w:p {W}>{outlined}<w:r><w:t>Fords</w:t></w:r></w:p>")
    add_xml(document, f"<w:p {W}>{unlisted}<w:r><w:t>What about winter?</w:t></w:r></w:p>")
    add_xml(document, f"<w:p {W}>{listed}<w:r><w:t>two</w:t></w:r></w:p>")
    paper = read(document)
    assert themes(paper) == [("Bridges", ""), ("Fords", "What about winter?")]
    assert cards(paper) == [("insight", "one"), ("insight", "two")]


def test_a_table_with_list_names_on_top_is_two_lists() -> None:
    document = styled(("Bridges : Who mends them?", "Heading 1"))
    table = document.add_table(rows=3, cols=2)
    for row, texts in zip(table.rows, [("Insights", "Experiments"), ("one\ntwo", "three"), ("", "four")], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    assert cards(read(document)) == [
        ("insight", "one"),
        ("insight", "two"),
        ("experiment", "three"),
        ("experiment", "four"),
    ]


def test_a_form_with_names_on_the_left_is_a_theme() -> None:
    document = docx.Document()
    rows = [
        ("Theme", "Bridges"),
        ("Question", "Who mends them?"),
        ("Facilitator", "Ana"),
        ("Insights", "• one\n• two"),
        ("Actions", "three"),
    ]
    table = document.add_table(rows=len(rows), cols=2)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    paper = read(document)
    assert themes(paper) == [("Bridges", "Who mends them?")]
    assert cards(paper) == [("insight", "one"), ("insight", "two"), ("experiment", "three")]
    assert [note.text for note in paper.notes] == ["Facilitator | Ana"]


def test_a_frame_of_one_cell_is_read_as_if_it_were_not_there() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "Bridges : Who mends them?"
    cell.add_paragraph("Insights")
    cell.add_paragraph("one", "List Bullet")
    assert cards(read(document)) == [("insight", "one")]


def test_rows_inside_a_control_are_rows() -> None:
    document = styled(("Bridges : Who mends them?", "Heading 1"))
    head, row = (
        "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in texts)
        for texts in (("Insights", "Experiments"), ("one", "two"))
    )
    inside = f"<w:sdt><w:sdtContent><w:tr>{row}</w:tr></w:sdtContent></w:sdt>"
    add_xml(document, f"<w:tbl {W}><w:tblPr/><w:tr>{head}</w:tr>{inside}</w:tbl>")
    assert cards(read(document)) == [("insight", "one"), ("experiment", "two")]


def test_any_other_table_is_notes() -> None:
    document = styled(("Bridges : Who mends them?", "Heading 1"), ("Insights", "Heading 2"), ("one", "List Bullet"))
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
    paper = read(document)
    assert [(note.line, note.text) for note in paper.notes] == [(4, "left | right")]


def test_what_stands_beside_the_text_is_kept_as_notes() -> None:
    document = styled(("Bridges : Who mends them?", "Heading 1"), ("Insights", "Heading 2"), ("one", "List Bullet"))
    section = document.sections[0]
    section.header.paragraphs[0].text = "River day, draft"
    section.footer.paragraphs[0].text = "Page 1 of 2"
    document.add_comment(document.paragraphs[2].runs[0], text="is this right")
    ins = '<w:ins w:id="1" w:author="a"><w:r><w:t>added</w:t></w:r></w:ins>'
    gone = '<w:del w:id="2" w:author="a"><w:r><w:delText>taken away</w:delText></w:r></w:del>'
    moved = '<w:moveFrom w:id="3" w:author="a"><w:r><w:t>moved away</w:t></w:r></w:moveFrom>'
    style = '<w:pPr><w:pStyle w:val="ListBullet"/></w:pPr>'
    add_xml(document, f"<w:p {W}>{style}<w:r><w:t>two </w:t></w:r>{ins}{gone}{moved}</w:p>")
    box = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p><w:p/></w:txbxContent></w:pict></w:r>"
    add_xml(document, f"<w:p {W}>{style}{box}<w:r><w:t>three</w:t><w:tab/><w:t>four</w:t></w:r><!-- aside --></w:p>")
    add_xml(
        document,
        f"<w:sdt {W}><w:sdtContent><w:p>{style}<w:r><w:t>in a control</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    paper = read(document)
    assert [text for _, text in cards(paper)] == ["one", "two added", "three four", "in a control"]
    notes = {note.text for note in paper.notes}
    assert notes == {"River day, draft", "is this right", "in a box"}
    assert {"taken away", "moved away"} <= {heading.text for heading in paper.headings}
    assert "Page 1 of 2" in {heading.text for heading in paper.headings}


def test_a_table_of_contents_is_understood_and_no_loss() -> None:
    document = docx.Document()
    style = document.styles.add_style("toc 1", 1)
    document.add_paragraph("River day", "Title")
    document.add_paragraph("Bridges 2", style)
    document.add_paragraph("Bridges", "Heading 1")
    document.add_paragraph("one", "List Bullet")
    paper = read(document)
    assert not paper.notes
    assert "Bridges 2" in {heading.text for heading in paper.headings}


def test_styles_in_a_circle_end() -> None:
    document = styled(("Bridges", "Heading 1"), ("one", "List Bullet"))
    document.styles["Normal"].base_style = document.styles["Normal"]
    document.add_paragraph("two", "Normal")
    assert cards(read(document)) == [("insight", "one two")]


def test_a_damaged_document_is_refused_in_a_sentence() -> None:
    whole = written(styled(("one", "List Bullet")))
    for broken in (whole[: len(whole) // 2], whole.replace(b"word/document.xml", b"word/documenX.xml"), whole[:-40]):
        with pytest.raises(Unreadable, match=r"damaged"):
            paper_of(broken)


def test_a_part_that_is_no_xml_is_refused_in_a_sentence() -> None:
    source = zipfile.ZipFile(io.BytesIO(written(styled(("one", "List Bullet")))))
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as target:
        for part in source.namelist():
            target.writestr(part, b"<w:p" if part == "word/document.xml" else source.read(part))
    with pytest.raises(Unreadable, match=r"damaged"):
        paper_of(whole.getvalue())


def test_a_document_that_unpacks_beyond_measure_is_refused() -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (UNPACKED_LIMIT + 1))
    with pytest.raises(Unreadable, match=r"would unpack to 200 MB"):
        paper_of(whole.getvalue())


def test_lists_in_text_boxes_are_read_where_they_are_drawn() -> None:
    document = docx.Document()
    document.add_heading("Trees : What do they want?", 1)
    boxes = "".join(
        f"<w:r><w:pict><w:txbxContent>{''.join(f'<w:p><w:r><w:t>{text}</w:t></w:r></w:p>' for text in box)}"
        "</w:txbxContent></w:pict></w:r>"
        for box in (("Insights", "• shade", "• time"), ("Experiments", "• plant one"), ("drawn by Ana",))
    )
    twice = f"<mc:Choice>{boxes}</mc:Choice><mc:Fallback>{boxes}</mc:Fallback>"
    boxes = f'<mc:AlternateContent xmlns:mc="{MC}">{twice}</mc:AlternateContent>'
    add_xml(document, f"<w:p {W}>{boxes}</w:p>")
    paper = read(document)
    assert cards(paper) == [("insight", "shade"), ("insight", "time"), ("experiment", "plant one")]
    assert [note.text for note in paper.notes] == ["drawn by Ana"]


def test_lists_of_several_levels_hold_themes_lists_and_cards() -> None:
    document = docx.Document()
    for title in ("Buses", "Bicycles"):
        document.add_paragraph(title, style="List Number")
        for name, card in (("Insights", "late"), ("Experiments", "shared")):
            document.add_paragraph(name, style="List Number 2")
            document.add_paragraph(f"{title} {card}", style="List Number 3")
    paper = read(document)
    assert [theme.title for theme in paper.themes] == ["Buses", "Bicycles"]
    assert cards(paper) == [
        ("insight", "Buses late"),
        ("experiment", "Buses shared"),
        ("insight", "Bicycles late"),
        ("experiment", "Bicycles shared"),
    ]


def test_a_merged_row_of_a_table_is_the_title_of_what_is_below() -> None:
    document = docx.Document()
    table = document.add_table(0, 2)
    for title, card in (("Bread : Who bakes?", "flour"), ("Beer : Who brews?", "hops")):
        cells = table.add_row().cells
        cells[0].merge(cells[1]).text = title
        if title.startswith("Bread"):
            for cell, text in zip(table.add_row().cells, ("Insights", "Experiments"), strict=True):
                cell.text = text
        table.add_row().cells[0].text = card
    paper = read(document)
    assert [(theme.title, theme.question, theme.cards[0].text) for theme in paper.themes] == [
        ("Bread", "Who bakes?", "flour"),
        ("Beer", "Who brews?", "hops"),
    ]


def test_more_paragraphs_than_any_paper_has_are_refused_before_they_are_read() -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:p/>" * (PARAGRAPH_LIMIT + 1))
    with pytest.raises(Unreadable, match="300,001 paragraphs"):
        paper_of(whole.getvalue())
