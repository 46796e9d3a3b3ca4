"""What phones may ask for beside a vote."""

from __future__ import annotations

from workshop.model.commands.record import Command


class OfferCard(Command):
    """One card, from a phone. ``token`` is random, and lets whoever offered it find it again; no two are the same."""

    kind: str
    theme: str
    text: str
    token: str
    held: bool


class OfferQuestion(Command):
    """One question to the room, from a phone, with a ``token`` as above; what is missing is made as by ``AskRoom``."""

    text: str
    token: str
    held: bool


class RewordOffer(Command):
    """By whoever offered it, and has its ``token``: only while it waits."""

    card: str
    token: str
    text: str


class TakeBackOffer(Command):
    """By whoever offered it, as above."""

    card: str
    token: str


class OfferTag(Command):
    """From a phone: one that is not in the session's list waits where cards do."""

    card: str
    tag: str
