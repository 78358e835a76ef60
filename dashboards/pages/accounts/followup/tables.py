"""The tables of follow-up: areas, art groups, months, and the årsberetning's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Followup
from dashboards.parts import cells
from dashboards.parts.units import Unit, amount_cell, amount_shown, unit_sentence
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

    def href(row: FollowupRow) -> str:
        summed = row is answer.services or row is answer.total
        return "" if summed else context.href(omrade=row.key or NO_AREA_WORD, gruppe=None)

    columns = _columns(context, text("Område"), answer, unit, href)
    title = text("Områder: regnskap mot budsjett")
    return ui.section(
        title,
        _table(Followup.AREAS, title, columns, _with_sums(columns, answer)),
        lead=ui.joined(_direction(), unit_sentence(unit), down),
    )


def group_table(context: Context, answer: Answer, unit: Unit) -> Component:
    """The whole of drift by the lines of § 5-6."""
    columns = _columns(context, text("Artsgruppe"), answer, unit, lambda _: "")
    title = text("Artsgrupper: regnskap mot budsjett")
    return ui.section(
        title,
        _table(Followup.GROUPS, title, columns, ui.rows_of(columns, answer.groups, key=_key)),
        lead=text("Hele driften etter linjene i § 5-6. Inntekter og utgifter står uten fortegn."),
    )


def area_group_table(context: Context, answer: Answer, area: str, unit: Unit) -> Component:
    """One area's art groups, each with the way down to its arts."""

    def href(row: FollowupRow) -> str:
        return context.href(gruppe=row.key, art=None, funksjon=None, ansvar=None)

    columns = _columns(context, text("Artsgruppe"), answer, unit, href)
    groups = sorted(answer.by_area[area], key=lambda row: row.deviation_ore)
    rows = ui.rows_of(columns, groups, key=_key)
    return _table(None, text("Artsgrupper i området"), columns, rows)


def _table(id: str | None, caption: Text, columns: Sequence[ui.Column], rows: Sequence[ui.Row]) -> Component:
    return ui.data_table(id, caption, columns, rows, caption_hidden=True, compact=True)


def _key(row: FollowupRow) -> str:
    return row.key


def _with_sums(columns: Sequence[ui.Column], answer: Answer) -> list[ui.Row]:
    """A row per area, and last those of the services and of the whole."""
    sums = ui.rows_of(columns, (answer.services, answer.total), key=_key, tone=lambda _: "total")
    return [*ui.rows_of(columns, answer.areas, key=_key), *sums]


def month_table(context: Context, months: Sequence[Upto]) -> Component:
    """Budget and accounts from January to the end of each month, kroner."""
    kroner = context.language.kroner

    def accounts(month: Upto) -> str:
        return NONE if month.accounts_ore is None else kroner(month.accounts_ore)

    columns = [
        ui.Column("month", text("Til og med"), sortable=False, of=lambda month: month_name(month.month)),
        ui.Column(
            "budget",
            text("Budsjett (kr)"),
            "number",
            sortable=False,
            of=lambda month: kroner(month.budget_ore),
        ),
        ui.Column("accounts", text("Regnskap (kr)"), "number", sortable=False, of=accounts),
    ]
    caption = text("Budsjett og regnskap fra januar til og med hver måned")
    return ui.data_table(Followup.MONTHS, caption, columns, ui.rows_of(columns, months))


def report_table(context: Context, answer: Answer, unit: Unit) -> Component:
    """The årsberetning's table: original and revised budget, accounts, and what each has moved."""
    amounts = partial(cells.amounts, partial(amount_cell, unit=unit), context)
    columns = [
        ui.Column("name", text("Område"), of=lambda row: row.title),
        amounts("original", text("Opprinnelig"), lambda row: row.original_ore),
        amounts("change", text("Endret"), lambda row: row.change_ore),
        amounts("revised", text("Revidert"), lambda row: row.revised_ore),
        amounts("accounts", text("Regnskap"), lambda row: row.accounts_ore),
        *_deviations(context, answer, unit, text("Avvik revidert")),
        amounts("original_deviation", text("Avvik opprinnelig"), _from_original),
    ]
    lead = text(
        "Året {year} er avsluttet. Årsberetningen skal gjøre rede for vesentlige avvik fra budsjettet "
        "(kommuneloven § 14-7), og regnskapet skal vise opprinnelig og regulert budsjett (budsjett- og "
        "regnskapsforskriften § 5-2).",
        year=Year(answer.year),
    )
    title = text("Tabell til årsberetningen")
    return ui.section(
        title,
        _table(Followup.REPORT, title, columns, _with_sums(columns, answer)),
        lead=ui.joined(lead, unit_sentence(unit)),
    )


def _direction() -> Text:
    return text("Avvik med pluss er bedre enn budsjettert, avvik med minus er dårligere.")


def _columns(
    context: Context, first: Text, answer: Answer, unit: Unit, href: Callable[[FollowupRow], str]
) -> list[ui.Column]:
    """The columns of a table of deviations; `href` is the way down from a row, "" where there is none."""
    amounts = partial(cells.amounts, partial(amount_cell, unit=unit), context)
    columns = [
        ui.Column("name", first, of=lambda row: ui.Cell(row.title, row.title, href=href(row))),
        # The answer first: on a phone the rest is to the right of the screen.
        *_deviations(context, answer, unit, text("Avvik")),
    ]
    whole = text("Budsjett {year}", year=Year(answer.year))
    booked, hitherto = text("Regnskap hittil"), text("Budsjett hittil")
    if answer.year_end:
        booked, hitherto = text("Regnskap {year}", year=Year(answer.year)), whole
    columns += [
        amounts("accounts", booked, lambda row: row.accounts_ore),
        amounts("to_date", hitherto, lambda row: row.to_date_ore),
    ]
    if not answer.year_end:
        columns.append(amounts("revised", whole, lambda row: row.revised_ore))
    if answer.services.forecast is not None:
        title = text("Prognose (anslag)")
        columns.append(ui.Column("forecast", title, "number", of=partial(_forecast, context, unit)))
    return columns


def _forecast(context: Context, unit: Unit, row: FollowupRow) -> ui.Cell | str:
    if row.forecast is None:
        return ""
    low, high = (amount_shown(context, ore, unit) for ore in (row.forecast.low_ore, row.forecast.high_ore))
    between = text("{low} til {high}", low=low, high=high)
    return replace(amount_cell(context, row.forecast.default_ore, unit), sub=between)


def _from_original(row: FollowupRow) -> int | None:
    return None if row.original_ore is None else row.sign * (row.original_ore - row.accounts_ore)


def _deviations(context: Context, answer: Answer, unit: Unit, title: Text) -> list[ui.Column]:
    """The deviation in kroner, and as a share of the budget."""

    def deviation(row: FollowupRow) -> ui.Cell:
        return replace(amount_cell(context, row.deviation_ore, unit), sub=deviation_words(row))

    def share(row: FollowupRow) -> ui.Cell | str:
        # The whole of drift is meant to come to zero: a share of what is left of it says nothing.
        if row.deviation_share is None or row is answer.total:
            return NONE
        return cells.share(context, row.deviation_share)

    return [
        ui.Column("deviation", title, "number", of=deviation),
        ui.Column("share", text("Avvik %"), "number", of=share),
    ]
