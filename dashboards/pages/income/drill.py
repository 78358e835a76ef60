"""The way down from a class of income: arts and functions, then lines with file and cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dash import html

from dashboards import components as ui
from dashboards.ids import Income
from planhjul.ledger.income.explained import explain_class, scaled_title, scaled_value
from planhjul.ledger.income.scale import ScaleKind
from planhjul.texts import Kroner, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash.development.base_component import Component

    from dashboards.pages.income.amounts import Amounts
    from dashboards.view import Context
    from planhjul.ledger.income.results import ClassifiedSum, IncomeClass, IncomeComposition

# The service gives at most this many lines.
_MOST_LINES: Final = 500
NO_LINES: Final[dict[str, None]] = {"art": None, "funksjon": None, "ansvar": None, "prosjekt": None}


def behind_class(context: Context, amounts: Amounts, composition: IncomeComposition) -> list[Component]:
    """The arts and functions behind the class in the address; nothing when it names none."""
    key = context.view.others.get("klasse", "")
    members = {member.key: member for member in (*composition.classes, *composition.outside)}
    if key not in members:
        return []
    sums = [one for one in composition.sums if one.income_class == key]
    columns = [
        ui.Column("art", text("Art")),
        ui.Column("funksjon", text("Funksjon")),
        ui.Column("amount", text("Beløp (kr)"), "number"),
        ui.Column("why", text("Hvorfor i denne klassen"), sortable=False, width="16rem"),
    ]
    rows = [_sum_row(context, one) for one in sums]
    rows.append(_sum_total(context, sums))
    member = members[key]
    return [
        ui.section(
            text("Bak tallet: {title}", title=member.title),
            ui.explain_number(explain_class(composition, member), *_on_scale(context, amounts, member)),
            ui.data_table(
                Income.SUMS, text("Arter og funksjoner i klassen"), columns, rows, caption_hidden=True
            ),
            ui.link(text("Lukk"), context.href(klasse=None, **NO_LINES), look="quiet"),
            lead=text("Velg en art for å se linjene i filen."),
        )
    ]


def _on_scale(context: Context, amounts: Amounts, member: IncomeClass) -> list[Component]:
    """The same amount as the page shows it, with its formula; nothing when it is the version's own kroner."""
    scale = amounts.scale
    if scale.kind in (ScaleKind.KRONER, ScaleKind.ANDEL):
        return []
    title = scaled_title(member.title, scale)
    value = scaled_value(member.amount_ore, scale)
    return [html.P(text("{title}: {value}. {words}", title=title, value=value, words=scale.words))]


def _sum_row(context: Context, one: ClassifiedSum) -> ui.Row:
    return ui.Row(
        {
            "art": ui.Cell(
                f"{one.art} {one.art_title}".strip(),
                one.art,
                href=context.href(
                    klasse=one.income_class,
                    art=one.art,
                    funksjon=one.funksjon,
                    ansvar=one.ansvar,
                    prosjekt=one.prosjekt,
                ),
            ),
            "funksjon": ui.Cell(f"{one.funksjon} {one.funksjon_title}".strip(), one.funksjon),
            "amount": ui.Cell(context.language.kroner(one.amount_ore), one.amount_ore),
            "why": one.reason,
        }
    )


def _sum_total(context: Context, sums: Sequence[ClassifiedSum]) -> ui.Row:
    total = sum(one.amount_ore for one in sums)
    return ui.Row(
        {"art": text("Sum"), "amount": context.language.kroner(total)},
        tone="total",
    )


def lines_behind(context: Context, composition: IncomeComposition) -> list[Component]:
    """The lines of the art and function in the address, each with its file and cell."""
    say, language = context.say, context.language
    art, funksjon = context.view.others.get("art", ""), context.view.others.get("funksjon", "")
    if not art:
        return []
    lines = context.seen.income.lines(
        composition.year,
        composition.version,
        art,
        funksjon,
        context.view.others.get("ansvar", ""),
        context.view.others.get("prosjekt", ""),
    )
    columns = [
        ui.Column("text", text("Tekst")),
        ui.Column("ansvar", text("Ansvar")),
        ui.Column("month", text("Måned")),
        ui.Column("amount", text("Beløp (kr)"), "number"),
        ui.Column("cell", text("Celle")),
        ui.Column("file", text("Fil"), width="14rem"),
    ]
    months = (say(text("Hele året")), *language.months())
    rows = [
        ui.Row(
            {
                "text": line.tekst or "–",
                "ansvar": line.ansvar or "–",
                "month": ui.Cell(months[line.month], line.month),
                "amount": ui.Cell(language.kroner(line.amount_ore), line.amount_ore),
                "cell": str(line.cell),
                "file": line.file,
            }
        )
        for line in lines
    ]
    blocks: list[Component] = []
    if len(lines) < _MOST_LINES:
        lead = text(
            "{count} linjer, til sammen {total}. Minus betyr inntekt, slik filen skriver det.",
            count=len(lines),
            total=Kroner(sum(line.amount_ore for line in lines)),
        )
    else:
        lead = text("Minus betyr inntekt, slik filen skriver det.")
        first = text("Tabellen viser bare de første {count} linjene.", count=_MOST_LINES)
        blocks.append(ui.status("info", first))
    blocks.append(
        ui.data_table(
            Income.LINES,
            text("Linjer med fil og celle"),
            columns,
            rows,
            empty=text("Ingen linjer med denne arten og funksjonen i versjonen."),
            caption_hidden=True,
            compact=True,
        )
    )
    return [
        ui.section(
            text("Linjene: art {art}, funksjon {funksjon}", art=art, funksjon=funksjon or "–"),
            *blocks,
            ui.link(text("Lukk linjene"), context.href(**NO_LINES), look="quiet"),
            lead=lead,
        )
    ]
