"""How much, in the law's own form: the prescribed overviews of a version, and its key figures."""

from __future__ import annotations

from typing import Final

from planhjul.choices.assumptions import Key, fund_at_start, localise
from planhjul.choices.results import Mark
from planhjul.house.as_of import Answers, kept
from planhjul.house.columns import closing_budget, decided_budget, neighbours, plan_years
from planhjul.house.money import LineDetail, NoVersion, VersionChoice
from planhjul.ledger.amounts import Unit, parse_amount
from planhjul.ledger.forms.closing import Closing, closing, no_closing
from planhjul.ledger.forms.columns import FormBook, SideBySide
from planhjul.ledger.forms.compare import Comparison, compare
from planhjul.ledger.forms.documents import PrintedColumn, PrintedForm
from planhjul.ledger.forms.lines import FIRST_YEAR, FormKey
from planhjul.ledger.forms.overviews import Overview, overview, unfinished_note
from planhjul.ledger.key_figures.balance import balance_of
from planhjul.ledger.key_figures.figures import KeyFigures, KnownDebt, KnownFund, Norms, key_figures
from planhjul.ledger.key_figures.robek import Accumulated, BudgetYear, RobekGround, robek
from planhjul.ledger.lines import DRIFT, INVESTERING
from planhjul.ledger.net import drift_totals
from planhjul.ledger.versions import VersionKind
from planhjul.texts import Text, text
from planhjul.wheel.results import Status
from planhjul.wheel.roles import Role

# A KOSTRA extract is in whole thousands: SSB's own controls let sums be off by thirty of them.
_THOUSANDS_FORMAT: Final = "kostra"
_THOUSANDS_TOLERANCE_ORE: Final = 30_000 * 100
_CURRENT: Final = (FormKey.DRIFT, FormKey.INVESTERING, FormKey.ART)


class Accounts(Answers):
    """Answers about overviews and key figures."""

    def form(self, key: FormKey, year: int, kind: VersionKind | None = None) -> Overview | NoVersion:
        """The overview of the year's version that stood on the day, or why there is none."""
        choice = self._choice(key, year, kind)
        if choice is None:
            return self.seen.money.missing(year, kind)
        return self._overview(key, choice)

    def side_by_side(
        self, key: FormKey, year: int, kind: VersionKind | None = None
    ) -> SideBySide | NoVersion:
        """The overview with the columns the regulation wants beside it, or why there is none."""
        choice = self._choice(key, year, kind)
        if choice is None:
            return self.seen.money.missing(year, kind)
        kontoklasse = INVESTERING if key.investment else DRIFT
        found = self.seen.money.standing_with(choice, kontoklasse)
        beside = neighbours(found, choice, self.seen.year)
        self.seen.money.sums_of((column.kind, column.year) for column in beside)
        overviews = tuple(self._overview(key, column) for column in beside)
        return SideBySide(overviews, beside.index(choice))

    def closing(self, year: int) -> Closing | NoVersion:
        """§ 5-9 of the year's accounts that stood on the day, or why there is none."""
        found = self.seen.money.choices()
        accounts = self.seen.money.default(year, VersionKind.REGNSKAP)
        budget = closing_budget(found, year)
        if accounts is None or budget is None or year < FIRST_YEAR:
            return NoVersion(no_closing(year, accounts=accounts is not None))
        return closing(
            self.seen.money.sums(accounts.kind, year),
            self.seen.money.sums(budget.kind, year),
            self.house.forms,
            self.house.codes,
            year=year,
            stood_from=accounts.stood_from,
            budget_kind=budget.kind,
            tolerance_ore=max(self._tolerance(one) for one in (accounts, budget)),
            notes=self._unfinished(accounts),
        )

    def book(
        self, year: int, kind: VersionKind | None = None, only: FormKey | None = None
    ) -> FormBook | NoVersion:
        """Every prescribed overview of the version, or only one of them, or why there is none."""
        name = self.seen.kommune.navn
        if only is not None:
            one = self.side_by_side(only, year, kind)
            return one if isinstance(one, NoVersion) else FormBook(name, (one,), None)
        forms: list[SideBySide] = []
        missing: NoVersion | None = None
        for key in _CURRENT:
            answer = self.side_by_side(key, year, kind)
            if isinstance(answer, NoVersion):
                missing = missing or answer
            else:
                forms.append(answer)
        if not forms:
            return missing or self.seen.money.missing(year, kind)
        closed = None
        if forms[0].answer.version is VersionKind.REGNSKAP:
            closed = self.closing(year)
        return FormBook(name, tuple(forms), closed if isinstance(closed, Closing) else None)

    def lines(
        self, year: int, kind: VersionKind, kontoklasse: str, art: str, funksjon: str
    ) -> tuple[LineDetail, ...]:
        """The stored lines of one (art, funksjon) in the kontoklasse, at most `MOST_LINES`."""
        return self.seen.money.lines(kind, year, kontoklasse=kontoklasse, art=art, funksjon=funksjon)

    def comparisons(self, key: FormKey, year: int | None = None) -> tuple[Comparison, ...]:
        """The printed overviews of this form beside ours; with `year` only those that show the year."""
        wanted = [
            document
            for document in self.seen.documents
            if document.form == key
            and (year is None or any(column.year == year for column in document.columns))
        ]
        return tuple(self._compared(key, document) for document in wanted)

    def key_figures(self, year: int, kind: VersionKind | None = None) -> KeyFigures | NoVersion:
        """The key figures of the year's version that stood on the day, or why there is none."""
        choice = self.seen.money.default(year, kind)
        return self.seen.money.missing(year, kind) if choice is None else self._counted(choice)

    def art_titles(self, arts: tuple[str, ...]) -> dict[str, str]:
        """Each art's name."""
        return {art: self.house.codes.art_title(art) for art in arts}

    def function_titles(self, functions: tuple[str, ...]) -> dict[str, str]:
        """Each function's name."""
        return {funksjon: self.house.codes.funksjon_title(funksjon) for funksjon in functions}

    def _choice(self, key: FormKey, year: int, kind: VersionKind | None) -> VersionChoice | None:
        """The version to show; § 5-5 also finds one that holds only investering."""
        if key.investment:
            found = self.seen.money.default(year, kind, INVESTERING)
            if found is not None:
                return found
        return self.seen.money.default(year, kind)

    @kept
    def _counted(self, choice: VersionChoice) -> KeyFigures:
        return key_figures(
            self.seen.money.sums(choice.kind, choice.year),
            self.house.codes,
            self._norms(),
            self._fund(choice.year),
            year=choice.year,
            kind=choice.kind,
            stood_from=choice.stood_from,
            debt=KnownDebt(
                self._stated(f"var_gjeld.{choice.year}"),
                self._stated(f"rentekompensert_gjeld.{choice.year}"),
            ),
            robek=self._robek(choice),
            notes=self._unfinished(choice),
        )

    @kept
    def _overview(self, key: FormKey, choice: VersionChoice) -> Overview:
        return overview(
            key,
            self.seen.money.sums(choice.kind, choice.year),
            self.house.forms,
            self.house.codes,
            self.seen.areas,
            year=choice.year,
            kind=choice.kind,
            stood_from=choice.stood_from,
            tolerance_ore=self._tolerance(choice),
            notes=self._unfinished(choice),
        )

    def _compared(self, key: FormKey, document: PrintedForm) -> Comparison:
        def ours(column: PrintedColumn) -> Overview | None:
            # The print's own form: a column for 2019 in § 5-4 is compared in the lines of § 5-4.
            answer = self.form(key, column.year, column.kind)
            return answer if isinstance(answer, Overview) and answer.form is key else None

        return compare(document, [ours(column) for column in document.columns], self.house.forms.forms[key])

    def _unfinished(self, choice: VersionChoice) -> tuple[Text, ...]:
        if choice.kind is not VersionKind.REGNSKAP:
            return ()
        last = self.seen.by_value("money.through", choice.year)
        note = unfinished_note(choice.kind, choice.year, self.seen.day, last or None)
        return () if note is None else (note,)

    def _tolerance(self, choice: VersionChoice) -> int:
        """What controls may be off by: nothing, unless a part of the version came in whole thousands."""
        rounded = self.seen.by_value("accounts.in_thousands")
        return _THOUSANDS_TOLERANCE_ORE if (choice.kind, choice.year) in rounded else 0

    @kept
    def in_thousands(self) -> frozenset[tuple[VersionKind, int]]:
        """The versions of which a part came in whole thousands."""
        thousands = {batch.id for batch in self.seen.batches if batch.format == _THOUSANDS_FORMAT}
        return frozenset((one.kind, one.year) for one in self.seen.versions if one.batch in thousands)

    def _norms(self) -> Norms:
        values = {key: (setting.value, setting.kilde) for key, setting in self.seen.settings.items()}
        local, _ = localise(self.house.assumptions, values)
        own = local.parameters[Key.NDR_TARGET].mark is Mark.LOKAL
        return Norms(
            result=self.house.assumptions[Key.NDR_TARGET],
            result_target=local[Key.NDR_TARGET] if own else None,
            fund=self.house.assumptions[Key.FUND_LIMIT],
        )

    def _fund(self, year: int) -> KnownFund | None:
        """The fund the settings state for the end of the year, else for the end of the year before."""
        values = {key: setting.value for key, setting in self.seen.settings.items()}
        for known in (year, year - 1):
            if (ore := fund_at_start(values, known + 1)) is not None:
                return KnownFund(known, ore)
        return None

    def _stated(self, key: str) -> int | None:
        """An amount the settings state in kroner, øre; None when they do not or it is no amount."""
        setting = self.seen.settings.get(key)
        amount = None if setting is None else parse_amount(setting.value, Unit.KRONER)
        return amount if isinstance(amount, int) else None

    def _robek(self, choice: VersionChoice) -> tuple[RobekGround, ...]:
        choices = self.seen.money.standing_with(choice)
        closed = choice.kind is VersionKind.REGNSKAP
        base = decided_budget(choices, choice.year) if closed else choice
        budgets = {} if base is None else self._budgets(plan_years(choices, base))
        # The newest accounts that are over, not after the year that is judged.
        latest = min(self.seen.year - 1, choice.year)
        years = [one.year for one in choices if one.kind is VersionKind.REGNSKAP and one.year <= latest]
        accounts = max(years, default=None)
        return robek(
            choice.year,
            budgets,
            None if accounts is None else self._accumulated(accounts),
            accounts_year=accounts,
            budget_in_time=self._in_time(Role.ADOPTION, choice.year - 1),
            accounts_in_time=None
            if accounts is None
            else self._in_time(Role.ACCOUNTS_ADOPTION, accounts + 1),
        )

    def _budgets(self, plan: list[VersionChoice]) -> dict[int, BudgetYear]:
        found = {}
        sums = self.seen.money.sums_of((one.kind, one.year) for one in plan)
        for one in plan:
            totals = drift_totals(sums[one.kind, one.year], one.year)
            found[one.year] = BudgetYear(one.year, one.kind, totals.rest_ore, totals.deficit_cover_ore)
        return found

    def _accumulated(self, year: int) -> Accumulated | None:
        """The deficit at the end of the accounts' year, by balance or by setting; None = not known."""
        sums = self.seen.money.sums(VersionKind.REGNSKAP, year)
        balance = balance_of(sums)
        deficit = self._stated(f"merforbruk.{year}") if balance is None else balance.deficit_ore
        return None if deficit is None else Accumulated(year, deficit, drift_totals(sums, year).di_ore)

    def _in_time(self, role: Role, calendar_year: int) -> bool | None:
        """Whether the decision of the calendar year was made within its deadline; None = not known."""
        for milestone in self.seen.calendar.wheel(calendar_year).milestones:
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
