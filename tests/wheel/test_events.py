from __future__ import annotations

from datetime import date

import pytest

from planhjul.plans import PlanType
from planhjul.wheel.events import Happening, election_year
from planhjul.wheel.purposes import reports
from planhjul.wheel.rules import Event
from tests.wheel.examples import DIRECTOR, FSK, KST, KU, MEETINGS, TODAY, events, meeting, plan, without


def days(number: int, *meetings: object, **settings: str) -> dict[Event, date]:
    found = events(number, meetings, **settings)  # type: ignore[arg-type]
    return {event: happening.day for event, happening in found.items()}


def test_the_year_of_a_whole_meeting_plan() -> None:
    found = {event: happening.day for event, happening in events(2026, MEETINGS).items()}
    assert found == {
        Event.KST_BUD: date(2026, 12, 10),
        Event.FSK_BUD: date(2026, 11, 25),
        Event.KST_REGNSKAP: date(2026, 6, 16),
        Event.VEDTAK_REGNSKAP: date(2026, 6, 16),
        Event.FSK_REGNSKAP: date(2026, 5, 28),
        Event.KU_REGNSKAP: date(2026, 5, 12),
        Event.KST_KONFERANSE: date(2026, 4, 20),
        Event.KST_RAMMESAK: date(2026, 6, 16),
        Event.DIREKTORENS_FORSLAG: date(2026, 10, 28),
        Event.TERTIAL_1: date(2026, 6, 16),
        Event.TERTIAL_2: date(2026, 10, 15),
        Event.STORTING_OPENING: date(2026, 10, 1),
    }


@pytest.mark.parametrize(
    "purpose",
    [
        "Budsjettregulering",
        "Budsjettkonferanse",
        "Presentasjon av kommunedirektørens forslag til budsjett",
        "Orientering om budsjettet",
        "Rådmannens budsjettforslag",
    ],
)
def test_a_meeting_that_only_presents_or_prepares_does_not_decide(purpose: str) -> None:
    decided = meeting(KST, date(2026, 11, 26), "Årsbudsjett og økonomiplan")
    assert days(2026, decided, meeting(KST, date(2026, 12, 17), purpose))[Event.KST_BUD] == decided.day


def test_the_last_budget_meeting_that_stands_decides() -> None:
    first = meeting(KST, date(2026, 12, 8), "Budsjett")
    last = meeting(KST, date(2026, 12, 15), "Budsjett")
    cancelled = meeting(KST, date(2026, 12, 17), "Budsjett", held=False)
    assert days(2026, cancelled, last, first)[Event.KST_BUD] == last.day
    assert events(2026, [cancelled])[Event.KST_BUD] == Happening(cancelled.day, False)


def test_without_purposes_the_last_council_with_fourteen_days_after_the_committee() -> None:
    committee = meeting(FSK, date(2026, 12, 1))
    early, fitting = meeting(KST, date(2026, 11, 12)), meeting(KST, date(2026, 12, 15))
    found = days(2026, committee, early, fitting)
    assert (found[Event.FSK_BUD], found[Event.KST_BUD]) == (committee.day, fitting.day)
    assert Event.KST_BUD not in days(2026, early, committee)


def test_the_committee_without_purpose_is_the_last_with_fourteen_days() -> None:
    council = meeting(KST, date(2026, 12, 10), "Budsjett")
    fits, too_late = meeting(FSK, date(2026, 11, 24)), meeting(FSK, date(2026, 12, 3))
    assert days(2026, council, fits, too_late)[Event.FSK_BUD] == fits.day
    assert days(2026, council, too_late)[Event.FSK_BUD] == too_late.day
    assert Event.FSK_BUD not in days(2026, council)


def test_a_budget_meeting_after_the_new_year_is_found_by_its_year() -> None:
    late = meeting(KST, date(2027, 1, 14), "Budsjett og økonomiplan 2027")
    unrelated = meeting(KST, date(2027, 1, 7), "Oppfølging av budsjett 2027")
    assert days(2026, unrelated, late)[Event.KST_BUD] == late.day
    assert Event.KST_BUD not in days(2026, unrelated)


def test_the_control_committee_that_is_too_late_is_still_found() -> None:
    council = meeting(KST, date(2026, 6, 16), "Årsregnskap")
    control = meeting(KU, date(2026, 6, 18), "Årsregnskap")
    assert days(2026, council, control)[Event.KU_REGNSKAP] == control.day


@pytest.mark.parametrize("purpose", ["Regnskapsrapport per august", "Orientering om regnskap"])
def test_a_report_is_not_the_accounts(purpose: str) -> None:
    assert Event.KST_REGNSKAP not in days(2026, meeting(KST, date(2026, 9, 17), purpose))


@pytest.mark.parametrize(
    ("purpose", "event"),
    [
        ("1. tertialrapport", Event.TERTIAL_1),
        ("Tertialrapport 1", Event.TERTIAL_1),
        ("Fyrste tertial", Event.TERTIAL_1),
        ("Andre tertialrapport", Event.TERTIAL_2),
        ("2 tertial", Event.TERTIAL_2),
    ],
)
def test_the_reports_are_told_apart(purpose: str, event: Event) -> None:
    found = days(2026, meeting(KST, date(2026, 6, 16), purpose))
    assert set(found) == {event, Event.STORTING_OPENING}


def test_the_directors_proposal_by_organ_or_by_words() -> None:
    own = meeting(DIRECTOR, date(2026, 10, 27), "Budsjett")
    cancelled = meeting(DIRECTOR, date(2026, 10, 20), "Budsjett", held=False)
    words = meeting(FSK, date(2026, 11, 3), "Rådmannens forslag")
    assert days(2026, words, own, cancelled)[Event.DIREKTORENS_FORSLAG] == own.day
    assert days(2026, words)[Event.DIREKTORENS_FORSLAG] == words.day


def test_reports_are_counted_without_the_cancelled() -> None:
    held = meeting(KST, date(2026, 6, 16), "Økonomirapport")
    cancelled = meeting(KST, date(2026, 10, 15), "Økonomirapport", held=False)
    assert reports(2026, [held, cancelled, meeting(FSK, date(2026, 6, 1), "Økonomirapport")]) == (held,)


def test_the_term_is_known_from_the_meeting_plan_the_settings_and_the_plan_itself() -> None:
    constituted = meeting(KST, date(2027, 10, 19), "Konstituerende møte")
    strategy = meeting(KST, date(2028, 9, 28), "Planstrategi")
    start = meeting(KST, date(2028, 11, 2), "Oppstart planstrategi")
    found = days(2028, constituted, start, strategy)
    assert found[Event.KONSTITUERING] == constituted.day
    assert found[Event.KST_PLANSTRATEGI] == strategy.day
    assert days(2028, **{"konstituering.2027": "2027-10-26"})[Event.KONSTITUERING] == date(2027, 10, 26)
    adopted = plan("planstrategi-2028", PlanType.PLANSTRATEGI, adopted=date(2028, 8, 31))
    old = plan("planstrategi-2024", PlanType.PLANSTRATEGI, adopted=date(2024, 8, 31))
    other = plan("samfunnsdel", PlanType.SAMFUNNSDEL, adopted=date(2028, 8, 31))
    assert events(2028, [strategy], [old, adopted, other])[Event.KST_PLANSTRATEGI] == Happening(
        date(2028, 8, 31), True
    )


def test_the_decision_follows_from_the_meeting_once_it_has_been_held() -> None:
    council = date(2026, 12, 10)
    announced = [meeting(KST, council, "Budsjett")]
    recorded = [meeting(KST, council, "Budsjett", held=True)]
    cancelled = [meeting(KST, council, "Budsjett", held=False)]
    after = date(2026, 12, 11)
    assert Event.VEDTAK_BUD not in events(2026, announced, on=council)
    assert Event.VEDTAK_BUD in events(2026, announced, on=after)
    assert Event.VEDTAK_BUD in events(2026, recorded, on=council)
    assert Event.VEDTAK_BUD not in events(2026, recorded, on=TODAY)
    assert Event.VEDTAK_BUD not in events(2026, cancelled, on=after)


@pytest.mark.parametrize(
    ("year", "election"), [(2019, 2019), (2022, 2019), (2023, 2023), (2026, 2023), (2027, 2027)]
)
def test_election_years(year: int, election: int) -> None:
    assert election_year(year) == election


def test_the_action_part_may_be_the_budget_itself() -> None:
    found = days(2026, *without([], bool, meeting(KST, date(2026, 12, 17), "Budsjett og handlingsprogram")))
    assert found[Event.KST_HANDLINGSDEL] == found[Event.KST_BUD] == date(2026, 12, 17)


def test_custom_places_meetings_to_come_when_the_plan_says_nothing() -> None:
    council, committee = meeting(KST, date(2026, 6, 11)), meeting(FSK, date(2026, 5, 26))
    control = meeting(KU, date(2026, 5, 5))
    autumn = meeting(KST, date(2026, 10, 15))
    plan_ = [council, committee, control, autumn]
    found = events(2026, plan_, on=date(2026, 2, 1))
    assert found[Event.KST_REGNSKAP] == Happening(council.day, None, assumed=True)
    assert found[Event.FSK_REGNSKAP].day == committee.day
    assert found[Event.KU_REGNSKAP].day == control.day
    assert found[Event.TERTIAL_2] == Happening(autumn.day, None, assumed=True)
    passed = events(2026, plan_, on=date(2026, 7, 1))
    assert Event.KST_REGNSKAP not in passed
    assert Event.TERTIAL_2 in passed
    monthly = events(2026, plan_, on=date(2026, 2, 1), rapportering="feb-jun-okt")
    assert Event.TERTIAL_1 not in monthly
    alone = events(2026, [autumn], on=date(2026, 2, 1))
    assert set(alone) == {Event.TERTIAL_2, Event.STORTING_OPENING}


def test_nothing_is_assumed_when_the_plan_says_what_a_council_meeting_is_for() -> None:
    said = [meeting(KST, date(2026, 6, 11)), meeting(KST, date(2026, 10, 15), "2. tertialrapport")]
    assert Event.KST_REGNSKAP not in events(2026, said, on=date(2026, 2, 1))


def test_a_day_in_the_settings_goes_before_the_meeting_plan() -> None:
    council = meeting(KST, date(2026, 12, 10), "Budsjett")
    found = days(
        2026, council, **{"hendelse.kst-bud.2026": "2026-12-17", "hendelse.kst-bud.2025": "2025-12-11"}
    )
    assert found[Event.KST_BUD] == date(2026, 12, 17)
    term = days(2028, **{"hendelse.konstituering.2027": "2027-10-26"})
    assert term[Event.KONSTITUERING] == date(2027, 10, 26)


def test_a_spring_plan_without_its_own_meetings_is_not_found() -> None:
    assert Event.KST_OKONOMIPLAN not in days(2026, **{"okonomiplan.behandling": "vår"})
    found = days(2026, meeting(KST, date(2026, 6, 18), "Økonomiplan"), **{"okonomiplan.behandling": "vår"})
    assert Event.FSK_OKONOMIPLAN not in found
