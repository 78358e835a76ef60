"""What the ledger answers about income, as values every page and command shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planhjul.ledger.versions import VersionKind
from planhjul.texts import Text


class IncomeGroup(StrEnum):
    """The three groups of the contract; the finer class says what within the group."""

    FRI = "fri"
    BUNDET = "bundet"
    OVRIG = "ovrig"


class Base(StrEnum):
    """The denominator of the shares: brutto driftsinntekter, or those with interest and dividend."""

    DI = "di"
    DI_FINANS = "di_finans"


@dataclass(frozen=True, slots=True)
class IncomeClass:
    """One class of income (money model B.1): amount in øre, share of the base, and why it is classed so."""

    key: str
    group: IncomeGroup
    title: Text
    reason: Text
    amount_ore: int
    share: float


@dataclass(frozen=True, slots=True)
class Definition:
    """One of the competing definitions of free income, in words, with its sum and share of the base."""

    key: str
    title: Text
    words: Text
    amount_ore: int
    share: float


@dataclass(frozen=True, slots=True)
class BoundTo:
    """What bound income on one service function is tied to."""

    funksjon: str
    title: str
    amount_ore: int
    cost_ore: int


@dataclass(frozen=True, slots=True)
class ClassifiedSum:
    """One (art, funksjon) with its class and reason: the line behind a class."""

    art: str
    art_title: str
    funksjon: str
    funksjon_title: str
    income_class: str
    reason: Text
    amount_ore: int


@dataclass(frozen=True, slots=True)
class IncomeComposition:
    """The composition of one version's driftsinntekter.

    `total_ore` is the base: Σ `classes` + `unclassified_ore` = `total_ore`. With `outside` (finance, use of
    funds, technical items: income lines that are not in the base) that is all income the version holds in
    drift, arts 600–999 and what a file without arts calls income: nothing is dropped.
    """

    year: int
    version: VersionKind
    stood_from: date
    base: Base
    total_ore: int
    classes: tuple[IncomeClass, ...]
    outside: tuple[IncomeClass, ...]
    definitions: tuple[Definition, ...]
    unclassified_ore: int
    unclassified: tuple[ClassifiedSum, ...]
    bound_to: tuple[BoundTo, ...]
    sums: tuple[ClassifiedSum, ...]
    warnings: tuple[Text, ...]
