from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tinydb import TinyDB

from tests.store.making import NOON, Pen, make
from workshop.model.commands import ExplainTerm, TagCard
from workshop.model.errors import Unreadable
from workshop.store import catalogue as catalogues
from workshop.store.catalogue import Catalogue, seen_of
from workshop.store.folder import load
from workshop.store.locations import Home
from workshop.store.merge import merge_tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from tests.store.conftest import Mount
    from workshop.model.history import History

ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def two(home: Home) -> Home:
    make(home.sessions / "leadership", "Trust is slow", "Time")
    pen = make(home.sessions / "funding", "Trust the head", title="Funding", table="8", now=NOON + 1)
    pen = Pen(home.sessions / "funding", NOON + 60_000)
    pen.do(TagCard(next(iter(pen.history.session.cards)), "Größe"))
    pen.do(ExplainTerm("ALN", "Additional learning needs"))
    return home


def slugs(catalogue: Catalogue) -> list[str]:
    return [row["slug"] for row in catalogue.sessions()]


def read_again(home: Home) -> int:
    """How many sessions a new catalogue reads again."""
    told: list[int] = []
    Catalogue(home, lambda _, of: told.append(of))
    return told[-1]


def test_a_row_tells_what_a_list_shows(two: Home) -> None:
    funding, leadership = Catalogue(two).sessions()
    assert {key: value for key, value in leadership.items() if key not in {"seen", "changed"}} == {
        "slug": "leadership",
        "session": load(two.sessions / "leadership").session.id,
        "title": "Leadership",
        "table": "7",
        "papers": [],
        "themes": 1,
        "cards": 2,
        "kinds": [["insight", "Insight", "Insights", 2], ["experiment", "Experiment", "Experiments", 0]],
        "summit": False,
        "problem": "",
    }
    assert leadership["changed"] == NOON + 2000
    assert (funding["title"], funding["cards"]) == ("Funding", 1)


def test_an_empty_home_has_an_empty_catalogue_and_gets_no_file(home: Home) -> None:
    assert Catalogue(home).sessions() == []
    assert not home.sessions.exists()


def test_only_what_has_changed_is_read_again(two: Home) -> None:
    assert read_again(two) == 2
    assert read_again(two) == 0
    Pen(two.sessions / "funding", NOON + 90_000).add("More")
    assert read_again(two) == 1
    assert [row["cards"] for row in Catalogue(two).sessions()] == [2, 2]


def test_what_was_put_is_not_read_again(two: Home) -> None:
    catalogue = Catalogue(two)
    Pen(two.sessions / "funding", NOON + 90_000).add("More")
    catalogue.put(two.sessions / "funding", load(two.sessions / "funding"))
    assert [row["text"] for row in catalogue.find(["more"])] == ["More"]
    assert read_again(two) == 0


def test_a_session_that_is_gone_goes_with_its_cards_and_leaves_its_glossary(two: Home) -> None:
    Catalogue(two)
    shutil.rmtree(two.sessions / "funding")
    catalogue = Catalogue(two)
    assert slugs(catalogue) == ["leadership"]
    assert [row["slug"] for row in catalogue.find(["trust"])] == ["leadership"]
    with TinyDB(catalogue.path) as stock:
        assert stock.table("glossary").all() == [{"term": "ALN", "expansion": "Additional learning needs"}]


def test_a_deleted_catalogue_comes_back_the_same(two: Home) -> None:
    rows = Catalogue(two).sessions()
    Catalogue(two).path.unlink()
    assert Catalogue(two).sessions() == rows


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"[]",
        b"\xff\xff",
        b'{"sessions": {"1": {"slug": "leadership"}}}',
        b'{"sessions": [1]}',
        b'{"cards": {"1": 5}}',
        b'{"glossary": {"1": {}}}',
    ],
)
def test_a_damaged_catalogue_is_kept_aside_and_made_anew(two: Home, data: bytes) -> None:
    path = Catalogue(two).path
    path.write_bytes(data)
    catalogue = Catalogue(two)
    assert slugs(catalogue) == ["funding", "leadership"]
    kept = path.with_name("catalogue.damaged.json")
    assert catalogue.remark == f"The catalogue was damaged and was made anew; the damaged one is {kept}."
    assert kept.read_bytes() == data
    assert Catalogue(two).remark == ""


def put_third(catalogue: Catalogue, home: Home) -> None:
    make(home.sessions / "third", "Time")
    catalogue.put(home.sessions / "third", load(home.sessions / "third"))


def test_a_catalogue_that_is_damaged_while_it_is_open_is_made_anew(two: Home) -> None:
    catalogue = Catalogue(two)
    catalogue.path.write_bytes(b"{")
    put_third(catalogue, two)
    assert slugs(Catalogue(two, stale=True)) == ["third"]
    assert slugs(Catalogue(two)) == ["funding", "leadership", "third"]


def test_a_damaged_session_is_listed_with_its_problem_and_the_others_stay(two: Home) -> None:
    path = next((two.sessions / "leadership" / "journal").iterdir())
    path.write_bytes(path.read_bytes().replace(b"slow", b"fast"))
    (two.sessions / "empty" / "journal").mkdir(parents=True)
    problems = {row["slug"]: row["problem"] for row in Catalogue(two).sessions()}
    assert problems["funding"] == ""
    assert len({frozenset(row) for row in Catalogue(two).sessions()}) == 1
    assert "line 2: damaged" in problems["leadership"]
    assert "holds no entries" in problems["empty"]
    assert read_again(two) == 0
    path.write_bytes(path.read_bytes().replace(b"fast", b"slow"))
    assert Catalogue(two).sessions()[2]["problem"] == ""


def test_a_session_nobody_may_read_does_not_stop_the_list(
    common: Path, without_rights: Callable[[], AbstractContextManager[None]]
) -> None:
    home = Home(common)
    make(home.sessions / "leadership", "Trust")
    make(home.sessions / "closed", "Time")
    Catalogue(home)
    catalogue = home.sessions / "catalogue.json"
    catalogue.unlink()
    (home.sessions / "closed").chmod(0)
    with without_rights():
        assert slugs(Catalogue(home)) == ["leadership"]
    (home.sessions / "closed").chmod(0o755)
    home.sessions.chmod(0)
    with without_rights(), pytest.raises(Unreadable, match=r"sessions cannot be read \(permission denied\)"):
        Catalogue(home)
    home.sessions.chmod(0o755)


def test_where_no_file_can_be_written_the_list_is_shown(disk: tuple[Path, Mount]) -> None:
    path, mount = disk
    make(path / "sessions" / "leadership", "Trust")
    mount("ro")
    catalogue = Catalogue(Home(path))
    assert slugs(catalogue) == ["leadership"]
    assert [row["id"] for row in catalogue.find(["trust"])] == ["T07-I01"]


def test_a_catalogue_that_another_process_holds_for_long_is_not_waited_for_for_ever(
    two: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogues, "PATIENCE", 0.1)
    catalogue = Catalogue(two)
    lock = catalogue.path.with_suffix(".lock")
    holder = f"from filelock import FileLock; l = FileLock({str(lock)!r}); l.acquire(); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", holder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        process.stdout.readline()
        put_third(catalogue, two)
        assert slugs(catalogue) == ["funding", "leadership", "third"]
        assert slugs(Catalogue(two, stale=True)) == ["funding", "leadership"]
        process.communicate(b"\n")
    assert slugs(Catalogue(two)) == ["funding", "leadership", "third"]


PUTTING = """
import sys
from pathlib import Path
from workshop.store.catalogue import Catalogue
from workshop.store.folder import load
from workshop.store.locations import Home
home, name = Home(Path(sys.argv[1])), sys.argv[2]
history = load(home.sessions / name)
for _ in range(20):
    Catalogue(home, stale=True).put(home.sessions / name, history)
"""


def test_two_processes_that_change_the_catalogue_at_once_lose_nothing(two: Home) -> None:
    processes = [
        subprocess.Popen([sys.executable, "-c", PUTTING, str(two.path), name], cwd=ROOT)
        for name in ("funding", "leadership")
    ]
    assert [process.wait() for process in processes] == [0, 0]
    assert slugs(Catalogue(two, stale=True)) == ["funding", "leadership"]


@pytest.mark.parametrize(
    ("words", "tag", "found"),
    [
        ([], "", 3),
        (["TRUST"], "", 2),
        (["trust", "slow"], "", 1),
        (["slow trust"], "", 0),
        (["."], "", 0),
        ([], "größe", 1),
        ([], "GRO\u0308SSE", 1),
        ([], "Größ", 0),
        (["trust"], "Größe", 1),
        (["time"], "Größe", 0),
    ],
)
def test_cards_are_found_by_all_words_and_by_tag(two: Home, words: list[str], tag: str, found: int) -> None:
    assert len(Catalogue(two).find(words, tag)) == found


def test_what_is_found_tells_where_it_stands(two: Home) -> None:
    assert Catalogue(two).find(tag="Größe") == [
        {
            "slug": "funding",
            "id": "T08-I01",
            "kind": "insight",
            "theme": "Funding",
            "text": "Trust the head",
            "tags": ["Größe"],
        }
    ]


def test_a_summit_is_listed_as_one(two: Home) -> None:
    Pen(two.sessions / "summit").facts(*load(two.sessions / "funding").entries[0].events[:1])
    merge_tables([two.sessions / "leadership"], two.sessions / "summit")
    assert {row["slug"]: (row["summit"], row["cards"]) for row in Catalogue(two).sessions()}["summit"] == (True, 2)


def test_folders_with_any_name_are_listed(home: Home) -> None:
    names = ["Größe", "Gro\u0308ße", "with space", "名", "not-utf8-\udcff"]
    for name in names:
        make(home.sessions / name, "Trust")
    assert set(slugs(Catalogue(home))) == set(names)
    assert set(slugs(Catalogue(home))) == set(names)


def test_what_goes_while_it_is_looked_at_does_not_stop_the_list(two: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    before = seen_of(two.sessions / "leadership")
    ghost = two.sessions / "leadership" / "journal" / "ghost.jsonl"
    ghost.symlink_to("nowhere")
    ghost.with_name("notes.txt").touch()
    assert seen_of(two.sessions / "leadership") == before
    monkeypatch.setattr(catalogues, "session_folders", lambda _: [two.sessions / "gone"])
    assert "holds no entries" in Catalogue(two).sessions()[0]["problem"]


def test_what_is_written_while_a_session_is_read_is_read_the_next_time(
    two: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(folder: Path) -> History:
        history = load(folder)
        if folder.name == "leadership":
            Pen(folder, NOON + 90_000).add("Meanwhile")
        return history

    monkeypatch.setattr("workshop.store.folder.load", slowly)
    Catalogue(two)
    monkeypatch.undo()
    assert [row["text"] for row in Catalogue(two).find(["meanwhile"])] == ["Meanwhile"]


def test_a_catalogue_that_cannot_be_set_aside_is_made_anew_all_the_same(two: Home) -> None:
    path = Catalogue(two).path
    path.unlink()
    path.mkdir()
    (path / "x").touch()
    path.with_name("catalogue.damaged.json").write_text("in the way")
    assert slugs(Catalogue(two)) == ["funding", "leadership"]


def test_a_fresh_catalogue_loads_neither_the_model_nor_pydantic(two: Home) -> None:
    Catalogue(two)
    look = (
        "import sys; from pathlib import Path; from workshop.store.catalogue import Catalogue;"
        "from workshop.store.locations import Home;"
        f"Catalogue(Home(Path({str(two.path)!r}))).sessions();"
        "import json; print(json.dumps(sorted(sys.modules)))"
    )
    loaded = json.loads(subprocess.check_output([sys.executable, "-c", look], cwd=ROOT))
    heavy = {"pydantic", "filelock", "workshop.model.session", "workshop.model.history", "workshop.store.journal"}
    assert not heavy.intersection(loaded)
