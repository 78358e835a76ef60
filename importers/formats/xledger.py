"""Xledger Flex: account reports with headings in two rows and cumulative months (file-formats § 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from importers.cells.amounts import amount_issue, parse_column
from importers.cells.codes import digits, funksjon_of, side_of_art
from importers.cells.dates import month_number
from importers.cells.versions import VERSION_MISSING, decide_version
from importers.lines.checks import balance_issues, code_issues, totals
from importers.lines.table import ROWS_BALANCE
from importers.reading.workbook import Sheet, Workbook, cell_text
from importers.staging import Claim, Codes, Format, read_details, staged
from importers.tables.columns import heading_key
from planhjul.issues import CellRef, Issue, Level, error, warning
from planhjul.ledger.amounts import Unit
from planhjul.ledger.lines import DRIFT, INVESTERING, conform
from planhjul.staged import Content, ImportChoices, RowCount, Staged
from planhjul.texts import text

KEY: Final = "xledger"
_HEADER_ROWS: Final = 2
_BALANCE_DIGITS: Final = frozenset({6, 7, 8})
_META: Final = "Meta"
_MONTH: Final = re.compile(r"(\.\.)?\s*([a-zæøå]+)\.?\s*/\s*((?:19|20)\d\d)", re.IGNORECASE)
# What is read of each group of headings. Free dimensions and descriptions may name people: never read.
_GROUPS: Final[Mapping[str, tuple[str, str]]] = {
    "ansvar": ("ansvar", "kode"),
    "prosjekt": ("prosjekt", "kode"),
    "funksjonk": ("funksjon", "kode"),
    "funksjon": ("funksjon", "kode"),
    "systemkonto": ("konto", "value"),
}
_NEEDED: Final = frozenset({"funksjon", "konto"})

ROWS_MISSING: Final = error(
    "ROWS_MISSING",
    text("Rapporten ga {said} rader, men arket {sheet} har {found}."),
    text("Ta ut rapporten på nytt, og slett ingen rader før du importerer den."),
)
ACCOUNT_UNKNOWN: Final = error(
    "ACCOUNT_UNKNOWN",
    text("«{found}» er ikke en systemkonto."),
    text("Kontoen skal være kontoklasse og art, for eksempel 1010 for fastlønn i drift."),
)
_BALANCE_LEFT_OUT: Final = ROWS_BALANCE.but(
    level=Level.INFO,
    message=text("{count} rader er balansekontoer og er ikke tatt med."),
    advice=text("Importer KOSTRA-filuttrekk 0B hvis balansen skal være med."),
)
ROWS_WITHOUT_ACCOUNT: Final = warning(
    "ROWS_WITHOUT_ACCOUNT",
    text("{count} rader har ingen konto. De er lest som summer og er ikke tatt med."),
    text("Fyll ut kontoen hvis en rad er mer enn en sum."),
)


@dataclass(frozen=True, slots=True)
class _Month:
    """One amount column: its month and year, and whether its amounts are from the year's beginning."""

    column: int
    month: int
    year: int
    cumulative: bool


@dataclass(frozen=True, slots=True)
class _Report:
    """The sheet with its columns: dimension → column number, the months in order, the rows below."""

    sheet: Sheet
    columns: Mapping[str, int]
    months: tuple[_Month, ...]
    rows: tuple[int, ...]

    def texts(self, name: str) -> list[str]:
        """The column's cells as text for all rows; "" where there is no such column."""
        column = self.columns.get(name, 0)
        return [cell_text(self.sheet.cell(row, column)) for row in self.rows]


def identify(workbook: Workbook) -> Claim | None:
    """A claim on files whose first two rows are Xledger's: groups with function and account, and months."""
    report = _report(workbook)
    if report is None:
        return None
    return Claim(True, len(report.columns) + len(report.months), partial(_stage, workbook, report))


FORMAT: Final = Format(KEY, text("Rapport fra Xledger Flex"), identify)


def _stage(workbook: Workbook, report: _Report, choices: ImportChoices, codes: Codes) -> Staged:
    """The report's amounts by month, or what must be mended first."""
    sheet, details = report.sheet, read_details(workbook)
    version = decide_version(choices, details, (sheet.name,), workbook.file)
    issues = [*details.issues, *_row_count(workbook, report)]
    if version.kind is None:
        issues.append(VERSION_MISSING.at(workbook.ref(sheet.name, sheet.numbers[0])))
    shown = report.texts("konto")
    funksjoner = [funksjon_of(code) or "" for code in report.texts("funksjon")]
    accounts = [_account(konto) for konto in shown]
    kept = np.array([account is not None for account in accounts], dtype=np.bool_)
    amounts, amount_issues = _amounts(workbook, report, kept)
    issues += [*amount_issues, *_left_out(workbook, report, shown, accounts)]
    lines = _frame(report, accounts, funksjoner, amounts, version.kind.value if version.kind else "")
    taken = int((kept & (amounts != 0).any(axis=1)).sum())
    issues += balance_issues(lines, workbook.ref(sheet.name), 0)
    warnings, unclassified = code_issues(lines, codes, workbook.file)
    zero = int(kept.sum()) - taken
    return staged(
        workbook,
        KEY,
        issues=[*issues, *warnings],
        content=Content(lines=lines),
        rows=RowCount(len(report.rows), taken, zero, len(report.rows) - taken),
        choices=choices,
        details=details,
        totals=totals(lines),
        unclassified=unclassified,
    )


def _report(workbook: Workbook) -> _Report | None:
    for sheet in workbook.sheets:
        if sheet.hidden or len(sheet.filled) < _HEADER_ROWS:
            continue
        top, below = sheet.filled[:_HEADER_ROWS]
        columns = _dimensions(sheet, top, below)
        months = _months(sheet, top)
        if columns.keys() >= _NEEDED and months:
            return _Report(sheet, columns, months, sheet.filled[_HEADER_ROWS:])
    return None


def _dimensions(sheet: Sheet, top: int, below: int) -> dict[str, int]:
    """Dimension → column: the field wanted, in the columns from the group's title to the next title."""
    columns: dict[str, int] = {}
    group = ""
    for column, field in enumerate(sheet.rows[below], 1):
        group = heading_key(sheet.cell(top, column)) or group
        name, wanted = _GROUPS.get(group, ("", ""))
        if name and heading_key(field) == wanted:
            columns.setdefault(name, column)
    return columns


def _months(sheet: Sheet, top: int) -> tuple[_Month, ...]:
    months = []
    for column, cell in enumerate(sheet.rows[top], 1):
        heading = _MONTH.fullmatch(cell_text(cell))
        month = month_number(heading[2]) if heading else None
        if heading and month:
            months.append(_Month(column, month, int(heading[3]), bool(heading[1])))
    return tuple(sorted(months, key=lambda month: (month.year, month.month)))


def _account(shown: str) -> tuple[str, str] | None:
    """(kontoklasse, art) of «1010 - Fastlønn»; None for the balance (6–8 digits) and what is no account."""
    code = digits(shown)
    if len(code) == 4 and code[0] in {DRIFT, INVESTERING}:
        return code[0], code[1:]
    # «999 - Mellomregning» has no class in front: it stands in drift, unclassified, and nothing is dropped.
    return (DRIFT, code) if len(code) == 3 else None


def _amounts(
    workbook: Workbook, report: _Report, kept: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], list[Issue]]:
    """Rows × months in øre: what came in each month, where the report says how much had come by then."""
    sheet, issues = report.sheet, []
    result = np.zeros((len(report.rows), len(report.months)), dtype=np.int64)
    before = np.zeros(len(report.rows), dtype=np.int64)
    year = 0
    for number, month in enumerate(report.months):
        read = parse_column([sheet.cell(row, month.column) for row in report.rows], Unit.KRONER, None)
        issues += [
            amount_issue(wrong, workbook.ref(sheet.name, sheet.numbers[report.rows[position]], month.column))
            for position, wrong in read.errors
        ]
        if month.year != year:
            before, year = np.zeros(len(report.rows), dtype=np.int64), month.year
        result[:, number] = read.ore - before if month.cumulative else read.ore
        before = read.ore if month.cumulative else before
    result[~kept] = 0
    return result, issues


def _frame(
    report: _Report,
    accounts: Sequence[tuple[str, str] | None],
    funksjoner: Sequence[str],
    amounts: NDArray[np.int64],
    kind: str,
) -> pd.DataFrame:
    """One line per row and month with an amount; texts are not taken, they may hold personal data."""
    rows, months = np.nonzero(amounts)
    used = [accounts[row] or ("", "") for row in rows.tolist()]
    ansvar = [digits(code) or code for code in report.texts("ansvar")]
    prosjekt = [digits(code) or code for code in report.texts("prosjekt")]
    when = [report.months[month] for month in months.tolist()]
    fixed = dict.fromkeys(("tekst", "change_group", "change_title"), "")
    frame = pd.DataFrame(
        {
            "year": [month.year for month in when],
            "month": [month.month for month in when],
            "kontoklasse": [kontoklasse for kontoklasse, _ in used],
            "art": [art for _, art in used],
            "funksjon": [funksjoner[row] for row in rows.tolist()],
            "ansvar": [ansvar[row] for row in rows.tolist()],
            "prosjekt": [prosjekt[row] for row in rows.tolist()],
            "side": [side_of_art(art) for _, art in used],
            "amount_ore": amounts[rows, months],
            "row": [report.sheet.numbers[report.rows[row]] for row in rows.tolist()],
            "column": [month.column for month in when],
        }
    )
    return conform(frame.assign(kind=kind, sheet=report.sheet.name, **fixed))


def _row_count(workbook: Workbook, report: _Report) -> list[Issue]:
    """The sheet Meta says how many rows the report gave: fewer in the file is a file cut short."""
    meta = workbook.sheet(_META)
    rows = meta.rows if meta is not None else ()
    counts = (cell_text(row[1]) for row in rows if len(row) > 1 and heading_key(row[0]) == "rowsreturned")
    given, here = next(counts, ""), len(report.rows)
    if not given.isdigit() or int(given) == here:
        return []
    name = report.sheet.name
    return [ROWS_MISSING.at(workbook.ref(name), str(here), said=int(given), sheet=name, found=here)]


def _left_out(
    workbook: Workbook,
    report: _Report,
    shown: Sequence[str],
    accounts: Sequence[tuple[str, str] | None],
) -> Iterator[Issue]:
    """Accounts of the balance are no drift or investering; a row without an account is a sum."""

    def where(row: int) -> CellRef:
        return workbook.ref(report.sheet.name, report.sheet.numbers[row], report.columns["konto"])

    balance, blank = [], []
    for row, konto, account in zip(report.rows, shown, accounts, strict=True):
        if not konto:
            blank.append(row)
        elif account is None and len(digits(konto)) in _BALANCE_DIGITS:
            balance.append(row)
        elif account is None:
            yield ACCOUNT_UNKNOWN.at(where(row), konto)
    for kind, rows in ((_BALANCE_LEFT_OUT, balance), (ROWS_WITHOUT_ACCOUNT, blank)):
        if rows:
            yield kind.at(where(rows[0]), str(len(rows)), count=len(rows))
