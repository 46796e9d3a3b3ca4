"""What a person can ask for on the pages of what is handed out."""

from __future__ import annotations

from typing import Final

from workshop.keymap.declared import declare

APPENDIX: Final = declare(
    "appendix",
    (
        "keep_out",
        "space",
        "Leave the card out, or put it back",
        "leave out",
        "Keeps the card out of what is handed out.",
    ),
    (
        "card_of_note",
        "c",
        "Make a card of the note",
        "card of a note",
        "Makes a card of a line that an import kept as a note; the lines stand at the end.",
    ),
    (
        "formats",
        "f",
        "Choose the formats",
        "formats",
        "Says which files are kept on the disk: Word, a web page, plain text, and others.",
    ),
    (
        "publications",
        "p",
        "Choose what is kept current",
        "",
        "Says what is kept on the disk beside the appendix: the digest, the full list, the map, questions, and more.",
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
    ("copy_appendix", "equals_sign", "Copy the appendix", "copy", "Copies the whole appendix as text."),
    ("next_heading", "tab", "Next theme", "", "Goes to the next theme, and from the last to the first."),
)
PICTURE: Final = declare(
    "picture",
    (
        "picture_layout",
        "l",
        "Layout",
        "layout",
        "Composes it by regions, or along the road of the conversation.",
    ),
    ("picture_size", "s", "Size of the sheet", "size", "Takes the next size: a slide, A3, A1 or A0."),
    ("picture_of", "o", "What is on it", "on it", "Puts the experiments, all cards, or the lines of the map on it."),
    (
        "picture_fit",
        "enter",
        "Take what would do",
        "what would do",
        "Takes the first choice whose words can be read.",
    ),
    (
        "write_picture",
        "w",
        "Write the files",
        "write",
        "Writes it as SVG, PDF and PNG, and says where they lie.",
    ),
    (
        "picture_folder",
        "e",
        "Open the picture's folder",
        "folder",
        "Opens the folder of the files, or names it.",
    ),
)
