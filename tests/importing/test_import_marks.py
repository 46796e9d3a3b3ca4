"""Looks that tell something: bold, slanted and struck-through words, signs, and cells that span others."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import pptx
import pytest
from docx.oxml.parser import parse_xml

from tests.examples import with_each
from workshop.importing.importer import paper_of
from workshop.model.errors import Unreadable

if TYPE_CHECKING:
    from docx.document import Document

    from workshop.importing.paper import Paper

ODT = """\
<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">
<office:automatic-styles>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="S" style:family="text">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="C" style:family="text"><style:text-properties fo:color="#ff0000"/></style:style>
<style:style style:name="N" style:family="text"/>
</office:automatic-styles><office:body><office:text>BODY</office:text></office:body></office:document-content>"""


DRAWING = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:drawing><wp:inline '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="1" name="x"/>'
    "</wp:inline></w:drawing></w:r>"
)


def texts(paper: Paper) -> list[str]:
    return [card.text for theme in paper.themes for card in theme.cards]


def odt(body: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", ODT.replace("BODY", body))
    return made.getvalue()


def item(body: str) -> str:
    return f"<text:list><text:list-item><text:p>{body}</text:p></text:list-item></text:list>"


def word(document: Document) -> Paper:
    made = io.BytesIO()
    document.save(made)
    return paper_of(made.getvalue(), name="paper.docx")


def span(name: str, words: str) -> str:
    return f'<text:span text:style-name="{name}">{words}</text:span>'


def test_struck_through_words_keep_their_marks_in_opendocument_and_initials_tell_who_spoke() -> None:
    body = "<text:h text:outline-level='1'>Choir</text:h><text:h text:outline-level='2'>Insights</text:h>"
    body += item(f"{span('B', 'F')}: the hall{span('C', ' is')}<text:s/>cold<text:tab/>in May")
    body += item(f"{span('I', 'F')}: the <text:line-break/>{span('S', 'key')}{span('N', ' sticks')}")
    body += item(f"one {span('B', 'bold')} word") + item(span("B", "a whole line"))
    paper = paper_of(odt(body), name="choir.odt")
    assert texts(paper) == [
        "**F**: the hall is cold in May",
        "*F*: the ~~key~~ sticks",
        "one bold word",
        "a whole line",
    ]
    assert (
        "Bold or slanted words stand as plain ones (line 5); struck-through ones keep their ~~marks~~." in paper.remarks
    )
    assert "Marks around a whole line, such as bold, were not kept (line 6)." in paper.remarks


def test_what_is_said_in_place_of_a_picture_is_a_note_in_opendocument() -> None:
    body = "<text:h text:outline-level='1'>Choir</text:h><text:h text:outline-level='2'>Insights</text:h>"
    frame = "<draw:frame><draw:image/><svg:title>The Morning Wall</svg:title><svg:desc/></draw:frame>"
    body += f"{item('The canon')}<text:p>{frame}</text:p>{item('Tea')}"
    paper = paper_of(odt(body), name="choir.odt")
    assert texts(paper) == ["The canon", "Tea"]
    assert [note.text for note in paper.notes] == ["The Morning Wall"]


def test_a_name_over_two_columns_of_an_opendocument_table_is_over_both() -> None:
    def cell(words: str, more: str = "") -> str:
        return f"<table:table-cell{more}><text:p>{words}</text:p></table:table-cell>"

    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    two = ' table:number-columns-spanned="2"'
    body = f"<table:table>{row(cell('Insights', two))}{row(cell('wet'), cell('cold'))}</table:table>"
    assert texts(paper_of(odt(body), name="choir.odt")) == ["wet", "cold"]


def test_runs_that_a_line_break_parts_belong_to_their_lines() -> None:
    document = docx.Document()
    document.add_heading("Insights", 1)
    paragraph = document.add_paragraph("- wet\n- ")
    paragraph.add_run("cold\n- ").font.strike = True
    paragraph.add_run("dark").font.strike = True
    assert texts(word(document)) == ["wet", "~~cold~~", "~~dark~~"]


def test_struck_words_that_are_not_found_again_in_their_line_are_said() -> None:
    document = docx.Document()
    document.add_heading("Insights", 1)
    document.add_paragraph().add_run("- one &amp; two").font.strike = True
    paper = word(document)
    assert texts(paper) == ["one & two"]
    assert any("(line 2)" in remark for remark in paper.remarks)


def test_a_style_that_is_switched_off_is_no_mark() -> None:
    document = docx.Document()
    document.add_heading("Insights", 1)
    paragraph = document.add_paragraph(style="List Bullet")
    paragraph.add_run("plain ").bold = False
    paragraph.add_run("words").italic = True
    assert texts(word(document)) == ["plain words"]


def test_a_word_picture_without_words_says_nothing() -> None:
    document = docx.Document()
    document.add_heading("Insights", 1)
    picture = document.add_paragraph(style="List Bullet")
    picture.add_run("wet")
    picture._p.append(parse_xml(DRAWING))
    assert not word(document).notes


def test_a_picture_without_words_says_nothing() -> None:
    page = (
        "<h1>Insights</h1><ul><li>wet</li></ul><p><img src='x'></p><table><tr><th colspan='99999'>x</th></tr></table>"
    )
    paper = paper_of(page.encode(), name="paper.html")
    assert texts(paper) == ["wet"]


def test_a_web_page_s_classes_and_styles_are_looks() -> None:
    page = (
        "<style>.s{text-decoration:line-through}.i{font-style:italic}</style><h1>Insights</h1><ul>"
        "<li>so <span class='s'>wet</span></li><li>so <span style='font-weight:700'>cold</span></li>"
        "<li>so <span class='i other'>cold</span> <b></b></li><li>so <em>dark</em> it is</li></ul>"
    )
    paper = paper_of(page.encode(), name="paper.html")
    assert texts(paper) == ["so ~~wet~~", "so **cold**", "so *cold*", "so dark it is"]


@with_each(
    "sheet, why",
    [
        ("list,card\nInsight,wet\nInsight,cold, and dark\n", "row 3 .* has more cells than there are headings"),
        ("list,card\nInsight,wet\ncold,Insight\n", "row 3 .* has “Insight” under “card”: its columns are mixed up"),
        ("theme,list,card\nGate,Insight,wet\nInsight,Gate,cold\n", "row 3 .* has “Insight” under “theme”"),
    ],
)
def test_a_row_whose_columns_are_mixed_up_is_refused_with_its_number(sheet: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        paper_of(sheet.encode(), name="board.csv")


def test_a_kind_of_ones_own_is_no_mistake() -> None:
    sheet = "theme,list,card\nGate,Insight,wet\nPath,Worry,dark\nPath,,cold\n"
    paper = paper_of(sheet.encode(), name="board.csv")
    assert [(card.kind, card.text) for theme in paper.themes for card in theme.cards] == [
        ("insight", "wet"),
        ("worry", "dark"),
        ("worry", "cold"),
    ]


def test_a_row_of_a_word_table_whose_columns_are_mixed_up_is_refused_too() -> None:
    document = docx.Document()
    table = document.add_table(3, 2)
    for at, words in enumerate(("list", "card", "Insight", "wet", "cold", "Insight")):
        table.cell(at // 2, at % 2).text = words
    with pytest.raises(Unreadable, match="mixed up"):
        word(document)


def test_signs_under_a_list_s_name_stay_before_its_words() -> None:
    paper = paper_of(b"Hall\n\nInsights\n+ warm\n- dark\n\nTo try\n+ lamps\n", name="a.txt")
    assert texts(paper) == ["+ warm", "- dark", "lamps"]


def test_one_sign_alone_and_signs_of_two_depths_are_but_bullets() -> None:
    assert texts(paper_of(b"Hall\n\n+ warm\n+ dark\n", name="a.txt")) == ["warm", "dark"]
    assert texts(paper_of(b"Hall\n\n+ warm\n  - dark\n", name="a.txt")) == ["warm", "dark"]


def test_a_mail_s_greeting_and_head_are_notes_and_its_subject_may_be_a_title() -> None:
    mail = "Von: Ines\nBetreff: Re: Der Garten\n\nhallo zusammen,\n\nErkenntnisse\n- nass\n"
    paper = paper_of(mail.encode(), name="a.txt")
    assert [theme.title for theme in paper.themes] == ["Der Garten"]
    assert [note.text for note in paper.notes] == ["Von: Ines", "hallo zusammen,"]
    paper = paper_of(b"From: Ines\nSubject:\n", name="a.txt")
    assert len(paper.notes) + len(paper.headings) + bool(paper.title) + bool(paper.subtitle) == 2


def test_rich_text_keeps_what_was_struck_through_and_blanks_are_no_words() -> None:
    source = rb"{\rtf1\ansi Insights\par - so {\strike wet} and \strike cold\strike0 .\par - \strike  \strike0 dry\par}"
    assert texts(paper_of(source, name="a.rtf")) == ["so ~~wet~~ and ~~cold~~.", "dry"]


def test_a_slide_s_table_whose_columns_are_mixed_up_is_refused_too() -> None:
    slides = pptx.Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[5])
    table = slide.shapes.add_table(3, 2, 0, 0, 1000, 1000).table
    for at, words in enumerate(("list", "card", "Insight", "wet", "cold", "Insight")):
        table.cell(at // 2, at % 2).text = words
    made = io.BytesIO()
    slides.save(made)
    with pytest.raises(Unreadable, match="mixed up"):
        paper_of(made.getvalue(), name="paper.pptx")
