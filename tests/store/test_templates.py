"""Templates: ours hold what they promise, own ones go first, a bad one is named by file, line and cure."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples import with_each
from workshop.model.commands import StartSession
from workshop.model.errors import NotFound, Unreadable
from workshop.model.history import History
from workshop.model.session import EMPTY, EXPERIMENT, INSIGHT
from workshop.store.locations import Home
from workshop.store.template import Template
from workshop.store.templates import PLAIN, WORDS, find_template, readable
from workshop.wording.document_words import LANGUAGES
from workshop.wording.listnames import ListName, ListNames

STAMP = "20261122T091403.512Z-000-k7q2ab"
NAMES = ["table-conversation", "blank", "open-space", "retrospective", "world-cafe"]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def own(home: Home, text: str, name: str = "mine") -> Path:
    """Put an own template into the home."""
    path = home.path / "templates" / f"{name}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refusal(home: Home, text: str) -> str:
    """Return what is said about an own template, without the folder."""
    path = own(home, text)
    with pytest.raises(Unreadable) as caught:
        find_template(home, "mine")
    sentence = str(caught.value)
    assert sentence.startswith(f"{path}, line ")
    return sentence.removeprefix(f"{path}, ")


def test_five_templates_are_ours_and_the_plain_one_comes_first(home: Home) -> None:
    assert [template.name for template in readable(home).templates] == NAMES
    assert all(template.title and template.description for template in readable(home).templates)


@pytest.mark.parametrize("name", NAMES)
def test_a_session_can_begin_with_each_of_ours(home: Home, name: str) -> None:
    chosen = find_template(home, name)
    start = StartSession("Table", chosen.themes, "", chosen.language, chosen.kinds, chosen.tags)
    history = History()
    history.record(start, 0, "abcdef", "")
    titles = [title for title, _ in chosen.themes] or ["Table"]
    assert [theme.title for theme in history.session.live_themes()] == titles
    assert [tuple(kind) for kind in history.session.kinds] == list(chosen.kinds or EMPTY.kinds)


def test_without_a_name_it_is_the_plain_table_conversation_without_themes(home: Home) -> None:
    assert find_template(home, "") == find_template(home, "table-conversation") == PLAIN
    assert not PLAIN.themes
    assert not PLAIN.kinds


def test_a_name_may_be_written_as_people_write_it(home: Home) -> None:
    assert find_template(home, "World Café").name == "world-cafe"


def test_an_unknown_name_lists_what_there_is_own_ones_too(home: Home) -> None:
    own(home, 'title = "Ours"', "Town hall")
    with pytest.raises(NotFound) as caught:
        find_template(home, "picnic")
    assert str(caught.value) == f"There is no template “picnic”. There are: {', '.join(NAMES)}, town-hall."


def test_a_template_is_immutable(home: Home) -> None:
    with pytest.raises(AttributeError):
        find_template(home, "").title = "Other"  # type: ignore[misc]


# Languages


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_usual_kinds_have_words_in_every_language_of_the_headings(home: Home, language: str) -> None:
    kinds = find_template(home, "", language).kinds or (INSIGHT, EXPERIMENT)
    assert [(kind[0], kind[3]) for kind in kinds] == [("insight", "I"), ("experiment", "E")]
    assert (language in WORDS) is (language != "en")


@with_each("language", WORDS)
def test_the_importer_knows_the_words_that_we_print(language: str) -> None:
    for name, singular, plural, _ in WORDS[language]:
        assert ListNames({}).find(singular) == ListName(name, certain=True)
        assert ListNames({}).find(plural) == ListName(name, certain=True)


def test_a_regional_tag_has_the_words_of_its_language(home: Home) -> None:
    chosen = find_template(home, "world-cafe", "cy-GB")
    assert chosen.language == "cy-GB"
    assert chosen.kinds == WORDS["cy"]


def test_a_language_without_words_of_ours_keeps_the_usual_ones(home: Home) -> None:
    assert find_template(home, "", "pl").kinds == ()


def test_the_language_asked_for_goes_before_the_templates_own(home: Home) -> None:
    own(home, 'title = "Bwrdd"\nlanguage = "cy"')
    assert find_template(home, "mine").kinds == WORDS["cy"]
    assert find_template(home, "mine", "fr").kinds == WORDS["fr"]


def test_a_templates_own_kinds_stay_in_any_language(home: Home) -> None:
    assert find_template(home, "retrospective", "de").kinds == find_template(home, "retrospective").kinds


# Own files


WHOLE = """\
title = "  Town hall "
description = "An evening for everyone"
language = "en-GB"
dots = 5
most = 2

[[kinds]]
name = "worry"
singular = "Worry"
plural = "Worries"
letter = "W"

[[tags]]
tag = "roof"

[[themes]]
title = "The hall"
question = "What should it be for?"
"""


def test_everything_a_template_may_say_is_read(home: Home) -> None:
    own(home, WHOLE)
    assert find_template(home, "mine") == Template(
        name="mine",
        title="Town hall",
        description="An evening for everyone",
        language="en-GB",
        kinds=(("worry", "Worry", "Worries", "W"),),
        tags=(("roof", ""),),
        themes=(("The hall", "What should it be for?"),),
        dots=5,
        most=2,
    )


def test_an_own_template_stands_in_the_place_of_ours(home: Home) -> None:
    own(home, 'title = "Our café"', "World Café")
    assert find_template(home, "world-cafe").title == "Our café"
    assert [template.name for template in readable(home).templates] == NAMES


def test_a_mark_and_line_ends_from_another_machine_are_no_trouble(home: Home) -> None:
    own(home, "").write_bytes(b'\xef\xbb\xbftitle = "Ours"\r\ndots = 4\r\n')
    assert find_template(home, "mine").dots == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('title = "A"\ndots 3', "line 2: This cannot be read (Expected '='"),
        ('title = "A"\ndots = [3\n', "line 2: This cannot be read (Unclosed array)"),
        ('title = "A"\ntitle = "B"', "line 2: This cannot be read (Cannot overwrite a value)"),
        ("dots = 3", "line 1: “title” is missing. Add it there, as in title = …"),
        ('title = "A"\n\ntehmes = 3', "line 3: There is no “tehmes” in a template."),
        ("dots = 3\ntitle = 7", "line 2: “title” is text. Put it in quotes, as in title"),
        ('title = "A"\ndots = "3"', "line 2: “dots” is a whole number. Write it without quotes, as in dots"),
        (
            'title = "A"\nkinds = "worry"',
            "line 2: “kinds” is a list. Begin each of its parts with a line [[k",
        ),
        ('title = "A"\n\n[tags]\ntag = "x"', "line 3: “tags” is a list."),
        ('title = "A"\ntags = ["x"]', "line 2: “tags” is a list."),
        ('title = "A"\n[[tags]]\ntag = "x"\n[[tags]]\n', "line 4: “tag” is missing."),
    ],
)
def test_what_cannot_be_read_is_named_by_line_and_cure(home: Home, text: str, said: str) -> None:
    assert refusal(home, text).startswith(said)


KINDS = """\
title = "A"
[[kinds]]
name = "one"
singular = "One"
plural = "Ones"
letter = "O"

[[kinds]]
name = "NAME"
singular = "SINGULAR"
plural = "PLURAL"
letter = "LETTER"
"""


@pytest.mark.parametrize(
    ("word", "value", "said"),
    [
        ("LETTER", "ab", "line 12: A kind's letter is one of A to Z."),
        ("LETTER", "O", "line 12: Two kinds have the same letter. Give each its own."),
        ("NAME", "One", "line 9: Two kinds have the same name. Give each its own."),
        ("SINGULAR", "", "line 10: A kind needs some words."),
        ("PLURAL", "x" * 61, "line 11: A kind may have 60 characters, and this has 61. Please shorten it."),
    ],
)
def test_a_kind_that_no_session_can_have_is_named_by_its_line(home: Home, word: str, value: str, said: str) -> None:
    text = KINDS.replace(word, value).replace("LETTER", "L")
    assert refusal(home, text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('title = "  "', "line 1: A session's title needs some words."),
        ('title = "A"\nlanguage = "English"', "line 2: A language is a tag such as en, cy, fr or ar."),
        ('title = "A"\ndots = 101', "line 2: Each person has 1 to 100 dots."),
        ('title = "A"\ndots = 2\nmost = 3', "line 3: Each person has 2 dots, so one card takes 1 to 2."),
        ('title = "A"\ndescription = "%s"' % ("x" * 501), "line 2: A description may have 500 characters"),
        ('title = "A"\n[[tags]]\ntag = "#"', "line 3: A tag needs some words."),
        ('title = "A"\n[[themes]]\ntitle = ""', "line 3: A theme's title needs some words."),
        (
            'title = "A"\n[[themes]]\ntitle = "B"\nquestion = "%s"' % ("x" * 501),
            "line 4: A question may have 500",
        ),
    ],
)
def test_what_no_session_can_begin_with_is_named_by_its_line(home: Home, text: str, said: str) -> None:
    assert refusal(home, text).startswith(said)


def test_a_file_in_another_encoding_is_named_by_its_line(home: Home) -> None:
    path = own(home, "")
    path.write_bytes('dots = 3\ntitle = "Café"'.encode("cp1252"))
    with pytest.raises(Unreadable, match=r"line 2: A letter here is not in UTF-8\. Save the file again"):
        find_template(home, "mine")


def test_a_file_that_cannot_be_read_is_named(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    own(home, 'title = "A"')
    monkeypatch.setattr(Path, "read_bytes", _deny)
    with pytest.raises(Unreadable, match=r"mine\.toml cannot be read \(Permission denied\)\."):
        find_template(home, "mine")


def _deny(path: Path) -> bytes:
    del path
    raise PermissionError(13, "Permission denied")


def test_a_bad_own_template_stands_in_nobody_elses_way(home: Home) -> None:
    own(home, "nonsense")
    assert find_template(home, "blank").title == "Blank"
    assert [problem.partition(":")[0] for problem in readable(home).problems] == [
        f"{home.path}/templates/mine.toml, line 1"
    ]


def test_a_plain_session_starts_without_pydantic(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from workshop.store.locations import Home; "
        "from workshop.store.templates import find_template; "
        f"find_template(Home(Path({str(tmp_path)!r})), ''); print('pydantic' in sys.modules)"
    )
    assert subprocess.check_output([sys.executable, "-c", script], text=True).strip() == "False"


def test_a_template_may_say_what_its_kinds_are(home: Home) -> None:
    assert find_template(home, "retrospective").hints[0] == ("well", "what we want to keep")
    history = History()
    chosen = find_template(home, "open-space")
    history.record(StartSession("Table", kinds=chosen.kinds, hints=chosen.hints), 0, "abcdef", "")
    assert history.session.hint("experiment") == "what the group will do"


def test_a_bad_template_keeps_nobody_from_the_others(home: Home) -> None:
    bad = own(home, "title = [", "bad")
    found = readable(home)
    assert {template.name for template in found.templates} == set(NAMES)
    [problem] = found.problems
    assert bad.name in problem
