"""Accounts against budget: the follow-up of a year, what stands behind it, and SSB's controls on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from planhjul.issues import CellRef
from planhjul.ledger.codes import CodeLists
from planhjul.ledger.followup.cells import Places
from planhjul.ledger.followup.detail import Detail, details
from planhjul.ledger.followup.results import Followup, Profile, Standing
from planhjul.ledger.followup.year import Books, Money, followup
from planhjul.ledger.forms.lines import FormCatalogue
from planhjul.ledger.integrity import Control, controls
from planhjul.ledger.lines import DRIFT, MOST_LINES
from planhjul.ledger.versions import VersionKind
from planhjul.services.income import LineDetail
from planhjul.services.memory import Memory
from planhjul.services.municipalities import (
    MunicipalityService,
    NoVersion,
    VersionChoice,
    missing_version,
)
from planhjul.services.sums import Sums
from planhjul.store import Repository
from planhjul.texts import Year, text

# An answer is a few hundred rows; the books are four years' sums by month, some megabytes.
_KEPT: Final = 64
_KEPT_BOOKS: Final = 8
_BUDGETS: Final = frozenset({VersionKind.OPPRINNELIG_BUDSJETT, VersionKind.REVIDERT_BUDSJETT})


@dataclass(frozen=True, slots=True)
class _Standings:
    """The versions a follow-up of the year is made of; one of the two budgets is there."""

    accounts: VersionChoice
    original: VersionChoice | None
    revised: VersionChoice | None
    last_year: VersionChoice | None


_Key = tuple[str, int, int, date, int | None, Profile | None]

_BooksKey = tuple[str, int, int, date]


class FollowupService:
    """Use cases about accounts held against the budget."""

    def __init__(
        self,
        repository: Repository,
        sums: Sums,
        municipalities: MunicipalityService,
        codes: CodeLists,
        forms: FormCatalogue,
    ) -> None:
        self._repository = repository
        self._sums = sums
        self._municipalities = municipalities
        self._codes = codes
        self._forms = forms
        self._made: Memory[_Key, Followup] = Memory(_KEPT)
        self._read: Memory[_BooksKey, Books] = Memory(_KEPT_BOOKS)

    def year(
        self, nr: str, year: int, on: date, month: int | None = None, profile: Profile | None = None
    ) -> Followup | NoVersion:
        """The year's accounts against its budget as both stood on the day, or what is missing."""
        found = self._standings(nr, year, on)
        if isinstance(found, NoVersion):
            return found
        if month is None and on.year == year:
            # Accounting systems book ahead: a month that has not begun is no month so far.
            month = on.month if self._repository.accounts_through(nr, year, on) > on.month else None
        key = (nr, self._repository.data_version(nr), year, on, month, profile)
        kept = self._made.get(key)
        if kept is not None:
            return kept
        answer = followup(
            self._books(nr, found, on),
            self._forms,
            self._codes,
            self._repository.areas(nr, on),
            year=year,
            over=on.year > year,
            month=month,
            profile=profile,
        )
        return self._made.keep(key, answer)

    def years(self, nr: str, on: date) -> tuple[int, ...]:
        """The years that can be followed up on the day: they have accounts and a budget; the newest first."""
        kinds: dict[int, set[VersionKind]] = {}
        for choice in self._municipalities.choices(nr, on):
            kinds.setdefault(choice.year, set()).add(choice.kind)
        return tuple(year for year, held in kinds.items() if VersionKind.REGNSKAP in held and held & _BUDGETS)

    def details(self, nr: str, answer: Followup, on: date, area: str, group: str) -> tuple[Detail, ...]:
        """What an area's art group is made of: each art, function and ansvar, the largest budget first."""
        budget = answer.revised or answer.original
        if budget is None:
            return ()
        return details(
            self._repository.month_sums(nr, answer.accounts.kind, answer.year, on),
            self._sums.of(nr, budget.kind, answer.year, on),
            self._places(nr, answer.year, on),
            self._codes,
            month=answer.month,
            through=answer.through,
            area=area,
            group=group,
        )

    def lines(
        self, nr: str, year: int, on: date, kind: VersionKind, detail: tuple[str, str, str]
    ) -> tuple[LineDetail, ...]:
        """The stored lines of one (art, funksjon, ansvar) in drift, at most `MOST_LINES`."""
        art, funksjon, ansvar = detail
        frame = self._repository.lines(
            nr, kind, year, on, kontoklasse=DRIFT, art=art, funksjon=funksjon, ansvar=ansvar, limit=MOST_LINES
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

    def controls(self, nr: str, year: int, on: date) -> tuple[Control, ...]:
        """SSB's controls on the year's accounts as they stood on the day; () when there are none."""
        sums = self._sums.of(nr, VersionKind.REGNSKAP, year, on)
        return () if sums.empty else controls(sums)

    def _standings(self, nr: str, year: int, on: date) -> _Standings | NoVersion:
        choices = {(choice.kind, choice.year): choice for choice in self._municipalities.choices(nr, on)}
        accounts = choices.get((VersionKind.REGNSKAP, year))
        if accounts is None:
            return missing_version(self._municipalities, nr, on, year, VersionKind.REGNSKAP)
        original = choices.get((VersionKind.OPPRINNELIG_BUDSJETT, year))
        revised = choices.get((VersionKind.REVIDERT_BUDSJETT, year))
        if revised is None and original is None:
            return NoVersion(
                text(
                    "Det finnes ikke noe vedtatt budsjett for {year} å holde regnskapet mot. Les inn "
                    "budsjettet under Import.",
                    year=Year(year),
                )
            )
        last_year = choices.get((VersionKind.REGNSKAP, year - 1))
        return _Standings(accounts, original, revised, last_year)

    def _books(self, nr: str, found: _Standings, on: date) -> Books:
        """The year's money, kept: another month or profile is the same money."""
        year = found.accounts.year
        key = (nr, self._repository.data_version(nr), year, on)
        kept = self._read.get(key)
        if kept is not None:
            return kept

        def money(choice: VersionChoice | None) -> Money | None:
            return self._money(nr, choice, on) if choice is not None else None

        last_year = money(found.last_year)
        books = Books(
            accounts=self._money(nr, found.accounts, on),
            original=money(found.original),
            revised=money(found.revised),
            last_year=last_year.sums if last_year is not None else None,
        )
        return self._read.keep(key, books)

    def _money(self, nr: str, choice: VersionChoice, on: date) -> Money:
        sums = self._repository.month_sums(nr, choice.kind, choice.year, on)
        return Money(sums, Standing(choice.kind, choice.stood_from))

    def _places(self, nr: str, year: int, on: date) -> Places:
        return Places(self._forms, self._codes, self._repository.areas(nr, on), year)
