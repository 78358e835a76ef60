"""One municipality's base year: an `okonomi.toml` spread on ansvar, funksjon and art, exact to the krone.

Amounts are whole kroner in the ledger's sign: expense positive, income negative.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Key = tuple[str, str, str]  # (ansvar, funksjon, art)
Amounts = dict[Key, int]

THOUSAND = 1000
PENSION, EMPLOYER_TAX = 0.12, 0.141
_SOCIAL = ("090", "099")
_HERE = Path(__file__).resolve().parent


def read_toml(path: Path) -> dict[str, Any]:
    """The file's content."""
    with path.open("rb") as file:
        return tomllib.load(file)


@dataclass(frozen=True, slots=True)
class Economy:
    """A base year: drift per (ansvar, funksjon, art), and what the file says about areas and ansvar."""

    amounts: Amounts
    spec: Mapping[str, Any]

    @property
    def areas(self) -> list[Mapping[str, Any]]:
        """The areas as the file has them."""
        return list(self.spec["omrade"])

    def area_of(self, funksjon: str) -> str:
        """The key of the area that holds the function, or "" for tax, grants and finance."""
        for area in self.areas:
            if funksjon in area["funksjon"]:
                return str(area["nokkel"])
        return ""

    def functions(self, area: str) -> list[str]:
        """The area's functions, with the expired ones older accounts still use."""
        for candidate in self.areas:
            if candidate["nokkel"] == area:
                return sorted([*candidate["funksjon"], *candidate.get("eldre", [])])
        raise KeyError(area)

    def unit(self, ansvar: str) -> str:
        """The ansvar's name."""
        return str(self.spec["ansvar"][ansvar])


def _largest_last(weights: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(weights.items(), key=lambda pair: (pair[1], pair[0]))


def spread(total: int, weights: Mapping[str, float], step: int = THOUSAND) -> dict[str, int]:
    """`total` spread by weight in whole steps; the heaviest takes what is left, so that it sums exactly."""
    whole, taken = sum(weights.values()), 0
    parts: dict[str, int] = {}
    ordered = _largest_last(weights)
    for key, weight in ordered[:-1]:
        parts[key] = round(total * weight / whole / step) * step
        taken += parts[key]
    if ordered:
        parts[ordered[-1][0]] = total - taken
    return {key: amount for key, amount in parts.items() if amount}


def _costs(total: int, kind: Mapping[str, Any], rng: random.Random) -> dict[str, int]:
    """A unit's cost by art: wages with pension and employer tax at the usual rates, the rest purchases."""
    shaken = {art: weight * rng.uniform(0.85, 1.15) for art, weight in kind["kjop"].items()}
    wages = round(total * kind["lonn"] / ((1 + PENSION) * (1 + EMPLOYER_TAX)) / THOUSAND) * THOUSAND
    parts = spread(wages, kind["lonnsarter"])
    taxed = sum(amount for art, amount in parts.items() if art != "089")
    if taxed:
        parts["090"] = round(taxed * PENSION / THOUSAND) * THOUSAND
        parts["099"] = round((taxed + parts["090"]) * EMPLOYER_TAX / THOUSAND) * THOUSAND
    for art, amount in spread(total - sum(parts.values()), shaken).items():
        parts[art] = parts.get(art, 0) + amount
    return parts


def _function_amounts(
    funksjon: str, spec: Mapping[str, Any], kinds: Mapping[str, Any], rng: random.Random
) -> Amounts:
    amounts: Amounts = {}

    def add(ansvar: str, art: str, kroner: int) -> None:
        if kroner:
            amounts[ansvar, funksjon, art] = amounts.get((ansvar, funksjon, art), 0) + kroner

    left = spec["kost"] * THOUSAND
    for table, unit in (("fast", THOUSAND), ("fast_kroner", 1)):
        for ansvar, arts in spec.get(table, {}).items():
            for art, amount in arts.items():
                add(ansvar, art, amount * unit)
                left -= amount * unit
    for ansvar, share in spread(left, spec["ansvar"]).items():
        for art, kroner in _costs(share, kinds[spec["type"]], rng).items():
            add(ansvar, art, kroner)
    for ansvar, kroner in spread(spec["mva"] * THOUSAND, spec["ansvar"]).items():
        add(ansvar, "429", kroner)
        add(ansvar, "729", -kroner)
    for art, amount in spec["inntekt"].items():
        for ansvar, kroner in spread(amount * THOUSAND, spec["ansvar"]).items():
            add(ansvar, art, -kroner)
    add(next(iter(spec["ansvar"])), "590", spec.get("avskrivning", 0) * THOUSAND)
    return amounts


def _finance(spec: Mapping[str, Any], depreciation: int, tax: str, finance: str) -> Amounts:
    amounts: Amounts = {
        (tax, funksjon, art): -kroner * THOUSAND for art, (funksjon, kroner) in spec["fri"].items()
    }
    amounts |= {(finance, "870", art): kroner * THOUSAND for art, kroner in spec["finans"].items()}
    amounts[finance, "880", "570"] = spec["disponering"]["overforing_investering"] * THOUSAND
    for funksjon, arts in spec["disponering"]["bundet_fond"].items():
        for art, kroner in arts.items():
            amounts[finance, funksjon, art] = kroner * THOUSAND
    if depreciation:
        amounts[finance, "860", "990"] = -depreciation
    return amounts


def load(path: Path, seed: int) -> Economy:
    """The base year of an `okonomi.toml`; stops when an area does not reach the net it states.

    Raises:
        ValueError: an area's functions do not sum to its `netto`.
    """
    spec, kinds, rng = read_toml(path), read_toml(_HERE / "artmal.toml"), random.Random(seed)
    amounts: Amounts = {}
    for area in spec["omrade"]:
        before = set(amounts)
        for funksjon, function in area["funksjon"].items():
            amounts |= _function_amounts(funksjon, function, kinds, rng)
        net = sum(kroner for key, kroner in amounts.items() if key not in before and key[2] != "590")
        if net != area["netto"] * THOUSAND:
            raise ValueError(f"{area['nokkel']}: {net} kroner, expected {area['netto']} thousand")
    depreciation = sum(kroner for (_, _, art), kroner in amounts.items() if art == "590")
    return Economy(amounts | _finance(spec, depreciation, "9000", "9100"), spec)


def arttekst() -> dict[str, str]:
    """A short line text per art."""
    return {art: str(text) for art, text in read_toml(_HERE / "arttekst.toml").items()}


def is_tax(art: str, funksjon: str) -> bool:
    """True for free income: tax, property tax and rammetilskudd."""
    return funksjon in {"800", "840"} and art >= "800"
