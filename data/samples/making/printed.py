"""A printed bevilgningsoversikt § 5-4 (from 2022), as an office puts it in its budget document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from making.economy import THOUSAND, Amounts
from making.sheets import Cell, Row, Sheet, info_sheet, write

PROPERTY_TAX = {"871", "872", "873", "874", "875", "876", "878", "879"}
# (number, name, arts) of the lines that are no sums; the second part's net is what none of them takes.
LINES: Sequence[tuple[int, str, frozenset[str]]] = (
    (1, "Rammetilskudd", frozenset({"800"})),
    (2, "Inntekts- og formuesskatt", frozenset({"870"})),
    (3, "Eiendomsskatt", frozenset(PROPERTY_TAX)),
    (7, "Avskrivninger", frozenset({"590"})),
    (10, "Renteinntekter", frozenset({"900", "901"})),
    (11, "Utbytter", frozenset({"905"})),
    (12, "Gevinster og tap på finansielle omløpsmidler", frozenset({"909", "509"})),
    (13, "Renteutgifter", frozenset({"500", "501"})),
    (14, "Avdrag på lån", frozenset({"510", "511"})),
    (16, "Motpost avskrivninger", frozenset({"990"})),
    (18, "Overføring til investering", frozenset({"570"})),
    (19, "Avsetninger til bundne driftsfond", frozenset({"550"})),
    (20, "Bruk av bundne driftsfond", frozenset({"950"})),
    (21, "Avsetninger til disposisjonsfond", frozenset({"540"})),
    (22, "Bruk av disposisjonsfond", frozenset({"940"})),
    (23, "Dekning av tidligere års merforbruk", frozenset({"530"})),
)
GENERAL, SERVICES = (4, "Andre generelle driftsinntekter"), (6, "Sum bevilgninger drift, netto")
SUMS: Sequence[tuple[int, str, tuple[int, ...]]] = (
    (5, "Sum generelle driftsinntekter", (1, 2, 3, 4)),
    (8, "Sum netto driftsutgifter", (6, 7)),
    (9, "Brutto driftsresultat", (5, 8)),
    (15, "Netto finansutgifter", (10, 11, 12, 13, 14)),
    (17, "Netto driftsresultat", (9, 15, 16)),
    (24, "Sum disponeringer eller dekning av netto driftsresultat", (18, 19, 20, 21, 22, 23)),
    (25, "Fremført til inndekning i senere år (merforbruk)", (17, 24)),
)
HEADING_BEFORE = {18: "Disponering eller dekning av netto driftsresultat:"}


def overview(drift: Amounts, unit: int = 1) -> dict[int, int]:
    """Line number → amount in whole kroner, the ledger's sign (income negative).

    `unit` is how many of the amounts' units a krone is: 100 for øre.
    """
    lines = dict.fromkeys((number for number, _, _ in LINES), 0) | {GENERAL[0]: 0, SERVICES[0]: 0}
    for (_, funksjon, art), amount in drift.items():
        taken = next((number for number, _, arts in LINES if art in arts), None)
        if taken is None:
            general = art == "877" or (art == "810" and funksjon in {"840", "850"})
            taken = GENERAL[0] if general else SERVICES[0]
        lines[taken] += amount
    for number, _, parts in SUMS:
        lines[number] = sum(lines[part] for part in parts)
    return {number: round(amount / unit) for number, amount in lines.items()}


def write_overview(
    path: Path, kommune: str, title: str, day: date, columns: Mapping[str, Mapping[int, int]]
) -> None:
    """Writes the overview in thousands, rounded line by line, "-" for nothing.

    Args:
        path: where to.
        kommune: four digits.
        title: the title line, which says the unit.
        day: the day of the document.
        columns: heading → line number → whole kroner.
    """
    names = {number: name for number, name, _ in LINES} | dict((GENERAL, SERVICES))
    names |= {number: name for number, name, _ in SUMS}
    rows: list[Row] = [(title,), (), (None, None, *columns)]
    for number in sorted(names):
        if number in HEADING_BEFORE:
            rows.append((None, HEADING_BEFORE[number]))
        amounts: list[Cell] = [round(lines[number] / THOUSAND) or "-" for lines in columns.values()]
        rows.append((number, names[number], *amounts))
    sheet = Sheet("Bevilgningsoversikt", rows, {"A": 5, "B": 56, "C": 18, "D": 24, "E": 18}, bold=(1, 3))
    write(path, [sheet, info_sheet(kommune, "", None, day)], title)
