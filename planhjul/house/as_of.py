"""One municipality seen on one day: what is known of it then, and the answers made from that."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property, wraps
from importlib import import_module
from typing import TYPE_CHECKING, Any, Concatenate, Final, Generic, ParamSpec, TypeVar, cast, overload

from planhjul.choices.bindings import Binding, Commitment
from planhjul.choices.measures import Measure, Scenario
from planhjul.choices.priorities import Priority
from planhjul.house.memory import Reads, note, noting
from planhjul.ledger.areas import Area
from planhjul.ledger.forms.documents import PrintedForm
from planhjul.ledger.income.overrides import IncomeOverride
from planhjul.ledger.versions import in_force
from planhjul.municipality import Setting
from planhjul.plans import Goal, GoalLink, Plan
from planhjul.staged import KINDS
from planhjul.store import Moment
from planhjul.texts import Text, listed, text
from planhjul.wheel.meetings import Case, Meeting

if TYPE_CHECKING:
    from types import TracebackType

    from planhjul.house.accounts import Accounts
    from planhjul.house.agenda import Agenda
    from planhjul.house.calendar import Calendar
    from planhjul.house.drafting import Drafting
    from planhjul.house.effects import Worth
    from planhjul.house.followup import FollowUp
    from planhjul.house.goals import Goals
    from planhjul.house.house import House
    from planhjul.house.income import Income
    from planhjul.house.money import Money, VersionChoice
    from planhjul.house.room import Handlingsrom
    from planhjul.house.time import Time
    from planhjul.ledger.versions import Version
    from planhjul.municipality import Kommune
    from planhjul.plans import LinkEntry
    from planhjul.staged import BatchRow
    from planhjul.wheel.log import LogEntry

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S")
A = TypeVar("A", bound="Answers")

_DAY, _YEAR, _EVER, _VALUE, _SHOWN = "day", "year of the day", "ever", "value", "shown"
# What a fact is read from, when that is not the one kind of content it is called after.
_READ_FROM: Final = {
    "goals": ("plans", "goals"),
    "links": ("plans", "goals", "links", "measures"),
    "priorities": ("priorities", "own_priorities"),
}
# What somebody wants or did says nothing of the days before: it is never shown from a later day.
_NEVER_EARLIER: Final = frozenset({"priorities", "own_priorities", "link_entries"})


class Fact(Generic[S]):
    """One kind of content as it stood on the day: read when first asked for, and kept."""

    def __init__(self, kind: type[S]) -> None:
        self.kind = kind

    @overload
    def __get__(self, seen: None, owner: type[AsOf]) -> Fact[S]: ...

    @overload
    def __get__(self, seen: AsOf, owner: type[AsOf]) -> tuple[S, ...]: ...

    def __get__(self, seen: AsOf | None, owner: type[AsOf]) -> tuple[S, ...] | Fact[S]:
        return self if seen is None else seen.known(self.kind)


class AsOf:
    """A municipality as known on a day, read in one transaction.

    Each kind of content is read once, when it is first asked for, and kept with every answer made from it as
    long as the municipality's data stand; an answer that does not look at the day itself is shared by all
    days that know the same. In a `with` all questions are answered from one transaction; outside, each answer
    is made in one of its own. For one thread at a time.

    A kind of which nothing was known yet on the day is answered from its earliest version; `early` says so.
    """

    meetings = Fact(Meeting)
    cases = Fact(Case)
    plans = Fact(Plan)
    plan_goals = Fact(Goal)
    links = Fact(GoalLink)
    measures = Fact(Measure)
    scenarios = Fact(Scenario)
    areas = Fact(Area)
    bindings = Fact(Binding)
    commitments = Fact(Commitment)
    income_overrides = Fact(IncomeOverride)
    documents = Fact(PrintedForm)
    priorities = Fact(Priority)

    def __init__(self, house: House, nr: str, day: date, moment: Moment, *, held: bool = False) -> None:
        self.house = house
        self.nr = nr
        self._day = day
        self._moment = moment
        self._held = held
        self._states: Reads = {}

    def __enter__(self) -> AsOf:
        self._moment.hold()
        self._held = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._moment.close()
        self._held = False
        self._states.clear()
        self.__dict__.pop("_data_versions", None)

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """One transaction for all that is asked inside, the one that is open when there is one."""
        if self._held:
            yield
        else:
            with self:
                yield

    # The day

    @property
    def day(self) -> date:
        """The day the municipality is seen on; an answer that looks at it holds on that day alone."""
        note({_DAY: self._day})
        return self._day

    @property
    def year(self) -> int:
        """The calendar year of the day; an answer that looks at it holds on the days of that year."""
        note({_YEAR: self._day.year})
        return self._day.year

    # The answers, by what they are about

    @cached_property
    def calendar(self) -> Calendar:
        """Wheels, milestones and what the log says."""
        return cast("Calendar", self._answers("calendar.Calendar"))

    @cached_property
    def time(self) -> Time:
        """When: what is open, what closes, the plans' cycles."""
        return cast("Time", self._answers("time.Time"))

    @cached_property
    def money(self) -> Money:
        """Which versions there are to look at, their sums, and the lines behind them."""
        return cast("Money", self._answers("money.Money"))

    @cached_property
    def income(self) -> Income:
        """How much: the composition of income, and who pays for what."""
        return cast("Income", self._answers("income.Income"))

    @cached_property
    def accounts(self) -> Accounts:
        """The prescribed overviews and key figures."""
        return cast("Accounts", self._answers("accounts.Accounts"))

    @cached_property
    def followup(self) -> FollowUp:
        """Accounts held against the budget."""
        return cast("FollowUp", self._answers("followup.FollowUp"))

    @cached_property
    def room(self) -> Handlingsrom:
        """Handlingsrom: on a day, as a curve, by term."""
        return cast("Handlingsrom", self._answers("room.Handlingsrom"))

    @cached_property
    def effects(self) -> Worth:
        """What measures are worth."""
        return cast("Worth", self._answers("effects.Worth"))

    @cached_property
    def agenda(self) -> Agenda:
        """Wishes, their ways on the wheel, and who raises the cases."""
        return cast("Agenda", self._answers("agenda.Agenda"))

    @cached_property
    def drafting(self) -> Drafting:
        """Next year's draft, and the log as it stands."""
        return cast("Drafting", self._answers("drafting.Drafting"))

    @cached_property
    def goals(self) -> Goals:
        """From goal to krone, and back."""
        return cast("Goals", self._answers("goals.Goals"))

    def _answers(self, answers: str) -> Any:
        # Only what is asked for is loaded: a command about the wheel needs no ledger.
        module, name = answers.split(".")
        return getattr(import_module(f"planhjul.house.{module}"), name)(self)

    # What is known whatever the day

    @property
    def kommune(self) -> Kommune:
        """The municipality as it is registered."""
        return self._ever("kommune", self._moment.kommune)

    @property
    def log(self) -> tuple[LogEntry, ...]:
        """What people have recorded by hand of meetings and milestones, on any day."""
        return self._ever("log", self._moment.log)

    @property
    def batches(self) -> tuple[BatchRow, ...]:
        """The imports with their reports, newest first."""
        return self._ever("batches", self._moment.batches)

    @property
    def link_entries(self) -> tuple[LinkEntry, ...]:
        """What people have done to threads up to and with the day, in the order it was done."""
        return self._on_its_day("link_entries", lambda on: self._moment.link_entries(self.nr, on))

    @property
    def settings(self) -> dict[str, Setting]:
        """Key → the setting on the day."""
        return {setting.key: setting for setting in self.known(Setting)}

    @property
    def setting_values(self) -> dict[str, str]:
        """Key → the setting's value on the day."""
        return {key: setting.value for key, setting in self.settings.items()}

    @property
    def history(self) -> tuple[Version, ...]:
        """Every version of money that was imported and not undone."""
        return self._ever("lines", self._moment.history)

    @property
    def versions(self) -> tuple[Version, ...]:
        """The versions of money in force on the day, by kind, year, kontoklasse; at first the first ones."""

        def standing() -> tuple[Version, ...]:
            note({"lines": self._state("lines")})
            return in_force(self.history, self._since("lines") or self._day)

        return self.answer("versions", standing)

    def early(self, reads: Iterable[Hashable]) -> tuple[Text, ...]:
        """What to say of what was read before it was known on the day, () when everything was."""
        names = set(reads)
        versions = {name[1] for name in names if isinstance(name, tuple) and name[0] == _SHOWN}
        in_order = sorted(versions, key=lambda one: (one.year, one.kind, one.stood_from))
        said = [self.money.early(version) for version in in_order]
        later = [
            text("{what} fra {day}", what=kind.many, day=since)
            for kind in KINDS.values()
            if kind.name in names and (since := self._since(kind.name)) is not None and since > self._day
        ]
        if later:
            said.append(
                text(
                    "Dette var ikke kjent {on}, og er vist slik det først kom: {listed}.",
                    on=self._day,
                    listed=listed(later),
                )
            )
        return tuple(one for one in said if one is not None)

    def shows(self, version: VersionChoice) -> None:
        """Notes that a version is shown, which was perhaps not known on the day."""
        note({(_SHOWN, version): True})

    @property
    def store(self) -> Moment:
        """The transaction itself, for what is asked of stored versions."""
        return self._moment

    # How an answer is kept

    def answer(self, question: Hashable, make: Callable[[], R]) -> R:
        """The answer to a question about this municipality, kept with the state of all it read."""
        with self.one_moment():
            kept: R = self.house.memory.answer((self.nr, question), self._state, make)
            return kept

    def is_kept(self, question: Hashable) -> bool:
        """Whether the answer is there already."""
        with self.one_moment():
            return self.house.memory.holds((self.nr, question), self._state)

    def by_value(self, name: str, *args: Hashable) -> Any:
        """The answer of a method («calendar.milestone_days»), read as a value.

        What is made from it holds as long as that value is the same, however it came about.
        """
        with noting() as reads:
            value = self._valued(name, args)
        early: Reads = {read: True for read in reads if isinstance(read, tuple) and read[0] == _SHOWN}
        note({(_VALUE, name, args): value, **early})
        return value

    def known(self, kind: type[S]) -> tuple[S, ...]:
        """A kind of content (`Meeting`, `Plan` …) as it stood on the day, read once."""
        return self._on_its_day(KINDS[kind].name, lambda on: self._moment.known(self.nr, kind, on))

    def _on_its_day(self, name: str, read: Callable[[date], R]) -> R:
        """What is read from a kind of content, by the day since which it has stood so."""

        def reading() -> R:
            kinds = _READ_FROM.get(name, (name,))
            note({kind: self._state(kind) for kind in kinds})
            days = [day for kind in kinds if (day := self._since(kind)) is not None]
            standing = [day for day in days if day <= self._day]
            return read(max(standing) if standing else min(days, default=self._day))

        return self.answer(("known", name), reading)

    def stored(self, question: Hashable, make: Callable[[], R]) -> R:
        """What a stored import holds: the same until an import is taken back."""

        def reading() -> R:
            note({(_EVER, "removed"): self._state((_EVER, "removed"))})
            return make()

        return self.answer(question, reading)

    def _ever(self, kind: str, read: Callable[[str], R]) -> R:
        def reading() -> R:
            note({(_EVER, kind): self._state((_EVER, kind))})
            return read(self.nr)

        return self.answer(("ever", kind), reading)

    def _state(self, name: Hashable) -> Hashable:
        """The state now of something that an answer has read."""
        if name not in self._states:
            self._states[name] = self._state_of(name)
        return self._states[name]

    def _state_of(self, name: Hashable) -> Hashable:
        match name:
            case "day":
                return self._day
            case "year of the day":
                return self._day.year
            case ("ever", str(kind)):
                return self._data_versions.get(kind, 0)
            case ("shown", _):
                return True
            case ("value", str(answer), tuple(args)):
                with noting():
                    return self._valued(answer, args)  # type: ignore[no-any-return]
            case str(kind):
                return self._data_versions.get(kind, 0), self._since(kind)
            case _:
                raise KeyError(name)

    def _valued(self, name: str, args: tuple[Hashable, ...]) -> Any:
        group, _, method = name.partition(".")
        return getattr(getattr(self, group), method)(*args)

    def _since(self, kind: str) -> date | None:
        """The day from which the kind is as it stands on the day; a later day when nothing was known yet."""
        days = self._moments.get(kind, ())
        held = bisect_right(days, self._day)
        if held:
            return days[held - 1]
        return days[0] if days and kind not in _NEVER_EARLIER else None

    @cached_property
    def _data_versions(self) -> dict[str, int]:
        return self._moment.data_versions(self.nr)

    @property
    def _moments(self) -> dict[str, tuple[date, ...]]:
        everything = self._data_versions.get("", 0)
        question = (self.nr, ("moments", everything))
        moments: dict[str, tuple[date, ...]] = self.house.memory.answer(
            question, self._state, lambda: self._moment.moments(self.nr)
        )
        return moments


class Answers:
    """Answers about one municipality on one day."""

    def __init__(self, seen: AsOf) -> None:
        self.seen = seen

    @property
    def house(self) -> House:
        """The house, with the law, the codes and the assumptions."""
        return self.seen.house


def kept(method: Callable[Concatenate[A, P], R]) -> Callable[Concatenate[A, P], R]:
    """An answer that is made once for all who ask the same, as long as what it was made from stands."""
    name = f"{method.__module__}.{method.__qualname__}"

    @wraps(method)
    def asked(self: A, /, *args: P.args, **kwargs: P.kwargs) -> R:
        question = (name, args, tuple(sorted(kwargs.items())))
        return self.seen.answer(question, lambda: method(self, *args, **kwargs))

    return asked
