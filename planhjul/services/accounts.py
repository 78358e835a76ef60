"""How much, in the law's own form: the prescribed overviews of a version, and its key figures."""

from __future__ import annotations

from datetime import date
from typing import Final

from planhjul.choices.assumptions import Assumptions, Key, fund_at_start, localise
from planhjul.choices.results import Mark
from planhjul.issues import CellRef
from planhjul.ledger.amounts import Unit, parse_amount
from planhjul.ledger.areas import Area
from planhjul.ledger.codes import CodeLists
from planhjul.ledger.forms.closing import Closing, closing, no_closing
from planhjul.ledger.forms.columns import FormBook, SideBySide
from planhjul.ledger.forms.compare import Comparison, compare
from planhjul.ledger.forms.documents import PrintedColumn, PrintedForm
from planhjul.ledger.forms.lines import FIRST_YEAR, FormCatalogue, FormKey
from planhjul.ledger.forms.overviews import Overview, overview, unfinished_note
from planhjul.ledger.key_figures.balance import balance_of
from planhjul.ledger.key_figures.figures import KeyFigures, KnownDebt, KnownFund, Norms, key_figures
from planhjul.ledger.key_figures.robek import Accumulated, BudgetYear, RobekGround, robek
from planhjul.ledger.lines import DRIFT, INVESTERING, MOST_LINES
from planhjul.ledger.net import drift_totals
from planhjul.ledger.versions import VersionKind
from planhjul.services.accounts_columns import closing_budget, decided_budget, neighbours, plan_years
from planhjul.services.calendar import Calendar
from planhjul.services.income import LineDetail
from planhjul.services.memory import Memory
from planhjul.services.municipalities import (
    MunicipalityService,
    NoVersion,
    VersionChoice,
    missing_version,
)
from planhjul.services.sums import Sums
from planhjul.store import Repository
from planhjul.texts import Text, text
from planhjul.wheel.results import Status
from planhjul.wheel.roles import Role

# A KOSTRA extract is in whole thousands: SSB's own controls let sums be off by thirty of them.
_THOUSANDS_FORMAT: Final = "kostra"
_THOUSANDS_TOLERANCE_ORE: Final = 30_000 * 100
_CURRENT: Final = (FormKey.DRIFT, FormKey.INVESTERING, FormKey.ART)
_KEPT: Final = 256

_VersionKey = tuple[str, int, VersionKind, int, date]
_DayKey = tuple[str, int, date]
# The fourth is the year, the last the day the version stood from.
_OverviewKey = tuple[str, int, FormKey, int, VersionKind, date, date]


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
        calendar: Calendar,
    ) -> None:
        self._repository = repository
        self._sums = sums
        self._municipalities = municipalities
        self._codes = codes
        self._assumptions = assumptions
        self._forms = forms
        self._calendar = calendar
        self._months: Memory[_VersionKey, int] = Memory(_KEPT)
        self._overviews: Memory[_OverviewKey, Overview] = Memory(_KEPT)
        self._figures: Memory[_VersionKey, KeyFigures] = Memory(_KEPT)
        self._rounded: Memory[_DayKey, frozenset[tuple[VersionKind, int]]] = Memory(_KEPT)
        self._held_areas: Memory[_DayKey, tuple[Area, ...]] = Memory(_KEPT)

    def form(
        self, nr: str, key: FormKey, year: int, on: date, kind: VersionKind | None = None
    ) -> Overview | NoVersion:
        """The overview of the year's version that stood on the day, or why there is none."""
        choice = self._choice(nr, key, year, on, kind)
        if choice is None:
            return missing_version(self._municipalities, nr, on, year, kind)
        return self._overview(nr, key, on, choice)

    def side_by_side(
        self, nr: str, key: FormKey, year: int, on: date, kind: VersionKind | None = None
    ) -> SideBySide | NoVersion:
        """The overview with the columns the regulation wants beside it, or why there is none."""
        choice = self._choice(nr, key, year, on, kind)
        if choice is None:
            return missing_version(self._municipalities, nr, on, year, kind)
        beside = neighbours(self._choices(nr, key, on), choice, on)
        overviews = tuple(self._overview(nr, key, on, column) for column in beside)
        return SideBySide(overviews, beside.index(choice))

    def closing(self, nr: str, year: int, on: date) -> Closing | NoVersion:
        """§ 5-9 of the year's accounts that stood on the day, or why there is none."""
        found = self._municipalities.choices(nr, on)
        accounts = self._municipalities.default(nr, on, year, VersionKind.REGNSKAP)
        budget = closing_budget(found, year)
        if accounts is None or budget is None or year < FIRST_YEAR:
            return NoVersion(no_closing(year, accounts=accounts is not None))
        return closing(
            self._sums.of(nr, accounts.kind, year, on),
            self._sums.of(nr, budget.kind, year, on),
            self._forms,
            self._codes,
            year=year,
            stood_from=accounts.stood_from,
            budget_kind=budget.kind,
            tolerance_ore=max(self._tolerance(nr, on, one) for one in (accounts, budget)),
            notes=self._unfinished(nr, on, accounts),
        )

    def book(
        self, nr: str, year: int, on: date, kind: VersionKind | None = None, only: FormKey | None = None
    ) -> FormBook | NoVersion:
        """Every prescribed overview of the version, or only one of them, or why there is none."""
        kommune = self._municipalities.get(nr)
        if only is not None:
            one = self.side_by_side(nr, only, year, on, kind)
            return one if isinstance(one, NoVersion) else FormBook(kommune.navn, (one,), None)
        forms: list[SideBySide] = []
        missing: NoVersion | None = None
        for key in _CURRENT:
            answer = self.side_by_side(nr, key, year, on, kind)
            if isinstance(answer, NoVersion):
                missing = missing or answer
            else:
                forms.append(answer)
        if not forms:
            return missing or missing_version(self._municipalities, nr, on, year, kind)
        closed = None
        if forms[0].answer.version is VersionKind.REGNSKAP:
            closed = self.closing(nr, year, on)
        return FormBook(kommune.navn, tuple(forms), closed if isinstance(closed, Closing) else None)

    def lines(
        self,
        nr: str,
        year: int,
        on: date,
        kind: VersionKind,
        kontoklasse: str,
        art: str,
        funksjon: str,
    ) -> tuple[LineDetail, ...]:
        """The stored lines of one (art, funksjon) in the kontoklasse, at most `MOST_LINES`."""
        frame = self._repository.lines(
            nr, kind, year, on, kontoklasse=kontoklasse, art=art, funksjon=funksjon, limit=MOST_LINES
        )
        return tuple(
            LineDetail(
                tekst=row["tekst"],
                ansvar=row["ansvar"],
                month=row["month"],
                amount_ore=row["amount_ore"],
                file=row["file"],
                cell=CellRef(row["file"], row["sheet"], row["row"], row["column"]),
            )
            for row in frame.to_dict("records")
        )

    def comparisons(self, nr: str, key: FormKey, on: date, year: int | None = None) -> tuple[Comparison, ...]:
        """The printed overviews of this form beside ours; with `year` only those that show the year."""
        wanted = [
            document
            for document in self._repository.documents(nr, on)
            if document.form == key
            and (year is None or any(column.year == year for column in document.columns))
        ]
        return tuple(self._compared(nr, key, on, document) for document in wanted)

    def key_figures(
        self, nr: str, year: int, on: date, kind: VersionKind | None = None
    ) -> KeyFigures | NoVersion:
        """The key figures of the year's version that stood on the day, or why there is none."""
        choice = self._municipalities.default(nr, on, year, kind)
        if choice is None:
            return missing_version(self._municipalities, nr, on, year, kind)
        asked = (nr, self._repository.data_version(nr), choice.kind, choice.year, on)
        found = self._figures.get(asked)
        return self._figures.keep(asked, self._counted(nr, on, choice)) if found is None else found

    def art_titles(self, arts: tuple[str, ...]) -> dict[str, str]:
        """Each art's name."""
        return {art: self._codes.art_title(art) for art in arts}

    def function_titles(self, functions: tuple[str, ...]) -> dict[str, str]:
        """Each function's name."""
        return {funksjon: self._codes.funksjon_title(funksjon) for funksjon in functions}

    def _choice(
        self, nr: str, key: FormKey, year: int, on: date, kind: VersionKind | None
    ) -> VersionChoice | None:
        """The version to show; § 5-5 also finds one that holds only investering."""
        if key.investment:
            found = self._municipalities.default(nr, on, year, kind, INVESTERING)
            if found is not None:
                return found
        return self._municipalities.default(nr, on, year, kind)

    def _choices(self, nr: str, key: FormKey, on: date) -> tuple[VersionChoice, ...]:
        return self._municipalities.choices(nr, on, INVESTERING if key.investment else DRIFT)

    def _overview(self, nr: str, key: FormKey, on: date, choice: VersionChoice) -> Overview:
        version = self._repository.data_version(nr)
        asked = (nr, version, key, choice.year, choice.kind, choice.stood_from, on)
        found = self._overviews.get(asked)
        return self._overviews.keep(asked, self._filled(nr, key, on, choice)) if found is None else found

    def _counted(self, nr: str, on: date, choice: VersionChoice) -> KeyFigures:
        return key_figures(
            self._sums.of(nr, choice.kind, choice.year, on),
            self._codes,
            self._norms(nr, on),
            self._fund(nr, on, choice.year),
            year=choice.year,
            kind=choice.kind,
            stood_from=choice.stood_from,
            debt=KnownDebt(
                self._stated(nr, on, f"var_gjeld.{choice.year}"),
                self._stated(nr, on, f"rentekompensert_gjeld.{choice.year}"),
            ),
            robek=self._robek(nr, on, choice),
            notes=self._unfinished(nr, on, choice),
        )

    def _filled(self, nr: str, key: FormKey, on: date, choice: VersionChoice) -> Overview:
        return overview(
            key,
            self._sums.of(nr, choice.kind, choice.year, on),
            self._forms,
            self._codes,
            self._areas(nr, on),
            year=choice.year,
            kind=choice.kind,
            stood_from=choice.stood_from,
            tolerance_ore=self._tolerance(nr, on, choice),
            notes=self._unfinished(nr, on, choice),
        )

    def _compared(self, nr: str, key: FormKey, on: date, document: PrintedForm) -> Comparison:
        def ours(column: PrintedColumn) -> Overview | None:
            # The print's own form: a column for 2019 in § 5-4 is compared in the lines of § 5-4.
            answer = self.form(nr, key, column.year, on, column.kind)
            return answer if isinstance(answer, Overview) and answer.form is key else None

        return compare(document, [ours(column) for column in document.columns], self._forms.forms[key])

    def _unfinished(self, nr: str, on: date, choice: VersionChoice) -> tuple[Text, ...]:
        if choice.kind is not VersionKind.REGNSKAP:
            return ()
        key = (nr, self._repository.data_version(nr), choice.kind, choice.year, on)
        last = self._months.get(key)
        if last is None:
            months = self._repository.month_sums(nr, choice.kind, choice.year, on)["month"]
            last = self._months.keep(key, 0 if months.empty else int(months.max()))
        note = unfinished_note(choice.kind, choice.year, on, last or None)
        return () if note is None else (note,)

    def _tolerance(self, nr: str, on: date, choice: VersionChoice) -> int:
        """What controls may be off by: nothing, unless a part of the version came in whole thousands."""
        asked = (nr, self._repository.data_version(nr), on)
        rounded = self._rounded.get(asked)
        if rounded is None:
            thousands = {one.id for one in self._repository.batches(nr) if one.format == _THOUSANDS_FORMAT}
            versions = self._repository.versions(nr, on)
            rounded = frozenset((one.kind, one.year) for one in versions if one.batch in thousands)
            self._rounded.keep(asked, rounded)
        return _THOUSANDS_TOLERANCE_ORE if (choice.kind, choice.year) in rounded else 0

    def _areas(self, nr: str, on: date) -> tuple[Area, ...]:
        asked = (nr, self._repository.data_version(nr), on)
        found = self._held_areas.get(asked)
        return self._held_areas.keep(asked, tuple(self._repository.areas(nr, on))) if found is None else found

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

    def _stated(self, nr: str, on: date, key: str) -> int | None:
        """An amount the settings state in kroner, øre; None when they do not or it is no amount."""
        setting = self._repository.settings(nr, on).get(key)
        amount = None if setting is None else parse_amount(setting.value, Unit.KRONER)
        return amount if isinstance(amount, int) else None

    def _robek(self, nr: str, on: date, choice: VersionChoice) -> tuple[RobekGround, ...]:
        choices = self._municipalities.choices(nr, on)
        closed = choice.kind is VersionKind.REGNSKAP
        base = decided_budget(choices, choice.year) if closed else choice
        budgets = {} if base is None else self._budgets(nr, on, plan_years(choices, base))
        # The newest accounts that are over, not after the year that is judged.
        latest = min(on.year - 1, choice.year)
        years = [one.year for one in choices if one.kind is VersionKind.REGNSKAP and one.year <= latest]
        accounts = max(years, default=None)
        return robek(
            choice.year,
            budgets,
            None if accounts is None else self._accumulated(nr, on, accounts),
            accounts_year=accounts,
            budget_in_time=self._in_time(nr, on, Role.ADOPTION, choice.year - 1),
            accounts_in_time=None
            if accounts is None
            else self._in_time(nr, on, Role.ACCOUNTS_ADOPTION, accounts + 1),
        )

    def _budgets(self, nr: str, on: date, plan: list[VersionChoice]) -> dict[int, BudgetYear]:
        found = {}
        for one in plan:
            totals = drift_totals(self._sums.of(nr, one.kind, one.year, on), one.year)
            found[one.year] = BudgetYear(one.year, one.kind, totals.rest_ore, totals.deficit_cover_ore)
        return found

    def _accumulated(self, nr: str, on: date, year: int) -> Accumulated | None:
        """The deficit at the end of the accounts' year, by balance or by setting; None = not known."""
        sums = self._sums.of(nr, VersionKind.REGNSKAP, year, on)
        balance = balance_of(sums)
        deficit = self._stated(nr, on, f"merforbruk.{year}") if balance is None else balance.deficit_ore
        return None if deficit is None else Accumulated(year, deficit, drift_totals(sums, year).di_ore)

    def _in_time(self, nr: str, on: date, role: Role, calendar_year: int) -> bool | None:
        """Whether the decision of the calendar year was made within its deadline; None = not known."""
        (wheel,) = self._calendar.wheels(nr, range(calendar_year, calendar_year + 1), on)
        for milestone in wheel.milestones:
            if milestone.traits.role is not role or milestone.lands is None:
                continue
            if milestone.status is Status.HELD and milestone.planned is not None:
                return milestone.planned <= milestone.lands
            if milestone.status is Status.LATE:
                return False
        return None


def no_documents(key: FormKey) -> Text:
    """What to do when there is no printed overview to compare with."""
    return text(
        "Ingen trykt oversikt for {form} er lest inn. Les inn arbeidsboken med den trykte oversikten under "
        "Import.",
        form=key.value,
    )
