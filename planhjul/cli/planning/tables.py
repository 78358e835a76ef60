"""The draft and the log on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planhjul.cli.tables import BLANK, Column, Paper, show_findings
from planhjul.texts import Text, Year, text

if TYPE_CHECKING:
    from planhjul.house.drafting import LogRow
    from planhjul.wheel.drafting.draft import Draft

_DAYS = (Column(text("I fjor"), "last_year"), Column(text("Foreslått"), "proposed"))


def show_draft(draft: Draft, out: Paper) -> None:
    """The proposal beside last year: meetings, milestones, and what the law checks say of it."""
    year = Year(draft.year)
    out.table(
        text("Forslag til møteplan {aar}", aar=year),
        draft.meetings,
        *_DAYS,
        Column(text("Organ"), "organ_name"),
        Column(text("Formål"), "purpose"),
        Column(text("Hvorfor"), "because"),
    )
    out.table(
        text("Forslag til årshjul {aar}", aar=year), draft.milestones, *_DAYS, Column(text("Hva"), "title")
    )
    show_findings(draft.findings, text("Lovsjekk av forslaget: ingen merknader."), out)
    out.say(text("Dette er et forslag. Ingenting er lagret før du leser det inn."))


def show_log(rows: Sequence[LogRow], out: Paper) -> None:
    """The log, newest last."""
    from planhjul.wheel.log import what, who_and_why

    if not rows:
        out.say(text("Loggen er tom. Før en endring med: planhjul event add"))
        return
    out.table(
        text("Logg"),
        rows,
        Column(text("Nr."), "entry.nr", "count"),
        Column(text("Hva"), lambda row: what(row.entry.change)),
        Column(text("Hvem, når og hvorfor"), lambda row: who_and_why(row.entry)),
        Column(BLANK, _standing),
    )


def _standing(row: LogRow) -> Text:
    undone = row.entry.undone
    if undone is not None and not row.stands:
        return text(
            "Tatt tilbake {dag} av {hvem}: {hvorfor}", dag=undone.on, hvem=undone.by, hvorfor=undone.why
        )
    return BLANK if row.found else text("Virker ikke: møtet står ikke i møteplanen.")
