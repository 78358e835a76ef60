"""The signs of a printed overview: found from its income lines, proved on its sums (legal calendar § 9.7).

There is no prescribed sign. Most print either incomes negative and costs positive (the ledger's sign), or
both positive with results as income minus cost. Here every amount is turned to the sign of our own overviews:
income and expense positive, results positive when good.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from planhjul.ledger.forms.lines import FormRules, LineRule, Side

Amounts = Mapping[str, Sequence[int | None]]
"""Line key → the printed amounts by column (øre)."""
# The lines whose sign shows the convention best: no municipality has a negative framework grant or tax.
_TELLING: Final = ("rammetilskudd", "inntekts_og_formuesskatt", "sum_generelle", "driftsinntekter")
# Net of what is put aside and what is used: the print alone decides which way is positive.
_TWO_WAY: Final = "netto_"


@dataclass(frozen=True, slots=True)
class BrokenSum:
    """A printed sum that its own printed lines do not come to: column from 0, amounts in øre as in ours."""

    key: str
    column: int
    printed_ore: int
    added_ore: int


class Signs:
    """Line key → +1 or −1 (`factors`): what a printed amount is multiplied by to have our overviews' sign.

    Args:
        rules: the overview's lines, all generations.
        printed: the amounts as printed.
        unit_ore: what one printed unit is worth; rounding may take one per summand.
    """

    def __init__(self, rules: FormRules, printed: Amounts, unit_ore: int) -> None:
        self.rules, self.printed, self.unit_ore = rules, printed, unit_ore
        self.factors: dict[str, int] = {}
        self._settled: set[str] = set()
        self._lines = {line.key: line for line in _generation(rules, printed)}
        lines = self._lines
        income, expense = self._direction(Side.INCOME), self._direction(Side.EXPENSE)
        ledger = income < 0
        for key in lines:
            side = self.rules.side_of(key)
            if not lines[key].terms:
                self.factors[key] = income if side is Side.INCOME else expense
            elif ledger:
                self.factors[key] = -1 if side is Side.INCOME else 1
            elif self._mixed(key):
                # Results are income minus cost, so a net cost is printed as a negative.
                self.factors[key] = 1 if side is Side.INCOME else -1
            else:
                self.factors[key] = income if side is Side.INCOME else expense
        for line in self._sums():
            self._prove(line)

    def amount(self, key: str, column: int) -> int | None:
        """The line's amount with the sign of our overviews; None where the print has none."""
        printed = self.printed[key][column]
        return None if printed is None else printed * self.factors.get(key, 1)

    def broken(self) -> Iterator[BrokenSum]:
        """The printed sums that differ from their lines by more than one unit per summand."""
        for line in self._sums():
            yield from self._wrong(line)

    def _sums(self) -> list[LineRule]:
        return [line for line in self._lines.values() if line.terms and line.key in self.printed]

    def _wrong(self, line: LineRule) -> Iterator[BrokenSum]:
        for column, amount in enumerate(self.printed[line.key]):
            added = self._added(line, column)
            if amount is None or added is None:
                continue
            printed = amount * self.factors[line.key]
            if abs(printed - added[0]) > self.unit_ore * added[1]:
                yield BrokenSum(line.key, column, printed, added[0])

    def _direction(self, side: Side) -> int:
        """The sign most amounts of that side are printed with; of incomes the surest line decides."""
        for key in _TELLING if side is Side.INCOME else ():
            total = sum(amount or 0 for amount in self.printed.get(key, ()))
            if total:
                return 1 if total > 0 else -1
        total = sum(
            amount or 0
            for key, amounts in self.printed.items()
            if key in self._lines and not self._lines[key].terms and self.rules.side_of(key) is side
            for amount in amounts
        )
        return -1 if total < 0 else 1

    def _leaves(self, key: str) -> Iterator[str]:
        for _, term in self._lines[key].terms:
            if self._lines[term].terms:
                yield from self._leaves(term)
            else:
                yield term

    def _mixed(self, key: str) -> bool:
        """True for a sum of incomes and costs, or of a line that may be either."""
        leaves = set(self._leaves(key))
        return len({self.rules.side_of(leaf) for leaf in leaves}) > 1 or any(map(_is_two_way, leaves))

    def _added(self, line: LineRule, column: int) -> tuple[int, int] | None:
        """What the lines of a sum come to and how many amounts that took; None when none is printed."""
        amount = count = 0
        for sign, term in line.terms:
            value, taken = self._value(term, column)
            amount, count = amount + sign * value, count + taken
        return (amount, count) if count else None

    def _value(self, key: str, column: int) -> tuple[int, int]:
        """A printed line's amount; a sum that is not printed is its own lines, a line that is not is 0."""
        if key in self.printed:
            return self.amount(key, column) or 0, 1
        line = self._lines[key]
        return (self._added(line, column) or (0, 0)) if line.terms else (0, 0)

    def _prove(self, line: LineRule) -> None:
        """Keeps the signs that make most sums right, the expected ones when others do no better."""
        choices = list(self._groups(line))
        every = product((1, -1), repeat=len(choices))
        best = min(every, key=lambda turned: self._cost(line, choices, turned))
        self._turn(choices, best)
        self._settled.update(key for group in choices for key in group)

    def _groups(self, line: LineRule) -> Iterator[tuple[str, ...]]:
        """What may be turned together: the sum itself, its incomes, its expenses, and each two-way line."""
        if self._mixed(line.key):
            yield (line.key,)
        leaves = [
            term
            for _, term in line.terms
            if not self._lines[term].terms and term in self.printed and term not in self._settled
        ]
        two_way = [key for key in leaves if _is_two_way(key)]
        for key in two_way:
            yield (key,)
        # Above the dispositions the convention is sure; only what is put aside and used varies.
        if line.key in {"sum_disponeringer", "sum_avsetninger", "netto_avsetninger", "netto_videreutlan"}:
            for side in Side:
                group = tuple(key for key in leaves if key not in two_way and self.rules.side_of(key) is side)
                if group:
                    yield group

    def _cost(
        self, line: LineRule, choices: Sequence[tuple[str, ...]], turned: Sequence[int]
    ) -> tuple[int, int]:
        """How many amounts are wrong with these signs, and how many groups are turned.

        The sums that the line itself goes into are counted too: turning a sum and all its lines shows there.
        """
        self._turn(choices, turned)
        into = [above for above in self._sums() if any(term == line.key for _, term in above.terms)]
        wrong = sum(1 for rule in (line, *into) for _ in self._wrong(rule))
        self._turn(choices, turned)
        return wrong, sum(factor < 0 for factor in turned)

    def _turn(self, choices: Sequence[tuple[str, ...]], turned: Sequence[int]) -> None:
        for group, factor in zip(choices, turned, strict=True):
            for key in group:
                self.factors[key] *= factor


def _is_two_way(leaf: str) -> bool:
    return leaf.startswith(_TWO_WAY)


def _generation(rules: FormRules, printed: Amounts) -> Iterator[LineRule]:
    """The overview's lines, each in the generation that has most of its terms printed."""
    keys = dict.fromkeys(line.key for line in rules.lines)
    for key in keys:
        generations = [line for line in rules.lines if line.key == key]
        yield max(generations, key=lambda line: sum(term in printed for _, term in line.terms))
