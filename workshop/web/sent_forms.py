"""What phones send in: it is acknowledged once it is on the disk, or refused with its words given back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from starlette.responses import RedirectResponse, Response

from workshop.model.errors import NotWritten, WorkshopError
from workshop.web.flash import Told
from workshop.web.forms import read_form
from workshop.web.join_page import key_page
from workshop.web.offer_form import Notice
from workshop.web.participant import Acknowledgement, Asking
from workshop.web.reader import BOUND
from workshop.web.refusals import ELSEWHERE, NOT_JOINED, TOO_MANY, not_written, refused
from workshop.web.responses import HEADERS, Declined, json_answer, status_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from workshop.web.context import Phones
    from workshop.web.credentials import Person
    from workshop.web.rate_limit import RateLimit
    from workshop.web.request import WebRequest


class Forms:
    """Takes the forms of one room's phones."""

    def __init__(self, phones: Phones) -> None:
        self._phones = phones

    async def carry_out(
        self,
        act: Callable[[Asking, Mapping[str, str]], Awaitable[Acknowledgement]],
        pace: RateLimit,
        request: WebRequest,
    ) -> Response:
        """Do what a form asks for, and answer when it is on the disk."""
        person = self._phones.person(request)
        form: Mapping[str, str] = {}
        try:
            form = await read_form(request)
            if person is None:
                raise Declined(403, NOT_JOINED, keep=True)
            if self.is_elsewhere(request):
                raise Declined(409, ELSEWHERE, keep=True)
            if wait := pace.wait(person.id):
                raise Declined(429, TOO_MANY, wait)
            form = {**form, BOUND: request.query_params.get(BOUND, "")} if request.scope["query_string"] else form
            answer = await act(self._asking(request, person), form)
        except WorkshopError as error:
            return self._refusal(request, person, form, error)
        self._phones.tell_other_pages(person, but=int(request.wants_json))
        if request.wants_json:
            return json_answer(answer.data)
        return self._back(request, person, form, Notice(answer.sentence))

    def is_elsewhere(self, request: WebRequest) -> bool:
        """Return whether a form, or a page that listens, belongs to another session than is served here now."""
        bound = request.query_params.get(BOUND, "") if request.scope["query_string"] else ""
        door, ballots = self._phones.door, self._phones.writer.session.ballots
        return bool(bound) and bound not in {door.bound(""), *(door.bound(ballot) for ballot in ballots)}

    def _back(
        self, request: WebRequest, person: Person, form: Mapping[str, str], said: Notice, status: int = 200
    ) -> Response:
        """Lead back to the page, and the card, that a form came from; what there is to say is said there.

        So that going back in a browser without a script leads to pages, and never asks to send a form again.
        """
        query = {"page": str(request.page_number)} if request.page_number > 1 else {}
        if said.sentence:
            query["said"] = self._phones.flash.put(Told(person.id, said, status))
        card = form.get("card", "")[:40]
        place = f"#{quote(card)}" if card and not said.sentence else ""
        return RedirectResponse(f"/{'?' if query else ''}{urlencode(query)}{place}", 303, HEADERS)

    def _refusal(
        self, request: WebRequest, person: Person | None, form: Mapping[str, str], error: WorkshopError
    ) -> Response:
        """Say why not, and give what was typed back."""
        words = self._phones.words(request)
        sentence = not_written(words, error) if isinstance(error, NotWritten) else words.say(str(error))
        if request.wants_json:
            return refused(request, error, b"", sentence)
        if person is None:
            return refused(request, error, key_page(words, sentence))
        said = Notice(
            sentence,
            refused=True,
            kind=form.get("kind", ""),
            text=form.get("text", ""),
            form=(form.get("form") or form.get("sheet", ""))[:80],
            asked=request.scope["path"].startswith("/questions"),
        )
        return self._back(request, person, form, said, status_of(error))

    def _asking(self, request: WebRequest, person: Person) -> Asking:
        return Asking(person, self._phones.words(request), self._phones.eyes.glance())
