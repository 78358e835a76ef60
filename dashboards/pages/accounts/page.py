"""Page Budsjett og regnskap: the prescribed overviews, their controls, and the key figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Accounts, Followup
from dashboards.pages.accounts.checks import controls, controls_sentence
from dashboards.pages.accounts.closing import closing_sentence, closing_tables
from dashboards.pages.accounts.drill import behind_line, drilled
from dashboards.pages.accounts.figures import figures, robek_grounds
from dashboards.pages.accounts.followup.page import followup_page, shows_followup, view_choice
from dashboards.pages.accounts.printed import printed
from dashboards.pages.accounts.table import areas, lines
from dashboards.parts.detail import shown_at
from dashboards.parts.nothing import ANOTHER_VERSION, nothing
from dashboards.parts.units import Unit, chosen_unit, unit_choice
from dashboards.reading import hands_out
from dashboards.view import Context, Page, Wiring
from planhjul.house.money import VersionChoice
from planhjul.ledger.forms.closing import CLOSING, Closing
from planhjul.ledger.forms.columns import FormBook, SideBySide
from planhjul.ledger.forms.compare import Comparison
from planhjul.ledger.forms.lines import FIRST_YEAR, FormKey
from planhjul.ledger.forms.overviews import Overview, balance_sentence
from planhjul.ledger.key_figures.figures import KeyFigures
from planhjul.ledger.lines import INVESTERING
from planhjul.ledger.versions import VersionKind
from planhjul.texts import Text, text

TITLE: Final = text("Budsjett og regnskap")
FORM: Final = "skjema"
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
UNITS: Final = (Unit.THOUSANDS, Unit.KRONER)


def render(context: Context) -> Component:
    """The page for the version the address names."""
    if shows_followup(context):
        return followup_page(context, TITLE)
    written = context.asked(FORM)
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
    return _form_page(context, choice, FormKey(written) if written in set(FormKey) else FormKey.DRIFT)


def _form_page(context: Context, choice: VersionChoice, key: FormKey) -> Component:
    accounts = context.seen.accounts
    unit = chosen_unit(context, UNITS)
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
        shown_at(drilled(context), *behind_line(context, answer)),
        *areas(context, beside, found.chosen, unit),
        _downloads(context, choice),
        controls(context, answer),
        *printed(context, answer, compared, unit),
        *(
            [figures(context, counted), robek_grounds(context, counted)]
            if isinstance(counted, KeyFigures)
            else []
        ),
        lead=ui.joined(balance_sentence(answer), *_agreement(answer, compared)),
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
    unit = chosen_unit(context, UNITS)
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
        lead=ui.joined(closing_sentence(found), *([controls_sentence(found)] if found.checks else [])),
    )


def _overviews(context: Context, _at: datetime, suffix: str) -> tuple[str, bytes] | None:
    """All overviews of a year's version as one file."""
    view = context.view
    if suffix not in ("xlsx", "html") or view.aar is None:
        return None
    book = context.seen.accounts.book(view.aar, view.versjon)
    if not isinstance(book, FormBook):
        return None
    return f"oversikter-{context.kommune.nr}-{view.aar}.{suffix}", _written(book, suffix, context)


def register(wiring: Wiring) -> None:
    """The files to download; every control of this page is part of its address, so no callback is needed."""
    hands_out(wiring, "/budsjett/oversikter.<suffix>")(_overviews)


PAGE: Final = Page(path="/budsjett", title=TITLE, render=render, ids=[Accounts, Followup], register=register)


def _written(book: FormBook, suffix: str, context: Context) -> bytes:
    # The spreadsheet library is heavy, and most visitors never download.
    if suffix == "xlsx":
        from planhjul.publish.form_sheets import xlsx_bytes

        return xlsx_bytes(book, context.language)
    from planhjul.publish.form_sheets_html import html_bytes

    return html_bytes(book, context.language)


def _has_closing(choice: VersionChoice) -> bool:
    return choice.kind is VersionKind.REGNSKAP and choice.year >= FIRST_YEAR


def _nothing(context: Context, message: Text) -> Component:
    return ui.page(TITLE, nothing(context, message, ANOTHER_VERSION))


def _notes(context: Context, answer: Overview) -> list[Component]:
    return [
        *(ui.status("warning", flag.message) for flag in answer.flags),
        *(ui.status("info", note) for note in answer.notes),
    ]


def _choices(context: Context, choice: VersionChoice, chosen: str, unit: Unit) -> Component:
    titles = _FORMS | (_OLD_FORMS if choice.year < FIRST_YEAR else {})
    options = [(key.value, title) for key, title in titles.items()]
    if _has_closing(choice):
        options.append((CLOSING, text("Budsjettavvik og avslutning (§ 5-9)")))
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
        unit_choice(Accounts.UNIT, UNITS, unit),
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
