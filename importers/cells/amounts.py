"""A column of amounts to øre, with one issue per cell that is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from importers.reading.workbook import Value, Workbook, cell_text, is_blank
from importers.staging import Details
from importers.tables.columns import Match, Table
from importers.tables.records import Reading, Record
from planhjul.issues import CellRef, Issue, error, info, warning
from planhjul.ledger.amounts import (
    LARGEST_ORE,
    AmountError,
    AmountProblem,
    Dot,
    Unit,
    dot_meaning,
    loses_decimals,
    parse_amount,
    unit_of_title,
)
from planhjul.texts import text

AMOUNT_UNREADABLE: Final = error(
    "AMOUNT_UNREADABLE",
    text("«{found}» er ikke et beløp."),
    text("Skriv beløpet med sifre, for eksempel -2 319 000 eller 810 000,00."),
)
AMOUNT_PERCENT: Final = error(
    "AMOUNT_PERCENT",
    text("«{found}» er en prosent, ikke et beløp."),
    text("Skriv beløpet i stedet for prosenten."),
)
AMOUNT_AMBIGUOUS: Final = error(
    "AMOUNT_AMBIGUOUS",
    text("«{found}» kan leses på flere måter."),
    text("Skriv ett minustegn, mellomrom som tusenskille og komma foran desimaler."),
)
AMOUNT_TOO_LARGE: Final = error(
    "AMOUNT_TOO_LARGE",
    text("«{found}» er mer enn 100 milliarder kroner på én linje."),
    text("Se etter om enheten er riktig, eller om to tall er slått sammen."),
)
AMOUNT_ROUNDED: Final = warning(
    "AMOUNT_ROUNDED",
    text("{count} beløp har flere desimaler enn øre og er rundet av."),
    text("Se etter om tallene er regnet ut av en formel som burde vært avrundet."),
)
AMOUNT_SHOWN_SCALED: Final = warning(
    "AMOUNT_SHOWN_SCALED",
    text("{count} beløp vises i tusen, men er lagret i kroner. De er lest som kroner."),
    text("Se etter at summene under stemmer."),
)
AMOUNT_SCALE_CONFLICT: Final = error(
    "AMOUNT_SCALE_CONFLICT",
    text(
        "{count} beløp vises i tusen av et tallformat, og filen sier at enheten er 1000 kroner. "
        "Da er det uklart hva tallene er verdt."
    ),
    text("Fjern tallformatet fra cellene, eller sett enheten til kroner."),
)
UNIT_CONFLICT: Final = error(
    "UNIT_CONFLICT",
    text("Filen oppgir to ulike enheter: {places}."),
    text("La bare én enhet stå: kroner eller 1000 kroner."),
)
UNIT_ASSUMED: Final = info(
    "UNIT_ASSUMED",
    text("Filen sier ikke hvilken enhet beløpene er i. De er lest som hele kroner."),
    text("Skriv enheten i tittellinjen hvis beløpene er i 1000 kroner."),
)
_PROBLEMS: Final = {
    AmountProblem.NOT_A_NUMBER: AMOUNT_UNREADABLE,
    AmountProblem.PERCENT: AMOUNT_PERCENT,
    AmountProblem.AMBIGUOUS: AMOUNT_AMBIGUOUS,
    AmountProblem.TOO_LARGE: AMOUNT_TOO_LARGE,
}


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """A column's amounts in øre (0 where blank or wrong), which cells were filled, what was wrong where.

    `errors` and `rounded` are by position in the column; `whole` is True when no amount has a fraction of
    the unit.
    """

    ore: NDArray[np.int64]
    filled: NDArray[np.bool_]
    errors: tuple[tuple[int, AmountError], ...]
    rounded: tuple[int, ...]
    whole: bool


def parse_column(values: Sequence[Value], unit: Unit, dot: Dot | None) -> AmountColumn:
    """The column's amounts; equal cells are read once."""
    known: dict[str | float, int | AmountError] = {}
    rounded_values: set[str | float] = set()
    ore = np.zeros(len(values), dtype=np.int64)
    filled = np.zeros(len(values), dtype=np.bool_)
    errors: list[tuple[int, AmountError]] = []
    rounded: list[int] = []
    largest = LARGEST_ORE // int(unit)
    for position, value in enumerate(values):
        if is_blank(value):
            continue
        filled[position] = True
        # A float shown with at most two decimals is exactly a whole number of hundredths.
        if (
            type(value) is float
            and -largest <= value <= largest
            and (cents := round(value * 100)) / 100 == value
        ):
            ore[position] = cents * (int(unit) // 100)
            continue
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            errors.append((position, AmountError(AmountProblem.NOT_A_NUMBER, cell_text(value))))
            continue
        if value not in known:
            known[value] = parse_amount(value, unit, dot)
            if loses_decimals(value, unit, dot):
                rounded_values.add(value)
        amount = known[value]
        if isinstance(amount, AmountError):
            errors.append((position, amount))
            continue
        ore[position] = amount
        if value in rounded_values:
            rounded.append(position)
    return AmountColumn(ore, filled, tuple(errors), tuple(rounded), bool((ore % int(unit) == 0).all()))


def amount_issue(wrong: AmountError, where: CellRef) -> Issue:
    """What is wrong with one amount cell, and what to do."""
    return _PROBLEMS[wrong.problem].at(where, wrong.found)


def column_issues(table: Table, column: int, amounts: AmountColumn, records: Sequence[int]) -> list[Issue]:
    """One issue per unreadable amount and one for all that were rounded; `records` are the column's rows."""
    issues = [
        amount_issue(wrong, table.ref_at(records[position], column)) for position, wrong in amounts.errors
    ]
    if amounts.rounded:
        first = records[amounts.rounded[0]]
        shown = cell_text(table.at(first, column))
        issues.append(AMOUNT_ROUNDED.at(table.ref_at(first, column), shown, count=len(amounts.rounded)))
    return issues


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the workbook's numbers are read: unit and the meaning of a dot, with what was wrong on the way."""

    unit: Unit
    dot: Dot | None
    issues: tuple[Issue, ...]


def units_said(details: Details, words: Iterable[str]) -> dict[Unit, str]:
    """Unit → where it stands: in Opplysninger, in a title line or a heading."""
    units = {} if details.unit is None else {details.unit: "Opplysninger"}
    for title in words:
        unit = unit_of_title(title)
        if unit is not None:
            units.setdefault(unit, title)
    return units


def unit_conflict(units: dict[Unit, str], where: CellRef) -> Issue:
    """Two places say different units."""
    places = ", ".join(f"«{place}»" for place in units.values())
    return UNIT_CONFLICT.at(where, places, places=places)


def decide_numbers(workbook: Workbook, table: Table, details: Details, columns: Sequence[int]) -> Numbers:
    """The unit, decided once from Opplysninger, title lines and the amount headings, and what a dot means.

    Two places that say different units are an error that asks; no word of it is whole kroner, with an info.
    """
    units = units_said(details, (*table.titles, *(table.headings[column] for column in columns)))
    where = workbook.ref(table.sheet.name)
    issues: list[Issue] = []
    if len(units) > 1:
        issues.append(unit_conflict(units, where))
    elif not units:
        issues.append(UNIT_ASSUMED.at(where))
    unit = next(iter(units), Unit.KRONER)
    # Cells shown in thousands by their format while the file holds the full amount.
    scaled = [cell for cell in table.sheet.facts.scaled if cell[0] > table.header_row and cell[1] in columns]
    if scaled:
        kind = AMOUNT_SHOWN_SCALED if unit is Unit.KRONER else AMOUNT_SCALE_CONFLICT
        first = workbook.ref(table.sheet.name, *min(scaled))
        issues.append(kind.at(first, str(len(scaled)), count=len(scaled)))
    dot = dot_meaning(cell for column in columns for cell in table.series_at(column))
    return Numbers(unit, dot, tuple(issues))


def numbers_of(reading: Reading, matches: Sequence[Match], key: str) -> dict[str, Numbers]:
    """Sheet → how the amounts of a column are read; the unit is of no interest where none is filled in."""
    numbers = {}
    for table in (match.table for match in matches):
        filled = any(table.text(row, key) for row in table.records)
        columns = (table.columns[key],) if filled else ()
        decided = decide_numbers(reading.workbook, table, reading.details, columns)
        reading.findings.take_over(decided.issues if filled else ())
        numbers[table.sheet.name] = decided
    return numbers


def amount_cell(record: Record, key: str, numbers: Numbers) -> int | None:
    """One cell's amount in øre, None when it is blank or (told of) no amount."""
    if not record.filled(key):
        return None
    read = parse_column([record.value(key)], numbers.unit, numbers.dot)
    if read.errors:
        wrong = read.errors[0][1]
        record.tell(_PROBLEMS[wrong.problem], key, wrong.found)
        return None
    return int(read.ore[0])
