"""How far a paper has been gone through, and which of the lines there are fields of the card above them."""

from __future__ import annotations

from dataclasses import dataclass, field

from workshop.importing.fieldnames import field_of, hangs, is_field, is_labelled, is_plain_label, is_said_of
from workshop.importing.lines import PaperLine, Role, is_numbered


@dataclass(slots=True)
class Place:
    """How far a paper has been gone through.

    ``own`` says that it is one of our exports, ``titled`` that its title was seen, ``begun`` that its front page
    is over; ``level`` is the rank of the theme's heading and ``above`` are the headings over it that are not themes,
    ``parent`` the plain line over numbered themes;
    ``kinds`` and ``names`` are those of its lists so far, ``kind`` is that of the list and ``glyphs`` are those of its
    cards; ``card`` is the last card of the theme (number 0: none) and ``last`` the last line of the list that is a card
    or its field; ``at`` is the part reached.
    """

    own: bool
    titled: bool
    begun: bool = False
    in_theme: bool = False
    level: int = 0
    above: list[PaperLine] = field(default_factory=list)
    parent: PaperLine | None = None
    kinds: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    kind: str = ""
    card: PaperLine = field(default_factory=lambda: PaperLine(0, ""))
    last: PaperLine | None = None
    glyphs: set[str] = field(default_factory=set)
    at: int = 0


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
