"""«Neste sjanse» and «siste sjanse»: the points of a wish, what they move, and when they are over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.choices.band import Band
from planhjul.choices.priorities import Priority, PriorityKind
from planhjul.choices.route.results import PointState, Route, RoutePoint
from planhjul.choices.route.way import in_words, last_year, route
from planhjul.choices.route.ways import Reach, ways
from planhjul.choices.route.words import movable_explained
from planhjul.issues import CellRef
from planhjul.language import language
from planhjul.plans import Goal, GoalKind, Plan, PlanType
from planhjul.reference.law import load_law
from planhjul.texts import text
from planhjul.wheel.events import election_year
from planhjul.wheel.meetings import Meeting, Organ
from planhjul.wheel.results import Wheel
from planhjul.wheel.roles import Stop
from planhjul.wheel.timeline import build_term, build_wheel
from tests.fuzz import tried

NB = language()
LAW = load_law()
HERE = CellRef("plan.xlsx", "Plan", 4, 1)
ON = date(2026, 11, 22)
RICH = Band(100_000_000, 400_000_000, 700_000_000)


def meeting(organ: Organ, day: date, purpose: str = "") -> Meeting:
    return Meeting(organ, organ.value, day, purpose, None, CellRef("moter.xlsx", "Møter", 4, 1))


def meetings_of(year: int) -> list[Meeting]:
    """A whole year's budget meetings and an ordinary one."""
    council, committee = Organ.KOMMUNESTYRE, Organ.FORMANNSKAP
    return [
        meeting(council, date(year, 4, 20), "Budsjettkonferanse"),
        meeting(council, date(year, 6, 16), "Rammesak"),
        meeting(council, date(year, 6, 18), "1. tertialrapport"),
        meeting(council, date(year, 9, 17), ""),
        meeting(council, date(year, 10, 22), "2. tertialrapport"),
        meeting(Organ.KOMMUNEDIREKTOR, date(year, 10, 28), "Kommunedirektørens forslag"),
        meeting(committee, date(year, 11, 25), "Budsjett: innstilling"),
        meeting(council, date(year, 12, 10), "Budsjett og økonomiplan"),
    ]


PLANNED = [*meetings_of(2025), *meetings_of(2026), *meetings_of(2027)]
WISH = Priority("W", "Lista", "Et ønske", PriorityKind.PENGER, "", "", "", 300_000_000, 2027, "", None)


def wheels(
    on: date, meetings: list[Meeting], plans: tuple[Plan, ...] = ()
) -> tuple[list[Wheel], list[Wheel]]:
    election = election_year(on.year)
    return (
        [build_wheel(year, on, LAW.rules, meetings, plans) for year in range(on.year - 1, on.year + 4)],
        [build_term(year, on, LAW.rules, meetings, plans) for year in (election, election + 4)],
    )


def always(band: Band | None) -> Callable[[int, date], Band | None]:
    return lambda _year, _day: band


def found(
    wish: Priority = WISH,
    on: date = ON,
    band: Band | None = RICH,
    meetings: list[Meeting] = PLANNED,
    plans: tuple[Plan, ...] = (),
    **more: Any,
) -> Route:
    years, terms = wheels(on, meetings, plans)
    room_at = more.pop("room_at", always(band))
    return route(wish, years, terms, LAW.instruments, room_at, on, plans, **more)


def by_rule(answer: Route, rule: str, budget_year: int | None = 2027) -> RoutePoint:
    return next(p for p in answer.points if p.rule == rule and p.budget_year == budget_year)


# The way of money


def test_money_has_the_budgets_points_in_order_with_next_and_last() -> None:
    answer = found()
    assert answer.next is not None
    assert (answer.next.rule, answer.next.day) == ("sedvane-innstilling", date(2026, 11, 25))
    assert answer.next.working_days_left == 3
    assert answer.last is not None
    assert (answer.last.stop, answer.last.day) == (Stop.REGULERING, date(2027, 12, 10))
    orders = [point.order for point in answer.points]
    assert orders == sorted(orders)
    assert len({point.key for point in answer.points}) == len(answer.points)


def test_what_has_gone_says_when() -> None:
    frames = by_rule(found(), "sedvane-rammesak")
    assert frames.state is PointState.PASSED
    assert frames.day == date(2026, 6, 16)
    assert NB.say(frames.when) == "Gikk 16.06.2026."
    assert frames.movable is None
    assert frames.ways == ()


def test_a_decision_after_the_year_does_not_reach_it() -> None:
    later = by_rule(found(), "sedvane-rammesak", 2028)
    assert not later.reaches
    assert not later.last_chance


def test_the_amount_decides_which_chance_is_the_last() -> None:
    def room_at(year: int, day: date) -> Band | None:
        return RICH if day.year < year else Band(0, 1_000_000, 2_000_000)

    answer = found(room_at=room_at)
    assert answer.last is not None
    assert answer.last.rule == "kl14-3-vedtak"
    assert answer.last.inside is True
    assert by_rule(answer, "sedvane-tertial-1").inside is False


@pytest.mark.parametrize(
    ("amount", "inside", "said"),
    [
        (100_000_000, True, "er innenfor, også med det lave anslaget."),
        (-100_000_000, True, "1 000 000 kr er innenfor"),
        (400_000_000, True, "er innenfor anslaget, men ikke det lave."),
        (700_000_000, False, "er utenfor anslaget, men innenfor det høye."),
        (700_000_100, False, "er mer enn det som kan flyttes da."),
    ],
)
def test_the_amount_is_held_against_the_band(amount: int, inside: bool, said: str) -> None:
    point = by_rule(found(replace(WISH, amount_ore=amount)), "kl14-3-vedtak")
    assert point.inside is inside
    assert point.fits is not None
    assert said in NB.say(point.fits).replace("\xa0", " ")


def test_without_numbers_nothing_is_said_to_fit() -> None:
    point = by_rule(found(band=None), "kl14-3-vedtak")
    assert (point.movable, point.inside, point.fits) == (None, None, None)


def test_without_an_amount_the_room_is_shown_and_nothing_judged() -> None:
    answer = found(replace(WISH, amount_ore=None))
    point = by_rule(answer, "kl14-3-vedtak")
    assert (point.movable, point.inside) == (RICH, None)
    assert any("ikke noe beløp" in NB.say(note) for note in answer.notes)


def test_an_amount_too_large_for_every_point_ends_at_the_last_ordinary_decision() -> None:
    answer = found(replace(WISH, amount_ore=10_000_000_000))
    assert answer.last is not None
    assert answer.last.rule == "kl14-3-vedtak"
    assert any("større enn det høye anslaget" in NB.say(note) for note in answer.notes)


def test_an_amount_that_only_the_high_estimate_holds_says_so() -> None:
    answer = found(replace(WISH, amount_ore=600_000_000))
    assert any("det høye anslaget" in NB.say(note) for note in answer.notes)


def test_a_year_that_is_over_is_too_late() -> None:
    answer = found(replace(WISH, year=2025))
    assert answer.last is None
    assert NB.say(answer.sentence).startswith("Det er for sent å nå 2025.")


def test_next_and_last_may_be_the_same() -> None:
    def only_december(_year: int, day: date) -> Band | None:
        return RICH if day == date(2026, 12, 10) else Band(0, 0, 0)

    answer = found(on=date(2026, 11, 26), room_at=only_december)
    assert NB.say(answer.sentence).startswith("Neste sjanse er også siste sjanse til å nå 2027:")


def test_without_a_year_the_first_that_can_be_reached_is_chosen() -> None:
    soon = replace(WISH, year=None)
    assert found(soon).year == 2027
    assert found(soon, on=date(2026, 8, 1)).year == 2026
    assert any("Ønsket har ikke noe år" in NB.say(note) for note in found(soon).notes)


def test_without_a_year_and_without_any_day_the_first_year_is_said() -> None:
    answer = found(replace(WISH, year=None), meetings=[])
    assert answer.year is not None
    assert answer.last is None


def test_a_year_further_ahead_can_be_in_the_economy_plan() -> None:
    answer = found(replace(WISH, year=2029))
    plan = by_rule(answer, "kl14-3-vedtak")
    assert plan.stop is Stop.HANDLINGSDEL
    assert plan.reaches
    assert "2027–2030, der 2029 er med" in NB.say(plan.title)


def test_what_has_no_day_waits_and_is_never_guessed() -> None:
    answer = found(meetings=meetings_of(2026))
    report = by_rule(answer, "sedvane-tertial-1")
    assert (report.state, report.day, report.deadline, report.movable) == (
        PointState.WAITING,
        None,
        None,
        None,
    )
    assert "Vanligvis rundt" in NB.say(report.when)
    assert any("ingen dag er satt" in NB.say(note) for note in answer.notes)
    assert "Vanligvis rundt" in NB.say(in_words(report))
    adoption = by_rule(answer, "kl14-3-vedtak", 2028)
    assert "Loven sier senest" in NB.say(adoption.when)


def test_no_meeting_plan_gives_a_sentence_about_what_to_do() -> None:
    answer = found(replace(WISH, kind=PriorityKind.AREAL, amount_ore=None, year=None), meetings=[])
    assert answer.last is None
    years, terms = wheels(ON, [])
    bare = route(
        replace(WISH, kind=PriorityKind.PROSESS, amount_ore=None, year=None),
        [replace(year, milestones=()) for year in years],
        [replace(term, milestones=()) for term in terms],
        LAW.instruments,
        always(None),
        ON,
    )
    assert NB.say(bare.sentence).startswith("Ingen vedtak som fører fram, er datofestet.")
    no_days = route(replace(WISH, year=None), [], [], LAW.instruments, always(None), ON)
    assert (no_days.year, no_days.points) == (2026, ())


def test_the_directors_proposal_must_be_reached_before_it_is_laid_out() -> None:
    point = by_rule(found(on=date(2026, 9, 1)), "sedvane-direktorens-forslag")
    assert point.deadline == date(2026, 10, 27)
    assert {way.key for way in point.ways} == {"bestille-utredning", "privat-forslag"}


# Plans, processes, the next meeting


def test_a_plan_wish_follows_the_plans_and_not_the_budget() -> None:
    plans = (
        Plan(
            "SD", PlanType.SAMFUNNSDEL, "Samfunnsdelen", date(2021, 3, 1), None, None, date(2027, 6, 17), HERE
        ),
        Plan("AD", PlanType.AREALDEL, "Arealdelen", date(2022, 3, 1), None, None, date(2027, 9, 17), HERE),
        Plan(
            "PS", PlanType.PLANSTRATEGI, "Strategien", date(2024, 9, 26), None, None, date(2028, 9, 28), HERE
        ),
    )
    wish = replace(WISH, kind=PriorityKind.PLAN, amount_ore=None, year=None)
    answer = found(wish, plans=plans)
    rules = {point.rule for point in answer.points}
    assert "plan-SD-revisjon" in rules
    assert "plan-AD-revisjon" not in rules
    assert "kl14-3-vedtak" not in rules
    assert answer.last is not None
    assert answer.last.rule == "plan-PS-revisjon"
    assert found(replace(wish, year=2027), plans=plans).last.rule == "plan-SD-revisjon"  # type: ignore[union-attr]


def test_the_plan_of_the_wishs_goal_is_on_the_way() -> None:
    plan = Plan("TP", PlanType.TEMAPLAN, "Helseplan", date(2023, 5, 1), None, None, date(2026, 12, 10), HERE)
    goal = Goal("M1", "TP", "TP", GoalKind.MAL, "Bo hjemme lenger", HERE)
    wish = replace(WISH, kind=PriorityKind.TJENESTE, goal="M1")
    with_goal = found(wish, plans=(plan,), goals=(goal,))
    assert "plan-TP-revisjon" in {point.rule for point in with_goal.points}
    assert "plan-TP-revisjon" not in {point.rule for point in found(wish, plans=(plan,)).points}


def test_a_plan_that_comes_later_gives_no_money_this_year() -> None:
    plan = Plan("SD", PlanType.SAMFUNNSDEL, "Samfunnsdelen", None, None, None, date(2026, 12, 10), HERE)
    answer = found(replace(WISH, kind=PriorityKind.TJENESTE), plans=(plan,))
    assert answer.last is not None
    assert answer.last.budget_year == 2027


def test_a_process_wish_goes_to_the_next_meeting_and_the_councils_own_rules() -> None:
    answer = found(replace(WISH, kind=PriorityKind.PROSESS, amount_ore=None, year=None), on=date(2026, 8, 1))
    assert answer.next is not None
    assert (answer.next.stop, answer.next.day) == (Stop.MOTE, date(2026, 9, 17))
    assert "sedvane-evaluering" in {point.rule for point in answer.points}


def test_local_notice_decides_which_meeting_can_be_reached() -> None:
    local = {"frist.privat_forslag": "10", "frist.innkalling": "10", "frist.interpellasjon": "10"}
    local |= {"frist.sporsmal": "10"}
    answer = found(on=date(2026, 9, 10), settings=local)
    meeting_point = next(point for point in answer.points if point.stop is Stop.MOTE)
    assert meeting_point.day == date(2026, 10, 22)
    assert meeting_point.deadline == date(2026, 10, 12)
    proposal = by_rule(answer, "sedvane-direktorens-forslag")
    assert {way.deadline for way in proposal.ways} == {date(2026, 10, 12)}


def test_without_the_reglement_the_meetings_deadline_is_not_known() -> None:
    meeting_point = next(point for point in found().points if point.stop is Stop.MOTE)
    assert meeting_point.deadline is None
    assert meeting_point.working_days_left is None
    assert [way.deadline for way in meeting_point.ways] == [None] * len(meeting_point.ways)


def test_a_case_cannot_be_ordered_through_a_meeting_that_has_been() -> None:
    proposal = by_rule(found(on=date(2026, 10, 23)), "sedvane-direktorens-forslag")
    assert proposal.state is PointState.AHEAD
    assert proposal.ways == ()


def test_a_deadline_of_the_law_that_has_passed_says_so() -> None:
    constituted = [meeting(Organ.KOMMUNESTYRE, date(2023, 10, 17), "Konstituerende møte")]
    wish = replace(WISH, kind=PriorityKind.AREAL, amount_ore=None, year=None)
    answer = found(wish, meetings=constituted)
    strategy = by_rule(answer, "pbl10-1", None)
    assert "Fristen var" in NB.say(strategy.when)
    unknown = by_rule(found(wish, meetings=[]), "pbl10-1", None)
    assert NB.say(unknown.when) == "Ingen dag er satt ennå."


# The catalogue


def test_the_catalogue_says_which_rules_are_on_a_way() -> None:
    stops = {rule.key: rule.traits.stop for rule in LAW.rules if rule.traits.stop is not None}
    assert stops == {
        "sedvane-strategikonferanse": Stop.KONFERANSE, "sedvane-rammesak": Stop.RAMMESAK,
        "sedvane-okonomiplan-var": Stop.HANDLINGSDEL, "sedvane-direktorens-forslag": Stop.FORSLAG,
        "sedvane-innstilling": Stop.INNSTILLING, "kl14-3-vedtak": Stop.VEDTAK,
        "sedvane-tertial-1": Stop.REGULERING, "sedvane-tertial-2": Stop.REGULERING,
        "sedvane-rapport-oktober": Stop.REGULERING, "pbl10-1": Stop.PLANSTRATEGI,
        "sedvane-planprogram": Stop.PLANPROGRAM, "sedvane-evaluering": Stop.REGLEMENT,
        "sedvane-moteplan": Stop.REGLEMENT, "kl5-14": Stop.REGLEMENT,
        "sedvane-samfunnsdel": Stop.PLAN, "sedvane-arealdel": Stop.PLAN,
    }  # fmt: skip


def test_what_leads_through_each_kind_of_point_the_strongest_first() -> None:
    reach = Reach(ON, (), {})
    assert {
        stop: [way.key for way in ways(stop, Organ.KOMMUNESTYRE, None, LAW.instruments, reach)]
        for stop in Stop
    } == {
        Stop.PLANSTRATEGI: ["endringsforslag", "innspill-til-plan", "bestille-utredning"],
        Stop.PLANPROGRAM: ["innspill-til-plan", "bestille-utredning"],
        Stop.PLAN: ["endringsforslag", "innspill-til-plan", "bestille-utredning"],
        Stop.HANDLINGSDEL: ["endringsforslag", "alternativt-budsjett", "verbalforslag"],
        Stop.KONFERANSE: ["bestille-utredning", "interpellasjon"],
        Stop.RAMMESAK: ["forslag-i-rammesak", "verbalforslag"],
        Stop.FORSLAG: ["bestille-utredning", "privat-forslag"],
        Stop.INNSTILLING: ["forslag-i-innstilling", "alternativt-budsjett", "verbalforslag"],
        Stop.VEDTAK: ["endringsforslag", "alternativt-budsjett", "verbalforslag"],
        Stop.REGULERING: ["budsjettregulering"],
        Stop.REGLEMENT: ["endringsforslag", "privat-forslag"],
        Stop.MOTE: ["kreve-sak-pa-saklista", "privat-forslag", "interpellasjon", "sporsmal"],
    }


def test_a_change_of_a_plan_or_of_the_councils_rules_is_words_and_of_a_budget_money() -> None:
    (change,) = (rule for rule in LAW.instruments if rule.key == "endringsforslag")
    form = {carrying.stop: carrying.form for carrying in change.carries}
    assert form[Stop.PLAN] == form[Stop.PLANSTRATEGI] != form[Stop.VEDTAK] == form[Stop.HANDLINGSDEL]
    assert "beløpet" in form[Stop.VEDTAK]
    assert "Ordlyden" in form[Stop.PLAN]
    assert "Ordlyden" in form[Stop.REGLEMENT]
    assert form[Stop.REGLEMENT] != form[Stop.PLAN]


def test_the_number_can_explain_itself() -> None:
    answer = found()
    point = by_rule(answer, "kl14-3-vedtak")
    told = movable_explained(answer, point, RICH, text("Grunnskole"))
    assert told.estimate
    said = [NB.say(each.value).replace("\xa0", " ") for each in told.inputs]
    assert said == ["10.12.2026", "Grunnskole", "2027", "1,0 mill. kr til 7,0 mill. kr", "3 000 000 kr"]
    later = by_rule(answer, "sedvane-rammesak", 2028)
    assert "2028" in [NB.say(each.value) for each in movable_explained(answer, later, RICH, None).inputs]
    plan_route = replace(answer, year=None, amount_ore=None)
    bare = movable_explained(plan_route, replace(point, budget_year=None), RICH, None)
    assert len(bare.inputs) == 3


def test_the_wheels_needed_reach_two_years_past_the_wish() -> None:
    assert last_year(WISH, ON) == 2029
    assert last_year(replace(WISH, year=None), ON) == 2028


@tried(25)
@given(
    days=st.integers(0, 700),
    kind=st.sampled_from(PriorityKind),
    amount=st.none() | st.integers(-(10**11), 10**11),
    year=st.none() | st.integers(2025, 2030),
)
def test_whatever_is_wished_the_chances_lie_ahead(
    days: int, kind: PriorityKind, amount: int | None, year: int | None
) -> None:
    on = date(2026, 1, 1) + timedelta(days=days)
    answer = found(replace(WISH, kind=kind, amount_ore=amount, year=year), on=on)
    for point in answer.points:
        assert (point.movable is None) or point.state is PointState.AHEAD
        if point.deadline is not None and point.day is not None:
            assert point.deadline <= point.day
        for each in point.ways:
            assert each.deadline is None or each.deadline >= on
    assert sum(point.next_chance for point in answer.points) <= 1
    last = answer.last
    if last is not None:
        assert last.reaches
        assert last.day is not None
        assert last.day >= on
