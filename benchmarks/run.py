"""Every bench, one row per measurement: our median, the peer's median, and the ratio.

`make bench` runs it. Nothing is asserted: a ratio that grows is for a person to judge.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.demo import bench_demo
from benchmarks.importing import bench_commit, bench_reading
from benchmarks.load import SECONDS, USERS, bench_load
from benchmarks.measure import median, report
from benchmarks.room import bench_room
from benchmarks.stored import bench_stored


def bench_start() -> None:
    def run(*args: str) -> Callable[[], object]:
        return lambda: subprocess.run(args, capture_output=True, check=True)

    ours = median(run(sys.executable, "-m", "planhjul", "--help"), 5)
    report("planhjul --help", ours, "python -c pass", median(run(sys.executable, "-c", "pass"), 5))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=100_000, help="lines in the large workbook")
    parser.add_argument(
        "--stored", type=int, default=3_000_000, help="lines in the large stored year (a few take seconds)"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench_start()
        bench_room()
        bench_reading(folder, options.lines)
        bench_commit(folder, options.lines)
        bench_stored(folder, options.stored)
        bench_demo(folder)
        bench_load(folder, USERS, SECONDS)


if __name__ == "__main__":
    main()
