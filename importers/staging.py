"""The contract of a format, and what every format hands over in the same way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, Protocol, TypeVar

from importers.cells.dates import DATE_UNKNOWN, parse_date
from importers.reading.workbook import Value, Workbook, cell_text, is_blank
from importers.tables.columns import heading_key
from importers.tables.layouts import meanings
from planhjul.issues import Issue, IssueKind, Level, error
from planhjul.ledger.amounts import Unit, unit_of_title
from planhjul.ledger.versions import VersionKind
from planhjul.staged import Content, ImportChoices, RowCount, Staged, Total
from planhjul.texts import Text, text

CodeStatus = Literal["valid", "expired", "future", "unknown"]
_Detail = TypeVar("_Detail")

DETAILS_SHEET: Final = "Opplysninger"
EXPLANATION_SHEET: Final = "Forklaring"


class Codes(Protocol):
    """The year-specific code lists an importer asks."""

    def art_status(self, code: str, year: int, /) -> CodeStatus:
        """Whether the art may be used in that year."""
        ...

    def funksjon_status(self, code: str, year: int, /) -> CodeStatus:
        """Whether the funksjon may be used in that year."""
        ...

    def art_ended(self, code: str, /) -> int | None:
        """The last year the art may be used; None when it still holds or is unknown."""
        ...

    def funksjon_ended(self, code: str, /) -> int | None:
        """The last year the funksjon may be used; None when it still holds or is unknown."""
        ...


@dataclass(frozen=True, slots=True)
class Claim:
    """«This file is mine»: `complete` when all the format needs is there; `found` headings recognised.

    `stage` reads on from what was recognised: the contents, or what must be mended first.
    """

    complete: bool
    found: int
    stage: Callable[[ImportChoices, Codes], Staged]


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: its permanent key, its name for users, and how it is recognised."""

    key: str
    title: Text
    identify: Callable[[Workbook], Claim | None]


@dataclass(frozen=True, slots=True)
class Details:
    """What the sheet Opplysninger says; None or "" where it says nothing; `present` when there is one."""

    present: bool = False
    kommune: str = ""
    version: VersionKind | None = None
    year: int | None = None
    stood_from: date | None = None
    unit: Unit | None = None
    issues: tuple[Issue, ...] = ()


_KIND_WORDS: Final = meanings("versions", VersionKind) | {
    heading_key(kind.title.source): kind for kind in VersionKind
}


def version_kind(value: Value) -> VersionKind | None:
    """The version kind a cell names by key or Norwegian title, or None."""
    return _KIND_WORDS.get(heading_key(value))


def _municipality(value: Value) -> str | None:
    number = cell_text(value).zfill(4)
    return number if re.fullmatch(r"\d{4}", number) else None


def _year(value: Value) -> int | None:
    shown = cell_text(value)
    return int(shown) if re.fullmatch(r"(?:19|20)\d\d", shown) else None


def _unit(value: Value) -> Unit | None:
    return unit_of_title(cell_text(value))


_CANNOT: Final = text("«{found}» kan ikke brukes her.")
KOMMUNE_UNKNOWN: Final = error(
    "KOMMUNE_UNKNOWN", _CANNOT, text("Skriv {wanted}.", wanted=text("fire sifre, for eksempel 3103"))
)
VERSION_UNKNOWN: Final = error(
    "VERSION_UNKNOWN",
    _CANNOT,
    text(
        "Skriv {wanted}.",
        wanted=text("en av disse: {kinds}", kinds=", ".join(kind.title.source for kind in VersionKind)),
    ),
)
YEAR_UNKNOWN: Final = error(
    "YEAR_UNKNOWN", _CANNOT, text("Skriv {wanted}.", wanted=text("et årstall, for eksempel 2027"))
)
UNIT_UNKNOWN: Final = error(
    "UNIT_UNKNOWN", _CANNOT, text("Skriv {wanted}.", wanted=text("kroner eller 1000 kroner"))
)
_DAY_UNKNOWN: Final = DATE_UNKNOWN.but(
    message=_CANNOT, advice=text("Skriv {wanted}.", wanted=text("en dato som finnes, dd.mm.åååå"))
)


def read_details(workbook: Workbook) -> Details:
    """What the sheet Opplysninger says about the file, with one issue per cell that cannot be understood."""
    sheet = workbook.sheet(DETAILS_SHEET)
    if sheet is None:
        return Details()
    cells = {
        heading_key(row[0]): (row[1], workbook.ref(sheet.name, number, 2))
        for row, number in zip(sheet.rows, sheet.numbers, strict=True)
        if len(row) > 1 and not is_blank(row[0]) and not is_blank(row[1])
    }
    issues: list[Issue] = []

    def detail(name: str, read: Callable[[Value], _Detail | None], unknown: IssueKind) -> _Detail | None:
        if name not in cells:
            return None
        value, where = cells[name]
        meaning = read(value)
        if meaning is None:
            issues.append(unknown.at(where, cell_text(value)))
        return meaning

    return Details(
        True,
        detail("kommune", _municipality, KOMMUNE_UNKNOWN) or "",
        detail("versjon", version_kind, VERSION_UNKNOWN),
        detail("år", _year, YEAR_UNKNOWN),
        detail("gjelderfra", parse_date, _DAY_UNKNOWN),
        detail("enhet", _unit, UNIT_UNKNOWN),
        tuple(issues),
    )


def staged(
    workbook: Workbook,
    key: str,
    *,
    issues: Iterable[Issue],
    content: Content,
    rows: RowCount,
    choices: ImportChoices | None = None,
    details: Details | None = None,
    kommune: str = "",
    totals: tuple[Total, ...] = (),
    unclassified: tuple[int, int] = (0, 0),
) -> Staged:
    """The file judged: the workbook's own issues first, and no content when any issue is an error.

    `kommune` holds when `details` name none; `unclassified` is (lines, øre). A rejected file has taken
    nothing: its rows are all explained.
    """
    details = details or Details()
    every = workbook.issues + tuple(issues)
    rejected = any(issue.level is Level.ERROR for issue in every)
    return Staged(
        workbook.file,
        workbook.sha256,
        key,
        details.kommune or kommune,
        choose_stood_from(choices or ImportChoices(), details),
        RowCount(rows.read, 0, rows.zero, rows.read) if rejected else rows,
        () if rejected else totals,
        0 if rejected else unclassified[0],
        0 if rejected else unclassified[1],
        every,
        Content() if rejected else content,
    )


def choose_stood_from(choices: ImportChoices, details: Details) -> date | None:
    """The day the file holds from: what the user decided, else what the file says."""
    return choices.stood_from or details.stood_from
