"""Answers as the permanent JSON shapes of the command line: keys may be added, never renamed.

Amounts are whole øre and shares 0–1; income and expense are both positive and named; dates are ISO.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planhjul.choices.results import Assumption, Effects, Flag
from planhjul.house.time import WindowsAnswer
from planhjul.issues import Issue
from planhjul.language import Language
from planhjul.ledger.income.results import ClassifiedSum, FundingChain, IncomeClass, IncomeComposition
from planhjul.ledger.versions import Version
from planhjul.publish.shapes import Shape, iso, milestone_shape
from planhjul.staged import Staged
from planhjul.texts import Text


def _per_year(values: Mapping[int, Any]) -> Shape:
    return {str(year): value for year, value in sorted(values.items())}


def _said(content: Text | None, language: Language) -> str | None:
    return language.say(content) if content else None


def issue_shape(issue: Issue, language: Language) -> Shape:
    """One issue with its cell."""
    return {
        "code": issue.code,
        "level": issue.level.value,
        "where": str(issue.where),
        "found": issue.found,
        "message": language.say(issue.message),
        "advice": language.say(issue.advice),
    }


def import_shape(
    file: str,
    staged: Staged,
    status: str,
    batch: int | None,
    replaced: tuple[Version, ...],
    language: Language,
) -> Shape:
    """One file of `import`, with the versions it takes the place of."""
    return {
        "file": file,
        "format": staged.format,
        "status": status,
        "batch": batch,
        "rows": {
            "read": staged.rows.read,
            "taken": staged.rows.taken,
            "zero": staged.rows.zero,
            "explained": staged.rows.explained,
        },
        "totals": [
            {
                "year": total.year,
                "version": total.version,
                "kontoklasse": total.kontoklasse,
                "expense_ore": total.expense_ore,
                "income_ore": total.income_ore,
                "sum_ore": total.sum_ore,
            }
            for total in staged.totals
        ],
        "replaces": [
            {
                "year": version.year,
                "version": version.kind.value,
                "kontoklasse": version.kontoklasse,
                "batch": version.batch,
            }
            for version in replaced
        ],
        "unclassified": {"lines": staged.unclassified_lines, "amount_ore": staged.unclassified_ore},
        "issues": [issue_shape(issue, language) for issue in staged.issues],
    }


def windows_shape(answer: WindowsAnswer, language: Language) -> Shape:
    """`windows`."""
    return {
        "on": answer.on.isoformat(),
        "windows": [
            {
                "plan": open_window.window.plan,
                "title": language.say(open_window.window.title),
                "year": open_window.window.year,
                "phase": open_window.window.phase_key,
                "phase_title": language.say(open_window.window.phase),
                "next_decision": (
                    {"key": decision.key, "organ": decision.organ.value, "date": decision.day.isoformat()}
                    if (decision := open_window.window.next_decision)
                    else None
                ),
                "closes": iso(open_window.window.closes),
                "working_days_left": open_window.window.working_days_left,
                "instruments": [
                    {
                        "key": instrument.key,
                        "title": language.say(instrument.title),
                        "closes": iso(instrument.closes),
                        "basis": language.say(instrument.basis),
                        "needed": instrument.needed,
                        "can": _said(instrument.can, language),
                        "cannot": _said(instrument.cannot, language),
                        "warning": _said(instrument.warning, language),
                    }
                    for instrument in open_window.window.instruments
                ],
                "movable_ore": (
                    {"low": band.low_ore, "default": band.default_ore, "high": band.high_ore}
                    if (band := open_window.movable)
                    else None
                ),
            }
            for open_window in answer.windows
        ],
        "closing_soon": [milestone_shape(milestone, language) for milestone in answer.closing_soon],
        "late": [milestone_shape(milestone, language) for milestone in answer.late],
    }


def _income_class(income_class: IncomeClass, language: Language) -> Shape:
    return {
        "key": income_class.key,
        "group": income_class.group.value,
        "title": language.say(income_class.title),
        "amount_ore": income_class.amount_ore,
        "share": income_class.share,
        "reason": language.say(income_class.reason),
    }


def _classified(row: ClassifiedSum, language: Language) -> Shape:
    return {
        "art": row.art,
        "art_title": row.art_title,
        "funksjon": row.funksjon,
        "funksjon_title": row.funksjon_title,
        "class": row.income_class,
        "reason": language.say(row.reason),
        "amount_ore": row.amount_ore,
    }


def _sources(chain: FundingChain, language: Language) -> list[Shape]:
    return [
        {"key": source.key, "title": language.say(source.title), "amount_ore": source.amount_ore}
        for source in chain.sources
    ]


def income_shape(composition: IncomeComposition, language: Language) -> Shape:
    """`income`."""
    return {
        "year": composition.year,
        "version": composition.version.value,
        "stood_from": composition.stood_from.isoformat(),
        "base": composition.base.value,
        "total_ore": composition.total_ore,
        "classes": [_income_class(income_class, language) for income_class in composition.classes],
        "outside": [_income_class(income_class, language) for income_class in composition.outside],
        "definitions": {
            definition.key: {
                "title": language.say(definition.title),
                "words": language.say(definition.words),
                "amount_ore": definition.amount_ore,
                "share": definition.share,
            }
            for definition in composition.definitions
        },
        "unclassified_ore": composition.unclassified_ore,
        "unclassified": [_classified(row, language) for row in composition.unclassified],
        "bound_to": [
            {
                "funksjon": chain.key,
                "title": chain.title,
                "amount_ore": chain.bound_ore,
                "cost_ore": chain.cost_ore,
                "sources": _sources(chain, language),
            }
            for chain in composition.funding.chains
        ],
        "funding": {
            "cost_ore": composition.funding.total.cost_ore,
            "pool_ore": composition.funding.pool_ore,
            "sources": _sources(composition.funding.total, language),
        },
        "overrides": [
            {
                "key": override.key,
                "art": override.art,
                "funksjon": override.funksjon,
                "ansvar": override.ansvar,
                "prosjekt": override.prosjekt,
                "class": override.income_class,
                "title": language.say(override.title),
                "share": override.share,
                "amount_ore": override.amount_ore,
                "kilde": override.kilde,
            }
            for override in composition.overrides
        ],
        "konsesjonskraft": None
        if composition.konsesjonskraft is None
        else {
            "sale_ore": composition.konsesjonskraft.sale_ore,
            "purchase_ore": composition.konsesjonskraft.purchase_ore,
            "net_ore": composition.konsesjonskraft.net_ore,
        },
        "warnings": [language.say(warning) for warning in composition.warnings],
    }


def assumption_shape(assumption: Assumption, language: Language) -> Shape:
    """One parameter behind a figure, with how sure it is."""
    return {
        "key": assumption.key,
        "title": language.say(assumption.title),
        "value": language.say(assumption.value),
        "band": language.say(assumption.band or ""),
        "mark": assumption.mark.value,
        "reason": language.say(assumption.reason),
    }


def _flag(flag: Flag, language: Language) -> Shape:
    return {
        "code": flag.code,
        "level": flag.level,
        "year": flag.year,
        "message": language.say(flag.message),
        "basis": language.say(flag.basis),
        "fix": language.say(flag.fix),
    }


def effects_shape(effects: Effects, language: Language) -> Shape:
    """`effects`."""
    return {
        "scenario": effects.scenario,
        "title": effects.title,
        "years": list(effects.years),
        "measures": [
            {
                "key": measure.key,
                "title": measure.title,
                "kind": measure.kind,
                "proposed_by": measure.proposed_by,
                "steps": [
                    {
                        "key": step.key,
                        "title": language.say(step.title),
                        "per_year": _per_year(step.per_year),
                    }
                    for step in measure.steps
                ],
                "net_ore": _per_year(measure.net_ore),
                "full_year_ore": _per_year(measure.full_year_ore),
            }
            for measure in effects.measures
        ],
        "totals_ore": _per_year(effects.totals_ore),
        "rest_ore": _per_year(effects.rest_ore),
        "ndr_ore": _per_year(effects.ndr_ore),
        "di_ore": _per_year(effects.di_ore),
        "fund_ore": _per_year(effects.fund_ore),
        "ndr_share": _per_year(effects.ndr_share),
        "flags": [_flag(flag, language) for flag in effects.flags],
        "covered_by_fund": {
            "fund_ore": _per_year(effects.covered_fund_ore),
            "fund_share": _per_year(effects.covered_fund_share),
            "flags": [_flag(flag, language) for flag in effects.covered_flags],
        },
        "misfits": [
            {"measure": misfit.measure, "year": misfit.year, "why": language.say(misfit.why)}
            for misfit in effects.misfits
        ],
        "assumptions": [assumption_shape(assumption, language) for assumption in effects.assumptions],
    }
