"""Handlingsrom as the permanent JSON shapes of the command line: keys may be added, never renamed."""

from __future__ import annotations

from collections.abc import Iterable

from planhjul.choices.results import Assumption, Layer, LayerLine, Lock, Point, Room, Term, TermPoint
from planhjul.cli.shapes import assumption_shape
from planhjul.language import Language
from planhjul.publish.shapes import Shape, iso


def room_shape(room: Room, language: Language) -> Shape:
    """`room`."""
    return {
        "year": room.year,
        "on": room.on.isoformat(),
        "area": room.area,
        "phase": room.phase,
        "needs_cover": language.say(room.needs_cover) if room.needs_cover else None,
        "total_ore": room.total_ore,
        "low_ore": room.low_ore,
        "default_ore": room.default_ore,
        "high_ore": room.high_ore,
        "layers": [_layer(layer, language) for layer in room.layers],
        "budget_ore": room.budget_ore,
        "budget_layers": [_layer(layer, language) for layer in room.budget_layers],
        "lines": [
            {
                "key": line.key,
                "area": line.area,
                "title": line.title,
                "amount_ore": line.amount_ore,
                "movable_ore": line.movable_ore,
                "low_ore": line.low_ore,
                "high_ore": line.high_ore,
                "short_ore": line.short_ore,
                "structural_ore": line.structural_ore,
                "locked_because": language.say(line.locked_because),
            }
            for line in room.lines
        ],
        "locks": [_lock(lock, language) for lock in room.locks],
        "problems": [language.say(problem) for problem in room.problems],
        "assumptions": _assumptions(room.assumptions, language),
    }


def curve_shape(
    year: int, points: Iterable[Point], assumptions: Iterable[Assumption], language: Language
) -> Shape:
    """`room --curve`."""
    return {
        "year": year,
        "points": [
            {
                "on": point.on.isoformat(),
                "low_ore": point.low_ore,
                "default_ore": point.default_ore,
                "high_ore": point.high_ore,
                "event": " · ".join(event.key for event in point.events),
                "phase": point.phase,
            }
            for point in points
        ],
        "assumptions": _assumptions(assumptions, language),
    }


def term_shape(term: Term, language: Language) -> Shape:
    """`room --term`; `term` is the election year."""
    return {
        "term": term.first_year - 1,
        "years": list(term.years),
        "now": _term_point(term.now),
        "points": [_term_point(point) for point in term.points],
        "borrowed": {str(year): source for year, source in sorted(term.borrowed.items())},
        "problems": [language.say(problem) for problem in term.problems],
        "assumptions": _assumptions(term.assumptions, language),
    }


def _assumptions(assumptions: Iterable[Assumption], language: Language) -> list[Shape]:
    return [assumption_shape(assumption, language) for assumption in assumptions]


def _term_point(point: TermPoint) -> Shape:
    return {
        "on": point.on.isoformat(),
        "low_ore": point.low_ore,
        "default_ore": point.default_ore,
        "high_ore": point.high_ore,
        "index": point.index,
    }


def _layer(layer: Layer, language: Language) -> Shape:
    return {
        "key": layer.key,
        "title": language.say(layer.title),
        "amount_ore": layer.amount_ore,
        "unlocked_by": language.say(layer.unlocked_by),
        "unlocked_when": language.say(layer.unlocked_when),
        "lines": [_layer_line(line, language) for line in layer.lines],
    }


def _layer_line(line: LayerLine, language: Language) -> Shape:
    return {
        "key": line.key,
        "line": line.line,
        "title": language.say(line.title),
        "amount_ore": line.amount_ore,
        "because": language.say(line.because),
        "basis": language.say(line.basis) if line.basis else None,
        "unlocked_by": language.say(line.unlocked_by),
        "unlocked_when": language.say(line.unlocked_when),
        "kilde": line.kilde,
    }


def _lock(lock: Lock, language: Language) -> Shape:
    return {
        "key": lock.key,
        "title": lock.title,
        "kind": lock.kind,
        "layer": lock.layer,
        "lines": list(lock.lines),
        "amount_ore": lock.amount_ore,
        "lowers_ore": lock.lowers_ore,
        "ends": iso(lock.ends),
        "call_off_by": iso(lock.call_off_by),
        "because": language.say(lock.because),
        "unlocked_by": language.say(lock.unlocked_by),
        "unlocked_when": language.say(lock.unlocked_when),
        "kilde": lock.kilde,
    }
