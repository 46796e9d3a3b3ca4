"""What the routes share: the room, the door, what may be seen, who is here, and how fast one may ask."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from starlette.requests import cookie_parser

from workshop.store.writer import SessionWriter, now_ms
from workshop.web.ballot import NOBODY
from workshop.web.board import Joining, board_parts
from workshop.web.credentials import KNOWN, Door, Person
from workshop.web.hall import Hall
from workshop.web.html import Html
from workshop.web.i18n import LANGUAGE_COOKIE, LANGUAGES, Words, preferred, words_for
from workshop.web.json_views import Teller
from workshop.web.map_board import MapWatch
from workshop.web.offer_form import Flash, Notice
from workshop.web.offering import Offering
from workshop.web.own_lines import OwnLines
from workshop.web.participant import BOUND, Mine, Reader
from workshop.web.phone import phone_parts
from workshop.web.presence import ExpectedVisitors, Presence
from workshop.web.rate_limit import RateLimit
from workshop.web.request import WebRequest
from workshop.web.sse import MINE, Channel, Feed, Listener, Seen
from workshop.web.view_cache import ViewCache, VisibleState
from workshop.web.voting import Voting

VOTES: Final = (300, 60.0)
"""Settings of dots by one phone: at once, and a second. Far more than a thumb can do."""

LOOKS: Final = (240, 40.0)
"""Pages, states and streams for one phone: at once, and a second. A page of five hundred cards takes a millisecond."""

OFFERS: Final = (40, 1.0)
"""Cards and tags from one phone: at once, and a second."""


class Phones:
    """One room's phones and boards."""

    def __init__(self, writer: SessionWriter, door: Door, hall: Hall | None = None) -> None:
        self.writer = writer
        self.door = door
        self.hall = hall
        self.presence = Presence()
        self.arrivals = ExpectedVisitors()
        self.own_streams: dict[str, dict[Listener, None]] = {}
        self.flash = Flash()
        self.map = MapWatch(writer)
        self.feed = Feed(writer, now_ms)
        self.eyes = ViewCache(writer)
        self.lines = OwnLines(writer, door, self._tell)
        self.offering = Offering(writer, door, self.lines)
        self.voting = Voting(writer, door, self.lines, whole=hall is not None)
        self.teller = Teller()
        self.looks = RateLimit(*LOOKS)
        self.votes = RateLimit(*VOTES)
        self.offers = RateLimit(*OFFERS)
        self._cookies = lru_cache(KNOWN)(self._read_cookies)
        self._url = ""
        self._join = ""

    def open(self, url: str, join: str) -> None:
        """Take note of the address that stands on the board."""
        self._url, self._join = url, join

    @property
    def joining(self) -> Joining:
        """Return how to join."""
        return Joining(self._url, self.door.key, self._join, self.presence.people)

    def channel(self, words: Words, *, may_vote: bool) -> Channel:
        """Return the channel of the phones that read this language."""
        seen, hall = Seen("participant", words.language, may_vote), self.hall is not None

        def draw(sight: VisibleState) -> Mapping[str, Html]:
            ballot = sight.open_ballot
            order = None if self.writer.session.said_order else NOBODY
            mine = Mine({}, ballot.dots if ballot else 0, may_vote=may_vote, order=order)
            return phone_parts(sight, Reader(words, mine, self.door.bound, votes_only=hall), Notice(form="-"))

        return self.feed.channel(seen, self.eyes, draw)

    def board_channel(self, words: Words) -> Channel:
        """Return the channel of the boards that read this language."""

        def draw(sight: VisibleState) -> Mapping[str, Html]:
            return board_parts(sight, words, self.joining, mapped=self.map.shown())

        return self.feed.channel(Seen("board", words.language), self.eyes, draw)

    def words(self, request: WebRequest) -> Words:
        """Return the language of a request."""
        asked = request.query_params.get("lang", "") if request.scope["query_string"] else ""
        chosen = asked if asked in LANGUAGES else self._cookies(request.field(b"cookie"))[1]
        return words_for(preferred(request.field(b"accept-language"), chosen, self.writer.session.language))

    def person(self, request: WebRequest) -> Person | None:
        """Return who asks; nobody where they have not joined."""
        person = self.door.person(self._cookies(request.field(b"cookie"))[0])
        if person and self.presence.saw(person.id):
            self.arrivals.is_back(request.address)
            self.feed.changed(anew=True)
        return person

    def is_elsewhere(self, request: WebRequest) -> bool:
        """Return whether a form, or a page that listens, belongs to another session than is served here now."""
        bound = request.query_params.get(BOUND, "") if request.scope["query_string"] else ""
        door, ballots = self.door, self.writer.session.ballots
        return bool(bound) and bound not in {door.bound(""), *(door.bound(ballot) for ballot in ballots)}

    def tell_other_pages(self, person: Person, but: int) -> None:
        """Tell somebody who has the page open elsewhere that what is their own has changed; ``but`` pages know."""
        streams = self.own_streams.get(person.id, {})
        for stream in tuple(streams) if len(streams) > but else ():
            stream.put(MINE)

    def _tell(self, person: str) -> None:
        for stream in tuple(self.own_streams.get(person, ())):
            stream.put(MINE)

    def _read_cookies(self, header: str) -> tuple[str, str]:
        """Return the cookies of ours in a header: who, and which language."""
        cookies = cookie_parser(header)
        return cookies.get(self.door.cookie, ""), cookies.get(LANGUAGE_COOKIE, "")
