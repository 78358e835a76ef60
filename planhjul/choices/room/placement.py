"""A proposal as a dot: is its amount inside what can still be moved on the day?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from planhjul.choices.effects.steps import INCOME_PARTS
from planhjul.choices.measures import Measure, Part
from planhjul.choices.results import Held, Placement, Point, Verdict
from planhjul.choices.room.profile import MONTHS
from planhjul.choices.room.year import YearRoom, curve
from planhjul.texts import Million, Text, TextValue, Year, text, verbatim


def placed(year: YearRoom, amount_ore: int, on: date, funksjon: str = "", area: str = "") -> Placement:
    """The amount against the room on the day: of the area or function it takes from, and of the whole.

    Args:
        year: the budget year.
        amount_ore: what is to be moved in the year; the sign does not matter.
        on: the day of the decision.
        funksjon: the function it takes from, "" when not said.
        area: the budget area it takes from; goes before `funksjon`.
    """
    amount = abs(amount_ore)
    key = area if area and year.has(area) else year.area_of(funksjon)
    own = None
    if key:
        title = next(line.title for line in year.lines if line.area == key)
        own = _held(year, amount, on, key, verbatim(title))
    total = _held(year, amount, on, "", text("hele budsjettet"))
    return Placement(year.year, on, amount, own, total, _words(year.year, on, amount, own or total))


def measure_take(measure: Measure, year: int) -> tuple[int, str]:
    """What a measure moves in the year, in øre, and the function it takes most from ("" when it only adds).

    A saving moves what it takes away; a measure that only adds cost moves as much from somewhere else. A part
    that starts during its first year counts for the months that are left.
    """
    taken: dict[str, int] = {}
    added = 0
    for part in measure.parts:
        amount = _in_year(part, year)
        if part.kind in INCOME_PARTS:
            continue
        if amount < 0:
            taken[part.funksjon] = taken.get(part.funksjon, 0) - amount
        else:
            added += amount
    if not taken:
        return added, ""
    return sum(taken.values()), max(taken, key=lambda funksjon: taken[funksjon])


def _in_year(part: Part, year: int) -> int:
    amount = part.amounts.get(year, 0)
    first = min((known for known, given in part.amounts.items() if given), default=year)
    if part.one_off or year != first:
        return amount
    return round(amount * Fraction(MONTHS + 1 - part.start_month, MONTHS))


def _held(year: YearRoom, amount: int, on: date, area: str, title: Text) -> Held:
    low, default, high = year.band(on, area)
    verdict = Verdict.INSIDE if amount <= low else Verdict.UNCERTAIN if amount <= high else Verdict.OUTSIDE
    return Held(area, title, low, default, high, verdict, _fits_until(curve(year, area=area), amount))


def _fits_until(points: Iterable[Point], amount: int) -> date | None:
    return max((point.on for point in points if point.default_ore >= amount), default=None)


def _words(year: int, on: date, amount: int, held: Held) -> Text:
    values: dict[str, TextValue] = {
        "amount": Million(amount),
        "where": held.title,
        "low": Million(held.low_ore),
        "high": Million(held.high_ore),
        "on": on,
        "year": Year(year),
    }
    if held.verdict is Verdict.INSIDE:
        return text(
            "Innenfor: {on} kan minst {low} flyttes i {year} ({where}), og forslaget er på {amount}.",
            **values,
        )
    if held.verdict is Verdict.UNCERTAIN:
        return text(
            "Usikkert: {on} kan mellom {low} og {high} flyttes i {year} ({where}), "
            "og forslaget er på {amount}.",
            **values,
        )
    if held.fits_until is None:
        return text(
            "Utenfor: forslaget er på {amount}, og det har aldri vært rom for så mye i {year} ({where}). Del "
            "det på flere områder eller år.",
            **values,
        )
    if held.fits_until < on:
        return text(
            "Utenfor: {on} kan høyst {high} flyttes i {year} ({where}), og forslaget er på {amount}. Det var "
            "rom for det fram til {last}. Del det på flere områder, eller ta det inn i neste års budsjett.",
            **values,
            last=held.fits_until,
        )
    return text(
        "Utenfor: {on} kan høyst {high} flyttes i {year} ({where}), og forslaget er på {amount}.", **values
    )
