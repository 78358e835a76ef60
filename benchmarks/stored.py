"""A page's questions to the store where many lines stand behind the same sums as few."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.measure import AT, ON, median, report
from planhjul.cli.compose import compose
from planhjul.ledger.forms.lines import FormKey
from planhjul.ledger.lines import DRIFT, EXPENSE, INCOME
from planhjul.ledger.versions import VersionKind
from planhjul.staged import Content, RowCount, Staged
from planhjul.store import Repository, open_engine

# The large stored year against a small one: the same sums, the same months.
FEW = 20_000
FUNCTIONS = ("100", "120", "202", "211", "215", "222", "232", "242", "253", "254", "332", "350")
ARTS = ("010", "090", "120", "195")
INCOME_ARTS = ("600", "700", "810", "870")


def stored_accounts(lines: int) -> Staged:
    """Accounts for 2025 of that many lines, always over the same 1600 sums and their twelve months."""
    n = np.arange(lines)
    combination = n % 1600
    income = combination % 5 == 0
    functions, arts = np.array(FUNCTIONS), np.array(ARTS)
    frame = pd.DataFrame(
        {
            "kind": VersionKind.REGNSKAP.value,
            "year": 2025,
            "month": n // 1600 % 12 + 1,
            "kontoklasse": DRIFT,
            "art": np.where(income, np.array(INCOME_ARTS)[combination // 5 % 4], arts[combination % 5 - 1]),
            "funksjon": functions[combination // 20 % len(functions)],
            "ansvar": (1000 + combination // 5).astype(str),
            "prosjekt": "",
            "tekst": "",
            "change_group": "",
            "change_title": "",
            "side": np.where(income, INCOME, EXPENSE),
            "amount_ore": np.where(income, -4 * 12345, 12345),
            "sheet": "",
            "row": n + 2,
            "column": 9,
        }
    )
    return Staged(
        file="regnskap.csv",
        sha256=str(lines),
        format="lines",
        kommune="9901",
        stood_from=date(2026, 2, 20),
        rows=RowCount(lines, lines, 0, 0),
        totals=(),
        unclassified_lines=0,
        unclassified_ore=0,
        issues=(),
        content=Content(lines=frame),
    )


def bench_stored(folder: Path, lines: int) -> None:
    """A page's question to the store, asked anew, where many lines stand behind the same sums as few."""
    questions: list[dict[str, Callable[[], object]]] = []
    anew: list[Callable[[], object]] = []
    for number in (FEW, lines):
        url = f"sqlite:///{folder / f'stored-{number}.db'}"
        services = compose(url)
        services.municipalities.register("9901", "Storvik", 27)
        store = Repository(open_engine(url))
        staged = stored_accounts(number)
        start = time.perf_counter()
        store.commit("9901", staged, ON, AT)
        print(f"commit {number} lines: {time.perf_counter() - start:.1f} s")
        del staged
        # What is kept in memory must not answer: a change makes every question go to the database.
        anew.append(lambda s=services: s.house.forget())
        questions.append(
            {
                "income": lambda s=services: s.house.as_of("9901", ON).income.composition(2025),
                "§ 5-4": lambda s=services: s.house.as_of("9901", ON).accounts.form(FormKey.DRIFT, 2025),
                "sums by month": lambda s=services: (
                    s.house.as_of("9901", ON)
                    .money.month_sums([(VersionKind.REGNSKAP, 2025)])[VersionKind.REGNSKAP, 2025]
                    .groupby(["month", "side"])["amount_ore"]
                    .sum()
                ),
                "the last month of accounts": lambda s=services: s.house.as_of("9901", ON).money.through(
                    2025
                ),
            }
        )
    for name in questions[0]:
        spent: tuple[list[float], list[float]] = ([], [])
        # By turns, so that what else the machine does falls on both.
        for _ in range(15):
            for place in (0, 1):
                spent[place].append(median(questions[place][name], 1, before=anew[place]))
        few, many = (statistics.median(seconds) for seconds in spent)
        report(f"{name} from {lines} stored lines", many, f"the same from {FEW} lines", few)
