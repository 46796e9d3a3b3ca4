"""Choosing a paper: a file that lies somewhere, or the paper itself, pasted."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop.screens.home.browse import Browse, is_paper, place_of

if TYPE_CHECKING:
    from workshop.widgets.line_input import LineInput

NO_PAPER: Final = "No paper lies here: text, Word, OpenDocument, a web page, PDF, slides, a sheet, JSON or zip."
PASTED: Final = "pasted.txt"
"""What a pasted paper is called."""


class ChoosePaper(Browse):
    """Asks for the path of a paper; a text that is pasted is one."""

    def __init__(self, start: Path) -> None:
        super().__init__("Which paper? A file's name, or paste the text itself", start, is_paper, NO_PAPER)

    async def take_pasted(self, message: LineInput.Pasted) -> None:
        """Take the first of several pasted paths, or what was pasted as a paper."""
        if await asyncio.to_thread(_is_path, message.lines[0]):
            await super().take_pasted(message)
        else:
            self.dismiss(await asyncio.to_thread(_kept, message.whole))


def _is_path(line: str) -> bool:
    place = place_of(line)
    return bool(place.start) and (place.folder / place.start).exists()


def _kept(text: str) -> Path:
    path = Path(tempfile.mkdtemp(prefix="workshop-")) / PASTED
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    return path
