"""The draft and the log as JSON: keys may be added, never renamed. Dates are ISO."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import assert_never

from planhjul.house.drafting import LogRow
from planhjul.language import Language
from planhjul.publish.shapes import Shape, finding_shape, iso
from planhjul.wheel.drafting.draft import Draft
from planhjul.wheel.log import Added, Cancelled, Change, Done, Held, LogEntry, MeetingRef, Moved, what
from planhjul.wheel.meetings import organ_key


def draft_shape(draft: Draft, language: Language, file: Path | None) -> Shape:
    """`draft`."""
    return {
        "year": draft.year,
        "file": None if file is None else str(file),
        "meetings": [
            {
                "organ": meeting.organ_name,
                "organ_key": organ_key(meeting.organ, meeting.organ_name),
                "purpose": meeting.purpose,
                "last_year": iso(meeting.last_year),
                "proposed": iso(meeting.proposed),
                "because": language.say(meeting.because),
            }
            for meeting in draft.meetings
        ],
        "milestones": [
            {
                "key": milestone.key,
                "title": language.say(milestone.title),
                "last_year": iso(milestone.last_year),
                "proposed": iso(milestone.proposed),
            }
            for milestone in draft.milestones
        ],
        "findings": [finding_shape(finding, language) for finding in draft.findings],
    }


def log_shape(rows: Sequence[LogRow], on: date, language: Language) -> Shape:
    """`event list`."""
    return {
        "on": on.isoformat(),
        "events": [
            {**entry_shape(row.entry, language), "stands": row.stands, "meeting_found": row.found}
            for row in rows
        ],
    }


def entry_shape(entry: LogEntry, language: Language) -> Shape:
    """One log entry: what, who, when and why."""
    undone = entry.undone
    return {
        "nr": entry.nr,
        **_change(entry.change),
        "what": language.say(what(entry.change)),
        "by": entry.by,
        "why": entry.why,
        "recorded_on": entry.recorded_on.isoformat(),
        "recorded_at": entry.recorded_at.isoformat(),
        "undone": None
        if undone is None
        else {"on": undone.on.isoformat(), "at": undone.at.isoformat(), "by": undone.by, "why": undone.why},
    }


def _change(change: Change) -> Shape:
    match change:
        case Moved(meeting, to):
            return {**_meeting("moved", meeting), "new_day": to.isoformat()}
        case Held(meeting):
            return _meeting("held", meeting)
        case Cancelled(meeting):
            return _meeting("cancelled", meeting)
        case Done(rule, year, day):
            return {"kind": "actual", "rule": rule, "year": year, "day": day.isoformat()}
        case Added(title, day, organ, process):
            return {
                "kind": "manual",
                "title": title,
                "day": day.isoformat(),
                "organ": organ.value,
                "process": process.value,
            }
        case _:
            assert_never(change)


def _meeting(kind: str, meeting: MeetingRef) -> Shape:
    return {
        "kind": kind,
        "organ": meeting.organ,
        "organ_name": meeting.organ_name,
        "day": meeting.day.isoformat(),
    }
