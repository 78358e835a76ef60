"""A route and the lists as JSON: keys may be added, never renamed. Dates are ISO, amounts øre."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planhjul.choices.priorities import Priority
from planhjul.choices.route.results import Route, RoutePoint
from planhjul.house.agenda import AgendaList
from planhjul.language import Language
from planhjul.publish.shapes import Shape, iso
from planhjul.wheel.raised_by import YearShare, shares_sentence


def route_shape(route: Route, language: Language) -> Shape:
    """`route`."""
    return {
        "key": route.key,
        "title": route.title,
        "kind": route.kind.value,
        "on": route.on.isoformat(),
        "year": route.year,
        "amount_ore": route.amount_ore,
        "sentence": language.say(route.sentence),
        "points": [_point(point, language) for point in route.points],
        "next": None if route.next is None else route.next.key,
        "last": None if route.last is None else route.last.key,
        "assumptions": [language.say(note) for note in route.notes],
    }


def agenda_shape(
    on: date, lists: Sequence[AgendaList], shares: Sequence[YearShare], language: Language
) -> Shape:
    """`agenda`."""
    return {
        "on": on.isoformat(),
        "lists": [
            {
                "list": one.owner,
                "priorities": [
                    {
                        **_priority(item.priority),
                        "sentence": language.say(item.route.sentence),
                        "next": _chance(item.route.next, language),
                        "last": _chance(item.route.last, language),
                    }
                    for item in one.items
                ],
            }
            for one in lists
        ],
        "case_shares": [
            {
                "year": share.year,
                "total": share.total,
                "raised_by": {who.value: count for who, count in share.counts.items()},
                "unknown": list(share.unknown),
                "sentence": language.say(shares_sentence(share)),
            }
            for share in shares
        ],
    }


def _priority(priority: Priority) -> Shape:
    return {
        "key": priority.key,
        "title": priority.title,
        "kind": priority.kind.value,
        "funksjon": priority.funksjon,
        "area": priority.area,
        "goal": priority.goal,
        "amount_ore": priority.amount_ore,
        "year": priority.year,
        "note": priority.note,
    }


def _chance(point: RoutePoint | None, language: Language) -> Shape | None:
    if point is None:
        return None
    return {
        "key": point.key,
        "title": language.say(point.title),
        "date": iso(point.day),
        "deadline": iso(point.deadline),
        "working_days_left": point.working_days_left,
    }


def _point(point: RoutePoint, language: Language) -> Shape:
    movable = point.movable
    return {
        "key": point.key,
        "rule": point.rule,
        "stop": point.stop.value,
        "title": language.say(point.title),
        "organ": point.organ.value,
        "state": point.state.value,
        "date": iso(point.day),
        "usual": iso(point.usual),
        "when": language.say(point.when),
        "budget_year": point.budget_year,
        "deadline": iso(point.deadline),
        "working_days_left": point.working_days_left,
        "instruments": [
            {
                "key": way.key,
                "title": language.say(way.title),
                "form": language.say(way.form),
                "deadline": iso(way.deadline),
            }
            for way in point.ways
        ],
        "movable_ore": (
            {"low": movable.low_ore, "default": movable.default_ore, "high": movable.high_ore}
            if movable
            else None
        ),
        "inside": point.inside,
        "fits": None if point.fits is None else language.say(point.fits),
        "reaches_year": point.reaches,
        "next_chance": point.next_chance,
        "last_chance": point.last_chance,
    }
