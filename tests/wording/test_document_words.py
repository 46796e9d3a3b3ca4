"""Documents have the same words in each of their languages, and a file that lacks one says which."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.examples import with_each
from workshop.model.ballot import USUAL_QUESTIONS
from workshop.model.follow_up import STATUSES
from workshop.model.struct import fields_of
from workshop.wording import document_words
from workshop.wording.document_words import LANGUAGES, DocumentWords, all_words, read_words, words_for

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = document_words._FILES


def places(text: str) -> set[str]:
    """Return the places of ``text`` that are filled in; a place without a name is told from the next such place."""
    found = re.findall(r"{\w*}", text)
    return {place if place != "{}" else f"{{}} of {found.count(place)}" for place in found}


def test_each_language_has_its_file() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{language}.toml" for language in LANGUAGES}
    assert len({words.labels.owner + words.site.home for words in all_words()}) == len(LANGUAGES)
    assert words_for("cy-GB") is words_for("cy")
    assert words_for("tlh") is words_for("en")


@with_each("language", LANGUAGES)
def test_each_language_has_all_words_and_keeps_their_places(language: str) -> None:
    said, english = words_for(language), words_for("en")
    for table in fields_of(DocumentWords):
        words, models = getattr(said, table), getattr(english, table)
        for name in fields_of(type(words)):
            value, model = getattr(words, name), getattr(models, name)
            assert type(value) is type(model), name
            if isinstance(value, str):
                assert value, name
                assert all(places(form) == places(model.partition("|")[0]) for form in value.split("|")), name


@with_each("language", LANGUAGES)
def test_each_language_has_months_statuses_and_the_usual_questions(language: str) -> None:
    words = words_for(language)
    assert len(set(words.bulletin.months)) == 12
    assert len(set(words.follow_up.statuses)) == len(STATUSES)
    usual = {text for question in USUAL_QUESTIONS for text in question}
    assert words.scale.usual.keys() == (usual if language != "en" else set())
    assert len(set(map(words.scale.said, usual))) == len(usual)
    assert words.scale.said("Our own question") == "Our own question"


def test_statuses_are_called_in_english_as_they_are_recorded() -> None:
    assert [status.lower() for status in words_for("en").follow_up.statuses] == list(STATUSES)


@with_each(
    "written, instead, said",
    [
        ('owner = "Owner"', "", "xx.toml, labels: missing: owner"),
        ('owner = "Owner"', 'ownr = "Owner"', "xx.toml, labels: missing: owner"),
        ('home = "Home"', 'home = "Home"\nhut = "Hut"', "xx.toml, site: unknown: hut"),
        ("[map]", "[mop]", "xx.toml: missing: map"),
        ("[map]", "[mop]\n[map]", "xx.toml: unknown: mop"),
    ],
)
def test_a_word_missing_or_unknown_is_named_with_its_file(
    tmp_path: Path, written: str, instead: str, said: str
) -> None:
    text = (FOLDER / "en.toml").read_text(encoding="utf-8")
    (tmp_path / "xx.toml").write_text(text.replace(f"\n{written}\n", f"\n{instead}\n"), encoding="utf-8")
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        read_words(tmp_path / "xx.toml")
