"""The tables of follow-up: areas, art groups, months, and the årsberetning's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Followup
from dashboards.parts.units import Unit, amount_shown, unit_sentence
from dashboards.view import Context
from planhjul.figures.followup import Upto
from planhjul.ledger.followup.results import Followup as Answer
from planhjul.ledger.followup.results import FollowupRow
from planhjul.ledger.followup.words import deviation_words, month_name
from planhjul.texts import Text, Year, text

AREA: Final = "omrade"
GROUP: Final = "gruppe"
NONE: Final = "–"
# An address holds no empty parameter, and what is on no area has the key "".
NO_AREA_WORD: Final = "_uten"


def area_table(context: Context, answer: Answer, unit: Unit) -> Component:
    """The areas, the worst deviation first, each with the way down to its art groups."""
    down = text("Velg et område for å se artene bak.")
    rows = [
        _row(context, row, unit, answer, context.href(omrade=row.key or NO_AREA_WORD, gruppe=None))
        for row in answer.areas
    ]
    rows += [_row(context, row, unit, answer, "", "total") for row in (answer.services, answer.total)]
    return ui.section(
        text("Områder: regnskap mot budsjett"),
        ui.data_table(
            Followup.AREAS,
            text("Områder: regnskap mot budsjett"),
            _columns(context, text("Område"), answer),
            rows,
            caption_hidden=True,
            compact=True,
        ),
        lead=ui.joined(_direction(), unit_sentence(unit), down),
    )


def group_table(context: Context, answer: Answer, unit: Unit) -> Component:
    """The whole of drift by the lines of § 5-6."""
    return ui.section(
        text("Artsgrupper: regnskap mot budsjett"),
        ui.data_table(
            Followup.GROUPS,
            text("Artsgrupper: regnskap mot budsjett"),
            _columns(context, text("Artsgruppe"), answer),
            [_row(context, row, unit, answer, "") for row in answer.groups],
            caption_hidden=True,
            compact=True,
        ),
        lead=text("Hele driften etter linjene i § 5-6. Inntekter og utgifter står uten fortegn."),
    )


def area_group_table(context: Context, answer: Answer, area: str, unit: Unit) -> Component:
    """One area's art groups, each with the way down to its arts."""
    rows = [
        _row(context, row, unit, answer, context.href(gruppe=row.key, art=None, funksjon=None, ansvar=None))
        for row in sorted(answer.by_area[area], key=lambda row: row.deviation_ore)
    ]
    return ui.data_table(
        None,
        text("Artsgrupper i området"),
        _columns(context, text("Artsgruppe"), answer),
        rows,
        caption_hidden=True,
        compact=True,
    )


def month_table(context: Context, months: Sequence[Upto]) -> Component:
    """Budget and accounts from January to the end of each month, kroner."""
    language = context.language
    columns = [
        ui.Column("month", text("Til og med"), sortable=False),
        ui.Column("budget", text("Budsjett (kr)"), "number", sortable=False),
        ui.Column("accounts", text("Regnskap (kr)"), "number", sortable=False),
    ]
    rows = [
        ui.Row(
            {
                "month": month_name(month.month),
                "budget": language.kroner(month.budget_ore),
                "accounts": NONE if month.accounts_ore is None else language.kroner(month.accounts_ore),
            }
        )
        for month in months
    ]
    return ui.data_table(
        Followup.MONTHS, text("Budsjett og regnskap fra januar til og med hver måned"), columns, rows
    )


def report_table(context: Context, answer: Answer, unit: Unit) -> Component:
    """The årsberetning's table: original and revised budget, accounts, and what each has moved."""
    columns = [
        ui.Column("name", text("Område")),
        ui.Column("original", text("Opprinnelig"), "number"),
        ui.Column("change", text("Endret"), "number"),
        ui.Column("revised", text("Revidert"), "number"),
        ui.Column("accounts", text("Regnskap"), "number"),
        ui.Column("deviation", text("Avvik revidert"), "number"),
        ui.Column("share", text("Avvik %"), "number"),
        ui.Column("original_deviation", text("Avvik opprinnelig"), "number"),
    ]
    rows = [_report_row(context, answer, row, unit, "") for row in answer.areas]
    rows += [_report_row(context, answer, row, unit, "total") for row in (answer.services, answer.total)]
    lead = text(
        "Året {year} er avsluttet. Årsberetningen skal gjøre rede for vesentlige avvik fra budsjettet "
        "(kommuneloven § 14-7), og regnskapet skal vise opprinnelig og regulert budsjett (budsjett- og "
        "regnskapsforskriften § 5-2).",
        year=Year(answer.year),
    )
    return ui.section(
        text("Tabell til årsberetningen"),
        ui.data_table(
            Followup.REPORT,
            text("Tabell til årsberetningen"),
            columns,
            rows,
            caption_hidden=True,
            compact=True,
        ),
        lead=ui.joined(lead, unit_sentence(unit)),
    )


def _direction() -> Text:
    return text("Avvik med pluss er bedre enn budsjettert, avvik med minus er dårligere.")


def _columns(context: Context, first: Text, answer: Answer) -> list[ui.Column]:
    columns = [
        ui.Column("name", first),
        # The answer first: on a phone the rest is to the right of the screen.
        ui.Column("deviation", text("Avvik"), "number"),
        ui.Column("share", text("Avvik %"), "number"),
    ]
    whole = text("Budsjett {year}", year=Year(answer.year))
    if answer.year_end:
        accounts = text("Regnskap {year}", year=Year(answer.year))
        columns += [ui.Column("accounts", accounts, "number"), ui.Column("to_date", whole, "number")]
    else:
        columns += [
            ui.Column("accounts", text("Regnskap hittil"), "number"),
            ui.Column("to_date", text("Budsjett hittil"), "number"),
            ui.Column("revised", whole, "number"),
        ]
    if answer.services.forecast is not None:
        columns.append(ui.Column("forecast", text("Prognose (anslag)"), "number"))
    return columns


def _row(context: Context, row: FollowupRow, unit: Unit, answer: Answer, href: str, tone: str = "") -> ui.Row:
    cells: dict[str, ui.Cell | ui.Words] = {
        "name": ui.Cell(row.title, row.title, href=href),
        "revised": ui.Cell(amount_shown(context, row.revised_ore, unit), row.revised_ore),
        "to_date": ui.Cell(amount_shown(context, row.to_date_ore, unit), row.to_date_ore),
        "accounts": ui.Cell(amount_shown(context, row.accounts_ore, unit), row.accounts_ore),
        "deviation": _deviation(context, row, unit),
        "share": _share(context, row, answer),
    }
    if row.forecast is not None and answer.services.forecast is not None:
        low, high = (
            amount_shown(context, ore, unit) for ore in (row.forecast.low_ore, row.forecast.high_ore)
        )
        cells["forecast"] = ui.Cell(
            amount_shown(context, row.forecast.default_ore, unit),
            row.forecast.default_ore,
            sub=text("{low} til {high}", low=low, high=high),
        )
    return ui.Row(cells, key=row.key, tone=tone)


def _report_row(context: Context, answer: Answer, row: FollowupRow, unit: Unit, tone: str) -> ui.Row:
    original = None if row.original_ore is None else row.sign * (row.original_ore - row.accounts_ore)
    cells: dict[str, ui.Cell | ui.Words] = {
        "name": row.title,
        "deviation": _deviation(context, row, unit),
        "share": _share(context, row, answer),
    }
    for key, ore in (
        ("original", row.original_ore),
        ("change", row.change_ore),
        ("revised", row.revised_ore),
        ("accounts", row.accounts_ore),
        ("original_deviation", original),
    ):
        cells[key] = ui.Cell(amount_shown(context, ore, unit), ore)
    return ui.Row(cells, key=row.key, tone=tone)


def _deviation(context: Context, row: FollowupRow, unit: Unit) -> ui.Cell:
    return ui.Cell(
        amount_shown(context, row.deviation_ore, unit), row.deviation_ore, sub=deviation_words(row)
    )


def _share(context: Context, row: FollowupRow, answer: Answer) -> ui.Cell | str:
    # The whole of drift is meant to come to zero: a share of what is left of it says nothing.
    if row.deviation_share is None or row is answer.total:
        return NONE
    return ui.Cell(context.language.percent(row.deviation_share), row.deviation_share)
