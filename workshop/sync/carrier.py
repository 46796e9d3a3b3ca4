"""The two laptops' side of a session that moves over the summit: one sends it, the other fetches it."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from workshop.model.errors import Refused
from workshop.sync.connection import LOST, Link, connect_by
from workshop.sync.heard import this_laptop
from workshop.sync.join_code import JoinCode
from workshop.sync.membership import Membership
from workshop.sync.parcels import KEY_BYTES, MovingCode, hide, parcel_name, parcel_question, parts_of, reveal
from workshop.sync.subjects import report_subject

WITHIN: Final = 20.0
NOT_REACHED: Final = (
    "The summit is not in reach, so nothing has moved. Try again in its network, or move the session with a file: "
    "workshop hand-over NAME --to FOLDER."
)


class Whereabouts(NamedTuple):
    """Of a session that moved: when the other laptop fetched it (0: not yet), and where phones join there."""

    fetched: int = 0
    phones: str = ""


async def send_parcel(membership: Membership, data: bytes) -> MovingCode:
    """Leave a session at the desk; return the code when all of it is on the desk's disk. Raises ``Refused``."""
    if not membership.user:
        raise Refused("This session has not reached its summit yet. Open it in the summit's network first.")
    key = secrets.token_bytes(KEY_BYTES)
    parts = parts_of(await asyncio.to_thread(hide, data, key))
    name = parcel_name(key)
    async with _linked(membership.code, membership.user, membership.password) as link:
        for part, piece in enumerate(parts, 1):
            question = parcel_question(name, part=part, of=len(parts), data=base64.b64encode(piece).decode())
            await _asked(link, report_subject(membership.user), question)
    return MovingCode(membership.code, key)


async def fetch_parcel(code: MovingCode) -> bytes:
    """Return the session that waits at the desk under a code. Raises ``Refused``."""
    name = parcel_name(code.key)
    pieces: list[bytes] = []
    async with _linked(code.code, code.code.newcomer, code.code.password) as link:
        of = 1
        while len(pieces) < of:
            answer = await _asked(link, code.code.enrol, parcel_question(name, part=len(pieces) + 1))
            of = int(answer["of"])
            pieces.append(base64.b64decode(str(answer["data"]), validate=True))
    return await asyncio.to_thread(reveal, b"".join(pieces), code.key)


async def say_fetched(code: MovingCode) -> None:
    """Let the desk know that a session goes on here: its first laptop learns it, and nobody takes it a second time."""
    async with _linked(code.code, code.code.newcomer, code.code.password) as link:
        await _asked(link, code.code.enrol, parcel_question(parcel_name(code.key), fetched=True))


async def whereabouts(membership: Membership, code: MovingCode, folder: Path) -> Whereabouts:
    """Return how far a session that was handed over has come; nothing new where the summit is out of reach."""
    question = parcel_question(parcel_name(code.key), laptop=this_laptop(folder))
    try:
        async with _linked(code.code, membership.user, membership.password) as link:
            answer = await _asked(link, report_subject(membership.user), question)
            return Whereabouts(int(answer["fetched"]), str(answer["phones"])[:200])
    except (Refused, KeyError, ValueError):
        return Whereabouts()


@contextlib.asynccontextmanager
async def _linked(code: JoinCode, user: str, password: str) -> AsyncIterator[Link]:
    try:
        async with await connect_by(code, user, password) as link:
            yield link
    except LOST as error:
        raise Refused(NOT_REACHED) from error


async def _asked(link: Link, subject: str, question: dict[str, Any]) -> dict[str, Any]:
    answer = await link.ask(subject, question, WITHIN)
    if refused := answer.get("refused"):
        raise Refused(str(refused))
    return answer
