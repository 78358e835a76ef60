"""How much: the composition of income for a version, for every version, and down to the cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planhjul.issues import CellRef
from planhjul.ledger.codes import CodeLists
from planhjul.ledger.income import compose_income
from planhjul.ledger.lines import DRIFT
from planhjul.ledger.results import Base, IncomeComposition
from planhjul.ledger.versions import VersionKind
from planhjul.services.municipalities import (
    MunicipalityService,
    NoVersion,
    VersionChoice,
    missing_version,
)
from planhjul.services.sums import Sums
from planhjul.store import Repository


@dataclass(frozen=True, slots=True)
class LineDetail:
    """One stored line behind a sum: øre in ledger sign, month 0 for a whole year, and its cell."""

    tekst: str
    ansvar: str
    month: int
    amount_ore: int
    file: str
    cell: CellRef


class IncomeService:
    """Use cases about income."""

    def __init__(
        self, repository: Repository, sums: Sums, municipalities: MunicipalityService, codes: CodeLists
    ) -> None:
        self._repository = repository
        self._sums = sums
        self._municipalities = municipalities
        self._codes = codes

    def composition(
        self, nr: str, year: int, on: date, kind: VersionKind | None = None, base: Base = Base.DI
    ) -> IncomeComposition | NoVersion:
        """The composition of the year's version that stood on the day, or why there is none."""
        choice = self._municipalities.default(nr, on, year, kind)
        if choice is None:
            return missing_version(self._municipalities, nr, on, year, kind)
        return self._compose(nr, on, choice, base)

    def overview(self, nr: str, on: date, base: Base = Base.DI) -> tuple[IncomeComposition, ...]:
        """Every version in force on the day, oldest year first and within a year by the day it stood from."""
        choices = sorted(
            self._municipalities.choices(nr, on), key=lambda choice: (choice.year, choice.stood_from)
        )
        return tuple(self._compose(nr, on, choice, base) for choice in choices)

    def lines(
        self, nr: str, year: int, on: date, kind: VersionKind, art: str, funksjon: str
    ) -> tuple[LineDetail, ...]:
        """The stored lines of one (art, funksjon) in drift, at most 500."""
        frame = self._repository.lines(
            nr, kind, year, on, kontoklasse=DRIFT, art=art, funksjon=funksjon, limit=500
        )
        return tuple(
            LineDetail(
                tekst=row["tekst"],
                ansvar=row["ansvar"],
                month=row["month"],
                amount_ore=row["amount_ore"],
                file=row["file"],
                cell=CellRef(row["file"], row["sheet"], row["row"], row["column"]),
            )
            for row in frame.to_dict("records")
        )

    def _compose(self, nr: str, on: date, choice: VersionChoice, base: Base) -> IncomeComposition:
        sums = self._sums.of(nr, choice.kind, choice.year, on)
        return compose_income(
            sums, self._codes, year=choice.year, kind=choice.kind, stood_from=choice.stood_from, base=base
        )
