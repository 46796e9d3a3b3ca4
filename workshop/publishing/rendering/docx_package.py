"""The Word file around a body: our own parts, or a house template's with the styles it lacks."""

from __future__ import annotations

import io
from copy import deepcopy
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from docx.shared import Twips
from lxml.etree import _Element as Element

from workshop.model.errors import Unreadable
from workshop.publishing.rendering.markup import east_asian, escaped, zipped
from workshop.publishing.report import Report
from workshop.wording.document_words import is_right_to_left

_OWN_PARTS: Final = Path(__file__).parent / "word"
"""An empty paper of ours, unpacked: its styles are read and changed as text."""

_TEXT_WIDTH: Final = 9070
"""Twentieths of a point between our margins, for a template that does not say."""

_REGIONS: Final = {"en": "en-GB", "cy": "cy-GB", "fr": "fr-FR", "de": "de-DE", "es": "es-ES", "ar": "ar-SA"}
"""Word checks spelling by country; a bare language gets its usual one."""


class WordFile:
    """One Word document while it is made; raises ``Unreadable`` if ``template`` is not one."""

    def __init__(self, template: Path | None) -> None:
        own = Document(str(_OWN_PARTS))
        self._is_ours = template is None
        self._document = own if template is None else _opened(template)
        if template is not None:
            add_missing_styles(self._document, own)
        self.style_ids = style_ids(self._document)
        self.text_width = _text_width(self._document)

    def set_body(self, xml: str) -> None:
        """Put ``xml`` in the place of all text, on the page that the last section has."""
        body = self._document.element.body
        page = _last_page(body)
        names = nsdecls("w", *(("r", "wp", "a", "pic") if "<w:drawing>" in xml else ()))
        fresh = parse_xml(f"<w:body {names}>{xml}</w:body>")
        for child in list(body):
            body.remove(child)
        body.extend([*fresh, page])

    def add_picture(self, data: bytes) -> str:
        """Keep a picture in the file; return by which name a body shows it."""
        name, _ = self._document.part.get_or_add_image(io.BytesIO(data))
        return name

    def set_language(self, language: str) -> None:
        """Say in the styles and the settings which language the words are in."""
        tag, known = _REGIONS.get(language.lower(), language), east_asian(language)
        styles = self._document.styles.element
        defaults = styles
        for step in ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang"):
            defaults = _child(defaults, step)
        settings = self._document.settings.element
        for place in (*styles.iter(qn("w:lang")), *settings.iter(qn("w:themeFontLang"))):
            place.set(qn("w:val"), tag)
            if is_right_to_left(language):
                place.set(qn("w:bidi"), tag)
            if known is not None:
                place.set(qn("w:val"), known.tag)
                place.set(qn("w:eastAsia"), known.tag)
        if known is not None and self._is_ours:
            for fonts in styles.iter(qn("w:rFonts")):
                fonts.set(qn("w:eastAsia"), known.face)

    def set_footer(self, paragraph: str) -> None:
        """Put ``paragraph`` at the foot of each page, unless a template has feet of its own."""
        if self._document.element.body.find(f"{qn('w:sectPr')}/{qn('w:footerReference')}") is not None:
            return
        section = self._document.sections[-1]
        section.footer.is_linked_to_previous = False
        foot = section.footer.part.element
        for child in list(foot):
            foot.remove(child)
        foot.extend(parse_xml(f"<w:ftr {nsdecls('w')}>{paragraph}</w:ftr>"))

    def set_properties(self, report: Report) -> None:
        """Say what the paper is called and when it was changed; who typed it is nobody's business."""
        self._document.core_properties.title = ""  # makes the part where a template has none
        package = self._document.part.package
        properties = package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element
        for child in list(properties):
            properties.remove(child)
        properties.extend(parse_xml(_properties(report)))

    def saved(self) -> bytes:
        """Return the file: the same bytes for the same report."""
        whole = io.BytesIO()
        self._document.save(whole)
        with ZipFile(whole) as archive:
            return zipped((name, archive.read(name)) for name in archive.namelist())


def _opened(template: Path) -> WordDocument:
    if not template.exists():
        raise Unreadable(f"{template}: there is no such file. Look at its name and folder.")
    try:
        document = Document(io.BytesIO(template.read_bytes() if template.is_file() else b""))
        _last_page(document.element.body)
    except Exception as error:  # python-docx meets a file that is none of its own with any exception there is
        message = f"{template.name} is not a Word document that can be a template. Save it in Word as .docx."
        raise Unreadable(message) from error
    return document


def _last_page(body: Element) -> Element:
    """Return the last section's page with the headers and feet that it has from the sections before it."""
    pages = list(body.iter(qn("w:sectPr"))) or [Document(str(_OWN_PARTS)).element.body.sectPr]
    shown = {
        (part.tag, part.get(qn("w:type"))): part
        for page in pages
        for part in page.iter(qn("w:headerReference"), qn("w:footerReference"))
    }
    page = deepcopy(pages[-1])
    for part in page.findall(qn("w:headerReference")) + page.findall(qn("w:footerReference")):
        page.remove(part)
    for part in reversed(shown.values()):
        page.insert(0, deepcopy(part))
    return page


def _text_width(document: WordDocument) -> int:
    """Return what is between the margins of the last page, in twentieths of a point."""
    for page in list(document.sections)[-1:]:
        width, left, right = page.page_width, page.left_margin, page.right_margin
        if width is not None and left is not None and right is not None:
            return (width - left - right) // Twips(1)
    return _TEXT_WIDTH


def _child(parent: Element, name: str) -> Element:
    found = parent.find(qn(name))
    if found is None:
        found = parse_xml(f"<{name} {nsdecls('w')}/>")
        parent.append(found) if name == "w:lang" else parent.insert(0, found)
    return found


def _properties(report: Report) -> str:
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{report.moment}</dcterms:{name}>'
        for name in ("created", "modified")
        if report.moment
    )
    return (
        f"<cp:coreProperties {nsdecls('cp', 'dc', 'dcterms', 'xsi')}>"
        f"<dc:title>{escaped(report.title)}</dc:title><dc:creator/><cp:lastModifiedBy/>"
        f"<dc:language>{escaped(report.language)}</dc:language>"
        f"{dates}</cp:coreProperties>"
    )


_REFERENCES: Final = (qn("w:basedOn"), qn("w:next"), qn("w:link"))
_VALUE: Final = qn("w:val")
_ID: Final = qn("w:styleId")


def style_ids(document: WordDocument) -> dict[str, str]:
    """Return the id of each style by its name in lower case: Word itself writes "heading 1" and "Heading 1"."""
    return {_name(style): _read(style, _ID) for style in _styles(document)}


def add_missing_styles(document: WordDocument, own: WordDocument) -> None:
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


def _add_bullets(document: WordDocument, own: WordDocument, style_id: str) -> None:
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


def _numbering(document: WordDocument) -> Element:
    """Return the template's numbering; a template without lists has none, and gets it empty."""
    try:
        part = document.part.numbering_part
    except NotImplementedError:
        name, empty = PackURI("/word/numbering.xml"), f"<w:numbering {nsdecls('w')}/>".encode()
        part = NumberingPart.load(name, CONTENT_TYPE.WML_NUMBERING, empty, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    numbering: Element = part.element
    return numbering


def _styles(document: WordDocument) -> list[Element]:
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
