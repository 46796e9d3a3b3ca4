"""What is handed out, on disk: the publications of a session in the formats that were asked for, or once chosen."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple, get_args

from workshop.model.apply import apply
from workshop.model.commands import IssueBulletin
from workshop.model.errors import Refused
from workshop.model.follow_up import Bulletin
from workshop.model.history import History
from workshop.model.hlc import next_stamp
from workshop.model.rules.registry import Context
from workshop.publishing import bulletin_files
from workshop.publishing.builder import Order, report_of
from workshop.publishing.bulletin_report import report_of_archive, report_of_bulletin
from workshop.publishing.calendar import changes_of
from workshop.publishing.publication import APPENDIX, FILES, FORMATS, PUBLICATIONS, Matter, export
from workshop.publishing.report import Report
from workshop.store.archive import record_of
from workshop.store.atomic_files import make_folder, write_file
from workshop.store.locations import Home
from workshop.store.settings import keep_setting, read_settings

RECORD: Final = "json"
"""The format of the appendix that is the whole record and not the report."""

ARTICLES: Final = "articles"
"""The folder with articles of one's own for the site, in the session's."""

NAMES: Final = (*FORMATS, RECORD)
"""All formats of the appendix, by name."""

USUAL: Final = PUBLICATIONS[APPENDIX].usual
"""What the appendix is written in where nobody chose: to hand out, to put on a page, to read anywhere."""

CHOSEN_FORMATS: Final = "formats"
"""The setting with the formats of all sessions of a home."""

PUBLISHED: Final = "publications"
"""The publications to be kept current beside the formats."""

SETTING: Final = "appendix"
"""The setting of one session has its name behind this: "appendix green-spaces"."""


class PublishRequest(NamedTuple):
    """What is to be written, and how: without ``formats``, each publication in those it usually comes in.

    With ``notes`` the appendix ends with the lines of papers that an import put away. ``beside`` is the folder of what
    was written before.
    """

    formats: tuple[str, ...] = USUAL
    order: Order = "said"
    template: Path | None = None
    publications: tuple[str, ...] = (APPENDIX,)
    notes: bool = False
    beside: Path | None = None

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Return each publication with each format it is wanted in."""
        for name in self.publications:
            comes_in = formats_of(name)
            wanted = tuple(form for form in self.formats if form in comes_in)
            for form in wanted or PUBLICATIONS[name].usual:
                yield name, form


def formats_of(publication: str) -> tuple[str, ...]:
    """Return the formats that a publication comes in; the appendix also comes as the whole record."""
    return NAMES if publication == APPENDIX else PUBLICATIONS[publication].formats


def wanted_of(publications: str, formats: str, order: Order = "said", template: Path | None = None) -> PublishRequest:
    """Return what was asked for by names; no ``formats`` are the usual ones of each publication.

    Raises ``Refused`` for what does not exist, and where a publication comes in none of the formats.
    """
    names = chosen(publications, tuple(PUBLICATIONS), "publication")
    known = tuple(dict.fromkeys(form for name in names for form in formats_of(name)))
    forms = chosen(formats, known, "format") if formats else ()
    for name in names:
        if forms and not set(forms) & set(formats_of(name)):
            raise Refused(f"The {name} comes in {', '.join(formats_of(name))}, and not in {', '.join(forms)}.")
    return PublishRequest(forms, order, template, names)


def chosen(text: str, known: Sequence[str], what: str) -> tuple[str, ...]:
    """Return what is named in "txt,md, html", each once. Raises ``Refused`` for what is not ``known``."""
    names = tuple(dict.fromkeys(name for part in text.split(",") if (name := part.strip().lower())))
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise Refused(f"There is no {what} “{', '.join(unknown)}”. Choose from: {', '.join(known)}.")
    return names


def report(history: History, order: Order = "said") -> Report:
    """Return the appendix of a session as a tree."""
    matter = Matter(history, order)
    return report_of(matter.session, matter.changed, order)


def files_of(folder: Path, history: History, publication: str, name: str, wanted: PublishRequest) -> dict[str, bytes]:
    """Return the files of one publication in one format, by their names."""
    if (publication, name) == (APPENDIX, RECORD):
        return {file_name(RECORD): record_of(folder, history)}
    with_picture = has_picture(wanted.beside)
    matter = Matter(history, wanted.order, wanted.template, wanted.notes, articles_of(folder), with_picture, today())
    return PUBLICATIONS[publication].files(matter, name)


def today() -> str:
    """Return the day here, as "2026-07-05"."""
    return date.today().isoformat()  # noqa: DTZ011 - the day here


def articles_of(folder: Path) -> Path | None:
    """Return the folder with a session's own articles, where there is one."""
    articles = folder / ARTICLES
    return articles if articles.is_dir() else None


def has_picture(target: Path | None) -> bool:
    """Return whether a graphic record was made before and lies there."""
    return target is not None and any(target.glob("picture*.*"))


def file_name(name: str) -> str:
    """Return the name of the appendix's file in one format."""
    return PUBLICATIONS[APPENDIX].file_name(name)


def publish(folder: Path, history: History, target: Path, wanted: PublishRequest) -> list[Path]:
    """Write what is wanted into the folder ``target``; return the files.

    Each file is whole, or the old one: raises ``NotWritten`` with what is safe.
    """
    written: list[Path] = []
    wanted = wanted._replace(beside=target)
    for publication, name in wanted.pairs():
        written += write_files(target, files_of(folder, history, publication, name, wanted))
    return written


def write_files(target: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files into a folder; what an earlier site there had and this one has not is removed. Return them."""
    lists = [target / name for name in files if Path(name).name == FILES]
    earlier = {listed.parent / name for listed in lists for name in _listed(listed)}
    for name, content in files.items():
        write_file(target / name, content)
    written = [target / name for name in files]
    for file in earlier - set(written):
        file.unlink(missing_ok=True)
    return written


def _listed(file: Path) -> list[str]:
    """Return the names that an earlier list of files has; only those of files beside it."""
    if not file.is_file():
        return []
    names = file.read_text("utf-8", errors="replace").splitlines()
    return [name for name in names if name == Path(name).name and (file.parent / name).is_file()]


def summary(made: Report) -> Sequence[str]:
    """Return what every export ends with: the counts, and what was left out."""
    return (made.counts, *made.left_out)


def read_choice(home: Home, slug: str) -> PublishRequest:
    """Return what was chosen for a session, else for its home, else what is usual."""
    settings = read_settings(home)
    own = settings.get(f"{SETTING} {slug}")
    return _choice(own if isinstance(own, dict) else settings)


def keep_choice(home: Home, slug: str, choice: PublishRequest) -> None:
    """Keep what was chosen for a session: formats, order and publications. Raises ``NotWritten``."""
    chosen: dict[str, Any] = {CHOSEN_FORMATS: list(choice.formats), "order": choice.order}
    if choice.publications != (APPENDIX,):
        chosen[PUBLISHED] = list(choice.publications)
    keep_setting(home, f"{SETTING} {slug}", chosen)


def _choice(chosen: Mapping[str, Any]) -> PublishRequest:
    """Return the choice in a setting, as far as it is one: the file may have been written by anybody."""
    named = chosen.get(CHOSEN_FORMATS)
    formats = tuple(name for name in NAMES if name in named) if isinstance(named, list) else ()
    order: Order = "votes" if chosen.get("order") == get_args(Order)[1] else "said"
    wished = chosen.get(PUBLISHED)
    named = (APPENDIX, *wished) if isinstance(wished, list) else (APPENDIX,)
    publications = tuple(name for name in PUBLICATIONS if name in named)
    return PublishRequest(formats or USUAL, order, publications=publications)


def preview_of(history: History, command: IssueBulletin) -> str:
    """Return the text of the bulletin that ``command`` would issue now. Raises ``Refused`` where it would not."""
    moment = Context(next_stamp(history.last, int(time.time() * 1000), "preview"), history.highest)
    session = history.session
    for event in history.answer(command, moment, "facilitator"):
        session = apply(session, event)
    return export(report_of_bulletin(session, session.bulletins[-1]), "txt").decode()


def write_bulletins(exports: Path, history: History, bulletins: Iterable[Bulletin]) -> list[Path]:
    """Write the files of some bulletins, and the archive where there is one, beside what is handed out; return them.

    Raises ``NotWritten``.
    """
    target, session, changes = exports / "bulletins", history.session, changes_of(history)
    made = {
        name: content for each in bulletins for name, content in bulletin_files.files_of(session, each, changes).items()
    }
    if session.archive:
        made[bulletin_files.ARCHIVE] = export(report_of_archive(session), "html")
    make_folder(target)
    for name, content in made.items():
        write_file(target / name, content)
    return [target / name for name in made]
