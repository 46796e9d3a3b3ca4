from __future__ import annotations

import csv
import html
import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.examples import with_each
from tests.publishing.golden import TEXTS, golden_file
from tests.publishing.sample_report import EXPERIMENTS, REPORT, one_card, with_text
from workshop.model.errors import Refused, Unreadable
from workshop.publishing.details import card_details
from workshop.publishing.publication import FORMATS, export
from workshop.publishing.report import cleaned
from workshop.wording.document_words import LANGUAGES, all_words, is_right_to_left, words_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOSTILE = {
    "markup": "[b]x[/b] [/nope] *a* `b` </w:t></w:p> ]]> <!-- -->",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)> \"' onload='x' &amp; &#60;",
    "formula": '=HYPERLINK("x")',
    "illegal": "a\x00b\x07c\x1bd\x0be\x0cf\x1fg\ufffeh\uffffi",
    "surrogate": "half \ud83d of a pair",
    "long": "W" * 2_000,
    "bidi": "\u202egnp.exe\u2066 \u200f end",
    "marks": "e" + "\u0301" * 60,
    "escape": "\x1b]2;title\x1b\\ \x9b31m",
    "lines": "one\r\ntwo\n\n\nthree\u2028four\tfive  ",
    "arabic": "مفتاح القاعة key",
    "template": "$body ${language} {page} %s",
}


@with_each("name", TEXTS)
def test_a_text_format_is_written_as_its_golden_file(name: str) -> None:
    assert export(REPORT, name) == golden_file(name).read_bytes()


@with_each("name", FORMATS)
def test_the_same_report_gives_the_same_bytes(name: str) -> None:
    assert export(REPORT, name) == export(REPORT, name)


def test_importing_the_formats_and_writing_text_loads_no_document_library() -> None:
    program = (
        "import sys; from workshop.publishing.publication import export;"
        "from workshop.publishing.report import Report;"
        "export(Report('T', 'en', (), 'Nothing.'), 'txt'); export(Report('T', 'en', (), 'Nothing.'), 'odt');"
        "print(*{'docx', 'odfdo', 'lxml'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("", "")


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refused, match=r'There is no format "pdf"\. Choose one of txt, md'):
        export(REPORT, "pdf")


def test_a_template_is_refused_for_another_format(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot shape odt"):
        export(REPORT, "odt", tmp_path / "house.docx")


@pytest.mark.parametrize("data", [b"", b"no zip at all", b"PK\x05\x06" + bytes(18), b"zip"])
def test_a_template_that_is_no_word_file_is_unreadable(tmp_path: Path, data: bytes) -> None:
    template = tmp_path / "house.docx"
    if data == b"zip":
        with zipfile.ZipFile(template, "w") as archive:
            archive.writestr("hello.txt", "hello")
    else:
        template.write_bytes(data)
    with pytest.raises(Unreadable, match=r"house\.docx is not a Word document"):
        export(REPORT, "docx", template)


def test_a_template_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"house\.docx: there is no such file"):
        export(REPORT, "docx", tmp_path / "house.docx")


@with_each("text", HOSTILE.values(), ids=HOSTILE)
@with_each("name", FORMATS)
def test_hostile_text_in_every_place_is_written_and_inert(name: str, text: str) -> None:
    data = export(with_text(REPORT, lambda _: text), name)
    READERS[name](data)
    if name in TEXTS:
        assert not set(data.decode("utf-8-sig")) & set("\x00\x07\x1b\x9b\x0b\x0c\u202e\u2066\u200f\ufffe")


def test_a_language_that_is_no_tag_becomes_english() -> None:
    assert cleaned(replace(REPORT, language='en" onload="x')).language == "en"
    assert cleaned(replace(REPORT, language="cy-GB")).language == "cy-GB"


def test_cleaning_a_report_twice_changes_nothing() -> None:
    for text in HOSTILE.values():
        once = cleaned(with_text(REPORT, text.__add__))
        assert cleaned(once) == once


@with_each("language", LANGUAGES)
@with_each("name", FORMATS)
def test_every_format_speaks_every_language(name: str, language: str) -> None:
    written = export(replace(REPORT, language=language), name)
    READERS[name](written)
    if name in {"txt", "md", "html"}:
        assert words_for(language).labels.owner in html.unescape(written.decode())
    other = export(replace(REPORT, language="en" if language != "en" else "cy"), name)
    assert (written == other) == (name == "csv"), "the columns of a sheet are the same in every language"


def test_labels_are_found_by_the_first_part_of_the_tag() -> None:
    assert words_for("CY-gb").labels.owner == "Perchennog"
    assert words_for("tlh") is words_for("en")
    assert is_right_to_left("ar-EG")
    assert not is_right_to_left("en")


def test_every_page_label_has_both_places() -> None:
    assert all(words.labels.page.format(page=1, pages=2).count("{") == 0 for words in all_words())
    assert all("{page}" in words.labels.page and "{pages}" in words.labels.page for words in all_words())


def test_what_an_experiment_tests_is_quoted_and_a_tag_with_a_comma_stays_one() -> None:
    lines = dict(card_details(EXPERIMENTS[0], words_for("en").labels, REPORT.said()))
    assert lines["Tests"] == "Young carers said: “Ask us before ten, or after four.”; T07-I9"
    assert lines["Tag"] == "evenings, late"
    assert card_details(replace(EXPERIMENTS[1], note="Heard"), words_for("en").labels, {}) == [("Note", "Heard")]


def test_a_vote_without_a_title_is_called_a_vote() -> None:
    untitled = replace(REPORT, ballots=(replace(REPORT.ballots[0], title=""),))
    assert "\n\nVote\n  Each person" in export(untitled, "txt").decode()


def test_an_empty_report_is_written_in_every_format() -> None:
    for name in FORMATS:
        READERS[name](export(replace(one_card("x"), themes=(), language="ar"), name))


def _read_html(data: bytes) -> None:
    tags: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append(tag)
            assert not [name for name, _ in attrs if name.startswith("on")]

    Reader().feed(data.decode())
    assert not {"script", "img", "b", "iframe", "link", "form"} & set(tags)
    assert tags.count("h1") == 1


def _read_zip(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(archive.read(name))  # noqa: S314 - our own file


def _read_csv(data: bytes) -> None:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert {len(row) for row in rows} == {17 if rows[0][-1] == "theme_id" else 16}
    assert not [cell for row in rows for cell in row if cell.lstrip()[:1] in tuple("=+-@")]


READERS: dict[str, Callable[[bytes], object]] = {
    "txt": bytes.decode,
    "md": bytes.decode,
    "html": _read_html,
    "docx": _read_zip,
    "odt": _read_zip,
    "csv": _read_csv,
}
