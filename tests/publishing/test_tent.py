"""The page that stands on the table, as a Word file."""

from __future__ import annotations

import io

import pytest
from docx import Document

from workshop.publishing.formats.docx_tent import export, png
from workshop.publishing.tent import Tent
from workshop.web.i18n import words_for
from workshop.web.paper import Network, tent_of
from workshop.web.qr import matrix

URL, KEY = "http://192.168.1.23:8000/", "K7QF3M"


def tent(language: str = "en", question: str = "Why <not>?", network: Network | None = None) -> Tent:
    return tent_of(words_for(language), "Parks", question, URL, KEY, network=network)


def text_of(docx: bytes) -> str:
    document = Document(io.BytesIO(docx))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(p.text for part in (document, *cells) for p in part.paragraphs)


def pictures(docx: bytes) -> list[bytes]:
    parts = Document(io.BytesIO(docx)).part.package.iter_parts()
    return [part.blob for part in parts if str(part.partname).endswith(".png")]


def read(picture: bytes) -> str:
    zxing, image = pytest.importorskip("zxingcpp"), pytest.importorskip("PIL.Image")
    (found,) = zxing.read_barcodes(image.open(io.BytesIO(picture)).convert("L"))
    return str(found.text)


def test_it_holds_question_codes_address_key_and_rules() -> None:
    page = tent(network=Network("Hall; 2", "p:a\\ss"))
    docx = export(page)
    said = text_of(docx)
    for words in ("Why <not>?", "Parks", "1. Wi-Fi", "2. Join", "192.168.1.23:8000", KEY, "Hall; 2", "p:a\\ss"):
        assert words in said
    assert all(rule in said for rule in page.rules)
    assert sorted(map(read, pictures(docx))) == [r"WIFI:T:WPA;S:Hall\; 2;P:p\:a\\ss;;", f"{URL}j/{KEY}"]
    properties = Document(io.BytesIO(docx)).core_properties
    assert (properties.title, properties.author, properties.language) == ("Why <not>?", "", "en")


def test_without_a_wifi_there_is_one_step_and_without_a_question_the_title_leads() -> None:
    said = text_of(export(tent(question="")))
    assert said.startswith("Parks\n")
    assert "1. " not in said


def test_what_word_could_not_hold_is_left_out() -> None:
    docx = export(tent(question="Why\x07 not?\ud800", network=Network("Hall\x1b", "a\x00b")))
    assert "Why not?" in text_of(docx)


def test_arabic_runs_from_right_to_left() -> None:
    body = Document(io.BytesIO(export(tent("ar", "لماذا؟")))).element.body
    assert body.xpath(".//w:bidi")
    assert body.xpath(".//w:bidiVisual")


def test_a_picture_is_the_code_and_the_same_tent_gives_the_same_bytes() -> None:
    assert read(png(matrix("HELLO"))) == "HELLO"
    assert export(tent()) == export(tent())
