"""The command publish: one year's wheel as web pages, calendars, PDF and spreadsheets in a folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from planhjul.cli.session import ENVIRONMENT, Session, given, now, reading, stop, tell
from planhjul.texts import Year, text

if TYPE_CHECKING:
    from planhjul.cli.tables import Paper
    from planhjul.writing.publishing import Published

_FIRST_YEAR: Final = 2000
_LAST_YEAR: Final = 2100


def _web_address(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """The address as it was written, when it is one.

    Raises:
        click.BadParameter: it is no web address.
    """
    from planhjul.language import language

    if value and not value.startswith(("https://", "http://")):
        wrong = text(
            "«{found}» er ingen nettadresse. Skriv for eksempel https://kommunen.no/arshjul.", found=value
        )
        raise click.BadParameter(language().say(wrong), ctx, param)
    return value


@click.command(
    "publish",
    help="Skriv årshjulet til MAPPE: nettsider, kalendere, PDF, Excel, CSV og JSON med samme stempel.",
)
@click.option(
    "-o",
    "--output",
    metavar="MAPPE",
    required=True,
    type=click.Path(path_type=Path),
    help="Ny, tom eller fra før.",
)
@click.option("--year", type=click.IntRange(_FIRST_YEAR, _LAST_YEAR), required=True, help="Kalenderåret.")
@click.option(
    "--url",
    metavar="ADRESSE",
    default="",
    callback=_web_address,
    help="Adressen sidene får på nettet, til koden for innbygging.",
)
@reading
@click.pass_obj
def publish(session: Session, output: Path, year: int, url: str, on: date, as_json: bool) -> None:
    """Publish the wheel of a year."""
    services = session.services()
    try:
        answer = given(services.publishing.publish(session.seen(on), year, output, now(), url))
    except OSError as error:
        stop(
            text(
                "Kan ikke skrive i {mappe}: {why}. Velg en annen mappe.",
                mappe=str(output),
                why=error.strerror or str(error),
            ),
            ENVIRONMENT,
        )
    session.show(answer, as_json, show_published)


def show_published(answer: Published, _: Paper) -> None:
    """Where it lies, and what happened to the calendar since last time."""
    sentences = (
        text(
            "Årshjulet {aar} ligger i {mappe}: {nye} filer skrevet, {like} uendret, {borte} fjernet.",
            aar=Year(answer.year),
            mappe=str(answer.folder),
            nye=len(answer.written),
            like=len(answer.unchanged),
            borte=len(answer.removed),
        ),
        *(
            text("Flyttet: {hva} fra {fra} til {til}", hva=move.summary, fra=move.before, til=move.now)
            for move in answer.moved
        ),
        *(text("Avlyst: {hva}", hva=title) for title in answer.cancelled),
        text(
            "Åpne {fil} i nettleseren, eller legg mappa ut på nettet.", fil=str(answer.folder / "index.html")
        ),
    )
    for sentence in sentences:
        tell(sentence)


COMMANDS: Final = {"publish": publish}
