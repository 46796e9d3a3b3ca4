"""How a paragraph of a Word document looks: heading, list, or one of the styles of our own papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workshop.importing.lines import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from lxml.etree import _Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

ROLES: Final = {
    "title": Role.TITLE,
    "subtitle": Role.SUBTITLE,
    "question": Role.QUESTION,
    "question alone": Role.QUESTION,
    "card detail": Role.DETAIL,
    "toc heading": Role.LABEL,
    "glossary entry": Role.TERM,
} | dict.fromkeys(("vote rule", "vote totals", "caption"), Role.NOTE)
"""What a style says of its paragraphs, whatever their words."""
_DEEPEST: Final = 30
"""Styles a style may be based on, one on the other; more is a circle."""


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph's rank as a heading (0: none), its glyph and indent as part of a list, its role by its style."""

    level: int = 0
    glyph: str = ""
    indent: int = 0
    role: Role = Role.UNKNOWN


class WordStyles:
    """The styles and numberings of one document."""

    def __init__(self, document: Document) -> None:
        styles = document.styles.element.iter(f"{W}style")
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles}
        self._default = next(
            (
                key
                for key, style in self._styles.items()
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") == "1"
            ),
            "",
        )
        self._formats = dict(_number_formats(document))

    def look(self, paragraph: _Element) -> Look:
        """Return how ``paragraph`` looks by its own settings and by its style."""
        own = paragraph.find(f"{W}pPr")
        chain = list(self._chain(_value(own, "pStyle") or self._default))
        name = _value(chain[0], "name").lower() if chain else ""
        settings = [part for part in (own, *(style.find(f"{W}pPr") for style in chain)) if part is not None]
        level = _level(name, settings)
        if name in ROLES or level:
            return Look(level=0 if name in ROLES else level, role=ROLES.get(name, Role.UNKNOWN))
        if name.startswith("toc "):
            return Look(role=Role.LABEL)
        return self._list_look(settings, _rank_of_list(name))

    def _list_look(self, settings: list[_Element], rank: int) -> Look:
        number = next((part for part in (_find(each, "numPr", "numId") for each in settings) if part), "0")
        depth = next((part for part in (_find(each, "numPr", "ilvl") for each in settings) if part), "0")
        kind = self._formats.get((number, depth), "bullet")
        if number == "0" or kind == "none":
            return Look()
        glyph = {"bullet": "•", "lowerLetter": "a)", "upperLetter": "A)"}.get(kind, "1.")
        return Look(glyph=glyph, indent=2 * (int(depth) + rank))

    def _chain(self, key: str) -> Iterator[_Element]:
        for _ in range(_DEEPEST):
            style = self._styles.get(key)
            if style is None:
                return
            yield style
            key = _value(style, "basedOn")


def _rank_of_list(name: str) -> int:
    """Return how deep the lists of a style such as "list number 3" are nested, from 0."""
    word, _, rank = name.rpartition(" ")
    return int(rank) - 1 if word in {"list bullet", "list number", "list continue"} and rank.isdecimal() else 0


def _level(name: str, settings: list[_Element]) -> int:
    word, _, rank = name.partition(" ")
    if word == "heading" and rank.isdecimal():
        return int(rank)
    outline = next((value for value in (_value(each, "outlineLvl") for each in settings) if value), "")
    return int(outline) + 1 if outline in set("012345678") else 0


def _number_formats(document: Document) -> Iterator[tuple[tuple[str, str], str]]:
    """Return ``((numbering id, depth), format)`` such as ``(("3", "0"), "bullet")``."""
    parts = (
        relation.target_part for relation in document.part.rels.values() if relation.reltype.endswith("/numbering")
    )
    for part in parts:
        element = part.element
        abstract = {
            each.get(f"{W}abstractNumId"): [
                (level.get(f"{W}ilvl", "0"), _value(level, "numFmt")) for level in each.iter(f"{W}lvl")
            ]
            for each in element.iter(f"{W}abstractNum")
        }
        for number in element.iter(f"{W}num"):
            for depth, kind in abstract.get(_value(number, "abstractNumId"), []):
                yield (number.get(f"{W}numId", ""), depth), kind


def _find(parent: _Element, *path: str) -> str:
    found = parent.find("/".join(W + name for name in path))
    return str(found.get(f"{W}val", "")) if found is not None else ""


def _value(parent: _Element | None, name: str) -> str:
    return _find(parent, name) if parent is not None else ""
