"""A fake of the follow-up service: the real arithmetic on a few constructed sums."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from planhjul.issues import CellRef
from planhjul.ledger.followup.cells import Places
from planhjul.ledger.followup.detail import Detail, details
from planhjul.ledger.followup.results import Followup, Profile, Standing
from planhjul.ledger.followup.year import Books, Money, followup
from planhjul.ledger.integrity import Control, controls
from planhjul.ledger.versions import VersionKind
from planhjul.reference.controls import load_controls
from planhjul.services.income import LineDetail
from planhjul.services.municipalities import NoVersion
from planhjul.texts import text
from tests.dashboards.fakes_accounts import CODES, FORMS
from tests.ledger.followup.frames import AREAS, accounts_of, budget_of

STORVIK = "9901"


@dataclass
class FakeFollowup:
    """FollowupService: 2025 is over, 2026 has accounts to October; `broken` breaks one control."""

    missing: bool = False
    broken: bool = False
    many_lines: bool = False

    def years(self, nr: str, on: date) -> tuple[int, ...]:
        """The years that can be followed up."""
        return () if self.missing or nr != STORVIK else (2026, 2025)

    def year(
        self, nr: str, year: int, on: date, month: int | None = None, profile: Profile | None = None
    ) -> Followup | NoVersion:
        """The year's follow-up."""
        if year not in self.years(nr, on):
            return NoVersion(text("Det finnes ingen tall for dette året."))
        through = 10 if year == 2026 else 12
        revised = Money(budget_of(year), Standing(VersionKind.REVIDERT_BUDSJETT, date(year, 6, 16)))
        original = Money(
            budget_of(year, 90), Standing(VersionKind.OPPRINNELIG_BUDSJETT, date(year - 1, 12, 11))
        )
        accounts = Money(accounts_of(year, through), Standing(VersionKind.REGNSKAP, date(year, 11, 1)))
        return followup(
            Books(accounts, original, revised, accounts_of(year - 1, 12)),
            FORMS, CODES, AREAS, year=year, over=on.year > year, month=month, profile=profile,
        )  # fmt: skip

    def details(self, nr: str, answer: Followup, on: date, area: str, group: str) -> tuple[Detail, ...]:
        """The arts behind a cell."""
        return details(
            accounts_of(answer.year, answer.through), budget_of(answer.year),
            Places(FORMS, CODES, AREAS, answer.year), CODES,
            month=answer.month, through=answer.through, area=area, group=group,
        )  # fmt: skip

    def lines(
        self, nr: str, year: int, on: date, kind: VersionKind, detail: tuple[str, str, str]
    ) -> tuple[LineDetail, ...]:
        """One line for the year of the budget, one in March and one in December of the accounts."""
        cell = CellRef("regnskap.xlsx", "Linjer", 4, 8)
        if kind is not VersionKind.REGNSKAP:
            cell = replace(cell, file="budsjett.xlsx")
            return (LineDetail("Lønn lærere", "2100", 0, 120_000_000, "budsjett.xlsx", cell),)
        march = LineDetail("", "2100", 3, 10_000_000, "regnskap.xlsx", cell)
        december = LineDetail("", "2100", 12, 99_900, "regnskap.xlsx", cell)
        return (march,) * 500 if self.many_lines else (march, december)

    def controls(self, nr: str, year: int, on: date) -> tuple[Control, ...]:
        """SSB's controls on the year's accounts."""
        sums = accounts_of(year, 12)
        return controls(sums[sums["funksjon"] != "860"] if self.broken else sums, load_controls())
