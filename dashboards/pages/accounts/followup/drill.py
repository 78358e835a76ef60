"""The way down in follow-up: from an area to its art groups, arts, and the lines with file and cell."""

from __future__ import annotations

from functools import partial
from typing import Final

from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Followup
from dashboards.pages.accounts.followup.tables import AREA, GROUP, NO_AREA_WORD, area_group_table
from dashboards.parts import cells
from dashboards.parts.detail import CLOSE_LINES, opened, shown_at
from dashboards.parts.lines import MINUS, is_cut, versions_table
from dashboards.parts.units import Unit, amount_cell, unit_sentence
from dashboards.view import Context
from planhjul.ledger.followup.detail import Detail
from planhjul.ledger.followup.results import NO_AREA, FollowupRow
from planhjul.ledger.followup.results import Followup as Answer
from planhjul.ledger.lines import MOST_LINES
from planhjul.ledger.versions import version_title
from planhjul.texts import Text, text, verbatim

_ART: Final = "art"
_FUNKSJON: Final = "funksjon"
_ANSVAR: Final = "ansvar"
# An address holds no empty parameter: this stands for a code that is "" in the file.
_BLANK: Final = "-"

__all__ = ["AREA", "area_key", "behind_area"]


def area_key(context: Context) -> str | None:
    """The key of the area in the address, None when it names none."""
    written = context.asked(AREA)
    return (NO_AREA if written == NO_AREA_WORD else written) if written else None


def behind_area(context: Context, answer: Answer, unit: Unit) -> list[Component]:
    """The art groups of the area in the address, then the arts and lines the address goes down to."""
    key = area_key(context)
    row = answer.area(key) if key is not None else None
    if row is None:
        return []
    return [
        shown_at(
            row.key or NO_AREA_WORD,
            opened(
                context,
                text("Bak tallet: {title}", title=row.title),
                area_group_table(context, answer, row.key, unit),
                closes=_closed(AREA),
                lead=ui.joined(text("Velg en artsgruppe for å se artene."), unit_sentence(unit)),
            ),
        ),
        *_behind_group(context, answer, row, unit),
    ]


def _behind_group(context: Context, answer: Answer, area: FollowupRow, unit: Unit) -> list[Component]:
    key = context.asked(GROUP)
    group = next((row for row in answer.by_area[area.key] if row.key == key), None)
    if group is None:
        return []
    found = context.seen.followup.details(answer, area.key, group.key)

    def art(one: Detail) -> ui.Cell:
        return ui.Cell(
            f"{one.art} {one.art_title}".strip() or "–", one.art, href=context.href(**_address(one))
        )

    def funksjon(one: Detail) -> ui.Cell:
        return ui.Cell(f"{one.funksjon} {one.funksjon_title}".strip() or "–", one.funksjon)

    amounts = partial(cells.amounts, partial(amount_cell, unit=unit), context)
    columns = [
        ui.Column("art", text("Art"), of=art, total=text("Sum")),
        ui.Column("funksjon", text("Funksjon"), of=funksjon),
        ui.Column("ansvar", text("Ansvar"), of=lambda one: one.ansvar or "–"),
        amounts(
            "budget", text("Budsjett for året"), lambda one: group.sign * one.budget_ore, group.revised_ore
        ),
        amounts(
            "accounts", text("Regnskap hittil"), lambda one: group.sign * one.accounts_ore, group.accounts_ore
        ),
    ]
    rows = ui.rows_of(columns, found)
    return [
        shown_at(
            f"{area.key} {group.key}",
            opened(
                context,
                text("Artene bak: {area}, {group}", area=area.title, group=group.title),
                ui.data_table(
                    Followup.DETAILS,
                    text("Arter bak tallet"),
                    columns,
                    rows,
                    caption_hidden=True,
                    compact=True,
                ),
                closes=_closed(GROUP),
                close=text("Lukk artene"),
                lead=ui.joined(text("Velg en art for å se linjene i filene."), unit_sentence(unit)),
            ),
        ),
        *_lines(context, answer, found),
    ]


def _lines(context: Context, answer: Answer, found: tuple[Detail, ...]) -> list[Component]:
    """The lines of the art in the address, accounts first and then the budget's."""
    asked = context.view.others
    wanted = {name: asked.get(name, "") for name in (_ART, _FUNKSJON, _ANSVAR)}
    one = next((detail for detail in found if _address(detail) == wanted), None)
    budget = answer.revised or answer.original
    if one is None or budget is None:
        return []
    versions = []
    cut = False
    for kind in (answer.accounts.kind, budget.kind):
        lines = context.seen.followup.lines(answer.year, kind, (one.art, one.funksjon, one.ansvar))
        cut = cut or is_cut(lines)
        known = [line for line in lines if kind is budget.kind or line.month <= answer.month]
        versions.append((version_title(kind, answer.year), known))
    first = text("Tabellen viser bare de første {count} linjene av hver versjon.", count=MOST_LINES)
    return [
        shown_at(
            " ".join(wanted.values()),
            opened(
                context,
                _lines_title(one),
                *([ui.status("info", first)] if cut else []),
                versions_table(context, Followup.LINES, versions),
                closes=_closed(_ART),
                close=CLOSE_LINES,
                lead=MINUS,
            ),
        )
    ]


def _lines_title(one: Detail) -> Text:
    return text(
        "Linjene: art {art}, funksjon {funksjon}, ansvar {ansvar}",
        art=verbatim(one.art or "–"),
        funksjon=verbatim(one.funksjon or "–"),
        ansvar=verbatim(one.ansvar or "–"),
    )


def _address(one: Detail) -> dict[str, str]:
    return {_ART: one.art or _BLANK, _FUNKSJON: one.funksjon or _BLANK, _ANSVAR: one.ansvar or _BLANK}


def _closed(level: str) -> dict[str, None]:
    """The parameters that fold the level in the address away, and all below it."""
    levels = (AREA, GROUP, _ART, _FUNKSJON, _ANSVAR)
    return dict.fromkeys(levels[levels.index(level) :])
