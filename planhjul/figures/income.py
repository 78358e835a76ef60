"""Figures of income: what is free and what is bound, one version in depth or several side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from planhjul.figures.template import BAD, Spec, Theme, escape, fill, layout, row_label, text_on
from planhjul.language import Language
from planhjul.ledger.results import BoundTo, IncomeClass, IncomeComposition, IncomeGroup
from planhjul.ledger.versions import VersionKind
from planhjul.texts import Million, Share, Text, Year, text

GROUP_TITLES: Final[dict[IncomeGroup, Text]] = {
    IncomeGroup.FRI: text("Frie inntekter"),
    IncomeGroup.BUNDET: text("Bundne inntekter"),
    IncomeGroup.OVRIG: text("Øvrige inntekter"),
}
_SHORT_TITLES: Final[dict[IncomeGroup, Text]] = {
    IncomeGroup.FRI: text("Frie"),
    IncomeGroup.BUNDET: text("Bundne"),
    IncomeGroup.OVRIG: text("Øvrige"),
}
_GROUP_ORDER: Final = (IncomeGroup.FRI, IncomeGroup.BUNDET, IncomeGroup.OVRIG)
_ROW_HEIGHT: Final = 72
_BAR: Final = 0.46
_TICKS: Final = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class GroupSum:
    """A group's part of the base: amount in øre and share 0–1."""

    group: IncomeGroup
    amount_ore: int
    share: float


@dataclass(frozen=True, slots=True)
class NationalShare:
    """One class in the national picture, as a share 0–1 of the sector's income."""

    title: Text
    group: IncomeGroup
    share: float


# The facilitator's picture (KS Folkevalgtprogram, no year given); «andre» is what is left of 100.
# TBU's figures for 2024 are nearly the same (money model B.3).
NATIONAL: Final = (
    NationalShare(text("Skatteinntekter"), IncomeGroup.FRI, 0.40),
    NationalShare(text("Rammetilskudd"), IncomeGroup.FRI, 0.32),
    NationalShare(text("Egenbetalinger og gebyrer"), IncomeGroup.BUNDET, 0.14),
    NationalShare(text("Øremerkede tilskudd"), IncomeGroup.BUNDET, 0.06),
    NationalShare(text("Momskompensasjon og andre"), IncomeGroup.OVRIG, 0.08),
)
NATIONAL_YEAR: Final = 2024
NATIONAL_SOURCE: Final = text(
    "Kilde: KS Folkevalgtprogram. Tallene for {year} fra Det tekniske beregningsutvalget (TBU) er om lag de "
    "samme: skatt med eiendomsskatt 39 % og rammetilskudd 32 %. De gjelder hele kommunesektoren, også "
    "fylkeskommunene, og regner med renter, utbytte og momskompensasjon på investeringer. Derfor kan de ikke "
    "sammenlignes helt med kommunens egne andeler.",
    year=Year(NATIONAL_YEAR),
)


def group_fill(group: IncomeGroup) -> str:
    """The colour of a whole group."""
    return fill(group, 0)


def national_fill(part: NationalShare) -> str:
    """The colour of a class in the national picture."""
    family = [other for other in NATIONAL if other.group is part.group]
    return fill(part.group, family.index(part))


def group_sums(composition: IncomeComposition) -> tuple[GroupSum, ...]:
    """Free, bound and other income of the base, in that order; groups without a class are left out."""
    found = []
    for group in _GROUP_ORDER:
        members = [member for member in composition.classes if member.group is group]
        if members:
            amount = sum(member.amount_ore for member in members)
            found.append(GroupSum(group, amount, _share(amount, composition.total_ore)))
    return tuple(found)


def class_fills(composition: IncomeComposition) -> dict[str, str]:
    """Each class's colour, by key: the one its segment has, for the tables beside the figure."""
    colours: dict[str, str] = {}
    for group in _GROUP_ORDER:
        members = (member for member in composition.classes if member.group is group)
        for position, member in enumerate(members):
            colours[member.key] = fill(group, position)
    return colours


def covered_share(bound: BoundTo) -> float | None:
    """How much of the function's gross cost its own income pays, 0–1; None when it has no cost."""
    return bound.amount_ore / bound.cost_ore if bound.cost_ore > 0 else None


def hundred_kroner(composition: IncomeComposition) -> Text:
    """The page's sentence: of 100 kroner, how many are free, and to what the others are tied."""
    amounts = {part.group: part.amount_ore for part in group_sums(composition)}
    free, bound = amounts.get(IncomeGroup.FRI, 0), amounts.get(IncomeGroup.BUNDET, 0)
    kroner = _whole_hundred((free, bound, composition.total_ore - free - bound))
    return text(
        "Av 100 kroner i {year} er {free} frie, {bound} bundet til et formål og {other} øvrige.",
        year=Year(composition.year),
        free=kroner[0],
        bound=kroner[1],
        other=kroner[2],
    )


def version_title(kind: VersionKind, year: int) -> Text:
    """The version's name with its year: «Regnskap 2025»."""
    return text("{kind} {year}", kind=kind.title, year=Year(year))


def two_bands(composition: IncomeComposition, language: Language, theme: Theme) -> Spec:
    """Two bars of the same length: groups above, the classes they consist of below (per cent of the base)."""
    traces = []
    for group_sum in group_sums(composition):
        title = language.say(GROUP_TITLES[group_sum.group])
        label = f"{language.say(_SHORT_TITLES[group_sum.group])} {language.percent(group_sum.share)}"
        colour = fill(group_sum.group, 0)
        traces.append(
            _segment(1.0, title, label, group_sum.amount_ore, group_sum.share, colour, language, theme)
        )
    colours = class_fills(composition)
    for member in _in_group_order(composition.classes):
        title = language.say(member.title)
        traces.append(
            _segment(0.0, title, title, member.amount_ore, member.share, colours[member.key], language, theme)
        )
    if composition.unclassified_ore:
        title = language.say(text("Uklassifisert"))
        amount, share = (
            composition.unclassified_ore,
            _share(composition.unclassified_ore, composition.total_ore),
        )
        traces += [_segment(row, title, title, amount, share, BAD, language, theme) for row in (1.0, 0.0)]
    return {
        "data": traces,
        "layout": layout(
            theme,
            height=220,
            barmode="relative",
            bargap=0.12,
            xaxis=_percent_axis(language),
            yaxis={"visible": False, "range": [-0.5, 1.5]},
        ),
    }


def side_by_side_height(versions: int) -> int:
    """The height in pixels of `side_by_side` with so many versions."""
    return _ROW_HEIGHT * max(1, versions) + 30


def side_by_side(compositions: Sequence[IncomeComposition], language: Language, theme: Theme) -> Spec:
    """One bar of 100 per cent per version, oldest on top: free, bound and other."""
    rows = len(compositions)
    traces, labels = [], []
    for position, composition in enumerate(compositions):
        row = float(rows - 1 - position)
        labels.append(
            row_label(language.say(version_title(composition.version, composition.year)), row, theme)
        )
        for part in group_sums(composition):
            name = language.say(GROUP_TITLES[part.group])
            label = f"{language.say(_SHORT_TITLES[part.group])} {language.percent(part.share)}"
            colour = fill(part.group, 0)
            traces.append(
                _segment(row, name, label, part.amount_ore, part.share, colour, language, theme, width=_BAR)
            )
    return {
        "data": traces,
        "layout": layout(
            theme,
            height=side_by_side_height(rows),
            barmode="relative",
            xaxis=_percent_axis(language),
            yaxis={"visible": False, "range": [-0.45, rows - 0.2]},
            annotations=labels,
        ),
    }


def national_bar(language: Language, theme: Theme) -> Spec:
    """The national picture as one bar, labelled as national in its sentence and source."""
    traces = []
    for part in NATIONAL:
        name, share = language.say(part.title), language.percent(part.share, 0)
        traces.append(
            _bar(0.0, part.share, share, f"<b>{escape(name)}</b><br>{share}", national_fill(part), theme)
        )
    return {
        "data": traces,
        "layout": layout(
            theme,
            height=110,
            barmode="relative",
            xaxis=_percent_axis(language),
            yaxis={"visible": False, "range": [-0.5, 0.5]},
        ),
    }


def _in_group_order(classes: Sequence[IncomeClass]) -> list[IncomeClass]:
    return [member for group in _GROUP_ORDER for member in classes if member.group is group]


def _segment(
    row: float,
    title: str,
    label: str,
    amount_ore: int,
    share: float,
    colour: str,
    language: Language,
    theme: Theme,
    *,
    width: float = 0.86,
) -> Spec:
    amount = language.say(text("{amount} ({share})", amount=Million(amount_ore), share=Share(share)))
    return _bar(row, share, escape(label), f"<b>{escape(title)}</b><br>{amount}", colour, theme, width=width)


def _bar(
    row: float, share: float, label: str, hover: str, colour: str, theme: Theme, *, width: float = 0.86
) -> Spec:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [share],
        "y": [row],
        "width": width,
        "text": [label],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "inside",
        "textfont": {"color": text_on(colour)},
        "marker": {"color": colour, "line": {"color": theme.surface, "width": 2}},
        "hovertemplate": f"{hover}<extra></extra>",
    }


def _percent_axis(language: Language) -> Spec:
    return {
        "range": [0, 1.0],
        "tickvals": list(_TICKS),
        "ticktext": [language.percent(tick, 0) for tick in _TICKS],
        "showgrid": False,
        "zeroline": False,
        "side": "bottom",
    }


def _share(amount_ore: int, total_ore: int) -> float:
    return amount_ore / total_ore if total_ore else 0.0


def _whole_hundred(amounts: Sequence[int]) -> list[int]:
    # Largest remainder: whole kroner that make exactly 100, or none at all when there is no income.
    total = sum(amounts)
    if total <= 0:
        return [0] * len(amounts)
    whole = [amount * 100 // total for amount in amounts]
    by_remainder = sorted(range(len(amounts)), key=lambda index: -(amounts[index] * 100 % total))
    for index in by_remainder[: 100 - sum(whole)]:
        whole[index] += 1
    return whole
