"""The database's tables: every key starts with `kommune`, every amount is integer øre.

The same schema runs on SQLite, PostgreSQL and a distributed PostgreSQL (rule 7 of the house): no key is
lonely, no reference crosses municipalities, and sums can be merged. Names inside a batch are numbers from 1.

A line holds only what its sum does not: what kind, year, art, funksjon … it belongs to stands once, in
`total`, so that the sums cannot describe other lines than those that are there.
"""

from __future__ import annotations

from typing import Final

from planhjul.store.tables.base import UtcDateTime, metadata
from planhjul.store.tables.by_hand import link_entry, own_priority, wheel_event
from planhjul.store.tables.imports import batch, data_version, issue, kommune
from planhjul.store.tables.matters import (
    area,
    binding,
    commitment,
    document,
    goal,
    goal_link,
    income_override,
    measure,
    measure_amount,
    measure_part,
    meeting,
    plan,
    political_case,
    priority,
    scenario,
    setting,
)
from planhjul.store.tables.money import label, line, month_total, project_total, total, version

__all__ = [
    "BY_HAND",
    "CONTENT",
    "UtcDateTime",
    "area",
    "batch",
    "binding",
    "commitment",
    "data_version",
    "document",
    "goal",
    "goal_link",
    "income_override",
    "issue",
    "kommune",
    "label",
    "line",
    "link_entry",
    "measure",
    "measure_amount",
    "measure_part",
    "meeting",
    "metadata",
    "month_total",
    "own_priority",
    "plan",
    "political_case",
    "priority",
    "project_total",
    "scenario",
    "setting",
    "total",
    "version",
    "wheel_event",
]

# Parents first: written in this order, removed in the opposite one.
CONTENT: Final = (
    version,
    label,
    total,
    month_total,
    project_total,
    line,
    meeting,
    political_case,
    plan,
    goal,
    goal_link,
    measure,
    measure_part,
    measure_amount,
    scenario,
    setting,
    area,
    binding,
    commitment,
    income_override,
    document,
    priority,
)
BY_HAND: Final = (wheel_event, link_entry, own_priority)
