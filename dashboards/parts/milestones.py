"""Milestones of a wheel as rows of a list: beside the drawing on Nå and on Årshjulet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dashboards import components as ui
from dashboards import words
from dashboards.parts import cells
from dashboards.view import Context
from planhjul.texts import text
from planhjul.wheel.results import Milestone, Status

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


def milestone_columns(context: Context, numbers: Mapping[str, int], *, organ: bool = True) -> list[ui.Column]:
    """Name with the number of its mark, whose it is, day, and how it stands."""

    def title(milestone: Milestone) -> ui.Cell:
        name, number = context.say(milestone.title), numbers.get(milestone.key)
        return ui.Cell(
            f"{number}. {name}" if number is not None else name,
            sort=name,
            action=milestone.key,
            sub=milestone.organ.words if organ else "",
        )

    def day(milestone: Milestone) -> ui.Cell:
        (status, tone), on = words.STATUS[milestone.status], milestone.day
        cell = cells.day(context, on) if on else ui.Cell(text("Uten dato"), "9999")
        return replace(cell, sub=status, tone=tone if tone == "error" else "")

    return [ui.Column("title", text("Hva"), of=title), ui.Column("day", text("Når"), "date", of=day)]
