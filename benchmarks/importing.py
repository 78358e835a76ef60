"""Reading and committing a large workbook."""

from __future__ import annotations

import io
import sqlite3
import statistics
import time
from pathlib import Path

import openpyxl
from python_calamine import load_workbook

from benchmarks.measure import AT, median, report
from planhjul.cli.compose import compose
from planhjul.staged import ImportChoices


def budget_workbook(lines: int) -> bytes:
    """An own-layout budget of that many lines, in balance."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Linjer")
    sheet.append(["Opprinnelig budsjett 2026, hele kroner"])
    sheet.append([])
    sheet.append(["Kontoklasse", "Ansvar", "Funksjon", "Art", "Prosjekt", "Tekst", "Periode", "Beløp"])
    functions, arts = ("202", "253", "120", "380", "332"), ("010", "120", "195", "600", "729")
    for number in range(lines):
        sign = 1 if number % 2 == 0 else -1
        art = arts[number // 2 % 3] if sign > 0 else arts[3 + number // 2 % 2]
        row = [
            "1",
            str(1000 + number % 300),
            functions[number % 5],
            art,
            "",
            f"Post {number}",
            None,
            sign * 12345,
        ]
        sheet.append(row)
    details = book.create_sheet("Opplysninger")
    for pair in (
        ("Felt", "Verdi"),
        ("Kommune", "9901"),
        ("Versjon", "opprinnelig_budsjett"),
        ("År", 2026),
        ("Gjelder fra", "11.12.2025"),
        ("Enhet", "kroner"),
    ):
        details.append(pair)
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


def bench_reading(folder: Path, lines: int) -> None:
    services = compose(f"sqlite:///{folder / 'reading.db'}")
    content = budget_workbook(lines)

    def bare() -> int:
        workbook = load_workbook(io.BytesIO(content))
        return sum(len(workbook.get_sheet_by_name(name).to_python()) for name in workbook.sheet_names)

    ours = median(lambda: services.imports.stage("budsjett.xlsx", content, ImportChoices()), 3)
    report(
        f"stage a workbook of {lines} lines", ours, "python-calamine reads the same cells", median(bare, 3)
    )


def bench_commit(folder: Path, lines: int) -> None:
    services = compose(f"sqlite:///{folder / 'commit.db'}")
    services.municipalities.register("9901", "Storvik", 27)
    staged = services.imports.stage("budsjett.xlsx", budget_workbook(lines), ImportChoices())
    rows = list(staged.content.lines.itertuples(index=False, name=None))

    def ours() -> None:
        services.municipalities.clear("9901")
        start = time.perf_counter()
        services.imports.commit("9901", staged, AT)
        spent.append(time.perf_counter() - start)

    spent: list[float] = []
    for _ in range(4):
        ours()

    def bare() -> None:
        target = folder / "bare.db"
        target.unlink(missing_ok=True)
        with sqlite3.connect(target) as connection:
            columns = ", ".join(staged.content.lines.columns.map(lambda name: f'"{name}"'))
            connection.execute(f"CREATE TABLE line ({columns})")
            connection.executemany(f"INSERT INTO line VALUES ({', '.join('?' * len(rows[0]))})", rows)
        connection.close()

    report(
        f"commit {lines} lines with sums, keys and index",
        statistics.median(spent[1:]),
        "sqlite3 executemany, bare table",
        median(bare, 3),
    )
