"""Old journals are read for ever: what the first version wrote makes the board that it made then.

Both files were written once and are never edited. A board may learn new things; it may not forget or change one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from tests.store.making import KINDS, dumped
from workshop.model.events import UnknownEvent
from workshop.model.history import History
from workshop.store.journal import read_journal

JOURNALS: Final = Path(__file__).parent.parent / "journals"


def missing(then: object, now: object, where: str = "board") -> list[str]:
    """What was said then and is not said now."""
    if isinstance(then, dict) and isinstance(now, dict):
        return [said for key in then for said in missing(then[key], now.get(key, "nothing"), f"{where}.{key}")]
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        return [
            said for at, pair in enumerate(zip(then, now, strict=True)) for said in missing(*pair, f"{where}[{at}]")
        ]
    return [] if then == now else [f"{where}: {then!r} has become {now!r}"]


def test_the_first_versions_journal_makes_the_board_it_made_then() -> None:
    reading = read_journal(JOURNALS / "v1.jsonl")
    assert not reading.problems
    assert not reading.torn
    history = History()
    history.extend(reading.entries)
    then = json.loads((JOURNALS / "v1.board.json").read_text(encoding="ascii"))
    assert then.pop("session") == history.session.id
    assert not missing(then, dumped(history.session))


def test_the_first_versions_journal_has_every_event_of_that_version() -> None:
    met = {type(event) for entry in read_journal(JOURNALS / "v1.jsonl").entries for event in entry.events}
    assert met <= {*KINDS, UnknownEvent}
    assert len(met) == 65
