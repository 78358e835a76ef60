"""The wheel on paper through typst: an A3 poster and an A4 list, tagged for screen readers (PDF/UA-1).

The letters are Libertinus Serif (SIL Open Font License), which is inside typst: the machine's own fonts are
never used, so that the same data give the same pages everywhere.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final

import typst

from planhjul.figures.tokens import light
from planhjul.figures.wheel.rings import wheel_numbers
from planhjul.figures.wheel.year import wheel_svg
from planhjul.issues import Level
from planhjul.language import Language
from planhjul.publish.drawing import printed
from planhjul.publish.edition import Edition, bodies, body_key, citation, days
from planhjul.texts import text
from planhjul.wheel.results import Milestone, Process, RuleKind, Status

FONT: Final = "Libertinus Serif"
_TEMPLATES: Final = Path(__file__).parent / "paper"
_STANDARD: Final = "ua-1"
_COLOURS: Final = {process: light(f"--ph-process-{process.value}") for process in Process}
# Typst's templates name their colours by what they are for.
_PALETTE: Final = {
    "ink": light("--ds-color-neutral-text-default"),
    "quiet": light("--ds-color-neutral-text-subtle"),
    "rule": light("--ds-color-neutral-border-subtle"),
    "link": light("--ds-color-accent-text-default"),
    "head": light("--ds-color-brand1-base-default"),
    "late": light("--ds-color-danger-base-default"),
}


def poster_pdf(edition: Edition, language: Language) -> bytes:
    """One A3 page, landscape: the wheel and what its numbers stand for."""
    say, wheel = language.say, edition.wheel
    svg = wheel_svg(wheel, say, months=language.months(), on_label=language.date(wheel.on))
    drawing, legend = printed(svg, FONT)
    alt = text(
        "{tittel}: et hjul med én ring for hver som arbeider. Lista ved siden av har alt som er nummerert.",
        tittel=edition.title,
    )
    data = {
        **_common(edition, language),
        "alt": say(alt),
        "legend": say(text("Tegnforklaring: ringer, farger og tegn i hjulet.")),
        "items": [_numbered(language, number, milestone) for number, milestone in wheel_numbers(wheel)],
    }
    return _compiled("poster.typ", edition, data, {"wheel.svg": drawing, "legend.svg": legend})


def _numbered(language: Language, number: int, milestone: Milestone) -> dict[str, Any]:
    """A mark's row on the poster."""
    cited = citation(milestone)
    return {
        "sign": str(number),
        "day": _span(language, milestone),
        "title": language.say(milestone.title),
        "facts": language.say(cited or milestone.kind.words),
        "colour": _COLOURS[milestone.process],
        "square": milestone.kind in (RuleKind.SEDVANE, RuleKind.LOKAL),
        "filled": milestone.status is Status.HELD,
        "late": milestone.status is Status.LATE,
    }


def list_pdf(edition: Edition, language: Language) -> bytes:
    """A4 pages, portrait: every milestone with its reason, every meeting, every finding."""
    say, wheel = language.say, edition.wheel
    names = {body.key: say(body.name) for body in bodies(wheel.milestones)}
    numbers = {milestone.key: str(number) for number, milestone in wheel_numbers(wheel)}
    milestones = [milestone for milestone in wheel.milestones if milestone.process is not Process.MOTE]
    meetings = [milestone for milestone in wheel.milestones if milestone.process is Process.MOTE]
    data = {
        **_common(edition, language),
        "page": say(text("Side {side} av {av}", side="{side}", av="{av}")),
        "milestones-title": say(text("Milepæler")),
        "milestones-heads": [say(title) for title in (text("Nr."), text("Dag"), text("Hva"), text("Hvem"))],
        "milestones": [
            {
                "number": numbers.get(milestone.key, "–"),
                "day": language.date(milestone.day) if milestone.day else say(text("Venter")),
                "title": say(milestone.title),
                "because": say(milestone.because),
                "days": say(planned) if (planned := days(milestone)) else "",
                "citation": say(cited) if (cited := citation(milestone)) else "",
                "url": milestone.legal.url if milestone.legal else "",
                "body": names[body_key(milestone)],
                "facts": f"{say(milestone.kind.words)} · {say(milestone.status.words)}",
                "colour": _COLOURS[milestone.process],
            }
            for milestone in milestones
        ],
        "meetings-title": say(text("Politiske møter")),
        "meetings-heads": [say(title) for title in (text("Dag"), text("Møte"))],
        "meetings": [
            {"day": language.date(milestone.day) if milestone.day else "", "title": say(milestone.title)}
            for milestone in meetings
        ],
        "findings-title": say(text("Lovsjekk")),
        "findings-heads": [say(title) for title in (text("Alvor"), text("Hva"))],
        "findings": [
            {"level": say(Level(finding.level).words), "message": say(finding.message)}
            for finding in wheel.findings
        ],
        "no-findings": say(text("Lovsjekken fant ingenting å rette.")),
    }
    return _compiled("list.typ", edition, data, {})


def _common(edition: Edition, language: Language) -> dict[str, Any]:
    return {
        "palette": _PALETTE,
        "title": language.say(edition.title),
        "author": edition.name,
        "language": language.code,
        "lead": language.say(text("Slik det sto {dag}.", dag=edition.wheel.on)),
        "stamp": language.say(edition.stamp),
        "sources": language.say(edition.sources),
    }


def _span(language: Language, milestone: Milestone) -> str:
    """The day, or for a phase its first and last: «01.09.–22.10.»."""
    last = _short(language, milestone.day)
    return f"{_short(language, milestone.begins)}–{last}" if milestone.begins else last


def _short(language: Language, day: date | None) -> str:
    """The day without its year, which stands in the title: «10.12.»."""
    return language.date(day)[:-4] if day else ""


def _compiled(template: str, edition: Edition, data: dict[str, Any], images: dict[str, bytes]) -> bytes:
    """The PDF; it is dated the day the edition stood, so that the same edition gives the same bytes."""
    files = {
        "main.typ": (_TEMPLATES / template).read_bytes(),
        "data.json": json.dumps(data, ensure_ascii=False).encode(),
        **images,
    }
    stood = datetime.combine(edition.wheel.on, time(), UTC)
    # typst's own type stub does not know that the files may be given by name in memory.
    compiled = typst.compile(  # type: ignore[call-overload]
        files,
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=[_STANDARD],
        timestamp=int(stood.timestamp()),
    )
    return bytes(compiled)
