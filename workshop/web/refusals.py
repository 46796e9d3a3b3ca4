"""How a request is refused: the sentences that all routes share, as JSON, as text, or on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from workshop.web.i18n import Words, later
from workshop.web.responses import HEADERS, Declined, html_answer, json_answer, status_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.model.errors import NotWritten, WorkshopError
    from workshop.web.context import Phones
    from workshop.web.request import WebRequest

NOT_JOINED: Final = later("You have not joined yet. Scan the code on the board, or type the key.")
TOO_MANY: Final = later("That was too much at once from this phone. Wait a moment, and send it again.")
ELSEWHERE: Final = later(
    "This page belongs to another conversation than the one at this address now. What you wrote stays on this page."
)
NO_PAGE: Final = later("There is no such page here. Go to the address on the board.")
_DISK_FULL: Final = later("disk full")
_DISK_REFUSED: Final = later(
    "The facilitator’s computer could not write this down just now{reason}. "
    "It is kept here; tell the facilitator, and send it again."
)


def plainly(
    phones: Phones, request: WebRequest, status: int, sentence: str, more: Mapping[str, str] | None = None
) -> Response:
    """Answer with a sentence and no page: there is none, or not in that way, or not so soon."""
    told = phones.words(request).say(sentence)
    answer = json_answer({"error": told}, status)
    if not request.wants_json:
        answer = Response(told, status, HEADERS, "text/plain")
    answer.headers.update(more or {})
    return answer


def not_written(words: Words, error: NotWritten) -> str:
    """Say that the disk refused, without the names of files; where it is full, that too."""
    reason = f" ({words.say(_DISK_FULL)})" if _DISK_FULL in str(error) else ""
    return words.say(_DISK_REFUSED).format(reason=reason)


def refused(request: WebRequest, error: WorkshopError, page: bytes, sentence: str = "") -> Response:
    """Return a refusal as it was asked for."""
    status = status_of(error)
    told: dict[str, object] = {"error": sentence or str(error)}
    if isinstance(error, Declined) and error.keep:
        told["keep"] = True
    answer = json_answer(told, status) if request.wants_json else html_answer(page, status)
    if isinstance(error, Declined) and error.wait:
        answer.headers["retry-after"] = str(int(error.wait) + 1)
    return answer
