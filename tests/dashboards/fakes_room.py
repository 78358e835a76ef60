"""The part of ChoicesService about handlingsrom, on Storvik of the money model (E.6) and without a database.

The sums are the real ones: only where the budgets come from is made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from planhjul.choices.measures import Measure
from planhjul.choices.results import FiscalMargin, NamedDay, Placement, Point, Room, Term
from planhjul.choices.room.budget import OperatingBudget, OtherKind, Scope
from planhjul.choices.room.margin import MarginBase, fiscal_margin
from planhjul.choices.room.placement import measure_take, placed
from planhjul.choices.room.term import lent, term
from planhjul.choices.room.year import YearRoom, curve, room
from planhjul.ledger.versions import VersionKind
from planhjul.services.municipalities import NoVersion, VersionChoice
from planhjul.texts import Text, text
from planhjul.wheel.events import election_year
from tests.choices.storvik import ASSUMPTIONS, CODES, LINES, budget_of, commitment, ready
from tests.ledger.frames import MILLION
from tests.wheel.examples import LAW, TRAITS

STORVIK = "9901"
FIRST, LAST = 2024, 2028
TITLES = {rule.key: Text(rule.title) for rule in LAW.rules}
# The days of the money model's E.5, of the budget for 2027.
EVENTS = tuple(
    (day, NamedDay(key, TITLES[key], TRAITS[key].curve or TITLES[key], TRAITS[key].role))
    for day, key in (
        (date(2026, 6, 16), "sedvane-rammesak"),
        (date(2026, 11, 1), "sedvane-direktorens-forslag"),
        (date(2026, 11, 25), "sedvane-innstilling"),
        (date(2026, 12, 16), "kl14-3-vedtak"),
        (date(2027, 6, 16), "sedvane-tertial-1"),
        (date(2027, 10, 16), "sedvane-tertial-2"),
    )
)
PROBLEM = text("Innstillingen «nivaa_1.bundet» er ikke en andel: «mye».")


@cache
def _years(locked: bool) -> Mapping[int, YearRoom]:
    budget = OperatingBudget(
        2027,
        tuple(Scope(funksjon, (net + 10) * MILLION, 10 * MILLION) for _, funksjon, net, _, _ in LINES),
        {OtherKind.FINANCE: 70 * MILLION, OtherKind.DISPOSITION: 15 * MILLION},
    )
    held = (commitment("hall", 4 * MILLION, title="Leie av idrettshall", ends=date(2028, 12, 31)),)
    own = ready(
        budget,
        commitments=held if locked else (),
        milestones={event.role: day for day, event in EVENTS if event.role is not None},
    )
    return {year: own if year == 2027 else lent(own, year, {}) for year in range(FIRST, LAST + 1)}


@cache
def _without_areas() -> YearRoom:
    """A budget with a line for every function, as a municipality has that has not said its areas."""
    codes = sorted(CODES.funksjoner)
    return ready(budget_of(*(Scope(code, (9 + nr) * MILLION, MILLION) for nr, code in enumerate(codes))), ())


@dataclass
class FakeRooms:
    """Storvik's budgets of 2024–2028.

    `locked` has an agreement, `troubled` a setting that cannot be read, `many_lines` a line per function.
    """

    locked: bool = False
    many_lines: bool = False
    troubled: bool = False
    no_fund: bool = False
    no_term: bool = False
    borrowed: bool = False

    def measures(self, nr: str, on: date) -> tuple[Measure, ...]:
        """None, where nobody says otherwise."""
        return ()

    def year_room(self, nr: str, year: int, on: date) -> YearRoom | NoVersion:
        """The year's budget; Lillevik has none."""
        if self.many_lines and year == 2027:
            return _without_areas()
        found = _years(self.locked).get(year) if nr == STORVIK else None
        return found if found is not None else _missing()

    def version(self, nr: str, year: int, on: date) -> VersionChoice | NoVersion:
        """The version the year's room is made from."""
        found = self.year_room(nr, year, on)
        if isinstance(found, NoVersion):
            return found
        return VersionChoice(VersionKind.DIREKTORENS_FORSLAG, year, date(2026, 11, 1))

    def room(
        self, nr: str, year: int, on: date, *, seen_from: date | None = None, area: str = ""
    ) -> Room | NoVersion:
        """The room on the day."""
        found = self.year_room(nr, year, on)
        if isinstance(found, NoVersion):
            return found
        answer = room(found, seen_from or on, area)
        if not self.troubled:
            return answer
        return replace(answer, problems=(PROBLEM,))

    def curve(self, nr: str, year: int, on: date, *, area: str = "") -> tuple[Point, ...] | NoVersion:
        """The curve, with the days of E.5 named for the budget of 2027."""
        found = self.year_room(nr, year, on)
        if isinstance(found, NoVersion):
            return found
        return curve(found, EVENTS if year == 2027 else (), area)

    def term(self, nr: str, year: int, on: date, *, seen_from: date | None = None) -> Term | NoVersion:
        """The four-year clock."""
        if self.no_term:
            return _missing()
        first = election_year(year) + 1
        years = {each: _years(self.locked)[min(each, LAST)] for each in range(first, first + 4)}
        return term(first, seen_from or on, years, {2026: 2025, 2027: 2025} if self.borrowed else {})

    def margin(self, nr: str, year: int, on: date) -> FiscalMargin | NoVersion:
        """R of the money model's E.6."""
        if self.no_term:
            return _missing()
        fund = None if self.no_fund else 60 * MILLION
        base = MarginBase(690 * MILLION, 45 * MILLION, 930 * MILLION, fund)
        return fiscal_margin(year, base, _years(self.locked)[2027].lines, ASSUMPTIONS)

    def placed(
        self,
        nr: str,
        year: int,
        on: date,
        amount_ore: int,
        *,
        funksjon: str = "",
        area: str = "",
        seen_from: date | None = None,
    ) -> Placement | NoVersion:
        """The amount as a dot."""
        found = self.year_room(nr, year, on)
        if isinstance(found, NoVersion):
            return found
        return placed(found, amount_ore, seen_from or on, funksjon, area)

    def placed_measure(
        self, nr: str, year: int, on: date, key: str, *, seen_from: date | None = None
    ) -> Placement | NoVersion:
        """The measure as a dot."""
        measure = next((one for one in self.measures(nr, on) if one.key == key), None)
        if measure is None:
            return NoVersion(text("Tiltaket «{key}» finnes ikke. Velg et annet, eller les det inn.", key=key))
        amount, funksjon = measure_take(measure, year)
        return self.placed(nr, year, on, amount, funksjon=funksjon, seen_from=seen_from)


def _missing() -> NoVersion:
    message: Text = text("Det finnes ingen tall for dette året.")
    return NoVersion(message)
