"""Commands about accounts and budgets in the law's own form: the prescribed overviews and key figures."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from planhjul.cli.accounts.tables import show_closing, show_comparison, show_form, show_key_figures
from planhjul.cli.files import VERSIONS
from planhjul.cli.session import USAGE, Session, given, reading, stop, tell, write
from planhjul.cli.shapes import DETAILED
from planhjul.texts import text

if TYPE_CHECKING:
    from planhjul.cli.tables import Paper
    from planhjul.ledger.versions import VersionKind

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
    from planhjul.ledger.forms.lines import FormKey

    if form is None and (compare or output is None):
        stop(text("Velg en oversikt med --form, eller skriv alle til fil med -o FIL."), USAGE)
    if compare and form is not None:
        _compare(session, form, year, on, as_json)
        return
    if year is None:
        stop(text("Velg år med --year."), USAGE)
    kind = _kind(version, year, closing=form == _CLOSING)
    if output is not None:
        _write(session, form, year, kind, on, output)
    elif form == _CLOSING:
        session.show(given(session.seen(on).accounts.closing(year)), as_json, show_closing)
    elif form is not None:
        answer = given(session.seen(on).accounts.form(FormKey(form), year, kind))
        on_paper = partial(show_form, detail=detail)
        session.show(answer, as_json, on_paper, DETAILED if detail else None)


def _kind(version: str | None, year: int, *, closing: bool) -> VersionKind | None:
    """The version asked for, None for the newest; § 5-9 is only made of the accounts."""
    from planhjul.ledger.forms.closing import no_closing
    from planhjul.ledger.versions import VersionKind

    kind = VersionKind(version) if version else None
    if closing and kind not in (None, VersionKind.REGNSKAP):
        stop(no_closing(year, accounts=False), USAGE)
    return VersionKind.REGNSKAP if closing else kind


def _compare(session: Session, form: str, year: int | None, on: date, as_json: bool) -> None:
    from planhjul.house.accounts import no_documents
    from planhjul.ledger.forms.lines import FormKey

    if form == _CLOSING:
        stop(text("Trykte oversikter kan sammenlignes for 5-4, 5-5, 5-6, 1A og 2A."), USAGE)
    key = FormKey(form)
    documents = session.seen(on).accounts.comparisons(key, year)
    if not documents and not as_json:
        stop(no_documents(key), USAGE)

    def show_each(_: object, out: Paper) -> None:
        for document in documents:
            show_comparison(document, out)

    session.show({"form": form, "documents": documents}, as_json, show_each)


def _write(
    session: Session, form: str | None, year: int, kind: VersionKind | None, on: date, output: Path
) -> None:
    from planhjul.ledger.forms.lines import FormKey

    suffix = output.suffix.casefold()
    if suffix not in (".xlsx", ".html"):
        stop(text("Skriv filnavnet med .xlsx eller .html."), USAGE)
    # § 5-9 stands with the other overviews of the accounts.
    key = FormKey(form) if form and form != _CLOSING else None
    book = given(session.seen(on).accounts.book(year, kind, key))
    if suffix == ".xlsx":
        from planhjul.publish.form_sheets import xlsx_bytes as in_form
    else:
        from planhjul.publish.form_sheets_html import html_bytes as in_form
    write(output, in_form(book, session.services().language))
    tell(text("Skrev {file}.", file=str(output)))


@click.command("keyfigures", help="Vis nøkkeltall med definisjon og anbefalt nivå, og grunnlagene for ROBEK.")
@click.option("--year", type=int, required=True, help="Budsjett- eller regnskapsåret.")
@click.option("--version", type=click.Choice(VERSIONS), default=None, help="Uten: den nyeste som gjelder.")
@reading
@click.pass_obj
def keyfigures(session: Session, year: int, version: str | None, on: date, as_json: bool) -> None:
    """Show the key figures."""
    kind = _kind(version, year, closing=False)
    answer = given(session.seen(on).accounts.key_figures(year, kind))
    session.show(answer, as_json, show_key_figures)


COMMANDS: Final = {"forms": forms, "keyfigures": keyfigures}
