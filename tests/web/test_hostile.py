"""Whatever is sent, the server goes on, answers with a sentence, and keeps nothing of it in the record.

``HOSTILE=10000`` (``make hostile``) sends that many of each, and opens that many sockets.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.client import JSON, Phone, read_answer
from tests.web.conftest import open_vote
from workshop.store.writer import SessionWriter
from workshop.web import connection, request
from workshop.web import rate_limit as pace
from workshop.web.credentials import CODE_LENGTH
from workshop.web.server import PhoneServer

MANY = int(os.environ.get("HOSTILE", "150"))
MARK = "M4rk-that-nobody-should-keep"
ANSWERED = {200, 303, 400, 403, 404, 405, 408, 409, 413, 429}
OURS = {
    *("date", "cache-control", "referrer-policy", "x-content-type-options", "cross-origin-resource-policy"),
    *("cross-origin-opener-policy", "content-security-policy", "x-frame-options", "permissions-policy"),
    *("content-type", "content-length", "connection", "location", "set-cookie", "retry-after", "allow", "vary"),
    *("transfer-encoding", "content-encoding"),
}

ODD = st.text(st.characters(codec="latin-1"), max_size=30)
METHOD = st.sampled_from(["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "G T", ""])
PATH = st.one_of(
    st.sampled_from(["/", "/cards", "/votes", "/tags", "/finished", "/api/state", "/board", "/j", "/j/", "/static/"]),
    st.sampled_from(["/board/", "//", "/j/%00", "/static/%2e%2e%2fdoor.py", "http://evil.example/", "*", "/%ff", "/#"]),
    ODD.map(lambda text: "/" + text.replace(" ", "%20")),
)
QUERY = st.sampled_from(["", "?lang=ar", "?page=9999999", "?lang=%0d%0ax:y", "?key=%00", "?at=-1", f"?{MARK}={MARK}"])
NAMES = (
    *("cookie", "accept", "accept-language", "content-type", "content-length", "transfer-encoding", "expect", "range"),
    *("origin", "host", "upgrade", "connection", "content-encoding", "last-event-id", "x-forwarded-for"),
    "sec-fetch-site",
)
VALUES = (
    *("application/json", "chunked", "99", "-1", "100-continue", "websocket", "upgrade", "gzip", "null", ";q=x"),
    *("http://evil.example", "cross-site", f"workshop-000000={MARK}.{MARK}", "9" * 40),
)
HEADER = st.tuples(st.sampled_from(NAMES), st.one_of(ODD, st.sampled_from(VALUES)))
BODY = st.one_of(
    st.binary(max_size=60), st.sampled_from([b"kind=insight&text=%ff%fe", b"card=T07-E01&dots=1", b"0\r\n\r\n"])
)


def as_sent(method: str, path: str, headers: list[tuple[str, str]], body: bytes) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + body


async def send(phone: Phone, request: bytes) -> tuple[int, dict[str, str], bytes]:
    """Send anything; return what came back, with the status 0 where the line was broken off without an answer."""
    reader, pipe = await asyncio.open_connection(phone.host, phone.port)
    try:
        pipe.write(request)
        async with asyncio.timeout(20):
            answer = await read_answer(reader)
    except (ConnectionError, IndexError, asyncio.IncompleteReadError):
        return 0, {}, b""
    finally:
        pipe.close()
        with suppress(ConnectionError):
            await pipe.wait_closed()
    return answer.status, dict(answer.headers), answer.body


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.1)
    monkeypatch.setattr(request, "PATIENCE", 0.1)
    monkeypatch.setattr(pace.Backlog, "delay", 0.0)


@pytest.mark.usefixtures("impatient")
@given(
    start=st.tuples(METHOD, PATH, QUERY),
    headers=st.lists(HEADER, max_size=6),
    body=BODY,
    joined=st.booleans(),
)
@settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))
async def test_whatever_is_sent_is_answered_with_a_sentence(  # noqa: PLR0913 - two of them are the room
    writer: SessionWriter,
    phone: Phone,
    start: tuple[str, str, str],
    headers: list[tuple[str, str]],
    body: bytes,
    *,
    joined: bool,
) -> None:
    told: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context))
    known = len(writer.history.entries)
    own = [("host", f"{phone.host}:{phone.port}"), ("connection", "close")]
    if joined:
        own += [("cookie", f"{name}={value}") for name, value in phone.cookies.items()]
    method, path, query = start
    status, answered, said = await send(phone, as_sent(method, path + query, own + headers, body))
    assert not told
    assert status in ANSWERED or status == 0
    assert answered.keys() <= OURS
    assert MARK.encode() not in said
    assert MARK not in repr(writer.history.entries[known:])
    if status >= 400 and method != "HEAD":
        assert said.rstrip().endswith((b".", b'."}', b"</html>"))
        assert b"Traceback" not in said


async def test_a_phone_that_asks_for_a_web_socket_gets_the_page(phone: Phone) -> None:
    wanted = {
        "connection": "Upgrade",
        "upgrade": "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "eA==",
    }
    answer = await phone.ask("GET", "/", wanted)
    assert (answer.status, answer.header("content-type")) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize("coding", ["gzip", "utf-16", "x"])
async def test_a_form_in_another_encoding_is_refused(phone: Phone, coding: str) -> None:
    body = "kind=insight&text=Bänke".encode("utf-16" if coding == "utf-16" else "latin-1")
    answer = await phone.ask("POST", "/cards", {**JSON, "content-encoding": coding}, body)
    assert (answer.status, "cannot be read" in answer.json["error"]) == (400, True)


async def test_other_methods_change_nothing(writer: SessionWriter, phone: Phone, subtests: pytest.Subtests) -> None:
    known = len(writer.history.entries)
    for path, allowed in (("/", "GET"), ("/board", "GET"), ("/api/state", "GET"), ("/votes", "POST")):
        for method in {"PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "POST"} - {allowed}:
            with subtests.test(f"{method} {path}"):
                answer = await phone.ask(method, path, JSON, b"")
                assert (answer.status, answer.header("allow")) == (405, allowed)
                assert answer.json["error"].endswith(".")
    assert len(writer.history.entries) == known


async def test_a_request_that_is_sent_again_changes_nothing(writer: SessionWriter, phone: Phone) -> None:
    await open_vote(writer)
    await phone.post("/votes", {"card": "T07-E01", "dots": 2})
    session = writer.session.ballots
    for _ in range(5):
        assert (await phone.post("/votes", {"card": "T07-E01", "dots": 2})).json["left"] == 3
    assert [ballot.votes for ballot in session.values()] == [ballot.votes for ballot in writer.session.ballots.values()]


async def test_all_codes_that_could_be_guessed_stay_unspent(server: PhoneServer, phone: Phone) -> None:
    await server.door.print_codes(20)
    for guess in ("", "0", "A" * CODE_LENGTH, "2" * CODE_LENGTH, "%00", "A" * 2000, "b" + "A" * 7):
        assert (await phone.get(f"/j/{guess}", **JSON)).status in {403, 429}
    assert server.door.codes.spent == 0


async def test_sockets_that_dawdle_keep_no_phone_waiting(writer: SessionWriter, phone: Phone) -> None:
    """Half a head, half a form, and streams that are never read; between them a phone votes."""
    await open_vote(writer)
    halves = (
        b"",
        b"GET / HTTP/1.1\r\nhost: x\r\n",
        phone.request("POST", "/cards", {"content-length": "5000"}, b"text="),
        phone.request("GET", "/events", {}),
    )
    opened = []
    for place in range(min(MANY, 4000)):
        _, pipe = await asyncio.open_connection(phone.host, phone.port)
        pipe.write(halves[place % len(halves)])
        opened.append(pipe)
    for turn in range(6):
        assert (await phone.post("/votes", {"card": "T07-E01", "dots": turn % 2})).status == 200
        for pipe in opened[1::4]:
            pipe.write(b"a: b\r\n")
    for pipe in opened:
        pipe.close()
