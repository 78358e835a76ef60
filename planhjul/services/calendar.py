"""The municipality's calendar: its rules, meetings, plans, settings and log as wheels, as known on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from planhjul.ledger.versions import VersionKind
from planhjul.store import Repository
from planhjul.wheel.events import TERM_YEARS, election_year
from planhjul.wheel.log import Known, log_findings, with_entries, with_log
from planhjul.wheel.meetings import Meeting
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

    def known(self, nr: str, on: date) -> Known:
        """The meetings and actual days with what the log says of them on the day."""
        planned = Known(self._repository.meetings(nr, on), self._actuals(nr, on))
        return with_entries(planned, self._repository.log(nr), on)

    def wheels(self, nr: str, years: range, on: date) -> tuple[Wheel, ...]:
        """The wheels of the calendar years, built on one reading of the store."""
        meetings, plans = self._repository.meetings(nr, on), self._repository.plans(nr, on)
        settings, actuals = self.settings(nr, on), self._actuals(nr, on)
        log = self._repository.log(nr)
        unmatched = with_entries(Known(meetings, actuals), log, on).without_effect

        def wheel(year: int) -> Wheel:
            def build(meetings: Sequence[Meeting], actuals: Sequence[Actual]) -> Wheel:
                return build_wheel(year, on, self.law.rules, meetings, plans, settings, actuals)

            built = with_log(build, meetings, actuals, log, on, (date(year, 1, 1), date(year, 12, 31)))
            return replace(built, findings=(*built.findings, *log_findings(year, unmatched)))

        return tuple(wheel(year) for year in years)

    def term(self, nr: str, first_year: int, on: date) -> Wheel:
        """The four-year wheel of the term that began with the election of `first_year`."""
        plans, settings = self._repository.plans(nr, on), self.settings(nr, on)
        election = election_year(first_year)

        def build(meetings: Sequence[Meeting], actuals: Sequence[Actual]) -> Wheel:
            return build_term(first_year, on, self.law.rules, meetings, plans, settings, actuals)

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
        return tuple(Actual(_ADOPTION, day.year, day) for _, day in sorted(adopted))
