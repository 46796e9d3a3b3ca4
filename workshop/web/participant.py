"""Somebody at a phone who asks for something, and what they are answered.

What a participant may ask for is in ``offering.py`` and ``voting.py``; there is no other power here. The sentences are
those a participant can act on, in their own language; the model's own are for the facilitator.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from workshop.model.views import CardView
from workshop.web.credentials import Person
from workshop.web.i18n import Words
from workshop.web.responses import Declined
from workshop.web.view_cache import VisibleState


class Asking(NamedTuple):
    """Somebody who asks for something: who, in which words, and what they see."""

    person: Person
    words: Words
    sight: VisibleState


class Acknowledgement(NamedTuple):
    """What is answered when it is done, and on the disk: a sentence, and the same as data."""

    sentence: str
    data: Mapping[str, object]


def card_named(asking: Asking, form: Mapping[str, str]) -> CardView:
    """Return the card named, of those that are shown; one that is not is answered like one that never was."""
    card = asking.sight.cards.get(form.get("card", ""))
    if card is None:
        raise Declined(400, asking.words.say("That card is not shown here."))
    return card
