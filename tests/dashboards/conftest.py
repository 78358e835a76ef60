"""The app on the demo municipalities, on copies that may be changed, and on small stores of one's own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from dashboards.app import create_app
from planhjul.cli.compose import compose
from planhjul.staged import Content, Staged
from planhjul.writing import Services
from tests.dashboards.http import Browser
from tests.demo import copy_of
from tests.store.examples import NEW_YEAR, STORVIK, staged

ON: Final = date(2026, 11, 21)
NOW: Final = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def app_of(services: Services, today: date = ON) -> Browser:
    """A new app on the services, opened."""
    return Browser(create_app(services, today=lambda: today, now=lambda: NOW))


@pytest.fixture(scope="session")
def demo(demo_db: Path) -> Services:
    """The services on the demo database, to be read only; what was asked once is kept."""
    return compose(f"sqlite:///{demo_db}", create=False)


@pytest.fixture(scope="session")
def browser(demo: Services) -> Browser:
    """The app on the demo municipalities: it may not change them."""
    return app_of(demo)


@pytest.fixture
def changing(demo_db: Path, tmp_path: Path) -> Services:
    """The services on a copy of the demo database that the test may change."""
    return compose(copy_of(demo_db, tmp_path), create=False)


@dataclass(frozen=True)
class Odd:
    """The demo municipalities' pages when the house answers what their data would not make it answer."""

    browser: Browser
    services: Services
    patch: pytest.MonkeyPatch

    def __call__(self, owner: type, name: str, answer: Any) -> Browser:
        """The app when `owner.name` is `answer`; in place of a method a function, or what it always gives.

        Other houses answer as before.
        """
        house = self.services.house
        house.forget()
        own = getattr(owner, name)
        replacement: Any
        if callable(own):

            def replacement(self: Any, *args: Any, **kwargs: Any) -> Any:
                if self.house is not house:
                    return own(self, *args, **kwargs)
                return answer(self, *args, **kwargs) if callable(answer) else answer

        else:
            replacement = property(
                lambda seen: answer if seen.house is house else own.__get__(seen, type(seen))
            )
        self.patch.setattr(owner, name, replacement)
        return self.browser


@pytest.fixture(scope="session")
def forgetful(demo_db: Path) -> tuple[Browser, Services]:
    """An app on the demo database whose answers are forgotten between the tests."""
    services = compose(f"sqlite:///{demo_db}", create=False)
    return app_of(services), services


@pytest.fixture
def odd(forgetful: tuple[Browser, Services]) -> Iterator[Odd]:
    """A function that makes the house give an odd answer: odd(Time, "windows", nothing_open)."""
    browser, services = forgetful
    with pytest.MonkeyPatch.context() as patch:
        yield Odd(browser, services, patch)
    services.house.forget()


Store = Callable[..., Services]


def _store_in(folder: Path, template: Path) -> Store:
    def made(*files: Staged | Content, empty: bool = False) -> Services:
        path = folder / "small.db"
        shutil.copyfile(template, path)
        services = compose(f"sqlite:///{path}", create=False)
        if not empty:
            services.house.repository.register(STORVIK)
        for number, file in enumerate(files):
            whole = staged(file, sha=str(number)) if isinstance(file, Content) else file
            services.house.repository.commit(STORVIK.nr, whole, NEW_YEAR, NOW)
        return services

    return made


@pytest.fixture
def store(sqlite_template: Path, tmp_path: Path) -> Store:
    """A function that makes a store with Storvik and these files in it, or nothing: store(staged(...))."""
    return _store_in(tmp_path, sqlite_template)


@pytest.fixture(scope="module")
def module_store(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The same for a store that the tests of a module share."""
    return _store_in(tmp_path_factory.mktemp("store"), sqlite_template)
