"""The investment account of both municipalities: projects, VAT and its compensation, loans; sums to 0."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from making.economy import THOUSAND
from making.history import FINANCE, Posting

InvestmentKey = tuple[str, str, str, str]  # (ansvar, funksjon, art, prosjekt)
Investments = dict[InvestmentKey, int]
LOAN: InvestmentKey = (FINANCE, "870", "910", "")


def investments(
    projects: Sequence[Mapping[str, Any]], year: int, transfer: int, share: float = 1.0, spent: bool = False
) -> Investments:
    """The year's investments in whole kroner; use of loans takes what is left, so that they sum to 0.

    Args:
        projects: what the municipality builds, `belop` per year in thousands, `mva` when VAT is compensated.
        year: the year.
        transfer: overføring fra drift (970), whole kroner.
        share: the part of the projects that is carried out.
        spent: True in accounts, where the projects of `ikke_brukt` that year are absent.
    """
    amounts: Investments = {}
    for project in projects:
        kroner = round(project["belop"].get(str(year), 0) * share) * THOUSAND
        if not kroner or (spent and year in project.get("ikke_brukt", ())):
            continue
        ansvar, funksjon, number = project["ansvar"], project["funksjon"], project.get("prosjekt", "")
        amounts[ansvar, funksjon, project["art"], number] = kroner
        if project.get("mva"):
            amounts[ansvar, funksjon, "429", number] = kroner // 4
    vat = sum(kroner for key, kroner in amounts.items() if key[2] == "429")
    amounts[FINANCE, "841", "729", ""] = -vat
    amounts[FINANCE, "880", "970", ""] = -transfer
    amounts[LOAN] = -sum(amounts.values())
    return amounts


def post_investments(amounts: Investments, seed: int) -> list[Posting]:
    """The investment account as postings of a few months, øre; every code keeps its sum."""
    rng, postings = random.Random(seed), list[Posting]()
    for (ansvar, funksjon, art, project), kroner in sorted(amounts.items()):
        months = sorted(rng.sample(range(2, 13), 3)) if art in {"230", "200", "429", "522"} else [12]
        ore, taken = kroner * 100, 0
        for number, month in enumerate(months, start=1):
            part = ore - taken if number == len(months) else ore // len(months) + rng.randint(-999, 999)
            taken += part
            postings.append(Posting("0", ansvar, funksjon, art, project, month, part))
    return postings
