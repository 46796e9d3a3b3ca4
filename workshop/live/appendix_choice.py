"""What somebody chose to be kept on the disk of a session: publications, formats, order; a setting of the home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple, get_args

from workshop.live.publish import NAMES, USUAL, PublishRequest
from workshop.publishing.builder import Order
from workshop.publishing.publication import APPENDIX, PUBLICATIONS
from workshop.store.locations import Home
from workshop.store.settings import keep_setting, read_settings

FORMATS: Final = "formats"
"""The setting with the formats of all sessions of a home."""

PUBLISHED: Final = "publications"
"""The publications to be kept current beside the formats."""

SETTING: Final = "appendix"
"""The setting of one session has its name behind this: "appendix green-spaces"."""


class AppendixChoice(NamedTuple):
    """The formats to be kept on the disk, the order of the cards, and the publications; the appendix always is one."""

    formats: tuple[str, ...] = USUAL
    order: Order = "said"
    publications: tuple[str, ...] = (APPENDIX,)

    @property
    def wanted(self) -> PublishRequest:
        """What is to be written."""
        return PublishRequest(self.formats, self.order, publications=self.publications)


def read_choice(home: Home, slug: str) -> AppendixChoice:
    """Return what was chosen for a session, else for its home, else what is usual."""
    settings = read_settings(home)
    own = settings.get(f"{SETTING} {slug}")
    return _choice(own if isinstance(own, dict) else settings)


def keep_choice(home: Home, slug: str, choice: AppendixChoice) -> None:
    """Keep what was chosen for a session. Raises ``NotWritten``."""
    chosen: dict[str, Any] = {FORMATS: list(choice.formats), "order": choice.order}
    if choice.publications != (APPENDIX,):
        chosen[PUBLISHED] = list(choice.publications)
    keep_setting(home, f"{SETTING} {slug}", chosen)


def _choice(chosen: Mapping[str, Any]) -> AppendixChoice:
    """Return the choice in a setting, as far as it is one: the file may have been written by anybody."""
    named = chosen.get(FORMATS)
    formats = tuple(name for name in NAMES if name in named) if isinstance(named, list) else ()
    order: Order = "votes" if chosen.get("order") == get_args(Order)[1] else "said"
    wished = chosen.get(PUBLISHED)
    named = (APPENDIX, *wished) if isinstance(wished, list) else (APPENDIX,)
    return AppendixChoice(formats or USUAL, order, tuple(name for name in PUBLICATIONS if name in named))
