"""``make papers``: read every paper in ``tests/papers`` and print a row for each, then how many lines a second."""

from __future__ import annotations

import sys
from time import process_time

from tests.importing.corpus import papers
from workshop.importing.importer import paper_of
from workshop.importing.readers.encodings import decoded

LONG = 30_000
"""Lines of the paper that the speed is measured with: the corpus, again and again."""
PROMISED = 10_000
"""Lines a second of the processor's time, so that what else runs here does not count."""


def main() -> int:
    """Print the rows; return 1 where the promised speed was missed."""
    print(f"{'paper':44} {'themes':>6} {'cards':>6} {'notes':>6} {'remarks':>7} {'seconds':>8}")
    for path in papers():
        row = _row(path.read_bytes(), path.name)
        print(f"{path.name[:44]:44} {row[0]:6} {row[1]:6} {row[2]:6} {row[3]:7} {row[4]:8.4f}")
    speed = min(_speed(ending) for ending in ("txt", "md"))
    print(f"{speed:,.0f} lines a second of processor time (promised: {PROMISED:,})")
    return 0 if speed >= PROMISED else 1


def _row(data: bytes, name: str) -> tuple[int, int, int, int, float]:
    start = process_time()
    paper = paper_of(data, name=name)
    took = process_time() - start
    cards = sum(len(theme.cards) for theme in paper.themes)
    return len(paper.themes), cards, len(paper.notes), len(paper.remarks), took


def _speed(ending: str) -> float:
    """Return lines a second of one long paper, made of all papers that end so."""
    texts = [(decoded(path.read_bytes()) or "").strip() for path in papers() if path.suffix == f".{ending}"]
    text = "\n\n".join(texts) + "\n\n"
    data = (text * (LONG // text.count("\n") + 1)).encode()
    lines = data.count(b"\n")
    return lines / _row(data, f"long.{ending}")[4]


sys.exit(main())
