"""The graphic record in the formats that were asked for, or what would do where its words would be too small."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop.model.errors import Refused
from workshop.model.session import Session
from workshop.publishing.picture.sheet import CHOICES, SIZES, Layout, Of, Sheet, sheet_of
from workshop.publishing.publication import Matter

if TYPE_CHECKING:
    from workshop.publishing.picture.drawing import Drawing

FORMATS: Final = ("svg", "pdf", "png")
PAPER: Final = ("A3", "A1", "A0")
NOT_INSTALLED: Final = (
    "To draw the picture, install what draws it with: pip install 'workshop[picture]'. "
    "Nothing else needs it, and everything recorded is safe."
)
NAMED: Final[dict[Of, str]] = {"experiments": "the experiments", "all": "all cards", "lines": "the lines"}
NO_SIZE: Final = "No size holds them: leave cards out of the appendix, or draw each table by itself."
LIBRARIES: Final = ("uharfbuzz", "fontTools", "reportlab", "resvg_py", "font_source_sans_pro")


class PictureChoice(NamedTuple):
    """Which picture: how it is composed, on what size of sheet, and what is on it."""

    layout: Layout = "regions"
    size: str = "A3"
    of: Of = "experiments"

    @property
    def stem(self) -> str:
        """Return the name of its files: "picture", and what is not as usual, "picture-path-a1"."""
        usual = PictureChoice()
        parts = (mine for mine, theirs in zip(self, usual, strict=True) if mine != theirs)
        return "-".join(("picture", *parts)).lower().replace(":", "-")

    def options(self, instead_of: PictureChoice) -> str:
        """Return what is typed to have it: its size, and all that is not as usual or not as in another choice."""
        others = zip(self._fields, self, PictureChoice(), instead_of, strict=True)
        return " ".join(
            f"--{name} {mine}" for name, mine, usual, asked in others if name == "size" or mine not in {usual} & {asked}
        )


class WordsTooSmall(Refused):
    """A sheet does not hold its words. ``would_do`` are choices that do, the nearest to it first."""

    def __init__(self, choice: PictureChoice, would_do: Sequence[PictureChoice]) -> None:
        self.would_do = tuple(would_do)
        self.said = (
            f"On {choice.size} the words of {NAMED[choice.of]} would be smaller than 8 points, and nobody could read "
            "them."
        )
        typed = ", or ".join(each.options(choice) for each in would_do)
        super().__init__(f"{self.said} {f'This would do: {typed}.' if typed else NO_SIZE}")


def need_libraries() -> None:
    """Make sure that the extra is installed. Raises ``Refused``."""
    if not all(map(find_spec, LIBRARIES)):
        raise Refused(NOT_INSTALLED)


def picture_of(session: Session, changed: int, choice: PictureChoice) -> Drawing:
    """Return the picture laid out. Raises ``Refused`` where its words would be too small, saying what would do."""
    need_libraries()
    from workshop.publishing.picture.compose import drawn  # noqa: PLC0415 - needs the extra

    sheet = sheet_of(session, changed, choice.of)
    drawing = drawn(sheet, choice.layout, SIZES[choice.size])
    if drawing is None:
        raise WordsTooSmall(choice, list(_what_would_do(session, changed, choice)))
    return drawing


def picture_on_smallest(session: Session, changed: int, choice: PictureChoice, sizes: Sequence[str]) -> Drawing:
    """Return the picture on the smallest of ``sizes`` that holds it. Raises ``Refused`` where none of them does."""
    need_libraries()
    from workshop.publishing.picture.compose import drawn  # noqa: PLC0415 - needs the extra

    sheet = sheet_of(session, changed, choice.of)
    for size in sizes[:-1]:
        if (drawing := drawn(sheet, choice.layout, SIZES[size])) is not None:
            return drawing
    return picture_of(session, changed, choice._replace(size=sizes[-1]))


def publish(matter: Matter, format: str) -> bytes:  # noqa: A002 - the option's name
    """Return the picture by regions in one format, on the smallest paper on which its words can be read.

    Raises ``Refused`` where no paper holds it.
    """
    return written(picture_on_smallest(matter.session, matter.changed, PictureChoice(), PAPER), format)


def written(drawing: Drawing, format: str, **how: bool) -> bytes:  # noqa: A002 - the option's name
    """Return the picture in one format; ``how`` is for its writer."""
    content = import_module(f"workshop.publishing.picture.{format}").write(drawing, **how)
    assert isinstance(content, bytes)  # noqa: S101 - each writer says so
    return content


def _what_would_do(session: Session, changed: int, choice: PictureChoice) -> Iterator[PictureChoice]:
    """Return the smallest size that holds the same, the other layout, and each choice of less."""
    from workshop.publishing.picture.compose import drawn  # noqa: PLC0415 - needs the extra

    names = list(SIZES)
    sheets = {of: sheet for of in CHOICES if (sheet := _sheet(session, changed, of)) is not None}

    def first(tries: Sequence[PictureChoice]) -> Iterator[PictureChoice]:
        held = (each for each in tries if drawn(sheets[each.of], each.layout, SIZES[each.size]) is not None)
        yield from islice(held, 1)

    larger = names[max(1, names.index(choice.size)) :]
    yield from first([choice._replace(size=size) for size in larger if size != choice.size])
    if choice.layout == "path":
        yield from first([choice._replace(layout="regions", size=size) for size in larger])
    less: dict[Of, tuple[Of, ...]] = {"all": ("experiments", "lines"), "experiments": ("lines",), "lines": ()}
    for of in less[choice.of]:
        if of in sheets:
            yield from first([choice._replace(of=of, size=size) for size in larger])


def _sheet(session: Session, changed: int, of: Of) -> Sheet | None:
    try:
        return sheet_of(session, changed, of)
    except Refused:
        return None


def unprintable(drawing: Drawing) -> list[str]:
    """Return a sentence for each text with letters that no face on this computer has."""
    from workshop.publishing.picture.typeset import missing_letters  # noqa: PLC0415 - needs the extra

    said = []
    for words in drawing.words:
        if missing := missing_letters(words.text):
            where = words.key or f"The {words.role} “{words.text}”"
            said.append(f"{where} has {' '.join(missing)}, for which this computer has no letters: a box is drawn.")
    return said
