"""What is kept: one SQL database, SQLite by default, where every question is asked «per» a day."""

from __future__ import annotations

from planhjul.municipality import Kommune
from planhjul.staged import BatchRow
from planhjul.store.engine import default_url, open_engine, require_schema, shown_url, upgrade
from planhjul.store.errors import (
    AlreadyImported,
    RejectedBatch,
    StoreError,
    StoreUnavailable,
    UnknownBatch,
    UnknownKommune,
    UnknownLogEntry,
    UnknownPriority,
)
from planhjul.store.questions import Moment
from planhjul.store.repository import Repository

__all__ = [
    "AlreadyImported",
    "BatchRow",
    "Kommune",
    "Moment",
    "RejectedBatch",
    "Repository",
    "StoreError",
    "StoreUnavailable",
    "UnknownBatch",
    "UnknownKommune",
    "UnknownLogEntry",
    "UnknownPriority",
    "default_url",
    "open_engine",
    "require_schema",
    "shown_url",
    "upgrade",
]
