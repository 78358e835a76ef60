"""The key figures of a version, each with norm and definition or why it has no value; and ROBEK."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Accounts
from dashboards.view import Context
from planhjul.ledger.key_figures.explained import explain_figure
from planhjul.ledger.key_figures.figures import KeyFigure, KeyFigures
from planhjul.ledger.key_figures.robek import RobekGround
from planhjul.texts import Share, text

_DECIMALS = 2


def figures(context: Context, found: KeyFigures) -> Component:
    """All key figures: first those with a value, then those that cannot be computed."""
    counted = [figure for figure in found.figures if figure.value is not None]
    missing = [figure for figure in found.figures if figure.value is None]
    blocks: list[Component] = [ui.status("info", note) for note in found.notes]
    blocks += [ui.grid(*(_figure(context, found, one) for one in counted), columns=3)]
    if missing:
        blocks.append(
            ui.explain(
                text("Nøkkeltall som ikke kan regnes ut ({count})", count=len(missing)),
                ui.definition([(one.title, _without_value(context, one)) for one in missing]),
            )
        )
    return ui.section(
        text("Nøkkeltall"),
        *blocks,
        id=Accounts.FIGURES,
        lead=text("Anbefalt nivå er et råd over flere år, ikke et krav til hvert budsjett."),
    )


def _figure(context: Context, found: KeyFigures, one: KeyFigure) -> Component:
    value, unit = _value(context, one)
    return ui.explained_stat(
        explain_figure(found, one), one.title, value, unit=unit, note=_norm(context, one), look="ph-figure"
    )


def _value(context: Context, one: KeyFigure) -> tuple[str, ui.Words]:
    """What a value says and what it is counted in; the services give money as whole øre."""
    if isinstance(one.value, int):
        return context.language.million(one.value), text("mill. kr")
    return context.language.percent(one.value or 0.0, _DECIMALS), ""


def _norm(context: Context, one: KeyFigure) -> str:
    parts = []
    if one.norm is not None:
        parts.append(context.say(text("Anbefalt: minst {norm}.", norm=Share(one.norm, _DECIMALS))))
    if one.target is not None:
        parts.append(context.say(text("Kommunens eget mål: {target}.", target=Share(one.target, _DECIMALS))))
    if one.band is not None:
        parts.append(context.say(one.band))
    return " ".join(parts)


def _without_value(context: Context, one: KeyFigure) -> list[Component]:
    """Why there is no value first: that is what the reader asks."""
    why, definition = one.why, one.definition
    said = [why] if why is not None else []
    return [html.P(words) for words in (*said, definition)]


def robek_grounds(context: Context, found: KeyFigures) -> Component:
    """The grounds for ROBEK as a checklist: which the figures judge, and what is missing for the others."""
    hits = sum(ground.hit is True for ground in found.robek)
    judged = {"judged": sum(ground.judged for ground in found.robek), "total": len(found.robek)}
    answer = (
        text(
            "{judged} av {total} grunnlag kan avgjøres fra tallene, og {hits} av dem slår til.",
            hits=hits,
            **judged,
        )
        if hits
        else text(
            "{judged} av {total} grunnlag kan avgjøres fra tallene, og ingen av dem slår til.", **judged
        )
    )
    advice = text("Listen er et hjelpemiddel: det er departementet som fører registeret.")
    columns = [
        ui.Column("letter", text("Bokstav"), of=lambda ground: ground.letter),
        ui.Column("title", text("Grunnlag"), width="14rem", of=lambda ground: ground.title),
        ui.Column("hit", text("Slår til"), width="8rem", of=_hit),
        ui.Column("reason", text("Hvorfor"), width="20rem", of=lambda ground: ground.reason),
    ]
    return ui.section(
        text("ROBEK (kommuneloven § 28-1)"),
        ui.data_table(
            f"{Accounts.ROBEK}-tabell",
            text("Grunnlag for registrering i ROBEK"),
            columns,
            ui.rows_of(columns, found.robek),
            caption_hidden=True,
            sortable=False,
        ),
        id=Accounts.ROBEK,
        lead=ui.joined(answer, advice),
    )


def _hit(ground: RobekGround) -> ui.Cell:
    if ground.hit is None:
        return ui.Cell(text("Ikke vurdert"), tone="muted")
    return ui.Cell(text("Ja"), tone="error") if ground.hit else ui.Cell(text("Nei"), tone="ok")
