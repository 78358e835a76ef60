"""A table of lines to the ledger's frame: codes, amounts, sign, what was taken and what was explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from importers.cells.amounts import AmountColumn, column_issues, decide_numbers, parse_column
from importers.cells.codes import BALANCE
from importers.lines.checks import balance_issues, code_issues, decide_sign, in_ledger_sign, totals
from importers.lines.codes import RowCodes, code_problems, read_codes
from importers.reading.workbook import Workbook, cell_text
from importers.staging import Codes, Details, staged
from importers.tables.columns import Table, table_issues
from planhjul.issues import Issue, Level, error, info, warning
from planhjul.ledger.lines import conform, empty_lines
from planhjul.ledger.versions import VersionKind
from planhjul.staged import Content, ImportChoices, RowCount, Staged
from planhjul.texts import text

SUM_CODES: Final = ("art", "funksjon")

ROWS_EXPLAINED: Final = info(
    "ROWS_EXPLAINED",
    text(
        "Ikke tatt med som linjer: {sums} sumrader, {notes} rader med bare tekst, "
        "{blank} rader uten beløp og {zero} rader med beløpet 0."
    ),
    text("Du trenger ikke gjøre noe."),
)
ROWS_BALANCE: Final = warning(
    "ROWS_BALANCE",
    text("{count} rader hører til balansen og er ikke tatt med."),
    text("Du trenger ikke gjøre noe når filen også har drift og investering."),
)
TEXT_NOT_STORED: Final = info(
    "TEXT_NOT_STORED",
    text("Teksten på regnskapslinjene er ikke lagret, fordi den kan inneholde personopplysninger."),
    text("Du trenger ikke gjøre noe."),
)
NO_AMOUNTS: Final = error(
    "NO_AMOUNTS",
    text("Ingen rader har både koder og et beløp."),
    text("Se etter at beløpene står i riktig kolonne, og at arbeidsboken er regnet ut og lagret."),
)


@dataclass(frozen=True, slots=True)
class AmountSource:
    """One column of amounts and the version it is; year 0 when each row says its own."""

    column: int
    kind: VersionKind
    year: int


_Masks = Mapping[str, NDArray[np.bool_]]
"""Why rows are no lines → which rows; no row has two reasons."""


def stage_lines(
    workbook: Workbook,
    key: str,
    table: Table,
    sources: Sequence[AmountSource],
    issues: Sequence[Issue],
    *,
    choices: ImportChoices,
    details: Details,
    codes: Codes,
) -> Staged:
    """The table staged as lines in ledger sign, with every mistake by its cell.

    Args:
        workbook: the file.
        key: the format's.
        table: the header and its rows.
        sources: the amount columns; every row gives one line per column with an amount.
        issues: those that its format has of its own.
        choices: what the user has decided.
        details: what Opplysninger says; a workbook that has it is made from our template and says its sign.
        codes: the year-specific code lists.
    """
    numbers = decide_numbers(workbook, table, details, [source.column for source in sources])
    amounts = [parse_column(table.series_at(source.column), numbers.unit, numbers.dot) for source in sources]
    found = [*details.issues, *table_issues(table), *issues, *numbers.issues]
    count = len(table.records)
    rows, lines, unclassified = RowCount(count, 0, 0, count), empty_lines(), (0, 0)
    if sources:
        rows, frame = _read(workbook, table, sources, amounts, found)
        where = workbook.ref(table.sheet.name)
        sign = None
        if frame is not None:
            sign, sign_issues = decide_sign(frame, where, declared=details.present)
            found += sign_issues
        if frame is not None and sign is not None:
            lines = conform(in_ledger_sign(frame, sign))
            rounding = int(numbers.unit) // 2 if all(column.whole for column in amounts) else 0
            found += balance_issues(lines, where, rounding)
            code_warnings, unclassified = code_issues(lines, codes, workbook.file)
            found += [*code_warnings, *_private(workbook, table, sources)]
    return staged(
        workbook,
        key,
        issues=found,
        content=Content(lines=lines),
        rows=rows,
        choices=choices,
        details=details,
        totals=totals(lines),
        unclassified=unclassified,
    )


def _read(
    workbook: Workbook,
    table: Table,
    sources: Sequence[AmountSource],
    amounts: Sequence[AmountColumn],
    found: list[Issue],
) -> tuple[RowCount, pd.DataFrame | None]:
    """How the rows are explained, and the lines as they stand, None when they must be mended first.

    What is wrong with the rows is added to `found`.
    """
    codes = read_codes(table)
    explained = _explain(table, codes, amounts)
    out = np.logical_or.reduce(list(explained.values()))
    issues = [
        issue
        for source, column in zip(sources, amounts, strict=True)
        for issue in column_issues(table, source.column, _without(column, out), table.records)
    ]
    year_needed = table.has("year") and any(source.year == 0 for source in sources)
    issues += code_problems(table, codes, np.flatnonzero(~out), year_needed=year_needed)
    issues.sort(key=lambda issue: (issue.where.row, issue.where.column))
    issues += _explanations(workbook, table, explained)
    count = len(table.records)
    rows = RowCount(count, int((~out).sum()), int(explained["zero"].sum()), int(out.sum()))
    if count and not rows.taken:
        issues.append(NO_AMOUNTS.at(workbook.ref(table.sheet.name)))
    found += issues
    if any(issue.level is Level.ERROR for issue in issues) or not rows.taken:
        return rows, None
    read = zip(sources, amounts, strict=True)
    frames = [_frame(table, codes, source, column, ~out) for source, column in read]
    return rows, pd.concat(frames, ignore_index=True)


def _without(column: AmountColumn, out: NDArray[np.bool_]) -> AmountColumn:
    """The column's remarks for the rows that are lines."""
    return replace(
        column,
        errors=tuple((position, error) for position, error in column.errors if not out[position]),
        rounded=tuple(position for position in column.rounded if not out[position]),
    )


def _explain(table: Table, codes: RowCodes, amounts: Sequence[AmountColumn]) -> _Masks:
    count = len(table.records)
    filled = np.logical_or.reduce([column.filled for column in amounts])
    valued = np.logical_or.reduce([column.ore != 0 for column in amounts])
    for column in amounts:
        valued[[position for position, _ in column.errors]] = True
    sums, notes = np.zeros(count, dtype=np.bool_), np.zeros(count, dtype=np.bool_)
    for position in np.flatnonzero(~codes.coded):
        record = table.records[position]
        sums[position] = table.is_sum(record, SUM_CODES)
        notes[position] = not sums[position] and (not filled[position] or table.is_repeated_header(record))
    left = ~(sums | notes)
    balance = np.array([kontoklasse == BALANCE for kontoklasse in codes.kontoklasse], dtype=np.bool_)
    return {
        "sums": sums,
        "notes": notes,
        "blank": left & ~filled,
        "zero": left & filled & ~valued,
        "balance": left & valued & balance,
    }


def _frame(
    table: Table, codes: RowCodes, source: AmountSource, amounts: AmountColumn, taken: NDArray[np.bool_]
) -> pd.DataFrame:
    positions: list[int] = np.flatnonzero(taken & (amounts.ore != 0)).tolist()

    def pick(values: Sequence[str]) -> list[str]:
        return [values[position] for position in positions]

    numbers = table.sheet.numbers
    frame = pd.DataFrame(
        {
            "kind": source.kind.value,
            "year": codes.year[positions] if source.year == 0 else source.year,
            "month": codes.month[positions],
            "kontoklasse": pick(codes.kontoklasse),
            "art": pick(codes.art),
            "funksjon": pick(codes.funksjon),
            **{key: pick(cells) for key, cells in codes.plain.items()},
            "side": pick(codes.side),
            "amount_ore": amounts.ore[positions],
            "sheet": table.sheet.name,
            "row": [numbers[table.records[position]] for position in positions],
            "column": source.column,
        }
    )
    # Free text in accounts may hold personal data about citizens: it is never kept.
    return frame.assign(tekst="") if source.kind is VersionKind.REGNSKAP else frame


def _explanations(workbook: Workbook, table: Table, explained: _Masks) -> list[Issue]:
    """One info about the rows that are no lines, one warning about rows of the balance sheet."""
    issues = []
    counts = {name: int(rows.sum()) for name, rows in explained.items()}
    balance = counts.pop("balance")
    if total := sum(counts.values()):
        issues.append(ROWS_EXPLAINED.at(workbook.ref(table.sheet.name), str(total), **counts))
    if balance:
        first = table.records[int(np.flatnonzero(explained["balance"])[0])]
        where = table.ref_at(first, table.columns.get("kontoklasse", table.columns.get("art", 0)))
        issues.append(ROWS_BALANCE.at(where, table.text(first, "art"), count=balance))
    return issues


def _private(workbook: Workbook, table: Table, sources: Sequence[AmountSource]) -> list[Issue]:
    accounts = any(source.kind is VersionKind.REGNSKAP for source in sources)
    if not accounts or not any(cell_text(cell) for cell in table.series("tekst")):
        return []
    return [TEXT_NOT_STORED.at(workbook.ref(table.sheet.name, 0, table.columns["tekst"]))]
