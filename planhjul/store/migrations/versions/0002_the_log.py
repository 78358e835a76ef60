"""The log: what people record by hand of meetings and milestones."""

from __future__ import annotations

from planhjul.store.migrations.frozen import create_table

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_table(
        "wheel_event",
        key="nr int",
        own="""
            kind, target, title, day date, new_day date?, year int?, process, recorded_by, why,
            recorded_on date, recorded_at moment, undone_by text?, undone_why text?, undone_on date?,
            undone_at moment?
        """,
        refers={"kommune": ""},
        check=("kind", "kind IN ('moved', 'held', 'cancelled', 'actual', 'manual')"),
    )
