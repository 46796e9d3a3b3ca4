"""How the benchmarks' figures are judged on a machine whose processor others take away."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import measure
from benchmarks.measure import Samples, stolen


@pytest.fixture
def ticks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return what the hypervisor has taken; tests let it take more."""
    taken = [0]
    monkeypatch.setattr(measure, "stolen", lambda: taken[0])
    return taken


def taken(ticks: list[int], disturbed: int, undisturbed: int) -> Samples:
    """Measure ten milliseconds undisturbed, and a hundred disturbed."""
    samples = Samples()

    def slow() -> float:
        ticks[0] += 1
        return 100.0

    for _ in range(disturbed):
        samples.take(slow)
    for _ in range(undisturbed):
        samples.take(lambda: 10.0)
    return samples


def test_samples_during_which_the_processor_was_taken_away_are_left_out_and_told(ticks: list[int]) -> None:
    samples = taken(ticks, disturbed=40, undisturbed=60)
    assert samples.p95 == 10
    assert str(samples) == "p95 undisturbed 10.0 ms, of all 100.0 ms; 40 of 100 disturbed"


@pytest.mark.parametrize(("disturbed", "undisturbed"), [(60, 59), (10, 49)], ids=["under half", "too few"])
def test_where_little_was_undisturbed_all_samples_count(ticks: list[int], disturbed: int, undisturbed: int) -> None:
    assert taken(ticks, disturbed, undisturbed).p95 == 100


def test_where_all_samples_were_disturbed_that_is_said(ticks: list[int]) -> None:
    assert str(taken(ticks, 3, 0)).startswith("p95 undisturbed none, of all 100.0 ms; 3 of 3")


def test_what_was_taken_is_the_eighth_figure_of_the_first_line(tmp_path: Path) -> None:
    (tmp_path / "stat").write_text("cpu  1 2 3 4 5 6 7 89 9 10\ncpu0 1 2 3 4 5 6 7 44 9 10\n")
    assert stolen(tmp_path / "stat") == 89
    assert stolen(tmp_path / "none") == 0
