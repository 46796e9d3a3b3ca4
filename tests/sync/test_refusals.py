"""What the wall and a table refuse, each in a sentence that says what to do."""

from __future__ import annotations

import errno
import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.sync.conftest import LEFT_OPEN, LOOPBACK, copies, desk, journals, needs_server, table, until, unused_port
from workshop.model.errors import Refused
from workshop.store.writer import now_ms
from workshop.sync import enrolment, reports
from workshop.sync.desk import SummitDesk
from workshop.sync.files import write_secret
from workshop.sync.join_code import make_certificate
from workshop.sync.server import NatsServer, is_free, server_program

pytestmark = [needs_server, LEFT_OPEN]


def foreign(config: Path) -> subprocess.Popen[bytes]:
    """Start a server with a configuration."""
    quiet = subprocess.DEVNULL
    return subprocess.Popen([server_program(), "-c", config], stdout=quiet, stderr=quiet)


async def against(summit: Path, configuration: str, port: int) -> str:
    """Start a server that is not ours, and return how a wall refuses it."""
    config = summit / "foreign.conf"
    config.write_text(configuration, encoding="utf-8")
    with foreign(config) as other:
        try:
            await until(lambda: not is_free(LOOPBACK, port))
            ours = NatsServer(summit / "wall", LOOPBACK, port, told=lambda _: None)
            hall = SummitDesk(summit, "Hall", ours, told=lambda: None, now=now_ms, elsewhere=(LOOPBACK, port))
            with pytest.raises(Refused) as refusal:
                await hall.start()
            return str(refusal.value)
        finally:
            other.terminate()


def ours(summit: Path, port: int) -> str:
    """Return the configuration that we would give a server at ``port``."""
    server = NatsServer(summit / "wall", LOOPBACK, port, told=lambda _: None)
    server.secrets = server.secrets._replace(port=port)
    server.write_configuration()
    return server.configured.read_text(encoding="utf-8")


async def test_a_server_that_acknowledges_before_it_flushes_is_refused(tmp_path: Path) -> None:
    port = unused_port()
    said = await against(tmp_path, ours(tmp_path, port).replace("sync_interval: always", 'sync_interval: "2m"'), port)
    assert f"at 127.0.0.1, port {port}, acknowledges before it flushes to its disk" in said
    assert f"Start it with the configuration in {tmp_path / 'wall' / 'server.conf'}, or leave out --nats" in said


async def test_a_server_that_cannot_prove_that_it_flushes_is_refused(tmp_path: Path) -> None:
    port = unused_port()
    store = tmp_path / "store"
    said = await against(tmp_path, f'host: 127.0.0.1\nport: {port}\njetstream {{ store_dir: "{store}" }}\n', port)
    assert "does not prove that it flushes what it acknowledges" in said


async def test_a_server_that_others_run_with_our_configuration_is_taken(tmp_path: Path) -> None:
    port = unused_port()
    config = tmp_path / "foreign.conf"
    config.write_text(ours(tmp_path, port), encoding="utf-8")
    with foreign(config) as other:
        try:
            await until(lambda: not is_free(LOOPBACK, port))
            server = NatsServer(tmp_path / "wall", LOOPBACK, port, told=lambda _: None)
            hall = SummitDesk(tmp_path, "Hall", server, told=lambda: None, now=now_ms, elsewhere=(LOOPBACK, port))
            await hall.start()
            async with table(tmp_path / "table") as seven:
                seven.join(hall.code)
                await seven.add("a line")
                await seven.arrives()
            await hall.stop()
            assert other.poll() is None
        finally:
            other.terminate()


@pytest.mark.parametrize("host", [LOOPBACK, "nobody.invalid"])
async def test_where_nobody_answers_the_wall_says_so(tmp_path: Path, host: str) -> None:
    port = unused_port()
    server = NatsServer(tmp_path / "wall", LOOPBACK, port, told=lambda _: None)
    hall = SummitDesk(tmp_path, "Hall", server, told=lambda: None, now=now_ms, elsewhere=(host, port))
    with pytest.raises(Refused, match=f"No message server answers at {host}, port {port}"):
        await hall.start()


async def test_a_port_that_was_wished_and_is_taken_is_refused(tmp_path: Path) -> None:
    async with desk(tmp_path / "first") as hall:
        port = hall.server.port
        second = NatsServer(tmp_path / "second" / "wall", LOOPBACK, port, told=lambda _: None)
        with pytest.raises(Refused, match=f"Port {port} at 127.0.0.1 is used by another program"):
            await second.start()


async def test_an_expired_certificate_is_said_as_what_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wall = tmp_path / "summit" / "wall"
    certificate, key = make_certificate(datetime.now(UTC) - timedelta(days=300))
    write_secret(wall / "certificate.pem", certificate)
    write_secret(wall / "key.pem", key)
    monkeypatch.setattr("workshop.sync.server.keep_certificate", lambda _folder, _now: certificate)
    server = NatsServer(wall, LOOPBACK, unused_port(), told=lambda _: None)
    await server.start()
    try:
        async with table(tmp_path / "table") as seven:
            publisher = seven.join(server.code)
            await until(lambda: bool(publisher.standing.problem))
            assert publisher.standing.problem.startswith(
                "The summit's certificate has expired, or this computer's clock"
            )
    finally:
        await server.stop()


@pytest.mark.parametrize(("version", "said"), [(0, "older"), (2, "newer")])
async def test_a_table_of_another_version_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: int, said: str
) -> None:
    asked = enrolment.question

    def otherwise(proof: str, **said: str) -> tuple[dict[str, object], bytes]:
        question, key = asked(proof, **said)
        return question | {"v": version}, key

    monkeypatch.setattr("workshop.sync.publisher.question", otherwise)
    async with desk(tmp_path / "summit") as hall, table(tmp_path / "table") as seven:
        publisher = seven.join(hall.code)
        await until(lambda: bool(publisher.standing.problem))
        assert (
            f"a version of workshop that is {said} than the summit's. Update the older one."
            in publisher.standing.problem
        )


@pytest.mark.parametrize(("version", "said"), [(0, "older"), (2, "newer")])
async def test_a_table_that_was_updated_since_it_joined_is_told_so_and_sends_nothing_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: int, said: str
) -> None:
    async with desk(tmp_path / "summit") as hall, table(tmp_path / "table") as seven:
        seven.join(hall.code)
        await seven.arrives()
        await seven.close()
        plain = reports.report_to_json
        monkeypatch.setattr("workshop.sync.publisher.report_to_json", lambda report: plain(report) | {"v": version})
        async with table(tmp_path / "table") as again:
            publisher = again.join(hall.code)
            await again.add("after the update")
            await until(lambda: said in publisher.standing.problem)
            assert publisher.standing.problem.endswith("than the summit's. Update the older one.")
            assert publisher.standing.recorded == 2
        assert b"after the update" not in b"".join(copies(tmp_path / "summit").values())


async def test_a_full_disk_at_the_desk_is_said_once_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workshop.sync.receiver.AFTER_FULL_DISK", 0.05)
    async with desk(tmp_path / "summit") as hall, table(tmp_path / "table") as seven:
        with monkeypatch.context() as full:

            def refuse(*_: object) -> None:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

            full.setattr("workshop.sync.copies.Copy._append", refuse)
            publisher = seven.join(hall.code)
            await seven.add("Trust")
            await until(lambda: bool(hall.remarks))
            (said,) = hall.remarks
            assert "(disk full). Nothing is lost: the tables have it all, and send it again" in said
            assert publisher.standing.at_summit == 0
        await until(lambda: publisher.standing.complete)
        assert copies(tmp_path / "summit") == journals(tmp_path / "table")
        assert len(hall.remarks) == 1


async def test_a_clock_that_is_wrong_is_said_at_the_table_and_at_the_wall(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(tmp_path / "summit") as hall, table(tmp_path / "table") as seven:
        monkeypatch.setattr("tests.sync.conftest.now_ms", lambda: now_ms() + 7 * 60_000)
        publisher = seven.join(hall.code)
        await until(lambda: bool(publisher.standing.problem))
        assert publisher.standing.problem == (
            "This laptop's clock is 7 minutes fast, compared with the summit's. Set it when you can."
        )
        (heard,) = hall.tables()
        assert heard.ahead == 7


async def test_an_answer_nobody_understands_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshop.sync.desk.answer_to_json", lambda _answer: {"v": reports.VERSION + 1})
    async with desk(tmp_path / "summit") as hall, table(tmp_path / "table") as seven:
        publisher = seven.join(hall.code)
        await until(lambda: bool(publisher.standing.problem))
        assert publisher.standing.problem.endswith("what this version does not understand. Update workshop on both.")
