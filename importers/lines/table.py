"""A table of lines to the ledger's frame: codes, amounts, sign, what was taken and what was explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from importers.cells.amounts import AmountColumn, Numbers, column_issues, decide_numbers, parse_column
from importers.cells.codes import BALANCE
from importers.lines.checks import balance_issues, code_issues, decide_sign, in_ledger_sign, totals
from importers.lines.codes import RowCodes, code_problems, read_codes
from importers.reading.workbook import Workbook, cell_text
from importers.staging import Codes, Details, choose_stood_from, staged
from importers.tables.columns import Table
from planhjul.issues import Issue, Level, error, info, warning
from planhjul.ledger.lines import conform, empty_lines
from planhjul.ledger.versions import VersionKind
from planhjul.staged import Content, ImportChoices, RowCount, Staged, Total
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


@dataclass(frozen=True, slots=True)
class LinesRead:
    """The lines of one table; `unclassified` is (lines, øre)."""

    lines: pd.DataFrame
    rows: RowCount
    totals: tuple[Total, ...]
    unclassified: tuple[int, int]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class _Explained:
    """Which rows are no lines, and why; one mask per reason."""

    sums: NDArray[np.bool_]
    notes: NDArray[np.bool_]
    blank: NDArray[np.bool_]
    zero: NDArray[np.bool_]
    balance: NDArray[np.bool_]


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
    """The table staged as lines; `issues` are those found before its numbers were read."""
    numbers = decide_numbers(workbook, table, details, [source.column for source in sources])
    read = read_line_table(workbook, table, sources, numbers, codes, own_layout=details.present)
    return staged(
        workbook,
        key,
        issues=[*issues, *numbers.issues, *read.issues],
        content=Content(lines=read.lines),
        rows=read.rows,
        kommune=details.kommune,
        stood_from=choose_stood_from(choices, details),
        totals=read.totals,
        unclassified=read.unclassified,
    )


def read_line_table(
    workbook: Workbook,
    table: Table,
    sources: Sequence[AmountSource],
    numbers: Numbers,
    codes: Codes,
    *,
    own_layout: bool,
) -> LinesRead:
    """The table's lines in ledger sign, with every mistake by its cell.

    Args:
        workbook: the file.
        table: the header and its rows.
        sources: the amount columns; every row gives one line per column with an amount.
        numbers: unit and the meaning of a dot.
        codes: the year-specific code lists.
        own_layout: True when the workbook is made from our template, which says its sign.
    """
    count = len(table.records)
    if not sources:
        return LinesRead(empty_lines(), RowCount(count, 0, 0, count), (), (0, 0), ())
    row_codes = read_codes(table)
    amounts = [parse_column(table.series_at(source.column), numbers.unit, numbers.dot) for source in sources]
    explained = _explain(table, row_codes, amounts)
    out = explained.sums | explained.notes | explained.blank | explained.zero | explained.balance
    issues = [
        issue
        for source, column in zip(sources, amounts, strict=True)
        for issue in column_issues(table, source.column, _without(column, out), table.records)
    ]
    issues += code_problems(
        table,
        row_codes,
        np.flatnonzero(~out),
        year_needed=table.has("year") and any(source.year == 0 for source in sources),
    )
    issues.sort(key=lambda issue: (issue.where.row, issue.where.column))
    issues += _explanations(workbook, table, explained)
    taken = RowCount(count, int((~out).sum()), int(explained.zero.sum()), int(out.sum()))
    if any(issue.level is Level.ERROR for issue in issues) or not taken.taken:
        if count and not taken.taken:
            issues.append(NO_AMOUNTS.at(workbook.ref(table.sheet.name)))
        return LinesRead(empty_lines(), taken, (), (0, 0), tuple(issues))
    frame = pd.concat(
        [
            _frame(table, row_codes, source, column, ~out)
            for source, column in zip(sources, amounts, strict=True)
        ],
        ignore_index=True,
    )
    where = workbook.ref(table.sheet.name)
    decision = decide_sign(frame, where, declared=own_layout)
    issues += decision.issues
    if decision.sign is None:
        return LinesRead(empty_lines(), taken, (), (0, 0), tuple(issues))
    lines = conform(in_ledger_sign(frame, decision.sign))
    rounding = int(numbers.unit) // 2 if all(column.whole for column in amounts) else 0
    issues += balance_issues(lines, where, rounding)
    code_warnings, unclassified, unclassified_ore = code_issues(lines, codes, workbook.file)
    issues += code_warnings
    issues += _private(workbook, table, sources)
    return LinesRead(lines, taken, totals(lines), (unclassified, unclassified_ore), tuple(issues))


def _without(column: AmountColumn, out: NDArray[np.bool_]) -> AmountColumn:
    """The column's remarks for the rows that are lines."""
    return AmountColumn(
        column.ore,
        column.filled,
        tuple((position, error) for position, error in column.errors if not out[position]),
        tuple(position for position in column.rounded if not out[position]),
        column.whole,
    )


def _explain(table: Table, codes: RowCodes, amounts: Sequence[AmountColumn]) -> _Explained:
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
    blank = left & ~filled
    zero = left & filled & ~valued
    balance = (
        left
        & valued
        & np.array([kontoklasse == BALANCE for kontoklasse in codes.kontoklasse], dtype=np.bool_)
    )
    return _Explained(sums, notes, blank, zero, balance)


def _frame(
    table: Table, codes: RowCodes, source: AmountSource, amounts: AmountColumn, taken: NDArray[np.bool_]
) -> pd.DataFrame:
    positions: list[int] = np.flatnonzero(taken & (amounts.ore != 0)).tolist()

    def pick(values: Sequence[str]) -> list[str]:
        return [values[position] for position in positions]

    # Free text in accounts may hold personal data about citizens: it is never kept.
    private = source.kind is VersionKind.REGNSKAP
    numbers = table.sheet.numbers
    return pd.DataFrame(
        {
            "kind": source.kind.value,
            "year": codes.year[positions] if source.year == 0 else source.year,
            "month": codes.month[positions],
            "kontoklasse": pick(codes.kontoklasse),
            "art": pick(codes.art),
            "funksjon": pick(codes.funksjon),
            "ansvar": pick(codes.ansvar),
            "prosjekt": pick(codes.prosjekt),
            "tekst": "" if private else pick(codes.tekst),
            "change_group": pick(codes.change_group),
            "change_title": pick(codes.change_title),
            "side": pick(codes.side),
            "amount_ore": amounts.ore[positions],
            "sheet": table.sheet.name,
            "row": [numbers[table.records[position]] for position in positions],
            "column": source.column,
        }
    )


def _explanations(workbook: Workbook, table: Table, explained: _Explained) -> list[Issue]:
    """One info about the rows that are no lines, one warning about rows of the balance sheet."""
    issues = []
    counts = {name: int(getattr(explained, name).sum()) for name in ("sums", "notes", "blank", "zero")}
    if total := sum(counts.values()):
        issues.append(ROWS_EXPLAINED.at(workbook.ref(table.sheet.name), str(total), **counts))
    if explained.balance.any():
        first = table.records[int(np.flatnonzero(explained.balance)[0])]
        where = table.ref_at(first, table.columns.get("kontoklasse", table.columns.get("art", 0)))
        count = int(explained.balance.sum())
        issues.append(ROWS_BALANCE.at(where, table.text(first, "art"), count=count))
    return issues


def _private(workbook: Workbook, table: Table, sources: Sequence[AmountSource]) -> list[Issue]:
    accounts = any(source.kind is VersionKind.REGNSKAP for source in sources)
    if not accounts or not any(cell_text(cell) for cell in table.series("tekst")):
        return []
    return [TEXT_NOT_STORED.at(workbook.ref(table.sheet.name, 0, table.columns["tekst"]))]
