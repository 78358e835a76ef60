"""A small municipality's meetings for the wheel's tests: three whole years, 2025–2027."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from planhjul.issues import CellRef
from planhjul.language import Language
from planhjul.plans import Plan, PlanType
from planhjul.reference.law import load_law
from planhjul.wheel.events import Happening, happenings
from planhjul.wheel.local import local_rules
from planhjul.wheel.meetings import Meeting, Organ
from planhjul.wheel.results import Milestone, Wheel
from planhjul.wheel.roles import Traits
from planhjul.wheel.rules import Event
from planhjul.wheel.timeline import build_wheel

LAW = load_law()
SAY = Language().say
TRAITS = {rule.key: rule.traits for rule in LAW.rules}
SOURCE = CellRef("moteplan.xlsx", "Møter", 4, 1)
KST, FSK, KU = Organ.KOMMUNESTYRE, Organ.FORMANNSKAP, Organ.KONTROLLUTVALG
DIRECTOR = Organ.KOMMUNEDIREKTOR
TODAY = date(2026, 11, 21)

_YEAR = (
    (KU, 5, 12, "Regnskap"),
    (FSK, 5, 28, "Regnskap og årsberetning"),
    (FSK, 6, 4, "Rammesak"),
    (KST, 2, 12, ""),
    (KST, 4, 20, "Budsjettkonferanse"),
    (KST, 6, 16, "Rammesak, regnskap og årsberetning, 1. tertialrapport, finansrapport"),
    (KST, 9, 17, ""),
    (KST, 10, 15, "2. tertialrapport, finansrapport, internkontroll"),
    (DIRECTOR, 10, 28, "Kommunedirektørens forslag"),
    (FSK, 11, 25, "Budsjett og økonomiplan"),
    (KST, 12, 10, "Budsjett og økonomiplan"),
)


def traits(key: str) -> Traits:
    """What the catalogue says the milestone of this key is; a year may stand at the end of it."""
    return TRAITS.get(key) or TRAITS.get(re.sub(r"-\d{4}$", "", key)) or Traits()


def meeting(
    organ: Organ, day: date, purpose: str = "", held: bool | None = None, name: str | None = None
) -> Meeting:
    return Meeting(organ, name or organ.value.capitalize(), day, purpose, held, SOURCE)


def year(number: int) -> list[Meeting]:
    return [meeting(organ, date(number, month, day), purpose) for organ, month, day, purpose in _YEAR]


MEETINGS = [m for number in (2025, 2026, 2027) for m in year(number)]


def without(
    meetings: Iterable[Meeting], dropped: Callable[[Meeting], bool], *added: Meeting
) -> list[Meeting]:
    return [*(m for m in meetings if not dropped(m)), *added]


def plan(
    key: str,
    type_: PlanType,
    adopted: date | None = None,
    next_revision: date | None = None,
    valid_to: date | None = None,
) -> Plan:
    return Plan(key, type_, key.capitalize(), adopted, adopted, valid_to, next_revision, SOURCE)


def wheel(
    number: int = 2026,
    on: date = TODAY,
    meetings: Iterable[Meeting] = MEETINGS,
    plans: Iterable[Plan] = (),
    settings: dict[str, str] | None = None,
) -> Wheel:
    return build_wheel(number, on, LAW.rules, list(meetings), list(plans), settings)


def events(
    number: int, meetings: Iterable[Meeting], plans: Iterable[Plan] = (), on: date = TODAY, **settings: str
) -> dict[Event, Happening]:
    return happenings(number, on, list(meetings), list(plans), local_rules(settings))


def find(wheel: Wheel, key: str) -> Milestone:
    (found,) = (m for m in wheel.milestones if m.key == key)
    return found


def keys(wheel: Wheel) -> list[str]:
    return [m.key for m in wheel.milestones]


def messages(wheel: Wheel, rule: str) -> list[tuple[str, str]]:
    return [(f.level, SAY(f.message)) for f in wheel.findings if f.rule == rule]
