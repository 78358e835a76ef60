"""The base a scenario stands on: the plan's years before any measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from planhjul.choices.results import Baseline
from planhjul.ledger.net import DriftTotals, drift_totals


def baseline(sums_by_year: Mapping[int, pd.DataFrame], fund_start: int | None) -> Baseline:
    """The plan's years as a base (money model D.5).

    Args:
        sums_by_year: year → the year's sums (`SUM_COLUMNS`) of one version.
        fund_start: disposisjonsfond in øre at the start of the first year, None when nobody has said.
    """
    years = tuple(sorted(sums_by_year))
    totals = {year: drift_totals(sums_by_year[year], year) for year in years}

    def per_year(read: Callable[[DriftTotals], int]) -> Mapping[int, int]:
        return {year: read(totals[year]) for year in years}

    return Baseline(
        years=years,
        ndr_ore=per_year(lambda total: total.ndr_ore),
        di_ore=per_year(lambda total: total.di_ore),
        to_investment_ore=per_year(lambda total: total.to_investment_ore),
        to_bound_funds_ore=per_year(lambda total: total.to_bound_funds_ore),
        from_bound_funds_ore=per_year(lambda total: total.from_bound_funds_ore),
        to_fund_ore=per_year(lambda total: total.to_fund_ore),
        from_fund_ore=per_year(lambda total: total.from_fund_ore),
        deficit_cover_ore=per_year(lambda total: total.deficit_cover_ore),
        fund_start_ore=fund_start,
    )
