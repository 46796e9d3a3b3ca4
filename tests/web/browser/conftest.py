"""The room and its server where a real browser's tests run: in the one loop that holds the browser."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.web.conftest import recorded, served
from workshop.store.writer import SessionWriter
from workshop.web.server import PhoneServer


@pytest_asyncio.fixture(loop_scope="session")
async def writer(tmp_path: Path) -> AsyncIterator[SessionWriter]:
    async with recorded(tmp_path / "sessions" / "green-spaces") as writer:
        yield writer


@pytest_asyncio.fixture(loop_scope="session")
async def server(writer: SessionWriter) -> AsyncIterator[PhoneServer]:
    async with served(writer) as server:
        yield server
