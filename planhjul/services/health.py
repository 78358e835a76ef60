"""Health: is the database sound, and are the data folder and the law catalogue?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planhjul.reference.locate import ReferenceDataError
from planhjul.store import Kommune, Repository
from planhjul.texts import Text, text, verbatim


@dataclass(frozen=True, slots=True)
class HealthReport:
    """What `check` found; `ok` when there is nothing to mend."""

    kommuner: tuple[Kommune, ...]
    findings: tuple[Text, ...]

    @property
    def ok(self) -> bool:
        """True when nothing was found."""
        return not self.findings


class HealthService:
    """Use cases about soundness."""

    def __init__(self, repository: Repository, law_findings: Callable[[], tuple[Text, ...]]) -> None:
        self._repository = repository
        self._law_findings = law_findings

    def ping(self) -> None:
        """One round trip to the database.

        Raises:
            StoreUnavailable: it does not answer.
        """
        self._repository.ping()

    def check(self, law: bool = False) -> HealthReport:
        """The database's findings, and with `law` those of the law catalogue as well."""
        findings = list(self._repository.health())
        if law:
            try:
                findings += self._law_findings()
            except ReferenceDataError as error:
                findings.append(text("Regelverket er ikke i orden: {error}", error=verbatim(str(error))))
        return HealthReport(self._repository.kommuner(), tuple(findings))
