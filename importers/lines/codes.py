"""The codes of every row of a table of lines, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from importers.cells.codes import (
    BALANCE,
    Account,
    accounts,
    digits,
    funksjon_of,
    kontoklasse_of,
    side_of,
    side_of_art,
    texts,
)
from importers.cells.dates import MONTH_NAMES
from importers.tables.columns import Table
from planhjul.issues import CellRef, Issue, IssueKind, error, info, warning
from planhjul.ledger.lines import DRIFT, INVESTERING
from planhjul.texts import text

_NO_ACCOUNT: Final = Account("", "", "")
_BAD: Final = -1
_CLASSES: Final = (INVESTERING, DRIFT, BALANCE)
_PLAIN: Final = ("ansvar", "prosjekt", "tekst", "change_group", "change_title")
Reader = Callable[[str], int]

_THREE_DIGIT_FUNKSJON: Final = text("Skriv en funksjon med tre sifre, for eksempel 202.")
FUNKSJON_UNREADABLE: Final = error(
    "FUNKSJON_UNREADABLE", text("«{found}» er ingen funksjon."), _THREE_DIGIT_FUNKSJON
)
FUNKSJON_MISSING: Final = error(
    "FUNKSJON_MISSING", text("Linjen har beløp, men ingen funksjon."), _THREE_DIGIT_FUNKSJON
)
PERIODE_UNREADABLE: Final = error(
    "PERIODE_UNREADABLE",
    text("«{found}» er ingen måned."),
    text("Skriv 1–12, eller la cellen stå tom når beløpet gjelder hele året."),
)
YEAR_UNREADABLE: Final = error(
    "YEAR_UNREADABLE",
    text("«{found}» er ikke et årstall."),
    text("Skriv årstallet med fire sifre, for eksempel 2027."),
)
KONTOKLASSE_UNKNOWN: Final = error(
    "KONTOKLASSE_UNKNOWN",
    text("«{found}» er ingen kontoklasse."),
    text("Skriv 1 for drift eller 0 for investering."),
)
_CLASS_OF_ACCOUNT: Final = KONTOKLASSE_UNKNOWN.but(
    message=text("Kontoen «{found}» begynner ikke med kontoklasse 0 eller 1."),
    advice=text("Rett kontoen, eller legg til kolonnen Kontoklasse."),
)
_THREE_DIGIT_ART: Final = text("Skriv en art med tre sifre, for eksempel 010.")
ART_UNREADABLE: Final = error("ART_UNREADABLE", text("«{found}» er ingen art."), _THREE_DIGIT_ART)
ART_MISSING: Final = error("ART_MISSING", text("Linjen har beløp, men ingen art."), _THREE_DIGIT_ART)
KONTOKLASSE_ASSUMED: Final = info(
    "KONTOKLASSE_ASSUMED",
    text("Filen har ingen kontoklasse. Alle linjer er lest som drift (kontoklasse 1)."),
    text("Legg til kolonnen Kontoklasse hvis filen også har investeringer."),
)
FUNKSJON_NONE: Final = warning(
    "FUNKSJON_NONE",
    text("Filen har ingen funksjoner. Linjene kan ikke fordeles på tjenester."),
    text("Legg til kolonnen Funksjon hvis dere vil se tjenester og inntekter etter formål."),
)


@dataclass(frozen=True, slots=True)
class RowCodes:
    """Codes by row, in the order of the table's records; "" where a row has none that can be read.

    `coded` are the rows with a digit where art or funksjon stands; `month` and `year` are -1 where unreadable
    (an empty year too). The `said_…` texts are the cells as they stood, for messages. `plain` is column → the
    cells of the columns that are taken as they stand.
    """

    coded: NDArray[np.bool_]
    kontoklasse: Sequence[str]
    art: Sequence[str]
    funksjon: Sequence[str]
    side: Sequence[str]
    plain: Mapping[str, Sequence[str]]
    month: NDArray[np.int64]
    year: NDArray[np.int64]
    said_art: Sequence[str]
    said_funksjon: Sequence[str]
    said_kontoklasse: Sequence[str]
    art_given: bool
    class_given: bool
    funksjon_given: bool


def read_codes(table: Table) -> RowCodes:
    """Every row's codes; nothing is judged here, because sum rows and notes need no codes."""
    said_art, said_funksjon = texts(table.series("art")), texts(table.series("funksjon"))
    said_class, said_side = texts(table.series("kontoklasse")), texts(table.series("side"))
    known = accounts(said_art, with_class=table.has("kontoklasse") and not _prefixed(said_art, said_class))
    by_row = [known[shown] or _NO_ACCOUNT for shown in said_art]
    functions = {shown: funksjon_of(shown) or "" for shown in set(said_funksjon)}
    classes = {shown: kontoklasse_of(shown) or "" for shown in set(said_class)}
    class_given = table.has("kontoklasse") or any(account.kontoklasse for account in by_row)
    funksjon_given = table.has("funksjon") or any(account.funksjon for account in by_row)
    kontoklasse = [
        classes[shown] if shown else account.kontoklasse or ("" if class_given else DRIFT)
        for shown, account in zip(said_class, by_row, strict=True)
    ]
    sides = {shown: side_of(shown) or "" for shown in set(said_side)}
    return RowCodes(
        coded=np.array(
            [
                bool(digits(art) or digits(funksjon))
                for art, funksjon in zip(said_art, said_funksjon, strict=True)
            ],
            dtype=np.bool_,
        ),
        kontoklasse=kontoklasse,
        art=[account.art for account in by_row],
        funksjon=[
            functions[shown] or account.funksjon for shown, account in zip(said_funksjon, by_row, strict=True)
        ],
        side=[
            side_of_art(account.art) if account.art else sides[shown]
            for shown, account in zip(said_side, by_row, strict=True)
        ],
        plain={key: texts(table.series(key)) for key in _PLAIN},
        month=_numbers(texts(table.series("periode")), _month),
        year=_numbers(texts(table.series("year")), _year),
        said_art=said_art,
        said_funksjon=said_funksjon,
        said_kontoklasse=said_class,
        art_given=table.has("art") or table.has("side"),
        class_given=class_given,
        funksjon_given=funksjon_given,
    )


def _prefixed(said_art: Sequence[str], said_class: Sequence[str]) -> bool:
    """True when every long art begins with its own row's kontoklasse: the account repeats the class."""
    pairs = {(digits(art), kontoklasse_of(shown)) for art, shown in zip(said_art, said_class, strict=True)}
    long = [(code, kontoklasse) for code, kontoklasse in pairs if len(code) > 3]
    return bool(long) and all(code[0] == kontoklasse for code, kontoklasse in long)


def _numbers(shown: Sequence[str], read: Reader) -> NDArray[np.int64]:
    known = {text: read(text) for text in set(shown)}
    return np.array([known[text] for text in shown], dtype=np.int64)


def _month(shown: str) -> int:
    """1–12, or 0 for the whole year; takes 3, 03, 202603, mars, mar."""
    word = shown.casefold().rstrip(".")
    if word in {"", "0", "00"}:
        return 0
    for month, (name, *_) in enumerate(MONTH_NAMES, 1):
        if len(word) >= 3 and name.startswith(word):
            return month
    number = re.fullmatch(r"(?:(?:19|20)\d\d[-/]?)?(\d{1,2})", word)
    return int(number[1]) if number and 1 <= int(number[1]) <= 12 else _BAD


def _year(shown: str) -> int:
    return int(shown) if re.fullmatch(r"(?:19|20)\d\d", shown) else _BAD


def code_problems(
    table: Table, codes: RowCodes, positions: Iterable[int], *, year_needed: bool
) -> list[Issue]:
    """One issue per code that is missing or unreadable in the rows named; and what was taken for granted."""
    unreadable = set(table.sheet.facts.errors) | set(table.sheet.facts.uncalculated)
    issues = []
    lines = list(positions)
    suspect = _suspect(codes, year_needed=year_needed)
    for position in lines:
        if not suspect[position]:
            continue
        record = table.records[position]
        for key, shown, kind in _row_problems(table, codes, position, year_needed=year_needed):
            where = table.ref(record, key)
            # The cell has been reported already as an error cell or a formula without value.
            if (where.row, where.column) not in unreadable:
                issues.append(kind.at(where, shown))
    return issues + (_assumptions(table, codes) if lines else [])


def _suspect(codes: RowCodes, *, year_needed: bool) -> NDArray[np.bool_]:
    """The rows with something missing; the others need no second look."""
    suspect = np.array([kontoklasse not in _CLASSES for kontoklasse in codes.kontoklasse], dtype=np.bool_)
    suspect |= np.array([not art for art in codes.art], dtype=np.bool_)
    suspect |= np.array([not funksjon for funksjon in codes.funksjon], dtype=np.bool_)
    suspect |= codes.month == _BAD
    return suspect | (codes.year == _BAD) if year_needed else suspect


Problem = tuple[str, str, IssueKind]
"""The column that is wrong, the cell's text, and what is wrong with it."""


def _row_problems(table: Table, codes: RowCodes, position: int, *, year_needed: bool) -> Iterator[Problem]:
    yield from _class_problems(table, codes, position)
    # A line needs an art, or at least a word that says income or expense.
    art = codes.said_art[position]
    if art and not codes.art[position]:
        yield "art", art, ART_UNREADABLE
    elif not art and not codes.side[position] and codes.art_given:
        yield "art", "", ART_MISSING
    if codes.funksjon_given and not codes.funksjon[position]:
        shown = codes.said_funksjon[position]
        yield "funksjon", shown, FUNKSJON_UNREADABLE if shown else FUNKSJON_MISSING
    if codes.month[position] == _BAD:
        yield "periode", table.text(table.records[position], "periode"), PERIODE_UNREADABLE
    if year_needed and codes.year[position] == _BAD:
        yield "year", table.text(table.records[position], "year"), YEAR_UNREADABLE


def _class_problems(table: Table, codes: RowCodes, position: int) -> Iterator[Problem]:
    kontoklasse = codes.kontoklasse[position]
    if kontoklasse in _CLASSES:
        return
    if table.has("kontoklasse"):
        yield "kontoklasse", codes.said_kontoklasse[position], KONTOKLASSE_UNKNOWN
    elif kontoklasse or codes.art[position]:
        # An account that is missing or unreadable gets an issue of its own.
        yield "art", codes.said_art[position], _CLASS_OF_ACCOUNT


def _assumptions(table: Table, codes: RowCodes) -> list[Issue]:
    """What the file does not say at all and the reading takes for granted or leaves open."""
    sheet = CellRef(table.file, table.sheet.name)
    issues = [] if codes.class_given else [KONTOKLASSE_ASSUMED.at(sheet)]
    return issues if codes.funksjon_given else [*issues, FUNKSJON_NONE.at(sheet)]
