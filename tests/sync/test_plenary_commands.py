"""A vote of the hall as an organiser runs it: wall and front ends are processes of their own, and one is killed."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.forked import Forked
from tests.sync.conftest import LOOPBACK, needs_server, unused_port
from tests.sync.test_commands import started, wall
from tests.sync.test_plenary import OK, SEE_OTHER, Voter

pytestmark = needs_server


def ready(process: Forked) -> tuple[str, str]:
    """Return a front end's address and key, once it answers."""
    said, *where = process.stdout.readline().split() or (process.stderr.read(),)
    assert said == "ready"
    url, _, key = where
    return url, key


def voted(voter: Voter, card: str, dots: int) -> None:
    """Vote; the front end hears within a second that a vote is open."""
    for _ in range(100):
        status, told = voter.vote(card, dots)
        if status == OK:
            return
        assert told["error"] == "No vote is open just now."
        time.sleep(0.05)
    raise AssertionError("no vote was open in time")


@pytest.mark.slow
def test_an_organiser_runs_a_vote_of_the_hall_and_a_killed_front_end_comes_back(tmp_path: Path, run: Run) -> None:
    home = tmp_path / "home"
    run("new", "Leadership", "--table", "7", "--theme", "Funding")
    run("add", "leadership", "--kind", "insight", "Trust", "Time")
    assert run("merge", "leadership", "--into", "hall").status == 0
    assert run("serve", "hall", "--front", "a").err.startswith("The wall of “hall” has not run yet.")
    assert run("serve", "nowhere", "--front", "a").err.startswith("There is no summit “nowhere” on this computer.")
    port = str(unused_port())
    serve = ("serve", "hall", "--front")
    with wall(home) as (_, _code):
        with started(home, *serve, "a", "--port", "0") as first:
            url_a, key = ready(first)
            with started(home, *serve, "b", "--port", port) as second:
                url_b, _ = ready(second)
                said = run("plenary", "hall", "open", "--title", "First picks", "--dots", "3", "--most", "2")
                assert said.err.strip() == "The vote is open. Front ends show it within a second."
                ana, ben = Voter(url_a), Voter(url_b)
                for voter in (ana, ben):
                    assert voter.join(key) == SEE_OTHER
                    voted(voter, "T07-I01", 2)
                second.kill()
                second.wait()
            refused = run("plenary", "hall", "close", "--wait", "0.5")
            assert refused.status == 1
            assert refused.err.startswith("Not counted: b has not sealed the vote. Its ballots are safe there.")
            assert run("plenary", "hall", "reveal").err.startswith("The hall's vote is not counted yet")
            said = run("plenary", "hall", "count", "--wait", "0.5", "--without-missing")
            assert said.err.splitlines() == [
                "Counted: 1 ballot, 2 dots, of 1 front end.",
                "Not in it: b. Once it is back, “count” adds its ballots.",
            ]
            with started(home, *serve, "b", "--port", port) as again:
                assert ready(again) == (url_b, key)
                assert run("plenary", "hall", "count").err.strip() == "Counted: 2 ballots, 4 dots, of 2 front ends."
                assert ben.ask("GET", "/api/state")[0] == OK
                assert run("plenary", "hall", "codes", "--number", "3").status == 0
                too_many = run("plenary", "hall", "codes", "--number", "100000").err.strip()
                assert too_many == "A hall can have 100,000 codes, and 99,997 more now. Nothing was written."
                assert {path.name for path in (home / "exports" / "hall").glob("ballots*")} == {
                    "ballots-a-1.html",
                    "ballots-b-1.html",
                }
                assert run("plenary", "hall", "codes", "--number", "0").err.strip() == "Every phone may vote again."
            assert run("plenary", "hall", "reveal").status == 0
        rows = json.loads(run("plenary", "hall", "--json").out)
        assert [(row["front"], row["recorded"], row["at_summit"], row["sealed"]) for row in rows] == [
            ("a", 1, 1, True),
            ("b", 1, 1, True),
        ]
        assert f"a at {url_a}: 1 recorded, 1 at the summit; sealed and here." in run("plenary", "hall").err
    shown = json.loads(run("show", "hall", "--json").out)
    assert '"dots": 4' in json.dumps(shown)
    assert run("plenary", "hall", "close").err.strip() == "No vote of “hall” is open."
    assert run("serve", "hall", "--front", "c", "--host", LOOPBACK).err.startswith("The summit's desk at 127.0.0.1")


def test_a_hall_without_a_wall_counts_nothing_and_says_what_to_start(run: Run) -> None:
    run("new", "Leadership", "--table", "7", "--theme", "Funding")
    run("add", "leadership", "--kind", "insight", "Trust", "Time")
    run("merge", "leadership", "--into", "hall")
    assert run("plenary", "hall", "count").err.strip() == "No vote of “hall” is closed or revealed."
    assert run("plenary", "hall", "codes", "--number", "3").err.startswith("Start a front end first: its address")
    assert run("plenary", "hall", "move", "--from", "b", "--to", "a").err.strip() == (
        "No front end is called “b”. None has been heard yet."
    )
    assert run("plenary", "hall", "open", "--title", "First picks").status == 0
    said = run("plenary", "hall", "close", "--wait", "0").err.strip()
    assert said == "Not counted: the wall does not run. Start it (workshop wall hall), and count then."
    assert run("plenary", "hall").err.startswith("No front end was heard yet.")
    assert run("plenary", "hall", "reveal").status == 0
    refused = run("serve", "hall", "--front", "a", "--paper-ballots", "3")
    assert refused.status == 2
    assert "workshop plenary SUMMIT codes --number N" in refused.err


@pytest.mark.slow
def test_a_front_end_on_the_wall_s_laptop_finds_a_wall_that_is_at_another_port(tmp_path: Path, run: Run) -> None:
    home = tmp_path / "home"
    run("new", "Leadership", "--table", "7", "--theme", "Funding")
    run("add", "leadership", "--kind", "insight", "Trust", "Time")
    run("merge", "leadership", "--into", "hall")
    serve = ("serve", "hall", "--front", "a", "--port", "0")
    with wall(home), started(home, *serve, "--table-tent") as first:
        ready(first)
        assert first.stderr.readline().startswith("Not printed: no phone can open 127.0.0.1.")
    with wall(home), started(home, *serve) as again:
        url, key = ready(again)
        run("plenary", "hall", "open")
        ana = Voter(url)
        assert ana.join(key) == SEE_OTHER
        voted(ana, "T07-I01", 1)


@pytest.mark.slow
def test_votes_that_wait_for_a_killed_front_end_are_counted_once(tmp_path: Path, run: Run) -> None:
    home = tmp_path / "home"
    run("new", "Leadership", "--table", "7", "--theme", "Funding")
    run("add", "leadership", "--kind", "insight", "Trust", "Time")
    run("merge", "leadership", "--into", "hall")
    serve = ("serve", "hall", "--front", "a", "--port", str(unused_port()))
    with wall(home), ThreadPoolExecutor(16) as phones:
        with started(home, *serve) as first:
            url, key = ready(first)
            run("plenary", "hall", "open", "--dots", "3", "--most", "3")
            voters = [Voter(url) for _ in range(16)]
            assert {voter.join(key) for voter in voters} == {SEE_OTHER}
            for voter in voters:
                voted(voter, "T07-I01", 1)
            first.kill()
            first.wait()
        voting = [phones.submit(patiently, voter) for voter in voters]
        with started(home, *serve) as again:
            ready(again)
            assert [each.result() for each in voting] == [OK] * 16
            said = run("plenary", "hall", "close").err.strip()
            assert said == "Counted: 16 ballots, 48 dots, of 1 front end."


@pytest.mark.slow
@pytest.mark.first
def test_voters_of_a_killed_front_end_go_on_elsewhere_and_each_is_counted_once(tmp_path: Path, run: Run) -> None:
    home = tmp_path / "home"
    run("new", "Leadership", "--table", "7", "--theme", "Funding")
    run("add", "leadership", "--kind", "insight", "Trust", "Time")
    run("merge", "leadership", "--into", "hall")
    serve_a = ("serve", "hall", "--front", "a", "--port", "0")
    serve_b = ("serve", "hall", "--front", "b", "--port", str(unused_port()))
    with wall(home), ThreadPoolExecutor(16) as phones, started(home, *serve_a) as a:
        url_a, key = ready(a)
        with started(home, *serve_b) as b:
            url_b, _ = ready(b)
            run("plenary", "hall", "open", "--dots", "3", "--most", "3")
            voters = [Voter(url_b) for _ in range(16)]
            assert {voter.join(key) for voter in voters} == {SEE_OTHER}
            for voter in voters:
                voted(voter, "T07-I01", 3)
            leaving = voters[:8]
            cookies = [voter.cookie.partition("=")[2] for voter in leaving]
            taken: list[int] = []
            voting = [phones.submit(_until_it_breaks, voter, taken) for voter in leaving]
            while len(taken) < 5 * len(leaving):
                time.sleep(0.01)
            b.kill()
            b.wait()
            assert all(each.result() for each in voting)
        assert run("plenary", "hall", "move", "--from", "b").status == 2
        while "is in reach" in (said := run("plenary", "hall", "move", "--from", "b", "--to", "a").err):
            time.sleep(0.2)
        assert said.startswith("The voters of “b” go on at “a”, and place their dots anew.")
        moved = [_arrived(url_a, cookie) for cookie in cookies]
        assert [voter.vote("T07-I02", 2)[0] for voter in moved] == [OK] * 8
        said = run("plenary", "hall", "close", "--wait", "0.5").err
        assert said.startswith("Not counted: b has not sealed the vote.")
        run("plenary", "hall", "count", "--wait", "0.5", "--without-missing")
        with started(home, *serve_b) as again:
            ready(again)
            assert run("plenary", "hall", "count").err.strip() == "Counted: 16 ballots, 40 dots, of 2 front ends."
        assert "Its voters are at a now." in run("plenary", "hall").err
        assert run("undo", "hall").status == 0
        assert run("plenary", "hall", "reveal").err.strip() == "No vote of “hall” is closed."


def _until_it_breaks(voter: Voter, taken: list[int]) -> bool:
    """Vote, and note it, until nobody answers any more."""
    try:
        while True:
            for dots in (2, 1):
                assert voter.vote("T07-I01", dots)[0] == OK
                taken.append(dots)
    except (OSError, HTTPException):
        return True


def _arrived(url: str, cookie: str) -> Voter:
    """Return a phone that follows the address on its page to another front end, as soon as it is taken over there."""
    phone = Voter(url)
    while (answer := phone.page(f"/at-home/{cookie}"))[0] != SEE_OTHER:
        time.sleep(0.1)
    phone.cookie = answer[1]["set-cookie"].partition(";")[0]
    return phone


def patiently(voter: Voter) -> int:
    """Vote, again and again until somebody answers, and then once more."""
    while True:
        try:
            assert voter.vote("T07-I01", 2)[0] == OK
            return voter.vote("T07-I01", 3)[0]
        except (OSError, HTTPException):
            time.sleep(0.002)
