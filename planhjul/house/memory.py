"""The one cache of the program: answers kept with what they were made from, until that has changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock, RLock
from typing import Any, Final

import pandas as pd

Reads = dict[Hashable, Hashable]

# What is being made now notes here what it reads: the name of each thing and its state when it was read.
_NOTED: ContextVar[Reads | None] = ContextVar("noted", default=None)

# Read by an answer that is not to be kept; it is never in the same state again.
ONCE: Final = "once"
_MOST_BYTES: Final = 256 * 1024 * 1024
# What an answer that is no table and no bytes is reckoned as: most are some tens of small values.
_VALUE_BYTES: Final = 8 * 1024
# A question keeps answers for this many states (days, versions, languages) at the most.
_MOST_STATES: Final = 64


@dataclass(frozen=True, slots=True)
class _Kept:
    reads: Reads
    value: Any
    size: int


def note(reads: Mapping[Hashable, Hashable]) -> None:
    """Says that what is being made now has read these."""
    noted = _NOTED.get()
    if noted is not None:
        noted.update(reads)


def unkept() -> None:
    """Says that what is being made now holds for this once: it is an accident, and not to be kept."""
    note({ONCE: None})


@contextmanager
def noting() -> Iterator[Reads]:
    """Collects what is read inside; nothing of it is told further out."""
    reads: Reads = {}
    token = _NOTED.set(reads)
    try:
        yield reads
    finally:
        _NOTED.reset(token)


class Memory:
    """Answers by question, each with the state of everything it read; the longest unasked go first.

    An answer holds as long as all it read is in the same state. The same answer is made once, however many
    threads ask for it at the same moment. Safe to share between threads.
    """

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most = most_bytes
        self._size = 0
        self._kept: OrderedDict[Hashable, list[_Kept]] = OrderedDict()
        self._lock = Lock()
        self._making: dict[Hashable, tuple[RLock, int]] = {}

    def answer(
        self, question: Hashable, state: Callable[[Hashable], Hashable], make: Callable[[], Any]
    ) -> Any:
        """The kept answer whose reads are all in the state they have now, or a new one.

        Args:
            question: what is asked; holds everything the answer depends on that is not read.
            state: the state now of something an answer has read.
            make: makes the answer, and notes what it reads.
        """
        found = self._holding(question, state)
        if found is None:
            with self._alone(question):
                found = self._holding(question, state) or self._make(question, make)
        note(found.reads)
        return found.value

    def holds(self, question: Hashable, state: Callable[[Hashable], Hashable]) -> bool:
        """Whether the answer is kept in the state things have now."""
        return self._holding(question, state) is not None

    def _holding(self, question: Hashable, state: Callable[[Hashable], Hashable]) -> _Kept | None:
        with self._lock:
            states = tuple(self._kept.get(question, ()))
        for kept in reversed(states):
            if all(state(name) == was for name, was in kept.reads.items()):
                with self._lock:
                    if question in self._kept:
                        self._kept.move_to_end(question)
                return kept
        return None

    def _make(self, question: Hashable, make: Callable[[], Any]) -> _Kept:
        with noting() as reads:
            value = make()
        kept = _Kept(dict(reads), value, _size(value))
        if ONCE in reads:
            return kept
        with self._lock:
            states = self._kept.setdefault(question, [])
            states.append(kept)
            self._size += kept.size
            self._kept.move_to_end(question)
            while len(states) > _MOST_STATES:
                self._size -= states.pop(0).size
            while self._size > self._most and len(self._kept) > 1:
                _, gone = self._kept.popitem(last=False)
                self._size -= sum(one.size for one in gone)
        return kept

    @contextmanager
    def _alone(self, question: Hashable) -> Iterator[None]:
        """One thread at a time makes the answer to a question; the others wait for it."""
        with self._lock:
            lock, waiting = self._making.get(question, (RLock(), 0))
            self._making[question] = (lock, waiting + 1)
        try:
            with lock:
                yield
        finally:
            with self._lock:
                lock, waiting = self._making[question]
                if waiting == 1:
                    del self._making[question]
                else:
                    self._making[question] = (lock, waiting - 1)


def _size(value: object) -> int:
    if isinstance(value, pd.DataFrame):
        return int(value.memory_usage(deep=True).sum())
    return max(len(value), _VALUE_BYTES) if isinstance(value, Sized) else _VALUE_BYTES
