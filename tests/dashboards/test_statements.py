"""What a page costs the database: few statements, one transaction, and next to nothing the second time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from dashboards.pages import PAGES
from planhjul.choices.priorities import Priority
from planhjul.cli.compose import compose
from planhjul.issues import Refused
from planhjul.writing import Services
from tests.dashboards.conftest import NOW, ON, app_of
from tests.dashboards.http import Browser
from tests.demo import copy_of
from tests.store.examples import priority

STORVIK = "?kommune=9901&aar=2027"
COLD, WARM, NEW_DAY = 25, 4, 10


class Counted:
    """An app on a database of its own, with every statement it sends; `taken` gives those since last."""

    def __init__(self, url: str) -> None:
        self.services: Services = compose(url, create=False)
        self.browser: Browser = app_of(self.services)
        self._statements: list[str] = []
        engine = self.services.house.repository._engine

        @event.listens_for(engine, "before_cursor_execute")
        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            self._statements.append(statement)

    def taken(self) -> list[str]:
        taken, self._statements = self._statements, []
        return taken

    def ask(self, path: str, search: str = STORVIK) -> list[str]:
        """The statements of a page at an address."""
        self.taken()
        self.browser.show(path, search)
        return self.taken()


@pytest.fixture
def counted(demo_db: Path, tmp_path: Path) -> Counted:
    return Counted(copy_of(demo_db, tmp_path))


@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_a_page_is_one_transaction_of_few_statements(counted: Counted, path: str) -> None:
    cold = counted.ask(path)
    assert cold.count("BEGIN") == 1
    assert len(cold) <= COLD
    warm = counted.ask(path)
    assert warm.count("BEGIN") == 1
    assert len(warm) <= WARM
    # A day nobody has asked for reads what was known then, and no money again.
    other = counted.ask(path, STORVIK + "&per=2026-11-19")
    assert other.count("BEGIN") == 1
    assert len(other) <= NEW_DAY
    assert not money(other)


def money(statements: list[str]) -> list[str]:
    """Those that read sums."""
    return [one for one in statements if "FROM total" in one or "FROM month_total" in one]


def wish(services: Services) -> Priority | Refused:
    return services.wishes.add("9901", priority("ny"), NOW, ON)


def entry(services: Services) -> object:
    return services.log.hold("9901", "Kommunestyret", date(2026, 11, 12), "Kari", "Møtet ble holdt", NOW)


@pytest.mark.parametrize("write", [wish, entry])
def test_what_is_made_from_money_stands_when_something_else_is_written(
    counted: Counted, write: Callable[[Services], object]
) -> None:
    assert money(counted.ask("/inntekter"))
    assert not isinstance(write(counted.services), Refused)
    assert not money(counted.ask("/inntekter"))
