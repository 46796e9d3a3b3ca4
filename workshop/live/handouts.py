"""What is printed for the table: the page with the codes to join, and ballots on paper. They lie in ``exports/``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from workshop.model.errors import Refused
from workshop.model.session import Session
from workshop.model.views import BallotView, line_card, visible
from workshop.store.atomic_files import write_file
from workshop.store.locations import slug_of
from workshop.web.i18n import words_for
from workshop.web.network import OFFLINE, addresses
from workshop.web.paper import Network, ballot_sheet, scale_sheet, tent_of, tent_page

if TYPE_CHECKING:
    from workshop.web.server import Address


TENT, TENT_IN_WORD, BALLOTS = "table-tent.html", "table-tent.docx", "ballots.html"
SCALE = "scale.html"

SLIPS: Final = 1_000
"""On one sheet: three and a half megabytes, four seconds of a core."""


def write_tent(folder: Path, session: Session, address: Address, wifi: tuple[str, str] | None = None) -> list[Path]:
    """Write the page for the table into ``folder``, for a browser and for Word; ``wifi`` is (name, password).

    Raises ``NotWritten``, and ``Refused`` where no phone could reach the address that would stand on it.
    """
    from workshop.publishing.formats.docx_tent import export  # noqa: PLC0415 - the Word library

    if told := unreachable(address):
        raise Refused(told)
    words, themes = words_for(session.language), session.live_themes()
    question = themes[0].question if len(themes) == 1 else ""
    network = Network(*wifi) if wifi else None
    tent = tent_of(words, session.title, question, address.url, address.key, network=network)
    pages = {TENT: tent_page(words, tent), TENT_IN_WORD: export(tent)}
    return [_written(folder / name, page) for name, page in pages.items()]


def write_ballots(folder: Path, session: Session, address: Address, codes: Sequence[str]) -> list[Path]:
    """Write slips to cut apart, each with one of ``codes``. Raises ``NotWritten``."""
    sheet = ballot_sheet(words_for(session.language), session.title, address.url, codes)
    return [_written(folder / BALLOTS, sheet)]


def write_scale_sheet(folder: Path, session: Session, ballot: BallotView) -> Path:
    """Write the sheet on which a scale is answered with a pen. Raises ``NotWritten``."""
    shown = {card.card: card for theme in visible(session, "board").themes for card in theme.cards}
    lines = ballot.scale.lines if ballot.scale else {}
    named = [line_card(card, *lines[card]) if card in lines else shown.get(card) for card in ballot.cards]
    sheet = scale_sheet(words_for(session.language), session.title, ballot, [card for card in named if card])
    return _written(folder / SCALE, sheet)


def unreachable(address: Address) -> str:
    """Say that no phone can reach an address, and which one it likely could; nothing where one can."""
    try:
        host = ip_address(urlsplit(address.url).hostname or "")
    except ValueError:
        return ""
    if not (host.is_loopback or host.is_unspecified):
        return ""
    likely = next(iter(addresses()), "")
    cure = f"Let phones join at {likely}, and print then." if likely else OFFLINE
    return f"Not printed: no phone can open {host}. {cure}"


def outdated(folder: Path, address: Address) -> str:
    """Say what lies printed in ``folder`` with another address than phones are at now; nothing where nothing does."""
    names = {TENT: "the table tent", BALLOTS: "the ballots on paper"}
    old = [words for name, words in names.items() if not _names(folder / name, address)]
    if not old:
        return ""
    return f"Printed before for another address: {' and '.join(old)}. Print anew what is still to be used."


def _names(path: Path, address: Address) -> bool:
    """Return whether a page gives this address; one that is not there gives no other."""
    try:
        return f">{address.url.removeprefix('http://').rstrip('/')}<" in path.read_text("utf-8")
    except (OSError, ValueError):
        return True


def _written(path: Path, page: bytes) -> Path:
    write_file(path, page)
    return path


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
            yield _written(folder / file, sheet)
