"""Styles by name: a house template keeps its own, and borrows from us only those that it lacks."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element as Element

_REFERENCES: Final = (qn("w:basedOn"), qn("w:next"), qn("w:link"))
_VALUE: Final = qn("w:val")
_ID: Final = qn("w:styleId")


def style_ids(document: Document) -> dict[str, str]:
    """Return the id of each style by its name in lower case: Word itself writes "heading 1" and "Heading 1"."""
    return {_name(style): _read(style, _ID) for style in _styles(document)}


def add_missing_styles(document: Document, own: Document) -> None:
    """Add to ``document`` the styles of ``own`` whose names it lacks, under ids that are free."""
    theirs = style_ids(document)
    taken = set(theirs.values())
    missing = [style for style in _styles(own) if _name(style) not in theirs]
    ids = {_read(style, _ID): theirs.get(_name(style)) or _free(_read(style, _ID), taken) for style in _styles(own)}
    for style in missing:
        document.styles.element.append(_lent(style, ids))
    if "list bullet" not in theirs:
        _add_bullets(document, own, ids["ListBullet"])


def _lent(style: Element, ids: dict[str, str]) -> Element:
    copy = deepcopy(style)
    copy.attrib.pop(qn("w:default"), "")
    copy.set(_ID, ids[_read(copy, _ID)])
    for reference in copy.iter(*_REFERENCES):
        reference.set(_VALUE, ids[_read(reference, _VALUE)])
    return copy


def _add_bullets(document: Document, own: Document, style_id: str) -> None:
    """Return the borrowed list style a bullet of its own in the template's numbering."""
    numbering = _numbering(document)
    source = own.part.numbering_part.element
    kind, bullets = (deepcopy(_inside(source, name)) for name in ("w:abstractNum", "w:num"))
    lists = numbering.findall(qn("w:num"))
    kind_number = _free_number(numbering.findall(qn("w:abstractNum")), "w:abstractNumId")
    list_number = _free_number(lists, "w:numId")
    kind.set(qn("w:abstractNumId"), kind_number)
    _inside(kind, "w:pStyle").set(_VALUE, style_id)
    bullets.set(qn("w:numId"), list_number)
    _inside(bullets, "w:abstractNumId").set(_VALUE, kind_number)
    # Word wants every kind before the first list.
    numbering.insert(numbering.index(lists[0]) if lists else len(numbering), kind)
    numbering.insert(numbering.index(lists[-1]) + 1 if lists else len(numbering), bullets)
    style = next(style for style in _styles(document) if _read(style, _ID) == style_id)
    _inside(style, "w:numId").set(_VALUE, list_number)


def _numbering(document: Document) -> Element:
    """Return the template's numbering; a template without lists has none, and gets it empty."""
    try:
        part = document.part.numbering_part
    except NotImplementedError:
        name, empty = PackURI("/word/numbering.xml"), f"<w:numbering {nsdecls('w')}/>".encode()
        part = NumberingPart.load(name, CONTENT_TYPE.WML_NUMBERING, empty, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    numbering: Element = part.element
    return numbering


def _styles(document: Document) -> list[Element]:
    return list(document.styles.element.iterchildren(qn("w:style")))


def _name(style: Element) -> str:
    return _read(_inside(style, "w:name"), _VALUE).lower()


def _read(element: Element, attribute: str) -> str:
    return str(element.get(attribute))


def _inside(element: Element, name: str) -> Element:
    return next(element.iter(qn(name)))


def _free(wanted: str, taken: set[str]) -> str:
    return next(name for name in (wanted, *(f"{wanted}{n}" for n in range(2, len(taken) + 3))) if name not in taken)


def _free_number(elements: list[Element], attribute: str) -> str:
    return str(1 + max((int(_read(each, qn(attribute))) for each in elements), default=0))
