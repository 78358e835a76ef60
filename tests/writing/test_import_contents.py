"""What an import says it has taken, in words."""

from __future__ import annotations

import pandas as pd

from planhjul.issues import CellRef
from planhjul.language import language
from planhjul.ledger.forms.documents import PrintedForm
from planhjul.municipality import Setting
from planhjul.staged import Content
from planhjul.writing.imports import contents


def said(content: Content) -> list[str]:
    return [language().say(one) for one in contents(content)]


def test_a_file_of_lines_says_which_part_they_are_of() -> None:
    lines = pd.DataFrame({"kontoklasse": ["1", "1", "0", "2"]})
    assert said(Content(lines=lines)) == ["2 linjer i drift", "1 linje i investering", "1 linje i balansen"]


def test_each_kind_has_its_own_number_and_word() -> None:
    cell = CellRef("innstillinger.xlsx", "Innstillinger", 4, 1)
    settings = tuple(Setting(key, "1", "", cell) for key in ("a", "b"))
    assert said(Content(settings=settings[:1])) == ["1 innstilling"]
    assert said(Content(settings=settings)) == ["2 innstillinger"]


def test_a_printed_overview_counts_its_lines() -> None:
    document = PrintedForm("p1", "Trykt", "5-4", 100_000, (), (), CellRef("trykt.xlsx"))
    assert said(Content(documents=(document,))) == ["1 trykt oversikt"]


def test_an_empty_file_has_nothing_to_say() -> None:
    assert said(Content()) == []
