"""What every key does, made from the commands themselves."""

from __future__ import annotations

from typing import Final

from workshop.keymap import PLACES, Keyboard, Place, at
from workshop.screens.table.details import Details
from workshop.widgets.row import Row

MORE: Final = (
    ("Mouse", "Click a card, a step or a word of the footer; drag to select words."),
    ("Ctrl+C", "Copies what is selected. With Shift, the mouse selects as your terminal does."),
    ("Ctrl+Q", "Leaves the program; everything is recorded."),
    ("", "Keys can be changed in the settings: S in the list of sessions."),
)
"""What is not an action of a page's own."""


class Help(Details):
    """The keys by place, beginning with where the keyboard is."""

    def __init__(self, keyboard: Keyboard, place: Place, places: tuple[Place, ...]) -> None:
        order = [place, *(other for other in PLACES if other in places and other != place)]
        more = " · a drag of the mouse selects words, Ctrl+C copies them"
        super().__init__("What the keys do", help_rows(keyboard, order), more, whole=True)


def help_rows(keyboard: Keyboard, places: list[Place]) -> list[Row]:
    """Return a row for each command, under its place."""
    rows = []
    for place in places:
        rows.append(Row(place, "", PLACES[place].upper(), quiet=True))
        for action in at(place):
            keys = " ".join(filter(None, (keyboard.shown(action), keyboard.second(action))))
            rows.append(Row(action.name, keys, f"{action.title}. {action.help}"))
    rows += [Row(f"more {n}", keys, said) for n, (keys, said) in enumerate(MORE)]
    return rows
