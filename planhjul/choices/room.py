"""Handlingsrom: how much of a year's budget a council can still move, seen from one day (money model E)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Final

from dateutil.relativedelta import relativedelta

from planhjul.choices.assumptions import LEVELS, AreaAssumption, Assumptions, Key
from planhjul.choices.lines import BudgetLine, Shares, budget_lines
from planhjul.choices.results import Assumption, Layer, Mark, Point, Room, RoomLine
from planhjul.ledger.codes import CodeLists
from planhjul.ledger.net import FunctionNet
from planhjul.texts import Kroner, Text, text

MONTHS: Final = 12
# Structural changes need 18 months by default: before that the curve is flat.
CURVE_MONTHS: Final = 18


@dataclass(frozen=True, slots=True)
class TermRoom:
    """The four-year clock on one day (E.3): øre as a band; `index` is 100 at the council's first budget."""

    on: date
    low_ore: int
    default_ore: int
    high_ore: int
    index: float


@dataclass(frozen=True, slots=True)
class Open:
    """Øre that are open under one set of shares, by lead in months, short run and structural apart; exact."""

    short: Mapping[Fraction, Fraction]
    structural: Mapping[Fraction, Fraction]

    def left(self, at: Fraction) -> tuple[Fraction, Fraction]:
        """What can still be moved `at` months into the year: short run, structural."""
        return _left(self.short, at), _left(self.structural, at)


@dataclass(frozen=True, slots=True)
class OpenRoom:
    """The open øre of many lines as a band: the room at any month of the year, before or after it starts."""

    default: Open
    low: Open
    high: Open

    def band(self, at: Fraction) -> tuple[int, int, int]:
        """Low, default and high in whole øre, each rounded once."""
        low, default, high = (
            round(sum(opened.left(at), Fraction(0))) for opened in (self.low, self.default, self.high)
        )
        return low, default, high


def tau(on: date, year: int) -> Fraction:
    """Months from 1 January of the budget year, exact, below 0 before; a day is (day − 1)/days in it."""
    first = on.replace(day=1)
    days = (first + relativedelta(months=1) - first).days
    return Fraction((on.year - year) * MONTHS + on.month - 1) + Fraction(on.day - 1, days)


def unspent_share(effect: Fraction) -> Fraction:
    """Share 0–1 of the year's money that is unspent `effect` months into it (even spending, E.2)."""
    return 1 - min(Fraction(1), max(Fraction(0), effect) / MONTHS)


def room(
    year: int,
    on: date,
    nets: Iterable[FunctionNet],
    areas: Iterable[AreaAssumption],
    assumptions: Assumptions,
    codes: CodeLists,
) -> Room:
    """Handlingsrom in one budget year seen from one day, line by line (money model E.2).

    Args:
        year: the budget year.
        on: the day a decision is made.
        nets: the year's functions in the version in force.
        areas: the municipality's budget areas; without any, each service function is a line.
        assumptions: levels, leads and openness.
        codes: a function's name and level.
    """
    lines = budget_lines(nets, areas, assumptions, codes)
    return room_of(year, on, lines, assumptions)


def room_of(year: int, on: date, lines: tuple[BudgetLine, ...], assumptions: Assumptions) -> Room:
    """Handlingsrom over lines that are already made (`budget_lines`); layers add up to the total."""
    at = tau(on, year)
    openness = assumptions[Key.OPENNESS]
    pool = open_room(lines, openness)
    low, default, high = pool.band(at)
    short = round(pool.default.left(at)[0])
    total = sum(line.amount_ore for line in lines)
    bound = total - round(sum((_free(line, line.default) for line in lines), Fraction(0)))
    return Room(
        year=year,
        on=on,
        total_ore=total,
        low_ore=low,
        default_ore=default,
        high_ore=high,
        layers=(
            Layer("bundet", text("Bundet"), bound),
            Layer("for_sent", text("For sent å endre i tid"), total - bound - default),
            Layer("kort", text("Kan flyttes på kort sikt"), short),
            Layer("strukturelt", text("Kan flyttes ved omlegging"), default - short),
        ),
        lines=_room_lines(lines, on, at, openness),
        assumptions=_assumptions_behind(lines, assumptions),
    )


def curve(
    year: int,
    nets: Iterable[FunctionNet],
    areas: Iterable[AreaAssumption],
    assumptions: Assumptions,
    codes: CodeLists,
    events: Iterable[tuple[date, str]] = (),
) -> tuple[Point, ...]:
    """The year's room on each first of a month from 18 months before the year to its end, and on events.

    Args:
        year: the budget year.
        nets: the year's functions in the version in force.
        areas: as for `room`.
        assumptions: as for `room`.
        codes: as for `room`.
        events: (day, title) to show on the curve; those outside it are left out.
    """
    lines = budget_lines(nets, areas, assumptions, codes)
    pool = open_room(lines, assumptions[Key.OPENNESS])
    start = date(year, 1, 1) - relativedelta(months=CURVE_MONTHS)
    days = [start + relativedelta(months=month) for month in range(CURVE_MONTHS + MONTHS + 1)]
    marks = [(day, "") for day in days] + [event for event in events if days[0] <= event[0] <= days[-1]]
    return tuple(
        Point(day, *pool.band(tau(day, year)), " · ".join(title for _, title in titles if title))
        for day, titles in groupby(sorted(marks), key=lambda mark: mark[0])
    )


def term_room(
    first_year: int, on: date, lines_by_year: Mapping[int, tuple[BudgetLine, ...]], assumptions: Assumptions
) -> TermRoom:
    """The four-year clock on one day: the room in all budgets the council decides (E.3).

    Args:
        first_year: the first budget the new council decides; its room on 1 November before is index 100.
        on: the day seen from.
        lines_by_year: budget year → its lines; four years in a term.
        assumptions: openness.
    """
    pools = {year: open_room(lines, assumptions[Key.OPENNESS]) for year, lines in lines_by_year.items()}

    def band(day: date) -> tuple[int, int, int]:
        rooms = [pool.band(tau(day, year)) for year, pool in pools.items()]
        low, default, high = (sum(each[part] for each in rooms) for part in range(3))
        return low, default, high

    now = band(on)
    start = band(date(first_year - 1, 11, 1))[1]
    return TermRoom(on, *now, index=100 * now[1] / start if start else 0.0)


def fiscal_margin(
    free_income_ore: int, lines: Iterable[BudgetLine], finance_ore: int, di_ore: int, assumptions: Assumptions
) -> int:
    """Free income in øre not spoken for by bound tasks, debt and a sound result: the ceiling R (E.4)."""
    bound = sum(line.amount_ore * line.default.bound for line in lines)
    return round(free_income_ore - bound - finance_ore - assumptions[Key.NDR_TARGET] * di_ore)


def _left(amounts: Mapping[Fraction, Fraction], at: Fraction) -> Fraction:
    return sum((amount * unspent_share(at + lead) for lead, amount in amounts.items()), Fraction(0))


def _free(line: BudgetLine, shares: Shares) -> Fraction:
    """The line's øre that are not bound; a line whose income covers its cost has nothing to cut."""
    return max(0, line.amount_ore) * (1 - shares.bound)


def _open(lines: Iterable[tuple[BudgetLine, Shares]], openness: Fraction) -> Open:
    short: dict[Fraction, Fraction] = {}
    structural: dict[Fraction, Fraction] = {}
    for line, shares in lines:
        amount = max(0, line.amount_ore) * openness
        for weight, lead in line.short_leads:
            short[lead] = short.get(lead, Fraction(0)) + amount * shares.short * weight
        lead = line.structural_lead
        structural[lead] = structural.get(lead, Fraction(0)) + amount * shares.structural
    return Open(short, structural)


def open_room(lines: tuple[BudgetLine, ...], openness: Fraction) -> OpenRoom:
    """What is open in the lines (E.2); `openness` κ 0–1 scales all of it."""
    return OpenRoom(
        _open([(line, line.default) for line in lines], openness),
        _open([(line, line.low) for line in lines], openness),
        _open([(line, line.high) for line in lines], openness),
    )


def _room_lines(
    lines: tuple[BudgetLine, ...], on: date, at: Fraction, openness: Fraction
) -> tuple[RoomLine, ...]:
    """The lines; each part is what the running total grows by when rounded, so they add up to the room."""
    found = []
    running_short = running_both = Fraction(0)
    for line in lines:
        pool = open_room((line,), openness)
        exact_short, exact_structural = pool.default.left(at)
        low, _, high = pool.band(at)
        both = exact_short + exact_structural
        movable = round(running_both + both) - round(running_both)
        short = min(movable, round(running_short + exact_short) - round(running_short))
        running_short += exact_short
        running_both += both
        late = int(_free(line, line.default) - both)
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
                locked_because=_locked(line, on, at, late),
            )
        )
    return tuple(found)


def _locked(line: BudgetLine, on: date, at: Fraction, late: int) -> Text:
    """What holds the line: what binds it, and what it is too late for."""
    if line.amount_ore <= 0 and line.default.bound < 1:
        return text("Inntektene dekker utgiftene, så det er ingenting å kutte her. Se heller på satsene.")
    if at >= MONTHS:
        return text("Året er over.")
    # Less than a krone is rounding, no reason.
    if late < 100:
        return line.because
    return text(
        "{because} {late} er låst fordi et vedtak {on} kommer for sent til å virke hele året.",
        because=line.because,
        late=Kroner(late),
        on=on,
    )


def _assumptions_behind(lines: tuple[BudgetLine, ...], assumptions: Assumptions) -> tuple[Assumption, ...]:
    """Every parameter the room stands on; the municipality's own first."""
    local = tuple(line.local for line in lines if line.local is not None)
    levels = tuple(key for keys in LEVELS.values() for key in keys)
    leads: tuple[Key, ...] = (Key.LEAD_STRUCTURAL, Key.OPENNESS)
    split: tuple[Assumption, ...] = ()
    if len(local) < len(lines):
        leads = (Key.LEAD_WAGES, Key.LEAD_PURCHASES, *leads)
        split = (
            Assumption(
                "fordeling_ledetid",
                text("Ledetid på kort sikt for en funksjon"),
                "lønn og kjøp etter brutto utgift",
                "",
                Mark.ANTAKELSE,
                text("Uten egne områder veies ledetidene for lønn og kjøp med funksjonens andel av hver."),
            ),
        )
    even = Assumption(
        "forbruk_jevnt",
        text("Forbruk gjennom året"),
        "jevnt",
        "",
        Mark.ANTAKELSE,
        text("En kommunes regnskap 2025 lå på det meste 4,2 prosentpoeng under jevnt forbruk."),
    )
    return (*local, *assumptions.shown((*levels, *leads)), *split, even)
