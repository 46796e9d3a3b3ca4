from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import with_each
from workshop.model.errors import NotFound, Refused, Unreadable
from workshop.store.locations import (
    SLUG_LENGTH,
    Home,
    check_slug,
    find_home,
    find_session,
    free_slug,
    session_folders,
    slug_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager


@pytest.fixture
def home(tmp_path: Path) -> Home:
    for name in ("leadership", "leading-from-behind", "funding", "gro\u0308sse"):
        (tmp_path / "sessions" / name / "journal").mkdir(parents=True)
    (tmp_path / "sessions" / "notes").mkdir()
    (tmp_path / "sessions" / "catalogue.json").touch()
    return Home(tmp_path)


@with_each(
    "title, slug",
    [
        ("Leadership: How do we lead?", "leadership-how-do-we-lead"),
        ("Große Straße", "grosse-strasse"),
        ("Yr Ŵyl", "yr-wyl"),
        ("Don’t wait", "dont-wait"),
        ("№ 5 ™", "no-5-tm"),
        ("名", "名"),
        ("القيادة: كيف نقود 2026؟", "القيادة-كيف-نقود-2026"),
        ("领导力：我们如何领导", "领导力-我们如何领导"),
        ("हिन्दी में", "हिन्दी-में"),
        ("会" * 90, "会" * 60),
        ("🎉", "session"),
        ("", "session"),
        ("CON", "con-session"),
        ("com¹", "com1-session"),
        ("../..", "session"),
        ("x" * 90, "x" * 60),
    ],
)
def test_a_title_makes_a_plain_name(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@settings(deadline=None)
@given(st.text(max_size=100))
def test_any_titles_name_is_a_name(title: str) -> None:
    assert check_slug(slug_of(title)) == slug_of(title)


@with_each("slug", ["", "Leadership", "a b", "../x", "a/b", "con", "-a", "x" * 61, "é"])
def test_what_is_no_name_is_refused_with_one_that_is(slug: str) -> None:
    with pytest.raises(Refused, match=rf"Use small letters, digits and dashes: {slug_of(slug)}\."):
        check_slug(slug)


def test_a_name_that_is_taken_gets_a_number(home: Home) -> None:
    assert free_slug(home, "Leadership") == "leadership-2"
    (home.sessions / "leadership-2").mkdir()
    assert free_slug(home, "Leadership") == "leadership-3"
    assert free_slug(home, "Trust") == "trust"


def test_a_long_name_that_is_taken_stays_a_name(home: Home) -> None:
    (home.sessions / ("x" * SLUG_LENGTH)).mkdir()
    assert check_slug(free_slug(home, "x" * 70)) == "x" * 58 + "-2"


def test_sessions_are_the_folders_with_a_journal(home: Home, tmp_path: Path) -> None:
    assert [path.name for path in session_folders(home)] == [
        "funding",
        "gro\u0308sse",
        "leadership",
        "leading-from-behind",
    ]
    assert session_folders(Home(tmp_path / "none")) == []
    assert session_folders(Home(home.sessions / "catalogue.json")) == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("leadership", "leadership"),
        ("Leaders", "leadership"),
        ("f", "funding"),
        ("leadi", "leading-from-behind"),
        ("größe", "gro\u0308sse"),
        ("gr\u00f6sse", "gro\u0308sse"),
        ("GR\u00d6", "gro\u0308sse"),
    ],
)
def test_a_session_is_found_by_its_name_or_the_beginning_of_it(home: Home, name: str, found: str) -> None:
    assert find_session(home, name) == home.sessions / found


def test_a_session_is_found_by_its_folder_and_keeps_a_name(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = home.sessions / "funding"
    for given_path in (folder, folder / "journal", folder / "session.json"):
        assert find_session(home, str(given_path)) == folder
    monkeypatch.chdir(folder)
    assert find_session(home, ".") == folder
    monkeypatch.chdir(folder / "journal")
    assert find_session(home, "..") == folder


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Name a session"),
        ("lead", r"“lead” could be leadership, leading-from-behind\. Write more"),
        ("trust", r"There is no session “trust”\. There are: funding, .*, leadership, leading-from-behind\."),
        ("a\0b", "There is no session"),
    ],
)
def test_what_is_not_found_is_said_with_what_there_is(home: Home, name: str, said: str) -> None:
    with pytest.raises(NotFound, match=said):
        find_session(home, name)


def test_a_folder_without_a_journal_is_said_to_be_none(home: Home) -> None:
    with pytest.raises(NotFound, match="is a folder without a journal"):
        find_session(home, str(home.path))


def test_in_an_empty_home_one_is_told_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="nothing is recorded here yet"):
        find_session(Home(tmp_path), "trust")


def test_of_many_sessions_a_few_are_named(home: Home) -> None:
    for number in range(9):
        (home.sessions / f"s{number}" / "journal").mkdir(parents=True)
    with pytest.raises(NotFound, match=r"and 8 more\.$"):
        find_session(home, "trust")


def test_a_folder_nobody_may_enter_is_no_session(
    common: Path, without_rights: Callable[[], AbstractContextManager[None]]
) -> None:
    (common / "sessions" / "closed" / "journal").mkdir(parents=True)
    (common / "sessions" / "closed").chmod(0)
    with without_rights():
        assert session_folders(Home(common)) == []
    (common / "sessions").chmod(0)
    with without_rights(), pytest.raises(Unreadable):
        session_folders(Home(common))
    (common / "sessions").chmod(0o755)


def test_the_home_is_the_one_named_then_the_environments_then_here_then_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WORKSHOP_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    own = find_home().path
    assert own != tmp_path
    assert own.name == "workshop"
    for name in ("sessions", "exports"):
        (tmp_path / name).mkdir()
        assert find_home() == Home(Path.cwd())
        (tmp_path / name).rmdir()
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path / "elsewhere"))
    assert find_home() == Home(tmp_path / "elsewhere")
    assert find_home(Path("given")) == Home(Path("given"))
    assert find_home(Path("given")).exports == Path("given") / "exports"
    assert os.environ["WORKSHOP_HOME"]
