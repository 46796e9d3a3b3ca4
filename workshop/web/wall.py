"""The wall in a browser: who has been heard, and the cards of all tables as they come. It controls nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from workshop.model.ballots import some
from workshop.model.wall import WallGroup, WallTheme, WallView, short_closing, standings
from workshop.web.html import Html, element, own, together
from workshop.web.i18n import words_for
from workshop.web.layout import POLICY, page, paged, turner
from workshop.web.request import number
from workshop.web.responses import asset_answer
from workshop.web.server import Embedding, bind

SPACE: Final = 60
"""Lines of cards on one page of the wall."""

LINE: Final = 60
MOST_ALIKE: Final = 6
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class WallServer:
    """Serves the wall's page. ``view`` returns what stands on it now."""

    def __init__(self, view: Callable[[], WallView], host: str, port: int) -> None:
        self._view = view
        self._host = host
        self._port = port
        self._embedding: Embedding | None = None

    async def start(self) -> str:
        """Listen; return the page's address. Raises ``Refused`` where the port is taken."""
        listening = bind(self._host, self._port)
        port = listening.getsockname()[1]
        self._embedding = Embedding(self._app(), "the wall's page")
        await self._embedding.listen(listening)
        return f"http://{self._host}:{port}/"

    async def stop(self) -> None:
        """Answer what is under way, and stop listening."""
        if self._embedding is not None:
            await self._embedding.stop()

    def _app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/", self._page),
                Route("/now", self._now),
                Route("/api/state", self._state),
                Route("/static/{name}", _asset),
            ]
        )

    async def _page(self, request: Request) -> Response:
        return _html(wall_page(self._view(), _wanted(request, "page", 1)))

    async def _now(self, request: Request) -> Response:
        wanted, room = _wanted(request, "page", 1), _wanted(request, "room", SPACE)
        return _html(wall_parts(self._view(), wanted, room).encode())

    async def _state(self, request: Request) -> Response:
        del request
        view = self._view()
        data = {
            "title": view.title,
            "presence": view.presence,
            "closing": view.closing,
            "cue": view.cue,
            "alike": [group._asdict() for group in view.alike],
            "tables": [table._asdict() for table in view.tables],
            "themes": [theme._asdict() | {"cards": [card._asdict() for card in theme.cards]} for theme in view.themes],
        }
        return Response(json.dumps(data), media_type="application/json", headers=HEADERS)


def wall_page(view: WallView, wanted: int) -> bytes:
    """Return the whole page; it looks again by itself, with a script or without."""
    main = element("main", wall_parts(view, wanted), id="wall", data_page=wanted)
    return page(words_for("en"), view.title, "wall", [main], refresh="5")


def wall_parts(view: WallView, wanted: int, room: int = SPACE) -> Html:
    """Return what changes on the wall: the page that is ``wanted``, of about so many lines as there is ``room`` for.

    What several tables said stands on the first page, before the cards.
    """
    lines = [(theme, card) for theme in view.themes for card in theme.cards]
    costs = [1 + len(card.text) // LINE + (2 if card is theme.cards[0] else 0) for theme, card in lines]
    before = 2 * min(len(view.alike), MOST_ALIKE) + 2 if view.alike else 0
    pages = paged([before, *costs], max(room, 1))
    place = min(max(wanted, 1), len(pages))
    shown = [lines[at - 1] for at in pages[place - 1] if at]
    sections = [
        _theme(theme, [_card(card.id, card.text, card.dots) for of, card in shown if of is theme])
        for theme in dict.fromkeys(theme for theme, _ in shown)
    ]
    header = element(
        "header",
        own("h1", view.title),
        element("p", view.presence, role="status"),
        element("p", short_closing(view), class_="closing"),
        *([own("p", f"To all tables: {view.cue}", class_="cue")] if view.cue else []),
        *(own("p", remark, class_="remark") for remark in view.remarks[-3:]),
    )
    rows = [element("li", words, class_=how) for words, how in standings(view.tables)]
    tables = element("ul", *rows, class_="tables", aria_label="Tables")
    alike = _alike(view.alike) if place == 1 else None
    return together([header, tables, alike, *sections, turner(words_for("en"), "/", place, len(pages))])


def _alike(groups: tuple[WallGroup, ...]) -> Html | None:
    """Return what several tables have said, on the first page."""
    if not groups:
        return None
    rows = [
        element("li", element("b", f"{g.tables} tables"), " ", own("span", g.text), " (", *_named(g), ")")
        for g in groups
    ]
    more = len(rows) - MOST_ALIKE
    rest = [element("p", f"and {more} more")] if more > 0 else []
    return element(
        "section", element("h2", "Said at several tables"), element("ul", *rows[:MOST_ALIKE], class_="cards"), *rest
    )


def _named(group: WallGroup) -> list[Html | str]:
    """Return the ids of a group, none of them broken at the end of a line."""
    parts = group.named.split(", ")
    return [part for each in parts for part in (element("span", each, class_="id"), ", ")][:-1]


def _theme(theme: WallTheme, cards: list[Html]) -> Html:
    question = own("p", theme.question) if theme.question else None
    return element("section", own("h2", theme.title), question, element("ul", *cards, class_="cards"))


def _card(shown_id: str, text: str, dots: int | None) -> Html:
    counted = element("span", some(dots, "dot"), class_="dots") if dots is not None else None
    return element("li", element("b", shown_id), " ", own("span", text), counted)


def _wanted(request: Request, name: str, usual: int) -> int:
    asked = number(request.query_params.get(name, ""))
    return usual if asked is None else asked


async def _asset(request: Request) -> Response:
    return asset_answer(request) or Response("There is no such page.", 404)


def _html(page: bytes) -> Response:
    return Response(page, media_type="text/html; charset=utf-8", headers=HEADERS)
