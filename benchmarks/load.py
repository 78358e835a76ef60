"""A hundred users on `planhjul serve` as it comes: a page each, every five seconds, the nine pages in turn.

`python -m benchmarks.load` alone, or in `make bench`. A visit takes from the first byte sent until the
last one came back, for all that a browser sends for the address (recorded from a real one at the start). The
client shares the two cores, pinned to one; its CPU is printed beside the server's. The peer is a Dash page,
served the same way, whose callback returns as many bytes ready-made.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.served import Installation, Served, two_cores
from benchmarks.users import PACE_SECONDS, Client, Crowd, Seen
from benchmarks.visits import PAGES, Visit, record

USERS: Final = 100
SECONDS: Final = 60.0
_ONE_IN: Final = 10


def measured(
    name: str,
    server: Served,
    client: Client,
    visits: list[Visit],
    crowd: Crowd,
    half_way: Callable[[], None] | None = None,
) -> Seen:
    """Let the crowd loose, do what is to be done `half_way`, print what the users saw."""
    before = server.cpu()
    playing = client.play(visits, crowd)
    if half_way is not None:
        time.sleep(crowd.seconds / 2)
        half_way()
    seen = playing.result()
    cpu = server.cpu() - before
    visited = len(seen.usual) + len(seen.new_day)
    show(
        name,
        seen.usual,
        f"{visited} of {seen.planned} visits, {len(seen.wrong)} wrong, CPU server {cpu:.0f} s, "
        f"client {seen.cpu:.1f} s, load {os.getloadavg()[0]:.0f}, {server.megabytes():.0f} MB",
    )
    if seen.new_day:
        show(f"{name}: those on a new day", seen.new_day, f"{len(seen.new_day)} visits")
    for wrong in sorted(set(seen.wrong))[:3]:
        print(f"  {wrong}")
    return seen


def show(name: str, seconds: list[float], rest: str) -> None:
    """One row: the median, the 95th percentile and the longest, in milliseconds."""
    p50, p95, longest = (1000 * quantile(seconds, share) for share in (0.5, 0.95, 1.0))
    print(f"{name:<58} p50 {p50:>7.0f}   p95 {p95:>7.0f}   max {longest:>7.0f} ms   {rest}", flush=True)


def quantile(seconds: list[float], share: float) -> float:
    """The smallest value that this share of them does not exceed; 0 when there are none."""
    ordered = sorted(seconds)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)] if ordered else 0.0


def bench_load(folder: Path, users: int, seconds: float) -> None:
    """Warm; with an import half-way; with one visit in ten on a day nobody asked for; and the peer."""
    two_cores()
    installation = Installation(folder)
    installation.take_back()
    crowd = Crowd(users, seconds)
    print(f"{users} users, a page every {PACE_SECONDS:.0f} s for {seconds:.0f} s, {len(PAGES)} pages in turn")
    with Served("planhjul", "--db", installation.db, "serve", "--port", "0") as server:
        visits = record(server.address)
        client = Client(server.port)
        sizes = client.sizes(visits)
        for visit, size in zip(visits, sizes, strict=True):
            print(f"  {visit.path:<14} {len(visit.requests)} requests, {size / 1024:.0f} kB back")
        ours = measured("planhjul, warm", server, client, visits, crowd)
        measured("planhjul, one import in the middle", server, client, visits, crowd, installation.commit)
        new_days = Crowd(users, seconds, _ONE_IN)
        measured("planhjul, one in ten on a new day", server, client, visits, new_days)
        client.close()
    # What comes back before the callbacks is Dash's own, there as here: only the answers are made equal.
    ready_made = folder / "sizes.json"
    ready_made.write_text(json.dumps({visit.path: size for visit, size in zip(visits, sizes, strict=True)}))
    with Served("benchmarks.peer", str(ready_made)) as server:
        visits = record(server.address)
        client = Client(server.port)
        client.sizes(visits)
        peer = measured("a Dash page with as many bytes ready-made", server, client, visits, crowd)
        client.close()
    ratios = (quantile(ours.usual, share) / quantile(peer.usual, share) for share in (0.5, 0.95))
    print("planhjul, warm, against the peer: p50 ×{:.2f}, p95 ×{:.2f}".format(*ratios))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=USERS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        bench_load(Path(name), options.users, options.seconds)


if __name__ == "__main__":
    main()
