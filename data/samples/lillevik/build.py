"""Builds Lillevik's workbooks beside this file: `python data/samples/lillevik/build.py [folder]`.

Lillevik (9902) is invented: small, 43 councillors, and 150 cases a year nearly all from kommunedirektøren.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from making import history, plans  # noqa: E402
from making.cases import write_cases  # noqa: E402
from making.economy import THOUSAND, arttekst, load, read_toml  # noqa: E402
from making.investments import investments, post_investments  # noqa: E402
from making.rows import Facts, budget_lines, investment_lines, write_accounts, write_budget  # noqa: E402

KOMMUNE, NAVN, SEED = "9902", "Lillevik", 9902
SETTINGS_FROM, AGENDA_DAY = date(2024, 1, 1), date(2026, 8, 20)


def _money(folder: Path) -> None:
    economy, years, texts = load(HERE / "okonomi.toml", SEED), read_toml(HERE / "aar.toml"), arttekst()
    names = economy.spec["ansvar"]

    def invested(year: int) -> dict[tuple[str, str, str, str], int]:
        transfer = years[str(year)]["overforing_investering"] * THOUSAND
        return investments(years["investering"], year, transfer)

    adopted = history.budget(economy, economy.amounts, 2025, years["2025"], SEED)
    drift = history.accounts(economy, adopted, 2025, years["2025"], SEED)
    postings = [*history.post(drift, SEED), *post_investments(invested(2025), SEED)]
    day = years["2025"]["regnskap"]["gjelder_fra"]
    facts = Facts(KOMMUNE, f"Regnskap 2025 – {NAVN} kommune, kroner", "Regnskap", 2025, day)
    write_accounts(folder / "regnskap-2025.xlsx", facts, postings, SEED)

    for year, amounts, kind, title, name in (
        (
            2026,
            history.budget(economy, economy.amounts, 2026, years["2026"], SEED),
            "opprinnelig",
            "Opprinnelig budsjett",
            "budsjett-2026-opprinnelig",
        ),
        (2027, economy.amounts, "forslag", "Kommunedirektørens forslag", "forslag-2027"),
    ):
        lines = [*budget_lines(amounts, texts), *investment_lines(invested(year), texts)]
        heading = f"{title} {year} – {NAVN} kommune, hele kroner"
        facts = Facts(KOMMUNE, heading, title, year, years[str(year)]["budsjett"][kind])
        write_budget(folder / f"{name}.xlsx", facts, lines, names, SEED + year)

    source = read_toml(HERE / "innstillinger.toml")
    plans.write_settings(folder / "innstillinger.xlsx", KOMMUNE, NAVN, SETTINGS_FROM, economy, source)


def build(folder: Path) -> None:
    """Writes every workbook into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    _money(folder)
    meetings, cases = read_toml(HERE / "moter.toml"), read_toml(HERE / "saker.toml")
    plans.write_meetings(
        folder / "moteplan-2026.xlsx", KOMMUNE, NAVN, 2026, meetings["2026"], meetings["holdt_til"]
    )
    agenda = read_toml(HERE / "saksliste.toml")
    path = folder / "saksliste-kare-sand.xlsx"
    plans.write_agenda(path, KOMMUNE, NAVN, AGENDA_DAY, "Kåre Sands saker", agenda["saker"])
    for year in cases["aar"]:
        write_cases(folder / f"saker-{year['aar']}.xlsx", KOMMUNE, NAVN, cases, year)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
