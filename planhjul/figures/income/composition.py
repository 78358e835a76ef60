"""Figures of income: what is free and what is bound, one version in depth or several side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from planhjul.figures.template import BAD, Spec, Theme, escape, fill, layout, piece, row_label
from planhjul.language import Language
from planhjul.ledger.income.explained import scaled_value
from planhjul.ledger.income.results import FundingChain, IncomeClass, IncomeComposition, IncomeGroup
from planhjul.ledger.income.scale import Scale, ScaleKind
from planhjul.ledger.versions import VersionKind, version_title
from planhjul.texts import Million, Share, Text, Year, text

_SHORT_TITLES: Final[dict[IncomeGroup, Text]] = {
    IncomeGroup.FRI: text("Frie"),
    IncomeGroup.BUNDET: text("Bundne"),
    IncomeGroup.OVRIG: text("Øvrige"),
}
_GROUP_ORDER: Final = (IncomeGroup.FRI, IncomeGroup.BUNDET, IncomeGroup.OVRIG)
_ROW_HEIGHT: Final = 72
BANDS_HEIGHT: Final = 270
_MOST_SERVICES: Final = 6
_ORE: Final = 100
_BAR: Final = 0.46
_TICKS: Final = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class GroupSum:
    """A group's part of the base: amount in øre and share 0–1."""

    group: IncomeGroup
    amount_ore: int
    share: float


class _Amount(Protocol):
    @property
    def amount_ore(self) -> int: ...

    @property
    def share(self) -> float: ...


@dataclass(frozen=True, slots=True)
class _Part:
    amount_ore: int
    share: float


@dataclass(frozen=True, slots=True)
class BoundPart:
    """A service's part of the bound income: amount in øre, share 0–1 of it, and its colour."""

    title: str | Text
    amount_ore: int
    share: float
    colour: str


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


def covered_share(chain: FundingChain) -> float | None:
    """How much of the function's gross cost its bound income pays, 0–1; None when it has no cost."""
    return chain.bound_ore / chain.cost_ore if chain.cost_ore > 0 else None


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


def standing_title(composition: IncomeComposition) -> Text:
    """As `version_title`; accounts that stood before their year was over are said to be so far."""
    title = version_title(composition.version, composition.year)
    so_far = composition.stood_from.year <= composition.year
    if composition.version is VersionKind.REGNSKAP and so_far:
        return text("{version} hittil", version=title)
    return title


def two_bands(composition: IncomeComposition, language: Language, theme: Theme) -> Spec:
    """Free | bound, what they are made of, and what the bound part is bound to.

    Two bars of the base in per cent: groups and classes. The third is the bound part alone, as long as the
    others so that its services can be told apart, the largest first.
    """
    groups, colours = group_sums(composition), class_fills(composition)
    traces: list[Spec] = []
    for part in groups:
        title = language.say(part.group.words)
        label = f"{language.say(_SHORT_TITLES[part.group])} {language.percent(part.share)}"
        traces.append(_segment(2.0, title, label, part, fill(part.group, 0), language, theme))
    for member in _in_group_order(composition.classes):
        title = language.say(member.title)
        traces.append(_segment(1.0, title, title, member, colours[member.key], language, theme))
    if composition.unclassified_ore:
        title = language.say(text("Uklassifisert"))
        rest = _Part(
            composition.unclassified_ore, _share(composition.unclassified_ore, composition.total_ore)
        )
        traces += [_segment(row, title, title, rest, BAD, language, theme) for row in (2.0, 1.0)]
    for service in bound_parts(composition):
        title = language.say(service.title)
        traces.append(_segment(0.0, title, title, service, service.colour, language, theme))
    rows = (
        (2.0, text("Fritt eller bundet")),
        (1.0, text("Slag inntekt")),
        (0.0, text("Bare de bundne, etter tjeneste")),
    )
    return {
        "data": traces,
        "layout": layout(
            theme,
            height=BANDS_HEIGHT,
            barmode="relative",
            xaxis=_percent_axis(language),
            yaxis={"visible": False, "range": [-0.45, 2.8]},
            annotations=[row_label(language.say(title), row, theme) for row, title in rows],
        ),
    }


def bound_parts(composition: IncomeComposition) -> tuple[BoundPart, ...]:
    """The services that hold the bound income: the largest by name, the others as one."""
    bound = [chain for chain in composition.funding.chains if chain.bound_ore > 0]
    total = sum(chain.bound_ore for chain in bound)
    parts = [
        BoundPart(
            chain.title or chain.key,
            chain.bound_ore,
            _share(chain.bound_ore, total),
            fill(IncomeGroup.BUNDET, place),
        )
        for place, chain in enumerate(bound[:_MOST_SERVICES])
    ]
    if others := bound[_MOST_SERVICES:]:
        amount = sum(chain.bound_ore for chain in others)
        title = text("{count} andre tjenester", count=len(others))
        parts.append(BoundPart(title, amount, _share(amount, total), fill(IncomeGroup.OVRIG, 0)))
    return tuple(parts)


# Whole numbers in full: the chart library's own short form, «20k», is no Norwegian.
_AMOUNT_AXIS: Final[Spec] = {"showgrid": False, "zeroline": False, "tickformat": ",d"}


def side_by_side_height(versions: int) -> int:
    """The height in pixels of `side_by_side` with so many versions."""
    return _ROW_HEIGHT * max(1, versions) + 30


def side_by_side(
    compositions: Sequence[IncomeComposition],
    language: Language,
    theme: Theme,
    scales: Mapping[int, Scale] | None = None,
) -> Spec:
    """One bar per version, oldest on top: free, bound and other.

    Without `scales` (by year) every bar is 100 per cent; with them its length is the amount on the scale,
    so that years can be compared in size.
    """
    rows = len(compositions)
    traces, labels = [], []
    for position, composition in enumerate(compositions):
        row = float(rows - 1 - position)
        labels.append(row_label(language.say(standing_title(composition)), row, theme))
        scale = None if scales is None else scales[composition.year]
        for title, short, part, colour in _groups_and_rest(composition):
            name = language.say(title)
            label = f"{language.say(short)} {language.percent(part.share)}"
            segment = _segment(row, name, label, part, colour, language, theme, width=_BAR, scale=scale)
            traces.append(segment)
    return {
        "data": traces,
        "layout": layout(
            theme,
            height=side_by_side_height(rows),
            barmode="relative",
            xaxis=_percent_axis(language) if scales is None else dict(_AMOUNT_AXIS),
            yaxis={"visible": False, "range": [-0.45, rows - 0.2]},
            annotations=labels,
        ),
    }


def _groups_and_rest(
    composition: IncomeComposition,
) -> list[tuple[Text, Text, _Amount, str]]:
    found: list[tuple[Text, Text, _Amount, str]] = [
        (part.group.words, _SHORT_TITLES[part.group], part, fill(part.group, 0))
        for part in group_sums(composition)
    ]
    if composition.unclassified_ore:
        amount = composition.unclassified_ore
        title = text("Uklassifisert")
        found.append((title, title, _Part(amount, _share(amount, composition.total_ore)), BAD))
    return found


def national_bar(language: Language, theme: Theme) -> Spec:
    """The national picture as one bar, labelled as national in its sentence and source."""
    traces = []
    for part in NATIONAL:
        name, share = language.say(part.title), language.percent(part.share, 0)
        traces.append(
            piece(0.0, part.share, share, f"<b>{escape(name)}</b><br>{share}", national_fill(part), theme)
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
    part: _Amount,
    colour: str,
    language: Language,
    theme: Theme,
    *,
    width: float = _BAR,
    scale: Scale | None = None,
) -> Spec:
    said = Million(part.amount_ore) if scale is None else scaled_value(part.amount_ore, scale)
    amount = language.say(text("{amount} ({share})", amount=said, share=Share(part.share)))
    length = part.share if scale is None else scaled_length(part.amount_ore, scale)
    hover = f"<b>{escape(title)}</b><br>{amount}"
    return piece(row, length, escape(label), hover, colour, theme, width=width)


def scaled_length(ore: int, scale: Scale) -> float:
    """The amount as an axis counts it: kroner per inhabitant, else millions of kroner."""
    return scale.amount(ore) / (_ORE if scale.kind is ScaleKind.INNBYGGER else _ORE * 1_000_000)


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
