"""The catalogue as it is in one municipality: its variants chosen, its customs moved or switched off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from planhjul.wheel.anchors import Anchor, CalendarAnchor
from planhjul.wheel.calendar import Offset
from planhjul.wheel.local import LocalRules
from planhjul.wheel.results import RuleKind
from planhjul.wheel.rules import Rule, RuleVariant, RuleVersion


def chosen(rules: Sequence[Rule], local: LocalRules) -> tuple[Rule, ...]:
    """The rules that hold in the municipality, as they read there.

    A variant changes a rule's words or day; a custom may be moved or switched off, a law never.
    """
    return tuple(_chosen(rules, local))


def unknown_customs(rules: Sequence[Rule], local: LocalRules) -> tuple[str, ...]:
    """The keys of settings that move or switch off something that is no custom in the catalogue."""
    customs = {rule.key for rule in rules if rule.kind is RuleKind.SEDVANE}
    return tuple(key for key in local.customs if key not in customs)


def _chosen(rules: Sequence[Rule], local: LocalRules) -> Iterator[Rule]:
    for rule in rules:
        if (rule.only_in and not rule.only_in & local.variants) or rule.not_in & local.variants:
            continue
        for variant in rule.variants:
            if variant.variant in local.variants:
                rule = varied(rule, variant)
        custom = local.customs.get(rule.key) if rule.kind is RuleKind.SEDVANE else None
        if custom is None:
            yield rule
        elif custom.ends is not None:
            moved = (_moved(version, custom.begins, custom.ends) for version in rule.versions)
            yield replace(rule, versions=tuple(moved))


def varied(rule: Rule, variant: RuleVariant) -> Rule:
    """The rule as it reads in the variant."""
    return replace(
        rule,
        title=variant.title or rule.title,
        organ=variant.organ or rule.organ,
        versions=tuple(
            replace(
                version,
                because=variant.because or version.because,
                anchor=variant.anchor or version.anchor,
                begins=variant.begins or version.begins,
                offset=variant.offset or version.offset,
                landing=variant.landing or version.landing,
            )
            for version in rule.versions
        ),
    )


def _moved(version: RuleVersion, begins: CalendarAnchor | None, ends: CalendarAnchor) -> RuleVersion:
    """The version on the municipality's own days, in the same year of the term as before."""
    first = version.begins if begins is None else replace(begins, years=_years(version.begins))
    anchor = replace(ends, years=_years(version.anchor))
    return replace(version, anchor=anchor, begins=first, lasts=None, offset=Offset(), own_day=True)


def _years(anchor: Anchor | None) -> int:
    return anchor.years if isinstance(anchor, CalendarAnchor) else 0
