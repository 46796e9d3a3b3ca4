"""What a person can ask for at the table: while writing a line, and on the cards."""

from __future__ import annotations

from typing import Final

from workshop.keymap.declared import declare

LINE: Final = declare(
    "line",
    (
        "record",
        "enter",
        "Record the line",
        "save",
        "Records what you wrote; it is on the disk before it shows.",
    ),
    ("flip_kind", "tab", "Change the kind", "kind", "Makes the line an insight or an experiment, in turn."),
    (
        "to_cards",
        "up",
        "Go to the cards",
        "to the cards",
        "Leaves the line for the cards; the line stays as it is.",
    ),
    ("keep", "escape", "Keep the draft", "keep draft", "Keeps the line for later and goes to the cards."),
)
CARDS: Final = declare(
    "cards",
    ("reword", "r", "Reword the card", "reword", "Changes the words; the earlier wording is kept."),
    (
        "move",
        "m",
        "Move to another kind or theme",
        "move",
        "Makes it another kind, or puts it under another theme.",
    ),
    ("tag", "t", "Tag", "tag", "Adds a tag; with a minus before it, takes the tag away."),
    (
        "group",
        "g",
        "Group",
        "group",
        "Puts the marked cards into a named group; an empty name takes them out.",
    ),
    (
        "join",
        "j",
        "Join, or take apart again",
        "join",
        "Lets one card stand for the marked ones; undoes a join.",
    ),
    ("split", "x", "Split", "split", "Makes two cards or more of one, a line each."),
    ("hide", "h", "Hide from the room", "hide", "Takes the card off the board, the phones and the appendix."),
    ("show", "s", "Show to the room", "show", "Shows a hidden card, or one that was offered from a phone."),
    ("park", "p", "Park, or bring back", "park", "Puts the card in the parking lot, or takes it out."),
    ("remove", "d", "Remove", "remove", "Removes the card; it can be restored."),
    ("restore", "z", "Restore a removed card", "", "Lists what was removed, and brings one back."),
    ("note", "n", "Write a note", "note", "Keeps a note beside the card's words."),
    (
        "fields",
        "e",
        "First step, owner, place …",
        "fields",
        "Fills what an experiment carries beside its words.",
    ),
    (
        "unclear",
        "c",
        "Mark as unclear, or as clear",
        "unclear",
        "Marks a card to come back to; it shows as a ?.",
    ),
    (
        "leave_out",
        "l",
        "Leave out of the appendix",
        "",
        "Keeps the card out of the appendix, or puts it back.",
    ),
    ("earlier", "comma", "Place earlier", "", "Moves the card one place up in its column."),
    ("later", "full_stop", "Place later", "", "Moves the card one place down in its column."),
    (
        "mark",
        "space",
        "Mark several",
        "mark",
        "Marks the card, so that the next action takes all marked ones.",
    ),
    ("undo", "u", "Undo", "undo", "Takes back the last change, also after a restart."),
    ("redo", "y", "Redo", "", "Does again what was undone."),
    (
        "search",
        "slash",
        "Search",
        "search",
        "Shows only cards with these words, or with a #tag, as you type.",
    ),
    (
        "only",
        "f",
        "Show only some",
        "",
        "Shows only hidden, parked, unclear or offered cards, or those of a tag or group.",
    ),
    (
        "offers",
        "o",
        "Look at what was offered",
        "",
        "Shows the cards that came from phones and wait: show, fix, join or set aside, one key each.",
    ),
    (
        "details",
        "enter",
        "Details and history",
        "details",
        "Shows everything about the card, with earlier wordings.",
    ),
    ("switch_column", "tab", "Other column", "", "Goes to the other kind's cards."),
    ("theme", "k", "Change the theme", "theme", "Goes to another theme and its question."),
    ("add_theme", "a", "Add a theme", "", "Adds a theme with its question, and goes there."),
    ("reword_theme", "w", "Reword the theme", "", "Changes the theme's title and question."),
    ("phones", "i", "Phones", "phones", "Lets people join with their phones: a code, an address and a key."),
    ("timer", "v", "Timer", "timer", "Starts the timer, pauses it, gives more time or stops it."),
    ("board", "b", "Show the board", "board", "Shows the board for the projector; Esc comes back."),
    (
        "to_line",
        "escape",
        "Back to the line",
        "to the line",
        "Goes back to writing, with the draft as it was.",
    ),
    (
        "leave",
        "q",
        "Leave the table",
        "",
        "Closes the session; everything is recorded and the appendix is written.",
    ),
)
TABLE: Final = declare(
    "table",
    (
        "set_up",
        "f9",
        "Set up",
        "set up",
        "Changes the title, the themes, the kinds, the tags, the dots and the language, at any time.",
        "9",
    ),
    ("summit", "f7", "Summit", "summit", "In a summit: its tables, what looks alike, the order of its themes.", "7"),
    ("map", "", "Map", "", "Places cards under headings and writes lines that keep their sources.", "8"),
)
