"""Which meeting would mend a broken rule: a working day that breaks no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from planhjul.texts import Text, text
from planhjul.wheel.drafting.closed import Breaks, closed_reason
from planhjul.wheel.meetings import Meeting, Organ
from planhjul.wheel.results import Mend

# Organs whose members overlap (kommuneloven §§ 5-6 and 10-4): one of them a day.
SHARED_MEMBERS = frozenset({Organ.KOMMUNESTYRE, Organ.FORMANNSKAP, Organ.KOMMUNERAD})
_NO_BREAKS = Breaks({}, ())
_OTHER_WEEKDAY = 6
_IN: Mapping[Organ, Text] = {
    Organ.KOMMUNESTYRE: text("kommunestyret"),
    Organ.FORMANNSKAP: text("formannskapet"),
    Organ.KOMMUNERAD: text("kommunerådet"),
    Organ.KONTROLLUTVALG: text("kontrollutvalget"),
}


def organ_name(organ: Organ) -> Text:
    """The organ's name in the middle of a sentence; only for those the law's deadlines speak of."""
    return _IN[organ]


def mending_meeting(
    organ: Organ, earliest: date, latest: date, wanted: date, meetings: Sequence[Meeting]
) -> Mend | None:
    """A day from `earliest` to `latest`, both counted, on which the organ can meet; None when there is none.

    It is a working day outside Easter week, Christmas and fellesferie, on which no organ with the same
    members meets. The organ's usual weekday goes before a nearer day in the week of `wanted`.
    """
    taken = {
        m.day
        for m in meetings
        if m.held is not False and (m.organ is organ or {m.organ, organ} <= SHARED_MEMBERS)
    }
    weekdays = Counter(m.day.weekday() for m in meetings if m.organ is organ)
    usual = weekdays.most_common(1)[0][0] if weekdays else None
    days = (earliest + timedelta(days=n) for n in range((latest - earliest).days + 1))
    free = [day for day in days if day not in taken and closed_reason(day, _NO_BREAKS) is None]

    def cost(day: date) -> tuple[int, date]:
        other = _OTHER_WEEKDAY if usual is not None and day.weekday() != usual else 0
        return abs((day - wanted).days) + other, day

    return Mend(organ, min(free, key=cost)) if free else None


def with_mend(message: Text, mend: Mend | None) -> Text:
    """The message with the meeting that would mend it, when one would."""
    if mend is None:
        return message
    return text(
        "{funn} Et møte i {organ} {dag} retter det.",
        funn=message,
        organ=organ_name(mend.organ),
        dag=mend.day,
    )
