"""Alembic's way in: runs the migrations on the connection `planhjul.store.engine.upgrade` hands over."""

from __future__ import annotations

from alembic import context

from planhjul.store.engine import VERSION_TABLE
from planhjul.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
