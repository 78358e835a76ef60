"""Money by month and project, threads from goals to money, local facts, printed overviews and wishes.

What the database already holds of lines is summed here, so that an upgraded one answers as a new one.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_MONTHS = """
INSERT INTO month_total
    (kommune, batch, version, month, art, funksjon, ansvar, side, amount_ore, lines)
SELECT total.kommune, total.batch, total.version, line.month, total.art, total.funksjon, total.ansvar,
    total.side, SUM(line.amount_ore), COUNT(*)
FROM line JOIN total
    ON total.kommune = line.kommune AND total.batch = line.batch AND total.total = line.total
GROUP BY total.kommune, total.batch, total.version, line.month, total.art, total.funksjon, total.ansvar,
    total.side
"""
_PROJECTS = """
INSERT INTO project_total
    (kommune, batch, version, prosjekt, art, funksjon, ansvar, side, amount_ore, lines)
SELECT total.kommune, total.batch, total.version, line.prosjekt, total.art, total.funksjon, total.ansvar,
    total.side, SUM(line.amount_ore), COUNT(*)
FROM line JOIN total
    ON total.kommune = line.kommune AND total.batch = line.batch AND total.total = line.total
WHERE line.prosjekt <> ''
GROUP BY total.kommune, total.batch, total.version, line.prosjekt, total.art, total.funksjon,
    total.ansvar, total.side
"""


def upgrade() -> None:
    _money()
    _local_facts()
    _threads_and_wishes()


def _money() -> None:
    op.create_table(
        "month_total",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("art", sa.String(), nullable=False),
        sa.Column("funksjon", sa.String(), nullable=False),
        sa.Column("ansvar", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch", "version"],
            ["version.kommune", "version.batch", "version.version"],
            name=op.f("month_total_version_fk"),
        ),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("month_total_batch_fk")
        ),
        sa.PrimaryKeyConstraint(
            "kommune",
            "batch",
            "version",
            "month",
            "art",
            "funksjon",
            "ansvar",
            "side",
            name=op.f("month_total_pk"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "project_total",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("prosjekt", sa.String(), nullable=False),
        sa.Column("art", sa.String(), nullable=False),
        sa.Column("funksjon", sa.String(), nullable=False),
        sa.Column("ansvar", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch", "version"],
            ["version.kommune", "version.batch", "version.version"],
            name=op.f("project_total_version_fk"),
        ),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("project_total_batch_fk")
        ),
        sa.PrimaryKeyConstraint(
            "kommune",
            "batch",
            "version",
            "prosjekt",
            "art",
            "funksjon",
            "ansvar",
            "side",
            name=op.f("project_total_pk"),
        ),
        sqlite_with_rowid=False,
    )
    op.execute(_MONTHS)
    op.execute(_PROJECTS)


def _local_facts() -> None:
    op.add_column("area", sa.Column("ansvar", sa.JSON(), server_default="[]", nullable=False))
    op.create_table(
        "binding",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("binding", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=True),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("funksjon", sa.String(), nullable=False),
        sa.Column("ansvar", sa.String(), nullable=False),
        sa.Column("art", sa.String(), nullable=False),
        sa.Column("bound", sa.String(), nullable=True),
        sa.Column("short", sa.String(), nullable=True),
        sa.Column("structural", sa.String(), nullable=True),
        sa.Column("lead_short", sa.String(), nullable=True),
        sa.Column("lead_structural", sa.String(), nullable=True),
        sa.Column("kilde", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("binding_batch_fk")
        ),
        sa.PrimaryKeyConstraint("kommune", "batch", "binding", name=op.f("binding_pk")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "commitment",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("funksjon", sa.String(), nullable=False),
        sa.Column("ansvar", sa.String(), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("notice_months", sa.Integer(), nullable=False),
        sa.Column("kilde", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("commitment_batch_fk")
        ),
        sa.PrimaryKeyConstraint("kommune", "batch", "commitment", name=op.f("commitment_pk")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "income_override",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("income_override", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("art", sa.String(), nullable=False),
        sa.Column("funksjon", sa.String(), nullable=False),
        sa.Column("ansvar", sa.String(), nullable=False),
        sa.Column("prosjekt", sa.String(), nullable=False),
        sa.Column("income_class", sa.String(), nullable=False),
        sa.Column("share", sa.String(), nullable=False),
        sa.Column("kilde", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("income_override_batch_fk")
        ),
        sa.PrimaryKeyConstraint("kommune", "batch", "income_override", name=op.f("income_override_pk")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "document",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("unit_ore", sa.BigInteger(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("document_batch_fk")
        ),
        sa.PrimaryKeyConstraint("kommune", "batch", "document", name=op.f("document_pk")),
        sqlite_with_rowid=False,
    )


def _threads_and_wishes() -> None:
    op.create_table(
        "goal_link",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("goal", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("goal_link_batch_fk")
        ),
        sa.PrimaryKeyConstraint(
            "kommune", "batch", "plan", "goal", "target", "code", name=op.f("goal_link_pk")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "priority",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("priority", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("funksjon", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("goal", sa.String(), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("priority_batch_fk")
        ),
        sa.PrimaryKeyConstraint("kommune", "batch", "owner", "priority", name=op.f("priority_pk")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "link_entry",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("goal", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("made", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["kommune"], ["kommune.kommune"], name=op.f("link_entry_kommune_fk")),
        sa.PrimaryKeyConstraint("kommune", "nr", name=op.f("link_entry_pk")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "own_priority",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("priority", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("funksjon", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("goal", sa.String(), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("removed_on", sa.Date(), nullable=True),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["kommune"], ["kommune.kommune"], name=op.f("own_priority_kommune_fk")),
        sa.PrimaryKeyConstraint("kommune", "nr", name=op.f("own_priority_pk")),
        sqlite_with_rowid=False,
    )
