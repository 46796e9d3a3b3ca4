"""What a person can ask for at home, while a session is set up or imported, and on the settings."""

from __future__ import annotations

from typing import Final

from workshop.keymap.declared import declare

HOME: Final = declare(
    "home",
    ("open", "enter", "Open the session", "open", "Opens the session at the cursor."),
    ("new", "n", "New session", "new", "Starts a table: a title is enough."),
    ("take_in", "i", "Import a paper", "import", "Shows what a text, Markdown, Word or CSV file would become."),
    ("find", "f", "Find cards", "find", "Looks for words in the cards of all sessions, and opens one."),
    ("mark_session", "space", "Mark several", "mark", "Marks a session, to merge or to write several."),
    ("merge", "m", "Merge into a summit", "merge", "Puts marked sessions, or folders, together in one summit."),
    (
        "first_wall",
        "l",
        "Live wall",
        "live wall",
        "Starts the wall of a summit, a new one too, to which tables send while people talk.",
    ),
    (
        "take_session_over",
        "t",
        "Take over",
        "take over",
        "Goes on with a session from another laptop, by the code that it shows or the file that it wrote.",
    ),
    ("export_now", "e", "Write the appendix now", "export", "Writes the appendix and says where the files lie."),
    ("rehearse", "d", "Rehearse", "rehearse", "Opens a rehearsal with pretend people; it goes into no summit."),
    ("settings", "s", "Settings", "settings", "Changes keys, colours, and what a new session begins with."),
    ("quit", "q", "Quit", "quit", "Leaves the program."),
)
FORM: Final = declare(
    "form",
    ("next_field", "enter", "Next field", "next", "Takes what you wrote and goes to the next field."),
    ("to_parts", "tab", "Go to the list", "list", "Leaves the fields for themes, kinds and tags."),
    ("previous_field", "up", "Previous field", "", "Goes back to the field before."),
    ("begin", "f4", "Start, or be done", "start", "Starts the session, or goes back to its table."),
    ("leave_form", "escape", "Back", "back", "Goes back; asks first if something you wrote would be lost."),
)
PARTS: Final = declare(
    "parts",
    ("change_part", "enter", "Change it", "change", "Changes what stands at the cursor."),
    ("add_part", "a", "Add one", "add", "Adds a theme, a kind or a tag, whichever stands at the cursor."),
    ("remove_part", "d", "Remove it", "remove", "Takes away a tag, or a theme or a kind without cards."),
    ("part_earlier", "comma", "Theme earlier", "", "Moves the theme one place up."),
    ("part_later", "full_stop", "Theme later", "", "Moves the theme one place down."),
    ("to_fields", "tab", "Go to the fields", "fields", "Goes back to the title and the other fields."),
)
PAPER: Final = declare(
    "paper",
    ("accept_paper", "i", "Import it", "import it", "Makes the session that is shown, and opens it."),
    ("read_list", "enter", "Read the list otherwise", "change the list", "Says which kind a list's lines are."),
    ("see_lines", "l", "Line by line", "line by line", "Shows each line with what it became, to change that."),
    ("use_rules", "r", "Read by a map", "map", "Reads the paper by what was corrected in another one."),
    ("other_paper", "f", "Another file", "another file", "Looks at another paper instead."),
    ("leave_paper", "escape", "Back", "back", "Goes back; nothing is made."),
)
LINES: Final = declare(
    "lines",
    ("line_theme", "t", "A theme", "theme", "Makes the line a theme; what follows comes under it."),
    ("line_question", "q", "A question", "question", "Makes the line the question of its theme."),
    ("line_kind", "k", "The next kind", "kind", "Makes the line a card: an insight, an experiment, and so on in turn."),
    ("line_more", "m", "Goes on from above", "goes on", "Makes the line the rest of the line above it."),
    ("line_note", "n", "A note", "note", "Makes the line a note beside the cards."),
    ("line_alike", "a", "All of this shape", "all", "Reads all lines that look like this one as it is."),
    ("line_becomes", "enter", "What the line is", "anything", "Lists all that a line may be: title, list, note, more."),
    ("next_unsure", "tab", "Next doubtful line", "", "Goes to the next line that the remarks name, or the next note."),
    ("undo_line", "u", "Undo", "undo", "Takes back the last correction; nothing is imported yet."),
    ("keep_rules", "s", "Save for other papers", "save", "Writes what was corrected into a map for other papers."),
    ("accept_lines", "i", "Import it", "import it", "Makes the session as the lines stand, and opens it."),
    ("leave_lines", "escape", "Back", "back", "Goes back to what would be made; corrections stay."),
)
SETTINGS: Final = declare(
    "settings",
    ("change_setting", "enter", "Change it", "change", "Changes the setting at the cursor."),
    ("usual_setting", "d", "As it was", "as it was", "Gives the setting at the cursor its usual value again."),
    ("leave_settings", "escape", "Back", "back", "Goes back; every change is kept already."),
)
