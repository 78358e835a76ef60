"""The log: what people record by hand of meetings and milestones."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wheel_event",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("new_day", sa.Date(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("process", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("undone_by", sa.String(), nullable=True),
        sa.Column("undone_why", sa.String(), nullable=True),
        sa.Column("undone_on", sa.Date(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('moved', 'held', 'cancelled', 'actual', 'manual')", name=op.f("wheel_event_kind_ck")
        ),
        sa.ForeignKeyConstraint(["kommune"], ["kommune.kommune"], name=op.f("wheel_event_kommune_fk")),
        sa.PrimaryKeyConstraint("kommune", "nr", name=op.f("wheel_event_pk")),
        sqlite_with_rowid=False,
    )
