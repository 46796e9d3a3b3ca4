"""The command doctor: what a facilitator should know of this computer before the people come."""

from __future__ import annotations

import asyncio
import os
import platform
import shutil
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from itertools import chain
from locale import getencoding
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final, NamedTuple

import click

from workshop.cli.talk import data, data_all, say_all
from workshop.live.summit_link import need_message_server
from workshop.model.errors import NotFound, NotWritten, WorkshopError
from workshop.store.atomic_files import flush, why
from workshop.store.locations import Home
from workshop.web.network import FIREWALL, HOTSPOT, NO_PHONES, OFFLINE, ONE_NETWORK, PORT, addresses, answers, free_port

COLUMNS, LINES = 80, 24
"""The smallest terminal that everything is laid out for."""

FLUSHES: Final = 20
GOOD_FLUSH, BAD_FLUSH = 15.0, 100.0
"""Milliseconds: nobody notices the first; the second is felt at every line."""

LITTLE_SPACE: Final = 200_000_000
"""Bytes: a session takes a few millions, and other programs want some too."""

SYNCED: Final = ("dropbox", "onedrive", "icloud", "mobile documents", "cloudstorage", "google drive", "nextcloud")
"""How folders begin that a service keeps the same on several computers."""

TRUE_COLOURS: Final = frozenset({"truecolor", "24bit"})

SYNC_ADVICE: Final = (
    "This folder seems to be one that a sync service rewrites while you work. Record in a folder of the "
    "laptop's own (workshop --home FOLDER …), and copy the session into the synced one afterwards."
)
SLOW: Final = "Every line waits for the disk. Record on the laptop's own disk, not on a stick or a network."
FULL: Final = "There is little space left on this disk. Free some before the session."
SMALL: Final = f"Make the window at least {COLUMNS} columns by {LINES} lines, or the letters smaller."
SUMMIT_LINE: Final = 20.0
"""Milliseconds: thirty tables that record a line every half second keep a slower disk busy all the time."""

SUMMIT_SLOW: Final = "This disk is slow for a wall: with many tables their lines will come late. Take another laptop."
SUMMIT_NETWORK: Final = (
    "Whether tables reach this laptop shows only from one of them: join from a second laptop in the hall before the "
    "day, as docs/summit-day.md says."
)
NO_TABLES: Final = (
    "This computer is in no network, so no table can reach a wall here. Join the hall's Wi-Fi, or open a hotspot, and "
    "try again."
)
LETTERS: Final = "Letters outside English may be lost: choose a UTF-8 locale, as in LANG=C.UTF-8."


class Finding(NamedTuple):
    """Something found out: facts, advice, and a problem where nothing can be recorded because of it."""

    facts: tuple[str, ...]
    advice: tuple[str, ...] = ()
    problem: str = ""


@click.command("doctor")
@click.option("--summit", is_flag=True, help="Also try whether this laptop can be the wall of a live summit.")
@click.pass_obj
def doctor_command(home: Home, summit: bool) -> None:
    """Look at this computer: terminal, disk, network. Nothing is left behind."""
    found = [about_terminal(os.environ), about_home(home), about_network()]
    found += [about_summit(home)] if summit else []
    system = f"{platform.system()} {platform.release()}"
    data(f"Workshop: {version('workshop')}, Python {platform.python_version()}, {system}")
    data_all(chain.from_iterable(finding.facts for finding in found))
    say_all(chain.from_iterable(finding.advice for finding in found))
    problem = next((finding.problem for finding in found if finding.problem), "")
    if problem:
        raise NotWritten(problem)


def about_terminal(environment: Mapping[str, str]) -> Finding:
    """Say what the terminal can do, as far as it tells."""
    encoding = getencoding().lower()
    advice = [] if encoding.replace("-", "") == "utf8" or sys.platform == "win32" else [LETTERS]
    size = _terminal_size()
    if size is None:
        terminal = "none, this goes to a file or another program"
    else:
        terminal = f"{size.columns} columns by {size.lines} lines, {environment.get('TERM') or 'of unknown kind'}"
        advice += [SMALL] if size.columns < COLUMNS or size.lines < LINES else []
    facts = (f"Terminal: {terminal}", f"Colours: {_colours(environment)}", f"Encoding: {encoding}")
    return Finding(facts, tuple(advice))


def _terminal_size() -> os.terminal_size | None:
    for stream in (sys.__stdout__, sys.__stderr__, sys.__stdin__):
        if stream is not None and stream.isatty():
            return os.get_terminal_size(stream.fileno())
    return None


def _colours(environment: Mapping[str, str]) -> str:
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR"):
        return "switched off (NO_COLOR)"
    if environment.get("COLORTERM", "") in TRUE_COLOURS or "WT_SESSION" in environment:
        return "16 million"
    if term in {"", "dumb"}:
        return "none"
    return "256" if "256color" in term else "16"


def about_home(home: Home) -> Finding:
    """Say where sessions are recorded, and try the disk there."""
    place = _place(home)
    facts = [f"Home: {home.path.absolute()}{'' if home.path.exists() else ' (made when it is needed)'}"]
    advice = [SYNC_ADVICE] if is_synced(home.path) else []
    try:
        free = shutil.disk_usage(place).free
        facts.append(f"Free space: {_size(free)}")
        speed = flush_speed(place)
    except OSError as error:
        reason, cure = why(error, place)
        problem = f"Nothing can be recorded in {home.path.absolute()} ({reason}); {cure}."
        return Finding((*facts, "Disk: cannot be written"), tuple(advice), problem)
    advice += [FULL] if free < LITTLE_SPACE else []
    advice += [SLOW] if speed >= BAD_FLUSH else []
    return Finding((*facts, f"Disk flush: {speed:.1f} ms, {_judged(speed)}"), tuple(advice))


def _place(home: Home) -> Path:
    """Return the folder of the sessions, or of those above it the first that there is."""
    return next(path for path in (home.sessions, *home.sessions.absolute().parents) if path.exists())


def is_synced(folder: Path) -> bool:
    """Return whether a folder lies in one that a sync service seems to keep, by the names on the way to it."""
    return any(part.casefold().startswith(SYNCED) for part in folder.absolute().parts)


def flush_speed(folder: Path) -> float:
    """Return the median of some real writes and flushes in ``folder``, in milliseconds. Raises ``OSError``."""
    with TemporaryDirectory(prefix=".workshop-doctor-", dir=folder) as inside:
        file = os.open(Path(inside) / "try", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            return median(_flushes(file))
        finally:
            os.close(file)


def _flushes(file: int) -> Iterator[float]:
    for _ in range(FLUSHES):
        start = perf_counter()
        os.write(file, b"x" * 255 + b"\n")
        flush(file)
        yield (perf_counter() - start) * 1000


def _judged(speed: float) -> str:
    if speed < GOOD_FLUSH:
        return "fast"
    return "good enough" if speed < BAD_FLUSH else "slow"


def _size(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= LITTLE_SPACE else f"{count / 1e6:.0f} MB"


def about_summit(home: Home) -> Finding:
    """Start the message server for a moment, and say whether tables could send to it here."""
    host = next(iter(addresses()), "")
    try:
        need_message_server()
        if not host:
            raise NotFound(NO_TABLES)
        from workshop.sync.trial import try_server  # noqa: PLC0415 - only where the extra is installed

        tried = asyncio.run(try_server(_place(home), host))
    except (WorkshopError, OSError) as error:
        problem = str(error)
        if isinstance(error, OSError):
            reason = (error.strerror or type(error).__name__).lower()
            problem = f"The message server cannot be reached at {host} ({reason}): a firewall is in the way. Allow it."
        return Finding(("Summit: this laptop cannot be the wall",), (), problem)
    flushed = "flushes each line before it acknowledges it"
    fact = f"Summit: the message server runs at {host}, port {tried.port}, {flushed}, {tried.line:.1f} ms a line"
    advice = [SUMMIT_SLOW] if tried.line >= SUMMIT_LINE else []
    return Finding((fact,), (*advice, SUMMIT_NETWORK))


def about_network() -> Finding:
    """Say where phones could reach this computer."""
    found = addresses()
    if not found:
        return Finding(("Addresses: none", _port("127.0.0.1")), (OFFLINE, HOTSPOT, FIREWALL, NO_PHONES))
    others = f"; also {', '.join(found[1:])}" if found[1:] else ""
    return Finding(
        (f"Addresses: {found[0]} (the likely one){others}", _port(found[0])),
        (ONE_NETWORK, HOTSPOT, FIREWALL, NO_PHONES),
    )


def _port(host: str) -> str:
    free = free_port(host)
    if not free:
        return f"Port: {PORT} is taken at {host}; so are the hundred after it"
    reached = "and answers there" if answers(host, free) else "but does not answer there: a firewall is in the way"
    if free == PORT:
        return f"Port: {PORT} is free at {host}, {reached}"
    return f"Port: {PORT} is taken at {host}; {free} is free, {reached}"
