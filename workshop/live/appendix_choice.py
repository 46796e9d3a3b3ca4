"""What somebody chose for a session's appendix: its formats and the order of its cards, a setting of the home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, get_args

from workshop.live.publish import NAMES, USUAL
from workshop.publishing.builder import Order
from workshop.store.catalogue import Catalogue
from workshop.store.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.store.locations import Home

FORMATS: Final = "formats"
"""The setting with the formats of all sessions of a home."""

SETTING: Final = "appendix"
"""The setting of one session has its name behind this: "appendix green-spaces"."""


class Choice(NamedTuple):
    """The formats to be kept on the disk, and the order of the cards."""

    formats: tuple[str, ...] = USUAL
    order: Order = "said"


def read_choice(home: Home, slug: str) -> Choice:
    """Return what was chosen for a session, else for its home, else what is usual."""
    settings = read_settings(home)
    own = settings.get(f"{SETTING} {slug}")
    return _choice(own if isinstance(own, dict) else settings)


def keep_choice(home: Home, slug: str, choice: Choice) -> None:
    """Keep what was chosen for a session. Raises ``NotWritten``."""
    Catalogue(home).set(f"{SETTING} {slug}", {FORMATS: list(choice.formats), "order": choice.order})


def _choice(chosen: Mapping[str, Any]) -> Choice:
    """Return the choice in a setting, as far as it is one: the file may have been written by anybody."""
    named = chosen.get(FORMATS)
    formats = tuple(name for name in NAMES if name in named) if isinstance(named, list) else ()
    order: Order = "votes" if chosen.get("order") == get_args(Order)[1] else "said"
    return Choice(formats or USUAL, order)
