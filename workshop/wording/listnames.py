"""Which kind of card a list's name promises: what a mapping says, else what such names most often mean.

The names themselves are in ``vocabulary/lists.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from workshop.model.errors import Refused
from workshop.model.text import one_line
from workshop.wording.vocabularies import phrases, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

KEPT_AS_NOTES: Final = frozenset({"note", "notes", "other", "none"})
"""What a mapping may say of a list that is not a list of cards."""

_LONGEST_NAME: Final = 60
"""Characters of a list's name. Longer lines are sentences, and are not worth looking up."""
_REMEMBERED: Final = 20_000
"""Names of which it is remembered how they are compared: a paper's lines are asked about several times."""
_LONG_WORD: Final = 7
"""Letters of a name of which no other word has the same."""
_MEMBERS: Final = 2
"""Members of a family that must name lists of a paper before any of them is taken for a list's name."""
_SIGNS: Final = {"+": "plus", "-": "minus", "\u2212": "minus", "–": "minus", "Δ": "delta", "∆": "delta", "△": "delta"}
_LONGEST_SIGN: Final = 6
"""Signs that are names of lists; of a line that is longer they are decoration."""
_PLURALS: Final = ("s", "es", "e", "en", "n", "se", "x", "au", "on")
_EXPLAINED: Final = re.compile(r"\s*[(\[][^()\[\]?？؟]*[)\]]\s*[:：]?\s*$")
"""Brackets that explain a name: "Action items (each with an owner)"."""
_DECORATION: Final = re.compile(r"^\W*:\w+:\s+|^[\W_]+|[\W_]+$")
_COUNTED: Final = re.compile(
    r"\s*(?:[(\[]\s*(?:\d+|[^()\d]{1,12}\.?)\s*[)\]]|\bcont(?:inued|'d|d|\.)?)[\s:.]*$", re.IGNORECASE
)
_NUMBERED: Final = re.compile(
    r"^(?:\(?(?:q?\d{1,3}|[a-z]|[ivx]{1,4})[.):]\s*|\d{1,2}(?:\.\d{1,2}){1,3}[.)]?\s+|[一二三四五六七八九十]{1,3}、\s*)(?=\w{2})"
)
_AGENDA: Final = re.compile(
    rf"^(?:{'|'.join(map(re.escape, phrases(vocabulary('labels')['item'])))})"
    r"\s?(?:n[°ºr]\.?\s?|#)?\d{1,2}\s?[.:)–—-]\s*(?=\w{2})"
)
"""What counts the items of an agenda: "TOP 2: "."""
_SHORTENED: Final = re.compile(r"(?<=\w)'(d|ll|ve|re)\b")
_IN_FULL: Final = {"d": " would", "ll": " will", "ve": " have", "re": " are"}
_BEFORE: Final = re.compile(
    r"^(?:(?:our|the|key|main|top|some|new|possible|proposed|suggested|potential|table|group|emerging|general|other|"
    r"further|more|initial|summary of|list of|nos|notre|unsere|nuestros|nuestras|principales|wichtigste|belangrijkste|"
    r"kluczowe|wichtige|prif|so|then|therefore|finally|here are|here is|\d+|two|three|four|five|six|seven|eight|nine|"
    r"ten|zwei|drei|vier|funf|sechs|deux|trois|quatre|cinq|six|dos|tres|cuatro|cinco|due|tre|quattro|cinque|duas|twee|drie|"
    r"vijf) )+"
)
_AFTER: Final = re.compile(
    r" (?:to try|to test|to run|next|so far|(?:before|by|until|till|during|over|this) (?:the |next )?[^\W\d]+"
    r"|from (?:the |our )?(?:table|group)s?(?: \d+)?|table \d+|\d+"
    r"|(?:for|pour|für|fur|para|voor|per) (?:the |our |la |le |les |l'|notre |die |den |das |el |los |las |o |a |"
    r"de |het |il )?"
    r"(?:next |prochaine? |nachste[nrs]? |proxim[ao] |volgende )?[^\W\d]+(?: [^\W\d]+)?)$"
)
_JOINED: Final = re.compile(r" (?:and|et|und|y|e|en|i|a) | ?[/&+,] ?")


@dataclass(frozen=True, slots=True)
class ListName:
    """A list's name as it is understood: ``kind`` is empty if its lines stay notes.

    ``certain`` tells that the name itself is one of ours or was mapped, so nobody needs to be told; ``minutes`` that
    its lines are what was said, if no other list of the paper has that.
    """

    kind: str
    certain: bool = False
    minutes: bool = False


class ListNames:
    """The list names of one import: those of ``mapping`` (from names to kinds) before those known here.

    ``unused`` are the names of the mapping that no list was called by; ``authors`` says that a sheet's names of who
    wrote a card are kept, in notes.
    """

    def __init__(self, mapping: Mapping[str, str], *, authors: bool = False) -> None:
        self.authors = authors
        self._mapped = {plain_name(name): _mapped_kind(kind) for name, kind in mapping.items()}
        self._written = {plain_name(name): name for name in mapping}
        self._used: set[str] = set()
        self._family: dict[str, ListName] = {}

    @property
    def unused(self) -> list[str]:
        """The names of the mapping that were not met so far, as they were written."""
        return [written for name, written in self._written.items() if name not in self._used]

    def see_families(self, texts: Iterable[str]) -> None:
        """Learn from ``texts`` that stand where lists' names stand: "Start" is one beside "Stop"."""
        met: dict[int, dict[int, str]] = defaultdict(dict)
        for text in texts:
            bare = _EXPLAINED.sub("", text[:_LONGEST_NAME]) or text[:_LONGEST_NAME]
            for family, member in _members().get(plain_name(bare), ()):
                met[family].setdefault(member, _written(bare))
        for family, members in met.items():
            if len(members) >= _MEMBERS:
                self._join(family, members)

    def _join(self, family: int, members: Mapping[int, str]) -> None:
        for name, places in _members().items():
            for place, member in places:
                if place == family and member in members:
                    kind = vocabulary("lists")["family"][family]["kinds"][member]
                    self._family.setdefault(name, ListName(members[member] if kind == "own" else kind))

    def find(self, text: str) -> ListName | None:
        """Return what ``text`` means as a list's name; ``None`` if it is none."""
        return self._find(text) or self._find(_EXPLAINED.sub("", text))

    def is_singular(self, text: str) -> bool:
        """Whether ``text`` names one card ("Idea") rather than a list of them ("Ideas")."""
        name = plain_name(text)
        known = _known().get(name)
        plurals = (_known().get(name + ending) for ending in _PLURALS)
        return known is not None and any(plural and plural.kind == known.kind for plural in plurals)

    def _find(self, text: str) -> ListName | None:
        is_long = len(text) > _LONGEST_NAME
        name = "" if is_long and not self._mapped else plain_name(text)
        if name in self._mapped:
            self._used.add(name)
            return ListName(self._mapped[name], certain=True)
        known = None if is_long else self._family.get(name) or _known().get(name) or _reduced(name)
        return known if known or is_long else _mistyped().get(_letters(name))


def parse_mapping(options: Iterable[str]) -> dict[str, str]:
    """Return ``{list name: kind}`` from options such as "Key insights=insight".

    Raises ``Refused`` with a sentence for an option that does not name both.
    """
    mapping: dict[str, str] = {}
    for option in options:
        name, _, kind = one_line(option).rpartition("=")
        if not plain_name(name) or not plain_name(kind):
            raise Refused(
                f'"{one_line(option)}" is not a mapping. Write it like "Key insights=insight" or "Present=note".'
            )
        mapping[name.strip()] = kind.strip().casefold()
    return mapping


@lru_cache(maxsize=_REMEMBERED)
def plain_name(text: str) -> str:
    """Return ``text`` as names are compared: without decoration, count, number, accents and capitals."""
    if sign := _sign(text):
        return sign
    name = _DECORATION.sub("", _COUNTED.sub("", text))
    bare = name.casefold()
    if not bare.isascii():
        letters = unicodedata.normalize("NFD", bare.replace("’", "'"))
        bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    if "'" in bare:
        bare = _SHORTENED.sub(lambda found: _IN_FULL[found[1]], bare)
    return " ".join(_AGENDA.sub("", _NUMBERED.sub("", bare)).split())


def _written(text: str) -> str:
    """Return a list's name as the kind called after it: as it was written, without decoration and capitals."""
    return _sign(text) or " ".join(_NUMBERED.sub("", _DECORATION.sub("", _COUNTED.sub("", text)).casefold()).split())


def _sign(text: str) -> str:
    """Return what a sign that is a list's name is called: "plus" of "(+)"; empty of any other text."""
    return _SIGNS.get(text.strip(" :：()[]*_#"), "") if len(text) <= _LONGEST_SIGN else ""


def plain_phrases(words: str) -> list[str]:
    """Return the phrases of a list of words as names are compared."""
    return [plain_name(phrase) for phrase in phrases(words)]


def _mapped_kind(kind: str) -> str:
    word = plain_name(kind)
    if word in KEPT_AS_NOTES:
        return ""
    known = _known().get(word)
    return known.kind if known and known.certain else kind.casefold()


@cache
def _known() -> dict[str, ListName]:
    words = vocabulary("lists")
    names = {name: ListName("") for name in plain_phrases(words["other"]["names"])}
    names |= {name: ListName("", minutes=True) for name in plain_phrases(words["minutes"]["names"])}
    for certain in (False, True):
        for kind in ("insight", "experiment"):
            written = words[kind]["certain" if certain else "likely"]
            names |= {name: ListName(kind, certain=certain) for name in plain_phrases(written)}
    return names


@cache
def _mistyped() -> dict[str, ListName]:
    """Return the surest names by their letters: two that were typed in the other's place are no other name."""
    sure = ((name, known) for name, known in _known().items() if known.certain and len(name) >= _LONG_WORD)
    return {_letters(name): ListName(known.kind) for name, known in sure}


def _letters(name: str) -> str:
    return name[:1] + "".join(sorted(name[1:])) if len(name) >= _LONG_WORD else ""


@cache
def _members() -> dict[str, list[tuple[int, int]]]:
    """Return name → the places it has in families: number of the family, number of its member."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for family, each in enumerate(vocabulary("lists")["family"]):
        for member, written in enumerate(each["names"]):
            for name in filter(None, plain_phrases(written)):
                places[name].append((family, member))
    return places


@cache
def _phrases() -> dict[str, re.Pattern[str]]:
    """Return the form of names that have too many forms to be listed, by the kind that they promise."""
    forms = vocabulary("lists")["phrases"].items()
    return {kind: re.compile("|".join(f"(?:{form})" for form in each)) for kind, each in forms}


@lru_cache(maxsize=_REMEMBERED)
def _reduced(name: str) -> ListName | None:
    """Try ``name`` without words such as "our key", and names joined by "and" that mean the same kind."""
    begun = _BEFORE.sub("", name)
    shorter = _AFTER.sub("", begun)
    known = _known().get(shorter)
    if known:
        return known
    said = next((kind for kind, form in _phrases().items() if form.fullmatch(name) or form.fullmatch(begun)), "")
    if said:
        return ListName(said)
    parts = {_known().get(_BEFORE.sub("", part)) for part in _JOINED.split(shorter)}
    kinds = {part.kind if part else None for part in parts}
    kind = kinds.pop()
    return ListName(kind) if kind and not kinds else None
