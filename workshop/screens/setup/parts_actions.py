"""What is done with the themes, kinds and tags of a set-up, and with the template it begins from."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop.live.new_session import NewSession
from workshop.model.commands import (
    AddTheme,
    DefineKind,
    DefineTag,
    DescribeKind,
    DropKind,
    DropTag,
    PlaceTheme,
    RemoveTheme,
    RenameTag,
    RewordTheme,
)
from workshop.model.errors import Refused
from workshop.model.rules.session import not_known
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.setup.actions import begin

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from workshop.model.commands import Command
    from workshop.model.session import Kind, Theme
    from workshop.screens.setup.screen import SetUp

_MORE = "Enter continues · Esc cancels"


async def change_part(page: SetUp) -> None:
    """Change what stands at the cursor; on a heading, add one."""
    part, name = _at_cursor(page)
    if part in _ADD and not name:
        await _ADD[part](page)
    else:
        await _CHANGE[part](page, name)


async def add_part(page: SetUp) -> None:
    """Add a theme, a kind or a tag."""
    part, _ = _at_cursor(page)
    await _ADD[part if part in _ADD else "theme"](page)


async def remove_part(page: SetUp) -> None:
    """Take away what stands at the cursor."""
    part, name = _at_cursor(page)
    if not name:
        raise Refused("Go to a theme, a kind or a tag first.")
    await page.do(_REMOVE[part](name))


async def part_earlier(page: SetUp) -> None:
    """Move the theme one place up."""
    themes, here = _themes(page)
    if here == 0:
        raise Refused("It is the first already.")
    await page.do(PlaceTheme(themes[here].id, themes[here - 1].id))


async def part_later(page: SetUp) -> None:
    """Move the theme one place down."""
    themes, here = _themes(page)
    if here == len(themes) - 1:
        raise Refused("It is the last already.")
    await page.do(PlaceTheme(themes[here].id, themes[here + 2].id if here + 2 < len(themes) else ""))


def _themes(page: SetUp) -> tuple[list[Theme], int]:
    part, name = _at_cursor(page)
    themes = page.session.live_themes()
    if part != "theme" or not name:
        raise Refused("Themes have an order; kinds and tags have none.")
    return themes, [theme.id for theme in themes].index(name)


def _at_cursor(page: SetUp) -> tuple[str, str]:
    """Return "theme", "kind", "tag" or "template", and which one; none on a heading."""
    row = page.rows.cursor_row
    part, _, name = (row.id if row else "theme").partition(":")
    return part.removesuffix("s"), name


async def _add_theme(page: SetUp) -> None:
    answers = await _asked_theme(page, "", "")
    if answers:
        await page.do(AddTheme(*answers))


async def _change_theme(page: SetUp, name: str) -> None:
    theme = page.session.themes[name]
    answers = await _asked_theme(page, theme.title, theme.question)
    if answers and answers != (theme.title, theme.question):
        await page.do(RewordTheme(name, *answers))


async def _asked_theme(page: SetUp, title: str, question: str) -> tuple[str, str] | None:
    answer = await page.ask(Ask("The theme's title", title, _MORE))
    if answer is None or not answer.strip():
        return None
    asked = await page.ask(Ask("Its question", question, "It may be empty · Enter saves · Esc cancels"))
    return None if asked is None else (answer.strip(), asked.strip())


async def _add_kind(page: SetUp) -> None:
    singular = await page.ask(Ask("A new kind of card: one of it is called", hint=f"Such as Worry · {_MORE}"))
    if singular and singular.strip():
        await _define(page, singular.strip().lower(), singular.strip(), None)


async def _change_kind(page: SetUp, name: str) -> None:
    kind = page.session.kind(name)
    singular = await page.ask(Ask("One of it is called", kind.singular, _MORE))
    if singular and singular.strip():
        await _define(page, name, singular.strip(), kind)


async def _define(page: SetUp, name: str, singular: str, old: Kind | None) -> None:
    if old is None:
        not_known(page.session, name, singular)
    plural = await page.ask(Ask("Several are called", old.plural if old else f"{singular}s", _MORE))
    if not plural or not plural.strip():
        return
    letter = old.letter if old else _free_letter(page, singular)
    hint = "One of A to Z: it stands in the ids of cards · Enter saves"
    answer = await page.ask(Ask("Its letter", letter, hint))
    if answer is not None and (old is None or answer.strip().upper() != old.letter or (singular, plural) != old[1:3]):
        await page.do(DefineKind(name, singular, plural.strip(), answer.strip().upper(), old is None))


async def _change_hint(page: SetUp, name: str) -> None:
    before = page.session.hint(name)
    asked = f"What is {page.session.kind(name).singular}, in a few words, such as “what we have learned”?"
    hint = await page.ask(Ask(asked, before, "Empty, phones say the usual words · Enter saves · Esc cancels"))
    if hint is not None and hint.strip() != before:
        await page.do(DescribeKind(name, hint))


def _free_letter(page: SetUp, singular: str) -> str:
    taken = {kind.letter for kind in page.session.kinds}
    letters = (c for c in f"{singular.upper()}ABCDEFGHIJKLMNOPQRSTUVWXYZ" if c.isascii() and c.isalpha())
    return next((letter for letter in letters if letter not in taken), "")


async def _add_tag(page: SetUp) -> None:
    tag = await page.ask(Ask("A new tag", hint=f"A word or two, without # · {_MORE}"))
    if not tag or not tag.strip():
        return
    description = await page.ask(Ask(f"What “{tag.strip()}” means", hint="It may be empty · Enter adds the tag"))
    if description is not None:
        await page.do(DefineTag(tag, description))


async def _change_tag(page: SetUp, name: str) -> None:
    tag = await page.ask(Ask("The tag", name, _MORE))
    if not tag or not tag.strip():
        return
    before = page.session.tags.get(name, "")
    description = await page.ask(Ask("What it means", before, "It may be empty · Enter saves"))
    if description is None:
        return
    commands: list[Command] = [RenameTag(name, tag)] if tag.strip().lstrip("#") != name else []
    if description.strip() != before:
        commands.append(DefineTag(tag, description))
    await page.do(*commands)


async def _begin(page: SetUp, name: str) -> None:
    del name
    await begin(page)


async def _change_template(page: SetUp, name: str) -> None:
    del name
    from workshop.store.templates import readable  # noqa: PLC0415 - only here; it reads files

    found = readable(page.home)
    options = [Option(t.name, "", t.title, (t.description,)) for t in found.templates]
    options += [Option("", "left out", sentence) for sentence in found.problems]
    answer = await page.ask(Choose("Begin with which template?", options))
    chosen = next((template for template in found.templates if template.name == answer), None)
    if chosen is not None and isinstance(page.source, NewSession):
        page.source.take(chosen)
        page.show_parts()
        page.say(f"It begins as “{chosen.title}”. Everything can still be changed.")


async def _read_paper(page: SetUp, name: str) -> None:
    """Show what a paper would become, begun as it is set up here."""
    del name
    from workshop.live.import_paper import is_record  # noqa: PLC0415 - the readers; not before they are asked for
    from workshop.screens.paper.choose import ChoosePaper  # noqa: PLC0415 - as above
    from workshop.screens.paper.look import look_at  # noqa: PLC0415 - as above
    from workshop.screens.paper.screen import PaperPreview  # noqa: PLC0415 - as above

    if not isinstance(page.source, NewSession) or not await page.take_all():
        return
    path = await page.ask(ChoosePaper(Path.cwd()))
    if path is None:
        return
    if await asyncio.to_thread(is_record, path):
        raise Refused(
            f"{path.name} is a session's own record. Go back: I in the list of sessions brings it back whole."
        )
    look = await look_at(path, {}, page.source.start())

    def started(folder: Path) -> None:
        page.dismiss()
        page.started(folder)

    await page.app.push_screen(PaperPreview(page.home, look, page.keyboard, page.catalogue, started))


_ADD: Final[Mapping[str, Callable[[SetUp], Awaitable[None]]]] = {
    "theme": _add_theme,
    "kind": _add_kind,
    "tag": _add_tag,
}
_CHANGE: Final[Mapping[str, Callable[[SetUp, str], Awaitable[None]]]] = {
    "begin": _begin,
    "theme": _change_theme,
    "kind": _change_kind,
    "hint": _change_hint,
    "tag": _change_tag,
    "template": _change_template,
    "paper": _read_paper,
}
_REMOVE: Final[Mapping[str, Callable[[str], Command]]] = {
    "theme": RemoveTheme,
    "kind": DropKind,
    "hint": lambda kind: DescribeKind(kind, ""),
    "tag": DropTag,
}
