"""Municipalities, imports and what becomes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pandas as pd
import pytest
from sqlalchemy import Engine, func, select, update
from sqlalchemy.exc import IntegrityError, StatementError

from planhjul.choices.bindings import Binding, Commitment
from planhjul.choices.measures import Measure, Scenario
from planhjul.choices.priorities import Priority
from planhjul.issues import Level
from planhjul.ledger.areas import Area
from planhjul.ledger.forms.documents import PrintedForm
from planhjul.ledger.income.overrides import IncomeOverride
from planhjul.ledger.lines import LinesError
from planhjul.ledger.versions import VersionKind
from planhjul.plans import Goal, GoalLink, Plan
from planhjul.staged import KINDS, Content
from planhjul.store import (
    AlreadyImported,
    Kommune,
    RejectedBatch,
    Repository,
    StoreUnavailable,
    UnknownBatch,
    UnknownKommune,
    open_engine,
    tables,
)
from planhjul.store.records import text_from_json, text_to_json
from planhjul.texts import text
from planhjul.wheel.meetings import Case, Meeting
from tests.store.conftest import AsOfStore

from . import examples
from .examples import AT, LILLEVIK, NEW_YEAR, STORVIK, budget, everything, issue, measure, setting, staged

LATER = date(2030, 1, 1)


@pytest.fixture
def storvik(repository: AsOfStore) -> AsOfStore:
    """The store with the two municipalities registered."""
    repository.register(STORVIK)
    repository.register(LILLEVIK)
    return repository


def rows_of(engine: Engine, nr: str) -> dict[str, int]:
    """Table → how many rows the municipality has there, those with none left out."""
    with engine.connect() as connection:
        counted = {
            name: connection.scalar(select(func.count()).select_from(table).where(table.c.kommune == nr))
            for name, table in tables.metadata.tables.items()
            # How often each kind of content has changed is counted on, whatever is taken away.
            if name != "data_version"
        }
    return {name: number for name, number in counted.items() if number}


def test_a_municipality_is_registered_once_and_keeps_what_is_known(repository: AsOfStore) -> None:
    assert repository.kommuner() == ()
    repository.register(LILLEVIK)
    repository.register(STORVIK)
    repository.register(Kommune("9901", "Storvik kommune", None, 12_100))
    assert repository.kommuner() == (Kommune("9901", "Storvik kommune", 35, 12_100), LILLEVIK)
    assert repository.kommune("9902") == LILLEVIK


@pytest.mark.parametrize("ask", ["kommune", "data_version"])
def test_an_unknown_municipality_is_named(repository: AsOfStore, ask: str) -> None:
    with pytest.raises(UnknownKommune) as caught:
        getattr(repository, ask)("0301")
    assert caught.value.nr == "0301"
    assert ("nr", "0301") in caught.value.message.values


def test_a_commit_needs_a_municipality(repository: AsOfStore, engine: Engine) -> None:
    with pytest.raises(UnknownKommune):
        repository.commit("9901", staged(), NEW_YEAR, AT)
    assert rows_of(engine, "9901") == {}


def test_everything_a_file_brings_comes_back_as_it_was(storvik: AsOfStore) -> None:
    content = everything()
    batch = storvik.commit("9901", staged(content), NEW_YEAR, AT)
    assert batch == 1
    assert storvik.known("9901", Meeting, LATER) == content.meetings
    assert storvik.known("9901", Case, LATER) == content.cases
    assert storvik.known("9901", Plan, LATER) == content.plans
    assert storvik.known("9901", Goal, LATER) == content.goals
    assert storvik.known("9901", Measure, LATER) == content.measures
    assert storvik.known("9901", Scenario, LATER) == content.scenarios
    assert storvik.settings("9901", LATER) == {"innbyggere": content.settings[0]}
    assert storvik.known("9901", Area, LATER) == content.areas
    assert storvik.known("9901", GoalLink, LATER) == content.links
    assert storvik.known("9901", Binding, LATER) == content.bindings
    assert storvik.known("9901", Commitment, LATER) == content.commitments
    assert storvik.known("9901", IncomeOverride, LATER) == content.income_overrides
    assert storvik.known("9901", PrintedForm, LATER) == content.documents
    assert storvik.known("9901", Priority, LATER) == content.priorities
    found = storvik.lines("9901", VersionKind.OPPRINNELIG_BUDSJETT, 2026, LATER)
    pd.testing.assert_frame_equal(found.drop(columns=["file", "batch"]), content.lines)
    assert found[["file", "batch"]].drop_duplicates().values.tolist() == [["fil.xlsx", 1]]


def test_the_other_municipality_sees_nothing_of_it(storvik: AsOfStore) -> None:
    storvik.commit("9901", staged(everything()), NEW_YEAR, AT)
    assert storvik.batches("9902") == ()
    assert storvik.versions("9902", LATER) == ()
    assert storvik.sums("9902", VersionKind.OPPRINNELIG_BUDSJETT, 2026, LATER).empty
    assert storvik.lines("9902", VersionKind.OPPRINNELIG_BUDSJETT, 2026, LATER).empty
    assert storvik.settings("9902", LATER) == {}
    for kind in KINDS:
        assert storvik.known("9902", kind, LATER) == ()
    assert storvik.commit("9902", staged(everything()), NEW_YEAR, AT) == 1


def test_the_report_comes_back_whole_newest_first(storvik: AsOfStore) -> None:
    oslo_summer = datetime(2026, 7, 1, 14, 0, tzinfo=timezone(timedelta(hours=2)))
    first = staged(everything(), issues=[issue(), issue(Level.INFO)])
    storvik.commit("9901", first, NEW_YEAR, oslo_summer)
    storvik.commit("9901", staged(sha="b", stood_from=None), date(2026, 5, 5), AT)
    newest, oldest = storvik.batches("9901")
    assert (newest.id, newest.stood_from, newest.issues) == (2, date(2026, 5, 5), ())
    assert (oldest.id, oldest.file, oldest.format, oldest.sha256) == (1, "fil.xlsx", "lines", "a")
    assert oldest.imported_at == oslo_summer
    assert oldest.imported_at.utcoffset() == timedelta(0)
    assert oldest.rows == first.rows
    assert oldest.totals == first.totals
    assert oldest.issues == first.issues
    assert (oldest.unclassified_lines, oldest.unclassified_ore) == (1, -250)
    assert oldest.undone_at is None


def test_a_stored_text_that_is_no_text_is_our_bug() -> None:
    stored = text_to_json(text("{a}", a="x"))
    assert text_from_json(stored) == text("{a}", a="x")
    stored["values"]["a"] = {"euro": 1}
    with pytest.raises(ValueError, match="euro"):
        text_from_json(stored)


def test_a_file_with_errors_is_not_stored(storvik: AsOfStore, engine: Engine) -> None:
    before = rows_of(engine, "9901")
    rejected = staged(everything(), issues=[issue(), issue(Level.ERROR)])
    with pytest.raises(RejectedBatch) as caught:
        storvik.commit("9901", rejected, NEW_YEAR, AT)
    assert caught.value.staged is rejected
    assert rows_of(engine, "9901") == before


def test_the_same_file_twice_changes_nothing(storvik: AsOfStore, engine: Engine) -> None:
    storvik.commit("9901", staged(everything()), NEW_YEAR, AT)
    before, version = rows_of(engine, "9901"), storvik.data_version("9901")
    with pytest.raises(AlreadyImported) as caught:
        storvik.commit("9901", replace(staged(everything()), file="annet navn.xlsx"), NEW_YEAR, AT)
    assert caught.value.batch == 1
    assert rows_of(engine, "9901") == before
    assert storvik.data_version("9901") == version
    assert storvik.find_batch("9901", "a") == 1
    assert storvik.find_batch("9901", "b") is None
    assert storvik.find_batch("9902", "a") is None


def test_a_moment_without_a_zone_is_refused(storvik: AsOfStore) -> None:
    with pytest.raises(StatementError, match="time zone"):
        storvik.commit("9901", staged(), NEW_YEAR, AT.replace(tzinfo=None))
    assert storvik.batches("9901") == ()


def test_a_moment_not_known_is_kept_as_not_known(engine: Engine) -> None:
    kept = tables.UtcDateTime()
    assert kept.process_bind_param(None, engine.dialect) is None
    assert kept.process_result_value(None, engine.dialect) is None


def test_undo_takes_the_content_and_keeps_the_report(storvik: AsOfStore, engine: Engine) -> None:
    storvik.commit("9901", staged(everything(), issues=[issue()]), NEW_YEAR, AT)
    storvik.commit("9902", staged(everything()), NEW_YEAR, AT)
    other = rows_of(engine, "9902")
    undone = AT + timedelta(hours=1)
    storvik.undo("9901", 1, undone)
    assert rows_of(engine, "9901") == {"kommune": 1, "batch": 1, "issue": 1}
    assert rows_of(engine, "9902") == other
    (row,) = storvik.batches("9901")
    assert row.undone_at == undone
    assert row.issues == (issue(),)
    assert storvik.find_batch("9901", "a") is None
    assert storvik.commit("9901", staged(everything()), NEW_YEAR, AT) == 2
    assert storvik.find_batch("9901", "a") == 2


def test_undo_brings_back_what_stood_before(storvik: AsOfStore) -> None:
    storvik.commit("9901", budget("first", 100, NEW_YEAR), NEW_YEAR, AT)
    storvik.commit("9901", budget("second", 200, NEW_YEAR), NEW_YEAR, AT)
    ask = ("9901", VersionKind.OPPRINNELIG_BUDSJETT, 2026, NEW_YEAR)
    assert storvik.sums(*ask)["amount_ore"].tolist() == [200]
    storvik.undo("9901", 2, AT)
    assert storvik.sums(*ask)["amount_ore"].tolist() == [100]


@pytest.mark.parametrize("batch", [0, 2, 1])
def test_undo_of_what_is_not_there_changes_nothing(storvik: AsOfStore, batch: int) -> None:
    storvik.commit("9901", staged(everything()), NEW_YEAR, AT)
    storvik.undo("9901", 1, AT)
    version = storvik.data_version("9901")
    with pytest.raises(UnknownBatch) as caught:
        storvik.undo("9901", batch, AT)
    assert (caught.value.nr, caught.value.batch) == ("9901", batch)
    assert storvik.data_version("9901") == version


def test_clear_leaves_the_municipality_alone(storvik: AsOfStore, engine: Engine) -> None:
    storvik.commit("9901", staged(everything(), issues=[issue()]), NEW_YEAR, AT)
    storvik.commit("9902", staged(everything()), NEW_YEAR, AT)
    other = rows_of(engine, "9902")
    storvik.clear("9901")
    assert rows_of(engine, "9901") == {"kommune": 1}
    assert rows_of(engine, "9902") == other
    assert storvik.kommune("9901") == STORVIK
    assert storvik.commit("9901", staged(everything()), NEW_YEAR, AT) == 1


def test_every_change_counts_and_only_for_its_own(storvik: AsOfStore) -> None:
    other = storvik.data_version("9902")
    seen = [storvik.data_version("9901")]
    for change in (
        lambda: storvik.register(STORVIK),
        lambda: storvik.commit("9901", staged(everything()), NEW_YEAR, AT),
        lambda: storvik.undo("9901", 1, AT),
        lambda: storvik.clear("9901"),
    ):
        change()
        seen.append(storvik.data_version("9901"))
    assert seen == sorted(set(seen))
    assert len(seen) == 5
    assert storvik.data_version("9902") == other


def test_a_frame_that_breaks_the_schema_stores_nothing(storvik: AsOfStore, engine: Engine) -> None:
    before = rows_of(engine, "9901")
    with pytest.raises(LinesError):
        storvik.commit("9901", staged(Content(lines=examples.lines({}).drop(columns="art"))), NEW_YEAR, AT)
    assert rows_of(engine, "9901") == before


@pytest.mark.parametrize(
    "content",
    [
        replace(everything(), settings=(setting("a", "1"), setting("a", "2"))),
        replace(everything(), measures=(measure("t1"), measure("t1"))),
    ],
    ids=["setting", "measure"],
)
def test_a_key_given_twice_in_one_file_stores_nothing(
    storvik: AsOfStore, engine: Engine, content: Content
) -> None:
    before = rows_of(engine, "9901")
    with pytest.raises(IntegrityError):
        storvik.commit("9901", staged(content), NEW_YEAR, AT)
    assert rows_of(engine, "9901") == before


def test_a_sound_database_has_no_findings(storvik: AsOfStore) -> None:
    storvik.commit("9901", staged(everything()), NEW_YEAR, AT)
    storvik.ping()
    assert storvik.health() == ()


def test_a_sum_that_does_not_match_its_lines_is_found(storvik: AsOfStore, engine: Engine) -> None:
    storvik.commit("9901", staged(everything()), NEW_YEAR, AT)
    with engine.begin() as connection:
        connection.execute(update(tables.total).where(tables.total.c.art == "010").values(amount_ore=1))
    (finding,) = storvik.health()
    assert dict(finding.values) == {"batch": 1, "nr": "9901", "wrong": 1}
    with engine.begin() as connection:
        connection.execute(tables.line.delete())
    (finding,) = storvik.health()
    assert dict(finding.values)["wrong"] == 5


def test_a_database_that_is_not_ours_is_a_finding(empty_url: str) -> None:
    engine = open_engine(empty_url)
    (finding,) = Repository(engine).health()
    engine.dispose()
    assert "ikke klar" in finding.source


def test_a_database_without_tables_cannot_answer(tmp_path: object) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/empty.db")
    with pytest.raises(StoreUnavailable):
        Repository(engine).kommuner()
    engine.dispose()


def test_loose_references_in_a_sqlite_file_are_found(sqlite_template: object, tmp_path: object) -> None:
    import shutil
    import sqlite3

    path = f"{tmp_path}/loose.db"
    shutil.copy(str(sqlite_template), path)
    raw = sqlite3.connect(path)
    raw.execute("INSERT INTO label VALUES ('9901', 7, 1, 'uten import')")
    raw.commit()
    raw.close()
    engine = open_engine(f"sqlite:///{path}")
    (finding,) = Repository(engine).health()
    engine.dispose()
    assert "label" in str(dict(finding.values)["said"])
