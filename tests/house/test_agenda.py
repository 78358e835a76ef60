"""Lists, routes and exports on the demo municipalities; wheels are built once per data state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from openpyxl import load_workbook

from planhjul.choices.band import Band
from planhjul.choices.measures import Measure, MeasureKind, Part, PartKind
from planhjul.choices.priorities import Priority, PriorityKind
from planhjul.choices.results import Effects
from planhjul.choices.route.results import Route
from planhjul.cli.compose import compose
from planhjul.house.agenda import of_measure
from planhjul.house.effects import Worth
from planhjul.house.money import NoVersion
from planhjul.issues import CellRef, Refused
from planhjul.staged import ImportChoices
from planhjul.texts import text
from planhjul.wheel.raised_by import Raiser
from planhjul.wheel.results import Wheel
from planhjul.writing import Services
from tests.demo import copy_of

STORVIK, LILLEVIK = "9901", "9902"
TODAY = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 14, tzinfo=ZoneInfo("Europe/Oslo"))
OWNER = "Prøvelista"
WISH = Priority("", OWNER, "Gratis skolemat", PriorityKind.PENGER, "202", "", "", 300_000_000, 2027, "", None)
HERE = CellRef("tiltak.xlsx", "Tiltak", 4, 1)


@pytest.fixture
def services(demo_db: Path, tmp_path: Path) -> Services:
    """The use cases on a copy of the demo database."""
    return compose(copy_of(demo_db, tmp_path), create=False)


def kept(answer: Priority | Refused) -> Priority:
    assert isinstance(answer, Priority), answer
    return answer


def way(answer: Route | Refused) -> Route:
    assert isinstance(answer, Route), answer
    return answer


def test_a_wish_is_put_on_its_list_and_taken_off(services: Services) -> None:
    agenda, wishes = services.house.as_of(STORVIK, TODAY).agenda, services.wishes
    first, second = (kept(wishes.add(STORVIK, WISH, AT, TODAY)) for _ in range(2))
    assert (first.key, second.key) == ("gratis-skolemat", "gratis-skolemat-2")
    agenda = services.house.as_of(STORVIK, TODAY).agenda
    assert OWNER in agenda.owners()
    [shown] = agenda.lists(OWNER)
    assert {item.priority.key for item in shown.items} == {first.key, second.key}
    assert wishes.remove(STORVIK, first.key, AT, TODAY) is None
    assert isinstance(wishes.remove(STORVIK, first.key, AT, TODAY), Refused)
    [left] = services.house.as_of(STORVIK, TODAY).agenda.lists(OWNER)
    assert [item.priority.key for item in left.items] == [second.key]


def test_a_list_needs_a_name_and_a_wish_its_words(services: Services) -> None:
    assert isinstance(services.wishes.add(STORVIK, replace(WISH, owner=" "), AT, TODAY), Refused)
    assert isinstance(services.wishes.add(STORVIK, replace(WISH, title=""), AT, TODAY), Refused)
    sign = kept(services.wishes.add(STORVIK, replace(WISH, title="«?»"), AT, TODAY))
    assert sign.key == "sak"


def test_a_measure_gives_its_own_amount_function_and_year(services: Services) -> None:
    answer = way(services.house.as_of(STORVIK, TODAY).agenda.route_of_measure("SKOLEMAT"))
    assert (answer.year, answer.title) == (2027, "Gratis skolemat")
    assert answer.next is not None
    assert answer.next.rule == "sedvane-innstilling"
    assert answer.next.movable is not None
    assert isinstance(services.house.as_of(STORVIK, TODAY).agenda.route_of_measure("FINNES-IKKE"), Refused)


def test_a_measures_amount_is_what_it_is_worth_in_a_full_year(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    say = services.language.say
    known = services.house.as_of(STORVIK, TODAY).effects.effects(keys={"SKOLEMAT", "SKOLEMAT-AUG"})
    assert isinstance(known, Effects)
    for one in known.measures:
        answer = way(services.house.as_of(STORVIK, TODAY).agenda.route_of_measure(one.key))
        assert answer.amount_ore == -one.full_year_ore[2027]
        assert "netto i et helt år" in say(answer.notes[-1])
    monkeypatch.setattr(Worth, "effects", lambda *_, **__: NoVersion(text("Ingen plan.")))
    uncounted = way(services.house.as_of(STORVIK, TODAY).agenda.route_of_measure("SKOLEMAT"))
    assert uncounted.amount_ore is not None
    assert "kunne ikke regnes ut" in say(uncounted.notes[-1])


def test_a_measures_income_counts_the_other_way() -> None:
    def part(kind: PartKind, ore: int, funksjon: str) -> Part:
        return Part(kind, funksjon, "", "", {2028: ore}, 1, 0.0, False, HERE)

    cost, fee = part(PartKind.LONN, 500, "202"), part(PartKind.GEBYR, 200, "202")
    measure = Measure("M", "Tiltak", MeasureKind.ONSKE, "Partiet", (), (cost, fee))
    wish = of_measure(measure)
    assert (wish.amount_ore, wish.year, wish.funksjon) == (300, 2028, "202")
    spread = of_measure(replace(measure, parts=(cost, part(PartKind.KJOP, 1, "380"))))
    assert spread.funksjon == ""
    assert of_measure(replace(measure, parts=())).amount_ore is None


def test_an_imported_case_has_a_way_and_an_unknown_one_says_where_to_look(services: Services) -> None:
    case = way(services.house.as_of(LILLEVIK, TODAY).agenda.route_of_case("3/24"))
    assert case.kind is PriorityKind.TJENESTE
    assert case.amount_ore is None
    assert "Sakslista sier ikke om saken gjelder budsjettet" in services.language.say(case.notes[-1])
    own = kept(services.wishes.add(LILLEVIK, WISH, AT, TODAY))
    assert way(services.house.as_of(LILLEVIK, TODAY).agenda.route_of_case(own.key)).title == WISH.title
    assert isinstance(services.house.as_of(LILLEVIK, TODAY).agenda.route_of_case("0/00"), Refused)


def test_the_room_is_the_one_known_on_the_day_however_far_one_looks(services: Services) -> None:
    for on in (date(2026, 9, 1), TODAY):
        answer = services.house.as_of(STORVIK, on).agenda.route(WISH)
        adoption = next(point for point in answer.points if point.rule == "kl14-3-vedtak")
        known = services.house.as_of(STORVIK, on).room.room(2027, seen_from=date(2026, 12, 10))
        if isinstance(known, NoVersion):
            assert adoption.movable is None
        else:
            line = next(line for line in known.lines if line.key == "grunnskole")
            assert adoption.movable == Band(line.low_ore, line.movable_ore, line.high_ore)


def test_where_says_the_area_of_a_function(services: Services) -> None:
    where = services.house.as_of(STORVIK, TODAY).agenda.where
    assert where(WISH) == "Grunnskole"
    assert where(replace(WISH, funksjon="")) == ""
    assert where(replace(WISH, area="grunnskole")) == "Grunnskole"
    assert services.house.as_of(STORVIK, date(2000, 1, 1)).agenda.where(WISH) == ""


def test_a_function_the_year_does_not_have_moves_nothing_known(services: Services) -> None:
    answer = services.house.as_of(STORVIK, TODAY).agenda.route(replace(WISH, funksjon="999"))
    assert all(point.movable is None for point in answer.points)


def test_lillevik_counts_who_raised_the_cases(services: Services) -> None:
    shares = services.house.as_of(LILLEVIK, TODAY).agenda.shares()
    [year] = [share for share in shares if share.year == 2025]
    assert (year.total, year.counts[Raiser.KOMMUNEDIREKTOR], year.counts[Raiser.POLITIKERE]) == (150, 147, 3)


def test_the_form_can_choose_areas_and_goals(services: Services) -> None:
    assert ("grunnskole", "Grunnskole") in services.house.as_of(STORVIK, TODAY).agenda.areas()
    assert services.house.as_of(STORVIK, TODAY).agenda.goals()
    assert ("202", "Grunnskole") in services.house.as_of(STORVIK, TODAY).agenda.functions()
    assert services.house.as_of(STORVIK, date(2000, 1, 1)).agenda.functions() == ()


def test_the_workbook_is_read_back_as_the_same_list(services: Services) -> None:
    priced = replace(WISH, title="=Økning", amount_ore=250_050, area="grunnskole", funksjon="", note="Merk")
    for wish in (WISH, priced, replace(WISH, title="Mer tid", kind=PriorityKind.PROSESS, amount_ore=None)):
        kept(services.wishes.add(STORVIK, wish, AT, TODAY))
    content = services.wishes.workbook(services.house.as_of(STORVIK, TODAY), OWNER)
    assert isinstance(content, bytes)
    staged = services.imports.stage("liste.xlsx", content, ImportChoices(), STORVIK)
    assert staged.accepted, staged.issues
    assert staged.stood_from == TODAY
    before = {
        one.key: replace(one, source=None)
        for one in services.house.as_of(STORVIK, TODAY).priorities
        if one.owner == OWNER
    }
    assert {one.key: replace(one, source=None) for one in staged.content.priorities} == before
    routes = load_workbook(BytesIO(content))["Veien videre"]
    assert routes.max_row > len(before)


def test_the_calendar_keeps_its_identities(services: Services) -> None:
    kept(services.wishes.add(STORVIK, WISH, AT, TODAY))
    first = services.wishes.calendar_file(services.house.as_of(STORVIK, TODAY), OWNER, AT)
    assert isinstance(first, bytes)
    later = services.wishes.calendar_file(services.house.as_of(STORVIK, date(2026, 11, 24)), OWNER, AT)
    assert isinstance(later, bytes)

    def events(content: bytes) -> dict[str, int]:
        return {
            str(event["uid"]): int(str(event["sequence"]))
            for event in icalendar.Calendar.from_ical(content).walk("VEVENT")
        }

    before, after = events(first), events(later)
    assert set(before) == set(after)
    assert len(before) == 2
    assert all(after[uid] > before[uid] for uid in before)


def test_a_list_that_is_not_there_names_those_that_are(services: Services) -> None:
    kept(services.wishes.add(STORVIK, WISH, AT, TODAY))
    refused = services.wishes.workbook(services.house.as_of(STORVIK, TODAY), "Ingen")
    assert isinstance(refused, Refused)
    assert OWNER in services.language.say(refused.message)
    empty = services.wishes.calendar_file(services.house.as_of(STORVIK, date(2000, 1, 1)), "Ingen", AT)
    assert isinstance(empty, Refused)
    assert "Ingen saksliste" in services.language.say(empty.message)


def test_a_wheel_is_built_once_and_again_when_the_data_change(services: Services) -> None:
    def ask(on: date) -> Wheel:
        with services.house.as_of(STORVIK, on) as seen:
            return seen.time.wheel(2026)

    first = ask(TODAY)
    assert ask(TODAY) is first
    assert ask(date(2026, 11, 20)) is not first
    with services.house.as_of(STORVIK, TODAY) as seen:
        assert seen.time.term(2024) is seen.time.term(2026)
    services.log.move(
        STORVIK, "Kommunestyret", date(2026, 12, 10), date(2026, 12, 11), "Ordfører", "Sykdom", AT
    )
    moved = ask(TODAY)
    assert moved is not first
    assert date(2026, 12, 11) in {milestone.planned for milestone in moved.milestones}
