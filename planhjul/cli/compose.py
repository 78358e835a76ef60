"""Puts the parts together: the only module that knows importers, store, services and dashboards at once.

A part is imported and made when it is first asked for, so that a command waits only for what it needs.
"""
# ruff: noqa: D102  (a part says what it is where `Services` declares it)

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from planhjul.cli.files import TEMPLATES
from planhjul.language import Language, language
from planhjul.services import Services
from planhjul.store import Repository, default_url, open_engine, require_schema, upgrade
from planhjul.texts import Text

if TYPE_CHECKING:
    import dash

    from importers.registry import Stager
    from planhjul.choices.assumptions import Assumptions
    from planhjul.ledger.codes import CodeLists
    from planhjul.ledger.forms.lines import FormCatalogue
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
    from planhjul.services.sums import Sums
    from planhjul.services.timeline import TimelineService
    from planhjul.staged import ImportChoices, Staged


def compose(db: str | None, *, create: bool = True) -> Composed:
    """Every use case on the database; with `create` it is made or upgraded first, else it must be there.

    Raises:
        StoreUnavailable: the database cannot be used; its message says why.
    """
    engine = open_engine(db or default_url(), create=create)
    if create:
        upgrade(engine)
    else:
        require_schema(engine)
    return Composed(Repository(engine))


class Composed(Services):
    """The use cases on a repository, each made when it is first asked for.

    Asking for a part may raise `ReferenceDataError`: `data/` is unsound, and it says where. Threads must not
    race to make a part, so a server calls `whole` first.
    """

    def __init__(self, repository: Repository) -> None:
        # The base is frozen: what is ours is written past it, as cached_property does.
        vars(self)["_repository"] = repository

    _repository: Repository

    def whole(self) -> None:
        """Make every part now."""
        for part in fields(Services):
            getattr(self, part.name)
        self.imports.formats()

    # What the use cases stand on

    @cached_property
    def _codes(self) -> CodeLists:
        from planhjul.reference.codes import load_codes

        return load_codes()

    @cached_property
    def _forms(self) -> FormCatalogue:
        from planhjul.reference.forms import load_forms

        return load_forms()

    @cached_property
    def _assumptions(self) -> Assumptions:
        from planhjul.reference.assumptions import load_assumptions

        return load_assumptions()

    @cached_property
    def _calendar(self) -> Calendar:
        from planhjul.reference.law import load_law
        from planhjul.services.calendar import Calendar

        return Calendar(self._repository, load_law())

    @cached_property
    def _sums(self) -> Sums:
        from planhjul.services.sums import Sums

        return Sums(self._repository)

    # The use cases

    @cached_property
    def language(self) -> Language:
        return language()

    @cached_property
    def municipalities(self) -> MunicipalityService:
        from planhjul.services.municipalities import MunicipalityService

        return MunicipalityService(self._repository)

    @cached_property
    def timeline(self) -> TimelineService:
        from planhjul.services.timeline import TimelineService

        return TimelineService(self._repository, self._calendar, self.choices)

    @cached_property
    def planning(self) -> PlanningService:
        from planhjul.reference.law import load_organs
        from planhjul.services.planning import PlanningService

        return PlanningService(self._repository, self._calendar, load_organs())

    @cached_property
    def income(self) -> IncomeService:
        from planhjul.services.income import IncomeService

        return IncomeService(self._repository, self._sums, self.municipalities, self._codes)

    @cached_property
    def accounts(self) -> AccountsService:
        from planhjul.services.accounts import AccountsService

        return AccountsService(
            self._repository,
            self._sums,
            self.municipalities,
            self._codes,
            self._assumptions,
            self._forms,
            self._calendar,
        )

    @cached_property
    def followup(self) -> FollowupService:
        from planhjul.services.followup import FollowupService

        return FollowupService(self._repository, self._sums, self.municipalities, self._codes, self._forms)

    @cached_property
    def choices(self) -> ChoicesService:
        from planhjul.reference.bindings import load_bindings
        from planhjul.services.choices import ChoicesService
        from planhjul.services.rooms import Rooms

        base = self._repository, self._sums, self.municipalities, self._codes
        rooms = Rooms(*base, self._assumptions, load_bindings(), self._calendar)
        return ChoicesService(*base, self._calendar, rooms)

    @cached_property
    def agenda(self) -> AgendaService:
        from planhjul.services.agenda import AgendaService

        return AgendaService(
            self._repository,
            self._calendar,
            self.choices,
            self.municipalities,
            self._codes,
            template_bytes,
            self.language,
        )

    @cached_property
    def goals(self) -> GoalsService:
        from planhjul.services.goals import GoalsService

        return GoalsService(self._repository, self._sums, self.municipalities, self.choices, self._codes)

    @cached_property
    def imports(self) -> ImportService:
        from planhjul.services.imports import ImportService

        return ImportService(self._repository, _Importers(lambda: self._codes), TEMPLATES, template_bytes)

    @cached_property
    def publishing(self) -> PublishingService:
        from planhjul.services.publishing import PublishingService

        return PublishingService(self.municipalities, self._calendar, self.language)

    @cached_property
    def health(self) -> HealthService:
        from planhjul.services.health import HealthService

        return HealthService(self._repository, _law_findings)


class _Importers:
    """The importers as the `Stager` the use cases know, imported when the first file comes."""

    def __init__(self, codes: Callable[[], CodeLists]) -> None:
        self._codes = codes

    @cached_property
    def _stager(self) -> Stager:
        from importers.registry import Stager

        return Stager(self._codes())

    def stage(self, name: str, content: bytes, choices: ImportChoices) -> Staged:
        return self._stager.stage(name, content, choices)

    def formats(self) -> Sequence[tuple[str, Text]]:
        return self._stager.formats()


def _law_findings() -> tuple[Text, ...]:
    """What is wrong with the law catalogue: reading it strictly is the check, so nothing is left to say."""
    from planhjul.reference.law import load_law

    load_law()
    return ()


def template_bytes(kind: str, first_year: int) -> bytes:
    """The empty workbook of the kind; needs no database."""
    from importers.tables.templates import template

    return template(kind, first_year)


def dashboard(services: Composed, *, today: Callable[[], date], now: Callable[[], datetime]) -> dash.Dash:
    """The Dash app on the services, all of them made: its threads must not race to make one."""
    from dashboards.app import create_app

    services.whole()
    return create_app(services, today=today, now=now)
