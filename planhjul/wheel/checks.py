"""What the law checks say of a year's wheel: what is wrong, why, and what would mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planhjul.texts import Text, Year, text
from planhjul.wheel.calendar import is_public_holiday, is_weekend, is_working_day, previous_working_day
from planhjul.wheel.events import PUBLISHED_BEFORE, Happening, reports
from planhjul.wheel.meetings import Meeting, Organ
from planhjul.wheel.results import Finding, LegalRef, Milestone
from planhjul.wheel.rules import Event, Rule

REPORTS_A_YEAR = 2


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks look at: the year, its events and meetings, the rules and the milestones they gave."""

    year: int
    on: date
    events: Mapping[Event, Happening]
    meetings: Sequence[Meeting]
    rules: Sequence[Rule]
    milestones: Sequence[Milestone]
    unread_settings: Sequence[tuple[str, str]]

    def legal(self, rule: str, day: date) -> LegalRef | None:
        """Where the rule stands, in the version of the day."""
        for candidate in self.rules:
            if candidate.key == rule and (version := candidate.version_on(day)) is not None:
                return version.legal
        return None

    def finding(self, rule: str, level: str, message: Text, milestone: str | None = None) -> Finding:
        """A finding about a rule, with its paragraph."""
        return Finding(rule, level, message, self.legal(rule, date(self.year, 12, 31)), milestone or rule)

    def councils(self) -> list[Meeting]:
        """The year's council meetings that are not cancelled."""
        return [
            m
            for m in self.meetings
            if m.organ is Organ.KOMMUNESTYRE and m.day.year == self.year and m.held is not False
        ]


def check_year(checked: Checked) -> tuple[Finding, ...]:
    """Everything the checks have to say of the year: errors first, then warnings, then information."""
    found = [finding for check in _CHECKS for finding in check(checked)]
    order = ("error", "warning", "info")
    return tuple(sorted(found, key=lambda finding: order.index(finding.level)))


def _no_plan(checked: Checked) -> Iterator[Finding]:
    if not checked.councils():
        message = text(
            "Møteplanen for {aar} mangler, så datoene er ikke prøvd mot den. Les inn møteplanen.",
            aar=Year(checked.year),
        )
        yield checked.finding("moteplan", "info", message)


def _budget_decision(checked: Checked) -> Iterator[Finding]:
    """KL § 14-3 første ledd, with ROBEK ground e (KL § 28-1)."""
    new_year = date(checked.year, 12, 31)
    decision = checked.events.get(Event.KST_BUD)
    if decision is None:
        if checked.councils():
            message = text(
                "Møteplanen har ikke noe kommunestyremøte før årsskiftet som kan vedta budsjettet 14 dager "
                "etter formannskapets innstilling. Sett opp et møte, eller skriv formålet i møteplanen. "
                "Uten vedtak i tide kommer kommunen i ROBEK (kommuneloven § 28-1 bokstav e)."
            )
            yield checked.finding("kl14-3-vedtak", "error", message)
    elif decision.day > new_year:
        message = text(
            "Budsjettet for {aar} er satt opp til vedtak {dag}, etter årsskiftet. Flytt møtet til senest "
            "{frist}. Ellers kommer kommunen i ROBEK (kommuneloven § 28-1 bokstav e).",
            aar=Year(checked.year + 1),
            dag=decision.day,
            frist=new_year,
        )
        yield checked.finding("kl14-3-vedtak", "error", message)
    elif decision.held is False:
        message = text(
            "Budsjettmøtet {dag} er avlyst. Sett opp et nytt møte senest {frist}. Ellers kommer kommunen i "
            "ROBEK (kommuneloven § 28-1 bokstav e).",
            dag=decision.day,
            frist=new_year,
        )
        yield checked.finding("kl14-3-vedtak", "error", message)


def _publication(checked: Checked) -> Iterator[Finding]:
    """KL § 14-3 fjerde ledd: exactly 14 days pass (legal calendar 2.2)."""
    committee, council = checked.events.get(Event.FSK_BUD), checked.events.get(Event.KST_BUD)
    if council is None:
        return
    latest = council.day - PUBLISHED_BEFORE
    if committee is None:
        if any(m.organ is Organ.FORMANNSKAP and m.day.year == checked.year for m in checked.meetings):
            message = text(
                "Møteplanen har ikke noe formannskapsmøte i høst før kommunestyrets budsjettmøte {kst}. "
                "Sett opp et møte senest {senest}, så innstillingen kan offentliggjøres i tide.",
                kst=council.day,
                senest=latest,
            )
            yield checked.finding("kl14-3-pub", "error", message)
        return
    if committee.day > latest:
        message = text(
            "Det er {dager} dager fra formannskapets innstilling {fsk} til kommunestyrets budsjettmøte "
            "{kst}. Loven krever minst 14. Flytt formannskapets møte til senest {senest}, eller "
            "kommunestyrets møte til tidligst {tidligst}.",
            dager=(council.day - committee.day).days,
            fsk=committee.day,
            kst=council.day,
            senest=latest,
            tidligst=committee.day + PUBLISHED_BEFORE,
        )
        yield checked.finding("kl14-3-pub", "error", message)
    elif not is_working_day(latest):
        message = text(
            "Siste dag for å offentliggjøre innstillingen, {senest}, er ikke en virkedag. Fristen flyttes "
            "ikke: offentliggjør senest {virkedag}.",
            senest=latest,
            virkedag=previous_working_day(latest),
        )
        yield checked.finding("kl14-3-pub", "warning", message)


def _accounts(checked: Checked) -> Iterator[Finding]:
    """KL § 14-3 andre og tredje ledd, with ROBEK ground f (KL § 28-1)."""
    half_year = date(checked.year, 6, 30)
    council = checked.events.get(Event.KST_REGNSKAP)
    committee = checked.events.get(Event.FSK_REGNSKAP)
    control = checked.events.get(Event.KU_REGNSKAP)
    if council is None:
        if checked.councils():
            message = text(
                "Ingen kommunestyremøter i møteplanen er merket med regnskap. Skriv formålet på møtet som "
                "skal vedta årsregnskapet, senest {frist}.",
                frist=half_year,
            )
            yield checked.finding("kl14-3-regnskap", "warning", message)
    elif council.day > half_year:
        message = text(
            "Årsregnskapet er satt opp til vedtak {dag}. Flytt det til et møte senest {frist}. Ellers kommer "
            "kommunen i ROBEK (kommuneloven § 28-1 bokstav f).",
            dag=council.day,
            frist=half_year,
        )
        yield checked.finding("kl14-3-regnskap", "error", message)
    if committee is None:
        return
    if control is None:
        message = text(
            "Møteplanen viser ikke når kontrollutvalget uttaler seg om regnskapet. Det må skje før "
            "formannskapet innstiller {fsk}.",
            fsk=committee.day,
        )
        yield checked.finding("kl14-3-ku", "warning", message)
    elif control.day > committee.day:
        message = text(
            "Formannskapet innstiller til regnskapet {fsk}, før kontrollutvalget har uttalt seg {ku}. Flytt "
            "kontrollutvalgets møte fram, eller formannskapets møte til etter {ku}.",
            fsk=committee.day,
            ku=control.day,
        )
        yield checked.finding("kl14-3-ku", "error", message)


def _reports(checked: Checked) -> Iterator[Finding]:
    """KL § 14-5 tredje ledd."""
    found = len(reports(checked.year, checked.meetings))
    if checked.councils() and found < REPORTS_A_YEAR:
        level = "error" if checked.on > date(checked.year, 12, 31) else "warning"
        message = text(
            "Møteplanen for {aar} viser {antall} av minst to økonomirapporter til kommunestyret. Sett opp "
            "resten, eller skriv formålet på møtene der de behandles.",
            aar=Year(checked.year),
            antall=found,
        )
        yield checked.finding("kl14-5-rapport", level, message)


def _strategy(checked: Checked) -> Iterator[Finding]:
    """PBL § 10-1 første ledd, in the year its deadline lands."""
    for milestone in checked.milestones:
        if milestone.key != "pbl10-1" or milestone.lands is None:
            continue
        if milestone.planned is not None and milestone.planned > milestone.lands:
            message = text(
                "Planstrategien er satt opp til vedtak {dag}. Loven krever vedtak senest {frist}, ett år "
                "etter konstitueringen. Flytt behandlingen fram.",
                dag=milestone.planned,
                frist=milestone.lands,
            )
            yield checked.finding("pbl10-1", "error", message)


def _days_off(checked: Checked) -> Iterator[Finding]:
    for meeting in checked.meetings:
        if meeting.day.year != checked.year or meeting.held is False:
            continue
        if is_public_holiday(meeting.day):
            rule, source = "mote-helligdag", text("en helligdag")
        elif is_weekend(meeting.day):
            rule, source = "mote-helg", text("en lørdag eller søndag")
        else:
            continue
        message = text(
            "{organ} har møte {dag}, som er {slag}. Se etter om datoen er riktig i møteplanen.",
            organ=meeting.organ_name,
            dag=meeting.day,
            slag=source,
        )
        yield checked.finding(rule, "warning", message, f"mote-{meeting.organ}-{meeting.day.isoformat()}")


def _settings(checked: Checked) -> Iterator[Finding]:
    for key, value in checked.unread_settings:
        message = text(
            "Innstillingen {nokkel} har verdien «{verdi}», som ikke kan leses. Skriv en dato som "
            "24.10.2023, et tall, eller et tall og «virkedager».",
            nokkel=key,
            verdi=value,
        )
        yield checked.finding("innstilling", "warning", message, key)


_CHECKS: tuple[Callable[[Checked], Iterator[Finding]], ...] = (
    _no_plan,
    _budget_decision,
    _publication,
    _accounts,
    _reports,
    _strategy,
    _days_off,
    _settings,
)
