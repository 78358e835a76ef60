"""Puts the parts together: the only module that knows importers, store, services and dashboards at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from importers.registry import Stager
from importers.tables.templates import KINDS, template
from planhjul.language import language
from planhjul.reference.assumptions import load_assumptions
from planhjul.reference.bindings import load_bindings
from planhjul.reference.codes import load_codes
from planhjul.reference.forms import load_forms
from planhjul.reference.law import load_law, load_organs
from planhjul.services import Services
from planhjul.services.accounts import AccountsService
from planhjul.services.agenda import AgendaService
from planhjul.services.calendar import Calendar
from planhjul.services.choices import ChoicesService
from planhjul.services.followup import FollowupService
from planhjul.services.goals import GoalsService
from planhjul.services.health import HealthService
from planhjul.services.imports import ImportService
from planhjul.services.income import IncomeService
from planhjul.services.municipalities import MunicipalityService
from planhjul.services.planning import PlanningService
from planhjul.services.publishing import PublishingService
from planhjul.services.rooms import Rooms
from planhjul.services.sums import Sums
from planhjul.services.timeline import TimelineService
from planhjul.store import Repository, default_url, open_engine, require_schema, upgrade
from planhjul.texts import Text

if TYPE_CHECKING:
    import dash


def compose(db: str | None, *, create: bool = True) -> Services:
    """Every use case on the database; with `create` it is made or upgraded first, else it must be there.

    Raises:
        StoreUnavailable: the database cannot be used; its message says why.
        ReferenceDataError: `data/` is unsound; it says where.
    """
    engine = open_engine(db or default_url(), create=create)
    if create:
        upgrade(engine)
    else:
        require_schema(engine)
    repository = Repository(engine)
    codes = load_codes()
    calendar = Calendar(repository, load_law())
    sums = Sums(repository)
    municipalities = MunicipalityService(repository)
    assumptions = load_assumptions()
    rooms = Rooms(repository, sums, municipalities, codes, assumptions, load_bindings(), calendar)
    choices = ChoicesService(repository, sums, municipalities, codes, calendar, rooms)
    return Services(
        municipalities=municipalities,
        timeline=TimelineService(repository, calendar, choices),
        planning=PlanningService(repository, calendar, load_organs()),
        income=IncomeService(repository, sums, municipalities, codes),
        accounts=AccountsService(
            repository, sums, municipalities, codes, assumptions, load_forms(), calendar
        ),
        choices=choices,
        followup=FollowupService(repository, sums, municipalities, codes, load_forms()),
        agenda=AgendaService(repository, calendar, choices, municipalities, codes, template, language()),
        goals=GoalsService(repository, sums, municipalities, choices, codes),
        imports=ImportService(repository, Stager(codes), KINDS, template),
        publishing=PublishingService(municipalities, calendar, language()),
        health=HealthService(repository, _law_findings),
        language=language(),
    )


def _law_findings() -> tuple[Text, ...]:
    """What is wrong with the law catalogue: reading it strictly is the check, so nothing is left to say."""
    load_law()
    return ()


def template_bytes(kind: str, first_year: int) -> bytes:
    """The empty workbook of the kind; needs no database."""
    return template(kind, first_year)


def dashboard(services: Services, *, today: Callable[[], date], now: Callable[[], datetime]) -> dash.Dash:
    """The Dash app on the services."""
    from dashboards.app import create_app

    return create_app(services, today=today, now=now)
