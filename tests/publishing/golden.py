"""Write the golden files anew, after looking at what changed: ``python -m tests.publishing.golden``."""

from __future__ import annotations

from pathlib import Path

from tests.publishing.sample_report import REPORT
from workshop.publishing.publication import export

GOLDEN = Path(__file__).parent.parent / "golden"
TEXTS = ("txt", "md", "html", "csv")


def golden_file(name: str) -> Path:
    return GOLDEN / f"appendix.{name}"


if __name__ == "__main__":
    for each in TEXTS:
        golden_file(each).write_bytes(export(REPORT, each))
