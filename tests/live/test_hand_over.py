from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.store.making import make
from workshop.live.draft import Draft, read_draft, write_draft
from workshop.live.hand_over import MANIFEST, hand_over, take_back, take_over, unpack
from workshop.model.commands import AddCards
from workshop.model.errors import Busy, Refused, Unreadable
from workshop.store.folder import TABLES, load
from workshop.store.locations import Home
from workshop.store.writer import SessionWriter, now_ms
from workshop.store.writing_right import WritingRight
from workshop.web.credentials import Door


@pytest.fixture
def first(tmp_path: Path) -> Home:
    home = Home(tmp_path / "first")
    make(home.sessions / "leadership", "Trust", "Time", table="7")
    return home


@pytest.fixture
def second(tmp_path: Path) -> Home:
    return Home(tmp_path / "second")


def texts(folder: Path) -> list[str]:
    return [card.text for card in load(folder).session.ordered()]


async def add(folder: Path, text: str) -> None:
    async with SessionWriter(folder) as writer:
        theme = writer.session.live_themes()[0].id
        await writer.do(AddCards("insight", theme, (text,)))


async def test_the_second_laptop_goes_on_with_the_record_the_draft_and_the_phones(first: Home, second: Home) -> None:
    folder = first.sessions / "leadership"
    phones = Door(folder)
    write_draft(folder, Draft("insight", "", "half a li"))
    file = first.path / "leadership.workshop"
    entries = hand_over(folder, file, now_ms())
    taken = take_over(second, file)
    assert (taken.folder, taken.entries, taken.only_here) == (second.sessions / "leadership", entries, 0)
    assert texts(taken.folder) == ["Trust", "Time"]
    assert read_draft(taken.folder).text == "half a li"
    assert Door(taken.folder).key == phones.key
    await add(taken.folder, "Tools")
    assert texts(taken.folder) == ["Trust", "Time", "Tools"]


def test_the_first_laptop_is_sealed_until_it_takes_the_session_back(first: Home) -> None:
    folder = first.sessions / "leadership"
    hand_over(folder, first.path / "file", now_ms())
    with pytest.raises(
        Busy, match=r"was handed over \(file\) and goes on at another laptop.*hand-over leadership --back"
    ):
        WritingRight(folder)
    assert texts(folder) == ["Trust", "Time"]
    take_back(folder)
    WritingRight(folder).give_up()
    with pytest.raises(Refused, match="was not handed over"):
        take_back(folder)


async def test_what_two_laptops_recorded_apart_is_kept_and_said(first: Home, second: Home) -> None:
    folder = first.sessions / "leadership"
    hand_over(folder, first.path / "there", now_ms())
    moved = take_over(second, first.path / "there").folder
    await add(moved, "from the second")
    take_back(folder)
    await add(folder, "from the first")
    hand_over(moved, first.path / "back", now_ms())
    taken = take_over(first, first.path / "back")
    assert (taken.folder, taken.only_here) == (folder, 1)
    assert sorted(texts(folder)) == ["Time", "Trust", "from the first", "from the second"]


def test_taking_over_twice_brings_nothing_twice(first: Home, second: Home) -> None:
    hand_over(first.sessions / "leadership", first.path / "file", now_ms())
    assert take_over(second, first.path / "file") == take_over(second, first.path / "file")


def test_another_session_of_that_name_stays_as_it_is(first: Home, second: Home) -> None:
    make(second.sessions / "leadership", "Mine")
    hand_over(first.sessions / "leadership", first.path / "file", now_ms())
    assert take_over(second, first.path / "file").folder == second.sessions / "leadership-2"
    assert texts(second.sessions / "leadership") == ["Mine"]


def test_a_session_that_is_open_is_not_handed_over(first: Home) -> None:
    folder = first.sessions / "leadership"
    right = WritingRight(folder)
    with pytest.raises(Busy):
        hand_over(folder, first.path / "file", now_ms())
    right.give_up()
    assert not (first.path / "file").exists()


def test_a_summit_is_not_handed_over(first: Home) -> None:
    folder = first.sessions / "leadership"
    (folder / TABLES).mkdir()
    with pytest.raises(Refused, match="is a summit"):
        hand_over(folder, first.path / "file", now_ms())


def altered(file: Path, **told: object) -> None:
    """Write the file anew with something else in its manifest."""
    with zipfile.ZipFile(file) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    contents[MANIFEST] = json.dumps({**json.loads(contents[MANIFEST]), **told}).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in contents.items():
            archive.writestr(name, data)


def test_what_is_no_such_file_is_refused_in_a_sentence(first: Home, second: Home) -> None:
    file = first.path / "file"
    with pytest.raises(Unreadable, match=r"file cannot be read \(no such file"):
        take_over(second, file)
    file.write_text("hello", encoding="utf-8")
    with pytest.raises(Unreadable, match="is not a session that was handed over"):
        take_over(second, file)
    hand_over(first.sessions / "leadership", file, now_ms())
    whole = file.read_bytes()
    altered(file, v=2)
    with pytest.raises(Unreadable, match="was written by a newer version"):
        take_over(second, file)
    file.write_bytes(whole)
    altered(file, files={"../../evil.jsonl": "0"})
    with pytest.raises(Unreadable, match="damaged or was copied only in part"):
        take_over(second, file)
    assert not second.sessions.exists()


def test_a_file_that_was_cut_or_changed_anywhere_is_told_and_copied_again(first: Home, second: Home) -> None:
    file = first.path / "file"
    hand_over(first.sessions / "leadership", file, now_ms())
    whole = file.read_bytes()
    said = set()
    for at in range(64, len(whole), 23):
        said.add(refusal(second, whole[:at]))
        said.add(refusal(second, whole[:at] + bytes([whole[at] ^ 0x81]) + whole[at + 1 :]))
    assert "file is damaged or was copied only in part. Copy it again; nothing was changed." in said
    assert said <= {
        "",  # what is changed there means nothing
        "file is damaged or was copied only in part. Copy it again; nothing was changed.",
        "file is larger than any session. Nothing was taken from it.",
    }


def refusal(home: Home, data: bytes) -> str:
    """Return why a file is not taken over; nothing where it is."""
    try:
        unpack(home, data, "file")
    except Unreadable as error:
        return str(error)
    return ""


def test_a_changed_byte_is_told(first: Home, second: Home) -> None:
    file = first.path / "file"
    hand_over(first.sessions / "leadership", file, now_ms())
    with zipfile.ZipFile(file) as archive:
        told = json.loads(archive.read(MANIFEST))
    altered(file, files=dict.fromkeys(told["files"], "0" * 64))
    with pytest.raises(Unreadable, match="damaged or was copied only in part"):
        take_over(second, file)


def test_a_folder_is_nothing_to_take_over(second: Home) -> None:
    second.path.mkdir(exist_ok=True)
    with pytest.raises(Unreadable, match="is not an ordinary file"):
        take_over(second, second.path)
