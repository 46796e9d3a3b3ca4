"""The message server's configuration: who may say what, and that it flushes before it acknowledges."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from workshop.sync.secrets_kept import SEATS
from workshop.sync.subjects import (
    CLAIMS,
    DESK,
    ENROL,
    FRONT_ENROL,
    FRONT_NEWCOMER,
    HALL_CHANGED,
    NEWCOMER,
    WITNESS,
    front_subject,
    inbox_of,
    report_subject,
    seat_enrol,
    seat_newcomer,
    seat_user,
)

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.sync.secrets_kept import Secrets

MOST_BYTES: Final = 8 * 1024 * 1024
"""A line that is longer comes with the stick: the server's makers advise against more in one message."""


def configuration(folder: Path, secrets: Secrets, host: str, port: int, space: int) -> str:
    """Return the configuration of a server that keeps its store in ``folder``, of about ``space`` bytes.

    The stream has that bound and tells when it is reached; at the bound of the server nothing is answered at all.
    """
    return f"""\
# Written by workshop each time the wall starts.
host: {quoted(host)}
port: {port}
server_name: workshop
max_payload: {MOST_BYTES}
max_connections: 1000
write_deadline: "10s"
ping_interval: "10s"
jetstream {{
  store_dir: {quoted(str(folder / "store"))}
  sync_interval: always
  max_file_store: {2 * space}
  max_memory_store: 1MB
}}
tls {{
  cert_file: {quoted(str(folder / "certificate.pem"))}
  key_file: {quoted(str(folder / "key.pem"))}
  handshake_first: true
  timeout: 10
}}
accounts {{
  SUMMIT {{
    jetstream: enabled
    users: [
{_users(secrets)}
    ]
  }}
  SYS {{ users: [ {{ user: {WITNESS}, password: {quoted(secrets.password(WITNESS))} }} ] }}
}}
system_account: SYS
"""


def quoted(text: str) -> str:
    """Return a text as the configuration takes it, on Windows too."""
    return json.dumps(text, ensure_ascii=False)


def _users(secrets: Secrets) -> str:
    """Return a line for each user. What is not allowed is denied."""
    lines = [_user(secrets, DESK, [], [])]
    lines.append(_user(secrets, NEWCOMER, [ENROL], [f"{inbox_of(NEWCOMER)}.>"]))
    for seat in SEATS:
        newcomer = seat_newcomer(seat)
        lines.append(_user(secrets, newcomer, [seat_enrol(seat)], [f"{inbox_of(newcomer)}.>"]))
    for user in (*secrets.tables, *map(seat_user, SEATS)):
        publish = [f"journal.{user}.>", report_subject(user)]
        lines.append(_user(secrets, user, publish, [f"{inbox_of(user)}.>"]))
    lines.append(_user(secrets, FRONT_NEWCOMER, [FRONT_ENROL], [f"{inbox_of(FRONT_NEWCOMER)}.>"]))
    claims = [f"$KV.{CLAIMS}.>", f"$JS.API.DIRECT.GET.KV_{CLAIMS}.>"]
    for user in secrets.fronts:
        publish = [f"journal.{user}.>", front_subject(user), *claims]
        lines.append(_user(secrets, user, publish, [f"{inbox_of(user)}.>", HALL_CHANGED]))
    return "\n".join(lines)


def _user(secrets: Secrets, user: str, publish: list[str], subscribe: list[str]) -> str:
    """Return one user's line; without subjects it may do anything within the summit's account.

    There are hundreds, and a password is hexadecimal: it needs no quoting.
    """
    allowed = ""
    if publish:
        allowed = f", permissions: {{ publish: {json.dumps(publish)}, subscribe: {json.dumps(subscribe)} }}"
    return f'      {{ user: {user}, password: "{secrets.password(user)}"{allowed} }}'
