"""Milestones of a wheel as rows of a list: beside the drawing on Nå and on Årshjulet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dashboards import components as ui
from dashboards import words
from dashboards.view import Context
from planhjul.texts import text
from planhjul.wheel.results import Milestone, Status

COLUMNS: Final = (ui.Column("title", text("Hva")), ui.Column("day", text("Når"), "date"))
_COMING, _DONE = "kommer", "gjort"


def standing_filters(milestones: Sequence[Milestone]) -> ui.Filters:
    """What comes, what is done, everything; what comes stands first when there is any."""
    coming: list[ui.Option] = [(_COMING, text("Som kommer")), (_DONE, text("Som er gjort"))]
    everything: list[ui.Option] = [("", text("Alle"))]
    some = any(milestone.status is not Status.HELD for milestone in milestones)
    return ui.Filters(text("Vis"), coming + everything if some else everything + coming)


def group_of(milestone: Milestone) -> str:
    """What the filters choose the milestone by."""
    return _DONE if milestone.status is Status.HELD else _COMING


def milestone_cells(
    context: Context, milestone: Milestone, number: int | None, *, organ: bool = True
) -> dict[str, ui.Cell | ui.Words]:
    """The cells of `COLUMNS`: name with the number of its mark, whose it is, day, and how it stands."""
    status, tone = words.STATUS[milestone.status]
    title, day = context.say(milestone.title), milestone.day
    return {
        "title": ui.Cell(
            f"{number}. {title}" if number is not None else title,
            sort=title,
            action=milestone.key,
            sub=words.ORGAN[milestone.organ] if organ else "",
        ),
        "day": ui.Cell(
            context.language.date(day) if day else text("Uten dato"),
            sort=day.isoformat() if day else "9999",
            sub=status,
            tone=tone if tone == "error" else "",
        ),
    }
