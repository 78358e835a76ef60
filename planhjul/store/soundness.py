"""Is the database whole: the file, its references, and the sums against their lines."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, Table, and_, func, select, union_all

from planhjul.store import tables
from planhjul.store.engine import available, require_schema, shown_url
from planhjul.store.errors import StoreUnavailable
from planhjul.texts import Text, text


def findings(engine: Engine) -> tuple[Text, ...]:
    """What is wrong, in sentences; () when the database is sound."""
    try:
        require_schema(engine)
        with available(engine), engine.connect() as connection:
            return (*_file(connection), *_sums(connection))
    except StoreUnavailable as error:
        return (error.message,)


def _file(connection: Connection) -> tuple[Text, ...]:
    """SQLite can tell whether its file is whole; a PostgreSQL server looks after its own."""
    if connection.dialect.name != "sqlite":
        return ()
    said = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(5)")]
    loose = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    found = [] if said == ["ok"] else said
    if loose:
        found.append("foreign_key_check: " + ", ".join(sorted({str(row[0]) for row in loose})))
    return tuple(
        text(
            "Databasen {database} er skadet ({said}). Hent fram en sikkerhetskopi.",
            database=shown_url(connection.engine),
            said=one,
        )
        for one in found
    )


def _sums(connection: Connection) -> tuple[Text, ...]:
    """Every kept sum against the lines behind it, to the øre and to the line."""
    wrong: Counter[tuple[str, int]] = Counter()
    for query in (_totals(), _finer(tables.month_total, "month"), _finer(tables.project_total, "prosjekt")):
        for row in connection.execute(query):
            wrong[row.kommune, row.batch] += row.wrong
    return tuple(
        text(
            "Summene i import nummer {batch} for kommune {nr} stemmer ikke med linjene ({wrong} summer). "
            "Angre importen og importer filen på nytt.",
            batch=batch,
            nr=nr,
            wrong=number,
        )
        for (nr, batch), number in sorted(wrong.items())
    )


def _totals() -> Select[Any]:
    """Import → how many of its totals do not match their lines, those with none left out."""
    line = tables.line
    keys = (line.c.kommune, line.c.batch, line.c.total)
    behind = select(*keys, *_sum_of_lines()).group_by(*keys)
    return _differing(behind, tables.total, [key.name for key in keys])


def _finer(kept: Table, by: str) -> Select[Any]:
    """Import → how many of its sums by month or project do not match, whichever side lacks them."""
    total, line = tables.total, tables.line
    ours = (total.c.kommune == line.c.kommune, total.c.batch == line.c.batch, total.c.total == line.c.total)
    keys = [total.c[name] for name in ("kommune", "batch", "version", "art", "funksjon", "ansvar", "side")]
    behind = select(*keys, line.c[by], *_sum_of_lines()).join(total, and_(*ours)).group_by(*keys, line.c[by])
    if by == "prosjekt":
        behind = behind.where(line.c.prosjekt != "")
    return _differing(behind, kept, [*(key.name for key in keys), by])


def _sum_of_lines() -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    return func.sum(tables.line.c.amount_ore).label("ore"), func.count().label("lines")


def _differing(behind: Select[Any], kept: Table, names: list[str]) -> Select[Any]:
    """Import → how many of its sums, by what `names` say, are other in the table than the lines give.

    What the lines give and what is kept, one with the opposite sign: together nothing is left of a sum that
    is right.
    """
    both = union_all(
        behind, select(*(kept.c[name] for name in names), -kept.c.amount_ore, -kept.c.lines)
    ).subquery("both")
    off = (
        select(both.c.kommune, both.c.batch)
        .group_by(*(both.c[name] for name in names))
        .having((func.sum(both.c.ore) != 0) | (func.sum(both.c.lines) != 0))
        .subquery("off")
    )
    return select(off.c.kommune, off.c.batch, func.count().label("wrong")).group_by(
        off.c.kommune, off.c.batch
    )
