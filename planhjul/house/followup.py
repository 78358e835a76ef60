"""Accounts against budget: the follow-up of a year, what stands behind it, and SSB's controls on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from planhjul.house.as_of import Answers, kept
from planhjul.house.money import LineDetail, NoVersion, VersionChoice
from planhjul.ledger.followup.cells import Places
from planhjul.ledger.followup.detail import Detail, details
from planhjul.ledger.followup.results import Followup, Profile, Standing
from planhjul.ledger.followup.year import Books, Money, followup
from planhjul.ledger.integrity import Control, controls
from planhjul.ledger.versions import VersionKind
from planhjul.texts import Year, text

_BUDGETS: Final = frozenset({VersionKind.OPPRINNELIG_BUDSJETT, VersionKind.REVIDERT_BUDSJETT})


@dataclass(frozen=True, slots=True)
class _Standings:
    """The versions a follow-up of the year is made of; one of the two budgets is there."""

    accounts: VersionChoice
    original: VersionChoice | None
    revised: VersionChoice | None
    last_year: VersionChoice | None


class FollowUp(Answers):
    """Answers about accounts held against the budget."""

    def year(
        self, year: int, month: int | None = None, profile: Profile | None = None
    ) -> Followup | NoVersion:
        """The year's accounts against its budget as both stood on the day, or what is missing."""
        found = self._standings(year)
        if isinstance(found, NoVersion):
            return found
        seen, through = self.seen, self.seen.money.through(year)
        if month is None and seen.year == year and found.accounts.stood_from <= seen.day:
            # Accounting systems book ahead: a month that has not begun is no month so far.
            month = seen.day.month if through > seen.day.month else None
        return self._followed(found, seen.year > year, month, profile)

    @kept
    def _followed(
        self, found: _Standings, over: bool, month: int | None, profile: Profile | None
    ) -> Followup:
        codes, areas = self.house.codes, self.seen.areas
        year = found.accounts.year
        return followup(
            self._books(found),
            self.house.forms,
            codes,
            areas,
            year=year,
            over=over,
            month=month,
            profile=profile,
        )

    def years(self) -> tuple[int, ...]:
        """The years that can be followed up on the day: they have accounts and a budget; the newest first."""
        kinds: dict[int, set[VersionKind]] = {}
        for choice in self.seen.money.choices():
            kinds.setdefault(choice.year, set()).add(choice.kind)
        return tuple(year for year, held in kinds.items() if VersionKind.REGNSKAP in held and held & _BUDGETS)

    def details(self, answer: Followup, area: str, group: str) -> tuple[Detail, ...]:
        """What an area's art group is made of: each art, function and ansvar, the largest budget first."""
        budget = answer.revised or answer.original
        if budget is None:
            return ()
        accounts = (answer.accounts.kind, answer.year)
        return details(
            self.seen.money.month_sums([accounts])[accounts],
            self.seen.money.sums(budget.kind, answer.year),
            self._places(answer.year),
            self.house.codes,
            month=answer.month,
            through=answer.through,
            area=area,
            group=group,
        )

    def lines(self, year: int, kind: VersionKind, detail: tuple[str, str, str]) -> tuple[LineDetail, ...]:
        """The stored lines of one (art, funksjon, ansvar) in drift, at most 500."""
        art, funksjon, ansvar = detail
        return self.seen.money.lines(kind, year, art=art, funksjon=funksjon, ansvar=ansvar)

    def controls(self, year: int) -> tuple[Control, ...]:
        """SSB's controls on the year's accounts as they stood on the day; () when there are none."""
        sums = self.seen.money.sums(VersionKind.REGNSKAP, year)
        return () if sums.empty else controls(sums, self.house.controls)

    def _standings(self, year: int) -> _Standings | NoVersion:
        money = self.seen.money
        accounts = money.default(year, VersionKind.REGNSKAP)
        if accounts is None:
            return money.missing(year, VersionKind.REGNSKAP)
        original = money.default(year, VersionKind.OPPRINNELIG_BUDSJETT)
        revised = money.default(year, VersionKind.REVIDERT_BUDSJETT)
        if revised is None and original is None:
            return NoVersion(
                text(
                    "Det finnes ikke noe vedtatt budsjett for {year} å holde regnskapet mot. Les inn "
                    "budsjettet under Import.",
                    year=Year(year),
                )
            )
        known = {(choice.kind, choice.year): choice for choice in money.choices()}
        last_year = known.get((VersionKind.REGNSKAP, year - 1))
        return _Standings(accounts, original, revised, last_year)

    @kept
    def _books(self, found: _Standings) -> Books:
        """The year's money: another month or profile is the same money."""
        standing = (found.accounts, found.original, found.revised, found.last_year)
        sums = self.seen.money.month_sums((one.kind, one.year) for one in standing if one is not None)

        def money(choice: VersionChoice) -> Money:
            return Money(sums[choice.kind, choice.year], Standing(choice.kind, choice.stood_from))

        return Books(
            accounts=money(found.accounts),
            original=money(found.original) if found.original else None,
            revised=money(found.revised) if found.revised else None,
            last_year=money(found.last_year).sums if found.last_year else None,
        )

    def _places(self, year: int) -> Places:
        return Places(self.house.forms, self.house.codes, self.seen.areas, year)
