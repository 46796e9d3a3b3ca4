"""What is done on the page of the phones: let them in, name the Wi-Fi, print, stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.model.ballots import some
from workshop.model.commands import HoldOffers
from workshop.model.errors import Refused
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.submissions.actions import at_once_is_meant
from workshop.screens.table.details import Details
from workshop.web.network import FIREWALL, HOTSPOT, NO_PHONES, ONE_NETWORK, PortTaken
from workshop.widgets.row import Row

if TYPE_CHECKING:
    from workshop.screens.phones.screen import PhonesPage

BESIDE, CHROME = 26, 3
"""Columns for the words beside a code, and lines for what stands above and below it."""

MOST_BALLOTS: Final = 500
"""Ballots on paper in one printing: more than any room has people."""


async def start_phones(page: PhonesPage) -> None:
    """Let phones join at the address at the cursor."""
    row = page.addresses.cursor_row
    if page.invitation is not None or row is None:
        return
    page.say("Opening …")
    await let_in(page, row.id, page.port)


async def let_in(page: PhonesPage, host: str, port: int) -> None:
    """Let phones join; where the port is taken, offer one that is free."""
    try:
        here = await page.workspace.phones.open(host, port)
    except PortTaken as busy:
        question = f"Port {port} is used by another program."
        options = [Option("yes", "", f"Use port {busy.free}"), Option("no", "", "Leave phones off")]
        if await page.ask(Choose(question, options, letters=True)) == "yes":
            await let_in(page, host, busy.free)
        else:
            page.say("Phones are off.")
        return
    page.port = port
    page.bring_up_to_date()
    outdated = await page.workspace.phones.outdated()
    page.say(outdated or f"Phones can join at {here.address} now. They go on when you leave this page.")


async def stop_phones(page: PhonesPage) -> None:
    """Send the phones away, after a question where somebody is here."""
    phones = page.workspace.phones
    if phones.invitation is None:
        raise Refused("Phones are off.")
    people = phones.people
    if people:
        options = [
            Option("no", "", "Let them stay"),
            Option("yes", "", "Stop: they wait, and come back when you start"),
        ]
        if (
            await page.ask(Choose(f"{people} {'is' if people == 1 else 'are'} here. Stop?", options, letters=True))
            != "yes"
        ):
            return
    await phones.close()
    page.look_for_addresses()
    page.say("Phones are off. What they sent is recorded.")


async def wifi(page: PhonesPage) -> None:
    """Ask for the Wi-Fi's name and password; they are kept in memory alone."""
    phones, before = page.workspace.phones, page.workspace.phones.network
    name = await page.ask(
        Ask(
            "The Wi-Fi's name", before.name if before else "", "As phones show it · empty: no code for it · Esc cancels"
        )
    )
    if name is None:
        return
    password = before.password if before and before.name == name else ""
    if name.strip():
        hint = "Shown to the room and never recorded · empty where there is none · Esc cancels"
        answer = await page.ask(Ask(f"The password of “{name.strip()}”", password, hint))
        if answer is None:
            return
        password = answer
    await phones.name_network(name.strip(), password)
    page.bring_up_to_date()
    page.say("" if phones.network else "There is no code for a Wi-Fi.")


async def other_code(page: PhonesPage) -> None:
    """Show the other of the two codes, where there is room for one."""
    if page.workspace.phones.network is None:
        raise Refused("There is one code. Press W to name the Wi-Fi, for a second.")
    page.toggle_class("-other")
    page.bring_up_to_date()


async def larger_code(page: PhonesPage) -> None:
    """Draw the codes larger, or smaller again."""
    here = page.invitation
    if here is None:
        raise Refused("Let phones join first.")
    width, height = len(here.code) * 2 + BESIDE, len(here.code) + CHROME
    if not page.large and (page.size.width < width or page.size.height < height):
        raise Refused(f"A larger code needs a window of {width} columns by {height} lines. This one is read as well.")
    page.large = not page.large
    page.bring_up_to_date()


async def print_tent(page: PhonesPage) -> None:
    """Write the page for the table, and say where it lies."""
    paths = await page.workspace.phones.print_tent()
    page.say(f"To print: {paths[0]}, and {paths[1].name} beside it for Word.")


async def print_ballots(page: PhonesPage) -> None:
    """Ask how many, write them, and say where they lie."""
    if page.invitation is None:
        raise Refused("Let phones join first: the address stands on each ballot.")
    codes = page.workspace.phones.codes
    more = f"{codes.unspent} unused · a number prints more" if codes else "Such as 8: one for each person, used once"
    answer = await page.ask(Ask("How many ballots on paper?", hint=f"{more} · 0: every phone votes · Esc cancels"))
    if answer is None or not answer.strip():
        return
    count = int(answer) if answer.strip().isascii() and answer.strip().isdigit() else MOST_BALLOTS + 1
    if count > MOST_BALLOTS:
        raise Refused(f"Give a number up to {MOST_BALLOTS}.")
    paths = await page.workspace.phones.print_ballots(count)
    page.bring_up_to_date()
    page.say(f"{some(count, 'ballot')} to print and cut apart: {paths[0]}" if paths else "Every phone here may vote.")


async def gate(page: PhonesPage) -> None:
    """Let offers wait; or show them at once, after a question."""
    if not page.session.offers_held or await at_once_is_meant(page):
        await page.workspace.do(HoldOffers(not page.session.offers_held))


async def new_key(page: PhonesPage) -> None:
    """Take a new key, so that nobody joins with the old one."""
    here = await page.workspace.phones.new_key()
    page.bring_up_to_date()
    page.say(f"The key is {here.key} now. Who is in stays in; print the table tent anew.")


async def phone_trouble(page: PhonesPage) -> None:
    """Say what may be in the way."""
    rows = [
        Row("network", "1", ONE_NETWORK),
        Row("firewall", "2", FIREWALL),
        Row(
            "address", "3", "Another address of this computer may be the one phones reach: X stops, Enter starts there."
        ),
        Row("hotspot", "4", HOTSPOT),
        Row("without", "5", NO_PHONES),
    ]
    await page.ask(Details("When a phone cannot join", rows))
