"""The one table: caption, sorting, row links and buttons, checkboxes, filters; scrolls only inside itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from dash import html
from dash.development.base_component import Component

from dashboards.components import native
from dashboards.components.fields import Option, Words
from planhjul.texts import text

ColumnKind = Literal["text", "number", "date"]
Said: TypeAlias = "Cell | Words"


@dataclass(frozen=True, slots=True)
class Column:
    """A column; the first one names its row. `of` is what it says of an item, `total` of all of them."""

    key: str
    label: Words
    kind: ColumnKind = "text"
    sortable: bool = True
    width: str = ""
    of: Callable[[Any], Said] | None = None
    total: Said | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what it says and is sorted by; `sub` is a small second line, `action` makes it a button.

    `label` is a button's full name for those who hear it alone; it begins with what the cell says.
    """

    text: Words
    sort: float | Words | None = None
    href: str = ""
    action: str = ""
    tone: str = ""
    sub: Words = ""
    label: Words = ""
    external: bool = False

    def as_json(self) -> dict[str, Any]:
        """The cell as the script reads it, without what is empty."""
        full = {
            "t": self.text,
            "s": self.sort,
            "h": self.href,
            "a": self.action,
            "tone": self.tone,
            "sub": self.sub,
            "l": self.label,
            "x": self.external,
        }
        # Zero is a number to sort by, and only looks like nothing.
        return {name: value for name, value in full.items() if value is not False and value not in ("", None)}


@dataclass(frozen=True, slots=True)
class Row:
    """A row by column key. Tone «total» is a sum row and stays last; `group` is what filters choose by."""

    cells: Mapping[str, Said]
    key: str = ""
    tone: str = ""
    selected: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """Buttons that show one group of rows: (group, label), the first one ("" = all) chosen."""

    label: Words
    options: Sequence[Option] = field(default_factory=tuple)


def rows_of(
    columns: Sequence[Column],
    items: Iterable[Any],
    *,
    key: Callable[[Any], str] | None = None,
    group: Callable[[Any], str] | None = None,
    tone: Callable[[Any], str] | None = None,
) -> list[Row]:
    """A row per item as the columns tell it, and last the sum when some column has a total."""
    rows = [
        Row(
            {column.key: column.of(item) for column in columns if column.of is not None},
            key=key(item) if key else "",
            group=group(item) if group else "",
            tone=tone(item) if tone else "",
        )
        for item in items
    ]
    total = {column.key: column.total for column in columns if column.total is not None}
    return [*rows, Row(total, tone="total")] if total else rows


def rows_json(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows as the script reads them: also what a callback gives to a table's `rows`."""
    return [
        {
            "key": row.key,
            "tone": row.tone,
            "group": row.group,
            "cells": {
                key: (cell if isinstance(cell, Cell) else Cell(cell)).as_json()
                for key, cell in row.cells.items()
            },
        }
        for row in rows
    ]


def data_table(
    id: str | None,
    caption: Words,
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    empty: Words = "",
    select_label: Words = "",
    address: str = "",
    caption_hidden: bool = False,
    compact: bool = False,
    sortable: bool = True,
    filters: Filters | None = None,
) -> Component:
    """A table. `select_label` gives a first column of checkboxes (prop `selected`), kept in `address`."""
    return native.DataTable(
        id=id,
        caption=caption,
        caption_hidden=caption_hidden,
        columns=[
            {"key": c.key, "label": c.label, "kind": c.kind, "sortable": c.sortable, "width": c.width}
            for c in columns
        ],
        rows=rows_json(rows),
        empty=empty,
        compact=compact,
        sortable=sortable,
        select_label=select_label,
        selected=[row.key for row in rows if row.selected],
        address=address,
        filters=[list(option) for option in filters.options] if filters else [],
        filter_label=filters.label if filters else "",
    )


def wide_table(
    name: Words, head: Sequence[Component], bodies: Sequence[Sequence[Component]], look: str
) -> Component:
    """A table of our own rows in a region of its own, which scrolls sideways instead of the page.

    Args:
        name: its caption, for those who hear the page.
        head: the cells of its heading.
        bodies: its groups of rows.
        look: its class.
    """
    table = html.Table(
        [
            html.Caption(name, className="ph-hidden"),
            html.Thead(html.Tr(list(head))),
            *(html.Tbody(list(body)) for body in bodies),
        ],
        className=f"ph-table ph-table--compact {look}",
    )
    label = {"aria-label": text("{name}, tabell", name=name)}
    return html.Div(table, className="ph-scroll", role="region", tabIndex="0", **label)
