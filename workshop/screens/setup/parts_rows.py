"""A session's themes, kinds and tags as rows, below the row that starts it."""

from __future__ import annotations

from workshop.live.new_session import kinds_in
from workshop.model.session import EMPTY, Session
from workshop.web.i18n import WHAT_IT_IS
from workshop.widgets.row import Row


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
    return f"{count} card{'s' if count != 1 else ''}" if count else ""
