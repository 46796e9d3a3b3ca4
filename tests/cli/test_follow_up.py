"""What became of the experiments, from the command line."""

from __future__ import annotations

import csv
import json
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.cli.conftest import Run

NAME = "green-spaces"
NEWS = ("--status", "under way", "--by", "parks officer", "--date", "2026-06-12", "--review", "2026-07-01")


@pytest.fixture
def green(run: Run) -> Run:
    run("new", "Green spaces", "--table", "7", "--theme", "Winter: Who comes?")
    run("add", NAME, "--kind", "experiment", "Lend head torches", "Winter tea cart", "One lit loop")
    run("map", NAME, "--line", "Light, by hand", "--heading", "After dark", "--source", "T07-E01")
    return run


def items(run: Run, *more: str) -> dict[str, dict[str, Any]]:
    said = run("follow-up", NAME, "--json", *more)
    assert (said.status, said.err) == (0, "")
    return {item["id"]: item for item in json.loads(said.out)["items"]}


def sheet(run: Run, *more: str) -> tuple[Path, list[dict[str, str]]]:
    said = run("follow-up", NAME, "--format", "csv", *more)
    path = Path(said.out.strip())
    with path.open(encoding="utf-8-sig", newline="") as file:
        return path, list(csv.DictReader(file))


def filled(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_news_is_noted_and_silence_shows_itself(green: Run) -> None:
    said = green("follow-up", NAME, "--item", "t07-e01", *NEWS, "--contact", "ada@example.org")
    assert (said.status, said.out) == (0, "")
    assert green("follow-up", NAME, "--item", "L01", *NEWS).status == 0
    told = items(green)
    assert told["T07-E01"]["status"] == "under way"
    assert told["T07-E01"]["silence"] == "no news since 2026-06-12, review was due 2026-07-01"
    assert told["T07-E02"]["silence"] == "no news yet"
    assert told["L01"]["news"][0]["by"] == "parks officer"
    assert "contact" not in told["T07-E01"]["news"][0]
    assert items(green, "--contacts")["T07-E01"]["news"][0]["contact"] == "ada@example.org"
    green("follow-up", NAME, "--item", "T07-E01", "--status", "tried: it worked", "--by", "library")
    assert items(green, "--contacts")["T07-E01"]["news"][1]["contact"] == "ada@example.org"
    assert green("follow-up", NAME).lines[1].startswith("T07-E01  tried: it worked  Lend")
    green("undo", NAME)
    assert items(green)["T07-E01"]["status"] == "under way"


def test_a_filled_sheet_is_read_back_after_a_preview_and_only_once(green: Run) -> None:
    path, rows = sheet(green)
    assert [row["id"] for row in rows] == ["L01", "T07-E01", "T07-E02", "T07-E03"]
    rows[1] |= {"status": "Looking for someone", "by": "library", "contact": "'+44 1", "link": "https://example.org"}
    filled(path, rows)
    before = green("log", NAME).out
    said = green("follow-up", NAME, "--read", path, "--preview")
    assert said.status == 0
    assert said.out.startswith("T07-E01\tlooking for someone\t")
    assert green("log", NAME).out == before
    assert green("follow-up", NAME, "--read", path).status == 0
    assert items(green, "--contacts")["T07-E01"]["news"][0]["contact"] == "+44 1"
    again = green("follow-up", NAME, "--read", path)
    assert (again.status, again.out) == (0, "")
    assert "nothing new" in again.err
    round_again, _ = sheet(green)
    assert "nothing new" in green("follow-up", NAME, "--read", round_again).err


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"id": "T07-E99"}, "Row 3: there is no card or line T07-E99 here."),
        ({"id": ""}, "without an id"),
        ({"session": "another"}, "Row 3 is of another session"),
        ({"status": "asleep", "by": "library"}, "Row 3: “asleep” is not a status."),
        ({"status": "dropped", "by": "library"}, "T07-E01: say why it was dropped."),
    ],
)
def test_a_sheet_that_does_not_fit_changes_nothing(green: Run, change: dict[str, str], sentence: str) -> None:
    path, rows = sheet(green)
    rows[1] |= change
    rows[2] |= {"status": "under way", "by": "library"}
    said = green("follow-up", NAME, "--read", filled(path, rows))
    assert said.status == 1
    assert sentence in said.err
    assert {item["status"] for item in items(green).values()} == {"not started"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\x00", "cannot be read as a CSV file"),
        (b'"id","sta', "cannot be read as a CSV file"),
        (b"", "it has no column “session”"),
        (b"session,id,status\n", "it has no column “by”"),
        (b"session,id,status,by\n" + b"a,b,c,d\n" * 20_001, "at most 20,000 are read"),
        (b" " * 10_000_001, "too large"),
        (None, "cannot be read"),
    ],
)
def test_a_damaged_sheet_is_said_to_be_one(green: Run, tmp_path: Path, content: bytes | None, sentence: str) -> None:
    if content is not None:
        (tmp_path / "sheet.csv").write_bytes(content)
    said = green("follow-up", NAME, "--read", tmp_path / "sheet.csv")
    assert (said.status, said.out) == (1, "")
    assert sentence in said.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_not_an_ordinary_file_is_not_a_sheet(green: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    said = green("follow-up", NAME, "--read", tmp_path / "pipe")
    assert (said.status, said.out) == (1, "")
    assert "is not an ordinary file" in said.err


def test_contacts_stay_out_of_all_that_is_sent_round(green: Run) -> None:
    green("follow-up", NAME, "--item", "T07-E01", *NEWS, "--contact", "ada@example.org")
    said = green("follow-up", NAME, "--format", "docx,odt,csv")
    assert [Path(line).name for line in said.lines] == ["follow-up.docx", "follow-up.odt", "follow-up.csv"]
    green("export", NAME, "--publication", "follow-up", "--format", "txt,html,json,csv")
    exports = Path(said.lines[0]).parent
    assert "parks officer" in (exports / "follow-up.txt").read_text("utf-8")
    assert not [path for path in exports.glob("follow-up.*") if b"ada@" in path.read_bytes()]
    assert sheet(green, "--contacts")[1][1]["contact"] == "ada@example.org"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--json", "--format", "csv"), 2),
        (("--preview",), 2),
        (("--by", "library"), 2),
        (("--item", "T07-E01"), 2),
        (("--item", "T07-E99", *NEWS), 1),
        (("--format", "xlsx"), 1),
        (("--format", "docx", "--contacts"), 1),
    ],
)
def test_wrong_usage_is_told_from_what_cannot_be_done(green: Run, arguments: tuple[str, ...], status: int) -> None:
    assert green("follow-up", NAME, *arguments).status == status


def write_docx(path: Path, change: Callable[[str], str]) -> Path:
    document = docx.Document(str(path))
    for paragraph in document.paragraphs:
        if (changed := change(paragraph.text)) != paragraph.text:
            paragraph.runs[-1].text = ""
            paragraph.runs[0].text = changed
    document.save(str(path))
    return path


def write_odt(path: Path, change: Callable[[str], str]) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    content = re.sub(r"(?<=>)[^<]+(?=<)", lambda words: change(words[0]), parts["content.xml"].decode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, content if name == "content.xml" else part)
    return path


def fill(item: str, **words: str) -> Callable[[str], str]:
    """What a person writes behind the colons of one item of a sheet."""
    here = [False]

    def change(text: str) -> str:
        if re.match(r"(L|T)\d", text):
            here[0] = text.startswith(item)
        label = text.partition(":")[0]
        return f"{label}: {words[label]}" if here[0] and label in words else text

    return change


@pytest.mark.parametrize(("form", "write"), [("docx", write_docx), ("odt", write_odt)])
def test_a_filled_document_is_read_back_after_a_preview_and_only_once(
    green: Run, form: str, write: Callable[[Path, Callable[[str], str]], Path]
) -> None:
    green("follow-up", NAME, "--item", "T07-E02", *NEWS, "--contact", "ada@example.org")
    said = green("follow-up", NAME, "--sheet", form)
    path = Path(said.out.strip())
    assert path.name == f"follow-up-sheet.{form}"
    assert b"ada@" not in path.read_bytes()
    assert "nothing new" in green("follow-up", NAME, "--read", path).err
    words = {"Status": "Looking for someone", "Who says it": "library", "Link": "https://example.org/a:b"}
    write(path, fill("T07-E01", **words))
    before = green("log", NAME).out
    preview = green("follow-up", NAME, "--read", path, "--preview")
    assert [line.split("\t")[::3] for line in preview.lines] == [["T07-E01", "library"]]
    assert green("log", NAME).out == before
    assert "Noted 1 piece of news." in green("follow-up", NAME, "--read", path).err
    told = items(green, "--contacts")
    assert told["T07-E01"]["news"][0]["link"] == "https://example.org/a:b"
    assert told["T07-E02"]["news"][-1]["contact"] == "ada@example.org"
    assert "nothing new" in green("follow-up", NAME, "--read", path).err


def test_a_sheet_of_csv_is_the_one_that_is_read_back(green: Run) -> None:
    said = green("follow-up", NAME, "--sheet", "csv", "--contacts")
    assert [Path(line).name for line in said.lines] == ["follow-up-sheet.csv"]
    assert "nothing new" in green("follow-up", NAME, "--read", said.out.strip()).err


def paper(path: Path, *lines: str) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def test_foreign_and_damaged_documents_are_refused_in_a_sentence(green: Run, tmp_path: Path) -> None:
    path = paper(tmp_path / "minutes.docx", "Minutes", "Status: fine")
    said = green("follow-up", NAME, "--read", path)
    assert (said.status, said.out) == (1, "")
    assert "does not look like a follow-up sheet" in said.err
    said = green("follow-up", NAME, "--read", paper(path, "Session: other", "T07-E01 Lend", "Status: under way"))
    assert "T07-E01 is of another session" in said.err
    (tmp_path / "torn.docx").write_bytes(path.read_bytes()[:300])
    (tmp_path / "torn.odt").write_bytes(b"PK\x05\x06" + bytes(18))
    for name in ("torn.docx", "torn.odt"):
        said = green("follow-up", NAME, "--read", tmp_path / name)
        assert (said.status, said.out) == (1, "")
        assert f"{name} is damaged, or is not a Word or OpenDocument file. Nothing was changed." in said.err


def test_a_document_is_read_line_by_line(green: Run, tmp_path: Path) -> None:
    said = green("follow-up", NAME, "--sheet", "csv")
    with Path(said.out.strip()).open(encoding="utf-8-sig", newline="") as file:
        session = next(csv.DictReader(file))["session"]
    head = ("Green spaces", f"Session: {session}", "Good luck")
    filled_in = (
        "T07-E01 Lend",
        "STATUS: dropped",
        "Who says it: library",
        "Reason: rain",
        "and more rain",
        "T07-E02 Tea",
    )
    assert green("follow-up", NAME, "--read", paper(tmp_path / "a.docx", *head, *filled_in)).status == 0
    assert items(green)["T07-E01"]["news"][0]["reason"] == "rain and more rain"
    said = green("follow-up", NAME, "--read", paper(tmp_path / "b.docx", *head, *filled_in, "T07-E01 Lend"))
    assert "T07-E01 stands in this sheet more than once." in said.err
