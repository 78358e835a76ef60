"""Page Årshjulet: everything that comes, as wheel, timeline and list, and why each thing is when it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards import words
from dashboards.ids import YearWheel
from dashboards.pages.wheel.explain import choose_one, explanation, law_checks
from dashboards.parts.milestones import group_of, milestone_columns, standing_filters
from dashboards.reading import reads
from dashboards.view import Context, Page, Wiring
from planhjul.figures.ink import ColourBy
from planhjul.figures.wheel.rings import ring_of, term_numbers, wheel_numbers
from planhjul.figures.wheel.term import TERM_YEARS, term_wheel_svg
from planhjul.figures.wheel.timeline import term_timeline_svg, timeline_svg
from planhjul.figures.wheel.year import wheel_svg
from planhjul.texts import Text, Year, text
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import Milestone, Process, RuleKind, Wheel

# What stands in the address.
SHAPE, SPAN, SHOWN_YEAR, COLOUR = "vis", "spenn", "hjulaar", "farge"
ORGAN, PROCESS, KIND, BUDGET_YEAR = "organ", "prosess", "slag", "budsjettaar"
TIMELINE, LIST, TERM = "tidslinje", "liste", "periode"
_AROUND: Final = 3


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the address asks for: the year's wheel, the term's when it is shown, filtered and whole."""

    year: Wheel
    term: Wheel | None
    whole: tuple[Milestone, ...]

    @property
    def numbers(self) -> dict[str, int]:
        """Each mark's number by its key."""
        found = {milestone.key: number for number, milestone in wheel_numbers(self.year)}
        if self.term is not None:
            found |= {milestone.key: number for number, milestone in term_numbers(self.term, self.year)}
        return found

    @property
    def listed(self) -> tuple[Milestone, ...]:
        """Everything drawn, each thing once, by day."""
        repeated = {f"{m.key}-{self.year.year}" for m in self.year.milestones}
        of_term = [m for m in self.term.milestones if m.key not in repeated] if self.term else []
        left = {m.key: m for m in (*of_term, *self.year.milestones)}.values()
        return tuple(sorted(left, key=lambda m: (m.day is None, m.day or self.year.on, m.key)))


def render(context: Context) -> Component:
    """The whole page."""
    shown = _shown(context)
    shape = context.asked(SHAPE)
    year = Year(shown.year.year)
    title = text("Årshjulet {year}", year=year)
    if shown.term is not None:
        title = text(
            "Valgperioden {first}–{last} og årshjulet {year}",
            first=Year(shown.term.year),
            last=Year(shown.term.year + TERM_YEARS),
            year=year,
        )
    return ui.page(
        title,
        _controls(context, shown),
        _content(context, shown, shape),
        law_checks(context, shown.year.findings),
        lead=text(
            "Velg et punkt i listen eller i tegningen for å se hva det er, hvem det gjelder og hvorfor."
        ),
    )


def _shown(context: Context) -> _Shown:
    on = context.on
    asked = context.asked(SHOWN_YEAR)
    year = int(asked) if asked.isdigit() and abs(int(asked) - on.year) <= _AROUND else on.year
    wheel = context.seen.time.wheel(year)
    term = context.seen.time.term(year) if context.asked(SPAN) == TERM else None
    whole = (*wheel.milestones, *(term.milestones if term else ()))
    wanted = _filter(context)

    def filtered(one: Wheel) -> Wheel:
        return replace(one, milestones=tuple(m for m in one.milestones if wanted(m)))

    return _Shown(filtered(wheel), filtered(term) if term else None, whole)


def _filter(context: Context) -> Callable[[Milestone], bool]:
    """Whether a milestone is in the selection the address asks for."""
    asked = {name: context.asked(name) for name in (ORGAN, PROCESS, KIND, BUDGET_YEAR)}

    def wanted(milestone: Milestone) -> bool:
        own = {
            ORGAN: milestone.organ.value,
            PROCESS: milestone.process.value,
            KIND: milestone.kind.value,
            BUDGET_YEAR: str(milestone.budget_year),
        }
        return all(not value or own[name] == value for name, value in asked.items())

    return wanted


def _controls(context: Context, shown: _Shown) -> Component:
    years = range(context.on.year - _AROUND, context.on.year + _AROUND + 1)
    shape = ui.radio_group(
        YearWheel.SHAPE,
        text("Vis som"),
        [("", text("Hjul")), (TIMELINE, text("Tidslinje")), (LIST, text("Liste"))],
        context.asked(SHAPE),
        address=SHAPE,
    )
    span = ui.radio_group(
        YearWheel.SPAN,
        text("Tidsrom"),
        [("", text("Ett år")), (TERM, text("Hele valgperioden"))],
        context.asked(SPAN),
        address=SPAN,
    )
    year = ui.select(
        YearWheel.YEAR,
        text("Hjulets år"),
        [(str(one), str(one)) for one in years],
        str(shown.year.year),
        address=SHOWN_YEAR,
    )
    colour = ui.select(
        YearWheel.COLOUR,
        text("Farge viser"),
        [("", text("Prosess")), (ColourBy.BUDGET_YEAR.value, text("Budsjettår"))],
        context.asked(COLOUR),
        address=COLOUR,
    )
    return html.Div(
        [shape, span, year, *_filters(context, shown.whole), colour], className="ph-wheel-controls"
    )


def _filters(context: Context, whole: Sequence[Milestone]) -> list[Component]:
    """The four filters; each offers what there is, and what the address asks for."""
    organs = {m.organ for m in whole}
    processes = {m.process for m in whole}
    kinds = {m.kind for m in whole}
    years = sorted({m.budget_year for m in whole if m.budget_year is not None})
    offered: list[tuple[YearWheel, str, Text, list[ui.Option]]] = [
        (
            YearWheel.ORGAN,
            ORGAN,
            text("Organ"),
            [(one.value, one.words) for one in Organ if one in organs],
        ),
        (
            YearWheel.PROCESS,
            PROCESS,
            text("Prosess"),
            [(one.value, words.PROCESS[one]) for one in Process if one in processes],
        ),
        (
            YearWheel.KIND,
            KIND,
            text("Bygger på"),
            [(one.value, one.words) for one in RuleKind if one in kinds],
        ),
        (YearWheel.BUDGET_YEAR, BUDGET_YEAR, text("Budsjettår"), [(str(one), str(one)) for one in years]),
    ]
    return [
        ui.select(
            id, label, _with_all(context, options, context.asked(name)), context.asked(name), address=name
        )
        for id, name, label, options in offered
    ]


def _with_all(context: Context, options: Sequence[ui.Option], asked: str) -> list[ui.Option]:
    """The options after «Alle»; what the address asks for is there though nothing has it."""
    unknown = [(asked, asked)] if asked and asked not in dict(options) else []
    return [("", text("Alle")), *options, *unknown]


def _content(context: Context, shown: _Shown, shape: str) -> Component:
    if not shown.listed:
        return ui.status(
            "info",
            text("Velg «Alle» i ett eller flere av filtrene over."),
            title=text("Ingenting i hjulet passer til dette utvalget."),
        )
    table = html.Div(_list(context, shown), className="ph-wheel__list")
    answer = html.Div(ui.reveal(YearWheel.EXPLANATION, *choose_one(context)), className="ph-wheel__answer")
    if shape == LIST:
        return html.Div([table, answer], className="ph-wheel ph-wheel--list")
    name = text("Årshjulet {year} som tegning", year=Year(shown.year.year))
    drawing = html.Div(
        ui.svg(YearWheel.DRAWING, _drawing(context, shown, shape), name=name), className="ph-wheel__drawing"
    )
    look = "line" if shape == TIMELINE else "round"
    return html.Div([table, drawing, answer], className=f"ph-wheel ph-wheel--{look}")


def _drawing(context: Context, shown: _Shown, shape: str) -> str:
    language = context.language
    on_label = context.say(text("Per {day}", day=context.on))
    by_year = context.asked(COLOUR) == ColourBy.BUDGET_YEAR
    colour = ColourBy.BUDGET_YEAR if by_year else ColourBy.PROCESS
    months, say = language.months(), language.say
    if shown.term is not None:
        draw_both = term_timeline_svg if shape == TIMELINE else term_wheel_svg
        return draw_both(shown.term, shown.year, say, months=months, on_label=on_label, colour_by=colour)
    draw = timeline_svg if shape == TIMELINE else wheel_svg
    return draw(shown.year, say, months=months, on_label=on_label, colour_by=colour)


def _list(context: Context, shown: _Shown) -> Component:
    """The same as the drawing, as a list: narrow beside it, with every column when it stands alone."""
    columns = _columns(context, shown)
    return ui.data_table(
        YearWheel.LIST,
        text("Alt i utvalget"),
        columns,
        _rows(columns, shown),
        filters=standing_filters(shown.listed),
        compact=True,
    )


def _rows(columns: Sequence[ui.Column], shown: _Shown, chosen: str = "") -> list[ui.Row]:
    """The list's rows; the chosen one is marked."""
    return ui.rows_of(
        columns,
        shown.listed,
        key=lambda milestone: milestone.key,
        group=group_of,
        tone=lambda milestone: "chosen" if milestone.key == chosen else "",
    )


def _columns(context: Context, shown: _Shown) -> list[ui.Column]:
    whole_width = context.asked(SHAPE) == LIST
    columns = milestone_columns(context, shown.numbers, organ=not whole_width)
    if not whole_width:
        return columns

    def budget_year(milestone: Milestone) -> ui.Cell:
        return ui.Cell(str(milestone.budget_year or ""), milestone.budget_year or 0)

    return [
        *columns,
        ui.Column("organ", text("Hvem"), of=lambda one: one.organ.words),
        ui.Column("ring", text("Ring"), of=lambda one: ring_of(one).words),
        ui.Column("process", text("Prosess"), of=lambda one: words.PROCESS[one.process]),
        ui.Column("kind", text("Bygger på"), of=lambda one: one.kind.words),
        ui.Column("budget_year", text("Budsjettår"), "number", of=budget_year),
    ]


def _explain(context: Context, selected: str | None, pressed: str | None) -> tuple[Any, ...] | None:
    """The explanation of the milestone that was chosen in the list or in the drawing."""
    key = pressed if context.asked_by == YearWheel.LIST else selected
    shown = _shown(context)
    for milestone in shown.whole:
        if milestone.key == key:
            card = explanation(context, milestone, shown.year.findings, level=2)
            return card, key, key, ui.rows_json(_rows(_columns(context, shown), shown, key))
    return None


def register(wiring: Wiring) -> None:
    """The callback that explains the chosen milestone."""
    reads(
        wiring,
        [
            (YearWheel.EXPLANATION, "children"),
            (YearWheel.EXPLANATION, "token"),
            (YearWheel.DRAWING, "selected"),
            (YearWheel.LIST, "rows"),
        ],
        [(YearWheel.DRAWING, "selections"), (YearWheel.LIST, "presses")],
        [(YearWheel.DRAWING, "selected"), (YearWheel.LIST, "pressed")],
    )(_explain)


PAGE = Page(path="/arshjul", title=text("Årshjulet"), render=render, ids=[YearWheel], register=register)
