"""The JSON of the commands about overviews and key figures."""

from __future__ import annotations

from collections.abc import Iterable

from planhjul.language import Language
from planhjul.ledger.forms.checks import Check
from planhjul.ledger.forms.closing import Closing
from planhjul.ledger.forms.compare import ComparedAmount, Comparison
from planhjul.ledger.forms.overviews import FormLine, Overview
from planhjul.ledger.key_figures.figures import KeyFigures
from planhjul.publish.shapes import Shape


def form_shape(answer: Overview, language: Language, *, detail: bool = False) -> Shape:
    """`forms`; with `detail` each line has what stands on it."""
    return {
        "form": answer.form.value,
        "title": language.say(answer.title),
        "year": answer.year,
        "version": answer.version.value,
        "stood_from": answer.stood_from.isoformat(),
        "lines": [_line(line, language) | (_arts(line) if detail else {}) for line in answer.lines],
        "second_part": [
            {
                "line": part.nr,
                "area": part.area,
                "title": language.say(part.title),
                "amount_ore": part.amount_ore,
            }
            for part in answer.second_part
        ],
        "checks": _checks(answer.checks, language),
        "flags": [
            {
                "code": flag.code,
                "level": "warning",
                "art": flag.art,
                "amount_ore": flag.amount_ore,
                "message": language.say(flag.message),
            }
            for flag in answer.flags
        ],
        "unclassified_ore": answer.unclassified_ore,
        "unclassified": [
            {"art": row.art, "funksjon": row.funksjon, "side": row.side, "ledger_ore": row.amount_ore}
            for row in answer.unclassified
        ],
        "notes": [language.say(note) for note in answer.notes],
    }


def closing_shape(answer: Closing, language: Language) -> Shape:
    """`forms --form 5-9`: drift's lines, then those of investering."""
    return {
        "form": answer.form,
        "title": language.say(answer.title),
        "year": answer.year,
        "version": answer.version.value,
        "stood_from": answer.stood_from.isoformat(),
        "budget": answer.budget.value,
        "lines": [
            _line(line, language) | {"kontoklasse": part.kontoklasse}
            for part in answer.parts
            for line in part.lines
        ],
        "checks": _checks(answer.checks, language),
        "notes": [language.say(note) for note in answer.notes],
    }


def comparison_shape(answer: Comparison, language: Language) -> Shape:
    """One document of `forms --compare`."""
    return {
        "document": answer.document.key,
        "title": answer.document.title,
        "form": answer.document.form,
        "columns": [
            {
                "heading": column.heading,
                "version": column.kind.value if column.kind else None,
                "year": column.year,
                "found": found,
            }
            for column, found in zip(answer.columns, answer.matched, strict=True)
        ],
        "lines": [
            {
                "key": line.printed.key,
                "nr": line.printed.nr,
                "name": line.printed.name,
                "cell": str(line.printed.source),
                "amounts": [_compared(one) for one in line.amounts],
            }
            for line in answer.lines
        ],
        "sums": [
            {
                "key": one.key,
                "column": one.column,
                "printed_ore": one.printed_ore,
                "readded_ore": one.readded_ore,
                "tolerance_ore": one.tolerance_ore,
                "ok": one.ok,
            }
            for one in answer.sums
        ],
        "compared": answer.compared,
        "breaks": answer.breaks,
        "findings": [language.say(finding) for finding in answer.findings],
    }


def key_figures_shape(answer: KeyFigures, language: Language) -> Shape:
    """`keyfigures`."""
    return {
        "year": answer.year,
        "version": answer.version.value,
        "stood_from": answer.stood_from.isoformat(),
        "figures": [
            {
                "key": figure.key,
                "title": language.say(figure.title),
                "value": figure.value,
                "unit": figure.unit,
                "norm": figure.norm,
                "target": figure.target,
                "band": language.say(figure.band) if figure.band else None,
                "definition": language.say(figure.definition),
                "why": language.say(figure.why) if figure.why else None,
                "source": language.say(figure.source),
            }
            for figure in answer.figures
        ],
        "robek": [
            {
                "letter": ground.letter,
                "title": language.say(ground.title),
                "judged": ground.judged,
                "hit": ground.hit,
                "reason": language.say(ground.reason),
                "basis": language.say(ground.basis),
            }
            for ground in answer.robek
        ],
        "notes": [language.say(note) for note in answer.notes],
    }


def _line(line: FormLine, language: Language) -> Shape:
    return {
        "nr": line.nr,
        "key": line.key,
        "name": language.say(line.name),
        "heading": language.say(line.heading) if line.heading else None,
        "sum": line.is_sum,
        "amount_ore": line.amount_ore,
    }


def _arts(line: FormLine) -> Shape:
    """What stands on the line (øre in the ledger's sign), and for a sum the lines it is made of."""
    return {
        "arts": [
            {"art": row.art, "funksjon": row.funksjon, "side": row.side, "amount_ore": row.amount_ore}
            for row in line.rows
        ],
        "terms": [{"sign": sign, "line": key} for sign, key in line.terms],
    }


def _checks(checks: Iterable[Check], language: Language) -> list[Shape]:
    return [
        {
            "code": check.code,
            "ok": check.ok,
            "difference_ore": check.difference_ore,
            "tolerance_ore": check.tolerance_ore,
            "message": language.say(check.message),
        }
        for check in checks
    ]


def _compared(one: ComparedAmount | None) -> Shape | None:
    if one is None:
        return None
    return {
        "printed_ore": one.printed_ore,
        "ours_ore": one.ours_ore,
        "difference_ore": one.difference_ore,
        "tolerance_ore": one.tolerance_ore,
        "ok": one.ok,
    }
