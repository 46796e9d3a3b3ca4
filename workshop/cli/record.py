"""Commands that record: new, add, undo, redo."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Final, TypeAlias

import click

from workshop.cli.session import do, kind_named, session_command, theme_named, write
from workshop.cli.talk import data, say
from workshop.model.activity import describe
from workshop.model.commands import AddCards, AskRoom, Command, Redo, StartSession, Undo
from workshop.model.errors import NotWritten, Refused, WorkshopError
from workshop.model.events import CardAdded
from workshop.model.session import QUESTION
from workshop.store.locations import Home, find_session, free_slug
from workshop.store.templates import find_template
from workshop.store.writer import Receipt, SessionWriter
from workshop.wording.headings import given_heading

WAITING: Final = 256
"""Cards that may wait for the disk before more are read."""

CHUNK: Final = 65_536
"""Bytes of standard input to take at once, when so many have come."""

LONGEST_LINE: Final = 1_000_000
"""Bytes of one line of standard input."""

Adding: TypeAlias = Callable[[tuple[str, ...]], Command]
"""What makes the command that adds cards of these texts."""


@click.command("new")
@click.argument("title")
@click.option("--question", default="", help="The question of the one theme.")
@click.option("--theme", "themes", multiple=True, metavar="'TITLE: QUESTION'", help="A theme; may be repeated.")
@click.option("--table", default="", help="The table's number or short name; it begins every id.")
@click.option("--template", default="", help="What to begin with; an unknown name lists the templates.")
@click.option("--lang", default="", help="The language of the headings, such as en, cy, fr or de.")
@click.pass_obj
def new_command(
    home: Home, title: str, question: str, themes: tuple[str, ...], table: str, template: str, lang: str
) -> None:
    """Make a session and print its name."""
    if question and themes:
        raise click.UsageError('Give --question or --theme, not both: --theme "Title: Question" has its own.')
    chosen = find_template(home, template, lang)
    start = StartSession(
        title,
        themes=tuple(map(given_heading, themes)) or (((title, question),) if question else chosen.themes),
        table=table,
        language=lang or chosen.language,
        kinds=chosen.kinds,
        hints=chosen.hints,
        tags=chosen.tags,
        dots=chosen.dots,
        most=chosen.most,
    )
    folder = home.sessions / free_slug(home, title)
    do(home, folder, start)
    data(folder.name)


@session_command("add")
@click.option("--kind", required=True, help="insight, experiment, or another kind of the session.")
@click.option("--theme", default="", help="The theme's number or the beginning of its title; else the first.")
@click.argument("texts", nargs=-1, required=True, metavar="TEXT…")
def add_command(home: Home, session: str, kind: str, theme: str, texts: tuple[str, ...]) -> None:
    """Add a card for each TEXT, or for each line of standard input where TEXT is -.

    Each id is printed once the card is on the disk, and not before. Several TEXTs are one act, which one undo takes
    back; lines of standard input are an act each, since they may come over hours.
    """
    if "-" in texts and texts != ("-",):
        raise click.UsageError("“-” takes the lines of standard input, and stands by itself.")
    folder = find_session(home, session)

    async def work(writer: SessionWriter) -> int:
        added: Adding = AskRoom
        if theme or kind.casefold() not in {QUESTION.name, QUESTION.plural.casefold()}:
            added = partial(AddCards, kind_named(writer.session, kind), theme_named(writer.session, theme).id)
        if texts == ("-",):
            return await _add_lines(writer, added)
        return await _add_together(writer, added, texts)

    refused = write(home, folder, work)
    if refused:
        raise Refused(f"{refused} of the cards {'was' if refused == 1 else 'were'} not recorded, as said above.")


async def _add_together(writer: SessionWriter, added: Adding, texts: tuple[str, ...]) -> int:
    """Record what can be a card as one act, and say of the others why not; return how many those are."""
    refusals = {text: writer.history.refusal(added((text,))) for text in texts}
    for text in texts:
        if refusals[text]:
            say(refusals[text])
    good = tuple(text for text in texts if not refusals[text])
    if good:
        _print_cards(await writer.do(added(good)))
    return len(texts) - len(good)


async def _add_lines(writer: SessionWriter, added: Adding) -> int:
    """Record each line of standard input as it comes; return how many were refused."""
    sent: asyncio.Queue[asyncio.Task[Receipt] | None] = asyncio.Queue(WAITING)
    printing = asyncio.create_task(_print_ids(sent))
    try:
        async for text in _lines_given():
            await sent.put(asyncio.create_task(writer.do(added((text,)))))
    finally:
        await sent.put(None)
        refused = await printing
    return refused


async def _lines_given() -> AsyncIterator[str]:
    rest = b""
    while chunk := await asyncio.to_thread(os.read, sys.stdin.fileno(), CHUNK):
        *lines, rest = (rest + chunk).split(b"\n")
        if len(rest) > LONGEST_LINE:
            raise Refused(f"A line has more than {LONGEST_LINE:,} bytes: that is not a list of cards.")
        for line in lines:
            if line.strip():
                yield _decoded(line)
    if rest.strip():
        yield _decoded(rest)


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


async def _print_ids(sent: asyncio.Queue[asyncio.Task[Receipt] | None]) -> int:
    """Print each card's id once it is on the disk, in order; return how many were refused.

    Where ids cannot be printed all the same is recorded, and that is said at the end: ``NotWritten``.
    """
    refused = 0
    unprinted: NotWritten | None = None
    while (task := await sent.get()) is not None:
        try:
            receipt = await task
        except WorkshopError as error:
            refused += 1
            say(str(error))
            continue
        try:
            _print_cards(receipt)
        except NotWritten as error:
            unprinted = error
    if unprinted is not None:
        raise unprinted
    return refused


def _print_cards(receipt: Receipt) -> None:
    for event in receipt.entry.events:
        if isinstance(event, CardAdded):
            data(receipt.session.shown_id(receipt.session.cards[event.card]))


@session_command("undo")
def undo_command(home: Home, session: str) -> None:
    """Undo the last command."""
    _change_back(home, session, Undo(), "Undone")


@session_command("redo")
def redo_command(home: Home, session: str) -> None:
    """Redo what was undone last."""
    _change_back(home, session, Redo(), "Done again")


def _change_back(home: Home, session: str, command: Undo | Redo, word: str) -> None:
    async def work(writer: SessionWriter) -> str:
        before = writer.session
        receipt = await writer.do(command)
        act, _ = writer.history.act_of(receipt.entry)
        state = before if isinstance(command, Undo) else receipt.session
        return describe(act.events, state)

    say(f"{word}: {write(home, find_session(home, session), work)}")
