"""The graphic record as a publication: by regions, on the smallest paper on which its words can be read."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from workshop.model.errors import Refused
from workshop.publishing.picture.make import PictureChoice, need_libraries, picture_of, written

if TYPE_CHECKING:
    from workshop.publishing.publication import Matter

PAPER: Final = ("A3", "A1", "A0")


def picture(matter: Matter, format: str) -> bytes:  # noqa: A002 - the option's name
    """Return the picture in one format. Raises ``Refused`` where no paper holds it."""
    need_libraries()
    for size in PAPER[:-1]:
        with suppress(Refused):
            return written(picture_of(matter.session, matter.changed, PictureChoice(size=size)), format)
    return written(picture_of(matter.session, matter.changed, PictureChoice(size=PAPER[-1])), format)
