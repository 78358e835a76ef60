"""Commands about accounts and budgets in the law's own form: the prescribed overviews and key figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from planhjul.cli.files import VERSIONS
from planhjul.cli.session import USAGE, Session, given, print_json, reading, stop, tell
from planhjul.texts import text

if TYPE_CHECKING:
    pass

# Written here, not read from the ledger: the list of options must not need its imports.
_FORMS: Final = ("5-4", "5-5", "5-6", "5-9", "1A", "2A")
_CLOSING: Final = "5-9"


@click.command(
    "forms", help="Vis en lovpålagt oversikt med kontrollene som hører til, eller skriv den til fil."
)
@click.option(
    "--form",
    "form",
    type=click.Choice(_FORMS, case_sensitive=False),
    default=None,
    help="Paragrafen i forskriften, eller skjemaet fra før 2020. Kan utelates med -o: da skrives alle.",
)
@click.option("--year", type=int, default=None, help="Budsjett- eller regnskapsåret.")
@click.option("--version", type=click.Choice(VERSIONS), default=None, help="Uten: den nyeste som gjelder.")
@click.option("--detail", is_flag=True, help="Ta med artene og funksjonene bak hver linje.")
@click.option("--compare", is_flag=True, help="Sammenlign med trykte oversikter som er lest inn.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Skriv til fil: .xlsx (med formler) eller .html.",
)
@reading
@click.pass_obj
def forms(
    session: Session,
    form: str | None,
    year: int | None,
    version: str | None,
    detail: bool,
    compare: bool,
    output: Path | None,
    on: date,
    as_json: bool,
) -> None:
    """Show, compare or write the prescribed overviews."""
    if form is None and (compare or output is None):
        stop(text("Velg en oversikt med --form, eller skriv alle til fil med -o FIL."), USAGE)
    if compare and form is not None:
        _compare(session, form, year, on, as_json)
        return
    if year is None:
        stop(text("Velg år med --year."), USAGE)
    if output is not None:
        _write(session, form, year, version, on, output)
    elif form == _CLOSING:
        _show_closing(session, year, version, on, as_json)
    elif form is not None:
        _show(session, form, year, version, on, as_json, detail)


def _show(
    session: Session,
    form: str,
    year: int,
    version: str | None,
    on: date,
    as_json: bool,
    detail: bool,
) -> None:
    from planhjul.cli.accounts.shapes import form_shape
    from planhjul.cli.accounts.tables import show_form
    from planhjul.ledger.forms.lines import FormKey
    from planhjul.ledger.versions import VersionKind

    kind = VersionKind(version) if version else None
    answer = given(session.seen(on).accounts.form(FormKey(form), year, kind))
    if as_json:
        print_json(form_shape(answer, session.services().language, detail=detail))
    else:
        show_form(answer, session.services().language, detail=detail)


def _show_closing(session: Session, year: int, version: str | None, on: date, as_json: bool) -> None:
    from planhjul.cli.accounts.shapes import closing_shape
    from planhjul.cli.accounts.tables import show_closing
    from planhjul.ledger.forms.closing import no_closing
    from planhjul.ledger.versions import VersionKind

    if version not in (None, VersionKind.REGNSKAP.value):
        stop(no_closing(year, accounts=False), USAGE)
    answer = given(session.seen(on).accounts.closing(year))
    if as_json:
        print_json(closing_shape(answer, session.services().language))
    else:
        show_closing(answer, session.services().language)


def _compare(session: Session, form: str, year: int | None, on: date, as_json: bool) -> None:
    from planhjul.cli.accounts.shapes import comparison_shape
    from planhjul.cli.accounts.tables import show_comparison
    from planhjul.house.accounts import no_documents
    from planhjul.ledger.forms.lines import FormKey

    if form == _CLOSING:
        stop(text("Trykte oversikter kan sammenlignes for 5-4, 5-5, 5-6, 1A og 2A."), USAGE)
    key = FormKey(form)
    found = session.seen(on).accounts.comparisons(key, year)
    if not found and not as_json:
        stop(no_documents(key), USAGE)
    if as_json:
        print_json(
            {"form": form, "documents": [comparison_shape(one, session.services().language) for one in found]}
        )
        return
    for one in found:
        show_comparison(one, session.services().language)


def _write(
    session: Session, form: str | None, year: int, version: str | None, on: date, output: Path
) -> None:
    from planhjul.ledger.forms.closing import no_closing
    from planhjul.ledger.forms.lines import FormKey
    from planhjul.ledger.versions import VersionKind

    suffix = output.suffix.casefold()
    if suffix not in (".xlsx", ".html"):
        stop(text("Skriv filnavnet med .xlsx eller .html."), USAGE)
    if form == _CLOSING:
        # § 5-9 stands with the other overviews of the accounts.
        if version not in (None, VersionKind.REGNSKAP.value):
            stop(no_closing(year, accounts=False), USAGE)
        form, version = None, VersionKind.REGNSKAP.value
    kind = VersionKind(version) if version else None
    book = given(session.seen(on).accounts.book(year, kind, FormKey(form) if form else None))
    if suffix == ".xlsx":
        from planhjul.publish.form_sheets import xlsx_bytes

        content = xlsx_bytes(book, session.services().language)
    else:
        from planhjul.publish.form_sheets_html import html_bytes

        content = html_bytes(book, session.services().language)
    try:
        output.write_bytes(content)
    except OSError as error:
        stop(
            text(
                "Kan ikke skrive {file}: {why}. Velg en annen mappe.",
                file=str(output),
                why=error.strerror or "",
            ),
            USAGE,
        )
    tell(text("Skrev {file}.", file=str(output)))


@click.command("keyfigures", help="Vis nøkkeltall med definisjon og anbefalt nivå, og grunnlagene for ROBEK.")
@click.option("--year", type=int, required=True, help="Budsjett- eller regnskapsåret.")
@click.option("--version", type=click.Choice(VERSIONS), default=None, help="Uten: den nyeste som gjelder.")
@reading
@click.pass_obj
def keyfigures(session: Session, year: int, version: str | None, on: date, as_json: bool) -> None:
    """Show the key figures."""
    from planhjul.cli.accounts.shapes import key_figures_shape
    from planhjul.cli.accounts.tables import show_key_figures
    from planhjul.ledger.versions import VersionKind

    services = session.services()
    kind = VersionKind(version) if version else None
    answer = given(session.seen(on).accounts.key_figures(year, kind))
    if as_json:
        print_json(key_figures_shape(answer, services.language))
    else:
        show_key_figures(answer, services.language)


COMMANDS: Final = {"forms": forms, "keyfigures": keyfigures}
