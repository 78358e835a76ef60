"""The columns beside a version, as the regulation has them: accounts, last year's budget, the plan years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from planhjul.house.money import VersionChoice
from planhjul.ledger.versions import VersionKind

_BUDGETS: Final = (VersionKind.REVIDERT_BUDSJETT, VersionKind.OPPRINNELIG_BUDSJETT)


def neighbours(
    choices: Iterable[VersionChoice], chosen: VersionChoice, this_year: int
) -> tuple[VersionChoice, ...]:
    """The versions to show side by side with the chosen one among them, in the regulation's order.

    Accounts stand first, then the year's revised and original budget and the accounts of the year before
    (§ 5-2). A budget stands after the newest accounts of a year before `this_year` and the budget of the
    year before, and before the other plan years of the same proposal (§ 5-1).
    """
    found = tuple(choices)
    if chosen.kind is VersionKind.REGNSKAP:
        return (
            chosen,
            *_of(found, chosen.year, _BUDGETS),
            *_of(found, chosen.year - 1, (VersionKind.REGNSKAP,)),
        )
    plan = plan_years(found, chosen)
    first = plan[0].year
    over = min(first, this_year)
    accounts = [one for one in found if one.kind is VersionKind.REGNSKAP and one.year < over]
    return (
        *sorted(accounts, key=lambda one: one.year)[-1:],
        *_of(found, first - 1, _BUDGETS)[:1],
        *plan,
    )


def plan_years(choices: Sequence[VersionChoice], chosen: VersionChoice) -> list[VersionChoice]:
    """The chosen version and the other years it came with, and the adopted plan after an adopted budget."""
    years = {one.year: one for one in choices if _follows(one, chosen)}
    years |= {one.year: one for one in choices if _came_with(one, chosen)}
    return [years[year] for year in sorted(years | {chosen.year: chosen})]


def closing_budget(choices: Iterable[VersionChoice], year: int) -> VersionChoice | None:
    """The budget the year's accounts are held against: the revised one, else the original one."""
    return next(iter(_of(tuple(choices), year, _BUDGETS)), None)


def decided_budget(choices: Iterable[VersionChoice], year: int) -> VersionChoice | None:
    """The budget that was decided before the year: the original one, else the revised one."""
    return next(iter(_of(tuple(choices), year, tuple(reversed(_BUDGETS)))), None)


def _came_with(one: VersionChoice, chosen: VersionChoice) -> bool:
    return one.kind is chosen.kind and one.stood_from == chosen.stood_from


def _follows(one: VersionChoice, chosen: VersionChoice) -> bool:
    return one.kind is VersionKind.OKONOMIPLAN and chosen.kind in _BUDGETS and one.year > chosen.year


def _of(
    choices: Sequence[VersionChoice], year: int, kinds: Sequence[VersionKind]
) -> tuple[VersionChoice, ...]:
    """The year's versions of the kinds, in the kinds' order."""
    return tuple(one for kind in kinds for one in choices if one.year == year and one.kind is kind)
