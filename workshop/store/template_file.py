"""Reading a template's file: what is wrong with it is said in a sentence, with file, line and cure.

The shape is pydantic's to check. What a session may begin with is the model's: each part is tried by itself,
as the start of a session that nobody keeps.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Final, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from workshop.model.commands import StartSession
from workshop.model.decide import Context, decide
from workshop.model.errors import Refused, Unreadable
from workshop.model.session import EMPTY
from workshop.model.text import one_line
from workshop.store.template import Template

Place: TypeAlias = tuple[str | int, ...]
"""Where something stands in a file: ("kinds", 1, "letter"), counted from 0; empty for the file as a whole."""

Trial: TypeAlias = tuple[Place, StartSession]

ANY: Final = "-"
"""A word the model takes anywhere: what is not on trial."""

_HEADER: Final = re.compile(r"\s*\[\[?\s*([\w-]+)\s*\]\]?")
_KEY: Final = re.compile(r"\s*([\w-]+)\s*=")
_WHERE: Final = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)$")

_SAID: Final[Mapping[str, str]] = {
    "missing": "“{key}” is missing. Add it there, as in {key} = …",
    "extra_forbidden": "There is no “{key}” in a template. Look for a slip, or take the line out.",
    "string_type": '“{key}” is text. Put it in quotes, as in {key} = "…"',
    "int_type": "“{key}” is a whole number. Write it without quotes, as in {key} = 3",
}
"""What is wrong with a shape, by pydantic's name for it."""
_A_LIST: Final = "“{key}” is a list. Begin each of its parts with a line [[{key}]]."

_Text: TypeAlias = Annotated[str, AfterValidator(one_line)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Kind(_Part):
    name: _Text
    singular: _Text
    plural: _Text
    letter: _Text
    hint: _Text = ""


class _Tag(_Part):
    tag: _Text
    description: _Text = ""


class _TemplateTheme(_Part):
    title: _Text
    question: _Text = ""


class _File(_Part):
    title: _Text
    description: _Text = ""
    language: _Text = "en"
    kinds: list[_Kind] = []
    tags: list[_Tag] = []
    themes: list[_TemplateTheme] = []
    dots: int = 0
    most: int = 0


def read_template(path: Path, name: str) -> Template:
    """Return the template that ``path`` holds. Raises ``Unreadable``."""
    text = _text(path)
    try:
        file = _File.model_validate(tomllib.loads(text))
    except ValidationError as error:
        first = error.errors()[0]
        key = next(part for part in reversed(first["loc"]) if isinstance(part, str))
        said = _SAID.get(first["type"], _A_LIST).format(key=key)
        raise _bad(path, _line(text, first["loc"]), said) from error
    except tomllib.TOMLDecodeError as error:
        raise _bad(path, *_wrong_syntax(text, str(error))) from error
    for place, start in _trials(file):
        try:
            decide(EMPTY, start, Context(ANY))
        except Refused as refusal:
            raise _bad(path, _line(text, place), str(refusal)) from refusal
    return _template(file, name)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path} cannot be read ({error.strerror}).") from error
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _bad(path, line, "A letter here is not in UTF-8. Save the file again as UTF-8.") from error


def _bad(path: Path, line: int, sentence: str) -> Unreadable:
    return Unreadable(f"{path}, line {line}: {sentence}")


def _wrong_syntax(text: str, message: str) -> tuple[int, str]:
    """Return the line, and what is wrong there, of what is not TOML."""
    where = _WHERE.search(message)
    line = int(where[1]) if where and where[1] else text.rstrip("\n").count("\n") + 1
    what = one_line(_WHERE.sub("", message)).rstrip(".")
    return line, f'This cannot be read ({what}). Write one thing to a line, text in quotes: title = "Our café"'


def _trials(file: _File) -> Iterator[Trial]:
    """Return every part of a template, and where it stands, as the start of a session with nothing else."""
    yield ("title",), StartSession(file.title)
    yield ("description",), StartSession(ANY, tags=((ANY, file.description),))
    yield ("language",), StartSession(ANY, language=file.language)
    yield ("dots",), StartSession(ANY, dots=file.dots)
    yield ("most",), StartSession(ANY, dots=file.dots, most=file.most)
    for number, kind in enumerate(file.kinds):
        yield from _kind_trials(number, kind, file.kinds[: number + 1])
    for number, tag in enumerate(file.tags):
        yield ("tags", number, "tag"), StartSession(ANY, tags=((tag.tag, ""),))
        yield ("tags", number, "description"), StartSession(ANY, tags=((ANY, tag.description),))
    for number, theme in enumerate(file.themes):
        yield ("themes", number, "title"), StartSession(ANY, themes=((theme.title, ""),))
        yield ("themes", number, "question"), StartSession(ANY, themes=((ANY, theme.question),))


def _kind_trials(number: int, kind: _Kind, so_far: list[_Kind]) -> Iterator[Trial]:
    """Try a kind's letter and name beside those before it: no two may be the same."""
    letters = tuple((str(count), ANY, ANY, k.letter) for count, k in enumerate(so_far))
    names = tuple((k.name, ANY, ANY, k.letter) for k in so_far)
    yield ("kinds", number, "letter"), StartSession(ANY, kinds=letters)
    yield ("kinds", number, "name"), StartSession(ANY, kinds=names)
    yield ("kinds", number, "singular"), StartSession(ANY, kinds=((ANY, kind.singular, ANY, "A"),))
    yield ("kinds", number, "hint"), StartSession(ANY, hints=((ANY, kind.hint),))
    yield ("kinds", number, "plural"), StartSession(ANY, kinds=((ANY, ANY, kind.plural, "A"),))


def _line(text: str, place: Place) -> int:
    """Return the line where ``place`` stands, or what it belongs to: the first line for the file as a whole."""
    lines: dict[Place, int] = {(): 1}
    section: Place = ()
    met: Counter[str] = Counter()
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            section = (header[1], met[header[1]])
            met[header[1]] += 1
            lines[section] = number
            lines.setdefault(section[:1], number)
        elif key := _KEY.match(line):
            lines.setdefault((*section, key[1]), number)
    while place not in lines:
        place = place[:-1]
    return lines[place]


def _template(file: _File, name: str) -> Template:
    return Template(
        name=name,
        title=file.title,
        description=file.description,
        language=file.language,
        kinds=tuple((kind.name, kind.singular, kind.plural, kind.letter) for kind in file.kinds),
        tags=tuple((tag.tag, tag.description) for tag in file.tags),
        themes=tuple((theme.title, theme.question) for theme in file.themes),
        dots=file.dots,
        most=file.most,
        hints=tuple((kind.name, kind.hint) for kind in file.kinds if kind.hint),
    )
