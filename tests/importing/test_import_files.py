"""From a path to a paper: encodings, kinds of file, and a sentence for all that is none."""

from __future__ import annotations

import io
import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.examples import with_each
from workshop.importing import importer
from workshop.importing.importer import LINE_LIMIT, looks_like_json, paper_of, read_paper
from workshop.importing.readers.encodings import decoded
from workshop.live.import_paper import is_record
from workshop.model.errors import Unreadable

if TYPE_CHECKING:
    from pathlib import Path

PAPER = "Brücken : Wer baut sie?\nEinsichten\n• “eins” – für Ana\n• zwei\n"


def zipped(*names: str) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return whole.getvalue()


@with_each(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
@with_each("line_end", ["\n", "\r\n", "\r"])
def test_common_encodings_and_line_ends_give_the_same_paper(tmp_path: Path, encoding: str, line_end: str) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes(PAPER.replace("\n", line_end).encode(encoding))
    theme = read_paper(path).themes[0]
    assert (theme.title, theme.question) == ("Brücken", "Wer baut sie?")
    assert [(card.text, card.line) for card in theme.cards] == [("“eins” – für Ana", 3), ("zwei", 4)]


def test_old_mac_text_is_known_by_its_line_ends() -> None:
    assert decoded(PAPER.replace("\n", "\r").encode("mac-roman")) == PAPER.replace("\n", "\r")


def test_latin_1_and_bytes_without_a_letter_are_kept() -> None:
    assert decoded("caf\xe9".encode("latin-1")) == "café"
    assert decoded(b"caf\xe9 \x81 \x93") == "café \x81 “"


def test_utf_16_without_a_mark_is_told_in_other_scripts_too() -> None:
    text = "يوم النهر والجسور\nالأفكار\n"
    assert decoded(text.encode("utf-16-le")) == text
    assert decoded(text.encode("utf-16-be")) == text


def test_a_few_stray_zeros_are_no_reason_to_refuse_a_text() -> None:
    assert decoded("Insights\n- one\0\n- café\n".encode()) == "Insights\n- one\0\n- café\n"
    assert decoded(b"Insights\n- one\0\n- caf\xe9\n") is None


def test_mac_and_polish_letters_are_told_by_where_they_stand_in_words() -> None:
    mac, polish, french = "• l’été à côté\n• noël\n", "- źle się śpi\n- żółć\n", "– l’été à côté\n– noël\n"
    assert decoded(mac.encode("mac-roman")) == mac
    assert decoded(polish.encode("cp1250")) == polish
    assert decoded(french.encode("cp1252")) == french


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_ordinary_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert not is_record(pipe)
    with pytest.raises(Unreadable, match="not an ordinary file"):
        read_paper(pipe)


def test_more_lines_than_any_paper_has_are_refused_at_once() -> None:
    with pytest.raises(Unreadable, match=r"300,001 lines, and a paper may have 300,000"):
        paper_of(b"- a\n" * (LINE_LIMIT + 1))


def test_half_a_word_document_is_called_damaged_and_no_archive() -> None:
    with pytest.raises(Unreadable, match="this file is damaged"):
        paper_of(zipped("word/document.xml", "[Content_Types].xml")[:-30], name="paper.docx")


def test_blanks_broken_words_and_rows_without_end_are_read() -> None:
    blanks = paper_of(b"Insights\n-" + b" " * 1_000_000 + b"a\n")
    broken = paper_of(b"Insights\n- a\n" + b"b-\n" * 10_000)
    rows = paper_of(b"Theme,Insight\n" + b"a,b\n" * 10_000, name="rows.csv")
    assert [len(theme.cards) for paper in (blanks, broken, rows) for theme in paper.themes] == [1, 1, 10_000]


def test_zero_bytes_are_no_text() -> None:
    assert decoded(b"abc\0def\1\2\0\0") is None
    assert decoded(b"a\0\0b") is None


@with_each(
    "data, sentence",
    [
        (b"", "is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"%PDF-1.7 ...", "this PDF is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"\.doc"),
        (b"\x89PNG\r\n", "a picture"),
        (b"abc\0\1\2def", "not text"),
        (b"PK\x03\x04 torn", "file is damaged"),
        (zipped("mimetype", "content.xml"), "OpenDocument sheet"),
        (zipped("xl/workbook.xml"), "Excel workbook is damaged"),
        (zipped("ppt/presentation.xml"), "presentation is damaged"),
        (zipped("photos/one.jpg"), "zip"),
        (b"PK\x03\x04 word/ torn", "damaged"),
        (b'{"a": 1}', "JSON"),
        (zipped("word/document.xml", "word/vbaProject.bin"), "carries macros"),
    ],
)
def test_what_is_no_paper_is_refused_in_one_sentence_with_a_cure(tmp_path: Path, data: bytes, sentence: str) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=sentence) as refused:
        read_paper(path)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no such file"):
        read_paper(tmp_path / "none.txt")
    with pytest.raises(Unreadable, match="a folder"):
        read_paper(tmp_path)


def test_a_file_that_is_too_big_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(importer.PAPER_LIMIT + 1)
    with pytest.raises(Unreadable, match="20 MB"):
        read_paper(path)


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "paper.txt"
    path.write_text("x", encoding="utf-8")

    def refuse(_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    with pytest.raises(Unreadable, match="may not read"):
        read_paper(path)


def test_any_other_trouble_with_the_disk_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "paper.txt"
    path.write_text("x", encoding="utf-8")

    def fail(_: object) -> bytes:
        raise OSError(5, os.strerror(5))

    monkeypatch.setattr("pathlib.Path.read_bytes", fail)
    with pytest.raises(Unreadable, match=os.strerror(5)):
        read_paper(path)


def test_json_is_known_by_what_it_is() -> None:
    assert looks_like_json(b'\xef\xbb\xbf {"a": [1]}')
    assert looks_like_json(b"[1]")
    assert not looks_like_json(b"{not json")
    assert not looks_like_json(b"[x] a task")
    assert not looks_like_json(b"plain")
    assert not looks_like_json(b"[" * 100_000)
    assert not looks_like_json(b"{\0\1\2")


def test_what_is_in_a_file_decides_how_it_is_read_not_its_name() -> None:
    markdown = b"# River day\n\n## Bridges\n\n### Insights\n\n- *one*\n"
    sheet = b"theme,kind,text\nBridges,insight,one\n"
    assert paper_of(markdown, name="notes.txt").themes[0].cards[0].text == "one"
    assert paper_of(sheet, name="notes.txt").themes[0].cards[0].text == "one"
    assert paper_of(sheet.replace(b",", b"\t"), name="notes").themes[0].title == "Bridges"


def test_a_paper_that_names_no_theme_is_called_as_its_file() -> None:
    assert paper_of(b"- one\n", name="table 7.txt").themes[0].title == "table 7"
    assert paper_of(b"- one\n", name="table").themes[0].title == "table"
