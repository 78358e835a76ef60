"""A year's political cases, and who raised them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from making.sheets import Row, Sheet, explain_sheet, info_sheet, write

PER_YEAR = 150
DIRECTOR = "Kommunedirektøren"
HEADINGS = ("Saksnummer", "Dato", "Organ", "Tittel", "Reist av", "Vedtak")
_MONTHS = (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12)


def _tuesday(year: int, month: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(1 - first.weekday()) % 7 + 7 * number)


def cases(source: Mapping[str, Any], year: Mapping[str, Any], seed: int) -> list[Row]:
    """The year's 150 cases in order of date: the fixed ones and everyday ones of the same kinds."""
    rng, number = random.Random(seed), int(year["aar"])
    found: list[tuple[date, str, str, str, str]] = [
        (_tuesday(number, month, 2), "Kommunestyret", title, who, decision)
        for month, title, who, decision in year["faste"]
    ]
    titles = sorted(
        {
            subject.format(sted=place, tema=theme)
            for subject in source["emner"]
            for place in source["steder"]
            for theme in source["temaer"]
        }
    )
    while len(found) < PER_YEAR:
        day = _tuesday(number, rng.choice(_MONTHS), rng.randrange(3))
        decision, organ = rng.choice(source["vedtak"]), rng.choice(source["organer"])
        title = rng.choice(titles)
        part = sum(1 for one in found if one[2].startswith(title))
        found.append((day, organ, f"{title}, del {part + 1}" if part else title, DIRECTOR, decision))
    return [
        (f"{index}/{number % 100}", *case)
        for index, case in enumerate(sorted(found, key=lambda one: one[:3]), 1)
    ]


def write_cases(
    path: Path, kommune: str, navn: str, source: Mapping[str, Any], year: Mapping[str, Any]
) -> None:
    """Writes the workbook of a year's cases."""
    rows = cases(source, year, int(kommune) + int(year["aar"]))
    title = f"Politiske saker {year['aar']} – {navn} kommune"
    explained = {"Reist av": "Den som reiste saken.", "Vedtak": "Kort om utfallet."}
    sheet = Sheet(
        "Saker", [(title,), (), HEADINGS, *rows], {"A": 12, "B": 12, "C": 24, "D": 56, "E": 24, "F": 30}
    )
    write(path, [sheet, info_sheet(kommune, "", None, year["tatt_ut"]), explain_sheet(explained)], title)
