"""The municipality's calendar: its rules, meetings, plans and settings as wheels, as known on a day."""

from __future__ import annotations

from datetime import date

from planhjul.ledger.versions import VersionKind
from planhjul.store import Repository
from planhjul.wheel.results import Wheel
from planhjul.wheel.rules import Law
from planhjul.wheel.timeline import Actual, build_term, build_wheel

_ADOPTION = "kl14-3-vedtak"


class Calendar:
    """Makes wheels from what is stored; used by every use case that needs a milestone."""

    def __init__(self, repository: Repository, law: Law) -> None:
        self._repository = repository
        self.law = law

    def settings(self, nr: str, on: date) -> dict[str, str]:
        """The local settings that stood on the day."""
        return {key: setting.value for key, setting in self._repository.settings(nr, on).items()}

    def wheels(self, nr: str, years: range, on: date) -> tuple[Wheel, ...]:
        """The wheels of the calendar years, built on one reading of the store."""
        meetings, plans = self._repository.meetings(nr, on), self._repository.plans(nr, on)
        settings, actuals = self.settings(nr, on), self._actuals(nr, on)
        return tuple(
            build_wheel(year, on, self.law.rules, meetings, plans, settings, actuals) for year in years
        )

    def term(self, nr: str, first_year: int, on: date) -> Wheel:
        """The four-year wheel of the term that began with the election of `first_year`."""
        return build_term(
            first_year,
            on,
            self.law.rules,
            self._repository.meetings(nr, on),
            self._repository.plans(nr, on),
            self.settings(nr, on),
            self._actuals(nr, on),
        )

    def _actuals(self, nr: str, on: date) -> tuple[Actual, ...]:
        """Days known to have happened: a budget that stands from the autumn before was adopted that day."""
        adopted = {
            (version.year, version.stood_from)
            for version in self._repository.versions(nr, on)
            if version.kind is VersionKind.OPPRINNELIG_BUDSJETT
            and version.stood_from.year == version.year - 1
        }
        return tuple(Actual(_ADOPTION, day.year, day) for _, day in sorted(adopted))
