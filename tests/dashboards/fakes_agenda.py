"""A small agenda service with known answers: one list, two wishes, one route."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from planhjul.choices.band import Band
from planhjul.choices.priorities import Priority, PriorityKind
from planhjul.choices.route.results import PointState, Route, RoutePoint, Way
from planhjul.issues import CellRef, Refused
from planhjul.services.agenda import AgendaList, Item
from planhjul.texts import text
from planhjul.wheel.meetings import Organ
from planhjul.wheel.raised_by import Raiser, YearShare
from planhjul.wheel.roles import Stop

OWNER = "Kåre Sands liste"
MEALS = Priority(
    "skolemat",
    OWNER,
    "Gratis skolemat",
    PriorityKind.PENGER,
    "202",
    "",
    "",
    300_000_000,
    2027,
    "Ikke kutt i ansatte.",
    CellRef("saksliste.xlsx", "Saksliste", 4, 1),
)
SHORE = Priority("strand", OWNER, "Verne <strandsona>", PriorityKind.AREAL, "", "", "", None, None, "", None)


def point(key: str, title: str, day: date | None, **changes: object) -> RoutePoint:
    """A point of the budget ahead, with what the test wants otherwise."""
    plain = RoutePoint(
        key=f"{key}-2026",
        rule=key,
        stop=Stop.VEDTAK,
        title=text("{title}", title=title),
        organ=Organ.KOMMUNESTYRE,
        state=PointState.AHEAD if day else PointState.WAITING,
        day=day,
        usual=None,
        when=text("Ingen dag er satt ennå.") if day is None else text("{dag}.", dag=day),
        budget_year=2027,
        ways=(
            Way("endringsforslag", text("Endringsforslag"), text("Beløp og inndekning."), day),
            Way("verbalforslag", text("Verbalforslag"), text("Tekst uten beløp."), None),
        ),
        deadline=day,
        working_days_left=None if day is None else 14,
        movable=None if day is None else Band(100_000_000, 350_000_000, 600_000_000),
        inside=None if day is None else True,
        fits=None if day is None else text("3 000 000 kr er innenfor anslaget."),
        reaches=True,
        because=text("Skikk."),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


POINTS = (
    point(
        "sedvane-rammesak",
        "Rammesak",
        date(2026, 6, 16),
        state=PointState.PASSED,
        when=text("Gikk {dag}.", dag=date(2026, 6, 16)),
        ways=(),
        movable=None,
        inside=None,
    ),
    point("sedvane-innstilling", "Formannskapet innstiller", date(2026, 11, 25), next_chance=True),
    point("kl14-3-vedtak", "Budsjettet vedtas", date(2026, 12, 10), last_chance=True, working_days_left=1),
    point("sedvane-tertial-1", "Første tertialrapport", None, stop=Stop.REGULERING),
    point(
        "mote",
        "Neste kommunestyremøte",
        date(2026, 12, 10),
        stop=Stop.MOTE,
        deadline=None,
        reaches=False,
        ways=(),
        inside=False,
    ),
    point("neste", "Rammesak året etter", date(2027, 6, 15), reaches=False, budget_year=2028),
)


def route_of(priority: Priority, on: date) -> Route:
    """The one route there is, under the wish's own name."""
    plan = priority.kind is PriorityKind.AREAL
    return Route(
        key=priority.key,
        title=priority.title,
        kind=priority.kind,
        on=on,
        year=priority.year,
        amount_ore=priority.amount_ore,
        points=() if plan else POINTS,
        sentence=text("Neste sjanse: Formannskapet innstiller, 25.11.2026."),
        notes=() if plan else (text("Beløpet er regnet som helt år."),),
    )


@dataclass
class FakeAgenda:
    """Keeps wishes in memory."""

    wishes: list[Priority] = field(default_factory=lambda: [MEALS, SHORE])
    years: tuple[YearShare, ...] = (
        YearShare(
            2025,
            {Raiser.KOMMUNEDIREKTOR: 147, Raiser.POLITIKERE: 2, Raiser.ANDRE: 0, Raiser.UKJENT: 1},
            ("Per Person",),
        ),
        YearShare(
            2024,
            {Raiser.KOMMUNEDIREKTOR: 150, Raiser.POLITIKERE: 0, Raiser.ANDRE: 0, Raiser.UKJENT: 0},
            (),
        ),
    )

    def owners(self, nr: str, on: date) -> tuple[str, ...]:
        return tuple(sorted({wish.owner for wish in self.wishes}))

    def priorities(self, nr: str, on: date) -> tuple[Priority, ...]:
        return tuple(self.wishes)

    def lists(self, nr: str, on: date, owner: str = "") -> tuple[AgendaList, ...]:
        return tuple(
            AgendaList(
                name, tuple(Item(wish, route_of(wish, on)) for wish in self.wishes if wish.owner == name)
            )
            for name in self.owners(nr, on)
            if not owner or name == owner
        )

    def route(self, nr: str, priority: Priority, on: date) -> Route:
        return route_of(priority, on)

    def where(self, nr: str, priority: Priority, on: date) -> str:
        return "Grunnskole" if priority.funksjon == "202" else ""

    def functions(self, nr: str, on: date) -> tuple[tuple[str, str], ...]:
        return (("202", "Grunnskole"),)

    def areas(self, nr: str, on: date) -> tuple[tuple[str, str], ...]:
        return (("grunnskole", "Grunnskole"),)

    def goals(self, nr: str, on: date) -> tuple[tuple[str, str], ...]:
        return (("M1", "Alle barn skal lære"),)

    def shares(self, nr: str, on: date) -> tuple[YearShare, ...]:
        return self.years

    def add(self, nr: str, wish: Priority, at: datetime, on: date) -> Priority | Refused:
        if not wish.owner:
            return Refused(text("Skriv hvem sin liste saken skal stå på, for eksempel partiets navn."))
        kept = replace(wish, key="ny")
        self.wishes.append(kept)
        return kept

    def remove(self, nr: str, key: str, at: datetime, on: date) -> Refused | None:
        found = [wish for wish in self.wishes if wish.key == key]
        if found[0].source is not None:
            return Refused(text("Saken står i en fil."))
        self.wishes.remove(found[0])
        return None

    def calendar_file(self, nr: str, owner: str, on: date, at: datetime) -> bytes | Refused:
        return b"BEGIN:VCALENDAR" if owner == OWNER else Refused(text("Lista finnes ikke."))

    def workbook(self, nr: str, owner: str, on: date) -> bytes | Refused:
        return b"PK" if owner == OWNER else Refused(text("Lista finnes ikke."))
