from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.plans import Plan, PlanType
from planhjul.wheel.instruments import Phase
from planhjul.wheel.meetings import Meeting
from planhjul.wheel.results import Instrument, Process, Status, Wheel, Window
from planhjul.wheel.windows import closing_soon, late, windows
from tests.fuzz import tried
from tests.wheel.examples import KST, LAW, MEETINGS, SAY, TODAY, meeting, plan, wheel, without


def around(
    on: date, meetings: Iterable[Meeting] = MEETINGS, plans: Iterable[Plan] = (), **local: str
) -> list[Wheel]:
    return [wheel(year, on, meetings, plans, local) for year in (on.year - 1, on.year, on.year + 1)]


def opened(
    on: date = TODAY,
    meetings: Iterable[Meeting] = MEETINGS,
    plans: Iterable[Plan] = (),
    local: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Window]:
    plans = list(plans)
    found = windows(on, around(on, meetings, plans, **local), LAW.instruments, plans, local)
    return {window.plan: window for window in found}


def instruments(window: Window) -> dict[str, Instrument]:
    return {instrument.key: instrument for instrument in window.instruments}


@pytest.mark.parametrize(
    ("on", "phase", "decision", "closes"),
    [
        (date(2026, 1, 15), Phase.FOR_RAMMESAK, "sedvane-rammesak", date(2026, 6, 16)),
        (date(2026, 5, 15), Phase.RAMMESAK, "sedvane-rammesak", date(2026, 6, 16)),
        (date(2026, 6, 16), Phase.RAMMESAK, "sedvane-rammesak", date(2026, 6, 16)),
        (date(2026, 6, 17), Phase.ADMINISTRATIVT, "sedvane-innstilling", date(2026, 11, 25)),
        (date(2026, 10, 28), Phase.FORSLAG, "sedvane-innstilling", date(2026, 11, 25)),
        (TODAY, Phase.FORSLAG, "sedvane-innstilling", date(2026, 11, 25)),
        (date(2026, 11, 26), Phase.OFFENTLIGGJORT, "kl14-3-vedtak", date(2026, 12, 10)),
        (date(2026, 12, 10), Phase.OFFENTLIGGJORT, "kl14-3-vedtak", date(2026, 12, 10)),
        (date(2026, 12, 11), Phase.VEDTATT, "sedvane-tertial-1", date(2027, 6, 16)),
    ],
)
def test_the_year_being_prepared(on: date, phase: Phase, decision: str, closes: date) -> None:
    window = opened(on)["budsjett-2027"]
    assert (window.phase_key, window.year, window.closes) == (phase, 2027, closes)
    assert window.next_decision is not None
    assert (window.next_decision.key, window.next_decision.day) == (decision, closes)
    assert SAY(window.title) == "Budsjett 2027 og økonomiplan 2027–2030"


def test_between_the_committee_and_the_publication() -> None:
    early = without(
        MEETINGS, lambda m: m.day == date(2026, 12, 10), meeting(KST, date(2026, 12, 17), "Budsjett")
    )
    assert opened(date(2026, 11, 26), early)["budsjett-2027"].phase_key == Phase.INNSTILLING


@pytest.mark.parametrize(
    ("on", "phase", "closes"),
    [
        (date(2026, 1, 15), Phase.GJENNOMFORING_1, date(2026, 6, 16)),
        (date(2026, 6, 17), Phase.GJENNOMFORING_2, date(2026, 10, 15)),
        (date(2026, 10, 16), Phase.GJENNOMFORING_3, date(2026, 12, 10)),
        (date(2026, 12, 11), Phase.GJENNOMFORING_3, date(2026, 12, 31)),
    ],
)
def test_the_year_being_executed(on: date, phase: Phase, closes: date) -> None:
    window = opened(on)["budsjett-2026"]
    assert (window.phase_key, window.closes) == (phase, closes)
    assert instruments(window)["budsjettregulering"].closes == closes


def test_working_days_left_on_the_day_of_the_brief() -> None:
    assert opened()["budsjett-2027"].working_days_left == 3


def test_a_complete_alternative_may_be_put_until_the_council_decides() -> None:
    found = instruments(opened()["budsjett-2027"])
    assert found["alternativt-budsjett"].closes == date(2026, 12, 10)
    assert found["forslag-i-innstilling"].closes == date(2026, 11, 25)
    assert next(iter(found)) == "forslag-i-innstilling"


def test_legality_control_is_open_for_three_weeks_and_then_gone() -> None:
    decided = instruments(opened(date(2026, 12, 11))["budsjett-2027"])
    assert decided["lovlighetskontroll"].closes == date(2026, 12, 31)
    assert "lovlighetskontroll" in instruments(opened(date(2026, 12, 31))["budsjett-2027"])
    assert "lovlighetskontroll" not in instruments(opened(date(2027, 1, 4))["budsjett-2027"])


def test_legality_control_that_ends_in_the_new_year_is_found_there() -> None:
    later = meeting(KST, date(2026, 12, 16), "Budsjett")
    meetings = without(MEETINGS, lambda m: m.day == date(2026, 12, 10), later)
    for on in (date(2026, 12, 17), date(2027, 1, 6)):
        found = instruments(opened(on, meetings)["budsjett-2027"])
        assert found["lovlighetskontroll"].closes == date(2027, 1, 6)


def test_local_deadlines_are_the_municipalitys_and_never_ours() -> None:
    without_setting = instruments(opened()["budsjett-2026"])["interpellasjon"]
    assert without_setting.closes is None
    assert SAY(without_setting.basis).endswith("Fristen står i kommunens reglement.")
    local = {"frist.interpellasjon": "10", "frist.sporsmal": "15 virkedager"}
    found = instruments(opened(local=local)["budsjett-2026"])
    assert found["interpellasjon"].closes == date(2026, 11, 30)
    assert "reglement." not in SAY(found["interpellasjon"].basis).split("kommuneloven")[-1]
    # 15 working days before 10 December have passed: the question goes to the next meeting.
    assert found["sporsmal"].closes == date(2027, 1, 22)


def test_a_third_of_the_members_is_counted_upwards() -> None:
    found = instruments(opened(local={"kommunestyremedlemmer": "43"})["budsjett-2027"])
    assert "Her er det 15 av 43." in SAY(found["kreve-sak-pa-saklista"].basis)
    assert "Her er det" not in SAY(instruments(opened()["budsjett-2027"])["ekstra-mote"].basis)


def test_without_a_meeting_plan_only_the_law_sets_a_day() -> None:
    found = opened(date(2026, 10, 1), [])
    prepared, executed = found["budsjett-2027"], found["budsjett-2026"]
    assert (prepared.phase_key, prepared.next_decision) == (Phase.ADMINISTRATIVT, None)
    assert prepared.closes == date(2026, 12, 31)
    assert (executed.next_decision, executed.closes) == (None, date(2026, 12, 31))


def test_a_budget_that_is_not_adopted_in_time_stays_open() -> None:
    late_budget = meeting(KST, date(2027, 1, 21), "Budsjett og økonomiplan 2027")
    meetings = without(MEETINGS, lambda m: m.day == date(2026, 12, 10), late_budget)
    found = opened(date(2027, 1, 7), meetings)["budsjett-2027"]
    assert (found.phase_key, found.closes) == (Phase.OFFENTLIGGJORT, date(2027, 1, 21))
    assert [m.key for m in late(date(2027, 1, 7), around(date(2027, 1, 7), meetings))] == ["kl14-3-vedtak"]


def test_a_cancelled_decision_has_no_day_until_there_is_a_new_one() -> None:
    cancelled = meeting(KST, date(2026, 12, 10), "Budsjett", held=False)
    meetings = without(MEETINGS, lambda m: m.day == cancelled.day, cancelled)
    december = opened(date(2026, 12, 14), meetings)["budsjett-2027"]
    assert (december.next_decision, december.closes) == (None, date(2026, 12, 31))
    january = opened(date(2027, 1, 14), meetings)["budsjett-2027"]
    assert (january.next_decision, january.closes, january.working_days_left) == (None, None, None)


def test_a_planning_strategy_that_is_late_is_still_open() -> None:
    term = {"konstituering.2027": "19.10.2027"}
    cancelled = meeting(KST, date(2028, 9, 28), "Planstrategi", held=False)
    window = opened(date(2028, 11, 2), [cancelled], local=term)["planstrategi"]
    assert (window.next_decision, window.closes) == (None, None)


def test_the_planning_strategy_of_the_term_is_open_until_it_is_adopted() -> None:
    term = {"konstituering.2027": "19.10.2027"}
    waiting = opened(date(2028, 1, 10), (), local=term)["planstrategi"]
    assert (waiting.closes, waiting.next_decision, waiting.year) == (date(2028, 10, 19), None, 2028)
    council = meeting(KST, date(2028, 9, 28), "Planstrategi")
    planned = opened(date(2028, 1, 10), [council], local=term)["planstrategi"]
    assert planned.next_decision is not None
    assert planned.next_decision.day == council.day
    assert "planstrategi" not in opened(date(2028, 9, 29), [council], local=term)
    assert "planstrategi" not in opened(date(2028, 1, 10), ())


@pytest.mark.parametrize(
    ("one", "phase", "closes", "year"),
    [
        (plan("p", PlanType.AREALDEL), Phase.PLAN_ARBEID, None, 2026),
        (plan("p", PlanType.AREALDEL, date(2027, 5, 6)), Phase.PLAN_ARBEID, date(2027, 5, 6), 2027),
        (plan("p", PlanType.AREALDEL, date(2023, 2, 16)), Phase.PLAN_GJELDER, None, 2026),
        (
            plan("p", PlanType.AREALDEL, date(2023, 2, 16), date(2028, 6, 15)),
            Phase.PLAN_GJELDER,
            date(2028, 6, 15),
            2028,
        ),
        (
            plan("p", PlanType.AREALDEL, date(2023, 2, 16), date(2027, 6, 15)),
            Phase.PLAN_REVISJON,
            date(2027, 6, 15),
            2027,
        ),
        (plan("p", PlanType.AREALDEL, date(2018, 2, 16), date(2026, 6, 15)), Phase.PLAN_REVISJON, None, 2026),
    ],
)
def test_plans(one: Plan, phase: Phase, closes: date | None, year: int) -> None:
    window = opened(plans=[one])["p"]
    assert (window.phase_key, window.closes, window.year) == (phase, closes, year)
    assert (window.working_days_left is None) == (closes is None)


def test_a_plan_that_has_run_out_is_not_open() -> None:
    assert "p" not in opened(
        plans=[plan("p", PlanType.TEMAPLAN, date(2020, 1, 1), valid_to=date(2025, 12, 31))]
    )
    assert "p" in opened(plans=[plan("p", PlanType.TEMAPLAN, date(2020, 1, 1), valid_to=TODAY)])


def test_what_closes_within_fourteen_days() -> None:
    assert [m.key for m in closing_soon(TODAY, around(TODAY))] == [
        "sedvane-innstilling",
        "kl14-3-pub",
    ]
    assert [m.key for m in closing_soon(date(2026, 11, 26), around(date(2026, 11, 26)))] == [
        "kl14-3-pub",
        "sedvane-offentlig-debatt",
        "eskl10",
        "kl14-3-vedtak",
    ]


def test_the_constituting_meeting_of_an_election_year_is_open_until_it_is_held() -> None:
    local = {"konstituering.2027": "2027-10-19"}
    window = opened(date(2027, 9, 20), local=local)["konstituering-2027"]
    assert (window.phase_key, window.closes) == (Phase.KONSTITUERING, date(2027, 10, 19))
    assert window.next_decision is not None
    assert [i.key for i in window.instruments] == ["forholdsvalg"]
    for closed in (date(2027, 8, 31), date(2027, 10, 20), TODAY):
        assert "konstituering-2027" not in opened(closed, local=local)


def test_an_instrument_says_what_it_can_what_it_cannot_and_how_many() -> None:
    found = instruments(opened(local={"kommunestyremedlemmer": "27"})["budsjett-2027"])
    demand = found["kreve-sak-pa-saklista"]
    assert demand.needed == 9
    assert "Her er det 9 av 27." in SAY(demand.basis)
    assert demand.can is not None
    assert demand.cannot is not None
    assert SAY(demand.can) == "Tvinge fram at en sak blir behandlet."
    assert SAY(demand.cannot).startswith("Avgjør ikke utfallet")
    assert demand.warning is None
    unknown = instruments(opened()["budsjett-2027"])["kreve-sak-pa-saklista"]
    assert unknown.needed is None


def test_a_proposal_in_an_interpellasjon_is_warned_of_by_the_local_reglement() -> None:
    spring = date(2026, 2, 1)
    usual = instruments(opened(spring)["budsjett-2027"])["interpellasjon"].warning
    allowed = instruments(opened(spring, local={"interpellasjon.forslag": "tillatt"})["budsjett-2027"])
    assert usual is not None
    assert SAY(usual).startswith("Et forslag i en interpellasjon er en ny sak.")
    assert (warning := allowed["interpellasjon"].warning) is not None
    assert "Reglementet her lar kommunestyret stemme" in SAY(warning)


def test_nothing_is_late_in_a_sound_year_and_an_overdue_plan_is() -> None:
    assert late(TODAY, around(TODAY)) == ()
    overdue = plan("arealdel", PlanType.AREALDEL, date(2022, 9, 12), date(2026, 6, 15))
    assert [m.key for m in late(TODAY, around(TODAY, plans=[overdue]))] == ["plan-arealdel-revisjon"]


def test_every_phase_has_something_one_can_do() -> None:
    assert {phase for rule in LAW.instruments for phase in rule.phases} == set(Phase)


def test_without_rules_there_is_still_an_answer() -> None:
    found = windows(TODAY, [Wheel(2026, TODAY, (), ())], LAW.instruments)
    assert [(w.phase_key, w.next_decision, w.closes) for w in found] == [
        (Phase.FOR_RAMMESAK, None, None),
        (Phase.GJENNOMFORING_1, None, date(2026, 12, 31)),
    ]


@tried(20)
@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_a_window_never_closes_before_today_and_days_left_never_grow(on: date) -> None:
    for window in opened(on).values():
        assert window.closes is None or window.closes >= on
        assert window.next_decision is None or window.next_decision.day >= on
        assert all(i.closes is None or i.closes >= on for i in window.instruments)
    soon = closing_soon(on, around(on))
    assert all(m.day and on <= m.day <= on + timedelta(days=14) for m in soon)
    assert all(m.status is Status.PLANNED and m.process is not Process.MOTE for m in soon)
