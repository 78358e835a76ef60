"""What the municipality itself knows: bindings, commitments, classes of income, and printed overviews."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, Table

from planhjul.choices.bindings import Binding, Commitment, CommitmentKind
from planhjul.issues import CellRef
from planhjul.ledger.forms.documents import PrintedColumn, PrintedForm, PrintedLine
from planhjul.ledger.income.overrides import IncomeOverride
from planhjul.ledger.versions import VersionKind
from planhjul.staged import Content
from planhjul.store import tables
from planhjul.store.batched import Row, by_file, in_force, place, source


def rows_of(content: Content) -> tuple[tuple[Table, list[Row]], ...]:
    """Each table of local facts with the rows the file brings."""
    return (
        (tables.binding, [_binding_row(n, item) for n, item in enumerate(content.bindings, 1)]),
        (tables.commitment, [_commitment_row(n, item) for n, item in enumerate(content.commitments, 1)]),
        (
            tables.income_override,
            [_override_row(n, item) for n, item in enumerate(content.income_overrides, 1)],
        ),
        (tables.document, [_document_row(n, item) for n, item in enumerate(content.documents, 1)]),
    )


def read_bindings(connection: Connection, nr: str, on: date) -> tuple[Binding, ...]:
    """The bindings on the day: all from the latest file that has any, since the narrowest of them holds."""
    rows = connection.execute(by_file(in_force(tables.binding, nr, on)))
    return tuple(
        Binding(
            key=row.binding,
            level=row.level,
            area=row.area,
            funksjon=row.funksjon,
            ansvar=row.ansvar,
            art=row.art,
            bound=_fraction(row.bound),
            short=_fraction(row.short),
            structural=_fraction(row.structural),
            lead_short=_fraction(row.lead_short),
            lead_structural=_fraction(row.lead_structural),
            kilde=row.kilde,
            source=source(row),
        )
        for row in rows
    )


def read_commitments(connection: Connection, nr: str, on: date) -> tuple[Commitment, ...]:
    """The commitments known on the day, ended ones included: all from the latest file that has any."""
    rows = connection.execute(by_file(in_force(tables.commitment, nr, on)))
    return tuple(
        Commitment(
            key=row.commitment,
            title=row.title,
            kind=CommitmentKind(row.kind),
            area=row.area,
            funksjon=row.funksjon,
            ansvar=row.ansvar,
            amount_ore=row.amount_ore,
            starts=row.starts,
            ends=row.ends,
            notice_months=row.notice_months,
            kilde=row.kilde,
            source=source(row),
        )
        for row in rows
    )


def read_income_overrides(connection: Connection, nr: str, on: date) -> tuple[IncomeOverride, ...]:
    """The municipality's own classes on the day: all from the latest file that has any."""
    rows = connection.execute(by_file(in_force(tables.income_override, nr, on)))
    return tuple(
        IncomeOverride(
            key=row.income_override,
            art=row.art,
            funksjon=row.funksjon,
            ansvar=row.ansvar,
            prosjekt=row.prosjekt,
            income_class=row.income_class,
            share=Fraction(row.share),
            kilde=row.kilde,
            source=source(row),
        )
        for row in rows
    )


def read_documents(connection: Connection, nr: str, on: date) -> tuple[PrintedForm, ...]:
    """The printed overviews on the day, each from the latest file that has it, in the files' order."""
    rows = connection.execute(by_file(in_force(tables.document, nr, on, tables.document.c.document)))
    return tuple(
        PrintedForm(
            key=row.document,
            title=row.title,
            form=row.form,
            unit_ore=row.unit_ore,
            columns=tuple(_column(kept) for kept in row.columns),
            lines=tuple(_line(row.file, kept) for kept in row.lines),
            source=source(row),
        )
        for row in rows
    )


def _binding_row(nr: int, binding: Binding) -> Row:
    return {
        "binding": binding.key,
        "nr": nr,
        "level": binding.level,
        "area": binding.area,
        "funksjon": binding.funksjon,
        "ansvar": binding.ansvar,
        "art": binding.art,
        "bound": _written(binding.bound),
        "short": _written(binding.short),
        "structural": _written(binding.structural),
        "lead_short": _written(binding.lead_short),
        "lead_structural": _written(binding.lead_structural),
        "kilde": binding.kilde,
        **place(binding.source),
    }


def _commitment_row(nr: int, commitment: Commitment) -> Row:
    return {
        "commitment": commitment.key,
        "nr": nr,
        "title": commitment.title,
        "kind": commitment.kind.value,
        "area": commitment.area,
        "funksjon": commitment.funksjon,
        "ansvar": commitment.ansvar,
        "amount_ore": commitment.amount_ore,
        "starts": commitment.starts,
        "ends": commitment.ends,
        "notice_months": commitment.notice_months,
        "kilde": commitment.kilde,
        **place(commitment.source),
    }


def _override_row(nr: int, override: IncomeOverride) -> Row:
    return {
        "income_override": override.key,
        "nr": nr,
        "art": override.art,
        "funksjon": override.funksjon,
        "ansvar": override.ansvar,
        "prosjekt": override.prosjekt,
        "income_class": override.income_class,
        "share": str(override.share),
        "kilde": override.kilde,
        **place(override.source),
    }


def _document_row(nr: int, document: PrintedForm) -> Row:
    return {
        "document": document.key,
        "nr": nr,
        "title": document.title,
        "form": document.form,
        "unit_ore": document.unit_ore,
        "columns": [
            {
                "heading": column.heading,
                "kind": None if column.kind is None else column.kind.value,
                "year": column.year,
            }
            for column in document.columns
        ],
        "lines": [_kept_line(line) for line in document.lines],
        **place(document.source),
    }


def _kept_line(line: PrintedLine) -> Row:
    amounts: Sequence[int | None] = line.amounts_ore
    return {
        "key": line.key,
        "nr": line.nr,
        "name": line.name,
        "amounts_ore": [None if amount is None else int(amount) for amount in amounts],
        **place(line.source),
    }


def _column(kept: dict[str, Any]) -> PrintedColumn:
    kind = kept["kind"]
    return PrintedColumn(kept["heading"], None if kind is None else VersionKind(kind), kept["year"])


def _line(file: str, kept: dict[str, Any]) -> PrintedLine:
    return PrintedLine(
        key=kept["key"],
        nr=kept["nr"],
        name=kept["name"],
        amounts_ore=tuple(kept["amounts_ore"]),
        source=CellRef(file, kept["sheet"], kept["row"], kept["column"]),
    )


def _written(share: Fraction | None) -> str | None:
    return None if share is None else str(share)


def _fraction(written: str | None) -> Fraction | None:
    return None if written is None else Fraction(written)
