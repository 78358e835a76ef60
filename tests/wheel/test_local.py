from __future__ import annotations

from datetime import date

import pytest

from planhjul.wheel.local import Notice, local_rules


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
    ],
)
def test_what_cannot_be_understood_is_listed_and_never_guessed(key: str, value: str) -> None:
    local = local_rules({key: value})
    assert local.unread == ((key, value),)
    assert (local.members, dict(local.constituted), dict(local.notices)) == (None, {}, {})


def test_settings_of_other_rooms_are_left_alone() -> None:
    assert local_rules({"innbyggere": "12000"}).unread == ()


def test_a_notice_in_days_and_in_working_days() -> None:
    council = date(2026, 12, 10)
    assert Notice(10, working=False).last_day(council) == date(2026, 11, 30)
    assert Notice(15, working=True).last_day(council) == date(2026, 11, 19)
