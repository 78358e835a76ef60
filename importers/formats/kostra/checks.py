"""SSB's controls that apply to a municipality's own accounts (file-formats § 1.4), as warnings.

The numbers are those of SSB. None of them refuses a file: what SSB refuses in January is normal in October.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from importers.lines.checks import in_kroner
from planhjul.issues import CellRef, Issue, IssueKind, warning
from planhjul.ledger.integrity import TOLERANCE_ORE
from planhjul.ledger.lines import DRIFT, EXPENSE, INCOME, INVESTERING
from planhjul.reference.controls import load_controls
from planhjul.texts import Kroner, Text, text

_RULES: Final = load_controls()
_KEYS: Final = ["kontoklasse", "funksjon", "art"]

_LINES: Final = {
    rule.number: IssueKind(
        f"SSB_{rule.number}",
        rule.level,
        text("{rule} Det gjelder {count} poster, til sammen {amount}.", rule=rule.message),
        text("Rett posteringen i regnskapet (SSBs kontroll {number}).", number=rule.number),
    )
    for rule in _RULES.lines
}
_SUMS: Final = {
    rule.number: warning(
        f"SSB_{rule.number}",
        text("{rule} Forskjellen er {amount}.", rule=rule.message),
        text("Se om det gjenstår posteringer før årsavslutningen."),
    )
    for rule in _RULES.sums
}
SSB_015: Final = warning(
    "SSB_015",
    text("{count} poster har samme kontoklasse, funksjon og art som en tidligere. De er lagt sammen."),
    text("Se etter om en post er kommet med to ganger."),
)
BEFORE_CLOSING: Final = text("Det er vanlig før årsavslutningen. Importer på nytt når regnskapet er avlagt.")


@dataclass(frozen=True, slots=True)
class _Class:
    """A kontoklasse and what is said when it is not whole, does not balance, or not yet."""

    kontoklasse: str
    half: IssueKind
    unbalanced: IssueKind
    not_yet: IssueKind


def _class(kontoklasse: str, name: Text, half: str, unbalanced: str) -> _Class:
    kind = warning(
        f"SSB_{unbalanced}",
        text("{part} går ikke i null: {amount} mer {more}.", part=name),
        text("I et avlagt regnskap skal summen være null. Se om posteringer mangler."),
    )
    return _Class(
        kontoklasse,
        warning(
            f"SSB_{half}",
            text("{part} mangler utgifter eller inntekter.", part=name),
            text("Se etter om hele regnskapet er med i filuttrekket."),
        ),
        kind,
        kind.but(advice=BEFORE_CLOSING),
    )


_CLASSES: Final = (
    _class(INVESTERING, text("Investering"), "085", "095"),
    _class(DRIFT, text("Drift"), "100", "110"),
)
# Tax and framework grant are income: (funksjon, art) → what is said when they are not.
_FREE_INCOME: Final = {
    codes: warning(
        f"SSB_{number}",
        text("{name} er ikke ført som inntekt.", name=name),
        text("Inntekter skal stå med minus i filuttrekket. Se etter fortegnet."),
    )
    for number, codes, name in (
        ("130", ("800", "870"), text("Skatt (art 870 på funksjon 800)")),
        ("135", ("840", "800"), text("Rammetilskudd (art 800 på funksjon 840)")),
    )
}


def control_issues(lines: pd.DataFrame, file: str, *, quarter: str) -> Iterator[Issue]:
    """One issue per control the accounts break; `quarter` is "" for the year, else "1"–"4"."""
    where = CellRef(file)
    for rule in _RULES.lines:
        hit = rule.of(lines)
        if not hit.empty:
            first = CellRef(file, "", int(hit["row"].iloc[0]))
            codes = " ".join(hit[_KEYS].iloc[0])
            yield _LINES[rule.number].at(first, codes, count=len(hit), amount=Kroner(total_of(hit)))
    for rule in _RULES.sums:
        total = total_of(rule.of(lines))
        if abs(total) > TOLERANCE_ORE:
            yield _SUMS[rule.number].at(where, in_kroner(total), amount=Kroner(abs(total)))
    yield from repeated_issues(lines, _KEYS, SSB_015, file)
    for known in _CLASSES:
        part = lines[lines["kontoklasse"] == known.kontoklasse]
        expense, income = (total_of(part[part["side"] == side]) for side in (EXPENSE, INCOME))
        if expense <= 0 or income >= 0:
            yield known.half.at(where, known.kontoklasse)
        total = expense + income
        if abs(total) > TOLERANCE_ORE:
            kind = known.not_yet if quarter else known.unbalanced
            more = text("utgifter") if total > 0 else text("inntekter")
            yield kind.at(where, in_kroner(total), amount=Kroner(abs(total)), more=more)
    for (funksjon, art), kind in _FREE_INCOME.items():
        total = total_of(
            lines[(lines["kontoklasse"] == DRIFT) & (lines["funksjon"] == funksjon) & (lines["art"] == art)]
        )
        if total >= 0:
            yield kind.at(where, in_kroner(total))


def repeated_issues(lines: pd.DataFrame, keys: Sequence[str], kind: IssueKind, file: str) -> list[Issue]:
    """One issue about the records whose codes stand in an earlier one too."""
    again = lines[lines.duplicated(list(keys))]
    if again.empty:
        return []
    return [kind.at(CellRef(file, "", int(again["row"].iloc[0])), str(len(again)), count=len(again))]


def total_of(lines: pd.DataFrame) -> int:
    """What the lines come to, in øre."""
    return int(lines["amount_ore"].sum())
