"""A phone in a real browser is led to the laptop on which its table goes on, with what it had not sent."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.web.look import IN_A_BROWSER, opened
from workshop.store.writer import SessionWriter
from workshop.web.server import PhoneServer
from workshop.web.signpost import Signpost

if TYPE_CHECKING:
    from playwright.async_api import Browser

pytestmark = [
    *IN_A_BROWSER,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux has more addresses of its own unasked"),
]

OTHER = "127.0.0.2"


async def moved(writer: SessionWriter, to: Path) -> SessionWriter:
    """Copy a session as a hand-over does."""
    ignored = shutil.ignore_patterns("*.lock", ".lock*", "writer.json")
    shutil.copytree(writer.folder, to, ignore=ignored)
    return SessionWriter(to)


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
