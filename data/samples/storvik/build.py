"""Builds Storvik's workbooks beside this file: `python data/samples/storvik/build.py [folder]`.

Storvik (9901) is invented. The figures are those of money model E.6 and F; the same run gives the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from making import balance, history, kostra, plan, plans, printed  # noqa: E402
from making.economy import THOUSAND, Amounts, Economy, arttekst, load, read_toml  # noqa: E402
from making.investments import investments, post_investments  # noqa: E402
from making.rows import (  # noqa: E402
    Facts,
    Line,
    budget_lines,
    investment_lines,
    write_accounts,
    write_budget,
    write_plan,
)

KOMMUNE, NAVN, SEED = "9901", "Storvik", 9901
SETTINGS_FROM = date(2023, 10, 17)
FRAMES_DAY, PROPOSAL_DAY, PLAN_DAY = date(2026, 4, 20), date(2026, 10, 28), date(2025, 9, 18)
# The year under way when the demo is seen: accounts through this month, seen from this day.
RUNNING_YEAR, LAST_MONTH = 2026, 10
AGENDA_DAY = date(2026, 8, 20)
ACCOUNT_YEARS, BUDGET_YEARS, MEETING_YEARS = (2023, 2024, 2025), (2024, 2025, 2026), (2025, 2026, 2027)


def _swap(lines: list[Line], codes: Mapping[tuple[str, str], str]) -> list[Line]:
    """The lines with codes an office forgot to renew: (ansvar, art) → the expired art."""
    return [
        Line(
            line.kontoklasse,
            line.ansvar,
            line.funksjon,
            codes.get((line.ansvar, line.art), line.art),
            line.prosjekt,
            line.tekst,
            line.kroner,
        )
        for line in lines
    ]


# The expired codes that stand in adopted budgets (money model trap 3).
FORGOTTEN = {
    2024: dict[tuple[str, str], str](),
    2025: {("9000", "878"): "875"},
    2026: {("1140", "272"): "270", ("4400", "272"): "270", ("5120", "272"): "270"},
}


class Storvik:
    """Everything Storvik's files are written from."""

    def __init__(self) -> None:
        self.economy: Economy = load(HERE / "okonomi.toml", SEED)
        self.years: dict[str, Any] = read_toml(HERE / "aar.toml")
        self.texts = arttekst()
        self.names: Mapping[str, str] = self.economy.spec["ansvar"]
        self.original = {
            year: history.budget(self.economy, self.economy.amounts, year, self.years[str(year)], SEED)
            for year in (*ACCOUNT_YEARS, 2026)
        }
        self.revised = {
            year: history.revised(amounts, year, self.changes(year))
            for year, amounts in self.original.items()
        }

    def changes(self, year: int) -> list[Mapping[str, Any]]:
        """The council's changes to the year's budget."""
        return [
            entry for change in self.years["endring"] if change["aar"] == year for entry in change["poster"]
        ]

    def transfer(self, year: int) -> int:
        """Overføring fra drift til investering, kroner."""
        return int(self.years[str(year)]["overforing_investering"]) * THOUSAND

    def budget(self, folder: Path, year: int, kind: str) -> None:
        """Writes the original or revised budget of a year."""
        drift: Amounts = (self.original if kind == "opprinnelig" else self.revised)[year]
        invested = investments(self.years["investering"], year, self.transfer(year))
        texts = {
            (p["ansvar"], *history.code_of_year(p["art"], p["funksjon"], year)): p["tekst"]
            for p in self.changes(year)
        }
        lines = [*budget_lines(drift, self.texts), *investment_lines(invested, self.texts)]
        if kind == "revidert":
            lines = [
                Line("1", line.ansvar, line.funksjon, line.art, "", texts[key], line.kroner)
                if line.kontoklasse == "1" and (key := (line.ansvar, line.funksjon, line.art)) in texts
                else line
                for line in lines
            ]
            # what the council struck out altogether still stands in the printout
            lines.insert(1, Line("1", "1000", "100", "195", "", "Medlemskap, sagt opp", (0,)))
        else:
            lines = _swap(lines, FORGOTTEN[year])
        title = "Opprinnelig budsjett" if kind == "opprinnelig" else "Revidert budsjett"
        thousands = year == 2024 and kind == "opprinnelig"
        facts = Facts(
            KOMMUNE,
            f"{title} {year} – {NAVN} kommune, {'i 1000 kroner' if thousands else 'hele kroner'}",
            title,
            year,
            self.years[str(year)]["budsjett"][kind],
            "1000 kroner" if thousands else "kroner",
            (("Utskrift fra økonomisystemet",), ()) if year == 2025 else (),
            ("Utgift uten fortegn, inntekt med minus.",),
            ("G",) if year == 2026 else (),
        )
        write_budget(folder / f"budsjett-{year}-{kind}.xlsx", facts, lines, self.names, SEED + year)

    def accounts(self, folder: Path, year: int) -> Amounts:
        """Writes the accounts of a year by month; returns the drift accounts in øre."""
        spec = self.years[str(year)]
        drift = history.accounts(self.economy, self.revised[year], year, spec, SEED)
        invested = investments(self.years["investering"], year, self.transfer(year), 0.93, spent=True)
        postings = [*history.post(drift, SEED + year), *post_investments(invested, SEED + year)]
        title, note, name = f"Regnskap {year}", "Året er avsluttet.", f"regnskap-{year}"
        if year == RUNNING_YEAR:
            postings = [one for one in postings if one.month <= LAST_MONTH]
            title, name = f"Regnskap {year} til og med oktober", f"regnskap-{year}-oktober"
            note = "Året er ikke avsluttet."
        facts = Facts(
            KOMMUNE,
            f"{title} – {NAVN} kommune, kroner",
            "Regnskap",
            year,
            spec["regnskap"]["gjelder_fra"],
            notes=(note,),
            hidden=("F",),
        )
        write_accounts(folder / f"{name}.xlsx", facts, postings, SEED + year)
        if year == ACCOUNT_YEARS[-1]:
            kostra.write_extract(folder / f"kostra-0A-{year}.dat", KOMMUNE, year, postings)
        return drift

    def overview(self, folder: Path, accounts: Amounts) -> None:
        """Writes the budget document's § 5-4 for 2026, with one slip: 350 thousand on the wrong line."""
        columns = {
            "Regnskap 2024": printed.overview(accounts, unit=100),
            "Opprinnelig budsjett 2025": printed.overview(self.original[2025]),
            "Opprinnelig budsjett 2026": printed.overview(self.original[2026]),
        }
        slipped = columns["Opprinnelig budsjett 2026"]
        slipped[10] += 350 * THOUSAND
        slipped[11] -= 350 * THOUSAND
        printed.write_overview(
            folder / "bevilgningsoversikt-2026.xlsx",
            KOMMUNE,
            f"Bevilgningsoversikt drift § 5-4 – {NAVN} kommune. Tall i hele 1000 kroner",
            self.years["2026"]["budsjett"]["opprinnelig"],
            columns,
        )

    def proposal_lines(self) -> list[Line]:
        """Kommunedirektørens forslag: drift and investments, four years."""
        spec = read_toml(HERE / "planperiode.toml")
        changed = {
            (p["ansvar"], p["funksjon"], p["art"]): round(p["belop"] * 0.6) * THOUSAND
            for p in self.changes(2026)
            if p["funksjon"] not in {"800", "840", "870", "222"} and p["art"] != "710"
        }
        drift = plan.drift_lines(self.economy, self.original[2026], spec, changed, self.texts)
        transfer = self.economy.spec["disponering"]["overforing_investering"] * THOUSAND
        return [
            *drift,
            *plan.plan_investments(self.years["investering"], transfer, spec["grupper"]["G70"]),
        ]

    def proposal(self, folder: Path) -> None:
        """Writes the frames of the spring and the proposal of the autumn."""
        lines = self.proposal_lines()
        title = f"Kommunedirektørens forslag 2027–2030 – {NAVN} kommune, hele kroner, faste 2027-priser"
        facts = Facts(
            KOMMUNE,
            title,
            "Kommunedirektørens forslag",
            2027,
            PROPOSAL_DAY,
            notes=("Tiltakene kommunedirektøren foreslår, står i arbeidsboka tiltak.xlsx.",),
        )
        write_plan(folder / "forslag-2027-2030.xlsx", facts, lines, plan.YEARS, self.names, SEED)
        frames = Facts(
            KOMMUNE,
            f"Rammer 2027–2030 til budsjettkonferansen – {NAVN} kommune, hele kroner, faste 2027-priser",
            "direktorens_forslag",
            2027,
            FRAMES_DAY.strftime("%d.%m.%Y"),
            notes=("Rammene er før tiltak.",),
        )
        write_plan(
            folder / "forslag-2027-2030-rammer.xlsx",
            frames,
            plan.frames(lines, self.texts),
            plan.YEARS,
            self.names,
            SEED + 1,
        )


def build(folder: Path) -> None:
    """Writes every workbook into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    storvik, meetings = Storvik(), read_toml(HERE / "moter.toml")
    source = read_toml(HERE / "innstillinger.toml")
    plans.write_settings(folder / "innstillinger.xlsx", KOMMUNE, NAVN, SETTINGS_FROM, storvik.economy, source)
    agenda = read_toml(HERE / "saksliste.toml")
    path = folder / "saksliste-bygdelista.xlsx"
    plans.write_agenda(path, KOMMUNE, NAVN, AGENDA_DAY, "Bygdelistas saker", agenda["saker"])
    for year in MEETING_YEARS:
        path = folder / f"moteplan-{year}.xlsx"
        plans.write_meetings(path, KOMMUNE, NAVN, year, meetings[str(year)], meetings["holdt_til"])
    source = read_toml(HERE / "kommuneplan.toml")
    plans.write_municipal_plan(folder / "kommuneplan.xlsx", KOMMUNE, NAVN, PLAN_DAY, source)
    source = read_toml(HERE / "tiltak.toml")
    plans.write_measures(folder / "tiltak.xlsx", KOMMUNE, NAVN, FRAMES_DAY, source, plan.YEARS)
    for year in BUDGET_YEARS:
        storvik.budget(folder, year, "opprinnelig")
        storvik.budget(folder, year, "revidert")
    accounts = {year: storvik.accounts(folder, year) for year in (*ACCOUNT_YEARS, RUNNING_YEAR)}
    storvik.overview(folder, accounts[2024])
    chapters = read_toml(HERE / "balanse.toml")["kapittel"]
    last = ACCOUNT_YEARS[-1]
    balance.write_balance(folder / f"kostra-0B-{last}.dat", KOMMUNE, last, chapters, ("5990", "000"))
    storvik.proposal(folder)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
