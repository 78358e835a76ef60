"""The pages in the order of the menu; a page that is not built is not here."""

from __future__ import annotations

from typing import Final

from dashboards.pages import accounts, agenda, goals, imports, income, now, proposals, room, wheel
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
