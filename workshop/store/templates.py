"""Templates: what a session may begin with.

Ours lie in ``templates/`` beside this file, a facilitator's own in the home's ``templates/``. Each is a small
TOML file, named by its file's name; an own one stands in the place of ours of the same name. They are read by
``template_file``, which is loaded only then.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from workshop.model.errors import NotFound, Unreadable
from workshop.store.locations import Home, slug_of
from workshop.store.template import KindWords, Template

FOLDER: Final = "templates"
SUFFIX: Final = ".toml"
OURS: Final = Path(__file__).with_name(FOLDER)

WORDS: Final[Mapping[str, tuple[KindWords, ...]]] = {
    "cy": (("insight", "Mewnwelediad", "Mewnwelediadau", "I"), ("experiment", "Arbrawf", "Arbrofion", "E")),
    "fr": (("insight", "Constat", "Constats", "I"), ("experiment", "Expérimentation", "Expérimentations", "E")),
    "de": (("insight", "Erkenntnis", "Erkenntnisse", "I"), ("experiment", "Experiment", "Experimente", "E")),
    "es": (("insight", "Hallazgo", "Hallazgos", "I"), ("experiment", "Experimento", "Experimentos", "E")),
    "ar": (("insight", "رؤية", "رؤى", "I"), ("experiment", "تجربة", "تجارب", "E")),
}
"""The usual kinds by the first part of a language tag; every other language keeps the model's own."""


PLAIN: Final = Template(
    "table-conversation", "Table conversation", "One table, one question: what we learned and what we would try."
)
"""What a session begins with where nobody chose; the same stands in our file, to be copied and changed."""


def find_template(home: Home, name: str, language: str = "") -> Template:
    """Return the template called ``name``, the plain one for an empty name, with headings in ``language``.

    An own file is looked for first. Raises ``NotFound`` with the names there are, and ``Unreadable``.
    """
    if not name:
        return _in_language(PLAIN, language)
    files = _files(home)
    wanted = slug_of(name)
    if wanted not in files:
        raise NotFound(f"There is no template “{name}”. There are: {', '.join(files)}.")
    return _in_language(_read(files[wanted]), language)


@cache
def our_templates() -> tuple[Template, ...]:
    """Return the templates that come with the program, with the kinds of each."""
    return tuple(_in_language(_read(path), "") for path in _named(OURS).values())


def usual_kinds(language: str) -> tuple[KindWords, ...]:
    """Return the usual kinds in the words of ``language``; empty where they are the model's own."""
    return WORDS.get(language.partition("-")[0].lower(), ())


class Readable(NamedTuple):
    """The templates that can be used, ours first, and a sentence for each file that cannot."""

    templates: tuple[Template, ...]
    problems: tuple[str, ...]


def readable(home: Home) -> Readable:
    """Return all templates that are sound; one that is bad keeps nobody from the others."""
    sound: list[Template] = []
    problems: list[str] = []
    for path in _files(home).values():
        try:
            sound.append(_in_language(_read(path), ""))
        except Unreadable as error:
            problems.append(str(error))
    return Readable(tuple(sound), tuple(problems))


def _files(home: Home) -> dict[str, Path]:
    """Return the files by the template's name; an own one stands in the place of ours."""
    ours, own = _named(OURS), _named(home.path / FOLDER)
    order = [PLAIN.name, *(name for name in ours if name != PLAIN.name)]
    return {name: {**ours, **own}[name] for name in dict.fromkeys([*order, *own])}


def _named(folder: Path) -> dict[str, Path]:
    return {slug_of(path.stem): path for path in sorted(folder.glob(f"*{SUFFIX}")) if path.is_file()}


def _read(path: Path) -> Template:
    from workshop.store.template_file import read_template  # noqa: PLC0415 - it loads pydantic

    return read_template(path, slug_of(path.stem))


def _in_language(template: Template, language: str) -> Template:
    """Return ``template`` in the language asked for, else its own, the usual kinds in that language's words."""
    chosen = language or template.language
    return template._replace(language=chosen, kinds=template.kinds or usual_kinds(chosen))
