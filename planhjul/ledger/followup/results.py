"""What follow-up answers: accounts held against the budget, to date and for the year, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from planhjul.ledger.forms.lines import Side
from planhjul.ledger.versions import VersionKind
from planhjul.texts import Named, Text, text

# What no budsjettområde holds: on no area, and what § 5-4 keeps outside the appropriations.
NO_AREA: Final = ""
COMMON: Final = "_felles"
MONTHS: Final = 12


class Profile(Named):
    """How a budget for the whole year is spread on its months; the values are permanent."""

    EVEN = "even", text("Jevnt over året")
    LAST_YEAR = "last-year", text("Som fjorårets regnskap")


@dataclass(frozen=True, slots=True)
class Forecast:
    """An estimate for the year in øre: low ≤ default ≤ high, in the sign of its row."""

    low_ore: int
    default_ore: int
    high_ore: int


@dataclass(frozen=True, slots=True)
class FollowupRow:
    """One area or art group: budget and accounts in øre, positive in the direction of `side`.

    `original_ore` is None when no original budget stands; `revised_ore` is the original one where nothing is
    revised. `to_date_ore` is how much of the revised budget the profile puts in the months so far.
    `forecast` is None when the accounts hold the whole year: then there is nothing to estimate.
    """

    key: str
    title: Text
    side: Side
    original_ore: int | None
    revised_ore: int
    to_date_ore: int
    accounts_ore: int
    forecast: Forecast | None

    @property
    def deviation_ore(self) -> int:
        """How much better than the budget to date: below 0 is overspending, or income that is missing."""
        deviation = self.to_date_ore - self.accounts_ore
        return deviation if self.side is Side.EXPENSE else -deviation

    @property
    def deviation_share(self) -> float | None:
        """The deviation as a share of the budget to date; None when that is 0."""
        return self.deviation_ore / abs(self.to_date_ore) if self.to_date_ore else None

    @property
    def change_ore(self) -> int | None:
        """How much the revision has added to the original budget, in the row's own direction."""
        return None if self.original_ore is None else self.revised_ore - self.original_ore

    @property
    def sign(self) -> int:
        """What turns the row's amounts into the ledger's: expense +, income −."""
        return 1 if self.side is Side.EXPENSE else -1


@dataclass(frozen=True, slots=True)
class MonthAmount:
    """One month's budget and accounts (øre, net expense); None = not known by month, or not booked yet."""

    month: int
    budget_ore: int
    accounts_ore: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A version that was used, and from which day it stood."""

    kind: VersionKind
    stood_from: date


@dataclass(frozen=True, slots=True)
class Followup:
    """Drift accounts against the budget of one year.

    `month` is the last month that is counted, `through` the last one in the accounts, `complete` True when
    the year is over and all of it is booked. `areas` are the worst first, then what is on no area and what
    is common (`COMMON`: general income, depreciation, finance and dispositions); `groups` follow the lines
    of § 5-6. `services` is every area but the common one. Areas, groups and `total` come to the same.

    `by_area` has each area's groups, `series` its twelve months; `months` are those of `services`.
    """

    year: int
    month: int
    through: int
    complete: bool
    profile: Profile
    original: Standing | None
    revised: Standing | None
    accounts: Standing
    areas: tuple[FollowupRow, ...]
    groups: tuple[FollowupRow, ...]
    services: FollowupRow
    total: FollowupRow
    by_area: Mapping[str, tuple[FollowupRow, ...]]
    months: tuple[MonthAmount, ...]
    series: Mapping[str, tuple[MonthAmount, ...]]
    assumptions: tuple[Text, ...]
    notes: tuple[Text, ...]

    @property
    def year_end(self) -> bool:
        """True when the answer is the årsberetning's: the whole of a year that is over."""
        return self.complete and self.month == MONTHS

    def area(self, key: str) -> FollowupRow | None:
        """The area with the key, None when it has neither budget nor accounts."""
        return next((row for row in self.areas if row.key == key), None)
