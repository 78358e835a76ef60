"""Section «Sammenlign med trykt oversikt»: what somebody has printed beside what our lines give."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Accounts
from dashboards.parts.units import Unit, amount_shown, unit_sentence
from dashboards.view import Context
from planhjul.ledger.forms.compare import ComparedAmount, ComparedLine, Comparison
from planhjul.ledger.forms.overviews import Overview
from planhjul.texts import text, verbatim


def printed(context: Context, answer: Overview, found: Sequence[Comparison], unit: Unit) -> list[Component]:
    """Each printed overview of the form; nothing when none has been imported."""
    if not found:
        return []
    blocks = [
        block for place, one in enumerate(found) for block in _document(context, answer, one, place, unit)
    ]
    return [
        ui.section(
            text("Sammenlign med trykt oversikt"),
            *blocks,
            id=Accounts.PRINTED,
            lead=text(
                "Det som står i trykket, mot det linjene her gir. En forskjell på én enhet per beløp i "
                "summen er avrunding."
            ),
        )
    ]


def _document(context: Context, answer: Overview, one: Comparison, place: int, unit: Unit) -> list[Component]:
    summary = text(
        "{compared} beløp sammenlignet, {breaks} avvik ut over avrunding.",
        compared=one.compared,
        breaks=one.breaks,
    )
    source = text("Trykket står i {file}.", file=verbatim(one.document.source.file))
    findings = [html.Li(finding) for finding in one.findings]
    return [
        html.H3(one.document.title),
        html.P(ui.joined(summary, source)),
        *([html.Ul(findings)] if findings else []),
        ui.explain(
            text("Vis alle linjene i trykket"),
            html.P(ui.joined(unit_sentence(unit), text("Velg en linje for å se artene bak."))),
            _table(context, answer, one, place, unit),
        ),
    ]


def _table(context: Context, answer: Overview, one: Comparison, place: int, unit: Unit) -> Component:
    shown = [number for number, matched in enumerate(one.matched) if matched]
    columns = [ui.Column("name", text("Linje"), width="16rem")]
    for number in shown:
        heading = one.columns[number].heading
        columns += [
            ui.Column(f"p{number}", text("{column}: trykt", column=verbatim(heading)), "number"),
            ui.Column(f"o{number}", text("{column}: her", column=verbatim(heading)), "number"),
            ui.Column(f"d{number}", text("Forskjell"), "number"),
        ]
    held = {line.key for line in answer.lines}
    rows = []
    for line in one.lines:
        cells: dict[str, ui.Cell | ui.Words] = {"name": _name(context, line, held)}
        for number in shown:
            cells |= _cells(context, number, line.amounts[number], unit)
        rows.append(ui.Row(cells))
    return ui.data_table(
        f"{Accounts.PRINTED}-{place}",
        one.document.title,
        columns,
        rows,
        caption_hidden=True,
        compact=True,
        sortable=False,
    )


def _name(context: Context, line: ComparedLine, held: set[str]) -> ui.Cell:
    name, key = line.printed.name, line.printed.key
    if key not in held:
        return ui.Cell(name)
    return ui.Cell(name, href=context.href(linje=key, art=None, funksjon=None))


def _cells(
    context: Context, number: int, one: ComparedAmount | None, unit: Unit
) -> dict[str, ui.Cell | ui.Words]:
    if one is None:
        return {f"p{number}": "–", f"o{number}": "–", f"d{number}": "–"}
    word = text("Avvik") if not one.ok else ""
    difference = amount_shown(context, one.difference_ore, unit)
    return {
        f"p{number}": amount_shown(context, one.printed_ore, unit),
        f"o{number}": amount_shown(context, one.ours_ore, unit),
        f"d{number}": ui.Cell(difference, tone="" if one.ok else "error", sub=word),
    }
