"""Who is let in by a ticket from another laptop, and what cannot be led on is told so."""

from __future__ import annotations

import pytest

from tests.web.client import Phone
from workshop.model.errors import Refused
from workshop.store.writer import SessionWriter
from workshop.web.server import PhoneServer
from workshop.web.signpost import Signpost


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
