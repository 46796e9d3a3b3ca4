"""A publication as a file of its own adds it: the words alone, or as a site of two pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model.views import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.publishing.publication import Matter


def publish(matter: Matter, format: str) -> bytes | Mapping[str, bytes]:  # noqa: A002 - the option's name
    cards = (card for theme in visible(matter.session, "appendix").themes for card in theme.cards)
    words = "\n".join(card.text for card in cards).encode()
    return {"index.html": words, "themes/1.html": words} if format == "html" else words
