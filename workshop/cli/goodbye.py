"""What is said when the console has been left: where the appendix lies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workshop.cli.talk import say
from workshop.live.open_folder import short

if TYPE_CHECKING:
    from workshop.live.workspace import Workspace


def say_goodbye(workspace: Workspace | None) -> None:
    """Say where the files of a session are that was open until now."""
    if workspace is None or not workspace.auto_exporter.kept.files:
        return
    folder, here = workspace.auto_exporter.folder.resolve(), Path.cwd()
    lies = str(folder.relative_to(here)) if folder.is_relative_to(here) else short(folder)
    names = ", ".join(Path(file).name for file in workspace.auto_exporter.kept.files)
    say(f"“{workspace.session.title}” is recorded. Its appendix is in {lies}: {names}")
