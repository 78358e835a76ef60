"""Page Nå: what can still be changed today, by whom, until when, and for how much money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import Dash, Input, Output, State, ctx, html
from dash.exceptions import PreventUpdate

from dashboards import components as ui
from dashboards import words
from dashboards.ids import Now, Shell
from dashboards.pages.now.room import shrinking_room
from dashboards.pages.wheel.explain import choose_one, explanation, law_checks
from dashboards.view import Clock, Context, Page, context_from
from planhjul.figures.wheel.rings import wheel_numbers
from planhjul.figures.wheel.year import wheel_svg
from planhjul.services.timeline import BUDGET_WINDOW
from planhjul.texts import Text, Year, text
from planhjul.wheel.results import Milestone, Status, Wheel, Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash.development.base_component import Component

    from planhjul.choices.band import Band
    from planhjul.explanation import Explanation
    from planhjul.services import Services
    from planhjul.services.timeline import OpenWindow

_COMING, _DONE = "kommer", "gjort"


def render(context: Context) -> Component:
    """The whole page."""
    answer = context.services.timeline.windows(context.kommune.nr, context.on)
    wheel = context.services.timeline.wheel(context.kommune.nr, context.on.year, context.on)
    say = context.say
    return ui.page(
        say(text("Hva kan ennå endres i {kommune}?", kommune=context.kommune.navn)),
        _urgent(context, answer.late, answer.closing_soon),
        ui.section(
            say(text("Åpent nå")),
            _windows(context, answer.windows),
            lead=say(text("Hvert kort er et budsjett eller en plan dere fortsatt kan påvirke.")),
        ),
        _room(context, answer.windows),
        _wheel(context, wheel),
        law_checks(context, wheel.findings),
        lead=context.language.weekday_date(context.on).capitalize() + ".",
    )


def _urgent(context: Context, late: Sequence[Milestone], soon: Sequence[Milestone]) -> Component:
    say = context.say
    cards: list[ui.Child] = []
    if late:
        cards.append(
            ui.card(
                say(text("Forsinket")),
                _deadlines(context, late),
                note=say(text("Fristen er ute, og vi finner ikke at det er gjort.")),
                tone="error",
            )
        )
    nothing = html.P(say(text("Ingenting lukkes de neste 14 dagene.")), className="ph-quiet")
    cards.append(
        ui.card(
            say(text("Lukkes innen 14 dager")),
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
                        html.Strong(context.say(milestone.title)),
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
    organ, legal = context.say(words.ORGAN[milestone.organ]), milestone.legal
    if legal is None:
        return [organ]
    return [organ, ", ", ui.link(f"{legal.act} {legal.section}", legal.url, external=True)]


def _day(context: Context, milestone: Milestone) -> str:
    return context.language.date(milestone.day) if milestone.day else context.say(text("Uten dato"))


def _windows(context: Context, found: Sequence[OpenWindow]) -> Component:
    if not found:
        return ui.status(
            "info",
            context.say(
                text("Les inn møteplanen under Import, så viser vi hva som er åpent og når det lukkes.")
            ),
            title=context.say(text("Vi finner ingen åpne budsjett eller planer.")),
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
    say, window = context.say, one.window
    parts: list[ui.Child] = [html.P(say(window.phase), className="ph-phase"), _next(context, window)]
    if one.movable is not None:
        parts.append(_movable(context, one.movable, one.explanation))
    else:
        parts.append(html.P(say(_no_kroner(window)), className="ph-quiet"))
    parts.append(_instruments(context, window))
    return ui.card(say(window.title), *parts, level=3)


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
        return html.P(say(text("Ingen neste vedtak er datofestet. Legg møtet inn i møteplanen.")))
    what, organ = say(decision.title), words.ORGAN[decision.organ]
    # A meeting is called after its organ: then the organ is said already.
    note = what if what.startswith(say(organ)) else say(text("{what}, {organ}", what=what, organ=organ))
    stats = [ui.stat(say(text("Neste vedtak")), context.language.date(decision.day), note=note)]
    if window.working_days_left is not None:
        stats.append(
            ui.stat(
                say(text("Tid igjen")),
                context.language.number(window.working_days_left),
                unit=say(text("virkedag") if window.working_days_left == 1 else text("virkedager")),
                note=say(text("Lukkes {day}", day=window.closes)) if window.closes else "",
            )
        )
    return html.Div(stats, className="ph-stats")


def _movable(context: Context, movable: Band, explanation: Explanation | None) -> Component:
    """Kroner still movable, as a figure with its band: it rests on assumptions and says which."""
    say, million = context.say, context.language.million
    return html.Div(
        [
            ui.stat(
                say(text("Kan ennå flyttes på")),
                million(movable.default_ore),
                unit=say(text("mill. kr")),
                note=say(text("Anslag. Bygger på antakelser om hva som er bundet.")),
                estimate=True,
            ),
            ui.band(
                movable.low_ore,
                movable.default_ore,
                movable.high_ore,
                labels=(
                    say(text("lavt {amount}", amount=million(movable.low_ore))),
                    say(text("anslag {amount}", amount=million(movable.default_ore))),
                    say(text("høyt {amount}", amount=million(movable.high_ore))),
                ),
                name=say(text("Fra lavt til høyt anslag, i millioner kroner")),
            ),
            ui.explain_number(say, explanation) if explanation is not None else None,
        ],
        className="ph-movable",
    )


def _instruments(context: Context, window: Window) -> Component:
    say = context.say
    if not window.instruments:
        return html.P(say(text("Ingen virkemidler er åpne for en folkevalgt nå.")), className="ph-quiet")
    items = [
        html.Li(
            [
                html.Strong(say(instrument.title)),
                html.Span(
                    say(text("til og med {day}", day=instrument.closes))
                    if instrument.closes
                    else say(text("uten fast frist")),
                    className="ph-instrument__closes",
                ),
                *(
                    html.Span(say(told), className="ph-instrument__basis")
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
    return ui.explain(say(summary), html.Ul(items, className="ph-list"))


def _wheel(context: Context, wheel: Wheel) -> Component:
    say = context.say
    drawing = wheel_svg(
        wheel,
        say,
        months=context.language.months(),
        on_label=say(text("Per {day}", day=context.on)),
    )
    year = Year(wheel.year)
    return ui.section(
        say(text("Årshjulet {year}", year=year)),
        html.Div(
            [
                html.Div(_list(context, wheel), className="ph-wheel__list"),
                html.Div(
                    [
                        ui.svg(Now.WHEEL, drawing, name=say(text("Årshjulet {year} som tegning", year=year))),
                        ui.reveal(Now.EXPLANATION, *choose_one(context)),
                    ],
                    className="ph-wheel__drawing",
                ),
            ],
            className="ph-wheel",
        ),
        lead=say(
            text("Velg et punkt i listen eller i hjulet for å se hva det er, hvem det gjelder og hvorfor.")
        ),
    )


def _list(context: Context, wheel: Wheel) -> Component:
    say = context.say
    numbers = {milestone.key: number for number, milestone in wheel_numbers(wheel)}
    rows = [_row(context, milestone, numbers.get(milestone.key)) for milestone in wheel.milestones]
    return ui.data_table(
        Now.LIST,
        say(text("Milepæler i {year}", year=Year(wheel.year))),
        [
            ui.Column("title", say(text("Hva"))),
            ui.Column("day", say(text("Når")), "date"),
        ],
        rows,
        empty=say(text("Ingen milepæler i dette utvalget.")),
        filters=ui.Filters(
            say(text("Vis")),
            [(_COMING, say(text("Som kommer"))), (_DONE, say(text("Som er gjort"))), ("", say(text("Alle")))],
        ),
        compact=True,
    )


def _row(context: Context, milestone: Milestone, number: int | None) -> ui.Row:
    status, tone = words.STATUS[milestone.status]
    title = context.say(milestone.title)
    return ui.Row(
        {
            "title": ui.Cell(
                f"{number}. {title}" if number is not None else title,
                sort=title,
                action=milestone.key,
                sub=context.say(words.ORGAN[milestone.organ]),
            ),
            "day": ui.Cell(
                _day(context, milestone),
                sort=milestone.day.isoformat() if milestone.day else "9999",
                sub=context.say(status),
                tone=tone if tone == "error" else "",
            ),
        },
        key=milestone.key,
        group=_DONE if milestone.status is Status.HELD else _COMING,
    )


def register(app: Dash, services: Services, clock: Clock) -> None:
    """The callback that explains the chosen milestone."""

    def explain(
        selections: int | None,
        presses: int | None,
        selected: str | None,
        pressed: str | None,
        search: str | None,
    ) -> tuple[Component, str, str]:
        if not selections and not presses:
            raise PreventUpdate
        key = pressed if ctx.triggered_id == Now.LIST.value else selected
        context = context_from(services, clock, search, PAGE.path)
        if not isinstance(context, Context):
            raise PreventUpdate
        wheel = services.timeline.wheel(context.kommune.nr, context.on.year, context.on)
        for milestone in wheel.milestones:
            if milestone.key == key:
                return explanation(context, milestone, wheel.findings), milestone.key, milestone.key
        raise PreventUpdate

    app.callback(
        Output(Now.EXPLANATION, "children"),
        Output(Now.EXPLANATION, "token"),
        Output(Now.WHEEL, "selected"),
        Input(Now.WHEEL, "selections"),
        Input(Now.LIST, "presses"),
        State(Now.WHEEL, "selected"),
        State(Now.LIST, "pressed"),
        State(Shell.ADDRESS, "search"),
        prevent_initial_call=True,
    )(explain)


def skeleton() -> list[Component]:
    """The ids of this page."""
    return [html.Div(id=name) for name in Now]


PAGE = Page(path="/", title=text("Nå"), render=render, register=register, skeleton=skeleton)
