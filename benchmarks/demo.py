"""Drawing, publishing and answering on the demo municipalities."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from itertools import cycle
from pathlib import Path

from benchmarks.measure import AT, ON, median, report
from dashboards.app import create_app
from planhjul.cli.demo import load_demo
from planhjul.cli.session import Session
from planhjul.figures.wheel.term import term_wheel_svg
from planhjul.figures.wheel.timeline import term_timeline_svg, timeline_svg
from planhjul.figures.wheel.year import wheel_svg


def process(*args: str) -> Callable[[], object]:
    """A run of Python as a process of its own."""
    return lambda: subprocess.run((sys.executable, *args), capture_output=True, check=True)


def bench_cold(db: str) -> None:
    """A command as a shell starts it, against what any program with these libraries waits for."""
    imports = "import pandas, sqlalchemy"
    libraries = median(process("-c", imports))
    for command in (("batches",), ("windows", "--on", "2026-11-21"), ("income", "--year", "2027")):
        ours = median(process("-m", "planhjul", "--db", db, "--kommune", "9901", *command))
        report(f"planhjul {' '.join(command)}, cold", ours, f"python -c '{imports}'", libraries)


def bench_demo(folder: Path) -> None:
    db = f"sqlite:///{folder / 'demo.db'}"
    session = Session(db=db, kommune=None)
    load_demo(session)
    bench_cold(db)
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
        services.publishing.publish(services.house.as_of("9901", ON), 2026, published, AT)

    report("publish a year in every form", median(publish_anew), "the goal", 5.0)
    again = median(lambda: services.publishing.publish(services.house.as_of("9901", ON), 2026, published, AT))
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
