"""What every file of lines is checked for: sign, balance, valid codes; and its totals."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from typing import Final

import pandas as pd

from importers.staging import Codes, CodeStatus
from planhjul.issues import CellRef, Issue, IssueKind, Level, error, info, warning
from planhjul.ledger.lines import EXPENSE, INCOME
from planhjul.ledger.versions import VersionKind
from planhjul.staged import Total
from planhjul.texts import Kroner, Text, Year, text

_TAX: Final = "870"
_GRANT: Final = "800"
_FINANCE: Final = "900"

SIGN_CONFLICT: Final = error(
    "SIGN_CONFLICT",
    text("Fortegnene spriker: noen inntekter står med pluss og andre med minus."),
    text("Skriv alle utgifter med pluss og alle inntekter med minus."),
)
SIGN_TURNED: Final = warning(
    "SIGN_TURNED",
    text("Inntektene står med pluss i filen. De er snudd, så utgifter er pluss og inntekter minus."),
    text("Se etter at sum inntekter og sum utgifter stemmer."),
)
INCOME_POSITIVE: Final = warning(
    "INCOME_POSITIVE",
    text("Inntektene er til sammen større enn null. Denne malen skal ha inntekter med minus."),
    text("Sett minus foran inntektene hvis de ikke er reduksjoner."),
)
_OUT_OF_BALANCE: Final = text("{part} {year} ({version}) går ikke i null: {difference} mer {more}.")
BALANCE_ROUNDED: Final = info(
    "BALANCE_ROUNDED",
    _OUT_OF_BALANCE,
    text("Avviket er så lite at det kan komme av avrunding i filen."),
)
BALANCE: Final = warning(
    "BALANCE",
    _OUT_OF_BALANCE,
    text("Et vedtatt budsjett skal gå i null. Se etter om rader mangler."),
)
_ACCOUNTS_OUT_OF_BALANCE: Final = BALANCE.but(
    advice=text("Det er vanlig før årsavslutningen. I et avlagt regnskap skal summen være null.")
)
_PROPOSAL_OUT_OF_BALANCE: Final = BALANCE.but(
    level=Level.INFO,
    advice=text("Et forslag kan ha udekket behov. Se etter at beløpet er det dere venter."),
)

_STATES: Final[tuple[tuple[CodeStatus, Text, Text], ...]] = (
    ("expired", text("er utgått"), text("Før beløpet på koden som har tatt over.")),
    ("future", text("gjelder først senere"), text("Se etter om koden eller året er riktig.")),
    (
        "unknown",
        text("finnes ikke i kodelisten"),
        text("Rett koden, eller se etter om kolonnene er forskjøvet."),
    ),
)
_KINDS_OF_CODE: Final = {"art": text("Art"), "funksjon": text("Funksjon")}
_WRONG_CODES: Final[dict[tuple[str, CodeStatus], IssueKind]] = {
    (column, state): warning(
        f"{column.upper()}_{state.upper()}",
        text(
            "{kind} {code} {state} ({years}). {count} linjer ({amount}) er med som uklassifisert.",
            kind=name,
            state=words,
        ),
        advice,
    )
    for column, name in _KINDS_OF_CODE.items()
    for state, words, advice in _STATES
}
_ENDED_SINCE: Final = {
    column: info(
        f"{column.upper()}_ENDED_SINCE",
        text("{kind} som siden er utgått, med siste år: {codes}.", kind=names),
        text("De er tatt med. Sammenlign med senere år på kodene som tok over."),
    )
    for column, names in (("art", text("Arter")), ("funksjon", text("Funksjoner")))
}


class Sign(Enum):
    """How a file writes income and expense."""

    LEDGER = "ledger"
    POSITIVE_INCOME = "positive_income"
    TURNED = "turned"


def decide_sign(frame: pd.DataFrame, where: CellRef, *, declared: bool) -> tuple[Sign | None, list[Issue]]:
    """The sign of a whole workbook, from tax and framework grant, else from all income and expense.

    None when the evidence conflicts; with what to tell the user about it.

    Args:
        frame: columns `art`, `side`, `amount_ore` as they stand in the file.
        where: the sheet.
        declared: True for our own layout, which says its sign; then only tax and grant can overrule it.
    """
    income = frame[frame["side"] == INCOME]
    expense = _sign(frame.loc[frame["side"] == EXPENSE, "amount_ore"])
    free = next(
        (s for art in (_TAX, _GRANT) if (s := _sign(income.loc[income["art"] == art, "amount_ore"]))), 0
    )
    ordinary = income[~income["art"].isin([_TAX, _GRANT]) & (income["art"] < _FINANCE)]
    other = _sign(ordinary["amount_ore"])
    if (free and other and free != other) or (free < 0 and expense < 0):
        return None, [SIGN_CONFLICT.at(where)]
    evidence = free or (0 if declared else other)
    if evidence <= 0:
        doubtful = declared and other > 0 and expense > 0
        return Sign.LEDGER, [INCOME_POSITIVE.at(where)] if doubtful else []
    return Sign.TURNED if expense < 0 else Sign.POSITIVE_INCOME, [SIGN_TURNED.at(where)]


def in_ledger_sign(frame: pd.DataFrame, sign: Sign) -> pd.DataFrame:
    """The frame with expense positive and income negative."""
    if sign is Sign.LEDGER:
        return frame
    turn = pd.Series(True, index=frame.index) if sign is Sign.TURNED else frame["side"] == INCOME
    return frame.assign(amount_ore=frame["amount_ore"].where(~turn, -frame["amount_ore"]))


def _sign(amounts: pd.Series[int]) -> int:
    total = int(amounts.sum())
    return (total > 0) - (total < 0)


def in_kroner(ore: int) -> str:
    """An amount in øre as plain kroner, for «what stood there»."""
    return str(Decimal(ore) / 100)


def totals(lines: pd.DataFrame) -> tuple[Total, ...]:
    """One total per year, version and kontoklasse."""
    keys = ["year", "kind", "kontoklasse"]
    expense = lines["amount_ore"].where(lines["side"] == EXPENSE, 0)
    income = -lines["amount_ore"].where(lines["side"] == INCOME, 0)
    grouped = (
        lines[keys]
        .assign(expense=expense, income=income)
        .groupby(keys, sort=True)[["expense", "income"]]
        .sum()
    )
    return tuple(
        Total(int(year), str(kind), str(kontoklasse), int(spent), int(received))
        for (year, kind, kontoklasse), spent, received in zip(
            grouped.index, grouped["expense"], grouped["income"], strict=True
        )
    )


def balance_issues(lines: pd.DataFrame, where: CellRef, rounding_ore: int) -> list[Issue]:
    """One issue per version, year and kontoklasse that does not sum to zero.

    `rounding_ore` is the most one line can be off by rounding to the file's unit (half of it), or 0.
    """
    keys = ["kind", "year", "kontoklasse"]
    summed = lines.groupby(keys, sort=True)["amount_ore"].agg(["sum", "size"])
    return [
        _balance_issue(
            VersionKind(str(kind)), int(year), str(kontoklasse), int(total), where, int(size) * rounding_ore
        )
        for (kind, year, kontoklasse), total, size in zip(
            summed.index, summed["sum"], summed["size"], strict=True
        )
        if total != 0
    ]


def _balance_issue(
    version: VersionKind, year: int, kontoklasse: str, total: int, where: CellRef, tolerance: int
) -> Issue:
    shown = in_kroner(total)
    if abs(total) <= tolerance:
        kind = BALANCE_ROUNDED
    elif version.adopted:
        kind = BALANCE
    elif version is VersionKind.REGNSKAP:
        kind = _ACCOUNTS_OUT_OF_BALANCE
    else:
        kind, shown = _PROPOSAL_OUT_OF_BALANCE, str(total)
    return kind.at(
        where,
        shown,
        part=text("Drift") if kontoklasse == "1" else text("Investering"),
        year=Year(year),
        version=version.title,
        difference=Kroner(abs(total)),
        more=text("utgifter") if total > 0 else text("inntekter"),
    )


def code_issues(lines: pd.DataFrame, codes: Codes, file: str) -> tuple[list[Issue], tuple[int, int]]:
    """One warning per code that is not valid in its year, and how many lines and øre have such a code."""
    issues: list[Issue] = []
    touched = pd.Series(False, index=lines.index)
    for column, status in (("art", codes.art_status), ("funksjon", codes.funksjon_status)):
        invalid = _invalid(lines, column, status)
        issues += _code_warnings(lines, column, invalid, file)
        if invalid:
            touched |= pd.MultiIndex.from_arrays([lines[column], lines["year"]]).isin(list(invalid))
    issues += _ended_since(lines, "art", codes.art_ended, file)
    issues += _ended_since(lines, "funksjon", codes.funksjon_ended, file)
    return issues, (int(touched.sum()), int(lines.loc[touched, "amount_ore"].sum()))


def _ended_since(
    lines: pd.DataFrame, column: str, ended: Callable[[str], int | None], file: str
) -> list[Issue]:
    """One remark that lists the codes that held in the file's year and have gone out since.

    Nothing is wrong with the file; who compares years must know that the amounts stand on other codes later.
    """
    used = lines.groupby(column)["year"].max()
    gone = [
        f"{code} ({last})"
        for code, year in used.items()
        if (last := ended(str(code))) is not None and int(year) <= last
    ]
    codes = ", ".join(gone)
    return [_ENDED_SINCE[column].at(CellRef(file), codes, codes=codes)] if gone else []


def _invalid(
    lines: pd.DataFrame, column: str, status: Callable[[str, int], CodeStatus]
) -> dict[tuple[str, int], CodeStatus]:
    pairs = lines.loc[lines[column] != "", [column, "year"]].drop_duplicates().sort_values([column, "year"])
    states = {
        (str(code), int(year)): status(str(code), int(year)) for code, year in pairs.itertuples(index=False)
    }
    return {pair: state for pair, state in states.items() if state != "valid"}


def _code_warnings(
    lines: pd.DataFrame, column: str, invalid: dict[tuple[str, int], CodeStatus], file: str
) -> list[Issue]:
    """One warning per code, whatever the number of years it is wrong in."""
    years: dict[str, list[int]] = {}
    for code, year in invalid:
        years.setdefault(code, []).append(year)
    issues = []
    for code, wrong in years.items():
        hit = lines[(lines[column] == code) & lines["year"].isin(wrong)]
        first = hit.iloc[0]
        issues.append(
            _WRONG_CODES[column, invalid[code, wrong[0]]].at(
                CellRef(file, str(first["sheet"]), int(first["row"])),
                code,
                code=code,
                years=", ".join(map(str, wrong)),
                count=len(hit),
                amount=Kroner(int(hit["amount_ore"].sum())),
            )
        )
    return issues
