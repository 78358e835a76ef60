"""Political cases: number, day, organ, title, and who raised the case."""

from __future__ import annotations

from typing import Final

from importers.reading.workbook import Workbook
from importers.staging import Claim, Codes, Format, choose_stood_from, read_details, staged
from importers.tables.columns import Column, Holds
from importers.tables.records import Findings, Reading, Record, account, claim, find_tables
from planhjul.staged import Content, ImportChoices, Staged
from planhjul.texts import text
from planhjul.wheel.meetings import Case

KEY: Final = "cases"
COLUMNS: Final = (
    Column("saksnummer", "Saksnummer", ("saksnr", "saknr", "sak nr", "utvalgssak"), required=True),
    Column("dato", "Dato", ("møtedato", "behandlet", "handsama", "date"), required=True, holds=Holds.DATE),
    Column("organ", "Organ", ("utvalg", "utval", "behandlet i", "handsama i"), required=True),
    Column("tittel", "Tittel", ("sakstittel", "saken gjelder", "saka gjeld", "overskrift"), required=True),
    Column("reist_av", "Reist av", ("reist", "forslagsstiller", "framlegg frå", "initiativ", "fremmet av")),
    Column("vedtak", "Vedtak", ("utfall", "resultat", "utfallet")),
)


def identify(workbook: Workbook) -> Claim | None:
    """A claim on files with case number, day, organ and title."""
    return claim(find_tables(workbook, COLUMNS), least=3)


def stage(workbook: Workbook, choices: ImportChoices, _codes: Codes) -> Staged:
    """The cases in the file, or what must be mended first."""
    details = read_details(workbook)
    findings = Findings()
    findings.take_over(details.issues)
    reading = Reading(find_tables(workbook, COLUMNS), findings)
    cases: dict[tuple[str, str], Case] = {}
    for record in reading.records():
        case = _case(record)
        if case is None:
            continue
        # Organs number their cases each for themselves, so one number may stand once in each organ.
        known = cases.setdefault((case.organ_name.casefold(), case.key), case)
        if known is not case:
            _tell_twice(record, known, case)
    findings.take_over(account(workbook, COLUMNS, reading))
    return staged(
        workbook,
        KEY,
        issues=findings.in_order(workbook),
        content=Content(cases=tuple(cases.values())),
        rows=reading.count(len(cases)),
        kommune=details.kommune,
        stood_from=choose_stood_from(choices, details),
    )


FORMAT: Final = Format(KEY, text("Politiske saker"), identify, stage)


def _case(record: Record) -> Case | None:
    number = record.need("saksnummer")
    day = record.day("dato") if record.need("dato") else None
    organ_name = record.need("organ")
    title = record.need("tittel")
    if not record.blank("saksnummer") and not isinstance(record.value("saksnummer"), str | int | float):
        # Excel turns 12/25 into a date when the column is not text.
        record.error(
            "saksnummer",
            "CASE_NUMBER_IS_DATE",
            text("Regnearket har gjort saksnummeret om til en dato."),
            text("Gi kolonnen tekstformat, og skriv saksnummeret på nytt."),
        )
    if record.failed or day is None:
        return None
    return Case(
        number,
        day,
        organ_name,
        title,
        record.text("reist_av"),
        record.text("vedtak"),
        record.table.ref(record.index, "saksnummer"),
    )


def _tell_twice(record: Record, known: Case, case: Case) -> None:
    where = str(known.source)
    same = (known.day, known.title) == (case.day, case.title)
    if same:
        record.warn(
            "saksnummer",
            "CASE_TWICE",
            text(
                "Saken {number} står også i {where}. Den er tatt med én gang.", number=case.key, where=where
            ),
            text("Slett den ene raden."),
        )
    else:
        record.error(
            "saksnummer",
            "CASE_NUMBER_TWICE",
            text("Saksnummeret {number} er brukt for en annen sak i {where}.", number=case.key, where=where),
            text("Rett saksnummeret i den ene raden."),
        )
