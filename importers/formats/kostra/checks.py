"""SSB's controls that apply to a municipality's own accounts (file-formats § 1.4), as warnings.

The numbers are those of SSB. None of them refuses a file: what SSB refuses in January is normal in October.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from importers.lines.checks import in_kroner
from planhjul.issues import CellRef, Issue, Level
from planhjul.ledger.integrity import LINE_RULES, SUM_RULES, TOLERANCE_ORE, LineRule
from planhjul.ledger.lines import DRIFT, INVESTERING
from planhjul.texts import Kroner, Text, text

_KEYS: Final = ["kontoklasse", "funksjon", "art"]


def control_issues(lines: pd.DataFrame, file: str, *, quarter: str) -> list[Issue]:
    """One issue per control the accounts break; `quarter` is "" for the year, else "1"–"4"."""
    issues = [
        _line_issue(rule, hit, file) for rule in LINE_RULES if not (hit := lines[rule.breaks(lines)]).empty
    ]
    issues += [
        _sum_issue(f"SSB_{rule.number}", rule.message, total, file)
        for rule in SUM_RULES
        if abs(total := _total(lines[rule.included(lines)])) > TOLERANCE_ORE
    ]
    issues += _duplicates(lines, file)
    issues += _class_issues(lines, file, quarter)
    return issues + _free_income(lines, file)


def _total(lines: pd.DataFrame) -> int:
    return int(lines["amount_ore"].sum())


def _line_issue(rule: LineRule, hit: pd.DataFrame, file: str) -> Issue:
    first = int(hit["row"].iloc[0])
    return Issue(
        f"SSB_{rule.number}",
        rule.level,
        CellRef(file, "", first),
        f"{hit['kontoklasse'].iloc[0]} {hit['funksjon'].iloc[0]} {hit['art'].iloc[0]}",
        text(
            "{rule} Det gjelder {count} poster, til sammen {amount}.",
            rule=rule.message,
            count=len(hit),
            amount=Kroner(_total(hit)),
        ),
        text("Rett posteringen i regnskapet (SSBs kontroll {number}).", number=rule.number),
    )


def _sum_issue(code: str, message: Text, total: int, file: str) -> Issue:
    return Issue(
        code,
        Level.WARNING,
        CellRef(file),
        in_kroner(total),
        text("{rule} Forskjellen er {amount}.", rule=message, amount=Kroner(abs(total))),
        text("Se om det gjenstår posteringer før årsavslutningen."),
    )


def _duplicates(lines: pd.DataFrame, file: str) -> list[Issue]:
    again = lines[lines.duplicated(_KEYS)]
    if again.empty:
        return []
    return [
        Issue(
            "SSB_015",
            Level.WARNING,
            CellRef(file, "", int(again["row"].iloc[0])),
            str(len(again)),
            text(
                "{count} poster har samme kontoklasse, funksjon og art som en tidligere. De er lagt sammen.",
                count=len(again),
            ),
            text("Se etter om en post er kommet med to ganger."),
        )
    ]


def _class_issues(lines: pd.DataFrame, file: str, quarter: str) -> list[Issue]:
    issues = []
    for kontoklasse, name, rule in ((INVESTERING, text("Investering"), "095"), (DRIFT, text("Drift"), "110")):
        part = lines[lines["kontoklasse"] == kontoklasse]
        expense, income = (_total(part[part["side"] == side]) for side in ("expense", "income"))
        if expense <= 0 or income >= 0:
            issues.append(
                Issue(
                    f"SSB_{'085' if kontoklasse == INVESTERING else '100'}",
                    Level.WARNING,
                    CellRef(file),
                    kontoklasse,
                    text("{part} mangler utgifter eller inntekter.", part=name),
                    text("Se etter om hele regnskapet er med i filuttrekket."),
                )
            )
        if abs(expense + income) > TOLERANCE_ORE:
            issues.append(_imbalance(rule, name, expense + income, file, quarter))
    return issues


def _imbalance(rule: str, name: Text, total: int, file: str, quarter: str) -> Issue:
    advice = (
        text("Det er vanlig før årsavslutningen. Importer på nytt når regnskapet er avlagt.")
        if quarter
        else text("I et avlagt regnskap skal summen være null. Se om posteringer mangler.")
    )
    more = text("utgifter") if total > 0 else text("inntekter")
    return Issue(
        f"SSB_{rule}",
        Level.WARNING,
        CellRef(file),
        in_kroner(total),
        text("{part} går ikke i null: {amount} mer {more}.", part=name, amount=Kroner(abs(total)), more=more),
        advice,
    )


def _free_income(lines: pd.DataFrame, file: str) -> list[Issue]:
    """Tax and framework grant are income: 130 and 135."""
    issues = []
    for rule, funksjon, art, name in (
        ("130", "800", "870", text("Skatt (art 870 på funksjon 800)")),
        ("135", "840", "800", text("Rammetilskudd (art 800 på funksjon 840)")),
    ):
        part = lines[
            (lines["kontoklasse"] == DRIFT) & (lines["funksjon"] == funksjon) & (lines["art"] == art)
        ]
        if _total(part) >= 0:
            issues.append(
                Issue(
                    f"SSB_{rule}",
                    Level.WARNING,
                    CellRef(file),
                    in_kroner(_total(part)),
                    text("{name} er ikke ført som inntekt.", name=name),
                    text("Inntekter skal stå med minus i filuttrekket. Se etter fortegnet."),
                )
            )
    return issues
