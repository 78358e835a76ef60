"""What the ledger answers about income, as values every page and command shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planhjul.ledger.versions import VersionKind
from planhjul.texts import Named, Text, text


class IncomeGroup(Named):
    """The three groups of the contract; the finer class says what within the group."""

    FRI = "fri", text("Frie inntekter")
    BUNDET = "bundet", text("Bundne inntekter")
    OVRIG = "ovrig", text("Øvrige inntekter")


class Base(Named):
    """The denominator of the shares: brutto driftsinntekter, or those with interest and dividend."""

    DI = "di", text("Andelene er regnet av brutto driftsinntekter. Renter og utbytte er ikke med.")
    DI_FINANS = "di_finans", text("Andelene er regnet av brutto driftsinntekter med renter og utbytte.")


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
class FundingSource:
    """One payer of a function's cost, in øre; share of the cost, None when there is no cost."""

    key: str
    title: Text
    amount_ore: int
    share: float | None


@dataclass(frozen=True, slots=True)
class FundingChain:
    """Who pays for a function, an area or all of it: the sources add up to `cost_ore` exactly.

    `key` is the function's code or the area's key, "" for the total. Where income exceeds cost the last
    source is the surplus, below zero. `bound_ore` is the bound income among the sources.
    """

    key: str
    title: str
    cost_ore: int
    bound_ore: int
    sources: tuple[FundingSource, ...]

    def amount_of(self, source: str) -> int:
        """What the source pays in øre: 0 when it is not among them."""
        return next((one.amount_ore for one in self.sources if one.key == source), 0)


@dataclass(frozen=True, slots=True)
class Funding:
    """Every chain, the most bound income first, their total, and the income that all of them share.

    The chains' own income and `pool_ore` are the version's driftsinntekter.
    """

    chains: tuple[FundingChain, ...]
    total: FundingChain
    pool_ore: int


@dataclass(frozen=True, slots=True)
class CarriedCost:
    """A cost of a chain in øre, and the keys of the sources that can pay for it."""

    art: str
    art_title: str
    funksjon: str
    funksjon_title: str
    amount_ore: int
    carried_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AppliedOverride:
    """What the municipality's own word on an income did: how many øre it moved to the class it names.

    `art`, `funksjon`, `ansvar` and `prosjekt` say which lines, "" = any.
    """

    key: str
    art: str
    funksjon: str
    ansvar: str
    prosjekt: str
    income_class: str
    title: Text
    share: float
    amount_ore: int
    kilde: str


@dataclass(frozen=True, slots=True)
class Konsesjonskraft:
    """Function 321 net (money model B.1): power sold, and art 470 bought for it; øre, both positive."""

    sale_ore: int
    purchase_ore: int

    @property
    def net_ore(self) -> int:
        """What the rights are worth this year."""
        return self.sale_ore - self.purchase_ore


@dataclass(frozen=True, slots=True)
class ClassifiedSum:
    """One (art, funksjon) with its class and reason: the line behind a class.

    `source` is its key in the chain of its function, "" when it is for everything. `override` is the key of
    the municipality's own word that classed it, `ansvar` and `prosjekt` which lines that is about ("" = all).
    """

    art: str
    art_title: str
    funksjon: str
    funksjon_title: str
    income_class: str
    reason: Text
    amount_ore: int
    source: str = ""
    override: str = ""
    ansvar: str = ""
    prosjekt: str = ""


@dataclass(frozen=True, slots=True)
class ChainDetail:
    """A chain with what stands behind both ends: the income of its sources, and the cost they pay for."""

    chain: FundingChain
    income: tuple[ClassifiedSum, ...]
    costs: tuple[CarriedCost, ...]


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
    funding: Funding
    sums: tuple[ClassifiedSum, ...]
    overrides: tuple[AppliedOverride, ...]
    konsesjonskraft: Konsesjonskraft | None
    warnings: tuple[Text, ...]
