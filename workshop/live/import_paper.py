"""A document on disk becomes a session, or adds to one: nothing of it is lost, and nothing comes twice."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from workshop.importing.importer import looks_like_board, looks_like_json, read_paper
from workshop.importing.lines import PaperLine, Role
from workshop.importing.own_papers import kinds_counted
from workshop.importing.paper import AS_IT_STANDS, ListFound, Paper, PaperCard, PaperTheme, ReadingOptions
from workshop.model.commands import ImportedCard, ImportedTheme, ImportPaper, StartSession
from workshop.model.errors import Refused, Unreadable
from workshop.model.history import History
from workshop.model.session import EMPTY
from workshop.model.text import CARD_LIMIT, FIELD_LIMIT, LABEL_LIMIT, NOTE_LIMIT, QUESTION_LIMIT, TITLE_LIMIT, one_line
from workshop.store.template import KindWords
from workshop.store.templates import our_templates, usual_kinds
from workshop.wording.listnames import plain_name

PREVIEW: Final = "preview"
"""The node of what is only looked at."""


_DIGITS: Final = 7
"""Digits of a number of votes at most; a longer one is something else."""


class Intake(NamedTuple):
    """What would be taken in: the command, the session's title, and what people should know.

    ``start`` makes the session that it goes into where there is none yet; ``notes`` are (line, text) of what became
    neither theme, question nor card; ``remarks`` are sentences. ``lists`` tell how the
    names of lists were understood, ``seen`` are the paper's lines with what each became, and ``rules`` are those lines
    of a map that were learned from it, for other papers.
    """

    command: ImportPaper
    title: str
    start: StartSession
    notes: tuple[tuple[int, str], ...]
    remarks: tuple[str, ...]
    lists: tuple[ListFound, ...] = ()
    seen: tuple[PaperLine, ...] = ()
    rules: tuple[str, ...] = ()


def is_record(path: Path) -> bool:
    """Return whether a file is JSON, as our own record of a session is, and not a board's."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            start = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
            data = start + file.read() if start[:1] in {b"{", b"["} else b""
            return looks_like_json(data) and not looks_like_board(data)
    except OSError:
        return False


def digest_of(path: Path, mapping: Mapping[str, str], reading: ReadingOptions = AS_IT_STANDS) -> str:
    """Return what tells the same file, read in the same way, again."""
    try:
        content = blake2b(path.read_bytes(), digest_size=16)
    except OSError as error:
        raise Unreadable(f"{one_line(str(path))} cannot be read ({error.strerror}).") from error
    for pair in sorted(mapping.items()):
        content.update(repr(pair).encode())
    otherwise = reading._replace(language="")
    content.update(b"" if otherwise == AS_IT_STANDS else repr(otherwise).encode())
    return content.hexdigest()


def take_in(
    path: Path, mapping: Mapping[str, str], reading: ReadingOptions = AS_IT_STANDS, *, to_look_at: bool = False
) -> Intake:
    """Read a paper. Raises ``Unreadable``, and ``Refused`` where it holds no theme and no card.

    One that is only ``to_look_at`` may be so: its lists can still be read otherwise.
    """
    paper, lists, kinds = _read(path, mapping, reading)
    if not to_look_at and not any(theme.title or theme.cards for theme in paper.themes):
        raise Refused(
            f"{one_line(path.name)} has no theme and no list that is known, so nothing was imported. "
            'Name its lists, for example --map "Key points=insight".'
        )
    kept = _Kept()
    words = {card.text for theme in paper.themes for card in theme.cards}
    themes = tuple(_theme(theme, kept, words) for theme in paper.themes)
    source = kept.short(one_line(path.name), TITLE_LIMIT, 0, "A file name")
    terms = _terms(paper, kept)
    only = paper.themes[0].title if len(paper.themes) == 1 else ""
    title = kept.short(paper.title or only or one_line(path.stem).replace("_", " "), TITLE_LIMIT, 1, "The title")
    for note in paper.notes:
        kept.add(note.text, note.line)
    notes = tuple(sorted(dict.fromkeys(kept.notes), key=lambda note: note[0]))
    command = ImportPaper(
        source=source,
        digest=digest_of(path, mapping, reading),
        themes=themes,
        notes=notes,
        details=_details(paper, kept),
        kinds=_kinds(paper, lists),
        terms=terms,
    )
    remarks = (*paper.remarks, *kept.remarks)
    return Intake(
        command, title, _start(paper, title, kinds), notes, remarks, paper.lists, paper.seen, paper.mended.rules
    )


def _read(
    path: Path, mapping: Mapping[str, str], reading: ReadingOptions
) -> tuple[Paper, Mapping[str, str], tuple[KindWords, ...]]:
    """Return a paper, the kinds that its lists' names were read as, and those of the template that it was made with."""
    paper = read_paper(path, mapping, reading)
    kinds = kinds_of_template(paper)
    if kinds:
        mapping = {**names_in(paper, kinds), **mapping}
        paper = read_paper(path, mapping, reading)
    if not paper.seen:
        raise Unreadable(f"{one_line(path.name)} has no words in it, so nothing was imported. Is it the right file?")
    if reading.language:
        remarks = tuple(remark for remark in paper.remarks if "--lang" not in remark)
        paper = replace(paper, language=reading.language, remarks=remarks)
    return paper, mapping, kinds


def set_up_as(begun: StartSession, intake: Intake) -> Intake:
    """Begin a paper's session as it was set up: what a person chose goes before what the paper says.

    A theme is the paper's, unless a question was written for it.
    """
    paper, title = intake.start, begun.title or intake.title
    start = StartSession(
        title,
        themes=tuple(theme for theme in begun.themes if theme[1]),
        table=begun.table or paper.table,
        language=paper.language if begun.language == "en" else begun.language,
        kinds=begun.kinds or paper.kinds,
        tags=begun.tags,
        dots=begun.dots,
        most=begun.most,
        bare=True,
    )
    return intake._replace(title=title, start=start)


def rehearsed(intake: Intake) -> History:
    """Return the session that a paper would make, in memory: to be looked at, or refused before the disk is touched."""
    history = History()
    history.record(intake.start, 0, PREVIEW, "")
    history.record(intake.command, 0, PREVIEW, "")
    return history


class _Kept:
    """What is too long for its place: shortened there, and kept whole as a note."""

    def __init__(self) -> None:
        self.notes: list[tuple[int, str]] = []
        self.remarks: list[str] = []

    def short(self, text: str, limit: int, line: int, what: str) -> str:
        """Return ``text``, or its beginning where it is longer than ``limit``."""
        if len(text) <= limit:
            return text
        self.whole(text, line, f"{what} may have {limit:,} characters; this has {len(text):,}, and was shortened")
        return text[: limit - 1] + "…"

    def add(self, text: str, line: int) -> None:
        """Keep ``text`` as notes, as many as it needs."""
        self.notes += [(line, text[start : start + NOTE_LIMIT]) for start in range(0, len(text), NOTE_LIMIT)]

    def whole(self, text: str, line: int, why: str) -> None:
        """Keep ``text`` as notes, and say ``why``."""
        self.add(text, line)
        self.remarks.append(f"Line {line}: {why}. The whole is kept as a note.")


def _start(paper: Paper, title: str, kinds: tuple[KindWords, ...]) -> StartSession:
    """Return how the session begins: our own papers say in which language, at which table and with which kinds."""
    language = paper.language or "en"
    table = dict(paper.details).get("table", "")
    kinds = kinds or (usual_kinds(language) if paper.language not in {"", "en"} else ())
    return StartSession(title, bare=True, language=language, table=table, kinds=kinds)


def _terms(paper: Paper, kept: _Kept) -> tuple[tuple[str, str], ...]:
    return tuple(
        (kept.short(term, LABEL_LIMIT, 0, "A term"), kept.short(text, FIELD_LIMIT, 0, "An explanation"))
        for term, text in paper.glossary
    )


def _details(paper: Paper, kept: _Kept) -> tuple[tuple[str, str], ...]:
    given = (("subtitle", paper.subtitle), *((name, value) for name, value in paper.details if name != "table"))
    return tuple((name, kept.short(value, FIELD_LIMIT, 1, f"The {name}")) for name, value in given if value)


def _theme(theme: PaperTheme, kept: _Kept, words: AbstractSet[str]) -> ImportedTheme:
    return ImportedTheme(
        kept.short(theme.title, TITLE_LIMIT, theme.line, "A theme's title"),
        kept.short(theme.question, QUESTION_LIMIT, theme.line, "A question"),
        tuple(card for made in theme.cards if (card := _card(made, kept, words)) is not None),
    )


def _tested(card: PaperCard, kept: _Kept, words: AbstractSet[str]) -> tuple[str, ...]:
    """Return the words of the cards that ``card`` says it tests; what no card says is kept as a note."""
    found: list[str] = []
    parts = dict(card.extras).get("tests", "").split("; ")
    while parts and parts[0]:
        ends = (end for end in range(len(parts), 0, -1) if "; ".join(parts[:end]) in words)
        end = next(ends, 0)
        if end:
            found.append("; ".join(parts[:end]))
        else:
            kept.notes.append((card.line, f"tests: {parts[0]}"[:NOTE_LIMIT]))
        parts = parts[max(end, 1) :]
    return tuple(found)


def _keep_extras(card: PaperCard, kept: _Kept) -> None:
    """Keep what a sheet says of a card that a card has no place for, such as dots; an id is but a name of its row."""
    counted = {"dots", "voters"} if _votes(card) else set()
    extras = [f"{name}: {value}" for name, value in card.extras if name not in {"id", "tests", *counted}]
    if extras:
        kept.notes.append((card.line, " | ".join(extras)[:NOTE_LIMIT]))


def _card(card: PaperCard, kept: _Kept, words: AbstractSet[str]) -> ImportedCard | None:
    """Return the card, or keep it as a note where it is too long to be one."""
    _keep_extras(card, kept)
    if len(card.text) > CARD_LIMIT:
        why = f"A card may have {CARD_LIMIT:,} characters; this has {len(card.text):,}, and became no card"
        kept.whole(card.text, card.line, why)
        return None
    fields = tuple((name, kept.short(value, FIELD_LIMIT, card.line, "A field")) for name, value in card.fields)
    tags = tuple(kept.short(tag, LABEL_LIMIT, card.line, "A tag") for tag in card.tags)
    cluster = kept.short(card.cluster, LABEL_LIMIT, card.line, "A group's name")
    note = kept.short(card.note, NOTE_LIMIT, card.line, "A note")
    dots, voters = _votes(card) or (0, 0)
    return ImportedCard(card.kind, card.text, fields, tags, cluster, note, _tested(card, kept, words), dots, voters)


def _votes(card: PaperCard) -> tuple[int, int] | None:
    """Return the votes that a sheet says a card had, and of how many people (0: it does not say)."""
    said = dict(card.extras)
    numbers = (said.get(name, "") for name in ("dots", "voters"))
    dots, voters = (int(n) if n.isascii() and n.isdigit() and len(n) < _DIGITS else None for n in numbers)
    return None if dots is None else (dots, voters or 0)


def _kinds(paper: Paper, mapping: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return (name, plural) of the kinds that the paper uses; a list's mapped name is the plural."""
    plurals = {kind: name for name, kind in reversed(list(mapping.items()))}
    used = dict.fromkeys(card.kind for theme in paper.themes for card in theme.cards)
    return tuple((kind, plurals.get(kind, kind.capitalize())) for kind in used)


def kinds_of_template(paper: Paper) -> tuple[KindWords, ...]:
    """Return the kinds of the template that ``paper`` was made with; none where it has the usual ones, or is not ours.

    Its closing counts name them all. Ours are looked at, and not a facilitator's own, which another computer has not.
    """
    closing = next((line.text for line in reversed(paper.seen) if line.role is Role.COUNTS), "")
    counted = [name for _, name in kinds_counted(closing)]
    if not paper.language or not counted or _are(counted, usual_kinds(paper.language) or EMPTY.kinds):
        return ()
    return next((each.kinds for each in our_templates() if _are(counted, each.kinds)), ())


def names_in(paper: Paper, kinds: tuple[KindWords, ...]) -> dict[str, str]:
    """Return the names of the lists of ``paper`` with the kinds that they are the plural of."""
    plurals = {plain_name(plural): name for name, _, plural, _ in kinds}
    return {each.name: plurals[plain_name(each.name)] for each in paper.lists if plain_name(each.name) in plurals}


def _are(counted: list[str], kinds: tuple[KindWords, ...]) -> bool:
    """Return whether those were counted, in their order; one alone is counted in the singular."""
    return len(counted) == len(kinds) and all(
        name in {singular.casefold(), plural.casefold()}
        for name, (_, singular, plural, _) in zip(counted, kinds, strict=True)
    )
