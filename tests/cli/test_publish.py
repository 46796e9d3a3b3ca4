"""The site from the command line."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.cli.conftest import Run


def test_the_site_is_written_and_its_folder_printed(run: Run, tmp_path: Path) -> None:
    run("new", "Green spaces", "--table", "7", "--theme", "Winter: Who comes?")
    run("add", "green-spaces", "--kind", "experiment", "Lend head torches")
    said = run("publish", "green-spaces")
    site = Path(said.out.strip())
    assert (said.status, site.name) == (0, "site")
    assert 'id="T07-E01"' in (site / "appendix.html").read_text("utf-8")
    other = run("publish", "green-spaces", "--output", tmp_path / "stick")
    assert other.out == f"{tmp_path / 'stick'}\n"
    assert (tmp_path / "stick" / "search.html").read_bytes() == (site / "search.html").read_bytes()
    exported = run("export", "green-spaces", "--publication", "site")
    assert exported.status == 0
    assert run("publish", "nothing").status == 1


def test_the_site_is_shown_on_this_computer(run: Run) -> None:
    run("new", "Green spaces", "--theme", "Winter")
    command = [sys.executable, "-m", "workshop", "publish", "green-spaces", "--serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as shown:
        assert shown.stdout is not None
        shown.stdout.readline()
        url = shown.stdout.readline().removeprefix("ready ").strip()
        assert url.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(url) as page:  # noqa: S310 - as above
            assert b"Green spaces" in page.read()
        shown.terminate()
        shown.communicate(timeout=20)
        assert shown.returncode == 0
