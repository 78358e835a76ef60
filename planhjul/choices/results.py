"""What the choices room answers: handlingsrom and effects, as values every page and command shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planhjul.texts import Text


class Mark(StrEnum):
    """How sure a parameter is."""

    ANTAKELSE = "antakelse"
    LOKAL = "lokal"
    VERIFISERT = "verifisert"


@dataclass(frozen=True, slots=True)
class Assumption:
    """One parameter behind a figure: its value and band in words, how sure it is, and why or from where."""

    key: str
    title: Text
    value: str
    band: str
    mark: Mark
    reason: Text


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of the budget; the layers of a room add up to its total."""

    key: str
    title: Text
    amount_ore: int


@dataclass(frozen=True, slots=True)
class RoomLine:
    """One budget line's room: `movable_ore` = `short_ore` + `structural_ore`, low ≤ movable ≤ high."""

    key: str
    title: str
    amount_ore: int
    movable_ore: int
    low_ore: int
    high_ore: int
    short_ore: int
    structural_ore: int
    locked_because: Text


@dataclass(frozen=True, slots=True)
class Room:
    """Handlingsrom in one budget year seen from one day (money model E.2), as a band."""

    year: int
    on: date
    total_ore: int
    low_ore: int
    default_ore: int
    high_ore: int
    layers: tuple[Layer, ...]
    lines: tuple[RoomLine, ...]
    assumptions: tuple[Assumption, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One day on the curve of a room; `event` is the milestone there, or "" between milestones."""

    on: date
    low_ore: int
    default_ore: int
    high_ore: int
    event: str


@dataclass(frozen=True, slots=True)
class Step:
    """One named step from gross to net: year → øre, plus when it improves netto driftsresultat."""

    key: str
    title: Text
    per_year: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class MeasureEffect:
    """A measure's steps; per year they add up to `net_ore` exactly."""

    key: str
    title: str
    kind: str
    proposed_by: str
    funksjoner: tuple[str, ...]
    steps: tuple[Step, ...]
    net_ore: Mapping[int, int]
    full_year_ore: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Flag:
    """A check's finding on a scenario: why, on what basis, and what turns it green. Advice, no ruling."""

    code: str
    level: str
    year: int | None
    message: Text
    basis: Text
    fix: Text


@dataclass(frozen=True, slots=True)
class Misfit:
    """A measure that does not fit the baseline: it hits no line, or takes more than is there."""

    measure: str
    year: int
    why: Text


@dataclass(frozen=True, slots=True)
class Baseline:
    """The year's base a scenario stands on, in øre, income and expense positive.

    NDR = netto driftsresultat before measures; the fund is disposisjonsfond at the start of the first year.
    """

    years: tuple[int, ...]
    ndr_ore: Mapping[int, int]
    di_ore: Mapping[int, int]
    to_investment_ore: Mapping[int, int]
    to_bound_funds_ore: Mapping[int, int]
    from_bound_funds_ore: Mapping[int, int]
    to_fund_ore: Mapping[int, int]
    from_fund_ore: Mapping[int, int]
    deficit_cover_ore: Mapping[int, int]
    fund_start_ore: int | None

    def rest(self, year: int) -> int:
        """What is left after the year's dispositions, before measures (D.5): below 0 is a need to cut."""
        return (
            self.ndr_ore[year]
            - self.to_investment_ore[year]
            - self.to_bound_funds_ore[year]
            + self.from_bound_funds_ore[year]
            - self.to_fund_ore[year]
            + self.from_fund_ore[year]
            - self.deficit_cover_ore[year]
        )


@dataclass(frozen=True, slots=True)
class Effects:
    """A scenario on a baseline, year by year (money model D.5).

    `totals_ore` is Σ net of the measures, `rest_ore` what is left after dispositions, `fund_ore`
    disposisjonsfond at the end of the year with the dispositions as they stand, `ndr_share` NDR/DI.
    `covered_fund_ore` is the fund if it had to cover every negative rest; empty when no fund is known.
    """

    scenario: str
    title: str
    years: tuple[int, ...]
    baseline: Baseline
    measures: tuple[MeasureEffect, ...]
    totals_ore: Mapping[int, int]
    rest_ore: Mapping[int, int]
    ndr_ore: Mapping[int, int]
    di_ore: Mapping[int, int]
    fund_ore: Mapping[int, int]
    ndr_share: Mapping[int, float]
    covered_fund_ore: Mapping[int, int]
    covered_fund_share: Mapping[int, float]
    flags: tuple[Flag, ...]
    covered_flags: tuple[Flag, ...]
    misfits: tuple[Misfit, ...]
    assumptions: tuple[Assumption, ...]
