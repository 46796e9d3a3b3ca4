"""The code on the page of the phones, read from the picture of a real terminal."""

from __future__ import annotations

import os
import shutil
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from workshop.store.locations import Home

PATIENCE = 60.0
MISSING = [name for name in ("Xvfb", "xterm") if shutil.which(name) is None]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed here: {', '.join(MISSING)}"),
]


class Screen:
    """A display that nobody sees. Its picture lies in a file (X Window Dump, 32 bits a dot)."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "Xvfb_screen0"
        self._dump, self._found = b"", list[str]()
        reading, writing = os.pipe()
        screen = ("-screen", "0", "1400x1000x24", "-fbdir", str(folder), "-nolisten", "tcp")
        command = ["Xvfb", "-displayfd", str(writing), *screen]
        self.process = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as told:
            self.name = f":{told.readline().strip()}"

    def codes(self) -> list[str]:
        """Return what a phone's reader finds in the picture as it is now; what stayed the same is not read again."""
        if (dump := self._file.read_bytes()) != self._dump:
            self._dump, self._found = dump, codes_in(dump)
        return self._found


def codes_in(dump: bytes) -> list[str]:
    zxing, image = pytest.importorskip("zxingcpp"), pytest.importorskip("PIL.Image")
    head = struct.unpack(">25I", dump[:100])
    width, height, line, colours = head[4], head[5], head[12], head[19]
    dots = dump[head[0] + colours * 12 :]
    picture = image.frombytes("RGB", (width, height), dots, "raw", "BGRX", line)
    return sorted(found.text for found in zxing.read_barcodes(picture, try_invert=False))


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    screen = Screen(tmp_path)
    yield screen
    screen.process.terminate()
    screen.process.wait(PATIENCE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("size", ["80x24", "120x40"])
def test_a_phone_reads_the_code_from_a_terminal(home: Home, folder: Path, screen: Screen, size: str) -> None:
    port = free_port()
    program = [sys.executable, "-m", "workshop", "--home", str(home.path), "open", folder.name]
    program += ["--phones", "--host", "127.0.0.1", "--port", str(port)]
    terminal = ["xterm", "-display", screen.name, "-fa", "DejaVu Sans Mono", "-fs", "10", "-geometry", size, "-e"]
    sized = {"COLUMNS", "LINES", "TMUX", "DISPLAY"}
    environment = {name: value for name, value in os.environ.items() if name not in sized}
    shown = subprocess.Popen([*terminal, *program], env={**environment, "PYTHONPATH": str(Path.cwd())})
    try:
        found, end = screen.codes(), time.monotonic() + PATIENCE
        while not found and time.monotonic() < end:
            time.sleep(0.1)
            found = screen.codes()
        assert [text.rpartition("/")[0] for text in found] == [f"http://127.0.0.1:{port}/j"]
    finally:
        shown.terminate()
        shown.wait(PATIENCE)
