"""Is the database whole: the file, its references, and the sums against their lines."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, func, or_, select

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
    total, line = tables.total, tables.line
    behind = (
        select(
            line.c.kommune,
            line.c.batch,
            line.c.total,
            func.sum(line.c.amount_ore).label("amount_ore"),
            func.count().label("lines"),
        )
        .group_by(line.c.kommune, line.c.batch, line.c.total)
        .subquery("behind")
    )
    wrong = connection.execute(
        select(total.c.kommune, total.c.batch, func.count().label("wrong"))
        .outerjoin(
            behind,
            (behind.c.kommune == total.c.kommune)
            & (behind.c.batch == total.c.batch)
            & (behind.c.total == total.c.total),
        )
        .where(
            or_(
                behind.c.total.is_(None),
                behind.c.amount_ore != total.c.amount_ore,
                behind.c.lines != total.c.lines,
            )
        )
        .group_by(total.c.kommune, total.c.batch)
        .order_by(total.c.kommune, total.c.batch)
    )
    return tuple(
        text(
            "Summene i import nummer {batch} for kommune {nr} stemmer ikke med linjene ({wrong} summer). "
            "Angre importen og importer filen på nytt.",
            batch=row.batch,
            nr=row.kommune,
            wrong=row.wrong,
        )
        for row in wrong
    )
