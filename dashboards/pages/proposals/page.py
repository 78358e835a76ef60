"""Page Tiltak og forslag: measures in and out, what they are worth in four years, and whether it balances."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dash import html, no_update
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Proposals, Shell
from dashboards.pages.proposals import checks
from dashboards.pages.proposals import effects as views
from dashboards.pages.proposals.form import FORM_IDS, form_of, own_form, own_list
from dashboards.pages.proposals.meter import baseline_line, meter
from dashboards.pages.proposals.own import MOST_MEASURES, read_address, read_form, write_address
from dashboards.parts.estimates import assumptions
from dashboards.parts.nothing import mistakes, nothing
from dashboards.reading import reads
from dashboards.view import Context, Page, Wiring, query
from planhjul.choices.measures import Measure, MeasureKind
from planhjul.choices.results import Effects
from planhjul.figures.effects import signed_million
from planhjul.texts import Text, Year, text

TITLE: Final = text("Tiltak og forslag")
SCENARIO: Final = "scenario"
MEASURES: Final = "tiltak"
OWN: Final = "eget"
_NO_MEASURES: Final = "ingen"
_NOT_ADDED: Final = text("Tiltaket er ikke lagt til ennå. Rett dette:")
_NO_BUDGET: Final = text(
    "Tiltak trenger et budsjett å stå på: kommunedirektørens forslag eller en økonomiplan."
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the address chooses: a scenario, or the keys of measures, and the reader's own measures."""

    scenario: str | None
    keys: tuple[str, ...]
    own: tuple[Measure, ...]
    problem: Text | None

    @property
    def question(self) -> Mapping[str, Any]:
        """The choice as the service asks for it."""
        if self.scenario is not None:
            return {"scenario": self.scenario, "extra": self.own}
        return {"keys": self.keys, "extra": self.own}


def render(context: Context) -> Component:
    """The page for the scenario or measures in the address."""
    effects, measures = context.seen.effects.effects, context.seen.measures
    choice = _choice(context, measures)
    answer = effects(**choice.question)
    if not isinstance(answer, Effects):
        return ui.page(TITLE, nothing(context, answer.message, _NO_BUDGET))
    alone = effects(keys=tuple(measure.key for measure in measures))
    priced = alone if isinstance(alone, Effects) else answer
    problem = [ui.status("warning", choice.problem)] if choice.problem else []
    return ui.page(
        TITLE,
        baseline_line(context, answer),
        meter(context, answer),
        *problem,
        *_scenario(context, choice),
        _measures(context, measures, priced, choice),
        *own_list(context, choice.own),
        own_form(context, answer.years),
        checks.flags(context, answer),
        *checks.misfits(context, answer),
        views.need_to_rest(context, answer),
        views.four_years(context, answer),
        *views.gross_to_net(context, answer),
        *_assumptions(answer),
        lead=text(
            "Ta tiltak inn og ut, eller skriv inn dine egne. Siden viser hva de er verdt "
            "i {first}–{last}, og om alle fire årene går i balanse.",
            first=Year(answer.years[0]),
            last=Year(answer.years[-1]),
        ),
    )


def _tick(context: Context, selected: list[str] | None) -> str:
    """The address of the measures that are ticked."""
    chosen = ",".join(selected or []) or _NO_MEASURES
    return query(context.href(**{MEASURES: chosen, SCENARIO: None}))


def _add(context: Context, *fields: Any) -> tuple[Any, Any]:
    """The address with the form's measure in it, or what is wrong with the form."""
    own = read_address(context.asked(OWN))
    before = own if isinstance(own, tuple) else ()
    plan = context.seen.effects.plan()
    years = tuple(choice.year for choice in plan)
    read = read_form(form_of(fields, len(years)), years, context.language)
    wrong = read.mistakes
    if len(before) >= MOST_MEASURES:
        wrong = (text("Du kan ha høyst {most} egne tiltak. Fjern ett først.", most=MOST_MEASURES),)
    if wrong or read.measure is None:
        return no_update, mistakes(_NOT_ADDED, wrong)
    return query(context.href(**{OWN: write_address((*before, read.measure))})), []


def register(wiring: Wiring) -> None:
    """Measures ticked in the table, and a new measure of one's own: both only change the address."""
    reads(
        wiring,
        [(Shell.ADDRESS, "search")],
        [(Proposals.MEASURES, "changes")],
        [(Proposals.MEASURES, "selected")],
    )(_tick)
    reads(
        wiring,
        [(Shell.ADDRESS, "search"), (Proposals.OWN_MISTAKES, "children")],
        [(Proposals.OWN_ADD, "n_clicks")],
        [(field, "value") for field in FORM_IDS],
    )(_add)


PAGE: Final = Page(path="/forslag", title=TITLE, render=render, ids=[Proposals], register=register)


def _choice(context: Context, measures: Sequence[Measure]) -> Choice:
    own = read_address(context.asked(OWN))
    problem = None if isinstance(own, tuple) else own
    kept = own if isinstance(own, tuple) else ()
    ticked = context.asked(MEASURES)
    known = {measure.key for measure in measures}
    if ticked:
        keys = tuple(key for key in ticked.split(",") if key in known)
        lost = [key for key in ticked.split(",") if key not in known and key != _NO_MEASURES]
        if lost:
            problem = text(
                "Disse tiltakene fra adressen finnes ikke per denne datoen: {keys}.",
                keys=", ".join(lost)[:200],
            )
        return Choice(None, keys, kept, problem)
    # In the file's order: whoever wrote it put the one to start from first.
    scenarios = [scenario.key for scenario in context.seen.scenarios]
    asked = context.asked(SCENARIO)
    if asked and asked not in scenarios:
        problem = text("Scenarioet «{key}» finnes ikke per denne datoen.", key=asked[:40])
    chosen = asked if asked in scenarios else next(iter(scenarios), None)
    if chosen is None:
        return Choice(None, tuple(measure.key for measure in measures), kept, problem)
    members = tuple(measure.key for measure in measures if chosen in measure.scenarios)
    return Choice(chosen, members, kept, problem)


def _assumptions(answer: Effects) -> list[Component]:
    """The assumptions behind the figures; nothing when there are none."""
    if not answer.assumptions:
        return []
    lead = text("Kommunen kan sette egne verdier i filen for innstillinger, med kilde.")
    return [assumptions(Proposals.ASSUMPTIONS, answer.assumptions, lead, keyed=False)]


def _scenario(context: Context, choice: Choice) -> list[Component]:
    scenarios = context.seen.scenarios
    if not scenarios:
        return []
    options: list[ui.Option] = [(scenario.key, f"{scenario.key}: {scenario.title}") for scenario in scenarios]
    if choice.scenario is None:
        options.insert(0, ("", text("Eget utvalg")))
    chosen = next((scenario for scenario in scenarios if scenario.key == choice.scenario), None)
    select = ui.select(
        Proposals.SCENARIO,
        text("Scenario"),
        options,
        choice.scenario or "",
        hint=chosen.explanation if chosen else text("Du har satt sammen tiltakene selv."),
        address=SCENARIO,
        clears=(MEASURES,),
    )
    return [html.Div(select, className="ph-narrow")]


def _measures(context: Context, measures: Sequence[Measure], priced: Effects, choice: Choice) -> Component:
    language = context.language
    title = text("Tiltak")
    if not measures:
        return ui.section(
            title,
            nothing(
                context,
                text("Ingen tiltak er lest inn per denne datoen."),
                text("Hent den tomme tiltaksfilen under Import, fyll den ut og les den inn."),
            ),
        )
    effects = {effect.key: effect for effect in priced.measures}
    columns = [ui.Column("title", title)]
    columns += [ui.Column(str(year), str(year), "number") for year in priced.years]
    rows = []
    for measure in measures:
        effect = effects.get(measure.key)
        who = text(
            "{kind}. {who}, funksjon {codes}",
            kind=measure.kind.words,
            who=measure.proposed_by or "–",
            codes=_codes(measure),
        )
        cells: dict[str, ui.Cell | ui.Words] = {
            "title": ui.Cell(measure.title, measure.title, href=context.href(vis=measure.key), sub=who)
        }
        for year in priced.years:
            net = effect.net_ore.get(year, 0) if effect else 0
            cells[str(year)] = ui.Cell(signed_million(net, language), net)
        rows.append(
            ui.Row(cells, key=measure.key, selected=measure.key in choice.keys, group=measure.kind.value)
        )
    kinds = [kind for kind in MeasureKind if any(measure.kind is kind for measure in measures)]
    table = ui.data_table(
        Proposals.MEASURES,
        text("Tiltakene og netto virkning per år (mill. kr)"),
        columns,
        rows,
        select_label=text("Med"),
        caption_hidden=True,
        filters=ui.Filters(
            text("Vis slag"), [("", text("Alle")), *((kind.value, kind.words) for kind in kinds)]
        ),
    )
    lead = text(
        "Hak av tiltakene som skal være med. Tallene er netto virkning i mill. kr: pluss styrker resultatet, "
        "minus svekker det. Velg et navn for å se regnestykket."
    )
    return ui.section(title, table, lead=lead)


def _codes(measure: Measure) -> str:
    return ", ".join(sorted({part.funksjon for part in measure.parts}))
