"""The workbooks that hold no accounts: settings, meetings, plans, measures, lists of wishes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from making.economy import THOUSAND, Economy
from making.sheets import Cell, Row, Sheet, explain_sheet, info_sheet, write


def _table(
    title: str, headings: Iterable[str], rows: Iterable[Row], name: str, widths: Mapping[str, float]
) -> Sheet:
    return Sheet(name, [(title,), (), tuple(headings), *rows], widths)


CONTRACT_HEADINGS = (
    *("Nøkkel", "Tittel", "Slag", "Område", "Funksjon", "Ansvar", "Beløp per år", "Gjelder fra", "Utløper"),
    *("Oppsigelse (måneder)", "Kilde"),
)
CLASS_HEADINGS = ("Nøkkel", "Art", "Funksjon", "Ansvar", "Prosjekt", "Klasse", "Andel", "Kilde")
BINDING_HEADINGS = (
    *("Nøkkel", "Nivå", "Område", "Funksjon", "Ansvar", "Art", "Bundet", "Kort sikt", "Strukturelt"),
    *("Ledetid kort sikt (måneder)", "Ledetid omlegging (måneder)", "Kilde"),
)
_LOCAL_SHEETS = (
    ("bindinger", "Bindinger", "Egne bindinger", "", BINDING_HEADINGS),
    ("avtaler", "Avtaler", "Avtaler og andre bindinger", ", hele kroner", CONTRACT_HEADINGS),
    ("inntektsklasser", "Inntektsklasser", "Inntekter med egen klasse", "", CLASS_HEADINGS),
)
AGENDA_HEADINGS = (
    *("Nøkkel", "Liste", "Sak", "Slag", "Funksjon", "Område", "Mål", "Beløp per år", "År", "Merknad"),
)


def write_settings(
    path: Path, kommune: str, navn: str, day: date, economy: Economy, source: Mapping[str, Any]
) -> None:
    """Writes Innstillinger and Områder, and the sheets of local bindings the source has rows for.

    The areas are those of the economy.
    """
    values = [tuple(row) for row in source["verdier"]]
    areas: list[Row] = [
        (
            area["nokkel"],
            area["tittel"],
            ", ".join(economy.functions(area["nokkel"])),
            area["niva"],
            area["ledetid"],
            None,
            None,
            None,
            "Økonomiavdelingens vurdering",
        )
        for area in economy.areas
    ]
    headings = ("Nøkkel", "Tittel", "Funksjoner", "Nivå", "Ledetid (måneder)")
    shares = ("Bundet", "Kort sikt", "Strukturelt", "Kilde")
    widths = {"A": 26, "B": 28, "C": 60}
    explained = {
        "Nøkkel": "Navnet på forutsetningen eller området.",
        "Verdi": "Satser som desimaltall, beløp i kroner.",
        "Kilde": "Hvor verdien kommer fra.",
        "Funksjoner": "KOSTRA-funksjonene i området.",
        "Nivå": "1 rett, 2 pålagt med lokalt nivå, 3 frivillig.",
        "Ledetid (måneder)": "Fra vedtak til en vanlig endring virker.",
    }
    write(
        path,
        [
            _table(
                f"Innstillinger – {navn} kommune",
                ("Nøkkel", "Verdi", "Kilde"),
                values,
                "Innstillinger",
                widths,
            ),
            _table(f"Budsjettområder – {navn} kommune", [*headings, *shares], areas, "Områder", widths),
            *(
                _table(
                    f"{title} – {navn} kommune{unit}",
                    headings,
                    _rows(source[key]),
                    sheet,
                    {"A": 18, "B": 42},
                )
                for key, sheet, title, unit, headings in _LOCAL_SHEETS
                if key in source
            ),
            info_sheet(kommune, "", None, day),
            explain_sheet(explained),
        ],
        f"Innstillinger {navn}",
    )


def _rows(written: Iterable[Iterable[Any]]) -> list[Row]:
    """Rows of a source: "" is an empty cell, a text that is a date is one."""
    return [tuple(_cell(value) for value in row) for row in written]


def _cell(value: Any) -> Cell:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return date.fromisoformat(value)
    return None if value == "" else value


def write_agenda(
    path: Path, kommune: str, navn: str, day: date, title: str, rows: Iterable[Iterable[Any]]
) -> None:
    """Writes a list of what somebody wants raised."""
    explained = {
        "Liste": "Hvem sin liste ønsket står på.",
        "Slag": "Hva ønsket handler om.",
        "Beløp per år": "Hva det koster per år. Tomt når det ikke er regnet ut.",
        "År": "Det første året det skal virke.",
    }
    sheet = _table(
        f"{title} – {navn} kommune, hele kroner",
        AGENDA_HEADINGS,
        _rows(rows),
        "Saksliste",
        {"A": 10, "B": 22, "C": 58, "G": 14, "H": 16, "J": 52},
    )
    write(path, [sheet, info_sheet(kommune, "", None, day), explain_sheet(explained)], f"{title} {navn}")


def write_meetings(
    path: Path, kommune: str, navn: str, year: int, plan: Mapping[str, Any], held_to: date
) -> None:
    """Writes a year's meeting plan; meetings up to `held_to` are marked as held."""
    rows: list[Row] = []
    used: set[str] = set()
    for organ, days in plan["organ"].items():
        for month_day in days:
            day, purpose = date.fromisoformat(f"{year}-{month_day}"), f"{organ} {month_day}"
            used.add(purpose)
            rows.append((day, organ, plan["formal"].get(purpose), "ja" if day <= held_to else None))
    if unused := set(plan["formal"]) - used:
        raise ValueError(f"no such meetings: {sorted(unused)}")
    rows.sort(key=lambda row: (str(row[0]), str(row[1])))
    # a secretary writes some dates as text
    mixed = [
        (row[0].strftime("%d.%m.%Y"), *row[1:]) if isinstance(row[0], date) and index % 11 == 5 else row
        for index, row in enumerate(rows)
    ]
    explained = {
        "Dato": "Møtedagen.",
        "Organ": "Hvem som møtes.",
        "Formål": "Hva møtet særlig skal behandle.",
        "Holdt": "ja når møtet er holdt.",
    }
    notes: list[Row] = [(), ("Med forbehold om endringer.",)]
    sheet = _table(
        f"Møteplan {year} – {navn} kommune",
        ("Dato", "Organ", "Formål", "Holdt"),
        [*mixed, *notes],
        "Møter",
        {"A": 12, "B": 42, "C": 62},
    )
    write(
        path,
        [sheet, info_sheet(kommune, "", None, plan["vedtatt"]), explain_sheet(explained)],
        f"Møteplan {year} {navn}",
    )


def write_municipal_plan(path: Path, kommune: str, navn: str, day: date, source: Mapping[str, Any]) -> None:
    """Writes the plans and the goal tree of the samfunnsdel."""
    rows: list[Row] = []
    for key, kind, title, *days in source["planer"]:
        rows.append((key, kind, None, title, *(one or None for one in days)))
        if key == source["mal_i"]:
            rows += [_linked(row, key, source.get("kobling", {})) for row in _goals(key, source)]
    headings = (
        "Nøkkel",
        "Type",
        "Overordnet",
        "Tittel",
        "Vedtatt",
        "Gjelder fra",
        "Gjelder til",
        "Neste revisjon",
        *(heading for _, heading in _LINKS),
    )
    explained = {
        "Nøkkel": "Fast kode.",
        "Type": "Plantype, eller nivå i måltreet.",
        "Overordnet": "Planen eller målet raden hører under.",
        "Neste revisjon": "Dagen planen skal være revidert.",
        "Tiltak": "Tiltakene som hører til målet. Koder skilt med semikolon.",
        "Funksjon": "Funksjonene som har målets penger. Det samme gjelder Ansvar, Prosjekt og Område.",
    }
    sheet = _table(
        f"Planer og mål – {navn} kommune",
        headings,
        rows,
        "Plan",
        {"A": 14, "B": 18, "C": 14, "D": 64, "E": 12, "F": 12, "G": 12, "H": 15},
    )
    write(
        path, [sheet, info_sheet(kommune, "", None, day), explain_sheet(explained)], f"Planer og mål {navn}"
    )


_LINKS = (
    ("tiltak", "Tiltak"),
    ("funksjon", "Funksjon"),
    ("ansvar", "Ansvar"),
    ("prosjekt", "Prosjekt"),
    ("omrade", "Område"),
)


def _linked(row: Row, plan: str, links: Mapping[str, Mapping[str, str]]) -> Row:
    """The goal's row with the codes its money is found by."""
    own = links.get(str(row[0]).removeprefix(f"{plan}-"), {})
    codes = tuple(own.get(key) for key, _ in _LINKS)
    return (*row, None, None, None, None, *codes) if own else row


def _goals(plan: str, source: Mapping[str, Any]) -> list[Row]:
    rows: list[Row] = [(f"{plan}-V", "Visjon", plan, source["visjon"])]
    for area_number, area in enumerate(source["satsing"], start=1):
        area_key = f"{plan}-{area_number}"
        rows.append((area_key, "Satsingsområde", f"{plan}-V", area["tittel"]))
        for goal_number, (goal, strategies) in enumerate(area["mal"].items(), start=1):
            goal_key = f"{area_key}.{goal_number}"
            rows.append((goal_key, "Mål", area_key, goal))
            for strategy_number, (strategy, measures) in enumerate(strategies.items(), start=1):
                key = f"{goal_key}.{strategy_number}"
                rows.append((key, "Strategi", goal_key, strategy))
                rows += [
                    (f"{key}.{letter}", "Tiltak", key, title)
                    for letter, title in zip("abcdef", measures, strict=False)
                ]
    return rows


def write_measures(
    path: Path, kommune: str, navn: str, day: date, source: Mapping[str, Any], years: Iterable[int]
) -> None:
    """Writes the measures and their scenarios; the same amount in each of the years."""
    columns = list(years)
    rows: list[Row] = []
    for key, (title, kind, who, funksjon, ansvar, thousand, scenarios) in source["tiltak"].items():
        amounts: list[Cell] = [thousand * THOUSAND] * len(columns)
        rows.append(
            (
                *(key, title, kind, who, funksjon, ansvar, None, "netto", *amounts),
                *(None, None, None, scenarios, source.get("mal", {}).get(key)),
            )
        )
    rows.append(())
    for measure in source.get("deler", []):
        for part, art, kroner, month, kept in measure["del"]:
            head = (measure["nokkel"], measure["tittel"], measure["slag"], "Flertallet")
            codes = (measure["funksjon"], measure["ansvar"], art or None, part)
            rows.append(
                (*head, *codes, *[kroner] * len(columns), month, kept or None, "nei", measure["scenarioer"])
            )
    headings = (
        *("Nøkkel", "Tittel", "Slag", "Foreslått av", "Funksjon", "Ansvar", "Art", "Del"),
        *map(str, columns),
        *("Startmåned", "Beholdt andel", "Engangs", "Scenarioer", "Mål"),
    )
    explained = {
        "Del": "Hva beløpet er endring i.",
        "Startmåned": "Måneden tiltaket virker fra det første året.",
        "Beholdt andel": "Prosent av delen som blir igjen fordi oppgaven blir igjen.",
        "Scenarioer": "Scenarioene tiltaket er med i.",
        "Mål": "Målet i kommunens planer som tiltaket hører til.",
    }
    scenario_rows: list[Row] = [
        (key, *(value or None for value in row)) for key, row in source["scenario"].items()
    ]
    span = f"{columns[0]}–{columns[-1]}"
    title = f"Tiltak {span} – {navn} kommune, hele kroner, faste {columns[0]}-priser"
    write(
        path,
        [
            _table(title, headings, rows, "Tiltak", {"A": 16, "B": 52, "D": 20, "P": 22}),
            _table(
                f"Scenarioer – {navn} kommune",
                ("Nøkkel", "Tittel", "Parti", "Forklaring"),
                scenario_rows,
                "Scenarioer",
                {"A": 14, "B": 52, "D": 80},
            ),
            info_sheet(kommune, "", None, day),
            explain_sheet(explained),
        ],
        f"Tiltak {navn}",
    )
