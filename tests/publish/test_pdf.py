"""The PDFs are tagged, know their title and language, and fit the paper."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from pypdf import PdfReader

from planhjul.language import language
from planhjul.publish.drawing import printed
from planhjul.publish.edition import Edition
from planhjul.publish.pdf import list_pdf, poster_pdf
from tests.publish.examples import edition, milestone

A3, A4 = (1191, 842), (595, 842)


def crowded() -> Edition:
    """A year with more than anyone will have."""
    first = date(2026, 1, 2)
    rules = [
        milestone(
            f"r-{day}", first + timedelta(days=day * 4), title=f"Milepæl med en ganske lang tittel {day}"
        )
        for day in range(90)
    ]
    return edition(rules=rules)


@pytest.fixture(scope="module")
def poster() -> PdfReader:
    return PdfReader(io.BytesIO(poster_pdf(edition(), language())))


@pytest.fixture(scope="module")
def pages() -> PdfReader:
    return PdfReader(io.BytesIO(list_pdf(edition(), language())))


@pytest.mark.parametrize("name", ["poster", "pages"])
def test_it_is_tagged_with_title_and_language(name: str, request: pytest.FixtureRequest) -> None:
    found: PdfReader = request.getfixturevalue(name)
    root: Any = found.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 (pypdf's own boolean)
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "nb"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert found.metadata is not None
    assert found.metadata.title == "Årshjulet 2026 for Storvik"
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_the_poster_is_one_a3_page_with_every_number(poster: PdfReader) -> None:
    (page,) = poster.pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == A3
    words = page.extract_text()
    for wanted in ("Årshjulet 2026 for Storvik", "Tittel sedvane-innstilling", "Slik det sto 21.11.2026"):
        assert wanted in words


def test_a_crowded_year_still_fits_the_poster() -> None:
    reader = PdfReader(io.BytesIO(poster_pdf(crowded(), language())))
    (page,) = reader.pages
    words = " ".join(page.extract_text().split())
    assert all(f"ganske lang tittel {day} " in f"{words} " for day in range(90))


def test_the_list_has_reason_paragraph_meetings_and_findings(pages: PdfReader) -> None:
    words = " ".join(" ".join(page.extract_text() for page in pages.pages).split())
    first = pages.pages[0].mediabox
    assert (round(first.width), round(first.height)) == A4
    for wanted in (
        "Fordi.",
        "kommuneloven § 14-3",
        "Planlagt 10.12.2026. Regelen gir 31.12.2026.",
        "Kommunestyret: Budsjett 2027",
        "Det er 9 dager.",
        "Regelverket ble sist lest 21.11.2026",
        f"Side 1 av {len(pages.pages)}",
        "<script>alert(1)</script>",
    ):
        assert wanted in words


def test_a_year_without_meetings_or_findings_says_so() -> None:
    bare = edition(meetings=())
    bare = replace(bare, wheel=replace(bare.wheel, findings=()))
    words = PdfReader(io.BytesIO(list_pdf(bare, language()))).pages[0].extract_text()
    assert "Lovsjekken fant ingenting å rette." in words
    assert "Politiske møter" not in words


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert poster_pdf(edition(), language()) == poster_pdf(edition(), language())


def test_paper_gets_colours_and_letters_in_place_of_variables() -> None:
    svg = (
        '<svg viewBox="0 0 1000 1290" font-family="inherit"><path fill="var(--a, #0b6b3a)"/>'
        '<path fill="var(--b, var(--c, rgb(1 2 3)))"/></svg>'
    )
    wheel, legend = (part.decode() for part in printed(svg, "Libertinus Serif"))
    assert 'viewBox="0 0 1000 1000"' in wheel
    assert 'viewBox="0 1000 1000 290"' in legend
    for part in (wheel, legend):
        assert 'fill="#0b6b3a"' in part
        assert 'fill="rgb(1 2 3)"' in part
        assert 'font-family="Libertinus Serif"' in part
