"""Measures (tiltak): what they change, in which years, from which month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planhjul.issues import CellRef
from planhjul.texts import Named, text


class MeasureKind(Named):
    """What the measure is in the budget debate."""

    INNSPARING = "innsparing", text("Innsparing")
    OKNING = "okning", text("Økning")
    ONSKE = "onske", text("Ønske")
    INNTEKT = "inntekt", text("Inntekt")


class PartKind(Named):
    """What a part changes. The amount is the *change*: minus is less, plus is more, of that cost or income.

    `NETTO` is a change of net expenditure that nobody has split: it gets no pension, tax or VAT on top.
    """

    NETTO = "netto", text("Netto utgift (ikke delt opp)")
    LONN = "lonn", text("Lønn uten pensjon og arbeidsgiveravgift")
    KJOP = "kjop", text("Kjøp uten mva")
    KJOP_INKL_MVA = "kjop_inkl_mva", text("Kjøp med mva")
    OVERFORING = "overforing", text("Tilskudd og overføringer til andre")
    GEBYR = "gebyr", text("Gebyrer og egenbetaling (inntekt)")
    OREMERKET = "oremerket", text("Øremerket tilskudd (inntekt)")
    REFUSJON = "refusjon", text("Refusjon (inntekt)")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a measure: full-year change in øre per year, and from which month it bites.

    Args:
        amounts: year → full-year change in øre (before part-year effect).
        start_month: 1–12, the month of the first year with an amount from which it has effect.
        kept_share: 0–1, share of the part that stays because the task stays (F.2 of the money model).
        one_off: True when the amount is a single sum: no part-year reduction, no later years.
    """

    kind: PartKind
    funksjon: str
    art: str
    ansvar: str
    amounts: Mapping[int, int]
    start_month: int
    kept_share: float
    one_off: bool
    source: CellRef


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure with its parts; `scenarios` are the keys of the scenarios it belongs to."""

    key: str
    title: str
    kind: MeasureKind
    proposed_by: str
    scenarios: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named set of measures on top of a baseline."""

    key: str
    title: str
    party: str
    explanation: str
    source: CellRef
