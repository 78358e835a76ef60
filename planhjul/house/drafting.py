"""Next year's draft, and the log as it stands on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planhjul.house.as_of import Answers
from planhjul.issues import Refused
from planhjul.texts import Year, text
from planhjul.wheel.drafting.closed import school_breaks
from planhjul.wheel.drafting.draft import Draft, draft_meetings, drafted_milestones
from planhjul.wheel.log import Cancelled, Known, LogEntry, with_entries
from planhjul.wheel.results import Finding
from planhjul.wheel.timeline import build_wheel


@dataclass(frozen=True, slots=True)
class LogRow:
    """A log entry as it stands on a day.

    `stands` is False when it was undone, `found` when the meeting plan no longer has the meeting.
    """

    entry: LogEntry
    stands: bool
    found: bool


class Drafting(Answers):
    """Answers about the year to come and about what was recorded by hand."""

    def draft(self, year: int) -> Draft | Refused:
        """A proposal for the year's meeting plan and wheel, made from the plan of the year before.

        It starts from the meeting plan as it was adopted, not from where single meetings were moved; what was
        cancelled is marked. Nothing is stored: the proposal is approved by importing its workbook.
        """
        seen, on = self.seen, self.seen.day
        meetings, settings = seen.meetings, seen.setting_values
        cancelled = [entry for entry in seen.log if isinstance(entry.change, Cancelled)]
        started_from = with_entries(Known(meetings, ()), cancelled, on).meetings
        drafted = draft_meetings(year, started_from, settings)
        if not drafted:
            return Refused(
                text(
                    "Møteplanen for {i_fjor} er ikke lest inn, og forslaget for {aar} lages av den. "
                    "Les den inn med: planhjul import FIL",
                    i_fjor=Year(year - 1),
                    aar=Year(year),
                )
            )
        other_years = [meeting for meeting in meetings if meeting.day.year != year]
        proposed = [meeting for row in drafted for meeting in row.meeting()]
        wheel = build_wheel(
            year,
            on,
            self.house.law.rules,
            sorted((*other_years, *proposed), key=lambda meeting: meeting.day),
            seen.plans,
            settings,
        )
        last_year = seen.calendar.wheel(year - 1)
        known = any(meeting.day.year == year for meeting in meetings)
        return Draft(
            year,
            drafted,
            drafted_milestones(last_year, wheel),
            (*wheel.findings, *_unread_breaks(settings, year), *(_already_planned(year) if known else ())),
        )

    def log(self) -> tuple[LogRow, ...]:
        """What was recorded up to and with the day, in its order."""
        on = self.seen.day
        lost = {entry.nr for entry in self.seen.calendar.known().without_effect}
        return tuple(
            LogRow(entry, entry.stands(on), entry.nr not in lost)
            for entry in self.seen.log
            if entry.recorded_on <= on
        )


def _unread_breaks(settings: Mapping[str, str], year: int) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "innstilling",
            "warning",
            text(
                "Innstillingen {nokkel} har verdien «{verdi}», som ikke kan leses. Skriv ukenummeret.",
                nokkel=key,
                verdi=value,
            ),
            None,
            key,
        )
        for key, value in school_breaks(settings, year).unread
    )


def _already_planned(year: int) -> tuple[Finding, ...]:
    message = text(
        "Det er alt lest inn en møteplan for {aar}. Forslaget erstatter den bare hvis du leser det inn.",
        aar=Year(year),
    )
    return (Finding("moteplan", "info", message, None, "moteplan"),)
