from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from planhjul.reference.law import load_law, load_organs
from planhjul.reference.locate import ReferenceDataError, data_dir
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import RuleKind
from planhjul.wheel.rules import CalendarAnchor, CountAnchor, Event, EventAnchor, Landing

RULE = """
[[rule]]
key = "prove-1"
title = "Prøveregel"
process = "budsjett"
organ = "kommunestyre"
kind = "lov"
sense = "latest"
closes = ["forslag"]
[[rule.version]]
in_force_from = 2020-01-01
anchor = { month = 6, day = 30 }
because = "Fordi {aar}."
legal = { act = "kommuneloven", section = "§ 1", url = "https://lovdata.no/lov/x", read_on = 2026-07-28 }
"""
INSTRUMENT = """
[[instrument]]
key = "forslag"
title = "Forslag"
basis = "Skikk."
threshold = "one"
phases = ["forslag"]
closing = "decision"
"""
NEWER = RULE.split("[[rule.version]]")[1].replace("2020-01-01", "2024-01-01")

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    def made(rules: str = RULE, instruments: str = INSTRUMENT, **more: str) -> Path:
        for name, content in {"a": rules, "instruments": instruments, **more}.items():
            (tmp_path / f"{name}.toml").write_text(content, encoding="utf-8")
        return tmp_path

    return made


def test_the_catalogue_has_this_issues_rules_and_every_legal_rule_has_its_paragraph() -> None:
    law = load_law()
    keys = {rule.key for rule in law.rules}
    assert {
        "kl14-3-vedtak", "kl14-3-pub", "kl14-3-regnskap", "kl14-3-ku", "kl14-5-rapport", "kl14-6", "kl14-7",
        "kl24-8", "brf5-16-budsjett", "brf5-16-regnskap", "kl27-1", "sfo43-rnb", "sfo43-budsjett", "pbl10-1",
        "pbl10-1-pub", "pbl11-4", "kl5-14", "kl7-1-mote", "kl7-1-varsel", "sedvane-rammesak",
        "sedvane-direktorens-forslag", "sedvane-innstilling", "sedvane-vedtak", "sedvane-tertial-1",
        "sedvane-tertial-2",
    } == keys  # fmt: skip
    for rule in law.rules:
        custom = rule.kind is RuleKind.SEDVANE
        assert all((version.legal is None) is custom for version in rule.versions)
        assert rule.key.startswith("sedvane-") is custom


def test_only_legality_control_lands_on_the_next_working_day() -> None:
    moved = [
        r.key for r in load_law().rules if any(v.landing is Landing.NEXT_WORKING_DAY for v in r.versions)
    ]
    assert moved == ["kl27-1"]


def test_a_folder_of_ones_own_is_read(folder: Folder) -> None:
    law = load_law(folder())
    (rule,) = law.rules
    assert rule.versions[0].anchor == CalendarAnchor(6, 30)
    assert [i.key for i in law.instruments] == ["forslag"]


def test_every_kind_of_anchor_is_built(folder: Folder) -> None:
    counted = RULE.replace("month = 6, day = 30", "at_least = 2").replace('"latest"', '"count"')
    assert load_law(folder(counted)).rules[0].versions[0].anchor == CountAnchor(2)
    event = RULE.replace("month = 6, day = 30", 'event = "KST_BUD"').replace("{aar}", "{hendelse}")
    assert load_law(folder(event)).rules[0].versions[0].anchor == EventAnchor(Event.KST_BUD)
    later = RULE.replace("month = 6, day = 30", "month = 12, day = 31, years = 1")
    assert load_law(folder(later)).rules[0].versions[0].anchor == CalendarAnchor(12, 31, 1)


def test_versions_stand_oldest_first_whatever_their_order_in_the_file(folder: Folder) -> None:
    first = RULE.replace("2020-01-01", "2024-01-01")
    older = RULE.split("[[rule.version]]")[1].replace("2020-01-01", "2020-01-01\nin_force_to = 2023-12-31")
    rule = load_law(folder(f"{first}[[rule.version]]{older}")).rules[0]
    assert [v.in_force_from for v in rule.versions] == [date(2020, 1, 1), date(2024, 1, 1)]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda s: s.replace("title =", "titel ="), "titel: Extra inputs are not permitted"),
        (lambda s: s.replace('title = "Prøveregel"\n', ""), "title: Field required"),
        (lambda s: s.replace('"budsjett"', '"fest"'), "process"),
        (lambda s: s.replace("month = 6, day = 30", 'event = "JUL"'), "event"),
        (lambda s: s.replace("month = 6, day = 30", "month = 6, day = 31"), "day is out of range"),
        (lambda s: s.replace("month = 6, day = 30", "month = 2, day = 29"), "29 February"),
        (lambda s: s.replace("month = 6, day = 30", "month = 6"), "both month and day"),
        (lambda s: s.replace("month = 6, day = 30", ""), "either month and day"),
        (lambda s: s.replace("day = 30", 'day = 30, event = "KST_BUD"'), "either month and day"),
        (lambda s: s.replace("month = 6, day = 30", "at_least = 2"), "belong together"),
        (lambda s: s.replace("2020-01-01", "2020-01-01\nin_force_to = 2019-01-01"), "before in_force_from"),
        (lambda s: f"{s}[[rule.version]]{NEWER}", "two versions hold on 2024-01-01"),
        (lambda s: s.replace("{aar}", "{ukjent}"), "holes nothing fills: ukjent"),
        (lambda s: s.replace("{aar}", "{hendelse}"), "holes nothing fills: hendelse"),
        (lambda s: s.replace("{aar}", "{budsjettaar}"), "no budget_year"),
        (lambda s: s[: s.index("legal")], "needs a legal reference"),
        (lambda s: s.replace('["forslag"]', '["ukjent"]'), "unknown instrument ukjent"),
    ],
)
def test_a_mistake_in_a_rule_names_the_file_and_the_key(
    folder: Folder, change: Callable[[str], str], says: str
) -> None:
    with pytest.raises(ReferenceDataError) as wrong:
        load_law(folder(change(RULE)))
    assert str(wrong.value).startswith("a.toml: prove-1: ")
    assert says in str(wrong.value)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda s: s.replace('"decision"', '"rule"'), "closing_rule belong together"),
        (lambda s: s.replace('"decision"', '"rule"\nclosing_rule = "ukjent"'), "unknown rule ukjent"),
        (lambda s: s + 'notice_setting = "frist.x"\n', "only for closing meeting"),
        (lambda s: s.replace('["forslag"]', '["fest"]'), "phases"),
    ],
)
def test_a_mistake_in_an_instrument_names_the_file_and_the_key(
    folder: Folder, change: Callable[[str], str], says: str
) -> None:
    with pytest.raises(ReferenceDataError) as wrong:
        load_law(folder(instruments=change(INSTRUMENT)))
    assert str(wrong.value).startswith("instruments.toml: forslag: ")
    assert says in str(wrong.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (RULE, "b.toml: prove-1: the key is already in a.toml"),
        ("[[regel]]\n", "b.toml: unknown key regel"),
        ("rule = 3\n", "b.toml: rule must be written [[rule]]"),
        ("rule = [3]\n", "b.toml: no. 1: "),
        ("[[rule]]\n", "b.toml: no. 1: key: Field required"),
        ("rule = \n", "b.toml: Invalid value"),
    ],
)
def test_a_mistake_in_a_file_names_the_file(folder: Folder, content: str, says: str) -> None:
    with pytest.raises(ReferenceDataError) as wrong:
        load_law(folder(b=content))
    assert str(wrong.value).startswith(says)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReferenceDataError, match="no rules found"):
        load_law(tmp_path)


def test_organs_are_known_by_every_name() -> None:
    organs = load_organs()
    assert {organs[name] for name in ("bystyret", "heradsstyret", "kommunestyret", "kst")} == {
        Organ.KOMMUNESTYRE
    }
    assert organs["kontrollutval"] is Organ.KONTROLLUTVALG
    written = tomllib.loads((data_dir() / "organs.toml").read_text(encoding="utf-8"))
    assert set(written) == {organ.value for organ in Organ}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('[hoff]\ntitle = "Hoffet"\n', "organs.toml: hoff: "),
        ('[formannskap]\nnavn = "Formannskapet"\n', "organs.toml: formannskap: title: Field required"),
        (
            '[formannskap]\ntitle = "Rådet"\n[kontrollutvalg]\ntitle = "rådet"\n',
            "organs.toml: kontrollutvalg: rådet already means formannskap",
        ),
    ],
)
def test_a_mistake_among_the_organs_is_named(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "organs.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ReferenceDataError) as wrong:
        load_organs(path)
    assert str(wrong.value).startswith(says)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReferenceDataError, match=r"organs\.toml"):
        load_organs(tmp_path / "organs.toml")
