"""What is done with cards on every screen of a session: reword, split, join, move; and what is asked of offers."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.model import commands as c
from workshop.model.errors import Refused
from workshop.model.session import Card
from workshop.screens.card_rows import label_of
from workshop.screens.dialogs import Ask, Choose, Option, Write
from workshop.screens.session_screen import SessionScreen

MOST_NAMES = 3
"""Cards that are named before the others are counted."""


def named(page: SessionScreen, cards: Sequence[Card]) -> str:
    """Return "I01, I02, I03 and 2 more"."""
    names = [label_of(page.session, card) for card in cards]
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more


async def reword(page: SessionScreen) -> None:
    """Change a card's words; the earlier wording is kept."""
    (card, *_) = page.targets()
    own = "The participant's own words are kept beside them · " if card.origin == "participant" else ""
    hint = f"{own}Enter saves · Esc cancels"
    words = await page.other_words(f"Reword {label_of(page.session, card)}", card.text, hint)
    await page.do(c.RewordCard(card.id, words))


async def split(page: SessionScreen) -> None:
    """Make several cards of one."""
    (card, *_) = page.targets()
    question = f"Split {label_of(page.session, card)}: a line for each part"
    written = await page.answer(Write(question, card.text, "Enter begins the next part · "))
    await page.do(c.SplitCard(card.id, tuple(line for line in written.splitlines() if line.strip())))


async def join(page: SessionScreen) -> None:
    """Let one card stand for several, or take a joined card apart."""
    cards = page.targets()
    if len(cards) == 1 and cards[0].joined:
        await page.do(c.UnjoinCard(cards[0].id))
        return
    if len(cards) == 1:
        cards = await _with_another(page, cards[0])
    others = " · ".join(f"{label_of(page.session, card)} says: {card.text}" for card in cards[1:2])
    question = f"Join {named(page, cards)}: the words of the one card"
    words = await page.answer(Ask(question, cards[0].text, f"{others} · all are kept · Enter joins · Esc cancels"))
    await page.do(c.JoinCards(tuple(card.id for card in cards), words))


async def _with_another(page: SessionScreen, card: Card) -> list[Card]:
    """Return a card that is chosen and this one."""
    session = page.session
    others = [other for other in session.ordered() if other.seen and other.id != card.id]
    if not others:
        raise Refused("There is no other card that it could be joined with.")
    others.sort(key=lambda other: (other.theme, other.kind) != (card.theme, card.kind))
    options = [Option(other.id, label_of(session, other), other.text) for other in others]
    chosen = await page.answer(Choose(f"Join {label_of(session, card)} with which card?  {card.text}", options))
    return [session.cards[chosen], card]


async def move(page: SessionScreen) -> None:
    """Make cards another kind, or put them under another theme."""
    cards, session = page.targets(), page.session
    kinds, themes = {card.kind for card in cards}, {card.theme for card in cards}
    options = [Option(f"kind {k.name}", "kind", k.singular) for k in session.kinds if kinds != {k.name}]
    options += [Option(f"theme {t.id}", "theme", t.title) for t in session.live_themes() if themes != {t.id}]
    if not options:
        raise Refused("There is no other kind or theme. A adds a theme.")
    what, _, where = (await page.answer(Choose(f"Move {named(page, cards)} to", options))).partition(" ")
    kind, theme = (where, "") if what == "kind" else ("", where)
    await page.do(*(c.MoveCard(card.id, kind, theme) for card in cards))


async def at_once_is_meant(page: SessionScreen) -> bool:
    """Ask whether what phones offer is to show without anybody's look."""
    question = "Show what phones offer at once, on the board too, before you have read it?"
    return await page.agreed(question, "Show them at once", "Let them wait, as now")
