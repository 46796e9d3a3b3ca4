"""A phone in a real browser is led to the laptop on which its table goes on, with what it had not sent."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.web.client import Phone
from tests.web.look import IN_A_BROWSER, opened
from workshop.model.errors import Refused
from workshop.store.writer import SessionWriter
from workshop.web.server import PhoneServer
from workshop.web.signpost import Signpost

if TYPE_CHECKING:
    from playwright.async_api import Browser

OTHER = "127.0.0.2"
elsewhere = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has more addresses of its own unasked")


async def moved(writer: SessionWriter, to: Path) -> SessionWriter:
    """Copy a session as a hand-over does."""
    ignored = shutil.ignore_patterns("*.lock", ".lock*", "writer.json")
    shutil.copytree(writer.folder, to, ignore=ignored)
    return SessionWriter(to)


@elsewhere
@pytest.mark.browser
@IN_A_BROWSER[1]
async def test_a_phone_goes_on_at_the_other_laptop_with_what_it_had_not_sent(
    writer: SessionWriter, browser: Browser, tmp_path: Path
) -> None:
    server = PhoneServer(writer, "127.0.0.1", 0)
    address = await server.start()
    phone = await opened(browser, address.join)
    await phone.page.get_by_text("Experiment", exact=True).first.click()
    port = int(address.url.rstrip("/").rpartition(":")[2])
    await server.stop()
    signpost = Signpost(writer.folder, "127.0.0.1", port)
    await signpost.start()
    async with await moved(writer, tmp_path / "second") as second:
        other = PhoneServer(second, OTHER, 0)
        try:
            await phone.page.fill("#text", "Sent while the table moved")
            await phone.page.click("text=Send")
            new = await other.start()
            board = await opened(browser, f"{address.url}board")
            await board.read("This table moves to another laptop.")
            signpost.to = new.url
            await phone.page.wait_for_url(new.url, timeout=30_000)
            await phone.read("Recorded as T07-E03.")
            assert "Sent while the table moved" in {card.text for card in second.session.cards.values()}
            await board.read(f"This table goes on at another laptop: {new.url}")
            assert phone.complaints == []
        finally:
            await other.stop()
            await signpost.stop()


async def test_a_ticket_lets_in_who_has_it_for_an_hour_and_nobody_else(server: PhoneServer) -> None:
    door = server.phones.door
    cookie = door.admit()
    now = 1_795_348_800_000
    ticket = door.ticket(cookie, now)
    assert door.welcome(cookie, str(now), ticket, now + 1000) == door.person(cookie)
    for wrong in (
        (cookie, str(now), ticket, now + 3_700_000),
        (cookie, str(now + 1), ticket, now),
        (door.admit(), str(now), ticket, now),
        (cookie, "soon", ticket, now),
        (cookie, str(now), "", now),
        ("", str(now), door.ticket("", now), now),
    ):
        assert door.welcome(*wrong) is None


async def test_what_a_signpost_cannot_lead_on_is_told_so(writer: SessionWriter, server: PhoneServer) -> None:
    port = int(server.address.url.rstrip("/").rpartition(":")[2])
    with pytest.raises(Refused, match="is used by another program"):
        await Signpost(writer.folder, "127.0.0.1", port).start()
    signpost = Signpost(writer.folder, "127.0.0.1", 0)
    await signpost.start()
    await signpost.stop()
    await Signpost(writer.folder, "127.0.0.1", 0).stop()
    assert (await Phone(server.address.url).get("/moved?as=x&at=1&seal=x")).header("location") == "/"
