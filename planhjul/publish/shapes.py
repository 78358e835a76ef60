"""The wheel as JSON: keys may be added, never renamed. Dates are ISO."""

from __future__ import annotations

from datetime import date
from typing import Any

from planhjul.language import Language
from planhjul.publish.edition import Edition
from planhjul.wheel.results import Finding, LegalRef, Milestone, Wheel

Shape = dict[str, Any]


def iso(day: date | None) -> str | None:
    """The day as ISO, None when there is none."""
    return day.isoformat() if day else None


def legal_shape(legal: LegalRef | None) -> Shape | None:
    """Where a rule stands, and when it was read there."""
    if legal is None:
        return None
    return {
        "act": legal.act,
        "section": legal.section,
        "url": legal.url,
        "read_on": legal.read_on.isoformat(),
    }


def milestone_shape(milestone: Milestone, language: Language) -> Shape:
    """One milestone with its reason and paragraph."""
    return {
        "key": milestone.key,
        "title": language.say(milestone.title),
        "process": milestone.process.value,
        "organ": milestone.organ.value,
        "written": iso(milestone.written),
        "lands": iso(milestone.lands),
        "planned": iso(milestone.planned),
        "begins": iso(milestone.begins),
        "status": milestone.status.value,
        "kind": milestone.kind.value,
        "certainty": milestone.certainty.value,
        "sense": milestone.sense.value,
        "waiting_for": milestone.waiting_for,
        "because": language.say(milestone.because),
        "legal": legal_shape(milestone.legal),
        "budget_year": milestone.budget_year,
        "instruments": list(milestone.instruments),
    }


def finding_shape(finding: Finding, language: Language) -> Shape:
    """One finding of the law checks."""
    return {
        "rule": finding.rule,
        "level": finding.level,
        "message": language.say(finding.message),
        "legal": legal_shape(finding.legal),
        "milestone": finding.milestone,
        "mend": (
            {"organ": finding.mend.organ.value, "date": finding.mend.day.isoformat()}
            if finding.mend
            else None
        ),
    }


def wheel_shape(wheel: Wheel, language: Language) -> Shape:
    """`wheel`."""
    return {
        "year": wheel.year,
        "on": wheel.on.isoformat(),
        "milestones": [milestone_shape(milestone, language) for milestone in wheel.milestones],
        "findings": [finding_shape(finding, language) for finding in wheel.findings],
    }


def edition_shape(edition: Edition, language: Language) -> Shape:
    """The published wheel: `wheel` with the stamp."""
    return {
        **wheel_shape(edition.wheel, language),
        "kommune": {"nr": edition.nr, "navn": edition.name},
        "planhjul": edition.version,
        "law_read": (
            {"first": iso(edition.law_read[0]), "last": iso(edition.law_read[1])}
            if edition.law_read
            else None
        ),
    }
