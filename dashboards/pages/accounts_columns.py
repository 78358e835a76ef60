"""The columns beside a version, as the regulation has them: accounts, last year's budget, the plan years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from planhjul.ledger.versions import VersionKind

if TYPE_CHECKING:
    from planhjul.ledger.forms import FormLine, Overview
    from planhjul.services.municipalities import VersionChoice

_BUDGETS: Final = (VersionKind.REVIDERT_BUDSJETT, VersionKind.OPPRINNELIG_BUDSJETT)


def neighbours(choices: Iterable[VersionChoice], chosen: VersionChoice) -> tuple[VersionChoice, ...]:
    """The versions to show side by side with the chosen one among them, oldest year first.

    Accounts stand beside the year's budgets and the year before. A budget stands between the newest
    accounts before it, the budget of the year before, and the other plan years of the same proposal.
    """
    found = tuple(choices)
    if chosen.kind is VersionKind.REGNSKAP:
        return (
            *_of(found, chosen.year - 1, (VersionKind.REGNSKAP,)),
            *reversed(_of(found, chosen.year, _BUDGETS)),
            chosen,
        )
    plan = _plan(found, chosen)
    first = plan[0].year
    accounts = [one for one in found if one.kind is VersionKind.REGNSKAP and one.year < first]
    return (
        *sorted(accounts, key=lambda one: one.year)[-1:],
        *_of(found, first - 1, _BUDGETS)[:1],
        *plan,
    )


def _plan(choices: Sequence[VersionChoice], chosen: VersionChoice) -> list[VersionChoice]:
    """The chosen version and the other years it came with, and the adopted plan after an adopted budget."""
    years = {one.year: one for one in choices if _follows(one, chosen)}
    years |= {one.year: one for one in choices if _came_with(one, chosen)}
    return [years[year] for year in sorted(years | {chosen.year: chosen})]


def _came_with(one: VersionChoice, chosen: VersionChoice) -> bool:
    return one.kind is chosen.kind and one.stood_from == chosen.stood_from


def _follows(one: VersionChoice, chosen: VersionChoice) -> bool:
    return one.kind is VersionKind.OKONOMIPLAN and chosen.kind in _BUDGETS and one.year > chosen.year


def _of(
    choices: Sequence[VersionChoice], year: int, kinds: Sequence[VersionKind]
) -> tuple[VersionChoice, ...]:
    """The year's versions of the kinds, in the kinds' order."""
    return tuple(one for kind in kinds for one in choices if one.year == year and one.kind is kind)


@dataclass(frozen=True, slots=True)
class Aligned:
    """One line across the columns; an amount is None where that year's overview has no such line."""

    line: FormLine
    nr: int | None
    amounts: tuple[int | None, ...]


def aligned(overviews: Sequence[Overview], chosen: int) -> tuple[Aligned, ...]:
    """The lines of every column by key: the chosen column's order and numbers, others where they stand."""
    order = {line.key: line for line in overviews[chosen].lines}
    numbers = {line.key: line.nr for line in overviews[chosen].lines}
    keys = list(order)
    for overview in overviews:
        after = -1
        for line in overview.lines:
            if line.key not in order:
                order[line.key] = line
                keys.insert(after + 1, line.key)
            after = keys.index(line.key)
    held = [{line.key: line.amount_ore for line in overview.lines} for overview in overviews]
    return tuple(
        Aligned(order[key], numbers.get(key), tuple(column.get(key) for column in held)) for key in keys
    )
