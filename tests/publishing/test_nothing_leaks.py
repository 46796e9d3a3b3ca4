"""Every byte of every file that goes out after a summit, searched for what may not be told."""

from __future__ import annotations

import io
import zlib
from email import message_from_bytes, policy
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from tests.model.table import ANA, Table, table
from workshop.model import commands as c
from workshop.model.bulletins import untold
from workshop.model.events import StatusNoted
from workshop.publishing.bulletin_files import files_of
from workshop.publishing.follow_up_sheet import sheet_of, sheet_report
from workshop.publishing.publication import PUBLICATIONS, Matter, export

if TYPE_CHECKING:
    from collections.abc import Iterator

HIDDEN, WAITING, REMOVED, PARKED = "HIDDENWORDS", "WAITINGWORDS", "REMOVEDWORDS", "PARKEDWORDS"
CONTACT, BALLOT, REASON = "ada.contact@example.org", "UNREVEALEDVOTE", "HIDDENREASON"


@pytest.fixture
def it() -> Table:
    made = table("Green spaces", themes=(("Winter", "Who comes?"),))
    shown, hidden, removed, parked = made.add("Lend boots", HIDDEN, REMOVED, PARKED, kind="experiment")
    made.add(WAITING, kind="experiment", origin="participant", held=True)
    made.do(c.AskRoom(("Who has the key?",)))
    for card in (shown, hidden, removed, parked):
        reason = "" if card == shown else REASON
        note = StatusNoted(card, "under way", "2026-06-12", "library", CONTACT, "", "2026-07-01", reason)
        made.do(c.NoteStatuses((note,)))
    made.do(c.HideCard(hidden))
    made.do(c.RemoveCard(removed))
    made.do(c.ParkCard(parked))
    made.opened(c.DraftBallot(BALLOT))
    made.do(c.IssueBulletin())
    return made


def outgoing(it: Table) -> Iterator[tuple[str, bytes]]:
    """Every file that is made after a summit, by its name."""
    yield from PUBLICATIONS["site"].files(Matter(it.history, with_picture=True, today="2026-08-01"), "html").items()
    for bulletin in it.session.bulletins:
        yield from files_of(it.session, bulletin).items()
    for name in ("docx", "odt", "csv", "html", "txt", "md", "json"):
        if name in PUBLICATIONS["follow-up"].formats:
            yield from PUBLICATIONS["follow-up"].files(Matter(it.history, today="2026-08-01"), name).items()
    for name in ("docx", "odt"):
        yield f"sheet.{name}", export(sheet_report(it.session, 0), name)
    yield "sheet.csv", sheet_of(it.session)


def laid_open(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file as it is, and all that is packed into it."""
    yield name, content
    if content.startswith(b"PK"):
        with ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.namelist():
                yield from laid_open(f"{name}/{inner}", archive.read(inner))
    if name.endswith(".eml"):
        for part in message_from_bytes(content, policy=policy.default).walk():
            if not part.is_multipart():
                said = part.get_content()
                yield f"{name}/{part.get_content_type()}", said.encode() if isinstance(said, str) else said
    if name.endswith(".ics"):
        yield f"{name} unfolded", content.replace(b"\r\n ", b"")
    if content.startswith(b"%PDF"):
        for number, piece in enumerate(content.split(b"stream\n")[1:]):
            try:
                yield f"{name}/{number}", zlib.decompressobj().decompress(piece.lstrip(b"\r\n"))
            except zlib.error:
                continue


def found(it: Table, *words: str) -> list[tuple[str, str]]:
    return [
        (word, name)
        for file, content in outgoing(it)
        for name, bare in laid_open(file, content)
        for word in words
        if word.lower().encode() in bare.lower()
    ]


def test_nothing_that_may_not_be_told_is_in_any_file(it: Table) -> None:
    words = (HIDDEN, WAITING, REMOVED, PARKED, CONTACT, BALLOT, REASON)
    assert found(it, *words) == []


def test_dots_that_are_not_revealed_change_no_byte(it: Table) -> None:
    before = dict(outgoing(it))
    (boots,) = (card.id for card in it.session.cards.values() if card.text == "Lend boots")
    (ballot,) = it.session.ballots
    it.do(c.SetDots(ballot, ANA, boots, 2), by="")
    assert before == dict(outgoing(it))
    it.do(c.CloseBallot(ballot))
    it.do(c.RevealBallot(ballot))
    assert before["site/appendix.html"] != dict(outgoing(it))["site/appendix.html"]
    assert found(it, BALLOT)


def test_the_search_finds_what_may_be_told(it: Table) -> None:
    names = [name for _, name in found(it, "Lend boots")]
    packed = [name for name in names if "/" in name.removeprefix("site/")]
    for suffix in ("appendix.html", "search.html", "bulletins.atom", "unfolded", "sheet.csv", "follow-up.json"):
        assert any(name.endswith(suffix) for name in names), suffix
    for part in ("bulletin-1.docx/word/document.xml", "bulletin-1.odt/content.xml", "bulletin-1.eml/text/html"):
        assert part in packed


def test_what_is_hidden_after_a_bulletin_was_issued_is_in_no_page_of_the_site(it: Table) -> None:
    (boots,) = (card.id for card in it.session.cards.values() if card.text == "Lend boots")
    it.do(c.VoidBallot(next(iter(it.session.ballots))))
    it.do(c.HideCard(boots))
    site = PUBLICATIONS["site"].files(Matter(it.history, today="2026-08-01"), "html")
    assert not [name for name, content in site.items() if b"Lend boots" in content]
    assert untold(it.session, "2026-06-30") == ()
