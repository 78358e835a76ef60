"""From goal to krone, and back: the plans' trees with money, broken threads, and links made by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from planhjul.choices.results import Effects
from planhjul.goals.money import MeasureMoney, Pieces
from planhjul.goals.results import GoalThreads, MoneyColumn
from planhjul.goals.tree import goal_threads
from planhjul.house.as_of import Answers, kept
from planhjul.house.money import LineDetail, VersionChoice
from planhjul.ledger.areas import AreaMap
from planhjul.ledger.versions import VersionKind
from planhjul.plans import LinkTarget

_BUDGETS: Final = (VersionKind.OPPRINNELIG_BUDSJETT, VersionKind.REVIDERT_BUDSJETT)
_PLANS: Final = (VersionKind.OKONOMIPLAN, VersionKind.DIREKTORENS_FORSLAG, VersionKind.INNSTILLING)
_LAST_MONTH: Final = 12


class Goals(Answers):
    """Answers about goals and their money."""

    def threads(self, year: int | None = None) -> GoalThreads:
        """Every goal with its money, seen from the day; `year` is the plan's first year (default: as pages).

        A day without plans or money is an answer too: empty trees, no columns.
        """
        return self._threads(year or self._year())

    @kept
    def _threads(self, year: int) -> GoalThreads:
        seen = self.seen
        return goal_threads(
            seen.plans,
            seen.plan_goals,
            seen.links,
            seen.link_entries,
            seen.areas,
            self._pieces(year),
            self.house.codes,
            on=seen.day,
            year=year,
            names=(seen.kommune.navn,),
        )

    def lines(self, column: MoneyColumn, piece: tuple[str, str, str, str]) -> tuple[LineDetail, ...]:
        """The stored lines of a piece (kontoklasse, funksjon, ansvar, prosjekt), at most 500.

        Lines that the sums leave out (finance, funds, free income) are among them, as they stand in the file.
        """
        kontoklasse, funksjon, ansvar, prosjekt = piece
        return self.seen.money.lines(
            column.kind,
            column.year,
            kontoklasse=kontoklasse,
            funksjon=funksjon,
            ansvar=ansvar,
            prosjekt=prosjekt,
        )

    def targets(self, target: LinkTarget) -> tuple[tuple[str, str], ...]:
        """What a goal can be linked to: (code, title), by code."""
        if target is LinkTarget.TILTAK:
            return tuple((one.key, one.title) for one in self.seen.measures)
        if target is LinkTarget.OMRADE:
            return tuple((one.key, one.title) for one in self.seen.areas)
        column = {LinkTarget.FUNKSJON: 1, LinkTarget.ANSVAR: 2, LinkTarget.PROSJEKT: 3}[target]
        pieces = self._pieces(self._year())
        found = sorted({key[column] for key in pieces.lines if key[column]})
        titled = target is LinkTarget.FUNKSJON
        return tuple((code, self.house.codes.funksjon_title(code) if titled else "") for code in found)

    def _year(self) -> int:
        """The budget year being prepared when it has numbers, else the newest year of a budget or plan."""
        years = {choice.year for choice in self.seen.money.choices()}
        if not years or self.seen.year + 1 in years:
            return self.seen.year + 1
        return max(years)

    def columns(self, year: int) -> tuple[MoneyColumn, ...]:
        """The versions to look at: the last closed year, the budget before the plan, and the plan's years."""
        choices = self.seen.money.choices()
        plan = _plan(choices, year)
        first = min((choice.year for choice in plan), default=year)
        budgets = [choice for choice in choices if choice.kind in _BUDGETS and choice.year <= first]
        current = max((choice.year for choice in budgets), default=None)
        closed = max(
            (
                choice.year
                for choice in choices
                if choice.kind is VersionKind.REGNSKAP and choice.year <= year and self._closed(choice)
            ),
            default=None,
        )
        wanted = [
            choice
            for choice in choices
            if (choice.kind in _BUDGETS and choice.year in (current, closed))
            or (choice.kind is VersionKind.REGNSKAP and choice.year == closed)
        ]
        order = [*_BUDGETS, *_PLANS, VersionKind.REGNSKAP]
        before = sorted(
            (choice for choice in wanted if choice not in plan),
            key=lambda choice: (choice.year, order.index(choice.kind)),
        )
        return (
            *(MoneyColumn(choice.kind, choice.year, choice.stood_from) for choice in before),
            *(MoneyColumn(choice.kind, choice.year, choice.stood_from, plan=True) for choice in plan),
        )

    def _closed(self, accounts: VersionChoice) -> bool:
        """True for accounts of a year that is over and whose lines go through December, or have no months."""
        if accounts.year >= self.seen.year:
            return False
        return self.seen.money.through(accounts.year) in (0, _LAST_MONTH)

    @kept
    def _pieces(self, year: int) -> Pieces:
        columns: tuple[MoneyColumn, ...] = self.seen.by_value("goals.columns", year)
        wanted = [(column.kind, column.year) for column in columns]
        sums, projects = self.seen.money.sums_of(wanted), self.seen.money.project_sums(wanted)
        return Pieces(
            columns,
            {column.key: sums[column.kind, column.year] for column in columns},
            {column.key: projects[column.kind, column.year] for column in columns},
            AreaMap(self.seen.areas),
            self._measures(),
        )

    def _measures(self) -> tuple[MeasureMoney, ...]:
        """Every measure with what it changes: a saving is a negative net expense."""
        measures = self.seen.measures
        answer = self.seen.effects.effects(keys={measure.key for measure in measures})
        net = {one.key: one.net_ore for one in answer.measures} if isinstance(answer, Effects) else {}
        return tuple(
            MeasureMoney(
                measure.key,
                measure.title,
                {year: -amount for year, amount in net.get(measure.key, {}).items()},
                tuple(dict.fromkeys((part.funksjon, part.ansvar) for part in measure.parts)),
            )
            for measure in measures
        )


def _plan(choices: Iterable[VersionChoice], year: int) -> tuple[VersionChoice, ...]:
    """The plan that covers the year: the proposal or økonomiplan that stood last, with its later years.

    An økonomiplan goes on after an adopted budget, so the budget of the year is its first year.
    """
    found = tuple(choices)
    covering = [choice for choice in found if choice.year == year and choice.kind in _PLANS]
    adopted = [choice for choice in found if choice.year == year and choice.kind in _BUDGETS]
    newest = max(covering, key=lambda choice: choice.stood_from, default=None)
    budget = max(adopted, key=lambda choice: choice.stood_from, default=None)
    if newest is not None and (budget is None or newest.stood_from >= budget.stood_from):
        same = (one for one in found if one.kind is newest.kind and one.stood_from == newest.stood_from)
        return tuple(sorted((one for one in same if one.year >= year), key=lambda one: one.year))
    following = sorted(
        (one for one in found if one.kind is VersionKind.OKONOMIPLAN and one.year > year),
        key=lambda one: one.year,
    )
    if budget is None and not following:
        return ()
    return (*((budget,) if budget else ()), *following)
