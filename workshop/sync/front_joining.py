"""How a front end of the hall's vote joins: a user of its own, and what is voted on; and how it asks the desk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from workshop.model.errors import Refused
from workshop.store.atomic_files import PRIVATE, write_file
from workshop.store.folder import JOURNAL
from workshop.store.journal import SUFFIX
from workshop.sync.connection import Link, connect_by
from workshop.sync.enrolment import enrol, question
from workshop.sync.front_reports import FrontAnswer, FrontReport, front_answer_from_json, front_report_to_json
from workshop.sync.membership import Membership
from workshop.sync.subjects import FRONT_ENROL, FRONT_NEWCOMER, front_subject

WITHIN: Final = 10.0
"""Seconds in which the desk answers."""

DOOR: Final = "phones.json"
"""Where the web's door keeps the key and the secret, which are the same at all front ends of a hall."""


async def enrol_front(place: Path, membership: Membership, name: str) -> Membership:
    """Have a user made for this front end, and remember it in ``place``. Raises ``Refused`` and one of ``LOST``."""
    return await enrol(place, membership, FRONT_NEWCOMER, FRONT_ENROL, question(membership.proof, name=name))


async def ask_desk(link: Link, user: str, report: FrontReport) -> FrontAnswer:
    """Tell the desk how far a front end has come; return its answer. Raises ``Refused`` and one of ``LOST``."""
    told = await link.ask(front_subject(user), front_report_to_json(report), WITHIN)
    try:
        answer = front_answer_from_json(told)
    except (ValueError, KeyError, TypeError) as error:
        raise Refused("The summit answered what this version does not understand. Update workshop on both.") from error
    if answer.refused:
        raise Refused(answer.refused)
    return answer


async def first_paper(folder: Path, membership: Membership, name: str) -> None:
    """Fetch what is voted on, and the hall's key, for a front end that has nothing yet. Raises as above."""
    async with await connect_by(membership.code, membership.user, membership.password) as link:
        answer = await ask_desk(link, membership.user, FrontReport(name, "", {}, {}, {}))
    files: dict[str, bytes] = {}
    for node, line in answer.lines:
        files[node] = files.get(node, b"") + line
    write_file(folder / DOOR, json.dumps({**answer.door, "spent": []}).encode(), PRIVATE)
    for node, data in files.items():
        write_file(folder / JOURNAL / f"{node}{SUFFIX}", data, PRIVATE)
