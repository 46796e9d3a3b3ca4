"""Make ``docs/keys.md`` of the keys as they are declared: ``python docs/keys.py > docs/keys.md``."""

from __future__ import annotations

import sys

from workshop.keymap import PLACES, Keyboard, at


def keys_page() -> str:
    """Return the page."""
    keyboard = Keyboard()
    lines = ["# Keys", "", "Made from `workshop/keymap/`; `F1` shows the same in the program.", ""]
    for place, heading in PLACES.items():
        lines += [f"## {heading}", "", "| key | action | what it does | setting |", "|---|---|---|---|"]
        for action in at(place):
            second = keyboard.second(action)
            key = f"`{keyboard.shown(action)}`" + (f" or `{second}`" if second else "")
            lines.append(f"| {key} | {action.title} | {action.help} | `{action.name}` |")
        lines.append("")
    lines += [
        "## The board in a browser",
        "",
        "| key | what it does |",
        "|---|---|",
        "| `Q` | Makes the code, the address and the key large, or small again; small they always stand there. |",
        "| `→` `←`, `Space`, `Page Down`, `Page Up` | Turns the pages. |",
        "| `Home` | Goes to the first page. |",
        "| `?` or `H` | Shows these keys on the board. |",
        "",
        "A key is changed on the settings page (`S` at home), and kept as the setting `keys` of the home folder: a",
        "action's name and the key it is to have. A key that will not do, or that another action has, is said at the",
        "start; then the usual one stays.",
        "A drag of the mouse selects words, and `Ctrl+C` copies them. Caps lock does not matter. `Ctrl+Q` leaves the",
        "program too.",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(keys_page())
