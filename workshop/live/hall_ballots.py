"""Codes on paper for the whole hall: each front end gets its share, in files that a browser still prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from workshop.live.handouts import BALLOTS
from workshop.model.session import Session
from workshop.store.atomic_files import write_file
from workshop.store.locations import slug_of
from workshop.web.i18n import words_for
from workshop.web.paper import ballot_sheet

SLIPS: Final = 1_000
"""On one sheet: three and a half megabytes, four seconds of a core."""


def write_hall_ballots(
    folder: Path, session: Session, addresses: Mapping[str, str], codes: Sequence[str]
) -> Iterator[Path]:
    """Write slips to cut apart and return each file when it is there; ``addresses`` are the front ends', by name.

    Phones are at home where they come first, so each front end's address stands on its share of the slips. Raises
    ``NotWritten``.
    """
    words, names = words_for(session.language), sorted(addresses)
    for place, name in enumerate(names):
        share = codes[place :: len(names)]
        for start in range(0, len(share), SLIPS):
            single = len(names) == 1 and len(share) <= SLIPS
            file = BALLOTS if single else f"ballots-{slug_of(name)}-{start // SLIPS + 1}.html"
            sheet = ballot_sheet(words, session.title, addresses[name], share[start : start + SLIPS])
            path = folder / file
            write_file(path, sheet)
            yield path
