"""Disks and people with fewer rights than the tests may have."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

NOBODY = 65534


@pytest.fixture
def common() -> Iterator[Path]:
    """A folder that everybody may enter: pytest's own is for its user alone."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def without_rights() -> Callable[[], AbstractContextManager[None]]:
    """Be somebody whom permissions bind, where the tests run as root."""

    @contextmanager
    def somebody() -> Iterator[None]:
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        try:
            yield
        finally:
            if root:
                os.seteuid(0)

    return somebody


class Mount(Protocol):
    def __call__(self, options: str) -> None: ...


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, Mount]]:
    """A small disk of its own, in memory: 256 kB; and the way to mount it otherwise, such as "ro"."""
    path = tmp_path / "disk"
    path.mkdir()
    mount = shutil.which("mount")
    command = [mount or "", "-t", "tmpfs", "-o", "size=256k,mode=755", "workshop-test", str(path)]
    if os.geteuid() != 0 or not mount or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a disk can be mounted by root alone, and not everywhere")

    def again(options: str) -> None:
        subprocess.run([mount, "-o", f"remount,{options}", str(path)], check=True, capture_output=True)

    try:
        yield path, again
    finally:
        subprocess.run([shutil.which("umount") or "umount", "-l", str(path)], check=True, capture_output=True)
