"""The log in the store: kept with who, when and why, undone but never lost, and reached by migration."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from planhjul.store import (
    UnknownKommune,
    UnknownLogEntry,
    tables,
)
from planhjul.store.events import read_log
from planhjul.wheel.log import Added, Cancelled, Change, Done, Held, MeetingRef, Moved, Undone
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import Process
from tests.store.conftest import AsOfStore

from .examples import AT, LILLEVIK, NEW_YEAR, STORVIK, everything, staged

MEETING = MeetingRef("utvalg-for-oppvekst", "Utvalg for oppvekst", date(2026, 11, 17))
CHANGES: tuple[Change, ...] = (
    Moved(MEETING, date(2026, 11, 18)),
    Held(MEETING),
    Cancelled(MEETING),
    Done("kl14-6", 2026, date(2026, 2, 20)),
    Added("Folkemøte", date(2026, 12, 1), Organ.ELDRERAD, Process.PLAN),
)
UNDONE = Undone(date(2026, 11, 22), AT + timedelta(days=1), "Ordføreren", "Feil ført")


@pytest.fixture
def storvik(repository: AsOfStore) -> AsOfStore:
    """The store with the two municipalities registered."""
    repository.register(STORVIK)
    repository.register(LILLEVIK)
    return repository


def test_every_kind_of_change_comes_back_as_it_was_recorded(storvik: AsOfStore) -> None:
    recorded = [storvik.record("9901", change, "Rådhuset", "Æøå = 1", AT) for change in CHANGES]
    assert storvik.log("9901") == tuple(recorded)
    assert [entry.nr for entry in recorded] == [1, 2, 3, 4, 5]
    assert [entry.change for entry in recorded] == list(CHANGES)
    assert {(e.by, e.why, e.recorded_at, e.undone) for e in recorded} == {("Rådhuset", "Æøå = 1", AT, None)}


def test_the_day_it_counts_from_is_the_recorders_own(storvik: AsOfStore) -> None:
    late_evening = datetime(2026, 11, 22, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    storvik.record("9901", CHANGES[0], "Rådhuset", "Salen", late_evening)
    (entry,) = storvik.log("9901")
    assert entry.recorded_on == date(2026, 11, 22)
    assert entry.recorded_at == datetime(2026, 11, 21, 23, 30, tzinfo=UTC)


def test_each_municipality_has_its_own_log(storvik: AsOfStore) -> None:
    storvik.record("9901", CHANGES[0], "A", "B", AT)
    assert storvik.record("9902", CHANGES[1], "A", "B", AT).nr == 1
    assert len(storvik.log("9901")) == 1
    assert storvik.log("9903") == ()


def test_undone_stays_in_the_log_and_cannot_be_undone_twice(storvik: AsOfStore) -> None:
    entry = storvik.record("9901", CHANGES[0], "A", "B", AT)
    storvik.undo_entry("9901", entry.nr, UNDONE)
    (after,) = storvik.log("9901")
    assert after.undone == UNDONE
    assert after.stands(date(2026, 11, 21))
    assert not after.stands(date(2026, 11, 22))
    for number in (entry.nr, 99):
        with pytest.raises(UnknownLogEntry, match="ingen nummer"):
            storvik.undo_entry("9901", number, UNDONE)
    assert storvik.record("9901", CHANGES[1], "A", "B", AT).nr == 2


def test_a_change_makes_what_is_cached_old(storvik: AsOfStore) -> None:
    before = storvik.data_version("9901")
    storvik.record("9901", CHANGES[0], "A", "B", AT)
    between = storvik.data_version("9901")
    storvik.undo_entry("9901", 1, UNDONE)
    assert before < between < storvik.data_version("9901")


def test_nothing_is_recorded_for_an_unknown_municipality(storvik: AsOfStore) -> None:
    with pytest.raises(UnknownKommune):
        storvik.record("9999", CHANGES[0], "A", "B", AT)
    assert storvik.log("9999") == ()


def test_clearing_a_municipality_clears_its_log_and_no_other(storvik: AsOfStore) -> None:
    for nr in ("9901", "9902"):
        storvik.record(nr, CHANGES[0], "A", "B", AT)
    storvik.clear("9901")
    assert storvik.log("9901") == ()
    assert len(storvik.log("9902")) == 1


def test_undoing_an_import_leaves_the_log(storvik: AsOfStore) -> None:
    batch = storvik.commit("9901", staged(everything()), NEW_YEAR, AT)
    storvik.record("9901", CHANGES[0], "A", "B", AT)
    storvik.undo("9901", batch, AT)
    assert len(storvik.log("9901")) == 1
    assert storvik.health() == ()


def test_the_database_refuses_a_kind_there_is_not(storvik: AsOfStore, engine: Engine) -> None:
    storvik.record("9901", CHANGES[0], "A", "B", AT)
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(tables.wheel_event.update().values(kind="annet"))


def test_a_kind_from_elsewhere_is_never_read_as_another(storvik: AsOfStore, engine: Engine) -> None:
    storvik.record("9901", CHANGES[0], "A", "B", AT)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        else:
            connection.exec_driver_sql("ALTER TABLE wheel_event DROP CONSTRAINT wheel_event_kind_ck")
        connection.execute(tables.wheel_event.update().values(kind="annet"))
        with pytest.raises(ValueError, match="annet"):
            read_log(connection, "9901")
        connection.rollback()
