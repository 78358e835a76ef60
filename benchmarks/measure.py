"""How a bench measures and prints: medians of runs, and our median against the peer's as a ratio."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Final

ON: Final = date(2026, 11, 21)
AT: Final = datetime(2026, 11, 21, 12, tzinfo=UTC)


def median(work: Callable[[], object], runs: int = 5, before: Callable[[], object] = lambda: None) -> float:
    """The median seconds of `runs` runs after one that warms up; `before` each of them is not counted.

    The garbage collector rests meanwhile, as in `timeit`: its pauses would fall on whoever was unlucky.
    """
    work()
    seconds = []
    for _ in range(runs):
        before()
        gc.disable()
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
        gc.enable()
    return statistics.median(seconds)


def report(what: str, ours: float, peer_name: str, peer: float) -> None:
    print(
        f"{what:<58} {ours * 1000:>10.1f} ms   {peer_name:<44} {peer * 1000:>10.1f} ms   ×{ours / peer:.2f}"
    )
