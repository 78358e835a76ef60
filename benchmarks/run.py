"""Speed as ratios in one run: ours against a named peer or the physical limit, on this machine, now.

`make bench` prints one row per measurement: our median, the peer's median, and the ratio. Nothing is
asserted: a ratio that grows is for a person to judge.
"""

from __future__ import annotations

import argparse
import gc
import io
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
from python_calamine import load_workbook

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from dashboards.app import create_app  # noqa: E402
from planhjul.choices.room.year import Ground, curve, room, year_room  # noqa: E402
from planhjul.cli.compose import compose  # noqa: E402
from planhjul.cli.demo import load_demo  # noqa: E402
from planhjul.cli.session import Session  # noqa: E402
from planhjul.figures.wheel.term import term_wheel_svg  # noqa: E402
from planhjul.figures.wheel.timeline import term_timeline_svg, timeline_svg  # noqa: E402
from planhjul.figures.wheel.year import wheel_svg  # noqa: E402
from planhjul.ledger.forms.lines import FormKey  # noqa: E402
from planhjul.ledger.lines import DRIFT, EXPENSE, INCOME, SUM_COLUMNS, conform  # noqa: E402
from planhjul.ledger.versions import VersionKind  # noqa: E402
from planhjul.reference.assumptions import load_assumptions  # noqa: E402
from planhjul.reference.bindings import load_bindings  # noqa: E402
from planhjul.reference.codes import load_codes  # noqa: E402
from planhjul.staged import Content, ImportChoices, RowCount, Staged  # noqa: E402
from planhjul.store import Repository, open_engine  # noqa: E402

ON = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)

# The large stored year against a small one: the same sums, the same months.
FEW = 20_000
FUNCTIONS = ("100", "120", "202", "211", "215", "222", "232", "242", "253", "254", "332", "350")
ARTS = ("010", "090", "120", "195")
INCOME_ARTS = ("600", "700", "810", "870")


def median(work: Callable[[], object], runs: int = 5, before: Callable[[], object] = lambda: None) -> float:
    """The median seconds of `runs` runs after one that warms up; `before` each of them is not counted.

    The garbage collector rests meanwhile, as in `timeit`: its pauses would fall on whoever was unlucky.
    """
    work()
    seconds = []
    for _ in range(runs):
        before()
        gc.disable()
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
        gc.enable()
    return statistics.median(seconds)


def report(what: str, ours: float, peer_name: str, peer: float) -> None:
    print(
        f"{what:<58} {ours * 1000:>10.1f} ms   {peer_name:<44} {peer * 1000:>10.1f} ms   ×{ours / peer:.2f}"
    )


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


def bench_demo(folder: Path) -> None:
    session = Session(db=f"sqlite:///{folder / 'demo.db'}", kommune=None)
    load_demo(session)
    services = session.services()
    wheel = services.house.as_of("9901", ON).time.wheel(2026)
    months = services.language.months()
    term = services.house.as_of("9901", ON).time.term(2023)
    say, labels = services.language.say, {"months": months, "on_label": "21.11."}
    for name, draw in (
        ("the year's wheel", lambda: wheel_svg(wheel, say, **labels)),
        ("the year's timeline", lambda: timeline_svg(wheel, say, **labels)),
        ("the four-year wheel", lambda: term_wheel_svg(term, wheel, say, **labels)),
        ("the four-year timeline", lambda: term_timeline_svg(term, wheel, say, **labels)),
    ):
        report(f"draw {name} as SVG", median(draw, 15), "the goal for one drawing", 0.050)
    build = median(lambda: services.house.as_of("9901", ON).time.wheel(2026), 9)
    report("make a year's wheel from the store", build, "the goal for one drawing", 0.050)
    days = cycle(ON + timedelta(days=day) for day in range(300))
    moved = median(lambda: services.house.as_of("9901", ON).room.room(2027, seen_from=next(days)), 15)
    report("handlingsrom on the next day of the slider", moved, "the goal for a move", 0.100)

    published = folder / "publisert"

    def publish_anew() -> None:
        shutil.rmtree(published, ignore_errors=True)
        services.publishing.publish(
            services.house.as_of(
                services.house.as_of(
                    services.house.as_of(
                        services.house.as_of(
                            services.house.as_of(
                                services.house.as_of(services.house.as_of("9901", ON), published), AT
                            ),
                            ON,
                        ),
                        ON,
                    ),
                    ON,
                ),
                ON,
            ),
            2026,
        )

    report("publish a year in every form", median(publish_anew), "the goal", 5.0)
    again = median(
        lambda: services.publishing.publish(
            services.house.as_of(
                services.house.as_of(
                    services.house.as_of(
                        services.house.as_of(
                            services.house.as_of(
                                services.house.as_of(services.house.as_of("9901", ON), published), AT
                            ),
                            ON,
                        ),
                        ON,
                    ),
                    ON,
                ),
                ON,
            ),
            2026,
        )
    )
    report("publish the same year again", again, "the goal", 5.0)

    client = create_app(services, today=lambda: ON, now=lambda: AT).server.test_client()
    health = median(lambda: client.get("/health"), 15)
    for name, ask in (
        ("windows", lambda: services.house.as_of("9901", ON).time.windows()),
        ("income", lambda: services.house.as_of("9901", ON).income.composition(2027)),
        ("effects s1", lambda: services.house.as_of("9901", ON).effects.effects(scenario="s1")),
    ):
        report(
            f"answer {name} on the demo", median(ask, 15), "/health (a round trip to the database)", health
        )


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


def bench_start() -> None:
    def run(*args: str) -> Callable[[], object]:
        return lambda: subprocess.run(args, capture_output=True, check=True)

    ours = median(run(sys.executable, "-m", "planhjul", "--help"), 5)
    report("planhjul --help", ours, "python -c pass", median(run(sys.executable, "-c", "pass"), 5))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=100_000, help="lines in the large workbook")
    parser.add_argument(
        "--stored", type=int, default=3_000_000, help="lines in the large stored year (a few take seconds)"
    )
    options = parser.parse_args()
    lines = options.lines
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench_start()
        bench_room()
        bench_reading(folder, lines)
        bench_commit(folder, lines)
        bench_stored(folder, options.stored)
        bench_demo(folder)


if __name__ == "__main__":
    main()
