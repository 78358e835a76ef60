"""What a meeting is for, read from the words of the meeting plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from planhjul.wheel.anchors import Counted
from planhjul.wheel.meetings import Meeting, Organ

Says = Callable[[Meeting], bool]

_BUDGET = re.compile(r"budsjett|økonomiplan")
_PLAN = re.compile(r"økonomiplan")
# A meeting that only presents, prepares or regulates does not decide the budget.
_NOT_BUDGET = re.compile(
    r"regulering|justering|konferanse|seminar|verksted|orientering|presentasjon|dialog|ramme"
    r"|(direktørens|rådmannens|rådets)\s+(budsjett)?(forslag|framlegg)|spørsmål|oppfølging|drøfting"
)
_REGULATES = re.compile(r"regulering|justering")
_ACCOUNTS = re.compile(r"regnskap(?!srapport|srevisjon)|rekneskap(?!srapport)|årsberetning|årsmelding")
_PROPOSAL = re.compile(r"(direktør|rådmann|kommuneråd|byråd)\w*\s+(budsjett)?(forslag|framlegg)")
_REPORT = re.compile(
    r"tertial|økonomirapport|perioderapport|kvartalsrapport|(regnskaps|rekneskaps)rapport"
    r"|(februar|juni|oktober)rapport|rapport\w* per (28\.|29\.|30\.|31\.)?\s*(februar|juni|oktober)"
)
_TERTIALS = (
    re.compile(r"(\b1\.?|første|fyrste)\s*tertial|tertial\w*\s*1\b"),
    re.compile(r"(\b2\.?|andre|annen)\s*tertial|tertial\w*\s*2\b"),
    re.compile(r"(\b3\.?|tredje)\s*tertial|tertial\w*\s*3\b"),
)
_MONTHS = tuple(
    re.compile(rf"{month}rapport|rapport\w* per (\d\d\.)?\s*{month}")
    for month in ("februar", "juni", "oktober")
)
_FRAMES = re.compile(r"ramme")
_ACTION_PART = re.compile(r"handlings(del|program)")
_STRATEGY = re.compile(r"planstrategi")
_NOT_DECIDED = re.compile(r"oppstart|høring|høyring|orientering|utkast")
_CONSTITUTING = re.compile(r"konstituer")
_CONFERENCE = re.compile(r"(budsjett|strategi|økonomi|plan)\w*(konferanse|seminar|verksted)")
_MEETING_PLAN = re.compile(r"møteplan")
_COUNTED: Mapping[Counted, re.Pattern[str]] = {
    Counted.OKONOMIRAPPORT: _REPORT,
    Counted.FINANSRAPPORT: re.compile(r"finansrapport|finansforvaltning"),
    Counted.INTERNKONTROLL: re.compile(r"internkontroll|statlig\w* tilsyn"),
    Counted.HANDLINGSDEL: re.compile(r"handlings(del|program)|økonomiplan"),
}


def _says(words: re.Pattern[str], but_not: re.Pattern[str] | None = None) -> Says:
    def says(meeting: Meeting) -> bool:
        purpose = meeting.purpose.casefold()
        return bool(words.search(purpose)) and not (but_not and but_not.search(purpose))

    return says


BUDGET = _says(_BUDGET, _NOT_BUDGET)
PLAN = _says(_PLAN, _NOT_BUDGET)
SPEAKS_OF_BUDGET = _says(_BUDGET, _REGULATES)
CONTROL_BUDGET = _says(re.compile(r"budsjett|ramme"), _REGULATES)
ACCOUNTS = _says(_ACCOUNTS, _NOT_DECIDED)
PROPOSAL = _says(_PROPOSAL)
FRAMES = _says(_FRAMES)
ACTION_PART = _says(_ACTION_PART, _NOT_DECIDED)
STRATEGY = _says(_STRATEGY, _NOT_DECIDED)
CONSTITUTING = _says(_CONSTITUTING)
CONFERENCE = _says(_CONFERENCE)
MEETING_PLAN = _says(_MEETING_PLAN)
TERTIALS: tuple[Says, ...] = tuple(_says(words) for words in _TERTIALS)
MONTH_REPORTS: tuple[Says, ...] = tuple(_says(words) for words in _MONTHS)


def budget_of(year: int) -> Says:
    """Whether a meeting is to adopt the budget that is named by its year."""
    return _says(
        re.compile(rf"(budsjett|økonomiplan)\w*( og (budsjett|økonomiplan)\w*)?( for)? {year}\b"), _NOT_BUDGET
    )


def of(meetings: Sequence[Meeting], organ: Organ, first: date, last: date) -> Iterator[Meeting]:
    """The organ's meetings between two days, both counted."""
    return (m for m in meetings if m.organ is organ and first <= m.day <= last)


def last_standing(meetings: Sequence[Meeting]) -> Meeting | None:
    """The last of them that is not cancelled, else the last; None when there are none."""
    standing = [m for m in meetings if m.held is not False]
    return (standing or meetings)[-1] if meetings else None


def reports(
    year: int, meetings: Sequence[Meeting], counted: Counted = Counted.OKONOMIRAPPORT
) -> tuple[Meeting, ...]:
    """The year's council meetings that treat what is counted, cancelled ones left out."""
    says = _says(_COUNTED[counted])
    councils = of(meetings, Organ.KOMMUNESTYRE, date(year, 1, 1), date(year, 12, 31))
    return tuple(m for m in councils if m.held is not False and says(m))
