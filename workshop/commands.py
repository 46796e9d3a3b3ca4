"""Every user command, declared once: its key, its words, its help, and where it applies.

Bindings, footer, palette, help screen and ``docs/keys.md`` are made from these values. A screen gives each
command its deed: a function of the same name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from textual.binding import Binding

Place: TypeAlias = Literal[
    "everywhere",
    "line",
    "cards",
    "table",
    "home",
    "reading",
    "plan",
    "ballot",
    "numbers",
    "result",
    "votes",
    "beside",
    "phones",
    "offers",
    "form",
    "parts",
    "paper",
    "settings",
    "appendix",
    "summit",
    "alike",
    "board",
    "rehearsal",
]
"""Where the keyboard is: writing a line, on the cards, on the list of sessions, at a step of a vote, in a form …"""

PLACES: Final[Mapping[Place, str]] = {
    "line": "While you write",
    "cards": "On the cards",
    "table": "At the table",
    "reading": "While you read back",
    "plan": "Before a vote",
    "ballot": "While a vote is open",
    "numbers": "While you type ballots",
    "result": "After a vote",
    "votes": "At any time of a vote",
    "beside": "On every page beside the table",
    "appendix": "At the appendix",
    "summit": "At the summit",
    "alike": "With two cards that look alike",
    "home": "In the list of sessions",
    "phones": "On the phones",
    "offers": "On what was offered",
    "form": "While you fill in a session's set-up",
    "parts": "On the set-up's themes, kinds and tags",
    "paper": "On the preview of an import",
    "settings": "On the settings",
    "board": "At the board",
    "rehearsal": "At a rehearsal",
    "everywhere": "Everywhere",
}
"""What each place is called in the help, in its order."""


TOGETHER: Final[tuple[tuple[Place, ...], ...]] = (
    ("line", "table", "rehearsal"),
    ("cards", "table", "rehearsal"),
    ("reading", "beside"),
    ("phones", "beside"),
    ("offers", "beside"),
    ("plan", "votes", "beside"),
    ("ballot", "votes", "beside"),
    ("numbers", "votes", "beside"),
    ("result", "votes", "beside"),
)
"""Places whose keys hold at the same time, so that none of them may be the same."""


@dataclass(frozen=True, slots=True)
class UserCommand:
    """What a person can ask for.

    ``name`` is the deed's and the setting's name; ``key`` is Textual's name of a key that every terminal
    sends; ``title`` is what the palette calls it, ``word`` what the footer does (empty: not in the footer).
    """

    name: str
    key: str
    title: str
    word: str
    help: str
    place: Place


def _all(place: Place, *rows: tuple[str, str, str, str, str]) -> tuple[UserCommand, ...]:
    return tuple(UserCommand(*row, place) for row in rows)


LINE: Final = _all(
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
CARDS: Final = _all(
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
        "Marks the card, so that the next command takes all marked ones.",
    ),
    ("undo", "u", "Undo", "undo", "Takes the last command back, also after a restart."),
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
TABLE: Final = _all(
    "table",
    ("read_back", "f5", "Read back", "read back", "Shows one card at a time, large, to be read aloud and confirmed."),
    ("vote", "f6", "Vote", "vote", "Sets up a vote, counts it, closes it and shows the result."),
    (
        "set_up",
        "f9",
        "Set up",
        "",
        "Changes the title, the themes, the kinds, the tags, the dots and the language, at any time.",
    ),
    ("appendix", "f12", "Appendix", "appendix", "Shows what will be handed out, and chooses what is in it."),
    ("summit", "f7", "Summit", "summit", "In a summit: its tables, what looks alike, the order of its themes."),
)
READING: Final = _all(
    "reading",
    ("confirm", "enter", "Confirm the card", "confirm", "Marks the card as read back, and goes to the next."),
    ("unclear_now", "c", "Mark as unclear, go on", "unclear", "Marks the card to come back to, and goes on."),
    ("reword_now", "r", "Reword the card read", "reword", "Changes the words of the card that is read."),
    ("split_now", "x", "Split the card read", "split", "Makes two cards or more of the card that is read."),
    ("next_card", "right", "Next card", "next", "Goes on without marking the card."),
    ("previous_card", "left", "Previous card", "back", "Goes back by a card."),
    ("next_theme", "k", "Read another theme", "", "Reads back the cards of another theme."),
)
PLAN: Final = _all(
    "plan",
    ("open_vote", "o", "Open the vote", "open the vote", "Opens the vote with the rules as they stand there."),
    ("set_rule", "enter", "Change the rule", "change", "Changes the rule at the cursor."),
)
BALLOT: Final = _all(
    "ballot",
    ("hand_ballot", "b", "One person's ballot by hand", "by hand", "Takes the dots of one person at a time."),
    ("hands", "h", "A show of hands", "show of hands", "Takes the hands counted for each card; they can be corrected."),
    ("close_vote", "c", "Close the vote", "close", "Ends the voting; nothing is shown yet."),
)
NUMBERS: Final = _all(
    "numbers",
    ("take_numbers", "enter", "Take what is typed", "take", "Takes the ballot, or the hands for the card."),
    ("other_card", "tab", "Go to the next card", "next card", "Goes to the next card; the arrow keys do too."),
)
RESULT: Final = _all(
    "result",
    ("reveal", "r", "Reveal the result", "reveal", "Shows the result of a vote that is closed."),
    ("run_off", "o", "Run-off", "run-off", "Sets up a vote on the cards that are level, a dot each."),
    ("settle", "s", "Record a choice", "record a choice", "Records which of the level cards was chosen, and why."),
)
VOTES: Final = _all(
    "votes",
    ("void", "v", "Declare the vote void", "void", "Lets a vote count for nothing, after asking; it stays on record."),
    ("new_vote", "n", "Set up another vote", "new", "Begins another vote; earlier ones stay as they are."),
    ("earlier_votes", "l", "All votes", "all votes", "Lists the votes of this session, and shows one."),
)
BESIDE: Final = _all(
    "beside",
    ("take_back", "u", "Undo here", "undo", "Takes the last command back."),
    ("back_to_table", "escape", "Back to the table", "table", "Goes back to the cards; what you did is recorded."),
)
APPENDIX: Final = _all(
    "appendix",
    (
        "keep_out",
        "space",
        "Leave the card out, or put it back",
        "leave out",
        "Keeps the card out of what is handed out.",
    ),
    (
        "formats",
        "f",
        "Choose the formats",
        "formats",
        "Says which files are kept on the disk: Word, a web page, plain text, and others.",
    ),
    (
        "order",
        "o",
        "As said, or by dots",
        "order",
        "Prints the cards as they were said, or those with most dots first.",
    ),
    ("glossary", "g", "Explain capitals", "glossary", "Lists capitals a reader may not know; no card is changed."),
    ("write_now", "w", "Write the files now", "write", "Writes the files at once instead of in a moment."),
    ("show_folder", "e", "Open the folder", "folder", "Opens the folder of the files, or says where it is."),
    ("next_heading", "tab", "Next theme", "", "Goes to the next theme, and from the last to the first."),
    ("undo_appendix", "u", "Undo what was done here", "", "Takes the last command back."),
    ("leave_appendix", "escape", "Back to the table", "back", "Goes back; the files are kept up to date as before."),
)
SUMMIT: Final = _all(
    "summit",
    ("merge_more", "m", "Merge more tables", "merge more", "Brings in tables that come late, corrected or once again."),
    ("look_alike", "a", "Cards that look alike", "look alike", "Shows cards of different tables side by side."),
    ("publish", "w", "Write the appendix", "write", "Writes the appendix of all tables and says where it lies."),
    ("theme_earlier", "comma", "Theme earlier", "earlier", "Moves the theme one place up in the appendix."),
    ("theme_later", "full_stop", "Theme later", "later", "Moves the theme one place down in the appendix."),
    ("undo_summit", "u", "Undo at the summit", "undo", "Takes the last command back; a merge stays."),
    ("leave_summit", "escape", "Back to the cards", "back", "Goes back to the cards of all tables."),
)
ALIKE: Final = _all(
    "alike",
    (
        "join_pair",
        "j",
        "Join the two",
        "join",
        "Lets one card stand for both; taken apart, both and their dots are back.",
    ),
    ("different", "n", "They are not the same", "not the same", "Shows the pair no more until the program is closed."),
    ("next_pair", "right", "Next pair", "next", "Leaves the pair as it is and goes to the next."),
    ("previous_pair", "left", "Pair before", "before", "Goes back by a pair."),
    ("undo_pair", "u", "Undo the joining", "undo", "Takes the last command back."),
    ("leave_alike", "escape", "Back to the summit", "back", "Goes back to the summit's page."),
)
HOME: Final = _all(
    "home",
    ("open", "enter", "Open the session", "open", "Opens the session at the cursor."),
    ("new", "n", "New session", "new", "Starts a table: a title is enough."),
    ("take_in", "i", "Import a paper", "import", "Shows what a text, Markdown, Word or CSV file would become."),
    ("find", "f", "Find cards", "find", "Looks for words in the cards of all sessions, and opens one."),
    ("mark_session", "space", "Mark several", "mark", "Marks a session, to merge or to write several."),
    ("merge", "m", "Merge into a summit", "merge", "Puts marked sessions, or folders, together in one summit."),
    ("export_now", "e", "Write the appendix now", "export", "Writes the appendix and says where the files lie."),
    ("rehearse", "d", "Rehearse", "rehearse", "Opens a rehearsal with pretend people; it goes into no summit."),
    ("settings", "s", "Settings", "settings", "Changes keys, colours, and what a new session begins with."),
    ("quit", "q", "Quit", "quit", "Leaves the program."),
)
PHONES: Final = _all(
    "phones",
    ("start_phones", "enter", "Let phones join", "let phones join", "Listens at the address at the cursor."),
    ("see_offers", "o", "Look at what people offered", "offers", "Goes to the cards that wait to be shown."),
    ("wifi", "w", "Name the Wi-Fi", "Wi-Fi", "Shows a code for the Wi-Fi too; its password is never recorded."),
    ("other_code", "c", "The other code", "other code", "Shows the Wi-Fi's code, or the one to join again."),
    (
        "print_tent",
        "t",
        "Page for the table",
        "print",
        "Writes a page to print, with codes, key, question and rules.",
    ),
    (
        "print_ballots",
        "b",
        "Ballots on paper",
        "ballots",
        "Writes single-use codes to print; then one vote takes one code.",
    ),
    ("stop_phones", "x", "Stop", "stop", "Sends the phones away and frees the address; what they sent is recorded."),
    ("phone_trouble", "h", "When a phone cannot join", "trouble", "Says what may be in the way."),
    ("gate", "g", "Offers wait, or show at once", "gate", "Says whether what phones offer waits for you to show it."),
    ("larger_code", "l", "Larger or smaller code", "size", "Draws the code twice as large, where there is room."),
)
OFFERS: Final = _all(
    "offers",
    ("show_offer", "s", "Show it to the room", "show", "Shows the card on the board, the phones and in the appendix."),
    (
        "reword_offer",
        "r",
        "Fix the wording",
        "fix",
        "Changes the words; the participant's own are kept beside them.",
    ),
    (
        "join_offer",
        "j",
        "Join with a card",
        "join",
        "Lets one card stand for this and one that is there; both are kept.",
    ),
    ("set_offer_aside", "p", "Set aside, or back", "set aside", "Puts it in the parking lot, or into the queue again."),
    ("remove_offer", "d", "Remove", "remove", "Removes the card; Z at the table restores it."),
    ("move_offer", "m", "Another kind or theme", "move", "Makes it another kind, or puts it under another theme."),
    ("show_all_offers", "a", "Show all", "", "Shows every card that waits, after a question."),
    ("hold_offers", "g", "Offers wait, or show at once", "", "Says whether what phones offer waits here."),
)
FORM: Final = _all(
    "form",
    ("next_field", "enter", "Next field", "next", "Takes what you wrote and goes to the next field."),
    ("to_parts", "tab", "Go to the list", "list", "Leaves the fields for themes, kinds and tags."),
    ("previous_field", "up", "Previous field", "", "Goes back to the field before."),
    ("begin", "f4", "Start, or be done", "start", "Starts the session, or goes back to its table."),
    ("leave_form", "escape", "Back", "back", "Goes back; asks first if something you wrote would be lost."),
)
PARTS: Final = _all(
    "parts",
    ("change_part", "enter", "Change it", "change", "Changes what stands at the cursor."),
    ("add_part", "a", "Add one", "add", "Adds a theme, a kind or a tag, whichever stands at the cursor."),
    ("remove_part", "d", "Remove it", "remove", "Takes away a theme without cards, a tag, or a kind of a new session."),
    ("part_earlier", "comma", "Theme earlier", "", "Moves the theme one place up."),
    ("part_later", "full_stop", "Theme later", "", "Moves the theme one place down."),
    ("to_fields", "tab", "Go to the fields", "fields", "Goes back to the title and the other fields."),
)
PAPER: Final = _all(
    "paper",
    ("accept_paper", "i", "Import it", "import it", "Makes the session that is shown, and opens it."),
    ("read_list", "enter", "Read the list otherwise", "change the list", "Says which kind a list's lines are."),
    ("other_paper", "f", "Another file", "another file", "Looks at another paper instead."),
    ("leave_paper", "escape", "Back", "back", "Goes back; nothing is made."),
)
SETTINGS: Final = _all(
    "settings",
    ("change_setting", "enter", "Change it", "change", "Changes the setting at the cursor."),
    ("usual_setting", "d", "As it was", "as it was", "Gives the setting at the cursor its usual value again."),
    ("leave_settings", "escape", "Back", "back", "Goes back; every change is kept already."),
)
BOARD: Final = _all(
    "board",
    ("page_on", "right", "Next page", "next page", "Turns to the next page of the cards."),
    ("page_back", "left", "Page before", "", "Turns one page back."),
    (
        "hold_page",
        "space",
        "Hold the page, or let it turn",
        "hold",
        "Holds the page that is shown; pages turn by themselves again when it is pressed again.",
    ),
    (
        "large_cards",
        "l",
        "Large letters, or plain ones",
        "letters",
        "Writes the cards in large letters, fewer on a page, or plainly again.",
    ),
    (
        "board_theme",
        "k",
        "Show another theme",
        "theme",
        "Shows one theme, or follows the one the table works on.",
    ),
    ("leave_board", "escape", "Leave the board", "back", "Goes back to the table, or ends “workshop board”."),
    (
        "board_result",
        "r",
        "Cards or result",
        "cards or result",
        "Shows the cards in the place of the vote's result, or the result again.",
    ),
)
REHEARSAL: Final = _all(
    "rehearsal",
    (
        "pause_play",
        "f8",
        "Pause the pretend people, or let them go on",
        "pause",
        "Gives you time to practise; they go on when it is pressed again.",
    ),
    (
        "speed_play",
        "f4",
        "Change the pretend people's speed",
        "faster",
        "Lets them go on twice, four times or sixteen times as fast, and then as people do.",
    ),
    (
        "end_play",
        "f10",
        "End the rehearsal",
        "end",
        "Sends the pretend people home; what they said stays, and you can go on by yourself.",
    ),
)
EVERYWHERE: Final = _all(
    "everywhere",
    ("help", "f1", "Help", "help", "Shows what every key does, beginning with where you are."),
    ("palette", "f2", "All commands", "commands", "Finds a command by its name."),
    ("contrast", "f3", "Change the colours", "", "Changes between dark and light, both of high contrast."),
)
COMMANDS: Final = (
    *(*LINE, *CARDS, *TABLE, *READING, *PLAN, *BALLOT, *NUMBERS, *RESULT, *VOTES, *BESIDE),
    *(*PHONES, *OFFERS, *APPENDIX, *SUMMIT, *ALIKE, *HOME, *FORM, *PARTS, *PAPER, *SETTINGS),
    *(*BOARD, *REHEARSAL, *EVERYWHERE),
)

ALSO: Final[Mapping[str, str]] = {"help": "question_mark", "palette": "colon"}
"""A second key, for where letters are commands."""

PUNCTUATION: Final[Mapping[str, str]] = {
    "/": "slash",
    ",": "comma",
    ".": "full_stop",
    ";": "semicolon",
    ":": "colon",
    "?": "question_mark",
    "!": "exclamation_mark",
    "-": "minus",
    "+": "plus",
    "=": "equals_sign",
    "*": "asterisk",
    "#": "number_sign",
    "'": "apostrophe",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
}
"""Signs, and what Textual calls their keys."""

SHOWN: Final[Mapping[str, str]] = {
    "enter": "Enter",
    "tab": "Tab",
    "escape": "Esc",
    "space": "Space",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    **{name: sign for sign, name in PUNCTUATION.items()},
}
"""Keys as people read them, where that is not the name itself."""


class Keyboard:
    """The keys as they are: those declared, but for the ones a person chose (name → key)."""

    def __init__(self, chosen: Mapping[str, str] | None = None) -> None:
        names = {command.name for command in COMMANDS}
        self._chosen = {name: key for name, key in (chosen or {}).items() if name in names and key}

    def key(self, command: UserCommand) -> str:
        """Give the key of a command, as Textual names it."""
        return self._chosen.get(command.name, command.key)

    def shown(self, command: UserCommand) -> str:
        """Give the key as people read it: "R", "Esc", "F1"."""
        key = self.key(command)
        return SHOWN.get(key, key.upper() if len(key) == 1 else key.replace("_", " ").capitalize())

    def second(self, command: UserCommand) -> str:
        """Give a command's second key, for where letters are commands; empty where it has none."""
        return SHOWN.get(ALSO.get(command.name, ""), "")

    def keymap(self) -> dict[str, str]:
        """Give the chosen keys as Textual's ``App.set_keymap`` takes them."""
        return {name: both_cases(key) for name, key in self._chosen.items()}

    @property
    def chosen(self) -> Mapping[str, str]:
        """Give the keys that were chosen, by the command's name."""
        return dict(self._chosen)

    def choose(self, chosen: Mapping[str, str]) -> None:
        """Take other keys from now on."""
        self._chosen = dict(chosen)

    def line_commands(self, place: Place = "line") -> dict[str, str]:
        """Give key → command for a line to write in, which reads its keys itself, in the order they come."""
        return {self.key(command): command.name for command in at(place)}


def at(*places: Place) -> tuple[UserCommand, ...]:
    """Give the commands of some places, in their order."""
    return tuple(command for command in COMMANDS if command.place in places)


def both_cases(key: str) -> str:
    """Give the key, and where it is a letter its capital too: caps lock must not matter."""
    return f"{key},{key.upper()}" if len(key) == 1 and key.isalpha() else key


def bindings(*places: Place, also: bool = False, named: tuple[str, ...] = ()) -> list[Binding]:
    """Give the bindings of some places; each runs the screen's deed of that name.

    They have priority, so that keys take effect one after the other in the order they were pressed. With
    ``also`` come the second keys, for where nobody is writing; ``named`` are commands of other places.
    """
    from textual.binding import Binding  # noqa: PLC0415 - docs/keys.md is made without a terminal

    commands = (command for command in COMMANDS if command.place in places or command.name in named)
    keys = chain.from_iterable(_keys(commands, also=also))
    return [
        Binding(key, f"screen.run('{name}')", name, show=False, priority=True, id=None if second else name)
        for key, name, second in keys
    ]


def _keys(commands: Iterable[UserCommand], *, also: bool) -> Iterable[list[tuple[str, str, bool]]]:
    for command in commands:
        yield [(both_cases(command.key), command.name, False)]
        if also and command.name in ALSO:
            yield [(ALSO[command.name], command.name, True)]


def keys_page() -> str:
    """Give ``docs/keys.md``."""
    keyboard = Keyboard()
    lines = ["# Keys", "", "Made from `workshop/commands.py`; `F1` shows the same in the program.", ""]
    for place, heading in PLACES.items():
        lines += [f"## {heading}", "", "| key | command | what it does | setting |", "|---|---|---|---|"]
        for command in at(place):
            second = f" or `{SHOWN[ALSO[command.name]]}`" if command.name in ALSO else ""
            key = f"`{keyboard.shown(command)}`{second}"
            lines.append(f"| {key} | {command.title} | {command.help} | `{command.name}` |")
        lines.append("")
    lines += [
        "A key is changed on the settings page (`S` at home), and kept as the setting `keys` of the home folder: a",
        "command's name and the key it is to have. A key that will not do, or that another command has, is said at the",
        "start; then the usual one stays.",
        "Caps lock does not matter. `Ctrl+Q` leaves the program too.",
    ]
    return "\n".join(lines) + "\n"
