"""PowerPoint presentations into lines: a slide is a theme, its lines are cards, and what is said of it are notes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from workshop.importing.grid import lines_of_grid
from workshop.importing.lines import PaperLine, Role
from workshop.importing.readers.archive import damage_said, refuse_bombs
from workshop.importing.readers.text import Typist
from workshop.importing.tables import GridRow
from workshop.model.errors import Unreadable
from workshop.model.text import one_line
from workshop.wording.headings import is_question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.wording.listnames import ListNames

_SLIDES: Final = 2_000
_DAMAGED: Final = "This presentation is damaged. Open it in PowerPoint or LibreOffice, save it again, and import that."


def lines_of_pptx(data: bytes, names: ListNames) -> list[PaperLine]:
    """Return the lines of a presentation, numbered by slide. Raises ``Unreadable`` if it is damaged or endless."""
    refuse_bombs(data)
    from pptx import Presentation  # noqa: PLC0415 - few imports are of presentations

    with damage_said(_DAMAGED):
        slides = list(Presentation(io.BytesIO(data)).slides)
        lines = [line for number, slide in enumerate(slides[:_SLIDES], 1) for line in _slide(slide, number, names)]
    if len(slides) > _SLIDES:
        raise Unreadable(f"This presentation has more than {_SLIDES:,} slides. Import it in parts.")
    return lines


def _slide(slide: Any, number: int, names: ListNames) -> Iterator[PaperLine]:  # noqa: ANN401 - the library has no types
    title = slide.shapes.title
    words = one_line(" ".join(title.text_frame.text.split())) if title is not None else ""
    shapes = [shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id]
    body = [line for shape in shapes for line in _shape(shape, number, names)]
    if words:
        is_front = number == 1 and all(not line.glyph for line in body) and len(body) <= 1
        yield PaperLine(number, words, gap=True, level=1 if is_front else 2)
    yield from body
    if slide.has_notes_slide:
        text = slide.notes_slide.notes_text_frame
        for paragraph in text.paragraphs if text is not None else ():
            if one_line(paragraph.text):
                yield PaperLine(number, one_line(paragraph.text), gap=True, role=Role.NOTE)


def _shape(shape: Any, number: int, names: ListNames) -> Iterator[PaperLine]:  # noqa: ANN401 - as above
    if getattr(shape, "has_table", False):
        yield from lines_of_grid(
            [GridRow(number, tuple(cell.text for cell in row.cells)) for row in shape.table.rows], names
        )
    if not getattr(shape, "has_text_frame", False):
        return
    typist = Typist(literal=True)
    paragraphs = shape.text_frame.paragraphs
    alone_says = number > 1 and not is_question(shape.text_frame.text)
    listed = shape.is_placeholder and (len(paragraphs) > 1 or alone_says)
    boxed, begins = not shape.is_placeholder, True
    for paragraph in paragraphs:
        line = typist.line(number, paragraph.text.replace("\v", " "))
        if not line.text:
            continue
        line.indent = 2 * paragraph.level
        if listed and not line.glyph and names.find(line.text) is None:
            line.glyph = "•"
        line.gap = begins if boxed else not line.glyph
        begins = False
        yield line
