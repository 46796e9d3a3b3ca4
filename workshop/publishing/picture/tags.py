"""The tags of a PDF: which words are a title, a heading or a card, in the order in which they are read.

The library draws and does not tag, but it lets operators and objects through: words stand in marked content, and a
tree names each. Letters that run from the right are drawn from the left; there the tree has them as they are read.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.pdfgen.canvas import Canvas

    from workshop.publishing.picture.drawing import TextRun

ROLES: Final = {"title": "H1", "heading": "H2", "list": "H3"}
"""Which element of a document a text is; every other is a paragraph."""


class Tags:
    """The tags of one page, text by text."""

    def __init__(self, page: Canvas) -> None:
        self._page = page
        self._texts: list[tuple[str, str]] = []

    @contextmanager
    def text(self, words: TextRun) -> Iterator[None]:
        """Mark what is drawn meanwhile as one text."""
        role = ROLES.get(words.role, "P")
        self._page.addLiteral(f"/{role} <</MCID {len(self._texts)}>> BDC")
        right = any(run.right for line in words.lines for run in line)
        self._texts.append((role, " ".join(filter(None, (words.text, words.key))) if right else ""))
        yield
        self._page.addLiteral("EMC")

    @contextmanager
    def ornament(self) -> Iterator[None]:
        """Mark what is drawn meanwhile as nothing that is read."""
        self._page.addLiteral("/Artifact BMC")
        yield
        self._page.addLiteral("EMC")

    def end(self) -> None:
        """Write the tree, once its page is finished."""
        document: Any = vars(self._page)["_doc"]  # the library has no other way to its catalogue
        (sheet,) = document.Pages.pages
        _number(sheet)
        root, whole = PDFDictionary({}), PDFDictionary({})
        there = document.Reference(whole)
        texts = []
        for number, (role, read) in enumerate(self._texts):
            element = {"S": PDFName(role), "P": there, "Pg": document.Reference(sheet), "K": number}
            spoken = {"ActualText": PDFString(read)} if read else {}
            texts.append(document.Reference(PDFDictionary({**element, **spoken})))
        kinds = {"S": PDFName("Document"), "P": document.Reference(root), "K": PDFArray(texts)}
        whole.dict.update(kinds)
        parents = PDFDictionary({"Nums": PDFArray([0, document.Reference(PDFArray(texts))])})
        root.dict.update({"Type": PDFName("StructTreeRoot"), "K": there, "ParentTree": document.Reference(parents)})
        catalogue = document.Catalog
        catalogue.StructTreeRoot = root
        catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
        catalogue.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})


def _number(sheet: Any) -> None:  # noqa: ANN401 - the library's page, which takes any attribute
    """Let the page say where its texts stand in the tree, and that they are read in that order."""
    sheet.__NoDefault__ = [*sheet.__NoDefault__, "StructParents", "Tabs"]
    sheet.StructParents = 0
    sheet.Tabs = PDFName("S")
