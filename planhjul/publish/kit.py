"""The publishing kit: every form of one edition, as bytes by path."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from planhjul.language import Language
from planhjul.publish.edition import Body, Edition, bodies
from planhjul.publish.events import Event
from planhjul.publish.ics import feed
from planhjul.publish.pdf import list_pdf, poster_pdf
from planhjul.publish.shapes import edition_shape
from planhjul.publish.sheets import csv_bytes, xlsx_bytes
from planhjul.publish.site.pages import Download, Downloads, site
from planhjul.texts import text

CALENDAR: Final = "kalender/alle.ics"
JSON: Final = "wheel.json"


def kit(edition: Edition, language: Language, events: Sequence[Event]) -> dict[str, bytes]:
    """Every file of the publication.

    Args:
        edition: what is published.
        language: the language of the files that are not pages; the pages come in every language.
        events: the year's events, cancelled ones included.
    """
    stem = f"arshjul-{edition.wheel.year}"
    poster, sheet = f"{stem}-plakat-a3.pdf", f"{stem}-liste-a4.pdf"
    workbook, table = f"{stem}.xlsx", f"{stem}.csv"
    documents = {
        poster: poster_pdf(edition, language),
        sheet: list_pdf(edition, language),
        workbook: xlsx_bytes(edition, language),
        table: csv_bytes(edition, language),
        JSON: (json.dumps(edition_shape(edition, language), ensure_ascii=False, indent=1) + "\n").encode(),
    }
    names = (
        Download(CALENDAR, text("Kalender (.ics)")),
        Download(poster, text("Plakat A3 (PDF)")),
        Download(sheet, text("Liste A4 (PDF)")),
        Download(workbook, text("Excel (.xlsx)")),
        Download(table, text("Tekst (.csv)")),
        Download(JSON, text("Data (.json)")),
    )
    feeds = {body.key: body for body in bodies(edition.wheel.milestones) if _of(body, events)}
    downloads = Downloads(names, CALENDAR, {key: _feed_path(key) for key in feeds})
    calendars = {CALENDAR: _feed(edition, language, None, events)} | {
        _feed_path(key): _feed(edition, language, body, _of(body, events)) for key, body in feeds.items()
    }
    return {**site(edition, downloads), **documents, **calendars}


def _of(body: Body, events: Sequence[Event]) -> list[Event]:
    return [event for event in events if event.body == body.key]


def _feed_path(key: str) -> str:
    return f"kalender/{key}.ics"


def _feed(edition: Edition, language: Language, body: Body | None, events: Sequence[Event]) -> bytes:
    """The feed of one organ, or of all; its name has no year, so that a subscription lasts."""
    name = (
        text("{organ} – årshjul for {kommune}", organ=body.name, kommune=edition.name)
        if body
        else text("Årshjul for {kommune}", kommune=edition.name)
    )
    description = f"{language.say(edition.stamp)} {language.say(edition.sources)}"
    return feed(language.say(name), description, events, language.code)
