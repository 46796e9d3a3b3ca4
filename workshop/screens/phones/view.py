"""The phones: how people join, in a code and in words large enough for the table, and how many are here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from textual import work
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from workshop.keymap import Keyboard, bindings
from workshop.live.phone_access import Invitation
from workshop.live.workspace import Workspace
from workshop.screens.console_screen import MOVES
from workshop.screens.session_head import question_of
from workshop.screens.session_screen import SessionScreen
from workshop.web.network import FIREWALL, OFFLINE, ONE_NETWORK, PORT
from workshop.widgets.foot import Hint
from workshop.widgets.qr import Code
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows

HERE_ONLY = "127.0.0.1"
_WHEN_OFF = frozenset({"start_phones"})
_WHEN_ON = frozenset(
    {"wifi", "other_code", "larger_code", "print_tent", "print_ballots", "gate", "stop_phones", "new_key"}
)


class At(NamedTuple):
    """Where phones are let in as the page opens; without a host at the likely address."""

    host: str = ""
    port: int = PORT


class PhonesView(SessionScreen):
    """Phones of a live session: off, with the addresses to choose from, or on, with the code."""

    CSS_PATH = Path(__file__).with_name("phones.tcss")
    BINDINGS = bindings("phones", "beside", "steps", "everywhere", plain=True) + MOVES
    HORIZONTAL_BREAKPOINTS = [(0, "-normal"), (120, "-wide")]  # noqa: RUF012 - an instance's in Textual
    places = ("phones", "beside", "everywhere")
    step = "Phones"
    large = False

    class Moving(Message):
        """The session is to move to another laptop; phones joined at this address and port."""

        def __init__(self, host: str, port: int) -> None:
            super().__init__()
            self.host, self.port = host, port

    def __init__(self, workspace: Workspace, keyboard: Keyboard, theme: str = "", at: At | None = None) -> None:
        super().__init__(workspace, keyboard, theme)
        self._at = at
        self.port = at.port if at else PORT
        self._told = ""
        self._counted: tuple[object, int] = (None, 0)

    async def action_see_offers(self) -> None:
        """Go to what people offered from here."""
        from workshop.screens.submissions.screen import OffersPage  # noqa: PLC0415 - seldom, and it compares words

        await self.visit(OffersPage(self.workspace, self.keyboard, self.shown_theme))

    def body(self) -> Iterable[Widget]:
        """Return the codes and the words beside them, and the addresses for when phones are off."""
        how = VerticalScroll(Static(id="how"), id="beside", can_focus=False)
        yield Horizontal(Code(id="wifi"), Code(id="join"), how, id="joining")
        asked = Static(Content("At which address can phones reach this computer?"), id="asked")
        advice = Static(Content(f"{ONE_NETWORK} {FIREWALL}"), id="advice")
        addresses = Rows("Looking for addresses …", id="addresses")
        yield VerticalScroll(asked, addresses, advice, id="choosing", can_focus=False)

    def on_mount(self) -> None:
        """Look for addresses; the watching begins in the class above."""
        self.addresses.cursor_always = True
        self.set_focus(self.addresses)
        self.look_for_addresses()

    def on_resize(self) -> None:
        """Say which code is which where there is now room for both, or no more."""
        self.call_after_refresh(self.while_here, self.show_status)

    @property
    def addresses(self) -> Rows:
        """Return the list of addresses."""
        return self.query_one("#addresses", Rows)

    @property
    def invitation(self) -> Invitation | None:
        """Return how to join, where phones can."""
        return self.workspace.phones.invitation

    @work(group="addresses", description="Look for addresses", exclusive=True)
    async def look_for_addresses(self) -> None:
        """Look again at which addresses this computer has."""
        found = await self.workspace.phones.addresses()
        if not self.query("#addresses"):  # the page was left meanwhile
            return
        told = ["the likely one", *("another of this computer's" for _ in found[1:])]
        rows = [Row(host, host, words) for host, words in zip(found, told, strict=False)]
        rows.append(Row(HERE_ONLY, HERE_ONLY, "this computer alone, to try it out"))
        at, self._at = self._at, None
        if at and at.host and at.host not in {row.id for row in rows}:
            rows.insert(0, Row(at.host, at.host, "as it was asked for"))
        self.addresses.show(rows)
        self.addresses.go_to(at.host if at and at.host else rows[0].id)
        if at is not None:
            await self.action_run("start_phones")
        elif not found and not self.invitation:
            self.say(OFFLINE)

    def show_status(self) -> None:
        """Show how things are: people come and go without anything being recorded."""
        super().show_status()
        phones, here = self.workspace.phones, self.invitation
        self.set_class(here is not None, "-on")
        self.set_class(phones.network is not None, "-network")
        self.set_class(self.large, "-large")
        self.show_hints()
        if here is not None:
            self.query_one("#join", Code).show(here.code, large=self.large)
            self.query_one("#wifi", Code).show(phones.network.code if phones.network else None, large=self.large)
            how = Content("\n").join(self._how(here))
            if how.plain != self._told:
                self._told = how.plain
                self.query_one("#how", Static).update(how)

    def _how(self, here: Invitation) -> Iterator[Content]:
        phones, waiting = self.workspace.phones, self._waiting()
        network = phones.network
        if network is not None:
            yield Content.styled(f"1  The Wi-Fi{self._which('left', other=True)}", "bold")
            yield _pair("Network", network.name)
            yield _pair("Password", network.password or "none")
            yield Content("")
            yield Content.styled(f"2  Join{self._which('right', other=False)}", "bold")
        yield _pair("Address", here.address)
        yield _pair("Key", here.key)
        yield Content("")
        yield Content.styled(f"{phones.people} here", "bold")
        offers = "wait until you show them" if self.session.offers_held else "show at once"
        yield Content(f"Offers {offers}" + (f": {waiting} waiting" if waiting else ""))
        codes = phones.codes
        if codes is None:
            yield Content("Every phone here may vote")
        else:
            yield Content(f"Ballots on paper: {codes.spent} of {codes.printed} used, {codes.unspent} unused")
            yield Content("A phone without one may look, and not vote")
        yield Content("")
        yield Content.styled(question_of(self.theme), "bold")

    def _waiting(self) -> int:
        """Return how many cards wait to be shown; counted again only when a card has changed, not with every vote."""
        cards = self.session.cards
        if self._counted[0] is not cards:
            self._counted = (cards, sum(card.held and not card.parked for card in self.session.live_cards()))
        return self._counted[1]

    def _which(self, side: str, *, other: bool) -> str:
        """Say which code is which, where there are two."""
        if self.both_codes:
            return f": the code at the {side}"
        return ": this code" if self.has_class("-other") == other else ""

    @property
    def both_codes(self) -> bool:
        """Return whether there is room for both codes beside each other."""
        return self.has_class("-wide") and not self.large

    def hints(self) -> list[Hint]:
        """Return the footer's hints for how things are: off or on."""
        without = (_WHEN_OFF if self.invitation else _WHEN_ON) | {"take_back"}
        without |= set() if self.workspace.phones.network and not self.both_codes else {"other_code"}
        return [hint for hint in super().hints() if hint.action not in without]


def _pair(name: str, value: str) -> Content:
    return Content.assemble((f"{name:<9}", "$secondary"), (value, "bold $accent"))
