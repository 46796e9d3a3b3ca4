"""The wall and the tables as they are started from the command line, each a process of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.forked import Forked, workshop
from tests.sync.conftest import LOOPBACK, copies, journals, needs_server, unused_port

pytestmark = needs_server


@contextmanager
def started(home: Path, *arguments: str) -> Iterator[Forked]:
    """Start workshop; end it in good order."""
    process = Forked(workshop, *arguments, environment={**os.environ, "WORKSHOP_HOME": str(home)})
    try:
        yield process
    finally:
        process.terminate()
        _, said = process.communicate(timeout=20)
        assert "Traceback" not in said
        assert "Task was destroyed" not in said


@contextmanager
def wall(home: Path, *more: str) -> Iterator[tuple[str, str]]:
    """Start the wall of “hall”; give the address of its page and the code."""
    port = str(unused_port())
    arguments = ("wall", "hall", "--headless", "--host", LOOPBACK, "--port", "0", "--nats-port", port, *more)
    with started(home, *arguments) as process:
        ready, code = process.stdout.readline().split(), process.stdout.readline().split()
        assert (ready[0], code[0]) == ("ready", "code")
        yield ready[1], code[1]
    assert process.returncode == 0


def until_complete(run: Run) -> None:
    """Return when everything of “leadership” has arrived."""
    for _ in range(100):
        if summit(run, "leadership")["complete"]:
            return
        time.sleep(0.1)
    raise AssertionError("it did not arrive in time")


def fetched(url: str) -> str:
    """Return what stands at an address of the wall."""
    with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own page
        return str(answer.read().decode())


def summit(run: Run, name: str) -> dict[str, object]:
    """Return what “workshop summit NAME --json” prints; of a summit, its only table."""
    found = json.loads(run("summit", name, "--json").out)
    if isinstance(found, list):
        found = found[0] if found else {}
    assert isinstance(found, dict)
    return found


@pytest.mark.slow
def test_a_table_that_serves_phones_sends_and_remembers(tmp_path: Path, run: Run) -> None:
    home = tmp_path / "home"
    run("new", "Leadership", "--table", "7")
    run("add", "leadership", "--kind", "insight", "First", "Second")
    with wall(home, "--tables", "2") as (page, code):
        with started(home, "serve", "leadership", "--port", "0", "--summit", code):
            until_complete(run)
        row = summit(run, "leadership")
        assert (row["table"], row["recorded"], row["at_summit"], row["withheld"]) == ("7", 2, 2, 0)
        assert isinstance(row["last_heard"], str)
        text = fetched(page)
        assert "T07 complete 2/2" in text
        assert "Second" in text
        assert "T01–T02 never" in text
        run("add", "leadership", "--kind", "insight", "Third")
        assert not summit(run, "leadership")["complete"]
        with started(home, "serve", "leadership", "--port", "0"):
            until_complete(run)
        state = json.loads(fetched(f"{page}api/state"))
        assert [card["text"] for card in state["themes"][0]["cards"]] == ["Third", "Second", "First"]
    sessions = home / "sessions"
    assert copies(sessions / "hall") == journals(sessions / "leadership")
    told = json.loads(run("summit", "hall", "--json").out)
    assert [(row["table"], row["recorded"], row["complete"]) for row in told] == [
        ("1", 0, False),
        ("2", 0, False),
        ("7", 3, True),
    ]
    assert "Table 7: 3 recorded, 3 at the summit; complete." in run("summit", "hall").err
    assert run("serve", "leadership", "--no-summit", "--port", "70000").status == 2
    shown = json.loads(run("show", "hall", "--json").out)
    assert [card["id"] for card in shown["themes"][0]["cards"]] == ["T07-I01", "T07-I02", "T07-I03"]


def test_a_command_tells_the_tables_of_a_wall_that_runs(tmp_path: Path, run: Run) -> None:
    home = tmp_path / "home"
    assert "has no wall" in told_without_a_wall(run)
    with wall(home) as (page, _):
        said = run("wall", "hall", "--say", "Coffee", "--step", "vote", "--minutes", "5")
        assert (said.status, said.out) == (0, "")
        assert said.err.strip() == "All tables read: Coffee · Everyone: vote in 5 minutes"
        until_told(page, "Coffee · Everyone: vote in 5 minutes")
        assert "To all tables: Coffee · Everyone: vote in 5 minutes" in fetched(page)
        assert run("wall", "hall", "--say", "").err == "Nothing is asked of the tables any more.\n"
        until_told(page, "")
        second = run("wall", "hall", "--headless", "--host", LOOPBACK, "--port", "0")
        assert (second.status, second.out) == (1, "")
        assert second.err.startswith("The wall of “hall” runs already, in process ")
        assert json.loads(fetched(f"{page}api/state"))["cue"] == ""
    assert run("wall", "hall", "--step", "dance").status == 1
    assert run("wall", "hall", "--say", "Tea").err == "All tables read: Tea (Once the wall runs: workshop wall hall)\n"


def told_without_a_wall(run: Run) -> str:
    run("new", "Leadership")
    return run("wall", "leadership", "--say", "Coffee").err


def until_told(page: str, cue: str) -> None:
    for _ in range(200):
        if json.loads(fetched(f"{page}api/state"))["cue"] == cue:
            return
        time.sleep(0.05)
    raise AssertionError(cue)


def test_a_wrong_code_is_refused_and_nothing_is_remembered(tmp_path: Path, run: Run) -> None:
    run("new", "Leadership")
    said = run("serve", "leadership", "--summit", "NO-SUCH-CODE")
    assert said.status == 1
    assert said.err.strip() == (
        "That is not a summit's code: a letter is wrong or missing. Type it again from the wall."
    )
    assert not (tmp_path / "home" / "sessions" / "leadership" / "summit.json").exists()


def test_to_join_and_to_leave_at_once_is_wrong_usage(run: Run) -> None:
    run("new", "Leadership")
    assert run("serve", "leadership", "--summit", "X", "--no-summit").status == 2


def test_a_summit_that_could_not_be_made_is_not_said_to_be_there(tmp_path: Path, run: Run) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "sessions").write_text("in the way")
    said = run("wall", "hall", "--headless")
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert "cannot be written" in said.err


def test_what_another_program_wrote_into_the_walls_status_is_passed_over(tmp_path: Path, run: Run) -> None:
    run("new", "Leadership")
    status = tmp_path / "home" / "sessions" / "leadership" / "wall" / "status.json"
    status.parent.mkdir()
    status.write_text('{"a": [1, 2]}')
    assert run("summit", "leadership").err == "No table was heard yet.\n"


def test_a_table_that_was_not_heard_for_long_is_complete_as_of_then(tmp_path: Path, run: Run) -> None:
    run("new", "Leadership")
    status = tmp_path / "home" / "sessions" / "leadership" / "wall" / "status.json"
    status.parent.mkdir()
    row = {"table": "7", "recorded": 3, "at_summit": 3, "complete": True, "at": 1_000}
    status.write_text(json.dumps({"a": row}))
    said = "Table 7: 3 recorded, 3 at the summit; complete when it was last heard 1970-01-01T00:00:01Z.\n"
    assert run("summit", "leadership").err == said


def test_a_tables_session_cannot_become_a_wall(run: Run) -> None:
    run("new", "Leadership")
    said = run("wall", "leadership", "--headless")
    assert said.status == 1
    assert "“leadership” is a table's session and no summit" in said.err


@pytest.mark.parametrize("url", ["tls://", "nats://host:port"])
def test_an_address_that_is_none_is_wrong_usage(run: Run, url: str) -> None:
    assert run("wall", "hall", "--headless", "--nats", url).status == 2


def test_where_the_extra_is_missing_the_wall_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshop.live.summit_link.find_spec", lambda _name: None)
    said = run("wall", "hall", "--headless")
    assert said.status == 1
    assert "pip install 'workshop[summit]'" in said.err


def test_a_table_that_never_joined_says_so(run: Run) -> None:
    run("new", "Leadership")
    row = json.loads(run("summit", "leadership", "--json").out)
    assert row == {
        "table": "",
        "recorded": 1,
        "at_summit": 0,
        "withheld": 0,
        "complete": False,
        "last_heard": None,
        "problem": "",
    }
    assert "This table: 1 recorded, 0 at the summit; never heard." in run("summit", "leadership").err


def test_doctor_says_whether_this_laptop_can_be_the_wall(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshop.cli.doctor.addresses", lambda: [LOOPBACK])
    said = run("doctor", "--summit")
    (line,) = [line for line in said.lines if line.startswith("Summit: ")]
    assert line.startswith("Summit: the message server runs at 127.0.0.1, port ")
    assert "flushes each line before it acknowledges it" in line
    assert "join from a second laptop in the hall" in said.err


def test_doctor_says_what_is_missing_for_a_wall(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshop.live.summit_link.find_spec", lambda _name: None)
    said = run("doctor", "--summit")
    assert said.status == 1
    assert "Summit: this laptop cannot be the wall" in said.lines
    assert "pip install 'workshop[summit]'" in said.err


def test_doctor_says_that_no_table_can_reach_a_laptop_in_no_network(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshop.cli.doctor.addresses", list)
    said = run("doctor", "--summit")
    assert said.status == 1
    assert "Summit: this laptop cannot be the wall" in said.lines
    assert "This computer is in no network, so no table can reach a wall here." in said.err


def test_doctor_tries_the_next_port_where_the_usual_one_is_taken(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    port = unused_port()
    monkeypatch.setattr("workshop.cli.doctor.addresses", lambda: [LOOPBACK])
    monkeypatch.setattr("workshop.sync.server.PORT", port)
    with socket.socket() as other:
        other.bind((LOOPBACK, port))
        other.listen()
        said = run("doctor", "--summit")
    (line,) = [line for line in said.lines if line.startswith("Summit: ")]
    assert line.startswith("Summit: the message server runs at 127.0.0.1, port ")
    assert f"port {port}," not in line


def test_where_the_server_is_missing_no_summit_is_made(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workshop.sync.server.files", lambda _name: [])
    said = run("wall", "hall", "--headless")
    assert said.status == 1
    assert "needs its message server, which is not installed here. Install it with: pip install" in said.err
    assert not (tmp_path / "home" / "sessions" / "hall").exists()


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="only where processes can be looked at")
def test_a_wall_that_was_killed_is_started_again_with_the_same_code(tmp_path: Path, run: Run) -> None:
    home = tmp_path / "home"
    run("new", "Leadership", "--table", "7")
    arguments = ("wall", "hall", "--headless", "--host", LOOPBACK, "--port", "0")
    with started(home, *arguments, "--nats-port", str(unused_port())) as process:
        process.stdout.readline()
        first = process.stdout.readline()
        process.kill()
    with started(home, *arguments) as process:
        process.stdout.readline()
        code = process.stdout.readline()
        assert code == first
        with started(home, "serve", "leadership", "--port", "0", "--summit", code.split()[1]):
            until_complete(run)


def test_a_wall_that_is_killed_takes_its_message_server_along(tmp_path: Path) -> None:
    home = tmp_path / "home"
    port = str(unused_port())
    arguments = ("wall", "hall", "--headless", "--host", LOOPBACK, "--port", "0", "--nats-port", port)
    command = [sys.executable, "-m", "workshop", *arguments]
    environment = {**os.environ, "WORKSHOP_HOME": str(home)}
    with subprocess.Popen(
        command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("ready")
        server = json.loads((home / "sessions" / "hall" / "wall" / "server.json").read_bytes())["pid"]
        process.kill()
        _, said = process.communicate(timeout=20)
        assert "Traceback" not in said
        assert "Task was destroyed" not in said
        for _ in range(200):
            if not is_running(server):
                break
            time.sleep(0.02)
        assert not is_running(server)


def is_running(pid: int) -> bool:
    """Return whether a process is there, and more than an entry that nobody has asked about yet."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False


def test_a_summit_s_name_with_a_slip_makes_no_other_summit(tmp_path: Path, run: Run) -> None:
    home = tmp_path / "home"
    with wall(home):
        pass
    said = run("wall", "hal1", "--headless")
    assert said.status == 1
    assert "There is no summit “hal1”. There is: hall. Name it, or make another with --new." in said.err
    assert [path.name for path in (home / "sessions").iterdir() if path.is_dir()] == ["hall"]


def said_line(process: Forked) -> list[str]:
    return process.stdout.readline().split()


@pytest.mark.slow
def test_a_session_moves_to_another_laptop_by_a_code_and_phones_are_led_there(tmp_path: Path, run: Run) -> None:
    home, other = tmp_path / "home", tmp_path / "other"
    run("new", "Leadership", "--table", "7")
    run("add", "leadership", "--kind", "insight", "First", "Second")
    with wall(home) as (_, code):
        with started(home, "serve", "leadership", "--port", "0", "--summit", code):
            until_complete(run)
        assert run("hand-over", "leadership", "--summit", "--to", "x").status == 2
        port = str(unused_port())
        with started(home, "hand-over", "leadership", "--summit", "--host", LOOPBACK, "--port", port) as first:
            word, moving = said_line(first)
            assert word == "code"
            assert run("add", "leadership", "--kind", "insight", "Not here").status == 1
            assert "moves to another laptop" in fetched(f"http://{LOOPBACK}:{port}/")
            taken = run("--home", other, "take-over", moving)
            assert (taken.status, taken.out.strip()) == (0, "leadership")
            with started(other, "serve", "leadership", "--port", "0") as second:
                ready = said_line(second)
                assert said_line(first) == ["moved", ready[1]]
                assert ready[1] in fetched(f"http://{LOOPBACK}:{port}/")
        assert first.returncode == 0
        assert "taken over already" in run("--home", tmp_path / "third", "take-over", moving).err
        died = run("hand-over", "hall", "--summit", "--table", "7")
        assert "All that the table told of is in it." in died.err
        again = run("--home", tmp_path / "fourth", "take-over", died.out.split()[1])
        assert (again.status, again.out.strip()) == (0, "table-7")


def test_a_folder_that_is_not_there_is_not_made_for_a_hand_over(tmp_path: Path, run: Run) -> None:
    run("new", "Leadership")
    said = run("hand-over", "leadership", "--to", str(tmp_path / "no-stick" / "file.workshop"))
    assert said.status == 1
    assert "Is the stick in? Nothing was handed over." in said.err
    assert not (tmp_path / "no-stick").exists()
    assert run("add", "leadership", "--kind", "insight", "Goes on here").status == 0
