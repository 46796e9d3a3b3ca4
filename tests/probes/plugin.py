"""Measures which statements and branches of workshop the tests pass: ``pytest -p tests.probes.plugin``.

Each worker imports workshop with probes in it and says at its end what they saw. All of it is written to
``.coverage``, from which ``coverage report`` draws its figures as if its own tracer had looked on.
"""

from __future__ import annotations

import pickle
import sys
from collections import defaultdict
from typing import Any

import pytest

from tests.probes.loading import PACKAGE, Passed, ProbeFinder, passed_here, write


class Probes:
    """What pytest calls."""

    def __init__(self) -> None:
        self._passed: Passed = defaultdict(set)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:  # noqa: ANN401
        """Take up what a worker has passed; one that broke down has nothing to say."""
        if passed := getattr(node, "workeroutput", {}).get("passed"):
            self._take_up(pickle.loads(passed))  # noqa: S301 - our own worker's

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output["passed"] = pickle.dumps(passed_here())
            return
        self._take_up(passed_here())
        if not session.config.option.collectonly:
            write(self._passed)

    def _take_up(self, passed: Passed) -> None:
        for path, pairs in passed.items():
            self._passed[path] |= pairs


def pytest_configure(config: pytest.Config) -> None:
    """Look on from here."""
    config.pluginmanager.register(Probes(), "probes")


assert PACKAGE not in sys.modules, "workshop was imported before its probes were there"
sys.meta_path.insert(0, ProbeFinder())
