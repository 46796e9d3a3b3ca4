"""Somebody at a phone: who they are, what they ask for and are answered, and in which language they read a page.

What a participant may ask for is in ``offering.py`` and ``voting.py``; there is no other power here. The sentences are
those a participant can act on, in their own language; the model's own are for the facilitator.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from workshop.model.ballot import NO_ANSWERS, Answers
from workshop.model.session import NOTHING
from workshop.model.views import CardView
from workshop.web.credentials import Person
from workshop.web.i18n import Words
from workshop.web.own_lines import OwnLine
from workshop.web.request import Declined
from workshop.web.view_cache import VisibleState

BOUND: Final = "in"
"""Where an address says what its form belongs to."""


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


class Mine(NamedTuple):
    """What is one person's own: dots by inner card id, dots left, whether they are done and may vote, their lines.

    ``answers`` are those to a scale; by ``order`` the cards of their ballot are arranged, else as they were said.
    ``moved`` says that they have voted at another address, which does not answer, and not here.
    """

    dots: Mapping[str, int] = NOTHING
    left: int = 0
    finished: bool = False
    may_vote: bool = True
    lines: Sequence[OwnLine] = ()
    answers: Answers = NO_ANSWERS
    order: bytes | None = None
    moved: bool = False


class Reader(NamedTuple):
    """``bound`` gives what binds a form to the session and to a ballot; ``owner`` is nobody where all read the same.

    ``votes_only`` says that nothing is offered or tagged here: it is a front end of the hall's vote. ``beside`` are
    addresses of others, at which the reader may go on when this one is away.
    """

    words: Words
    mine: Mine
    bound: Callable[[str], str]
    number: int = 1
    owner: str = ""
    votes_only: bool = False
    beside: Sequence[str] = ()

    def to(self, path: str, ballot: str = "", card: str = "") -> str:
        """Return where a form goes: bound to where it belongs, and back to the page and the card it came from."""
        page = f"&page={self.number}" if self.number > 1 else ""
        return f"{path}?{BOUND}={self.bound(ballot)}{page}{f'#{card}' if card else ''}"
