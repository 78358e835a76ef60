"""What the law checks say of a year's wheel: what is wrong, why, and what would mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from planhjul.texts import Text, Year, text
from planhjul.wheel.checks.accounts import ACCOUNTS_CHECKS
from planhjul.wheel.checks.budget import BUDGET_CHECKS
from planhjul.wheel.checks.checked import Checked
from planhjul.wheel.checks.meetings import MEETING_CHECKS
from planhjul.wheel.checks.plans import PLAN_CHECKS
from planhjul.wheel.results import Finding, RuleKind, Sense
from planhjul.wheel.roles import Role

__all__ = ["Checked", "check_year"]

# What a check of its own already says of a late day.
_CHECKED_ELSEWHERE = frozenset({Role.ADOPTION, Role.ACCOUNTS_ADOPTION, Role.ACCOUNTS_OPINION, Role.STRATEGY})


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


def _broken_days(checked: Checked) -> Iterator[Finding]:
    """Every binding deadline that a known day breaks, when no check of its own speaks of it."""
    for milestone in checked.milestones:
        binding = milestone.kind in (RuleKind.LOV, RuleKind.FORSKRIFT)
        planned, lands = milestone.planned, milestone.lands
        if not binding or planned is None or lands is None or milestone.traits.role in _CHECKED_ELSEWHERE:
            continue
        message: Text | None = None
        if milestone.sense is Sense.LATEST and planned > lands:
            message = text(
                "{tittel}: {dag} er etter fristen {frist}.",
                tittel=milestone.title,
                dag=planned,
                frist=lands,
            )
        elif milestone.sense is Sense.EARLIEST and planned < lands:
            message = text(
                "{tittel}: {dag} er for tidlig. Sett den til tidligst {frist}.",
                tittel=milestone.title,
                dag=planned,
                frist=lands,
            )
        if message is not None:
            if (consequence := milestone.traits.consequence) is not None:
                message = text("{funn} {virkning}", funn=message, virkning=consequence)
            yield checked.finding(milestone.key, "error", message)


def _settings(checked: Checked) -> Iterator[Finding]:
    for key, value in checked.local.unread:
        message = text(
            "Innstillingen {nokkel} har verdien «{verdi}», som ikke kan leses. Skriv en dato som "
            "24.10.2023, et tall, «10 virkedager» eller et av ordene innstillingen kjenner.",
            nokkel=key,
            verdi=value,
        )
        yield checked.finding("innstilling", "warning", message, key)
    for key in checked.unknown_customs:
        message = text(
            "Innstillingen {nokkel} gjelder ingen skikk som hjulet kjenner. Lovens egne frister kan ikke "
            "flyttes. Se etter skrivefeil.",
            nokkel=f"skikk.{key}",
        )
        yield checked.finding("innstilling", "warning", message, f"skikk.{key}")


_CHECKS: tuple[Callable[[Checked], Iterator[Finding]], ...] = (
    _no_plan,
    *BUDGET_CHECKS,
    *ACCOUNTS_CHECKS,
    *PLAN_CHECKS,
    _broken_days,
    *MEETING_CHECKS,
    _settings,
)
