"""What is wrong in Tiltak og forslag, and what the figures rest on: checks, misfits, assumptions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.components.blocks import Level
from dashboards.ids import Proposals
from dashboards.pages.proposals.meter import FUND, covers
from dashboards.view import Context
from planhjul.choices.results import Effects, Flag
from planhjul.texts import Text, Year, text

# The worst first.
_LEVELS: Final[dict[str, Level]] = {"error": "error", "warning": "warning", "info": "info"}


def flags(context: Context, effects: Effects) -> Component:
    """The checks' findings with reason, basis and what would turn them green; with the fund when asked."""
    parts: list[Component] = []
    if effects.covered_fund_ore:
        parts.append(
            ui.checkbox(
                Proposals.FUND,
                text("Vis hvis disposisjonsfondet dekker det som mangler"),
                context.asked(FUND) == "ja",
                address=FUND,
            )
        )
    found = effects.covered_flags if covers(context, effects) else effects.flags
    grouped: dict[tuple[str, str, Text], list[Flag]] = {}
    order = list(_LEVELS)
    for flag in sorted(found, key=lambda flag: order.index(flag.level) if flag.level in order else 3):
        grouped.setdefault((flag.code, flag.level, flag.basis), []).append(flag)
    parts += [_flag(context, level, same) for (_, level, _), same in grouped.items()]
    if not found:
        parts.append(ui.status("ok", text("Ingen av kontrollene slår ut.")))
    return ui.section(
        text("Kontroller"),
        *parts,
        lead=text(
            "Kontrollene er råd, ikke en avgjørelse. "
            "De sier ikke om tiltaket er faglig forsvarlig eller utredet."
        ),
    )


def _flag(context: Context, level: str, same: Sequence[Flag]) -> Component:
    say = context.say
    messages = list(dict.fromkeys(say(flag.message) for flag in same))
    fixes = list(dict.fromkeys(say(flag.fix) for flag in same))
    details = ui.definition(
        [
            (text("Grunnlag"), same[0].basis),
            (text("Blir grønt når"), html.Ul([html.Li(fix) for fix in fixes], className="ph-plain")),
        ]
    )
    body = html.Ul([html.Li(message) for message in messages], className="ph-plain")
    return ui.status(_LEVELS.get(level, "info"), "", body, details)


def misfits(context: Context, effects: Effects) -> list[Component]:
    """The measures that do not fit the baseline, loudly; nothing when all do."""
    if not effects.misfits:
        return []
    names = {measure.key: measure.title for measure in effects.measures}
    items = [
        html.Li(
            text(
                "{title} ({year}): {why}",
                title=names.get(misfit.measure, misfit.measure),
                year=Year(misfit.year),
                why=misfit.why,
            )
        )
        for misfit in effects.misfits
    ]
    return [
        ui.status(
            "warning",
            text("Kontroller funksjon og beløp. Virkningen er regnet med, men kan være for høy."),
            html.Ul(items),
            title=text("Tiltak som ikke passer med budsjettet"),
        )
    ]
