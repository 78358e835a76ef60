"""The form for a wish: every field is in the address, and nothing is stored until it is put on a list."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Agenda
from dashboards.pages.agenda.wish import (
    AMOUNT,
    AREA,
    CASE,
    FUNCTION,
    GOAL,
    KIND,
    NAME,
    NOTE,
    TAKEN,
    WISH,
    YEAR,
    read_wish,
    written,
)
from dashboards.view import Context
from planhjul.choices.priorities import PriorityKind
from planhjul.texts import Text, text

_LONGEST_OPTION = 70


def form_section(context: Context, owner: str) -> Component:
    """The section with the form; `owner` is the list that is shown."""
    wish = read_wish(context)
    agenda = context.seen.agenda

    def error(name: str) -> ui.Words:
        return wish.errors.get(name, "")

    none = ("", text("Ikke valgt"))
    fields: list[ui.Child] = [
        ui.select(
            Agenda.KIND,
            text("Hva slags sak"),
            [(kind.value, kind.words) for kind in PriorityKind],
            written(context, KIND) or PriorityKind.PENGER.value,
            address=KIND,
        ),
        ui.number_field(
            Agenda.AMOUNT,
            text("Beløp i året"),
            written(context, AMOUNT),
            hint=text("Minus betyr at det sparer penger. La stå tomt hvis du ikke vet."),
            error=error(AMOUNT),
            unit=text("kr"),
            address=AMOUNT,
        ),
        ui.text_field(
            Agenda.YEAR,
            text("Skal virke fra år"),
            written(context, YEAR),
            hint=text("Tomt betyr så snart som mulig."),
            error=error(YEAR),
            address=YEAR,
        ),
    ]
    functions = [(code, f"{code} {title}".strip()) for code, title in agenda.functions()]
    chosen: list[tuple[str, str, Text, Sequence[tuple[str, str]]]] = [
        (Agenda.AREA, AREA, text("Hvor i budsjettet"), agenda.areas()),
        (Agenda.FUNCTION, FUNCTION, text("Funksjon, hvis dere vet den"), functions),
        (Agenda.GOAL, GOAL, text("Hvilket mål"), agenda.goals()),
    ]
    for id_, name, label, known in chosen:
        if known:
            options = [(key, title[:_LONGEST_OPTION]) for key, title in known]
            fields.append(ui.select(id_, label, [none, *options], written(context, name), address=name))
    return ui.section(
        text("Et ønske med egne ord"),
        *_taken(context),
        ui.text_field(
            Agenda.MINE,
            text("Hva vil dere?"),
            written(context, WISH),
            hint=text("For eksempel: gratis skolemat for alle."),
            error=error(WISH),
            address=WISH,
            clears=(CASE, TAKEN),
        ),
        html.Div(fields, className="ph-fields"),
        html.Div(
            ui.text_field(
                Agenda.NOTE,
                text("Merknad"),
                written(context, NOTE),
                hint=text("Hvorfor, og hva dere har lovet eller avtalt. Kan stå tom."),
                error=error(NOTE),
                address=NOTE,
                multiline=True,
            ),
            className="ph-narrow",
        ),
        html.Div(
            ui.text_field(
                Agenda.NAME,
                text("Legg på lista til"),
                written(context, NAME) or owner,
                hint=text("Partiet, gruppa eller navnet ditt. Alle som åpner siden, kan se lista."),
                address=NAME,
            ),
            className="ph-narrow",
        ),
        *_another_day(context),
        html.Div(ui.button(Agenda.ADD, text("Legg på lista"), kind="primary")),
        html.Div(id=Agenda.MESSAGE),
        lead=text(
            "Skriv, så viser siden veien under. Det du skriver, står bare i adressen til du legger det "
            "på lista, så du kan sende lenken til andre."
        ),
    )


def _taken(context: Context) -> list[Component]:
    """That the wish was taken off, and how it is put back."""
    if not written(context, TAKEN):
        return []
    said = text("Saken er tatt av lista og står i skjemaet. Velg «Legg på lista» for å sette den tilbake.")
    return [ui.status("ok", said)]


def _another_day(context: Context) -> list[Component]:
    """A list is kept from today, also when one looks at an earlier day."""
    if context.on >= context.today:
        return []
    said = text(
        "Du ser på {on}. Saken legges på lista fra i dag, {today}, og siden viser da lista i dag.",
        on=context.on, today=context.today,
    )  # fmt: skip
    return [ui.status("info", said)]
