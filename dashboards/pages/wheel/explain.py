"""What a point on the wheel is: what, who, why this date, by which paragraph, what a councillor can do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards import words
from dashboards.components.blocks import Level
from dashboards.view import Context
from planhjul.texts import text
from planhjul.wheel.results import Finding, Instrument, LegalRef, Milestone


def choose_one(context: Context) -> list[Component]:
    """What stands where the explanation comes."""
    return [html.P(text("Ingenting er valgt ennå."), className="ph-quiet")]


def finding(context: Context, found: Finding) -> Component:
    """One law check: what is wrong, what mends it, and the paragraph."""
    level: Level = "error" if found.level == "error" else "warning" if found.level == "warning" else "info"
    return ui.status(level, found.message, *([paragraph(context, found.legal)] if found.legal else []))


def law_checks(context: Context, findings: Sequence[Finding]) -> Component:
    """The law checks of a wheel under their heading; that there is nothing to say is said."""
    body: list[ui.Child] = [finding(context, found) for found in findings]
    if not body:
        body = [ui.status("ok", text("Sjekkene av årshjulet fant ingenting å si fra om."))]
    return ui.section(
        text("Sjekket mot loven"), *body, lead=text("Dette er råd med hjemmel, ikke en avgjørelse.")
    )


def paragraph(context: Context, legal: LegalRef) -> Component:
    """A link to the paragraph, and when somebody last read it there."""
    return html.P(
        [
            ui.link(f"{legal.act} {legal.section}", legal.url, external=True),
            " ",
            html.Span(text("(lest {day})", day=legal.read_on), className="ph-quiet"),
        ],
        className="ph-paragraph",
    )


def explanation(
    context: Context, milestone: Milestone, findings: Sequence[Finding] = (), level: int = 3
) -> Component:
    """The card about a milestone, with what the law checks say of it; `level` is its heading's."""
    status, tone = words.STATUS[milestone.status]
    pairs: list[tuple[ui.Words, Any]] = [
        (text("Når"), when(context, milestone)),
        (text("Hvem"), milestone.organ.words),
        (text("Hvorfor da"), milestone.because),
        (text("Hva det bygger på"), milestone.kind.words),
    ]
    if milestone.legal is not None:
        pairs.append((text("Hjemmel"), paragraph(context, milestone.legal)))
    pairs.append((text("Hva en folkevalgt kan gjøre"), possible(context, milestone)))
    return ui.card(
        milestone.title,
        html.P(
            [ui.badge(status, tone), " ", ui.badge(words.PROCESS[milestone.process])], className="ph-badges"
        ),
        *(finding(context, found) for found in findings if found.milestone == milestone.key),
        ui.definition(pairs),
        level=level,
        tone="info",
    )


def when(context: Context, milestone: Milestone) -> ui.Words:
    """The day in words: the planned one with what the rule says, or from when to when."""
    say = context.say
    if milestone.day is None:
        return text("Har ingen dato ennå.")
    if milestone.begins is not None:
        return text("{fra} til {til}", fra=milestone.begins, til=milestone.day)
    if milestone.planned and milestone.lands and milestone.planned != milestone.lands:
        return text(
            "{planned}. Regelen sier {sense} {lands}.",
            planned=milestone.planned,
            sense=say(milestone.sense.words).lower(),
            lands=milestone.lands,
        )
    return context.language.date(milestone.day)


def possible(context: Context, milestone: Milestone) -> Component | str:
    """What a councillor can do at this point on the day one looks."""
    if not milestone.instruments:
        return text("Følge saken. Ingen egne virkemidler hører til dette punktet.")
    answer = context.seen.time.windows()
    found = {instrument.key: instrument for one in answer.windows for instrument in one.window.instruments}
    open_now = [found[key] for key in milestone.instruments if key in found]
    if not open_now:
        return text("Virkemidlene som hører til, er ikke åpne per denne datoen.")
    return ui.plain_list([_instrument(context, instrument) for instrument in open_now])


def _instrument(context: Context, instrument: Instrument) -> Component:
    closes = text("til og med {day}", day=instrument.closes) if instrument.closes else text("uten fast frist")
    said = [one for one in (instrument.can, instrument.cannot, instrument.warning) if one is not None]
    name = text("{what}, {closes}", what=instrument.title, closes=closes)
    if not said:
        return html.Span(name)
    return ui.explain(name, *(html.P(one, className="ph-instrument__basis") for one in said))
