"""The prescribed overviews §§ 5-4, 5-5 and 5-6 (1A and 2A before 2020) of one version, with controls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from planhjul.explanation import readable_amount
from planhjul.ledger.areas import Area, AreaMap
from planhjul.ledger.codes import CodeLists
from planhjul.ledger.forms.checks import ArtFlag, Check, art_flags, checks
from planhjul.ledger.forms.lines import FIRST_YEAR, Filled, FormCatalogue, FormKey, Posted, fill, posted
from planhjul.ledger.lines import amounts_by
from planhjul.ledger.versions import VersionKind
from planhjul.texts import Kroner, Text, Year, text, verbatim

_NO_AREA: Final = ""
_MONTHS: Final = 12
# The overviews whose amounts the controls hold against each other, also in the years of 1A and 2A.
_HELD_TOGETHER: Final = (FormKey.DRIFT, FormKey.INVESTERING, FormKey.ART)
_CARRIED: Final = "fremfort"
_CARRIED_CHECKS: Final = frozenset({"MERFORBRUK", "UDEKKET"})


@dataclass(frozen=True, slots=True)
class FormLine:
    """One line: income and expense both positive and named, results positive when good; øre.

    `nr` is None for a line of ours that the regulation does not have. `rows` are the sums that stand on it,
    `terms` the signed lines a sum is made of.
    """

    nr: int | None
    key: str
    name: Text
    heading: Text | None
    is_sum: bool
    amount_ore: int
    rows: tuple[Posted, ...]
    terms: tuple[tuple[int, str], ...] = ()


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
    kontoklasse: str
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
    areas: Iterable[Area],
    *,
    year: int,
    kind: VersionKind,
    stood_from: date,
    tolerance_ore: int = 0,
    notes: Iterable[Text] = (),
) -> Overview:
    """The overview of one version and year, with the controls between it and the other two.

    Args:
        key: which overview; what did its work in the year is given (1A for § 5-4 before 2020).
        sums: `SUM_COLUMNS` of one version and year, all kontoklasser.
        catalogue: the overviews' lines.
        codes: arts and functions by year; an art that has gone out keeps its line and is flagged.
        areas: the municipality's budsjettområder for the second part, held by function or ansvar.
        year: decides the generation of the overviews and which arts are in force.
        kind: the version's kind, passed on; accounts may carry a merforbruk forward.
        stood_from: the day from which the version stood, passed on.
        tolerance_ore: what a control may be off by (0 for our own øre, more for rounded thousands).
        notes: what else must be known of the version, such as that its accounts are not finished.
    """
    asked, key = key, key.of_year(year)
    accounts = {rules.kontoklasse for rules in catalogue.forms.values()}
    rows = {kontoklasse: posted(sums, kontoklasse) for kontoklasse in accounts}
    filled = {
        form: fill(rules, rows[rules.kontoklasse], codes, year)
        for form, rules in catalogue.forms.items()
        if form is key or form in _HELD_TOGETHER
    }
    area_list = tuple(areas)
    second = _second_part(filled[key], area_list, sums)
    # The lines of § 5-4 net everything unknown into the appropriations; § 5-6 shows what it is.
    source = filled[key if key.investment else FormKey.ART]
    unclassified = _unclassified(source)
    return Overview(
        form=key,
        title=filled[key].rules.title,
        kontoklasse=filled[key].rules.kontoklasse,
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
        notes=(*notes, *_notes(asked, filled, area_list, year, tolerance_ore)),
    )


def balance_sentence(answer: Overview) -> Text:
    """Whether the overview's account balances, by how much it does not, in one sentence.

    An investment overview without figures says so: nothing is no balance.
    """
    left = answer.amount(_CARRIED)
    investment = answer.form.investment
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
    off = readable_amount(abs(left))
    if held.ok:
        return text(
            "{version} {year} fører {amount} fram til senere år.", version=version, year=year, amount=off
        )
    if left > 0:
        return text(
            "{version} {year} har {amount} som ikke er disponert.",
            version=version,
            year=year,
            amount=off,
        )
    if investment:
        return text(
            "{version} {year} mangler {amount} på å gå i balanse i investering.",
            version=version,
            year=year,
            amount=off,
        )
    return text(
        "{version} {year} mangler {amount} på å gå i balanse.", version=version, year=year, amount=off
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
                terms=rule.terms,
            )
        )
    return tuple(lines)


def _second_part(filled: Filled, areas: tuple[Area, ...], sums: pd.DataFrame) -> tuple[AreaAmount, ...]:
    """Each split line by area, in the areas' order, then what stands on no area when there is any."""
    split = [rule.key for rule in filled.rules.of(filled.year) if rule.split]
    if not split:
        return ()
    line_of = {(row.art, row.funksjon, row.side): key for key in split for row in filled.rows[key]}
    held: dict[str, dict[str, int]] = {key: {} for key in split}
    area_map = AreaMap(areas)
    for (art, funksjon, side, ansvar), amount in _by_ansvar(filled, areas, sums).items():
        line = line_of.get((art, funksjon, side))
        if line is not None:
            area = area_map.of(funksjon, ansvar) or _NO_AREA
            held[line][area] = held[line].get(area, 0) + amount
    titles = [*((area.key, verbatim(area.title)) for area in areas), (_NO_AREA, text("Uten område"))]
    numbers = {line.key: line.nr for line in _lines(filled)}
    return tuple(
        AreaAmount(numbers[key], key, area_key, title, held[key][area_key])
        for key in split
        for area_key, title in titles
        if area_key in held[key]
    )


def _by_ansvar(filled: Filled, areas: tuple[Area, ...], sums: pd.DataFrame) -> Mapping[tuple[str, ...], int]:
    """The overview's sums by (art, funksjon, side, ansvar); ansvar is "" when no area asks for it."""
    if not any(area.ansvar for area in areas):
        placed = (row for rows in filled.rows.values() for row in rows)
        return {(row.art, row.funksjon, row.side, ""): row.amount_ore for row in placed}
    of_account = sums[sums["kontoklasse"] == filled.rules.kontoklasse]
    return amounts_by(of_account, "art", "funksjon", "side", "ansvar")


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


def unfinished_note(kind: VersionKind, year: int, on: date, last_month: int | None) -> Text | None:
    """What to know of accounts that do not hold the whole year, None when they do or are no accounts.

    Args:
        kind: the version's kind.
        year: the version's year.
        on: the day that is asked about.
        last_month: the last month (1–12) with an amount, None when the file has no months.
    """
    if kind is not VersionKind.REGNSKAP:
        return None
    if last_month is not None and last_month < _MONTHS:
        return text(
            "Regnskapet for {year} har tall til og med måned {month} av 12. Det kan ikke leses som et "
            "årsregnskap.",
            year=Year(year),
            month=last_month,
        )
    if on.year <= year:
        return text("Året er ikke omme, så regnskapet for {year} er ikke ferdig.", year=Year(year))
    return None


def _unclassified(filled: Filled) -> tuple[Posted, ...]:
    catch_all = [rule.key for rule in filled.rules.of(filled.year) if rule.catch_all]
    return tuple(row for key in catch_all for row in filled.rows[key])


def _notes(
    asked: FormKey,
    filled: Mapping[FormKey, Filled],
    areas: tuple[Area, ...],
    year: int,
    tolerance_ore: int,
) -> Iterable[Text]:
    key = asked.of_year(year)
    if key is not asked and year < FIRST_YEAR:
        yield text(
            "§ {asked} gjelder fra {first}. Tallene for {year} står derfor i budsjettskjema {form}, som "
            "gjaldt da.",
            asked=asked.value,
            first=Year(FIRST_YEAR),
            year=Year(year),
            form=key.value,
        )
    elif key is not asked:
        yield text(
            "Budsjettskjema {asked} gjaldt til og med {last}. Tallene for {year} står derfor i § {form}.",
            asked=asked.value,
            last=Year(FIRST_YEAR - 1),
            year=Year(year),
            form=key.value,
        )
    elif key is FormKey.ART and year < FIRST_YEAR:
        yield text(
            "Oversikten i dagens forskrift gjelder fra {first}. Tallene for {year} er satt inn i linjene "
            "fra {first}.",
            first=Year(FIRST_YEAR),
            year=Year(year),
        )
    if filled[FormKey.INVESTERING].empty:
        yield text(
            "Versjonen har ingen tall for investering. Les inn investeringsdelen for å kontrollere "
            "overføringen fra drift."
        )
    if not areas and key is not FormKey.ART and not filled[key].empty:
        yield text(
            "Kommunen har ingen budsjettområder, så andre del står samlet under «Uten område». Legg områdene "
            "inn i arket Områder i innstillingene."
        )
    if tolerance_ore:
        yield text(
            "Tallene er oppgitt i hele tusen kroner. Kontrollene tåler derfor en avrunding på {amount}.",
            amount=Kroner(tolerance_ore),
        )
