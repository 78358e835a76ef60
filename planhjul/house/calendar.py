"""The municipality's calendar: its rules, meetings, plans, settings and log as wheels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from planhjul.choices.results import NamedDay
from planhjul.house.as_of import Answers, kept
from planhjul.ledger.versions import VersionKind
from planhjul.wheel.events import TERM_YEARS, election_year
from planhjul.wheel.log import Known, log_findings, with_entries, with_log
from planhjul.wheel.meetings import Meeting
from planhjul.wheel.results import Milestone, Wheel
from planhjul.wheel.roles import Role
from planhjul.wheel.rules import key_of
from planhjul.wheel.timeline import Actual, build_term, build_wheel


class Calendar(Answers):
    """Wheels, and what they are made of; used by every answer that needs a milestone."""

    @kept
    def known(self) -> Known:
        """The meetings and actual days with what the log says of them on the day."""
        planned = Known(self.seen.meetings, self._actuals())
        return with_entries(planned, self.seen.log, self.seen.day)

    @kept
    def wheel(self, year: int) -> Wheel:
        """The one-year wheel of the calendar year, with its law checks."""
        seen = self.seen
        plans, settings, day = seen.plans, seen.setting_values, seen.day

        def build(meetings: Sequence[Meeting], actuals: Sequence[Actual]) -> Wheel:
            return build_wheel(year, day, self.house.law.rules, meetings, plans, settings, actuals)

        within = (date(year, 1, 1), date(year, 12, 31))
        built = with_log(build, seen.meetings, self._actuals(), seen.log, day, within)
        findings = log_findings(year, self.known().without_effect)
        return replace(built, findings=(*built.findings, *findings))

    def wheels(self, years: range) -> tuple[Wheel, ...]:
        """The wheels of the calendar years."""
        return tuple(self.wheel(year) for year in years)

    def term(self, year: int) -> Wheel:
        """The four-year wheel of the term whose council was elected in `year` or last before it."""
        return self._term(election_year(year))

    @kept
    def role_days(self, budget_year: int) -> tuple[tuple[Role, date], ...]:
        """The days of the budget year's milestones whose rules have a role."""
        found = self._milestones(budget_year)
        return tuple((m.traits.role, day) for day, m in found if m.traits.role is not None)

    @kept
    def named_days(self, budget_year: int) -> tuple[tuple[date, NamedDay], ...]:
        """The days of the budget year that have a name on the curve of handlingsrom."""
        return tuple(
            (day, NamedDay(m.key, m.title, m.traits.curve, m.traits.role))
            for day, m in self._milestones(budget_year)
            if m.traits.curve is not None
        )

    def _milestones(self, budget_year: int) -> Iterator[tuple[date, Milestone]]:
        """The budget year's milestones that have a day, in the two years it is prepared and lived in."""
        for wheel in self.wheels(range(budget_year - 1, budget_year + 1)):
            for milestone in wheel.milestones:
                if milestone.day and milestone.budget_year == budget_year:
                    yield milestone.day, milestone

    @kept
    def _term(self, election: int) -> Wheel:
        seen = self.seen
        plans, settings, day = seen.plans, seen.setting_values, seen.day

        def build(meetings: Sequence[Meeting], actuals: Sequence[Actual]) -> Wheel:
            return build_term(election, day, self.house.law.rules, meetings, plans, settings, actuals)

        within = (date(election, 9, 1), date(election + TERM_YEARS, 8, 31))
        return with_log(build, seen.meetings, self._actuals(), seen.log, day, within)

    def _actuals(self) -> tuple[Actual, ...]:
        """Days known to have happened: a budget that stands from the autumn before was adopted that day."""
        adopted = {
            (version.year, version.stood_from)
            for version in self.seen.versions
            if version.kind is VersionKind.OPPRINNELIG_BUDSJETT
            and version.stood_from.year == version.year - 1
        }
        adoption = key_of(Role.ADOPTION, self.house.law.rules)
        return tuple(Actual(adoption, day.year, day) for _, day in sorted(adopted))
