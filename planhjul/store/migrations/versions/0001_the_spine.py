"""The spine: imports with their reports, money, meetings, plans, measures and settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from planhjul.store.migrations.frozen import create_content, create_table

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_table(
        "kommune",
        key="",
        own="navn, members int?, inhabitants int?, last_batch int, data_version big",
        refers={},
    )
    create_table(
        "batch",
        key="batch int",
        own="""
            file, format, sha256, imported_at moment, undone_at moment?, stood_from date, rows_read int,
            rows_taken int, rows_zero int, rows_explained int, unclassified_lines int,
            unclassified_ore big, totals json
        """,
        refers={"kommune": ""},
    )
    op.create_index(
        "batch_file_once",
        "batch",
        ["kommune", "sha256"],
        unique=True,
        sqlite_where=sa.text("undone_at IS NULL"),
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    create_content(
        "area",
        key="area",
        own="""
            nr int, title, funksjoner json, level small, lead_months float, lss_l float?, lss_s float?,
            lss_q float?, kilde, sheet, row int, column int
        """,
    )
    create_content("goal", key="plan, goal", own="nr int, parent, kind, title, sheet, row int, column int")
    create_content(
        "issue",
        key="nr int",
        own="code, level, file, sheet, row int, column int, found, message json, advice json",
    )
    create_content("label", key="label int", own="text")
    create_content("measure", key="measure", own="nr int, title, kind, proposed_by, scenarios json")
    create_content(
        "meeting",
        key="nr int",
        own="year int, organ, organ_name, day date, purpose, held bool?, sheet, row int, column int",
    )
    create_content(
        "plan",
        key="plan",
        own="""
            nr int, type, title, adopted date?, valid_from date?, valid_to date?, next_revision date?,
            sheet, row int, column int
        """,
    )
    create_content(
        "political_case",
        key="nr int",
        own="year int, key, day date, organ_name, title, raised_by, decision, sheet, row int, column int",
    )
    create_content(
        "scenario",
        key="scenario",
        own="nr int, title, party, explanation, sheet, row int, column int",
    )
    create_content("setting", key="key", own="nr int, value, kilde, sheet, row int, column int")
    create_table(
        "version",
        key="batch int, version int",
        own="kind, year int, kontoklasse, stood_from date",
        refers={"batch": "batch"},
        unique="batch, kind, year, kontoklasse",
    )
    op.create_index(
        "version_in_force",
        "version",
        ["kommune", "kind", "year", "kontoklasse", "stood_from", "batch", "version"],
        unique=True,
    )
    create_content(
        "measure_part",
        key="measure, part int",
        own="""
            kind, funksjon, art, ansvar, start_month small, kept_share float, one_off bool, sheet,
            row int, column int
        """,
        refers={"measure": "batch, measure"},
    )
    create_table(
        "total",
        key="batch int, version int, art, funksjon, ansvar, change_group, side",
        own="total int, amount_ore big, lines int",
        refers={"version": "batch, version", "batch": "batch"},
        unique="batch, total",
        check=("side", "side IN ('expense', 'income')"),
    )
    create_table(
        "line",
        key="batch int, total int, line int",
        own="month small, prosjekt, tekst, change_title int, amount_ore big, sheet int, row int, column int",
        refers={"total": "batch, total"},
    )
    create_content(
        "measure_amount",
        key="measure, part int, year int",
        own="amount_ore big",
        refers={"measure_part": "batch, measure, part"},
    )
