"""OpenDocument texts as LibreOffice writes them: headings, lists, tables, notes, and what is no such text."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.examples import with_each
from workshop.importing.importer import paper_of
from workshop.importing.paper import Paper
from workshop.importing.readers.archive import UNPACKED_LIMIT
from workshop.importing.readers.docx import PARAGRAPH_LIMIT
from workshop.model.errors import Unreadable

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
    )
)
STYLES = """
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style>
"""
KIND = "application/vnd.oasis.opendocument.text"


def packed(content: str | bytes, kind: str = KIND) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
    return whole.getvalue()


def read(body: str) -> Paper:
    return paper_of(
        packed(
            f"<office:document-content {SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        ),
        name="paper.odt",
    )


def listed(*items: str) -> str:
    inner = "".join(f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in items)
    return f"<text:list>{inner}</text:list>"


def cards(paper: Paper) -> list[tuple[str, str]]:
    return [(card.kind, card.text) for theme in paper.themes for card in theme.cards]


def test_headings_and_lists_are_themes_and_cards() -> None:
    insights = listed('one<text:s text:c="2"/>two', "1. three")
    paper = read(
        '<text:p text:style-name="P1">River day</text:p>'
        '<text:h text:outline-level="1">Bridges : Who mends them?</text:h>'
        f'<text:h text:outline-level="2">Insights</text:h>{insights}'
        '<text:h text:outline-level="2">Experiments</text:h><text:list text:style-name="L1"><text:list-item>'
        "<text:p>four<text:line-break/>five</text:p><text:p>Owner:<text:tab/>Ana</text:p></text:list-item></text:list>"
    )
    assert (paper.title, paper.themes[0].title, paper.themes[0].question) == ("River day", "Bridges", "Who mends them?")
    assert cards(paper) == [("insight", "one  two"), ("insight", "1. three"), ("experiment", "four five")]
    assert paper.themes[0].cards[2].fields == (("owner", "Ana"),)


def test_typed_bullets_and_nested_lists_are_read_like_text() -> None:
    nested = f"<text:list><text:list-item><text:p>Insights</text:p>{listed('one')}</text:list-item></text:list>"
    typed = "<text:p/><text:p>Experiments</text:p><text:p>- two</text:p>"
    paper = read(f"<text:p>Bridges : Who mends them?</text:p>{nested}{typed}")
    assert cards(paper) == [("insight", "one"), ("experiment", "two")]


def test_tables_are_read_as_tables() -> None:
    rows = ""
    for row in (("Insight", "Experiment", "Owner"), ("wet", "coat", "Ana")):
        cells = (f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        rows += f"<table:table-row>{''.join(cells)}</table:table-row>"
    paper = read(f"<text:p>Rain</text:p><table:table>{rows}</table:table>")
    assert cards(paper) == [("insight", "wet"), ("experiment", "coat")]
    assert paper.themes[0].cards[1].fields == (("owner", "Ana"),)


def test_sections_are_looked_into_and_drawn_boxes_are_notes() -> None:
    heading = (
        '<text:list><text:list-item><text:h text:outline-level="1">Rain : Why?</text:h></text:list-item></text:list>'
    )
    box = "<draw:frame><draw:text-box><text:p>drawn by Ana</text:p></draw:text-box></draw:frame>"
    paper = read(f"<text:section>{heading}<text:p>Insights</text:p>{listed('wet')}</text:section>{box}<draw:text-box/>")
    assert (paper.themes[0].title, cards(paper)) == ("Rain", [("insight", "wet")])
    assert [note.text for note in paper.notes] == ["drawn by Ana"]


def test_what_stands_beside_the_text_is_kept_as_notes() -> None:
    beside = "<text:note><text:note-body><text:p>said twice</text:p><text:p/></text:note-body></text:note>"
    paper = read(
        "<text:tracked-changes><text:p>taken away</text:p></text:tracked-changes>"
        f"<text:p>Rain : Why?</text:p><text:p>Insights</text:p>{listed(f'wet{beside}')}"
    )
    assert cards(paper) == [("insight", "wet")]
    assert [note.text for note in paper.notes] == ["said twice"]
    assert "taken away" in {heading.text for heading in paper.headings}


def test_a_document_locked_with_a_password_is_refused_in_a_sentence() -> None:
    locked = io.BytesIO(packed("unreadable"))
    with zipfile.ZipFile(locked, "a") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    with pytest.raises(Unreadable, match="locked with a password"):
        paper_of(locked.getvalue())


@with_each(
    "content, times, kind, sentence",
    [
        (b"<no xml", 1, KIND, "is damaged"),
        (f"<office:document-content {SPACES}/>".encode(), 1, KIND, "is damaged"),
        (b" ", UNPACKED_LIMIT + 1, KIND, "would unpack to 200 MB"),
        (b"<text:p/>", PARAGRAPH_LIMIT + 1, KIND, "more than 300,000 paragraphs"),
        (b"<x/>", 1, "application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument sheet or presentation"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(content: bytes, times: int, kind: str, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        paper_of(packed(content * times, kind), name="paper.odt")


def test_a_list_of_parts_that_unpacks_beyond_measure_is_refused() -> None:
    swollen = io.BytesIO(packed("<x/>"))
    with zipfile.ZipFile(swollen, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/manifest.xml", b" " * (UNPACKED_LIMIT + 1))
    with pytest.raises(Unreadable, match="would unpack to 200 MB"):
        paper_of(swollen.getvalue(), name="paper.odt")
