"""A four-year proposal as lines with change groups: last year's budget, and what is different."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from making.economy import THOUSAND, Amounts, Economy, Key, is_tax
from making.history import TAX
from making.investments import investments
from making.rows import Line

YEARS = (2027, 2028, 2029, 2030)


def _four(kroner: int) -> tuple[int, ...]:
    return (kroner,) * len(YEARS)


def _change_group(key: Key) -> str:
    if is_tax(key[2], key[1]):
        return "G25"
    return "G28" if key[1] in {"860", "870", "880"} or key[2] in {"550", "950"} else "G20"


def _growth(
    key: Key, kroner: int, before: int, users: Mapping[str, float], changed: Mapping[Key, int]
) -> list[tuple[str, int]]:
    """The change from last year's budget split in named reasons; they sum to it."""
    parts: list[tuple[str, int]] = []
    left = kroner - before
    if key in changed:
        parts.append(("G30", changed[key]))
        left -= changed[key]
    if key[2] == "010" and key[1] in users and kroner > THOUSAND * THOUSAND:
        people = round(kroner * users[key[1]] / THOUSAND) * THOUSAND
        parts.append(("G40", people))
        left -= people
    return [(group, amount) for group, amount in [*parts, (_change_group(key), left)] if amount]


def drift_lines(
    economy: Economy,
    before: Amounts,
    plan: Mapping[str, Any],
    changed: Mapping[Key, int],
    texts: Mapping[str, str],
) -> list[Line]:
    """The proposal's drift: groups G10–G60, whole kroner per year.

    Args:
        economy: the base year, before the change in property tax.
        before: last year's original budget.
        plan: `planperiode.toml`.
        changed: full-year effects of the year's changes to the budget.
        texts: a text per art.
    """
    titles, lines = plan["grupper"], list[Line]()

    def add(key: Key, group: str, tekst: str, kroner: tuple[int, ...]) -> None:
        lines.append(Line("1", *key, "", tekst, kroner, f"{group}|{titles[group]}"))

    for key in sorted({*before, *economy.amounts}):
        was, kroner = before.get(key, 0), economy.amounts.get(key, 0)
        if was:
            add(key, "G10", texts[key[2]], _four(was))
        for group, amount in _growth(key, kroner, was, plan["brukere"], changed):
            add(key, group, texts[key[2]], _four(amount))
    for art, thousand in economy.spec["eiendomsskatt"].items():
        add((TAX, "800", art), "G50", "Lavere eiendomsskatt", _four(thousand * THOUSAND))
    for shift in plan["flytting"]:
        moved = tuple(amount * THOUSAND for amount in shift["belop"])
        for end, sign in (("fra", -1), ("til", 1)):
            key = (shift[end]["ansvar"], shift[end]["funksjon"], shift[end]["art"])
            if key not in economy.amounts:
                raise ValueError(f"{key} is not in the base year")
            add(key, "G60", shift["tekst"], tuple(sign * amount for amount in moved))
    return sorted(lines, key=lambda line: (line.ansvar, line.funksjon, line.art, line.group))


def plan_investments(projects: Sequence[Mapping[str, Any]], transfer: int, title: str) -> list[Line]:
    """The plan's investments: one line per project and art, four years."""
    per_year = [investments(projects, year, transfer) for year in YEARS]
    names = {(p["ansvar"], p["funksjon"], p["art"], p.get("prosjekt", "")): p["tekst"] for p in projects}
    own = {"429": "Merverdiavgift på prosjektet", "729": "Momskompensasjon investering"}
    own |= {"910": "Bruk av lån", "970": "Overføring fra drift"}
    return [
        Line(
            "0",
            *key,
            names.get(key) or own[key[2]],
            tuple(year.get(key, 0) for year in per_year),
            f"G70|{title}",
        )
        for key in sorted({key for year in per_year for key in year})
    ]


_ART_GROUPS = (("010", "089", "010"), ("100", "285", "120"), ("300", "389", "370"), ("470", "479", "470"))


def _group_of(art: str) -> str:
    for first, last, group in _ART_GROUPS:
        if first <= art <= last:
            return group
    return art


def frames(lines: Sequence[Line], texts: Mapping[str, str]) -> list[Line]:
    """The proposal as frames: per ansvar, funksjon and group of arts, with the property tax apart."""
    sums: dict[tuple[str, str, str, str, str], tuple[int, ...]] = {}
    for line in lines:
        group = line.group if line.group.startswith(("G50", "G70")) else "G00|Konsekvensjustert ramme"
        key = (line.kontoklasse, line.ansvar, line.funksjon, _group_of(line.art), group)
        had = sums.get(key, (0,) * len(YEARS))
        sums[key] = tuple(a + b for a, b in zip(had, line.kroner, strict=True))
    return [
        Line(kontoklasse, ansvar, funksjon, art, "", texts[art], kroner, group)
        for (kontoklasse, ansvar, funksjon, art, group), kroner in sorted(
            sums.items(), key=lambda item: (item[0][0] != "1", item[0])
        )
        if any(kroner)
    ]
