"""The command scale: two questions about a few cards or lines, set up, printed, typed in, closed and revealed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import click

from workshop.cli.look import JSON_OPTION
from workshop.cli.mapping import card_named, card_or_line_named, lines_by_label
from workshop.cli.session import load_session, session_command, write
from workshop.cli.talk import as_json_text, data, data_all, say
from workshop.model import commands as c
from workshop.model.ballot import CANNOT_SAY, HIGHEST, LOWEST, UNANSWERED, Ballot
from workshop.model.ballots import some
from workshop.model.errors import Refused
from workshop.model.rules.session import to_step
from workshop.model.scale_told import scale_lines, scales_told
from workshop.model.session import Session
from workshop.model.views import ballot_view, visible
from workshop.store.locations import Home
from workshop.store.writer import Receipt

ACTIONS: Final = ("show", "open", "sheet", "answer", "close", "reveal")

ANSWERS: Final = {"?": CANNOT_SAY, "-": UNANSWERED} | {str(value): value for value in range(LOWEST, HIGHEST + 1)}
"""What is written for an answer: cannot say, none, or the number."""

QUESTIONS: Final = 2


@session_command("scale")
@click.argument("action", type=click.Choice(ACTIONS), default="show")
@click.argument("ids", nargs=-1, metavar="[ID…]")
@click.option("--title", default="", help="What it is on (open).")
@click.option(
    "--question", "questions", multiple=True, metavar="WORDS|LOW|HIGH", help="Twice: a question and its ends (open)."
)
@click.option("--kind", "kinds", multiple=True, help="Cards of this kind alone, where no ID is named (open).")
@click.option("--decider", default=c.DECIDER, show_default=True, help="Who decides with the result (open).")
@JSON_OPTION
def scale_command(
    home: Home,
    session: str,
    action: str,
    ids: tuple[str, ...],
    title: str,
    questions: tuple[str, ...],
    kinds: tuple[str, ...],
    decider: str,
    as_json: bool,
) -> None:
    """Ask two questions about each of at most twelve cards or lines of the map, answered from 1 to 5.

    “open T07-E01 L02 …” opens one, “sheet” prints it, “answer T07-E01=4,2 L02=?,5” takes one filled sheet (? is “cannot
    say”, - is no answer), “close” and “reveal” end it, and “show” tells what may be told.
    """
    if action == "answer" and not ids:
        raise click.UsageError("“answer” takes what a sheet says: T07-E01=4,2 (? is “cannot say”, - no answer).")
    if ids and action not in {"open", "answer"}:
        raise click.UsageError(f"“{action}” takes no ids.")
    if action == "show":
        _show(home, session, as_json=as_json)
    elif action == "sheet":
        _print(home, session)
    elif action == "open":
        if len(questions) not in {0, QUESTIONS}:
            raise click.UsageError("A scale asks two questions: give --question twice, or not at all.")
        asked = c.DraftScale(title, kinds=kinds, questions=tuple(map(_question, questions)), decider=decider)
        _do(home, session, lambda it: c.Batch((_draft(it, ids, asked), c.OpenBallot(), *to_step(it, "vote"))))
        say("The scale is open. Phones answer while “workshop serve” or the console lets them in.")
    elif action == "answer":
        receipt = _do(home, session, lambda it: _sheet(it, ids))
        say(f"Taken in; {some(ballot_view(receipt.session, _last(receipt.session, 'open')).ballots, 'ballot')} in.")
    elif action == "close":
        _do(home, session, lambda it: c.CloseBallot(_last(it, "open").id))
        say("The scale is closed. “reveal” shows what was answered.")
    else:
        _do(home, session, lambda it: c.Batch((c.RevealBallot(_last(it, "closed").id), *to_step(it, "reveal"))))
        _show(home, session, as_json=as_json)


def _draft(session: Session, ids: tuple[str, ...], asked: c.DraftScale) -> c.DraftScale:
    """Return what is asked, about the cards or lines that are named."""
    labels = lines_by_label(session)
    lines = tuple(labels[name.casefold()] for name in ids if name.casefold() in labels)
    cards = tuple(card_named(session, name) for name in ids if name.casefold() not in labels)
    if lines and cards:
        raise Refused("A scale asks about cards or about lines of the map, not about both. Nothing was opened.")
    return c.DraftScale(asked.title, "", asked.kinds, cards, lines, asked.questions, asked.decider)


def _question(text: str) -> tuple[str, str, str]:
    words, *ends = text.split("|")
    if len(ends) != QUESTIONS:
        raise click.UsageError(f"“{text}” is not a question with its ends. Write --question 'How much?|little|a lot'.")
    return words, ends[0], ends[1]


def _sheet(session: Session, ids: tuple[str, ...]) -> c.EnterSheet:
    """Return one filled sheet. Raises ``Refused`` naming what cannot be read."""
    ballot = _last(session, "open", "closed")
    given = []
    for text in ids:
        name, _, said = text.rpartition("=")
        pair = [ANSWERS.get(each.strip()) for each in said.split(",")]
        if not name or len(pair) != QUESTIONS or None in pair:
            raise Refused(f"“{text}” is not an answer. Write T07-E01=4,2, with 1 to 5, ? or -. Nothing was taken in.")
        given.append((card_or_line_named(session, name), pair[0] or 0, pair[1] or 0))
    return c.EnterSheet(ballot.id, tuple(given))


def _last(session: Session, *states: str) -> Ballot:
    """Return the last scale that is in one of these states. Raises ``Refused``."""
    found = [ballot for ballot in session.ballots.values() if ballot.scale and ballot.state in states]
    if not found:
        raise Refused(f"No scale here is {' or '.join(states)}.")
    return found[-1]


def _do(home: Home, session: str, command: Callable[[Session], c.Command]) -> Receipt:
    folder = load_session(home, session)[0]
    return write(home, folder, lambda writer: writer.do(command(writer.session)))


def _show(home: Home, session: str, *, as_json: bool) -> None:
    _, history = load_session(home, session)
    view = visible(history.session, "facilitator")
    if as_json:
        data(as_json_text(scales_told(view)))
        return
    data_all(lines := list(scale_lines(view)))
    if not lines:
        say("No scale was made here yet.")


def _print(home: Home, session: str) -> None:
    from workshop.live.handouts import write_scale_sheet  # noqa: PLC0415 - the pages are loaded only here

    folder, history = load_session(home, session)
    ballot = ballot_view(history.session, _last(history.session, "open", "closed"))
    data(str(write_scale_sheet(home.exports / folder.name, history.session, ballot)))
