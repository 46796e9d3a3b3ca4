"""Phones in the console: let in at an address, counted, invited by a code, and sent away without a trace."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Static

from tests.console.picture import clickable
from tests.console.seats import Seat, Seats
from tests.web.client import Phone
from workshop.app import Console
from workshop.live import phone_access as desk_phones
from workshop.live.workspace import Workspace
from workshop.model import commands as c
from workshop.screens.board.screen import BoardScreen
from workshop.screens.board.way_in import JoinDetails, joining
from workshop.screens.phones.screen import PhonesPage
from workshop.screens.submissions.screen import OffersPage
from workshop.screens.table.screen import Table
from workshop.store.locations import Home
from workshop.web import network
from workshop.web import server as web_server
from workshop.web.network import OFFLINE
from workshop.widgets.invitation import JoinPanel
from workshop.widgets.qr import BLACK, Code

LOOPBACK = "127.0.0.1"
HERE = next(iter(network.addresses()), LOOPBACK)
HIGH = 24
"""Lines of a window in which a code has room."""

HOSTILE = "[@click=app.quit]x[/] [/nope]\x1b]2;T\x07"


@pytest.fixture(autouse=True)
def _at_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "addresses", lambda: [HERE])
    monkeypatch.setattr(desk_phones, "LOOK", 0.02)


@asynccontextmanager
async def at_phones(
    sit: Seats, *, started: bool = True, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Seat, PhonesPage]]:
    async with sit(size) as seat:
        there = await seat.beside("i", PhonesPage)
        page = seat.app.screen
        assert isinstance(page, PhonesPage)
        await there.until(lambda: page.addresses.rows)
        page.port = 0
        if started:
            await start(there, page)
        yield there, page


async def start(seat: Seat, page: PhonesPage) -> None:
    await seat.press("enter")
    code = page.query_one("#join", Code)
    await seat.until(lambda: page.invitation and (code.fits or page.size.height < HIGH))


async def joined(seat: Seat) -> Phone:
    here = seat.workspace.phones.invitation
    assert here is not None
    phone = Phone(f"http://{here.address}/")
    assert (await phone.get(f"/j/{here.key}")).status == 303
    await phone.get("/")
    return phone


def read(code: Code) -> str:
    """Let a phone's reader look at the cells of a code, each as high as two squares."""
    zxing, image = pytest.importorskip("zxingcpp"), pytest.importorskip("PIL.Image")
    width, height = code.needed
    picture = image.new("L", (width * 4, height * 8), 128)
    for y in range(height):
        x = 0
        for segment in code.render_line(y):
            style = segment.style
            assert style is not None
            assert style.color is not None
            assert style.bgcolor is not None
            for letter in segment.text:
                lower = 0 if style.bgcolor.name == BLACK else 255
                upper = lower if letter == " " else 255 - lower
                picture.paste(upper, (x * 4, y * 8, x * 4 + 4, y * 8 + 4))
                picture.paste(lower, (x * 4, y * 8 + 4, x * 4 + 4, y * 8 + 8))
                x += 1
    (found,) = zxing.read_barcodes(picture, try_invert=False)
    return str(found.text)


def how(page: PhonesPage) -> str:
    return str(page.query_one("#how", Static).render())


def foot(page: PhonesPage) -> set[str]:
    return {hint.action for hint in page.hints()}


def is_free(address: str) -> bool:
    host, _, port = address.partition(":")
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) != 0


async def test_the_likely_address_is_picked_phones_are_off_until_enter_and_what_may_be_in_the_way_is_one_key_away(
    sit: Seats, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "addresses", lambda: ["192.168.1.23", "10.0.0.5"])
    async with at_phones(sit, started=False) as (seat, page):
        await what_may_be_in_the_way(seat, page)
        assert [row.id for row in page.addresses.rows] == ["192.168.1.23", "10.0.0.5", LOOPBACK]
        assert page.addresses.cursor_row == page.addresses.rows[0]
        assert page.addresses.rows[0].text == "the likely one"
        assert "start_phones" in foot(page)
        assert "stop_phones" not in foot(page)
        for key, words in (("t", "Let phones join first"), ("b", "Let phones join first"), ("x", "Phones are off.")):
            await seat.press(key)
            await seat.until(lambda words=words: seat.said().startswith(words))  # type: ignore[misc]
        for key, words in (("l", "Let phones join first"), ("c", "There is one code")):
            await seat.press(key)
            await seat.until(lambda words=words: seat.said().startswith(words))  # type: ignore[misc]
        await seat.press("down", "down", "pageup", "pagedown", "enter")
        await seat.until(lambda: page.invitation)
        assert page.invitation is not None
        assert page.invitation.address.startswith(LOOPBACK)


async def test_an_address_that_is_not_here_any_more_is_a_sentence(sit: Seats, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "addresses", lambda: ["192.0.2.77"])
    async with at_phones(sit, started=False) as (seat, _):
        await seat.press("enter")
        await seat.until(lambda: seat.said().startswith("This computer has no address 192.0.2.77 now."))
        await seat.press("escape")
        await seat.until(lambda: isinstance(seat.app.screen, Table))


async def test_without_a_network_it_says_what_to_do(sit: Seats, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "addresses", list)
    async with at_phones(sit, started=False) as (seat, page):
        await seat.until(lambda: seat.said() == OFFLINE)
        assert [row.id for row in page.addresses.rows] == [LOOPBACK]


async def test_the_code_is_read_or_the_rest_typed_a_wrong_number_of_ballots_is_said_and_phones_stop_where_nobody_is(
    sit: Seats,
) -> None:
    async with at_phones(sit) as (seat, page):
        here = page.invitation
        assert here is not None
        assert read(page.query_one("#join", Code)) == here.join == f"http://{here.address}/j/{here.key}"
        assert all(words in how(page) for words in (here.address, here.key, "0 here", "What would make people use"))
        assert "stop_phones" in foot(page)
        await seat.press("enter")
        assert page.invitation == here
        for answer in "x", "501", "²":
            seat.page.say("")
            await seat.press("b")
            await seat.ask("Ask")
            await seat.press("ctrl+u", *answer, "enter")
            await seat.until(lambda: seat.said() == "Give a number up to 500.")
            await seat.press("b")
            await seat.answer("Ask", "escape")
        await seat.press("x")
        await seat.until(lambda: page.invitation is None)


async def test_any_page_can_show_how_to_join_and_people_are_a_number_here_and_at_the_table(sit: Seats) -> None:
    async with at_phones(sit, started=False) as (seat, page):
        assert joining(seat.workspace) == JoinDetails()
        await start(seat, page)
        assert page.invitation is not None
        details, across = joining(seat.workspace), len(page.invitation.code)
        assert (details.address, details.key, details.people) == (*page.invitation[:2], 0)
        assert [line.cell_length for line in details.code] == [across] * -(-across // 2)
        assert [line.cell_length for line in details.large] == [2 * across] * across
        for count in (1, 2):
            await joined(seat)
            await seat.until(lambda count=count: f"{count} here" in how(page))  # type: ignore[misc]
        assert "2 here" in str(page.query_one("Head").render())
        await seat.press("escape")
        await seat.until(lambda: isinstance(seat.app.screen, Table))
        await seat.until(lambda: "2 here" in str(seat.app.screen.query_one("Head").render()))


async def test_a_taken_port_is_a_question_and_the_next_free_one_is_offered(sit: Seats) -> None:
    with socket.create_server((HERE, 0)) as other:
        async with at_phones(sit, started=False) as (seat, page):
            page.port = taken = other.getsockname()[1]
            await seat.press("enter")
            await seat.ask("Choose")
            await seat.press("down", "enter")
            await seat.until(lambda: seat.said() == "Phones are off.")
            await seat.press("enter")
            await seat.ask("Choose")
            await seat.press("enter")
            await seat.until(lambda: page.invitation)
            assert page.port not in {0, taken}


async def test_the_wifi_is_a_second_code_and_in_no_file(sit: Seats, home: Home) -> None:
    async with at_phones(sit) as (seat, page):
        name, password = "Hall; 2", "p:a\\ss word"
        assert "other_code" not in foot(page)
        await seat.press("w")
        await seat.ask("Ask")
        await seat.type(name)
        await seat.press("enter")
        await seat.until(lambda: "password" in str(seat.app.screen.query_one("#question", Static).render()))
        await seat.ask("Ask")
        await seat.type(password)
        await seat.press("enter")
        await seat.until(lambda: name in how(page) and password in how(page))
        assert "other_code" in foot(page)
        assert not page.query_one("#wifi").display
        await seat.press("c")
        await seat.until(lambda: page.query_one("#wifi", Code).display and page.query_one("#wifi", Code).fits)
        assert not page.query_one("#join").display
        assert "1  The Wi-Fi: this code" in how(page)
        assert read(page.query_one("#wifi", Code)) == r"WIFI:T:WPA;S:Hall\; 2;P:p\:a\\ss word;;"
        await seat.workspace.do(c.AddTheme("Another"))
        for file in filter(Path.is_file, home.path.rglob("*")):
            assert b"ss word" not in file.read_bytes(), file
        await seat.press("w")
        await seat.ask("Ask")
        await seat.press("enter")
        await seat.until(lambda: "password" in str(seat.app.screen.query_one("#question", Static).render()))
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is page)
        await seat.press("w")
        await seat.ask("Ask")
        await seat.press(*["backspace"] * len(name), "enter")
        await seat.until(lambda: seat.said() == "There is no code for a Wi-Fi.")
        assert page.query_one("#join").display


async def test_a_wide_window_shows_both_codes_and_a_high_one_a_larger_code(sit: Seats) -> None:
    async with at_phones(sit, size=(120, 44)) as (seat, page):
        await seat.workspace.phones.name_network("Open", "")
        page.bring_up_to_date()
        await seat.until(lambda: all(code.display and code.fits for code in page.query(Code)))
        assert read(page.query_one("#wifi", Code)) == "WIFI:T:nopass;S:Open;;"
        assert "none" in how(page)
        assert "2  Join: the code at the right" in how(page)
        await seat.press("l")
        await seat.until(lambda: not page.query_one("#wifi").display and page.query_one("#join", Code).needed[0] > 60)
        join = page.query_one("#join", Code)
        await seat.until(lambda: join.fits and join.size.width == join.needed[0])
        assert join.needed == (join.needed[1] * 2, join.needed[1])
        await seat.press("c")
        await seat.until(lambda: page.query_one("#wifi").display and not join.display)


async def test_a_small_window_says_what_the_code_needs_and_shows_the_address(sit: Seats) -> None:
    async with at_phones(sit, started=False, size=(60, 18)) as (seat, page):
        await seat.press("enter")
        await seat.until(lambda: page.invitation)
        code = page.query_one("#join", Code)
        await seat.until(lambda: "The code needs" in code.render_line(0).text)
        assert page.invitation is not None
        assert page.invitation.key in how(page)
        await seat.press("l")
        await seat.until(lambda: seat.said().startswith("A larger code needs a window of"))


async def test_a_page_for_the_table_that_no_phone_could_use_is_not_printed(
    sit: Seats, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "addresses", list)
    async with at_phones(sit) as (seat, _):
        await seat.press("t")
        await seat.until(lambda: seat.said().startswith(f"Not printed: no phone can open {LOOPBACK}."))
        assert not (home.exports / "green-spaces" / "table-tent.html").exists()


async def test_the_page_for_the_table_is_written_for_a_browser_and_for_word_and_another_address_is_said(
    sit: Seats, home: Home
) -> None:
    async with at_phones(sit) as (seat, page):
        await seat.workspace.phones.name_network("Hall", "s3cret")
        await seat.press("t")
        folder = home.exports / "green-spaces"
        await seat.until(lambda: seat.said().startswith(f"To print: {folder / 'table-tent.html'}, and table-tent.docx"))
        assert page.invitation is not None
        for words in (page.invitation.key, page.invitation.address, "s3cret", "What would make people use the park"):
            assert words in (folder / "table-tent.html").read_text("utf-8")
        assert (folder / "table-tent.docx").read_bytes().startswith(b"PK")
        await seat.press("t")
        await seat.until(lambda: seat.said().startswith("To print"))
        await seat.press("x")
        await seat.until(lambda: page.invitation is None)
        page.port = 0
        await seat.press("enter")
        await seat.until(lambda: seat.said().startswith("Printed before for another address: the table tent."))


async def test_with_ballots_on_paper_a_phone_without_one_may_look_and_not_vote(sit: Seats, home: Home) -> None:
    async with at_phones(sit) as (seat, page):
        assert "Every phone here may vote" in how(page)
        await seat.press("b")
        await seat.ask("Ask")
        await seat.press("3", "enter")
        await seat.until(lambda: "3 ballots to print" in seat.said())
        assert "0 of 3 used, 3 unused" in how(page)
        sheet = (home.exports / "green-spaces" / "ballots.html").read_text("utf-8")
        codes = [part[:9] for part in sheet.split('class="typed">') if part[4:5] == "-"]
        assert len(codes) == 3
        phone = await joined(seat)
        ballot = await open_vote(seat)
        refused = await phone.post("/votes", {"card": "T07-E01", "dots": 1})
        assert (refused.status, "on paper" in refused.json["error"]) == (403, True)
        voter = Phone(f"http://{page.invitation.address}/" if page.invitation else "")
        assert (await voter.get(f"/j/{codes[0]}")).status == 303
        assert (await voter.post("/votes", {"card": "T07-E01", "dots": 1})).status == 200
        assert len(seat.workspace.session.ballots[ballot].votes) == 1
        await seat.until(lambda: "1 of 3 used, 2 unused" in how(page))
        await seat.press("b")
        await seat.ask("Ask")
        await seat.press("0", "enter")
        await seat.until(lambda: seat.said() == "Every phone here may vote.")
        assert (await phone.post("/votes", {"card": "T07-E01", "dots": 1})).status == 200


async def open_vote(seat: Seat) -> str:
    drafted = await seat.workspace.do(c.DraftBallot(kinds=("experiment",)))
    ballot = next(iter(drafted.session.ballots))
    await seat.workspace.do(c.OpenBallot(ballot))
    return ballot


async def test_the_gate_is_turned_here_and_a_new_key_keeps_out_whoever_has_the_old_one_and_nobody_who_is_in(
    sit: Seats,
) -> None:
    async with at_phones(sit) as (seat, page):
        phone = await joined(seat)
        await phone.post("/cards", {"kind": "insight", "text": "Held", "form": "1"})
        await seat.until(lambda: "Offers wait until you show them: 1 waiting" in how(page))
        await seat.press("o")
        await seat.until(lambda: isinstance(seat.app.screen, OffersPage) and seat.app.screen.rows.rows)
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is page)
        for key in ("n", "y"):
            await seat.press("g")
            await seat.ask("Choose")
            assert "Offers wait" in how(page)
            await seat.press(*(("down",) if key == "n" else ()), "enter")
        await seat.until(lambda: "Offers show at once" in how(page))
        assert (await phone.post("/cards", {"kind": "insight", "text": "Seen", "form": "2"})).json["id"] == "T07-I05"
        assert seat.card("I05").seen
        phone = await joined(seat)
        assert page.invitation is not None
        old = page.invitation.key
        await seat.press("k")
        await seat.until(lambda: page.invitation and page.invitation.key != old)
        assert page.invitation.key in how(page)
        assert seat.said().startswith(f"The key is {page.invitation.key} now.")
        assert (await phone.post("/cards", {"kind": "insight", "text": "Still in", "form": "1"})).status == 200
        late = Phone(f"http://{page.invitation.address}/")
        assert (await late.get(f"/j/{old}")).status == 403
        assert (await late.get(f"/j/{page.invitation.key}")).status == 303


async def what_may_be_in_the_way(seat: Seat, page: PhonesPage) -> None:
    await seat.press("h")
    await seat.ask("Details")
    said = " ".join(row.text for row in seat.app.screen.query_one("#options").rows)  # type: ignore[attr-defined]
    assert all(words in said for words in ("same network", "firewall", "hotspot", "hands are counted"))
    await seat.press("escape")
    await seat.until(lambda: seat.app.screen is page)


async def test_stopping_asks_where_somebody_is_here_and_frees_the_port(sit: Seats) -> None:
    async with at_phones(sit) as (seat, page):
        assert page.invitation is not None
        address = page.invitation.address
        phone = await joined(seat)
        async with phone.stream("/events") as stream:
            await stream.next()
            await seat.until(lambda: "1 here" in how(page))
            await seat.press("x")
            await seat.ask("Choose")
            await seat.press("enter")
            await seat.until(lambda: seat.app.screen is page)
            assert page.invitation
            await seat.press("x")
            await seat.ask("Choose")
            await seat.press("down", "enter")
            await seat.until(lambda: seat.said() == "Phones are off. What they sent is recorded.")
        assert is_free(address)
        assert "here" not in str(page.query_one("Head").render())
        page.port = int(address.rpartition(":")[2])
        await start(seat, page)
        assert (await phone.get("/api/state", accept="application/json")).status == 200


async def test_leaving_with_streams_open_leaves_nothing_behind(sit: Seats) -> None:
    complaints: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    async with at_phones(sit) as (seat, page):
        assert page.invitation is not None
        address = page.invitation.address
        phone = await joined(seat)
        async with phone.stream("/events") as one, phone.stream("/board/events") as other:
            await one.next()
            await other.next()
            seat.app.exit(0)
            await seat.workspace.close()
            for stream in (one, other):
                with pytest.raises(EOFError):
                    await stream.next()
    assert is_free(address)
    assert complaints == []


async def test_a_server_that_ends_by_itself_is_said_at_the_table(sit: Seats, monkeypatch: pytest.MonkeyPatch) -> None:
    served = web_server._EmbeddedServer.main_loop
    fail = asyncio.Event()

    async def main_loop(server: object) -> None:
        running = asyncio.ensure_future(served(server))  # type: ignore[arg-type]
        await fail.wait()
        running.cancel()
        raise SystemExit(3)

    monkeypatch.setattr(web_server._EmbeddedServer, "main_loop", main_loop)
    async with at_phones(sit) as (seat, page):
        fail.set()
        await seat.until(lambda: "The server for phones ended" in seat.said())
        assert page.invitation is None
        await seat.press("escape")
        await seat.until(lambda: isinstance(seat.app.screen, Table))
        table = seat._replace(page=seat.app.screen)  # type: ignore[arg-type]
        await table.until(lambda: "The server for phones ended" in table.said())
        assert "● saved" in str(table.page.query_one("Head").render())


async def test_it_opens_with_phones_where_they_were_asked_for(home: Home, folder: Path) -> None:
    workspace = Workspace(home, folder)
    app = Console(home, workspace, phones=("127.0.0.2", 0))
    async with app.run_test(size=(80, 24)) as pilot:
        seat = Seat(pilot, app, app.screen, workspace)  # type: ignore[arg-type]
        await seat.until(lambda: isinstance(app.screen, PhonesPage) and app.screen.invitation)
        page = app.screen
        assert isinstance(page, PhonesPage)
        assert page.invitation is not None
        assert page.invitation.address.startswith("127.0.0.2:")
        assert page.addresses.rows[0].text == "as it was asked for"
    await workspace.close()


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_hostile_words_are_shown_and_nothing_else(sit: Seats, size: tuple[int, int]) -> None:
    async with at_phones(sit, size=size) as (seat, page):
        await seat.workspace.do(c.RewordTheme(seat.workspace.session.live_themes()[0].id, HOSTILE, HOSTILE))
        await seat.workspace.do(c.RetitleSession(HOSTILE), c.AddTheme(HOSTILE, HOSTILE))
        await seat.workspace.phones.name_network(HOSTILE[:32], HOSTILE)
        page.bring_up_to_date()
        await seat.until(lambda: "[@click=app.quit]" in how(page))
        await seat.press("t", "w")
        await seat.ask("Ask")
        assert not clickable(seat.app)
        await seat.press("escape")
        assert seat.app.is_running


async def test_the_board_shows_how_to_join_while_phones_can(sit: Seats) -> None:
    async with at_phones(sit, size=(120, 40)) as (there, page):
        assert page.invitation is not None
        key = page.invitation.key
        await there.press("escape", "b")
        await there.until(lambda: isinstance(there.app.screen, BoardScreen))
        invitation = there.app.screen.query_one(JoinPanel)
        await there.until(lambda: invitation.display)
        assert len(invitation.code) > 10
        await joined(there)
        await there.until(lambda: not invitation.display)
        words = str(there.app.screen.query_one("#way-in", Static).content)
        assert f"{page.invitation.address}   Key {key}" in words
        await there.press("q")
        await there.until(lambda: invitation.display and invitation.key == key)
        await there.press("escape")
