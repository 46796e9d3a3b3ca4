"""What is written to streams: once for all, and nothing to those who do not read."""

from __future__ import annotations

import pytest

from tests.web.client import Phone
from workshop.model import commands as c
from workshop.store.writer import SessionWriter
from workshop.web import connection
from workshop.web import sse as feed
from workshop.web.html import Html
from workshop.web.server import PhoneServer
from workshop.web.sse import Feed, Listener, Seen


class Wire:
    """A connection that remembers what was written to it."""

    def __init__(self) -> None:
        self.behind = False
        self.written: list[bytes] = []

    def push(self, piece: bytes) -> None:
        self.written.append(piece)

    def finish(self) -> None:
        self.written.append(b"the end")


def test_who_falls_behind_gets_nothing_more_and_fetches_the_page_when_it_reads_on() -> None:
    wire = Wire()
    listener = Listener(wire)
    listener.put(b"one")
    wire.behind = True
    for _ in range(1000):
        listener.put(b"more")
    wire.behind = False
    listener.put(b"two")
    listener.put(b"three")
    assert wire.written == [b"one", b"18\r\nevent: resync\ndata: {}\n\n\r\n", b"three"]


async def test_many_are_told_in_turns_the_board_first_and_a_piece_is_made_once(
    writer: SessionWriter, server: PhoneServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "TURN", 2)
    phones, drawn = server.phones, 0

    def draw(_: object) -> dict[str, Html]:
        nonlocal drawn
        drawn += 1
        return {"top": Html(drawn)}

    channel = phones.feed.channel(Seen("participant", "en"), phones.eyes, draw)
    wires = [Wire() for _ in range(5)]
    for wire in wires:
        phones.feed.begin(channel, Listener(wire), 0)
    assert sum(len(each.listeners) for each in phones.feed._channels.values()) == 5
    async with Phone(server.address.url).stream("/board/events") as session:
        await session.next()
        await writer.do(c.RetitleSession("Anew"))
        await writer.do(c.StartTimer(60))
        await session.next()
    theme = writer.session.live_themes()[0].id
    async with Phone(server.address.url).stream("/board/events") as session:
        await session.next()
        await writer.do(c.AddCards("insight", theme, ("New",)))
        await session.next()
    assert {len(wire.written) for wire in wires[:2]} == {len(wires[0].written)}
    assert all(wire.written[1] is wires[0].written[1] for wire in wires[:2])


async def test_signs_of_life_are_sent_and_after_the_end_nobody_is_taken_on(
    writer: SessionWriter, server: PhoneServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "HEARTBEAT", 0.01)
    own = Feed(writer, lambda: 0)
    channel = own.channel(Seen("board", "en"), server.phones.eyes, lambda _: {})
    first, late = Wire(), Wire()
    own.begin(channel, Listener(first), channel.at())
    async with Phone(server.address.url).stream("/board/events") as session:
        while not (await session.line()).startswith(b": here"):
            pass
    assert first.written[0] == b"d\r\nretry: 2000\n\n\r\n"
    own.close()
    own.begin(channel, Listener(late), 0)
    own.changed()
    assert (first.written[-1], late.written[-1]) == (b"the end", b"the end")


async def test_asking_for_the_head_of_a_stream_gives_the_head(phone: Phone) -> None:
    answer = await phone.ask("HEAD", "/events", {})
    assert (answer.status, answer.body) == (200, b"")


async def test_a_connection_that_leaves_unread_what_it_gets_is_broken_off(
    server: PhoneServer, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "STALLED", 0.05)
    async with phone.stream("/events") as stream:
        await stream.next()
        assert server._server is not None
        (each,) = server._server.server_state.connections
        assert isinstance(each, connection.Connection)
        each.pause_writing()
        each.resume_writing()
        assert not each.behind
        each.pause_writing()
        each.pause_writing()
        assert each.behind
        with pytest.raises((EOFError, ConnectionError)):
            await stream.next()


async def test_a_card_more_does_not_make_all_others_anew(writer: SessionWriter, server: PhoneServer) -> None:
    before = server.phones.eyes.look()
    await writer.do(c.AddCards("insight", writer.session.live_themes()[0].id, ("One more",)))
    after = server.phones.eyes.look()
    assert len(after.listed()) == len(before.listed()) + 1
    assert all(after.cards[name] is card for name, card in before.cards.items())
