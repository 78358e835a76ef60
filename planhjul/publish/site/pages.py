"""The site's pages as bytes by path, in every language there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from markupsafe import Markup

from planhjul.figures.markup import Part, raw, tag
from planhjul.figures.tokens import TOKENS
from planhjul.figures.wheel.rings import term_numbers, wheel_numbers
from planhjul.figures.wheel.term import TERM_YEARS, term_wheel_svg
from planhjul.figures.wheel.year import wheel_svg
from planhjul.language import LANGUAGES, language
from planhjul.publish.edition import Body, Edition, bodies, by_body
from planhjul.publish.site.entries import ANCHOR, by_month, entries, findings, year_numbers
from planhjul.publish.site.frame import (
    ABOUT,
    CHECKS,
    EMBED,
    INDEX,
    ORGANS,
    STYLESHEET,
    TERM,
    Place,
    bare_page,
    page,
)
from planhjul.texts import Text, Year, text
from planhjul.wheel.results import Milestone

_STYLE: Final = Path(__file__).with_name(STYLESHEET)
_NEXT: Final = 5


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside the pages: its path in the site, and what it is called."""

    path: str
    name: Text


@dataclass(frozen=True, slots=True)
class Downloads:
    """The files the pages lead to; `feeds` are the organs' calendars by the organ's key."""

    files: tuple[Download, ...]
    calendar: str
    feeds: Mapping[str, str]


def site(edition: Edition, downloads: Downloads) -> dict[str, bytes]:
    """Every page and the stylesheet, by path."""
    files = {STYLESHEET: TOKENS.read_bytes() + b"\n" + _STYLE.read_bytes()}
    for code in LANGUAGES:
        for path, content in _Pages(edition, downloads, code).all():
            files[Place(path, language(code)).file] = content
    return files


class _Pages:
    """The pages in one language."""

    def __init__(self, edition: Edition, downloads: Downloads, code: str) -> None:
        self._edition = edition
        self._downloads = downloads
        self._language = language(code)
        self._say = self._language.say
        self._bodies = bodies(edition.wheel.milestones)
        self._of = by_body(edition.wheel.milestones)

    def all(self) -> Iterator[tuple[str, bytes]]:
        """Each page's path and bytes."""
        yield INDEX, self._index(self._at(INDEX))
        yield TERM, self._term(self._at(TERM))
        yield ORGANS, self._organs(self._at(ORGANS))
        for body in self._bodies:
            yield _organ(body), self._body(self._at(_organ(body)), body)
        yield CHECKS, self._checks(self._at(CHECKS))
        yield EMBED, self._embed(self._at(EMBED))
        yield ABOUT, self._about(self._at(ABOUT))

    def _at(self, path: str) -> Place:
        return Place(path, self._language)

    def _index(self, place: Place) -> bytes:
        edition, say = self._edition, self._say
        about = text("Hvert merke fører til teksten sin i lista. Numrene er de samme.")
        return page(
            edition,
            place,
            edition.title,
            tag("p", say(text("Slik det sto {dag}.", dag=edition.wheel.on)), class_="stamp"),
            self._download_list(place),
            tag("p", tag("a", say(text("Gå til hjulet")), href="#hjulet"), class_="narrow"),
            self._next(place),
            self._pair(
                by_month(edition, place, edition.wheel.milestones),
                self._wheel(f"#{ANCHOR}"),
                tag("p", say(about), class_="quiet"),
            ),
        )

    def _pair(self, lists: Part, drawn: Markup, *below: Part) -> Markup:
        """The list comes first to a screen reader and a phone; a wide screen has the wheel beside it."""
        heading = tag("h2", self._say(text("Hjulet")), id="hjulet")
        beside = tag("section", heading, drawn, below, aria_labelledby="hjulet", class_="beside")
        return tag("div", tag("div", lists), beside, class_="pair")

    def _next(self, place: Place) -> Part:
        """What comes after the day the edition stood; nothing when the year is not that day's."""
        wheel = self._edition.wheel
        coming = [m for _, m in wheel_numbers(wheel) if m.day is not None and m.day >= wheel.on]
        if wheel.on.year != wheel.year or not coming:
            return None
        rows = [tag("li", self._near(place, milestone)) for milestone in coming[:_NEXT]]
        heading = tag("h2", self._say(text("Dette kommer nå")))
        return [heading, tag("ul", rows)]

    def _near(self, place: Place, milestone: Milestone) -> Part:
        day = self._language.weekday_date(milestone.day) if milestone.day else ""
        link = tag("a", self._say(milestone.title), href=f"{place.to(INDEX)}#{ANCHOR}{milestone.key}")
        return [tag("strong", day), ": ", link]

    def _wheel(self, links: str) -> Markup:
        wheel = self._edition.wheel
        drawn = wheel_svg(
            wheel,
            self._say,
            months=self._language.months(),
            on_label=self._language.date(wheel.on),
            links=links,
        )
        return tag("div", raw(drawn), class_="wheel")

    def _term(self, place: Place) -> bytes:
        """The four-year wheel with the year's inside; the marks of both lead to the lists on the page."""
        edition, say = self._edition, self._say
        term = edition.term
        numbers = {
            **year_numbers(edition),
            **{m.key: number for number, m in term_numbers(term, edition.wheel)},
        }
        first, last = Year(term.year), Year(term.year + TERM_YEARS)
        drawn = term_wheel_svg(
            term,
            edition.wheel,
            self._say,
            months=self._language.months(),
            on_label=self._language.date(edition.wheel.on),
            links=f"#{ANCHOR}",
        )
        shown = {milestone.key for milestone in term.milestones}
        year = [milestone for milestone in edition.wheel.milestones if milestone.key not in shown]
        inside = text("Årshjulet {aar} inni hjulet", aar=Year(edition.wheel.year))
        return page(
            edition,
            place,
            text("Valgperioden {fra}–{til}", fra=first, til=last),
            tag("p", say(text("Slik det sto {dag}.", dag=edition.wheel.on)), class_="stamp"),
            tag("p", tag("a", say(text("Gå til hjulet")), href="#hjulet"), class_="narrow"),
            self._pair(
                [
                    by_month(edition, place, term.milestones, numbers),
                    tag("h2", say(inside)),
                    entries(edition, place, year, numbers),
                ],
                tag("div", raw(drawn), class_="wheel"),
            ),
        )

    def _organs(self, place: Place) -> bytes:
        rows = [
            tag(
                "li",
                tag("a", self._say(body.name), href=place.to(_organ(body))),
                f" ({self._language.number(len(self._of[body.key]))})",
            )
            for body in self._bodies
        ]
        lead = text("Hvert organ har sin egen side og sin egen kalender. Tallet er hvor mye som står der.")
        return page(
            self._edition,
            place,
            text("Organene"),
            tag("p", self._say(lead)),
            tag("ul", rows, class_="bodies"),
        )

    def _body(self, place: Place, body: Body) -> bytes:
        say = self._say
        found = self._of[body.key]
        feed = self._downloads.feeds.get(body.key)
        calendar = (
            tag(
                "ul",
                tag("li", tag("a", say(text("Kalender (.ics)")), href=place.root(feed), download=True)),
                class_="downloads",
                role="list",
            )
            if feed
            else None
        )
        title = text("{organ} i {aar}", organ=body.name, aar=Year(self._edition.wheel.year))
        return page(self._edition, place, title, calendar, by_month(self._edition, place, found))

    def _checks(self, place: Place) -> bytes:
        lead = text(
            "Kontrollen sammenholder møteplanen med loven. Den er et råd, ikke en avgjørelse, og ser "
            "bare det som står i møteplanen."
        )
        waiting = [m for m in self._edition.wheel.milestones if m.waiting_for is not None]
        return page(
            self._edition,
            place,
            text("Lovsjekk av årshjulet {aar}", aar=Year(self._edition.wheel.year)),
            tag("p", self._say(lead)),
            findings(self._edition, place, self._edition.wheel.findings),
            [tag("h2", self._say(text("Venter på en dato"))), entries(self._edition, place, waiting)]
            if waiting
            else None,
        )

    def _embed(self, place: Place) -> bytes:
        return bare_page(
            self._edition,
            place,
            self._edition.title,
            tag("h1", self._say(self._edition.title)),
            self._wheel(f"{place.to(INDEX)}#{ANCHOR}"),
            tag(
                "p",
                tag("a", self._say(text("Les hele årshjulet som liste")), href=place.to(INDEX)),
                " ",
                self._say(self._edition.stamp),
                class_="stamp",
            ),
        )

    def _about(self, place: Place) -> bytes:
        say, edition = self._say, self._edition
        law = text(
            "Hver frist har en lenke til paragrafen. Det som bare er skikk, er merket slik. Er paragrafen og "
            "siden uenige, gjelder paragrafen."
        )
        access = text(
            "Alt som står i hjulet, står også i lista. Sidene virker uten skript, med tastatur og "
            "skjermleser, og henter ingenting utenfra."
        )
        sections: Iterable[tuple[Text, Part]] = (
            (text("Last ned"), self._download_list(place)),
            (text("Abonner på kalenderen"), self._subscribe(place)),
            (text("Vis hjulet på en annen nettside"), self._snippet(place)),
            (text("Regelverket"), [tag("p", say(edition.sources)), tag("p", say(law))]),
            (text("Tilgjengelighet"), tag("p", say(access))),
        )
        parts = [[tag("h2", say(title)), content] for title, content in sections]
        return page(edition, place, text("Om og nedlasting"), tag("p", say(edition.stamp)), parts)

    def _download_list(self, place: Place) -> Markup:
        rows = [
            tag("li", tag("a", self._say(file.name), href=place.root(file.path)))
            for file in self._downloads.files
        ]
        return tag("ul", rows, class_="downloads", role="list")

    def _subscribe(self, place: Place) -> Part:
        say, address = self._say, self._edition.address
        how = text(
            "Kopier adressen til kalenderfilen og legg den til som «internettkalender» eller «abonner» i "
            "kalenderen din. Flyttes et møte, flytter det seg også hos deg. Det som ikke er avgjort, er "
            "merket som foreløpig."
        )
        link = tag("a", address + self._downloads.calendar, href=place.root(self._downloads.calendar))
        return [tag("p", say(how)), tag("p", link)]

    def _snippet(self, place: Place) -> Part:
        say, address = self._say, self._edition.address
        title = say(self._edition.title)
        source = (address or say(text("https://ADRESSEN-TIL-DISSE-SIDENE/"))) + place.file.replace(
            ABOUT, EMBED
        )
        frame = tag(
            "iframe",
            src=source,
            title=title,
            width="100%",
            height="1100",
            style="border:0",
            loading="lazy",
        )
        return [
            tag("p", say(text("Lim inn denne koden der hjulet skal stå:"))),
            # As text: the reader copies it.
            tag("pre", tag("code", str(frame)), class_="snippet"),
            tag("p", tag("a", say(text("Se hjulet alene")), href=place.to(EMBED))),
        ]


def _organ(body: Body) -> str:
    return f"organ/{body.key}.html"
