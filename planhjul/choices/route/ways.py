"""Which instruments carry a wish at a decision point, and the form a proposal must have there.

The instruments, their titles and what closes them are the catalogue's (`data/law/instruments.toml`); here
stands only what has to be written for each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, assert_never

from planhjul.choices.route.results import Stop, Way
from planhjul.texts import Text, text
from planhjul.wheel.instruments import Closing, InstrumentRule
from planhjul.wheel.local import Notice
from planhjul.wheel.meetings import Organ

# What leads a wish through each kind of point, the strongest first.
CARRIERS: Final[Mapping[Stop, tuple[str, ...]]] = {
    Stop.PLANSTRATEGI: ("endringsforslag", "innspill-til-plan", "bestille-utredning"),
    Stop.PLANPROGRAM: ("innspill-til-plan", "bestille-utredning"),
    Stop.PLAN: ("endringsforslag", "innspill-til-plan", "bestille-utredning"),
    Stop.HANDLINGSDEL: ("endringsforslag", "alternativt-budsjett", "verbalforslag"),
    Stop.KONFERANSE: ("bestille-utredning", "interpellasjon"),
    Stop.RAMMESAK: ("forslag-i-rammesak", "verbalforslag"),
    Stop.FORSLAG: ("bestille-utredning", "privat-forslag"),
    Stop.INNSTILLING: ("forslag-i-innstilling", "alternativt-budsjett", "verbalforslag"),
    Stop.VEDTAK: ("endringsforslag", "alternativt-budsjett", "verbalforslag"),
    Stop.REGULERING: ("budsjettregulering",),
    Stop.REGLEMENT: ("endringsforslag", "privat-forslag"),
    Stop.MOTE: ("kreve-sak-pa-saklista", "privat-forslag", "interpellasjon", "sporsmal"),
}

_FORMS: Final[Mapping[str, Text]] = {
    "alternativt-budsjett": text(
        "Et helt budsjett med økonomiplan for fire år, i balanse hvert år. Skal det offentliggjøres sammen "
        "med innstillingen, må det være ferdig når formannskapet innstiller."
    ),
    "bestille-utredning": text(
        "Et kort forslag til vedtak: hva kommunedirektøren skal regne på, for hvem, fra når, og når svaret "
        "skal komme."
    ),
    "budsjettregulering": text(
        "Beløpet i år, posten det gjelder, og like mye inndekning fra en annen post eller fra fond."
    ),
    "endringsforslag": text(
        "Hva som skal endres i innstillingen, beløpet for hvert av de fire årene, og hvor pengene tas fra."
    ),
    "forslag-i-innstilling": text(
        "Et skriftlig forslag gjennom et medlem av formannskapet: hva som endres, beløp per år og inndekning."
    ),
    "forslag-i-rammesak": text(
        "Hvilken ramme som skal endres, med hvor mye per år, og hvilken ramme pengene tas fra."
    ),
    "innspill-til-plan": text("Et skriftlig innspill: hva planen skal si, hvor det gjelder, og hvorfor."),
    "interpellasjon": text(
        "Et skriftlig, begrunnet spørsmål om noe prinsipielt. Vil dere ha vedtak, må forslaget meldes som "
        "egen sak."
    ),
    "kreve-sak-pa-saklista": text(
        "Et skriftlig krav med navnene på minst en tredel av medlemmene, og hva saken gjelder."
    ),
    "privat-forslag": text("En skriftlig sak med begrunnelse og forslag til vedtak."),
    "sporsmal": text("Ett konkret spørsmål. Det gir svar, men ikke vedtak."),
    "verbalforslag": text(
        "Tekst uten beløp: hva kommunedirektøren skal gjøre, og når saken skal tilbake til kommunestyret."
    ),
}
_PLAN_AMENDMENT: Final = text(
    "Ordlyden slik den skal stå i planen, og hvilket mål eller punkt den erstatter."
)
_RULES_AMENDMENT: Final = text("Ordlyden slik den skal stå, og hvilket punkt den erstatter.")
_PLANS: Final = frozenset({Stop.PLANSTRATEGI, Stop.PLANPROGRAM, Stop.PLAN})


@dataclass(frozen=True, slots=True)
class Reach:
    """What decides whether a paper reaches a point in time.

    `councils` are the council's meetings by day, `notices` the municipality's own hand-in deadlines by
    setting key.
    """

    on: date
    councils: tuple[date, ...]
    notices: Mapping[str, Notice]


def ways(
    stop: Stop, organ: Organ, day: date | None, rules: Sequence[InstrumentRule], reach: Reach
) -> tuple[Way, ...]:
    """The instruments that still can carry a wish to the point, each with its form and last day.

    An instrument whose own deadline has passed is left out. Without a day for the point nothing has one.
    """
    known = {rule.key: rule for rule in rules}
    return tuple(_open(stop, organ, day, [known[key] for key in CARRIERS[stop] if key in known], reach))


def form(instrument: str, stop: Stop) -> Text:
    """What a proposal must look like: a change of a plan is words, a change of a budget is money.

    Raises:
        KeyError: the instrument carries no wish.
    """
    if instrument == "endringsforslag" and stop in _PLANS:
        return _PLAN_AMENDMENT
    if instrument == "endringsforslag" and stop is Stop.REGLEMENT:
        return _RULES_AMENDMENT
    return _FORMS[instrument]


def _open(
    stop: Stop, organ: Organ, day: date | None, rules: Sequence[InstrumentRule], reach: Reach
) -> Iterator[Way]:
    for rule in rules:
        found = None if day is None else _deadline(rule, organ, day, reach)
        if found is not None and found < reach.on:
            continue
        yield Way(rule.key, Text(rule.title), form(rule.key, stop), found)


def _deadline(rule: InstrumentRule, organ: Organ, day: date, reach: Reach) -> date | None:
    """The last day to deliver; `reach.on` − something when the last meeting it could go through has been."""
    match rule.closing:
        case Closing.DECISION | Closing.ADOPTION | Closing.RULE | Closing.OPEN:
            return day
        case Closing.MEETING:
            notice = reach.notices.get(rule.notice_setting or "")
            meeting = day if organ is Organ.KOMMUNESTYRE else _before(day, reach.councils)
            if meeting is None or notice is None:
                # Not known here; but a meeting that has been can no longer be used.
                return meeting if meeting is not None and meeting < reach.on else None
            return notice.last_day(meeting)
        case _:
            assert_never(rule.closing)


def _before(day: date, councils: Sequence[date]) -> date | None:
    """The last council meeting before the day; None when none is known."""
    return max((meeting for meeting in councils if meeting < day), default=None)
