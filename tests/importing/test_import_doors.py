"""Papers that come as web pages, workbooks, presentations, rich text, PDF files, JSON and archives of them."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from itertools import chain

import pytest
from openpyxl import Workbook
from pptx import Presentation
from pptx.util import Inches
from pypdf import PdfReader, PdfWriter

from tests.examples import with_each
from workshop.importing.importer import paper_of
from workshop.importing.paper import Paper, ReadingOptions
from workshop.model.errors import Unreadable


def outlined(paper: Paper) -> list[str]:
    return list(
        chain.from_iterable(
            [theme.title, *(f"{card.kind[0]} {card.text}" for card in theme.cards)] for theme in paper.themes
        )
    )


HARBOUR = ["Harbour", "i Boats need shelter", "i Nobody has keys", "e Open the shed"]


def test_a_piece_of_a_web_page_is_read_as_one() -> None:
    page = """<h1>Harbour</h1>
    <h3>Insights</h3><ul><li>Boats <b>need</b> shelter</li><li><p>Nobody has keys</p></li></ul>
    <p>Afterwards there was tea.</p>
    <h3>Experiments</h3><ol><li>Open the shed</li></ol>
    <pre>- not a card</pre><script>alert("x")</script><img src="x.png" alt="the wall">"""
    paper = paper_of(page.encode(), name="pasted.txt")
    assert outlined(paper) == HARBOUR
    assert [note.text for note in paper.notes] == ["Afterwards there was tea.", "- not a card", "the wall"]


def test_a_table_of_a_web_page_is_read_as_a_table() -> None:
    page = (
        "<html><head><title>Harbour</title></head><body><table><tr><th>Insights<th>Experiments</tr>"
        "<tr><td>Boats need shelter<td>Open the shed</tr><tr><td>Nobody has keys<td></tr></table></body></html>"
    )
    assert outlined(paper_of(page.encode(), name="page.html")) == HARBOUR


def test_a_workbook_has_a_theme_a_sheet() -> None:
    book = Workbook()
    book.active.title = "Harbour"
    for row in (
        ("Column", "Text", "Votes"),
        ("Went well", "Boats need shelter", 3),
        ("Actions", "Open the shed", None),
    ):
        book.active.append(row)
    other = book.create_sheet("Shed")
    for cells in (("Column", "Text"), ("Went well", 1976), ("Actions", "=1+1")):
        other.append(cells)
    data = io.BytesIO()
    book.save(data)
    paper = paper_of(data.getvalue(), name="board.xlsx")
    assert outlined(paper) == ["Harbour", "i Boats need shelter", "e Open the shed", "Shed", "i 1976"]


def test_a_slide_is_a_theme_and_what_is_said_of_it_is_a_note() -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Harbour"
    slide.placeholders[1].text = "Insights\nBoats need shelter\nNobody has keys\nExperiments\nOpen the shed"
    slide.notes_slide.notes_text_frame.text = "Said by the rowers"
    data = io.BytesIO()
    deck.save(data)
    paper = paper_of(data.getvalue(), name="deck.pptx")
    assert outlined(paper) == HARBOUR
    assert [note.text for note in paper.notes] == ["Said by the rowers"]


RICH = (
    rb"{\rtf1\ansi Harbour\par\par Insights\par \bullet  Boats need shelter\par \bullet  Nobody has keys\par\par "
    rb"Experiments\par \bullet  Open the shed\par}"
)


def test_rich_text_is_read_as_its_words() -> None:
    assert outlined(paper_of(RICH, name="paper.rtf")) == HARBOUR


def pdf(*lines: str) -> bytes:
    """A PDF of one page, written by hand."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 50 700 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        start,
    )


def test_a_pdf_with_words_is_read_and_says_that_it_was_one() -> None:
    paper = paper_of(
        pdf("Harbour", "Insights", "- Boats need shelter", "- Nobody has keys", "Experiments", "- Open the shed")
    )
    assert outlined(paper) == HARBOUR
    assert "This was a PDF" in paper.remarks[0]


def test_a_scan_is_refused_with_what_works() -> None:
    with pytest.raises(Unreadable, match="pictures of pages and no words"):
        paper_of(pdf(""), name="scan.pdf")


def test_a_trello_board_is_its_lists_and_cards() -> None:
    board = {
        "name": "Harbour",
        "lists": [{"id": "a", "name": "Went well"}, {"id": "b", "name": "Actions"}],
        "cards": [
            {"name": "Boats need shelter", "idList": "a", "desc": "", "labels": [{"name": "winter"}]},
            {"name": "Nobody has keys", "idList": "a", "desc": "", "labels": []},
            {"name": "Thrown away", "idList": "a", "closed": True},
            {"name": "Open the shed", "idList": "b", "desc": "one Saturday", "labels": []},
        ],
    }
    paper = paper_of(json.dumps(board).encode(), name="board.json")
    assert outlined(paper) == HARBOUR
    assert paper.themes[0].cards[0].tags == ("winter",)
    assert paper.themes[0].cards[2].note == "one Saturday"


def test_json_that_is_no_board_is_refused() -> None:
    for data in (b'{"a": 1}', b"[1, 2]"):
        with pytest.raises(Unreadable):
            paper_of(data, name="x.json")


def test_an_archive_of_papers_is_one_paper() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(
            "Harbour/Harbour.html", "<html><h2>Harbour</h2><h3>Insights</h3><ul><li>Boats need shelter</ul></html>"
        )
        archive.writestr("Harbour/images/wall.png", b"\x89PNG")
        archive.writestr("more.md", "## Shed\n\n### Experiments\n\n- Open the shed\n")
        archive.writestr("__MACOSX/._more.md", b"\0")
    assert outlined(paper_of(data.getvalue(), name="papers.zip")) == [
        *("Harbour", "i Boats need shelter", "Shed", "e Open the shed"),
    ]


def test_an_archive_that_would_unpack_beyond_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b" " * 3_000_000)
    monkeypatch.setattr("workshop.importing.readers.archive.UNPACKED_LIMIT", 2_000_000)
    with pytest.raises(Unreadable, match="would unpack to 3 MB"):
        paper_of(data.getvalue(), name="bomb.zip")


def test_entities_of_a_flat_document_are_not_resolved() -> None:
    flat = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY boom "boom">]>'
        '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        '<text:h text:outline-level="1">Harbour</text:h><text:h text:outline-level="2">Insights</text:h>'
        "<text:list><text:list-item><text:p>Boats need shelter</text:p></text:list-item></text:list>"
        "</office:text></office:body></office:document>"
    )
    assert "boom" not in str(paper_of(flat.encode(), name="paper.fodt"))
    plain = flat.replace('<!DOCTYPE x [<!ENTITY boom "boom">]>', "")
    assert outlined(paper_of(plain.encode(), name="paper.fodt")) == ["Harbour", "i Boats need shelter"]


ROWS = (
    ("Went well", "Boats need shelter", "Ann"),
    ("To improve", "Nobody has keys", "Bob"),
    ("Actions", "Open the shed", "Ann"),
)


def sheet(heading: str, row: str) -> str:
    return "\n".join([heading, *(row.format(*cells) for cells in ROWS)])


BOARDS = {
    "columns and authors": sheet(
        "note_id,author_id,author_name,text,column_id,column_name,rank,stack", "1,a,{2},{1},x,{0},1,"
    ),
    "frames with semicolons": sheet("Text;Color;Frame", "{1};red;{0}"),
    "swimlanes with tabs": sheet("Swimlane\tSticky text\tCreated by", "{0}\t{1}\t{2}"),
    "areas, quoted": sheet("ID,Area,Idea", '1,"{0}","{1}"').replace("need shelter", "need\nshelter"),
}


@with_each("name", BOARDS)
def test_a_boards_sheet_is_known_by_its_cells(name: str) -> None:
    paper = paper_of(BOARDS[name].encode(), name="Harbour.csv")
    assert outlined(paper) == HARBOUR
    assert "Ann" not in str([note.text for note in paper.notes])
    assert "Ann" not in str([card.extras for theme in paper.themes for card in theme.cards])


def test_start_stop_and_continue_are_columns() -> None:
    paper = paper_of(b"Start,Stop,Continue\nan open day,locking at four,free tea\n", name="Harbour.csv")
    assert [(card.kind, card.text) for card in paper.themes[0].cards] == [
        *(("start", "an open day"), ("stop", "locking at four"), ("continue", "free tea")),
    ]


def test_a_boards_groups_tasks_and_comments_are_what_they_are() -> None:
    board = (
        '"reflectionGroup","author","votes","type","discussionThread","prompt","content"\n'
        '"Shed","Ann",3,"Reflection","","What went well?","The shed was dry"\n'
        '"Shed","Bob",0,"Reflection","","Where did you get stuck?","Nobody has keys"\n'
        '"Shed","Ann",3,"Task","Cut keys","","Cut keys"\n'
        '"Steps","Bob",1,"Comment","They freeze","","They freeze"\n'
    )
    paper = paper_of(board.encode(), name="board.csv")
    cards = paper.themes[0].cards
    assert [(card.kind, card.text, card.cluster) for card in cards] == [
        ("insight", "The shed was dry", "Shed"),
        ("insight", "Nobody has keys", "Shed"),
        ("experiment", "Cut keys", "Shed"),
    ]
    assert [note.text for note in paper.notes] == ["Steps | 1 | Comment | They freeze"]
    kept = paper_of(board.encode(), name="board.csv", reading=ReadingOptions(authors=True))
    assert "Bob" in kept.notes[0].text


def test_a_card_stacked_under_another_says_under_which() -> None:
    board = "id,text,column,parent\nn1,Nobody has keys,Went well,\nn2,The baker has one,Went well,n1\n"
    (first, second) = paper_of(board.encode(), name="board.csv").themes[0].cards
    assert (first.extras, dict(second.extras)["parent"]) == ((("id", "n1"),), "Nobody has keys")


def test_areas_that_are_no_lists_are_themes_or_groups() -> None:
    areas = paper_of(
        b"Area,Text,Type\nHarbour,Boats need shelter,Insight\nShed,Nobody has keys,Insight\n", name="a.csv"
    )
    assert outlined(areas) == ["Harbour", "i Boats need shelter", "Shed", "i Nobody has keys"]
    groups = paper_of(
        b"Theme,Frame,Text\nHarbour,Wall,Boats need shelter\nHarbour,Shed,Nobody has keys\n", name="a.csv"
    )
    assert [card.cluster for card in groups.themes[0].cards] == ["Wall", "Shed"]


def test_beside_a_column_of_list_names_the_longest_cells_are_the_cards() -> None:
    board = "Column,What people wrote,Colour\nWent well,Boats need shelter,red\nTo improve,Nobody has keys,red\n"
    assert outlined(paper_of(board.encode(), name="Harbour.csv")) == HARBOUR[:3]


def test_records_of_any_shape_are_rows() -> None:
    records = {
        "cards": [{"text": "Boats need shelter", "list": "Went well", "tags": ["a", "b"], "odd": {"x": 1}, "new": True}]
    }
    card = paper_of(json.dumps(records).encode(), name="x.json").themes[0].cards[0]
    assert (card.text, card.tags, dict(card.extras)) == (
        "Boats need shelter",
        ("a", "b"),
        {"odd": '{"x": 1}', "new": "yes"},
    )


def test_a_web_pages_odds_and_ends_are_no_cards() -> None:
    page = """<html><head><title>Harbour</title></head><body><nav><a href="#x">Insights</a></nav></i>
    <h2>Wall</h2><h3>Insights</h3>
    <ul><li>Boats need<br>shelter<p>also in spring</p></li><li></li></ul>
    <table><tr></tr><tr><td><img alt="a boat"></td></tr></table><img alt=" "><pre>

    </pre></body></html>"""
    paper = paper_of(page.encode(), name="page.html")
    assert paper.title == "Harbour"
    assert outlined(paper) == ["Wall", "i Boats need shelter also in spring"]


def test_a_web_page_may_leave_out_ends_and_loses_no_row_and_no_item() -> None:
    items = "".join(f"<li>item {number}" for number in range(300))
    page = (
        f"<h2>Wall</h2><dl><dt>Wind<dd>north<dt>Sun<dd>noon</dl><h3>Insights</h3><ul>{items}</ul></p><p>1.</p><p>--</p>"
    )
    paper = paper_of(page.encode(), name="page.html")
    assert outlined(paper) == ["Wall", *(f"i item {number}" for number in range(300))]
    assert [note.text for note in paper.notes] == ["Wind: north", "Sun: noon", "1."]


def test_a_workbooks_numbers_and_days_are_shown_as_people_read_them(monkeypatch: pytest.MonkeyPatch) -> None:
    book = Workbook()
    noon, day = datetime(2026, 5, 12, 12, 30, tzinfo=UTC).replace(tzinfo=None), datetime(2026, 5, 12, tzinfo=UTC)
    rows = (("Insights",), (2.0,), (), (noon,), (day.replace(tzinfo=None),), (2.5,))
    for row in rows:
        book.active.append([*row, ""] if row else [])
    data = io.BytesIO()
    book.save(data)
    assert "2026-05-12 12:30" in str(paper_of(data.getvalue(), name="x.xlsx"))
    monkeypatch.setattr("workshop.importing.readers.xlsx._CELLS", 3)
    with pytest.raises(Unreadable, match="more than 3 cells"):
        paper_of(data.getvalue(), name="x.xlsx")


def test_a_slide_may_have_tables_pictures_and_no_title(monkeypatch: pytest.MonkeyPatch) -> None:
    deck = Presentation()
    front = deck.slides.add_slide(deck.slide_layouts[0])
    front.shapes.title.text = "Harbour day"
    front.placeholders[1].text = "Eight tables"
    front.notes_slide.notes_text_frame.text = "\nHello"
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.shapes.add_connector(1, 0, 0, 9, 9)
    box = slide.shapes.add_textbox(0, 0, Inches(1), Inches(1))
    box.text_frame.text = "\n"
    table = slide.shapes.add_table(2, 2, 0, 0, Inches(4), Inches(1)).table
    for at, words in enumerate(("Insights", "Experiments", "Boats need shelter", "Open the shed")):
        table.cell(at // 2, at % 2).text = words
    data = io.BytesIO()
    deck.save(data)
    paper = paper_of(data.getvalue(), name="deck.pptx")
    assert outlined(paper) == ["Harbour day", "i Boats need shelter", "e Open the shed"]
    monkeypatch.setattr("workshop.importing.readers.pptx._SLIDES", 1)
    with pytest.raises(Unreadable, match="more than 1 slides"):
        paper_of(data.getvalue(), name="deck.pptx")


def test_locked_and_endless_pdf_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    writer = PdfWriter(PdfReader(io.BytesIO(pdf("Harbour"))))
    writer.encrypt("secret", algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    with pytest.raises(Unreadable, match="locked with a password"):
        paper_of(data.getvalue(), name="x.pdf")
    monkeypatch.setattr("workshop.importing.readers.pdf._PAGES", 0)
    with pytest.raises(Unreadable, match="more than 0 pages"):
        paper_of(pdf("Harbour"), name="x.pdf")


def test_damaged_rich_text_is_said_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> str:
        raise IndexError

    monkeypatch.setattr("striprtf.striprtf.rtf_to_text", fail)
    with pytest.raises(Unreadable, match="rich text file is damaged"):
        paper_of(RICH, name="x.rtf")


def test_a_locked_archive_is_refused() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("paper.txt", "Insights")
    raw = bytearray(data.getvalue())
    raw[raw.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Unreadable, match="locked with a password"):
        paper_of(bytes(raw), name="papers.zip")


def test_an_archive_of_which_a_paper_was_changed_on_the_way_is_refused() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("paper.txt", "Insights and Boats")
    with pytest.raises(Unreadable, match="archive is damaged"):
        paper_of(data.getvalue().replace(b"Boats", b"Goats", 1), name="papers.zip")


@with_each("part, kind", [("word/document.xml", ""), ("content.xml", "application/vnd.oasis.opendocument.text")])
def test_a_part_that_was_changed_on_the_way_is_damage(part: str, kind: str) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype" if kind else "[Content_Types].xml", kind)
        archive.writestr(part, "Boats need shelter")
    with pytest.raises(Unreadable, match="damaged"):
        paper_of(data.getvalue().replace(b"Boats", b"Goats", 1), name="paper")
