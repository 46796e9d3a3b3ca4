"""A digest typed by hand becomes lines of the map, and for each line the likeliest sources are found."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from workshop.importing.digest import read_digest
from workshop.live.import_paper import digest_of
from workshop.live.suggestions import CERTAIN, CardIndex, Suggestion
from workshop.model.commands import DigestLine, ImportDigest
from workshop.model.errors import Refused
from workshop.model.map_view import map_view
from workshop.model.session import Session
from workshop.model.text import one_line


class LineFound(NamedTuple):
    """A line of the page with its likeliest sources, best first: those that are certain enough, and the others."""

    text: str
    certain: tuple[Suggestion, ...]
    possible: tuple[Suggestion, ...]


class DigestIntake(NamedTuple):
    """What would be taken in: the command, what was found for each line, and the lines of the page that are neither."""

    command: ImportDigest
    lines: tuple[LineFound, ...]
    left_out: tuple[tuple[int, str], ...]


def take_in_digest(path: Path, session: Session, *, link: bool = False) -> DigestIntake:
    """Read a digest for ``session``; with ``link`` the certain suggestions become sources.

    Raises ``Unreadable`` for what is not a document, and ``Refused`` where it has no headings with lines.
    """
    page = read_digest(path)
    if not page.headings:
        raise Refused(
            f"{one_line(path.name)} has no heading with lines below it, and nothing was added. Write each heading on a "
            "line of its own, and its lines below it, each behind a dash."
        )
    cards = map_view(session).cards
    index = CardIndex((card, found.view.text) for card, found in cards.items())
    shown = {found.view.id: card for card, found in cards.items()}
    named = {text: [shown[name] for name in ids if name in shown] for text, ids in page.sources.items()}
    found = {text: _found(index, text, named.get(text, [])) for _, lines in page.headings for text in lines}
    headings = tuple(
        (name, tuple(DigestLine(text, tuple(s.card for s in found[text].certain) if link else ()) for text in lines))
        for name, lines in page.headings
    )
    command = ImportDigest(path.name, digest_of(path, {"as": "digest"}), headings)
    return DigestIntake(command, tuple(found.values()), page.left_out)


def _found(index: CardIndex, text: str, named: list[str]) -> LineFound:
    """Return what was found for a line: the cards that the page names itself, or those that are like it."""
    suggested = index.suggest(text, but=named)
    certain = [Suggestion(card, 1.0, 1.0) for card in named]
    certain = certain or [s for s in suggested if s.certainty >= CERTAIN]
    return LineFound(text, tuple(certain), tuple(s for s in suggested if s not in certain))
