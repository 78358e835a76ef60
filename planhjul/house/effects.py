"""What if: what a set of measures is worth on the plan that stands."""

from __future__ import annotations

from collections.abc import Collection

from planhjul.choices.assumptions import fund_at_start
from planhjul.choices.effects.scenario import baseline, effects
from planhjul.choices.measures import Measure
from planhjul.choices.results import Effects
from planhjul.house.as_of import Answers, kept
from planhjul.house.money import NoVersion, VersionChoice
from planhjul.texts import text


class Worth(Answers):
    """Answers about measures."""

    def plan(self) -> tuple[VersionChoice, ...]:
        """The versions a scenario stands on, by year: the plan or proposal that stood last on the day.

        Starts from the year being prepared (else the newest year there is) and takes every year of the same
        proposal. Before any was known, the first that came.
        """
        money = self.seen.money
        years = {choice.year for choice in money.choices()}
        if not years:
            return ()
        year = self.seen.year + 1 if self.seen.year + 1 in years else max(years)
        chosen = money.budget(year)
        if chosen is None:
            return ()
        same = [
            choice
            for choice in money.standing_with(chosen)
            if choice.kind is chosen.kind and choice.stood_from == chosen.stood_from
        ]
        return tuple(sorted(same, key=lambda choice: choice.year))

    def effects(
        self,
        scenario: str | None = None,
        keys: Collection[str] | None = None,
        extra: tuple[Measure, ...] = (),
    ) -> Effects | NoVersion:
        """What the scenario's measures, or those with the keys, and `extra` are worth on the day's plan."""
        chosen = tuple(
            measure
            for measure in self.seen.measures
            if (scenario is not None and scenario in measure.scenarios)
            or (keys is not None and measure.key in keys)
        )
        if extra:
            # What somebody is trying out is asked once: nothing of it is kept.
            return self._of(scenario or "", (*chosen, *extra))
        return self._kept(scenario or "", tuple(measure.key for measure in chosen))

    @kept
    def _kept(self, scenario: str, keys: tuple[str, ...]) -> Effects | NoVersion:
        return self._of(scenario, tuple(one for one in self.seen.measures if one.key in keys))

    def _of(self, scenario: str, measures: tuple[Measure, ...]) -> Effects | NoVersion:
        plan: tuple[VersionChoice, ...] = self.seen.by_value("effects.plan")
        if not plan:
            return NoVersion(
                text(
                    "Det finnes ingen økonomiplan eller noe budsjettforslag {on}. Les inn et under Import.",
                    on=self.seen.day,
                )
            )
        read = self.seen.money.sums_of((choice.kind, choice.year) for choice in plan)
        sums = {choice.year: read[choice.kind, choice.year] for choice in plan}
        title = next((known.title for known in self.seen.scenarios if known.key == scenario), "")
        return effects(
            baseline(sums, fund_at_start(self.seen.setting_values, plan[0].year)),
            measures,
            self.seen.room.assumptions()[0],
            self.house.codes,
            sums,
            scenario=scenario,
            title=title,
        )
