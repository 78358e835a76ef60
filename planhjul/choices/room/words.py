"""What to say of handlingsrom: what a day is held against, what its days are called, and what makes a
proposal fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planhjul.choices.results import Held, Placement, Point, Verdict
from planhjul.texts import Million, Text, Year, text
from planhjul.wheel.roles import Role


@dataclass(frozen=True, slots=True)
class NextYear:
    """The room in the budget year after, on the same day and in the same place."""

    year: int
    default_ore: int


def events_said(point: Point) -> Text:
    """The point's named days by their short names.

    Raises:
        ValueError: the point has none.
    """
    first, *others = (event.short for event in point.events)
    for other in others:
        first = text("{first} og {second}", first=first, second=other)
    return first


def compared_with(points: Sequence[Point], on: date) -> Point | None:
    """The point of the curve that says most beside a day: how much there was, or will be.

    After rammesaken that is rammesaken, where the frames were set; before it the same, as what is to come.
    Without a rammesak it is the beginning of the curve, and on that day itself its first named day.
    """
    others = [point for point in points if point.on != on]
    named = [point for point in others if any(event.role is Role.FRAMES for event in point.events)]
    begun = [point for point in others[:1] if point.on < on]
    coming = [point for point in others if point.events]
    return next(iter((*named, *begun, *coming)), None)


def ways_to_fit(placement: Placement, following: NextYear | None) -> tuple[Text, ...]:
    """What would bring a proposal inside, the nearest first; none when it is inside already.

    Args:
        placement: the proposal held against its area and the whole.
        following: the room for it in the year after, None when that year has no budget.
    """
    held = placement.own or placement.total
    if held.verdict is Verdict.INSIDE:
        return ()
    found = [_smaller(held)]
    if held.fits_until is not None and held.default_ore >= placement.amount_ore:
        last = max(held.fits_until, placement.on)
        found.append(text("Vedta det senest {day}: så lenge holder anslaget.", day=last))
    elif held.fits_until is not None and held.verdict is Verdict.UNCERTAIN:
        found.append(text("Det var rom for det fram til {day}.", day=held.fits_until))
    if placement.own is not None and placement.total.default_ore >= placement.amount_ore:
        found.append(
            text(
                "Del det på flere områder: i hele budsjettet kan {amount} flyttes.",
                amount=Million(placement.total.default_ore),
            )
        )
    if following is not None:
        found.append(_later(following, placement.amount_ore))
    return tuple(found)


def _smaller(held: Held) -> Text:
    if held.high_ore <= 0:
        return text("Dagen er for sen for {where}: ingenting kan flyttes.", where=held.title)
    if held.low_ore <= 0:
        return text(
            "Gjør det mindre: {default} er anslaget, men med de strengeste antakelsene er det ikke noe rom.",
            default=Million(held.default_ore),
        )
    return text(
        "Gjør det mindre: inntil {low} er trygt, og {default} er anslaget.",
        low=Million(held.low_ore),
        default=Million(held.default_ore),
    )


def _later(following: NextYear, amount_ore: int) -> Text:
    year, amount = Year(following.year), Million(following.default_ore)
    if following.default_ore >= amount_ore:
        return text(
            "Ta det i budsjettet for {year}: der kan {amount} fortsatt flyttes.", year=year, amount=amount
        )
    return text(
        "I budsjettet for {year} kan {amount} flyttes, så der er det heller ikke rom.",
        year=year,
        amount=amount,
    )
