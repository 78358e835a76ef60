from __future__ import annotations

from datetime import date

import pytest

from planhjul.wheel.anchors import CalendarAnchor, Event
from planhjul.wheel.local import (
    VARIANT_SETTINGS,
    Custom,
    InterpellationProposal,
    LocalRules,
    Notice,
    Variant,
    local_rules,
)


@pytest.mark.parametrize("value", ["27", "27.0", "27,0", " 27 "])
def test_members_are_read_in_the_forms_a_workbook_gives(value: str) -> None:
    assert local_rules({"kommunestyremedlemmer": value}).members == 27


@pytest.mark.parametrize("value", ["24.10.2023", "2023-10-24", "2023-10-24 00:00:00", "2023-10-24T00:00:00"])
def test_the_constituting_meeting_is_read(value: str) -> None:
    assert local_rules({"konstituering.2023": value}).constituted == {2023: date(2023, 10, 24)}


@pytest.mark.parametrize(
    ("value", "notice"),
    [
        ("10", Notice(10, working=False)),
        ("10 dager", Notice(10, working=False)),
        ("15 virkedager", Notice(15, working=True)),
        ("1 virkedag", Notice(1, working=True)),
    ],
)
def test_a_local_deadline_is_read(value: str, notice: Notice) -> None:
    assert local_rules({"frist.interpellasjon": value}).notices == {"frist.interpellasjon": notice}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("kommunestyremedlemmer", "mange"),
        ("konstituering.2023", "i oktober"),
        ("konstituering.2023", "31.02.2023"),
        ("konstituering.nå", "24.10.2023"),
        ("frist.interpellasjon", "tidlig"),
        ("styreform", "kongelig"),
        ("rapportering", "4 tertialer"),
        ("robek", "a, x"),
        ("interpellasjon.forslag", "kanskje"),
        ("skikk.sedvane-rammesak", "i juni"),
        ("skikk.sedvane-rammesak", "31.02"),
        ("skikk.sedvane-rammesak", "29.02"),
        ("skikk.sedvane-rammesak", "2028-02-29"),
        ("skikk.sedvane-horing", "01.10–15.10–01.11"),
        ("hendelse.pub-planprogram.2026", "i høst"),
        ("hendelse.pub-planprogram", "2026-03-02"),
        ("hendelse.jul.2026", "2026-12-24"),
    ],
)
def test_what_cannot_be_understood_is_listed_and_never_guessed(key: str, value: str) -> None:
    local = local_rules({key: value})
    assert local.unread == ((key, value),)
    assert local == LocalRules(unread=((key, value),))


def test_settings_of_other_rooms_are_left_alone() -> None:
    assert local_rules({"innbyggere": "12000"}).unread == ()


def test_a_notice_in_days_and_in_working_days() -> None:
    council = date(2026, 12, 10)
    assert Notice(10, working=False).last_day(council) == date(2026, 11, 30)
    assert Notice(15, working=True).last_day(council) == date(2026, 11, 19)


@pytest.mark.parametrize(
    ("value", "custom"),
    [
        ("av", Custom(None, None)),
        ("Nei", Custom(None, None)),
        ("06-10", Custom(None, CalendarAnchor(6, 10))),
        ("10.06", Custom(None, CalendarAnchor(6, 10))),
        ("10.6.", Custom(None, CalendarAnchor(6, 10))),
        ("2026-06-10 00:00:00", Custom(None, CalendarAnchor(6, 10))),
        ("15.10–08.11", Custom(CalendarAnchor(10, 15), CalendarAnchor(11, 8))),
        ("10-15 til 11-08", Custom(CalendarAnchor(10, 15), CalendarAnchor(11, 8))),
    ],
)
def test_a_custom_is_moved_or_switched_off(value: str, custom: Custom) -> None:
    assert local_rules({"skikk.sedvane-horing": value}).customs == {"sedvane-horing": custom}


def test_every_way_a_setting_may_say_it_is_read() -> None:
    for key, said in VARIANT_SETTINGS.items():
        for value, variant in said.items():
            local = local_rules({key: value.upper()})
            assert (local.variants, local.unread) == (frozenset({variant} if variant else ()), ())
    assert local_rules({"rapportering": "3.0"}).variants == {Variant.TRE_TERTIALER}


@pytest.mark.parametrize(
    ("value", "variants"),
    [
        ("nei", set()),
        ("a", {Variant.ROBEK_ABEG}),
        ("C D", {Variant.ROBEK_CDF}),
        ("a, f", {Variant.ROBEK_ABEG, Variant.ROBEK_CDF}),
    ],
)
def test_robek_by_the_letters_of_the_law(value: str, variants: set[Variant]) -> None:
    assert local_rules({"robek": value}).variants == variants


def test_what_the_reglement_says_of_proposals() -> None:
    read = local_rules({"interpellasjon.forslag": "Tillatt"}).interpellation
    assert read is InterpellationProposal.ALLOWED


def test_a_day_no_meeting_plan_shows_is_known_by_event_and_year() -> None:
    read = local_rules({"hendelse.pub-planprogram.2026": "02.03.2026"}).happened
    assert read == {(Event.PUB_PLANPROGRAM, 2026): date(2026, 3, 2)}
