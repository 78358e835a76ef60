"""The view in the address: which municipality, year, version and day a page shows, and links to other views.

The address is the only place a view is kept. Whatever stands in it is read here; what cannot be read becomes
a sentence for the reader, never an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final, TypeVar
from urllib.parse import parse_qsl, quote, urlencode

import dash
from dash.development.base_component import Component
from flask import g, has_request_context

from dashboards import components as ui
from dashboards.components import native
from planhjul.house import AsOf, House, Moment
from planhjul.house.money import VersionChoice
from planhjul.language import LANGUAGES, SOURCE_LANGUAGE, Language, language
from planhjul.ledger.versions import VersionKind
from planhjul.municipality import Kommune
from planhjul.texts import Text, text
from planhjul.writing import Services

T = TypeVar("T")

KOMMUNE: Final = "kommune"
YEAR: Final = "aar"
VERSION: Final = "versjon"
ON: Final = "per"
LANGUAGE: Final = "spraak"
_OWN: Final = (KOMMUNE, YEAR, VERSION, ON, LANGUAGE)
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class View:
    """What the address says. None or "" means that it does not say; `problems` are what could not be read."""

    kommune: str = ""
    aar: int | None = None
    versjon: VersionKind | None = None
    per: date | None = None
    spraak: str = SOURCE_LANGUAGE
    others: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Text, ...] = ()

    @property
    def language(self) -> Language:
        """The language the page is said in."""
        return language(self.spraak)

    def extra(self, name: str, default: str = "") -> str:
        """A page's own parameter, or `default`."""
        return self.others.get(name, default)

    def parameters(self) -> dict[str, str]:
        """The five parameters of every page, those that are said, in the order of the contract."""
        said = {
            KOMMUNE: self.kommune,
            YEAR: str(self.aar) if self.aar is not None else "",
            VERSION: self.versjon.value if self.versjon else "",
            ON: self.per.isoformat() if self.per else "",
            LANGUAGE: self.spraak if self.spraak != SOURCE_LANGUAGE else "",
        }
        return {name: value for name, value in said.items() if value}


def parse_view(search: str | None) -> View:
    """The view of an address's query (`?kommune=9901&per=2026-11-21`)."""
    query = dict(parse_qsl((search or "").lstrip("?")))
    problems: list[Text] = []

    def read(name: str, parse: Callable[[str], T], problem: Callable[[str], Text]) -> T | None:
        written = query.get(name, "").strip()
        if not written:
            return None
        try:
            return parse(written)
        except ValueError:
            problems.append(problem(written[:40]))
            return None

    view = View(
        kommune=query.get(KOMMUNE, "").strip()[:20],
        aar=read(YEAR, _year, _bad_year),
        versjon=read(VERSION, VersionKind, _bad_version),
        per=read(ON, _day, _bad_day),
        spraak=read(LANGUAGE, _language, _bad_language) or SOURCE_LANGUAGE,
        others={name: value for name, value in query.items() if name not in _OWN},
    )
    return replace(view, problems=tuple(problems))


def address(path: str, view: View, changes: Mapping[str, str | int | None], *, same_page: bool) -> str:
    """The address of a view with changes; a change to None removes the parameter.

    A page's own parameters follow along only when the address is of the same page.
    """
    query: dict[str, str] = view.parameters() | (dict(view.others) if same_page else {})
    for name, value in changes.items():
        if value is None or value == "":
            query.pop(name, None)
        else:
            query[name] = str(value)
    return path + ("?" + urlencode(query, safe=",", quote_via=quote) if query else "")


def query(address: str) -> str:
    """What stands behind the path of an address, with its question mark."""
    return "".join(address.partition("?")[1:])


def reading(house: House) -> Moment:
    """The one transaction of the request that is being answered; `close_reading` ends it."""
    if not has_request_context():
        return house.repository.moment()
    if "moment" not in g:
        g.moment = house.repository.moment()
        g.moment.hold()
    moment: Moment = g.moment
    return moment


def close_reading(_error: BaseException | None = None) -> None:
    """Lets go of the request's transaction, if it had one."""
    moment: Moment | None = g.pop("moment", None)
    if moment is not None:
        moment.close()


@dataclass(frozen=True, slots=True)
class Clock:
    """The two clocks: the day a reader looks from, and the moment something is stored (UTC)."""

    today: Callable[[], date]
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a page needs to answer: the municipality as seen on the day, the view, what it came to.

    `asked_by` is the id of the control that asks, "" for the page itself.
    """

    services: Services
    seen: AsOf
    view: View
    path: str
    today: date
    on: date
    kommune: Kommune
    kommuner: tuple[Kommune, ...]
    choice: VersionChoice | None
    choices: tuple[VersionChoice, ...]
    asked_by: str = ""

    @property
    def language(self) -> Language:
        """The language the page is said in."""
        return self.view.language

    def say(self, content: Text | str) -> str:
        """The text in the page's language."""
        return self.view.language.say(content)

    def asked(self, name: str) -> str:
        """What the address says of one of the page's own parameters, "" when nothing."""
        return self.view.others.get(name, "")

    def href(self, path: str | None = None, **changes: str | int | None) -> str:
        """The address of this view with changes, on this page or another."""
        there = path or self.path
        return address(there, self.view, changes, same_page=there == self.path)


@dataclass(frozen=True, slots=True)
class Wiring:
    """What a page registers its callbacks on: the app, what they may ask, and the page's own path.

    `answered` are the places of the app that some callback answers in already, as (id, prop).
    """

    app: dash.Dash
    services: Services
    clock: Clock
    path: str
    answered: set[tuple[str, str]]


def _in_the_address(wiring: Wiring) -> None:
    """Nothing to register: every control of the page is part of its address."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it is, its name in the menu, how it is made, its ids, and its own callbacks if any."""

    path: str
    title: Text
    render: Callable[[Context], Component]
    ids: Sequence[type[StrEnum]]
    register: Callable[[Wiring], None] = _in_the_address

    def skeleton(self) -> list[Component]:
        """A place for each of the page's ids, for the validation layout."""
        return [native.Placeholder(id=name) for ids in self.ids for name in ids]


def context_from(services: Services, clock: Clock, search: str | None, path: str) -> Context | Component:
    """The context of an address, or the page to show instead: what to do when there is nothing to look at."""
    view = parse_view(search)
    say = view.language.say
    moment = reading(services.house)
    kommuner = moment.kommuner()
    if not kommuner:
        return _nothing_yet(say)
    found = [kommune for kommune in kommuner if kommune.nr == view.kommune]
    if view.kommune and not found:
        return _unknown_municipality(say, view, kommuner, path)
    chosen = found[0] if found else kommuner[0]
    today = clock.today()
    on = view.per or today
    seen = services.house.as_of(chosen.nr, on, moment)
    return Context(
        services=services,
        seen=seen,
        view=view,
        path=path,
        today=today,
        on=on,
        kommune=chosen,
        kommuner=kommuner,
        choice=seen.money.default(view.aar, view.versjon),
        choices=seen.money.choices(),
    )


def reread(context: Context) -> Context:
    """The same view read anew: what was stored after its reading began is seen too."""
    house = context.services.house
    close_reading()
    seen = house.as_of(context.kommune.nr, context.on, reading(house))
    return replace(context, seen=seen)


def _nothing_yet(say: ui.Say) -> Component:
    return ui.page(
        text("Velkommen til planhjul"),
        ui.status(
            "info",
            text(
                "Registrer kommunen din med kommandoen under, med kommunens eget nummer og navn. "
                "Last så siden på nytt, og les inn budsjett, regnskap og møteplan på siden Import."
            ),
            ui.command("planhjul init --kommune 9901 --navn Storvik"),
            title=text("Ingen kommune er registrert ennå."),
        ),
        ui.section(
            text("Vil du bare se hvordan det virker?"),
            ui.command("planhjul demo"),
            lead=text("Denne kommandoen lager to oppdiktede kommuner med tall og viser dem her."),
        ),
        lead=text("Kommunens planer og penger rundt planleggingshjulet."),
    )


def _unknown_municipality(say: ui.Say, view: View, kommuner: tuple[Kommune, ...], path: str) -> Component:
    links = [
        ui.link(
            f"{kommune.navn} ({kommune.nr})",
            address(path, view, {KOMMUNE: kommune.nr, YEAR: None, VERSION: None}, same_page=True),
        )
        for kommune in kommuner
    ]
    return ui.page(
        text("Kommunen finnes ikke her"),
        ui.status(
            "warning",
            text("Adressen ber om kommune {nr}, som ikke er registrert. Velg en av disse:", nr=view.kommune),
            ui.plain_list(links),
        ),
    )


def _year(written: str) -> int:
    year = int(written) if written.isascii() and written.isdigit() else 0
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(written)
    return year


def _day(written: str) -> date:
    return date.fromisoformat(written)


def _language(written: str) -> str:
    if written not in LANGUAGES:
        raise ValueError(written)
    return written


def _bad_year(written: str) -> Text:
    return text("Adressen sier år «{written}», som ikke er et årstall. Velg år over.", written=written)


def _bad_version(written: str) -> Text:
    return text("Adressen sier versjon «{written}», som ikke finnes. Velg versjon over.", written=written)


def _bad_day(written: str) -> Text:
    return text(
        "Adressen sier dato «{written}», som ikke er en dato. Siden viser i dag; velg dato over.",
        written=written,
    )


def _bad_language(written: str) -> Text:
    return text("Språket «{written}» finnes ikke ennå. Siden vises på bokmål.", written=written)
