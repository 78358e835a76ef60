"""A councillor's own list: what somebody wants raised, before any case exists."""

from __future__ import annotations

from dataclasses import dataclass

from planhjul.issues import CellRef
from planhjul.texts import Named, text


class PriorityKind(Named):
    """What a wish is about: it decides which decision points and instruments lead to it."""

    PENGER = "penger", text("Penger: noe skal koste mer eller mindre")
    TJENESTE = "tjeneste", text("Tjeneste: noe skal gjøres annerledes for innbyggerne")
    PLAN = "plan", text("Plan: noe skal stå i en plan")
    AREAL = "areal", text("Areal: noe skal bygges eller vernes")
    PROSESS = "prosess", text("Prosess: måten vi arbeider på")


@dataclass(frozen=True, slots=True)
class Priority:
    """One wish on somebody's list (saksliste).

    `amount_ore` is the yearly cost (positive) or saving (negative), None when not priced. `year` is the first
    year it should work, None = as soon as possible. `funksjon`, `area` and `goal` say where it belongs, ""
    = not said. `source` is None for a wish that was written in the page.
    """

    key: str
    owner: str
    title: str
    kind: PriorityKind
    funksjon: str
    area: str
    goal: str
    amount_ore: int | None
    year: int | None
    note: str
    source: CellRef | None
