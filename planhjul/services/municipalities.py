"""Municipalities and the versions of their money that stand on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planhjul.ledger.lines import DRIFT
from planhjul.ledger.versions import VersionKind
from planhjul.services.refusals import Unknown
from planhjul.store import Kommune, Repository
from planhjul.texts import Year, text

# When two kinds stood from the same day: the one that binds most comes first.
_AUTHORITY = (
    VersionKind.REVIDERT_BUDSJETT,
    VersionKind.OPPRINNELIG_BUDSJETT,
    VersionKind.OKONOMIPLAN,
    VersionKind.INNSTILLING,
    VersionKind.DIREKTORENS_FORSLAG,
    VersionKind.REGNSKAP,
    VersionKind.ALTERNATIV,
)


@dataclass(frozen=True, slots=True)
class VersionChoice:
    """A version one can look at: a kind of money for a year, and the day from which it stood."""

    kind: VersionKind
    year: int
    stood_from: date


class NoVersion(Unknown):
    """There is no money to look at; the message says what is missing and what to do."""

    __slots__ = ()


class MunicipalityService:
    """Use cases about municipalities and their versions."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def all(self) -> tuple[Kommune, ...]:
        """Every registered municipality, by number."""
        return self._repository.kommuner()

    def get(self, nr: str) -> Kommune:
        """The municipality, with the inhabitants and members its settings give.

        Raises:
            UnknownKommune: it is not registered.
        """
        return self._repository.kommune(nr)

    def register(self, nr: str, navn: str, members: int | None) -> None:
        """Register the municipality, or give a registered one a new name."""
        self._repository.register(Kommune(nr, navn, members, None))

    def clear(self, nr: str) -> None:
        """Remove everything that was imported for the municipality; it stays registered."""
        self._repository.clear(nr)

    def choices(self, nr: str, on: date, kontoklasse: str = DRIFT) -> tuple[VersionChoice, ...]:
        """The versions of drift that stood on the day: newest year first, most binding kind first.

        A version that holds only investering is found when its kontoklasse is asked for.
        """
        asked = (one for one in self._repository.versions(nr, on) if one.kontoklasse == kontoklasse)
        found = {VersionChoice(version.kind, version.year, version.stood_from) for version in asked}
        return tuple(sorted(found, key=lambda choice: (-choice.year, _AUTHORITY.index(choice.kind))))

    def default(
        self,
        nr: str,
        on: date,
        year: int | None = None,
        kind: VersionKind | None = None,
        kontoklasse: str = DRIFT,
    ) -> VersionChoice | None:
        """The version a page shows when the reader has not chosen: None when there is none.

        Without a year: the budget year being prepared on the day, else the newest year there is. A year
        that is over shows its accounts; else the budget or proposal that stood last (an alternative only
        when alone).
        """
        choices = self.choices(nr, on, kontoklasse)
        if kind is not None:
            choices = tuple(choice for choice in choices if choice.kind is kind)
        if year is None and choices:
            years = {choice.year for choice in choices}
            year = on.year + 1 if on.year + 1 in years else max(years)
        return preferred([choice for choice in choices if choice.year == year], on)

    def first_later(self, nr: str, on: date, year: int, kind: VersionKind | None) -> VersionChoice | None:
        """The first version of the year (of the kind, if one is asked for) that came after the day."""
        later = [
            VersionChoice(version.kind, version.year, version.stood_from)
            for version in self._repository.history(nr)
            if version.kontoklasse == DRIFT
            and version.year == year
            and version.stood_from > on
            and kind in (None, version.kind)
        ]
        return min(later, key=lambda choice: choice.stood_from, default=None)

    def budget(self, nr: str, on: date, year: int) -> VersionChoice | None:
        """The budget or proposal for the year that stood last on the day, never the accounts."""
        budgets = [
            choice
            for choice in self.choices(nr, on)
            if choice.year == year and choice.kind is not VersionKind.REGNSKAP
        ]
        return preferred(budgets, on)


def preferred(choices: list[VersionChoice], on: date) -> VersionChoice | None:
    """The one of a year's versions that says most on the day."""
    if not choices:
        return None

    def rank(choice: VersionChoice) -> tuple[bool, bool, int, int]:
        closed_accounts = choice.kind is VersionKind.REGNSKAP and choice.year < on.year
        alternative = choice.kind is VersionKind.ALTERNATIV
        return (
            not closed_accounts,
            alternative or (choice.kind is VersionKind.REGNSKAP and not closed_accounts),
            -choice.stood_from.toordinal(),
            _AUTHORITY.index(choice.kind),
        )

    return min(choices, key=rank)


def no_version(on: date, year: int, kind: VersionKind | None, later: VersionChoice | None) -> NoVersion:
    """The sentence for a year without money on the day."""
    if later is not None:
        return NoVersion(
            text(
                "Ingen versjon for {year} gjaldt {on}. Den første gjelder fra {later}: velg den dagen.",
                year=Year(year),
                on=on,
                later=later.stood_from,
            )
        )
    if kind is not None:
        return NoVersion(
            text(
                "«{kind}» for {year} er ikke lest inn. Les den inn under Import, eller velg en annen.",
                kind=kind.title,
                year=Year(year),
            )
        )
    return NoVersion(
        text(
            "Det finnes ingen tall for {year}. Les inn budsjett, økonomiplan eller regnskap under Import.",
            year=Year(year),
        )
    )


def missing_version(
    municipalities: MunicipalityService, nr: str, on: date, year: int, kind: VersionKind | None
) -> NoVersion:
    """Why there is no version of the year on the day: it came later, or it was never imported."""
    return no_version(on, year, kind, municipalities.first_later(nr, on, year, kind))
