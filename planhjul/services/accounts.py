"""How much, in the law's own form: the prescribed overviews of a version, and its key figures."""

from __future__ import annotations

from datetime import date
from typing import Final

from planhjul.choices.assumptions import Assumptions, Key, fund_at_start, localise
from planhjul.choices.results import Mark
from planhjul.ledger.codes import CodeLists
from planhjul.ledger.form_lines import FormCatalogue, FormKey
from planhjul.ledger.forms import Overview, overview
from planhjul.ledger.key_figures import KeyFigures, KnownFund, Norms, key_figures
from planhjul.ledger.versions import VersionKind
from planhjul.services.municipalities import (
    MunicipalityService,
    NoVersion,
    VersionChoice,
    missing_version,
)
from planhjul.services.sums import Sums
from planhjul.store import Repository

# A KOSTRA extract is in whole thousands: SSB's own controls let sums be off by thirty of them.
_THOUSANDS_FORMAT: Final = "kostra"
_THOUSANDS_TOLERANCE_ORE: Final = 30_000 * 100


class AccountsService:
    """Use cases about overviews and key figures."""

    def __init__(
        self,
        repository: Repository,
        sums: Sums,
        municipalities: MunicipalityService,
        codes: CodeLists,
        assumptions: Assumptions,
        forms: FormCatalogue,
    ) -> None:
        self._repository = repository
        self._sums = sums
        self._municipalities = municipalities
        self._codes = codes
        self._assumptions = assumptions
        self._forms = forms

    def form(
        self, nr: str, key: FormKey, year: int, on: date, kind: VersionKind | None = None
    ) -> Overview | NoVersion:
        """The overview of the year's version that stood on the day, or why there is none."""
        choice = self._municipalities.default(nr, on, year, kind)
        if choice is None:
            return missing_version(self._municipalities, nr, on, year, kind)
        return overview(
            key,
            self._sums.of(nr, choice.kind, choice.year, on),
            self._forms,
            self._codes,
            self._repository.areas(nr, on),
            year=choice.year,
            kind=choice.kind,
            stood_from=choice.stood_from,
            tolerance_ore=self._tolerance(nr, on, choice),
        )

    def key_figures(
        self, nr: str, year: int, on: date, kind: VersionKind | None = None
    ) -> KeyFigures | NoVersion:
        """The key figures of the year's version that stood on the day, or why there is none."""
        choice = self._municipalities.default(nr, on, year, kind)
        if choice is None:
            return missing_version(self._municipalities, nr, on, year, kind)
        return key_figures(
            self._sums.of(nr, choice.kind, choice.year, on),
            self._codes,
            self._norms(nr, on),
            self._fund(nr, on, choice.year),
            year=choice.year,
            kind=choice.kind,
            stood_from=choice.stood_from,
        )

    def _tolerance(self, nr: str, on: date, choice: VersionChoice) -> int:
        """What controls may be off by: nothing, unless a part of the version came in whole thousands."""
        batches = {
            version.batch
            for version in self._repository.versions(nr, on)
            if version.kind is choice.kind and version.year == choice.year
        }
        formats = {batch.format for batch in self._repository.batches(nr) if batch.id in batches}
        return _THOUSANDS_TOLERANCE_ORE if _THOUSANDS_FORMAT in formats else 0

    def _norms(self, nr: str, on: date) -> Norms:
        values = {
            key: (setting.value, setting.kilde) for key, setting in self._repository.settings(nr, on).items()
        }
        local, _ = localise(self._assumptions, values)
        own = local.parameters[Key.NDR_TARGET].mark is Mark.LOKAL
        return Norms(
            result=self._assumptions[Key.NDR_TARGET],
            result_target=local[Key.NDR_TARGET] if own else None,
            fund=self._assumptions[Key.FUND_LIMIT],
        )

    def _fund(self, nr: str, on: date, year: int) -> KnownFund | None:
        """The fund the settings state for the end of the year, else for the end of the year before."""
        values = {key: setting.value for key, setting in self._repository.settings(nr, on).items()}
        for known in (year, year - 1):
            if (ore := fund_at_start(values, known + 1)) is not None:
                return KnownFund(known, ore)
        return None
