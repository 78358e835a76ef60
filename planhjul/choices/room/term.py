"""The four-year clock: what is left of a council's room in all the budgets it decides (money model E.3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from dateutil.relativedelta import relativedelta

from planhjul.choices.results import Assumption, Mark, Term, TermPoint
from planhjul.choices.room.budget import OperatingBudget
from planhjul.choices.room.year import YearRoom, assumptions_behind, year_room_of
from planhjul.texts import Text, Year, text
from planhjul.wheel.roles import Role

TERM_BUDGETS: Final = 4


def term_room(first_year: int, on: date, years: Mapping[int, YearRoom]) -> TermPoint:
    """The four-year clock on one day: the room in all budgets the council decides.

    Args:
        first_year: the first budget the new council decides; its room on 1 November before is index 100.
        on: the day seen from.
        years: budget year → its room; four years in a term.
    """
    start = _band(date(first_year - 1, 11, 1), years)[1]
    return _point(on, years, start)


def term(first_year: int, on: date, years: Mapping[int, YearRoom], borrowed: Mapping[int, int]) -> Term:
    """The clock over the term: a point each first of a month from the first budget to the last budget's end.

    Args:
        first_year: the first budget the council decides.
        on: the day asked for.
        years: budget year → its room, the borrowed ones too.
        borrowed: budget year without a budget of its own → the year whose budget stands in for it.
    """
    first = date(first_year - 1, 11, 1)
    months = 12 * TERM_BUDGETS + 2
    start = _band(first, years)[1]
    behind = {
        entry.key: entry for year in years.values() for entry in assumptions_behind(year.lines, year.ground)
    }
    return Term(
        first_year=first_year,
        years=tuple(sorted(years)),
        now=_point(on, years, start),
        points=tuple(
            _point(first + relativedelta(months=month), years, start) for month in range(months + 1)
        ),
        borrowed=dict(borrowed),
        assumptions=(*_borrowed_shown(borrowed), *behind.values()),
        problems=_problems(years),
    )


def lent(year: YearRoom, to: int, milestones: Mapping[Role, date]) -> YearRoom:
    """The year's budget as if it stood in the year `to`, with that year's phases and commitments."""
    budget = OperatingBudget(to, year.budget.scopes, year.budget.other)
    return year_room_of(budget, year.ground, milestones)


def _band(on: date, years: Mapping[int, YearRoom]) -> tuple[int, int, int]:
    rooms = [year.band(on) for year in years.values()]
    low, default, high = (sum(each[part] for each in rooms) for part in range(3))
    return low, default, high


def _point(on: date, years: Mapping[int, YearRoom], start: int) -> TermPoint:
    low, default, high = _band(on, years)
    return TermPoint(on, low, default, high, index=100 * default / start if start else 0.0)


def _borrowed_shown(borrowed: Mapping[int, int]) -> tuple[Assumption, ...]:
    return tuple(
        Assumption(
            f"budsjett.{year}",
            text("Budsjett for {year}", year=Year(year)),
            text("som {source}", source=Year(source)),
            Mark.ANTAKELSE,
            text(
                "Året har ikke noe eget budsjett ennå, så budsjettet for {source} er brukt.",
                source=Year(source),
            ),
        )
        for year, source in sorted(borrowed.items())
    )


def _problems(years: Mapping[int, YearRoom]) -> tuple[Text, ...]:
    return tuple(dict.fromkeys(problem for year in years.values() for problem in year.problems))
