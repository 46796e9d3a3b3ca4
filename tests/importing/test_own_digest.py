"""A digest that was handed out comes back: its lines, and the cards that each says it stands on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.examples import with_each
from tests.model.table import Table, table
from workshop.importing.digest import digest_in, read_digest
from workshop.importing.readers.text import lines_of_text
from workshop.live.import_digest import take_in_digest
from workshop.model import commands as c
from workshop.model.errors import Unreadable
from workshop.publishing.publication import PUBLICATIONS, Matter
from workshop.wording.document_words import LANGUAGES
from workshop.wording.listnames import ListNames


def mapped(language: str = "en") -> Table:
    it = table("Green spaces", themes=(("Winter", ""),), language=language)
    torches, loop, cart = it.add("Lend head torches", "One lit loop", "Tea cart", kind="experiment")
    dark = it.made(c.MakeHeading("After dark"))
    it.do(c.WriteLine("Light, by hand: and more of it", dark, (torches, loop)))
    it.do(c.WriteLine("Nothing said so", dark))
    it.do(c.WriteLine("Warm drinks", it.made(c.MakeHeading("Money")), (cart,)))
    it.do(c.RewordCard(cart, "A tea cart"))
    return it


@with_each("language", LANGUAGES)
@with_each("form", ["docx", "odt", "html", "md", "txt"])
def test_it_comes_back_with_its_sources_from_every_format(tmp_path: Path, form: str, language: str) -> None:
    it = mapped(language)
    (content,) = PUBLICATIONS["digest"].files(Matter(it.history), form).values()
    path = tmp_path / f"digest.{form}"
    path.write_bytes(content)
    page = read_digest(path)
    assert page.headings == (
        ("After dark", ("Light, by hand: and more of it", "Nothing said so")),
        ("Money", ("Warm drinks",)),
    )
    assert page.sources == {
        "Light, by hand: and more of it": ("T07-E01", "T07-E02"),
        "Warm drinks": ("T07-E03",),
    }
    bare = table(themes=(("Winter", ""),))
    bare.add("Lend head torches", "One lit loop", kind="experiment")
    (first, *_) = take_in_digest(path, bare.session, link=True).lines
    assert [found.certainty for found in first.certain] == [1.0, 1.0]
    taken = take_in_digest(path, bare.session, link=True).command
    bare.do(taken)
    lines = {line.text: len(line.sources) for line in bare.session.map.lines.values()}
    assert lines["Light, by hand: and more of it"] == 2


def test_a_page_typed_by_hand_keeps_a_line_that_begins_with_a_label() -> None:
    text = "What next\n\nAfter dark\n- Light\n- From: the library\n- Note: bring your own\n"
    page = digest_in(lines_of_text(text, ListNames({})))
    assert page.headings == (("After dark", ("Light", "From: the library", "Note: bring your own")),)
    assert page.sources == {}


@pytest.mark.parametrize("form", ["docx", "odt"])
@pytest.mark.parametrize("part", [0.2, 0.5, 0.98])
def test_a_file_that_was_cut_is_damaged_and_said_so(tmp_path: Path, form: str, part: float) -> None:
    (content,) = PUBLICATIONS["digest"].files(Matter(mapped().history), form).values()
    path = tmp_path / f"digest.{form}"
    path.write_bytes(content[: round(len(content) * part)])
    with pytest.raises(Unreadable, match="this file is damaged"):
        read_digest(path)
