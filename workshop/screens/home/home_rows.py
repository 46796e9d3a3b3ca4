"""What home says of the sessions: a line for each, and more of the one at the cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from workshop.keymap import Action, Keyboard
from workshop.store.locations import Home
from workshop.widgets.row import Row

DO: Final = "do:"
"""What the id of a row begins with that stands for a command."""

EMPTY: Final = "Nothing is recorded here yet. This is what you can do:"

FIRST_STEPS: Final = {
    "new": "Start a table. A title is enough; everything else can come later.",
    "take_in": "Bring in a paper that exists: text, Word, web page, PDF, slides or a sheet.",
    "rehearse": "Rehearse with pretend people, before your own arrive.",
    "merge": "Merge the folders of many tables, as from a memory stick, into one summit.",
    "first_wall": "Start the wall of a summit, to which tables send while people talk.",
    "take_session_over": "Go on with a session that another laptop hands over.",
    "settings": "Choose colours, keys, and what a new session begins with.",
}
"""What can be done where nothing is recorded, and why one would."""

ROOM_FOR_TIMES: Final = 100
"""Columns from which on the time of day, and whether there is an appendix, have their place."""

MOST_KINDS: Final = 2
"""Kinds that are counted one by one in a line; of more, all cards are counted together."""


class LineParts(NamedTuple):
    """What stands at the right of a session's line, column by column."""

    counts: tuple[str, ...]
    changed: str
    appendix: str


def rows_of(home: Home, sessions: Sequence[dict[str, Any]], width: int) -> list[Row]:
    """Return a line for each session, the last changed first; what is counted stands in columns."""
    wide = width >= ROOM_FOR_TIMES
    ordered = sorted(sessions, key=lambda row: (-row["changed"], row["slug"]))
    parts = {row["slug"]: _parts(home, row, wide=wide) for row in ordered}
    sound = [parts[row["slug"]] for row in ordered if not row["problem"]]
    columns = max((len(p.counts) for p in sound), default=0)
    widths = [max((len(p.counts[n]) for p in sound if n < len(p.counts)), default=0) for n in range(columns)]
    changed = max((len(p.changed) for p in sound), default=0)
    return [_row(row, parts[row["slug"]], widths, changed, wide=wide) for row in ordered]


def _row(row: dict[str, Any], parts: LineParts, widths: Sequence[int], changed: int, *, wide: bool) -> Row:
    label = _label(row)
    if row["problem"]:
        return Row(row["slug"], label, row["title"], "damaged: see below")
    counts = [*parts.counts, *("" for _ in widths[len(parts.counts) :])]
    marks = [f"{count:>{width}}" for count, width in zip(counts, widths, strict=True)]
    marks.append(f"{parts.changed:<{changed}}")
    if wide:
        marks.append(f"{parts.appendix:<8}")
    return Row(row["slug"], label, row["title"], "   ".join(marks))


def _parts(home: Home, row: dict[str, Any], *, wide: bool) -> LineParts:
    kinds = row["kinds"]
    if len(kinds) > MOST_KINDS:
        counts: tuple[str, ...] = (_counted(row["cards"], "card", "cards"),)
    else:
        counts = tuple(_counted(n, one.lower(), many.lower()) for _, one, many, n in kinds)
    written = "appendix" if any(files_of(home, row["slug"])) else ""
    return LineParts(counts, when(row["changed"], wide=wide), written)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _label(row: dict[str, Any]) -> str:
    return "Summit" if row["summit"] else f"Table {row['table']}" if row["table"] else ""


def first_steps(keyboard: Keyboard, commands: Iterable[Action]) -> list[Row]:
    """Return what can be done where nothing is recorded yet, a line for each."""
    known = {command.name: command for command in commands}
    rows = [Row("", "", EMPTY, quiet=True)]
    return rows + [Row(f"{DO}{name}", keyboard.shown(known[name]), why) for name, why in FIRST_STEPS.items()]


def about(home: Home, row: dict[str, Any], key: Callable[[str], str]) -> str:
    """Say more of one session; ``key`` gives the key of a command."""
    if row["problem"]:
        return f"{row['title']} cannot be opened. {row['problem']}"
    facts = [row["title"], _label(row), _counted(row["themes"], "theme", "themes")]
    facts += [_counted(n, one.lower(), many.lower()) for _, one, many, n in row["kinds"]]
    facts.append(f"changed {when(row['changed'], wide=True)}" if row["changed"] else "")
    files = files_of(home, row["slug"])
    written = f"No appendix yet: {key('export_now')} writes it."
    if files:
        first, *others = files
        ends = (f".{other.rpartition('.')[2]}" for other in others)
        written = ", ".join((f"Appendix: exports/{row['slug']}/{first}", *ends))
    return f"{' · '.join(fact for fact in facts if fact)}\n{written}"


def files_of(home: Home, slug: str) -> list[str]:
    """Return the names of a session's appendices, the Word file first."""
    try:
        names = sorted(path.name for path in (home.exports / slug).iterdir() if path.stem == "appendix")
    except OSError:
        return []
    return sorted(names, key=lambda name: name != "appendix.docx")


def when(moment: int, *, wide: bool) -> str:
    """Say when, of milliseconds since 1970 UTC: "today 10:42", "yesterday", "2026-11-20"; empty for 0."""
    if not moment:
        return ""
    then, now = datetime.fromtimestamp(moment / 1000).astimezone(), datetime.now().astimezone()
    days = (now.date() - then.date()).days
    if days == 0:
        return then.strftime("today %H:%M")
    if days == 1:
        return then.strftime("yesterday %H:%M" if wide else "yesterday")
    return then.strftime("%Y-%m-%d")
