"""Questions to the room: which are open, and which were answered, by whom, and what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop.model.session import QUESTION
from workshop.model.views import CardView, Role, visible

if TYPE_CHECKING:
    from workshop.model.session import Session


class Questions(NamedTuple):
    """The questions that a role may see, each as it stands on a card; one with an answer is open no more."""

    open: tuple[CardView, ...]
    answered: tuple[CardView, ...]


def questions(session: Session, role: Role) -> Questions:
    """Return the questions to the room, in the order in which they were asked."""
    cards = [card for theme in visible(session, role).themes for card in theme.cards if card.kind == QUESTION.name]
    answered = [card for card in cards if dict(card.fields).get("answer")]
    return Questions(tuple(card for card in cards if card not in answered), tuple(answered))
