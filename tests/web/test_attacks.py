"""What somebody on the same Wi-Fi may try. Each attempt gets its status and a sentence; the room goes on."""

from __future__ import annotations

import asyncio
import json
import time
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.client import JSON, Answer, Phone, Stream, read_answer
from tests.web.conftest import EXPERIMENTS, INSIGHTS, Join, card, open_vote
from workshop.model import commands as c
from workshop.model.ballots import dots_left
from workshop.model.rules.submissions import LONG_QUEUE
from workshop.store.writer import SessionWriter
from workshop.web import connection, request
from workshop.web import context as phones
from workshop.web import rate_limit as entrance
from workshop.web import rate_limit as pace_module
from workshop.web.rate_limit import Backlog, RateLimit
from workshop.web.server import PhoneServer

HOSTILE = """<script>alert(1)</script>"'><img src=x onerror=alert(2)>{{7*7}}</textarea></li>&amp;"""


ELSEWHERE = (
    *("evil.example", "evil.example:80", "@", "[", "127.0.0.1.evil.example", "10.0.0.9", "evil@127.0.0.1", "[::1]"),
    *("127.0.0.1#evil", "127.0.0.1/evil", "127.0.0.1:80:80", "127.0.0.1:x", "127.0.0.1."),
)


async def test_only_our_own_address_is_answered(phone: Phone, subtests: pytest.Subtests) -> None:
    for host in ELSEWHERE:
        with subtests.test(host):
            answer = await phone.ask("GET", "/", {"host": host})
            assert answer.status == 403
            assert "address" in answer.json["error"]


async def test_a_browser_at_a_name_that_is_not_ours_shows_words(phone: Phone) -> None:
    answer = await phone.ask("GET", "/", {"host": "my-laptop.local:8000", "accept": "text/html,*/*;q=0.8"})
    assert (answer.status, answer.header("content-type")) == (403, "text/plain; charset=utf-8")
    assert answer.text == "This is not the address of these pages. Type the one that stands on the board."


async def test_what_is_said_twice_is_not_carried_out(
    writer: SessionWriter, phone: Phone, subtests: pytest.Subtests
) -> None:
    sent = {"accept": "application/json", "origin": f"http://{phone.host}:{phone.port}"}
    request = phone.request("POST", "/cards", sent, b"kind=insight&text=x")
    for name in ("host", "Host", "cookie", "origin", "content-type"):
        with subtests.test(name):
            answer = await raw(phone, request.replace(b"accept:", name.encode() + b": x\r\naccept:"))
            assert (answer.status, answer.json["error"].endswith(".")) == (400, True)
            assert len(writer.session.cards) == len(INSIGHTS + EXPERIMENTS)


async def raw(phone: Phone, request: bytes) -> Answer:
    async with asyncio.timeout(5):
        reader, pipe = await asyncio.open_connection(phone.host, phone.port)
        pipe.write(request)
        answer = await read_answer(reader)
        pipe.close()
    return answer


async def test_this_computer_knows_itself_as_localhost(phone: Phone) -> None:
    assert (await phone.get("/", host=f"localhost:{phone.port}")).status == 200


async def test_another_pages_request_is_not_carried_out(
    writer: SessionWriter, phone: Phone, subtests: pytest.Subtests
) -> None:
    for origin in ("http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1"):
        with subtests.test(origin):
            answer = await phone.post("/cards", {"kind": "insight", "text": "x"}, origin=origin)
            assert answer.status == 403
            assert len(writer.session.cards) == len(INSIGHTS + EXPERIMENTS)


async def test_our_own_pages_request_is_carried_out(phone: Phone) -> None:
    own = f"http://127.0.0.1:{phone.port}"
    assert (await phone.post("/cards", {"kind": "insight", "text": "x"}, origin=own)).status == 200
    crossed = await phone.post("/cards", {"kind": "insight", "text": "x"}, sec_fetch_site="cross-site")
    assert crossed.status == 403


async def test_markup_in_every_field_is_served_as_text(writer: SessionWriter, phone: Phone) -> None:
    await writer.do(c.RetitleSession(HOSTILE))
    theme = writer.session.live_themes()[0].id
    await writer.do(c.RewordTheme(theme, HOSTILE, HOSTILE))
    await writer.do(c.AddCards("insight", theme, (HOSTILE,)))
    await writer.do(c.TagCard(card(writer, "I01").id, HOSTILE[:50]))
    await writer.do(c.DefineTag(HOSTILE[:50]))
    await writer.do(c.DefineKind("wish", HOSTILE[:50], HOSTILE[:50], "W"))
    await open_vote(writer, title=HOSTILE, decider=HOSTILE[:50])
    sent = await phone.post("/cards", {"kind": HOSTILE, "text": HOSTILE, "form": HOSTILE[:80]}, accept="text/html")
    for answer in (sent, await phone.get("/"), await phone.get("/board"), await phone.get(f"/?lang={quote(HOSTILE)}")):
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text
        assert "default-src 'none'" in answer.header("content-security-policy")
        assert "unsafe" not in answer.header("content-security-policy")
        assert answer.header("x-content-type-options") == "nosniff"


async def test_a_forged_cookie_is_nobodys(phone: Phone, subtests: pytest.Subtests) -> None:
    own = phone.cookies
    assert (await phone.get("/api/state")).status == 200
    for cookie in ("", "p.x", "pAAAA.BBBB", "é.é", "." * 3000, "pAAAA", "\x80"):
        with subtests.test(cookie[:10]):
            phone.cookies = dict.fromkeys(own, cookie)
            assert (await phone.get("/api/state")).status == 403


async def test_a_cookie_turned_into_a_paper_ballots_is_nobodys(server: PhoneServer, phone: Phone) -> None:
    ((name, cookie),) = phone.cookies.items()
    assert server.door.person(cookie)
    assert server.door.person(f"b{cookie[1:]}") is None
    assert name.startswith("workshop-")


async def test_wrong_keys_slow_looking_at_keys_and_refuse_no_room(server: PhoneServer) -> None:
    guesser = Phone(server.address.url)
    start = time.monotonic()
    answers = await asyncio.gather(*(guesser.get(f"/j/GUESS{n}") for n in range(12)))
    assert {answer.status for answer in answers} == {403}
    await guesser.get("/j/GUESSZ")
    assert time.monotonic() - start > 0.5
    joined = await asyncio.gather(*(Phone(server.address.url).get(f"/j/{server.address.key}") for _ in range(20)))
    assert {answer.status for answer in joined} == {303}


async def test_a_phone_that_guesses_on_is_told_to_wait(
    server: PhoneServer, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Backlog, "delay", 0.0)
    answers = [await phone.get("/j/GUESS", **JSON) for _ in range(entrance.GUESSES[0] + 1)]
    assert [answer.status for answer in answers[-2:]] == [403, 429]
    assert int(answers[-1].header("retry-after")) > 0
    assert (await phone.get(f"/j/{server.address.key}")).status == 303


async def test_too_many_guessers_at_once_are_turned_away(server: PhoneServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entrance, "MOST_WAITING", 0)
    monkeypatch.setattr(Backlog, "delay", 0.01)
    assert (await Phone(server.address.url).get("/j/GUESS")).status == 429


async def test_a_room_behind_one_address_joins_at_once(server: PhoneServer) -> None:
    async def one() -> int:
        return (await Phone(server.address.url).get(f"/j/{server.address.key}")).status

    assert set(await asyncio.gather(*(one() for _ in range(200)))) == {303}


async def test_one_phone_that_sends_too_much_waits_and_others_do_not(join: Join, phone: Phone) -> None:
    fields: dict[str, object] = {"kind": "insight", "text": "Again"}
    sent = await asyncio.gather(*(phone.post("/cards", fields) for _ in range(phones.OFFERS[0] + 5)))
    assert {answer.status for answer in sent} == {200, 429}
    assert (await (await join()).post("/cards", fields)).status == 200


async def test_the_last_dot_is_given_once(writer: SessionWriter, phone: Phone) -> None:
    ballot = await open_vote(writer, dots=3, most=2)
    requests = [{"card": f"T07-E0{1 + turn % 2}", "dots": 1 + turn // 2 % 2} for turn in range(200)]
    answers = await asyncio.gather(*(phone.post("/votes", dict(fields)) for fields in requests))
    assert {answer.status for answer in answers} <= {200, 409}
    ((voter, dots),) = writer.session.ballots[ballot].votes.items()
    assert dots_left(writer.session.ballots[ballot], voter) >= 0
    assert sum(dots.values()) <= 3


async def test_a_sheet_sent_many_times_at_once_is_stored_once(writer: SessionWriter, phone: Phone) -> None:
    fields: dict[str, object] = {"kind": "insight", "text": "Once", "form": "the same"}
    answers = await asyncio.gather(*(phone.post("/cards", fields) for _ in range(30)))
    assert {answer.json["id"] for answer in answers} == {"T07-I04"}
    assert sum(shown.text == "Once" for shown in writer.session.cards.values()) == 1


async def test_what_is_too_long_is_refused_and_read_off(phone: Phone) -> None:
    for size in (request.LIMIT + 1, 600_000):
        answer = await phone.ask("POST", "/cards", JSON, b"text=" + b"x" * size)
        assert (answer.status, "too long" in answer.json["error"]) == (413, True)


async def test_what_never_ends_is_broken_off(phone: Phone) -> None:
    reader, pipe = await asyncio.open_connection(phone.host, phone.port)
    pipe.write(phone.request("POST", "/cards", {**JSON, "content-length": "99999999"}, b""))
    with pytest.raises(ConnectionError):
        await _go_on_writing(pipe)
    pipe.close()
    reader.feed_eof()


async def test_half_a_request_does_not_keep_its_place(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.2)

    async def begin(sent: bytes) -> None:
        reader, pipe = await asyncio.open_connection(phone.host, phone.port)
        pipe.write(sent)
        async with asyncio.timeout(5):
            with pytest.raises(ConnectionError):
                await _until_closed(reader)
        pipe.close()

    halves = (b"", b"GET / HT", b"GET / HTTP/1.1\r\nhost: x", b"POST /cards HTTP/1.1\r\nA: b\r\n")
    await asyncio.gather(*(begin(sent) for sent in halves))


async def _go_on_writing(pipe: asyncio.StreamWriter) -> None:
    for _ in range(200):
        pipe.write(b"x" * 65_536)
        await pipe.drain()


async def _listen_to_the_end(stream: Stream) -> None:
    while True:
        await stream.next()


async def _until_closed(reader: asyncio.StreamReader) -> None:
    """Read to the end; a connection that was broken off ends in one way or the other."""
    while await reader.read(1000):
        pass
    raise ConnectionResetError


async def test_half_a_second_request_does_not_either(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.3)
    reader, pipe = await asyncio.open_connection(phone.host, phone.port)
    pipe.write(phone.request("GET", "/static/none", {"connection": "keep-alive"}))
    assert (await read_answer(reader)).status == 404
    pipe.write(b"GET / HTTP/1.1\r\nhost:")
    async with asyncio.timeout(5):
        with pytest.raises(ConnectionError):
            await _until_closed(reader)
    pipe.close()


async def test_a_slow_form_is_given_up(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request, "PATIENCE", 0.2)
    reader, pipe = await asyncio.open_connection(phone.host, phone.port)
    pipe.write(phone.request("POST", "/cards", {**JSON, "content-length": "50"}, b"kind=ins"))
    answer = await read_answer(reader)
    assert (answer.status, "too long to arrive" in answer.json["error"]) == (408, True)
    pipe.close()


async def test_a_head_without_end_is_refused(phone: Phone) -> None:
    reader, pipe = await asyncio.open_connection(phone.host, phone.port)
    pipe.write(b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 4000)
    async with asyncio.timeout(5):
        assert (await read_answer(reader)).status == 400
    pipe.close()


async def test_a_head_that_comes_whole_may_be_too_long_too(phone: Phone) -> None:
    fields = "".join(f"a{number}: b\r\n" for number in range(10_000))
    answer = await raw(phone, f"GET / HTTP/1.1\r\nhost: {phone.host}:{phone.port}\r\n{fields}\r\n".encode())
    assert (answer.status, answer.text) == (400, "The head of this request is too long.")
    text = "a" * 20_000
    assert (await phone.post("/cards", {"kind": "insight", "text": text})).status == 413


async def test_what_comes_after_a_body_is_not_kept(writer: SessionWriter, phone: Phone) -> None:
    head = {"accept": "application/json", "transfer-encoding": "chunked", "content-length": ""}
    request = phone.request("POST", "/cards", head, b"").replace(b"content-length: 0\r\n", b"")
    form = b"kind=insight&text=chunked"
    trailers = b"host: evil.example\r\n" + b"x: y\r\n" * 5000
    answer = await raw(phone, request + b"%x\r\n%b\r\n0\r\n%b\r\n" % (len(form), form, trailers))
    assert answer.status == 200
    assert any(card.text == "chunked" for card in writer.session.cards.values())


async def test_the_rest_of_what_was_answered_does_not_keep_its_place(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.2)
    reader, pipe = await asyncio.open_connection(phone.host, phone.port)
    pipe.write(phone.request("GET", "/api/state", {"connection": "", "content-length": "100"}, None))
    assert (await read_answer(reader)).status == 200
    pipe.write(b"a")
    async with asyncio.timeout(5):
        assert await reader.read() == b""
    pipe.close()


async def test_a_connection_goes_on_when_the_rest_has_come(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.2)
    reader, pipe = await asyncio.open_connection(phone.host, phone.port)
    pipe.write(phone.request("GET", "/api/state", {"connection": "", "content-length": "2"}, None))
    assert (await read_answer(reader)).status == 200
    pipe.write(b"ab")
    await asyncio.sleep(0.5)
    pipe.write(phone.request("GET", "/api/state", {}))
    assert (await read_answer(reader)).status == 200
    pipe.close()


async def test_more_requests_in_one_than_a_browser_sends_are_refused(phone: Phone) -> None:
    reader, pipe = await asyncio.open_connection(phone.host, phone.port)
    pipe.write(phone.request("GET", "/api/state", {"connection": ""}) * 200)
    async with asyncio.timeout(5):
        assert b"too many requests in one" in await reader.read()
    pipe.close()


async def test_one_phone_that_looks_without_end_waits_and_others_do_not(join: Join, phone: Phone) -> None:
    seen = await asyncio.gather(*(phone.get("/api/state") for _ in range(phones.LOOKS[0] + 20)))
    assert {answer.status for answer in seen} == {200, 429}
    refused = next(answer for answer in seen if answer.status == 429)
    assert refused.header("retry-after")
    assert refused.text.startswith("That was too much at once")
    assert (await (await join()).get("/")).status == 200


async def test_paths_lead_nowhere_else(phone: Phone, subtests: pytest.Subtests) -> None:
    for path in (
        *("/../../etc/passwd", "/static/../app.py", "/static/%2e%2e/door.py", "/static//etc/passwd", "/%00", "//evil/"),
        *("/j/%0d%0aset-cookie:%20a=b", "/?lang=fr%0d%0aset-cookie:%20a=b", "/board?page=-1", "/?page=99999999999"),
    ):
        with subtests.test(path):
            answer = await phone.get(path)
            assert answer.status in {200, 403, 404}
            assert "root:" not in answer.text
            assert not any(value.startswith("a=b") for _, value in answer.headers)


async def test_a_stream_that_is_never_read_is_not_waited_for(writer: SessionWriter, phone: Phone) -> None:
    _, silent = await asyncio.open_connection(phone.host, phone.port)
    silent.write(phone.request("GET", "/events", {}))
    theme = writer.session.live_themes()[0].id
    async with phone.stream("/events") as stream:
        await stream.next()
        for turn in range(5):
            await writer.do(c.AddCards("insight", theme, (f"{turn} " + "long " * 390,)))
            assert f"{turn} long" in (await stream.next()).data["list"]
    silent.close()


async def test_one_phone_cannot_have_all_streams(phone: Phone) -> None:
    async with phone.stream("/events") as first:
        await first.next()
        others = [await asyncio.open_connection(phone.host, phone.port) for _ in range(4)]
        for _, pipe in others:
            pipe.write(phone.request("GET", "/events", {}))
        with pytest.raises(EOFError):
            await _listen_to_the_end(first)
        for _, pipe in others:
            pipe.close()


async def test_silent_sockets_make_room_for_phones(server: PhoneServer, phone: Phone, join: Join) -> None:
    assert server._server is not None
    server._server.server_state.most = 50  # type: ignore[attr-defined]
    silent = [await asyncio.open_connection(phone.host, phone.port) for _ in range(120)]
    assert (await (await join()).get("/")).status == 200
    assert len(server._server.server_state.connections) <= 52
    for _, pipe in silent:
        pipe.close()


Held = list[tuple[asyncio.StreamReader, asyncio.StreamWriter]]


async def _ask_and_stay(phone: Phone, source: str, count: int, held: Held) -> None:
    """Keep connections from another address that have asked something, and so are not silent."""
    for _ in range(count):
        held.append(await asyncio.open_connection(phone.host, phone.port, local_addr=(source, 0)))
        held[-1][1].write(phone.request("HEAD", "/", {"connection": "keep-alive"}))
        await held[-1][0].readuntil(b"\r\n\r\n")


async def test_one_device_cannot_keep_a_room_out(server: PhoneServer, phone: Phone, join: Join) -> None:
    assert server._server is not None
    state = server._server.server_state
    state.most = 50  # type: ignore[attr-defined]
    greedy: Held = []
    others: Held = []
    async with phone.stream("/events") as listening:
        await listening.next()
        await _ask_and_stay(phone, "127.0.0.2", 49, greedy)
        await _ask_and_stay(phone, "127.0.0.3", 3, others)
        for _ in range(20):
            assert (await (await join()).get("/")).status == 200
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await _ask_and_stay(phone, "127.0.0.2", 5, greedy)
        assert len(state.connections) <= 52
        assert not any(reader.at_eof() for reader, _ in (*greedy[:40], *others))
        assert not listening.ended
    for _, pipe in (*greedy, *others):
        pipe.close()


async def test_a_flood_of_cards_is_slowed_down_and_kept(writer: SessionWriter, join: Join) -> None:
    phones = [await join() for _ in range(8)]
    offers = (
        phone.post("/cards", {"kind": "insight", "text": f"{place} {turn}", "form": f"{turn}"})
        for place, phone in enumerate(phones)
        for turn in range(30)
    )
    answers = await asyncio.gather(*offers)
    refused = [answer for answer in answers if answer.status == 429]
    waiting = [each for each in writer.session.cards.values() if each.waits]
    assert len(waiting) == sum(answer.status == 200 for answer in answers) < LONG_QUEUE + 30
    assert "Many lines are waiting" in refused[0].json["error"]
    assert int(refused[0].header("retry-after")) >= 1


async def test_a_code_on_paper_is_used_once(writer: SessionWriter, server: PhoneServer, phone: Phone) -> None:
    codes = await server.door.print_codes(2)
    await open_vote(writer)
    refused = await phone.post("/votes", {"card": "T07-E01", "dots": 1})
    assert (refused.status, "on paper" in refused.json["error"]) == (403, True)
    page = (await phone.get("/")).text
    assert "ballot on paper" in page
    assert 'action="/votes' not in page
    voter = Phone(server.address.url)
    assert (await voter.get(f"/j/{codes[0][:4]}-{codes[0][4:].lower()}")).status == 303
    assert (await voter.post("/votes", {"card": "T07-E01", "dots": 1})).status == 200
    assert (await Phone(server.address.url).get(f"/j/{codes[0]}")).status == 403
    assert (server.door.codes.printed, server.door.codes.spent, server.door.codes.unspent) == (2, 1, 1)


async def test_a_code_on_paper_lets_one_of_many_in(server: PhoneServer) -> None:
    (code,) = await server.door.print_codes(1)
    answers = await asyncio.gather(*(Phone(server.address.url).get(f"/j/{code}") for _ in range(20)))
    assert sorted(answer.status for answer in answers).count(303) == 1


FIELD = st.sampled_from(["kind", "text", "form", "card", "dots", "tag", "theme", "", "x"])
VALUE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["insight", "T07-E01", "-1", "9" * 30, "1e3", "\x00", "\ud800", "💥" * 9, "%", "&&&===", "null"]),
)


@pytest.mark.parametrize("path", ["/cards", "/votes", "/tags", "/finished"])
@given(sent=st.tuples(st.lists(st.tuples(FIELD, VALUE), max_size=6), st.binary(max_size=80), st.integers(0, 3)))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
async def test_no_form_breaks_anything(path: str, phone: Phone, sent: tuple[list[tuple[str, str]], bytes, int]) -> None:
    pairs, raw, how = sent
    encoded = "&".join(f"{quote(n, errors='replace')}={quote(v, errors='replace')}" for n, v in pairs).encode()
    kinds = ("application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x", "text/plain")
    body = (encoded, json.dumps(dict(pairs)).encode(), raw, raw)[how]
    kind = kinds[how] if how < 2 else kinds[how - 2]
    answer = await phone.ask("POST", path, {**JSON, "content-type": kind}, body)
    assert answer.status in {200, 400, 409, 413, 429}
    assert answer.json.get("error", ".").endswith(".")


def test_a_pace_is_kept_for_each_by_itself() -> None:
    now = 0.0
    pace = RateLimit(2, 0.5, lambda: now)
    assert [pace.wait("a"), pace.wait("a"), pace.wait("a")] == [0, 0, 2]
    assert pace.wait("b") == 0
    now = 2.0
    assert [pace.wait("a"), pace.wait("a")] == [0, 2]


def test_a_pace_forgets_the_quiet_and_does_not_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace_module, "MANY", 3)
    now = 0.0
    pace = RateLimit(1, 1, lambda: now)
    for who in "abcdefgh":
        pace.wait(who)
        now += 1
    assert len(pace._left) <= 4
    for who in "ijklmnop":
        pace.wait(who)
    assert len(pace._left) <= 4
