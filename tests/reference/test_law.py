from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from planhjul.plans import PlanType
from planhjul.reference.law import load_law, load_organs
from planhjul.reference.locate import ReferenceDataError, data_dir
from planhjul.texts import Text
from planhjul.wheel.anchors import (
    CalendarAnchor,
    CountAnchor,
    Event,
    EventAnchor,
    WeekAnchor,
    WeekdayAnchor,
)
from planhjul.wheel.calendar import Landing
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import Certainty, RuleKind
from planhjul.wheel.roles import Ring, Role, Stop, Traits

RULE = """
[[rule]]
key = "prove-1"
title = "Prøveregel"
process = "budsjett"
organ = "kommunestyre"
kind = "lov"
sense = "latest"
certainty = "V"
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
can = "Det ene."
cannot = "Det andre."
certainty = "G"
threshold = "one"
phases = ["forslag"]
closing = "decision"
"""
CARRIES = """
[[instrument.carries]]
stops = { vedtak = 1 }
form = "Slik."
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


# Every key of legal calendar § 13, in its order.
PERMANENT = [
    "kl14-3-vedtak", "kl14-3-pub", "kl14-3-regnskap", "kl14-3-ku", "kl14-5-merforbruk",
    "kl14-5-rapport", "kl14-13-rapport", "kl14-13-aar", "kl14-6", "kl14-7", "kl24-8", "kl24-9",
    "kl25-2", "brf5-16-budsjett", "brf5-16-art", "brf5-16-regnskap", "kostra-tjeneste",
    "kostra-regnskap", "kostra-q4", "kostra-q1", "kostra-q2", "kostra-q3", "kl7-1-mote", "kl7-1-varsel",
    "kl7-1-organ", "kl5-14", "kl23-3", "kl23-4", "kl5-5", "kl10-1", "kl26-1", "pbl10-1", "pbl10-1-pub",
    "pbl11-13", "pbl11-14", "pbl11-4", "pbl11-1", "pbl5-6", "eskl10", "eskl14", "eskl14-1", "eskl15",
    "eskl19", "eskl8a3", "kl27-1", "kl12-1", "kl28-4a", "kl28-4b", "sfo43-rnb", "sfo43-budsjett",
    "bev8", "sfo43-fin", "grl68",
]  # fmt: skip
# The 16 customary phases of legal calendar § 10 by their number there.
PHASES = {
    1: "sedvane-evaluering", 2: "sedvane-arsoppgjor", 3: "sedvane-strategikonferanse",
    4: "sedvane-regnskapsbehandling", 5: "sedvane-kommuneproposisjon", 6: "sedvane-rammesak",
    7: "sedvane-fellesferie", 8: "sedvane-konsekvensjustert", 9: "sedvane-tertial-2",
    10: "sedvane-ku-budsjett", 11: "sedvane-direktorens-forslag", 12: "sedvane-horing",
    13: "sedvane-innstilling", 14: "sedvane-offentlig-debatt", 15: "sedvane-vedtak",
    16: "sedvane-iverksetting",
}  # fmt: skip


def test_the_catalogue_has_every_rule_of_the_note_and_every_customary_phase() -> None:
    rules = {rule.key: rule for rule in load_law().rules}
    assert [key for key in PERMANENT if key not in rules] == []
    assert [rules[key].kind for key in PHASES.values()] == [RuleKind.SEDVANE] * 16


def test_custom_is_marked_and_law_has_its_paragraph() -> None:
    for rule in load_law().rules:
        custom = rule.kind is RuleKind.SEDVANE
        assert rule.key.startswith("sedvane-") is custom
        if custom:
            assert rule.certainty is not Certainty.LAW_TEXT
        if rule.kind in (RuleKind.LOV, RuleKind.FORSKRIFT):
            assert all(version.legal is not None for version in rule.versions)


def test_only_what_the_law_says_lands_on_the_next_working_day_and_hearings_by_advice() -> None:
    moved = [
        r.key for r in load_law().rules if any(v.landing is Landing.NEXT_WORKING_DAY for v in r.versions)
    ]
    assert sorted(moved) == ["eskl19", "kl27-1", "pbl11-13", "pbl11-14"]


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
    nth = RULE.replace("month = 6, day = 30", "month = 9, weekday = 1, nth = 2")
    assert load_law(folder(nth)).rules[0].versions[0].anchor == WeekdayAnchor(9, 1, 2)
    week = RULE.replace("month = 6, day = 30", "week = 30, weekday = 7")
    assert load_law(folder(week)).rules[0].versions[0].anchor == WeekAnchor(30, 7)
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
        (
            lambda s: s.replace("month = 6, day = 30", "week = 30, weekday = 1, years = 1"),
            "or week and weekday",
        ),
        (lambda s: s.replace("month = 6, day = 30", "month = 6, counted = 'finansrapport'"), "both month"),
        (lambda s: s.replace("day = 30", "day = 30, counted = 'finansrapport'"), "counted needs at_least"),
        (
            lambda s: s.replace("because", "begins = { month = 5, day = 1 }\nlasts = 13\nbecause"),
            "begins or lasts",
        ),
        (
            lambda s: s.replace("closes =", "on_demand = true\ncloses ="),
            "on_demand is only for rules anchored",
        ),
        (
            lambda s: f'{s}[[rule.variant]]\nvariant = "tidlig-vedtak"\nbecause = "{{hendelse}}"\n',
            "holes nothing",
        ),
        (lambda s: s.replace('["forslag"]', '["ukjent"]'), "unknown instrument ukjent"),
        (lambda s: s.replace("https://", "http://"), "an address that begins with https://"),
        (lambda s: s.replace('"§ 1"', '""'), "an act, a section"),
        (lambda s: s.replace("closes =", 'short = "{aar}"\ncloses ='), "no sentence without holes"),
        (lambda s: s.replace("closes =", 'role = "konge"\ncloses ='), "role: Input should be"),
        (lambda s: s.replace("closes =", 'ring = "ytterst"\ncloses ='), "ring: Input should be"),
        (lambda s: s.replace("closes =", 'curve = "Dagen"\ncloses ='), "curve needs a budget_year"),
        (lambda s: s.replace("closes =", 'stop = "plan"\ncloses ='), "stop plan and plan_type belong"),
        (lambda s: s.replace("closes =", 'plan_type = "arealdel"\ncloses ='), "plan_type belong together"),
        (lambda s: s.replace("closes =", 'stop = "mote"\ncloses ='), "for meetings, never for a rule"),
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
        (lambda s: s.replace('"G"', '"V"'), "read in law text needs a legal reference"),
        (lambda s: s + 'notice_setting = "frist.x"\n', "only for closing meeting"),
        (lambda s: s.replace('["forslag"]', '["fest"]'), "phases"),
        (lambda s: s + 'warning_setting = "robek"\n', "only the setting interpellasjon.forslag"),
        (lambda s: s + f"{CARRIES}".replace("vedtak", "dans"), "carries.0.stops.dans"),
        (lambda s: s + f"{CARRIES}".replace("= 1", "= 0"), "carries.0.stops.vedtak"),
        (lambda s: s + CARRIES + CARRIES, "carries a wish to vedtak twice"),
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


def test_what_a_rule_is_to_the_program_is_read_with_it(folder: Folder) -> None:
    said = RULE.replace(
        "closes =",
        'budget_year = 1\nrole = "frames"\nring = "stat"\nshort = "Prøve"\ncurve = "Prøvedagen"\n'
        'stop = "plan"\nplan_type = "arealdel"\nconsequence = "Alt stopper."\ncloses =',
    )
    (rule,) = load_law(folder(said)).rules
    assert rule.traits == Traits(
        Role.FRAMES,
        Ring.STAT,
        Text("Prøve"),
        Text("Prøvedagen"),
        Stop.PLAN,
        PlanType.AREALDEL,
        Text("Alt stopper."),
    )
    assert load_law(folder()).rules[0].traits == Traits()


def test_every_role_has_its_rule_and_every_stop_something_that_leads_through_it() -> None:
    law = load_law()
    roles = Counter(rule.traits.role for rule in law.rules if rule.traits.role is not None)
    assert roles == Counter({**dict.fromkeys(Role, 1), Role.HEARING: 2})
    for stop in Stop:
        places = sorted(c.place for i in law.instruments for c in i.carries if c.stop is stop)
        assert places == list(range(1, len(places) + 1)) != []


def test_a_role_has_one_rule(folder: Folder) -> None:
    first = RULE.replace("closes =", 'role = "frames"\ncloses =')
    second = first.replace("prove-1", "prove-2")
    with pytest.raises(ReferenceDataError, match=r"b\.toml: prove-2: the role frames is already prove-1's"):
        load_law(folder(first, b=second))
    hearings = (one.replace('"frames"', '"hearing"') for one in (first, second))
    assert len(load_law(folder(next(hearings), b=next(hearings))).rules) == 2


def test_two_instruments_do_not_share_a_place(folder: Folder) -> None:
    other = INSTRUMENT.replace('key = "forslag"', 'key = "annet"')
    with pytest.raises(ReferenceDataError, match="annet: place 1 at vedtak is already forslag's"):
        load_law(folder(instruments=INSTRUMENT + CARRIES + other + CARRIES))


@pytest.mark.parametrize("key", ["mote-1", "plan-1", "egen-1"])
def test_a_key_of_the_kind_that_code_makes_is_no_rules(folder: Folder, key: str) -> None:
    with pytest.raises(ReferenceDataError, match=f"a.toml: {key}: .* is no rule's"):
        load_law(folder(RULE.replace("prove-1", key)))


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
