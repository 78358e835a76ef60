"""A printed overview held against ours: line by line and column by column, its own sums added up again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planhjul.ledger.forms.documents import PrintedColumn, PrintedForm, PrintedLine
from planhjul.ledger.forms.lines import FormRules, LineRule
from planhjul.ledger.forms.overviews import Overview
from planhjul.texts import Kroner, Text, text, verbatim


@dataclass(frozen=True, slots=True)
class ComparedAmount:
    """One printed amount and ours, øre; `difference_ore` is printed minus ours, None when we have none."""

    printed_ore: int
    ours_ore: int | None
    tolerance_ore: int

    @property
    def difference_ore(self) -> int | None:
        """Printed minus ours."""
        return None if self.ours_ore is None else self.printed_ore - self.ours_ore

    @property
    def ok(self) -> bool:
        """True when they differ by no more than rounding explains; what we do not have is not judged."""
        return self.difference_ore is None or abs(self.difference_ore) <= self.tolerance_ore


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One printed row; `amounts` has one per column, None where the print has none."""

    printed: PrintedLine
    amounts: tuple[ComparedAmount | None, ...]


@dataclass(frozen=True, slots=True)
class ReaddedSum:
    """A printed sum and what the printed lines under it come to, øre; `column` counts from 0."""

    key: str
    name: str
    column: int
    printed_ore: int
    readded_ore: int
    tolerance_ore: int

    @property
    def ok(self) -> bool:
        """True when they differ by no more than one unit per summand."""
        return abs(self.printed_ore - self.readded_ore) <= self.tolerance_ore


@dataclass(frozen=True, slots=True)
class Comparison:
    """A printed overview beside ours. `matched` says for each column whether we have such a version."""

    document: PrintedForm
    columns: tuple[PrintedColumn, ...]
    matched: tuple[bool, ...]
    lines: tuple[ComparedLine, ...]
    sums: tuple[ReaddedSum, ...]
    findings: tuple[Text, ...]

    @property
    def compared(self) -> int:
        """How many amounts there are on both sides."""
        return sum(
            one is not None and one.ours_ore is not None for line in self.lines for one in line.amounts
        )

    @property
    def breaks(self) -> int:
        """How many amounts differ by more than rounding explains."""
        return sum(one is not None and not one.ok for line in self.lines for one in line.amounts)


def compare(printed: PrintedForm, overviews: Sequence[Overview | None], rules: FormRules) -> Comparison:
    """The printed overview held against ours.

    Args:
        printed: what was printed, with signs as in our overviews.
        overviews: ours for each printed column, in its order; None when there is no such version.
        rules: the overview's lines, for adding up the printed sums again.
    """
    summands = _Summands(printed, rules)
    lines = tuple(_line(one, printed, overviews, summands) for one in printed.lines)
    sums = tuple(_sums(printed, summands))
    matched = tuple(one is not None for one in overviews)
    found = (*_unmatched(printed, matched), *_broken_sums(printed, sums), *_breaks(printed, lines))
    return Comparison(printed, printed.columns, matched, lines, sums, found)


class _Summands:
    """Which printed lines a printed sum is made of."""

    def __init__(self, printed: PrintedForm, rules: FormRules) -> None:
        self._first: dict[str, PrintedLine] = {}
        for line in printed.lines:
            if line.key:
                self._first.setdefault(line.key, line)
        generations: dict[str, list[LineRule]] = {}
        for rule in rules.lines:
            generations.setdefault(rule.key, []).append(rule)
        # Of a line's generations, the one whose terms the print has most of is the one that was printed.
        self._rules = {
            key: max(found, key=lambda rule: sum(term in self._first for _, term in rule.terms))
            for key, found in generations.items()
        }

    def sums(self) -> Iterable[tuple[PrintedLine, LineRule]]:
        """The printed sums with their rules, in the print's order, where any of the terms is there."""
        for key, line in self._first.items():
            rule = self._rules.get(key)
            if rule is not None and any(self._reaches(term) for _, term in rule.terms):
                yield line, rule

    def total(self, terms: Iterable[tuple[int, str]], column: int) -> tuple[int, int]:
        """What the terms come to in the column (øre), and how many printed amounts that took."""
        amount = count = 0
        for sign, key in terms:
            value, taken = self._value(key, column)
            amount, count = amount + sign * value, count + taken
        return amount, count

    def leaves(self, key: str) -> int:
        """How many rounded amounts a line is made of: 1 for a line that is no sum."""
        rule = self._rules.get(key)
        return sum(self.leaves(term) for _, term in rule.terms) if rule is not None and rule.terms else 1

    def _reaches(self, key: str) -> bool:
        rule = self._rules.get(key)
        return key in self._first or (rule is not None and any(self._reaches(term) for _, term in rule.terms))

    def _value(self, key: str, column: int) -> tuple[int, int]:
        """A printed line's amount; a sum that is not printed is its own terms, a line that is not is 0."""
        if key in self._first:
            return self._first[key].amounts_ore[column] or 0, 1
        rule = self._rules.get(key)
        return self.total(rule.terms, column) if rule is not None else (0, 0)


def _line(
    printed: PrintedLine,
    document: PrintedForm,
    overviews: Sequence[Overview | None],
    summands: _Summands,
) -> ComparedLine:
    tolerance = document.unit_ore * (summands.leaves(printed.key) if printed.key else 1)
    amounts = tuple(
        None if ore is None else ComparedAmount(ore, _ours(printed, overview), tolerance)
        for ore, overview in zip(printed.amounts_ore, overviews, strict=True)
    )
    return ComparedLine(printed, amounts)


def _ours(printed: PrintedLine, overview: Overview | None) -> int | None:
    """Our amount for the row: a line by key, an area of the second part by its name."""
    if overview is None:
        return None
    if printed.key:
        return {line.key: line.amount_ore for line in overview.lines}.get(printed.key)
    wanted = _plain(printed.name)
    held = [part.amount_ore for part in overview.second_part if _plain(_title(part.title)) == wanted]
    return sum(held) if held else None


def _title(title: Text) -> str:
    """An area's own name; what stands on no area has none."""
    return next((value for _, value in title.values if isinstance(value, str)), "")


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _sums(printed: PrintedForm, summands: _Summands) -> Iterable[ReaddedSum]:
    for line, rule in summands.sums():
        for column, ore in enumerate(line.amounts_ore):
            if ore is None:
                continue
            readded, count = summands.total(rule.terms, column)
            yield ReaddedSum(rule.key, line.name, column, ore, readded, printed.unit_ore * count)


def _unmatched(printed: PrintedForm, matched: Sequence[bool]) -> Iterable[Text]:
    for column, found in zip(printed.columns, matched, strict=True):
        if not found:
            yield text(
                "«{column}» har ingen versjon å sammenlignes med. Les inn tallene for den under Import.",
                column=verbatim(column.heading),
            )


def _broken_sums(printed: PrintedForm, sums: Iterable[ReaddedSum]) -> Iterable[Text]:
    for one in sums:
        if not one.ok:
            yield text(
                "«{line}» i «{column}» er trykt som {printed}, men linjene i trykket gir {sum}.",
                line=verbatim(one.name),
                column=verbatim(printed.columns[one.column].heading),
                printed=Kroner(one.printed_ore),
                sum=Kroner(one.readded_ore),
            )


def _breaks(printed: PrintedForm, lines: Iterable[ComparedLine]) -> Iterable[Text]:
    for line in lines:
        for column, one in zip(printed.columns, line.amounts, strict=True):
            if one is None or one.ours_ore is None or one.ok:
                continue
            yield text(
                "«{line}» i «{column}» er {printed} i trykket og {ours} her: forskjell {difference}. Se på "
                "artene bak linjen.",
                line=verbatim(line.printed.name),
                column=verbatim(column.heading),
                printed=Kroner(one.printed_ore),
                ours=Kroner(one.ours_ore),
                difference=Kroner(one.printed_ore - one.ours_ore),
            )
