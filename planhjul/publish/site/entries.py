"""Milestones, meetings and findings as list items that every page shows in the same way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from markupsafe import Markup

from planhjul.figures.markup import Part, joined, tag
from planhjul.figures.wheel.rings import wheel_numbers
from planhjul.issues import Level
from planhjul.language import Language
from planhjul.publish.edition import Edition, bodies, body_key, citation, days
from planhjul.publish.site.frame import INDEX, Place
from planhjul.texts import text
from planhjul.wheel.results import Finding, Milestone, Process, Status

ANCHOR = "m-"


Numbers = Mapping[str, int]


def year_numbers(edition: Edition) -> Numbers:
    """The number of each of the year's marks, by key."""
    return {milestone.key: number for number, milestone in wheel_numbers(edition.wheel)}


def by_month(
    edition: Edition, place: Place, milestones: Sequence[Milestone], numbers: Numbers | None = None
) -> Markup:
    """The milestones under a heading for each month; those without a day come last.

    `numbers` are those that stand on the marks, the year's when not given.
    """
    dated = [milestone for milestone in milestones if milestone.day is not None]
    waiting = [milestone for milestone in milestones if milestone.day is None]
    parts: list[Part] = []
    for (year, month), group in groupby(dated, key=_month):
        parts += [
            tag("h2", place.language.month_year(date(year, month, 1))),
            entries(edition, place, list(group), numbers),
        ]
    if waiting:
        heading = place.language.say(text("Venter på en dato"))
        parts += [tag("h2", heading), entries(edition, place, waiting, numbers)]
    return joined(parts)


def _month(milestone: Milestone) -> tuple[int, int]:
    day = milestone.day or date.max
    return day.year, day.month


def entries(
    edition: Edition, place: Place, milestones: Iterable[Milestone], numbers: Numbers | None = None
) -> Markup:
    """The milestones as a list."""
    marks = year_numbers(edition) if numbers is None else numbers
    known = bodies((*edition.wheel.milestones, *edition.term.milestones))
    names = {body.key: place.language.say(body.name) for body in known}
    items = [
        _meeting(place, milestone)
        if milestone.process is Process.MOTE
        else _milestone(place, milestone, marks.get(milestone.key), names)
        for milestone in milestones
    ]
    return tag("ul", items, class_="events", role="list")


def _meeting(place: Place, milestone: Milestone) -> Markup:
    say = place.language.say
    line = tag("p", _when(place.language, milestone.day), " ", say(milestone.title))
    return tag("li", line, id=ANCHOR + milestone.key, class_="meeting mote")


def _milestone(place: Place, milestone: Milestone, number: int | None, names: Mapping[str, str]) -> Markup:
    say = place.language.say
    late = milestone.status is Status.LATE
    state = tag("span", say(milestone.status.words), class_="state state-late" if late else "state")
    mark = tag("span", str(number), class_="number") if number is not None else None
    cited = citation(milestone)
    # What the state does is the state's kind too: said once.
    told = dict.fromkeys((names[body_key(milestone)], say(milestone.kind.words)))
    facts: list[Part] = [" · ".join(told)]
    if cited and milestone.legal:
        facts += [" · ", tag("a", say(cited), href=milestone.legal.url)]
    planned = days(milestone)
    return tag(
        "li",
        tag("p", mark, _when(place.language, milestone.day), state),
        tag("h3", say(milestone.title)),
        tag("p", say(milestone.because), [" ", say(planned)] if planned else None),
        tag("p", facts, class_="facts"),
        id=ANCHOR + milestone.key,
        class_=milestone.process.value,
    )


def _when(language: Language, day: date | None) -> Part:
    if day is None:
        return None
    return tag("time", language.weekday_date(day), datetime=day.isoformat(), class_="when")


def findings(edition: Edition, place: Place, found: Sequence[Finding]) -> Markup:
    """The law checks' findings, each with its paragraph and the milestone it is about."""
    say = place.language.say
    if not found:
        return tag("p", say(text("Lovsjekken fant ingenting å rette.")))
    titles = {milestone.key: say(milestone.title) for milestone in edition.wheel.milestones}
    items = []
    for finding in found:
        about = titles.get(finding.milestone)
        links: list[Part] = []
        if finding.legal:
            links.append(tag("a", f"{finding.legal.act} {finding.legal.section}", href=finding.legal.url))
        if about:
            links.append(tag("a", about, href=f"{place.to(INDEX)}#{ANCHOR}{finding.milestone}"))
        level = say(Level(finding.level).words)
        items.append(
            tag(
                "li",
                tag("p", tag("strong", f"{level}:"), " ", say(finding.message)),
                tag("p", [[" · " if number else None, link] for number, link in enumerate(links)])
                if links
                else None,
                class_=finding.level,
            )
        )
    return tag("ul", items, class_="findings", role="list")
