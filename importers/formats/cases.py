"""Political cases: number, day, organ, title, and who raised the case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from importers.tables.columns import Match
from importers.tables.layouts import columns_of
from importers.tables.records import Reading, Record, small_tables
from planhjul.issues import error, warning
from planhjul.staged import Content, Staged
from planhjul.texts import text
from planhjul.wheel.meetings import Case

KEY: Final = "cases"
COLUMNS: Final = columns_of("cases")

CASE_NUMBER_IS_DATE: Final = error(
    "CASE_NUMBER_IS_DATE",
    text("Regnearket har gjort saksnummeret om til en dato."),
    text("Gi kolonnen tekstformat, og skriv saksnummeret på nytt."),
)
CASE_TWICE: Final = warning(
    "CASE_TWICE",
    text("Saken {number} står også i {where}. Den er tatt med én gang."),
    text("Slett den ene raden."),
)
CASE_NUMBER_TWICE: Final = error(
    "CASE_NUMBER_TWICE",
    text("Saksnummeret {number} er brukt for en annen sak i {where}."),
    text("Rett saksnummeret i den ene raden."),
)


def _stage(reading: Reading, tables: Sequence[Match]) -> Staged:
    """The cases in the file, or what must be mended first."""
    cases: dict[tuple[str, str], Case] = {}
    for record in reading.records(tables):
        case = _case(record)
        if case is None:
            continue
        # Organs number their cases each for themselves, so one number may stand once in each organ.
        known = cases.setdefault((case.organ_name.casefold(), case.key), case)
        if known is not case:
            same = (known.day, known.title) == (case.day, case.title)
            kind = CASE_TWICE if same else CASE_NUMBER_TWICE
            record.tell(kind, "saksnummer", number=case.key, where=str(known.source))
    return reading.staged(KEY, Content(cases=tuple(cases.values())), len(cases))


FORMAT: Final = small_tables(KEY, text("Politiske saker"), COLUMNS, 3, _stage)


def _case(record: Record) -> Case | None:
    number, day = record.need("saksnummer"), record.day("dato")
    organ_name, title = record.need("organ"), record.need("tittel")
    if not record.blank("saksnummer") and not isinstance(record.value("saksnummer"), str | int | float):
        # Excel turns 12/25 into a date when the column is not text.
        record.tell(CASE_NUMBER_IS_DATE, "saksnummer")
    if record.failed or day is None:
        return None
    raised_by, outcome = record.text("reist_av"), record.text("vedtak")
    return Case(number, day, organ_name, title, raised_by, outcome, record.where("saksnummer"))
