"""The form for a councillor's own measure, and the list of those already in the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Proposals
from dashboards.pages.proposals.own import OwnForm, write_address
from dashboards.view import Context
from planhjul.choices.measures import Measure, MeasureKind, PartKind
from planhjul.texts import Million, text

AMOUNT_IDS: Final = (
    Proposals.OWN_AMOUNT_1,
    Proposals.OWN_AMOUNT_2,
    Proposals.OWN_AMOUNT_3,
    Proposals.OWN_AMOUNT_4,
)

FORM_IDS: Final = (
    Proposals.OWN_TITLE,
    Proposals.OWN_KIND,
    Proposals.OWN_PART,
    Proposals.OWN_FUNKSJON,
    Proposals.OWN_MONTH,
    Proposals.OWN_ONE_OFF,
    *AMOUNT_IDS,
)


def form_of(fields: Sequence[Any], years: int) -> OwnForm:
    """The form of the fields' values, in the callback's order; amounts beyond the plan are left out."""
    title, kind, part, funksjon, month, one_off, *amounts = fields
    return OwnForm(
        title=str(title or ""),
        kind=str(kind or ""),
        part=str(part or ""),
        funksjon=str(funksjon or ""),
        month=str(month or ""),
        one_off=bool(one_off),
        amounts=tuple(str(amount or "") for amount in amounts[:years]),
    )


def own_form(context: Context, years: Sequence[int]) -> Component:
    """The form, folded away until somebody wants it."""
    months = [(str(number), name) for number, name in enumerate(context.language.months(), start=1)]
    amounts = [
        ui.number_field(name, text("Endring i {year}", year=str(year)), unit=text("kr"))
        for name, year in zip(AMOUNT_IDS, years, strict=False)
    ]
    # A plan of fewer than four years still holds every id the callback reads.
    amounts += [html.Div(id=name, hidden=True) for name in AMOUNT_IDS[len(years) :]]
    return ui.explain(
        text("Skriv inn et eget tiltak"),
        html.P(
            text(
                "Tiltaket ligger bare i adressen til denne siden. Det lagres ikke og sendes ikke "
                "til noen. Del lenken hvis andre skal se det."
            )
        ),
        html.Div(
            [
                ui.text_field(Proposals.OWN_TITLE, text("Navn på tiltaket")),
                ui.select(
                    Proposals.OWN_KIND,
                    text("Slag"),
                    [(kind.value, kind.words) for kind in MeasureKind],
                    MeasureKind.INNSPARING.value,
                ),
                ui.select(
                    Proposals.OWN_PART,
                    text("Hva beløpet gjelder"),
                    [(part.value, part.words) for part in PartKind],
                    PartKind.NETTO.value,
                ),
                ui.text_field(
                    Proposals.OWN_FUNKSJON,
                    text("Funksjon"),
                    hint=text("Tre siffer, for eksempel 202 for grunnskole."),
                ),
                ui.select(Proposals.OWN_MONTH, text("Virker fra"), months, "1"),
                ui.checkbox(
                    Proposals.OWN_ONE_OFF,
                    text("Engangsbeløp"),
                    hint=text("Gjelder bare årene du skriver beløp for."),
                ),
            ],
            className="ph-form",
        ),
        html.P(
            text(
                "Skriv endringen i kroner for et helt år: −1 500 000 er mindre utgift eller mindre "
                "inntekt. Blankt felt betyr samme beløp som året før."
            ),
            className="ph-hint",
        ),
        html.Div(amounts, className="ph-form ph-form--amounts"),
        html.Div(id=Proposals.OWN_MISTAKES),
        ui.button(Proposals.OWN_ADD, text("Legg til tiltaket"), kind="primary"),
    )


def own_list(context: Context, own: Sequence[Measure]) -> list[Component]:
    """The reader's own measures, each with a link that takes it away."""
    if not own:
        return []
    items = []
    for measure in own:
        rest = [other for other in own if other.key != measure.key]
        part = measure.parts[0]
        first = min(part.amounts)
        words = text(
            "{title}: {part}, funksjon {funksjon}, {amount} i {year}.",
            title=measure.title,
            part=part.kind.words,
            funksjon=part.funksjon,
            amount=Million(part.amounts[first]),
            year=str(first),
        )
        remove = ui.link(
            text("Fjern {title}", title=measure.title),
            context.href(eget=write_address(rest) or None),
            look="quiet",
        )
        items.append(html.Li([html.Span(words), " ", remove]))
    return [
        ui.section(
            text("Dine egne tiltak"),
            html.Ul(items, className="ph-own"),
            lead=text("De er regnet med, men ikke lagret."),
        )
    ]
