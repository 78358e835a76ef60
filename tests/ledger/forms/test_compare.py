"""Printed overviews beside ours: rounding, breaks, sums that do not add up, and what cannot be judged."""

from __future__ import annotations

from datetime import date

import pytest

from planhjul.issues import CellRef
from planhjul.ledger.forms.compare import Comparison, compare
from planhjul.ledger.forms.documents import PrintedColumn, PrintedForm, PrintedLine
from planhjul.ledger.forms.lines import FormKey
from planhjul.ledger.forms.overviews import Overview, overview
from planhjul.ledger.versions import VersionKind
from planhjul.reference.codes import load_codes
from planhjul.reference.forms import load_forms
from tests.ledger.areas import area
from tests.ledger.forms.test_overviews import ACCOUNTS_2025
from tests.ledger.frames import MILLION, sums_of

CODES, FORMS = load_codes(), load_forms()
CELL = CellRef("trykt.xlsx", "5-4", 4, 1)
THOUSAND = 100_000


def ours(key: FormKey = FormKey.ART, year: int = 2025) -> Overview:
    return overview(
        key, sums_of(ACCOUNTS_2025, year=year), FORMS, CODES, [area("skole", "Grunnskole", ("202",))],
        year=year, kind=VersionKind.REGNSKAP, stood_from=date(2026, 2, 1),
    )  # fmt: skip


def printed(lines: dict[str, int], form: str = "5-6", names: dict[str, str] | None = None) -> PrintedForm:
    named = names or {}
    found = tuple(
        PrintedLine("" if key in named else key, "", named.get(key, key), (amount,), CELL)
        for key, amount in lines.items()
    )
    column = PrintedColumn("Regnskap 2025", VersionKind.REGNSKAP, 2025)
    return PrintedForm("p", "Trykt", form, THOUSAND, (column,), found, CELL)


def compared(document: PrintedForm, answer: Overview | None) -> Comparison:
    return compare(document, [answer], FORMS.forms[FormKey(document.form)])


def rounded(answer: Overview) -> dict[str, int]:
    """Our lines as a municipality prints them: each rounded to whole thousands by itself."""
    return {
        line.key: round(line.amount_ore / THOUSAND) * THOUSAND for line in answer.lines if line.nr is not None
    }


@pytest.mark.parametrize("form", ["5-4", "5-6", "1A"])
def test_a_print_of_our_own_rounded_lines_has_no_breaks(form: str) -> None:
    answer = ours(FormKey(form), 2019 if form == "1A" else 2025)
    found = compared(printed(rounded(answer), form), answer)
    assert found.breaks == 0
    assert found.compared == len(rounded(answer))
    assert all(one.ok for one in found.sums)
    assert len(found.sums) == sum(line.is_sum for line in answer.lines)
    assert found.findings == ()


def test_a_line_that_differs_is_a_break_in_it_and_its_sum_is_added_up_again() -> None:
    answer = ours()
    lines = rounded(answer) | {"lonn": 700_000 * THOUSAND}
    found = compared(printed(lines), answer)
    [broken] = [line for line in found.lines if line.amounts[0] is not None and not line.amounts[0].ok]
    assert broken.printed.key == "lonn"
    assert broken.amounts[0] is not None
    assert broken.amounts[0].difference_ore == 700_000 * THOUSAND - answer.amount("lonn")
    assert {one.key for one in found.sums if not one.ok} == {"driftsutgifter"}
    assert len(found.findings) == 2
    assert "men linjene i trykket gir" in found.findings[0].source
    assert "Se på artene bak linjen" in found.findings[1].source


def test_rounding_of_one_unit_per_summand_is_no_break() -> None:
    answer = ours()
    exact = rounded(answer)
    for units, ok in ((9, True), (11, False)):
        # Income is made of nine lines, ours that take what is unclassified included.
        found = compared(
            printed(exact | {"driftsinntekter": exact["driftsinntekter"] + units * THOUSAND}), answer
        )
        [line] = [one for one in found.lines if one.printed.key == "driftsinntekter"]
        assert line.amounts[0] is not None
        assert line.amounts[0].ok is ok


def test_a_sum_that_is_not_printed_is_its_own_lines_when_a_sum_above_it_is_added_up() -> None:
    answer = ours(FormKey.DRIFT)
    lines = {key: ore for key, ore in rounded(answer).items() if key != "netto_driftsutgifter"}
    assert all(one.ok for one in compared(printed(lines, "5-4"), answer).sums)


def test_a_sum_without_any_of_its_lines_is_not_added_up() -> None:
    found = compared(printed({"sum_disponeringer": 5 * MILLION, "ukjent": 1}), ours())
    assert found.sums == ()


def test_the_generation_that_was_printed_is_the_one_that_is_added_up() -> None:
    old = ours(year=2021)
    assert "netto_bundne_fond" in rounded(old)
    assert all(one.ok for one in compared(printed(rounded(old)), old).sums)


def test_areas_are_found_by_name_and_what_we_do_not_have_is_not_judged() -> None:
    answer = ours(FormKey.DRIFT)
    lines = {"a": answer.amount("bevilgninger"), "b": 7, "noe_annet": 3}
    document = printed(lines, "5-4", {"a": " GRUNNSKOLE ", "b": "Finnes ikke"})
    amounts = {line.printed.name: line.amounts[0] for line in compared(document, answer).lines}
    school, unknown, other = amounts[" GRUNNSKOLE "], amounts["Finnes ikke"], amounts["noe_annet"]
    assert school is not None
    assert unknown is not None
    assert other is not None
    # Services outside schools stand on no area.
    assert school.ours_ore == sum(part.amount_ore for part in answer.second_part if part.area == "skole")
    assert (unknown.ours_ore, unknown.ok, unknown.difference_ore) == (None, True, None)
    assert other.ours_ore is None


def test_a_column_we_have_no_version_for_is_said_and_empty_cells_are_empty() -> None:
    column = PrintedColumn("Budsjett 2030", None, 2030)
    lines = (
        PrintedLine("lonn", "10", "Lønn", (None,), CELL),
        PrintedLine("driftsutgifter", "15", "Sum", (None,), CELL),
        PrintedLine("driftsinntekter", "9", "Sum", (0,), CELL),
        PrintedLine("rammetilskudd", "1", "Ramme", (None,), CELL),
        PrintedLine("rammetilskudd", "", "En gang til", (4,), CELL),
    )
    found = compared(PrintedForm("p", "Trykt", "5-6", THOUSAND, (column,), lines, CELL), None)
    assert found.lines[0].amounts == (None,)
    assert (found.matched, found.compared, found.breaks) == ((False,), 0, 0)
    assert [one.key for one in found.sums] == ["driftsinntekter"]
    [finding] = found.findings
    assert "ingen versjon å sammenlignes med" in finding.source
