"""Page Budsjett og regnskap: the prescribed overviews, their controls, and the key figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dash import html

from dashboards import components as ui
from dashboards.ids import Accounts
from dashboards.pages.accounts_columns import neighbours
from dashboards.pages.accounts_figures import figures
from dashboards.pages.accounts_table import Unit, areas, lines
from dashboards.view import Context, Page
from planhjul.ledger.form_lines import FormKey
from planhjul.ledger.forms import Overview, balance_sentence
from planhjul.ledger.key_figures import KeyFigures
from planhjul.texts import Text, text

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboards.view import Clock
    from planhjul.ledger.form_checks import Check
    from planhjul.services import Services

TITLE: Final = text("Budsjett og regnskap")
FORM: Final = "skjema"
UNIT: Final = "enhet"
_FORMS: Final[dict[FormKey, Text]] = {
    FormKey.DRIFT: text("Drift etter bevilgning (§ 5-4)"),
    FormKey.INVESTERING: text("Investering (§ 5-5)"),
    FormKey.ART: text("Drift etter art (§ 5-6)"),
}
_UNITS: Final[dict[Unit, Text]] = {
    Unit.THOUSANDS: text("Hele tusen kroner"),
    Unit.KRONER: text("Kroner"),
}


def render(context: Context) -> Component:
    """The page for the version the address names."""
    say, choice = context.say, context.choice
    if choice is None:
        return _nothing(context, text("Ingen budsjett eller regnskap gjelder per denne datoen."))
    own = context.view.others
    key, unit = _form(own.get(FORM, "")), _unit(own.get(UNIT, ""))
    nr, accounts = context.kommune.nr, context.services.accounts
    answer = accounts.form(nr, key, choice.year, context.on, choice.kind)
    if not isinstance(answer, Overview):
        return _nothing(context, answer.message)
    overviews = []
    for column in neighbours(context.choices, choice):
        # The chosen one is asked for already; a neighbour that is not there leaves its column out.
        beside = answer if column == choice else accounts.form(nr, key, column.year, context.on, column.kind)
        if isinstance(beside, Overview):
            overviews.append(beside)
    found = accounts.key_figures(nr, choice.year, context.on, choice.kind)
    chosen = overviews.index(answer)
    return ui.page(
        say(TITLE),
        *_notes(context, answer),
        _choices(context, key, unit),
        lines(context, overviews, chosen, unit),
        *areas(context, overviews, chosen, unit),
        _checks(context, answer),
        *([figures(context, found)] if isinstance(found, KeyFigures) else []),
        lead=say(balance_sentence(answer)),
    )


def register(app: Dash, services: Services, clock: Clock) -> None:
    """Nothing to register: every control of this page is part of its address."""


def skeleton() -> list[Component]:
    """The ids of this page, for the validation layout; no callback uses them."""
    return [html.Div(id=name) for name in Accounts]


PAGE: Final = Page(path="/budsjett", title=TITLE, render=render, register=register, skeleton=skeleton)


def _form(written: str) -> FormKey:
    return FormKey(written) if written in set(FormKey) else FormKey.DRIFT


def _unit(written: str) -> Unit:
    return Unit(written) if written in set(Unit) else Unit.THOUSANDS


def _nothing(context: Context, message: Text) -> Component:
    say = context.say
    return ui.page(
        say(TITLE),
        ui.status(
            "info",
            say(text("Velg en annen dato eller versjon over, eller les inn en fil.")),
            html.P(ui.link(say(text("Gå til Import")), context.href("/import"))),
            title=say(message),
        ),
    )


def _notes(context: Context, answer: Overview) -> list[Component]:
    say = context.say
    return [
        *(ui.status("warning", say(flag.message)) for flag in answer.flags),
        *(ui.status("info", say(note)) for note in answer.notes),
    ]


def _choices(context: Context, key: FormKey, unit: Unit) -> Component:
    say = context.say
    return ui.grid(
        ui.radio_group(
            Accounts.FORM,
            say(text("Oversikt")),
            [(one.value, say(title)) for one, title in _FORMS.items()],
            key.value,
            hint=say(text("Paragrafene er i budsjett- og regnskapsforskriften.")),
            address=FORM,
        ),
        ui.radio_group(
            Accounts.UNIT,
            say(text("Vis beløp i")),
            [(one.value, say(title)) for one, title in _UNITS.items()],
            unit.value,
            address=UNIT,
        ),
    )


def _checks(context: Context, answer: Overview) -> Component:
    """The controls, those to look at first."""
    say = context.say
    wrong = sum(not check.ok for check in answer.checks)
    if wrong:
        lead = text("{count} av {total} kontroller viser et avvik.", count=wrong, total=len(answer.checks))
    else:
        lead = text("Alle {total} kontroller stemmer.", total=len(answer.checks))
    advice = text("Kontrollene er råd om hva du bør se på. De avgjør ikke om budsjettet er lovlig.")
    ordered = sorted(answer.checks, key=lambda check: check.ok)
    return ui.section(
        say(text("Kontroller")),
        ui.plain_list([_check(context, check) for check in ordered]),
        id=Accounts.CHECKS,
        lead=f"{say(lead)} {say(advice)}",
    )


def _check(context: Context, check: Check) -> Component:
    """A control as a row of a list: no live region, as a page has many of them."""
    say = context.say
    word, tone, icon = (text("Stemmer"), "ok", "✓") if check.ok else (text("Avvik"), "error", "✕")
    return html.Div(
        [
            html.Span(icon, className="ph-status__icon", **{"aria-hidden": "true"}),
            html.Div(
                [html.P(say(word), className="ph-status__title"), html.P(say(check.message))],
                className="ph-status__body",
            ),
        ],
        className=f"ph-status ph-status--{tone} pj-check",
    )
