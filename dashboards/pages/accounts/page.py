"""Page Budsjett og regnskap: the prescribed overviews, their controls, and the key figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dash import html
from flask import Response, abort, request

from dashboards import components as ui
from dashboards.components import native
from dashboards.ids import Accounts, Followup
from dashboards.pages.accounts.checks import controls, controls_sentence
from dashboards.pages.accounts.closing import closing_sentence, closing_tables
from dashboards.pages.accounts.drill import behind_line, drilled
from dashboards.pages.accounts.figures import figures, robek_grounds
from dashboards.pages.accounts.followup import followup_page, shows_followup, view_choice
from dashboards.pages.accounts.printed import printed
from dashboards.pages.accounts.table import Unit, areas, lines
from dashboards.view import Context, Page, context_from
from planhjul.ledger.forms.closing import CLOSING, Closing
from planhjul.ledger.forms.columns import FormBook, SideBySide
from planhjul.ledger.forms.lines import FIRST_YEAR, FormKey
from planhjul.ledger.forms.overviews import Overview, balance_sentence
from planhjul.ledger.key_figures.figures import KeyFigures
from planhjul.ledger.lines import INVESTERING
from planhjul.ledger.versions import VersionKind
from planhjul.texts import Text, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash.development.base_component import Component

    from dashboards.view import Wiring
    from planhjul.house.money import VersionChoice
    from planhjul.ledger.forms.compare import Comparison

TITLE: Final = text("Budsjett og regnskap")
FORM: Final = "skjema"
UNIT: Final = "enhet"
# The parameters of what is behind a line: another overview has other lines.
_DRILL: Final = ("linje", "art", "funksjon")
_FORMS: Final[dict[FormKey, Text]] = {
    FormKey.DRIFT: text("Drift etter bevilgning (§ 5-4)"),
    FormKey.INVESTERING: text("Investering (§ 5-5)"),
    FormKey.ART: text("Drift etter art (§ 5-6)"),
}
_OLD_FORMS: Final[dict[FormKey, Text]] = {
    FormKey.DRIFT: text("Drift (budsjettskjema 1A)"),
    FormKey.INVESTERING: text("Investering (budsjettskjema 2A)"),
}
_UNITS: Final[dict[Unit, Text]] = {
    Unit.THOUSANDS: text("Hele tusen kroner"),
    Unit.KRONER: text("Kroner"),
}
_FILES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
}


def render(context: Context) -> Component:
    """The page for the version the address names."""
    if shows_followup(context):
        return followup_page(context, context.say(TITLE))
    written = context.view.others.get(FORM, "")
    choice = context.choice
    if choice is None:
        # A version that holds only investering is no version of the other pages.
        view = context.view
        choice = context.seen.money.default(view.aar, view.versjon, INVESTERING)
        written = FormKey.INVESTERING.value
    if choice is None:
        return _nothing(context, text("Ingen budsjett eller regnskap gjelder per denne datoen."))
    if written == CLOSING and _has_closing(choice):
        return _closing_page(context, choice)
    return _form_page(context, choice, _form(written))


def _form_page(context: Context, choice: VersionChoice, key: FormKey) -> Component:
    say, accounts = context.say, context.seen.accounts
    unit = _unit(context.view.others.get(UNIT, ""))
    found = accounts.side_by_side(key, choice.year, choice.kind)
    if not isinstance(found, SideBySide):
        return _nothing(context, found.message)
    answer, beside = found.answer, found.overviews
    counted = accounts.key_figures(choice.year, choice.kind)
    compared = accounts.comparisons(answer.form, choice.year)
    return ui.page(
        TITLE,
        view_choice(context),
        *_notes(context, answer),
        _choices(context, choice, key.value, unit),
        lines(context, beside, found.chosen, unit),
        native.Reveal(token=drilled(context), children=behind_line(context, answer)),
        *areas(context, beside, found.chosen, unit),
        _downloads(context, choice),
        controls(context, answer),
        *printed(context, answer, compared, unit),
        *(
            [figures(context, counted), robek_grounds(context, counted)]
            if isinstance(counted, KeyFigures)
            else []
        ),
        lead=" ".join(say(one) for one in (balance_sentence(answer), *_agreement(answer, compared))),
    )


def _agreement(answer: Overview, compared: Sequence[Comparison]) -> list[Text]:
    """Whether the controls agree and what stands in print is the same, so that nobody must scroll to know."""
    breaks = sum(one.breaks for one in compared)
    said = [controls_sentence(answer)]
    if breaks:
        said.append(text("{count} beløp avviker fra trykt oversikt.", count=breaks))
    elif compared:
        said.append(text("Tallene er like trykt oversikt."))
    return said


def _closing_page(context: Context, choice: VersionChoice) -> Component:
    say = context.say
    unit = _unit(context.view.others.get(UNIT, ""))
    found = context.seen.accounts.closing(choice.year)
    chosen = _choices(context, choice, CLOSING, unit)
    if not isinstance(found, Closing):
        return ui.page(TITLE, view_choice(context), chosen, ui.status("info", found.message))
    return ui.page(
        TITLE,
        view_choice(context),
        *(ui.status("info", note) for note in found.notes),
        chosen,
        closing_tables(context, found, unit),
        _downloads(context, choice),
        *([controls(context, found)] if found.checks else []),
        lead=" ".join(
            say(one)
            for one in (closing_sentence(found), *([controls_sentence(found)] if found.checks else []))
        ),
    )


def register(wiring: Wiring) -> None:
    """The files to download; every control of this page is part of its address, so no callback is needed."""

    def overviews(suffix: str) -> Response:
        context = context_from(wiring.services, wiring.clock, request.query_string.decode(), wiring.path)
        if suffix not in _FILES or not isinstance(context, Context):
            abort(404)
        view = context.view
        if view.aar is None:
            abort(404)
        book = context.seen.accounts.book(view.aar, view.versjon)
        if not isinstance(book, FormBook):
            abort(404)
        name = f"oversikter-{context.kommune.nr}-{view.aar}.{suffix}"
        return Response(
            _written(book, suffix, context),
            mimetype=_FILES[suffix],
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    wiring.app.server.add_url_rule("/budsjett/oversikter.<suffix>", "budsjett-oversikter", overviews)


PAGE: Final = Page(path="/budsjett", title=TITLE, render=render, ids=[Accounts, Followup], register=register)


def _written(book: FormBook, suffix: str, context: Context) -> bytes:
    # The spreadsheet library is heavy, and most visitors never download.
    if suffix == "xlsx":
        from planhjul.publish.form_sheets import xlsx_bytes

        return xlsx_bytes(book, context.language)
    from planhjul.publish.form_sheets_html import html_bytes

    return html_bytes(book, context.language)


def _form(written: str) -> FormKey:
    return FormKey(written) if written in set(FormKey) else FormKey.DRIFT


def _unit(written: str) -> Unit:
    return Unit(written) if written in set(Unit) else Unit.THOUSANDS


def _has_closing(choice: VersionChoice) -> bool:
    return choice.kind is VersionKind.REGNSKAP and choice.year >= FIRST_YEAR


def _nothing(context: Context, message: Text) -> Component:
    return ui.page(
        TITLE,
        ui.status(
            "info",
            text("Velg en annen dato eller versjon over, eller les inn en fil."),
            html.P(ui.link(text("Gå til Import"), context.href("/import"))),
            title=message,
        ),
    )


def _notes(context: Context, answer: Overview) -> list[Component]:
    return [
        *(ui.status("warning", flag.message) for flag in answer.flags),
        *(ui.status("info", note) for note in answer.notes),
    ]


def _choices(context: Context, choice: VersionChoice, chosen: str, unit: Unit) -> Component:
    say = context.say
    titles = _FORMS | (_OLD_FORMS if choice.year < FIRST_YEAR else {})
    options = [(key.value, say(title)) for key, title in titles.items()]
    if _has_closing(choice):
        options.append((CLOSING, say(text("Budsjettavvik og avslutning (§ 5-9)"))))
    return ui.grid(
        ui.radio_group(
            Accounts.FORM,
            text("Oversikt"),
            options,
            FormKey(chosen).of_year(FIRST_YEAR).value if chosen != CLOSING else chosen,
            hint=text("Paragrafene er i budsjett- og regnskapsforskriften."),
            address=FORM,
            clears=_DRILL,
        ),
        ui.radio_group(
            Accounts.UNIT,
            text("Vis beløp i"),
            [(one.value, title) for one, title in _UNITS.items()],
            unit.value,
            address=UNIT,
        ),
    )


def _downloads(context: Context, choice: VersionChoice) -> Component:
    links = [
        ui.link(
            label,
            context.href(
                f"/budsjett/oversikter.{suffix}",
                kommune=context.kommune.nr,
                aar=choice.year,
                versjon=choice.kind.value,
                per=context.on.isoformat(),
            ),
            look="button",
            download=f"oversikter-{context.kommune.nr}-{choice.year}.{suffix}",
        )
        for suffix, label in (
            ("xlsx", text("Last ned Excel med formler")),
            ("html", text("Last ned nettside (HTML)")),
        )
    ]
    return ui.section(
        text("Last ned"),
        html.Div(links, className="ph-actions"),
        id=Accounts.DOWNLOADS,
        lead=text("Alle de lovpålagte oversiktene for versjonen, i forskriftens oppstilling."),
    )
