"""Every parameter behind handlingsrom and effects: value, band, how sure it is, and where it is from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from planhjul.choices.results import Assumption, Mark
from planhjul.choices.room.phases import Phase
from planhjul.choices.room.profile import EVEN, Profile, ProfileError, profile
from planhjul.texts import Text, text, verbatim


class Key(StrEnum):
    """The parameters; the values are permanent keys, the same as in the settings workbook."""

    PENSION = "pensjonssats"
    EMPLOYER_TAX = "arbeidsgiveravgift"
    VAT = "mva_sats"
    NDR_TARGET = "mal_ndr"
    FUND_LIMIT = "grense_fond"
    STATUTORY_LIMIT = "grense_lovpaalagt"
    SELF_COST_FULL = "selvkost_full"
    LEVEL_1_BOUND = "nivaa_1.bundet"
    LEVEL_1_SHORT = "nivaa_1.kort"
    LEVEL_1_STRUCTURAL = "nivaa_1.strukturelt"
    LEVEL_2_BOUND = "nivaa_2.bundet"
    LEVEL_2_SHORT = "nivaa_2.kort"
    LEVEL_2_STRUCTURAL = "nivaa_2.strukturelt"
    LEVEL_3_BOUND = "nivaa_3.bundet"
    LEVEL_3_SHORT = "nivaa_3.kort"
    LEVEL_3_STRUCTURAL = "nivaa_3.strukturelt"
    LEAD_WAGES = "ledetid_lonn"
    LEAD_PURCHASES = "ledetid_kjop"
    LEAD_STRUCTURAL = "ledetid_strukturell"
    OPENNESS = "aapenhet"


LEVELS: Final[Mapping[int, tuple[Key, Key, Key]]] = {
    1: (Key.LEVEL_1_BOUND, Key.LEVEL_1_SHORT, Key.LEVEL_1_STRUCTURAL),
    2: (Key.LEVEL_2_BOUND, Key.LEVEL_2_SHORT, Key.LEVEL_2_STRUCTURAL),
    3: (Key.LEVEL_3_BOUND, Key.LEVEL_3_SHORT, Key.LEVEL_3_STRUCTURAL),
}
_LEADS: Final = frozenset({Key.LEAD_WAGES, Key.LEAD_PURCHASES, Key.LEAD_STRUCTURAL})
_SELF_COST_PREFIX: Final = "selvkost."
_FUND_PREFIX: Final = "disposisjonsfond."
_OPENNESS_PREFIX: Final = "aapenhet."
PROFILE_KEY: Final = "forbruksprofil"
_LONGEST_LEAD: Final = 120
_QUANTITY: Final = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*(%|måneder|måned|mnd\.?)?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; shares are 0–1, leads are months."""

    key: Key
    title: Text
    value: Fraction
    low: Fraction
    high: Fraction
    mark: Mark
    reason: Text

    def shown(self) -> Assumption:
        """The parameter as an answer lists it."""
        said = months_text if self.key in _LEADS else share_text
        band = text("{low} – {high}", low=said(self.low), high=said(self.high))
        return Assumption(self.key.value, self.title, said(self.value), self.mark, self.reason, band)


@dataclass(frozen=True, slots=True)
class Assumptions:
    """All parameters, and what a municipality has given beside them, each with its source.

    `self_cost` is the coverage (0–1) of single functions, `openness` κ of single phases, `profile` how the
    year's money is spent (`profile_source` None = the default, evenly).
    """

    parameters: Mapping[Key, Parameter]
    self_cost: Mapping[str, tuple[Fraction, Text]]
    openness: Mapping[Phase, tuple[Fraction, Text]] = field(default_factory=dict)
    profile: Profile = EVEN
    profile_source: Text | None = None

    def __getitem__(self, key: Key) -> Fraction:
        """The parameter's exact value: a share 0–1 or months."""
        return self.parameters[key].value

    def shown(self, keys: Iterable[Key]) -> tuple[Assumption, ...]:
        """The parameters as an answer lists them, in the order asked for."""
        return tuple(self.parameters[key].shown() for key in keys)

    def open_share(self, phase: Phase) -> Fraction:
        """κ 0–1 in the phase: how open the council is to changing its own budget (E.2)."""
        given = self.openness.get(phase)
        return given[0] if given is not None else self[Key.OPENNESS]

    def openness_shown(self) -> tuple[Assumption, ...]:
        """κ as an answer lists it: the general value, then the phases with one of their own."""
        general = self.parameters[Key.OPENNESS].shown()
        return (
            general,
            *(
                Assumption(
                    f"{_OPENNESS_PREFIX}{phase.value}",
                    text("Åpenhet for endringer. {phase}", phase=phase.words),
                    share_text(self.openness[phase][0]),
                    Mark.LOKAL,
                    self.openness[phase][1],
                    general.band,
                )
                for phase in Phase
                if phase in self.openness
            ),
        )

    def profile_shown(self) -> Assumption:
        """The spending profile as an answer lists it."""
        if self.profile_source is None:
            return Assumption(
                "forbruk_jevnt",
                text("Forbruk gjennom året"),
                text("jevnt"),
                Mark.ANTAKELSE,
                text("En kommunes regnskap 2025 lå på det meste 4,2 prosentpoeng under jevnt forbruk."),
            )
        return Assumption(
            PROFILE_KEY,
            text("Forbruk gjennom året, prosent ved utgangen av hver måned"),
            verbatim("; ".join(f"{float(share * 100):g}".replace(".", ",") for share in self.profile.spent)),
            Mark.LOKAL,
            self.profile_source,
        )


def quantity(written: str) -> Fraction | None:
    """The share 0–1 or number of months in "12 %", "0,12" or "6 måneder", exact; None for another text."""
    match = _QUANTITY.fullmatch(written.replace("\xa0", " ").strip().lower())
    if match is None:
        return None
    value = Fraction(match.group(1).replace(",", "."))
    return value / 100 if match.group(2) == "%" else value


def months_text(months: Fraction) -> Text:
    """A number of months: «1 måned», «6 måneder», «2,5 måneder»."""
    return text("1 måned") if months == 1 else text("{months} måneder", months=_shortest(months))


def share_text(share: Fraction) -> Text:
    """A share 0–1 with the decimals it has: «14,1 %»."""
    return text("{percent} %", percent=_shortest(share * 100))


def _shortest(number: Fraction) -> Decimal:
    return Decimal(f"{float(number):g}")


def allowed(key: Key, value: Fraction) -> bool:
    """True when the value can be one for the parameter: a share is 0–1, a lead 0–120 months."""
    return 0 <= value <= (_LONGEST_LEAD if key in _LEADS else 1)


def levels_sum_to_one(assumptions: Assumptions) -> tuple[int, ...]:
    """The levels whose three shares do not add up to 1: empty when all is well."""
    return tuple(level for level, keys in LEVELS.items() if sum(assumptions[key] for key in keys) != 1)


def localise(
    assumptions: Assumptions, values: Mapping[str, tuple[str, str]]
) -> tuple[Assumptions, tuple[Text, ...]]:
    """The assumptions with the municipality's own values, and what could not be used, in words.

    Args:
        assumptions: the defaults.
        values: setting key → (value as written, its source). Keys that are no parameter are left alone;
            `selvkost.<funksjon>` is the share of that function's cost that fees cover.
    """
    found = _Localised(dict(assumptions.parameters), dict(assumptions.self_cost))
    for name, (written, kilde) in values.items():
        found.take(name, written, _source(kilde))
    local = Assumptions(
        found.parameters, found.self_cost, found.openness, found.profile, found.profile_source
    )
    for level in levels_sum_to_one(local):
        keys = LEVELS[level]
        found.parameters.update({key: assumptions.parameters[key] for key in keys})
        found.problems.append(
            text(
                "Bundet, kort sikt og strukturelt på nivå {level} må bli 100 % til sammen. "
                "Standardverdiene er "
                "brukt. Rett innstillingene.",
                level=level,
            )
        )
    return local, tuple(found.problems)


class _Localised:
    """The municipality's values as they are taken one by one, and what could not be used."""

    def __init__(self, parameters: dict[Key, Parameter], self_cost: dict[str, tuple[Fraction, Text]]) -> None:
        self.parameters = parameters
        self.self_cost = self_cost
        self.openness: dict[Phase, tuple[Fraction, Text]] = {}
        self.profile = EVEN
        self.profile_source: Text | None = None
        self.problems: list[Text] = []

    def take(self, name: str, written: str, source: Text) -> None:
        """Take one setting; a key that is none of ours is left alone."""
        if name == PROFILE_KEY:
            self._take_profile(written, source)
        elif name.startswith(_OPENNESS_PREFIX):
            self._take_openness(name, written, source)
        elif name in self.parameters:
            key = Key(name)
            given = self._given(name, key, written)
            if given is not None:
                self.parameters[key] = replace(
                    self.parameters[key], value=given, mark=Mark.LOKAL, reason=source
                )
        elif name.startswith(_SELF_COST_PREFIX):
            given = self._given(name, Key.SELF_COST_FULL, written)
            if given is not None:
                self.self_cost[name.removeprefix(_SELF_COST_PREFIX)] = (given, source)

    def _take_openness(self, name: str, written: str, source: Text) -> None:
        phase = name.removeprefix(_OPENNESS_PREFIX)
        if phase not in frozenset(Phase):
            self.problems.append(
                text(
                    "Innstillingen «{key}» gjelder ingen fase vi kjenner. Fasene er {phases}.",
                    key=verbatim(name),
                    phases=verbatim(", ".join(Phase)),
                )
            )
            return
        given = self._given(name, Key.OPENNESS, written)
        if given is not None:
            self.openness[Phase(phase)] = (given, source)

    def _take_profile(self, written: str, source: Text) -> None:
        try:
            self.profile, self.profile_source = profile(written), source
        except ProfileError:
            self.problems.append(
                text(
                    "Innstillingen «{key}» må ha tolv tall som aldri synker og ender på 100, med semikolon "
                    "mellom. Jevnt forbruk er brukt. Rett innstillingen.",
                    key=verbatim(PROFILE_KEY),
                )
            )

    def _given(self, name: str, key: Key, written: str) -> Fraction | None:
        given = quantity(written)
        if given is not None and allowed(key, given):
            return given
        self.problems.append(
            text(
                "Innstillingen «{key}» er «{value}», men skal være en andel eller et antall måneder. "
                "Standardverdien er brukt. Rett innstillingen.",
                key=verbatim(name),
                value=verbatim(written),
            )
        )
        return None


def _source(kilde: str) -> Text:
    return verbatim(kilde) if kilde else text("Lokal innstilling uten oppgitt kilde.")


def fund_at_start(values: Mapping[str, str], first_year: int) -> int | None:
    """Disposisjonsfond in øre when the first year starts, None when the settings do not say.

    Args:
        values: setting key → value as written; `disposisjonsfond.2026` is whole kroner at the end of 2026.
        first_year: the plan's first year; the fund is read at the end of the year before.
    """
    written = values.get(f"{_FUND_PREFIX}{first_year - 1}")
    if written is None:
        return None
    digits = re.sub(r"\s", "", written).removesuffix("kr").replace(",", ".")
    if re.fullmatch(r"-?\d+(?:\.\d{1,2})?", digits) is None:
        return None
    return int(Fraction(digits) * 100)
