"""What is done with two cards that look alike: join them, say that they are not the same, or leave them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.model.commands import JoinCards, TellApart
from workshop.model.errors import Refused
from workshop.screens.dialogs import Ask

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.model.session import Card
    from workshop.screens.duplicates.screen import AlikePage
    from workshop.screens.page import Deed


def _pair(page: AlikePage) -> tuple[Card, Card]:
    pair = page.pair
    if pair is None:
        raise Refused("Every pair is settled. Esc goes back to the summit.")
    return pair


async def join_pair(page: AlikePage) -> None:
    """Let one card stand for both."""
    one, two = _pair(page)
    names = f"{page.session.shown_id(one)} and {page.session.shown_id(two)}"
    hint = "Enter joins them; both stay and come back when they are taken apart · Esc leaves"
    words = await page.ask(Ask(f"Join {names}: the words of the one card", one.text, hint))
    if words is not None:
        await page.workspace.do(JoinCards((one.id, two.id), words))
        page.say(f"Joined {names}. U takes them apart, and so does J on the card later.")


async def different(page: AlikePage) -> None:
    """Keep that the two are not the same, and show the pair no more."""
    one, two = _pair(page)
    await page.workspace.do(TellApart(one.id, two.id))
    page.say(f"{page.session.shown_id(one)} and {page.session.shown_id(two)} are left as they are. U undoes it.")


async def next_pair(page: AlikePage) -> None:
    """Go to the next pair."""
    page.turn(1)


async def previous_pair(page: AlikePage) -> None:
    """Go to the pair before."""
    page.turn(-1)


async def undo(page: AlikePage) -> None:
    """Take the last command back."""
    await page.workspace.undo()
    page.say("Undone.")


async def back(page: AlikePage) -> None:
    """Go back to the summit."""
    page.dismiss(None)


DEEDS: Final[Mapping[str, Deed]] = {
    **{deed.__name__: deed for deed in (join_pair, different, next_pair, previous_pair)},
    "undo_pair": undo,
    "leave_alike": back,
}
