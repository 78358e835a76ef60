"""The way down from a line of an overview: its arts and functions, then the lines with file and cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Accounts
from dashboards.parts import cells
from dashboards.parts.lines import counted, lines_table
from dashboards.view import Context
from planhjul.ledger.forms.explained import explain_line
from planhjul.ledger.forms.overviews import FormLine, Overview
from planhjul.texts import text, verbatim

LINE: Final = "linje"
# A code that is empty, as the address writes it: what is empty there is left out.
_NONE: Final = "-"


def drilled(context: Context) -> str:
    """What the reader has gone down to, "" when nothing: it changes with each step down."""
    others = context.view.others
    return "/".join(filter(None, (others.get(name, "") for name in (LINE, "art", "funksjon"))))


def behind_line(context: Context, answer: Overview) -> list[Component]:
    """What stands behind the line in the address; nothing when it names none of the overview's.

    One step at a time: the line's arts, an art's functions, then the lines of the file. The net
    appropriations alone stand on more than a thousand pairs of art and function.
    """
    lines = {line.key: line for line in answer.lines}
    line = lines.get(context.asked(LINE))
    if line is None:
        return []
    art, funksjon = _asked(context, line)
    if line.terms:
        lead = text("Linjen er en sum. Velg en linje for å gå videre.")
        content = [_terms(context, line, lines)]
    elif art is None:
        lead = text("Velg en art for å gå videre. Minus betyr inntekt, slik filen skriver det.")
        content = [_arts(context, line)]
    elif funksjon is None:
        lead = text("Velg en funksjon for å se linjene i filen.")
        content = _functions(context, line, art)
    else:
        lead = text("Linjene slik de står i filen. Minus betyr inntekt.")
        content = _lines_behind(context, answer, art, funksjon)
    return [
        ui.section(
            text("Bak linjen: {line}", line=line.name),
            ui.explain_number(explain_line(answer, line)),
            *content,
            _way_back(context, line, art, funksjon),
            id=Accounts.LINE,
            lead=lead,
        )
    ]


def _asked(context: Context, line: FormLine) -> tuple[str | None, str | None]:
    """The art and the function in the address, each None when it is not there or not on the line."""
    others = context.view.others
    art, funksjon = others.get("art", ""), others.get("funksjon", "")
    held = {(_written(row.art), _written(row.funksjon)) for row in line.rows}
    if (art, funksjon) in held:
        return art.strip(_NONE), funksjon.strip(_NONE)
    if not funksjon and art in {one for one, _ in held}:
        return art.strip(_NONE), None
    return None, None


def _written(code: str) -> str:
    """The code as it stands in the address, where what is empty is left out."""
    return code or _NONE


def _way_back(context: Context, line: FormLine, art: str | None, funksjon: str | None) -> Component:
    """One step up at a time, and out."""
    steps = []
    if art is not None and funksjon is not None and len(_of_art(line, art)) > 1:
        steps.append((text("Alle funksjonene på arten"), {"funksjon": None}))
    if art is not None:
        steps.append((text("Alle artene på linjen"), {"art": None, "funksjon": None}))
    steps.append((text("Lukk"), {LINE: None, "art": None, "funksjon": None}))
    links = [ui.link(words, context.href(**changes), look="quiet") for words, changes in steps]
    return html.Div(links, className="ph-actions")


def _of_art(line: FormLine, art: str) -> dict[str, int]:
    """What each function of the art has on the line, øre."""
    held: dict[str, int] = {}
    for row in line.rows:
        if row.art == art:
            held[row.funksjon] = held.get(row.funksjon, 0) + row.amount_ore
    return held


def _terms(context: Context, line: FormLine, lines: dict[str, FormLine]) -> Component:
    def name(term: tuple[int, FormLine]) -> ui.Cell:
        return ui.Cell(term[1].name, href=context.href(linje=term[1].key, art=None, funksjon=None))

    columns = [
        ui.Column("name", text("Linje"), of=name, total=text("Sum")),
        ui.Column(
            "sign",
            text("Hvordan"),
            of=lambda term: text("legges til") if term[0] > 0 else text("trekkes fra"),
        ),
        _amounts(context, lambda term: term[1].amount_ore, line.amount_ore),
    ]
    rows = ui.rows_of(columns, [(sign, lines[key]) for sign, key in line.terms if key in lines])
    return ui.data_table(
        Accounts.ARTS, text("Linjene summen er laget av"), columns, rows, caption_hidden=True, sortable=False
    )


def _arts(context: Context, line: FormLine) -> Component:
    held = {art: _of_art(line, art) for art in sorted({row.art for row in line.rows})}
    titles = context.seen.accounts.art_titles(tuple(held))
    functions = context.seen.accounts.function_titles(tuple({row.funksjon for row in line.rows}))

    def name(art: str) -> ui.Cell:
        # An art on one function has nothing to choose between.
        step = _written(next(iter(held[art]))) if len(held[art]) == 1 else None
        href = context.href(linje=line.key, art=_written(art), funksjon=step)
        return ui.Cell(f"{art} {titles[art]}".strip() or text("Uten art"), art, href=href)

    def on(art: str) -> ui.Words:
        if len(held[art]) > 1:
            return text("{count} funksjoner", count=len(held[art]))
        return " ".join(f"{only} {functions[only]}".strip() for only in held[art]) or "–"

    columns = [
        ui.Column("art", text("Art"), of=name, total=text("Sum")),
        ui.Column("funksjon", text("Funksjon"), of=on),
        _amounts(context, lambda art: sum(held[art].values()), sum(row.amount_ore for row in line.rows)),
    ]
    caption, rows = text("Artene på linjen"), ui.rows_of(columns, held)
    return ui.data_table(Accounts.ARTS, caption, columns, rows, caption_hidden=True, compact=True)


def _functions(context: Context, line: FormLine, art: str) -> list[Component]:
    held = _of_art(line, art)
    titles = context.seen.accounts.function_titles(tuple(held))

    def name(funksjon: str) -> ui.Cell:
        href = context.href(linje=line.key, art=_written(art), funksjon=_written(funksjon))
        return ui.Cell(f"{funksjon} {titles[funksjon]}".strip() or text("Uten funksjon"), funksjon, href=href)

    columns = [
        ui.Column("funksjon", text("Funksjon"), of=name, total=text("Sum")),
        _amounts(context, lambda funksjon: held[funksjon], sum(held.values())),
    ]
    caption, rows = text("Funksjonene på arten"), ui.rows_of(columns, sorted(held))
    table = ui.data_table(Accounts.ARTS, caption, columns, rows, caption_hidden=True, compact=True)
    return [html.H3(_art_named(context, art)), table]


def _art_named(context: Context, art: str) -> ui.Words:
    if not art:
        return text("Uten art")
    title = context.seen.accounts.art_titles((art,))[art]
    return text("Art {art}", art=verbatim(f"{art} {title}".strip()))


def _amounts(context: Context, of: Callable[[Any], int], total: int) -> ui.Column:
    return cells.amounts(cells.kroner, context, "amount", text("Beløp (kr)"), of, total)


def _lines_behind(context: Context, answer: Overview, art: str, funksjon: str) -> list[Component]:
    """The stored lines of the art and function, each with its file and cell."""
    lines = context.seen.accounts.lines(answer.year, answer.version, answer.kontoklasse, art, funksjon)
    functions = context.seen.accounts.function_titles((funksjon,))
    on = f"{funksjon} {functions[funksjon]}".strip()
    title = _art_named(context, art)
    return [
        html.H3(text("{art}, funksjon {funksjon}", art=title, funksjon=verbatim(on)) if on else title),
        html.P(counted(lines)),
        lines_table(context, Accounts.LINES, lines, ("ansvar", text("Ansvar"), lambda line: line.ansvar)),
    ]
