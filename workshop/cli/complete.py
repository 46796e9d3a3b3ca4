"""The argument SESSION, which the shell completes; it loads nothing that the console does not need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workshop.store.locations import find_home, session_folders

if TYPE_CHECKING:
    from collections.abc import Callable


def complete_session(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return the slugs that begin with what was typed, for the shell."""
    del parameter
    home = find_home(context.find_root().params.get("home"))
    return [folder.name for folder in session_folders(home) if folder.name.startswith(incomplete)]


def session_argument(**more: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - what click takes
    """Return the argument SESSION, completed by the shell."""
    return click.argument("session", shell_complete=complete_session, **more)
