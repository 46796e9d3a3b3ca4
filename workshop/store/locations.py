"""Where things lie: the home folder, its sessions and its exports, and how a session is named."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import Final, NamedTuple

from workshop.model.errors import NotFound, Refused, Unreadable

SLUG_LENGTH: Final = 60
"""Characters of a slug: with the folders before it and the file names behind, well under Windows' 260."""

DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}
)
"""Names that Windows keeps for devices."""

SLUG_BYTES: Final = 180
"""Bytes of a slug: a name may have 255, and copies and files beside it add to theirs."""

_NO_LETTER: Final = re.compile(r"\s+")
_NOT_PLAIN: Final = re.compile(r"[^a-z0-9]+")
_LETTERS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


class Home(NamedTuple):
    """The folder that holds ``sessions/`` and ``exports/``."""

    path: Path

    @property
    def sessions(self) -> Path:
        """Return the folder of the sessions."""
        return self.path / "sessions"

    @property
    def exports(self) -> Path:
        """Return the folder of the appendices."""
        return self.path / "exports"


def find_home(given: Path | None = None) -> Home:
    """Return the home: as given, else ``WORKSHOP_HOME``, else here if it has such folders, else the user's own."""
    named = given or (Path(value) if (value := os.environ.get("WORKSHOP_HOME")) else None)
    if named is not None:
        return Home(named)
    here = Path.cwd()
    if (here / "sessions").is_dir() or (here / "exports").is_dir():
        return Home(here)
    from platformdirs import user_data_path  # noqa: PLC0415 - only needed here, and not free

    return Home(user_data_path("workshop", appauthor=False))


def slug_of(title: str) -> str:
    """Return a folder name of letters, digits and dashes for ``title``; "session" where none are left.

    Latin letters stand without their marks; a title in other letters keeps its own.
    """
    plain = unicodedata.normalize("NFKD", title.casefold().translate(_LETTERS)).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "").replace("’", "")
    slug = _NOT_PLAIN.sub("-", plain)[:SLUG_LENGTH].strip("-")
    if not any(c.isalpha() for c in slug):
        slug = _own_letters(title)
    return f"{slug}-session" if slug in DEVICES else slug or "session"


def _own_letters(title: str) -> str:
    """Return a slug of a title without a Latin letter: its letters with their marks, and its digits."""
    whole = unicodedata.normalize("NFC", title.casefold())
    letters = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in whole)
    slug = _NO_LETTER.sub("-", letters).strip("-")
    cut = slug
    while len(cut.encode()) > SLUG_BYTES or len(cut) > SLUG_LENGTH:
        cut = cut[:-1]
    return cut.strip("-")


def free_slug(home: Home, title: str) -> str:
    """Return a slug for ``title`` that no session has yet: "leadership", "leadership-2" …."""
    first = slug = slug_of(title)
    number = 1
    while (home.sessions / slug).exists():
        number += 1
        slug = f"{first[: SLUG_LENGTH - len(str(number)) - 1].rstrip('-')}-{number}"
    return slug


def check_slug(slug: str) -> str:
    """Return ``slug`` if it is one, else raise ``Refused``."""
    if slug != slug_of(slug) or len(slug) > SLUG_LENGTH:
        raise Refused(f"“{slug}” cannot be a session's name. Use small letters, digits and dashes: {slug_of(slug)}.")
    return slug


def session_folders(home: Home) -> list[Path]:
    """Return the folders that hold a session, by name. Raises ``Unreadable``."""
    try:
        return sorted(path for path in home.sessions.iterdir() if is_session(path))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise Unreadable(f"{home.sessions} cannot be read ({reason}). Ask for permission.") from error


def is_session(path: Path) -> bool:
    """Return whether a folder holds journals; one into which nobody may look holds none."""
    try:
        return (path / "journal").is_dir()
    except OSError:
        return False


def find_session(home: Home, name: str) -> Path:
    """Return the folder of a session named by slug, by the only slug that begins so, or by folder."""
    if not name:
        raise NotFound("Name a session. “workshop list” shows them.")
    wanted = unicodedata.normalize("NFC", name).casefold()
    folders = session_folders(home)
    matching = [f for f in folders if _plain_name(f).startswith(wanted)]
    exact = [f for f in matching if _plain_name(f) == wanted]
    if exact or len(matching) == 1:
        return (exact or matching)[0]
    given = Path(name)
    for path in (given, given.parent if given.name in {"journal", "session.json"} else given):
        if is_session(path):
            return path.resolve()
    if matching:
        raise NotFound(f"“{name}” could be {_listed(matching)}. Write more of the name.")
    raise NotFound(_unknown(name, given, folders))


def typed(folder: Path) -> str:
    """Return how a session is named on the command line: by its slug in the usual home, else by its folder."""
    if folder.resolve().parent == find_home().sessions.resolve():
        return folder.name
    return f'"{folder}"' if " " in str(folder) else str(folder)


def _unknown(name: str, given: Path, folders: list[Path]) -> str:
    if given.is_dir():
        return f"{given} is a folder without a journal, so it holds no session."
    if not folders:
        return f"There is no session “{name}”: nothing is recorded here yet. Start one with “workshop new”."
    return f"There is no session “{name}”. There are: {_listed(folders)}."


def _plain_name(folder: Path) -> str:
    return unicodedata.normalize("NFC", folder.name).casefold()


def _listed(folders: list[Path], most: int = 5) -> str:
    names = [folder.name for folder in folders[:most]]
    more = len(folders) - len(names)
    return ", ".join(names) + (f" and {more} more" if more > 0 else "")
