"""What is done with settings: change one, or give it its usual value again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.keymap import ACTIONS, Keyboard, shown
from workshop.keymap.overrides import checked, clash, key_of, problem
from workshop.live.new_session import NewSession
from workshop.live.publish import NAMES, USUAL, chosen_formats
from workshop.model.errors import Refused
from workshop.screens.dialogs import Ask
from workshop.screens.settings.press import Press
from workshop.screens.setup import fields as setup_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.keymap import Action
    from workshop.screens.settings.screen import SettingsPage

_BY_NAME: Final[Mapping[str, Action]] = {command.name: command for command in ACTIONS}

_HINTS: Final[Mapping[str, str]] = {
    "table": "It begins every id of a new session; empty for none · Enter saves",
    "language": "Such as en, cy, fr, de, es or ar · Enter saves",
}


async def change_setting(page: SettingsPage) -> None:
    """Change the setting at the cursor."""
    part, name = _at_cursor(page)
    if part == "key":
        await _change_key(page, _BY_NAME[name])
    elif part == "theme":
        page.post_message(page.Colours())
    elif part == "formats":
        await _change_formats(page)
    elif part in _HINTS:
        await _change_field(page, part)
    else:
        raise Refused("This is a heading. Go to a setting below it.")


async def usual_setting(page: SettingsPage) -> None:
    """Return the setting at the cursor its usual value again."""
    part, name = _at_cursor(page)
    if part == "key":
        chosen = {other: key for other, key in page.keyboard.chosen.items() if other != name}
        await _keep_keys(page, chosen, f"“{_BY_NAME[name].title}” has {Keyboard().shown(_BY_NAME[name])} again.")
    elif part == "theme":
        if page.app.theme != "dark":
            page.post_message(page.Colours())
    elif part == "formats" or part in _HINTS:
        await page.keep(part, None)
    else:
        raise Refused("This is a heading. Go to a setting below it.")


async def leave_settings(page: SettingsPage) -> None:
    """Go back; everything is kept."""
    page.dismiss()


def _at_cursor(page: SettingsPage) -> tuple[str, str]:
    row = page.rows.cursor_row
    part, _, name = (row.id if row else "").partition(":")
    return part, name


async def _change_field(page: SettingsPage, name: str) -> None:
    value = str(page.settings.get(name) or "")
    answer = await page.ask(Ask(setup_fields.BY_NAME[name].label, value, _HINTS[name]))
    if answer is None:
        return
    wrong = setup_fields.problem(NewSession().session, name, answer) if answer.strip() else ""
    if wrong:
        raise Refused(wrong)
    await page.keep(name, answer.strip() or None)


async def _change_formats(page: SettingsPage) -> None:
    value = ", ".join(page.settings.get("formats") or USUAL)
    hint = f"Of {', '.join(NAMES)}; several by commas · Enter saves"
    answer = await page.ask(Ask("The appendix is written as", value, hint))
    if answer is not None:
        formats = chosen_formats(answer)
        await page.keep("formats", list(formats) if formats != USUAL else None)


async def _change_key(page: SettingsPage, command: Action) -> None:
    def wrong(key: str) -> str:
        if sentence := problem(command, key):
            return sentence
        other = clash(page.keyboard, command, key_of(key))
        return f"{shown(key_of(key))} is the key of “{other.title}” already. Change that first." if other else ""

    key = await page.ask(Press(f"{command.title}: now {page.keyboard.shown(command)}", wrong))
    if key is not None:
        chosen = {**page.keyboard.chosen, command.name: key_of(key)}
        await _keep_keys(page, chosen, f"“{command.title}” has {shown(key_of(key))} now.")


async def _keep_keys(page: SettingsPage, chosen: Mapping[str, str], said: str) -> None:
    good = checked(dict(chosen))
    page.choose_keys(good.chosen)
    page.say(" ".join((said, *good.remarks)))
    await page.keep("keys", dict(good.chosen) or None)
