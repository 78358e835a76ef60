"""What the choices room answers: handlingsrom and effects, as values every page and command shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planhjul.explanation import Explanation
from planhjul.ledger.net import DriftTotals
from planhjul.texts import Named, Text, text, verbatim
from planhjul.wheel.roles import Role

NOTHING = verbatim("")


class Mark(StrEnum):
    """How sure a parameter is."""

    ANTAKELSE = "antakelse"
    LOKAL = "lokal"
    VERIFISERT = "verifisert"


@dataclass(frozen=True, slots=True)
class Assumption:
    """One parameter behind a figure: value, band (None = it has none), how sure it is, why or from where."""

    key: str
    title: Text
    value: Text
    mark: Mark
    reason: Text
    band: Text | None = None


class LayerKey(Named):
    """The layers around a politician's room, in the order money is taken out; the values are permanent."""

    LOV = "lov", text("Lov")
    FORSKRIFT = "forskrift", text("Forskrift")
    AVTALER = "avtaler", text("Avtaler")
    VEDTAK = "vedtak", text("Egne vedtak og reglement")
    EGENFINANSIERT = "egenfinansiert", text("Egenfinansiert")
    TEKNISK = "teknisk", text("Tekniske poster")
    FOR_SENT = "for_sent", text("For sent å endre i tid")
    KORT = "kort", text("Kan flyttes på kort sikt")
    STRUKTURELT = "strukturelt", text("Kan flyttes ved omlegging")


# What is left inside all layers: «mitt mulighetsrom».
OPEN_LAYERS = frozenset({LayerKey.KORT, LayerKey.STRUKTURELT})


@dataclass(frozen=True, slots=True)
class LayerLine:
    """A budget line's øre in one layer: why it is there, who can unlock it, and when.

    `line` is the key of the budget line it belongs to, "" for money that is no service (loans, funds).
    `basis` is the law or regulation behind it, None when there is none or nobody has said which; `kilde` is
    the municipality's own source, "" where ours is the only one.
    """

    key: str
    line: str
    title: Text
    amount_ore: int
    because: Text
    unlocked_by: Text
    unlocked_when: Text
    basis: Text | None = None
    kilde: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of the budget; its lines add up to it, and the layers of a view to the view's total."""

    key: str
    title: Text
    amount_ore: int
    lines: tuple[LayerLine, ...] = ()
    unlocked_by: Text = NOTHING
    unlocked_when: Text = NOTHING


@dataclass(frozen=True, slots=True)
class RoomLine:
    """One budget line's room: `movable_ore` = `short_ore` + `structural_ore`, low ≤ movable ≤ high.

    `area` is the budget area (or function, where no area holds it) that the line is a part of.
    """

    key: str
    title: str
    amount_ore: int
    movable_ore: int
    low_ore: int
    high_ore: int
    short_ore: int
    structural_ore: int
    locked_because: Text
    area: str = ""


@dataclass(frozen=True, slots=True)
class Lock:
    """A commitment as it stands in a year: what it binds, who can unlock it, and when.

    `amount_ore` is what it binds in the budget year, `lowers_ore` how much smaller the room is for it on the
    day. `call_off_by` is the last day to call it off, None when there is none or it has passed.
    """

    key: str
    title: str
    kind: str
    layer: str
    lines: tuple[str, ...]
    amount_ore: int
    lowers_ore: int
    ends: date | None
    call_off_by: date | None
    because: Text
    unlocked_by: Text
    unlocked_when: Text
    kilde: str


@dataclass(frozen=True, slots=True)
class Room:
    """Handlingsrom in one budget year seen from one day (money model E.2), as a band.

    `layers` divide the net budget `total_ore`; `budget_layers` divide every krone of operating expense,
    `budget_ore`. `needs_cover` is said once the budget is adopted. `area` is the one area it is about, "" for
    all. `problems` are settings and commitments that could not be used, in words.
    """

    year: int
    on: date
    total_ore: int
    low_ore: int
    default_ore: int
    high_ore: int
    layers: tuple[Layer, ...]
    lines: tuple[RoomLine, ...]
    assumptions: tuple[Assumption, ...]
    budget_ore: int = 0
    budget_layers: tuple[Layer, ...] = ()
    phase: str = ""
    needs_cover: Text | None = None
    locks: tuple[Lock, ...] = ()
    problems: tuple[Text, ...] = ()
    area: str = ""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A milestone that names a day on the curve: its key, its title, its name there, and its rule's role."""

    key: str
    title: Text
    short: Text
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One day on the curve of a room; `events` are the milestones there, none between milestones.

    `phase` is the phase of the wheel the day lies in (`choices.phases.Phase`).
    """

    on: date
    low_ore: int
    default_ore: int
    high_ore: int
    events: tuple[NamedDay, ...] = ()
    phase: str = ""


@dataclass(frozen=True, slots=True)
class TermPoint:
    """The four-year clock on one day (E.3): øre as a band; `index` is 100 at the council's first budget."""

    on: date
    low_ore: int
    default_ore: int
    high_ore: int
    index: float


@dataclass(frozen=True, slots=True)
class Term:
    """The four-year clock: the room in all budgets a council decides, from its first budget to its last day.

    `years` are the budget years, `now` the day asked for. `borrowed` names the years without a budget of
    their own, with the year whose budget stands in for them.
    """

    first_year: int
    years: tuple[int, ...]
    now: TermPoint
    points: tuple[TermPoint, ...]
    borrowed: Mapping[int, int]
    assumptions: tuple[Assumption, ...]
    problems: tuple[Text, ...] = ()


class Verdict(StrEnum):
    """Where a proposal falls: below the band, in it, or above it; the values are permanent."""

    INSIDE = "innenfor"
    UNCERTAIN = "usikkert"
    OUTSIDE = "utenfor"


@dataclass(frozen=True, slots=True)
class Held:
    """A proposal held against one room: the line's, or the whole budget's; `line` is "" for the whole.

    `fits_until` is the last day on the curve when the amount is within the default room, None when it
    never is.
    """

    line: str
    title: Text
    low_ore: int
    default_ore: int
    high_ore: int
    verdict: Verdict
    fits_until: date | None


@dataclass(frozen=True, slots=True)
class Placement:
    """A proposal as a dot: an amount on a day, against its line or area and against the whole."""

    year: int
    on: date
    amount_ore: int
    own: Held | None
    total: Held
    words: Text


@dataclass(frozen=True, slots=True)
class FiscalMargin:
    """Free income not spoken for by bound tasks, debt and a sound result: the ceiling R (E.4), as a band.

    `fund_ore` is disposisjonsfond when the year starts, None when nobody has said; `one_off_ore` what of it
    lies above the local minimum, and can be used once.
    """

    year: int
    low_ore: int
    default_ore: int
    high_ore: int
    explanation: Explanation
    fund_ore: int | None
    one_off_ore: int | None
    fund_explanation: Explanation | None
    assumptions: tuple[Assumption, ...]


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
    """What a scenario stands on: each plan year's operating account before measures, in the years' order.

    `fund_start_ore` is disposisjonsfond at the start of the first year, None when nobody has said.
    """

    totals: Mapping[int, DriftTotals]
    fund_start_ore: int | None

    @property
    def years(self) -> tuple[int, ...]:
        """The plan's years."""
        return tuple(self.totals)

    def rest(self, year: int) -> int:
        """What is left after the year's dispositions, before measures (D.5): below 0 is a need to cut."""
        return self.totals[year].rest_ore


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
