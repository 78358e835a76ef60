"""Law checks of the year being closed, and of the reports of the year being executed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from planhjul.texts import Text, Year, text
from planhjul.wheel.anchors import CountAnchor, Counted, Event
from planhjul.wheel.checks.checked import Checked
from planhjul.wheel.checks.mending import organ_name
from planhjul.wheel.meetings import Organ
from planhjul.wheel.purposes import reports
from planhjul.wheel.results import Finding, Mend
from planhjul.wheel.roles import Role

_DAY = timedelta(days=1)
_WANTED: Mapping[Counted, Text] = {
    Counted.OKONOMIRAPPORT: text("økonomirapporter"),
    Counted.FINANSRAPPORT: text("finansrapporter"),
    Counted.INTERNKONTROLL: text("rapport om internkontroll og statlig tilsyn"),
    Counted.HANDLINGSDEL: text("revisjon av handlingsdelen"),
}


def _decision(checked: Checked) -> Iterator[Finding]:
    """KL § 14-3 andre ledd, with ROBEK ground f (KL § 28-1)."""
    half_year = date(checked.year, 6, 30)
    council = checked.events.get(Event.KST_REGNSKAP)
    if council is None:
        if checked.councils():
            message = text(
                "Ingen kommunestyremøter i møteplanen er merket med regnskap. Skriv formålet på møtet som "
                "skal vedta årsregnskapet, senest {frist}.",
                frist=half_year,
            )
            yield checked.finding(Role.ACCOUNTS_ADOPTION, "warning", message, mend=_council(checked))
    elif council.day > half_year:
        message = text(
            "Årsregnskapet er satt opp til vedtak {dag}. Flytt det til et møte senest {frist}. Ellers kommer "
            "kommunen i ROBEK (kommuneloven § 28-1 bokstav f).",
            dag=council.day,
            frist=half_year,
        )
        yield checked.finding(Role.ACCOUNTS_ADOPTION, "error", message, mend=_council(checked))
    elif council.held is False:
        message = text(
            "Møtet {dag} som skulle vedta årsregnskapet, er avlyst. Sett opp et nytt møte senest {frist}. "
            "Ellers kommer kommunen i ROBEK (kommuneloven § 28-1 bokstav f).",
            dag=council.day,
            frist=half_year,
        )
        yield checked.finding(Role.ACCOUNTS_ADOPTION, "error", message, mend=_council(checked))


def _council(checked: Checked) -> Mend | None:
    """A council meeting before the half-year, after the recommendation: one in the plan, else a free day."""
    half_year = date(checked.year, 6, 30)
    committee = checked.day(Event.FSK_REGNSKAP)
    begins = date(checked.year, 5, 1)
    earliest = max(begins, committee + _DAY) if committee is not None and committee < half_year else begins
    planned = [m.day for m in checked.councils() if max(earliest, checked.on) <= m.day <= half_year]
    if planned:
        return Mend(Organ.KOMMUNESTYRE, planned[-1])
    return checked.mend(Organ.KOMMUNESTYRE, earliest, half_year, half_year - timedelta(days=12))


def _order(checked: Checked) -> Iterator[Finding]:
    """KL § 14-3 tredje ledd: kontrollutvalget, then the recommendation, then kommunestyret."""
    committee, control = checked.day(Event.FSK_REGNSKAP), checked.day(Event.KU_REGNSKAP)
    council, organ = checked.day(Event.KST_REGNSKAP), checked.recommends
    if committee is None:
        if council is not None and checked.of(organ):
            message = text(
                "Møteplanen viser ikke når {organ} innstiller til regnskapet. Det må skje før kommunestyrets "
                "møte {kst}. Skriv formålet på møtet.",
                organ=organ_name(organ),
                kst=council,
            )
            yield checked.finding(Role.ACCOUNTS_OPINION, "warning", message, Role.ACCOUNTS_ADOPTION)
        return
    if council is not None and committee > council:
        message = text(
            "Innstillingen til regnskapet {fsk} kommer etter kommunestyrets møte {kst}. Flytt den fram.",
            fsk=committee,
            kst=council,
        )
        mend = checked.mend(organ, date(checked.year, 4, 15), council - _DAY, council - timedelta(days=14))
        yield checked.finding(Role.ACCOUNTS_OPINION, "error", message, Role.ACCOUNTS_ADOPTION, mend)
    if control is None:
        message = text(
            "Møteplanen viser ikke når kontrollutvalget uttaler seg om regnskapet. Det må skje før "
            "innstillingen {fsk}.",
            fsk=committee,
        )
        yield checked.finding(Role.ACCOUNTS_OPINION, "warning", message, mend=_control(checked, committee))
    elif control > committee:
        message = text(
            "Innstillingen til regnskapet er satt opp {fsk}, før kontrollutvalget har uttalt seg {ku}. Flytt "
            "kontrollutvalgets møte fram, eller innstillingen til etter {ku}.",
            fsk=committee,
            ku=control,
        )
        yield checked.finding(Role.ACCOUNTS_OPINION, "error", message, mend=_control(checked, committee))


def _control(checked: Checked, committee: date) -> Mend | None:
    """A meeting of kontrollutvalget between the auditor's report (15 April) and the recommendation."""
    latest = committee - _DAY
    earliest = min(date(checked.year, 4, 15), latest)
    return checked.mend(Organ.KONTROLLUTVALG, earliest, latest, latest - timedelta(days=13))


def _counts(checked: Checked) -> Iterator[Finding]:
    """At least so many a year; only the economy's own reports are an error when the year is over."""
    if not checked.councils():
        return
    for rule in checked.rules:
        version = rule.version_on(date(checked.year, 12, 31))
        anchor = version.anchor if version is not None else None
        if not isinstance(anchor, CountAnchor) or anchor.counted is None:
            continue
        found = len(reports(checked.year, checked.meetings, anchor.counted))
        if found >= anchor.at_least:
            continue
        economy = anchor.counted is Counted.OKONOMIRAPPORT
        over = checked.on > date(checked.year, 12, 31)
        level = ("error" if over else "warning") if economy else "info"
        if anchor.at_least == 1:
            message = text(
                "Møteplanen for {aar} viser ingen {hva} til kommunestyret. Sett det opp, eller skriv "
                "formålet på møtet.",
                aar=Year(checked.year),
                hva=_WANTED[anchor.counted],
            )
        else:
            message = text(
                "Møteplanen for {aar} viser {antall} av minst {minst} {hva} til kommunestyret. Sett opp "
                "resten, eller skriv formålet på møtene der de behandles.",
                aar=Year(checked.year),
                antall=found,
                minst=anchor.at_least,
                hva=_WANTED[anchor.counted],
            )
        yield checked.finding(rule.key, level, message)


ACCOUNTS_CHECKS: tuple[Callable[[Checked], Iterator[Finding]], ...] = (_decision, _order, _counts)
