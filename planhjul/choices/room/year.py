"""Handlingsrom: how much of a year's budget a council can still move, seen from one day (money model E)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final

import pandas as pd
from dateutil.relativedelta import relativedelta

from planhjul.choices.assumptions import LEVELS, Assumptions, Key, share_text
from planhjul.choices.bindings import Binding, Commitment
from planhjul.choices.bound_by import BoundBy
from planhjul.choices.results import Assumption, Mark, NamedDay, Point, Room, RoomLine
from planhjul.choices.room.budget import OperatingBudget, operating_budget
from planhjul.choices.room.commitments import commit, kept_by, locks
from planhjul.choices.room.layers import Unheld, View, budget_layers, net_layers
from planhjul.choices.room.lines import BudgetLine, budget_lines
from planhjul.choices.room.overrides import Overrides
from planhjul.choices.room.phases import Phase, PhaseDays, phase_days, phase_on
from planhjul.choices.room.pools import OpenRoom, ReadyLine, Seen, ready_line, tau, together
from planhjul.choices.room.profile import MONTHS
from planhjul.choices.room.slices import Slice
from planhjul.ledger.areas import Area
from planhjul.ledger.codes import CodeLists
from planhjul.texts import Kroner, Text, Year, text
from planhjul.wheel.roles import Role

# Structural changes need 18 months by default: before that the curve is flat.
CURVE_MONTHS: Final = 18


@dataclass(frozen=True, slots=True)
class Ground:
    """What a municipality's room rests on besides its budget; all of it can be its own."""

    assumptions: Assumptions
    codes: CodeLists
    bound_by: BoundBy
    areas: tuple[Area, ...] = ()
    bindings: tuple[Binding, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    problems: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class YearRoom:
    """A budget year made ready to be seen from any day: made once, asked many times.

    `finance` are commitments that no service carries; `days` the last day of each phase before the decision.
    """

    year: int
    budget: OperatingBudget
    ready: tuple[ReadyLine, ...]
    finance: tuple[Slice, ...]
    days: PhaseDays
    ground: Ground
    problems: tuple[Text, ...] = ()
    pools: Mapping[str, OpenRoom] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[BudgetLine, ...]:
        """The budget lines."""
        return tuple(ready.line for ready in self.ready)

    def pool(self, area: str = "") -> OpenRoom:
        """The open money of one area or function, "" for all of them."""
        return self.pools[area]

    @property
    def unheld(self) -> Unheld:
        """The operating expense that stands on no line."""
        on_scopes = sum(scope.gross_ore for scope in self.budget.scopes)
        return Unheld(self.budget.other, on_scopes - sum(line.gross_ore for line in self.lines))

    def has(self, area: str) -> bool:
        """True when the year has a line of the area or function."""
        return area in self.pools

    def area_of(self, funksjon: str) -> str:
        """The area or function whose lines hold most of the function's money; "" when none does."""
        held = [line for line in self.lines if funksjon and funksjon in line.functions]
        return max(held, key=lambda line: abs(line.functions[funksjon])).area if held else ""

    def openness(self, on: date) -> Fraction:
        """κ on the day."""
        return self.ground.assumptions.open_share(phase_on(on, self.days))

    def band(self, on: date, area: str = "") -> tuple[int, int, int]:
        """Low, default and high on the day, in whole øre."""
        return self.pool(area).band(tau(on, self.year), self.openness(on))


def year_room(
    sums: pd.DataFrame, year: int, ground: Ground, milestones: Mapping[Role, date] | None = None
) -> YearRoom:
    """A version's budget year made ready for `room` and `curve`.

    Args:
        sums: the version's sums (`SUM_COLUMNS`).
        year: the budget year.
        ground: the municipality's areas, bindings, commitments and assumptions.
        milestones: milestone key → its day on the wheel, for the phases.
    """
    overrides = Overrides(ground.bindings)
    by_ansvar = (
        overrides.by_ansvar
        or any(area.ansvar for area in ground.areas)
        or any(commitment.ansvar for commitment in ground.commitments)
    )
    wanted_art = overrides.names_art if overrides.by_art else None
    budget = operating_budget(sums, year, by_ansvar=by_ansvar, wanted_art=wanted_art)
    return year_room_of(budget, ground, milestones)


def year_room_of(
    budget: OperatingBudget, ground: Ground, milestones: Mapping[Role, date] | None = None
) -> YearRoom:
    """As `year_room`, over an operating budget that is already made."""
    lines = budget_lines(budget, ground.areas, ground.assumptions, ground.codes, ground.bindings)
    committed = commit(lines, ground.commitments, budget.year)
    profile = ground.assumptions.profile
    ready = tuple(ready_line(line, profile) for line in committed.lines)
    by_area: dict[str, list[ReadyLine]] = {"": list(ready)}
    for made in ready:
        if made.line.area:
            by_area.setdefault(made.line.area, []).append(made)
    return YearRoom(
        year=budget.year,
        budget=budget,
        ready=ready,
        finance=committed.finance,
        days=phase_days(budget.year, milestones or {}),
        ground=ground,
        problems=(*ground.problems, *committed.problems),
        pools={area: together(held, profile) for area, held in by_area.items()},
    )


def room(year: YearRoom, on: date, area: str = "") -> Room:
    """Handlingsrom in one budget year seen from one day, line by line and in layers (money model E.2).

    Args:
        year: the budget year.
        on: the day a decision is made.
        area: the key of one area or function to see alone, "" for all; `year.has` says if it is there.
    """
    ground = year.ground
    openness = year.openness(on)
    phase = phase_on(on, year.days)
    seen = Seen(tau(on, year.year), ground.assumptions.profile)
    low, default, high = year.pool(area).band(seen.at, openness, seen)
    ready = tuple(made for made in year.ready if area in ("", made.line.area))
    lines = tuple(made.line for made in ready)
    room_lines = _room_lines(ready, on, seen, openness)
    view = View(on, year.year, openness, seen, ground.bound_by, ground.codes)
    layers = net_layers(zip(ready, room_lines, strict=True), view)
    finance = year.finance if not area else ()
    other = Unheld({}, 0) if area else year.unheld
    whole = budget_layers(other, layers, lines, finance, view)
    return Room(
        year=year.year,
        on=on,
        total_ore=sum(line.amount_ore for line in lines),
        low_ore=low,
        default_ore=default,
        high_ore=high,
        layers=layers,
        lines=room_lines,
        assumptions=assumptions_behind(lines, ground),
        budget_ore=sum(layer.amount_ore for layer in whole),
        budget_layers=whole,
        phase=phase.value,
        needs_cover=needs_cover(phase, year.year),
        locks=locks(ready, finance, on, openness, seen),
        problems=year.problems,
        area=area,
    )


def needs_cover(phase: Phase, year: int) -> Text | None:
    """What a change demands once the budget is adopted; None before that (kommuneloven § 14-5)."""
    if phase is not Phase.AARET:
        return None
    return text(
        "Budsjettet for {year} er vedtatt. En endring må ha inndekning: si hvilken linje pengene tas fra, "
        "eller hvilken inntekt som øker.",
        year=Year(year),
    )


def curve(
    year: YearRoom, events: Iterable[tuple[date, NamedDay]] = (), area: str = "", months: int = CURVE_MONTHS
) -> tuple[Point, ...]:
    """The year's room on each first of a month from `months` before the year to its end, and on named days.

    Args:
        year: the budget year.
        events: the days to name on the curve; those outside it are left out.
        area: as for `room`.
        months: how many months before the year it starts.
    """
    start = date(year.year, 1, 1) - relativedelta(months=months)
    days = [start + relativedelta(months=month) for month in range(months + MONTHS + 1)]
    on: dict[date, list[NamedDay]] = {day: [] for day in days}
    for day, event in events:
        if days[0] <= day <= days[-1]:
            on.setdefault(day, []).append(event)
    return tuple(
        Point(
            day,
            *year.band(day, area),
            tuple(sorted(on[day], key=lambda event: event.key)),
            phase_on(day, year.days).value,
        )
        for day in sorted(on)
    )


def _room_lines(
    lines: tuple[ReadyLine, ...], on: date, seen: Seen, openness: Fraction
) -> tuple[RoomLine, ...]:
    """The lines; each part is what the running total grows by when rounded, so they add up to the room."""
    found = []
    running_short = running_both = Fraction(0)
    for ready in lines:
        line = ready.line
        exact_short, exact_structural = (openness * left for left in ready.open.default.left(seen))
        low, _, high = ready.open.band(seen.at, openness, seen)
        both = exact_short + exact_structural
        movable = round(running_both + both) - round(running_both)
        short = min(movable, round(running_short + exact_short) - round(running_short))
        running_short += exact_short
        running_both += both
        found.append(
            RoomLine(
                key=line.key,
                title=line.title,
                amount_ore=line.amount_ore,
                movable_ore=movable,
                low_ore=min(low, movable),
                high_ore=max(high, movable),
                short_ore=short,
                structural_ore=movable - short,
                locked_because=_locked(ready, on, seen),
                area=line.area,
            )
        )
    return tuple(found)


def _locked(ready: ReadyLine, on: date, seen: Seen) -> Text:
    """What holds the line: what binds it, and what it is too late for."""
    line = ready.line
    if line.amount_ore <= 0 and line.default.bound < 1:
        return text("Inntektene dekker utgiftene, så det er ingenting å kutte her. Se heller på satsene.")
    if seen.at >= MONTHS:
        return text("Året er over.")
    because = line.because
    if line.financed_ore and line.financed_ore == line.amount_ore:
        because = text("Tjenesten er selvkost, så et kutt senker gebyrene og frigjør ingenting til annet.")
    if line.slices:
        because = text(
            "{because} Avtaler og vedtak som er lagt inn: {titles}.",
            because=because,
            titles=", ".join(held.commitment.title for held in line.slices),
        )
    kept = sum(kept_by(ready, seen).values(), Fraction(0))
    late = int(ready.open_ore - sum(ready.open.default.left(seen), Fraction(0)) - kept)
    # Less than a krone is rounding, no reason.
    if late < 100:
        return because
    return text(
        "{because} {late} er låst fordi et vedtak {on} kommer for sent til å virke hele året.",
        because=because,
        late=Kroner(late),
        on=on,
    )


def assumptions_behind(lines: tuple[BudgetLine, ...], ground: Ground) -> tuple[Assumption, ...]:
    """Every parameter the room stands on; the municipality's own first."""
    assumptions = ground.assumptions
    local = {entry.key: entry for line in lines for entry in line.local}
    levels = tuple(key for keys in LEVELS.values() for key in keys)
    leads: tuple[Key, ...] = (Key.LEAD_STRUCTURAL,)
    found: list[Assumption] = []
    if any(len(line.short_leads) > 1 for line in lines):
        leads = (Key.LEAD_WAGES, Key.LEAD_PURCHASES, *leads)
        found.append(
            Assumption(
                "fordeling_ledetid",
                text("Ledetid på kort sikt for en funksjon"),
                text("lønn og kjøp etter brutto utgift"),
                Mark.ANTAKELSE,
                text("Uten egne områder veies ledetidene for lønn og kjøp med funksjonens andel av hver."),
            )
        )
    if any(line.financed_ore for line in lines):
        leads = (*leads, Key.SELF_COST_FULL)
        found += [
            Assumption(
                f"selvkost.{funksjon}",
                text("Del av kostnaden som gebyrene dekker på funksjon {funksjon}", funksjon=funksjon),
                share_text(given),
                Mark.LOKAL,
                source,
            )
            for funksjon, (given, source) in sorted(assumptions.self_cost.items())
            if any(line.financed_ore and funksjon in line.functions for line in lines)
        ]
    if any(line.slices for line in lines):
        found.append(
            Assumption(
                "avtaler_tar_likt",
                text("Hva en avtale binder"),
                text("like mye av det åpne som av det bundne"),
                Mark.ANTAKELSE,
                text(
                    "Ingen vet hvor mye av en avtale som alt er regnet med i den bundne delen. Lån, lover og "
                    "egne vedtak regnes først som en del av den."
                ),
            )
        )
    return (
        *local.values(),
        *assumptions.shown((*levels, *leads)),
        *assumptions.openness_shown(),
        *found,
        assumptions.profile_shown(),
        *ground.bound_by.shown(),
    )
