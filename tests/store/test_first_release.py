"""A home as the first release left it is opened: sessions, a summit, the phones' cookies, ``session.json``.

The files under ``tests/journals/first-release`` were written once and are never edited.
"""

from __future__ import annotations

import asyncio
import json
import shutil
from pathlib import Path
from typing import Any, Final

import pytest

from tests.examples import with_each
from tests.store.test_golden_journal import JOURNALS, missing
from workshop.live.publish import PublishRequest, files_of
from workshop.model import commands as c
from workshop.publishing.publication import APPENDIX
from workshop.store.catalogue import Catalogue
from workshop.store.folder import load
from workshop.store.locations import Home
from workshop.store.snapshot import entries_seen, session_tables
from workshop.store.verify import check
from workshop.store.writer import SessionWriter
from workshop.web.credentials import Door

THEN: Final = JOURNALS / "first-release"
SESSIONS: Final = ("learning-from-floods", "autumn")
NOW: Final = 1_795_400_000_000


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A copy of it, to work with."""
    shutil.copytree(THEN, tmp_path, dirs_exist_ok=True)
    return Home(tmp_path)


@with_each("slug", SESSIONS)
def test_its_sessions_say_what_they_said(slug: str) -> None:
    folder = THEN / "sessions" / slug
    made = files_of(folder, load(folder), APPENDIX, "md", PublishRequest())
    assert [*made.values()] == [(THEN / f"{slug}.md").read_bytes()]
    assert not check(folder, NOW).problems


@with_each("slug", SESSIONS)
def test_its_tables_are_read_and_made_anew_with_all_that_stood_in_them(slug: str) -> None:
    folder = THEN / "sessions" / slug
    assert entries_seen(folder) == len(load(folder).entries)
    then: dict[str, Any] = json.loads((folder / "session.json").read_bytes())
    assert not missing(then, json.loads(json.dumps(session_tables(load(folder)))))


def test_it_is_listed_and_written_on(home: Home) -> None:
    assert sorted(row["slug"] for row in Catalogue(home).sessions()) == sorted(SESSIONS)

    async def work() -> None:
        async with SessionWriter(home.sessions / SESSIONS[0], lambda: NOW) as writer:
            before = writer.session
            cards = [card.id for card in before.ordered() if card.seen]
            await writer.do(c.Batch(tuple(c.TagCard(card, "looked at again") for card in cards)))
            await writer.do(c.Undo())
            assert writer.session == before
            last = next(entry for entry in reversed(writer.history.entries[:-2]) if entry.by)
            await writer.do(c.Undo(last.id))
            assert writer.session.terms == {}

    asyncio.run(work())


async def test_a_phone_that_had_joined_is_known_and_votes_under_its_token(home: Home) -> None:
    phone = json.loads((THEN / "cookie.json").read_bytes())
    door = Door(home.sessions / SESSIONS[0])
    assert door.cookie == phone["name"]
    person = door.person(phone["cookie"])
    assert person is not None
    assert not person.paper
    assert door.voter(person, phone["ballot"]) == phone["voter"]
    assert door.codes == (2, 0)
    assert await door.spend(phone["code"])
