"""What every command shares: the database, the municipality, the day, and how to stop."""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from planhjul.texts import Text, text, verbatim

if TYPE_CHECKING:
    from pathlib import Path

    from planhjul.cli.tables import Paper
    from planhjul.house import AsOf
    from planhjul.issues import Refused
    from planhjul.municipality import Kommune
    from planhjul.publish.shapes import Keys
    from planhjul.writing import Services

DONE = 0
REJECTED = 1
USAGE = 2
ENVIRONMENT = 3

Answer = TypeVar("Answer")
# The packages of the extra `publish`, by the names they are imported by.
_PUBLISH = ("icalendar", "typst")


def stop(sentence: Text, code: int) -> NoReturn:
    """Say one sentence on stderr and end with the code."""
    from planhjul.language import language

    click.echo(language().say(sentence), err=True)
    sys.exit(code)


def tell(sentence: Text) -> None:
    """Say one sentence on stdout."""
    from planhjul.language import language

    click.echo(language().say(sentence))


def given(answer: Answer | Refused) -> Answer:
    """The answer; one that was refused is said, and ends with 2 when something unknown was asked for."""
    from planhjul.issues import Refused, Unknown

    if isinstance(answer, Refused):
        stop(answer.message, USAGE if isinstance(answer, Unknown) else REJECTED)
    return answer


def fault(error: Exception) -> Text | None:
    """The sentence when the database, `data/` or a missing package is at fault; None when we are."""
    if isinstance(error, ModuleNotFoundError):
        if (error.name or "").partition(".")[0] not in _PUBLISH:
            return None
        return text(
            "Dette krever tilleggspakken {pakke}. Installer den med: pip install 'planhjul[publish]'",
            pakke=error.name or "",
        )
    from planhjul.reference.locate import ReferenceDataError
    from planhjul.store import StoreUnavailable

    if isinstance(error, StoreUnavailable):
        return error.message
    return verbatim(str(error)) if isinstance(error, ReferenceDataError) else None


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

            self._services = compose(self.db, create=create)
        return self._services

    def show(
        self,
        answer: Answer,
        as_json: bool,
        on_paper: Callable[[Answer, Paper], None],
        keys: Mapping[str, Keys] | None = None,
    ) -> None:
        """Print the answer, as JSON or with `on_paper`; `keys` are the types' JSON keys, if not the usual."""
        language = self.services().language
        if as_json:
            from planhjul.cli.shapes import KEYS
            from planhjul.publish.shapes import Shaper

            print_json(Shaper(language, keys or KEYS).shape(answer))
        else:
            from planhjul.cli.tables import Paper

            on_paper(answer, Paper(language))

    def seen(self, on: date) -> AsOf:
        """The chosen municipality as known on the day."""
        if self._seen is None:
            self._seen = self.services().house.as_of(self.municipality().nr, on)
        return self._seen

    def early(self, reads: Iterable[Hashable]) -> tuple[Text, ...]:
        """What to say of what was read before it was known on the day that was asked for."""
        return self._seen.early(reads) if self._seen is not None else ()

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


def write(file: Path, content: bytes, *, parents: bool = False) -> None:
    """Write the file, and with `parents` the folders it stands in; stops when that cannot be done."""
    try:
        if parents:
            file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as error:
        stop(
            text(
                "Kan ikke skrive {file}: {why}. Velg en annen mappe.",
                file=str(file),
                why=error.strerror or str(error),
            ),
            ENVIRONMENT,
        )


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
    """Add what every reading command takes: `--on DATE` and `--json`; what was not known then is said."""
    command = _saying_what_came_later(command)
    command = click.option("--json", "as_json", is_flag=True, help="Svar som JSON.")(command)
    return click.option(
        "--on",
        type=DayType(),
        default=today,
        show_default="i dag",
        help="«Per dato»: svar slik det sto denne dagen.",
    )(command)


def _saying_what_came_later(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with a sentence on stderr about what it showed that was not known on the day."""

    @wraps(command)
    def asked(*args: Any, **options: Any) -> Any:
        from planhjul.house.memory import noting
        from planhjul.language import language

        with noting() as reads:
            answer = command(*args, **options)
        session = click.get_current_context().obj
        for sentence in session.early(reads):
            click.echo(language().say(sentence), err=True)
        return answer

    return asked


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
