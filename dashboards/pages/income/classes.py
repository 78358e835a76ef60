"""What the income consists of: classes, what is outside the shares, and the municipality's own word."""

from __future__ import annotations

from dataclasses import replace

from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Income
from dashboards.pages.income.amounts import Amounts
from dashboards.view import Context
from planhjul.ledger.income.explained import explain_power
from planhjul.ledger.income.results import AppliedOverride, IncomeClass, IncomeComposition
from planhjul.ledger.income.scale import ScaleKind
from planhjul.texts import Share, Text, text


def amount_columns(amounts: Amounts, first: Text) -> list[ui.Column]:
    """Title, amount and share; without the amount when only shares are asked for."""
    columns = [ui.Column("title", first)]
    if amounts.scale.kind is not ScaleKind.ANDEL:
        columns.append(amounts.column("amount", text("Beløp")))
    return [*columns, ui.Column("share", text("Andel"), "number")]


def class_row(amounts: Amounts, member: IncomeClass, *, drill: bool = False) -> ui.Row:
    """A class with amount and share, and with `drill` its reason and the way down."""
    context = amounts.context
    href = context.href(klasse=member.key, art=None, funksjon=None, tjeneste=None) if drill else ""
    cells: dict[str, ui.Cell | ui.Words] = {
        "title": ui.Cell(member.title, href=href, sub=member.group.words),
        "amount": amounts.cell(member.amount_ore),
        "share": ui.Cell(context.language.percent(member.share), member.share),
    }
    if drill:
        cells["why"] = member.reason
    return ui.Row(cells, key=member.key)


def total_row(amounts: Amounts, composition: IncomeComposition) -> ui.Row:
    """The base: what every share is a share of."""
    total: dict[str, ui.Cell | ui.Words] = {
        "title": text("Sum"),
        "amount": amounts.shown(composition.total_ore),
        "share": amounts.context.language.percent(1.0),
    }
    return ui.Row(total, tone="total")


def classes(context: Context, amounts: Amounts, composition: IncomeComposition) -> Component:
    """Every class with its reason, what is unclassified, and what is outside the base."""
    columns = [
        *amount_columns(amounts, text("Klasse")),
        ui.Column("why", text("Hvorfor i denne klassen"), sortable=False, width="18rem"),
    ]
    rows = [class_row(amounts, member, drill=True) for member in composition.classes]
    if composition.unclassified_ore:
        share = composition.unclassified_ore / composition.total_ore if composition.total_ore else 0.0
        cells: dict[str, ui.Cell | ui.Words] = {
            "title": ui.Cell(text("Uklassifisert"), tone="error"),
            "amount": amounts.cell(composition.unclassified_ore),
            "share": ui.Cell(context.language.percent(share), share),
            "why": text("Se meldingen øverst på siden."),
        }
        rows.append(ui.Row(cells))
    rows.append(total_row(amounts, composition))
    blocks: list[Component] = [
        ui.data_table(Income.CLASSES, text("Inntektene etter klasse"), columns, rows, caption_hidden=True)
    ]
    if composition.outside:
        outside = [class_row(amounts, member, drill=True) for member in composition.outside]
        blocks.append(
            ui.explain(
                text("Inntekter som ikke er regnet med i andelene"),
                ui.data_table(
                    Income.OUTSIDE, text("Ikke med i grunnlaget"), columns, outside, caption_hidden=True
                ),
            )
        )
    return ui.section(
        text("Hva inntektene består av"),
        *blocks,
        *_power(context, composition),
        lead=text("Velg en klasse for å se hvilke arter, linjer og celler den kommer fra."),
    )


def _power(context: Context, composition: IncomeComposition) -> list[Component]:
    power = composition.konsesjonskraft
    if power is None:
        return []
    explanation = explain_power(composition, power)
    return [
        ui.explained_stat(
            explanation,
            explanation.title,
            explanation.value,
            note=text("Salget på funksjon 321 minus kjøp av kraft (art 470)"),
            look="ph-panel",
        )
    ]


def overrides(context: Context, amounts: Amounts, composition: IncomeComposition) -> list[Component]:
    """The municipality's own classes with their sources; nothing when it has none."""
    if not composition.overrides:
        return []

    def to(one: AppliedOverride) -> ui.Cell:
        part = "" if one.share == 1 else text("{share} av beløpet", share=Share(one.share))
        return ui.Cell(one.title, sub=part)

    def amount(one: AppliedOverride) -> ui.Cell:
        return (
            amounts.cell(one.amount_ore) if one.amount_ore else ui.Cell(text("Ingen linjer"), 0, tone="muted")
        )

    columns = [
        ui.Column("where", text("Hvilke inntekter"), of=where),
        ui.Column("to", text("Lagt til klassen"), of=to),
        replace(amounts.column("amount", text("Beløp")), of=amount),
        ui.Column("kilde", text("Kilde"), sortable=False, width="16rem", of=lambda one: one.kilde),
    ]
    rows = ui.rows_of(columns, composition.overrides, key=lambda one: one.key)
    return [
        ui.section(
            text("Det kommunen selv har bestemt"),
            ui.data_table(
                Income.OVERRIDES, text("Kommunens egne klasser"), columns, rows, caption_hidden=True
            ),
            lead=text(
                "Hva en inntekt er bundet til, vet kommunen best. Klassene her står i arket "
                "Inntektsklasser i innstillingene og går foran art og funksjon. "
                "De offisielle definisjonene over følger fortsatt art og funksjon."
            ),
        )
    ]


def where(one: AppliedOverride) -> Text:
    """Which lines an override speaks of, in words."""
    parts = (
        text("Art {art}", art=one.art) if one.art else None,
        text("Funksjon {nr}", nr=one.funksjon) if one.funksjon else None,
        text("Ansvar {code}", code=one.ansvar) if one.ansvar else None,
        text("Prosjekt {code}", code=one.prosjekt) if one.prosjekt else None,
    )
    return ui.joined(*(part for part in parts if part is not None), between=", ")
