"""Money by month and project, threads from goals to money, local facts, printed overviews and wishes.

What the database already holds of lines is summed here, so that an upgraded one answers as a new one.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from planhjul.store.migrations.frozen import create_content, create_table

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_SUMS = """
INSERT INTO {table}
    (kommune, batch, version, {by}, art, funksjon, ansvar, side, amount_ore, lines)
SELECT total.kommune, total.batch, total.version, line.{by}, total.art, total.funksjon, total.ansvar,
    total.side, SUM(line.amount_ore), COUNT(*)
FROM line JOIN total
    ON total.kommune = line.kommune AND total.batch = line.batch AND total.total = line.total
{only}
GROUP BY total.kommune, total.batch, total.version, line.{by}, total.art, total.funksjon, total.ansvar,
    total.side
"""


def upgrade() -> None:
    _money()
    _local_facts()
    _threads_and_wishes()


def _money() -> None:
    create_content(
        "month_total",
        key="version int, month int, art, funksjon, ansvar, side",
        own="amount_ore big, lines int",
        refers={"version": "batch, version"},
    )
    create_content(
        "project_total",
        key="version int, prosjekt, art, funksjon, ansvar, side",
        own="amount_ore big, lines int",
        refers={"version": "batch, version"},
    )
    op.execute(_SUMS.format(table="month_total", by="month", only=""))
    only = "WHERE line.prosjekt <> ''"
    op.execute(_SUMS.format(table="project_total", by="prosjekt", only=only))


def _local_facts() -> None:
    op.add_column("area", sa.Column("ansvar", sa.JSON(), server_default="[]", nullable=False))
    create_content(
        "binding",
        key="binding",
        own="""
            nr int, level small?, area, funksjon, ansvar, art, bound text?, short text?, structural text?,
            lead_short text?, lead_structural text?, kilde, sheet, row int, column int
        """,
    )
    create_content(
        "commitment",
        key="commitment",
        own="""
            nr int, title, kind, area, funksjon, ansvar, amount_ore big, starts date?, ends date?,
            notice_months int, kilde, sheet, row int, column int
        """,
    )
    create_content(
        "income_override",
        key="income_override",
        own="nr int, art, funksjon, ansvar, prosjekt, income_class, share, kilde, sheet, row int, column int",
    )
    create_content(
        "document",
        key="document",
        own="nr int, title, form, unit_ore big, columns json, lines json, sheet, row int, column int",
    )


def _threads_and_wishes() -> None:
    create_content("goal_link", key="plan, goal, target, code", own="nr int, sheet, row int, column int")
    create_content(
        "priority",
        key="owner, priority",
        own="""
            nr int, title, kind, funksjon, area, goal, amount_ore big?, year int?, note, sheet, row int,
            column int
        """,
    )
    create_table(
        "link_entry",
        key="nr int",
        own="plan, goal, target, code, made bool, made_by, why, recorded_on date, recorded_at moment",
        refers={"kommune": ""},
    )
    create_table(
        "own_priority",
        key="nr int",
        own="""
            priority, owner, title, kind, funksjon, area, goal, amount_ore big?, year int?, note,
            recorded_on date, recorded_at moment, removed_on date?, removed_at moment?
        """,
        refers={"kommune": ""},
    )
