"""Puts the parts together: the only module that knows importers, store, house and dashboards at once.

A part is imported when it is first asked for, so that a command waits only for what it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from planhjul.cli.files import TEMPLATES
from planhjul.house import House
from planhjul.house.house import open_house
from planhjul.texts import Text
from planhjul.writing import Services

if TYPE_CHECKING:
    import dash

    from importers.registry import Stager
    from planhjul.staged import ImportChoices, Staged


def compose(db: str | None, *, create: bool = True) -> Services:
    """The house on the database with all that can be done to it; `create` as for `open_house`.

    Raises:
        StoreUnavailable: the database cannot be used; its message says why.
    """
    house = open_house(db, create=create)
    return Services(house, _Importers(house), template_bytes, TEMPLATES)


class _Importers:
    """The importers as the `Stager` that imports know, loaded when the first file comes."""

    def __init__(self, house: House) -> None:
        self._house = house

    @cached_property
    def _stager(self) -> Stager:
        from importers.registry import Stager

        return Stager(self._house.codes)

    def stage(self, name: str, content: bytes, choices: ImportChoices) -> Staged:
        return self._stager.stage(name, content, choices)

    def formats(self) -> Sequence[tuple[str, Text]]:
        return self._stager.formats()


def template_bytes(kind: str, first_year: int) -> bytes:
    """The empty workbook of the kind; needs no database."""
    from importers.tables.templates import template

    return template(kind, first_year)


def dashboard(services: Services, *, today: Callable[[], date], now: Callable[[], datetime]) -> dash.Dash:
    """The Dash app on the house and what can be done to it."""
    from dashboards.app import create_app

    return create_app(services, today=today, now=now)
