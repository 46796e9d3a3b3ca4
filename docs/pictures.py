"""Take the README's pictures of the running program: a row of ``PICTURES`` is a picture in docs/pictures/.

``make pictures`` runs it. The sessions are recorded by the program itself, in a home of their own that is thrown away;
Chromium draws what the terminal would, with a font of this computer.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from pictured import GRAPHIC, SAMPLE, SUMMIT, TABLES, record, record_graphic

from workshop.app import Console
from workshop.keymap import Keyboard
from workshop.live.workspace import Workspace
from workshop.model import commands as c
from workshop.publishing.picture.make import PictureChoice, picture_of, written
from workshop.publishing.picture.sheet import LAYOUTS, Layout
from workshop.rehearsal.rehearsal import SLUG
from workshop.store.folder import load
from workshop.store.locations import Home
from workshop.store.writer import SessionWriter

if TYPE_CHECKING:
    from textual.pilot import Pilot

HERE: Final = Path(__file__).parent
TARGET: Final = HERE / "pictures"
BROWSERS: Final = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chromium-headless-shell"),
    *(
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ),
)
FONTS: Final = "'DejaVu Sans Mono', Menlo, Consolas, monospace"
SCALE: Final = 1.0
PATIENCE: Final = 20.0
QUIET: Final = 0.8
"""Seconds without a change after which a screen is as it is to be taken."""


class Picture(NamedTuple):
    """A picture: its name, the session (empty: home), the keys that lead to the screen, the terminal's size."""

    name: str
    session: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (100, 28)


PICTURES: Final = (
    Picture("home", "", size=(100, 16)),
    Picture("table", SAMPLE, (*"The hill has no bin",), (120, 32)),
    Picture("appendix", SAMPLE, ("f12",), (100, 32)),
    Picture("board", SAMPLE, ("escape", "b"), (120, 34)),
    Picture("vote", SLUG, ("f6",), (100, 24)),
    Picture("summit", SUMMIT, ("f7",), (100, 24)),
    Picture("look-alike", SUMMIT, ("f7", "a"), (100, 18)),
    Picture("map", SUMMIT, ("f7", "d"), (110, 22)),
)

LIVE: Final = "live-summit"
WINDOW: Final = (1280, 720)
SEEN: Final = 620
"""Of the window: a browser without a screen counts a bar of its own as part of it."""
SIZE: Final = "16:9"
WIDTH: Final = 1600


def take_graphic(home: Home, layout: Layout) -> Path:
    """Draw the graphic record in a layout."""
    drawing = picture_of(load(home.sessions / GRAPHIC).session, 0, PictureChoice(layout, SIZE))
    small = drawing.size._replace(pixels=WIDTH)
    path = TARGET / f"graphic-{layout}.png"
    path.write_bytes(written(drawing._replace(size=small), "png"))
    return path


async def drawn(home: Home, picture: Picture, code: str = "") -> str:
    """Return what the screen of a picture shows, as an SVG without anything from outside.

    With the ``code`` of a live summit the session takes part in it.
    """
    workspace = Workspace(home, home.sessions / picture.session) if picture.session else None
    if workspace is not None and code:
        await workspace.summit.join(code)
        await workspace.summit.heard(PATIENCE)
    app = Console(home, workspace, Keyboard())
    async with app.run_test(size=picture.size) as pilot:
        while workspace is not None and not workspace.status.appendix:
            await pilot.pause(0.05)
        await quiet(app, pilot)
        for key in picture.keys:
            await pilot.press("space" if key == " " else key)
            if len(key) > 1 or key == picture.keys[-1]:
                await quiet(app, pilot)
        svg = app.export_screenshot(title="workshop", simplify=True)
    if workspace is not None:
        await workspace.close()
    return with_own_font(svg)


async def quiet(app: Console, pilot: Pilot[int]) -> None:
    """Wait until the screen has not changed for a while."""
    loop = asyncio.get_running_loop()
    seen, since = "", loop.time()
    end = since + PATIENCE
    while loop.time() < end and loop.time() - since < QUIET:
        await pilot.pause(0.05)
        now = app.export_screenshot(simplify=True)
        if re.sub(r"terminal-\d+", "", now) != seen:
            seen, since = re.sub(r"terminal-\d+", "", now), loop.time()


def with_own_font(svg: str) -> str:
    """Return an SVG that asks nobody for a font."""
    svg = re.sub(r"@font-face\s*{[^}]*}", "", svg)
    return re.sub(r"font-family:[^;]*;", f"font-family: {FONTS};", svg)


def take(browser: str, svg: str, path: Path) -> None:
    """Let the browser draw an SVG into a PNG of its size."""
    take_html(browser, svg, size_of(svg, path), path)


def size_of(svg: str, path: Path) -> tuple[int, int]:
    """Return the width and height of an SVG, which asks nobody for anything."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if found is None or re.search(r"""(url\(|href=|src=)["']?http""", svg):
        sys.exit(f"{path.name}: the picture has no size, or asks the internet for something.")
    width, height = (int(float(number)) + 1 for number in found.groups())
    return width, height


def take_html(browser: str, body: str, size: tuple[int, int], path: Path) -> None:
    """Let the browser draw a page into a PNG."""
    page = path.with_suffix(".html")
    page.write_text(f"<!doctype html><meta charset=utf-8><style>body{{margin:0}}</style>{body}", encoding="utf-8")
    take_address(browser, page.as_uri(), size, path)
    page.unlink()


def take_address(browser: str, address: str, size: tuple[int, int], path: Path) -> None:
    """Let the browser draw what stands at an address into a PNG."""
    width, height = size
    with tempfile.TemporaryDirectory() as profile:
        arguments = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        arguments += [f"--user-data-dir={profile}", f"--force-device-scale-factor={SCALE}"]
        arguments += [f"--window-size={width},{height}", f"--screenshot={path}", "--virtual-time-budget=4000", address]
        done = subprocess.run(arguments, capture_output=True, check=False)
    if done.returncode or not path.exists():
        sys.exit(f"{path.name} could not be taken: {done.stderr.decode(errors='replace')[-400:]}")


async def take_live(home: Home, browser: str) -> Path:
    """Take two tables' terminals, and the wall in a browser to which they send."""
    from workshop.live.running_wall import RunningWall, WallPlace  # noqa: PLC0415 - the libraries of the summit

    path, summit = TARGET / f"{LIVE}.png", home.sessions / LIVE
    async with SessionWriter(summit) as writer:
        await writer.do(c.StartSession("Autumn summit", bare=True))
    running = RunningWall(summit, "Autumn summit", WallPlace("127.0.0.1", 0), lambda: None)
    await running.start()
    try:
        running.wall.time("vote 5")
        for slug in (SAMPLE, *(title.lower().replace(" ", "-") for _, title, _ in TABLES)):
            await drawn(home, Picture(LIVE, slug), running.code)
        first, second = [
            await drawn(home, Picture(LIVE, slug, tuple(line), (80, 20)), running.code)
            for slug, line in (("getting-about", "Ask the depot"), ("safe-streets", "Light the"))
        ]
        running.wall.view()
        await running.wall.compare()
        width, height = size_of(first, path)
        wall = path.with_suffix(".wall.png")
        await asyncio.to_thread(take_address, browser, running.address, WINDOW, wall)
        image = f'<img src="{wall.name}" width="{2 * width}" style="border-top: 1px solid #888">'
        body = f'<div style="display:flex">{sized(first)}{sized(second)}</div>{image}'
        await asyncio.to_thread(take_html, browser, body, (2 * width, height + 2 * width * SEEN // WINDOW[0]), path)
        wall.unlink()
    finally:
        await running.stop()
    return path


def sized(svg: str) -> str:
    """Return an SVG beside another: each as wide as it was drawn."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    width, height = found.groups() if found else ("0", "0")
    return f'<div style="width:{int(float(width)) + 1}px;height:{int(float(height)) + 1}px">{svg}</div>'


async def main() -> None:
    """Take all pictures, or those that are named."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit("The pictures are drawn by Chromium or Chrome, and none was found. Try: make install-browser")
    TARGET.mkdir(exist_ok=True)
    wanted = set(sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        Path.home = lambda: Path(folder)  # type: ignore[method-assign] # no machine's paths in a picture
        await record(home)
        for picture in PICTURES:
            if not wanted or picture.name in wanted:
                path = TARGET / f"{picture.name}.png"
                await asyncio.to_thread(take, browser, await drawn(home, picture), path)
                sys.stdout.write(f"{path.relative_to(HERE.parent)}\n")
        if not wanted or LIVE in wanted:
            sys.stdout.write(f"{(await take_live(home, browser)).relative_to(HERE.parent)}\n")
        await record_graphic(home)
        for layout in LAYOUTS:
            if not wanted or f"graphic-{layout}" in wanted:
                sys.stdout.write(f"{take_graphic(home, layout).relative_to(HERE.parent)}\n")


if __name__ == "__main__":
    asyncio.run(main())
