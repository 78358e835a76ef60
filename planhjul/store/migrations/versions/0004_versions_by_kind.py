"""The data version per kind of content: a log entry leaves what was made from the money as it is."""

from __future__ import annotations

from planhjul.store.migrations.frozen import create_table

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_table("data_version", key="kind", own="version big", refers={"kommune": ""})
