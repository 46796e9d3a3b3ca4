"""Bulletins from the command line: proposed, issued, and as files."""

from __future__ import annotations

import os
import re
import xml.etree.ElementTree as ET
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.importing.test_pictures import CAMERA, PLACE, photograph

NAME = "green-spaces"
LAMPS = "Lend head torches, and <b>boots</b>; " + "é" * 40
BY = ("--by", "parks officer")


@pytest.fixture
def green(run: Run) -> Run:
    run("new", "Green spaces", "--table", "7", "--theme", "Winter: Who comes?")
    run("add", NAME, "--kind", "experiment", LAMPS, "Winter tea cart")
    return run


def news(run: Run, item: str, *more: str) -> None:
    said = run("follow-up", NAME, "--item", item, *BY, "--contact", "ada@example.org", *more)
    assert said.status == 0


def issued(run: Run, *more: str) -> dict[str, Path]:
    said = run("bulletin", NAME, "--issue", *more)
    assert said.status == 0
    return {Path(line).name: Path(line) for line in said.lines}


def made_on(made: dict[str, Path]) -> str:
    """The month of issue, as the files say it."""
    return next(name[10:17] for name in made if name.startswith("bulletins-"))


def test_the_draft_is_what_happened_since_the_last_bulletin(green: Run) -> None:
    nothing = green("bulletin", NAME)
    assert (nothing.out, nothing.err) == ("", "Nothing has happened yet that a bulletin could tell.\n")
    news(green, "T07-E02", "--status", "under way", "--date", "2026-06-12")
    assert green("bulletin", NAME).lines == ["Winter tea cart – under way\t12 June 2026, parks officer"]
    assert green("bulletin", NAME, "--item", "Thank you").lines[0] == "Thank you"
    assert "bulletin-1.docx" in issued(green, "--item", "Thank you")
    assert green("bulletin", NAME).err == "Nothing has happened since the last bulletin.\n"
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
        f"bulletins-{made_on(made)}.html",
        "bulletins.atom",
        "bulletins.html",
        "reviews.ics",
    ]
    assert not [path for path in made.values() if b"ada@" in path.read_bytes()]
    assert b"<b>" not in made["bulletin-1.html"].read_bytes()


def test_the_mail_has_both_parts_and_nobody_it_goes_to(green: Run) -> None:
    news(green, "T07-E01", "--status", "under way")
    mail = message_from_bytes(issued(green)["bulletin-1.eml"].read_bytes(), policy=policy.default)
    assert (mail["Subject"], mail["To"]) == ("Green spaces: Bulletin 1", "")
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


def test_a_draft_is_written_changed_and_issued_as_it_says(green: Run, tmp_path: Path) -> None:
    news(green, "T07-E01", "--status", "under way", "--link", "https://example.org/boots")
    news(green, "T07-E02", "--status", "dropped", "--reason", "rain")
    draft = tmp_path / "next.toml"
    said = green("bulletin", NAME, "--edit", draft)
    assert said.out.strip() == str(draft)
    text = draft.read_text("utf-8")
    assert 'cards = ["T07-E01"]' in text
    assert 'links = ["https://example.org/boots"]' in text
    assert "ada@" not in text
    assert "nothing heard" not in text
    one, other, *_ = (f"[[item]]{part}" for part in text.split("[[item]]")[1:])
    own = '[[item]]\ntitle = "A walk"\ndates = ["2026-07-20"]\ncontact = "library desk"\ntags = ["east gate"]\n'
    draft.write_text(f'title = "Weekly"\n{own}{one.replace("under way", "has begun", 1)}', "utf-8")
    shown = green("bulletin", NAME, "--edit", draft)
    assert [line.partition("\t")[0] for line in shown.lines] == ["A walk", f"{LAMPS} – has begun"]
    assert green("bulletin", NAME, "--list").out == ""
    made = {Path(line).name: Path(line) for line in green("bulletin", NAME, "--issue", "--edit", draft).lines}
    words = made["bulletin-1.txt"].read_text("utf-8-sig")
    assert all(each in words for each in ("Weekly", "A walk", "library desk", "has begun"))
    assert "dropped" not in words
    assert "dropped" in other
    assert [line.partition("\t")[0] for line in green("bulletin", NAME).lines] == ["Winter tea cart – dropped"]
    before = {name: path.read_bytes() for name, path in made.items()}
    for path in made.values():
        path.unlink()
    again = green("bulletin", NAME, "--files")
    assert {Path(line).name: Path(line).read_bytes() for line in again.lines} == before


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("title = ", "cannot be read as a draft"),
        ("", "has no [[item]]"),
        ("item = [1]", "has no [[item]]"),
        ("title = 1\n[[item]]\ntitle = 'A'", "“title” should be a text"),
        ("[[item]]\ntitle = 1", "Item 1: “title” should be a text"),
        ("[[item]]\ntitle = 'A'\ndates = ['2026-07-01', 1]", "“dates” should be a list of texts"),
        ("[[item]]\ntitle = 'A'\nhighlight = 'yes'", "“highlight” should be true or false"),
        ("[[item]]\ntitle = 'A'\ncolour = 'red'", "Item 1 has “colour”, which means nothing here"),
        ("[[item]]\ntext = 'A'", "A title needs some words."),
        ("[[item]]\ntitle = 'A'\ndates = ['soon']", "“A”: “soon” is not a date."),
        ("[[item]]\ntitle = 'A'\ncards = ['T07-E99']", "“A”: there is no card or line T07-E99 here."),
        (b"\xff\xfe", "is not a text in UTF-8"),
    ],
)
def test_a_draft_that_cannot_be_issued_says_why(green: Run, tmp_path: Path, text: str | bytes, sentence: str) -> None:
    draft = tmp_path / "next.toml"
    draft.write_bytes(text.encode() if isinstance(text, str) else text)
    said = green("bulletin", NAME, "--issue", "--edit", draft)
    assert (said.status, said.out) == (1, "")
    assert sentence in said.err
    assert green("bulletin", NAME, "--list").out == ""


def test_a_draft_names_what_is_open_and_silent(green: Run, tmp_path: Path) -> None:
    news(green, "T07-E01", "--status", "under way", "--date", "2026-01-12", "--review", "2026-02-01")
    green("bulletin", NAME, "--edit", tmp_path / "next.toml")
    lines = (tmp_path / "next.toml").read_text("utf-8").splitlines()
    assert lines[-2:] == [
        "# T07-E01: no news since 2026-01-12, review was due 2026-02-01",
        "# T07-E02: no news yet",
    ]


def test_a_draft_that_is_not_there_is_not_issued(green: Run, tmp_path: Path) -> None:
    said = green("bulletin", NAME, "--issue", "--edit", tmp_path / "next.toml")
    assert said.status == 1
    assert "There is no next.toml yet." in said.err
    assert "No bulletin was issued yet." in green("bulletin", NAME, "--files").err
    os.mkfifo(tmp_path / "pipe")
    assert "is not an ordinary file" in green("bulletin", NAME, "--edit", tmp_path / "pipe").err
    for more in (("--files", "--list"), ("--files", "--issue"), ("--edit", tmp_path / "a", "--item", "A")):
        assert green("bulletin", NAME, *more).status == 2


def test_a_picture_lies_beside_the_draft_and_is_kept_with_the_summit_when_it_is_issued(
    green: Run, tmp_path: Path
) -> None:
    (tmp_path / "notes").mkdir()
    picture, draft = tmp_path / "notes" / "lamps.jpg", tmp_path / "notes" / "next.toml"
    picture.write_bytes(photograph())
    draft.write_text("[[item]]\ntitle = 'Lamps'\npicture = 'lamps.jpg'\nalt = 'A lamp'\n", "utf-8")
    made = {Path(line).name: Path(line) for line in green("bulletin", NAME, "--issue", "--edit", draft).lines}
    before = {name: path.read_bytes() for name, path in made.items()}
    assert b"image/jpeg" in before["bulletin-1.eml"]
    assert not [name for name, content in before.items() if PLACE in content or CAMERA in content]
    picture.unlink()
    again = green("bulletin", NAME, "--files")
    assert {Path(line).name: Path(line).read_bytes() for line in again.lines} == before
    assert green("check", NAME).status == 0
    said = green("bulletin", NAME, "--issue", "--edit", draft)
    assert (said.status, said.out) == (1, "")
    assert "There is no picture lamps.jpg there. Nothing was issued." in said.err


OLD = """News of the park

Update 3 highlights

Update 3: 9th March 2026

Lamps: save the date

The library lends lamps from the ninth of March on. Bring a card of your own, and bring it back.

- until Easter

A walk

We went round the pond, and counted forty ducks on the way to the café.
www.example.org

Update 2: March 2, 2026

Tea cart

The school runs it every Friday from now on, and would like to have more cups.
"""


def test_old_bulletins_are_kept_as_an_archive_once(green: Run, tmp_path: Path) -> None:
    (tmp_path / "updates.txt").write_text(OLD, "utf-8")
    shown = green("bulletin", NAME, "--import", tmp_path / "updates.txt", "--preview")
    told = [
        "3\t2026-03-09\tUpdate 3: 9th March 2026",
        "\t\tLamps: save the date",
        "\t\tA walk",
        "2\t2026-03-02\tUpdate 2: March 2, 2026",
        "\t\tTea cart",
    ]
    assert shown.lines == told
    assert "nothing was kept" in shown.err
    kept = green("bulletin", NAME, "--import", tmp_path / "updates.txt")
    assert kept.lines == told
    assert "Kept 2 old bulletins" in kept.err
    again = green("bulletin", NAME, "--import", tmp_path / "updates.txt")
    assert (again.status, again.out) == (1, "")
    assert "in the archive already" in again.err
    assert green("bulletin", NAME, "--list").out == ""
    (archive,) = (Path(line) for line in green("bulletin", NAME, "--files").lines)
    page = archive.read_text("utf-8")
    assert page.index("Lamps: save the date") < page.index("forty ducks") < page.index("Tea cart")
    assert green("undo", NAME).status == 0
    assert green("bulletin", NAME, "--files").out == ""
    assert "Update 3: 9th March 2026” from updates.txt" in green("log", NAME).out


def test_a_page_without_numbered_updates_is_one_old_bulletin(green: Run, tmp_path: Path) -> None:
    page = "<html><body><h1>Day 2</h1><p>Posted 2026-05-26</p><h2>Tea</h2><p>It was warm, and good.</p></body></html>"
    (tmp_path / "day.html").write_text(page, "utf-8")
    assert green("bulletin", NAME, "--import", tmp_path / "day.html").lines[0] == "\t2026-05-26\tDay 2"
    (tmp_path / "bare.txt").write_text("Only a title", "utf-8")
    said = green("bulletin", NAME, "--import", tmp_path / "bare.txt")
    assert (said.status, said.out) == (1, "")
    assert "bare.txt has no bulletin with items in it." in said.err
    assert green("bulletin", NAME, "--preview").status == 2


@pytest.mark.parametrize(
    ("heading", "number", "day"),
    [
        ("Bulletin 3 : 12 mars 2026", "3", "2026-03-12"),
        ("Bulletin 4 : 1er août 2026", "4", "2026-08-01"),
        ("Rundbrief 12: 3. März 2026", "12", "2026-03-03"),
        ("Boletín 2: 3 de septiembre de 2026", "2", "2026-09-03"),
        ("Bwletin 7, 9 Mehefin 2026", "7", "2026-06-09"),
        ("النشرة 5، 9 يونيو 2026", "5", "2026-06-09"),
        ("Newsletter 8 – May 2, 2026", "8", "2026-05-02"),
    ],
)
def test_headings_of_old_bulletins_are_read_in_each_language(
    green: Run, tmp_path: Path, heading: str, number: str, day: str
) -> None:
    (tmp_path / "old.txt").write_text(f"{heading}\n\nx\n\nIt was warm, and everybody came.\n", "utf-8")
    said = green("bulletin", NAME, "--import", tmp_path / "old.txt", "--preview")
    assert said.lines[0] == f"{number}\t{day}\t{heading}"


def test_what_was_read_of_an_old_page_is_corrected_before_it_is_kept(green: Run, tmp_path: Path) -> None:
    (tmp_path / "updates.txt").write_text(OLD, "utf-8")
    draft = tmp_path / "old.toml"
    said = green("bulletin", NAME, "--import", tmp_path / "updates.txt", "--edit", draft)
    assert said.out.strip() == str(draft)
    text = draft.read_text("utf-8")
    assert text.count("[[bulletin]]") == 2
    text = text.replace("A walk", "A walk round the pond").replace('number = "3"', 'number = "03"')
    draft.write_text(text.partition('\n[[bulletin]]\ntitle = "Update 2')[0], "utf-8")
    shown = green("bulletin", NAME, "--import", tmp_path / "updates.txt", "--edit", draft, "--preview")
    told = ["03\t2026-03-09\tUpdate 3: 9th March 2026", "\t\tLamps: save the date", "\t\tA walk round the pond"]
    assert shown.lines == told
    assert "nothing was kept" in shown.err
    assert green("bulletin", NAME, "--import", tmp_path / "updates.txt", "--edit", draft).lines == told
    (archive,) = (Path(line) for line in green("bulletin", NAME, "--files").lines)
    assert "A walk round the pond" in archive.read_text("utf-8")
    assert "Tea cart" not in archive.read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "old.toml has no [[bulletin]]. Nothing was kept."),
        ("[[bulletin]]\ntitle = 'A'", "Bulletin 1 has no [[item]]."),
        ("[[bulletin]]\ntitle = 1\n[[bulletin.item]]\ntitle = 'A'", "Bulletin 1: “title” should be a text."),
        ("[[bulletin]]\ncolour = 1", "Bulletin 1 has “colour”, which means nothing here."),
        ("[[bulletin]]\ntitle = 'A'\n[[bulletin.item]]\nkey = 'A'", "an item of bulletin 1 has “key”"),
        ("[[bulletin]]\ntitle = 'A'\ndate = 'May'\n[[bulletin.item]]\ntitle = 'A'", "“May” is not a date."),
    ],
)
def test_a_corrected_archive_that_cannot_be_kept_says_why(green: Run, tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "updates.txt").write_text(OLD, "utf-8")
    (tmp_path / "old.toml").write_text(text, "utf-8")
    said = green("bulletin", NAME, "--import", tmp_path / "updates.txt", "--edit", tmp_path / "old.toml")
    assert (said.status, said.out) == (1, "")
    assert sentence in said.err
    assert green("bulletin", NAME, "--files").out == ""


REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "updates-february.txt"


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference papers are not here")
def test_the_weekly_updates_of_a_month_come_in_with_their_numbers_and_days(green: Run) -> None:
    said = green("bulletin", NAME, "--import", REFERENCE, "--preview")
    heads = [line.split("\t")[:2] for line in said.lines if line[0] != "\t"]
    assert heads == [["36", "2010-02-23"], ["35", "2010-02-16"], ["34", "2010-02-09"], ["33", "2010-02-01"]]
