"""What a person can ask for on the pages of a summit and after it."""

from __future__ import annotations

from typing import Final

from workshop.keymap.declared import declare

SUMMIT: Final = declare(
    "summit",
    ("merge_more", "m", "Merge more tables", "merge more", "Brings in tables that come late, corrected or once again."),
    ("look_alike", "a", "Cards that look alike", "look alike", "Shows what tables said alike, a group at a time."),
    ("summit_follow_up", "f", "Follow-up", "follow-up", "What became of each experiment after the summit."),
    (
        "summit_bulletin",
        "b",
        "Next bulletin",
        "bulletin",
        "Edits and issues the bulletin that goes out after the summit.",
    ),
    ("summit_map", "d", "Map of day two", "map", "Places cards under headings; lines keep their sources."),
    (
        "live_wall",
        "l",
        "Live wall",
        "live wall",
        "Starts the wall to which tables send while people talk, or goes to it; it goes on when you leave its page.",
    ),
    ("publish", "w", "Write the appendix", "write", "Writes the appendix of all tables and says where it lies."),
    ("theme_earlier", "comma", "Theme earlier", "earlier", "Moves the theme one place up in the appendix."),
    ("theme_later", "full_stop", "Theme later", "later", "Moves the theme one place down in the appendix."),
    ("summit_picture", "g", "Graphic record", "graphic record", "Draws all that was said on one sheet, to be printed."),
)
ALIKE: Final = declare(
    "alike",
    (
        "join_pair",
        "j",
        "Join those marked",
        "join",
        "Lets one card stand for those marked; taken apart, all and their dots are back.",
    ),
    (
        "different",
        "n",
        "This one is not the same",
        "not the same",
        "Keeps that the card at the cursor is not the same as the others of its group.",
    ),
    ("mark_alike", "space", "Mark, or not", "mark", "Leaves a card out of what is joined, or puts it back."),
    ("next_pair", "right", "Next group", "next", "Leaves the group as it is and goes to the next."),
    ("previous_pair", "left", "Group before", "before", "Goes back by a group."),
    ("undo_pair", "u", "Undo the joining", "undo", "Takes back the last change."),
    ("leave_alike", "escape", "Back to the summit", "back", "Goes back to the summit's page."),
)
MAP: Final = declare(
    "map",
    (
        "map_act",
        "enter",
        "Heading, line",
        "act",
        "On a card: its heading by name; on a heading: a line; on a line: more.",
    ),
    ("map_heading", "plus", "New heading", "heading", "Makes a heading with the marked cards, or this one, under it."),
    ("map_leave_out", "minus", "Leave out", "leave out", "Leaves cards out of the map, with a reason."),
    ("map_undecided", "full_stop", "Cannot decide", "undecided", "Nobody can decide where they belong."),
    ("map_side", "tab", "Cards or headings", "other side", "Goes from the cards to the headings and lines, and back."),
    ("map_mark", "space", "Mark a card", "mark", "Marks a card, so that several are placed at once."),
    ("map_filter", "semicolon", "Which cards", "filter", "Lists cards by state, kind, table, theme, tag or dots."),
    ("map_search", "slash", "Find on the map", "find", "Lists the cards that have some words."),
    (
        "map_like",
        "asterisk",
        "More like this",
        "like this",
        "Lists cards that say something like it, other tables first.",
    ),
    ("map_also", "comma", "One more heading", "", "Lets cards stand under one more heading."),
    (
        "map_explain",
        "exclamation_mark",
        "Explain terms",
        "",
        "Explains what the digest has in capitals; it ends with them.",
    ),
    ("map_unplace", "equals_sign", "Not yet placed", "", "Puts cards back among those nobody has looked at."),
)
BULLETIN: Final = declare(
    "bulletin",
    (
        "bulletin_edit",
        "enter",
        "Change the item",
        "change",
        "Changes its title, text, contact, dates, links, cards, tags or picture.",
    ),
    ("bulletin_add", "plus", "An item of your own", "own item", "Adds an item of your own, about anything."),
    (
        "bulletin_drop",
        "minus",
        "Leave the item out",
        "leave out",
        "Leaves it out; it is proposed again for the next bulletin.",
    ),
    ("bulletin_earlier", "comma", "Item earlier", "earlier", "Moves the item one place up."),
    ("bulletin_later", "full_stop", "Item later", "later", "Moves the item one place down."),
    (
        "bulletin_highlight",
        "h",
        "Highlight, or not",
        "highlight",
        "Puts its title among the highlights, or takes it out of them.",
    ),
    ("bulletin_preview", "p", "Look at it whole", "preview", "Shows the bulletin as it would be sent."),
    ("bulletin_issue", "i", "Issue it", "issue", "Freezes and numbers it and writes its files, after asking."),
    ("bulletin_title", "t", "Title of the bulletin", "title", "Changes the title of the bulletin."),
    ("bulletin_restore", "r", "Bring back what was left out", "bring back", "Puts an item that was left out back in."),
    ("bulletin_folder", "f", "Open the folder of the files", "", "Opens the folder of the bulletins in a window."),
)
FOLLOWING: Final = declare(
    "following",
    ("status_not_started", "n", "Not started", "not started", "Notes that nobody has begun with it."),
    ("status_looking", "l", "Looking for someone", "looking", "Notes that someone is needed to do it."),
    ("status_under_way", "w", "Under way", "under way", "Notes that it is under way."),
    ("status_worked", "y", "Tried: it worked", "it worked", "Notes that it was tried and worked."),
    ("status_did_not", "x", "Tried: it did not", "it did not", "Notes that it was tried and did not work."),
    ("status_dropped", "d", "Dropped", "dropped", "Notes that it was dropped; asks why."),
    ("status_went_into", "i", "Went into something", "went into", "Notes what it became part of; asks for a link."),
    (
        "news_details",
        "enter",
        "Details of the news",
        "details",
        "Changes the date, who says it, the contact, the link, the next review or the reason.",
    ),
    (
        "news_bulletin",
        "t",
        "Next bulletin",
        "bulletin",
        "Edits and issues the bulletin that goes out after the summit.",
    ),
    ("news_review", "r", "Next review", "review", "Sets the day of the next review; the status stays."),
    ("news_order", "o", "Sort by", "sort", "Sorts by no news longest, next review, owner, place or tag."),
    (
        "news_filter",
        "semicolon",
        "Which are listed",
        "filter",
        "Lists the silent ones, or those of a status, owner, place or tag.",
    ),
    ("news_search", "slash", "Find here", "find", "Lists what has some words."),
    ("news_mark", "space", "Mark one", "mark", "Marks it, so that several are noted at once."),
    ("news_by", "b", "Who says it", "", "Changes the role whose news is noted from now on."),
)
