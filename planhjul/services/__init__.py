"""The use cases: the only API that the command line, the dashboards and publishing call.

`Services` is put together once in `planhjul.cli.compose`; every question takes the municipality and the day
it is asked «per».
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planhjul.language import Language
    from planhjul.services.accounts import AccountsService
    from planhjul.services.agenda import AgendaService
    from planhjul.services.choices import ChoicesService
    from planhjul.services.followup import FollowupService
    from planhjul.services.goals import GoalsService
    from planhjul.services.health import HealthService
    from planhjul.services.imports import ImportService
    from planhjul.services.income import IncomeService
    from planhjul.services.municipalities import MunicipalityService
    from planhjul.services.planning import PlanningService
    from planhjul.services.publishing import PublishingService
    from planhjul.services.timeline import TimelineService

__all__ = ["Services"]


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases by page."""

    municipalities: MunicipalityService
    timeline: TimelineService
    planning: PlanningService
    income: IncomeService
    accounts: AccountsService
    followup: FollowupService
    choices: ChoicesService
    agenda: AgendaService
    goals: GoalsService
    imports: ImportService
    publishing: PublishingService
    health: HealthService
    language: Language
