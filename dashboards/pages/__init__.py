"""The pages in the order of the menu; a page that is not built is not here."""

from __future__ import annotations

from typing import Final

from dashboards.pages.accounts import page as accounts
from dashboards.pages.agenda import page as agenda
from dashboards.pages.goals import page as goals
from dashboards.pages.imports import page as imports
from dashboards.pages.income import page as income
from dashboards.pages.now import page as now
from dashboards.pages.proposals import page as proposals
from dashboards.pages.room import page as room
from dashboards.pages.wheel import page as wheel
from dashboards.view import Page

PAGES: Final[tuple[Page, ...]] = (
    now.PAGE,
    wheel.PAGE,
    income.PAGE,
    accounts.PAGE,
    room.PAGE,
    agenda.PAGE,
    proposals.PAGE,
    goals.PAGE,
    imports.PAGE,
)
