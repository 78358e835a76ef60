"""The house: one database, what the law and the code lists say, and the answers that are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from planhjul.house.as_of import AsOf
from planhjul.house.memory import Memory
from planhjul.store import Repository, default_url, open_engine, require_schema, upgrade
from planhjul.texts import Text, text, verbatim

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planhjul.choices.assumptions import Assumptions
    from planhjul.choices.bound_by import BoundBy
    from planhjul.ledger.codes import CodeLists
    from planhjul.ledger.forms.lines import FormCatalogue
    from planhjul.ledger.integrity import ControlRules
    from planhjul.municipality import Kommune
    from planhjul.store import Moment
    from planhjul.wheel.meetings import Organ
    from planhjul.wheel.rules import Law


@dataclass(frozen=True, slots=True)
class HealthReport:
    """What `check` found; `ok` when there is nothing to mend."""

    kommuner: tuple[Kommune, ...]
    findings: tuple[Text, ...]

    @property
    def ok(self) -> bool:
        """True when nothing was found."""
        return not self.findings


class House:
    """Everything one can ask of a database; safe to share between threads.

    What `data/` says is read when it is first needed, strictly: an unsound file is a `ReferenceDataError`
    with its name and key.
    """

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.memory = Memory()

    def as_of(self, nr: str, day: date, moment: Moment | None = None) -> AsOf:
        """The municipality as known on the day; in a `with` every question is asked of the same moment.

        With a `moment` it is the one that is already held.
        Whether there is such a municipality shows with the first question (`UnknownKommune`).
        """
        if moment is None:
            return AsOf(self, nr, day, self.repository.moment())
        return AsOf(self, nr, day, moment, held=True)

    def kommuner(self) -> tuple[Kommune, ...]:
        """Every registered municipality, by number."""
        return self.repository.kommuner()

    def forget(self) -> None:
        """Lets go of every kept answer: the next questions go to the database."""
        self.memory = Memory()

    def ping(self) -> None:
        """One round trip to the database.

        Raises:
            StoreUnavailable: it does not answer.
        """
        self.repository.ping()

    def check(self, law: bool = False) -> HealthReport:
        """The database's findings, and with `law` those of the law catalogue as well."""
        from planhjul.reference.locate import ReferenceDataError

        findings = list(self.repository.health())
        if law:
            try:
                # Reading the catalogue strictly is the check.
                _ = self.law
            except ReferenceDataError as error:
                findings.append(text("Regelverket er ikke i orden: {error}", error=verbatim(str(error))))
        return HealthReport(self.kommuner(), tuple(findings))

    @cached_property
    def law(self) -> Law:
        """The rules and instruments of `data/law`."""
        from planhjul.reference.law import load_law

        return load_law()

    @cached_property
    def organs(self) -> Mapping[str, Organ]:
        """The names and synonyms of the organs the rules know, in lower case."""
        from planhjul.reference.law import load_organs

        return load_organs()

    @cached_property
    def codes(self) -> CodeLists:
        """KOSTRA's arts and functions."""
        from planhjul.reference.codes import load_codes

        return load_codes()

    @cached_property
    def forms(self) -> FormCatalogue:
        """The lines of the prescribed overviews."""
        from planhjul.reference.forms import load_forms

        return load_forms()

    @cached_property
    def controls(self) -> ControlRules:
        """SSB's controls on accounts."""
        from planhjul.reference.controls import load_controls

        return load_controls()

    @cached_property
    def assumptions(self) -> Assumptions:
        """Every parameter behind handlingsrom and effects, before a municipality's own values."""
        from planhjul.reference.assumptions import load_assumptions

        return load_assumptions()

    @cached_property
    def bound_by(self) -> BoundBy:
        """What binds a service."""
        from planhjul.reference.bindings import load_bindings

        return load_bindings()


def open_house(url: str | None = None, *, create: bool = False) -> House:
    """The house on the database; with `create` it is made or upgraded first, else it must be there.

    Raises:
        StoreUnavailable: the database cannot be used; its message says why.
    """
    engine = open_engine(url or default_url(), create=create)
    if create:
        upgrade(engine)
    else:
        require_schema(engine)
    return House(Repository(engine))
