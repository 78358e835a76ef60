"""Page Nå: what can still be changed today, by whom, until when, and for how much money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Now
from dashboards.pages.now.room import shrinking_room
from dashboards.pages.wheel.explain import choose_one, explanation, law_checks
from dashboards.parts.estimates import estimate_band
from dashboards.parts.milestones import group_of, milestone_columns, standing_filters
from dashboards.reading import reads
from dashboards.view import Context, Page, Wiring
from planhjul.choices.band import Band
from planhjul.explanation import Explanation
from planhjul.figures.wheel.rings import wheel_numbers
from planhjul.figures.wheel.year import wheel_svg
from planhjul.house.time import BUDGET_WINDOW, OpenWindow
from planhjul.texts import Text, Year, text
from planhjul.wheel.results import Milestone, Wheel, Window


def render(context: Context) -> Component:
    """The whole page."""
    answer = context.seen.time.windows()
    wheel = context.seen.time.wheel(context.on.year)
    return ui.page(
        text("Hva kan ennå endres i {kommune}?", kommune=context.kommune.navn),
        _urgent(context, answer.late, answer.closing_soon),
        ui.section(
            text("Åpent nå"),
            _windows(context, answer.windows),
            lead=text("Hvert kort er et budsjett eller en plan dere fortsatt kan påvirke."),
        ),
        _room(context, answer.windows),
        _wheel(context, wheel),
        law_checks(context, wheel.findings),
        lead=context.language.weekday_date(context.on).capitalize() + ".",
    )


def _urgent(context: Context, late: Sequence[Milestone], soon: Sequence[Milestone]) -> Component:
    cards: list[ui.Child] = []
    if late:
        cards.append(
            ui.card(
                text("Forsinket"),
                _deadlines(context, late),
                note=text("Fristen er ute, og vi finner ikke at det er gjort."),
                tone="error",
            )
        )
    nothing = html.P(text("Ingenting lukkes de neste 14 dagene."), className="ph-quiet")
    cards.append(
        ui.card(
            text("Lukkes innen 14 dager"),
            _deadlines(context, soon) if soon else nothing,
            tone="warning" if soon else "",
        )
    )
    return ui.grid(*cards, columns=len(cards))


def _deadlines(context: Context, milestones: Sequence[Milestone]) -> Component:
    items = [
        html.Li(
            [
                html.Time(_day(context, milestone), className="ph-deadline__day"),
                html.Span(
                    [
                        html.Strong(milestone.title),
                        html.Span(_who_and_why(context, milestone), className="ph-deadline__organ"),
                    ]
                ),
            ],
            className="ph-deadline",
        )
        for milestone in milestones
    ]
    return html.Ul(items, className="ph-list")


def _who_and_why(context: Context, milestone: Milestone) -> list[ui.Child]:
    """Whose deadline it is, and the paragraph when the law sets it."""
    organ, legal = context.say(milestone.organ.words), milestone.legal
    if legal is None:
        return [organ]
    return [organ, ", ", ui.link(f"{legal.act} {legal.section}", legal.url, external=True)]


def _day(context: Context, milestone: Milestone) -> ui.Words:
    return context.language.date(milestone.day) if milestone.day else text("Uten dato")


def _windows(context: Context, found: Sequence[OpenWindow]) -> Component:
    if not found:
        return ui.status(
            "info",
            text("Les inn møteplanen under Import, så viser vi hva som er åpent og når det lukkes."),
            title=text("Vi finner ingen åpne budsjett eller planer."),
        )
    return ui.grid(*(_window(context, one) for one in found), columns=2)


def _room(context: Context, found: Sequence[OpenWindow]) -> Component | None:
    """The shrinking room of the budget being prepared: the window furthest ahead that has kroner."""
    furthest = max(
        (one for one in found if one.movable is not None), key=lambda one: one.window.year, default=None
    )
    if furthest is None or furthest.movable is None:
        return None
    return shrinking_room(context, furthest.window.year, furthest.movable)


def _window(context: Context, one: OpenWindow) -> Component:
    window = one.window
    parts: list[ui.Child] = [html.P(window.phase, className="ph-phase"), _next(context, window)]
    if one.movable is not None:
        parts.append(_movable(context, one.movable, one.explanation))
    else:
        parts.append(html.P(_no_kroner(window), className="ph-quiet"))
    parts.append(_instruments(context, window))
    return ui.card(window.title, *parts, level=3)


def _no_kroner(window: Window) -> Text:
    """Why a window shows no kroner: it is no budget, or the budget has no numbers yet."""
    if window.plan.startswith(BUDGET_WINDOW):
        return text(
            "Tallene for {aar} er ikke lest inn, så vi kan ikke si hva som kan flyttes.",
            aar=Year(window.year),
        )
    return text("Flytter ingen kroner i seg selv, men styrer hva de neste budsjettene skal brukes til.")


def _next(context: Context, window: Window) -> Component:
    say, decision = context.say, window.next_decision
    if decision is None:
        return html.P(text("Ingen neste vedtak er datofestet. Legg møtet inn i møteplanen."))
    what, organ = say(decision.title), decision.organ.words
    # A meeting is called after its organ: then the organ is said already.
    note = what if what.startswith(say(organ)) else say(text("{what}, {organ}", what=what, organ=organ))
    stats = [ui.stat(text("Neste vedtak"), context.language.date(decision.day), note=note)]
    if window.working_days_left is not None:
        stats.append(
            ui.stat(
                text("Tid igjen"),
                context.language.number(window.working_days_left),
                unit=text("virkedag") if window.working_days_left == 1 else text("virkedager"),
                note=text("Lukkes {day}", day=window.closes) if window.closes else "",
            )
        )
    return html.Div(stats, className="ph-stats")


def _movable(context: Context, movable: Band, explanation: Explanation | None) -> Component:
    """Kroner still movable, as a figure with its band: it rests on assumptions and says which."""
    million = context.language.million
    return html.Div(
        [
            ui.stat(
                text("Kan ennå flyttes på"),
                million(movable.default_ore),
                unit=text("mill. kr"),
                note=text("Anslag. Bygger på antakelser om hva som er bundet."),
                estimate=True,
            ),
            estimate_band(context, movable),
            ui.explain_number(explanation) if explanation is not None else None,
        ],
        className="ph-movable",
    )


def _instruments(context: Context, window: Window) -> Component:
    if not window.instruments:
        return html.P(text("Ingen virkemidler er åpne for en folkevalgt nå."), className="ph-quiet")
    items = [
        html.Li(
            [
                html.Strong(instrument.title),
                html.Span(
                    text("til og med {day}", day=instrument.closes)
                    if instrument.closes
                    else text("uten fast frist"),
                    className="ph-instrument__closes",
                ),
                *(
                    html.Span(told, className="ph-instrument__basis")
                    for told in (instrument.basis, instrument.can, instrument.cannot, instrument.warning)
                    if told is not None
                ),
            ],
            className="ph-instrument",
        )
        for instrument in window.instruments
    ]
    count = len(window.instruments)
    summary = (
        text("1 måte å påvirke på for en folkevalgt")
        if count == 1
        else text("{count} måter å påvirke på for en folkevalgt", count=count)
    )
    return ui.explain(summary, html.Ul(items, className="ph-list"))


def _wheel(context: Context, wheel: Wheel) -> Component:
    say = context.say
    drawing = wheel_svg(
        wheel, say, months=context.language.months(), on_label=say(text("Per {day}", day=context.on))
    )
    year = Year(wheel.year)
    return ui.section(
        text("Årshjulet {year}", year=year),
        html.Div(
            [
                html.Div(_list(context, wheel), className="ph-wheel__list"),
                html.Div(
                    [
                        ui.svg(Now.WHEEL, drawing, name=text("Årshjulet {year} som tegning", year=year)),
                        ui.reveal(Now.EXPLANATION, *choose_one(context)),
                    ],
                    className="ph-wheel__drawing",
                ),
            ],
            className="ph-wheel",
        ),
        lead=text("Velg et punkt i listen eller i hjulet for å se hva det er, hvem det gjelder og hvorfor."),
    )


def _list(context: Context, wheel: Wheel) -> Component:
    numbers = {milestone.key: number for number, milestone in wheel_numbers(wheel)}
    columns = milestone_columns(context, numbers)
    return ui.data_table(
        Now.LIST,
        text("Milepæler i {year}", year=Year(wheel.year)),
        columns,
        ui.rows_of(columns, wheel.milestones, key=lambda milestone: milestone.key, group=group_of),
        empty=text("Ingen milepæler i dette utvalget."),
        filters=standing_filters(wheel.milestones),
        compact=True,
    )


def _explain(context: Context, selected: str | None, pressed: str | None) -> tuple[Any, ...] | None:
    """The explanation of the milestone that was chosen in the list or in the drawing."""
    key = pressed if context.asked_by == Now.LIST else selected
    wheel = context.seen.time.wheel(context.on.year)
    for milestone in wheel.milestones:
        if milestone.key == key:
            return explanation(context, milestone, wheel.findings), key, key
    return None


def register(wiring: Wiring) -> None:
    """The callback that explains the chosen milestone."""
    reads(
        wiring,
        [(Now.EXPLANATION, "children"), (Now.EXPLANATION, "token"), (Now.WHEEL, "selected")],
        [(Now.WHEEL, "selections"), (Now.LIST, "presses")],
        [(Now.WHEEL, "selected"), (Now.LIST, "pressed")],
    )(_explain)


PAGE = Page(path="/", title=text("Nå"), render=render, ids=[Now], register=register)
