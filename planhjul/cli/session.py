"""What every command shares: the database, the municipality, the day, and how to stop."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NoReturn

import click

from planhjul.texts import Text, text, verbatim

if TYPE_CHECKING:
    from planhjul.house import AsOf
    from planhjul.store import Kommune
    from planhjul.writing import Services

DONE = 0
REJECTED = 1
USAGE = 2
ENVIRONMENT = 3


def stop(sentence: Text, code: int) -> NoReturn:
    """Say one sentence on stderr and end with the code."""
    from planhjul.language import language

    click.echo(language().say(sentence), err=True)
    sys.exit(code)


def tell(sentence: Text) -> None:
    """Say one sentence on stdout."""
    from planhjul.language import language

    click.echo(language().say(sentence))


@dataclass(slots=True)
class Session:
    """One run of the command line; the services are made when first needed."""

    db: str | None
    kommune: str | None
    _services: Services | None = field(default=None, repr=False)
    _seen: AsOf | None = field(default=None, repr=False)

    def services(self, *, create: bool = False) -> Services:
        """The use cases on the chosen database; only with `create` is it made or upgraded."""
        if self._services is None:
            from planhjul.cli.compose import compose
            from planhjul.reference.locate import ReferenceDataError
            from planhjul.store import StoreUnavailable

            try:
                self._services = compose(self.db, create=create)
            except StoreUnavailable as error:
                stop(error.message, ENVIRONMENT)
            except ReferenceDataError as error:
                stop(verbatim(str(error)), ENVIRONMENT)
        return self._services

    def seen(self, on: date) -> AsOf:
        """The chosen municipality as known on the day, read in one transaction."""
        if self._seen is None:
            self._seen = self.services().house.as_of(self.municipality().nr, on)
        return self._seen

    def municipality(self) -> Kommune:
        """The chosen municipality, or the only one there is; else stops and names them."""
        services = self.services()
        known = {kommune.nr: kommune for kommune in services.house.kommuner()}
        if not known:
            stop(
                text("Ingen kommune er registrert. Kjør: planhjul init --kommune NR --navn NAVN"),
                USAGE,
            )
        names = ", ".join(f"{kommune.nr} {kommune.navn}" for kommune in known.values())
        if self.kommune is None:
            if len(known) > 1:
                stop(text("Velg kommune med --kommune NR. Registrert: {names}", names=names), USAGE)
            return next(iter(known.values()))
        if self.kommune not in known:
            stop(
                text("Kommune {nr} er ikke registrert. Registrert: {names}", nr=self.kommune, names=names),
                USAGE,
            )
        return known[self.kommune]


class DayType(click.ParamType[date]):
    """A day written as 2026-11-21 or 21.11.2026."""

    name = "DATO"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day.

        Raises:
            click.BadParameter: it is no day.
        """
        if isinstance(value, date):
            return value
        from planhjul.language import language

        day = language().parse_date(str(value))
        if day is None:
            wrong = text("«{found}» er ingen dato. Skriv 2026-11-21 eller 21.11.2026.", found=str(value))
            raise click.BadParameter(language().say(wrong), ctx, param)
        return day


def reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what every reading command takes: `--on DATE` and `--json`."""
    command = click.option("--json", "as_json", is_flag=True, help="Svar som JSON.")(command)
    return click.option(
        "--on",
        type=DayType(),
        default=today,
        show_default="i dag",
        help="«Per dato»: svar slik det sto denne dagen.",
    )(command)


def today() -> date:
    """The day in Norway."""
    return now().date()


def now() -> datetime:
    """The time in Norway, with its offset."""
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo("Europe/Oslo"))


def print_json(shape: object) -> None:
    """Print the shape as JSON with Norwegian letters as they are."""
    import json

    click.echo(json.dumps(shape, ensure_ascii=False, indent=2))
