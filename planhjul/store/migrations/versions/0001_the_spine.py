"""The spine: imports with their reports, money, meetings, plans, measures and settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kommune",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("navn", sa.String(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("inhabitants", sa.Integer(), nullable=True),
        sa.Column("last_batch", sa.Integer(), nullable=False),
        sa.Column("data_version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kommune", name=op.f("kommune_pk")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "batch",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("stood_from", sa.Date(), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("rows_taken", sa.Integer(), nullable=False),
        sa.Column("rows_zero", sa.Integer(), nullable=False),
        sa.Column("rows_explained", sa.Integer(), nullable=False),
        sa.Column("unclassified_lines", sa.Integer(), nullable=False),
        sa.Column("unclassified_ore", sa.BigInteger(), nullable=False),
        sa.Column("totals", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["kommune"], ["kommune.kommune"], name=op.f("batch_kommune_fk")),
        sa.PrimaryKeyConstraint("kommune", "batch", name=op.f("batch_pk")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "batch_file_once",
        "batch",
        ["kommune", "sha256"],
        unique=True,
        sqlite_where=sa.text("undone_at IS NULL"),
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.create_table(
        "area",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("funksjoner", sa.JSON(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("lead_months", sa.Float(), nullable=False),
        sa.Column("lss_l", sa.Float(), nullable=True),
        sa.Column("lss_s", sa.Float(), nullable=True),
        sa.Column("lss_q", sa.Float(), nullable=True),
        sa.Column("kilde", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("area_batch_fk")
        ),
        sa.PrimaryKeyConstraint("kommune", "batch", "area", name=op.f("area_pk")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "goal",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("goal", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("parent", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("goal_batch_fk")
        ),
        sa.PrimaryKeyConstraint("kommune", "batch", "plan", "goal", name=op.f("goal_pk")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "issue",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("nr", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.Column("found", sa.String(), nullable=False),
        sa.Column("message", sa.JSON(), nullable=False),
        sa.Column("advice", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("issue_batch_fk")
        ),
        sa.PrimaryKeyConstraint("kommune", "batch", "nr", name=op.f("issue_pk")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "label",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("label", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("label_batch_fk")
        ),
        sa.PrimaryKeyConstraint("kommune", "batch", "label", name=op.f("label_pk")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "measure",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("scenarios", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("measure_batch_fk")
        ),
        sa.PrimaryKeyConstraint("kommune", "batch", "measure", name=op.f("measure_pk")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "meeting",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("nr", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("organ", sa.String(), nullable=False),
        sa.Column("organ_name", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=True),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("meeting_batch_fk")
        ),
        sa.PrimaryKeyConstraint("kommune", "batch", "nr", name=op.f("meeting_pk")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "plan",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("adopted", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("next_revision", sa.Date(), nullable=True),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("plan_batch_fk")
        ),
        sa.PrimaryKeyConstraint("kommune", "batch", "plan", name=op.f("plan_pk")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "political_case",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("nr", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("organ_name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("raised_by", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("political_case_batch_fk")
        ),
        sa.PrimaryKeyConstraint("kommune", "batch", "nr", name=op.f("political_case_pk")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "scenario",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("scenario", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("explanation", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("scenario_batch_fk")
        ),
        sa.PrimaryKeyConstraint("kommune", "batch", "scenario", name=op.f("scenario_pk")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "setting",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("kilde", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("setting_batch_fk")
        ),
        sa.PrimaryKeyConstraint("kommune", "batch", "key", name=op.f("setting_pk")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "version",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kontoklasse", sa.String(), nullable=False),
        sa.Column("stood_from", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("version_batch_fk")
        ),
        sa.PrimaryKeyConstraint("kommune", "batch", "version", name=op.f("version_pk")),
        sa.UniqueConstraint(
            "kommune",
            "batch",
            "kind",
            "year",
            "kontoklasse",
            name=op.f("version_kommune_batch_kind_year_kontoklasse_uq"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "version_in_force",
        "version",
        ["kommune", "kind", "year", "kontoklasse", "stood_from", "batch", "version"],
        unique=True,
    )
    op.create_table(
        "measure_part",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("funksjon", sa.String(), nullable=False),
        sa.Column("art", sa.String(), nullable=False),
        sa.Column("ansvar", sa.String(), nullable=False),
        sa.Column("start_month", sa.SmallInteger(), nullable=False),
        sa.Column("kept_share", sa.Float(), nullable=False),
        sa.Column("one_off", sa.Boolean(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch", "measure"],
            ["measure.kommune", "measure.batch", "measure.measure"],
            name=op.f("measure_part_measure_fk"),
        ),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("measure_part_batch_fk")
        ),
        sa.PrimaryKeyConstraint("kommune", "batch", "measure", "part", name=op.f("measure_part_pk")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "total",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("art", sa.String(), nullable=False),
        sa.Column("funksjon", sa.String(), nullable=False),
        sa.Column("ansvar", sa.String(), nullable=False),
        sa.Column("change_group", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.CheckConstraint("side IN ('expense', 'income')", name=op.f("total_side_ck")),
        sa.ForeignKeyConstraint(
            ["kommune", "batch", "version"],
            ["version.kommune", "version.batch", "version.version"],
            name=op.f("total_version_fk"),
        ),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("total_batch_fk")
        ),
        sa.PrimaryKeyConstraint(
            "kommune",
            "batch",
            "version",
            "art",
            "funksjon",
            "ansvar",
            "change_group",
            "side",
            name=op.f("total_pk"),
        ),
        sa.UniqueConstraint("kommune", "batch", "total", name=op.f("total_kommune_batch_total_uq")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "line",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("total", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("month", sa.SmallInteger(), nullable=False),
        sa.Column("prosjekt", sa.String(), nullable=False),
        sa.Column("tekst", sa.String(), nullable=False),
        sa.Column("change_title", sa.Integer(), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("sheet", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch", "total"],
            ["total.kommune", "total.batch", "total.total"],
            name=op.f("line_total_fk"),
        ),
        sa.PrimaryKeyConstraint("kommune", "batch", "total", "line", name=op.f("line_pk")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "measure_amount",
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "batch", "measure", "part"],
            ["measure_part.kommune", "measure_part.batch", "measure_part.measure", "measure_part.part"],
            name=op.f("measure_amount_measure_part_fk"),
        ),
        sa.ForeignKeyConstraint(
            ["kommune", "batch"], ["batch.kommune", "batch.batch"], name=op.f("measure_amount_batch_fk")
        ),
        sa.PrimaryKeyConstraint(
            "kommune", "batch", "measure", "part", "year", name=op.f("measure_amount_pk")
        ),
        sqlite_with_rowid=False,
    )
