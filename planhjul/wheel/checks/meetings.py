"""Checks of the meeting plan itself: days off, fellesferie, and organs with the same members the same day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from planhjul.texts import Text, text
from planhjul.wheel.calendar import is_public_holiday, is_weekend
from planhjul.wheel.checks.checked import Checked
from planhjul.wheel.checks.mending import SHARED_MEMBERS
from planhjul.wheel.meetings import Meeting, Organ
from planhjul.wheel.results import Finding, meeting_key

_FELLESFERIE = range(28, 31)
_EVES = ((12, 24), (12, 31))


def _days_off(checked: Checked) -> Iterator[Finding]:
    for meeting in _standing(checked):
        odd = _odd_day(meeting.day)
        if odd is None:
            continue
        rule, what = odd
        message = text(
            "{organ} har møte {dag}, som er {slag}. Se etter om datoen er riktig i møteplanen.",
            organ=meeting.organ_name,
            dag=meeting.day,
            slag=what,
        )
        yield checked.finding(rule, "warning", message, meeting_key(meeting.organ_key, meeting.day))


def _odd_day(day: date) -> tuple[str, Text] | None:
    if is_public_holiday(day):
        return "mote-helligdag", text("en helligdag")
    if is_weekend(day):
        return "mote-helg", text("en lørdag eller søndag")
    if (day.month, day.day) in _EVES:
        return "mote-hoytidsaften", text("julaften eller nyttårsaften")
    if day.isocalendar().week in _FELLESFERIE:
        return "mote-fellesferie", text("i fellesferien (uke 28–30)")
    return None


def _same_day(checked: Checked) -> Iterator[Finding]:
    """The members of formannskapet sit in kommunestyret (KL § 5-6)."""
    councils = {m.day for m in checked.councils()}
    for meeting in _standing(checked):
        shared = meeting.organ in SHARED_MEMBERS - {Organ.KOMMUNESTYRE}
        if shared and meeting.day in councils:
            message = text(
                "{organ} og kommunestyret har møte samme dag, {dag}, og har felles medlemmer. Flytt det ene, "
                "eller se til at tidene ikke kolliderer.",
                organ=meeting.organ_name,
                dag=meeting.day,
            )
            yield checked.finding(
                "mote-kollisjon", "warning", message, meeting_key(meeting.organ_key, meeting.day)
            )


def _standing(checked: Checked) -> list[Meeting]:
    return [m for m in checked.meetings if m.day.year == checked.year and m.held is not False]


MEETING_CHECKS: tuple[Callable[[Checked], Iterator[Finding]], ...] = (_days_off, _same_day)
