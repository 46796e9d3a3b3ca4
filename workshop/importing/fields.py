"""Which lines under a card are its fields: "First step: …", nested or not, with a glyph of their own or without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.importing.fieldnames import field_of, is_labelled, is_plain_label, is_said_of
from workshop.importing.lines import Role, is_numbered
from workshop.importing.titles import hangs, is_field

if TYPE_CHECKING:
    from workshop.importing.choice import Place
    from workshop.importing.lines import PaperLine


def is_detail(line: PaperLine, place: Place) -> bool:
    """Whether ``line`` is a field of the card at ``place``; where that is not clear, it is none.

    An indented line needs a known label, or one beside a field. Any other line needs a label that nobody would begin
    a card with, another glyph than the cards have, or a field right above it; a list of insights has none such.
    """
    if not place.card.number or line.is_parted:
        return False
    after_field = place.last is not None and place.last.role is Role.DETAIL
    if hangs(line, place.card):
        beside = after_field and place.last is not None and line.indent == place.last.indent and line.glyph != ""
        asked = not line.glyph and is_said_of(line.text)
        return asked or field_of(line.text, hanging=True) is not None or (beside and is_labelled(line.text))
    if place.own or place.last is None or (line.glyph and place.kind in {"", "insight"}):
        return False
    found = field_of(line.text)
    if not found or not line.glyph:
        return found is not None and is_field(line) and (not line.gap or after_field or is_plain_label(*found[:2]))
    return sort_of_glyph(line) not in place.glyphs or after_field or is_plain_label(*found[:2])


def sort_of_glyph(line: PaperLine) -> str:
    """Return the line's glyph; numbers and letters are all of one sort."""
    return "1" if is_numbered(line) else line.glyph
