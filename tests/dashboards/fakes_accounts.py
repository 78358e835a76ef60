"""A fake of the accounts service: the real overviews and key figures on a few constructed sums."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Final

import pandas as pd

from planhjul.issues import CellRef
from planhjul.ledger.forms.closing import Closing, closing
from planhjul.ledger.forms.columns import FormBook, SideBySide
from planhjul.ledger.forms.compare import Comparison, compare
from planhjul.ledger.forms.documents import PrintedForm
from planhjul.ledger.forms.lines import FormKey
from planhjul.ledger.forms.overviews import Overview, overview
from planhjul.ledger.key_figures.figures import KeyFigures, KnownFund, Norms, key_figures
from planhjul.ledger.key_figures.robek import BudgetYear, robek
from planhjul.ledger.lines import MOST_LINES
from planhjul.ledger.versions import VersionKind
from planhjul.reference.codes import load_codes
from planhjul.reference.forms import load_forms
from planhjul.services.accounts_columns import neighbours
from planhjul.services.income import LineDetail
from planhjul.services.municipalities import NoVersion, VersionChoice
from planhjul.texts import text
from tests.ledger.areas import area
from tests.ledger.frames import MILLION, sums_of

STORVIK: Final = "9901"
CODES: Final = load_codes()
FORMS: Final = load_forms()


AREAS: Final = (area("skole", "Grunnskole", ("202", "222")),)
BESIDE: Final = (
    VersionChoice(VersionKind.DIREKTORENS_FORSLAG, 2028, date(2026, 11, 1)),
    VersionChoice(VersionKind.REVIDERT_BUDSJETT, 2026, date(2026, 6, 16)),
    VersionChoice(VersionKind.OPPRINNELIG_BUDSJETT, 2026, date(2025, 12, 11)),
    VersionChoice(VersionKind.REGNSKAP, 2025, date(2026, 2, 22)),
)


@dataclass
class FakeAccounts:
    """AccountsService: a version is short of `short` millions; `art` is where the property tax stands."""

    missing: bool = False
    without_neighbours: bool = False
    without_figures: bool = False
    without_areas: bool = False
    short: int = 20
    art: str = "878"
    only_investment: bool = False
    documents: tuple[PrintedForm, ...] = ()
    asked: list[tuple[object, ...]] = field(default_factory=list)

    def form(
        self, nr: str, key: FormKey, year: int, on: date, kind: VersionKind | None = None
    ) -> Overview | NoVersion:
        """The overview of the year; only 2027 when there are no neighbours."""
        if self.missing or nr != STORVIK or (self.without_neighbours and year != 2027):
            return NoVersion(text("Det finnes ingen tall for dette året."))
        if self.only_investment and key is not FormKey.INVESTERING:
            return NoVersion(text("Det finnes ingen tall for dette året."))
        return overview(
            key, self._sums(year), FORMS, CODES, () if self.without_areas else AREAS,
            year=year, kind=kind or VersionKind.DIREKTORENS_FORSLAG, stood_from=date(2026, 11, 1),
        )  # fmt: skip

    def side_by_side(
        self, nr: str, key: FormKey, year: int, on: date, kind: VersionKind | None = None
    ) -> SideBySide | NoVersion:
        """The overview beside accounts, last year's budget and the next plan year, when there are any."""
        answer = self.form(nr, key, year, on, kind)
        if isinstance(answer, NoVersion):
            return answer
        if self.without_neighbours:
            return SideBySide((answer,), 0)
        chosen = VersionChoice(answer.version, answer.year, date(2026, 11, 1))
        beside = neighbours([*BESIDE, chosen], chosen, on)
        found = [answer if one == chosen else self.form(nr, key, one.year, on, one.kind) for one in beside]
        overviews = tuple(one for one in found if isinstance(one, Overview))
        return SideBySide(overviews, overviews.index(answer))

    def closing(self, nr: str, year: int, on: date) -> Closing | NoVersion:
        """§ 5-9 against the same budget with as much more for schools as the accounts lack."""
        if self.without_figures:
            return NoVersion(text("§ 5-9 sammenligner regnskapet med budsjettet."))
        return closing(
            self._sums(year), replace(self, short=0)._sums(year), FORMS, CODES,
            year=year, stood_from=date(2026, 2, 22), budget_kind=VersionKind.REVIDERT_BUDSJETT,
        )  # fmt: skip

    def book(
        self, nr: str, year: int, on: date, kind: VersionKind | None = None, only: FormKey | None = None
    ) -> FormBook | NoVersion:
        """The operating overview alone."""
        answer = self.side_by_side(nr, FormKey.DRIFT, year, on, kind)
        return answer if isinstance(answer, NoVersion) else FormBook("Storvik", (answer,), None)

    def lines(
        self, nr: str, year: int, on: date, kind: VersionKind, kontoklasse: str, art: str, funksjon: str
    ) -> tuple[LineDetail, ...]:
        """One line, or as many as the service gives when the art is 870."""
        self.asked.append((year, kind, kontoklasse, art, funksjon))
        cell = CellRef("budsjett.xlsx", "Linjer", 4, 8)
        one = LineDetail("Skoleledelse", "2000", 0, 64_000_000_000, "budsjett.xlsx", cell)
        return (one,) * (MOST_LINES if art == "870" else 1)

    def comparisons(self, nr: str, key: FormKey, on: date, year: int | None = None) -> tuple[Comparison, ...]:
        """The printed overviews of the form, each column beside our version of its year."""
        found = []
        for document in self.documents:
            ours = [self.form(nr, key, column.year, on, column.kind) for column in document.columns]
            known = [one if isinstance(one, Overview) else None for one in ours]
            found.append(compare(document, known, FORMS.forms[key]))
        return tuple(found)

    def art_titles(self, arts: tuple[str, ...]) -> dict[str, str]:
        """The arts' real names."""
        return {art: CODES.art_title(art) for art in arts}

    def function_titles(self, functions: tuple[str, ...]) -> dict[str, str]:
        """The functions' real names."""
        return {funksjon: CODES.funksjon_title(funksjon) for funksjon in functions}

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
            robek=robek(year, {year: BudgetYear(year, VersionKind.DIREKTORENS_FORSLAG, -1, 0)}, None),
            notes=(text("Året er ikke omme."),),
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
        return pd.concat(frames[1:] if self.only_investment else frames, ignore_index=True)
