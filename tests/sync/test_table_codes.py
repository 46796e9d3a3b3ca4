"""One user a table: codes of tables' own, what the server lets each do, and who is refused."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests.sync.conftest import LEFT_OPEN, copies, desk, journals, needs_server, table, until
from tests.sync.test_commands import wall
from workshop.model.commands import NumberTable, StartSession
from workshop.model.errors import Refused
from workshop.store.folder import load
from workshop.store.writer import SessionWriter
from workshop.sync.connection import Link, connect
from workshop.sync.join_code import read_code
from workshop.sync.server_config import NAMED_SEATS
from workshop.sync.subjects import ENROL, JournalAddress, inbox_of, report_subject, seat_enrol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.cli.conftest import Run
    from workshop.sync.desk import SummitDesk

pytestmark = [needs_server, LEFT_OPEN]


@asynccontextmanager
async def linked(hall: SummitDesk, user: str, password: str) -> AsyncIterator[Link]:
    link = await connect(*hall.where, hall.server.certificate, user, password)
    try:
        yield link
    finally:
        await link.close()


async def forbidden(link: Link, *subjects: str) -> None:
    """Return when the server has refused this user every one of these subjects."""
    for subject in subjects:
        await link.client.publish(subject, b"{}")
        await link.client.flush()
    await until(lambda: len(link.errors) == len(subjects))
    assert all("permissions violation for publish" in error for error in link.errors)


async def test_a_table_joins_by_its_own_code_and_has_its_own_user(tmp_path: Path) -> None:
    async with desk(tmp_path / "summit") as hall, table(tmp_path / "table") as seven:
        publisher = seven.join(hall.code_for("T07"))
        await seven.add("Trust")
        await seven.arrives()
        assert publisher.membership.user == "s007"
        assert copies(tmp_path / "summit") == journals(tmp_path / "table")
        (heard,) = hall.tables()
        assert (heard.name, heard.complete) == ("T07", True)


async def test_tables_with_a_code_of_their_own_may_write_their_own_subjects_alone(tmp_path: Path) -> None:
    summit = tmp_path / "summit"
    async with desk(summit) as hall, table(tmp_path / "7") as seven, table(tmp_path / "8", 8) as eight:
        publisher, other = seven.join(hall.code_for("7")), eight.join(hall.code_for("8"))
        await seven.arrives()
        await eight.arrives()
        theirs = JournalAddress(other.membership.user, eight.writer.session.id, "forged").subject
        before = copies(summit)
        async with linked(hall, publisher.membership.user, publisher.membership.password) as link:
            await forbidden(link, theirs, report_subject("s008"), ENROL, seat_enrol(8), "$JS.API.STREAM.PURGE.JOURNALS")
        assert copies(summit) == before


@pytest.mark.parametrize("table_of_code", ["", "8"])
async def test_with_a_code_alone_nobody_may_send_listen_or_read_a_thing(tmp_path: Path, table_of_code: str) -> None:
    async with desk(tmp_path / "summit") as hall, table(tmp_path / "table") as seven:
        publisher = seven.join(hall.code)
        await seven.arrives()
        code = hall.code_for(table_of_code) if table_of_code else hall.code
        theirs = JournalAddress(publisher.membership.user, seven.writer.session.id, "forged").subject
        async with linked(hall, code.newcomer, code.password) as link:
            subjects = (
                theirs,
                report_subject(publisher.membership.user),
                seat_enrol(9),
                "$JS.API.STREAM.INFO.JOURNALS",
            )
            await forbidden(link, *subjects)
            link.errors.clear()
            for subject in ("journal.>", f"{inbox_of(publisher.membership.user)}.>", "enrol.>", ">"):
                await link.client.subscribe(subject)
            await link.client.flush()
            await until(lambda: len(link.errors) == 4)
            assert all("permissions violation for subscription" in error for error in link.errors)


async def test_a_session_cannot_be_joined_a_second_time_with_any_code(tmp_path: Path) -> None:
    async with desk(tmp_path / "summit") as hall, table(tmp_path / "table") as seven:
        seven.join(hall.code_for("7"))
        await seven.arrives()
        await seven.close()
        for code in (hall.code, hall.code_for("7")):
            (tmp_path / "table" / "summit.json").unlink()
            async with table(tmp_path / "table") as again:
                publisher = again.join(code)
                await until(lambda: bool(publisher.standing.problem))  # noqa: B023 - awaited here
                assert "has joined already, from another laptop" in publisher.standing.problem


async def test_another_table_is_refused_with_a_code_that_is_not_its_own(tmp_path: Path) -> None:
    async with desk(tmp_path / "summit") as hall, table(tmp_path / "table", 9) as nine:
        publisher = nine.join(hall.code_for("7"))
        await until(lambda: bool(publisher.standing.problem))
        assert publisher.standing.problem == (
            "This code is table 7's, and this session is table 9's. Nothing was sent; join with the code of table 9, "
            "or correct the table's number in the set-up."
        )
        assert not hall.tables()
        assert not copies(tmp_path / "summit")
        await nine.writer.do(NumberTable("7"))
        await nine.arrives()
        assert [heard.name for heard in hall.tables()] == ["T07"]


async def test_a_second_session_is_refused_at_a_seat_that_is_taken(tmp_path: Path) -> None:
    async with desk(tmp_path / "summit") as hall, table(tmp_path / "one") as one, table(tmp_path / "two") as two:
        one.join(hall.code_for("7"))
        await one.arrives()
        publisher = two.join(hall.code_for("7"))
        await until(lambda: bool(publisher.standing.problem))
        assert "Table 7 has joined with another session, “Leadership”. Nothing was sent." in publisher.standing.problem
        await two.close()
        two.join(hall.code)
        await two.arrives()
        assert "2 sessions say that they are table 7: “Leadership”, “Leadership”." in hall.remarks[0]


async def test_a_table_that_takes_another_s_number_is_named_and_stands_under_its_own(tmp_path: Path) -> None:
    async with desk(tmp_path / "summit") as hall, table(tmp_path / "table") as seven:
        seven.join(hall.code_for("7"))
        await seven.arrives()
        await seven.writer.do(NumberTable("9"))
        await until(lambda: any("T07 records as table 9" in remark for remark in hall.remarks))
        assert [heard.name for heard in hall.tables()] == ["T07"]


async def test_a_wrong_secret_in_a_table_s_code_is_refused_in_words(tmp_path: Path) -> None:
    async with desk(tmp_path / "summit") as hall, table(tmp_path / "table") as seven:
        publisher = seven.join(hall.code_for("7")._replace(secret=hall.server.secrets.seating(8)))
        await until(lambda: bool(publisher.standing.problem))
        assert "The summit does not know this code's secret. Nothing was sent" in publisher.standing.problem


async def test_a_table_with_a_name_has_a_seat_that_stays(tmp_path: Path) -> None:
    async with desk(tmp_path / "summit") as hall:
        green = hall.code_for("Green")
        assert read_code(str(green)) == green == hall.code_for("green")
        assert (green.table, hall.code_for("250").table, hall.code_for("T007").seat) == ("Green", "250", 7)
        async with SessionWriter(tmp_path / "table") as writer:
            await writer.do(StartSession("Leadership", table="Green"))
        async with table(tmp_path / "table") as seat:
            seat.join(green)
            await seat.arrives()
        assert [heard.name for heard in hall.tables()] == ["Green"]
        for wrong in ("", "the green one", "a\nb"):
            with pytest.raises(Refused, match="is not a table: give a number, or up to eight letters and digits"):
                hall.code_for(wrong)
        for number in range(NAMED_SEATS - 2):
            hall.code_for(f"n{number}")
        with pytest.raises(Refused, match="No more tables with a name"):
            hall.code_for("onemore")


async def test_a_session_moves_to_another_laptop_with_its_own_code(tmp_path: Path) -> None:
    from workshop.live import moving  # noqa: PLC0415 - not where the extra is missing
    from workshop.store.locations import Home  # noqa: PLC0415 - as above

    async with desk(tmp_path / "summit") as hall:
        async with table(tmp_path / "first") as seven:
            seven.join(hall.code_for("7"))
            await seven.add("Trust")
            await seven.arrives()
        code, _ = await moving.send(tmp_path / "first")
        taken = await moving.take(Home(tmp_path / "second"), str(code))
        async with table(taken.folder) as again:
            again.join(hall.code_for("7"))
            await again.add("from the second laptop")
            await again.arrives()
        assert copies(tmp_path / "summit") == journals(taken.folder)
        assert len(hall.tables()) == 1


def test_codes_are_printed_one_a_line_and_on_a_sheet_for_thirty_tables(tmp_path: Path, run: Run) -> None:
    home = tmp_path / "home"
    run("new", "Leadership")
    assert run("wall", "leadership", "--table", "7").status == 1
    with wall(home) as (_, hall):
        said = run("wall", "hall", "--table", "T07", "--table", "Green")
        rows = [line.split() for line in said.lines]
        assert [name for name, _ in rows] == ["7", "Green"]
        codes = [read_code(code) for _, code in rows]
        assert len({code.secret for code in (*codes, read_code(hall))}) == 3
        assert run("serve", "leadership", "--summit", rows[0][1], "--port", "70000").status == 2
        assert run("wall", "hall", "--sheet").status == 2
        said = run("wall", "hall", "--sheet", "--tables", "30")
        page = (home / "exports" / "hall" / "table-codes.html").read_text("utf-8")
        assert said.out.strip() == str(home / "exports" / "hall" / "table-codes.html")
        assert "The codes of 30 tables" in said.err
        assert page.count("<svg") == 30
        assert rows[0][1] in page
    assert (home / "exports" / "hall" / "table-codes.html").stat().st_mode & 0o077 == 0


def test_a_session_without_a_number_takes_that_of_its_code(tmp_path: Path, run: Run) -> None:
    home = tmp_path / "home"
    run("new", "Leadership")
    run("new", "Trust", "--table", "9")
    with wall(home):
        (line,) = run("wall", "hall", "--table", "7").lines
        code = line.split()[1]
        assert "This code is table 7's, and this session is table 9's." in run("serve", "trust", "--summit", code).err
        assert not (home / "sessions" / "trust" / "summit.json").exists()
        from tests.sync.test_commands import started, until_complete  # noqa: PLC0415 - only here

        with started(home, "serve", "leadership", "--port", "0", "--summit", code):
            until_complete(run)
    assert load(home / "sessions" / "leadership").session.table == "7"
