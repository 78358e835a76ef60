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
from planhjul.issues import CellRef
from planhjul.services import Services
from planhjul.services.agenda import of_measure
from planhjul.services.memory import Memory
from planhjul.services.municipalities import NoVersion
from planhjul.services.refusals import Refused
from planhjul.staged import ImportChoices
from planhjul.texts import text
from planhjul.wheel.raised_by import Raiser
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
    agenda = services.agenda
    first, second = (kept(agenda.add(STORVIK, WISH, AT, TODAY)) for _ in range(2))
    assert (first.key, second.key) == ("gratis-skolemat", "gratis-skolemat-2")
    assert OWNER in agenda.owners(STORVIK, TODAY)
    [shown] = agenda.lists(STORVIK, TODAY, OWNER)
    assert {item.priority.key for item in shown.items} == {first.key, second.key}
    assert agenda.remove(STORVIK, first.key, AT, TODAY) is None
    assert isinstance(agenda.remove(STORVIK, first.key, AT, TODAY), Refused)
    [left] = agenda.lists(STORVIK, TODAY, OWNER)
    assert [item.priority.key for item in left.items] == [second.key]


def test_a_list_needs_a_name_and_a_wish_its_words(services: Services) -> None:
    assert isinstance(services.agenda.add(STORVIK, replace(WISH, owner=" "), AT, TODAY), Refused)
    assert isinstance(services.agenda.add(STORVIK, replace(WISH, title=""), AT, TODAY), Refused)
    sign = kept(services.agenda.add(STORVIK, replace(WISH, title="«?»"), AT, TODAY))
    assert sign.key == "sak"


def test_a_measure_gives_its_own_amount_function_and_year(services: Services) -> None:
    answer = way(services.agenda.route_of_measure(STORVIK, "SKOLEMAT", TODAY))
    assert (answer.year, answer.title) == (2027, "Gratis skolemat")
    assert answer.next is not None
    assert answer.next.rule == "sedvane-innstilling"
    assert answer.next.movable is not None
    assert isinstance(services.agenda.route_of_measure(STORVIK, "FINNES-IKKE", TODAY), Refused)


def test_a_measures_amount_is_what_it_is_worth_in_a_full_year(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    say = services.language.say
    known = services.choices.effects(STORVIK, TODAY, keys={"SKOLEMAT", "SKOLEMAT-AUG"})
    assert isinstance(known, Effects)
    for one in known.measures:
        answer = way(services.agenda.route_of_measure(STORVIK, one.key, TODAY))
        assert answer.amount_ore == -one.full_year_ore[2027]
        assert "netto i et helt år" in say(answer.notes[-1])
    monkeypatch.setattr(services.choices, "effects", lambda *_, **__: NoVersion(text("Ingen plan.")))
    uncounted = way(services.agenda.route_of_measure(STORVIK, "SKOLEMAT", TODAY))
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
    case = way(services.agenda.route_of_case(LILLEVIK, "3/24", TODAY))
    assert case.kind is PriorityKind.TJENESTE
    assert case.amount_ore is None
    assert "Sakslista sier ikke om saken gjelder budsjettet" in services.language.say(case.notes[-1])
    own = kept(services.agenda.add(LILLEVIK, WISH, AT, TODAY))
    assert way(services.agenda.route_of_case(LILLEVIK, own.key, TODAY)).title == WISH.title
    assert isinstance(services.agenda.route_of_case(LILLEVIK, "0/00", TODAY), Refused)


def test_the_room_is_the_one_known_on_the_day_however_far_one_looks(services: Services) -> None:
    for on in (date(2026, 9, 1), TODAY):
        answer = services.agenda.route(STORVIK, WISH, on)
        adoption = next(point for point in answer.points if point.rule == "kl14-3-vedtak")
        known = services.choices.room(STORVIK, 2027, on, seen_from=date(2026, 12, 10))
        if isinstance(known, NoVersion):
            assert adoption.movable is None
        else:
            line = next(line for line in known.lines if line.key == "grunnskole")
            assert adoption.movable == Band(line.low_ore, line.movable_ore, line.high_ore)


def test_where_says_the_area_of_a_function(services: Services) -> None:
    where = services.agenda.where
    assert where(STORVIK, WISH, TODAY) == "Grunnskole"
    assert where(STORVIK, replace(WISH, funksjon=""), TODAY) == ""
    assert where(STORVIK, replace(WISH, area="grunnskole"), TODAY) == "Grunnskole"
    assert where(STORVIK, WISH, date(2000, 1, 1)) == ""


def test_a_function_the_year_does_not_have_moves_nothing_known(services: Services) -> None:
    answer = services.agenda.route(STORVIK, replace(WISH, funksjon="999"), TODAY)
    assert all(point.movable is None for point in answer.points)


def test_lillevik_counts_who_raised_the_cases(services: Services) -> None:
    shares = services.agenda.shares(LILLEVIK, TODAY)
    [year] = [share for share in shares if share.year == 2025]
    assert (year.total, year.counts[Raiser.KOMMUNEDIREKTOR], year.counts[Raiser.POLITIKERE]) == (150, 147, 3)


def test_the_form_can_choose_areas_and_goals(services: Services) -> None:
    assert ("grunnskole", "Grunnskole") in services.agenda.areas(STORVIK, TODAY)
    assert services.agenda.goals(STORVIK, TODAY)
    assert ("202", "Grunnskole") in services.agenda.functions(STORVIK, TODAY)
    assert services.agenda.functions(STORVIK, date(2000, 1, 1)) == ()


def test_the_workbook_is_read_back_as_the_same_list(services: Services) -> None:
    priced = replace(WISH, title="=Økning", amount_ore=250_050, area="grunnskole", funksjon="", note="Merk")
    for wish in (WISH, priced, replace(WISH, title="Mer tid", kind=PriorityKind.PROSESS, amount_ore=None)):
        kept(services.agenda.add(STORVIK, wish, AT, TODAY))
    content = services.agenda.workbook(STORVIK, OWNER, TODAY)
    assert isinstance(content, bytes)
    staged = services.imports.stage("liste.xlsx", content, ImportChoices(), STORVIK)
    assert staged.accepted, staged.issues
    assert staged.stood_from == TODAY
    before = {
        one.key: replace(one, source=None)
        for one in services.agenda.priorities(STORVIK, TODAY)
        if one.owner == OWNER
    }
    assert {one.key: replace(one, source=None) for one in staged.content.priorities} == before
    routes = load_workbook(BytesIO(content))["Veien videre"]
    assert routes.max_row > len(before)


def test_the_calendar_keeps_its_identities(services: Services) -> None:
    kept(services.agenda.add(STORVIK, WISH, AT, TODAY))
    first = services.agenda.calendar_file(STORVIK, OWNER, TODAY, AT)
    assert isinstance(first, bytes)
    later = services.agenda.calendar_file(STORVIK, OWNER, date(2026, 11, 24), AT)
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
    kept(services.agenda.add(STORVIK, WISH, AT, TODAY))
    refused = services.agenda.workbook(STORVIK, "Ingen", TODAY)
    assert isinstance(refused, Refused)
    assert OWNER in services.language.say(refused.message)
    empty = services.agenda.calendar_file(STORVIK, "Ingen", date(2000, 1, 1), AT)
    assert isinstance(empty, Refused)
    assert "Ingen saksliste" in services.language.say(empty.message)


# The memory of wheels


def test_a_wheel_is_built_once_and_again_when_the_data_change(services: Services) -> None:
    ask = services.timeline.wheel
    first = ask(STORVIK, 2026, TODAY)
    assert ask(STORVIK, 2026, TODAY) is first
    assert ask(STORVIK, 2026, date(2026, 11, 20)) is not first
    assert services.timeline.term(STORVIK, 2024, TODAY) is services.timeline.term(STORVIK, 2026, TODAY)
    services.planning.move(
        STORVIK, "Kommunestyret", date(2026, 12, 10), date(2026, 12, 11), "Ordfører", "Sykdom", AT
    )
    moved = ask(STORVIK, 2026, TODAY)
    assert moved is not first
    assert date(2026, 12, 11) in {milestone.planned for milestone in moved.milestones}


def test_the_memory_lets_go_of_what_nobody_asks_for() -> None:
    memory: Memory[str, int] = Memory(2)
    assert memory.get("a") is None
    memory.keep("a", 1)
    memory.keep("b", 2)
    assert memory.get("a") == 1
    memory.keep("c", 3)
    assert memory.get("b") is None
    assert (memory.get("a"), memory.get("c")) == (1, 3)
