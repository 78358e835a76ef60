"""KOSTRA file extract (filuttrekk): 48 characters per record (file-formats § 1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import pandas as pd

from importers.cells.codes import BALANCE, side_of_art
from importers.formats.kostra.balance import balance_issues, balance_side
from importers.formats.kostra.checks import control_issues
from importers.lines.checks import code_issues, totals
from importers.reading.workbook import Workbook
from importers.staging import Claim, Codes, Format, staged
from planhjul.issues import Issue, error, info
from planhjul.ledger.lines import conform
from planhjul.ledger.versions import VersionKind
from planhjul.staged import Content, ImportChoices, RowCount, Staged
from planhjul.texts import Text, text

KEY: Final = "kostra"
LENGTH: Final = 48
_FIELDS: Final = 9
_ORE: Final = 100_000
_RESULTS: Final = frozenset({"0A", "0C"})
_BALANCES: Final = frozenset({"0B", "0D"})
_KAPITTEL: Final = re.compile(r"[1-9]\d{1,3}")
_HEAD: Final = re.compile(r"0[A-Z]\d{4}[ 1-4]")
_AMOUNT: Final = re.compile(r" *-?\d+")

_FORMS: Final = {
    "0A": text("bevilgningsregnskap for kommune"),
    "0B": text("balanseregnskap for kommune"),
    "0C": text("bevilgningsregnskap for fylkeskommune"),
    "0D": text("balanseregnskap for fylkeskommune"),
    "0F": text("regnskap for kirkelig fellesråd"),
    "0G": text("balanse for kirkelig fellesråd"),
    "0I": text("regnskap for kommunalt særbedrift"),
    "0J": text("balanse for kommunal særbedrift"),
    "0K": text("regnskap for fylkeskommunal særbedrift"),
    "0L": text("balanse for fylkeskommunal særbedrift"),
    "0M": text("regnskap for lånefond"),
    "0N": text("balanse for lånefond"),
    "0P": text("konsolidert regnskap"),
    "0Q": text("konsolidert balanse"),
    "0X": text("resultatregnskap for helseforetak"),
    "0Y": text("balanse for helseforetak"),
}

RECORD_LENGTH: Final = error(
    "RECORD_LENGTH",
    text("Posten har {length} tegn, men skal ha 48."),
    text("Lag filuttrekket på nytt. Ikke rediger det for hånd."),
)
RECORD_FIELD: Final = error(
    "RECORD_FIELD",
    text("Feltet fra tegn {position} har «{found}». Her skal det stå {wanted}."),
    text("Lag filuttrekket på nytt. Ikke rediger det for hånd."),
)
RECORD_OTHER: Final = error(
    "RECORD_OTHER",
    text("Filen skifter år, kvartal eller region her."),
    text("Importer ett filuttrekk om gangen."),
)
FORM_NOT_FOR_BUDGET: Final = error(
    "FORM_NOT_FOR_BUDGET",
    text("Dette er KOSTRA-skjema {form}: {named}. Det viser ikke kommunens eget regnskap."),
    text("Importer kommunens eget regnskap: skjema 0A og 0B, for fylkeskommuner 0C og 0D."),
)
VERSION_NOT_ACCOUNTS: Final = error(
    "VERSION_NOT_ACCOUNTS",
    text("Et KOSTRA-filuttrekk er regnskap og kan ikke importeres som noe annet."),
    text("Velg versjonen regnskap, eller la valget stå tomt."),
)
ROWS_ZERO: Final = info(
    "ROWS_ZERO",
    text("{count} poster har beløpet 0 og er ikke tatt med."),
    text("Du trenger ikke gjøre noe."),
)


@dataclass(frozen=True, slots=True)
class Record:
    """One record; the amount in thousand kroner as the file has it, `row` is its line from 1."""

    row: int
    year: int
    quarter: str
    region: str
    kontoklasse: str
    funksjon: str
    art: str
    amount: int


def identify(workbook: Workbook) -> Claim | None:
    """A text file whose first filled line begins like a record: form, year, quarter."""
    first = next((line for line in workbook.lines if line.strip()), "")
    if _HEAD.match(first) is None or ";" in first or "\t" in first:
        return None
    return Claim(True, _FIELDS, partial(_stage, workbook))


FORMAT: Final = Format(KEY, text("KOSTRA-filuttrekk"), identify)


def _stage(workbook: Workbook, choices: ImportChoices, codes: Codes) -> Staged:
    """The extract as accounts: 0A and 0C drift and investering, 0B and 0D the balance; others are refused."""
    filled = [(number, line) for number, line in enumerate(workbook.lines, 1) if line.strip()]
    form = filled[0][1][:2]
    rows = RowCount(len(filled), 0, 0, len(filled))
    if form not in _RESULTS | _BALANCES:
        named = _FORMS.get(form, text("et skjema vi ikke kjenner"))
        refused = FORM_NOT_FOR_BUDGET.at(workbook.ref("", 1, 1), form, form=form, named=named)
        return staged(workbook, KEY, issues=[refused], content=Content(), rows=rows)
    records: list[Record] = []
    issues: list[Issue] = []
    for number, line in filled:
        read = _record(workbook, number, line, form)
        if isinstance(read, Issue):
            issues.append(read)
        else:
            records.append(read)
    issues += _one_file(workbook, records)
    if choices.version not in {"", VersionKind.REGNSKAP.value}:
        issues.append(VERSION_NOT_ACCOUNTS.at(workbook.ref(), choices.version))
    if issues:
        # Controls of half a file would only hide what is wrong with the records.
        return staged(workbook, KEY, issues=issues, content=Content(), rows=rows)
    balance = form in _BALANCES
    frame = _frame(records, balance=balance)
    kept = frame[frame["amount_ore"] != 0]
    lines = conform(kept)
    zero = len(frame) - len(kept)
    quarter = records[0].quarter
    if balance:
        # A chapter and a sector are no function and art: nothing of a balance is to be classed.
        issues += balance_issues(lines, workbook.file, quarter=quarter)
        unclassified = 0, 0
    else:
        issues += control_issues(lines, workbook.file, quarter=quarter)
        code_warnings, unclassified = code_issues(lines, codes, workbook.file)
        issues += code_warnings
    if zero:
        issues.append(ROWS_ZERO.at(workbook.ref(), str(zero), count=zero))
    return staged(
        workbook,
        KEY,
        issues=issues,
        content=Content(lines=lines),
        rows=RowCount(len(filled), len(kept), zero, zero),
        choices=choices,
        kommune=records[0].region[:4],
        totals=totals(lines),
        unclassified=unclassified,
    )


def _record(workbook: Workbook, number: int, line: str, form: str) -> Record | Issue:
    if len(line) != LENGTH:
        return RECORD_LENGTH.at(workbook.ref("", number), line, length=len(line))
    year, quarter, region = line[2:6], line[6], line[7:13]
    kontoklasse, funksjon, art, amount = line[31], line[32:36].strip(), line[36:39].strip(), line[39:48]
    checks: tuple[tuple[bool, int, str, Text], ...] = (
        (line[:2] == form, 1, line[:2], text("skjema {form} som i første linje", form=form)),
        (year.isdigit(), 3, year, text("årgang med fire sifre")),
        (quarter in " 1234", 7, quarter, text("kvartal 1–4 eller blank")),
        (region.isdigit(), 8, region, text("region med seks sifre")),
        *(_balance_codes if form in _BALANCES else _result_codes)(kontoklasse, funksjon, art),
        (_AMOUNT.fullmatch(amount) is not None, 40, amount, text("helt tall i 1000 kroner")),
    )
    for good, position, found, wanted in checks:
        if not good:
            where = workbook.ref("", number, position)
            return RECORD_FIELD.at(where, found, position=position, wanted=wanted)
    return Record(number, int(year), quarter.strip(), region, kontoklasse, funksjon, art, int(amount))


def _result_codes(kontoklasse: str, funksjon: str, art: str) -> tuple[tuple[bool, int, str, Text], ...]:
    return (
        (kontoklasse in {"0", "1"}, 32, kontoklasse, text("kontoklasse 1 (drift) eller 0 (investering)")),
        (funksjon.isdigit() and len(funksjon) == 3, 33, funksjon, text("funksjon med tre sifre")),
        (art.isdigit() and len(art) == 3, 37, art, text("art med tre sifre")),
    )


def _balance_codes(kontoklasse: str, kapittel: str, sektor: str) -> tuple[tuple[bool, int, str, Text], ...]:
    return (
        (kontoklasse == BALANCE, 32, kontoklasse, text("kontoklasse 2 (balanse)")),
        (_KAPITTEL.fullmatch(kapittel) is not None, 33, kapittel, text("kapittel med to til fire sifre")),
        (sektor.isdigit() and len(sektor) == 3, 37, sektor, text("sektor med tre sifre")),
    )


def _one_file(workbook: Workbook, records: Sequence[Record]) -> list[Issue]:
    """An extract is one municipality's, one year's and one quarter's."""
    heads = [(record.row, (record.year, record.quarter, record.region)) for record in records]
    for line, head in heads:
        if head != heads[0][1]:
            return [RECORD_OTHER.at(workbook.ref("", line), f"{head[0]} {head[1]} {head[2]}")]
    return []


def _frame(records: Sequence[Record], *, balance: bool) -> pd.DataFrame:
    read = pd.DataFrame(list(records))
    frame = read.drop(columns=["quarter", "region", "amount"]).assign(amount_ore=read["amount"] * _ORE)
    side = frame["funksjon"].map(balance_side) if balance else frame["art"].map(side_of_art)
    fixed = dict.fromkeys(("ansvar", "prosjekt", "tekst", "change_group", "change_title", "sheet"), "")
    return frame.assign(kind=VersionKind.REGNSKAP.value, month=0, side=side, column=40, **fixed)
