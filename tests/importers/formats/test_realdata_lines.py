"""Real files give the figures that were verified by hand (file-formats §§ 1.5 and 3)."""

from __future__ import annotations

import pytest

from planhjul.staged import Staged
from tests.importers.line_workbooks import places, stage
from tests.realdata import FOLDER, needs_realdata

pytestmark = needs_realdata

MILLE = 100_000
BERGEN = {
    "N00": (-11, 540),
    "N01": (405_218_627, 407),
    "N02": (66_660_349, 22),
    "N03": (-1_703_769, 186),
    "N04": (-2_015_500, 5),
    "N05": (7_894_800, 43),
    "N06": (-682_497_450, 207),
    "N07": (102_410_346, 173),
    "N07B": (145_526_700, 82),
    "N08": (21_347_999, 17),
    "N10": (-11_790_573, 7),
    "N11": (-14_399_508, 9),
    "N12": (-16_727_400, 11),
    "N12B": (-700, 5),
    "N13": (-40_460_100, 7),
    "N14": (20_535_700, 6),
    "N15": (0, 34),
}


def read(path: str) -> Staged:
    return stage(path.rpartition("/")[2], (FOLDER / path).read_bytes())


def test_kostra_accounts_of_a_whole_municipality() -> None:
    found = read("kostra/0A_V2019_K4_R040200_OK.dat")
    assert (found.format, found.accepted, found.kommune) == ("kostra", True, "0402")
    assert (found.rows.read, found.rows.taken, found.rows.zero) == (1644, 1574, 70)
    sums = {total.kontoklasse: (total.expense_ore, total.income_ore, total.sum_ore) for total in found.totals}
    assert sums == {
        "1": (1_557_532 * MILLE, 1_521_694 * MILLE, 35_838 * MILLE),
        "0": (238_889 * MILLE, 125_504 * MILLE, 113_385 * MILLE),
    }
    lines = found.content.lines
    income = lines[(lines["kontoklasse"] == "1") & (lines["art"] >= "600") & (lines["art"] < "900")]
    assert int(income["amount_ore"].sum()) == -1_438_483 * MILLE
    assert {"SSB_110", "SSB_095"} <= {code for code, _ in places(found, "warning")}


def test_kostra_balance_of_a_parish_is_refused_by_name() -> None:
    found = read("kostra/0G_2022_kirkelig_fellesrad.dat")
    assert found.format == "kostra"
    assert places(found) == [("FORM_NOT_FOR_BUDGET", "linje 1, felt 1")]
    assert found.rows.read == 20


@pytest.mark.parametrize("name", ["bergen-2013-drift.original.csv", "bergen-2013-drift.bom.csv"])
def test_bergen_plan_with_change_groups(name: str) -> None:
    found = read(f"datahotell/{name}")
    assert (found.format, found.accepted) == ("financial-plan", True)
    lines = found.content.lines
    assert sorted(lines["year"].unique()) == [2013, 2014, 2015, 2016]
    first = lines[lines["year"] == 2013].groupby("change_group")["amount_ore"].sum()
    rows = lines.groupby("change_group")["row"].nunique()
    assert {group: (int(first.get(group, 0)) // 100, int(rows[group])) for group in rows.index} == BERGEN
    assert int(first["N10"] + first["N11"]) == -26_190_081_00
    assert {total.sum_ore for total in found.totals} == {-490_00, -627_00, -489_00, -539_00}
    assert ("BALANCE_ROUNDED", name) in places(found, "info")
    assert lines["art"].eq("").all()


def test_sogndal_three_versions_in_columns() -> None:
    found = read("datahotell/sogndal-2013-drift.original.csv")
    assert (found.format, found.accepted) == ("lines", True)
    assert [(total.year, total.version, total.sum_ore) for total in found.totals] == [
        (2011, "regnskap", 16_00),
        (2012, "opprinnelig_budsjett", 0),
        (2013, "opprinnelig_budsjett", 0),
    ]
    lines = found.content.lines
    income = lines[(lines["art"] >= "600") & (lines["art"] <= "899")].groupby("year")["amount_ore"].sum()
    assert dict(zip(income.index, income, strict=True)) == {
        2011: -485_786_254_00,
        2012: -486_230_208_00,
        2013: -516_603_140_00,
    }
    expired = {issue.found for issue in found.issues if issue.code in {"ART_EXPIRED", "ART_UNKNOWN"}}
    assert {"690", "728", "775"} & set(lines["art"])
    assert "728" in expired


def test_stavanger_proposal_balances() -> None:
    found = read("datahotell/stavanger-2016-radmannens-forslag-drift.original.csv")
    assert (found.format, found.accepted) == ("lines", True)
    assert [(total.year, total.version, total.expense_ore, total.income_ore) for total in found.totals] == [
        (2016, "direktorens_forslag", 10_987_331_000_00, 10_987_331_000_00)
    ]
    assert found.unclassified_lines > 0


def test_bergen_investments_have_no_art_and_are_refused_once() -> None:
    found = read("datahotell/bergen-2012-investering.original.csv")
    assert places(found, "error") == [("COLUMN_MISSING", "linje 1")]
