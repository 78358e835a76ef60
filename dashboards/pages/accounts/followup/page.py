"""Follow-up on page Budsjett og regnskap: accounts against the budget, to date and for the year."""

from __future__ import annotations

from typing import Final

from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Accounts, Followup
from dashboards.pages.accounts.followup.drill import AREA, area_key, behind_area
from dashboards.pages.accounts.followup.tables import (
    GROUP,
    area_table,
    group_table,
    month_table,
    report_table,
)
from dashboards.parts.units import Unit, chosen_unit, unit_choice
from dashboards.view import Context
from planhjul.explanation import Explanation, Input
from planhjul.figures import followup as figures
from planhjul.figures.template import LIGHT
from planhjul.house.money import NoVersion
from planhjul.issues import Level
from planhjul.ledger.followup.results import MONTHS, FollowupRow, Forecast, Profile
from planhjul.ledger.followup.results import Followup as Answer
from planhjul.ledger.followup.words import deviation_words, followup_sentence, month_name
from planhjul.ledger.integrity import Control
from planhjul.texts import Million, Text, Year, text, verbatim

VIEW: Final = "vis"
PROFILE: Final = "profil"
MONTH: Final = "maaned"
_OVERVIEWS: Final = "oversikter"
_FOLLOWUP: Final = "oppfolging"
_PROFILES: Final = {"jevn": Profile.EVEN, "fjoraaret": Profile.LAST_YEAR}
# The lines that break a control, the largest first; a longer list helps nobody.
_SHOWN_ROWS: Final = 10
UNITS: Final = (Unit.THOUSANDS, Unit.KRONER)


def shows_followup(context: Context) -> bool:
    """True when the address asks for the follow-up and not the overviews."""
    return context.asked(VIEW) == _FOLLOWUP


def view_choice(context: Context) -> Component:
    """The choice between the page's two views."""
    return ui.radio_group(
        Followup.VIEW,
        text("Vis"),
        [
            (_OVERVIEWS, text("Oversikter og nøkkeltall")),
            (_FOLLOWUP, text("Oppfølging: regnskap mot budsjett")),
        ],
        _FOLLOWUP if shows_followup(context) else _OVERVIEWS,
        address=VIEW,
        clears=("linje", AREA, GROUP, "art", "funksjon", "ansvar", MONTH),
    )


def followup_page(context: Context, title: Text) -> Component:
    """The follow-up of the year in the address, or of the newest year that has accounts and a budget."""
    followup = context.seen.followup
    years = followup.years()
    year = context.view.aar or (years[0] if years else context.on.year)
    asked = _PROFILES.get(context.asked(PROFILE))
    answer = followup.year(year, _month(context), asked)
    if isinstance(answer, NoVersion):
        return _nothing(context, title, answer, years)
    unit = chosen_unit(context, UNITS)
    return ui.page(
        title,
        view_choice(context),
        *(ui.status("info", note) for note in answer.notes),
        _choices(context, answer, years, unit),
        _figures(context, answer),
        _chart(context, answer),
        area_table(context, answer, unit),
        *behind_area(context, answer, unit),
        group_table(context, answer, unit),
        *([report_table(context, answer, unit)] if answer.year_end else []),
        *_controls(context, answer, followup.controls(year)),
        _assumptions(context, answer),
        lead=followup_sentence(answer),
    )


def _month(context: Context) -> int | None:
    written = context.asked(MONTH)
    month = int(written) if written.isascii() and written.isdigit() else 0
    return month if 1 <= month <= MONTHS else None


def _nothing(context: Context, title: Text, answer: NoVersion, years: tuple[int, ...]) -> Component:
    """What is missing, and the years that can be shown instead."""
    links = [
        ui.link(
            text("Oppfølging for {year}", year=Year(year)), context.href(aar=year, versjon=None, maaned=None)
        )
        for year in years
    ]
    links.append(ui.link(text("Gå til Import"), context.href("/import")))
    return ui.page(
        title,
        view_choice(context),
        ui.status(
            "info",
            text("Oppfølging trenger regnskap og vedtatt budsjett for samme år."),
            ui.plain_list(links),
            title=answer.message,
        ),
    )


def _choices(context: Context, answer: Answer, years: tuple[int, ...], unit: Unit) -> Component:
    profile = next(word for word, one in _PROFILES.items() if one is answer.profile)
    months = [(str(month), month_name(month)) for month in range(1, answer.through + 1)]
    return ui.grid(
        ui.select(
            Followup.YEAR,
            text("År"),
            [(str(year), str(year)) for year in years],
            str(answer.year),
            address="aar",
            clears=("versjon", MONTH),
        ),
        ui.select(Followup.MONTH, text("Til og med"), months, str(answer.month), address=MONTH),
        ui.radio_group(
            Followup.PROFILE,
            text("Budsjettet fordelt på månedene"),
            [(word, one.words) for word, one in _PROFILES.items()],
            profile,
            hint=text("Avgjør hvor mye av budsjettet som skulle vært brukt hittil."),
            address=PROFILE,
        ),
        unit_choice(Accounts.UNIT, UNITS, unit),
    )


def _figures(context: Context, answer: Answer) -> Component:
    """The service areas in three figures: booked, deviation, and where the year may end."""
    language, row = context.language, answer.services
    unit = text("mill. kr")
    figures = [
        ui.explained_stat(
            _explained_budget(answer),
            text("Netto brukt på tjenesteområdene"),
            language.million(row.accounts_ore),
            unit=unit,
            note=text("Budsjett hittil: {budget}.", budget=Million(row.to_date_ore)),
        ),
        ui.explained_stat(
            _explained_deviation(answer),
            deviation_words(row),
            language.million(abs(row.deviation_ore)),
            unit=unit,
            note=_share(context, row),
        ),
    ]
    if row.forecast is not None:
        note = text(
            "Anslag: mellom {low} og {high}. Budsjettet for året er {budget}.",
            low=Million(row.forecast.low_ore),
            high=Million(row.forecast.high_ore),
            budget=Million(row.revised_ore),
        )
        figures.append(
            ui.explained_stat(
                _explained_forecast(answer),
                text("Prognose for {year}", year=Year(answer.year)),
                language.million(row.forecast.default_ore),
                unit=unit,
                note=note,
                estimate=True,
            )
        )
    return ui.grid(*figures, columns=3)


def _share(context: Context, row: FollowupRow) -> Text:
    if row.deviation_share is None:
        return text("Ingen budsjett hittil å måle mot.")
    share = context.language.percent(abs(row.deviation_share))
    return text("{share} av budsjettet hittil.", share=share)


def _explained_budget(answer: Answer) -> Explanation:
    row, budget = answer.services, answer.revised or answer.original
    return Explanation(
        title=text("Budsjett hittil"),
        value=text("{amount}", amount=Million(row.to_date_ore)),
        formula=text(
            "Årets budsjett × andelen som profilen legger på månedene til og med {month}",
            month=month_name(answer.month),
        ),
        inputs=(
            Input(text("Årets budsjett"), text("{amount}", amount=Million(row.revised_ore))),
            Input(text("Profil"), answer.profile.words),
        ),
        definition=text(
            "Netto utgift på områdene som kommunestyret bevilger til (linje 6 i § 5-4). Skatt, "
            "rammetilskudd, avskrivninger, finans og disponeringer er holdt utenfor."
        ),
        basis=text("Kommunedirektøren rapporterer minst to ganger i året (kommuneloven § 14-5)."),
        version=budget.kind.title if budget else None,
        stood_from=budget.stood_from if budget else None,
    )


def _explained_deviation(answer: Answer) -> Explanation:
    row = answer.services
    return Explanation(
        title=deviation_words(row),
        value=text("{amount}", amount=Million(abs(row.deviation_ore))),
        formula=text("Budsjett hittil − netto regnskap hittil"),
        inputs=(
            Input(text("Budsjett hittil"), text("{amount}", amount=Million(row.to_date_ore))),
            Input(text("Regnskap hittil"), text("{amount}", amount=Million(row.accounts_ore))),
        ),
        definition=text("Merforbruk er netto utgifter over budsjettet, mindreforbruk er under."),
        version=answer.accounts.kind.title,
        stood_from=answer.accounts.stood_from,
    )


def _explained_forecast(answer: Answer) -> Explanation:
    row = answer.services
    low, default, high = (
        (row.forecast.low_ore, row.forecast.default_ore, row.forecast.high_ore) if row.forecast else (0, 0, 0)
    )
    return Explanation(
        title=text("Prognose for {year}", year=Year(answer.year)),
        value=text(
            "{default}, mellom {low} og {high}",
            default=Million(default),
            low=Million(low),
            high=Million(high),
        ),
        formula=text("Bokført hittil + resten av året som budsjettert"),
        inputs=(
            Input(text("Bokført hittil"), text("{amount}", amount=Million(row.accounts_ore))),
            Input(
                text("Resten av budsjettet"),
                text("{amount}", amount=Million(row.revised_ore - row.to_date_ore)),
            ),
            *(Input(text("Antakelse"), assumption) for assumption in answer.assumptions),
        ),
        version=answer.accounts.kind.title,
        stood_from=answer.accounts.stood_from,
        estimate=True,
    )


def _chart(context: Context, answer: Answer) -> Component:
    """Budget and accounts of the area in the address, else of every service area, added up by month."""
    key = area_key(context)
    row = answer.area(key) if key is not None else None
    shown = row or answer.services
    months = figures.upto(answer.series[row.key] if row else answer.months, answer.month)
    forecast = shown.forecast
    if forecast is not None and shown.sign < 0:
        # The months are net expense; a row of net income has its forecast the other way.
        forecast = Forecast(-forecast.high_ore, -forecast.default_ore, -forecast.low_ore)
    return ui.chart(
        Followup.CHART,
        figures.cumulative(months, forecast, context.language, LIGHT),
        name=text(
            "{title}: budsjett og regnskap {year}, mill. kr", title=shown.title, year=Year(answer.year)
        ),
        sentence=text(
            "Netto utgift fra januar til og med hver måned. Per {month}: budsjett {budget}, "
            "regnskap {accounts}.",
            month=month_name(answer.month),
            budget=Million(shown.sign * shown.to_date_ore),
            accounts=Million(shown.sign * shown.accounts_ore),
        ),
        table=month_table(context, months),
        table_label=text("Vis som tabell"),
        height=figures.HEIGHT,
    )


def _controls(context: Context, answer: Answer, controls: tuple[Control, ...]) -> list[Component]:
    """SSB's controls on the accounts: those that are broken with their lines, the others folded away."""
    say = context.say
    if not controls:
        return []
    broken = [control for control in controls if not control.ok]
    kept = [control for control in controls if control.ok]
    if broken:
        lead = text("{count} av {total} kontroller viser et avvik.", count=len(broken), total=len(controls))
    else:
        lead = text("Alle {total} kontroller stemmer.", total=len(controls))
    source = text("Kontrollene er SSBs og tåler en avrunding på 30 000 kroner.")
    if broken and not answer.year_end:
        source = text(
            "{source} De er laget for et helt år: før årsavslutningen er slike avvik vanlige.", source=source
        )
    blocks = [ui.plain_list([_broken(context, control) for control in broken])] if broken else []
    if kept:
        blocks.append(
            ui.explain(
                text("Kontroller som stemmer"),
                ui.plain_list([f"{control.number}: {say(control.message)}" for control in kept]),
            )
        )
    return [
        ui.section(
            text("SSBs kontroller av regnskapet"), *blocks, id=Followup.CONTROLS, lead=ui.joined(lead, source)
        )
    ]


def _broken(context: Context, control: Control) -> Component:
    """A broken control as a row of a list, with the lines that break it."""
    lines = [
        text(
            "Art {art}, funksjon {funksjon}: {amount}",
            art=row.art or "–",
            funksjon=row.funksjon or "–",
            amount=verbatim(f"{context.language.kroner(row.amount_ore)} kr"),
        )
        for row in control.rows[:_SHOWN_ROWS]
    ]
    if len(control.rows) > _SHOWN_ROWS:
        lines.append(text("og {count} til", count=len(control.rows) - _SHOWN_ROWS))
    return ui.status(
        "warning" if control.level is Level.WARNING else "info",
        control.message,
        ui.explain(text("Linjene bak"), ui.plain_list(lines)),
        title=text("Kontroll {number}: avvik", number=control.number),
        quiet=True,
        icon="✕",
    )


def _assumptions(context: Context, answer: Answer) -> Component:
    return ui.section(text("Dette bygger tallene på"), ui.plain_list(answer.assumptions))
