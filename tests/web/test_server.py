"""The server inside another program's loop, and the command that runs it alone."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.client import Phone
from tests.web.conftest import Join, fill
from workshop.model.errors import Refused
from workshop.store import journal
from workshop.store.folder import load
from workshop.store.writer import SessionWriter
from workshop.web import server as module
from workshop.web.network import PortTaken, addresses
from workshop.web.server import PhoneServer, bind

SERVE = "from workshop.cli import COMMANDS, main; COMMANDS.setdefault('serve', 'serve'); main()"


async def test_a_busy_port_is_a_sentence_with_a_free_port(writer: SessionWriter) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        server = PhoneServer(writer, port=port)
        with pytest.raises(PortTaken, match=rf"^Port {port} is used by another program\. Port \d+ is free") as told:
            await server.start()
        await server.stop()
    assert told.value.free not in {0, port}
    bind("127.0.0.1", told.value.free).close()


@pytest.mark.parametrize(
    ("host", "port", "words"),
    [
        ("192.0.2.1", 0, "no address 192.0.2.1 now"),
        ("127.0.0.1", 70000, "not a port"),
        ("no.such.invalid", 0, "no address"),
    ],
)
def test_an_address_that_is_not_ours_is_a_sentence(host: str, port: int, words: str) -> None:
    with pytest.raises(Refused, match=words):
        bind(host, port)


@pytest.mark.parametrize(("number", "words"), [(13, "may not be used"), (5, "cannot be served at")])
def test_what_the_system_refuses_is_a_sentence(monkeypatch: pytest.MonkeyPatch, number: int, words: str) -> None:
    def refuse(*_: object) -> socket.socket:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(module, "_listening", refuse)
    with pytest.raises(Refused, match=words):
        bind("127.0.0.1", 80)


async def test_small_answers_leave_at_once(server: PhoneServer, phone: Phone) -> None:
    async with phone.stream("/events") as stream:
        await stream.next()
        assert server._server is not None
        (connection, *_) = server._server.server_state.connections
        handle = connection.transport.get_extra_info("socket")
        assert handle.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


async def test_it_takes_no_signals(writer: SessionWriter) -> None:
    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    server = PhoneServer(writer, port=0)
    await server.start()
    assert [signal.getsignal(number) for number in numbers] == before
    await server.stop()


async def test_it_ends_quickly_with_streams_open(writer: SessionWriter) -> None:
    server = PhoneServer(writer, port=0)
    address = await server.start()
    phone = Phone(address.url)
    await phone.get(f"/j/{address.key}")
    async with phone.stream("/events") as one, phone.stream("/board/events") as other:
        await one.next()
        await other.next()
        start = time.monotonic()
        await server.stop()
        assert time.monotonic() - start < 1.5
        for stream in (one, other):
            with pytest.raises(EOFError):
                await stream.next()
    assert server.ended.done()
    assert not server.problem
    with pytest.raises(ConnectionRefusedError):
        await phone.get("/")


async def test_an_unexpected_end_is_told_and_not_raised(writer: SessionWriter, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise SystemExit(3)

    monkeypatch.setattr(module._EmbeddedServer, "serve", fail)
    server = PhoneServer(writer, port=0)
    with pytest.raises(Refused, match=r"ended \(SystemExit: 3\)\. What was acknowledged is recorded\."):
        await server.start()
    assert server.ended.done()


async def test_a_broken_answer_is_a_sentence_and_the_room_goes_on(
    phone: Phone, server: PhoneServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context))
    monkeypatch.setattr(server.phones.eyes, "look", lambda: 1 / 0)
    answer = await phone.get("/")
    assert (answer.status, answer.json["error"]) == (500, "Something unexpected went wrong. Please try again.")
    assert told[0]["message"] == "GET / failed"
    monkeypatch.undo()
    assert (await phone.get("/")).status == 200


async def test_a_disk_that_refuses_is_a_sentence(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal, "flush", full)
    answer = await phone.post("/cards", {"kind": "insight", "text": "Kept?", "form": "f"})
    assert (answer.status, "disk full" in answer.json["error"]) == (503, True)
    monkeypatch.undo()
    assert (await phone.post("/cards", {"kind": "insight", "text": "Kept?", "form": "f"})).status == 200


async def test_people_are_a_number(server: PhoneServer, join: Join) -> None:
    assert server.people == 0
    first = await join()
    assert server.people == 0
    await first.get("/")
    await (await join()).get("/")
    assert server.people == 2


class Program:
    """``workshop serve`` as a program of its own."""

    def __init__(self, home: Path, port: int = 0, *more: str) -> None:
        arguments = ["--home", str(home), "serve", "green-spaces", "--port", str(port), *more]
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        self.ready = self.process.stdout.readline()

    @property
    def url(self) -> str:
        return self.ready.split()[1]

    @property
    def key(self) -> str:
        return self.ready.split()[3]

    def end(self, number: int) -> tuple[int, str]:
        self.process.send_signal(number)
        _, said = self.process.communicate(timeout=30)
        return self.process.returncode, said


@pytest.fixture
async def home(tmp_path: Path) -> Path:
    async with SessionWriter(tmp_path / "sessions" / "green-spaces") as writer:
        await fill(writer)
    return tmp_path


@pytest.fixture
def program(home: Path) -> Iterator[Program]:
    program = Program(home)
    yield program
    program.process.kill()
    program.process.communicate()


async def test_serve_says_when_it_is_ready_and_ends_when_told(home: Path, program: Program) -> None:
    assert re.fullmatch(r"ready http://127\.0\.0\.1:\d+/ key [0-9A-Z]{6}\n", program.ready)
    phone = Phone(program.url)
    assert (await phone.get(f"/j/{program.key}")).status == 303
    assert (await phone.post("/cards", {"kind": "insight", "text": "Benches"})).json["id"] == "T07-I04"
    assert program.end(signal.SIGTERM) == (0, "")
    assert "Benches" not in (home / "exports" / "green-spaces" / "appendix.txt").read_text("utf-8")


async def test_serve_refuses_a_busy_port_with_a_sentence(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        program = Program(home, other.getsockname()[1])
        _, said = program.process.communicate(timeout=30)
    assert program.ready == ""
    assert program.process.returncode == 1
    assert re.fullmatch(r"Port \d+ is used by another program\. Port \d+ is free: choose that one\.\n", said)


async def test_serve_writes_what_is_to_be_printed(home: Path) -> None:
    here = next(iter(addresses()), "")
    if not here:
        pytest.skip("this computer is in no network")
    program = Program(home, 0, "--host", here, "--wifi", "Hall", "--wifi-password", "s3cret", "--paper-ballots", "2")
    status, said = program.end(signal.SIGINT)
    assert status == 0
    assert "2 ballots to be printed" in said
    exports = home / "exports" / "green-spaces"
    assert "s3cret" in (exports / "table-tent.html").read_text("utf-8")
    assert (exports / "ballots.html").read_text("utf-8").count("<svg") == 2
    assert "Printed before" not in said
    status, said = Program(home, 0, "--host", here).end(signal.SIGINT)
    assert status == 0
    assert "Printed before for another address: the table tent and the ballots on paper. Print anew" in said


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])  # noqa: S104 - refused, for one
async def test_a_code_that_no_phone_can_open_is_not_printed(home: Path, host: str) -> None:
    status, said = Program(home, 0, "--host", host, "--table-tent").end(signal.SIGINT)
    assert status == 0
    likely = next(iter(addresses()), "")
    assert f"Not printed: no phone can open {host}. " in said
    assert (f"at {likely}" if likely else "in no network") in said
    assert not (home / "exports" / "green-spaces" / "table-tent.html").exists()


@pytest.mark.crash
async def test_every_receipt_is_there_after_a_kill(home: Path, program: Program) -> None:
    phones = [Phone(program.url) for _ in range(8)]
    receipts: list[str] = []

    async def offer(phone: Phone, place: int) -> None:
        await phone.get(f"/j/{program.key}")
        for turn in range(30):
            answer = await phone.post("/cards", {"kind": "insight", "text": f"{place} {turn}", "form": f"{turn}"})
            receipts.append(answer.json["id"])
            if len(receipts) == 60:
                program.process.kill()

    await asyncio.gather(*(offer(phone, place) for place, phone in enumerate(phones)), return_exceptions=True)
    program.process.wait(30)
    session = load(home / "sessions" / "green-spaces").session
    kept = {session.shown_id(card) for card in session.cards.values()}
    assert len(receipts) >= 60
    assert kept.issuperset(receipts)
    again = Program(home, phones[0].port)
    try:
        assert again.key == program.key
        assert (await phones[0].get("/api/state")).status == 200
    finally:
        again.end(signal.SIGINT)
