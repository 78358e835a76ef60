"""A small year to publish: two rules, a custom, a deadline without a day, and meetings that can be moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from planhjul.publish.edition import Edition
from planhjul.texts import Text, text, verbatim
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import (
    Finding,
    LegalRef,
    Milestone,
    Process,
    RuleKind,
    Sense,
    Status,
    Wheel,
)

ON = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 11, 30, tzinfo=UTC)
LATER = datetime(2026, 11, 28, 11, 30, tzinfo=UTC)
HOSTILE = '=HYPERLINK("x") <script>alert(1)</script> & Æ; ting, og «annet»'
LEGAL = LegalRef("kommuneloven", "§ 14-3", "https://lovdata.no/lov/2018-06-22-83/§14-3", date(2026, 11, 20))

COUNCIL = "Kommunestyret"
YOUTH = "Utvalg for oppvekst"
BUDGET = "Budsjett 2027"


def milestone(
    key: str,
    day: date | None,
    *,
    title: str = "",
    process: Process = Process.BUDSJETT,
    organ: Organ = Organ.KOMMUNESTYRE,
    planned: date | None = None,
    status: Status = Status.PLANNED,
    kind: RuleKind = RuleKind.LOV,
) -> Milestone:
    """A rule's milestone that lands on the day."""
    legal = LEGAL if kind is RuleKind.LOV else None
    waiting = "KST_BUD" if day is None else None
    return Milestone(
        key, verbatim(title or f"Tittel {key}"), process, organ, day, day, planned, status, kind,
        Sense.LATEST, waiting, text("Fordi."), legal, 2027,
    )  # fmt: skip


def meeting(organ_name: str, day: date, purpose: str = "", organ: Organ = Organ.KOMMUNESTYRE) -> Milestone:
    """A meeting in the meeting plan."""
    slug = "utvalg-for-oppvekst" if organ is Organ.ANNET else organ.value
    title: Text = (
        text("{organ}: {formal}", organ=organ_name, formal=purpose) if purpose else verbatim(organ_name)
    )
    return Milestone(
        f"mote-{slug}-{day.isoformat()}", title, Process.MOTE, organ, None, None, day, Status.PLANNED,
        RuleKind.LOKAL, Sense.ON, None, text("Møtet står i kommunens møteplan."), None, None,
    )  # fmt: skip


MEETINGS = (
    meeting(COUNCIL, date(2026, 9, 17)),
    meeting(YOUTH, date(2026, 10, 6), organ=Organ.ANNET),
    meeting(COUNCIL, date(2026, 10, 22)),
    meeting(COUNCIL, date(2026, 12, 10), BUDGET),
)
RULES = (
    milestone("kl14-6", date(2026, 2, 22), process=Process.REGNSKAP, status=Status.HELD),
    milestone("sedvane-innstilling", date(2026, 11, 25), organ=Organ.FORMANNSKAP, kind=RuleKind.SEDVANE),
    milestone("kl14-3-vedtak", date(2026, 12, 31), title=HOSTILE, planned=date(2026, 12, 10)),
    milestone("kl27-1", None, status=Status.WAITING),
)
FINDING = Finding("kl14-3-pub", "warning", verbatim(f"Det er 9 dager. {HOSTILE}"), LEGAL, "kl14-3-vedtak")


TERM = Wheel(
    2023,
    ON,
    (
        milestone("pbl10-1", date(2024, 10, 15), title="Planstrategien er vedtatt", process=Process.PLAN),
        replace(RULES[2], key="kl14-3-vedtak-2026"),
    ),
    (),
)


def edition(
    meetings: Sequence[Milestone] = MEETINGS, rules: Sequence[Milestone] = RULES, on: date = ON
) -> Edition:
    """The year with these meetings and rules."""
    ordered = sorted((*rules, *meetings), key=lambda one: (one.day or date.max, one.key))
    wheel = Wheel(2026, on, tuple(ordered), (FINDING,))
    return Edition("9901", "Storvik", wheel, TERM, (date(2026, 11, 20), date(2026, 11, 21)), "0.1.0")


def moved(before: date, after: date, purpose: str | None = None) -> tuple[Milestone, ...]:
    """The meetings with the one on a day moved to another, and perhaps given another purpose."""
    return tuple(
        meeting(
            COUNCIL, after, BUDGET if purpose is None and one.day == date(2026, 12, 10) else purpose or ""
        )
        if one.day == before
        else one
        for one in MEETINGS
    )


def with_name(found: Edition, name: str) -> Edition:
    """The same for a municipality of another name."""
    return replace(found, name=name)
