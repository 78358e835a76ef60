"""The sample workbooks as a stranger reads them: openpyxl and plain Python, none of our own code."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data" / "samples"
STORVIK, LILLEVIK = SAMPLES / "storvik", SAMPLES / "lillevik"
MILLION = 100_000_000  # øre
Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: codes as text, øre per year (one year in a budget), month 0 when for the whole year."""

    kontoklasse: str
    ansvar: str
    funksjon: str
    art: str
    month: int
    group: str
    tekst: str
    ore: tuple[int, ...]


@cache
def sheets(path: Path) -> dict[str, Rows]:
    """Every sheet's cell values, from A1."""
    book = load_workbook(path, read_only=True)
    found = {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}
    book.close()
    return found


def facts(path: Path) -> dict[str, Any]:
    """The sheet Opplysninger."""
    return {row[0]: row[1] for row in sheets(path)["Opplysninger"][1:]}


def table(path: Path, sheet: str, first: str) -> list[dict[str, Any]]:
    """The rows under the header whose first heading is `first`, as heading → value."""
    rows = sheets(path)[sheet]
    head = next(index for index, row in enumerate(rows) if row and row[0] == first)
    headings = [str(cell) for cell in rows[head] if cell is not None]
    # a row stops at its last filled cell
    return [dict(zip_longest(headings, row[: len(headings)])) for row in rows[head + 1 :] if any(row)]


def day(value: Any) -> date:
    """A date cell, or a date written as dd.mm.yyyy."""
    if isinstance(value, datetime):
        return value.date()
    return datetime.strptime(value, "%d.%m.%Y").date()  # noqa: DTZ007  a date has no time zone


def ore(value: Any, unit: int) -> int:
    """An amount cell in øre: a number, a text with spaces, or a dash for nothing."""
    if isinstance(value, str):
        plain = value.replace(" ", "").replace("\xa0", "").replace(",", ".")
        value = 0 if plain == "-" else plain
    exact = Decimal(str(value)) * 100 * unit
    assert exact == int(exact), value
    return int(exact)


@cache
def lines(path: Path) -> tuple[Line, ...]:
    """Every line of a money workbook; sum rows, notes and blank rows have no codes and are not lines."""
    plan = "Økonomiplan" in sheets(path)
    unit = 1000 if facts(path)["Enhet"] == "1000 kroner" else 1
    found = []
    for row in table(path, "Økonomiplan" if plan else "Linjer", "Kontoklasse"):
        if row.get("Art") is None:
            continue
        columns = ["2027", "2028", "2029", "2030"] if plan else ["Beløp"]
        amounts = tuple(ore(row[column], unit) for column in columns)
        found.append(
            Line(
                kontoklasse=str(row["Kontoklasse"]).strip(),
                ansvar=str(row["Ansvar"]).strip(),
                funksjon=str(row["Funksjon"]).strip(),
                art=str(row["Art"]).strip(),
                month=int(row.get("Periode") or 0),
                group=row.get("Endringsgruppe") or "",
                tekst=row.get("Tekst") or "",
                ore=amounts,
            )
        )
    return tuple(found)


@cache
def areas(folder: Path) -> dict[str, dict[str, Any]]:
    """The areas of the settings workbook: title → row, with the functions as a set."""
    return {
        row["Tittel"]: row | {"funksjoner": frozenset(row["Funksjoner"].split(", "))}
        for row in table(folder / "innstillinger.xlsx", "Områder", "Nøkkel")
    }


@cache
def settings(folder: Path) -> dict[str, Any]:
    """The settings of the settings workbook: key → value."""
    return {
        row["Nøkkel"]: row["Verdi"] for row in table(folder / "innstillinger.xlsx", "Innstillinger", "Nøkkel")
    }


@cache
def manifest(folder: Path) -> dict[str, Any]:
    """The manifest the demo command reads."""
    return tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))


@cache
def validity(name: str) -> dict[str, tuple[int, int]]:
    """The years a code was valid in, from the code lists: code → (first, last)."""
    with (ROOT / "data" / "codes" / name).open(encoding="utf-8") as file:
        return {
            row["code"]: (int(row["valid_from"] or 0), int(row["valid_to"] or 9999))
            for row in csv.DictReader(file)
        }


def expired(path: Path, year: int) -> set[str]:
    """The arts and functions in the file that are not valid in the year."""
    arts, functions = validity("arter.csv"), validity("funksjoner.csv")
    used = {("art", line.art) for line in lines(path)} | {("funksjon", line.funksjon) for line in lines(path)}
    valid = {"art": arts, "funksjon": functions}
    return {code for kind, code in used if not valid[kind][code][0] <= year <= valid[kind][code][1]}


# What the money model says of arts (B.2): operating cost and income, net finance.


def is_cost(art: str) -> bool:
    """Operating cost without depreciation: 010–480 and 520."""
    return art <= "480" or art == "520"


def is_income(art: str) -> bool:
    """Driftsinntekter: 600–890 and 920."""
    return "600" <= art <= "890" or art == "920"


def is_free(line: Line) -> bool:
    """Free income with property tax: 800 on 840, 870–879 on 800."""
    return (line.art, line.funksjon) == ("800", "840") or (
        "870" <= line.art <= "879" and line.funksjon == "800"
    )


FINANCE = frozenset({"500", "501", "509", "510", "511", "900", "901", "905", "909"})
