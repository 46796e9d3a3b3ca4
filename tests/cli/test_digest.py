"""``import --as digest`` and the publications of the second day, from the command line."""

from __future__ import annotations

import csv
import html
import json
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import mapping
from tests.cli.conftest import Run
from workshop.cli import workshop
from workshop.store.locations import Home

PAGE = """What next
After dark
- Head torches, lent by the library to whoever walks
- Tea, and a song
"""


@pytest.fixture
def green(run: Run, tmp_path: Path) -> Run:
    run("new", "Green spaces", "--table", "7")
    run("add", "green-spaces", "--kind", "experiment", "Lend head torches at the library", "One lit loop for a month")
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    return run


def test_a_digest_finds_its_sources_and_links_only_when_told(green: Run) -> None:
    said = green("import", "page.txt", "--as", "digest", "--slug", "green-spaces", "--preview")
    assert (said.status, said.out) == (0, "")
    assert "This was a preview: nothing was added." in said.err
    said = green("import", "page.txt", "--as", "digest", "--slug", "green-spaces")
    assert (said.status, said.out) == (0, "green-spaces\n")
    assert "page.txt: 1 heading, 2 lines; 0 sources linked." in said.err
    assert "   likely T07-E01 (80%) Lend head torches at the library" in said.err
    assert "L02: Tea, and a song\n   no card says something like it" in said.err
    assert "1 line of the page is no line of the digest:\n  line 1: What next" in said.err
    assert json.loads(green("map", "green-spaces", "--json").out)["headings"][0]["lines"][0]["sources"] == []
    green("undo", "green-spaces")
    said = green("import", "page.txt", "--as", "digest", "--slug", "green-spaces", "--link")
    assert "1 source linked from 60% certainty on." in said.err
    assert "   linked T07-E01" in said.err
    assert json.loads(green("map", "green-spaces", "--json").out)["headings"] == [
        {
            "name": "After dark",
            "cards": ["T07-E01"],
            "lines": [
                {
                    "id": "L03",
                    "text": "Head torches, lent by the library to whoever walks",
                    "sources": ["T07-E01"],
                    "changed": False,
                    "dots": None,
                    "comparable": True,
                },
                {
                    "id": "L04",
                    "text": "Tea, and a song",
                    "sources": [],
                    "changed": False,
                    "dots": None,
                    "comparable": True,
                },
            ],
        }
    ]
    said = green("import", "page.txt", "--as", "digest", "--slug", "green-spaces", "--link")
    assert (said.status, said.out) == (0, "green-spaces\n")
    assert said.err.strip() == "“page.txt” was imported already; nothing was added."


def test_a_damaged_page_is_said_and_changes_nothing(green: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"%PDF-1.4 ...")
    (tmp_path / "plain.txt").write_text("Nothing here.\n", encoding="utf-8")
    said = green("import", "bad.txt", "--as", "digest", "--slug", "green-spaces")
    assert (said.status, said.out) == (1, "")
    assert "this PDF is damaged" in said.err
    said = green("import", "plain.txt", "--as", "digest", "--slug", "green-spaces")
    assert said.status == 1
    assert "plain.txt has no heading with lines below it" in said.err
    assert json.loads(green("map", "green-spaces", "--json").out)["headings"] == []


@pytest.mark.parametrize(
    "more",
    [("--as", "digest"), ("--link",), ("--as", "digest", "--slug", "green-spaces", "--map", "A=insight")],
)
def test_options_that_do_not_go_together_are_wrong_usage(green: Run, more: tuple[str, ...]) -> None:
    assert green("import", "page.txt", *more).status == 2


def test_the_map_is_handed_out_in_files_named_after_what_they_are(green: Run, tmp_path: Path) -> None:
    green("import", "page.txt", "--as", "digest", "--slug", "green-spaces", "--link")
    said = green("export", "green-spaces", "--publication", "digest,full-list,map", "--output", tmp_path / "out")
    assert [Path(line).name for line in said.lines] == [
        *("digest.docx", "digest.html", "digest.txt"),
        *("full-list.docx", "full-list.html", "full-list.txt"),
        "map.csv",
    ]
    rows = list(csv.reader((tmp_path / "out" / "map.csv").read_text("utf-8-sig").splitlines()))
    assert rows == [
        ["card", "heading", "line"],
        ["T07-E01", "After dark", "L01"],
        ["", "After dark", "L02"],
        ["T07-E02", "", ""],
    ]


def test_each_line_of_a_real_digest_leads_to_its_cards_and_back(run: Run, tmp_path: Path) -> None:
    if not mapping.REFERENCE.exists():
        pytest.skip("../shared/reference is not here")
    slug = run("import", mapping.REFERENCE / "appendix-a.txt").out.strip()
    run("import", mapping.REFERENCE / "day-2.txt", "--as", "digest", "--slug", slug, "--link")
    told = json.loads(run("map", slug, "--json").out)
    counts = told["counts"]
    assert counts["cards"] == 85
    assert counts["placed"] == counts["in_lines"] == 27
    assert counts["unplaced"] == 58
    assert [len(heading["lines"]) for heading in told["headings"]] == [4, 4, 4, 4]
    assert all(line["sources"] for heading in told["headings"] for line in heading["lines"])
    run("export", slug, "--publication", "full-list", "--format", "json", "--output", tmp_path / "list.json")
    cards = {card["id"]: card for card in json.loads((tmp_path / "list.json").read_text("utf-8"))["cards"]}
    for heading in told["headings"]:
        for line in heading["lines"]:
            assert all(line["id"] in cards[source]["lines"] for source in line["sources"])
            assert all(heading["name"] in cards[source]["headings"] for source in line["sources"])


@pytest.fixture(scope="module")
def second_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with every publication of the reference's second day, in every format."""
    if not mapping.REFERENCE.exists():
        pytest.skip("../shared/reference is not here")
    home = Home(tmp_path_factory.mktemp("second-day"))
    arguments = (
        ("import", str(mapping.REFERENCE / "appendix-a.txt"), "--slug", "summit"),
        ("import", str(mapping.REFERENCE / "day-2.txt"), "--as", "digest", "--slug", "summit", "--link"),
        ("export", "summit", "--publication", "digest,full-list,map,questions", "--format", ",".join(TEXTS + SHEETS)),
    )
    for each in arguments:
        CliRunner().invoke(workshop, ["--home", str(home.path), *each], catch_exceptions=False)
    return home.exports / "summit"


TEXTS = ("docx", "odt", "html", "md", "txt")
SHEETS = ("csv", "json")


def words_of_file(path: Path) -> str:
    """Return the words of a file as they are read."""
    if path.suffix not in {".docx", ".odt"}:
        return path.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(path) as file:
        name = "word/document.xml" if path.suffix == ".docx" else "content.xml"
        body = file.read(name).decode()
    return re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|</text:p>", "\n", body).replace('<text:s text:c="1"/>', " "))


@pytest.mark.parametrize("form", TEXTS + SHEETS)
def test_the_reference_leads_from_each_line_to_its_cards_and_back_in_every_format(second_day: Path, form: str) -> None:
    told = json.loads((second_day / "map.json").read_text(encoding="utf-8"))
    lines = [line for heading in told["headings"] for line in heading["lines"]]
    assert len(lines) == 16
    digest, full_list = (words_of_file(second_day / f"{name}.{form}") for name in ("digest", "full-list"))
    ends = [digest.find(line["id"]) for line in lines]
    assert -1 not in ends
    for line, begin, end in zip(lines, ends, [*ends[1:], len(digest)], strict=True):
        assert line["sources"]
        assert all(source in digest[begin:end] for source in line["sources"])
        for source in line["sources"]:
            where = [full_list[place.start() :][:1200] for place in re.finditer(rf"\b{source}\b", full_list)]
            assert any(line["id"] in after for after in where)
    if form in TEXTS:
        assert "Placed 27 · in lines 27 · left out 0 · not yet looked at 58 of 85." in digest
        assert "Placed 27 · in lines 27 · left out 0 · not yet looked at 58 of 85." in full_list
        assert "Open questions: 0." in words_of_file(second_day / f"questions.{form}")
    cards = {f"E{number:02d}" for number in range(1, 86)}
    assert cards <= set(re.findall(r"\bE\d\d\b", full_list))


@pytest.mark.parametrize("layout", ["regions", "path"])
def test_the_map_of_a_real_second_day_is_drawn_with_its_headings_and_lines(run: Run, layout: str) -> None:
    if not mapping.REFERENCE.exists():
        pytest.skip("../shared/reference is not here")
    slug = run("import", mapping.REFERENCE / "appendix-a.txt").out.strip()
    run("import", mapping.REFERENCE / "day-2.txt", "--as", "digest", "--slug", slug, "--link")
    told = json.loads(run("map", slug, "--json").out)
    said = run("picture", slug, "--layout", layout, "--size", "A0", "--format", "svg")
    assert said.status == 0
    drawn = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", Path(said.lines[0]).read_text("utf-8"))).split())
    for heading in told["headings"]:
        assert heading["name"].split()[0] in drawn
        for line in heading["lines"]:
            assert all(word in drawn for word in line["text"].split())
