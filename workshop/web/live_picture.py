"""The graphic record as it is now, for a projector: it grows while people talk."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from workshop.model.errors import Refused
from workshop.publishing.picture.make import PictureChoice, need_libraries, picture_of, written
from workshop.publishing.picture.sheet import CHOICES, LAYOUTS, SIZES, Of
from workshop.web.responses import HEADERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.model.session import Session
    from workshop.store.writer import SessionWriter

SECONDS: Final = 5
"""After which a browser asks for the picture anew: by a header, so that the picture needs no script."""

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'none'"
"""What a picture may do: use the letters inside it. It has no markup of anybody's, no script and no link."""


class LivePicture:
    """Draws the picture of a room, anew only where something has changed, and beside the loop."""

    def __init__(self, writer: SessionWriter) -> None:
        self._writer = writer
        self._lock = asyncio.Lock()
        self._known: dict[PictureChoice, tuple[Session, bytes]] = {}

    async def answer(self, asked: Mapping[str, str]) -> Response:
        """Return the picture that was asked for. Raises ``Refused`` where there is none."""
        need_libraries()
        layout = next((each for each in LAYOUTS if each == asked.get("layout")), LAYOUTS[0])
        of: Of = next((each for each in CHOICES if each == asked.get("of")), "all")
        svg = await self._drawn(PictureChoice(layout, of=of))
        headers = {**HEADERS, "refresh": str(SECONDS), "content-security-policy": POLICY}
        return Response(svg, 200, headers, "image/svg+xml")

    async def _drawn(self, choice: PictureChoice) -> bytes:
        async with self._lock:
            session = self._writer.session
            known, svg = self._known.get(choice, (None, b""))
            if known is not session:
                svg = await asyncio.to_thread(_svg, session, choice)
                self._known[choice] = (session, svg)
            return svg


def _svg(session: Session, choice: PictureChoice) -> bytes:
    """Return the picture on the smallest sheet that holds it, as large as the window."""
    *smaller, largest = SIZES
    for size in smaller:
        try:
            return written(picture_of(session, 0, choice._replace(size=size)), "svg", filling=True)
        except Refused:
            continue
    return written(picture_of(session, 0, choice._replace(size=largest)), "svg", filling=True)
