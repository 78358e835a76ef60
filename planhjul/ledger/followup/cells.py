"""The cells of follow-up: every drift line's area and art group, and their amounts by month.

An area holds what § 5-4 distributes (line 6 and its areas in the second part); general income, depreciation,
finance and dispositions are common. An art group is a line of § 5-6; finance and dispositions are one each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from planhjul.ledger.areas import Area, AreaMap
from planhjul.ledger.codes import CodeLists
from planhjul.ledger.followup.results import COMMON, MONTHS, NO_AREA
from planhjul.ledger.forms.lines import FormCatalogue, FormKey, FormRules, Posted, Side, fill
from planhjul.ledger.lines import DRIFT, amounts_by
from planhjul.texts import Text, text, verbatim

CARRIED: Final = "fremfort"
# Lines of § 5-6 that are followed up together, under the sum they are part of.
_TOGETHER: Final = ("netto_finansutgifter", "sum_disponeringer")
# Booked by decision when the year is closed: the months so far say nothing about them.
AT_YEAR_END: Final = frozenset({"avskrivninger", "motpost_avskrivninger", "sum_disponeringer", CARRIED})

Cell = tuple[str, str]
"""Area and art group."""
KEYS: Final = ("art", "funksjon", "ansvar", "side")


@dataclass(frozen=True, slots=True)
class Group:
    """An art group: key, name and direction of the line of § 5-6 it is."""

    key: str
    title: Text
    side: Side


class Places:
    """Which cell a drift line belongs to, by the overviews of one year and the municipality's areas."""

    def __init__(self, catalogue: FormCatalogue, codes: CodeLists, areas: Sequence[Area], year: int) -> None:
        self._art = catalogue.forms[FormKey.ART]
        self._drift = catalogue.forms[FormKey.DRIFT.of_year(year)]
        self._codes = codes
        self._year = year
        self._map = AreaMap(areas)
        self._group_of: dict[tuple[str, str, str], str] = {}
        self._distributed: set[tuple[str, str, str]] = set()
        self.areas: Mapping[str, Text] = {
            **{area.key: verbatim(area.title) for area in areas},
            NO_AREA: text("Uten område"),
            COMMON: text("Generelle inntekter, finans og disponeringer"),
        }
        self.groups: Mapping[str, Group] = {group.key: group for group in _groups(self._art, year)}
        self._parent = {
            key: rule.key for rule in self._art.of(year) if rule.key in _TOGETHER for _, key in rule.terms
        }

    def of(self, lines: Iterable[tuple[str, str, str, str]]) -> dict[tuple[str, str, str, str], Cell]:
        """Each (art, funksjon, ansvar, side) → its cell."""
        asked = list(dict.fromkeys(lines))
        self._learn({(art, funksjon, side) for art, funksjon, _, side in asked} - self._group_of.keys())
        found = {}
        for art, funksjon, ansvar, side in asked:
            key = (art, funksjon, side)
            area = (self._map.of(funksjon, ansvar) or NO_AREA) if key in self._distributed else COMMON
            found[art, funksjon, ansvar, side] = (area, self._group_of[key])
        return found

    def _learn(self, keys: set[tuple[str, str, str]]) -> None:
        """Places what is asked for the first time: a year's versions hold nearly the same arts."""
        posted = [Posted(*key, 0) for key in sorted(keys)]
        self._group_of.update(dict.fromkeys(keys, CARRIED))
        for line, rows in fill(self._art, posted, self._codes, self._year).rows.items():
            self._group_of.update((_key(row), self._parent.get(line, line)) for row in rows)
        split = {rule.key for rule in self._drift.of(self._year) if rule.split}
        for line, rows in fill(self._drift, posted, self._codes, self._year).rows.items():
            if line in split:
                self._distributed.update(_key(row) for row in rows)


def monthly(sums: pd.DataFrame, places: Places) -> dict[Cell, list[int]]:
    """Cell → øre in the ledger's sign by month 0–12 (0 = the whole year); drift only, and all of it.

    Args:
        sums: one version's sums by month: `art`, `funksjon`, `ansvar`, `side`, `month`, `kontoklasse` and
            `amount_ore`.
        places: the year's cells.
    """
    amounts = amounts_by(sums[sums["kontoklasse"] == DRIFT], *KEYS, "month")
    cell_of = places.of((art, funksjon, ansvar, side) for art, funksjon, ansvar, side, _ in amounts)
    months: dict[Cell, list[int]] = {}
    for (*key, month), amount in amounts.items():
        months.setdefault(cell_of[tuple(key)], [0] * (MONTHS + 1))[month] += amount
    return months


def _key(row: Posted) -> tuple[str, str, str]:
    return row.art, row.funksjon, row.side


def _groups(rules: FormRules, year: int) -> Iterable[Group]:
    held = {key for rule in rules.of(year) if rule.key in _TOGETHER for _, key in rule.terms}
    for rule in rules.of(year):
        if rule.key in _TOGETHER or (not rule.terms and rule.key not in held):
            yield Group(rule.key, rule.name, rules.side_of(rule.key))
    yield Group(CARRIED, text("Ført fram til eller fra andre år"), Side.EXPENSE)
