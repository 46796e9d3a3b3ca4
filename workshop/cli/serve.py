"""The command serve: phones and the browser board of a session, without the console."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from workshop.cli.session import session_command, summit_options, take_part
from workshop.cli.talk import data, say, say_all
from workshop.live import interpreter
from workshop.model.ballots import some
from workshop.model.errors import Refused
from workshop.model.session import Session
from workshop.store.locations import Home, find_session
from workshop.store.writer import SessionWriter, now_ms

if TYPE_CHECKING:
    from workshop.web.server import PhoneServer


@session_command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address of this computer to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--table-tent", is_flag=True, help="Also write a page for the table, to be printed, with the code.")
@click.option("--wifi", default="", metavar="NAME", help="The Wi-Fi that stands on the table tent.")
@click.option("--wifi-password", default="", envvar="WORKSHOP_WIFI_PASSWORD", help="Its password.")
@click.option(
    "--paper-ballots",
    type=click.IntRange(0, 2000),
    metavar="N",
    help="Also write N single-use codes, to be printed; voting takes one from then on. 0 ends that.",
)
@click.option("--front", metavar="NAME", help="Serve the hall's vote of the summit as one of several.")
@click.option("--address", default="", metavar="HOST:PORT", help="With --front: a balancer's, before all front ends.")
@summit_options
def serve_command(
    home: Home,
    session: str,
    host: str,
    port: int,
    table_tent: bool,
    wifi: str,
    wifi_password: str,
    paper_ballots: int | None,
    front: str | None,
    address: str,
    summit: str,
    no_summit: bool,
) -> None:
    """Let phones join a session, and show its board at /board.

    Prints “ready”, the address and the key once phones are answered. Ctrl+C ends it.
    """
    papers = Papers(table_tent or bool(wifi), wifi, wifi_password, paper_ballots)
    if front is not None and not front.strip():
        raise click.UsageError("--front needs a short name, such as a or balcony.")
    if address and not front:
        raise click.UsageError("--address belongs to --front.")
    if front and paper_ballots is not None:
        raise click.UsageError("Codes on paper are the whole hall's: workshop plenary SUMMIT codes --number N.")
    if front:
        return asyncio.run(_serve_front(home, (session, front), (host, port), (summit, address), papers))
    folder = find_session(home, session)
    take_part(home, folder, summit, no_summit=no_summit)
    return asyncio.run(_serve(home, folder, (host, port), papers))


class Papers(NamedTuple):
    """What is to be printed: a table tent, with a Wi-Fi where it has a name, and so many ballots (None: as before)."""

    tent: bool
    wifi: str
    password: str
    ballots: int | None


async def _print(home: Home, server: PhoneServer, session: Session, papers: Papers, slug: str) -> None:
    """Write what is to be printed, and say where it lies."""
    from workshop.live.handouts import outdated, write_ballots, write_tent  # noqa: PLC0415 - as below

    folder = home.exports / slug
    if papers.tent:
        wifi = (papers.wifi, papers.password) if papers.wifi else None
        try:
            for path in write_tent(folder, session, server.address, wifi):
                say(f"For the table: {path}")
        except Refused as refusal:
            say(str(refusal))
    if papers.ballots is not None and (codes := await server.door.print_codes(papers.ballots)):
        (path,) = write_ballots(folder, session, server.address, codes)
        say(f"{some(len(codes), 'ballot')} to be printed and cut apart: {path}")
    if told := outdated(folder, server.address):
        say(told)


async def _serve(home: Home, folder: Path, at: tuple[str, int], papers: Papers) -> None:
    """Serve until told to end; the appendix is kept beside, as it is in the console."""
    from workshop.live.autosave import AutoExporter  # noqa: PLC0415 - as below
    from workshop.live.summit_link import SummitLink  # noqa: PLC0415 - as below
    from workshop.web.server import PhoneServer  # noqa: PLC0415 - the web libraries

    told = told_to_end()
    async with SessionWriter(folder) as writer:
        auto_exporter = AutoExporter(home, folder, lambda: None, now_ms)
        writer.watch(lambda _, entries: auto_exporter.changed(entries))
        server = PhoneServer(writer, *at)
        link = SummitLink(writer, lambda: None)
        link.phones = lambda: server.address.url
        try:
            address = await server.start()
            await _print(home, server, writer.session, papers, folder.name)
            link.begin()
            say_all([link.problem] if link.problem else [])
            interpreter.settle()
            data(f"ready {address.url} key {address.key}")
            await asyncio.wait({told, server.ended}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await server.stop()
            await link.close()
            await auto_exporter.finish()
    if server.problem:
        raise Refused(server.problem)


async def _serve_front(
    home: Home, named: tuple[str, str], at: tuple[str, int], joining: tuple[str, str], papers: Papers
) -> None:
    """Serve the hall's vote until told to end; ``joining`` is the summit's code and a balancer's address."""
    from workshop.live.front import FrontServer, front_folder, front_membership  # noqa: PLC0415 - as above

    told = told_to_end()
    (summit, name), (code, balancer) = named, joining
    folder = front_folder(home, summit, name)
    front = FrontServer(folder, front_membership(home, summit, folder, code), name, balancer)
    try:
        address = await front.start(*at)
        assert front.phones is not None  # noqa: S101 - it was started
        await _print(home, front.phones, front.phones.phones.writer.session, papers, folder.name)
        interpreter.settle()
        data(f"ready {address.url} key {address.key}")
        await asyncio.wait({told, front.phones.ended}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await front.stop()
    if front.phones.problem:
        raise Refused(front.phones.problem)


def told_to_end() -> asyncio.Future[None]:
    """Return what is done when somebody presses Ctrl+C, or the machine asks us to end."""
    loop = asyncio.get_running_loop()
    told: asyncio.Future[None] = loop.create_future()

    def tell() -> None:
        if not told.done():
            told.set_result(None)

    if sys.platform != "win32":
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, tell)
    return told
