"""The data version per kind of content: a log entry leaves what was made from the money as it is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "data_version",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["kommune"], ["kommune.kommune"], name=op.f("data_version_kommune_fk")),
        sa.PrimaryKeyConstraint("kommune", "kind", name=op.f("data_version_pk")),
        sqlite_with_rowid=False,
    )
