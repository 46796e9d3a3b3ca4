"""What all tests share: how hard Hypothesis looks, that a busy machine is no failure, and a browser."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Generator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from hypothesis import settings

from tests.web.look import BROWSER_OPTIONS, CHROMIUM

if TYPE_CHECKING:
    from playwright.async_api import Browser

# They fork, open pseudo-terminals, take rights away from files or send signals that Windows does not have.
collect_ignore_glob = (
    [
        "crash/*",
        *(f"console/test_{name}.py" for name in ("lost_terminal", "raw_bytes", "terminal", "two_terminals")),
        "cli/test_doctor.py",
        *(f"store/test_{name}.py" for name in ("catalogue", "following", "locations", "writing_right")),
        "web/test_server.py",
    ]
    if sys.platform == "win32"
    else []
)

MEMORY = Path("/dev/shm")  # noqa: S108 - where Linux keeps files in memory; what tests write there they remove
ROOM = 2 << 30
"""Bytes that must be free there: a run needs a few hundred million of them."""

if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    # Thousands of small files are written for good and read once: a disk makes the tests wait for each. Whether a
    # write is flushed, refused or cut is asked of the calls that are made, and no test pulls a plug.
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None

# The same cases in every run, so that what fails was broken by the change; `make laws` tries ones nobody has tried.
settings.register_profile("same", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("new", deadline=None, max_examples=int(os.environ.get("LAWS") or 300))
settings.load_profile("new" if "LAWS" in os.environ else "same")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def launched() -> AsyncIterator[Browser]:
    """Start a real browser once for all tests of a worker: to start it takes longer than most of them."""
    playwright = pytest.importorskip("playwright.async_api", reason="playwright is not installed")
    async with playwright.async_playwright() as started:
        browser = await started.chromium.launch(executable_path=CHROMIUM, args=BROWSER_OPTIONS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def browser(launched: Browser) -> AsyncIterator[Browser]:
    """Return a real browser without windows, cookies or anything kept; what a test leaves open is closed."""
    assert not launched.contexts
    yield launched
    for context in launched.contexts:
        await context.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long and costs little: two workers wait for it, one from the middle on."""
    first = [item for item in items if item.get_closest_marker("first")]
    rest = [item for item in items if not item.get_closest_marker("first")]
    here, there = first[::2], first[1::2]
    middle = max(0, len(items) // 2 - len(here))
    items[:] = [*here, *rest[:middle], *there, *rest[middle:]]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep the collector out of what is loaded for all tests, now and later: it looks at what a test has made."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
