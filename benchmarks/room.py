"""Handlingsrom from a year's sums."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.measure import ON, median, report
from benchmarks.stored import ARTS, FEW
from planhjul.choices.room.year import Ground, curve, room, year_room
from planhjul.ledger.lines import DRIFT, EXPENSE, INCOME, SUM_COLUMNS, conform
from planhjul.ledger.versions import VersionKind
from planhjul.reference.assumptions import load_assumptions
from planhjul.reference.bindings import load_bindings
from planhjul.reference.codes import load_codes


def bench_room() -> None:
    """Handlingsrom from a year's sums as they come from the store, with nothing kept in memory."""
    codes = load_codes()
    services = [code for code, held in codes.funksjoner.items() if held.owner == "kommune"]
    n = np.arange(FEW)
    income = n % 5 == 0
    sums = pd.DataFrame(
        {
            "kind": VersionKind.OPPRINNELIG_BUDSJETT.value,
            "year": 2027,
            "kontoklasse": DRIFT,
            "art": np.where(income, "600", np.array(ARTS)[n % 5 - 1]),
            "funksjon": np.array(services)[n // 5 % len(services)],
            "ansvar": (1000 + n // (5 * len(services))).astype(str),
            "change_group": "",
            "side": np.where(income, INCOME, EXPENSE),
            "amount_ore": np.where(income, -12345, 12345) * (n % 97 + 1),
            "lines": 1,
        }
    )
    frame = conform(sums, SUM_COLUMNS)
    ground = Ground(load_assumptions(), codes, load_bindings())
    year = year_room(frame, 2027, ground)
    whole = median(lambda: curve(year_room(frame, 2027, ground), months=36), 9)
    report(f"a curve of 48 months from {FEW} sums", whole, "the goal", 0.050)
    report(
        "the same curve when the year is ready", median(lambda: curve(year, months=36), 9), "the goal", 0.050
    )
    report("handlingsrom with its layers on a day", median(lambda: room(year, ON), 9), "the goal", 0.100)
