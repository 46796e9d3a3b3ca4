"""Bulletins from the command line: proposed, issued, and as files."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.cli.conftest import Run

NAME = "green-spaces"
BY = ("--by", "parks officer")


@pytest.fixture
def green(run: Run) -> Run:
    run("new", "Green spaces", "--table", "7", "--theme", "Winter: Who comes?")
    run("add", NAME, "--kind", "experiment", "Lend head torches, and <b>boots</b>; " + "é" * 60, "Winter tea cart")
    return run


def news(run: Run, item: str, *more: str) -> None:
    said = run("follow-up", NAME, "--item", item, *BY, "--contact", "ada@example.org", *more)
    assert said.status == 0


def issued(run: Run, *more: str) -> dict[str, Path]:
    said = run("bulletin", NAME, "--issue", *more)
    assert said.status == 0
    return {Path(line).name: Path(line) for line in said.lines}


def test_the_draft_is_what_happened_since_the_last_bulletin(green: Run) -> None:
    assert green("bulletin", NAME).out == ""
    news(green, "T07-E02", "--status", "under way", "--date", "2026-06-12")
    assert green("bulletin", NAME).lines == ["T07-E02: under way\tWinter tea cart. 2026-06-12, parks officer"]
    assert green("bulletin", NAME, "--item", "Thank you").lines[0] == "Thank you"
    assert "bulletin-1.docx" in issued(green, "--item", "Thank you")
    assert green("bulletin", NAME).out == ""
    assert green("bulletin", NAME, "--issue").status == 1
    news(green, "T07-E02", "--status", "tried: it worked", "--date", "2026-07-12")
    assert len(green("bulletin", NAME).lines) == 1
    issued(green)
    assert [line.split("\t")[0::2] for line in green("bulletin", NAME, "--list").lines] == [["1", "2"], ["2", "1"]]
    assert green("bulletin", NAME, "--list", "--issue").status == 2


def test_an_issued_bulletin_cannot_be_taken_back_and_tells_no_contact(green: Run) -> None:
    news(green, "T07-E01", "--status", "under way")
    made = issued(green)
    said = green("undo", NAME)
    assert said.status == 1
    assert "The bulletin is out." in said.err
    forms = ("docx", "eml", "html", "odt", "txt")
    assert sorted(made) == [
        *(f"bulletin-1.{form}" for form in forms),
        "bulletins.atom",
        "bulletins.html",
        "reviews.ics",
    ]
    assert not [path for path in made.values() if b"ada@" in path.read_bytes()]
    assert b"<b>" not in made["bulletin-1.html"].read_bytes()


def test_the_mail_has_both_parts_and_nobody_it_goes_to(green: Run) -> None:
    news(green, "T07-E01", "--status", "under way")
    mail = message_from_bytes(issued(green)["bulletin-1.eml"].read_bytes(), policy=policy.default)
    assert (mail["Subject"], mail["To"]) == ("Green spaces: bulletin 1", "")
    parts = {kind: mail.get_body((kind,)) for kind in ("plain", "html")}
    assert all(part and "parks officer" in part.get_content() for part in parts.values())


def test_the_feed_has_the_newest_first(green: Run) -> None:
    issued(green, "--item", "One & all")
    feed = ET.fromstring(issued(green, "--item", "Two")["bulletins.atom"].read_bytes())  # noqa: S314 - our own
    atom = "{http://www.w3.org/2005/Atom}"
    assert [entry.findtext(f"{atom}title") for entry in feed.iter(f"{atom}entry")] == ["Bulletin 2", "Bulletin 1"]
    assert len({each.text for each in feed.iter(f"{atom}id")}) == 3


def test_a_review_keeps_its_uid_and_its_sequence_grows(green: Run) -> None:
    def events(made: dict[str, Path]) -> list[tuple[str, ...]]:
        content = made["reviews.ics"].read_bytes()
        assert max(map(len, content.split(b"\r\n"))) <= 75
        text = content.decode().replace("\r\n ", "")
        names = ("UID", "SEQUENCE", "DTSTART;VALUE=DATE", "STATUS", "SUMMARY")
        return list(zip(*(re.findall(rf"^{name}:(.*)\r$", text, re.MULTILINE) for name in names), strict=True))

    news(green, "T07-E01", "--status", "under way", "--review", "2026-12-31")
    (first,) = events(issued(green))
    assert first[1:4] == ("1", "20261231", "CONFIRMED")
    assert first[4].startswith("Review T07-E01: Lend head torches\\, and <b>boots</b>\\; é")
    news(green, "T07-E01", "--status", "under way", "--review", "2027-01-31")
    (second,) = events(issued(green))
    assert second[:4] == (first[0], "2", "20270131", "CONFIRMED")
    news(green, "T07-E01", "--status", "tried: it worked")
    (third,) = events(issued(green))
    assert third[:4] == (first[0], "3", "20270131", "CANCELLED")
