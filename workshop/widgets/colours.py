"""The console's two themes, both of high contrast: text at least 7:1 on its ground, marks at least 3:1.

The hues are told apart by people who see few colours (Okabe and Ito, "Color universal design", 2008).
"""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="dark",
    primary="#ffffff",
    secondary="#b9c4d0",
    accent="#f0c845",
    warning="#f0c845",
    error="#ffb09c",
    success="#7fe0b8",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c2024",
    dark=True,
    variables={"block-cursor-foreground": "#000000", "footer-key-foreground": "#f0c845"},
)
LIGHT: Final = Theme(
    name="light",
    primary="#000000",
    secondary="#3f4650",
    accent="#003f8a",
    warning="#5f3b00",
    error="#8a0015",
    success="#00502f",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#eceff2",
    dark=False,
    variables={"block-cursor-foreground": "#ffffff", "footer-key-foreground": "#003f8a"},
)
THEMES: Final = (DARK, LIGHT)
