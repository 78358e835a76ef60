"""SSB's controls that apply to a municipality's own accounts (file-formats § 1.4), as warnings.

The numbers are those of SSB. None of them refuses a file: what SSB refuses in January is normal in October.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pandas as pd

from importers.line_checks import in_kroner
from planhjul.issues import CellRef, Issue, Level
from planhjul.ledger.lines import DRIFT, INVESTERING
from planhjul.texts import Kroner, Text, text

Mask = Callable[[pd.DataFrame], "pd.Series[bool]"]
_TOLERANCE_ORE: Final = 30 * 100_000
_PROPERTY_TAX_AND_TAX: Final = ("870", "871", "872", "873", "876", "878", "879")


@dataclass(frozen=True, slots=True)
class LineRule:
    """A rule about single lines: those that `breaks` are listed in one issue."""

    number: str
    level: Level
    breaks: Mask
    message: Text


@dataclass(frozen=True, slots=True)
class SumRule:
    """A rule that two groups of lines, added, shall be zero within ±30 thousand kroner."""

    number: str
    included: Mask
    message: Text


def _in(column: str, *codes: str) -> Mask:
    return lambda frame: frame[column].isin(codes)


def _both(first: Mask, *others: Mask) -> Mask:
    def mask(frame: pd.DataFrame) -> pd.Series[bool]:
        result = first(frame)
        for other in others:
            result = result & other(frame)
        return result

    return mask


def _not(mask: Mask) -> Mask:
    return lambda frame: ~mask(frame)


def _either(first: Mask, second: Mask) -> Mask:
    return lambda frame: first(frame) | second(frame)


_DRIFT: Final = _in("kontoklasse", DRIFT)
_INVESTERING: Final = _in("kontoklasse", INVESTERING)

LINE_RULES: Final = (
    LineRule(
        "020",
        Level.WARNING,
        _both(_DRIFT, _in("funksjon", "841")),
        text("Funksjon 841 hører ikke hjemme i drift."),
    ),
    LineRule(
        "040",
        Level.WARNING,
        _both(_INVESTERING, _in("funksjon", "800", "840", "850", "860")),
        text("Funksjon 800, 840, 850 og 860 hører ikke hjemme i investering."),
    ),
    LineRule(
        "025",
        Level.WARNING,
        _both(
            _DRIFT,
            _in(
                "art",
                "280",
                "512",
                "521",
                "522",
                "529",
                "670",
                "910",
                "911",
                "912",
                "921",
                "922",
                "929",
                "970",
            ),
        ),
        text("Arter som bare gjelder investering, står i drift."),
    ),
    LineRule(
        "030",
        Level.INFO,
        _both(_DRIFT, _in("art", "285", "660")),
        text("Art 285 og 660 er uvanlige i drift."),
    ),
    LineRule(
        "045",
        Level.INFO,
        _both(
            _INVESTERING,
            _in("funksjon", "100", "110", "121", "170", "171", "400", "410", "421", "470", "471"),
        ),
        text("Funksjoner for politisk styring, revisjon og pensjon er uvanlige i investering."),
    ),
    LineRule(
        "055",
        Level.INFO,
        _both(_INVESTERING, _in("art", "620", "650", "900")),
        text("Art 620, 650 og 900 er uvanlige i investering."),
    ),
    LineRule(
        "035",
        Level.WARNING,
        _both(_DRIFT, _in("art", "520", "920"), _not(_in("funksjon", "281", "325", "701"))),
        text("Art 520 og 920 skal i drift bare brukes på funksjon 281 og 325."),
    ),
    LineRule(
        "050",
        Level.WARNING,
        _both(
            _INVESTERING,
            _in(
                "art",
                "070",
                "080",
                "110",
                "114",
                "240",
                "509",
                "570",
                "590",
                "600",
                "629",
                "630",
                "640",
                "800",
                "870",
                "871",
                "872",
                "873",
                "876",
                "877",
                "878",
                "879",
                "909",
                "990",
            ),
        ),
        text("Arter som bare gjelder drift, står i investering."),
    ),
    LineRule(
        "060",
        Level.WARNING,
        _both(_INVESTERING, _in("art", "729"), _not(_in("funksjon", "841"))),
        text("Art 729 i investering skal stå på funksjon 841."),
    ),
    LineRule(
        "065",
        Level.WARNING,
        _both(_in("art", "589", "980", "989"), _not(_in("funksjon", "899"))),
        text("Art 589, 980 og 989 skal stå på funksjon 899."),
    ),
    LineRule(
        "070",
        Level.WARNING,
        _both(_in("art", "530"), _not(_in("funksjon", "880"))),
        text("Art 530 skal stå på funksjon 880."),
    ),
    LineRule(
        "075",
        Level.WARNING,
        _both(_in("art", *_PROPERTY_TAX_AND_TAX), _not(_in("funksjon", "800"))),
        text("Skatt og eiendomsskatt skal stå på funksjon 800."),
    ),
    LineRule(
        "080",
        Level.WARNING,
        _both(_DRIFT, _in("art", "800"), _not(_in("funksjon", "840"))),
        text("Rammetilskudd (art 800) skal stå på funksjon 840."),
    ),
    LineRule(
        "081",
        Level.WARNING,
        _both(_in("funksjon", "850"), _not(_in("art", "450", "810", "850"))),
        text("På funksjon 850 skal bare art 450, 810 og 850 brukes."),
    ),
)

_SERVICE: Final[Mask] = lambda frame: (frame["funksjon"] >= "100") & (frame["funksjon"] <= "799")  # noqa: E731

SUM_RULES: Final = (
    SumRule(
        "140",
        _either(_both(_DRIFT, _in("art", "570")), _both(_INVESTERING, _in("art", "970"))),
        text("Overføring til investering (art 570 i drift og 970 i investering) er ikke like store."),
    ),
    SumRule(
        "145",
        _both(
            _DRIFT,
            _either(_both(_in("art", "590"), _SERVICE), _both(_in("art", "990"), _in("funksjon", "860"))),
        ),
        text("Avskrivninger (art 590) og motposten (art 990 på funksjon 860) er ikke like store."),
    ),
    SumRule("170", _both(_DRIFT, _in("funksjon", "290")), text("Funksjon 290 i drift går ikke i null.")),
    SumRule(
        "175",
        _both(_INVESTERING, _in("funksjon", "290")),
        text("Funksjon 290 i investering går ikke i null."),
    ),
)

_KEYS: Final = ["kontoklasse", "funksjon", "art"]


def control_issues(lines: pd.DataFrame, file: str, *, quarter: str) -> list[Issue]:
    """One issue per control the accounts break; `quarter` is "" for the year, else "1"–"4"."""
    issues = [
        _line_issue(rule, hit, file) for rule in LINE_RULES if not (hit := lines[rule.breaks(lines)]).empty
    ]
    issues += [
        _sum_issue(f"SSB_{rule.number}", rule.message, total, file)
        for rule in SUM_RULES
        if abs(total := _total(lines[rule.included(lines)])) > _TOLERANCE_ORE
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
        if abs(expense + income) > _TOLERANCE_ORE:
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
