"""What is done on the page of the phones: let them in, name the Wi-Fi, print, stop."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from workshop.model.ballots import some
from workshop.model.commands import HoldOffers
from workshop.model.errors import Refused
from workshop.screens.card_actions import at_once_is_meant
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.phones.view import PhonesView
from workshop.screens.table.details import Details
from workshop.web.network import FIREWALL, HOTSPOT, NO_PHONES, ONE_NETWORK, PortTaken
from workshop.widgets.row import Row

BESIDE, CHROME = 26, 3
"""Columns for the words beside a code, and lines for what stands above and below it."""

MOST_BALLOTS: Final = 500
"""Ballots on paper in one printing: more than any room has people."""

SOON: Final = 6.0
"""Seconds in which a summit in reach has answered."""


class PhonesPage(PhonesView):
    """The page of the phones, with what its keys do."""

    async def action_start_phones(self) -> None:
        """Let phones join at the address at the cursor."""
        row = self.addresses.cursor_row
        if self.invitation is not None or row is None:
            return
        self.say("Opening …")
        await self.let_in(row.id, self.port)

    async def let_in(self, host: str, port: int) -> None:
        """Let phones join; where the port is taken, offer one that is free."""
        try:
            here = await self.workspace.phones.open(host, port)
        except PortTaken as busy:
            question = f"Port {port} is used by another program."
            if await self.agreed(question, f"Use port {busy.free}", "Leave phones off"):
                await self.let_in(host, busy.free)
            else:
                self.say("Phones are off.")
            return
        self.port = port
        self.bring_up_to_date()
        outdated = await self.workspace.phones.outdated()
        self.say(outdated or f"Phones can join at {here.address} now. They go on when you leave this page.")

    async def action_stop_phones(self) -> None:
        """Send the phones away, after a question where somebody is here."""
        phones = self.workspace.phones
        if phones.invitation is None:
            raise Refused("Phones are off.")
        people = phones.people
        if people:
            question = f"{people} {'is' if people == 1 else 'are'} here. Stop?"
            stop = "Stop: they wait, and come back when you start"
            if not await self.agreed(question, stop, "Let them stay", careful=True):
                return
        await phones.close()
        self.look_for_addresses()
        self.say("Phones are off. What they sent is recorded.")

    async def action_wifi(self) -> None:
        """Ask for the Wi-Fi's name and password; they are kept in memory alone."""
        phones, before = self.workspace.phones, self.workspace.phones.network
        hint = "As phones show it · empty: no code for it · Esc cancels"
        name = await self.answer(Ask("The Wi-Fi's name", before.name if before else "", hint))
        password = before.password if before and before.name == name else ""
        if name.strip():
            hint = "Shown to the room and never recorded · empty where there is none · Esc cancels"
            password = await self.answer(Ask(f"The password of “{name.strip()}”", password, hint))
        await phones.name_network(name.strip(), password)
        self.bring_up_to_date()
        self.say("" if phones.network else "There is no code for a Wi-Fi.")

    async def action_other_code(self) -> None:
        """Show the other of the two codes, where there is room for one."""
        if self.workspace.phones.network is None:
            raise Refused("There is one code. Press W to name the Wi-Fi, for a second.")
        self.toggle_class("-other")
        self.bring_up_to_date()

    async def action_larger_code(self) -> None:
        """Draw the codes larger, or smaller again."""
        here = self.invitation
        if here is None:
            raise Refused("Let phones join first.")
        width, height = len(here.code) * 2 + BESIDE, len(here.code) + CHROME
        if not self.large and (self.size.width < width or self.size.height < height):
            raise Refused(
                f"A larger code needs a window of {width} columns by {height} lines. This one is read as well."
            )
        self.large = not self.large
        self.bring_up_to_date()

    async def action_print_tent(self) -> None:
        """Write the page for the table, and say where it lies."""
        paths = await self.workspace.phones.print_tent()
        self.say(f"To print: {paths[0]}, and {paths[1].name} beside it for Word.")

    async def action_print_ballots(self) -> None:
        """Ask how many, write them, and say where they lie."""
        if self.invitation is None:
            raise Refused("Let phones join first: the address stands on each ballot.")
        codes = self.workspace.phones.codes
        more = (
            f"{codes.unspent} unused · a number prints more" if codes else "Such as 8: one for each person, used once"
        )
        hint = f"{more} · 0: every phone votes · Esc cancels"
        answer = await self.words(Ask("How many ballots on paper?", hint=hint))
        count = int(answer) if answer.isascii() and answer.isdigit() else MOST_BALLOTS + 1
        if count > MOST_BALLOTS:
            raise Refused(f"Give a number up to {MOST_BALLOTS}.")
        paths = await self.workspace.phones.print_ballots(count)
        self.bring_up_to_date()
        self.say(
            f"{some(count, 'ballot')} to print and cut apart: {paths[0]}" if paths else "Every phone here may vote."
        )

    async def action_gate(self) -> None:
        """Let offers wait; or show them at once, after a question."""
        if not self.session.offers_held or await at_once_is_meant(self):
            await self.workspace.do(HoldOffers(not self.session.offers_held))

    async def action_new_key(self) -> None:
        """Take a new key, so that nobody joins with the old one."""
        here = await self.workspace.phones.new_key()
        self.bring_up_to_date()
        self.say(f"The key is {here.key} now. Who is in stays in; print the table tent anew.")

    async def action_phone_trouble(self) -> None:
        """Say what may be in the way."""
        rows = [
            Row("network", "1", ONE_NETWORK),
            Row("firewall", "2", FIREWALL),
            Row(
                "address",
                "3",
                "Another address of this computer may be the one phones reach: X stops, Enter starts there.",
            ),
            Row("hotspot", "4", HOTSPOT),
            Row("without", "5", NO_PHONES),
        ]
        await self.ask(Details("When a phone cannot join", rows))

    async def action_live_summit(self) -> None:
        """Join a live summit; where the table takes part in one, say how it stands and ask what is wanted."""
        summit = self.workspace.summit
        if not summit.joined:
            await self._join()
            return
        options = [
            Option("stay", "", "Go on as it is"),
            Option("join", "", "Join with another code"),
            Option("leave", "", "Leave it: what was sent stays there, and nothing more is sent"),
        ]
        answer = await self.ask(Choose(summit.account, options, letters=True))
        if answer == "join":
            await self._join()
        elif answer == "leave":
            await summit.leave()
            self.say("This table takes part in the summit no more. What was sent stays there; all is recorded here.")

    async def _join(self) -> None:
        """Ask for the code, and say what came of it."""
        hint = "From the wall · or the file in which it stands, such as one on a stick · Esc cancels"
        given = await self.words(Ask("The summit's code", hint=hint))
        self.say("Joining …")
        summit = self.workspace.summit
        await summit.join(given.strip("'\""))
        await summit.heard(SOON)
        self.say(summit.account)

    async def action_move_session(self) -> None:
        """Move the session to another laptop over the summit, after a question."""
        summit, here = self.workspace.summit, self.workspace.phones.invitation
        if not summit.joined:
            raise Refused(
                "Moving live goes over a summit: S joins one. Without it, leave the session and use a stick: "
                "workshop hand-over NAME --to FOLDER."
            )
        move = "Move: this console ends, and shows the code for the other laptop"
        if await self.agreed("Move this session to another laptop?", move, "Stay at this laptop", careful=True):
            url = urlsplit(here.url if here else "")
            self.post_message(self.Moving(url.hostname or "", url.port or self.port))
