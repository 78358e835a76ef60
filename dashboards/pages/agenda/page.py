"""Page Min saksliste: what one wants done, when it can still be decided, and who raises the cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import quote

from dash import html, no_update
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Agenda, Shell
from dashboards.pages.agenda.form import form_section
from dashboards.pages.agenda.route import way
from dashboards.pages.agenda.shares import who_raises
from dashboards.pages.agenda.wish import CASE, FORM, LIST, NAME, TAKEN, form_of, read_wish, written
from dashboards.parts.detail import shown_at
from dashboards.parts.nothing import mistakes
from dashboards.reading import hands_out, writes
from dashboards.view import ON, Context, Page, Wiring, query
from planhjul.choices.priorities import Priority
from planhjul.choices.route.results import RoutePoint
from planhjul.house.agenda import AgendaList, Item
from planhjul.issues import Refused
from planhjul.texts import Kroner, Text, Year, text, verbatim
from planhjul.wheel.calendar import working_days_between
from planhjul.wheel.windows import SOON

TITLE: Final = text("Min saksliste")
PATH: Final = "/saksliste"
_NO_WISH: Final = text("Skriv hva dere vil, med egne ord.")
_NOT_ADDED: Final = text("Saken er ikke lagt på lista ennå. Rett dette:")


def render(context: Context) -> Component:
    """The whole page for the list, the wish and the form in the address."""
    owners, shown = _asked_list(context)
    owner = shown.owner
    shares = context.seen.agenda.shares()
    # What is being written stands under its form, so that the form stays where it is.
    draft = _draft(context)
    return ui.page(
        TITLE,
        *_problem(context, written(context, LIST), owners),
        _chosen(context, owners, shown),
        shown_at(written(context, CASE), *([] if draft else _way(context, shown))),
        shown_at(written(context, TAKEN), form_section(context, owner)),
        *draft,
        who_raises(context, shares),
        lead=_lead(context, shown),
    )


def _asked_list(context: Context) -> tuple[Sequence[str], AgendaList]:
    """Whose lists there are, and the one the address asks for, else the first; an empty one when none is."""
    owners = context.seen.agenda.owners()
    asked = written(context, LIST)
    owner = asked if asked in owners else next(iter(owners), "")
    lists = context.seen.agenda.lists(owner) if owner else ()
    return owners, next(iter(lists), AgendaList(owner, ()))


def _lead(context: Context, shown: AgendaList) -> Text:
    """The nearest deadline of the list in one sentence; without a list, what the page is for."""
    if not shown.items:
        return text(
            "Hva vil dere ha gjort noe med? Siden viser vedtakene som er igjen, hva dere må levere til "
            "hvert av dem, og når det er siste sjanse."
        )
    nearest = [_deadline(item.route.next) for item in shown.items]
    upcoming = shown.items[0].route.next
    day = nearest[0]
    if upcoming is None or day is None:
        return text("Ingen av sakene på {liste} har en sjanse med dato ennå.", liste=shown.owner)
    return text(
        "{liste}: {antall} av {alle} saker har neste frist {dag}, {igjen}.",
        liste=shown.owner,
        antall=nearest.count(day),
        alle=len(shown.items),
        dag=day,
        igjen=_left(working_days_between(context.on, day)),
    )


def _left(days: int) -> Text:
    if days < 1:
        return text("i dag")
    return text("om 1 virkedag") if days == 1 else text("om {antall} virkedager", antall=days)


def _deadline(point: RoutePoint | None) -> date | None:
    """The last day to deliver to the point, else its own day."""
    return None if point is None else point.deadline or point.day


def _problem(context: Context, asked: str, owners: Sequence[str]) -> list[Component]:
    if not asked or asked in owners:
        return []
    sentence = text("Adressen ber om lista «{navn}», som ikke finnes her.", navn=asked[:60])
    return [ui.status("warning", sentence)]


# The list


def _chosen(context: Context, owners: Sequence[str], shown: AgendaList) -> Component:
    if not owners:
        return ui.section(
            text("Lista"),
            ui.status(
                "info",
                text("Skriv det første ønsket under, eller les inn en saksliste under Import."),
                title=text("Ingen saksliste er lagt inn per denne datoen."),
            ),
        )
    query = f"kommune={quote(context.kommune.nr)}&liste={quote(shown.owner)}&per={context.on.isoformat()}"
    name = shown.owner.replace("/", "-")
    return ui.section(
        text("Lista"),
        html.Div(
            ui.select(
                Agenda.LIST,
                text("Hvem sin liste"),
                [(owner, owner) for owner in owners],
                shown.owner,
                address=LIST,
                clears=(CASE,),
            ),
            className="ph-narrow",
        ),
        _table(context, shown),
        html.P(
            [
                ui.link(
                    text("Hent fristene til kalenderen (.ics)"),
                    f"{PATH}/liste.ics?{query}",
                    download=f"{name}.ics",
                ),
                ui.link(
                    text("Hent lista som regneark (.xlsx)"),
                    f"{PATH}/liste.xlsx?{query}",
                    download=f"{name}.xlsx",
                ),
            ],
            className="ph-downloads",
        ),
        lead=text("Saken med nærmeste frist står øverst. Velg en sak for å se veien videre."),
    )


def _table(context: Context, shown: AgendaList) -> Component:
    def title(item: Item) -> ui.Cell:
        wish = item.priority
        href = context.href(None, **{LIST: shown.owner, CASE: wish.key, **dict.fromkeys(FORM)})
        return ui.Cell(wish.title, wish.title, href=href, sub=_about(wish))

    columns = [
        ui.Column("title", text("Sak"), width="11rem", of=title),
        ui.Column("next", text("Neste sjanse"), of=lambda item: _chance(context, item.route.next)),
        ui.Column("last", text("Siste sjanse"), of=lambda item: _chance(context, item.route.last)),
    ]
    rows = ui.rows_of(columns, shown.items, key=lambda item: item.priority.key)
    caption = text("Sakene på {liste}", liste=shown.owner)
    return ui.data_table(Agenda.TABLE, caption, columns, rows, caption_hidden=True)


def _about(priority: Priority) -> Text:
    amount, year = priority.amount_ore, priority.year
    if amount is not None and year is not None:
        return text("{belop} i året fra {aar}", belop=Kroner(amount), aar=Year(year))
    if amount is not None:
        return text("{belop} i året, så snart som mulig", belop=Kroner(amount))
    if year is not None:
        return text("Fra {aar}, uten beløp", aar=Year(year))
    return text("Så snart som mulig, uten beløp")


def _chance(context: Context, point: RoutePoint | None) -> ui.Cell:
    if point is None:
        return ui.Cell(text("Ingen datofestet"), "9999", tone="muted")
    day = _deadline(point)
    if day is None:
        return ui.Cell(text("Uten dag"), "9998", tone="muted", sub=point.title)
    soon = context.on <= day <= context.on + SOON
    return ui.Cell(
        context.language.date(day), day.isoformat(), tone="warning" if soon else "", sub=point.title
    )


# The way of one wish


def _draft(context: Context) -> list[Component]:
    """The way of the wish in the form, which nobody has put on a list yet."""
    wish = read_wish(context).priority
    if wish is None:
        return []
    found = context.seen.agenda.route(wish)
    return [way(context, found, _where(context, wish), draft=True)]


def _way(context: Context, shown: AgendaList) -> list[Component]:
    item = _item(context, shown)
    if item is None:
        return []
    return [
        way(
            context,
            item.route,
            _where(context, item.priority),
            *_actions(context, item.priority),
            draft=False,
        )
    ]


def _item(context: Context, shown: AgendaList) -> Item | None:
    """The wish the address asks for, else the first of the list."""
    key = written(context, CASE)
    asked = next((item for item in shown.items if item.priority.key == key), None)
    return asked or next(iter(shown.items), None)


def _where(context: Context, priority: Priority) -> Text | None:
    """The area the kroner are counted in, in words; None for the whole budget."""
    title = context.seen.agenda.where(priority)
    return verbatim(title) if title else None


def _actions(context: Context, priority: Priority) -> list[ui.Child]:
    note: list[ui.Child] = [html.P(priority.note)] if priority.note else []
    if priority.source is not None:
        origin = text(
            "Saken står i fila {fil}. Ta den bort ved å lese inn lista på nytt uten den.",
            fil=priority.source.file,
        )
        return [*note, html.P(origin, className="ph-quiet")]
    button = ui.button(Agenda.REMOVE, text("Ta saken av lista"), kind="quiet")
    return [*note, html.Div([button, html.Div(id=Agenda.REMOVED)])]


# Callbacks and files


def _add(context: Context, at: datetime) -> tuple[Any, Any]:
    """The wish of the form put on a list, and the address of the list; or what is wrong with it."""
    wish = read_wish(context)
    if wish.priority is None or wish.errors:
        return no_update, mistakes(_NOT_ADDED, list(wish.errors.values()) or [_NO_WISH])
    asked = replace(wish.priority, owner=written(context, NAME) or written(context, LIST))
    answer = context.services.wishes.add(context.kommune.nr, asked, at, context.today)
    if isinstance(answer, Refused):
        return no_update, mistakes(_NOT_ADDED, [answer.message])
    emptied: dict[str, str | int | None] = {**dict.fromkeys(FORM), NAME: None}
    if context.on < context.today:
        # The list holds the wish from today; on an earlier day it would not be seen.
        emptied[ON] = None
    return query(context.href(None, **(emptied | {LIST: answer.owner, CASE: answer.key}))), []


def _remove(context: Context, at: datetime) -> tuple[Any, Any] | None:
    """The wish that is shown taken off its list, and the address with it in the form."""
    item = _item(context, _asked_list(context)[1])
    if item is None:
        return None
    refused = context.services.wishes.remove(context.kommune.nr, item.priority.key, at, context.today)
    if refused is not None:
        return no_update, ui.status("error", refused.message)
    # The wish stands in the form afterwards: one press puts it back.
    return query(context.href(None, **form_of(item.priority, context))), []


def register(wiring: Wiring) -> None:
    """Put the wish on a list, take one off, and hand out a list as a file."""
    answer = (Shell.ADDRESS, "search")
    writes(wiring, [answer, (Agenda.MESSAGE, "children")], [(Agenda.ADD, "n_clicks")])(_add)
    writes(wiring, [answer, (Agenda.REMOVED, "children")], [(Agenda.REMOVE, "n_clicks")])(_remove)
    hands_out(wiring, f"{PATH}/liste.ics")(_calendar)
    hands_out(wiring, f"{PATH}/liste.xlsx")(_workbook)


def _calendar(context: Context, at: datetime) -> tuple[str, bytes] | None:
    """The deadlines of a list, at an address of their own so that a calendar can be asked to fetch them."""
    content = context.services.wishes.calendar_file(context.seen, written(context, LIST), at)
    return None if isinstance(content, Refused) else ("saksliste.ics", content)


def _workbook(context: Context, _at: datetime) -> tuple[str, bytes] | None:
    """A list as a workbook."""
    content = context.services.wishes.workbook(context.seen, written(context, LIST))
    return None if isinstance(content, Refused) else ("saksliste.xlsx", content)


PAGE: Final = Page(path=PATH, title=TITLE, render=render, ids=[Agenda], register=register)
