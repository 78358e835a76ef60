"""Small services with known answers, so that the pages are tested without a database.

They keep the real services' names and arguments; the browser tests run the real ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, cast

from planhjul.choices.band import Band
from planhjul.issues import CellRef, Issue, Level
from planhjul.language import language
from planhjul.ledger.versions import Version, VersionKind
from planhjul.services import Services
from planhjul.services.imports import Committed
from planhjul.services.municipalities import MunicipalityService, VersionChoice
from planhjul.services.timeline import OpenWindow, PlanCycle, WindowsAnswer
from planhjul.staged import Content, ImportChoices, RowCount, Staged, Total
from planhjul.store import BatchRow, Kommune
from planhjul.texts import Text, text
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import (
    Decision,
    Finding,
    Instrument,
    LegalRef,
    Milestone,
    Process,
    RuleKind,
    Sense,
    Status,
    Wheel,
    Window,
)
from tests.dashboards.fakes_accounts import FakeAccounts
from tests.dashboards.fakes_agenda import FakeAgenda
from tests.dashboards.fakes_followup import FakeFollowup
from tests.dashboards.fakes_goals import FakeGoals
from tests.dashboards.fakes_money import FakeChoices, FakeIncome
from tests.wheel.examples import traits

ON = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
STORVIK = Kommune("9901", "Storvik", 31, 12_000)
LILLEVIK = Kommune("9902", "Lillevik", 43, 9_000)
LEGAL = LegalRef("kommuneloven", "§ 14-3", "https://lovdata.no/lov/2018-06-22-83/§14-3", date(2026, 7, 28))

CHOICES = (
    VersionChoice(VersionKind.DIREKTORENS_FORSLAG, 2028, date(2026, 11, 1)),
    VersionChoice(VersionKind.DIREKTORENS_FORSLAG, 2027, date(2026, 11, 1)),
    VersionChoice(VersionKind.REVIDERT_BUDSJETT, 2026, date(2026, 6, 16)),
    VersionChoice(VersionKind.OPPRINNELIG_BUDSJETT, 2026, date(2025, 12, 11)),
    VersionChoice(VersionKind.REGNSKAP, 2025, date(2026, 2, 22)),
)


def milestone(key: str, title: str, day: date | None, **changes: Any) -> Milestone:
    """A milestone of the budget process, with what the test wants otherwise."""
    plain = Milestone(
        key=key,
        title=text("{title}", title=title),
        process=Process.BUDSJETT,
        organ=Organ.KOMMUNESTYRE,
        written=day,
        lands=day,
        planned=day,
        status=Status.HELD if day and day < ON else Status.PLANNED,
        kind=RuleKind.LOV,
        sense=Sense.LATEST,
        waiting_for=None,
        because=text("Loven sier det."),
        legal=LEGAL,
        budget_year=2027,
        instruments=("verbalforslag",),
        traits=traits(key),
    )
    return replace(plain, **changes)


ADOPTION = milestone(
    "kl14-3-vedtak",
    "Årsbudsjettet vedtas",
    date(2026, 12, 10),
    lands=date(2026, 12, 31),
    written=date(2026, 12, 31),
)
RECOMMENDATION = milestone(
    "sedvane-innstilling",
    "Formannskapet innstiller",
    date(2026, 11, 25),
    organ=Organ.FORMANNSKAP,
    kind=RuleKind.SEDVANE,
    legal=None,
    instruments=(),
)
REPORT = milestone(
    "kl14-5-rapport",
    "Andre tertialrapport",
    date(2026, 10, 1),
    process=Process.RAPPORTERING,
    status=Status.LATE,
    instruments=("alternativt-budsjett",),
)
UNDATED = milestone("kl27-1", "Innbyggerinitiativ <b>", None, status=Status.WAITING, waiting_for="VEDTAK")
STRATEGY = milestone("pbl10-1", "Planstrategien vedtas", date(2024, 9, 26), process=Process.PLAN)
MILESTONES = (
    milestone("sedvane-rammesak", "Rammesak", date(2026, 6, 16), kind=RuleKind.SEDVANE),
    REPORT,
    RECOMMENDATION,
    ADOPTION,
    UNDATED,
)
FINDING = Finding(
    "kl14-3-pub",
    "error",
    text("Det er 13 dager mellom innstilling og vedtak. Flytt møtet."),
    LEGAL,
    "kl14-3-vedtak",
)
PREPARED = Window(
    plan="budsjett-2027",
    title=text("Budsjett 2027 og økonomiplan 2027–2030"),
    year=2027,
    phase_key="forslag",
    phase=text("Kommunedirektørens forslag ligger på bordet"),
    next_decision=Decision("sedvane-innstilling", text("Innstilling"), Organ.FORMANNSKAP, date(2026, 11, 25)),
    closes=date(2026, 12, 10),
    working_days_left=13,
    instruments=(
        Instrument("verbalforslag", text("Verbalforslag"), date(2026, 12, 10), text("Kommuneloven § 8-1.")),
        Instrument("interpellasjon", text("Interpellasjon"), None, text("Kommuneloven § 11-2.")),
    ),
)
PLAN = Window(
    "kommuneplan",
    text("Kommuneplanens samfunnsdel"),
    2027,
    "plan-gjelder",
    text("Gjelder"),
    None,
    None,
    None,
    (),
)


@dataclass
class FakeMunicipalities:
    """Storvik and Lillevik; Lillevik has no money."""

    kommuner: tuple[Kommune, ...] = (STORVIK, LILLEVIK)
    only_investment: tuple[VersionChoice, ...] = ()

    def all(self) -> tuple[Kommune, ...]:
        return self.kommuner

    def get(self, nr: str) -> Kommune:
        return next(kommune for kommune in self.kommuner if kommune.nr == nr)

    def choices(self, nr: str, on: date, kontoklasse: str = "1") -> tuple[VersionChoice, ...]:
        if self.only_investment:
            return self.only_investment if kontoklasse == "0" else ()
        return tuple(choice for choice in CHOICES if choice.stood_from <= on) if nr == STORVIK.nr else ()

    def default(
        self,
        nr: str,
        on: date,
        year: int | None = None,
        kind: VersionKind | None = None,
        kontoklasse: str = "1",
    ) -> VersionChoice | None:
        # The real rule, on these choices.
        own = cast(MunicipalityService, self)
        return MunicipalityService.default(own, nr, on, year, kind, kontoklasse)


@dataclass
class FakeTimeline:
    """One budget year that is open, one plan, one late report, one finding."""

    windows_found: tuple[OpenWindow, ...] = (
        OpenWindow(PREPARED, Band(1_300_000_000, 2_400_000_000, 3_600_000_000)),
        OpenWindow(PLAN, None),
    )
    findings: tuple[Finding, ...] = (FINDING,)
    closing: tuple[Milestone, ...] = (RECOMMENDATION,)
    too_late: tuple[Milestone, ...] = (REPORT,)

    def wheel(self, nr: str, year: int, on: date) -> Wheel:
        return Wheel(year, on, MILESTONES, self.findings)

    def term(self, nr: str, first_year: int, on: date) -> Wheel:
        return Wheel(2023, on, (STRATEGY, replace(ADOPTION, key="kl14-3-vedtak-2026")), ())

    def windows(self, nr: str, on: date) -> WindowsAnswer:
        return WindowsAnswer(on, self.windows_found, self.closing, self.too_late)

    def plans(self, nr: str, on: date) -> tuple[PlanCycle, ...]:
        return ()


def issue(code: str, level: Level, row: int) -> Issue:
    """An issue in a budget sheet."""
    return Issue(
        code,
        level,
        CellRef("budsjett.xlsx", "Linjer", row, 8),
        "12,3.4",
        text("Beløpet er ikke et tall."),
        text("Rett det."),
    )


def staged(name: str, content: bytes, choices: ImportChoices) -> Staged:
    """What the fake importer makes of a file: its content says what is wrong with it."""
    words = content.decode(errors="replace")
    issues: list[Issue] = []
    if "feil" in words:
        issues += [issue("BELOP_UGYLDIG", Level.ERROR, 4), issue("BELOP_UGYLDIG", Level.ERROR, 5)]
    if "advarsel" in words:
        issues.append(issue("KODE_UTLOPT", Level.WARNING, 6))
    if "ukjent" in words and not choices.format:
        issues.append(replace(issue("UKJENT_FORMAT", Level.ERROR, 0), where=CellRef(name)))
    known = choices.format or ("" if "ukjent" in words else "budget")
    return Staged(
        file=name,
        sha256=sha256(content).hexdigest(),
        format=known,
        kommune="",
        stood_from=choices.stood_from or date(2026, 11, 1),
        rows=RowCount(12, 10, 2, 2),
        totals=(Total(choices.year or 2027, "opprinnelig_budsjett", "1", 91_000_000_000, 91_000_000_000),)
        if known
        else (),
        unclassified_lines=1 if "advarsel" in words else 0,
        unclassified_ore=12_300 if "advarsel" in words else 0,
        issues=tuple(issues),
        content=Content(),
    )


@dataclass
class FakeImports:
    """Keeps batches in memory."""

    stored: list[BatchRow] = field(default_factory=list)

    def formats(self) -> tuple[tuple[str, Text], ...]:
        return (("budget", text("Budsjettlinjer")), ("kostra", text("KOSTRA-uttrekk")))

    def stage(
        self, name: str, content: bytes, choices: ImportChoices | None = None, nr: str | None = None
    ) -> Staged:
        return staged(name, content, choices or ImportChoices())

    def commit(self, nr: str, staged: Staged, at: datetime) -> Committed:
        for batch in self.stored:
            if batch.sha256 == staged.sha256 and batch.undone_at is None:
                return Committed("already_imported", batch.id)
        number = len(self.stored) + 1
        self.stored.insert(
            0,
            BatchRow(
                id=number,
                file=staged.file,
                format=staged.format,
                sha256=staged.sha256,
                imported_at=at,
                stood_from=staged.stood_from or at.date(),
                rows=staged.rows,
                totals=staged.totals,
                issues=staged.issues,
                undone_at=None,
                unclassified_lines=staged.unclassified_lines,
                unclassified_ore=staged.unclassified_ore,
            ),
        )
        return Committed("accepted", number)

    def replaces(self, nr: str, staged: Staged, on: date) -> tuple[Version, ...]:
        return (Version(VersionKind.OPPRINNELIG_BUDSJETT, 2027, "1", date(2026, 10, 1), 1, "gammel.xlsx"),)

    def batches(self, nr: str) -> tuple[BatchRow, ...]:
        return tuple(self.stored) if nr == STORVIK.nr else ()

    def undo(self, nr: str, batch: int, at: datetime) -> None:
        self.stored = [replace(one, undone_at=at) if one.id == batch else one for one in self.stored]

    def template_kinds(self) -> tuple[str, ...]:
        return ("budget", "meetings")

    def template(self, kind: str, first_year: int) -> bytes:
        return f"PK{kind}{first_year}".encode()


@dataclass
class FakeHealth:
    """Answers, or not."""

    answers: bool = True

    def ping(self) -> None:
        if not self.answers:
            raise ConnectionError("no database")


def fake_services(**parts: Any) -> Services:
    """Services of fakes; a test may give its own for any part."""
    # What no page test asks for is None.
    own: Mapping[str, Any] = dict.fromkeys(part.name for part in fields(Services)) | {
        "municipalities": FakeMunicipalities(),
        "timeline": FakeTimeline(),
        "income": FakeIncome(),
        "accounts": FakeAccounts(),
        "agenda": FakeAgenda(),
        "followup": FakeFollowup(),
        "choices": FakeChoices(),
        "goals": FakeGoals(),
        "imports": FakeImports(),
        "health": FakeHealth(),
        "language": language(),
    }
    return Services(**(dict(own) | parts))
