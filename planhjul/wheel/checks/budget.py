"""Law checks of the budget year being prepared (kommuneloven § 14-3, order of those who are heard)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from planhjul.texts import Year, text
from planhjul.wheel.anchors import Event
from planhjul.wheel.calendar import is_working_day, previous_working_day
from planhjul.wheel.checks.checked import Checked
from planhjul.wheel.checks.mending import organ_name
from planhjul.wheel.events import election_year
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import Finding, Mend
from planhjul.wheel.roles import Role

_DAY = timedelta(days=1)
_HEARD = (
    Event.ELDRERAD_BUD,
    Event.RAD_FUNKSJONSNEDSETTELSE_BUD,
    Event.UNGDOMSRAD_BUD,
    Event.PARTSSAMMENSATT_BUD,
)


def _decision(checked: Checked) -> Iterator[Finding]:
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
            yield checked.finding(Role.ADOPTION, "error", message, mend=_council(checked))
    elif decision.day > new_year:
        message = text(
            "Budsjettet for {aar} er satt opp til vedtak {dag}, etter årsskiftet. Flytt møtet til senest "
            "{frist}. Ellers kommer kommunen i ROBEK (kommuneloven § 28-1 bokstav e).",
            aar=Year(checked.year + 1),
            dag=decision.day,
            frist=new_year,
        )
        yield checked.finding(Role.ADOPTION, "error", message, mend=_council(checked))
    elif decision.held is False:
        message = text(
            "Budsjettmøtet {dag} er avlyst. Sett opp et nytt møte senest {frist}. Ellers kommer kommunen i "
            "ROBEK (kommuneloven § 28-1 bokstav e).",
            dag=decision.day,
            frist=new_year,
        )
        yield checked.finding(Role.ADOPTION, "error", message, mend=_council(checked))


def _council(checked: Checked) -> Mend | None:
    """A council meeting before the new year, 14 days after the last autumn meeting that can recommend."""
    autumn, latest = date(checked.year, 10, 1), date(checked.year, 12, 31)
    days = [m.day for m in checked.of(checked.recommends) if autumn <= m.day <= latest - checked.public]
    earliest = max(days, default=autumn) + checked.public
    return checked.mend(Organ.KOMMUNESTYRE, earliest, latest, max(earliest, date(checked.year, 12, 10)))


def _publication(checked: Checked) -> Iterator[Finding]:
    yield from _public_in_time(checked, Role.PUBLICATION, Event.FSK_BUD, Event.KST_BUD)
    yield from _public_in_time(checked, Role.PLAN_PUBLICATION, Event.FSK_OKONOMIPLAN, Event.KST_OKONOMIPLAN)


def _public_in_time(checked: Checked, rule: Role, recommends: Event, decides: Event) -> Iterator[Finding]:
    """KL § 14-3 fjerde ledd: exactly 14 days pass (legal calendar 2.2)."""
    committee, council = checked.events.get(recommends), checked.events.get(decides)
    if council is None:
        return
    organ, latest = checked.recommends, council.day - checked.public
    if committee is None:
        if checked.of(organ):
            message = text(
                "Møteplanen har ikke noe møte i {organ} før kommunestyrets møte {kst}. Sett opp et møte "
                "senest {senest}, så innstillingen kan offentliggjøres i tide.",
                organ=organ_name(organ),
                kst=council.day,
                senest=latest,
            )
            yield checked.finding(rule, "error", message, mend=_recommendation(checked, latest))
        return
    if committee.day > latest:
        earliest = committee.day + checked.public
        mend = _recommendation(checked, latest)
        if mend is None:
            mend = checked.mend(Organ.KOMMUNESTYRE, earliest, date(checked.year, 12, 31), earliest)
        message = text(
            "Det er {dager} dager fra innstillingen i {organ} {fsk} til kommunestyrets møte {kst}. Det skal "
            "være minst {krav}. Flytt innstillingen til senest {senest}, eller kommunestyrets møte til "
            "tidligst {tidligst}.",
            dager=(council.day - committee.day).days,
            organ=organ_name(organ),
            fsk=committee.day,
            kst=council.day,
            krav=checked.public.days,
            senest=latest,
            tidligst=earliest,
        )
        yield checked.finding(rule, "error", message, mend=mend)
    elif not is_working_day(latest):
        message = text(
            "Siste dag for å offentliggjøre innstillingen, {senest}, er ikke en virkedag. Fristen flyttes "
            "ikke: offentliggjør senest {virkedag}.",
            senest=latest,
            virkedag=previous_working_day(latest),
        )
        yield checked.finding(rule, "warning", message)


def _recommendation(checked: Checked, latest: date) -> Mend | None:
    """A meeting of the recommending organ in the four weeks up to the last day."""
    return checked.mend(checked.recommends, latest - timedelta(days=28), latest, latest)


def _heard_first(checked: Checked) -> Iterator[Finding]:
    """The councils of KL § 5-12 and the joint committee speak before the recommendation, by custom."""
    committee = checked.day(Event.FSK_BUD)
    for event in _HEARD:
        day = checked.day(event)
        if committee is not None and day is not None and day > committee:
            message = text(
                "Innstillingen {fsk} kommer før {hva} {dag}. Flytt møtet {dag} fram, så uttalelsen kan bli "
                "hørt.",
                hva=event.words,
                dag=day,
                fsk=committee,
            )
            yield checked.finding(Role.OPINIONS, "warning", message)


def _control_budget(checked: Checked) -> Iterator[Finding]:
    """KUF § 2: the control committee's proposal follows the recommendation to kommunestyret."""
    committee, control = checked.day(Event.FSK_BUD), checked.day(Event.KU_BUD)
    if committee is None or control is None or control <= committee:
        return
    message = text(
        "Kontrollutvalget foreslår budsjett for kontrollarbeidet {ku}, etter innstillingen {fsk}. Forslaget "
        "skal følge innstillingen. Flytt kontrollutvalgets møte fram.",
        ku=control,
        fsk=committee,
    )
    mend = checked.mend(
        Organ.KONTROLLUTVALG, date(checked.year, 9, 1), committee - _DAY, committee - timedelta(days=28)
    )
    yield checked.finding(Role.CONTROL_BUDGET, "warning", message, mend=mend)


def _new_council(checked: Checked) -> Iterator[Finding]:
    """The first budget of a new council comes after the constituting meeting (legal calendar § 8)."""
    constituted = checked.day(Event.KONSTITUERING)
    if constituted is None or checked.year != election_year(checked.year):
        return
    council, committee = checked.day(Event.KST_BUD), checked.day(Event.FSK_BUD)
    if council is not None and council < constituted:
        message = text(
            "Budsjettet er satt opp til vedtak {dag}, før det nye kommunestyret konstituerer seg {konst}. Da "
            "vedtar det gamle kommunestyret. Flytt vedtaket til etter konstitueringen.",
            dag=council,
            konst=constituted,
        )
        yield checked.finding(Role.FIRST_BUDGET, "warning", message)
    elif committee is not None and committee < constituted:
        message = text(
            "Innstillingen til budsjettet er satt opp {dag}, før det nye kommunestyret har valgt formannskap "
            "{konst}. Flytt den til etter konstitueringen.",
            dag=committee,
            konst=constituted,
        )
        yield checked.finding(Role.FIRST_BUDGET, "warning", message)


BUDGET_CHECKS: tuple[Callable[[Checked], Iterator[Finding]], ...] = (
    _decision,
    _publication,
    _heard_first,
    _control_budget,
    _new_council,
)
