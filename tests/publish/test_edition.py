"""What an edition says of itself, and how its parts are named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planhjul.language import language
from planhjul.publish.edition import Edition, bodies, days, own_name, slug
from planhjul.publish.kit import kit
from planhjul.texts import verbatim
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import Finding, RuleKind
from tests.publish.examples import FINDING, edition, meeting, milestone

DAY = date(2026, 12, 10)


@pytest.mark.parametrize(
    ("read", "says"),
    [
        (None, "Regelverket er ikke med."),
        ((DAY, DAY), "Regelverket ble sist lest 10.12.2026."),
        (
            (date(2026, 6, 20), DAY),
            "Regelverket ble sist lest 10.12.2026; den kilden som er lest for lengst tid siden, 20.06.2026.",
        ),
    ],
)
def test_it_says_when_the_law_was_read(read: tuple[date, date] | None, says: str) -> None:
    assert language().say(replace(edition(), law_read=read).sources) == says


@pytest.mark.parametrize(
    ("begins", "planned", "says"),
    [
        (None, None, None),
        (None, DAY, "Planlagt 10.12.2026. Regelen gir 31.12.2026."),
        (date(2026, 11, 26), None, "Varer fra 26.11.2026 til 31.12.2026."),
        (
            date(2026, 11, 26),
            DAY,
            "Varer fra 26.11.2026 til 10.12.2026. Planlagt 10.12.2026. Regelen gir 31.12.2026.",
        ),
    ],
)
def test_days_tell_what_one_day_does_not(begins: date | None, planned: date | None, says: str | None) -> None:
    found = days(replace(milestone("x", date(2026, 12, 31), planned=planned), begins=begins))
    assert (language().say(found) if found else None) == says


def test_custom_has_a_usual_day_and_no_rule() -> None:
    found = days(milestone("x", date(2026, 12, 31), planned=DAY, kind=RuleKind.SEDVANE))
    assert found is not None
    assert language().say(found) == "Planlagt 10.12.2026. Vanlig dag er 31.12.2026."


def test_an_organ_is_called_what_the_municipality_calls_it() -> None:
    found = bodies(
        (
            meeting("Bystyret", DAY),
            meeting("Utvalg for oppvekst", DAY, organ=Organ.ANNET),
            milestone("kl14-3-vedtak", DAY),
            milestone("kl24-8", DAY, organ=Organ.REVISOR),
            milestone("valgdag", DAY, organ=Organ.ANNET),
        )
    )
    assert [(body.key, language().say(body.name)) for body in found] == [
        ("kommunestyre", "Bystyret"),
        ("revisor", "Revisor"),
        ("annet", "Annet organ"),
        ("utvalg-for-oppvekst", "Utvalg for oppvekst"),
    ]
    assert own_name(milestone("kl14-3-vedtak", DAY)) == ""


def test_names_become_addresses() -> None:
    assert slug("Utvalg for Ære, øre & åre – 2027") == "utvalg-for-aere-ore-are-2027"


def page(found: Edition, path: str) -> str:
    return kit(found, language(), ())[path].decode()


def test_a_year_that_is_not_the_days_has_no_next() -> None:
    assert "Dette kommer nå" in page(edition(), "index.html")
    assert "Dette kommer nå" not in page(edition(on=date(2027, 1, 4)), "index.html")


def test_findings_stand_with_what_they_have() -> None:
    bare = Finding("x", "info", verbatim("Bare dette."), None, "ukjent")
    found = edition()
    shown = page(replace(found, wheel=replace(found.wheel, findings=(FINDING, bare))), "lovsjekk.html")
    assert '<li class="info"><p><strong>Til opplysning:</strong> Bare dette.</p></li>' in shown
    assert 'href="index.html#m-kl14-3-vedtak"' in shown
    nothing = page(replace(found, wheel=replace(found.wheel, findings=())), "lovsjekk.html")
    assert "Lovsjekken fant ingenting å rette." in nothing
