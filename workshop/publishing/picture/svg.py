"""The sheet as SVG: text as text in reading order, with the letters of its faces inside the file."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape

from workshop.publishing.picture.drawing import Drawing, Shape, TextRun
from workshop.publishing.picture.subset import letters_of, subset
from workshop.publishing.picture.typeset import Run


def write(drawing: Drawing, *, fonts: bool = True, filling: bool = False) -> bytes:
    """Return the SVG; without ``fonts`` for a program that has the faces itself, ``filling`` the window it is in."""
    return "\n".join(_parts(drawing, fonts=fonts, filling=filling)).encode()


def _parts(drawing: Drawing, *, fonts: bool, filling: bool) -> Iterator[str]:
    size = drawing.size
    width, height = (f"{number(each * 25.4 / 72)}mm" for each in (size.width, size.height))
    if filling:
        width = height = "100%"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {number(size.width)} {number(size.height)}" xml:lang="{escape(drawing.language)}" '
        'aria-labelledby="title" aria-describedby="about">'
    )
    yield f'<title id="title">{escape(drawing.title)}</title>'
    yield f'<desc id="about">{escape(drawing.about)}</desc>'
    if fonts:
        yield f"<style>{''.join(_faces(drawing))}</style>"
    for item in drawing.items:
        yield _words(item) if isinstance(item, TextRun) else _shape(item)
    yield "</svg>\n"


def _faces(drawing: Drawing) -> Iterator[str]:
    for face, letters in letters_of(drawing).items():
        data = b64encode(subset(face, letters)).decode()
        yield (
            f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};'
            f'src:url("data:font/sfnt;base64,{data}")}}'
        )


def _shape(shape: Shape) -> str:
    path = "".join(f"{name}{' '.join(map(number, at))}" for name, at in shape.steps)
    look = f'fill="{shape.fill or "none"}"'
    if shape.stroke:
        look += f' stroke="{shape.stroke}" stroke-width="{number(shape.width)}" stroke-linejoin="round"'
    if any(shape.dash):
        look += f' stroke-dasharray="{" ".join(map(number, shape.dash))}"'
    return f'<path d="{path}" {look}/>'


def _words(words: TextRun) -> str:
    """Return one text; a line ends with a space, so that what is copied has its words apart."""
    lines = (_line(line, last=at == len(words.lines) - 1) for at, line in enumerate(words.lines))
    key = f' id="{escape(words.key)}"' if words.key else ""
    return f'<text class="{words.role}"{key}>{"".join(lines)}</text>'


def _line(line: tuple[Run, ...], *, last: bool) -> str:
    return "".join(_run(run, end="" if last or at < len(line) - 1 else " ") for at, run in enumerate(line))


def _run(run: Run, end: str) -> str:
    """Return letters of one direction; marks at both ends keep what has none, as a full stop, in theirs."""
    text = f"\u200f{run.text}\u200f" if run.right else run.text
    look = f'font-family="{escape(run.face.family)}" font-weight="{run.face.weight}" font-size="{number(run.size)}"'
    at = f'x="{number(run.x)}" y="{number(run.y)}"'
    return f'<tspan {at} {look} fill="{run.colour}">{escape(text)}{end}</tspan>'


def number(value: float) -> str:
    """Return a number with at most two places, the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
