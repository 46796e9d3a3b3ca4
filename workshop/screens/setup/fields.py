"""What a set-up shows: its fields, and which commands come of what was written into them; themes, kinds and tags."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from workshop.live.new_session import kinds_in
from workshop.model import commands as c
from workshop.model.ballots import some
from workshop.model.decide import Context, decide
from workshop.model.errors import Refused
from workshop.model.session import EMPTY, Session
from workshop.model.text import TITLE_LIMIT
from workshop.web.i18n import WHAT_IT_IS
from workshop.widgets.row import Row


class Field(NamedTuple):
    """A field: the name of its setting, its words, and what to write there."""

    name: str
    label: str
    help: str


FIELDS: Final = (
    Field("title", "Title", "What the session is called. Nothing else has to be filled in."),
    Field("question", "Question", "What the table talks about; everybody sees it. It may be empty."),
    Field("table", "Table", "The table's number. It begins every id, as in T07-I12. It may be empty."),
    Field("language", "Language", "Of headings and phone pages: en, cy, fr, de, es, ar; others keep English words."),
    Field("dots", "Dots each", "How many dots each person has in a vote: 3 to 5 is usual."),
    Field("most", "Most on one card", "How many of their dots one person may give to one card."),
)
BY_NAME: Final[Mapping[str, Field]] = {field.name: field for field in FIELDS}

SHORT: Final[Mapping[str, int]] = {"title": TITLE_LIMIT, "table": 24, "language": 24, "dots": 24, "most": 24}
"""Characters above which what is written is not a title or number, but most likely a card."""

AT_ONCE: Final = frozenset({"table", "dots", "most"})
"""Fields of which something is wrong as soon as it is typed."""


def value_of(session: Session, name: str) -> str:
    """Return what a field says of a session."""
    themes = session.live_themes()
    values = {
        "title": session.title,
        "question": themes[0].question if themes else "",
        "table": session.table,
        "language": session.language,
        "dots": str(session.dots),
        "most": str(session.most),
    }
    return values[name]


def commands_of(session: Session, name: str, text: str) -> list[c.Command]:
    """Return the commands that make a field so; none where it is so. Raises ``Refused`` for what is not a number."""
    text = text.strip()
    return [] if text == value_of(session, name) else _COMMANDS[name](session, text)


def problem(session: Session, name: str, text: str) -> str:
    """Say in a sentence what is wrong with a field; empty where nothing is."""
    try:
        for command in commands_of(session, name, text):
            decide(session, command, Context("-"))
    except Refused as refusal:
        return str(refusal)
    return ""


def _title(session: Session, text: str) -> list[c.Command]:
    """A session's only theme goes by the session's title until it has one of its own."""
    themes = session.live_themes()
    commands: list[c.Command] = [c.RetitleSession(text)]
    if len(themes) == 1 and themes[0].title == session.title:
        commands.append(c.RewordTheme(themes[0].id, text, themes[0].question))
    return commands


def _question(session: Session, text: str) -> list[c.Command]:
    themes = session.live_themes()
    if themes:
        return [c.RewordTheme(themes[0].id, themes[0].title, text)]
    return [c.AddTheme(session.title, text)] if session.title else []


def _table(session: Session, text: str) -> list[c.Command]:
    number = str(int(text)) if text.isascii() and text.isdigit() else text
    return [] if number == session.table else [c.NumberTable(text)]


def _language(session: Session, text: str) -> list[c.Command]:
    del session
    return [c.ChooseLanguage(text)]


def _dots(session: Session, text: str) -> list[c.Command]:
    dots = _number(text, "dots for each person")
    return [c.ChooseBudget(dots, max(1, min(session.most, dots)))]


def _most(session: Session, text: str) -> list[c.Command]:
    return [c.ChooseBudget(session.dots, _number(text, "dots that one card may get from one person"))]


def _number(text: str, what: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4):  # noqa: PLR2004 - far more than anybody counts
        raise Refused(f"Give the {what} as a number, such as 3.")
    return int(text)


_COMMANDS: Final[Mapping[str, Callable[[Session, str], list[c.Command]]]] = {
    "title": _title,
    "question": _question,
    "table": _table,
    "language": _language,
    "dots": _dots,
    "most": _most,
}


def parts_of(session: Session, template: str | None) -> list[Row]:
    """Return the rows of themes, kinds and tags; ``template`` is what a new session was made from."""
    begins = ("START", "Enter opens its table") if template is not None else ("DONE", "Enter goes back to the table")
    rows = [Row("begin", "", *begins)]
    if template is not None:
        rows.append(Row("template", "", "TEMPLATE", template or "none: Enter chooses one", quiet=True))
        rows.append(Row("paper", "", "FROM A PAPER", "Enter reads one", quiet=True))
    cards = list(session.live_cards())
    themes = session.live_themes()
    rows.append(_section("themes", f"THEMES {len(themes)}"))
    for number, theme in enumerate(themes, 1):
        count = sum(card.theme == theme.id for card in cards)
        below = (theme.question,) if theme.question else ()
        rows.append(Row(f"theme:{theme.id}", str(number), theme.title, _cards(count), below))
    rows.append(_section("kinds", f"KINDS {len(session.kinds)}"))
    for kind in session.kinds:
        count = sum(card.kind == kind.name for card in cards)
        rows.append(Row(f"kind:{kind.name}", kind.letter, f"{kind.singular}, {kind.plural}", _cards(count)))
        usual = WHAT_IT_IS.get(kind.name, "") if kind in (*EMPTY.kinds, *kinds_in(session.language)) else ""
        hint = session.hint(kind.name) or usual or "what it is, in a few words"
        rows.append(Row(f"hint:{kind.name}", "", hint, "on the phones", quiet=True))
    rows.append(_section("tags", f"TAGS {len(session.tags)}"))
    for tag, description in session.tags.items():
        rows.append(Row(f"tag:{tag}", "#", tag, "", (description,) if description else ()))
    return rows


def _section(name: str, title: str) -> Row:
    return Row(name, "", title, "Enter adds one", quiet=True)


def _cards(count: int) -> str:
    return some(count, "card") if count else ""
