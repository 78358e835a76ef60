"""The rows of the money workbooks, as an office fills them in: titles, sums, blank rows, untidy cells."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from making.economy import Amounts
from making.history import Posting
from making.investments import Investments
from making.sheets import Cell, Row, Sheet, explain_sheet, info_sheet, write

BUDGET_HEADINGS = ("Kontoklasse", "Ansvar", "Funksjon", "Art", "Prosjekt", "Tekst", "Periode", "Beløp")
PLAN_HEADINGS = (
    "Kontoklasse",
    "Ansvar",
    "Funksjon",
    "Art",
    "Endringsgruppe",
    "Endringsgruppe tekst",
    "Tekst",
)
EXPLAINED = {
    "Kontoklasse": "1 for drift, 0 for investering.",
    "Ansvar": "Ansvarssted i kommunen.",
    "Funksjon": "KOSTRA-funksjon.",
    "Art": "KOSTRA-art.",
    "Prosjekt": "Investeringsprosjekt.",
    "Endringsgruppe": "Hva slags endring linja er.",
    "Tekst": "Hva linja gjelder.",
    "Periode": "Måned 1–12. Tomt når beløpet gjelder hele året.",
    "Beløp": "Utgift uten fortegn, inntekt med minus.",
}
WIDTHS = {"A": 11, "B": 9, "C": 9, "D": 7, "E": 10, "F": 40, "G": 9, "H": 16}
PLAN_WIDTHS = {"A": 11, "B": 9, "C": 9, "D": 7, "E": 9, "F": 32, "G": 46, "H": 15, "I": 15, "J": 15, "K": 15}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a budget or plan: codes, text, change group, and whole kroner per column."""

    kontoklasse: str
    ansvar: str
    funksjon: str
    art: str
    prosjekt: str
    tekst: str
    kroner: tuple[int, ...]
    group: str = ""


def budget_lines(drift: Amounts, texts: Mapping[str, str]) -> list[Line]:
    """A budget's drift as lines with the art's text."""
    return [Line("1", *key, "", texts[key[2]], (kroner,)) for key, kroner in sorted(drift.items()) if kroner]


def investment_lines(amounts: Investments, texts: Mapping[str, str]) -> list[Line]:
    """The investment account as lines."""
    return [
        Line("0", ansvar, funksjon, art, project, texts[art], (kroner,))
        for (ansvar, funksjon, art, project), kroner in sorted(amounts.items())
    ]


def _spaced(kroner: int, separator: str) -> str:
    return f"{kroner:,}".replace(",", separator)


class Untidy:
    """Makes a few cells look as they do in real files; what they say is unchanged."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)

    def code(self, code: str) -> Cell:
        """Mostly the text; sometimes a number, sometimes with a trailing space."""
        dice = self._rng.random()
        if code and not code.startswith("0") and dice < 0.04:
            return int(code)
        return f"{code} " if code and dice > 0.985 else code or None

    def amount(self, kroner: int) -> Cell:
        """Mostly the number; now and then text with spaces, as pasted from a document; nothing is a dash."""
        dice = self._rng.random()
        if kroner == 0:
            return "-"
        if dice < 0.004:
            return _spaced(kroner, " ")
        if dice < 0.006:
            return _spaced(kroner, "\xa0") + ",00"
        return kroner


def _row(line: Line, untidy: Untidy, unit: int) -> list[Cell]:
    codes = [untidy.code(code) for code in (line.kontoklasse, line.ansvar, line.funksjon, line.art)]
    amounts = [_unit(untidy, kroner, unit) for kroner in line.kroner]
    if len(amounts) == 1:
        return [*codes, untidy.code(line.prosjekt), line.tekst, None, *amounts]
    group, _, title = line.group.partition("|")
    return [*codes, group, title, line.tekst, *amounts]


def _unit(untidy: Untidy, kroner: int, unit: int) -> Cell:
    return untidy.amount(kroner) if unit == 1 else kroner // unit if kroner % unit == 0 else kroner / unit


def data_rows(lines: Sequence[Line], sums: Mapping[str, str], seed: int, unit: int = 1) -> list[Row]:
    """The lines with a sum row and a blank row after each ansvar, and the account's total last."""
    untidy, rows = Untidy(seed), list[Row]()
    columns = len(lines[0].kroner)
    before = 7
    for index, line in enumerate(lines):
        rows.append(tuple(_row(line, untidy, unit)))
        following = lines[index + 1] if index + 1 < len(lines) else None
        if following and (following.kontoklasse, following.ansvar) == (line.kontoklasse, line.ansvar):
            continue
        own = [one for one in lines if (one.kontoklasse, one.ansvar) == (line.kontoklasse, line.ansvar)]
        totals = [sum(one.kroner[column] for one in own) // unit for column in range(columns)]
        label: list[Cell] = [None] * before
        label[5 if columns == 1 else 6] = f"Sum {sums.get(line.ansvar, line.ansvar)}"
        rows += [(*label, *totals), ()]
        if following is None or following.kontoklasse != line.kontoklasse:
            whole = [one for one in lines if one.kontoklasse == line.kontoklasse]
            label[5 if columns == 1 else 6] = (
                "Totalt drift" if line.kontoklasse == "1" else "Totalt investering"
            )
            totals = [sum(one.kroner[column] for one in whole) // unit for column in range(columns)]
            rows += [(*label, *totals), ()]
    return rows


@dataclass(frozen=True, slots=True)
class Facts:
    """What a money workbook says of itself: municipality, version, year, day, unit, title and notes."""

    kommune: str
    title: str
    versjon: str
    aar: int
    stood_from: date | str
    enhet: str = "kroner"
    above: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


def _head(facts: Facts, headings: Iterable[str]) -> list[Row]:
    return [(facts.title,), *facts.above, (), tuple(headings)]


def write_budget(path: Path, facts: Facts, lines: Sequence[Line], sums: Mapping[str, str], seed: int) -> None:
    """Writes a budget workbook: sheet Linjer, Opplysninger, Forklaring."""
    unit = 1000 if facts.enhet == "1000 kroner" else 1
    rows = _head(facts, BUDGET_HEADINGS)
    head = len(rows)
    rows += [*data_rows(lines, sums, seed, unit), *((note,) for note in facts.notes)]
    data = Sheet("Linjer", rows, WIDTHS, facts.hidden, (1, head), (8,))
    _save(path, facts, data, {name: EXPLAINED[name] for name in BUDGET_HEADINGS})


def write_plan(
    path: Path, facts: Facts, lines: Sequence[Line], years: Sequence[int], sums: Mapping[str, str], seed: int
) -> None:
    """Writes a four-year plan: sheet Økonomiplan, Opplysninger, Forklaring."""
    rows = _head(facts, [*PLAN_HEADINGS, *map(str, years)])
    head = len(rows)
    rows += [*data_rows(lines, sums, seed), *((note,) for note in facts.notes)]
    data = Sheet("Økonomiplan", rows, PLAN_WIDTHS, facts.hidden, (1, head), (8, 9, 10, 11))
    _save(path, facts, data, {name: text for name, text in EXPLAINED.items() if name in PLAN_HEADINGS})


def write_accounts(path: Path, facts: Facts, postings: Sequence[Posting], seed: int) -> None:
    """Writes accounts by month: one row per code and month, kroner with two decimals."""
    untidy, rows = Untidy(seed), _head(facts, BUDGET_HEADINGS)
    head = len(rows)
    for one in postings:
        codes = [untidy.code(code) for code in (one.kontoklasse, one.ansvar, one.funksjon, one.art)]
        rows.append((*codes, one.prosjekt or None, None, one.month, one.ore / 100))
    total = sum(one.ore for one in postings)
    rows += [(None, None, None, None, None, "Totalt", None, total / 100), ()]
    rows += [(note,) for note in facts.notes]
    data = Sheet("Linjer", rows, WIDTHS, facts.hidden, (1, head))
    _save(path, facts, data, {name: EXPLAINED[name] for name in BUDGET_HEADINGS})


def _save(path: Path, facts: Facts, data: Sheet, explained: Mapping[str, str]) -> None:
    details = info_sheet(facts.kommune, facts.versjon, facts.aar, facts.stood_from, facts.enhet)
    write(path, [data, details, explain_sheet(explained)], facts.title)
