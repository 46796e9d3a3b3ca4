"""The front ends of the hall's vote that have joined: each has a name and a user of its own.

They come in by a code of their own, which is not on the wall: a table with it could stuff the ballot box.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from workshop.model.errors import Refused
from workshop.model.text import LABEL_LIMIT, one_line
from workshop.sync.enrolment import hidden
from workshop.sync.files import read_settings, write_settings
from workshop.sync.reports import VERSION
from workshop.sync.secrets_kept import Secrets

FILE: Final = "front-ends.json"


class FrontEnd(NamedTuple):
    """A front end that has joined: what people call it, and what it showed as proof, hashed."""

    name: str
    proof: str


def front_question(name: str, proof: str) -> tuple[dict[str, Any], bytes]:
    """Return what a front end asks when it joins, and the key under which it is answered."""
    key = secrets.token_bytes(32)
    return {"v": VERSION, "name": name, "proof": proof, "key": key.hex()}, key


class FrontRegister:
    """The front ends that have joined, kept in a file. Raises ``NotWritten``."""

    def __init__(self, folder: Path, known: Secrets, summit: str) -> None:
        self._path = folder / FILE
        self._secrets = known
        self._summit = summit
        self.fronts = {user: FrontEnd(*map(str, row)) for user, row in read_settings(self._path).items()}

    def name_of(self, user: str) -> str:
        """Return what people call a front end."""
        return self.fronts[user].name if user in self.fronts else user

    def answer(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer to a front end's question: its user and password, or why not, in a sentence."""
        try:
            user = self._enrol(asked)
            password = hidden(bytes.fromhex(self._secrets.password(user)), bytes.fromhex(str(asked["key"])))
        except Refused as error:
            return {"v": VERSION, "refused": str(error)}
        except (KeyError, ValueError, TypeError):
            return {"v": VERSION, "refused": "The summit did not understand this front end's question."}
        return {"v": VERSION, "user": user, "password": password.hex(), "summit": self._summit}

    def _enrol(self, asked: Mapping[str, Any]) -> str:
        if asked["v"] != VERSION:
            raise Refused("This front end runs another version of workshop than the summit. Update the older one.")
        name, proof = one_line(str(asked["name"])), hashlib.sha256(str(asked["proof"]).encode()).hexdigest()
        if not 0 < len(name) <= LABEL_LIMIT:
            raise Refused("A front end needs a short name.")
        for user, known in self.fronts.items():
            if known.name == name:
                if hmac.compare_digest(known.proof, proof):
                    return user
                raise Refused(f"A front end “{name}” serves this hall already. Choose another name for this one.")
        free = next((user for user in self._secrets.fronts if user not in self.fronts), None)
        if free is None:
            raise Refused(f"{len(self.fronts)} front ends have joined, and no more can.")
        fronts = {**self.fronts, free: FrontEnd(name, proof)}
        write_settings(self._path, {user: list(row) for user, row in fronts.items()})
        self.fronts = fronts
        return free
