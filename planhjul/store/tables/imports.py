"""Municipalities, their imports, and what each import's report said."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Date, Index, Integer, String, Table

from planhjul.store.tables.base import UtcDateTime, content, key, metadata, place, refers

kommune = Table(
    "kommune",
    metadata,
    key("kommune"),
    Column("navn", String, nullable=False),
    Column("members", Integer),
    Column("inhabitants", Integer),
    Column("last_batch", Integer, nullable=False, doc="the number of the newest import"),
    Column("data_version", BigInteger, nullable=False, doc="grows with every change; for caches"),
    sqlite_with_rowid=False,
)

data_version = Table(
    "data_version",
    metadata,
    key("kommune"),
    key("kind"),
    Column("version", BigInteger, nullable=False, doc="the municipality's data_version at the last change"),
    refers("kommune"),
    sqlite_with_rowid=False,
)

batch = Table(
    "batch",
    metadata,
    key("kommune"),
    key("batch", number=True),
    Column("file", String, nullable=False),
    Column("format", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("imported_at", UtcDateTime, nullable=False),
    Column("undone_at", UtcDateTime),
    Column("stood_from", Date, nullable=False),
    Column("rows_read", Integer, nullable=False),
    Column("rows_taken", Integer, nullable=False),
    Column("rows_zero", Integer, nullable=False),
    Column("rows_explained", Integer, nullable=False),
    Column("unclassified_lines", Integer, nullable=False),
    Column("unclassified_ore", BigInteger, nullable=False),
    Column("totals", JSON, nullable=False, doc="the report's totals, kept when the batch is undone"),
    refers("kommune"),
    sqlite_with_rowid=False,
)
# The same file twice changes nothing, also when two import it at once; an undone one may come again.
Index(
    "batch_file_once",
    batch.c.kommune,
    batch.c.sha256,
    unique=True,
    sqlite_where=batch.c.undone_at.is_(None),
    postgresql_where=batch.c.undone_at.is_(None),
)

issue = content(
    "issue",
    key("nr", number=True),
    Column("code", String, nullable=False),
    Column("level", String, nullable=False),
    Column("file", String, nullable=False),
    *place(),
    Column("found", String, nullable=False),
    Column("message", JSON, nullable=False),
    Column("advice", JSON, nullable=False),
)
