"""Labels and names on lines of their own, beside a title, or known to nobody: "Theme 2", "Housing – Insights"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop.importing.lines import USUAL, PaperLine, Role
from workshop.wording.headings import (
    asks,
    ends_a_sentence,
    is_label_alone,
    is_lower,
    is_numbered_alone,
    is_numbered_theme,
    is_particular,
    is_question,
    is_spaced,
    is_title_like,
    labelled_theme,
)
from workshop.wording.listnames import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.wording.listnames import ListName, ListNames

_TITLE_AND_NAME: Final = re.compile(r"(?P<title>\w.*?)(?:\s*[-–—|/:]\s+|\s+\()(?P<name>[^\W\d][^()]*?)\)?\s?[:：]?")
_EXPLAINED: Final = re.compile(r"(\w[^:：–—]*?)(?:\s?[:：]|\s+[-–—])\s+\S.*")
_INITIAL: Final = re.compile(r"(?P<sign>[IE])(?:\d{1,3}[.):]?|\s?[-–:])\s+(?P<words>\S.*)")
_KINDS: Final = {"I": USUAL, "E": "experiment"}
_HALF: Final = 2
_LONGEST: Final = 120
"""Characters of a title with a list's name behind it."""
_LONGEST_NAME: Final = 60
_WORDS: Final = 5
"""Words of a name with a blank line above it."""
_WORDS_CLOSE: Final = 3
"""Words of a name right below the list before it, where a line could also go on from that."""
_KNOWN: Final = 2
"""Known names that show how this paper's lists are named."""


def labels_joined(lines: Sequence[PaperLine], names: ListNames) -> list[PaperLine]:
    """Return ``lines`` where a label alone, "Theme" or "Key question:", stands beside what it is of."""
    joined: list[PaperLine] = []
    for line in lines:
        label = joined[-1] if joined else PaperLine(0, "")
        fits = not (line.glyph or line.level or label.glyph or label.level) and line.role is label.role is Role.UNKNOWN
        if fits and is_label_alone(label.text) and not is_label_alone(line.text) and not names.find(line.text):
            label.text = f"{label.text.rstrip(' :：')}: {line.text}"
        elif fits and not line.gap and _is_title_of(label.text, line.text) and not _begins_list(line.text, names):
            label.text = f"{label.text.rstrip(' :：.')}: {line.text}"
        else:
            joined.append(line)
    return joined


def _begins_list(text: str, names: ListNames) -> bool:
    """Whether ``text`` is a list's name, or has its first words beside it: "Insights: no light"."""
    return names.find(text) is not None or names.find(text.partition(":")[0]) is not None


def _is_title_of(label: str, text: str) -> bool:
    """Whether ``text`` below "Theme 2" is that theme's title, and neither its question nor about the paper."""
    return (
        is_numbered_alone(label)
        and is_title_like(text)
        and not (asks(text) or is_particular(text) or labelled_theme(text) or is_numbered_theme(text))
    )


def names_parted(lines: Sequence[PaperLine], names: ListNames) -> Iterator[PaperLine]:
    """Return ``lines`` where "Housing – Insights" is a title, given once, and a list's name.

    A name that is not certain is one where its title stands before the name of a list of another kind too.
    """
    above = ""
    parted = [_parts_of(line, names) for line in lines]
    kinds: dict[str, set[str]] = {}
    for title, name in filter(None, parted):
        known = names.find(name)
        kinds.setdefault(plain_name(title), set()).add(known.kind if known else "")
    for line, part in zip(lines, parted, strict=True):
        known = names.find(part[1]) if part else None
        if not part or not known or not (known.certain or len(kinds[plain_name(part[0])]) > 1):
            yield line
            continue
        title, name = part
        if title != above:
            role = Role.THEME if is_lower(title) else Role.UNKNOWN
            yield PaperLine(line.number, title, gap=True, level=line.level, strong=True, role=role)
        yield PaperLine(line.number, name, gap=line.gap, level=line.level and line.level + 1)
        above = title


def initials_parted(lines: Sequence[PaperLine], names: ListNames) -> Iterator[PaperLine]:
    """Return ``lines`` where, in a paper without lists, "I1 no light" is an insight and "E – a lamp" an experiment.

    Both letters must stand there, and before most of its lines.
    """
    found = [None if line.glyph or line.role is not Role.UNKNOWN else _INITIAL.fullmatch(line.text) for line in lines]
    signs = [each["sign"] for each in found if each]
    tells = (
        len(set(signs)) > 1 and len(signs) * _HALF >= len(lines) and not any(names.find(line.text) for line in lines)
    )
    for line, each in zip(lines, found, strict=True):
        if not tells or not each:
            yield line
            continue
        known = names.find(each["sign"])
        kind = known.kind if known else _KINDS[each["sign"]]
        yield PaperLine(line.number, each["sign"], gap=line.gap, role=Role.LABEL, kind=kind)
        yield PaperLine(line.number, each["words"], glyph=":", indent=line.indent, role=Role.CARD, kind=kind)


def _parts_of(line: PaperLine, names: ListNames) -> tuple[str, str] | None:
    """Return title and list's name of "Housing – Insights"; None of a line that is not such a thing."""
    fits = not line.glyph and line.role is Role.UNKNOWN and len(line.text) <= _LONGEST and not names.find(line.text)
    found = _TITLE_AND_NAME.fullmatch(line.text) if fits else None
    name = names.find(found["name"]) if found else None
    return (found["title"], found["name"]) if found and name and name.kind and not names.find(found["title"]) else None


def _name_that_goes_on(text: str, names: ListNames) -> ListName | None:
    """Return the name that ``text`` begins with: "Experiments we would run", "Actions: who does what"."""
    first = names.find(text.partition(" ")[0])
    explained = _EXPLAINED.fullmatch(text)
    if first and first.certain:
        return first
    name = names.find(explained[1]) if explained and not asks(text) else None
    return name if name and name.kind else None


def see_long_names(known: Sequence[PaperLine], names: ListNames) -> None:
    """Tell the names of lists that go on: "Experiments we would like to run", if a paper has one such alone."""
    found: dict[str, list[PaperLine]] = {}
    for line, after in pairwise(known):
        sets_off = line.gap or line.level or line.strong or line.text.isupper()
        first = _name_that_goes_on(line.text, names) if len(line.text) <= _LONGEST_NAME else None
        opens = line.role is Role.UNKNOWN and after.role is Role.CARD and not ends_a_sentence(line.text)
        if opens and sets_off and first:
            found.setdefault(first.kind, []).append(line)
    for kind, lines in found.items():
        if len({plain_name(line.text) for line in lines}) == 1:
            for line in lines:
                line.role, line.kind = Role.LIST, kind


class _Look(NamedTuple):
    gap: bool
    strong: bool
    indent: int
    glyph_below: bool


def see_parallel_names(live: Sequence[PaperLine]) -> None:
    """Take a short line for a list's name that looks as at least two known names do, each of which stands once.

    Where known names come again and again, what stands between them may as well be the title of a theme.
    """
    pairs = list(pairwise(live))
    known = [(line, after) for line, after in pairs if line.role is Role.LIST and line.kind]
    names = {plain_name(line.text) for line, _ in known}
    if len(names) < _KNOWN or len(names) < len(known):
        return
    looks = {look for line, after in known if (look := _look_of(line, after))}
    asked = all(is_question(line.text) for line, _ in known)
    for at, (line, after) in enumerate(pairs[1:]):
        look = _look_of(line, after)
        fits = look in looks or (at == 0 and look is not None and look._replace(gap=False) in looks)
        if line.role is Role.UNKNOWN and fits and _may_name(line, asked=asked):
            line.role, line.kind = Role.LIST, USUAL


def _look_of(line: PaperLine, after: PaperLine) -> _Look | None:
    """Return how a name stands above its list; None where it does not stand apart from it."""
    bare = not line.glyph and not line.level and after.role in {Role.CARD, Role.UNKNOWN}
    apart = bool(after.glyph) or (line.gap and not after.gap)
    return _Look(line.gap, line.strong, line.indent, bool(after.glyph)) if bare and apart else None


def _may_name(line: PaperLine, *, asked: bool) -> bool:
    text = line.text
    if is_question(text) is not asked or is_spaced(text) or is_particular(text) or is_numbered_theme(text):
        return False
    return is_title_like(text) and len(text.split()) <= (_WORDS if line.gap else _WORDS_CLOSE)
