"""The years before the plan: budgets that balance, and accounts by month that close.

Budgets are whole kroner, accounts øre. Every year gets the codes that were valid in it.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from making.economy import THOUSAND, Amounts, Economy, Key, is_tax

TAX, FINANCE = "9000", "9100"
SKATT: Key = (TAX, "800", "870")

# Cumulative share by month-end, per cent (money model E.1): costs, rammetilskudd, tax, and state refunds.
COSTS = (8.1, 16.9, 25.1, 33.3, 42.1, 45.8, 54.9, 63.9, 72.3, 80.9, 89.4, 100.0)
RAMME = (10.5, 21.0, 30.8, 41.6, 50.2, 61.0, 72.1, 72.1, 81.7, 92.1, 99.7, 100.0)
SKATTEINNGANG = (10.9, 11.0, 27.8, 28.2, 48.3, 50.4, 61.8, 62.9, 79.6, 80.0, 98.6, 100.0)
REFUSJONER = (4.0, 9.0, 14.5, 19.5, 24.5, 30.0, 34.0, 39.0, 44.0, 49.0, 54.4, 100.0)
QUARTERS = (0.0, 0.0, 25.0, 25.0, 25.0, 50.0, 50.0, 50.0, 75.0, 75.0, 75.0, 100.0)
MONTHS = range(1, 13)
OFTEN = 80_000_000  # øre a year: what is posted every month


def code_of_year(art: str, funksjon: str, year: int) -> tuple[str, str]:
    """The codes as they were in that year (money model A.3): 270, 875 and 254 before they were split."""
    if year < 2026 and art in {"271", "272"}:
        art = "270"
    if year < 2025 and art in {"878", "879"}:
        art = "875"
    if year < 2024 and funksjon in {"257", "258"}:
        funksjon = "254"
    return art, funksjon


def _mirror(amounts: Amounts) -> None:
    """Makes VAT, depreciation and the intermunicipal function neutral again after the spread."""
    for ansvar, funksjon, art in [key for key in amounts if key[2] == "729"]:
        amounts[ansvar, funksjon, art] = -amounts.get((ansvar, funksjon, "429"), 0)
    depreciation = sum(amount for key, amount in amounts.items() if key[2] == "590")
    if depreciation:
        amounts[FINANCE, "860", "990"] = -depreciation
    for ansvar, funksjon, art in [key for key in amounts if key[1:] == ("290", "750")]:
        others = sum(a for key, a in amounts.items() if key[1] == "290" and key[2] != "750")
        amounts[ansvar, funksjon, art] = -others


def _close(amounts: Amounts, year: Mapping[str, Any], unit: int, fund: int) -> None:
    """Sets tax, finance, transfer and fund as the year has them; income tax takes what is left, to sum 0."""
    for art, (funksjon, kroner) in year["fri"].items():
        amounts[TAX, funksjon, art] = -kroner * unit
    for art, kroner in year["finans"].items():
        amounts[FINANCE, "870", art] = kroner * unit
    amounts[FINANCE, "880", "570"] = year["overforing_investering"] * unit
    if fund:
        amounts[FINANCE, "880", "540" if fund > 0 else "940"] = fund * unit
    amounts[SKATT] = 0
    amounts[SKATT] = -sum(amounts.values())


def _own(key: Key) -> bool:
    return not is_tax(key[2], key[1]) and key[1] != "870" and key[1:] != ("880", "570") and key[2] != "990"


def budget(economy: Economy, base: Amounts, number: int, year: Mapping[str, Any], seed: int) -> Amounts:
    """The year's original budget: the base year taken back by the year's growth, in whole thousands."""
    rng = random.Random(seed + number)
    amounts: Amounts = {}
    for (ansvar, funksjon, art), kroner in sorted(base.items()):
        shake = rng.uniform(0.975, 1.025)
        if not _own((ansvar, funksjon, art)):
            continue
        code, function = code_of_year(art, funksjon, number)
        key = (ansvar, function, code)
        amount = round(kroner * year["vekst"] * shake / THOUSAND) * THOUSAND
        if amount:
            amounts[key] = amounts.get(key, 0) + amount
    _mirror(amounts)
    _close(amounts, year, THOUSAND, year["fond"])
    return amounts


def revised(original: Amounts, number: int, changes: Sequence[Mapping[str, Any]]) -> Amounts:
    """The original with the council's changes.

    Raises:
        ValueError: the changes do not sum to 0, or hit a line that is not there.
    """
    if sum(change["belop"] for change in changes):
        raise ValueError(f"changes in {number} do not sum to 0")
    amounts = dict(original)
    for change in changes:
        art, funksjon = code_of_year(change["art"], change["funksjon"], number)
        key = (change["ansvar"], funksjon, art)
        if key not in amounts and key[1] != "880":
            raise ValueError(f"{key} is not in the budget of {number}")
        amounts[key] = amounts.get(key, 0) + change["belop"] * THOUSAND
    return amounts


def accounts(economy: Economy, adopted: Amounts, number: int, year: Mapping[str, Any], seed: int) -> Amounts:
    """The year's drift accounts in øre: the revised budget as it went, closed against the fund to 0."""
    rng, went = random.Random(seed * 7 + number), year["regnskap"]
    amounts: Amounts = {}
    for key, kroner in sorted(adopted.items()):
        shake = rng.triangular(0.9, 1.1, 1.0)
        if not _own(key):
            continue
        area = economy.area_of("257" if key[1] == "254" else key[1])
        wage = key[2] < "100"
        spread = 1 + (shake - 1) * (0.25 if wage else 1.0)
        amounts[key] = round(kroner * 100 * spread * went["avvik"].get(area, 1.0)) + rng.randint(-99, 99)
    for key in [key for key in amounts if key[1] == "880"]:
        del amounts[key]
    _mirror(amounts)
    _close(amounts, {**year, **went}, THOUSAND * 100, went["fond"])
    return {key: amount for key, amount in amounts.items() if amount}


@dataclass(frozen=True, slots=True)
class Posting:
    """One row of accounts: what was posted on a code in a month, øre."""

    kontoklasse: str
    ansvar: str
    funksjon: str
    art: str
    prosjekt: str
    month: int
    ore: int


def _by_month(total: int, profile: Sequence[float]) -> list[int]:
    ends = [0, *(round(total * share / 100) for share in profile[:-1]), total]
    return [ends[month] - ends[month - 1] for month in MONTHS]


def _rare(total: int, times: int, rng: random.Random) -> list[int]:
    """`total` posted in a few months, the likelier the more the municipality spends in that month."""
    weights = [after - before for before, after in zip((0.0, *COSTS), COSTS, strict=False)]
    months = [0] * 12
    for number in range(times):
        share = total // times if number else total - (times - 1) * (total // times)
        months[rng.choices(range(12), weights)[0]] += share
    return months


def _profile(art: str) -> Sequence[float]:
    if art == "800":
        return RAMME
    if art == "870":
        return SKATTEINNGANG
    if art in {"700", "730", "750", "770", "810"}:
        return REFUSJONER
    if art in {"500", "510", "600", "620", "629", "630", "640", "650", "900", "920"} or art in {
        "875", "876", "877", "878", "879", "830", "890", "710",
    }:  # fmt: skip
        return QUARTERS
    return (0.0,) * 11 + (100.0,)


def _is_cost(key: Key) -> bool:
    return key[2] < "500" or key[2] == "520"


def post(amounts: Amounts, seed: int) -> list[Posting]:
    """The drift accounts by month: costs together follow the profile of E.1 to the øre, in few rows.

    Wages come every month and take up what the rarer purchases leave of the profile.
    """
    rng, months = random.Random(seed), dict[Key, list[int]]()
    monthly = [key for key, ore in amounts.items() if _is_cost(key) and key[2] in {"010", "090", "099"}]
    for key, ore in amounts.items():
        if _is_cost(key) and key not in set(monthly):
            often = abs(ore) > OFTEN
            months[key] = _by_month(ore, COSTS) if often else _rare(ore, 1 + abs(ore) // 12_000_000, rng)
        elif not _is_cost(key):
            months[key] = _by_month(ore, _profile(key[2]))
    for ansvar, funksjon, art in [key for key in months if key[2] == "729"]:
        # VAT is compensated in the month it is paid
        months[ansvar, funksjon, art] = [-ore for ore in months[ansvar, funksjon, "429"]]
    costs = sum(ore for key, ore in amounts.items() if _is_cost(key))
    rare = [sum(months[key][month - 1] for key in months if _is_cost(key)) for month in MONTHS]
    left = [want - got for want, got in zip(_by_month(costs, COSTS), rare, strict=True)]
    whole = sum(left)
    profile = [100 * sum(left[:month]) / whole for month in MONTHS]
    for key in monthly:
        months[key] = _by_month(amounts[key], profile)
    return [
        Posting("1", *key, "", month, months[key][month - 1])
        for key in sorted(months)
        for month in MONTHS
        if months[key][month - 1]
    ]
