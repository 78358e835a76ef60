"""A column of amounts to øre, with one issue per cell that is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from importers.reading.workbook import Value, Workbook, cell_text, is_blank
from importers.staging import Details
from importers.tables.columns import Table
from importers.tables.records import Record
from planhjul.issues import CellRef, Issue, Level
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
from planhjul.texts import Text, text


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


def amount_issue(error: AmountError, where: CellRef) -> Issue:
    """What is wrong with one amount cell, and what to do."""
    code, message, advice = _words(error)
    return Issue(code, Level.ERROR, where, error.found, message, advice)


def _words(error: AmountError) -> tuple[str, Text, Text]:
    match error.problem:
        case AmountProblem.NOT_A_NUMBER:
            return (
                "AMOUNT_UNREADABLE",
                text("«{found}» er ikke et beløp.", found=error.found),
                text("Skriv beløpet med sifre, for eksempel -2 319 000 eller 810 000,00."),
            )
        case AmountProblem.PERCENT:
            return (
                "AMOUNT_PERCENT",
                text("«{found}» er en prosent, ikke et beløp.", found=error.found),
                text("Skriv beløpet i stedet for prosenten."),
            )
        case AmountProblem.AMBIGUOUS:
            return (
                "AMOUNT_AMBIGUOUS",
                text("«{found}» kan leses på flere måter.", found=error.found),
                text("Skriv ett minustegn, mellomrom som tusenskille og komma foran desimaler."),
            )
        case AmountProblem.TOO_LARGE:
            return (
                "AMOUNT_TOO_LARGE",
                text("«{found}» er mer enn 100 milliarder kroner på én linje.", found=error.found),
                text("Se etter om enheten er riktig, eller om to tall er slått sammen."),
            )
        case _:
            assert_never(error.problem)


def column_issues(table: Table, column: int, amounts: AmountColumn, records: Sequence[int]) -> list[Issue]:
    """One issue per unreadable amount and one for all that were rounded; `records` are the column's rows."""
    issues = [
        amount_issue(error, table.ref_at(records[position], column)) for position, error in amounts.errors
    ]
    if amounts.rounded:
        first = records[amounts.rounded[0]]
        issues.append(
            Issue(
                "AMOUNT_ROUNDED",
                Level.WARNING,
                table.ref_at(first, column),
                cell_text(table.at(first, column)),
                text(
                    "{count} beløp har flere desimaler enn øre og er rundet av.", count=len(amounts.rounded)
                ),
                text("Se etter om tallene er regnet ut av en formel som burde vært avrundet."),
            )
        )
    return issues


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the workbook's numbers are read: unit and the meaning of a dot, with what was wrong on the way."""

    unit: Unit
    dot: Dot | None
    issues: tuple[Issue, ...]


def decide_numbers(workbook: Workbook, table: Table, details: Details, columns: Sequence[int]) -> Numbers:
    """The unit, decided once from Opplysninger, title lines and the amount headings, and what a dot means.

    Two places that say different units are an error that asks; no word of it is whole kroner, with an info.
    """
    said: dict[Unit, str] = {}
    if details.unit is not None:
        said[details.unit] = "Opplysninger"
    for title in (*table.titles, *(table.headings[column] for column in columns)):
        unit = unit_of_title(title)
        if unit is not None:
            said.setdefault(unit, title)
    where = workbook.ref(table.sheet.name)
    issues: list[Issue] = []
    if len(said) > 1:
        places = ", ".join(f"«{place}»" for place in said.values())
        issues.append(
            Issue(
                "UNIT_CONFLICT",
                Level.ERROR,
                where,
                places,
                text("Filen oppgir to ulike enheter: {places}.", places=places),
                text("La bare én enhet stå: kroner eller 1000 kroner."),
            )
        )
    elif not said:
        issues.append(
            Issue(
                "UNIT_ASSUMED",
                Level.INFO,
                where,
                "",
                text("Filen sier ikke hvilken enhet beløpene er i. De er lest som hele kroner."),
                text("Skriv enheten i tittellinjen hvis beløpene er i 1000 kroner."),
            )
        )
    unit = next(iter(said), Unit.KRONER)
    issues += _scaled_issues(workbook, table, columns, unit)
    return Numbers(
        unit, dot_meaning(cell for column in columns for cell in table.series_at(column)), tuple(issues)
    )


def amount_cell(record: Record, key: str, numbers: Numbers) -> int | None:
    """One cell's amount in øre, None when it is blank or (told of) no amount."""
    if record.blank(key):
        return None
    read = parse_column([record.value(key)], numbers.unit, numbers.dot)
    if read.errors:
        wrong = amount_issue(read.errors[0][1], record.where(key))
        record.error(key, wrong.code, wrong.message, wrong.advice, wrong.found)
        return None
    return int(read.ore[0])


def _scaled_issues(workbook: Workbook, table: Table, columns: Sequence[int], unit: Unit) -> list[Issue]:
    """Cells shown in thousands by their format while the file holds the full amount."""
    cells = sorted(
        cell for cell in table.sheet.facts.scaled if cell[0] > table.header_row and cell[1] in columns
    )
    if not cells:
        return []
    where = workbook.ref(table.sheet.name, *cells[0])
    if unit is Unit.KRONER:
        return [
            Issue(
                "AMOUNT_SHOWN_SCALED",
                Level.WARNING,
                where,
                str(len(cells)),
                text(
                    "{count} beløp vises i tusen, men er lagret i kroner. De er lest som kroner.",
                    count=len(cells),
                ),
                text("Se etter at summene under stemmer."),
            )
        ]
    return [
        Issue(
            "AMOUNT_SCALE_CONFLICT",
            Level.ERROR,
            where,
            str(len(cells)),
            text(
                "{count} beløp vises i tusen av et tallformat, og filen sier at enheten er 1000 kroner. "
                "Da er det uklart hva tallene er verdt.",
                count=len(cells),
            ),
            text("Fjern tallformatet fra cellene, eller sett enheten til kroner."),
        )
    ]
