"""What the address says of page Handlingsrom: the day seen from, the area, the view and the proposal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dashboards.view import Context
from planhjul.choices.results import Point
from planhjul.choices.room.year import YearRoom
from planhjul.texts import Text, text

DAY, AREA, LAYERS, MEASURE, AMOUNT = "dag", "omrade", "lag", "tiltak", "belop"
GROSS: Final = "alt"
_ORE: Final = 100
_LARGEST_ORE: Final = 10**13
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The proposal of the address: a measure's key, or an amount in øre; `error` is what cannot be read."""

    measure: str
    amount_ore: int | None
    written: str
    error: Text | None


def areas(year: YearRoom) -> dict[str, str]:
    """The year's areas by key with their titles, in the budget's order."""
    found: dict[str, str] = {}
    for line in year.lines:
        found.setdefault(line.area or line.key, line.title)
    return found


def chosen_area(context: Context, year: YearRoom) -> tuple[str, Text | None]:
    """The area of the address, "" for all, and what is wrong with it."""
    written = context.asked(AREA)
    if not written or year.has(written):
        return written, None
    return "", text(
        "Området «{written}» finnes ikke i budsjettet for året. Siden viser hele kommunen.",
        written=written[:40],
    )


def chosen_day(context: Context, points: Sequence[Point]) -> tuple[date, Text | None]:
    """The day seen from: the address's, else the page's own day, moved to the nearest day of the curve."""
    first, last = points[0].on, points[-1].on - _ONE_DAY
    written, problem, day = context.asked(DAY), None, context.on
    if written:
        try:
            day = date.fromisoformat(written)
        except ValueError:
            problem = text(
                "Adressen sier dag «{written}», som ikke er en dato. Flytt glideren.", written=written[:40]
            )
    return min(max(day, first), last), problem


def proposal(context: Context) -> Proposal:
    """The proposal of the address; a measure goes before an amount."""
    measure, written = context.asked(MEASURE), context.asked(AMOUNT).strip()
    if measure or not written:
        return Proposal(measure, None, written, None)
    kroner = context.language.parse_number(written)
    exact = None if kroner is None else abs(kroner) * _ORE
    if exact is None or exact != exact.to_integral_value() or not 0 < exact <= _LARGEST_ORE:
        return Proposal(
            "",
            None,
            written,
            text("«{said}» er ikke et beløp i kroner. Skriv for eksempel 3 000 000.", said=written[:30]),
        )
    return Proposal("", int(exact), written, None)
