"""Puts the parts together: the only module that knows importers, store, house and dashboards at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from importers.registry import Stager
from importers.tables.templates import KINDS, template
from planhjul.house import House
from planhjul.language import language
from planhjul.store import Repository, default_url, open_engine, require_schema, upgrade
from planhjul.writing import Services
from planhjul.writing.imports import Imports
from planhjul.writing.links import Links
from planhjul.writing.log import Log
from planhjul.writing.municipalities import Municipalities
from planhjul.writing.publishing import Publishing
from planhjul.writing.wishes import Wishes

if TYPE_CHECKING:
    import dash


def open_house(db: str | None = None, *, create: bool = False) -> House:
    """The house on the database; with `create` it is made or upgraded first, else it must be there.

    Raises:
        StoreUnavailable: the database cannot be used; its message says why.
    """
    engine = open_engine(db or default_url(), create=create)
    if create:
        upgrade(engine)
    else:
        require_schema(engine)
    return House(Repository(engine))


def compose(db: str | None, *, create: bool = True) -> Services:
    """The house on the database and everything that can be done to it; `create` as for `open_house`.

    Raises:
        StoreUnavailable: the database cannot be used; its message says why.
    """
    house = open_house(db, create=create)
    return Services(
        house=house,
        municipalities=Municipalities(house.repository),
        imports=Imports(house.repository, Stager(house.codes), KINDS, template),
        log=Log(house),
        links=Links(house),
        wishes=Wishes(house, template, language()),
        publishing=Publishing(language()),
        language=language(),
    )


def template_bytes(kind: str, first_year: int) -> bytes:
    """The empty workbook of the kind; needs no database."""
    return template(kind, first_year)


def dashboard(services: Services, *, today: Callable[[], date], now: Callable[[], datetime]) -> dash.Dash:
    """The Dash app on the services."""
    from dashboards.app import create_app

    return create_app(services, today=today, now=now)
