"""What a front end knows of the others, also after a restart while the desk is out of reach."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from workshop.sync.files import read_settings, write_settings
from workshop.sync.front_reports import VoterMoves, moves_from_json

FOLDER: Final = "front"
FILE: Final = "hall.json"


class HallKnown:
    """The front ends' addresses by user, and whose voters are at another one now; kept beside the front end's code."""

    def __init__(self, session: Path) -> None:
        self._path = session / FOLDER / FILE
        known = read_settings(self._path)
        self.roster: Mapping[str, str] = {}
        self.moves: VoterMoves = ()
        with suppress(ValueError, TypeError):
            self.roster = {str(user): str(url) for user, url in dict(known.get("roster", {})).items()}
            self.moves = moves_from_json(known.get("moves", ()))

    def hear(self, roster: Mapping[str, str], moves: VoterMoves) -> None:
        """Take note of what the desk says. Raises ``NotWritten``."""
        if (roster, moves) != (self.roster, self.moves):
            write_settings(self._path, {"roster": dict(roster), "moves": moves})
            self.roster, self.moves = roster, moves
