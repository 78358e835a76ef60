"""The store as the house asks it: which version stood on a day first, then its sums or lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine

from planhjul.ledger.lines import SUM_COLUMNS, conform
from planhjul.ledger.versions import Version, VersionKind
from planhjul.municipality import Setting
from planhjul.staged import KINDS
from planhjul.store import Repository
from planhjul.store.lines import MONTH_SUM_COLUMNS, PROJECT_SUM_COLUMNS


class AsOfStore(Repository):
    """The store, asked for one kind of money of one year on one day."""

    def standing(self, nr: str, kind: VersionKind, year: int, on: date) -> list[Version]:
        return [one for one in self.versions(nr, on) if (one.kind, one.year) == (kind, year)]

    def sums(self, nr: str, *asked: Any) -> Any:
        return _below(super().sums(nr, self.standing(nr, *asked)), SUM_COLUMNS)

    def month_sums(self, nr: str, *asked: Any) -> Any:
        return _below(super().month_sums(nr, self.standing(nr, *asked)), MONTH_SUM_COLUMNS)

    def project_sums(self, nr: str, *asked: Any) -> Any:
        return _below(super().project_sums(nr, self.standing(nr, *asked)), PROJECT_SUM_COLUMNS)

    def lines(self, nr: str, *asked: Any, **only: Any) -> pd.DataFrame:
        return super().lines(nr, self.standing(nr, *asked), **only)

    def accounts_through(self, nr: str, year: int, on: date) -> int:
        accounts = self.standing(nr, VersionKind.REGNSKAP, year, on)
        return max(self.last_months(nr, accounts).values(), default=0)

    def named(self, name: str) -> Callable[[str, date], Any]:
        """How the kind of content with this name is asked for."""
        if name == "settings":
            return self.settings
        [kind] = [of for of, declared in KINDS.items() if declared.name == name]
        return lambda nr, on: self.known(nr, kind, on)

    def settings(self, nr: str, on: date) -> dict[str, Setting]:
        return {setting.key: setting for setting in self.known(nr, Setting, on)}

    def find_batch(self, nr: str, sha256: str) -> int | None:
        """The import that holds these very bytes, None when there is none that is not undone."""
        found = [one.id for one in self.batches(nr) if one.sha256 == sha256 and one.undone_at is None]
        assert len(found) <= 1
        return found[0] if found else None

    def data_version(self, nr: str) -> int:
        return self.data_versions(nr)[""]


def _below(frames: dict[Version, pd.DataFrame], columns: Any) -> pd.DataFrame:
    nothing = pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in columns.items()})
    filled = [frame for frame in frames.values() if not frame.empty]
    return conform(pd.concat(filled, ignore_index=True) if filled else nothing, columns)


@pytest.fixture
def repository(engine: Engine) -> AsOfStore:
    """The store on the empty database."""
    return AsOfStore(engine)
