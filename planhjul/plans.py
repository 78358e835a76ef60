"""Plans and their goal tree: kommuneplan, samfunnsdel, temaplan … with vision, goals, strategies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planhjul.issues import CellRef
from planhjul.texts import Named, text


class GoalKind(Named):
    """A goal's place in the tree, from the top."""

    VISJON = "visjon", text("Visjon")
    SATSINGSOMRADE = "satsingsomrade", text("Satsingsområde")
    MAL = "mal", text("Mål")
    DELMAL = "delmal", text("Delmål")
    STRATEGI = "strategi", text("Strategi")
    TILTAK = "tiltak", text("Tiltak")


class PlanType(Named):
    """What kind of plan; the law's nouns."""

    PLANSTRATEGI = "planstrategi", text("Planstrategi")
    PLANPROGRAM = "planprogram", text("Planprogram")
    KOMMUNEPLAN = "kommuneplan", text("Kommuneplan")
    SAMFUNNSDEL = "samfunnsdel", text("Samfunnsdel")
    AREALDEL = "arealdel", text("Arealdel")
    HANDLINGSDEL = "handlingsdel", text("Handlingsdel")
    KOMMUNEDELPLAN = "kommunedelplan", text("Kommunedelplan")
    OKONOMIPLAN = "okonomiplan", text("Økonomiplan")
    TEMAPLAN = "temaplan", text("Temaplan")


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan and its cycle; a date that is not known is None, never guessed."""

    key: str
    type: PlanType
    title: str
    adopted: date | None
    valid_from: date | None
    valid_to: date | None
    next_revision: date | None
    source: CellRef


@dataclass(frozen=True, slots=True)
class Goal:
    """One node of a plan's tree; `parent` is a goal's key or, at the top, the plan's key."""

    key: str
    plan: str
    parent: str
    kind: GoalKind
    title: str
    source: CellRef


class LinkTarget(Named):
    """What a goal's money is found by."""

    TILTAK = "tiltak", text("tiltak")
    FUNKSJON = "funksjon", text("funksjon")
    ANSVAR = "ansvar", text("ansvar")
    PROSJEKT = "prosjekt", text("prosjekt")
    OMRADE = "omrade", text("budsjettområde")


@dataclass(frozen=True, slots=True)
class GoalLink:
    """A thread from a goal to money: a measure's key, or a code of budget lines.

    `source` is the cell it was read from, None for one made in the page; `made_by` and `why` are then who
    made it and the reason.
    """

    plan: str
    goal: str
    target: LinkTarget
    code: str
    source: CellRef | None
    made_by: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """What somebody did to a thread in the page: made it, or took it away. Entries are never deleted."""

    nr: int
    link: GoalLink
    made: bool
    recorded_on: date
