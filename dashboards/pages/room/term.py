"""The four-year clock and the fiscal margin on page Handlingsrom."""

from __future__ import annotations

from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import RoomPage
from dashboards.pages.room.curve import drawing
from dashboards.parts import estimates
from dashboards.view import Context
from planhjul.choices.results import FiscalMargin, Term, TermPoint
from planhjul.figures.room.funnel import Funnel, Mark
from planhjul.texts import Million, Share, Text, Year, listed, text

_OCTOBER = 10


def clock_year(on: date) -> int:
    """The calendar year that names the term of the council that sits on the day.

    A new council meets its first budget in November of the election year (money model E.3), so until then the
    clock is the old one's.
    """
    return on.year if on.month > _OCTOBER else on.year - 1


def clock(context: Context, term: Term) -> Component:
    """The room in all four budgets of the term: one sentence, the curve with its index, and the table."""
    say = context.say
    first, last = term.points[0], term.points[-1]
    shown = Funnel(
        name=say(
            text(
                "Fireårsklokka (anslag): fra {start} {first} til {end} {last}.",
                start=Million(first.default_ore),
                first=first.on,
                end=Million(last.default_ore),
                last=last.on,
            )
        ),
        points=term.points,
        marks=[_mark(context, point) for point in term.points[1:] if point.on.month == 1],
        day=context.on,
        day_words=say(
            text(
                "Nå, {day}: {share} igjen ({amount})",
                day=context.on,
                share=Share(term.now.index / 100, 0),
                amount=Million(term.now.default_ore),
            )
        ),
    )
    parts: list[ui.Child] = [
        html.P(_sentence(context, term), className="ph-room__sentence"),
        html.Div(drawing(context, shown, text("Fireårsklokka som tegning")), className="ph-room__figure"),
    ]
    if term.borrowed:
        parts.append(html.P(_borrowed(term), className="ph-quiet"))
    parts.append(ui.explain(text("Vis klokka som tabell"), _table(context, term)))
    return ui.section(
        text(
            "Fireårsklokka: budsjettene {first}–{last}", first=Year(term.years[0]), last=Year(term.years[-1])
        ),
        *parts,
        lead=text(
            "Alt et kommunestyre kan flytte i de fire budsjettene det vedtar, fra det møter sitt første "
            "budsjett. Anslag for hele kommunen, sett fra datoen øverst på siden."
        ),
    )


def _sentence(context: Context, term: Term) -> Text:
    start, now = term.points[0], term.now
    day = context.language.long_date(start.on)
    if now.on <= start.on:
        return text(
            "{day} har kommunestyret {amount} å flytte i fire budsjetter.",
            day=day,
            amount=Million(start.default_ore),
        )
    if not now.default_ore:
        return text(
            "{day} hadde kommunestyret {amount} å flytte i fire budsjetter. Nå er alt brukt opp.",
            day=day,
            amount=Million(start.default_ore),
        )
    return text(
        "{day} hadde kommunestyret {amount} å flytte i fire budsjetter. Nå er {share} igjen: {left}.",
        day=day,
        amount=Million(start.default_ore),
        share=Share(now.index / 100, 0),
        left=Million(now.default_ore),
    )


def _borrowed(term: Term) -> Text:
    """Which years stand on another year's budget."""
    pairs = [
        text("{year} på {source}", year=Year(year), source=Year(source))
        for year, source in sorted(term.borrowed.items())
    ]
    return text("Noen år har ikke eget budsjett her ennå, og lånte et annet: {pairs}.", pairs=listed(pairs))


def _mark(context: Context, point: TermPoint) -> Mark:
    say = context.say
    return Mark(
        point.on,
        say(text("Indeks {index}", index=round(point.index))),
        say(text("{day}: {amount}", day=point.on, amount=Million(point.default_ore))),
    )


def _table(context: Context, term: Term) -> Component:
    def index(point: TermPoint) -> ui.Cell:
        return ui.Cell(context.language.number(point.index, 1), point.index)

    caption = text("Fireårsklokka måned for måned (anslag)")
    column = ui.Column("index", text("Indeks"), "number", of=index)
    return estimates.points_table(context, RoomPage.TERM, caption, term.points, column)


def margin(context: Context, answer: FiscalMargin) -> Component:
    """The fiscal margin R with its band, and what disposisjonsfond adds once."""
    million = context.language.million
    cards: list[ui.Child] = [
        ui.explained_stat(
            answer.explanation,
            answer.explanation.title,
            million(answer.default_ore),
            unit=text("mill. kr"),
            note=text(
                "Anslag, mellom {low} og {high}.", low=Million(answer.low_ore), high=Million(answer.high_ore)
            ),
            estimate=True,
            look="ph-panel",
        )
    ]
    if answer.one_off_ore is not None and answer.fund_explanation is not None:
        cards.append(
            ui.explained_stat(
                answer.fund_explanation,
                answer.fund_explanation.title,
                million(answer.one_off_ore),
                unit=text("mill. kr"),
                note=text(
                    "Anslag. Av et disposisjonsfond på {fund}. Kan brukes én gang.",
                    fund=Million(answer.fund_ore or 0),
                ),
                estimate=True,
                look="ph-panel",
            )
        )
    else:
        cards.append(
            ui.status(
                "info",
                text(
                    "Skriv disposisjonsfond.{year} i filen for innstillinger, så viser vi hva fondet kan "
                    "gi én gang.",
                    year=Year(answer.year - 1),
                ),
                title=text("Disposisjonsfondet er ikke kjent."),
            )
        )
    return ui.section(
        text("Taket over tid"),
        ui.grid(*cards, columns=2),
        lead=text(
            "Hvor mye av de frie inntektene er ikke lovet bort? Handlingsrommet over sier hvor mye av "
            "det som kan nås i tide."
        ),
    )
