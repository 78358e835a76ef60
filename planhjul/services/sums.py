"""The stored sums of a version, kept in memory until the municipality's data change."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from threading import Lock

import pandas as pd

from planhjul.ledger.versions import VersionKind
from planhjul.store import Repository

# A year's sums are a few thousand rows, so this many frames are some tens of megabytes at most.
_KEPT = 64

_Key = tuple[str, int, VersionKind, int, date]


class Sums:
    """Reads sums once per version and data state; every use case that needs them shares one of these."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._frames: OrderedDict[_Key, pd.DataFrame] = OrderedDict()
        self._lock = Lock()

    def of(self, nr: str, kind: VersionKind, year: int, on: date) -> pd.DataFrame:
        """The sums of the version in force on the day: columns of `SUM_COLUMNS`, not to be changed."""
        key = (nr, self._repository.data_version(nr), kind, year, on)
        with self._lock:
            if key in self._frames:
                self._frames.move_to_end(key)
                return self._frames[key]
        frame = self._repository.sums(nr, kind, year, on)
        with self._lock:
            self._frames[key] = frame
            while len(self._frames) > _KEPT:
                self._frames.popitem(last=False)
        return frame
