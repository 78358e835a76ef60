"""A fake of the accounts service: the real overviews and key figures on a few constructed sums."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

import pandas as pd

from planhjul.ledger.form_lines import FormKey
from planhjul.ledger.forms import Overview, overview
from planhjul.ledger.key_figures import KeyFigures, KnownFund, Norms, key_figures
from planhjul.ledger.versions import VersionKind
from planhjul.reference.codes import load_codes
from planhjul.reference.forms import load_forms
from planhjul.services.municipalities import NoVersion
from planhjul.texts import text
from tests.ledger.frames import MILLION, sums_of

STORVIK: Final = "9901"
CODES: Final = load_codes()
FORMS: Final = load_forms()


@dataclass(frozen=True)
class SchoolArea:
    """The one area: schools."""

    key: str = "skole"
    title: str = "Grunnskole"
    funksjoner: tuple[str, ...] = ("202", "222")


AREAS: Final = (SchoolArea(),)


@dataclass
class FakeAccounts:
    """AccountsService: a version is short of `short` millions; `art` is where the property tax stands."""

    missing: bool = False
    without_neighbours: bool = False
    without_figures: bool = False
    without_areas: bool = False
    short: int = 20
    art: str = "878"

    def form(
        self, nr: str, key: FormKey, year: int, on: date, kind: VersionKind | None = None
    ) -> Overview | NoVersion:
        """The overview of the year; only 2027 when there are no neighbours."""
        if self.missing or nr != STORVIK or (self.without_neighbours and year != 2027):
            return NoVersion(text("Det finnes ingen tall for dette året."))
        return overview(
            key, self._sums(year), FORMS, CODES, () if self.without_areas else AREAS,
            year=year, kind=kind or VersionKind.DIREKTORENS_FORSLAG, stood_from=date(2026, 11, 1),
        )  # fmt: skip

    def key_figures(
        self, nr: str, year: int, on: date, kind: VersionKind | None = None
    ) -> KeyFigures | NoVersion:
        """The key figures of the year, with a fund of 60 millions."""
        if self.without_figures:
            return NoVersion(text("Det finnes ingen tall for dette året."))
        norms = Norms(Fraction(175, 10_000), Fraction(2, 100), Fraction(5, 100))
        return key_figures(
            self._sums(year), CODES, norms, KnownFund(year, 60 * MILLION),
            year=year, kind=kind or VersionKind.DIREKTORENS_FORSLAG, stood_from=date(2026, 11, 1),
        )  # fmt: skip

    def _sums(self, year: int) -> pd.DataFrame:
        drift = [
            ("800", "840", -320 * MILLION),
            ("870", "800", -300 * MILLION),
            (self.art, "800", -20 * MILLION),
            ("010", "202", (620 + self.short) * MILLION),
            ("010", "201", 5 * MILLION),
            ("570", "880", 15 * MILLION),
        ]
        investment = [("230", "222", 15 * MILLION), ("970", "880", -15 * MILLION)]
        frames = [sums_of(drift, year=year), sums_of(investment, year=year, kontoklasse="0")]
        return pd.concat(frames, ignore_index=True)
