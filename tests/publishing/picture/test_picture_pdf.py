"""The PDF: its words are copied and read out in the order in which they were said, in every script."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tests.publishing.picture.sheets import laid_out, region, sheet
from workshop.publishing.picture import pdf
from workshop.publishing.picture.faces import face_for
from workshop.publishing.picture.sheet import Region, Sheet, SheetCard

ARABIC = ("نعير مصابيح الرأس في المكتبة", "لا ينام الأطفال إلا في الظلام", "مسار واحد")
CHINESE = ("在图书馆借头灯，方便晚上散步的人。", "一条照明环路")


def read(of: Sheet, size: str = "A1") -> PdfReader:
    return PdfReader(BytesIO(pdf.write(laid_out(of, size=size))))


def copied(reader: PdfReader) -> str:
    """Return the words of the page, without what copying puts between lines."""
    return " ".join(reader.pages[0].extract_text().split())


def tree(reader: PdfReader) -> list[Any]:
    root: Any = reader.root_object["/StructTreeRoot"]
    return [kid.get_object() for kid in root["/K"]["/K"]]


def in_script(letter: str) -> None:
    if face_for(letter, 400) is None:
        pytest.skip(f"no face on this computer has {letter}")


def test_latin_words_are_copied_with_their_ligatures_taken_apart() -> None:
    said = "Offices offer fjords, affluent fluff – “efficient”"
    assert f"{said} O01" in copied(read(sheet(region("One", said))))


def test_arabic_is_copied_in_reading_order() -> None:
    in_script("ع")
    cards = tuple(SheetCard(f"E{at}", text) for at, text in enumerate(ARABIC))
    words = copied(read(Sheet("المساحات", "", "ar", (Region("تجارب", cards=cards),))))
    for text in (*ARABIC, "المساحات", "تجارب"):
        assert text in words


def test_each_of_several_sheets_has_its_own_letters() -> None:
    in_script("ع")
    for text in ARABIC:
        assert text in copied(read(sheet(region("One", text))))


def test_chinese_is_copied_in_reading_order() -> None:
    in_script("在")
    words = copied(read(sheet(region("One", *CHINESE))))
    assert all(text in words.replace(" ", "") for text in CHINESE)


def test_the_page_is_tagged_in_reading_order() -> None:
    reader = read(sheet(region("One", "a", "b", question="Why?"), region("Two", "c"), question="How?"))
    elements = tree(reader)
    assert [element["/S"] for element in elements] == ["/H1", "/P", "/H2", "/P", "/P", "/P", "/H2", "/P", "/P"]
    assert [element["/K"] for element in elements] == list(range(9))
    content = reader.pages[0].get_contents()
    assert content is not None
    drawn = content.get_data()
    assert drawn.count(b"BDC") + drawn.count(b"BMC") == drawn.count(b"EMC")
    assert [f"/MCID {number}>>".encode() in drawn for number in range(10)] == [True] * 9 + [False]
    catalogue: Any = reader.root_object
    page: Any = reader.pages[0]
    assert catalogue["/MarkInfo"] == {"/Marked": True}
    assert catalogue["/Lang"] == "en"
    assert page["/StructParents"] == 0
    root = catalogue["/StructTreeRoot"]
    number, parents = root["/ParentTree"]["/Nums"]
    assert (number, [parent.get_object() for parent in parents.get_object()]) == (0, elements)


def test_words_that_run_from_the_right_are_read_out_as_they_were_said() -> None:
    in_script("ع")
    elements = tree(read(sheet(region("One", ARABIC[0], "plain"))))
    assert [element.get("/ActualText") for element in elements[2:4]] == [f"{ARABIC[0]} O01", None]
