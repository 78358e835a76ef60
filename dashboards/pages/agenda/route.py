"""A wish's way as a vertical timeline: a list for everybody, with «siste sjanse» where the eye falls."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.parts.estimates import estimate_band
from dashboards.view import Context
from planhjul.choices.band import Band
from planhjul.choices.route.results import PointState, Route, RoutePoint, Way
from planhjul.choices.route.words import movable_explained
from planhjul.texts import Kroner, Text, Year, text
from planhjul.wheel.roles import Stop


def way(context: Context, route: Route, where: Text | None, *actions: ui.Child, draft: bool) -> Component:
    """The section about one wish: its sentence, its points in order, and what the answer rests on.

    `where` is the area the kroner are counted in; `draft` is True for a wish that is not on a list yet.
    """
    passed = [point for point in route.points if point.state is PointState.PASSED]
    ahead = [point for point in route.points if point.state is not PointState.PASSED]
    reaching = [point for point in ahead if point.reaches or point.stop is Stop.MOTE]
    later = [point for point in ahead if point not in reaching]
    children: list[ui.Child] = [html.P(_facts(context, route, draft=draft), className="ph-way__facts")]
    children.append(html.P(route.sentence, className="ph-way__sentence"))
    children += actions
    if passed:
        summary = (
            text("1 vedtak er passert")
            if len(passed) == 1
            else text("{antall} vedtak er passert", antall=len(passed))
        )
        children.append(ui.explain(summary, _line(context, route, passed, where)))
    if reaching:
        children.append(_line(context, route, reaching, where))
    if later:
        heading = (
            text("Etterpå: virker først senere")
            if route.year is None
            else text("Etterpå: virker først etter {aar}", aar=Year(route.year))
        )
        children.append(ui.explain(heading, _line(context, route, later, where)))
    if route.notes:
        children.append(
            ui.explain(text("Hva dette bygger på"), html.Ul([html.Li(note) for note in route.notes]))
        )
    return ui.section(route.title, *children)


def _facts(context: Context, route: Route, *, draft: bool) -> list[ui.Child]:
    facts: list[ui.Child] = []
    if draft:
        facts += [ui.badge(text("Ikke lagt på noen liste"), "warning"), " "]
    amount = route.amount_ore
    if amount is None:
        facts.append(text("Uten beløp."))
    elif amount < 0:
        facts.append(text("Sparer {belop} i året.", belop=Kroner(-amount)))
    else:
        facts.append(text("Koster {belop} i året.", belop=Kroner(amount)))
    if route.year is not None:
        facts += [" ", text("Skal virke fra {aar}.", aar=Year(route.year))]
    return facts


def _line(context: Context, route: Route, points: Sequence[RoutePoint], where: Text | None) -> Component:
    items = [
        html.Li(
            _point(context, route, point, where),
            className=f"ph-way__point ph-way__point--{point.state.value}"
            + (" ph-way__point--last" if point.last_chance else "")
            + (" ph-way__point--next" if point.next_chance and not point.last_chance else ""),
        )
        for point in points
    ]
    return html.Ol(items, className="ph-way")


def _point(context: Context, route: Route, point: RoutePoint, where: Text | None) -> list[ui.Child]:
    head: list[ui.Child] = [html.Span(_when(context, point), className="ph-way__day")]
    head += [ui.badge(label, tone) for label, tone in _badges(route, point)]
    parts: list[ui.Child] = [
        html.Div(head, className="ph-way__head"),
        html.P([html.Strong(point.title), html.Span(point.organ.words, className="ph-way__organ")]),
    ]
    if point.state is PointState.PASSED:
        return parts
    if (deadline := _deadline(context, point)) is not None:
        parts.append(deadline)
    body: list[ui.Child] = []
    if point.ways:
        body.append(_ways(context, point))
    if point.movable is not None:
        body.append(_movable(context, route, point, point.movable, where))
    if body:
        parts.append(html.Div(body, className="ph-way__body"))
    return parts


def _badges(route: Route, point: RoutePoint) -> list[tuple[Text, str]]:
    found: list[tuple[Text, str]] = []
    if point.next_chance:
        found.append((text("Neste sjanse"), "info"))
    if point.last_chance:
        found.append((text("Siste sjanse"), "error"))
    if point.inside:
        found.append((text("Får plass"), "ok"))
    elif point.inside is False and point.movable is not None:
        within_high = abs(route.amount_ore or 0) <= point.movable.high_ore
        label = text("Usikkert om det får plass") if within_high else text("Får ikke plass")
        found.append((label, "warning"))
    return found


def _when(context: Context, point: RoutePoint) -> ui.Words:
    if point.day is not None and point.state is PointState.AHEAD:
        return context.language.weekday_date(point.day).capitalize()
    return point.when


def _deadline(context: Context, point: RoutePoint) -> Component | None:
    if point.deadline is None:
        if point.day is None:
            return None
        return html.P(text("Leveringsfristen står i kommunens reglement."), className="ph-way__deadline")
    days = point.working_days_left or 0
    left = text("1 virkedag igjen") if days == 1 else text("{antall} virkedager igjen", antall=days)
    return html.P(
        [text("Må leveres senest {dag}:", dag=point.deadline), " ", html.Strong(left)],
        className="ph-way__deadline",
    )


def _movable(
    context: Context, route: Route, point: RoutePoint, movable: Band, where: Text | None
) -> Component:
    if movable.high_ore == 0:
        nothing = [html.P(text("Ingenting kan flyttes da."), className="ph-quiet")]
        nothing += [ui.explain_number(movable_explained(route, point, movable, where))]
        return html.Div(nothing, className="ph-way__movable")
    name = (
        text("Kan flyttes da i {hvor}, mill. kr (anslag)", hvor=where)
        if where is not None
        else text("Kan flyttes da i hele budsjettet, mill. kr (anslag)")
    )
    children: list[ui.Child] = [estimate_band(context, movable, name)]
    if point.fits is not None:
        children.append(html.P(point.fits))
    children.append(ui.explain_number(movable_explained(route, point, movable, where)))
    return html.Div(children, className="ph-way__movable")


def _ways(context: Context, point: RoutePoint) -> Component:
    first, *rest = point.ways
    shown: list[ui.Child] = [html.Ul([_one_way(context, point, first)], className="ph-list")]
    if rest:
        summary = text("1 annen måte") if len(rest) == 1 else text("{antall} andre måter", antall=len(rest))
        shown.append(
            ui.explain(summary, html.Ul([_one_way(context, point, one) for one in rest], className="ph-list"))
        )
    return html.Div(shown, className="ph-way__ways")


def _one_way(context: Context, point: RoutePoint, one: Way) -> Component:
    parts: list[ui.Child] = [html.Strong(one.title), html.Span(one.form)]
    if one.deadline is not None and one.deadline != point.deadline:
        parts.append(html.Span(text("Senest {dag}.", dag=one.deadline), className="ph-way__by"))
    return html.Li(parts, className="ph-way__form")
