"""The prescribed overviews §§ 5-4, 5-5 and 5-6 of one version, with their second part and controls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

import pandas as pd

from planhjul.ledger.codes import CodeLists
from planhjul.ledger.form_checks import ArtFlag, Check, art_flags, checks
from planhjul.ledger.form_lines import Filled, FormCatalogue, FormKey, Posted, fill, posted
from planhjul.ledger.versions import VersionKind
from planhjul.texts import Kroner, Million, Text, Year, text, verbatim

# The regulation of 2019 holds from the budget of 2020; older years had budsjettskjema 1A and 2A.
_FIRST_YEAR: Final = 2020
_NO_AREA: Final = ""
_CARRIED: Final = "fremfort"
_CARRIED_CHECKS: Final = frozenset({"MERFORBRUK", "UDEKKET"})
# Below this, millions with one decimal would say 0,0 about money that is there: half of a tenth, øre.
_LEAST_MILLION_ORE: Final = 5_000_000


class FormArea(Protocol):
    """What the second part needs of a budsjettområde."""

    @property
    def key(self) -> str:
        """The area's permanent key."""
        ...

    @property
    def title(self) -> str:
        """The area's name."""
        ...

    @property
    def funksjoner(self) -> tuple[str, ...]:
        """The functions it holds."""
        ...


@dataclass(frozen=True, slots=True)
class FormLine:
    """One line: income and expense both positive and named, results positive when good; øre.

    `nr` is None for a line of ours that the regulation does not have. `rows` are the sums that stand on it.
    """

    nr: int | None
    key: str
    name: Text
    heading: Text | None
    is_sum: bool
    amount_ore: int
    rows: tuple[Posted, ...]


@dataclass(frozen=True, slots=True)
class AreaAmount:
    """What an area has of one line of the first part (øre); `area` "" = on no area."""

    nr: int | None
    line: str
    area: str
    title: Text
    amount_ore: int


@dataclass(frozen=True, slots=True)
class Overview:
    """One prescribed overview of one version. `unclassified_ore` is expense minus income."""

    form: FormKey
    title: Text
    year: int
    version: VersionKind
    stood_from: date
    lines: tuple[FormLine, ...]
    second_part: tuple[AreaAmount, ...]
    checks: tuple[Check, ...]
    flags: tuple[ArtFlag, ...]
    unclassified: tuple[Posted, ...]
    unclassified_ore: int
    notes: tuple[Text, ...]

    def amount(self, key: str) -> int:
        """The amount of the line with the key, øre.

        Raises:
            KeyError: the overview has no such line in the year.
        """
        return {line.key: line.amount_ore for line in self.lines}[key]


def overview(
    key: FormKey,
    sums: pd.DataFrame,
    catalogue: FormCatalogue,
    codes: CodeLists,
    areas: Iterable[FormArea],
    *,
    year: int,
    kind: VersionKind,
    stood_from: date,
    tolerance_ore: int = 0,
) -> Overview:
    """The overview of one version and year, with the controls between it and the other two.

    Args:
        key: which overview.
        sums: `SUM_COLUMNS` of one version and year, all kontoklasser.
        catalogue: the overviews' lines.
        codes: arts and functions by year; an art that has gone out keeps its line and is flagged.
        areas: the municipality's budsjettområder for the second part; a function in two counts in the first.
        year: decides the generation of the overviews and which arts are in force.
        kind: the version's kind, passed on; accounts may carry a merforbruk forward.
        stood_from: the day from which the version stood, passed on.
        tolerance_ore: what a control may be off by (0 for our own øre, more for rounded thousands).
    """
    rows = {rules.kontoklasse: posted(sums, rules.kontoklasse) for rules in catalogue.forms.values()}
    filled = {
        form: fill(rules, rows[rules.kontoklasse], codes, year) for form, rules in catalogue.forms.items()
    }
    area_list = tuple(areas)
    second = _second_part(filled[key], area_list)
    # The lines of § 5-4 net everything unknown into the appropriations; § 5-6 shows what it is.
    source = filled[FormKey.INVESTERING if key is FormKey.INVESTERING else FormKey.ART]
    unclassified = _unclassified(source)
    return Overview(
        form=key,
        title=filled[key].rules.title,
        year=year,
        version=kind,
        stood_from=stood_from,
        lines=_lines(filled[key]),
        second_part=second,
        checks=checks(
            key,
            filled,
            unclassified,
            _parts(filled[key], second),
            kind=kind,
            tolerance_ore=tolerance_ore,
        ),
        flags=art_flags(source, codes, catalogue.successors),
        unclassified=unclassified,
        unclassified_ore=sum(row.amount_ore for row in unclassified),
        notes=tuple(_notes(key, filled, area_list, year, tolerance_ore)),
    )


def balance_sentence(answer: Overview) -> Text:
    """Whether the overview's account balances, by how much it does not, in one sentence.

    An investment overview without figures says so: nothing is no balance.
    """
    left = answer.amount(_CARRIED)
    investment = answer.form is FormKey.INVESTERING
    version, year = answer.version.title, Year(answer.year)
    if not any(line.rows for line in answer.lines):
        if investment:
            return text("{version} {year} har ingen tall for investering.", version=version, year=year)
        return text("{version} {year} har ingen tall for drift.", version=version, year=year)
    held = next(check for check in answer.checks if check.code in _CARRIED_CHECKS)
    if held.ok and abs(left) <= held.tolerance_ore:
        if investment:
            return text("{version} {year} går i balanse i investering.", version=version, year=year)
        return text("{version} {year} går i balanse.", version=version, year=year)
    amount = Million(abs(left)) if abs(left) >= _LEAST_MILLION_ORE else Kroner(abs(left))
    if held.ok:
        return text(
            "{version} {year} fører {amount} fram til senere år.", version=version, year=year, amount=amount
        )
    if left > 0:
        return text(
            "{version} {year} har {amount} som ikke er disponert.", version=version, year=year, amount=amount
        )
    if investment:
        return text(
            "{version} {year} mangler {amount} på å gå i balanse i investering.",
            version=version,
            year=year,
            amount=amount,
        )
    return text(
        "{version} {year} mangler {amount} på å gå i balanse.", version=version, year=year, amount=amount
    )


def _lines(filled: Filled) -> tuple[FormLine, ...]:
    lines, nr = [], 0
    for rule in filled.rules.of(filled.year):
        rows = filled.rows.get(rule.key, ())
        if not rule.numbered and not rows:
            continue
        nr += rule.numbered
        lines.append(
            FormLine(
                nr=nr if rule.numbered else None,
                key=rule.key,
                name=rule.name,
                heading=rule.heading,
                is_sum=bool(rule.terms),
                amount_ore=filled.amounts[rule.key],
                rows=rows,
            )
        )
    return tuple(lines)


def _second_part(filled: Filled, areas: tuple[FormArea, ...]) -> tuple[AreaAmount, ...]:
    """Each split line by area, in the areas' order, then what stands on no area when there is any."""
    holder: dict[str, str] = {}
    for area in areas:
        for funksjon in area.funksjoner:
            holder.setdefault(funksjon, area.key)
    titles = [*((area.key, verbatim(area.title)) for area in areas), (_NO_AREA, text("Uten område"))]
    numbers = {line.key: line.nr for line in _lines(filled)}
    parts = []
    for rule in filled.rules.of(filled.year):
        if not rule.split:
            continue
        held: dict[str, int] = {}
        for row in filled.rows[rule.key]:
            area_key = holder.get(row.funksjon, _NO_AREA)
            held[area_key] = held.get(area_key, 0) + row.amount_ore
        parts += [
            AreaAmount(numbers[rule.key], rule.key, area_key, title, held[area_key])
            for area_key, title in titles
            if area_key in held
        ]
    return tuple(parts)


def _parts(filled: Filled, second: tuple[AreaAmount, ...]) -> Mapping[str, tuple[int, int]]:
    """Line key → (the line of the first part, the sum of its second part), øre."""
    return {
        rule.key: (
            filled.amounts[rule.key],
            sum(part.amount_ore for part in second if part.line == rule.key),
        )
        for rule in filled.rules.of(filled.year)
        if rule.split
    }


def _unclassified(filled: Filled) -> tuple[Posted, ...]:
    catch_all = [rule.key for rule in filled.rules.of(filled.year) if rule.catch_all]
    return tuple(row for key in catch_all for row in filled.rows[key])


def _notes(
    key: FormKey,
    filled: Mapping[FormKey, Filled],
    areas: tuple[FormArea, ...],
    year: int,
    tolerance_ore: int,
) -> Iterable[Text]:
    if year < _FIRST_YEAR:
        yield text(
            "Oversiktene i dagens forskrift gjelder fra {first}. Tallene for {year} er satt inn i linjene "
            "fra {first}, så de kan avvike fra budsjettskjema 1A og 2A.",
            first=Year(_FIRST_YEAR),
            year=Year(year),
        )
    if filled[FormKey.INVESTERING].empty:
        yield text(
            "Versjonen har ingen tall for investering. Les inn investeringsdelen for å kontrollere "
            "overføringen fra drift."
        )
    if not areas and key is not FormKey.ART:
        yield text(
            "Kommunen har ingen budsjettområder, så andre del står samlet under «Uten område». Legg områdene "
            "inn i arket Områder i innstillingene."
        )
    if tolerance_ore:
        yield text(
            "Tallene er oppgitt i hele tusen kroner. Kontrollene tåler derfor en avrunding på {amount}.",
            amount=Kroner(tolerance_ore),
        )
