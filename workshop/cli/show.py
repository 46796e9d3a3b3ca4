"""Commands that look into one session: show and log. They change nothing, also while another process writes."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from workshop.cli.look import JSON_OPTION
from workshop.cli.session import load_session, session_command
from workshop.cli.talk import as_json_text, data, data_all, when
from workshop.model.activity import describe
from workshop.model.ballots import some
from workshop.model.entry import Entry
from workshop.model.history import History
from workshop.model.hlc import moment_of
from workshop.model.scale_told import scale_lines
from workshop.model.session import Session
from workshop.model.views import CardView, View, visible
from workshop.store.archive import shown
from workshop.store.locations import Home


@session_command("show")
@JSON_OPTION
def show_command(home: Home, session: str, as_json: bool) -> None:
    """Show a session: themes, questions, cards."""
    folder, history = load_session(home, session)
    if as_json:
        data(as_json_text(shown(folder.name, history.session)))
        return
    view = visible(history.session, "facilitator")
    data(view.title + (f" (table {view.table})" if view.table else ""))
    data_all(_lines(view, [kind.name for kind in history.session.kinds]))
    data_all(line if number else f"\n{line}" for number, line in enumerate(scale_lines(view)))
    data_all(_note_lines(history.session))


def _lines(view: View, kinds: list[str]) -> list[str]:
    lines: list[str] = []
    for number, theme in enumerate(view.themes, 1):
        table = f" ({theme.table})" if theme.table else ""
        lines += ["", f"{number}. {theme.title}{table}"]
        if theme.question:
            lines.append(f"   {theme.question}")
        ordered = sorted(theme.cards, key=lambda card: kinds.index(card.kind) if card.kind in kinds else len(kinds))
        lines += [_card_line(card) for card in ordered]
    return lines


def _note_lines(session: Session) -> list[str]:
    """Return the lines of papers that became no card, under the name of their paper."""
    lines: list[str] = []
    for source, notes in groupby(session.notes, key=lambda note: note.source):
        lines += ["", f"Kept as notes from {source}"]
        lines += [f"   line {note.line}: {note.text}" if note.line else f"   {note.text}" for note in notes]
    return lines


def _card_line(card: CardView) -> str:
    marks = [name for name in ("hidden", "held", "parked", "left_out") if getattr(card, name)]
    marks += [card.read] if card.read == "unclear" else []
    voters = f", {some(card.voters, 'voter')}" if card.voters is not None else ""
    votes = f"  {some(card.dots, 'dot')}{voters}" if card.dots is not None else ""
    tags = "".join(f" #{tag}" for tag in card.tags)
    said = f"  ({', '.join(marks).replace('_', ' ')})" if marks else ""
    return f"   {card.id}  {card.text}{tags}{votes}{said}"


@session_command("log")
@JSON_OPTION
def log_command(home: Home, session: str, as_json: bool) -> None:
    """Show what was done in a session, oldest first."""
    _, history = load_session(home, session)
    rows = [_log_row(entry, history) for entry in history.entries]
    if as_json:
        data(as_json_text(rows))
        return
    for row in rows:
        data(f"{when(row['at'])}  {row['text']}{'  (undone)' if row['undone'] else ''}")


def _log_row(entry: Entry, history: History) -> dict[str, Any]:
    act, turns = history.act_of(entry)
    text = describe(act.events, history.session)
    if turns:
        text = f"{'Took back' if turns % 2 else 'Did again'}: {text}"
    undone = entry.id in history.undone
    return {"id": entry.id, "at": moment_of(entry.id), "by": entry.by, "text": text, "undone": undone}
