"""The sheet Områder: budget areas, the codes they hold, and what is bound in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from importers.cells.local_codes import ansvarssteder, funksjoner
from importers.cells.shares import lead_months, three_shares
from importers.tables.columns import Match
from importers.tables.layouts import columns_of
from importers.tables.records import Reading, Record, tell_unknown_funksjoner
from planhjul.issues import CellRef, IssueKind, error
from planhjul.ledger.areas import ANY, Area
from planhjul.texts import text

AREA_COLUMNS: Final = columns_of("settings", "Områder")
LEVELS: Final = {"1": 1, "2": 2, "3": 3}

SOURCE_MISSING: Final = error(
    "SOURCE_MISSING",
    text("Kilden mangler."),
    text("Skriv hvor tallet kommer fra, for eksempel «Vedtak i sak 12/26»."),
)
AREA_WITHOUT_CODES: Final = error(
    "AREA_WITHOUT_CODES",
    text("Området har verken funksjoner eller ansvar."),
    text("Skriv funksjonene eller ansvarsstedene området består av, med komma mellom."),
)
FUNKSJON_TWICE: Final = error(
    "FUNKSJON_TWICE",
    text("Funksjon {code} hører også til området i {where}."),
    text("La funksjonen stå i bare ett av områdene, ellers blir pengene talt to ganger."),
)
ANSVAR_TWICE: Final = error(
    "ANSVAR_TWICE",
    text("Ansvar {code} hører også til området i {where}."),
    text("La ansvaret stå i bare ett av områdene."),
)


def read_areas(reading: Reading, tables: Sequence[Match]) -> dict[str, Area]:
    """The areas by key; those that must be mended first are left out."""
    owners: dict[tuple[str, str], CellRef] = {}

    def area(record: Record, key: str) -> Area | None:
        title = record.need("tittel")
        held, centres = funksjoner(record, "funksjoner"), ansvarssteder(record, "ansvar")
        _own(record, "funksjoner", held, FUNKSJON_TWICE, owners)
        _own(record, "ansvar", centres, ANSVAR_TWICE, owners)
        if record.blank("funksjoner") and record.blank("ansvar"):
            record.tell(AREA_WITHOUT_CODES, "funksjoner")
        if reading.stood_from is not None:
            exact = tuple(code for code in held if not code.endswith(ANY))
            year = reading.stood_from.year
            tell_unknown_funksjoner(record, "funksjoner", exact, reading.codes, year, other_years=True)
        level, lead = record.choice("nivaa", LEVELS, tuple(LEVELS)), lead_months(record, "ledetid")
        shares, kilde = three_shares(record), record.text("kilde")
        if shares and not kilde:
            record.tell(SOURCE_MISSING, "kilde")
        if level is None or lead is None:
            return None
        lss = (float(shares[0]), float(shares[1]), float(shares[2])) if shares else None
        return Area(key, title, held, level, float(lead), lss, kilde, record.where("nokkel"), centres)

    return reading.by_key(tables, area)


def _own(
    record: Record,
    key: str,
    codes: Iterable[str],
    twice: IssueKind,
    owners: dict[tuple[str, str], CellRef],
) -> None:
    """Tells of codes that another area holds too; `owners` is (column, code) → where it stood first."""
    for code in codes:
        first = owners.setdefault((key, code), record.where(key))
        if first != record.where(key):
            record.tell(twice, key, code, code=code, where=str(first))
