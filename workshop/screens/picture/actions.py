"""What is done with the graphic record: choose how it is composed, how large, and what is on it; write it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from workshop.live.open_folder import open_in_window, short
from workshop.model.errors import Refused
from workshop.publishing.picture.make import FORMATS, unprintable, written
from workshop.publishing.picture.sheet import CHOICES, LAYOUTS, SIZES
from workshop.store.atomic_files import write_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.screens.picture.screen import PicturePage

Chosen = TypeVar("Chosen", bound=str)


def _next(among: Sequence[Chosen], here: Chosen) -> Chosen:
    return among[(among.index(here) + 1) % len(among)]


async def picture_layout(page: PicturePage) -> None:
    """Compose it the other way."""
    page.choose(page.choice._replace(layout=_next(LAYOUTS, page.choice.layout)))


async def picture_size(page: PicturePage) -> None:
    """Take the next size of a sheet."""
    page.choose(page.choice._replace(size=_next(list(SIZES), page.choice.size)))


async def picture_of(page: PicturePage) -> None:
    """Put something else on it."""
    page.choose(page.choice._replace(of=_next(CHOICES, page.choice.of)))


async def picture_fit(page: PicturePage) -> None:
    """Take the first choice that would do. Raises ``Refused`` where none is asked for."""
    if not page.would_do:
        raise Refused("The words can be read as they are." if page.drawing else "There is nothing that would do.")
    page.choose(page.would_do[0])


async def write_picture(page: PicturePage) -> None:
    """Write the sheet in each format, saying how far it is. Raises ``Refused`` where it cannot be drawn."""
    drawing = page.drawing
    if drawing is None:
        raise Refused(page.problem or "It is still being laid out. Try again in a moment.")
    paths = {each: page.path(each) for each in FORMATS}
    for number, (each, path) in enumerate(paths.items(), 1):
        page.say(f"Writing {path.name}, {number} of {len(FORMATS)} …")
        content = await asyncio.to_thread(written, drawing, each)
        await asyncio.to_thread(write_file, path, content)
    missing = unprintable(drawing)
    told = [*missing[:1], f"So it is with {len(missing) - 1} more."] if len(missing) > 1 else missing
    page.say(" ".join((f"Written: {', '.join(path.name for path in paths.values())}.", *told)))
    page.while_here(page.show_status)


async def picture_folder(page: PicturePage) -> None:
    """Open the folder of the files in a window, where there are windows."""
    first = page.path(FORMATS[0])
    if not first.exists():
        raise Refused("Nothing is written yet. W writes it now.")
    folder = first.parent
    opened = await asyncio.to_thread(open_in_window, folder)
    page.say(f"Opened {short(folder)}." if opened else f"No window can be opened from here. The files lie in {folder}.")
