"""The codes of every row of a table of lines, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
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
from importers.tables.columns import Table
from planhjul.issues import CellRef, Issue, Level
from planhjul.ledger.lines import DRIFT, INVESTERING
from planhjul.texts import Text, text

_NO_ACCOUNT: Final = Account("", "", "")
_MONTHS: Final = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
_BAD: Final = -1
_CLASSES: Final = (INVESTERING, DRIFT, BALANCE)
Reader = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class RowCodes:
    """Codes by row, in the order of the table's records; "" where a row has none that can be read.

    `coded` are the rows with a digit where art or funksjon stands; `month` and `year` are -1 where unreadable
    (an empty year too). The `said_…` texts are the cells as they stood, for messages.
    """

    coded: NDArray[np.bool_]
    kontoklasse: Sequence[str]
    art: Sequence[str]
    funksjon: Sequence[str]
    side: Sequence[str]
    ansvar: Sequence[str]
    prosjekt: Sequence[str]
    tekst: Sequence[str]
    change_group: Sequence[str]
    change_title: Sequence[str]
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
    found = [known[shown] or _NO_ACCOUNT for shown in said_art]
    functions = {shown: funksjon_of(shown) or "" for shown in set(said_funksjon)}
    classes = {shown: kontoklasse_of(shown) or "" for shown in set(said_class)}
    class_given = table.has("kontoklasse") or any(account.kontoklasse for account in found)
    funksjon_given = table.has("funksjon") or any(account.funksjon for account in found)
    kontoklasse = [
        classes[shown] if shown else account.kontoklasse or ("" if class_given else DRIFT)
        for shown, account in zip(said_class, found, strict=True)
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
        art=[account.art for account in found],
        funksjon=[
            functions[shown] or account.funksjon for shown, account in zip(said_funksjon, found, strict=True)
        ],
        side=[
            side_of_art(account.art) if account.art else sides[shown]
            for shown, account in zip(said_side, found, strict=True)
        ],
        ansvar=texts(table.series("ansvar")),
        prosjekt=texts(table.series("prosjekt")),
        tekst=texts(table.series("tekst")),
        change_group=texts(table.series("change_group")),
        change_title=texts(table.series("change_title")),
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
    said = shown.casefold().rstrip(".")
    if said in {"", "0", "00"}:
        return 0
    for month, name in enumerate(_MONTHS, 1):
        if len(said) >= 3 and name.startswith(said):
            return month
    found = re.fullmatch(r"(?:(?:19|20)\d\d[-/]?)?(\d{1,2})", said)
    return int(found[1]) if found and 1 <= int(found[1]) <= 12 else _BAD


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
        for key, found, code, message, advice in _row_problems(
            table, codes, position, year_needed=year_needed
        ):
            where = table.ref(record, key)
            # The cell has been reported already as an error cell or a formula without value.
            if (where.row, where.column) not in unreadable:
                issues.append(Issue(code, Level.ERROR, where, found, message, advice))
    return issues + (_assumptions(table, codes) if lines else [])


def _suspect(codes: RowCodes, *, year_needed: bool) -> NDArray[np.bool_]:
    """The rows with something missing; the others need no second look."""
    suspect = np.array([kontoklasse not in _CLASSES for kontoklasse in codes.kontoklasse], dtype=np.bool_)
    suspect |= np.array([not art for art in codes.art], dtype=np.bool_)
    suspect |= np.array([not funksjon for funksjon in codes.funksjon], dtype=np.bool_)
    suspect |= codes.month == _BAD
    return suspect | (codes.year == _BAD) if year_needed else suspect


Problem = tuple[str, str, str, Text, Text]


def _row_problems(table: Table, codes: RowCodes, position: int, *, year_needed: bool) -> list[Problem]:
    problems = [*_class_problems(table, codes, position), *_art_problems(codes, position)]
    funksjon_advice = text("Skriv en funksjon med tre sifre, for eksempel 202.")
    if codes.funksjon_given and not codes.funksjon[position]:
        found = codes.said_funksjon[position]
        if found:
            message = text("«{found}» er ingen funksjon.", found=found)
            problems.append(("funksjon", found, "FUNKSJON_UNREADABLE", message, funksjon_advice))
        else:
            message = text("Linjen har beløp, men ingen funksjon.")
            problems.append(("funksjon", "", "FUNKSJON_MISSING", message, funksjon_advice))
    if codes.month[position] == _BAD:
        found = table.text(table.records[position], "periode")
        message = text("«{found}» er ingen måned.", found=found)
        advice = text("Skriv 1–12, eller la cellen stå tom når beløpet gjelder hele året.")
        problems.append(("periode", found, "PERIODE_UNREADABLE", message, advice))
    if year_needed and codes.year[position] == _BAD:
        found = table.text(table.records[position], "year")
        message = text("«{found}» er ikke et årstall.", found=found)
        advice = text("Skriv årstallet med fire sifre, for eksempel 2027.")
        problems.append(("year", found, "YEAR_UNREADABLE", message, advice))
    return problems


def _class_problems(table: Table, codes: RowCodes, position: int) -> list[Problem]:
    kontoklasse, art = codes.kontoklasse[position], codes.said_art[position]
    if kontoklasse in _CLASSES:
        return []
    if table.has("kontoklasse"):
        found = codes.said_kontoklasse[position]
        message = text("«{found}» er ingen kontoklasse.", found=found)
        advice = text("Skriv 1 for drift eller 0 for investering.")
        return [("kontoklasse", found, "KONTOKLASSE_UNKNOWN", message, advice)]
    if not kontoklasse and not codes.art[position]:
        # The account itself is missing or unreadable and gets an issue of its own.
        return []
    message = text("Kontoen «{found}» begynner ikke med kontoklasse 0 eller 1.", found=art)
    advice = text("Rett kontoen, eller legg til kolonnen Kontoklasse.")
    return [("art", art, "KONTOKLASSE_UNKNOWN", message, advice)]


def _art_problems(codes: RowCodes, position: int) -> list[Problem]:
    """A line needs an art, or at least a word that says income or expense."""
    found = codes.said_art[position]
    advice = text("Skriv en art med tre sifre, for eksempel 010.")
    if found and not codes.art[position]:
        return [("art", found, "ART_UNREADABLE", text("«{found}» er ingen art.", found=found), advice)]
    if not found and not codes.side[position] and codes.art_given:
        return [("art", "", "ART_MISSING", text("Linjen har beløp, men ingen art."), advice)]
    return []


def _assumptions(table: Table, codes: RowCodes) -> list[Issue]:
    """What the file does not say at all and the reading takes for granted or leaves open."""
    sheet = CellRef(table.file, table.sheet.name)
    issues = []
    if not codes.class_given:
        issues.append(
            Issue(
                "KONTOKLASSE_ASSUMED",
                Level.INFO,
                sheet,
                "",
                text("Filen har ingen kontoklasse. Alle linjer er lest som drift (kontoklasse 1)."),
                text("Legg til kolonnen Kontoklasse hvis filen også har investeringer."),
            )
        )
    if not codes.funksjon_given:
        issues.append(
            Issue(
                "FUNKSJON_NONE",
                Level.WARNING,
                sheet,
                "",
                text("Filen har ingen funksjoner. Linjene kan ikke fordeles på tjenester."),
                text("Legg til kolonnen Funksjon hvis dere vil se tjenester og inntekter etter formål."),
            )
        )
    return issues
