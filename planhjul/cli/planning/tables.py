"""The draft and the log as tables for people."""

from __future__ import annotations

from collections.abc import Sequence

from planhjul.cli.tables import BLANK, console, findings_table, shown_day, table
from planhjul.house.drafting import LogRow
from planhjul.language import Language
from planhjul.texts import Text, Year, text
from planhjul.wheel.drafting.draft import Draft
from planhjul.wheel.log import what, who_and_why


def show_draft(draft: Draft, language: Language) -> None:
    """The proposal beside last year: meetings, milestones, and what the law checks say of it."""
    out = console()
    year = Year(draft.year)
    days = [(text("I fjor"), False), (text("Foreslått"), False)]
    out.print(
        table(
            text("Forslag til møteplan {aar}", aar=year),
            [*days, (text("Organ"), False), (text("Formål"), False), (text("Hvorfor"), False)],
            [
                (
                    shown_day(meeting.last_year, language),
                    shown_day(meeting.proposed, language),
                    meeting.organ_name,
                    meeting.purpose,
                    meeting.because,
                )
                for meeting in draft.meetings
            ],
            language,
        )
    )
    out.print(
        table(
            text("Forslag til årshjul {aar}", aar=year),
            [*days, (text("Hva"), False)],
            [
                (
                    shown_day(milestone.last_year, language),
                    shown_day(milestone.proposed, language),
                    milestone.title,
                )
                for milestone in draft.milestones
            ],
            language,
        )
    )
    if draft.findings:
        out.print(findings_table(draft.findings, language))
    else:
        out.print(language.say(text("Lovsjekk av forslaget: ingen merknader.")))
    out.print(language.say(text("Dette er et forslag. Ingenting er lagret før du leser det inn.")))


def show_log(rows: Sequence[LogRow], language: Language) -> None:
    """The log, newest last."""
    if not rows:
        console().print(language.say(text("Loggen er tom. Før en endring med: planhjul event add")))
        return
    columns = [
        (text("Nr."), True),
        (text("Hva"), False),
        (text("Hvem, når og hvorfor"), False),
        (BLANK, False),
    ]
    shown = [
        (str(row.entry.nr), what(row.entry.change), who_and_why(row.entry), _standing(row)) for row in rows
    ]
    console().print(table(text("Logg"), columns, shown, language))


def _standing(row: LogRow) -> Text:
    undone = row.entry.undone
    if undone is not None and not row.stands:
        return text(
            "Tatt tilbake {dag} av {hvem}: {hvorfor}", dag=undone.on, hvem=undone.by, hvorfor=undone.why
        )
    return BLANK if row.found else text("Virker ikke: møtet står ikke i møteplanen.")
