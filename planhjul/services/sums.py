"""The stored sums of a version, kept in memory until the municipality's data change."""

from __future__ import annotations

from datetime import date

import pandas as pd

from planhjul.ledger.versions import VersionKind
from planhjul.services.memory import Memory
from planhjul.store import Repository

# A year's sums are a few thousand rows, so this many frames are some tens of megabytes at most.
_KEPT = 64

_Key = tuple[str, int, VersionKind, int, date]


class Sums:
    """Reads sums once per version and data state; every use case that needs them shares one of these."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._frames = Memory[_Key, pd.DataFrame](_KEPT)

    def of(self, nr: str, kind: VersionKind, year: int, on: date) -> pd.DataFrame:
        """The sums of the version in force on the day: columns of `SUM_COLUMNS`, not to be changed."""
        key = (nr, self._repository.data_version(nr), kind, year, on)
        kept = self._frames.get(key)
        return kept if kept is not None else self._frames.keep(key, self._repository.sums(nr, kind, year, on))
