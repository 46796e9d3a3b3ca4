"""What is done in a set-up: with its fields, its themes, kinds and tags, and the template it begins from."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from workshop.live.new_session import NewSession, begun
from workshop.model import commands as c
from workshop.model.errors import Refused
from workshop.model.rules.session import not_known
from workshop.model.session import Kind, Theme
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.setup.fields import FIELDS
from workshop.screens.setup.view import SetUpView
from workshop.store.templates import readable

_MORE = "Enter continues · Esc cancels"

_REMOVE: Final[Mapping[str, Callable[[str], c.Command]]] = {
    "theme": c.RemoveTheme,
    "kind": c.DropKind,
    "hint": lambda kind: c.DescribeKind(kind, ""),
    "tag": c.DropTag,
}


class SetUp(SetUpView):
    """The page of a set-up, with what its keys do."""

    async def action_change_part(self) -> None:
        """Change what stands at the cursor; on a heading, add one."""
        part, name = self._at_cursor()
        ways = {"begin": self.action_begin, "template": self._change_template, "paper": self._read_paper}
        changes = {
            "theme": self._change_theme,
            "kind": self._change_kind,
            "hint": self._change_hint,
            "tag": self._change_tag,
        }
        if part in ways:
            await ways[part]()
        elif name:
            await changes[part](name)
        else:
            await self.action_add_part()

    async def action_add_part(self) -> None:
        """Add a theme, a kind or a tag."""
        part, _ = self._at_cursor()
        await {"kind": self._add_kind, "tag": self._add_tag}.get(part, self._add_theme)()

    async def action_remove_part(self) -> None:
        """Take away what stands at the cursor."""
        part, name = self._at_cursor()
        if not name:
            raise Refused("Go to a theme, a kind or a tag first.")
        await self.do(_REMOVE[part](name))

    async def action_part_earlier(self) -> None:
        """Move the theme one place up."""
        themes, here = self._themes()
        if here == 0:
            raise Refused("It is the first already.")
        await self.do(c.PlaceTheme(themes[here].id, themes[here - 1].id))

    async def action_part_later(self) -> None:
        """Move the theme one place down."""
        themes, here = self._themes()
        if here == len(themes) - 1:
            raise Refused("It is the last already.")
        await self.do(c.PlaceTheme(themes[here].id, themes[here + 2].id if here + 2 < len(themes) else ""))

    def _themes(self) -> tuple[list[Theme], int]:
        part, name = self._at_cursor()
        themes = self.session.live_themes()
        if part != "theme" or not name:
            raise Refused("Themes have an order; kinds and tags have none.")
        return themes, [theme.id for theme in themes].index(name)

    def _at_cursor(self) -> tuple[str, str]:
        """Return "theme", "kind", "tag" or "template", and which one; none on a heading."""
        part, _, name = (self.rows.here or "theme").partition(":")
        return part.removesuffix("s"), name

    async def _add_theme(self) -> None:
        await self.do(c.AddTheme(*await self._asked_theme("", "")))

    async def _change_theme(self, name: str) -> None:
        theme = self.session.themes[name]
        answers = await self._asked_theme(theme.title, theme.question)
        if answers != (theme.title, theme.question):
            await self.do(c.RewordTheme(name, *answers))

    async def _asked_theme(self, title: str, question: str) -> tuple[str, str]:
        title = await self.words(Ask("The theme's title", title, _MORE))
        asked = await self.answer(Ask("Its question", question, "It may be empty · Enter saves · Esc cancels"))
        return title, asked.strip()

    async def _add_kind(self) -> None:
        singular = await self.words(Ask("A new kind of card: one of it is called", hint=f"Such as Worry · {_MORE}"))
        await self._define(singular.lower(), singular, None)

    async def _change_kind(self, name: str) -> None:
        kind = self.session.kind(name)
        singular = await self.words(Ask("One of it is called", kind.singular, _MORE))
        await self._define(name, singular, kind)

    async def _define(self, name: str, singular: str, old: Kind | None) -> None:
        if old is None:
            not_known(self.session, name, singular)
        plural = await self.words(Ask("Several are called", old.plural if old else f"{singular}s", _MORE))
        letter = old.letter if old else self._free_letter(singular)
        hint = "One of A to Z: it stands in the ids of cards · Enter saves"
        letter = (await self.answer(Ask("Its letter", letter, hint))).strip().upper()
        if old is None or letter != old.letter or (singular, plural) != old[1:3]:
            await self.do(c.DefineKind(name, singular, plural, letter, old is None))

    async def _change_hint(self, name: str) -> None:
        before = self.session.hint(name)
        asked = f"What is {self.session.kind(name).singular}, in a few words, such as “what we have learned”?"
        hint = "Empty, phones say the usual words · Enter saves · Esc cancels"
        await self.do(c.DescribeKind(name, await self.other_words(asked, before, hint)))

    def _free_letter(self, singular: str) -> str:
        taken = {kind.letter for kind in self.session.kinds}
        letters = (c for c in f"{singular.upper()}ABCDEFGHIJKLMNOPQRSTUVWXYZ" if c.isascii() and c.isalpha())
        return next((letter for letter in letters if letter not in taken), "")

    async def _add_tag(self) -> None:
        tag = await self.words(Ask("A new tag", hint=f"A word or two, without # · {_MORE}"))
        description = await self.answer(Ask(f"What “{tag}” means", hint="It may be empty · Enter adds the tag"))
        await self.do(c.DefineTag(tag, description))

    async def _change_tag(self, name: str) -> None:
        tag = await self.words(Ask("The tag", name, _MORE))
        before = self.session.tags.get(name, "")
        description = await self.answer(Ask("What it means", before, "It may be empty · Enter saves"))
        commands: list[c.Command] = [c.RenameTag(name, tag)] if tag.lstrip("#") != name else []
        if description.strip() != before:
            commands.append(c.DefineTag(tag, description))
        await self.do(*commands)

    async def _change_template(self) -> None:
        found = readable(self.home)
        options = [Option(t.name, "", t.title, (t.description,)) for t in found.templates]
        options += [Option("", "left out", sentence) for sentence in found.problems]
        answer = await self.answer(Choose("Begin with which template?", options))
        chosen = next((template for template in found.templates if template.name == answer), None)
        if chosen is not None and isinstance(self.source, NewSession):
            self.source.take(chosen)
            self.show_parts()
            self.say(f"It begins as “{chosen.title}”. Everything can still be changed.")

    async def _read_paper(self) -> None:
        """Show what a paper would become, begun as it is set up here."""
        from workshop.live.import_paper import is_record  # noqa: PLC0415 - the readers; not before they are asked for
        from workshop.screens.home.browse import ChoosePaper  # noqa: PLC0415 - as above
        from workshop.screens.paper.look import look_at  # noqa: PLC0415 - as above
        from workshop.screens.paper.screen import PaperPreview  # noqa: PLC0415 - as above

        if not isinstance(self.source, NewSession) or not await self.take_all():
            return
        path = await self.answer(ChoosePaper(Path.cwd()))
        if await asyncio.to_thread(is_record, path):
            raise Refused(
                f"{path.name} is a session's own record. Go back: I in the list of sessions brings it back whole."
            )
        look = await look_at(path, {}, self.source.start())

        def started(folder: Path) -> None:
            self.dismiss()
            self.started(folder)

        await self.app.push_screen(PaperPreview(self.home, look, self.keyboard, self.catalogue, started))

    async def action_next_field(self) -> None:
        """Take what is written and go on; a new session starts after its question, as nothing else has to be said."""
        if self.is_new and FIELDS[self.here].name == "question":
            await self.action_begin()
        else:
            await self.action_following_field()

    async def action_following_field(self) -> None:
        """Take what is written and go to the field below: after the last one to the list."""
        here = self.here
        if await self.take(FIELDS[here].name):
            following = FIELDS[here + 1 : here + 2]
            self.set_focus(self.line(following[0].name) if following else self.rows)

    async def action_previous_field(self) -> None:
        """Take what is written and go back a field."""
        here = self.here
        if await self.take(FIELDS[here].name):
            self.set_focus(self.line(FIELDS[max(0, here - 1)].name))

    async def action_to_parts(self) -> None:
        """Go to the themes, kinds and tags."""
        if await self.take(FIELDS[self.here].name):
            self.set_focus(self.rows)

    async def action_to_fields(self) -> None:
        """Go back to the first field."""
        self.set_focus(self.line(FIELDS[0].name))

    async def action_begin(self) -> None:
        """Start the session; or, where it is under way, go back to it."""
        if not await self.take_all():
            return
        if not isinstance(self.source, NewSession):
            self.dismiss()
            return
        if not self.session.title:
            self.set_focus(self.line("title"))
            self.say("A session needs a title. Write one, then press Enter.")
            return
        folder = await begun(self.home, self.session.title, self.source.start(), cards=tuple(self.first_cards))
        self.dismiss()
        self.started(folder)

    async def action_leave_form(self) -> None:
        """Go back; ask if something that was written would be lost."""
        if not self.is_new and self.place == "form":
            await self.take(FIELDS[self.here].name)
        if self.unkept:
            what = (
                "Nothing is recorded of this session yet." if self.is_new else "What stands in a field was not taken."
            )
            if not await self.agreed(what, "Go back without it", "Stay here", careful=True):
                return
        self.dismiss()
