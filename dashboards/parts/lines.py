"""The lines behind a number: a table of stored lines, each with its file and cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.view import Context
from planhjul.house.money import LineDetail
from planhjul.ledger.lines import MOST_LINES
from planhjul.texts import Kroner, Text, text

MINUS: Final = text("Minus betyr inntekt, slik filen skriver det.")
_CAPTION: Final = text("Linjer med fil og celle")
_NONE: Final = text("Ingen linjer med denne arten og funksjonen i versjonen.")
_FIRST: Final = text("Tabellen viser bare de første {count} linjene.", count=MOST_LINES)


def counted(lines: Sequence[LineDetail]) -> Text:
    """How many lines there are and what they come to, or that only the first of them are shown."""
    if is_cut(lines):
        return _FIRST
    total = Kroner(sum(line.amount_ore for line in lines))
    return text("{count} linjer, til sammen {total}.", count=len(lines), total=total)


def is_cut(lines: Sequence[LineDetail]) -> bool:
    """True when there may be more lines than the services give."""
    return len(lines) >= MOST_LINES


def lines_table(
    context: Context,
    id: str,
    lines: Sequence[LineDetail],
    code: tuple[str, Text, Callable[[LineDetail], str]],
    *,
    caption: Text = _CAPTION,
    empty: Text = _NONE,
) -> Component:
    """The lines, with a code beside the text of each: the column's key and title, and how it is read."""
    key, title, code_of = code
    columns = [ui.Column("text", text("Tekst")), ui.Column(key, title), *_REST]
    months = _months(context)
    rows = [ui.Row({key: code_of(line) or "–"} | _cells(context, months, line)) for line in lines]
    return ui.data_table(id, caption, columns, rows, empty=empty, caption_hidden=True, compact=True)


def versions_table(
    context: Context, id: str, versions: Sequence[tuple[Text, Sequence[LineDetail]]]
) -> Component:
    """The lines of several versions after each other, each row with its version's name first."""
    columns = [ui.Column("version", text("Versjon")), ui.Column("text", text("Tekst")), *_REST]
    months = _months(context)
    rows = [
        ui.Row({"version": title} | _cells(context, months, line))
        for title, lines in versions
        for line in lines
    ]
    return ui.data_table(
        id, _CAPTION, columns, rows, empty=text("Ingen linjer."), caption_hidden=True, compact=True
    )


_REST: Final = (
    ui.Column("month", text("Måned")),
    ui.Column("amount", text("Beløp (kr)"), "number"),
    ui.Column("cell", text("Celle")),
    ui.Column("file", text("Fil"), width="14rem"),
)


def _months(context: Context) -> tuple[Text | str, ...]:
    return (text("Hele året"), *context.language.months())


def _cells(context: Context, months: Sequence[Text | str], line: LineDetail) -> dict[str, ui.Cell | ui.Words]:
    """What every table of lines shows of a line."""
    return {
        "text": line.tekst or "–",
        "month": ui.Cell(months[line.month], line.month),
        "amount": ui.Cell(context.language.kroner(line.amount_ore), line.amount_ore),
        "cell": str(line.cell),
        "file": line.cell.file,
    }
