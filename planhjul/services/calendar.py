"""The municipality's calendar: its rules, meetings, plans, settings and log as wheels, as known on a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from planhjul.ledger.versions import VersionKind
from planhjul.services.memory import Memory
from planhjul.store import Repository
from planhjul.wheel.events import TERM_YEARS, election_year
from planhjul.wheel.log import Known, log_findings, with_entries, with_log
from planhjul.wheel.meetings import Meeting
from planhjul.wheel.results import Wheel
from planhjul.wheel.roles import Role
from planhjul.wheel.rules import Law, key_of
from planhjul.wheel.timeline import Actual, build_term, build_wheel

# A wheel is some tens of milestones; a page shows three or four, and a date slider many days.
_KEPT = 256
_YEAR, _TERM = "year", "term"

_Key = tuple[str, int, str, int, date]


class Calendar:
    """Makes wheels from what is stored; used by every use case that needs a milestone.

    A wheel is built once per municipality, year and day, and again when the municipality's data change.
    """

    def __init__(self, repository: Repository, law: Law) -> None:
        self._repository = repository
        self._wheels: Memory[_Key, Wheel] = Memory(_KEPT)
        self.law = law

    def settings(self, nr: str, on: date) -> dict[str, str]:
        """The local settings that stood on the day."""
        return {key: setting.value for key, setting in self._repository.settings(nr, on).items()}

    def known(self, nr: str, on: date) -> Known:
        """The meetings and actual days with what the log says of them on the day."""
        planned = Known(self._repository.meetings(nr, on), self._actuals(nr, on))
        return with_entries(planned, self._repository.log(nr), on)

    def wheels(self, nr: str, years: range, on: date) -> tuple[Wheel, ...]:
        """The wheels of the calendar years; those that are not in memory are built on one reading."""
        version = self._repository.data_version(nr)
        kept = {year: self._wheels.get((nr, version, _YEAR, year, on)) for year in years}
        missing = [year for year, wheel in kept.items() if wheel is None]
        if missing:
            build = self._builder(nr, on)
            for year in missing:
                kept[year] = self._wheels.keep((nr, version, _YEAR, year, on), build(year))
        return tuple(wheel for wheel in kept.values() if wheel is not None)

    def term(self, nr: str, first_year: int, on: date) -> Wheel:
        """The four-year wheel of the term that began with the election of `first_year`."""
        key = (nr, self._repository.data_version(nr), _TERM, election_year(first_year), on)
        kept = self._wheels.get(key)
        return kept if kept is not None else self._wheels.keep(key, self._term(nr, key[3], on))

    def _builder(self, nr: str, on: date) -> Callable[[int], Wheel]:
        """Builds a calendar year's wheel from what stands in the store now."""
        meetings, plans = self._repository.meetings(nr, on), self._repository.plans(nr, on)
        settings, actuals = self.settings(nr, on), self._actuals(nr, on)
        log = self._repository.log(nr)
        unmatched = with_entries(Known(meetings, actuals), log, on).without_effect

        def wheel(year: int) -> Wheel:
            def build(meetings: Sequence[Meeting], actuals: Sequence[Actual]) -> Wheel:
                return build_wheel(year, on, self.law.rules, meetings, plans, settings, actuals)

            built = with_log(build, meetings, actuals, log, on, (date(year, 1, 1), date(year, 12, 31)))
            return replace(built, findings=(*built.findings, *log_findings(year, unmatched)))

        return wheel

    def _term(self, nr: str, election: int, on: date) -> Wheel:
        plans, settings = self._repository.plans(nr, on), self.settings(nr, on)

        def build(meetings: Sequence[Meeting], actuals: Sequence[Actual]) -> Wheel:
            return build_term(election, on, self.law.rules, meetings, plans, settings, actuals)

        return with_log(
            build,
            self._repository.meetings(nr, on),
            self._actuals(nr, on),
            self._repository.log(nr),
            on,
            (date(election, 9, 1), date(election + TERM_YEARS, 8, 31)),
        )

    def _actuals(self, nr: str, on: date) -> tuple[Actual, ...]:
        """Days known to have happened: a budget that stands from the autumn before was adopted that day."""
        adopted = {
            (version.year, version.stood_from)
            for version in self._repository.versions(nr, on)
            if version.kind is VersionKind.OPPRINNELIG_BUDSJETT
            and version.stood_from.year == version.year - 1
        }
        adoption = key_of(Role.ADOPTION, self.law.rules)
        return tuple(Actual(adoption, day.year, day) for _, day in sorted(adopted))
