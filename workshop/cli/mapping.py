"""The map of a second day from the command line: look at it, and do to it what the console does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

import click

from workshop.cli.session import kind_named, load_session, session_command, write
from workshop.cli.talk import as_json_text, data, data_all, say
from workshop.model import commands as c
from workshop.model.errors import Refused
from workshop.model.events import LineWritten
from workshop.model.map import Heading
from workshop.model.map_view import HeadingView, MapCard, MapView, map_view
from workshop.model.mapping import live_headings, live_lines
from workshop.model.session import Session
from workshop.model.text import plain
from workshop.publishing.builder import counted
from workshop.publishing.map_report import map_as_json
from workshop.store.locations import Home
from workshop.store.writer import Receipt, SessionWriter
from workshop.wording.said import counts_said, theme_names

ACTS: Final = ("place", "line", "leave_out", "undecided", "suggest")
"""Options of which each is an act by itself."""

NEAR: Final = 0.8
"""Likeness from which a name that is on no heading is taken for a slip, and not for a new heading."""


@session_command("map")
@click.argument("ids", nargs=-1, metavar="[ID…]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--kind", default="", help="The kind of cards that is mapped; else experiments.")
@click.option("--place", multiple=True, metavar="ID…", help="Place cards under --heading.")
@click.option(
    "--heading", default="", metavar="NAME", help="A heading, or the beginning of its name; a new name makes one."
)
@click.option("--line", default=None, metavar="TEXT", help="Write a line of the digest under --heading.")
@click.option("--source", multiple=True, metavar="ID…", help="The cards that --line stands on.")
@click.option("--leave-out", multiple=True, metavar="ID…", help="Leave cards out of the map.")
@click.option("--reason", default="", metavar="R", help="Why they are left out.")
@click.option("--undecided", multiple=True, metavar="ID…", help="Note that nobody can decide where cards belong.")
@click.option("--suggest", default=None, metavar="TEXT", help="Print the five likeliest sources of a line.")
def map_command(home: Home, /, session: str, ids: tuple[str, ...], as_json: bool, kind: str, **options: Any) -> None:  # noqa: ANN401 - what click hands over
    """Show the map of a second day, or change it: cards under headings, lines of a digest and their sources."""
    for words in ("suggest", "line"):
        if options[words] is not None and not options[words].strip():
            raise click.UsageError(f"--{words} needs the words of a line.")
    chosen = [act for act in ACTS if options[act]]
    _check_usage(chosen, ids, as_json=as_json, options=options)
    if not chosen or chosen == ["suggest"]:
        _, history = load_session(home, session)
        _show(history.session, kind, options["suggest"] or "", as_json=as_json)
        return
    _change(home, session, kind, _with_ids(chosen[0], ids, options))


def _check_usage(chosen: list[str], ids: tuple[str, ...], *, as_json: bool, options: Mapping[str, Any]) -> None:
    names = [f"--{act.replace('_', '-')}" for act in chosen]
    if len(chosen) > 1:
        raise click.UsageError(f"{' and '.join(names)} are two acts. Do one after the other.")
    act = chosen[0] if chosen else ""
    if as_json and act:
        raise click.UsageError("--json shows the map. Leave it out where something is to be done.")
    if bool(options["heading"]) != (act in {"place", "line"}):
        raise click.UsageError("--place and --line need a --heading, and nothing else has one.")
    if options["source"] and act != "line":
        raise click.UsageError("--source belongs to --line.")
    if options["reason"] and act != "leave_out":
        raise click.UsageError("--reason belongs to --leave-out.")
    if ids and (act in {"", "suggest"} or (act == "line" and not options["source"])):
        raise click.UsageError(f"What is to be done with {' '.join(ids)}? Name --place, --leave-out or --undecided.")


def _with_ids(act: str, ids: tuple[str, ...], options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options with the ids that stand behind the first one: ``--place T07-E01 T07-E02``."""
    named = "source" if act == "line" else act
    return {**options, "act": act, "cards": (*options[named], *ids)}


def _show(session: Session, kind: str, suggest: str, *, as_json: bool) -> None:
    kind = kind_named(session, kind) if kind else ""
    if as_json:
        data(as_json_text(map_as_json(session, kind=kind)))
        return
    view = map_view(session, kind=kind)
    if suggest:
        from workshop.live.suggestions import CardIndex  # noqa: PLC0415 - only here

        cards = view.cards
        found = list(CardIndex((card, cards[card].view.text) for card in cards).suggest(suggest))
        data_all(f"{cards[each.card].view.id}\t{cards[each.card].view.text}" for each in found)
        if not found:
            say("No card has words of this line. --kind names the cards that are looked through.")
        return
    data_all(_as_lines(session, view))


def _as_lines(session: Session, view: MapView) -> Iterator[str]:
    """Return the map for a person to read."""
    names = theme_names(session)
    yield counts_said(view.counts)
    for heading in view.headings:
        yield from ("", heading.name)
        yield from _lines_of(heading)
        yield from (_card_line(card, names) for card in heading.cards)
    bins = (("Left out", view.left_out), ("Cannot decide", view.undecided), ("Not yet placed", view.unplaced))
    for title, cards in bins:
        if cards:
            yield from ("", f"{title}: {len(cards)}")
            yield from (_card_line(card, names) for card in cards)


def _lines_of(heading: HeadingView) -> Iterator[str]:
    for line in heading.lines:
        marks = "  (source changed since)" if line.changed else ""
        marks += f"  ({counted(line.dots, 'dot', 'dots')})" if line.dots is not None else ""
        marks += "" if line.comparable else "  (dots not comparable)"
        yield f"   {line.id}  {line.text}{marks}"
        yield f"        from {', '.join(s.id or 'a card that is not here' for s in line.sources) or 'no card'}"


def _card_line(card: MapCard, names: Mapping[str, str]) -> str:
    reason = f"  ({card.decision.reason})" if card.decision.reason else ""
    return f"   {card.view.id}  {card.view.text}  [{names.get(card.theme.theme, card.theme.title)}]{reason}"


def _change(home: Home, session: str, kind: str, options: Mapping[str, Any]) -> None:
    folder, _ = load_session(home, session)

    async def work(writer: SessionWriter) -> tuple[Receipt, str]:
        command, remark = _command(writer.session, options)
        return await writer.do(command), remark

    receipt, remark = write(home, folder, work)
    for event in receipt.entry.events:
        if isinstance(event, LineWritten):
            data(receipt.session.map.lines[event.line].label)
    if remark:
        say(remark)
    view = map_view(receipt.session, kind=kind_named(receipt.session, kind) if kind else "")
    say(f"{counts_said(view.counts)}.".capitalize())


def _command(session: Session, options: Mapping[str, Any]) -> tuple[c.Command, str]:
    """Return what is asked for, and what is to be said about it once it is done."""
    cards = tuple(dict.fromkeys(card_named(session, name) for name in options["cards"]))
    act = options["act"]
    if act == "leave_out":
        return c.LeaveOffMap(cards, options["reason"]), ""
    if act == "undecided":
        return c.LeaveUndecided(cards), ""
    heading = heading_named(session, options["heading"])
    remark = "" if heading else f"Made the heading “{options['heading'].strip()}”; “workshop undo” takes it back."
    if act == "line":
        where = heading.id if heading else ""
        return c.WriteLine(options["line"], where, cards, "" if heading else options["heading"]), remark
    return (c.MapCards(cards, (heading.id,)) if heading else c.MakeHeading(options["heading"], cards=cards)), remark


def card_named(session: Session, name: str) -> str:
    """Return the inner id of a card by the id that people see. Raises ``Refused``."""
    wanted = name.casefold()
    for card in session.cards.values():
        if session.shown_id(card).casefold() == wanted:
            return card.id
    raise Refused(f"There is no card {name} here. Nothing was changed; “workshop map” lists the cards with their ids.")


def card_or_line_named(session: Session, name: str) -> str:
    """Return the inner id of a line of the digest or of a card by the id that people see. Raises ``Refused``."""
    return lines_by_label(session).get(name.casefold()) or card_named(session, name)


def lines_by_label(session: Session) -> dict[str, str]:
    """Return the inner ids of the lines of the digest by the ids that people see, in small letters."""
    return {line.label.casefold(): line.id for line in live_lines(session)}


def heading_named(session: Session, name: str) -> Heading | None:
    """Return a heading by its name or the beginning of it, or nothing where the name is new.

    A name that is nearly a heading's is taken for a slip: ``Refused``.
    """
    wanted, headings = plain(name), live_headings(session)
    names = {plain(heading.name): heading for heading in reversed(headings)}
    if wanted in names:
        return names[wanted]
    begun = [heading for title, heading in names.items() if title.startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    listed = "; ".join(heading.name for heading in headings)
    if begun:
        raise Refused(f"“{name}” begins several headings. Nothing was changed; the headings are: {listed}.")
    if near := get_close_matches(wanted, names, 1, NEAR):
        raise Refused(
            f"There is no heading “{name}”. Did you mean “{names[near[0]].name}”? Nothing was changed; "
            f"the headings are: {listed}."
        )
    return None
