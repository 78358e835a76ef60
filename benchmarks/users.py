"""Users that visit the pages in turn, in a process of their own, pinned to one core, that counts its CPU."""

from __future__ import annotations

import asyncio
import os
import time
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from multiprocessing import get_context
from typing import Final

from benchmarks.visits import Connection, Visit

PACE_SECONDS: Final = 5.0
_PATIENCE_SECONDS: Final = 60.0
_FIRST_NEW_DAY: Final = date(2026, 11, 20)


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many users, for how long, and which of their visits are on a day of its own.

    `new_days` counts the days taken already, so that a later crowd gets others; `one_in` 0 means none.
    """

    users: int
    seconds: float
    one_in: int = 0
    new_days: int = 0


@dataclass(slots=True)
class Seen:
    """What the users saw: seconds for each visit, what went wrong, and the client's own CPU seconds."""

    usual: list[float] = field(default_factory=list)
    new_day: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    planned: int = 0
    cpu: float = 0.0


class Client:
    """The process the users live in."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_pin)

    def play(self, visits: list[Visit], crowd: Crowd) -> Future[Seen]:
        """Let the crowd loose: each user visits the pages in turn, one every five seconds, for the time."""
        return self._pool.submit(_play, self._port, visits, crowd)

    def sizes(self, visits: list[Visit]) -> list[int]:
        """The bytes that come back for each visit, after all have been seen four times."""
        return self._pool.submit(_sizes, self._port, visits).result()

    def close(self) -> None:
        """End the process."""
        self._pool.shutdown()


def _pin() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _play(port: int, visits: list[Visit], crowd: Crowd) -> Seen:
    before = time.process_time()
    seen = asyncio.run(_crowd(port, visits, crowd))
    seen.cpu = time.process_time() - before
    return seen


async def _crowd(port: int, visits: list[Visit], crowd: Crowd) -> Seen:
    seen = Seen()
    new_days = crowd.new_days
    rounds = max(1, int(crowd.seconds / PACE_SECONDS))
    start = time.perf_counter()

    async def user(number: int) -> None:
        nonlocal new_days
        connection = Connection(port)
        for turn in range(rounds):
            # A user who waited long for a page asks for the next one at once, never for two at a time.
            due = start + PACE_SECONDS * (turn + number / crowd.users)
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            if time.perf_counter() - start > crowd.seconds + PACE_SECONDS:
                break
            visit, spent = visits[(number + turn) % len(visits)], seen.usual
            if crowd.one_in and (number + turn * crowd.users) % crowd.one_in == 0:
                new_days += 1
                visit, spent = visit.on(str(_FIRST_NEW_DAY - timedelta(new_days))), seen.new_day
            began = time.perf_counter()
            try:
                await asyncio.wait_for(connection.send(visit.requests), _PATIENCE_SECONDS)
            except (OSError, RuntimeError, TimeoutError, asyncio.IncompleteReadError) as error:
                seen.wrong.append(f"{visit.path}: {error!r}")
            spent.append(time.perf_counter() - began)
        connection.close()

    seen.planned = rounds * crowd.users
    await asyncio.gather(*(user(number) for number in range(crowd.users)))
    return seen


def _sizes(port: int, visits: list[Visit]) -> list[int]:
    async def warm() -> list[int]:
        found: list[int] = []
        # New connections, so that every process of the server gets some of them.
        for _ in range(4):
            connections = [Connection(port) for _ in visits]
            pairs = zip(connections, visits, strict=True)
            found = list(await asyncio.gather(*(each.send(visit.requests) for each, visit in pairs)))
            for each in connections:
                each.close()
        return found

    return asyncio.run(warm())
