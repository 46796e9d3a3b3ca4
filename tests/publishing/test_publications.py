"""What is published of a session: publications, each in the formats it comes in, through one table."""

from __future__ import annotations

from pathlib import Path
from pkgutil import resolve_name

import pytest

from tests.examples import with_each
from tests.store.making import make
from workshop.live.export_worker import write_here
from workshop.live.publish import NAMES, USUAL, PublishRequest, files_of, keep_choice, publish, read_choice, wanted_of
from workshop.model.errors import Refused
from workshop.publishing.publication import APPENDIX, FORMATS, PUBLICATIONS, Matter, Publication
from workshop.store.folder import load
from workshop.store.locations import Home
from workshop.store.settings import keep_setting

WORDS = "tests.publishing.words:publish"
LISTED = Publication("list", "the words alone", ("txt", "csv"), ("txt",), WORDS)
SITE = Publication("leaflet", "a page for each theme", ("html",), ("html",), WORDS)


@pytest.fixture(autouse=True)
def more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two publications more, as a file each would add them."""
    monkeypatch.setitem(PUBLICATIONS, "list", LISTED)
    monkeypatch.setitem(PUBLICATIONS, "leaflet", SITE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make(tmp_path / "sessions" / "day", "Trust", "Time")
    return tmp_path / "sessions" / "day"


def written(folder: Path, target: Path, wanted: PublishRequest) -> list[str]:
    return [str(path.relative_to(target)) for path in publish(folder, load(folder), target, wanted)]


@pytest.mark.parametrize("publication", list(PUBLICATIONS.values()), ids=str)
def test_each_publication_makes_every_format_it_names(publication: Publication, folder: Path) -> None:
    assert set(publication.usual) <= set(publication.formats)
    assert callable(resolve_name(publication.made_by))
    for form in publication.formats:
        files = publication.files(Matter(load(folder)), form)
        assert files
        assert all(name.startswith(publication.name) and content for name, content in files.items())


def test_the_appendix_is_what_it_was(folder: Path) -> None:
    for form in FORMATS:
        made = PUBLICATIONS[APPENDIX].files(Matter(load(folder)), form)
        assert made == files_of(folder, load(folder), APPENDIX, form, PublishRequest())


def test_each_publication_is_written_in_the_formats_it_comes_in(folder: Path, tmp_path: Path) -> None:
    assert written(folder, tmp_path, wanted_of("appendix,list,leaflet", "html,csv")) == [
        *("appendix.html", "appendix.csv", "list.csv"),
        *("leaflet/index.html", "leaflet/themes/1.html"),
    ]
    assert (tmp_path / "list.csv").read_bytes() == b"Trust\nTime"


def test_without_formats_each_comes_in_its_usual_ones(folder: Path, tmp_path: Path) -> None:
    assert written(folder, tmp_path, wanted_of("list, Appendix", "")) == [
        "list.txt",
        *(f"appendix.{form}" for form in USUAL),
    ]


@with_each(
    "publications, formats, said",
    [
        ("poster", "", f"There is no publication “poster”. Choose from: {', '.join(PUBLICATIONS)}, list, leaflet."),
        ("", "", f"There is no publication “”. Choose from: {', '.join(PUBLICATIONS)}, list, leaflet."),
        ("list", "txt,pdf", "There is no format “pdf”. Choose from: txt, csv."),
        ("list,leaflet", "csv", "The leaflet comes in html, and not in csv."),
        ("appendix", "pdf", f"There is no format “pdf”. Choose from: {', '.join(NAMES)}."),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(publications: str, formats: str, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        wanted_of(publications, formats)
    assert str(refusal.value) == said


def test_what_is_wished_is_kept_current_beside_the_appendix(folder: Path, tmp_path: Path) -> None:
    home = Home(tmp_path)
    keep_choice(home, "day", PublishRequest(("txt", "html"), publications=("appendix", "list", "leaflet")))
    assert read_choice(home, "day").publications == ("appendix", "list", "leaflet")
    done = write_here(home, folder)
    assert done.problem == ""
    assert [Path(file).relative_to(home.exports / "day").as_posix() for file in done.files] == [
        *("appendix.txt", "appendix.html", "list.txt", "leaflet/index.html", "leaflet/themes/1.html"),
    ]


def test_one_that_cannot_be_written_leaves_the_others(folder: Path, tmp_path: Path) -> None:
    home = Home(tmp_path)
    keep_choice(home, "day", PublishRequest(("txt",), publications=("appendix", "site", "list")))
    (home.exports / "day").mkdir(parents=True)
    (home.exports / "day" / "site").write_text("a file where a folder should be")
    done = write_here(home, folder)
    assert "Nothing recorded is lost" in done.problem
    assert [Path(file).name for file in done.files] == ["appendix.txt", "list.txt"]


def test_a_choice_of_before_and_one_that_is_none_mean_the_appendix(tmp_path: Path) -> None:
    home = Home(tmp_path)
    keep_choice(home, "day", PublishRequest(("txt",)))
    assert read_choice(home, "day") == PublishRequest(("txt",))
    keep_setting(home, "appendix day", {"formats": ["txt"], "order": "said", "publications": {"poster": 1}})
    assert read_choice(home, "day") == PublishRequest(("txt",))
