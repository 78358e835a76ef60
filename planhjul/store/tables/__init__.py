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
from planhjul.store.tables.matters import OF_KIND, measure_amount, measure_part
from planhjul.store.tables.money import label, line, month_total, project_total, total, version

__all__ = [
    "BY_HAND",
    "CONTENT",
    "OF_KIND",
    "UtcDateTime",
    "batch",
    "data_version",
    "issue",
    "kommune",
    "label",
    "line",
    "link_entry",
    "measure_amount",
    "measure_part",
    "metadata",
    "month_total",
    "own_priority",
    "project_total",
    "total",
    "version",
    "wheel_event",
]

# Parents first: written in this order, removed in the opposite one.
CONTENT: Final = tuple(
    table for table in metadata.sorted_tables if "batch" in table.c and table not in (batch, issue)
)
BY_HAND: Final = (wheel_event, link_entry, own_priority)
