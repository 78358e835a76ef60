"""Property: whatever budget is written, taken + explained = read and the totals are the sums of the lines."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.fuzz import tried
from tests.importers.line_workbooks import stage_csv

ORE = st.integers(-(10**11), 10**11)


@st.composite
def rows(draw: st.DrawFn) -> list[tuple[str, int]]:
    """Lines of csv with the øre they stand for; notes, sums and zero rows stand for none."""
    result: list[tuple[str, int]] = [("1;202;010;1,00", 100), ("1;800;870;-900000000,00", -90_000_000_000)]
    for _ in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(["line", "line", "line", "sum", "note", "zero"]))
        ore: Any = draw(ORE) if kind == "line" else 0
        funksjon, art = (
            draw(st.sampled_from(["202", "253", "345"])),
            draw(st.sampled_from(["010", "200", "875"])),
        )
        if kind == "line":
            # Expense is plus and income minus: a file that mixes the signs is asked about instead.
            sign = "-" if art == "875" else ""
            written = f"{sign}{abs(ore) // 100},{abs(ore) % 100:02d}"
            result.append((f"1;{funksjon};{art};{written}", -abs(ore) if sign else abs(ore)))
        else:
            shown = {"sum": "Sum;;;123", "note": "Merk dette;;;", "zero": f"1;{funksjon};{art};-"}[kind]
            result.append((shown, 0))
    return draw(st.permutations(result))


@tried(60, suppress_health_check=[HealthCheck.too_slow])
@given(rows())
def test_taken_and_explained_is_read_and_totals_are_sums(written: list[tuple[str, int]]) -> None:
    content = "Kontoklasse;Funksjon;Art;Beløp\n" + "\n".join(shown for shown, _ in written) + "\n"
    found = stage_csv(content)
    assert found.accepted
    assert found.rows.read == len(written)
    assert found.rows.taken == sum(1 for _, ore in written if ore)
    assert sum(total.sum_ore for total in found.totals) == sum(ore for _, ore in written)
    lines = found.content.lines
    mapped = int(lines["amount_ore"].sum()) - found.unclassified_ore
    assert found.unclassified_lines == int((lines["art"] == "875").sum())
    assert mapped == int(lines.loc[lines["art"] != "875", "amount_ore"].sum())
