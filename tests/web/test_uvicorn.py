"""What our connection takes from uvicorn without its promise: a uvicorn that has changed is noticed here first."""

from __future__ import annotations

import inspect

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import Server, ServerState

from workshop.web.connection import Connection

OURS = {"behind", "push", "finish", "leave"}
USED_OF_A_CYCLE = {
    "body",
    "more_body",
    "message_event",
    "response_started",
    "response_complete",
    "keep_alive",
    "on_response",
}


def test_every_step_of_a_connection_that_we_change_is_one_that_uvicorn_takes() -> None:
    steps = {name for name, step in vars(Connection).items() if inspect.isfunction(step) and not name.startswith("_")}
    assert steps - OURS == {name for name in steps - OURS if hasattr(HttpToolsProtocol, name)}


def test_the_steps_take_what_they_took() -> None:
    for name in ("connection_made", "data_received", "on_header", "on_headers_complete", "on_response_complete"):
        ours, theirs = (inspect.signature(getattr(kind, name)) for kind in (Connection, HttpToolsProtocol))
        assert list(ours.parameters) == list(theirs.parameters), name


def test_a_cycle_has_what_is_read_of_it() -> None:
    written = inspect.getsource(RequestResponseCycle)
    assert {name for name in USED_OF_A_CYCLE if f"self.{name}" not in written} == set()


def test_a_server_has_the_steps_around_it() -> None:
    assert {"startup", "capture_signals", "serve"} <= set(dir(Server))
    assert {"total_requests", "connections", "tasks", "default_headers"} <= set(vars(ServerState()))
