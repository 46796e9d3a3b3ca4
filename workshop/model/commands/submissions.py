"""What phones may ask for beside a vote."""

from __future__ import annotations

from typing import TypeAlias

from workshop.model.struct import Struct


class OfferCard(Struct):
    """One card, from a phone. ``token`` is random, and lets whoever offered it find it again; no two are the same."""

    kind: str
    theme: str
    text: str
    token: str
    held: bool


class OfferQuestion(Struct):
    """One question to the room, from a phone, with a ``token`` as above; what is missing is made as by ``AskRoom``."""

    text: str
    token: str
    held: bool


class RewordOffer(Struct):
    """By whoever offered it, and has its ``token``: only while it waits."""

    card: str
    token: str
    text: str


class TakeBackOffer(Struct):
    """By whoever offered it, as above."""

    card: str
    token: str


class OfferTag(Struct):
    """From a phone: one that is not in the session's list waits where cards do."""

    card: str
    tag: str


SubmissionCommand: TypeAlias = OfferCard | OfferQuestion | RewordOffer | TakeBackOffer | OfferTag
