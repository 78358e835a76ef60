"""Lines and their sums: in by the driver's fastest way, out by the version in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import Any, Final

import pandas as pd
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    String,
    Table,
    case,
    collate,
    false,
    func,
    or_,
    select,
)

from planhjul.ledger.lines import LINE_COLUMNS, SUM_COLUMNS, SUM_KEYS, conform, sums
from planhjul.ledger.versions import Version, VersionKind
from planhjul.store import tables

FOUND_COLUMNS: Final = {**LINE_COLUMNS, "file": "str", "batch": "int64"}
_VERSION_KEYS: Final = ["kind", "year", "kontoklasse"]
_FINE_KEYS: Final = ("art", "funksjon", "ansvar", "side")


def _fine_columns(by: str) -> dict[str, str]:
    """Column → type of the sums by `by` and what a total has except its change group."""
    names = (*_VERSION_KEYS, by, *_FINE_KEYS, "amount_ore", "lines")
    return {name: LINE_COLUMNS.get(name, "int64") for name in names}


MONTH_SUM_COLUMNS: Final = _fine_columns("month")
PROJECT_SUM_COLUMNS: Final = _fine_columns("prosjekt")
_TOTAL_KEYS: Final = tuple(key for key in SUM_KEYS if key not in _VERSION_KEYS)
_LINE_VALUES: Final = [column.name for column in tables.line.c if column.name not in {"kommune", "batch"}]
_CHUNK: Final = 50_000
_ASKED_AT_ONCE: Final = 500


def write_lines(connection: Connection, nr: str, batch: int, stood_from: date, lines: pd.DataFrame) -> None:
    """Stores a batch's lines with its versions and their sums.

    Args:
        lines: columns of `LINE_COLUMNS`.

    Raises:
        LinesError: the frame does not follow the declared schema.
    """
    frame = conform(lines)
    if frame.empty:
        return
    owner: dict[str, Any] = {"kommune": nr, "batch": batch}
    totals = sums(frame)
    versions = totals[_VERSION_KEYS].drop_duplicates().reset_index(drop=True)
    versions["version"] = versions.index + 1
    connection.execute(
        tables.version.insert(),
        [{**owner, "stood_from": stood_from, **row} for row in _records(versions)],
    )
    totals = totals.merge(versions, on=_VERSION_KEYS, how="left", validate="many_to_one")
    totals["total"] = totals.index + 1
    kept = totals[["version", *_TOTAL_KEYS, "total", "amount_ore", "lines"]]
    labels, numbered = _numbered(frame)
    connection.execute(
        tables.label.insert(),
        [{**owner, "label": number, "text": name} for number, name in enumerate(labels, start=1)],
    )
    _load(connection, tables.total, nr, batch, kept)
    _load(connection, tables.month_total, nr, batch, _finer(kept, numbered, "month"))
    on_project = numbered[numbered["prosjekt"] != ""]
    _load(connection, tables.project_total, nr, batch, _finer(kept, on_project, "prosjekt"))
    _load(connection, tables.line, nr, batch, numbered)


def read_history(connection: Connection, nr: str) -> tuple[Version, ...]:
    """Every version that was imported and not undone, by kind, year, kontoklasse and day."""
    version, batch = tables.version, tables.batch
    rows = connection.execute(
        select(version, batch.c.file)
        .join(batch, (batch.c.kommune == nr) & (batch.c.batch == version.c.batch))
        .where(version.c.kommune == nr)
    )
    found = (
        Version(
            kind=VersionKind(row.kind),
            year=row.year,
            kontoklasse=row.kontoklasse,
            stood_from=row.stood_from,
            batch=row.batch,
            file=row.file,
            number=row.version,
        )
        for row in rows
    )
    # Sorted here: a database's own order of text depends on how it was set up.
    return tuple(
        sorted(
            found,
            key=lambda version: (version.kind, version.year, version.kontoklasse, version.stood_from),
        )
    )


def read_sums(connection: Connection, nr: str, versions: Sequence[Version]) -> dict[Version, pd.DataFrame]:
    """Each version's sums, read at once: columns of `SUM_COLUMNS`."""
    total = tables.total
    wanted = (total.c.total, *(total.c[key] for key in _TOTAL_KEYS), total.c.amount_ore, total.c.lines)
    return {
        version: _joined([_of_version(rows.sort_values("total").drop(columns="total"), version)], SUM_COLUMNS)
        for version, rows in _by_version(connection, nr, total, wanted, versions).items()
    }


def read_fine_sums(
    connection: Connection, nr: str, table: Table, versions: Sequence[Version], columns: Mapping[str, str]
) -> dict[Version, pd.DataFrame]:
    """Each version's sums by month or project, read at once: the columns, in the order of the table's key."""
    own = [name for name in columns if name not in _VERSION_KEYS]
    # The key's own order where the database keeps it (SQLite), and the same from one that sorts by language.
    sorts = [_by_code_point(connection, table.c[name]) for name in own if name not in {"amount_ore", "lines"}]
    read = _by_version(connection, nr, table, [table.c[name] for name in own], versions, sorts)
    return {version: _joined([_of_version(rows, version)], columns) for version, rows in read.items()}


def last_months(connection: Connection, nr: str, versions: Sequence[Version]) -> dict[Version, int]:
    """The last month (1–12) with lines in each version, 0 when none has a month."""
    month = tables.month_total
    rows = connection.execute(
        select(month.c.batch, month.c.version, func.max(month.c.month).label("last"))
        .where(month.c.kommune == nr, _belongs(month, versions))
        .group_by(month.c.batch, month.c.version)
    )
    found = {(row.batch, row.version): int(row.last) for row in rows}
    return {version: found.get((version.batch, version.number), 0) for version in versions}


def read_lines(
    connection: Connection,
    nr: str,
    versions: Sequence[Version],
    *,
    only: Mapping[str, str | None],
    limit: int | None,
    offset: int,
) -> pd.DataFrame:
    """Lines of the versions with the cell they came from: columns of `FOUND_COLUMNS`.

    A sum knows how many lines stand behind it, so only the lines that are asked for are touched.

    Args:
        only: column of the sums → the value asked for; None asks for all.
        limit: how many lines at most, None for all.
        offset: how many lines to pass over first.
    """
    asked = {key: value for key, value in only.items() if value is not None}
    kontoklasse = asked.pop("kontoklasse", None)
    versions = [version for version in versions if kontoklasse in {None, version.kontoklasse}]
    if not versions:
        return _joined([], FOUND_COLUMNS)
    totals = _frame(connection, _touched(nr, versions, asked, limit, offset))
    if totals.empty:
        return _joined([], FOUND_COLUMNS)
    passed = offset - int(totals["upto"].iloc[0] - totals["lines"].iloc[0])
    found = []
    for place, group in totals.groupby("place", sort=True):
        version = versions[int(str(place))]
        lines = _lines_behind(connection, nr, version.batch, group["total"].tolist())
        whole = lines.merge(group, on="total", how="left", validate="many_to_one")
        found.append(
            _of_version(whole, version).assign(file=version.file, batch=version.batch)[list(FOUND_COLUMNS)]
        )
    end = None if limit is None else passed + limit
    return _joined(found, FOUND_COLUMNS).iloc[passed:end].reset_index(drop=True)


def _belongs(table: Table, versions: Sequence[Version]) -> ColumnElement[bool]:
    """The rows of these versions."""
    ours = [(table.c.batch == one.batch) & (table.c.version == one.number) for one in versions]
    return or_(false(), *ours)


def _by_version(
    connection: Connection,
    nr: str,
    table: Table,
    wanted: Sequence[Column[Any]],
    versions: Sequence[Version],
    order: Sequence[ColumnElement[Any]] = (),
) -> dict[Version, pd.DataFrame]:
    """Each version's rows of the table, in one question."""
    query = select(table.c.batch, table.c.version, *wanted).where(
        table.c.kommune == nr, _belongs(table, versions)
    )
    frame = _frame(connection, query.order_by(*order))
    groups = dict(iter(frame.groupby(["batch", "version"], sort=False)))
    nothing = frame.iloc[:0]
    return {
        version: groups.get((version.batch, version.number), nothing).drop(columns=["batch", "version"])
        for version in versions
    }


def _of_version(rows: pd.DataFrame, version: Version) -> pd.DataFrame:
    return rows.assign(kind=version.kind.value, year=version.year, kontoklasse=version.kontoklasse)


def _by_code_point(connection: Connection, column: Column[Any]) -> ColumnElement[Any]:
    text = isinstance(column.type, String)
    return collate(column, "C") if text and connection.dialect.name == "postgresql" else column


def _touched(
    nr: str, versions: Sequence[Version], asked: Mapping[str, str], limit: int | None, offset: int
) -> Select[Any]:
    """The sums that hold any of the lines asked for, in order, each with the lines up to and with it."""
    total = tables.total
    ours = [(total.c.batch == one.batch) & (total.c.version == one.number) for one in versions]
    place = case(*((condition, number) for number, condition in enumerate(ours)))
    matching = (
        select(
            place.label("place"),
            total.c.total,
            total.c.lines,
            *(total.c[key] for key in _TOTAL_KEYS),
            func.sum(total.c.lines).over(order_by=(place, total.c.total)).label("upto"),
        )
        .where(total.c.kommune == nr, or_(*ours), *(total.c[key] == value for key, value in asked.items()))
        .subquery("matching")
    )
    query = select(matching).where(matching.c.upto > offset)
    if limit is not None:
        query = query.where(matching.c.upto - matching.c.lines < offset + limit)
    return query.order_by(matching.c.place, matching.c.total)


def _lines_behind(connection: Connection, nr: str, batch: int, totals: Sequence[int]) -> pd.DataFrame:
    """The lines of these sums of one batch, sum by sum and then as in the file."""
    line, sheet, title = tables.line, tables.label.alias("sheet"), tables.label.alias("title")
    own = ("total", "line", "month", "prosjekt", "tekst", "amount_ore", "row", "column")
    query = (
        select(
            *(line.c[name] for name in own), sheet.c.text.label("sheet"), title.c.text.label("change_title")
        )
        .join(sheet, (sheet.c.kommune == nr) & (sheet.c.batch == batch) & (sheet.c.label == line.c.sheet))
        .join(
            title,
            (title.c.kommune == nr) & (title.c.batch == batch) & (title.c.label == line.c.change_title),
        )
        .where(line.c.kommune == nr, line.c.batch == batch)
    )
    pieces = [
        _frame(connection, query.where(line.c.total.in_(totals[start : start + _ASKED_AT_ONCE])))
        for start in range(0, len(totals), _ASKED_AT_ONCE)
    ]
    return pd.concat(pieces, ignore_index=True).sort_values(["total", "line"])


def _frame(connection: Connection, query: Select[Any]) -> pd.DataFrame:
    result = connection.execute(query)
    names = list(result.keys())
    columns = list(zip(*result.all(), strict=True)) or [()] * len(names)
    return pd.DataFrame(dict(zip(names, columns, strict=True)))


def _joined(frames: Sequence[pd.DataFrame], columns: Mapping[str, str]) -> pd.DataFrame:
    """The frames below each other, with exactly the declared columns; no frames give no rows."""
    empty = pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in columns.items()})
    filled = [frame for frame in frames if not frame.empty]
    return conform(pd.concat(filled, ignore_index=True) if filled else empty, columns)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The frame's rows as plain Python values; a driver knows no numpy."""
    columns = [frame[name].tolist() for name in frame]
    return [dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def _numbered(frame: pd.DataFrame) -> tuple[list[str], pd.DataFrame]:
    """The names that repeat, and the lines with numbers for what stands elsewhere, in the table's order."""
    names = pd.concat([frame["sheet"], frame["change_title"]], ignore_index=True)
    codes, labels = pd.factorize(names)
    # groupby numbers the groups in the order `sums` lists them, so number n is row n of the sums.
    groups = frame.groupby(list(SUM_KEYS), sort=True, observed=True).ngroup()
    numbered = frame.assign(
        total=groups + 1,
        line=frame.index + 1,
        sheet=codes[: len(frame)] + 1,
        change_title=codes[len(frame) :] + 1,
    )
    return [str(label) for label in labels], numbered.sort_values(["total", "line"])[_LINE_VALUES]


def _finer(totals: pd.DataFrame, numbered: pd.DataFrame, by: str) -> pd.DataFrame:
    """The lines' sums by `by` and what a total has except its change group, in the table's order of keys.

    Args:
        totals: the sums with their number `total`.
        numbered: the lines with the number of their sum.
    """
    # First by number: so many lines are then only a few sums, and their texts are grouped quickly.
    grouped = numbered.groupby(["total", by], sort=False)["amount_ore"].agg(amount_ore="sum", lines="size")
    keys = ["version", by, *_FINE_KEYS]
    named = totals.drop(columns=["amount_ore", "lines"])
    whole = grouped.reset_index().merge(named, on="total", how="left", validate="many_to_one")
    return whole.groupby(keys, sort=True)[["amount_ore", "lines"]].sum().reset_index()


def _load(connection: Connection, table: Table, nr: str, batch: int, frame: pd.DataFrame) -> None:
    """Rows into the table by the driver's own fastest way: COPY, or tuples without SQLAlchemy in between."""
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quote(name) for name in ("kommune", "batch", *frame.columns))
    for start in range(0, len(frame), _CHUNK):
        piece = frame.iloc[start : start + _CHUNK]
        rows = list(zip(repeat(nr), repeat(batch), *(piece[name].tolist() for name in frame), strict=False))
        if connection.dialect.name == "postgresql":
            _copy(connection, f"COPY {quote(table.name)} ({columns}) FROM STDIN", rows)
        else:
            marks = ", ".join("?" * len(rows[0]))
            statement = f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks})"  # noqa: S608
            connection.exec_driver_sql(statement, rows)


def _copy(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    cursor: Any = connection.connection.cursor()
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
