"""Local settings and budget areas: the municipality's own assumptions, each with where it comes from."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Final

from importers.columns import Column, Holds, Match
from importers.dates import DateFault, read_date
from importers.records import (
    Findings,
    Reading,
    Record,
    account,
    claim,
    find_tables,
    tell_key_twice,
    tell_unknown_funksjoner,
    together,
)
from importers.staging import Claim, Codes, Format, choose_stood_from, read_details, staged
from importers.workbook import Workbook
from planhjul.choices.assumptions import Key, QuantityError, allowed, quantity
from planhjul.issues import CellRef
from planhjul.ledger.amounts import AmountError, Unit, parse_amount
from planhjul.staged import Area, Content, ImportChoices, Setting, Staged
from planhjul.texts import Text, text

KEY: Final = "settings"
COLUMNS: Final = (
    Column("nokkel", "Nøkkel", ("nokkel", "innstilling", "forutsetning", "føresetnad"), required=True),
    Column("verdi", "Verdi", ("value",), required=True, holds=Holds.CODE),
    Column("kilde", "Kilde", ("kjelde",), required=True),
)
AREA_COLUMNS: Final = (
    Column("nokkel", "Nøkkel", ("nokkel", "område"), required=True),
    Column("tittel", "Tittel", ("navn", "namn"), required=True),
    Column("funksjoner", "Funksjoner", ("funksjonar", "funksjon"), required=True, holds=Holds.CODE),
    Column("nivaa", "Nivå", ("nivaa",), required=True, holds=Holds.CODE),
    Column("ledetid", "Ledetid (måneder)", ("ledetid", "ledetid månader"), required=True, holds=Holds.CODE),
    Column("bundet", "Bundet", ("bunde", "l"), holds=Holds.CODE),
    Column("kort_sikt", "Kort sikt", ("s",), holds=Holds.CODE),
    Column("strukturelt", "Strukturelt", ("strukturell", "q"), holds=Holds.CODE),
    Column("kilde", "Kilde", ("kjelde",)),
)
SHARES: Final = ("bundet", "kort_sikt", "strukturelt")

# The keys that something in planhjul asks for, besides the parameters of `choices.assumptions`.
_COUNTS: Final = re.compile(r"innbyggere|kommunestyremedlemmer")
_AMOUNTS: Final = re.compile(r"disposisjonsfond\.\d{4}")
_DAYS: Final = re.compile(r"konstituering\.\d{4}")
_SHARES_BY_FUNKSJON: Final = re.compile(r"selvkost\.\d{3}")
_WORDS: Final = re.compile(
    r"frist\.[a-z_]+|budsjettinnstilling\.organ|skoleferie\.(?:vinter|host)(?:\.\d{4})?"
    r"|skikk\.[a-z0-9-]+|hendelse\.[a-z0-9-]+\.\d{4}|styreform|okonomiplan\.behandling|rapportering"
    r"|budsjettvedtak|eiendomsskatt|robek|merforbruk|kommunale_foretak|offentliggjoring\.hele_dager"
    r"|kostra\.flyttes|interpellasjon\.forslag"
)
_PARAMETERS: Final = frozenset(key.value for key in Key)
_LEVELS: Final = {"1": 1, "2": 2, "3": 3}
_FUNKSJON: Final = re.compile(r"\d{3}")
_LONGEST_LEAD: Final = 120
_PER_CENT: Final = 100
_LEAST_AREA_HEADINGS: Final = 4


def identify(workbook: Workbook) -> Claim | None:
    """A claim on files with settings or areas."""
    settings, areas = _tables(workbook)
    return claim(areas, least=_LEAST_AREA_HEADINGS) or claim(settings, least=len(COLUMNS))


def stage(workbook: Workbook, choices: ImportChoices, codes: Codes) -> Staged:
    """The settings and areas in the file, or what must be mended first."""
    details = read_details(workbook)
    findings = Findings()
    findings.take_over(details.issues)
    stood_from = choose_stood_from(choices, details)
    settings_found, areas_found = _tables(workbook)
    setting_rows, area_rows = Reading(settings_found, findings), Reading(areas_found, findings)
    settings = _settings(setting_rows)
    areas = _areas(area_rows, codes, stood_from)
    findings.take_over(account(workbook, COLUMNS, setting_rows, area_rows))
    return staged(
        workbook,
        KEY,
        issues=findings.in_order(workbook),
        content=Content(settings=tuple(settings.values()), areas=tuple(areas.values())),
        rows=together(setting_rows.count(len(settings)), area_rows.count(len(areas))),
        kommune=details.kommune,
        stood_from=stood_from,
    )


FORMAT: Final = Format(KEY, text("Innstillinger og budsjettområder"), identify, stage)


def _tables(workbook: Workbook) -> tuple[tuple[Match, ...], tuple[Match, ...]]:
    """The tables of settings and of areas; an area sheet has a key and a source too, so it is found first."""
    areas = tuple(
        match for match in find_tables(workbook, AREA_COLUMNS) if match.found >= _LEAST_AREA_HEADINGS
    )
    return find_tables(workbook, COLUMNS, besides=areas), areas


def _settings(reading: Reading) -> dict[str, Setting]:
    settings: dict[str, Setting] = {}
    seen: dict[str, CellRef] = {}
    for record in reading.records():
        key, value = record.need("nokkel"), record.need("verdi")
        if not key or not value:
            continue
        _check_value(record, key)
        if key in seen:
            tell_key_twice(record, seen[key])
        seen.setdefault(key, record.where("nokkel"))
        if not record.failed:
            settings[key] = Setting(key, value, record.text("kilde"), record.where("verdi"))
    return settings


def _check_value(record: Record, key: str) -> None:
    value, override = record.text("verdi"), False
    if _COUNTS.fullmatch(key):
        if not re.fullmatch(r"[1-9]\d{0,2}(?:[ ]?\d{3})*", value):
            _tell_value(record, text("et helt antall, for eksempel 12000"))
    elif _AMOUNTS.fullmatch(key):
        if isinstance(parse_amount(value, Unit.KRONER), AmountError):
            _tell_value(record, text("et beløp i kroner, for eksempel 60 000 000"))
    elif _DAYS.fullmatch(key):
        if isinstance(read_date(record.value("verdi")), DateFault):
            _tell_value(record, text("en dato, for eksempel 17.10.2023"))
    elif key in _PARAMETERS or _SHARES_BY_FUNKSJON.fullmatch(key):
        override = True
        if not _fits(Key(key) if key in _PARAMETERS else Key.SELF_COST_FULL, value):
            _tell_value(record, text("en andel fra 0 til 1, eller et antall måneder"))
    elif not _WORDS.fullmatch(key):
        record.warn(
            "nokkel",
            "SETTING_UNKNOWN",
            text("Innstillingen {key} er ikke kjent. Den er tatt med, men brukes ikke.", key=key),
            text("Se i arket Forklaring i malen hvilke innstillinger som brukes."),
        )
    if record.blank("kilde") and record.table.has("kilde"):
        _tell_no_source(record, override=override)


def _fits(key: Key, value: str) -> bool:
    try:
        return allowed(key, quantity(value).value)
    except QuantityError:
        return False


def _tell_value(record: Record, wanted: Text) -> None:
    record.error(
        "verdi",
        "SETTING_VALUE",
        text(
            "«{found}» kan ikke være verdien av {key}.", found=record.text("verdi"), key=record.text("nokkel")
        ),
        text("Skriv {wanted}.", wanted=wanted),
    )


def _tell_no_source(record: Record, *, override: bool) -> None:
    message = text("Kilden mangler.")
    advice = text("Skriv hvor tallet kommer fra, for eksempel «Vedtak i sak 12/26».")
    tell = record.error if override else record.warn
    tell("kilde", "SOURCE_MISSING", message, advice)


def _areas(reading: Reading, codes: Codes, stood_from: date | None) -> dict[str, Area]:
    areas: dict[str, Area] = {}
    owners: dict[str, CellRef] = {}
    seen: dict[str, CellRef] = {}
    for record in reading.records():
        key, title = record.need("nokkel"), record.need("tittel")
        if key and key in seen:
            tell_key_twice(record, seen[key])
        seen.setdefault(key, record.where("nokkel"))
        funksjoner = _funksjoner(record, owners)
        if stood_from is not None:
            tell_unknown_funksjoner(
                record, "funksjoner", funksjoner, codes, stood_from.year, other_years=True
            )
        level = record.choice("nivaa", _LEVELS, tuple(_LEVELS)) if record.need("nivaa") else None
        lead = _lead(record)
        shares = _shares(record)
        kilde = record.text("kilde")
        if shares and not kilde:
            _tell_no_source(record, override=True)
        if record.failed or level is None or lead is None:
            continue
        areas[key] = Area(key, title, funksjoner, level, lead, shares, kilde, record.where("nokkel"))
    return areas


def _funksjoner(record: Record, owners: dict[str, CellRef]) -> tuple[str, ...]:
    written = record.need("funksjoner")
    found = tuple(dict.fromkeys(re.split(r"[\s,;/]+", written.strip(" ,;/")))) if written else ()
    wrong = [code for code in found if not _FUNKSJON.fullmatch(code)]
    if wrong:
        record.error(
            "funksjoner",
            "FUNKSJON_FORM",
            text("«{found}» er ikke en KOSTRA-funksjon med tre siffer.", found=", ".join(wrong)),
            text("Skriv funksjonene med komma mellom, for eksempel 202, 215. Gi kolonnen tekstformat."),
        )
    right = tuple(code for code in found if code not in wrong)
    for code in right:
        if code in owners:
            record.error(
                "funksjoner",
                "FUNKSJON_TWICE",
                text("Funksjon {code} hører også til området i {where}.", code=code, where=str(owners[code])),
                text("La funksjonen stå i bare ett av områdene, ellers blir pengene talt to ganger."),
                found=code,
            )
        owners.setdefault(code, record.where("funksjoner"))
    return right


def _lead(record: Record) -> float | None:
    written = record.need("ledetid")
    if not written:
        return None
    try:
        months = quantity(written).value
    except QuantityError:
        months = Fraction(-1)
    if "%" in written or not 0 <= months <= _LONGEST_LEAD:
        record.error(
            "ledetid",
            "LEAD_UNKNOWN",
            text("«{found}» er ikke et antall måneder fra 0 til {most}.", found=written, most=_LONGEST_LEAD),
            text("Skriv måneder fra vedtak til virkning, for eksempel 6."),
        )
        return None
    return float(months)


def _shares(record: Record) -> tuple[float, float, float] | None:
    """The three shares as parts of 1, or None when none is given (or something is wrong with them)."""
    given = [key for key in SHARES if not record.blank(key)]
    if not given:
        return None
    missing = [key for key in SHARES if key not in given]
    for key in missing:
        record.error(
            key,
            "SHARE_MISSING",
            text("Bundet, kort sikt og strukturelt må fylles ut sammen."),
            text("Skriv den andelen som mangler, 0 hvis den er ingen, eller slett de andre."),
        )
    shares = [_share(record, key) for key in given]
    if missing or None in shares:
        return None
    bound, short, structural = (share for share in shares if share is not None)
    total = bound + short + structural
    if total not in (1, _PER_CENT):
        record.error(
            "bundet",
            "SHARES_SUM",
            text("Andelene blir {total} til sammen, ikke 1.", total=f"{float(total):g}".replace(".", ",")),
            text("Rett andelene så bundet, kort sikt og strukturelt blir nøyaktig 1."),
        )
        return None
    return float(bound / total), float(short / total), float(structural / total)


def _share(record: Record, key: str) -> Fraction | None:
    """The share written, as it stands (0,75, 75 % or 75); its meaning follows from what the three sum to."""
    try:
        share = quantity(record.text(key)).value
    except QuantityError:
        share = Fraction(-1)
    if not 0 <= share <= _PER_CENT:
        record.error(
            key,
            "SHARE_UNKNOWN",
            text("«{found}» er ikke en andel.", found=record.text(key)),
            text("Skriv et tall fra 0 til 1, for eksempel 0,75."),
        )
        return None
    return share
