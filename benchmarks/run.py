"""Speed as ratios in one run: ours against a named peer or the physical limit, on this machine, now.

`make bench` prints one row per measurement: our median, the peer's median, and the ratio. Nothing is
asserted: a ratio that grows is for a person to judge.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
from python_calamine import load_workbook

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from dashboards.app import create_app  # noqa: E402
from planhjul.cli.compose import compose  # noqa: E402
from planhjul.cli.demo import load_demo  # noqa: E402
from planhjul.cli.session import Session  # noqa: E402
from planhjul.figures.term_wheel import term_wheel_svg  # noqa: E402
from planhjul.figures.timeline import term_timeline_svg, timeline_svg  # noqa: E402
from planhjul.figures.wheel import wheel_svg  # noqa: E402
from planhjul.staged import ImportChoices  # noqa: E402

ON = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


def median(work: Callable[[], object], runs: int = 5) -> float:
    """The median seconds of `runs` runs after one that warms up."""
    work()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
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


def bench_pages(folder: Path) -> None:
    answers = {}
    for lines in (3_000, 300_000):
        services = compose(f"sqlite:///{folder / f'pages-{lines}.db'}")
        services.municipalities.register("9901", "Storvik", 27)
        staged = services.imports.stage("budsjett.xlsx", budget_workbook(lines), ImportChoices())
        services.imports.commit("9901", staged, AT)
        answers[lines] = median(lambda s=services: s.income.composition("9901", 2026, ON), 15)
    report("income from 300 000 stored lines", answers[300_000], "the same from 3 000 lines", answers[3_000])


def bench_demo(folder: Path) -> None:
    session = Session(db=f"sqlite:///{folder / 'demo.db'}", kommune=None)
    load_demo(session)
    services = session.services()
    wheel = services.timeline.wheel("9901", 2026, ON)
    months = services.language.months()
    term = services.timeline.term("9901", 2023, ON)
    say, labels = services.language.say, {"months": months, "on_label": "21.11."}
    for name, draw in (
        ("the year's wheel", lambda: wheel_svg(wheel, say, **labels)),
        ("the year's timeline", lambda: timeline_svg(wheel, say, **labels)),
        ("the four-year wheel", lambda: term_wheel_svg(term, wheel, say, **labels)),
        ("the four-year timeline", lambda: term_timeline_svg(term, wheel, say, **labels)),
    ):
        report(f"draw {name} as SVG", median(draw, 15), "the goal for one drawing", 0.050)
    build = median(lambda: services.timeline.wheel("9901", 2026, ON), 9)
    report("make a year's wheel from the store", build, "the goal for one drawing", 0.050)
    curve = median(lambda: services.choices.curve("9901", 2027, ON), 15)
    report("the curve of handlingsrom", curve, "the goal for 48 months", 0.050)

    published = folder / "publisert"

    def publish_anew() -> None:
        shutil.rmtree(published, ignore_errors=True)
        services.publishing.publish("9901", 2026, ON, published, AT)

    report("publish a year in every form", median(publish_anew), "the goal", 5.0)
    again = median(lambda: services.publishing.publish("9901", 2026, ON, published, AT))
    report("publish the same year again", again, "the goal", 5.0)

    client = create_app(services, today=lambda: ON, now=lambda: AT).server.test_client()
    health = median(lambda: client.get("/health"), 15)
    for name, ask in (
        ("windows", lambda: services.timeline.windows("9901", ON)),
        ("income", lambda: services.income.composition("9901", 2027, ON)),
        ("effects s1", lambda: services.choices.effects("9901", ON, scenario="s1")),
    ):
        report(
            f"answer {name} on the demo", median(ask, 15), "/health (a round trip to the database)", health
        )


def bench_start() -> None:
    def run(*args: str) -> Callable[[], object]:
        return lambda: subprocess.run(args, capture_output=True, check=True)

    ours = median(run(sys.executable, "-m", "planhjul", "--help"), 5)
    report("planhjul --help", ours, "python -c pass", median(run(sys.executable, "-c", "pass"), 5))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=100_000, help="lines in the large workbook")
    lines = parser.parse_args().lines
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench_start()
        bench_reading(folder, lines)
        bench_commit(folder, lines)
        bench_pages(folder)
        bench_demo(folder)


if __name__ == "__main__":
    main()
